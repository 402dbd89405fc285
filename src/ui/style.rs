use super::canvas::painter::color32;
use crate::scene::Theme;
use egui::style::{ScrollStyle, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals,
    vec2,
};

/// Round corners of buttons and fields.
const CORNER: u8 = 6;

/// Gives the whole window the colours of `theme`, and sizes and gaps that can be read from the last row.
pub fn apply_style(context: &Context, theme: &Theme) {
    context.set_theme(if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light });
    context.all_styles_mut(|style| {
        style.visuals = visuals(theme);
        set_text(style);
        set_spacing(style);
    });
}

fn set_text(style: &mut Style) {
    let font = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Heading, font(20.0)),
        (TextStyle::Body, font(14.5)),
        (TextStyle::Button, font(14.5)),
        (TextStyle::Small, font(13.0)),
        (TextStyle::Monospace, FontId::new(13.5, FontFamily::Monospace)),
    ]
    .into();
}

fn set_spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.interact_size = vec2(36.0, 28.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.icon_width = 18.0;
    spacing.combo_height = 320.0;
    spacing.tooltip_width = 340.0;
    spacing.scroll = ScrollStyle { bar_width: 8.0, ..ScrollStyle::floating() };
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    let (ink, line, accent) = (color32(theme.ink), color32(theme.line), color32(theme.accent));
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(color32(theme.faint_ink));
    visuals.panel_fill = color32(theme.panel);
    visuals.window_fill = color32(theme.panel);
    visuals.window_stroke = Stroke::new(1.0, line);
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.window_shadow = shadow(theme, 28);
    visuals.popup_shadow = shadow(theme, 16);
    visuals.extreme_bg_color = color32(theme.field);
    visuals.text_edit_bg_color = Some(color32(theme.field));
    visuals.faint_bg_color = color32(theme.field);
    visuals.code_bg_color = color32(theme.field);
    visuals.hyperlink_color = accent;
    visuals.warn_fg_color = color32(theme.warning);
    visuals.error_fg_color = color32(theme.danger);
    visuals.selection.bg_fill = color32(theme.accent_soft);
    visuals.selection.stroke = Stroke::new(1.0, ink);
    visuals.slider_trailing_fill = true;
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(color32(theme.panel), Stroke::new(1.0, line), ink);
    widgets.inactive = widget(color32(theme.button), Stroke::new(1.0, line), ink);
    widgets.hovered = widget(color32(theme.button_hovered), Stroke::new(1.0, line), ink);
    widgets.active = widget(color32(theme.accent_soft), Stroke::new(1.5, accent), ink);
    widgets.open = widget(color32(theme.button_hovered), Stroke::new(1.0, line), ink);
    visuals
}

fn widget(fill: Color32, edge: Stroke, ink: Color32) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(CORNER),
        fg_stroke: Stroke::new(1.4, ink),
        expansion: 0.0,
    }
}

fn shadow(theme: &Theme, blur: u8) -> Shadow {
    // On dark ground only what is darker than the ground looks like a shadow.
    let color = if theme.is_dark { theme.canvas.with_alpha(160) } else { theme.ink.with_alpha(34) };
    Shadow { offset: [0, 6], blur, spread: 0, color: color32(color) }
}
