use super::mesh::{Placing, color32};
use crate::model::{Point, Rect};
use crate::scene::{Far, Figure};
use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Vec2, vec2};
use std::sync::Arc;

/// Width of lines that are seen from far away, in pixels.
const LINE_PX: f32 = 1.0;
/// The share of their ink that lines keep …
const MOST_INK: f32 = 0.6;
/// … and less where so many lie over one another that they would cover the map as often as this: then all the ink
/// there is covers it once.
const MOST_COVER: f32 = 1.0;
/// Fainter than this nothing is left of a line.
const LEAST_INK: f32 = 0.05;

/// The length of all lines for each unit of the area of the map that they lie on.
pub(super) fn line_density(figures: &[Arc<Figure>]) -> f32 {
    let length = |figure: &Arc<Figure>| match figure.far {
        Far::Line(from, to, _) => from.distance(to),
        _ => 0.0,
    };
    let Some(bounds) = figures.iter().map(|figure| figure.bounds).reduce(Rect::union) else { return 0.0 };
    figures.iter().map(length).sum::<f32>() / (bounds.width() * bounds.height()).max(1.0)
}

/// The share of their ink, of 255, that lines keep at this `density` and zoom; so many steps only, because whatever is
/// drawn is drawn anew when it changes.
pub(super) fn far_ink(density: f32, px_per_unit: f32) -> u8 {
    const STEPS: f32 = 40.0;
    let cover = density * LINE_PX / px_per_unit;
    ((MOST_COVER / cover).clamp(LEAST_INK, MOST_INK) * STEPS).round().mul_add(255.0 / STEPS, 0.5) as u8
}

/// What is left of a figure from far away: a few triangles, nothing soft but the lines.
///
/// Places are in map units from the figure's origin; ten thousand of these are drawn in one
/// frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FarShape {
    Nothing,
    Block(Vec2, Vec2, Color32),
    Frame(Vec2, Vec2, Color32),
    Line(Vec2, Vec2, Color32),
}

impl FarShape {
    pub fn of(far: &Far, origin: Point) -> Self {
        let from_origin = |point: Point| vec2(point.x - origin.x, point.y - origin.y);
        let corners = |area: Rect| (from_origin(area.min), from_origin(area.max));
        match *far {
            Far::Nothing => Self::Nothing,
            Far::Block(area, color) => {
                let (min, max) = corners(area);
                Self::Block(min, max, color32(color))
            }
            Far::Frame(area, color) => {
                let (min, max) = corners(area);
                Self::Frame(min, max, color32(color))
            }
            Far::Line(from, to, color) => Self::Line(from_origin(from), from_origin(to), color32(color)),
        }
    }

    /// Appends the triangles, placed on the screen; lines have this share of their ink.
    pub fn append_to(self, out: &mut Mesh, placing: Placing, ink: u8) {
        let place = |point: Vec2| placing.origin + point * placing.zoom;
        match self {
            Self::Nothing => {}
            Self::Block(min, max, color) => {
                let area = egui::Rect::from_min_max(place(min), place(max));
                let size = area.size().max(Vec2::splat(placing.pixel));
                out.add_colored_rect(egui::Rect::from_center_size(area.center(), size), color);
            }
            Self::Frame(min, max, color) => add_frame(place(min), place(max), color, placing.pixel, out),
            Self::Line(from, to, color) => {
                add_line(place(from), place(to), color.gamma_multiply_u8(ink), placing.pixel, out);
            }
        }
    }
}

fn add_frame(min: Pos2, max: Pos2, color: Color32, pixel: f32, out: &mut Mesh) {
    let sides = [
        (min, egui::pos2(max.x, min.y + pixel)),
        (egui::pos2(min.x, max.y - pixel), max),
        (min, egui::pos2(min.x + pixel, max.y)),
        (egui::pos2(max.x - pixel, min.y), max),
    ];
    for (min, max) in sides {
        out.add_colored_rect(egui::Rect::from_min_max(min, max), color);
    }
}

/// A soft ridge: full ink in the middle, none one pixel to either side.
fn add_line(from: Pos2, to: Pos2, color: Color32, pixel: f32, out: &mut Mesh) {
    let across = (to - from).normalized().rot90() * (LINE_PX * pixel);
    let first = out.vertices.len() as u32;
    let corner = |pos: Pos2, color: Color32| Vertex { pos, uv: WHITE_UV, color };
    let clear = Color32::TRANSPARENT;
    out.vertices.extend([
        corner(from - across, clear),
        corner(from, color),
        corner(from + across, clear),
        corner(to - across, clear),
        corner(to, color),
        corner(to + across, clear),
    ]);
    out.indices.extend([0, 1, 3, 3, 1, 4, 1, 2, 4, 4, 2, 5].map(|corner| first + corner));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_fainter_the_more_they_cover_but_never_gone() {
        let most = far_ink(0.0, 0.1);
        assert_eq!((most, far_ink(0.05, 0.1)), (153, 153), "half covered");
        let (some, many) = (far_ink(0.4, 0.1), far_ink(1.0, 0.1));
        assert!(some < most && many < some, "{some} {many}");
        assert!(far_ink(1.0, 0.2) > many, "from nearer they lie apart");
        assert_eq!(far_ink(1_000.0, 0.01), 13);
    }
}
