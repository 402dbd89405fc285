use egui::{Response, Stroke, Ui, WidgetText};

/// A box to be checked. Its edge is as strong as a remark's letters: an empty one is nothing but its edge.
pub fn check_ui(ui: &mut Ui, is_checked: &mut bool, words: impl Into<WidgetText>) -> Response {
    ui.scope(|ui| {
        let visuals = ui.visuals_mut();
        let edge = Stroke::new(1.0, visuals.weak_text_color());
        visuals.widgets.inactive.bg_stroke = edge;
        visuals.widgets.hovered.bg_stroke = edge;
        ui.checkbox(is_checked, words.into())
    })
    .inner
}
