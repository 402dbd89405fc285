use egui::{Response, RichText, Ui};

/// A heading of a section within a panel, with air above it.
pub fn heading_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(10.0);
    let response = ui.label(RichText::new(text).strong());
    ui.add_space(2.0);
    response
}

/// The name of a field, above it.
pub fn caption_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(4.0);
    ui.label(RichText::new(text).small().weak())
}

/// A sentence that helps and stands back.
pub fn remark_ui(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).weak())
}
