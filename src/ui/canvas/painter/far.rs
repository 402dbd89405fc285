use super::mesh::{Placing, color32};
use crate::model::{Point, Rect};
use crate::scene::Far;
use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, vec2};

/// Width of lines that are seen from far away, in pixels.
const LINE_PX: f32 = 1.0;
/// The share of their ink that lines keep: thousands of them lie over one another.
const LINE_INK: f32 = 0.6;

/// Draws what is left of a figure from far away: a few triangles, nothing soft but the lines.
pub(super) fn add_far(far: &Far, origin: Point, placing: Placing, out: &mut Mesh) {
    let place = |point: Point| placing.origin + vec2(point.x - origin.x, point.y - origin.y) * placing.zoom;
    match *far {
        Far::Nothing => {}
        Far::Block(area, color) => add_block(screen_rect(area, place), color32(color), placing.pixel, out),
        Far::Frame(area, color) => add_frame(screen_rect(area, place), color32(color), placing.pixel, out),
        Far::Line(from, to, color) => {
            let ink = color32(color).gamma_multiply(LINE_INK);
            add_line(place(from), place(to), ink, placing.pixel, out);
        }
    }
}

fn screen_rect(area: Rect, place: impl Fn(Point) -> Pos2) -> egui::Rect {
    egui::Rect::from_min_max(place(area.min), place(area.max))
}

/// A filled rectangle of at least one pixel.
fn add_block(area: egui::Rect, color: Color32, pixel: f32, out: &mut Mesh) {
    let size = area.size().max(vec2(pixel, pixel));
    out.add_colored_rect(egui::Rect::from_center_size(area.center(), size), color);
}

fn add_frame(area: egui::Rect, color: Color32, pixel: f32, out: &mut Mesh) {
    let (min, max) = (area.min, area.max);
    let sides = [
        egui::Rect::from_min_max(min, egui::pos2(max.x, min.y + pixel)),
        egui::Rect::from_min_max(egui::pos2(min.x, max.y - pixel), max),
        egui::Rect::from_min_max(min, egui::pos2(min.x + pixel, max.y)),
        egui::Rect::from_min_max(egui::pos2(max.x - pixel, min.y), max),
    ];
    for side in sides {
        out.add_colored_rect(side, color);
    }
}

/// A soft ridge: full ink in the middle, none one pixel to either side.
fn add_line(from: Pos2, to: Pos2, color: Color32, pixel: f32, out: &mut Mesh) {
    let across = (to - from).normalized().rot90() * (LINE_PX * pixel);
    let first = out.vertices.len() as u32;
    let clear = Color32::TRANSPARENT;
    for end in [from, to] {
        let ridge = [(end - across, clear), (end, color), (end + across, clear)];
        out.vertices.extend(ridge.map(|(pos, color)| Vertex { pos, uv: WHITE_UV, color }));
    }
    out.indices.extend([0, 1, 3, 3, 1, 4, 1, 2, 4, 4, 2, 5].map(|corner| first + corner));
}
