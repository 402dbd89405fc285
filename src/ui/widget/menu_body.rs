use egui::{ScrollArea, Ui};

/// Free space above and below a menu as tall as the window, in points.
const AROUND: f32 = 20.0;

/// The rows of a menu: scrolled where text is large and the window small, so that the last one can be reached.
pub fn menu_body_ui(ui: &mut Ui, rows: impl FnOnce(&mut Ui)) {
    let height = ui.ctx().content_rect().height() - 2.0 * AROUND;
    ScrollArea::vertical().max_height(height.max(60.0)).show(ui, rows);
}
