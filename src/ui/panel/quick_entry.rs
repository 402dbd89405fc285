use super::name_suggestions::NameSuggestions;
use crate::action::Action;
use crate::exchange::{Import, News, ReadingCopy, Report, Tally, text};
use crate::model::{ElementId, PartyId};
use crate::platform::TimeOrderedIds;
use crate::ui::canvas::{Canvas, visual_text};
use crate::ui::widget::{bold, remark_ui};
use crate::ui::{Intent, Intents, MainView, View};
use egui::{
    Button, Event, Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, Response, RichText, ScrollArea,
    Stroke, TextEdit, Ui, vec2,
};

/// As many lines that cannot be read are told.
const ERRORS_SHOWN: usize = 30;
/// As many names that are on the map already are told.
const FOUND_SHOWN: usize = 12;

/// The line into which whole statements are typed or pasted, and what they would make.
#[derive(Debug, Default)]
pub struct QuickEntryDraft {
    is_open: bool,
    /// One statement a line.
    text: String,
    /// What it would make of the map.
    looked: Option<(String, Import)>,
    /// The map of this revision, to read the text into.
    copy: Option<(u64, ReadingCopy)>,
    /// Names that may be meant by what is typed.
    names: NameSuggestions,
    wants_keyboard: bool,
    had_keyboard: bool,
    /// What the last statements have made.
    said: Option<String>,
}

impl QuickEntryDraft {
    /// Opens the line with a text that was pasted, or with what was typed before. Where it is open already, what is
    /// pasted comes below what is typed.
    pub fn open(&mut self, pasted: Option<String>) {
        if let Some(text) = pasted {
            let typed = self.text.trim_end();
            self.text = if self.is_open && !typed.is_empty() { format!("{typed}\n{text}") } else { text };
        }
        self.is_open = true;
        self.wants_keyboard = true;
    }

    /// Whether the line is shown.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether keys go into the line.
    pub fn is_typing(&self) -> bool {
        self.is_open && self.had_keyboard
    }

    /// What the text would make, as it was shown last.
    pub fn import(&self) -> Option<&Import> {
        self.looked.as_ref().map(|(_, import)| import)
    }

    /// Parties of the map that the text speaks of.
    pub fn found(&self) -> impl Iterator<Item = ElementId> {
        let found = self.import().filter(|_| self.is_open).map(|import| import.found.as_slice());
        found.unwrap_or_default().iter().map(|id| ElementId::Party(*id))
    }

    /// What was shown is on the map now: room for the next statement. Lines that could not be read stay.
    pub fn begin_next(&mut self) {
        let report = self.import().map(|import| import.report.clone()).unwrap_or_default();
        let numbered = self.text.lines().enumerate();
        let left = numbered.filter(|(at, _)| report.skipped.iter().any(|skipped| skipped.line == at + 1));
        let text = left.map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        let (is_open, said) = (self.is_open, Some(report.sentence()));
        *self = Self { is_open, text, wants_keyboard: is_open, said, ..Self::default() };
    }

    /// Reads the text again if it or the map has changed. With every letter the cost is that of the text; only a
    /// map that has changed is copied.
    fn look(&mut self, view: &View) -> &Import {
        if self.copy.as_ref().is_none_or(|(at, _)| *at != view.revision) {
            self.copy = None;
            self.looked = None;
        }
        let (_, copy) = self.copy.get_or_insert_with(|| (view.revision, ReadingCopy::of(view.organisation)));
        let is_fresh = |(text, _): &(String, Import)| *text == self.text;
        let looked =
            self.looked.take().filter(is_fresh).unwrap_or_else(|| {
                (self.text.clone(), text::import_into(&self.text, copy, &mut TimeOrderedIds))
            });
        &self.looked.insert(looked).1
    }

    /// What was read stays: Enter in the same frame may just have asked to put it on the map.
    fn close(&mut self) {
        let Self { text, looked, .. } = std::mem::take(self);
        *self = Self { text, looked, ..Self::default() };
    }
}

/// Draws the line with what it will make or find, while it is typed. The map beside it stays in sight.
pub fn quick_entry_ui(ui: &mut Ui, view: &View, draft: &mut QuickEntryDraft, intents: &mut Intents) {
    let is_escaped = draft.had_keyboard && ui.input(|input| input.key_pressed(Key::Escape));
    take_undo(ui, draft, intents);
    let is_blank = draft.text.trim().is_empty();
    let mut is_ready = !is_blank && would_do_something(&draft.look(view).report);
    let mut is_asked = false;
    let mut is_closed = false;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.add_space(5.0); // on one line with what is typed
            ui.label(bold("Quick entry"));
        });
        let buttons = 170.0;
        let width = (ui.available_width() - buttons).max(160.0);
        is_asked = ui.allocate_ui(vec2(width, 0.0), |ui| text_ui(ui, view, draft)).inner;
        let add = Button::new(bold("Add")).min_size(vec2(64.0, 28.0));
        is_asked |= ui.add_enabled(is_ready, add).on_hover_text("Put it on the map (Enter)").clicked();
        is_closed = ui.button("Close").on_hover_text("Back to the map (Esc)").clicked();
    });
    draft.names.show(ui, field_id(), &mut draft.text, view.organisation);
    ui.add_space(2.0);
    if draft.text.trim().is_empty() {
        hint_ui(ui, draft);
        is_ready = false;
    } else {
        // What was typed in this frame counts, too.
        is_ready |= would_do_something(&draft.look(view).report);
        let most = 170.0;
        let preview = ScrollArea::vertical().id_salt("quick entry preview").max_height(most);
        let preview = preview.min_scrolled_height(most).auto_shrink([false, true]);
        preview.show(ui, |ui| preview_ui(ui, view, draft.look(view)));
    }
    if is_asked && is_ready {
        intents.push(Intent::AddText);
    }
    if is_escaped || is_closed {
        draft.close();
        // What is not shown cannot have the keyboard.
        if view.main_view == MainView::Map {
            Canvas::request_focus(ui.ctx());
        }
    }
}

