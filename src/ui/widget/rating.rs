use super::caption_ui;
use crate::model::Rating;
use egui::{Button, RichText, Ui, vec2};

/// Five buttons for a rating and what it means in words; a click on the present one takes it away.
///
/// Answers with the new rating if it was changed.
pub fn rating_ui(ui: &mut Ui, caption: &str, current: Option<Rating>) -> Option<Option<Rating>> {
    caption_ui(ui, caption);
    let mut answer = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for rating in Rating::ALL {
            let is_current = current == Some(rating);
            let button = Button::selectable(is_current, rating.value().to_string())
                .frame_when_inactive(true)
                .min_size(vec2(30.0, 28.0));
            let name = format!("{caption}: {} {}", rating.value(), rating.meaning());
            let response = ui.add(button).on_hover_text(rating.meaning());
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, is_current, &name)
            });
            if response.clicked() {
                answer = Some((!is_current).then_some(rating));
            }
        }
    });
    let meaning = current.map_or("not rated", Rating::meaning);
    ui.label(RichText::new(meaning).small());
    answer
}
