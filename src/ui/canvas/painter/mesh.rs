use super::path::Path;
use crate::model::Point;
use crate::scene::{Color, Figure, Item, Pallor, Shape, Stroke};
use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Vec2};

/// Lines thinner than this are drawn as one soft ridge instead of a core with soft edges, in pixels.
const THIN_PX: f32 = 1.5;
/// However far away, a line keeps this share of its ink …
const LEAST_INK: f32 = 0.3;
/// … and the edge of a shape this one: boxes have to be seen among their lines.
const LEAST_EDGE_INK: f32 = 0.8;
/// Shapes smaller than this are drawn without soft edges: nobody sees them, and they cost most, in pixels.
const COARSE_PX: f32 = 10.0;
/// Shapes smaller than this are left out, in pixels.
const NOTHING_PX: f32 = 0.6;
/// A long line is drawn in parts of so many pieces, so that of lines across the whole map only what is in view costs.
const PART: usize = 24;
/// Dashes are joined until there are so many corners.
const FEW_CORNERS: usize = 64;
/// How far corners may be pushed outwards, in pixels.
const PUSH_PX: f32 = 2.0;
/// Dashes shorter than this are drawn as a pale solid line, in pixels.
const LEAST_DASH_PX: f32 = 1.5;

/// The shapes of one figure as triangles, prepared once for a range of zooms.
///
/// Corners are kept in map units from the figure's origin plus a push in pixels, so that any camera
/// places them with one multiplication and edges stay soft by one pixel at every zoom.
#[derive(Clone, Debug, Default)]
pub(super) struct MapMesh {
    corners: Vec<Corner>,
    triangles: Vec<u32>,
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Corner {
    at: Pos2,
    push: Vec2,
    inked: bool,
}

/// Consecutive corners with one colour and the triangles between them, and where they are.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where its corners and its triangles end.
    ends: Ends,
    bounds: egui::Rect,
    color: Color,
    /// Of a thin line: its ink fades with its width.
    thin: Option<Thin>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Thin {
    /// In map units.
    width: f32,
    least_ink: f32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    corners: usize,
    triangles: usize,
}

/// How map units become screen points for one figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placing {
    /// Where the figure's origin is on the screen.
    pub origin: Pos2,
    /// Screen points per map unit.
    pub zoom: f32,
    /// Screen points per pixel.
    pub pixel: f32,
    /// The part of the screen that can be seen.
    pub clip: egui::Rect,
    /// How its colours change.
    pub pallor: Option<Pallor>,
}

impl Placing {
    /// A colour of the figure as it is seen.
    pub fn seen_color(self, color: Color) -> Color32 {
        seen_color(color, self.pallor)
    }

    /// What can be seen, in map units from the figure's origin.
    fn seen(self) -> egui::Rect {
        let corner = |corner: Pos2| ((corner - self.origin) / self.zoom).to_pos2();
        let all = egui::Rect::from_min_max(corner(self.clip.min), corner(self.clip.max));
        all.expand(PUSH_PX * self.pixel / self.zoom)
    }
}

impl MapMesh {
    /// The shapes of `figure` for zooms up to `px_per_unit` pixels per map unit.
    pub fn of(figure: &Figure, origin: Point, px_per_unit: f32) -> Self {
        let mut mesh = Self::default();
        for item in &figure.items {
            if let Item::Shape(shape) = item {
                mesh.add_shape(shape, origin, px_per_unit);
            }
        }
        mesh
    }

    /// Appends the triangles that can be seen, placed on the screen.
    pub fn append_to(&self, out: &mut Mesh, placing: Placing) {
        let (seen, is_whole) = (placing.seen(), self.runs.len() == 1);
        let mut start = Ends::default();
        for run in &self.runs {
            if is_whole || run.bounds.intersects(seen) {
                self.append_run(run, start, out, placing);
            }
            start = run.ends;
        }
    }

    fn append_run(&self, run: &Run, start: Ends, out: &mut Mesh, placing: Placing) {
        let Placing { origin, zoom, pixel, .. } = placing;
        let shift = (out.vertices.len() as u32).wrapping_sub(start.corners as u32);
        let triangles = self.triangles.get(start.triangles..run.ends.triangles).unwrap_or_default();
        out.indices.extend(triangles.iter().map(|corner| corner.wrapping_add(shift)));
        let color = placing.seen_color(run.color);
        let ink = match run.thin {
            Some(thin) => color.gamma_multiply((thin.width * zoom / pixel).clamp(thin.least_ink, 1.0)),
            None => color,
        };
        let corners = self.corners.get(start.corners..run.ends.corners).unwrap_or_default();
        out.vertices.extend(corners.iter().map(|corner| Vertex {
            pos: origin + corner.at.to_vec2() * zoom + corner.push * pixel,
            uv: WHITE_UV,
            color: if corner.inked { ink } else { Color32::TRANSPARENT },
        }));
    }

