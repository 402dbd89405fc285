use super::path::Path;
use crate::model::Point;
use crate::scene::{Color, Figure, Item, Shape, Stroke};
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

/// Consecutive corners with one colour.
#[derive(Clone, Copy, Debug)]
struct Run {
    end: usize,
    color: Color32,
    /// Of a thin line: its ink fades with its width.
    thin: Option<Thin>,
}

#[derive(Clone, Copy, Debug)]
struct Thin {
    /// In map units.
    width: f32,
    least_ink: f32,
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

    /// Appends the triangles, placed on the screen.
    pub fn append_to(&self, out: &mut Mesh, placing: Placing) {
        let Placing { origin, zoom, pixel } = placing;
        let first = out.vertices.len() as u32;
        out.indices.extend(self.triangles.iter().map(|corner| corner + first));
        out.vertices.reserve(self.corners.len());
        let mut start = 0;
        for run in &self.runs {
            let ink = match run.thin {
                Some(thin) => {
                    run.color.gamma_multiply((thin.width * zoom / pixel).clamp(thin.least_ink, 1.0))
                }
                None => run.color,
            };
            let corners = self.corners.get(start..run.end).unwrap_or_default();
            out.vertices.extend(corners.iter().map(|corner| Vertex {
                pos: origin + corner.at.to_vec2() * zoom + corner.push * pixel,
                uv: WHITE_UV,
                color: if corner.inked { ink } else { Color32::TRANSPARENT },
            }));
            start = run.end;
        }
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
            let ring = self.add_ring(path, &normals, 0.0, push, true);
            self.add_fan(ring, path.points.len());
            self.end_run(color, None);
        }
    }

    fn add_fill(&mut self, path: &Path, fill: Color, soft: bool) {
        let normals = path.normals();
        let push = if soft { -0.5 } else { 0.0 };
        let inner = self.add_ring(path, &normals, 0.0, push, true);
        self.add_fan(inner, path.points.len());
        if soft {
            let outer = self.add_ring(path, &normals, 0.0, 0.5, false);
            self.join_rings(inner, outer, path);
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
        let half = width / 2.0;
        let thin = width * px_per_unit < THIN_PX;
        let across: &[(f32, f32, bool)] = if thin {
            &[(0.0, -1.0, false), (0.0, 0.0, true), (0.0, 1.0, false)]
        } else {
            &[(-half, -0.5, false), (-half, 0.5, true), (half, -0.5, true), (half, 0.5, false)]
        };
        let rings: Vec<u32> = across
            .iter()
            .map(|&(offset, push, inked)| self.add_ring(path, &normals, offset, push, inked))
            .collect();
        for pair in rings.windows(2) {
            if let &[one, other] = pair {
                self.join_rings(one, other, path);
            }
        }
        let least_ink = if path.closed { LEAST_EDGE_INK } else { LEAST_INK };
        self.end_run(color, thin.then_some(Thin { width, least_ink }));
    }

    /// Adds the points of `path`, moved outwards by `offset` map units and `push` pixels; returns the first.
    fn add_ring(&mut self, path: &Path, normals: &[Vec2], offset: f32, push: f32, inked: bool) -> u32 {
        let first = self.corners.len() as u32;
        self.corners.extend(path.points.iter().zip(normals).map(|(point, normal)| Corner {
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

    /// Fills the band between two rings of the same path.
    fn join_rings(&mut self, one: u32, other: u32, path: &Path) {
        let count = path.points.len() as u32;
        let sides = if path.closed { count } else { count - 1 };
        for at in 0..sides {
            let next = (at + 1) % count;
            self.triangles.extend([one + at, one + next, other + at, one + next, other + next, other + at]);
        }
    }

    fn end_run(&mut self, color: Color, thin: Option<Thin>) {
        self.runs.push(Run { end: self.corners.len(), color: color32(color), thin });
    }
}

/// A colour of the scene as egui mixes it.
pub fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}
