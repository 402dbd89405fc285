use super::Camera;
use super::painter::color32;
use crate::action::Action;
use crate::edit::{Command, NoteEdit};
use crate::model::{ElementId, Note, NoteState, NoteSubject, Rect};
use crate::scene::{Figure, Layer};
use crate::ui::{Intent, Intents, View};
use egui::{Button, Color32, Id, LayerId, Popup, PopupCloseBehavior, RichText, Ui, vec2};

const WIDTH: f32 = 320.0;

/// The list of open notes that a click on a badge opens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NotePopup {
    open_for: Option<NoteSubject>,
}

impl NotePopup {
    /// Opens the list of the notes on `subject`.
    pub fn open(&mut self, subject: NoteSubject) {
        self.open_for = Some(subject);
    }

    /// Draws the list if it is open.
    pub fn show(&mut self, ui: &Ui, camera: &Camera, view: &View, intents: &mut Intents) {
        let Some(subject) = self.open_for else { return };
        let notes = open_notes(view, subject);
        let Some(badge) = badge_of(view, subject.element()).filter(|_| !notes.is_empty()) else {
            self.open_for = None; // the last one was resolved, or the thing is gone
            return;
        };
        let mut is_open = true;
        Popup::new(
            Id::new("notes of a badge"),
            ui.ctx().clone(),
            camera.rect_to_screen(badge),
            LayerId::background(),
        )
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .open_bool(&mut is_open)
        .gap(4.0)
        .width(WIDTH)
        .show(|ui| {
            ui.set_width(WIDTH);
            for note in notes {
                note_ui(ui, note, view, intents);
            }
            add_ui(ui, view, intents);
        });
        if !is_open {
            self.open_for = None;
        }
    }
}

fn open_notes<'a>(view: &View<'a>, subject: NoteSubject) -> Vec<&'a Note> {
    let is_listed = |note: &&Note| note.state == NoteState::Open && view.notes.includes(note);
    view.organisation.notes_on(subject).filter(is_listed).collect()
}

/// Where the badges of a thing are drawn.
fn badge_of(view: &View, subject: ElementId) -> Option<Rect> {
    let place = view.scene.place_of(subject)?.grown(24.0);
    let is_badge = |figure: &Figure| figure.depth.layer == Layer::Note && figure.tag.element == Some(subject);
    view.scene.visible(place).into_iter().find(|figure| is_badge(figure)).map(|figure| figure.bounds)
}

/// What a note says; a click selects it, so that the inspector shows all of it.
fn note_ui(ui: &mut Ui, note: &Note, view: &View, intents: &mut Intents) {
    ui.horizontal_top(|ui| {
        let sign =
            RichText::new(note.kind.sign().to_string()).strong().color(color32(view.theme.note(note.kind)));
        ui.label(sign).on_hover_text(note.kind.word());
        ui.vertical(|ui| {
            ui.set_width(WIDTH - 110.0);
            let text = Button::new(RichText::new(&note.text)).wrap().fill(Color32::TRANSPARENT);
            if ui.add(text).on_hover_text("Show this note in the inspector").clicked() {
                intents.push(Intent::Select(vec![note.id.into()]));
                ui.close();
            }
            if !note.voice.is_empty() {
                ui.label(RichText::new(format!("says {}", note.voice)).small().weak());
            }
        });
        let resolve = Button::new("Resolve").min_size(vec2(74.0, 24.0));
        if ui.add_enabled(!view.situation.is_read_only, resolve).clicked() {
            intents.edit(Command::EditNote(note.id, NoteEdit::State(NoteState::Resolved)));
        }
    });
    ui.separator();
}

fn add_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    let is_available = Action::AddNote.is_available(view.situation);
    let add = ui.add_enabled(is_available, Button::new("Add a note"));
    if add.on_hover_text(Action::AddNote.tooltip()).clicked() {
        intents.push(Intent::Do(Action::AddNote));
        ui.close();
    }
}
