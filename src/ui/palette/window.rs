use super::entry::{Entry, Target, action_entries, element_entries};
use crate::action::{Action, Keyboard, Situation};
use crate::ui::canvas::visual_text;
use crate::ui::fuzzy::ranked;
use crate::ui::{Intents, View};
use egui::{Align, Button, Id, Key, Modal, Response, RichText, ScrollArea, TextEdit, Ui, vec2};

/// More rows than this nobody reads; typing another letter is faster.
const MOST_ROWS: usize = 60;
/// As many actions asked for lately come first.
const MOST_RECENT: usize = 6;

/// What the palette looks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteScope {
    /// Actions, parties, supplies and notes.
    Everything,
    /// Parties, supplies and notes.
    Map,
}

/// What the palette remembers.
#[derive(Clone, Debug, Default)]
pub struct PaletteDraft {
    open: Option<PaletteScope>,
    query: String,
    cursor: usize,
    entries: Vec<Entry>,
    found: Vec<usize>,
    recent: Vec<Action>,
}

impl PaletteDraft {
    /// Opens it, empty. The actions offered are those of `situation`, before the palette was open.
    pub fn open(&mut self, scope: PaletteScope, view: &View, situation: &Situation) {
        let keys = |action: Action| action.shortcut().map_or_else(String::new, |k| k.text(Keyboard::here()));
        self.entries = match scope {
            PaletteScope::Everything => action_entries(situation, keys),
            PaletteScope::Map => Vec::new(),
        };
        // Asked for lately: first. The sort keeps the order of the others.
        let age = |entry: &Entry| self.recent.iter().position(|a| entry.target == Target::Action(*a));
        self.entries.sort_by_key(|entry| age(entry).unwrap_or(usize::MAX));
        self.entries.extend(element_entries(view.organisation, view.notes));
        self.open = Some(scope);
        self.query.clear();
        self.search();
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    fn search(&mut self) {
        let texts: Vec<&str> = self.entries.iter().map(|entry| entry.text.as_str()).collect();
        self.found = ranked(&self.query, &texts);
        self.found.truncate(MOST_ROWS);
        self.cursor = 0;
    }

    fn choose(&mut self, row: usize, intents: &mut Intents) {
        let Some(entry) = self.found.get(row).and_then(|index| self.entries.get(*index)) else { return };
        intents.push(entry.target.intent());
        if let Target::Action(action) = entry.target {
            self.recent.retain(|known| *known != action);
            self.recent.insert(0, action);
            self.recent.truncate(MOST_RECENT);
        }
        self.open = None;
    }
}

/// Draws the palette, if it is open.
pub fn palette_ui(ui: &mut Ui, draft: &mut PaletteDraft, intents: &mut Intents) {
    let Some(scope) = draft.open else { return };
    let area = Modal::default_area(Id::new("palette")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 90.0));
    let modal = Modal::new(Id::new("palette")).area(area).show(ui.ctx(), |ui| {
        ui.set_width(600.0_f32.min(ui.ctx().content_rect().width() - 40.0));
        search_ui(ui, scope, draft);
        ui.separator();
        let height = 420.0_f32.min(ui.ctx().content_rect().height() - 220.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            rows_ui(ui, draft, intents);
        });
    });
    if ui.input(|i| i.key_pressed(Key::Enter)) {
        draft.choose(draft.cursor, intents);
    }
    if modal.should_close() {
        draft.open = None;
    }
}

fn search_ui(ui: &mut Ui, scope: PaletteScope, draft: &mut PaletteDraft) {
    let hint = match scope {
        PaletteScope::Everything => "Type a command, a party, a supply or a note",
        PaletteScope::Map => "Find a party, a supply or a note",
    };
    let rows = draft.found.len();
    ui.input_mut(|i| {
        if i.consume_key(egui::Modifiers::NONE, Key::ArrowDown) {
            draft.cursor = (draft.cursor + 1).min(rows.saturating_sub(1));
        }
        if i.consume_key(egui::Modifiers::NONE, Key::ArrowUp) {
            draft.cursor = draft.cursor.saturating_sub(1);
        }
    });
    let edit = TextEdit::singleline(&mut draft.query).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(edit.frame(egui::Frame::NONE.inner_margin(6.0)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, hint));
    if response.changed() {
        draft.search();
    }
    if !response.has_focus() {
        response.request_focus();
    }
}

fn rows_ui(ui: &mut Ui, draft: &mut PaletteDraft, intents: &mut Intents) {
    ui.spacing_mut().item_spacing.y = 1.0;
    if draft.found.is_empty() {
        ui.label(RichText::new("Nothing of this name.").weak());
    }
    let mut chosen = None;
    for (row, index) in draft.found.iter().enumerate() {
        let Some(entry) = draft.entries.get(*index) else { continue };
        let response = row_ui(ui, entry, row == draft.cursor);
        if row == draft.cursor {
            response.scroll_to_me(Some(Align::Center).filter(|_| draft.cursor > 8));
        }
        if response.clicked() {
            chosen = Some(row);
        }
    }
    if let Some(row) = chosen {
        draft.choose(row, intents);
    }
}

fn row_ui(ui: &mut Ui, entry: &Entry, is_current: bool) -> Response {
    let button = Button::selectable(is_current, visual_text(&entry.text))
        .shortcut_text(RichText::new(&entry.detail).weak())
        .truncate()
        .min_size(vec2(ui.available_width(), 0.0));
    ui.add(button)
}
