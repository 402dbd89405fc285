use crate::ui::BOLD_FAMILY;
use egui::{FontFamily, Response, RichText, Ui};

/// Text in heavy letters.
pub fn bold(text: impl Into<String>) -> RichText {
    RichText::new(text).family(FontFamily::Name(BOLD_FAMILY.into()))
}

/// A heading of a section within a panel, with air above it.
pub fn heading_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(10.0);
    let response = ui.label(bold(text));
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
