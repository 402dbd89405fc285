use super::{Color, FontWeight, Pallor, Stroke};
use crate::model::{ElementId, Point, Rect};

/// One thing on the map with everything that is drawn for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is, for screen readers, tooltips and the picture's own text.
    pub tag: Tag,
    /// Its place among the others, back to front.
    pub depth: Depth,
    /// The smallest rectangle around all of it.
    pub bounds: Rect,
    /// What is drawn, back to front.
    pub items: Vec<Item>,
    /// What is left of it when it is only a few pixels large on the screen.
    pub far: Far,
    /// Whether its colours are as they are to be seen where something is lit. All others are pale there; what a figure looks
    /// like otherwise does not change with what is lit, so that hardly any is drawn anew.
    pub stands_out: bool,
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

/// Where a figure lies between back and front; two figures of a scene never share a depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Depth {
    /// How far in front.
    pub layer: Layer,
    /// Order within the layer: how deep a team is nested, or the running number of a decoration.
    pub rank: u32,
    /// Within the rank, later things lie in front.
    pub element: Option<ElementId>,
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
    /// Title, date and legend of a picture.
    Caption,
}

/// A figure seen from far away: one shape, cheap enough to be drawn ten thousand times.
#[derive(Clone, Debug, PartialEq)]
pub enum Far {
    /// Nothing is left.
    Nothing,
    /// A filled rectangle.
    Block(Rect, Color),
    /// The outline of a rectangle.
    Frame(Rect, Color),
    /// A line, without the bends that nobody sees from there.
    Line(Vec<Point>, Color),
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

impl Figure {
    /// How its colours change before they are seen, in a scene with this pallor.
    pub fn pallor_in(&self, scene: Option<Pallor>) -> Option<Pallor> {
        scene.filter(|_| !self.stands_out)
    }
}

impl Item {
    /// A filled shape with a line along its edge.
    pub fn filled(outline: Outline, fill: Color, stroke: Stroke) -> Self {
        Self::Shape(Shape { outline, fill: Some(fill), stroke: Some(stroke) })
    }

    /// A filled shape without an edge.
    pub fn solid(outline: Outline, fill: Color) -> Self {
        Self::Shape(Shape { outline, fill: Some(fill), stroke: None })
    }

    /// A line, or the edge of a shape that is not filled.
    pub fn stroked(outline: Outline, stroke: Stroke) -> Self {
        Self::Shape(Shape { outline, fill: None, stroke: Some(stroke) })
    }

    /// The smallest rectangle around it, lines with their width; `None` if there is nothing to see.
    pub fn bounds(&self) -> Option<Rect> {
        match self {
            Self::Shape(shape) => {
                let margin = shape.stroke.map_or(0.0, |stroke| stroke.width / 2.0);
                Some(shape.outline.bounds()?.grown(margin))
            }
            Self::Text(text) => text.lines.iter().map(|line| line.bounds(text.size)).reduce(Rect::union),
        }
    }
}

impl Outline {
    /// The smallest rectangle around it; for curves around their control points too.
    pub fn bounds(&self) -> Option<Rect> {
        match self {
            Self::RoundedRect(rect, _) | Self::Ellipse(rect) => Some(*rect),
            Self::Polygon(points) | Self::Polyline(points) | Self::Curve(points) => {
                points.iter().map(|point| Rect::new(*point, *point)).reduce(Rect::union)
            }
        }
    }
}

impl Line {
    /// The rectangle that the letters may touch; tall scripts reach further than Latin ones.
    fn bounds(&self, size: f32) -> Rect {
        let half = self.width / 2.0;
        Rect::new(self.baseline.moved(-half, -size * 1.1), self.baseline.moved(half, size * 0.4))
    }
}
