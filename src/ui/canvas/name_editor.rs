use super::Camera;
use super::completion::Completion;
use super::painter::color32;
use crate::scene::Theme;
use crate::tool::{EntryEnd, EntrySubject, TextEntry, ToolEvent};
use crate::ui::View;
use egui::{
    Align, Area, Button, Event, EventFilter, FontId, Frame, Id, Key, KeyboardShortcut, Margin, Modifiers,
    Order, Rect, Response, RichText, Stroke, TextEdit, Ui, vec2,
};

/// Size of names on the map, in map units.
const NAME_SIZE: f32 = 15.0;
/// Letters that are typed are never smaller or larger than this, in points.
const LEGIBLE: std::ops::RangeInclusive<f32> = 14.0..=40.0;
/// Narrower than this nobody can type, in points.
const LEAST_WIDTH: f32 = 150.0;
const NOTE_WIDTH: f32 = 260.0;

/// How the typing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// What was typed is kept.
    Kept(EntryEnd),
    /// What was typed is dropped.
    Dropped,
}

impl Ending {
    /// What the tool is to be told.
    pub fn event(self) -> ToolEvent {
        match self {
            Self::Kept(end) => ToolEvent::Commit(end),
            Self::Dropped => ToolEvent::Cancel,
        }
    }

    /// Whether the canvas gets the keyboard after it, because nobody else took it.
    pub fn gives_keyboard_back(self) -> bool {
        self != Self::Kept(EntryEnd::Left)
    }
}

/// A real text field, laid over the thing on the map whose text is being typed.
///
/// It edits the tool's own text, so that nothing typed is lost, whatever takes the keyboard away.
#[derive(Debug, Default)]
pub(super) struct NameEditor {
    /// For what the field was opened; something else gets the keyboard anew.
    open_for: Option<EntrySubject>,
    had_focus: bool,
    /// The button that opened the field is still down. Letting it go is no click elsewhere, which egui takes it for.
    is_press_held: bool,
    /// The suggestion that Enter takes, if the arrows went there.
    chosen: Option<usize>,
    /// What was typed after the key that ended the text before.
    late: Vec<Event>,
    completion: Completion,
}

impl NameEditor {
    /// Forgets the field when nothing is typed any more.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Draws the field; answers how the typing ended, if it did.
    pub fn show(&mut self, ui: &Ui, camera: &Camera, entry: &mut TextEntry, view: &View) -> Option<Ending> {
        let is_new = self.open_for != Some(entry.subject());
        if is_new {
            let mut late = std::mem::take(&mut self.late);
            late.extend(take_typed(ui)); // in the frame in which the field opens it does not have the keyboard yet
            *self = Self { open_for: Some(entry.subject()), late, ..Self::default() };
        }
        self.completion.refresh(view.organisation, view.revision, entry.subject(), &entry.text);
        let ending = if self.had_focus { self.take_keys(ui) } else { None };
        let field = self.field_ui(ui, camera, entry, view);
        if let Some(ending) = ending {
            self.take_chosen(ending, entry);
            *self = Self { late: std::mem::take(&mut self.late), ..Self::default() };
            return Some(ending);
        }
        if is_new {
            select_all(ui, field.id, &entry.text);
            field.request_focus();
            self.is_press_held = ui.input(|input| input.pointer.any_down());
        }
        if field.changed() {
            self.chosen = None;
        }
        if self.is_press_held && !ui.input(|input| input.pointer.any_down()) {
            self.is_press_held = false;
            field.request_focus();
        }
        let has_left = self.had_focus && !field.has_focus();
        self.had_focus = field.has_focus();
        has_left.then_some(Ending::Kept(EntryEnd::Left))
    }

