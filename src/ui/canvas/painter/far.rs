use super::Look;
use super::mesh::seen_color;
use super::path::Path;
use crate::model::{Point, Rect};
use crate::scene::{Color, Far, Figure, lasting};
use egui::epaint::Vertex;
use egui::{Color32, ColorImage, Context, Pos2, TextureHandle, TextureId, TextureOptions, Vec2, pos2, vec2};
use std::fmt;

/// Width of lines that are seen from far away, in pixels.
pub(super) const LINE_PX: f32 = 1.0;
/// How far a line may be from where it is from near, in pixels.
const OFF_PX: f32 = 0.9;
/// So many times in every doubling of the zoom it is found out anew which bends of lines can be left out.
const STEPS_PER_OCTAVE: f32 = 2.0;
/// Lines shorter than this are left out, in pixels: the boxes that they join touch.
const NOTHING_PX: f32 = 0.75;

/// Across the texture: the clear edges of a line, and its middle, which is all that filled shapes need.
const EDGES: [Pos2; 2] = [pos2(1.0 / 6.0, 0.5), pos2(5.0 / 6.0, 0.5)];
const MIDDLE: Pos2 = pos2(0.5, 0.5);

/// What makes the edges of lines soft: clear, full ink, clear. A line needs two corners at every joint with it,
/// and three without.
#[derive(Default)]
pub(super) struct SoftLine(Option<TextureHandle>);

impl SoftLine {
    /// The texture; made when it is wanted first.
    pub fn texture(&mut self, context: &Context) -> TextureId {
        let ink = [0, u8::MAX, 0].map(Color32::from_white_alpha).to_vec();
        let make = || context.load_texture("soft line", ColorImage::new([3, 1], ink), TextureOptions::LINEAR);
        self.0.get_or_insert_with(make).id()
    }
}

impl fmt::Debug for SoftLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SoftLine({:?})", self.0.as_ref().map(TextureHandle::id))
    }
}

/// Far shapes are prepared once for every step of the zoom; which one this is.
pub(super) fn far_step(px_per_unit: f32) -> i32 {
    (px_per_unit.log2() * STEPS_PER_OCTAVE).floor() as i32
}

/// What is left of some figures from far away, a few triangles for each.
///
/// All of it lies side by side, in the order in which it is drawn: tens of thousands of these are read in every frame
/// in which the camera moves, and reading is what costs most.
#[derive(Debug, Default)]
pub(super) struct FarShapes {
    shapes: Vec<FarShape>,
    /// Those of all lines, one after another.
    bends: Vec<Bend>,
    /// For which step of the zoom there are joints …
    step: Option<i32>,
    /// … and those of all lines, one after another.
    joints: Vec<Joint>,
}

#[derive(Clone, Copy, Debug)]
struct FarShape {
    bounds: Rect,
    form: Form,
    color: Color,
    stands_out: bool,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Block,
    Frame,
    /// A line with so many of the bends, and so many of the joints.
    Line {
        bends: u32,
        joints: u32,
    },
}

/// An end or a bend of a line.
#[derive(Clone, Copy, Debug)]
struct Bend {
    at: Point,
    /// Up to which tolerance it stays, in map units.
    lasts: f32,
}

/// An end or a bend of a line that can be seen.
#[derive(Clone, Copy, Debug)]
struct Joint {
    at: Point,
    /// From its middle to its edge, in pixels.
    across: Vec2,
}

