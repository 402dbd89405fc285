use super::Look;
use super::mesh::color32;
use super::path::Path;
use crate::model::{Point, Rect};
use crate::scene::{Far, Figure, simplified};
use egui::epaint::{Mesh, Vertex};
use egui::{Color32, ColorImage, Context, Pos2, TextureHandle, TextureId, TextureOptions, Vec2, pos2};
use std::fmt;

/// Width of lines that are seen from far away, in pixels.
pub(super) const LINE_PX: f32 = 1.0;
/// How far a line may be from where it is from near, in pixels.
const OFF_PX: f32 = 0.7;
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

/// What is left of some figures from far away, a few triangles for each, for one doubling of the zoom.
///
/// All of it lies side by side, in the order in which it is drawn: tens of thousands of these are read in every frame
/// in which the camera moves, and reading is what costs most.
#[derive(Debug)]
pub(super) struct FarShapes {
    octave: i32,
    shapes: Vec<FarShape>,
    /// Those of all lines, one after another.
    joints: Vec<Joint>,
}

#[derive(Clone, Copy, Debug)]
struct FarShape {
    bounds: Rect,
    form: Form,
    color: Color32,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Block,
    Frame,
    /// A line with so many of the joints.
    Line(u32),
}

/// An end or a bend of a line.
#[derive(Clone, Copy, Debug)]
struct Joint {
    at: Point,
    /// From its middle to its edge, in pixels.
    across: Vec2,
}

impl FarShapes {
    /// What is left of `figures` where a map unit is shorter than the end of this `octave` says.
    pub fn of<'a>(figures: impl Iterator<Item = &'a Figure>, octave: i32) -> Self {
        let mut all = Self { octave, shapes: Vec::new(), joints: Vec::new() };
        figures.for_each(|figure| all.add(&figure.far));
        all
    }

    /// Whether it was made for this doubling of the zoom.
    pub fn is_for(&self, octave: i32) -> bool {
        self.octave == octave
    }

    fn add(&mut self, far: &Far) {
        let (bounds, form, color) = match far {
            Far::Nothing => return,
            Far::Block(area, color) => (*area, Form::Block, color32(*color)),
            Far::Frame(area, color) => (*area, Form::Frame, color32(*color)),
            Far::Line(way, color) => {
                let Some((bounds, form)) = self.add_joints(way) else { return };
                (bounds, form, color32(*color))
            }
        };
        self.shapes.push(FarShape { bounds, form, color });
    }

    fn add_joints(&mut self, way: &[Point]) -> Option<(Rect, Form)> {
        let most_px = 2.0_f32.powi(self.octave + 1);
        let bounds = way.iter().map(|point| Rect::new(*point, *point)).reduce(Rect::union)?;
        if bounds.width().max(bounds.height()) * most_px < NOTHING_PX {
            return None;
        }
        let way = simplified(way, OFF_PX / most_px);
        let from = way.first().copied()?;
        let path = Path::open(way.iter().map(|point| pos2(point.x - from.x, point.y - from.y)).collect());
        let across = path.normals().into_iter().map(|normal| normal * LINE_PX);
        self.joints.extend(way.iter().zip(across).map(|(at, across)| Joint { at: *at, across }));
        Some((bounds, Form::Line(way.len() as u32)))
    }

    /// Appends what can be seen of them, placed on the screen.
    pub fn append_to(&self, out: &mut Mesh, look: &Look) {
        let visible = look.visible();
        let mut joints = self.joints.as_slice();
        out.vertices.reserve(2 * joints.len() + 4 * self.shapes.len());
        out.indices.reserve(6 * (joints.len() + self.shapes.len()));
        for shape in &self.shapes {
            let own =
                if let Form::Line(count) = shape.form { joints.split_off(..count as usize) } else { None };
            if !shape.bounds.meets(visible) {
                continue;
            }
            let corners = [shape.bounds.min, shape.bounds.max].map(|corner| look.camera.to_screen(corner));
            match (shape.form, own) {
                (Form::Frame, _) => add_frame(corners, shape.color, look.pixel, out),
                (Form::Line(_), Some(joints)) => add_line(joints, shape.color, look, out),
                _ => add_block(corners, shape.color, look.pixel, out),
            }
        }
    }
}

/// A filled rectangle, at least one pixel wide and high.
fn add_block([min, max]: [Pos2; 2], color: Color32, pixel: f32, out: &mut Mesh) {
    let area = egui::Rect::from_min_max(min, max);
    let size = area.size().max(Vec2::splat(pixel));
    add_rect(egui::Rect::from_center_size(area.center(), size), color, out);
}

fn add_frame([min, max]: [Pos2; 2], color: Color32, pixel: f32, out: &mut Mesh) {
    let sides = [
        (min, pos2(max.x, min.y + pixel)),
        (pos2(min.x, max.y - pixel), max),
        (min, pos2(min.x + pixel, max.y)),
        (pos2(max.x - pixel, min.y), max),
    ];
    for (min, max) in sides {
        add_rect(egui::Rect::from_min_max(min, max), color, out);
    }
}

fn add_rect(area: egui::Rect, color: Color32, out: &mut Mesh) {
    let first = out.vertices.len() as u32;
    let corners = [area.left_top(), area.right_top(), area.left_bottom(), area.right_bottom()];
    out.vertices.extend(corners.map(|pos| Vertex { pos, uv: MIDDLE, color }));
    out.indices.extend([0, 1, 2, 2, 1, 3].map(|corner| first + corner));
}

/// A soft ridge along the joints: full ink in the middle, none one pixel to either side.
fn add_line(joints: &[Joint], color: Color32, look: &Look, out: &mut Mesh) {
    let color = look.inks.inked(color);
    let mut next = out.vertices.len() as u32;
    for joint in joints {
        let (at, across) = (look.camera.to_screen(joint.at), joint.across * look.pixel);
        let corner = |pos: Pos2, uv: Pos2| Vertex { pos, uv, color };
        out.vertices.extend_from_slice(&[corner(at - across, EDGES[0]), corner(at + across, EDGES[1])]);
    }
    for _ in 1..joints.len() {
        out.indices.extend_from_slice(&[next, next + 1, next + 2, next + 2, next + 1, next + 3]);
        next += 2;
    }
}
