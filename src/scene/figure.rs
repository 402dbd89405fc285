use super::{Color, FontWeight, Stroke};
use crate::model::{ElementId, Point, Rect};
use std::sync::Arc;

/// Everything that is drawn, back to front.
///
/// Figures are shared: one that did not change is the same `Arc` in the next scene, so that painters
/// know by its address that what they prepared for it still holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// What is drawn, in the order in which it is painted.
    pub figures: Vec<Arc<Figure>>,
}

/// One thing on the map with everything that is drawn for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is, for screen readers, tooltips and the picture's own text.
    pub tag: Tag,
    /// How far in front.
    pub layer: Layer,
    /// The smallest rectangle around all of it.
    pub bounds: Rect,
    /// What is drawn, back to front.
    pub items: Vec<Item>,
}

/// What a figure is, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// The thing on the map; decorations have none.
    pub element: Option<ElementId>,
    /// Its name: “Planner”, “Planner → Sales: weekly plan”.
    pub name: String,
    /// What else is to be said: “Role. Supplies picked order to Delivery crew; 2 notes.”
    pub description: String,
}

/// How far in front a figure is; later ones hide earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Frames of teams.
    Team,
    /// Lines of supplies.
    Supply,
    /// What is supplied, on its line.
    SupplyLabel,
    /// Boxes of parties.
    Party,
    /// Badges.
    Note,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A filled or outlined shape.
    Shape(Shape),
    /// Lines of text, broken and placed.
    Text(Text),
}

/// A filled or outlined shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its edge.
    pub outline: Outline,
    /// The colour inside.
    pub fill: Option<Color>,
    /// The line along the edge.
    pub stroke: Option<Stroke>,
}

/// The edge of a shape, in map units.
#[derive(Clone, Debug, PartialEq)]
pub enum Outline {
    /// A rectangle with round corners of this radius (0: sharp).
    RoundedRect(Rect, f32),
    /// An ellipse inside the rectangle.
    Ellipse(Rect),
    /// A closed polygon, convex.
    Polygon(Vec<Point>),
    /// An open line.
    Polyline(Vec<Point>),
    /// An open smooth line: a start and then two control points and an end, three and three.
    Curve(Vec<Point>),
}

/// Text, broken into lines and placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The lines, top to bottom.
    pub lines: Vec<Line>,
    /// Height of the letters' em in map units.
    pub size: f32,
    /// How heavy the letters are.
    pub weight: FontWeight,
    /// Colour of the letters.
    pub color: Color,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says, in the order in which it is read.
    pub text: String,
    /// The middle of its baseline: lines are always centred on it.
    pub baseline: Point,
    /// Its measured width.
    pub width: f32,
}