impl FarShapes {
    /// What is left of `figures`.
    pub fn of<'a>(figures: impl Iterator<Item = &'a Figure>) -> Self {
        let mut all = Self::default();
        figures.for_each(|figure| all.add(figure));
        all
    }

    fn add(&mut self, figure: &Figure) {
        let (bounds, form, color) = match &figure.far {
            Far::Nothing => return,
            Far::Block(area, color) => (*area, Form::Block, *color),
            Far::Frame(area, color) => (*area, Form::Frame, *color),
            Far::Line(way, color) => {
                let points = way.iter().map(|point| Rect::new(*point, *point));
                let Some(bounds) = points.reduce(Rect::union) else { return };
                let bends = way.iter().zip(lasting(way)).map(|(at, lasts)| Bend { at: *at, lasts });
                self.bends.extend(bends);
                (bounds, Form::Line { bends: way.len() as u32, joints: 0 }, *color)
            }
        };
        self.shapes.push(FarShape { bounds, form, color, stands_out: figure.stands_out });
    }

    /// Leaves out of lines what cannot be seen where a map unit is shorter than the end of this `step` says.
    pub fn be_for(&mut self, step: i32) {
        if self.step.replace(step) == Some(step) {
            return;
        }
        let most_px = ((step + 1) as f32 / STEPS_PER_OCTAVE).exp2();
        let mut bends = self.bends.as_slice();
        let mut path = Path::open(Vec::new());
        self.joints.clear();
        for FarShape { bounds, form, .. } in &mut self.shapes {
            let Form::Line { bends: count, joints } = form else { continue };
            let own = bends.split_off(..*count as usize).unwrap_or_default();
            let is_seen = bounds.width().max(bounds.height()) * most_px >= NOTHING_PX;
            let kept = own.iter().filter(|bend| is_seen && bend.lasts > OFF_PX / most_px);
            let from = bounds.min;
            path.points.clear();
            path.points.extend(kept.clone().map(|bend| pos2(bend.at.x - from.x, bend.at.y - from.y)));
            *joints = path.points.len() as u32;
            let across = path.normals().into_iter().map(|normal| normal * LINE_PX);
            self.joints.extend(kept.zip(across).map(|(bend, across)| Joint { at: bend.at, across }));
        }
    }

    /// Appends the triangles of those of which something is in `area`, between corners from the number `first` on.
    /// Returns the number after the last one.
    pub fn add_triangles(&self, area: Rect, mut first: u32, out: &mut Vec<u32>) -> u32 {
        for (shape, _) in self.shapes_in(area) {
            let corners = shape.form.corners() as u32;
            // Lines are strips, in which each side goes on from the one before.
            let (sides, between) = match shape.form {
                Form::Block => (1, 4),
                Form::Frame => (4, 4),
                Form::Line { joints, .. } => (joints.saturating_sub(1), 2),
            };
            for corner in (0..sides).map(|side| first + side * between) {
                out.extend_from_slice(&[corner, corner + 1, corner + 2, corner + 2, corner + 1, corner + 3]);
            }
            first += corners;
        }
        first
    }

    /// Puts the corners of those of which something is in `area` where they are on the screen now. `corners` begins with
    /// these; returns the others.
    pub fn place<'a>(&self, area: Rect, look: &Look, mut corners: &'a mut [Vertex]) -> &'a mut [Vertex] {
        let place = Place::of(look);
        // Neighbours mostly have the same colour.
        let mut last = None;
        for (shape, joints) in self.shapes_in(area) {
            let Some(own) = corners.split_off_mut(..shape.form.corners()) else { break };
            let kind = (shape.color, shape.stands_out);
            let (color, ink) = match last {
                Some((known, colors)) if known == kind => colors,
                _ => shape.seen_colors(look),
            };
            last = Some((kind, (color, ink)));
            match shape.form {
                Form::Block => place_block(place.rect(shape.bounds), color, place.pixel, own),
                Form::Frame => place_frame(place.rect(shape.bounds), color, place.pixel, own),
                Form::Line { .. } => place_line(joints, ink, place, own),
            }
        }
        corners
    }

    /// Those of which something is in `area`, each with its joints.
    fn shapes_in(&self, area: Rect) -> impl Iterator<Item = (&FarShape, &[Joint])> {
        let mut joints = self.joints.as_slice();
        self.shapes.iter().filter_map(move |shape| {
            let count = if let Form::Line { joints, .. } = shape.form { joints as usize } else { 0 };
            let own = joints.split_off(..count).unwrap_or_default();
            shape.bounds.meets(area).then_some((shape, own))
        })
    }
}

impl FarShape {
    /// Its colour as it is seen, and the ink of it if it is a line.
    fn seen_colors(&self, look: &Look) -> (Color32, Color32) {
        let color = seen_color(self.color, look.pallor.filter(|_| !self.stands_out));
        (color, look.inks.inked(color))
    }
}

impl Form {
    fn corners(self) -> usize {
        match self {
            Self::Block => 4,
            Self::Frame => 16,
            Self::Line { joints, .. } => 2 * joints as usize,
        }
    }
}

/// How the map lies on the screen.
#[derive(Clone, Copy)]
struct Place {
    center: Point,
    middle: Pos2,
    zoom: f32,
    pixel: f32,
}

impl Place {
    fn of(look: &Look) -> Self {
        let camera = &look.camera;
        let (center, middle) = (camera.center(), camera.viewport().center());
        Self { center, middle, zoom: camera.zoom(), pixel: look.pixel }
    }

    fn point(self, point: Point) -> Pos2 {
        self.middle + vec2(point.x - self.center.x, point.y - self.center.y) * self.zoom
    }

    fn rect(self, rect: Rect) -> egui::Rect {
        egui::Rect::from_min_max(self.point(rect.min), self.point(rect.max))
    }
}

/// A filled rectangle, at least one pixel wide and high.
fn place_block(area: egui::Rect, color: Color32, pixel: f32, corners: &mut [Vertex]) {
    let size = area.size().max(Vec2::splat(pixel));
    place_rect(egui::Rect::from_center_size(area.center(), size), color, corners);
}

fn place_frame(egui::Rect { min, max }: egui::Rect, color: Color32, pixel: f32, corners: &mut [Vertex]) {
    let sides = [
        (min, pos2(max.x, min.y + pixel)),
        (pos2(min.x, max.y - pixel), max),
        (min, pos2(min.x + pixel, max.y)),
        (pos2(max.x - pixel, min.y), max),
    ];
    for ((min, max), corners) in sides.into_iter().zip(corners.chunks_exact_mut(4)) {
        place_rect(egui::Rect::from_min_max(min, max), color, corners);
    }
}

fn place_rect(area: egui::Rect, color: Color32, corners: &mut [Vertex]) {
    let places = [area.left_top(), area.right_top(), area.left_bottom(), area.right_bottom()];
    for (corner, pos) in corners.iter_mut().zip(places) {
        *corner = Vertex { pos, uv: MIDDLE, color };
    }
}

/// A soft ridge along the joints: full ink in the middle, none one pixel to either side.
fn place_line(joints: &[Joint], color: Color32, place: Place, corners: &mut [Vertex]) {
    let (pairs, _) = corners.as_chunks_mut::<2>();
    for (joint, pair) in joints.iter().zip(pairs) {
        let (at, across) = (place.point(joint.at), joint.across * place.pixel);
        *pair = [(at - across, EDGES[0]), (at + across, EDGES[1])].map(|(pos, uv)| Vertex { pos, uv, color });
    }
}
