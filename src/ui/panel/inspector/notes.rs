use crate::action::Action;
use crate::model::{Note, NoteState, NoteSubject};
use crate::ui::widget::{element_link_ui, heading_ui};
use crate::ui::{Intent, Intents, View};
use egui::{RichText, Ui};

/// The notes on a party or a supply, and the way to add one.
pub(super) fn notes_ui(ui: &mut Ui, subject: NoteSubject, view: &View, intents: &mut Intents) {
    let notes: Vec<&Note> = view.organisation.notes_on(subject).collect();
    heading_ui(ui, &format!("Notes ({})", notes.len()));
    for note in notes {
        let text = format!("{} {}", note.kind.sign(), note.text.replace('\n', " "));
        let text = match note.state {
            NoteState::Open => RichText::new(text),
            NoteState::Resolved => RichText::new(text).strikethrough().weak(),
        };
        element_link_ui(ui, text, false, note.id.into(), intents).on_hover_text(&note.text);
    }
    let add = ui.add_enabled(Action::AddNote.is_available(view.situation), egui::Button::new("Add a note"));
    if add.on_hover_text(Action::AddNote.tooltip()).clicked() {
        intents.push(Intent::Do(Action::AddNote));
    }
}
