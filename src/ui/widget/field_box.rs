use super::caption_ui;
use crate::ui::{Field, FieldDraft, Intents, View};
use egui::{Id, Key, KeyboardShortcut, Margin, Modifiers, Response, RichText, TextEdit, Ui};

/// A box for typing one text of the map, with its caption above.
///
/// Enter or leaving the box asks for one edit; Shift+Enter breaks the line; Escape brings the old text back.
#[derive(Clone, Copy, Debug)]
pub struct FieldBox<'a> {
    field: Field,
    caption: &'a str,
    hint: &'a str,
    rows: usize,
}

impl<'a> FieldBox<'a> {
    /// A box of one row.
    pub fn new(field: Field, caption: &'a str) -> Self {
        Self { field, caption, hint: "", rows: 1 }
    }

    /// What to show, faintly, while there is no text.
    #[must_use]
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// A box of several rows.
    #[must_use]
    pub fn rows(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// The id of the box for a field, for giving it the keyboard.
    pub fn id(field: Field) -> Id {
        Id::new(("field box", field))
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui, view: &View, draft: &mut FieldDraft, intents: &mut Intents) -> Response {
        let caption = caption_ui(ui, self.caption);
        let mut text = draft.text(self.field, view.organisation);
        // A box of one row holds line breaks too: names may have them.
        let rows = self.rows.max(text.lines().count().min(6));
        let edit = TextEdit::multiline(&mut text)
            .id(Self::id(self.field))
            .hint_text(self.hint.to_owned())
            .desired_width(f32::INFINITY)
            .desired_rows(rows)
            .margin(Margin::symmetric(8, 5))
            .interactive(!view.situation.is_read_only)
            .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        let response = ui.add(edit).labelled_by(caption.id);
        if response.changed() {
            draft.type_in(self.field, text, view, intents);
        }
        let is_done = |i: &egui::InputState| i.key_pressed(Key::Enter) && !i.modifiers.shift;
        if response.has_focus() && ui.input(is_done) {
            response.surrender_focus();
            draft.commit(view, intents);
        }
        if response.lost_focus() {
            let is_taken_back = ui.input(|i| i.key_pressed(Key::Escape));
            if is_taken_back { draft.drop_typing() } else { draft.commit(view, intents) }
        }
        if let Some(complaint) = draft.complaint(self.field, view.organisation) {
            ui.label(RichText::new(complaint.0).small().color(ui.visuals().error_fg_color));
        }
        response
    }
}
