use super::Icon;
use crate::action::{Action, Keyboard};
use crate::ui::{Intent, Intents, View};
use egui::{
    FontSelection, Galley, Response, Sense, TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText, WidgetType,
    pos2, vec2,
};
use std::sync::Arc;

/// At both ends of a button, in points.
const PADDING: f32 = 7.0;
/// Between the icon and its word, in points.
const WORD_GAP: f32 = 6.0;

/// A button that asks for an action: an icon, beside it a word if there is room for it.
pub fn action_button_ui(
    ui: &mut Ui,
    action: Action,
    icon: Icon,
    word: Option<&str>,
    is_on: bool,
    view: &View,
    intents: &mut Intents,
) {
    let is_available = action.is_available(view.situation);
    let response = ui.add_enabled_ui(is_available, |ui| icon_button_ui(ui, icon, word, is_on)).inner;
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, is_available, is_on, action.name()));
    let tooltip = tooltip(action);
    if response.on_hover_text(&tooltip).on_disabled_hover_text(&tooltip).clicked() {
        intents.push(Intent::Do(action));
    }
}

/// What a button says about its action when the pointer rests on it.
pub fn tooltip(action: Action) -> String {
    let keys = action.shortcut().map(|keys| format!("  ({})", keys.text(Keyboard::here())));
    format!("{}{}\n{}", action.name(), keys.unwrap_or_default(), action.tooltip())
}

/// How wide a button with this word is.
pub fn action_button_width(ui: &Ui, word: Option<&str>) -> f32 {
    let text_width = word.map_or(0.0, |word| galley_of(ui, word).size().x + WORD_GAP);
    Icon::SIZE + text_width + 2.0 * PADDING
}

fn galley_of(ui: &Ui, word: &str) -> Arc<Galley> {
    let font = FontSelection::Style(TextStyle::Button);
    WidgetText::from(word).into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, font)
}

fn icon_button_ui(ui: &mut Ui, icon: Icon, word: Option<&str>, is_on: bool) -> Response {
    let padding = vec2(PADDING, 0.0);
    let text = word.map(|word| galley_of(ui, word));
    let size = vec2(action_button_width(ui, word), 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let visuals = ui.style().interact_selectable(&response, is_on);
    if is_on || response.hovered() || response.has_focus() {
        ui.painter().rect(
            rect,
            visuals.corner_radius,
            visuals.weak_bg_fill,
            visuals.bg_stroke,
            egui::StrokeKind::Inside,
        );
    }
    let icon_place = egui::Rect::from_min_size(rect.min + padding, vec2(Icon::SIZE, rect.height()));
    icon.paint(ui.painter(), icon_place, visuals.text_color());
    if let Some(galley) = text {
        let corner = pos2(icon_place.max.x + WORD_GAP, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(corner, galley, visuals.text_color());
    }
    response
}