    fn add_shape(&mut self, shape: &Shape, origin: Point, px_per_unit: f32) {
        let path = Path::of(&shape.outline, origin, px_per_unit);
        if path.points.len() < 2 {
            return;
        }
        let size_px = egui::Rect::from_points(&path.points).size() * px_per_unit;
        if size_px.max_elem() < NOTHING_PX {
            return;
        }
        if path.closed && size_px.min_elem() < COARSE_PX && shape.fill.is_some() {
            self.add_coarse(&path, shape);
            return;
        }
        if let Some(fill) = shape.fill.filter(|_| path.closed) {
            self.add_fill(&path, fill, shape.stroke.is_none());
        }
        if let Some(stroke) = shape.stroke {
            self.add_stroke(&path, stroke, px_per_unit);
        }
    }

    /// A small filled shape: the edge as a slightly larger shape under the filling, nothing soft.
    fn add_coarse(&mut self, path: &Path, shape: &Shape) {
        let normals = path.normals();
        let edge = shape.stroke.map(|stroke| (stroke.color, 0.5));
        let filling = shape.fill.map(|fill| (fill, if edge.is_some() { -0.5 } else { 0.0 }));
        for (color, push) in edge.into_iter().chain(filling) {
            let ring = self.add_ring(&path.points, &normals, 0.0, push, true);
            self.add_fan(ring, path.points.len());
            self.end_run(color, None);
        }
    }

    fn add_fill(&mut self, path: &Path, fill: Color, soft: bool) {
        let normals = path.normals();
        let push = if soft { -0.5 } else { 0.0 };
        let inner = self.add_ring(&path.points, &normals, 0.0, push, true);
        self.add_fan(inner, path.points.len());
        if soft {
            let outer = self.add_ring(&path.points, &normals, 0.0, 0.5, false);
            self.join_rings(inner, outer, path.points.len(), true);
        }
        self.end_run(fill, None);
    }

    fn add_stroke(&mut self, path: &Path, stroke: Stroke, px_per_unit: f32) {
        let Some([on, off]) = stroke.dash_pattern() else {
            self.add_line(path, stroke.color, stroke.width, px_per_unit);
            return;
        };
        if on * px_per_unit < LEAST_DASH_PX {
            let share = f32::from(stroke.color.a) * on / (on + off);
            self.add_line(path, stroke.color.with_alpha(share as u8), stroke.width, px_per_unit);
            return;
        }
        for dash in path.dashed(on, off) {
            self.add_line(&dash, stroke.color, stroke.width, px_per_unit);
        }
    }

    fn add_line(&mut self, path: &Path, color: Color, width: f32, px_per_unit: f32) {
        if path.points.len() < 2 {
            return;
        }
        let normals = path.normals();
        let thin = width * px_per_unit < THIN_PX;
        let half = width / 2.0;
        let across: &[(f32, f32, bool)] = if thin {
            &[(0.0, -1.0, false), (0.0, 0.0, true), (0.0, 1.0, false)]
        } else {
            &[(-half, -0.5, false), (-half, 0.5, true), (half, -0.5, true), (half, 0.5, false)]
        };
        let (count, closed) = (path.points.len(), path.closed);
        let part = if closed { count } else { PART };
        let least_ink = if closed { LEAST_EDGE_INK } else { LEAST_INK };
        for from in (0..count).step_by(part).filter(|from| closed || from + 1 < count) {
            let part = from..(from + part + 1).min(count);
            self.add_part(&path.points[part.clone()], &normals[part], across, closed);
            self.end_run(color, thin.then_some(Thin { width, least_ink }));
        }
    }

    /// A part of a line, or all of it: a ring for each place `across` it.
    fn add_part(&mut self, points: &[Pos2], normals: &[Vec2], across: &[(f32, f32, bool)], closed: bool) {
        let mut before = None;
        for &(offset, push, inked) in across {
            let ring = self.add_ring(points, normals, offset, push, inked);
            if let Some(before) = before.replace(ring) {
                self.join_rings(before, ring, points.len(), closed);
            }
        }
    }

