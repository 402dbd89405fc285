//! What is done about each intent, by topic. The only place where the window changes anything.

mod clipboard;
mod closing;
mod exchange;
mod file;
mod look;
mod picture;
mod presenting;
mod samples;
mod trace;

pub(super) use clipboard::Copied;
pub(super) use file::FILE_DIALOG;
pub(super) use presenting::Presentation;

use super::App;
use crate::action::{Action, ActionGroup};
use crate::document::MergeKey;
use crate::ui::{Intent, MainView};
use egui::Context;

impl App {
    /// Carries out everything that was asked for since the last frame.
    pub(super) fn carry_out_everything(&mut self, context: &Context) {
        self.carry_out_all(context);
        if self.glide.is_some() {
            self.glide_on(context);
        } else {
            self.desk.preview(self.canvas.preview_places());
        }
    }

    /// One intent may bring about others: a menu's action becomes the edit that the canvas makes of it. They are
    /// carried out before the next one, which was asked for with them in mind: what is selected by one key is what
    /// the next key deletes, however many keys one frame has brought.
    fn carry_out_all(&mut self, context: &Context) {
        let mut intents = self.intents.take();
        // A text that was just typed is kept before whatever button was pressed to leave its field.
        intents.sort_by_key(|intent| !matches!(intent, Intent::Edit(_)));
        for intent in intents {
            self.carry_out(intent, context);
            self.carry_out_all(context);
        }
    }

    fn carry_out(&mut self, intent: Intent, context: &Context) {
        match intent {
            Intent::Edit(command) => _ = self.desk.apply(&command),
            Intent::EditMerged(command, key) => self.desk.apply_merging(&command, MergeKey(key.0)),
            Intent::Do(action) => self.act(action, context),
            Intent::Hold(action) => self.canvas.hold(action, true),
            Intent::LetGo(action) => self.canvas.hold(action, false),
            Intent::LetGoAll => self.canvas.let_go_all(),
            Intent::Select(elements) => self.desk.select(elements),
            Intent::Show(area) => self.canvas.show_area(area, &self.desk.view()),
            Intent::JumpTo(elements) => {
                self.canvas.jump_to(&elements, &self.desk.view());
                self.desk.select(elements);
                if let (MainView::Chain, Some(party)) =
                    (self.desk.main_view, self.desk.selection.only_party())
                {
                    self.drafts.chain.walk_to(party);
                }
            }
            Intent::EditName(element) => {
                self.canvas.edit_name(element, &self.desk.view(), &mut self.intents);
            }
            Intent::FanOut(supply) => self.desk.fan_out(Some(supply)),
            Intent::ShowWay(from, to) => self.show_way(from, to),
            Intent::LookThrough(looking) => self.desk.tracing.look_through(looking),
            Intent::OpenPath(path) => self.open_path(path, context),
            Intent::Browse(purpose, place) => self.browse(purpose, place, context),
            Intent::UsePlace(purpose, path) => self.use_place(purpose, path, true, context),
            Intent::PreviewImport => self.preview_import(context),
            Intent::ImportTable => self.import_table(context),
            Intent::OpenSample(name) => self.open_sample(name, context),
            Intent::AddText => self.add_text(context),
            Intent::Paste(text) => self.paste(text),
            Intent::SavePicture(request) => self.ask_where_picture_goes(request, context),
            Intent::CopyPicture(request) => self.copy_picture(request, context),
            Intent::SetPreferences(preferences) => self.set_preferences(*preferences, context),
            Intent::CancelWork => self.errands.iter().for_each(crate::job::Job::cancel),
            Intent::CloseAnyway => self.close_anyway(context),
        }
    }

    /// Carries out an action: the drawing itself first, then whatever concerns the window.
    fn act(&mut self, action: Action, context: &Context) {
        // What is renamed in a list is renamed there.
        if action == Action::Rename && self.rename_in_list() {
            return;
        }
        if self.canvas.act(action, &self.desk.view(), &mut self.intents) {
            self.desk.message = None;
            // What is placed or typed on the map has to be seen.
            let shows_map = action.group() == ActionGroup::Create || action == Action::ZoomSelection;
            if self.canvas.is_editing_text() || shows_map {
                self.desk.main_view = MainView::Map;
            }
            return;
        }
        let is_known = self.act_on_files(action, context)
            || self.act_on_clipboard(action, context)
            || self.act_on_trace(action, context)
            || self.act_on_looks(action, context)
            || self.act_on_the_room(action, context)
            || self.act_on_history(action);
        debug_assert!(is_known, "nobody carries out {action:?}");
    }

    /// Edits the name in the outline or the table, if one of them has the keyboard.
    fn rename_in_list(&mut self) -> bool {
        let is_in_outline = self.drafts.outline.has_keyboard();
        let is_in_table = self.desk.main_view == MainView::Table;
        match () {
            () if is_in_outline => self.drafts.outline.rename_focused(),
            () if is_in_table => self.drafts.table.edit_current(),
            () => {}
        }
        is_in_outline || is_in_table
    }

    fn act_on_history(&mut self, action: Action) -> bool {
        match action {
            Action::Undo => self.desk.undo(),
            Action::Redo => self.desk.redo(),
            _ => return false,
        }
        true
    }
}
