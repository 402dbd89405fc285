use super::frame::{buttons_ui, dialog_frame};
use crate::exchange::DataForm;
use crate::ui::widget::{caption_ui, check_ui, remark_ui};
use crate::ui::{Intent, Intents};
use egui::{Button, Key, Margin, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacePurpose {
    /// A map to open, or a table, a text or a diagram to import.
    Open,
    /// Where a copy of the map goes.
    SaveCopy,
    /// Where the map goes.
    MoveFile,
    /// Where a table goes: of all supplies, or what the Table view shows.
    ExportTable,
    /// Where the matrix goes that is or was shown.
    ExportMatrix,
    /// Where the map goes as text or diagram; the ending says which.
    ExportData,
    /// Where the card of a role goes.
    ExportCard,
    /// Where a picture goes, as the dialog before said.
    ExportPicture,
}

impl PlacePurpose {
    /// What is asked for.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open a map or import a file",
            Self::SaveCopy => "Save a copy of the map",
            Self::MoveFile => "Rename or move the map",
            Self::ExportTable => "Export a table",
            Self::ExportMatrix => "Export the matrix",
            Self::ExportData => "Export as text or diagram",
            Self::ExportCard => "Export a role's card",
            Self::ExportPicture => "Export a picture",
        }
    }

    /// Whether a new file is written there.
    pub fn is_for_writing(self) -> bool {
        self != Self::Open
    }

    /// The endings that a file of it may have; the first where the person says none.
    pub fn endings(self) -> Vec<&'static str> {
        match self {
            Self::ExportData => DataForm::ALL.map(DataForm::ending).to_vec(),
            _ => Vec::new(),
        }
    }

    fn button(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::SaveCopy => "Save copy",
            Self::MoveFile => "Move",
            Self::ExportTable
            | Self::ExportMatrix
            | Self::ExportData
            | Self::ExportCard
            | Self::ExportPicture => "Export",
        }
    }
}

/// A path that is typed: the way that works where the system has no file dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceDraft {
    /// What for.
    pub purpose: PlacePurpose,
    /// What is typed so far.
    pub path: String,
    exists: bool,
    may_replace: bool,
}

impl PlaceDraft {
    /// Asks for a path, beginning with a suggestion.
    pub fn new(purpose: PlacePurpose, suggestion: &Path) -> Self {
        let mut draft = Self {
            purpose,
            path: suggestion.to_string_lossy().into_owned(),
            exists: false,
            may_replace: false,
        };
        draft.look();
        draft
    }

    /// Looks whether a file that would be written is already there; what was said about another one is forgotten.
    fn look(&mut self) {
        self.exists = self.purpose.is_for_writing() && self.place().exists();
        self.may_replace = false;
    }

    fn place(&self) -> PathBuf {
        PathBuf::from(self.path.trim())
    }

    fn is_ready(&self) -> bool {
        let is_known = self.purpose != PlacePurpose::ExportData || DataForm::of(&self.place()).is_some();
        !self.path.trim().is_empty() && is_known && (!self.exists || self.may_replace)
    }
}

/// Asks for a path, typed or chosen.
pub(super) fn place_ui(ui: &mut Ui, draft: &mut PlaceDraft, intents: &mut Intents) -> bool {
    let purpose = draft.purpose;
    dialog_frame(ui, purpose.title(), 560.0, |ui| {
        let caption = caption_ui(ui, "Path of the file");
        let field = TextEdit::singleline(&mut draft.path)
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 5));
        let response = ui.add(field).labelled_by(caption.id);
        if response.changed() {
            draft.look();
        }
        // Looked at first: whoever gets the keyboard back has not lost it.
        let is_entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if !response.has_focus() && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        if ui.add(Button::new("Browse…")).on_hover_text("Choose in the file dialog of the system").clicked()
        {
            intents.push(Intent::Browse(purpose, draft.place()));
        }
        if purpose == PlacePurpose::ExportData {
            let endings = DataForm::ALL.map(|form| format!(".{}", form.ending())).join(", ");
            remark_ui(ui, &format!("The ending says in which form: {endings}."));
        }
        if draft.exists {
            ui.add_space(6.0);
            remark_ui(ui, "There is a file of this name already.");
            check_ui(ui, &mut draft.may_replace, "Replace it");
        }
        let clicked = buttons_ui(ui, &["Cancel", purpose.button()], draft.is_ready());
        let is_entered = is_entered && draft.is_ready();
        if clicked == Some(1) || is_entered {
            intents.push(Intent::UsePlace(purpose, draft.place()));
        }
        clicked.is_some() || is_entered
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::Fonts;
    use crate::ui::WindowFonts;
    use egui::{Event, Modifiers};
    use egui_kittest::Harness;
    use std::sync::Arc;

    struct Window {
        draft: PlaceDraft,
        intents: Intents,
        fonts: Option<WindowFonts>,
    }

    fn frame(ui: &mut Ui, window: &mut Window) {
        if window.fonts.is_none() {
            window.fonts = Some(WindowFonts::install(ui.ctx(), Arc::new(Fonts::built_in_only())));
            return; // they are there in the next frame
        }
        place_ui(ui, &mut window.draft, &mut window.intents);
    }

    #[test]
    fn a_path_is_typed_and_entered() {
        let draft = PlaceDraft::new(PlacePurpose::Open, Path::new(""));
        let window = Window { draft, intents: Intents::default(), fonts: None };
        let mut dialog = Harness::builder().with_size([800.0, 400.0]).build_ui_state(frame, window);
        dialog.run();
        dialog.event(Event::Text("/maps/orders.csv".to_owned()));
        dialog.run();
        dialog.key_press_modifiers(Modifiers::NONE, Key::Enter);
        dialog.step();
        let asked = dialog.state_mut().intents.take();
        let path = PathBuf::from("/maps/orders.csv");
        assert!(
            matches!(asked.as_slice(), [Intent::UsePlace(PlacePurpose::Open, chosen)] if *chosen == path),
            "{asked:?}"
        );
    }
}
