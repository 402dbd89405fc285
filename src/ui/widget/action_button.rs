use super::Icon;
use crate::action::{Action, Keyboard};
use crate::ui::{Intent, Intents, View};
use egui::{FontSelection, Response, Sense, TextStyle, Ui, WidgetInfo, WidgetText, WidgetType, pos2, vec2};

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

fn icon_button_ui(ui: &mut Ui, icon: Icon, word: Option<&str>, is_on: bool) -> Response {
    let padding = vec2(7.0, 0.0);
    let text = word.map(|word| {
        let font = FontSelection::Style(TextStyle::Button);
        WidgetText::from(word).into_galley(ui, None, f32::INFINITY, font)
    });
    let text_width = text.as_ref().map_or(0.0, |galley| galley.size().x + 6.0);
    let size = vec2(Icon::SIZE + text_width, 30.0) + padding * 2.0;
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
        let corner = pos2(icon_place.max.x + 6.0, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(corner, galley, visuals.text_color());
    }
    response
}
