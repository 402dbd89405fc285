use super::super::App;
use super::super::start::{is_map, not_opened};
use crate::action::Action;
use crate::document::{DocumentSession, Overwrite, SaveState};
use crate::exchange::DataForm;
use crate::model::Organisation;
use crate::platform::{Folders, dialogs};
use crate::ui::MainView;
use crate::ui::dialog::{Dialog, PlaceDraft, PlacePurpose};
use egui::{Context, ViewportCommand};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::super::errand::Finished;

/// What the job is called that waits for the file dialog of the system.
pub(in super::super) const FILE_DIALOG: &str = "File dialog";
/// How long changing the map waits for the disk.
const PATIENCE: Duration = Duration::from_secs(2);

impl App {
    /// Carries out actions about files; whether it was one.
    pub(super) fn act_on_files(&mut self, action: Action, context: &Context) -> bool {
        match action {
            Action::NewMap => self.open_new(&Organisation::default(), context),
            Action::OpenMap | Action::ImportTable => self.ask_for_place(PlacePurpose::Open, context),
            Action::OpenSample => self.drafts.dialog = Some(Dialog::Samples),
            Action::SaveCopy => self.ask_for_place(PlacePurpose::SaveCopy, context),
            Action::MoveFile => self.ask_for_place(PlacePurpose::MoveFile, context),
            Action::ExportTable => self.ask_for_place(PlacePurpose::ExportTable, context),
            Action::ExportData => self.ask_for_place(PlacePurpose::ExportData, context),
            Action::ExportCard if self.card_of().is_none() => {
                let words = "Select one role first, or open its chain.".to_owned();
                self.show_problem("Whose card is it?", words);
            }
            Action::ExportCard => self.ask_for_place(PlacePurpose::ExportCard, context),
            Action::ExportMatrix => self.ask_for_place(PlacePurpose::ExportMatrix, context),
            Action::ExportPicture => self.drafts.dialog = Some(Dialog::Export(self.drafts.export.clone())),
            Action::CopyImage => self.copy_picture(self.drafts.export.request, context),
            Action::Tidy => self.tidy(context),
            Action::TidySelection => self.tidy_selection(context),
            Action::Quit => context.send_viewport_cmd(ViewportCommand::Close),
            _ => return false,
        }
        true
    }

    /// Opens a map, or a table for a look at what it would make.
    pub(super) fn open_path(&mut self, path: PathBuf, context: &Context) {
        if !is_map(&path) {
            self.read_file(path, context);
            return;
        }
        if !self.may_leave_map(context) {
            return;
        }
        match self.desk.open(&path) {
            Ok(()) => self.begin_map(),
            Err(error) => {
                self.desk.preferences.forget_map(&path);
                self.drafts.dialog = Some(Dialog::Problem(not_opened(&error)));
            }
        }
    }

    /// Opens an untitled map that holds `organisation`.
    pub(super) fn open_new(&mut self, organisation: &Organisation, context: &Context) {
        if !self.may_leave_map(context) {
            return;
        }
        let desk = &mut self.desk;
        match DocumentSession::untitled(organisation, &desk.folders, &desk.waker) {
            Ok(session) => {
                desk.replace_session(session);
                self.begin_map();
            }
            Err(error) => self.show_problem("No new map could be made", error.to_string()),
        }
    }

    fn begin_map(&mut self) {
        self.canvas.begin_map();
        self.drafts.outline.reset();
        self.drafts.findings.reset();
        self.drafts.chain.reset();
        self.drafts.matrix.reset();
        self.drafts.table.reset();
        self.desk.main_view = MainView::Map;
        self.drafts.dialog = None;
        self.desk.save_preferences();
    }

    /// Whether everything of the present map is in its file; else it stays open and says why.
    fn may_leave_map(&mut self, context: &Context) -> bool {
        self.keep_what_is_typed(context);
        match self.desk.session.flush(PATIENCE) {
            SaveState::Saved => true,
            _ if self.desk.session.limitation().is_some() => true,
            SaveState::Saving => {
                self.show_problem(
                    "The present map is not saved yet",
                    "The disk is slow to answer.".to_owned(),
                );
                false
            }
            SaveState::NotSaved { reason } => {
                self.show_problem("The present map is not saved yet", reason);
                false
            }
        }
    }

    /// Asks for a path: in the file dialog of the system, and by typing for where there is none.
    pub(super) fn ask_for_place(&mut self, purpose: PlacePurpose, context: &Context) {
        let suggestion = self.suggestion(purpose);
        self.drafts.dialog = Some(Dialog::Place(PlaceDraft::new(purpose, &suggestion)));
        self.browse(purpose, suggestion, context);
    }

