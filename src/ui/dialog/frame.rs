use crate::ui::widget::bold;
use egui::{Align, Button, Frame, Id, Key, Layout, Modal, Response, ScrollArea, Ui, Vec2};

/// Height of the buttons at the bottom.
const BUTTON_HEIGHT: f32 = 32.0;
/// Space above them.
const BUTTON_GAP: f32 = 14.0;

/// A window over the others: a title, the contents, and whether Escape or a click outside closes it.
///
/// Answers with what `contents` answered, or `true` if the person wants it closed.
pub(super) fn dialog_frame(ui: &Ui, title: &str, width: f32, contents: impl FnOnce(&mut Ui) -> bool) -> bool {
    let room = ui.ctx().content_rect().size() - Vec2::splat(48.0);
    let frame = Frame::window(ui.style());
    let modal = Modal::new(Id::new(("dialog", title))).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(room.x));
        ui.set_max_height(room.y);
        ui.label(bold(title).heading());
        ui.add_space(8.0);
        contents(ui)
    });
    let is_escaped = ui.input(|i| i.key_pressed(Key::Escape));
    modal.inner || modal.should_close() || is_escaped
}

/// What a dialog is about: scrolled where text is large and the window small, so that its buttons stay in reach.
pub(super) fn body_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let height = ui.available_height() - BUTTON_GAP - BUTTON_HEIGHT - ui.spacing().item_spacing.y;
    let area = ScrollArea::vertical().max_height(height.max(60.0)).auto_shrink([false, true]);
    area.show(ui, contents).inner
}

/// Buttons at the bottom, the one that goes on at the right; answers with the number of the clicked one.
///
/// The last of `names` goes on: it has the accent, and Enter presses it if `is_ready`. One alone that is not ready only
/// leads back.
pub(super) fn buttons_ui(ui: &mut Ui, names: &[&str], is_ready: bool) -> Option<usize> {
    ui.add_space(BUTTON_GAP);
    let mut clicked = None;
    let row = Vec2::new(ui.available_width(), BUTTON_HEIGHT);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        for (index, name) in names.iter().enumerate().rev() {
            let goes_on = index + 1 == names.len() && (names.len() > 1 || is_ready);
            if button_ui(ui, name, goes_on, !goes_on || is_ready).clicked() {
                clicked = Some(index);
            }
        }
    });
    // Enter in a field belongs to the field.
    let is_entered = ui.input(|i| i.key_pressed(Key::Enter)) && !ui.ctx().text_edit_focused();
    clicked.or_else(|| names.len().checked_sub(1).filter(|_| is_ready && is_entered))
}

fn button_ui(ui: &mut Ui, name: &str, goes_on: bool, is_ready: bool) -> Response {
    let visuals = ui.visuals();
    let button = if goes_on && is_ready {
        let on_accent = visuals.panel_fill;
        Button::new(bold(name).color(on_accent)).fill(visuals.hyperlink_color)
    } else {
        Button::new(name)
    };
    ui.add_enabled(is_ready, button.min_size(Vec2::new(88.0, BUTTON_HEIGHT)))
}
