use super::{GridPlace, GridShape, GridStep};
use egui::{Event, EventFilter, Id, Key, Modifiers, Ui, Vec2};

/// What a grid remembers between frames: the current cell and how far it is scrolled.
#[derive(Clone, Debug, Default)]
pub struct GridState {
    pub(super) current: GridPlace,
    pub(super) offset: Vec2,
    pub(super) size: Vec2,
    pub(super) wants_focus: bool,
    pub(super) wants_in_view: Option<GridPlace>,
    pub(super) has_focus: bool,
    /// Whether Tab goes from cell to cell, as where cells are typed in.
    walks_by_tab: bool,
}

impl GridState {
    /// A grid in which Tab goes from cell to cell.
    pub fn walked_by_tab() -> Self {
        Self { walks_by_tab: true, ..Self::default() }
    }

    /// The current cell.
    pub fn current(&self) -> GridPlace {
        self.current
    }

    /// Whether the grid has the keyboard.
    pub fn has_focus(&self) -> bool {
        self.has_focus
    }

    /// Gives the grid the keyboard.
    pub fn request_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Makes a cell the current one and scrolls it into view.
    pub fn go_to(&mut self, place: GridPlace) {
        self.current = place;
        self.wants_in_view = Some(place);
    }

    /// Moves the current cell.
    pub fn step(&mut self, shape: &GridShape, step: GridStep) {
        let page = ((self.size.y - shape.header_height) / shape.row_height) as usize;
        self.go_to(shape.moved(self.current, step, page.saturating_sub(1).max(1)));
    }

    /// Takes the keys that move the current cell; whether Enter or Space was pressed on it.
    pub(super) fn take_keys(&mut self, ui: &Ui, grid: Id, shape: &GridShape) -> bool {
        self.current = shape.clamped(self.current);
        self.has_focus = ui.memory(|memory| memory.has_focus(grid));
        if !self.has_focus {
            return false;
        }
        let last = GridPlace { row: shape.rows.checked_sub(1), column: shape.columns().checked_sub(1) };
        let filter = EventFilter {
            // At the last cell Tab leaves the grid, and so does Shift+Tab at the first.
            tab: self.walks_by_tab && self.current != last,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: false,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(grid, filter));
        let mut is_entered = false;
        for (key, modifiers) in ui.input(|input| pressed(&input.events)) {
            match step_for(key, modifiers, self.walks_by_tab) {
                Some(step) => self.step(shape, step),
                None => is_entered |= matches!(key, Key::Enter | Key::Space) && modifiers.is_none(),
            }
        }
        is_entered
    }
}

fn pressed(events: &[Event]) -> Vec<(Key, Modifiers)> {
    let press = |event: &Event| match event {
        Event::Key { key, pressed: true, modifiers, .. } => Some((*key, *modifiers)),
        _ => None,
    };
    events.iter().filter_map(press).collect()
}

fn step_for(key: Key, modifiers: Modifiers, walks_by_tab: bool) -> Option<GridStep> {
    let far = modifiers.command;
    Some(match key {
        Key::ArrowLeft if far => GridStep::RowStart,
        Key::ArrowRight if far => GridStep::RowEnd,
        Key::ArrowUp | Key::Home if far => GridStep::Top,
        Key::ArrowDown | Key::End if far => GridStep::Bottom,
        Key::ArrowLeft => GridStep::Left,
        Key::ArrowRight => GridStep::Right,
        Key::ArrowUp => GridStep::Up,
        Key::ArrowDown => GridStep::Down,
        Key::PageUp => GridStep::PageUp,
        Key::PageDown => GridStep::PageDown,
        Key::Home => GridStep::RowStart,
        Key::End => GridStep::RowEnd,
        Key::Tab if walks_by_tab && modifiers.shift => GridStep::Before,
        Key::Tab if walks_by_tab => GridStep::Next,
        _ => return None,
    })
}
