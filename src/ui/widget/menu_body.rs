use egui::{Button, EventFilter, Id, Key, Modifiers, Response, ScrollArea, Ui};

/// Free space above and below a menu as tall as the window, in points.
const AROUND: f32 = 20.0;

/// The rows of a menu from top to bottom, as far as they can be chosen.
#[derive(Debug, Default)]
pub struct MenuRows {
    ids: Vec<Id>,
}

impl MenuRows {
    /// Draws a row.
    pub fn add(&mut self, ui: &mut Ui, is_available: bool, row: Button<'_>) -> Response {
        let response = ui.add_enabled(is_available, row);
        if is_available {
            self.ids.push(response.id);
        }
        response
    }

    /// Takes in a row that opens a menu of its own.
    pub fn add_submenu(&mut self, row: &Response) {
        if row.enabled() {
            self.ids.push(row.id);
        }
    }

    /// The arrows walk from row to row, and round. A submenu that is open has taken them already.
    fn walk(&self, ui: &Ui) {
        let Some(last) = self.ids.len().checked_sub(1) else { return };
        let focused = ui.memory(egui::Memory::focused);
        let here = self.ids.iter().position(|id| focused == Some(*id));
        let next = ui.input_mut(|input| {
            let mut is_pressed = |key| input.consume_key(Modifiers::NONE, key);
            match () {
                () if is_pressed(Key::ArrowDown) => Some(here.map_or(0, |row| (row + 1) % (last + 1))),
                () if is_pressed(Key::ArrowUp) => {
                    Some(here.filter(|row| *row > 0).map_or(last, |row| row - 1))
                }
                () if is_pressed(Key::Home) => Some(0),
                () if is_pressed(Key::End) => Some(last),
                () => None,
            }
        });
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| {
            if let Some(row) = next.and_then(|row| self.ids.get(row)) {
                memory.request_focus(*row);
            }
            if let Some(row) = next.or(here).and_then(|row| self.ids.get(row)) {
                memory.set_focus_lock_filter(*row, filter);
            }
        });
    }
}

/// What stands in a menu: as tall as its rows and no taller than the window, where it scrolls; walked with the arrows.
pub fn menu_body_ui(ui: &mut Ui, rows: impl FnOnce(&mut Ui, &mut MenuRows)) {
    let height = (ui.ctx().content_rect().height() - 2.0 * AROUND).max(60.0);
    // Left to itself it scrolls in whatever the menu had room for, instead of letting the menu make room.
    let mut walked = MenuRows::default();
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| rows(ui, &mut walked));
    walked.walk(ui);
}