fn would_do_something(report: &Report) -> bool {
    report.made != Tally::default() || report.found != Tally::default()
}

/// While nothing is typed, there is nothing in the field to take back: the keys for it mean the map.
fn take_undo(ui: &Ui, draft: &mut QuickEntryDraft, intents: &mut Intents) {
    if !draft.had_keyboard || !draft.text.is_empty() {
        return;
    }
    let redo = Modifiers::COMMAND | Modifiers::SHIFT;
    let keys = [(redo, Key::Z, Action::Redo), (Modifiers::COMMAND, Key::Z, Action::Undo)];
    for (modifiers, key, action) in keys {
        if ui.input_mut(|input| input.consume_key(modifiers, key)) {
            intents.push(Intent::Do(action));
            draft.said = None; // it may not be on the map any more
        }
    }
}

/// The text; answers whether Enter was pressed in it. That is looked at after the field has taken what was typed
/// before it in the same frame.
fn text_ui(ui: &mut Ui, view: &View, draft: &mut QuickEntryDraft) -> bool {
    let id = field_id();
    let has_names = draft.had_keyboard && !draft.names.is_empty();
    if has_names {
        draft.names.take_tab(ui, id, &mut draft.text, view.organisation);
    }
    let rows = draft.text.split('\n').count().clamp(1, 8);
    let field = TextEdit::multiline(&mut draft.text)
        .id(id)
        .hint_text("Warehouse -> Delivery crew: picked order")
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(8, 5))
        .lock_focus(has_names) // Tab completes the name; else it goes on to the buttons
        .desired_rows(rows);
    let area = ScrollArea::vertical().id_salt("typed").max_height(180.0).min_scrolled_height(180.0);
    let response = area.show(ui, |ui| ui.add(field)).inner;
    name(&response);
    if std::mem::take(&mut draft.wants_keyboard) {
        response.request_focus();
    }
    if response.has_focus() {
        draft.names.refresh(ui, id, &draft.text, view);
    } else {
        draft.names.clear();
    }
    let had_keyboard = std::mem::replace(&mut draft.had_keyboard, response.has_focus());
    had_keyboard && ui.input(|input| input.events.iter().any(is_enter))
}

fn field_id() -> Id {
    Id::new("quick entry")
}

fn name(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label("Quick entry"));
}

/// With Shift it is a line break, which the field makes itself. What is held counts at the time of the key, not at
/// the end of the frame.
fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if !modifiers.shift)
}

fn hint_ui(ui: &mut Ui, draft: &QuickEntryDraft) {
    if let Some(said) = &draft.said {
        remark_ui(ui, &format!("{said} Go on, or Esc."));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        for (sign, meaning) in [
            ("A -> B: what", "delivers"),
            ("A ~> B", "informs"),
            ("A ^ B", "reports to"),
            ("A -> B, C", "several"),
            ("Team / A", "in a team"),
            ("A (buyer)", "outside"),
            ("A ! late", "a problem (+ praise, ? question, * idea, = need)"),
        ] {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.label(RichText::new(sign).small().monospace());
                ui.label(RichText::new(meaning).small().weak());
            });
        }
    });
}

/// What will be made, what is on the map already, and what cannot be read.
fn preview_ui(ui: &mut Ui, view: &View, import: &Import) {
    let Report { made, skipped, .. } = &import.report;
    for error in skipped.iter().take(ERRORS_SHOWN) {
        let text = format!("Line {}: {}", error.line, error.reason);
        ui.label(RichText::new(text).color(ui.visuals().error_fg_color));
    }
    if let Some(more) = skipped.len().checked_sub(ERRORS_SHOWN).filter(|more| *more > 0) {
        remark_ui(ui, &format!("and {more} more lines that cannot be read"));
    }
    if !would_do_something(&import.report) {
        return;
    }
    remark_ui(
        ui,
        &import.report.sentence().replace("Made", "Makes").replace("already there", "there already"),
    );
    let News { parties, supplies, notes } = &import.news;
    chips_ui(ui, "New", parties, made.parties, true);
    let name = |id: &PartyId| view.organisation.party(*id).map(|party| party.name.clone());
    let found: Vec<String> = import.found.iter().take(FOUND_SHOWN).filter_map(name).collect();
    chips_ui(ui, "On the map already", &found, import.found.len(), false);
    chips_ui(ui, "Supplies", supplies, made.supplies, true);
    chips_ui(ui, "Notes", notes, made.notes, true);
}

/// Some things in a row, new ones filled; `all` says how many there are.
fn chips_ui(ui: &mut Ui, title: &str, texts: &[String], all: usize, are_new: bool) {
    if texts.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        ui.label(RichText::new(title).small().weak());
        for text in texts {
            chip_ui(ui, text, are_new);
        }
        if let Some(more) = all.checked_sub(texts.len()).filter(|more| *more > 0) {
            ui.label(RichText::new(format!("and {more} more")).small().weak());
        }
    });
}

fn chip_ui(ui: &mut Ui, text: &str, is_new: bool) {
    let visuals = ui.visuals();
    let frame = Frame::NONE.corner_radius(6).inner_margin(Margin::symmetric(7, 2));
    let frame = if is_new {
        frame.fill(visuals.selection.bg_fill)
    } else {
        frame.stroke(Stroke::new(1.0, visuals.widgets.inactive.bg_stroke.color))
    };
    frame.show(ui, |ui| ui.label(RichText::new(visual_text(text)).small()));
}