    /// Adds `points`, moved outwards by `offset` map units and `push` pixels; returns the first.
    fn add_ring(&mut self, points: &[Pos2], normals: &[Vec2], offset: f32, push: f32, inked: bool) -> u32 {
        let first = self.corners.len() as u32;
        self.corners.extend(points.iter().zip(normals).map(|(point, normal)| Corner {
            at: *point + *normal * offset,
            push: *normal * push,
            inked,
        }));
        first
    }

    /// Fills the inside of a convex ring.
    fn add_fan(&mut self, ring: u32, count: usize) {
        for at in 2..count as u32 {
            self.triangles.extend([ring, ring + at - 1, ring + at]);
        }
    }

    /// Fills the band between two rings of so many points.
    fn join_rings(&mut self, one: u32, other: u32, count: usize, closed: bool) {
        let count = count as u32;
        let sides = if closed { count } else { count - 1 };
        for at in 0..sides {
            let next = (at + 1) % count;
            self.triangles.extend([one + at, one + next, other + at, one + next, other + next, other + at]);
        }
    }

    /// Ends a run; a short one goes on if what comes next looks the same.
    fn end_run(&mut self, color: Color, thin: Option<Thin>) {
        let ends = Ends { corners: self.corners.len(), triangles: self.triangles.len() };
        let before = self.runs.len().checked_sub(2).map(|at| self.runs[at].ends).unwrap_or_default();
        let last = self.runs.last().map(|run| run.ends).unwrap_or_default();
        let mut bounds = egui::Rect::NOTHING;
        self.corners[last.corners..].iter().for_each(|corner| bounds.extend_with(corner.at));
        let goes_on = last.corners - before.corners < FEW_CORNERS;
        match self.runs.last_mut().filter(|run| goes_on && run.color == color && run.thin == thin) {
            Some(run) => (run.ends, run.bounds) = (ends, run.bounds.union(bounds)),
            None => self.runs.push(Run { ends, bounds, color, thin }),
        }
    }
}

/// A colour of the scene as egui mixes it.
pub fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// The same, pale or not.
pub(super) fn seen_color(color: Color, pallor: Option<Pallor>) -> Color32 {
    color32(Pallor::on(pallor, color))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rect;
    use crate::scene::{Dash, Depth, Far, Layer, Outline, Tag};
    use egui::pos2;

    /// A line of so many waves, seen through a window at its beginning.
    fn drawn(waves: u16, dash: Dash) -> Mesh {
        let points = (0..waves * 2).map(|at| Point::new(f32::from(at) * 40.0, f32::from(at % 2) * 60.0));
        let stroke = Stroke { dash, ..Stroke::solid(Color::rgb(0), 2.0) };
        let figure = Figure {
            tag: Tag::default(),
            depth: Depth { layer: Layer::Supply, rank: 0, element: None },
            bounds: Rect::new(Point::default(), Point::default()),
            items: vec![Item::stroked(Outline::Polyline(points.collect()), stroke)],
            far: Far::Nothing,
            stands_out: false,
        };
        let clip = egui::Rect::from_min_max(pos2(-10.0, -10.0), pos2(900.0, 100.0));
        let mut mesh = Mesh::default();
        let placing = Placing { origin: Pos2::ZERO, zoom: 1.0, pixel: 1.0, clip, pallor: None };
        MapMesh::of(&figure, Point::default(), 1.0).append_to(&mut mesh, placing);
        mesh
    }

    #[test]
    fn of_a_line_across_the_map_only_what_is_in_view_is_drawn() {
        for dash in [Dash::Solid, Dash::Dashed] {
            let (short, long) = (drawn(30, dash), drawn(3_000, dash));
            assert!(long.is_valid());
            assert_eq!((long.vertices, long.indices), (short.vertices, short.indices), "{dash:?}");
        }
    }

    #[test]
    fn the_parts_of_a_line_join_without_a_gap() {
        let mesh = drawn(12, Dash::Solid);
        let covered: f32 = mesh
            .indices
            .chunks(3)
            .map(|t| area([t[0], t[1], t[2]].map(|at| mesh.vertices[at as usize].pos)))
            .sum();
        let whole = 23.0 * 40.0_f32.hypot(60.0) * 3.0;
        assert!((covered / whole - 1.0).abs() < 0.05, "{covered} of {whole}");
    }

    fn area([a, b, c]: [Pos2; 3]) -> f32 {
        let (ab, ac) = (b - a, c - a);
        (ab.x * ac.y - ab.y * ac.x).abs() / 2.0
    }
}
