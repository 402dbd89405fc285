use super::Camera;
use super::overlay::Overlay;
use super::painter::color32;
use crate::model::PartyId;
use crate::tool::Direction;
use crate::ui::View;
use egui::{Align2, FontId, Id, Rect, Sense, TextStyle, Ui, Vec2, WidgetInfo, WidgetType, vec2};

/// Distance of a hint from the box, in points.
const GAP: f32 = 24.0;
/// Longer names are cut, in letters.
const LONGEST: usize = 28;

/// Says at the sides of a party where each arrow leads while Alt is held, and rings who is meant.
pub(super) fn walk_hints_ui(
    ui: &Ui,
    from: PartyId,
    ways: &[(Direction, PartyId)],
    overlay: &Overlay<'_>,
    view: &View,
) {
    let Some(drawn) = view.scene.party_box(from) else { return };
    let start = overlay.camera.rect_to_screen(drawn.rect);
    for (way, to) in ways {
        overlay.hovered((*to).into());
        let name = view.organisation.party(*to).map_or("", |party| &party.name);
        hint_ui(ui, *way, name, start, overlay.camera, view);
    }
}

fn hint_ui(ui: &Ui, way: Direction, name: &str, start: Rect, camera: &Camera, view: &View) {
    let arrow = arrow(way);
    let text = format!("{arrow} {}", shortened(name));
    let font = FontId::proportional(TextStyle::Body.resolve(ui.style()).size);
    let galley = ui.painter().layout_no_wrap(text, font, color32(view.theme.canvas));
    let size = galley.size() + vec2(16.0, 8.0);
    let unit = vec2(way.unit().x, way.unit().y);
    let reach = start.size() * 0.5 + Vec2::splat(GAP) + size * 0.5;
    let place = Rect::from_center_size(start.center() + unit * reach, size);
    let place = within(place, camera.viewport().shrink(6.0));
    ui.painter().rect_filled(place, size.y / 2.0, color32(view.theme.ink));
    let corner = Align2::CENTER_CENTER.anchor_size(place.center(), galley.size()).min;
    ui.painter().galley(corner, galley, color32(view.theme.canvas));
    let response = ui.interact(place, Id::new(("walk", arrow)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("Alt+{arrow}: {name}")));
}

/// As far as it takes for `place` to lie inside `area`.
fn within(place: Rect, area: Rect) -> Rect {
    let low = (area.min - place.min).max(Vec2::ZERO);
    let high = (area.max - place.max).min(Vec2::ZERO);
    place.translate(low + high)
}

fn arrow(way: Direction) -> &'static str {
    match way {
        Direction::Left => "←",
        Direction::Right => "→",
        Direction::Up => "↑",
        Direction::Down => "↓",
    }
}

fn shortened(name: &str) -> String {
    let line = name.replace('\n', " ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}
