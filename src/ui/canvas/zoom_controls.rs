use super::Camera;
use crate::action::{Action, Keyboard};
use crate::ui::{Intent, Intents, View};
use egui::{Align2, Area, Button, Frame, Id, Order, Ui, vec2};

/// Distance of the buttons from the corner of the canvas, in points.
const MARGIN: f32 = 12.0;

/// The buttons in the lower right corner of the canvas: smaller, 100 %, larger, everything.
pub(super) fn zoom_controls_ui(ui: &Ui, camera: &Camera, view: &View, intents: &mut Intents) {
    let corner = camera.viewport().right_bottom() - vec2(MARGIN, MARGIN);
    Area::new(Id::new("zoom controls"))
        .order(Order::Middle)
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(corner)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(4.0).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    let decimals = usize::from(camera.zoom() < 0.01); // a large map as a whole is not at 0 %
                    let percent = format!("{:.decimals$} %", camera.zoom() * 100.0);
                    button_ui(ui, "−", 26.0, Action::ZoomOut, view, intents);
                    button_ui(ui, &percent, 58.0, Action::ZoomActual, view, intents);
                    button_ui(ui, "+", 26.0, Action::ZoomIn, view, intents);
                    button_ui(ui, "Fit", 36.0, Action::ZoomAll, view, intents);
                });
            });
        });
}

fn button_ui(ui: &mut Ui, text: &str, width: f32, action: Action, view: &View, intents: &mut Intents) {
    let button = Button::new(text).frame_when_inactive(false).min_size(vec2(width, 26.0));
    let response = ui.add_enabled(action.is_available(view.situation), button);
    let keys = action.shortcut().map(|shortcut| shortcut.text(Keyboard::here())).unwrap_or_default();
    if response.on_hover_text(format!("{}  {keys}", action.name())).clicked() {
        intents.push(Intent::Do(action));
    }
}
