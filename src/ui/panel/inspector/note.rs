use super::party::capitalised;
use crate::edit::{Command, NoteEdit};
use crate::model::{ElementId, Note, NoteId, NoteKind, NoteState, NoteSubject, Visibility};
use crate::ui::widget::{FieldBox, choice_ui, element_link_ui, element_name, heading_ui};
use crate::ui::{Field, FieldDraft, Intents, NoteText, View};
use egui::{Button, Ui};

/// Everything about one note.
pub(super) fn note_ui(ui: &mut Ui, id: NoteId, view: &View, draft: &mut FieldDraft, intents: &mut Intents) {
    let Some(note) = view.organisation.note(id) else { return };
    heading_ui(ui, if note.is_action() { "Note: an action" } else { "Note" });
    let subject = match note.subject {
        NoteSubject::Party(party) => ElementId::Party(party),
        NoteSubject::Supply(supply) => ElementId::Supply(supply),
    };
    let about = format!("on  {}", element_name(view.organisation, subject));
    element_link_ui(ui, about, false, subject, intents);
    let text = |which| Field::Note(id, which);
    FieldBox::new(text(NoteText::Text), "Text").hint("What was said").rows(4).show(ui, view, draft, intents);
    ui.add_enabled_ui(!view.situation.is_read_only, |ui| kind_ui(ui, note, intents));
    let fields = [
        (NoteText::Voice, "Who says it", ""),
        (NoteText::Owner, "Who takes care of it", "With an owner or a day it is an action"),
        (NoteText::Due, "By when", "2026-11-23"),
    ];
    for (which, caption, hint) in fields {
        FieldBox::new(text(which), caption).hint(hint).show(ui, view, draft, intents);
    }
    ui.add_enabled_ui(!view.situation.is_read_only, |ui| end_ui(ui, note, intents));
}

fn kind_ui(ui: &mut Ui, note: &Note, intents: &mut Intents) {
    let word = |kind: NoteKind| format!("{}  {}", kind.sign(), capitalised(kind.word()));
    if let Some(kind) = choice_ui(ui, "Kind", Some(note.kind), NoteKind::ALL, word) {
        intents.edit(Command::EditNote(note.id, NoteEdit::Kind(kind)));
    }
    let word = |visibility: Visibility| capitalised(visibility.word());
    if let Some(visibility) = choice_ui(ui, "Who may see it", Some(note.visibility), Visibility::ALL, word) {
        intents.edit(Command::EditNote(note.id, NoteEdit::Visibility(visibility)));
    }
}

fn end_ui(ui: &mut Ui, note: &Note, intents: &mut Intents) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let (label, state) = match note.state {
            NoteState::Open => ("Resolve", NoteState::Resolved),
            NoteState::Resolved => ("Open again", NoteState::Open),
        };
        if ui.add(Button::new(label)).clicked() {
            intents.edit(Command::EditNote(note.id, NoteEdit::State(state)));
        }
        if ui.add(Button::new("Delete note")).clicked() {
            let (parties, supplies) = (Vec::new(), Vec::new());
            intents.edit(Command::Delete { parties, supplies, notes: vec![note.id] });
        }
    });
}