    pub(super) fn browse(&mut self, purpose: PlacePurpose, place: PathBuf, context: &Context) {
        self.start_errand(FILE_DIALOG, context, move |_| {
            let asked = Instant::now();
            let chosen = if purpose.is_for_writing() {
                dialogs::ask_where_to_save(purpose.title(), &place, &purpose.endings())
            } else {
                dialogs::ask_for_map_or_table()
            };
            Finished::Place(purpose, chosen, asked.elapsed())
        });
    }

    /// A path to begin with: beside the map, else in the folder for documents, under the title of the map.
    fn suggestion(&self, purpose: PlacePurpose) -> PathBuf {
        let ending = match purpose {
            PlacePurpose::Open => return PathBuf::new(),
            PlacePurpose::SaveCopy | PlacePurpose::MoveFile => crate::document::FILE_ENDING,
            PlacePurpose::ExportTable | PlacePurpose::ExportMatrix => "csv",
            PlacePurpose::ExportData => DataForm::Text.ending(),
            PlacePurpose::ExportCard => DataForm::Markdown.ending(),
            PlacePurpose::ExportPicture => self.drafts.export.request.format.ending(),
        };
        let session = &self.desk.session;
        let folder = match session.path().parent() {
            Some(folder) if !session.is_untitled() => folder.to_owned(),
            _ => Folders::documents(),
        };
        let stem = match session.path().file_stem() {
            Some(stem) if !session.is_untitled() => stem.to_string_lossy().into_owned(),
            _ => file_name_of(self.desk.map().title()),
        };
        let stem = match purpose {
            PlacePurpose::SaveCopy => format!("{stem} copy"),
            PlacePurpose::ExportMatrix => format!("{stem} matrix"),
            PlacePurpose::ExportCard => {
                let party = self.card_of().and_then(|id| self.desk.map().party(id));
                party.map_or(stem, |party| file_name_of(&party.name))
            }
            _ => stem,
        };
        folder.join(format!("{stem}.{ending}"))
    }

    /// Does with a chosen path what it was asked for.
    pub(in super::super) fn use_place(
        &mut self,
        purpose: PlacePurpose,
        path: PathBuf,
        may_replace: bool,
        context: &Context,
    ) {
        self.drafts.dialog = None;
        let overwrite = if may_replace { Overwrite::Agreed } else { Overwrite::Never };
        match purpose {
            PlacePurpose::Open => self.open_path(path, context),
            PlacePurpose::SaveCopy => self.save_copy(&path, overwrite, context),
            PlacePurpose::MoveFile => self.move_file(&path, overwrite, context),
            PlacePurpose::ExportTable => self.export_table(path, context),
            PlacePurpose::ExportMatrix => self.export_matrix(path, context),
            PlacePurpose::ExportData => self.export_data(path, context),
            PlacePurpose::ExportCard => self.export_card(path, context),
            PlacePurpose::ExportPicture => self.write_picture(path, context),
        }
    }

    fn save_copy(&mut self, path: &Path, overwrite: Overwrite, context: &Context) {
        self.keep_what_is_typed(context);
        match self.desk.session.save_copy(path, overwrite) {
            Ok(()) => self.desk.message = Some(format!("Copy saved: {}", path.display())),
            Err(error) => self.show_problem("There is no copy", error.to_string()),
        }
    }

    fn move_file(&mut self, path: &Path, overwrite: Overwrite, context: &Context) {
        self.keep_what_is_typed(context);
        let old = self.desk.session.path().to_owned();
        match self.desk.session.move_to(path, overwrite) {
            Ok(()) => {
                self.desk.preferences.forget_map(&old);
                self.desk.remember_map();
                self.desk.save_preferences();
                self.desk.message = Some(format!("The map is now {}", path.display()));
            }
            Err(error) => self.show_problem("The map stays where it was", error.to_string()),
        }
    }
}

/// A title as a file name: without what systems forbid in names.
fn file_name_of(title: &str) -> String {
    let allowed: String =
        title.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c }).collect();
    let name = allowed.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.trim_matches('.').chars().take(80).collect();
    if name.is_empty() { "Map".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        let table = [("Kitchens", "Kitchens"), ("a/b: c?", "a b c"), ("", "Map"), ("..", "Map")];
        for (title, expected) in table {
            assert_eq!(file_name_of(title), expected);
        }
    }
}