    /// Reads the keys that walk through the suggestions or end the typing, before the field sees them.
    ///
    /// When frames are slow, one may hold the end of this text and the beginning of the next. What
    /// comes after the end waits for the next field.
    fn take_keys(&mut self, ui: &Ui) -> Option<Ending> {
        let suggestions = self.completion.found().len();
        ui.input_mut(|input| {
            input.events.splice(0..0, self.late.drain(..));
            if suggestions > 0 && input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                self.chosen = Some(self.chosen.map_or(0, |at| (at + 1) % suggestions));
            }
            if suggestions > 0 && input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                let before = |at: usize| (at + suggestions - 1) % suggestions;
                self.chosen = Some(before(self.chosen.unwrap_or(0)));
            }
            let at = input.events.iter().position(|event| ending_of(event).is_some())?;
            let mut rest = input.events.split_off(at).into_iter();
            let ending = rest.next().as_ref().and_then(ending_of);
            let (typed, other) = rest.partition(|event| matches!(event, Event::Text(_) | Event::Key { .. }));
            self.late = typed;
            input.events.append(&mut { other });
            ending
        })
    }

    /// Puts the suggestion that the arrows went to in place of what was typed.
    fn take_chosen(&self, ending: Ending, entry: &mut TextEntry) {
        let chosen = self.chosen.and_then(|at| self.completion.found().get(at));
        if let Some(name) = chosen.filter(|_| ending != Ending::Dropped) {
            entry.text.clone_from(name);
        }
    }

    fn field_ui(&mut self, ui: &Ui, camera: &Camera, entry: &mut TextEntry, view: &View) -> Response {
        let area = field_area(camera, entry);
        let layer = Area::new(Id::new("name editor")).order(Order::Foreground).fixed_pos(area.min);
        let shown = layer.show(ui.ctx(), |ui| {
            let field = text_field_ui(ui, area, camera.zoom(), entry, view.theme);
            self.suggestions_ui(ui, entry, view);
            field
        });
        shown.inner
    }

    /// Lists what may be meant; a press takes it.
    fn suggestions_ui(&mut self, ui: &mut Ui, entry: &mut TextEntry, view: &View) {
        if let Some(party) = entry.reused(view.organisation) {
            let text = format!("{} is on the map already and will be used.", party.name.replace('\n', " "));
            Frame::popup(ui.style()).show(ui, |ui| ui.label(RichText::new(text).small()));
        }
        if self.completion.found().is_empty() {
            return;
        }
        Frame::popup(ui.style()).inner_margin(4.0).show(ui, |ui| {
            for (at, name) in self.completion.found().iter().enumerate() {
                let row = Button::selectable(self.chosen == Some(at), name.replace('\n', " "));
                // A press is enough: by the time of the click the field has lost the keyboard.
                if ui.add(row).is_pointer_button_down_on() {
                    entry.text.clone_from(name);
                    self.chosen = None;
                    self.had_focus = false;
                    ui.memory_mut(|memory| memory.request_focus(field_id()));
                }
            }
        });
    }
}

/// Takes what is typed in this frame.
fn take_typed(ui: &Ui) -> Vec<Event> {
    ui.input_mut(|input| {
        let events = std::mem::take(&mut input.events).into_iter();
        let (typed, other) = events.partition(|event| matches!(event, Event::Text(_) | Event::Key { .. }));
        input.events = other;
        typed
    })
}

/// How a key ends the typing, if it does. With Shift, Enter is a line break, which the field makes itself.
fn ending_of(event: &Event) -> Option<Ending> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    match key {
        Key::Escape => Some(Ending::Dropped),
        Key::Tab if modifiers.shift => Some(Ending::Kept(EntryEnd::NextSupplier)),
        Key::Tab => Some(Ending::Kept(EntryEnd::NextCustomer)),
        Key::Enter if !modifiers.shift => Some(Ending::Kept(EntryEnd::Done)),
        _ => None,
    }
}

fn text_field_ui(ui: &mut Ui, area: Rect, zoom: f32, entry: &mut TextEntry, theme: &Theme) -> Response {
    let is_note = is_note(entry);
    let size = (NAME_SIZE * zoom).clamp(*LEGIBLE.start(), *LEGIBLE.end());
    let hint = match entry.subject() {
        EntrySubject::Note(_) | EntrySubject::NewNote(_) => "What is to be said?",
        EntrySubject::Supply(_) | EntrySubject::NewSupply(..) => "What is supplied?",
        EntrySubject::Party(_) | EntrySubject::NewParty(..) | EntrySubject::Neighbour { .. } => "Name",
    };
    let field = TextEdit::multiline(&mut entry.text)
        .id(field_id())
        .font(FontId::proportional(size))
        .hint_text(hint)
        .desired_width(area.width())
        .desired_rows(if is_note { 3 } else { 1 })
        .horizontal_align(if is_note { Align::LEFT } else { Align::Center })
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true })
        .frame(
            Frame::new()
                .fill(color32(theme.field))
                .stroke(Stroke::new(2.0, color32(theme.accent)))
                .corner_radius(8.0)
                .inner_margin(Margin::symmetric(8, 5)),
        )
        .show(ui);
    field.response.response
}

/// Where the field lies on the screen: over the thing, wide enough to type, inside the canvas.
fn field_area(camera: &Camera, entry: &TextEntry) -> Rect {
    let thing = camera.rect_to_screen(entry.place());
    let least = if is_note(entry) { NOTE_WIDTH } else { LEAST_WIDTH };
    let size = vec2(thing.width().max(least), 32.0);
    let view = camera.viewport().shrink(8.0);
    let wanted = Rect::from_center_size(thing.center(), size);
    let min = wanted.min.clamp(view.min, (view.max - size).max(view.min));
    Rect::from_min_size(min, size)
}

fn field_id() -> Id {
    Id::new("name editor").with("field")
}

fn is_note(entry: &TextEntry) -> bool {
    matches!(entry.subject(), EntrySubject::Note(_) | EntrySubject::NewNote(_))
}

fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::default(), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
