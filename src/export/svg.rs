use super::escape::{escaped, isolated};
use super::web_font::{self, Letters};
use super::{ExportError, raster};
use crate::model::{Point, Rect, Size};
use crate::platform::Fonts;
use crate::scene::{Color, Figure, FontWeight, Item, Outline, Pallor, Scene, Shape, Stroke, Tag, Text};
use std::fmt::Write;

/// Room around the figures, in map units.
pub(super) const MARGIN: f32 = 24.0;

/// How an SVG is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SvgOptions {
    /// What letters become.
    pub text: SvgText,
    /// Whether whatever lies behind the picture shines through.
    pub transparent: bool,
    /// Name of the whole picture for screen readers; none if empty.
    pub title: String,
}

/// What letters become in an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SvgText {
    /// Real text with its fonts: can be searched, read aloud, copied and edited in an office suite.
    #[default]
    Text,
    /// Shapes: look the same everywhere, even where no font is known.
    Outlines,
}

/// The scene as an SVG document: one group per figure with its name and description, no scripts, nothing
/// that has to be loaded from elsewhere.
///
/// # Errors
/// [`ExportError::Empty`] for an empty scene, [`ExportError::NotDrawn`] if outlines cannot be made.
pub fn svg(scene: &Scene, fonts: &Fonts, options: &SvgOptions) -> Result<String, ExportError> {
    match options.text {
        SvgText::Text => {
            let css = web_font::css(&letters(scene), fonts);
            document(scene, fonts, options, &css)
        }
        SvgText::Outlines => raster::outlined(&document(scene, fonts, options, "")?, fonts, options),
    }
}

/// The part of the map that a picture of `scene` shows.
pub(super) fn view(scene: &Scene) -> Result<Rect, ExportError> {
    scene.bounds().map(|bounds| bounds.grown(MARGIN)).ok_or(ExportError::Empty)
}

pub(super) fn document(
    scene: &Scene,
    fonts: &Fonts,
    options: &SvgOptions,
    css: &str,
) -> Result<String, ExportError> {
    let view = view(scene)?;
    let mut writer = Writer { out: String::new(), origin: view.min, pallor: None };
    writer.open(view.size(), options, css, &web_font::families(&letters(scene), fonts));
    if !options.transparent {
        writer.background(view.size(), scene.background());
    }
    for figure in scene.figures() {
        writer.pallor = figure.pallor_in(scene.pallor());
        writer.figure(figure);
    }
    writer.out.push_str("</svg>\n");
    Ok(writer.out)
}

fn letters(scene: &Scene) -> Letters {
    let texts = scene.figures().iter().flat_map(|figure| &figure.items).filter_map(|item| match item {
        Item::Text(text) => Some(text),
        Item::Shape(_) => None,
    });
    texts
        .flat_map(|text| text.lines.iter().flat_map(|line| line.text.chars().map(|c| (text.weight, c))))
        .collect()
}

struct Writer {
    out: String,
    /// What becomes 0, 0: places far out on the map would be written with fewer digits.
    origin: Point,
    /// How the colours of the figure that is written are changed.
    pallor: Option<Pallor>,
}

/// Writing into a `String` cannot fail.
macro_rules! put {
    ($writer:expr, $($part:tt)*) => { let _ = write!($writer.out, $($part)*); };
}

impl Writer {
    fn open(&mut self, size: Size, options: &SvgOptions, css: &str, families: &[String]) {
        let (width, height) = (number(size.width), number(size.height));
        let families: Vec<String> =
            families.iter().map(|family| format!("'{}'", family.replace('\'', ""))).collect();
        let families = families.into_iter().chain(["sans-serif".to_owned()]).collect::<Vec<_>>().join(",");
        put!(self, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        put!(self, "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" ");
        put!(self, "width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" ");
        put!(self, "font-family=\"{}\" text-anchor=\"middle\">\n", escaped(&families));
        if !options.title.is_empty() {
            put!(self, "<title>{}</title>\n", escaped(&options.title));
        }
        if !css.is_empty() {
            put!(self, "<style>{css}</style>\n");
        }
    }

    fn background(&mut self, size: Size, color: Color) {
        let (width, height) = (number(size.width), number(size.height));
        put!(self, "<rect width=\"{width}\" height=\"{height}\"{}/>\n", paint("fill", color));
    }

    fn figure(&mut self, figure: &Figure) {
        self.out.push_str("<g>");
        self.tag(&figure.tag);
        for item in &figure.items {
            match item {
                Item::Shape(shape) => self.shape(shape),
                Item::Text(text) => self.text(text),
            }
        }
        self.out.push_str("</g>\n");
    }

    fn tag(&mut self, tag: &Tag) {
        if !tag.name.is_empty() {
            put!(self, "<title>{}</title>", escaped(&tag.name));
        }
        if !tag.description.is_empty() {
            put!(self, "<desc>{}</desc>", escaped(&tag.description));
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match &shape.outline {
            Outline::RoundedRect(rect, radius) => {
                let (min, width, height) =
                    (self.place(rect.min), number(rect.width()), number(rect.height()));
                let radius = number(radius.min(rect.width() / 2.0).min(rect.height() / 2.0));
                put!(self, "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\"", min.0, min.1);
                put!(self, " rx=\"{radius}\"");
            }
            Outline::Ellipse(rect) => {
                let center = self.place(rect.center());
                let (rx, ry) = (number(rect.width() / 2.0), number(rect.height() / 2.0));
                put!(self, "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{rx}\" ry=\"{ry}\"", center.0, center.1);
            }
            Outline::Polygon(points) => {
                put!(self, "<polygon points=\"{}\"", self.places(points));
            }
            Outline::Polyline(points) => {
                put!(self, "<polyline points=\"{}\"", self.places(points));
            }
            Outline::Curve(points) => {
                put!(self, "<path d=\"{}\"", self.curve(points));
            }
        }
        let fill =
            shape.fill.map_or_else(|| " fill=\"none\"".to_owned(), |color| paint("fill", self.seen(color)));
        let stroke = shape.stroke.map(|stroke| Stroke { color: self.seen(stroke.color), ..stroke });
        let stroke = stroke.as_ref().map(stroke_attributes).unwrap_or_default();
        put!(self, "{fill}{stroke}/>");
    }

    fn text(&mut self, text: &Text) {
        let weight = if text.weight == FontWeight::Bold { " font-weight=\"bold\"" } else { "" };
        let (size, fill) = (number(text.size), paint("fill", self.seen(text.color)));
        for line in &text.lines {
            let (x, y) = self.place(line.baseline);
            put!(self, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{fill}>");
            put!(self, "{}</text>", isolated(&line.text));
        }
    }

    fn seen(&self, color: Color) -> Color {
        Pallor::on(self.pallor, color)
    }

    fn curve(&self, points: &[Point]) -> String {
        let Some((start, rest)) = points.split_first() else { return String::new() };
        let (x, y) = self.place(*start);
        format!("M{x} {y}C{}", self.places(rest))
    }

    fn places(&self, points: &[Point]) -> String {
        let place = |point: &Point| {
            let (x, y) = self.place(*point);
            format!("{x},{y}")
        };
        points.iter().map(place).collect::<Vec<_>>().join(" ")
    }

    fn place(&self, point: Point) -> (String, String) {
        (number(point.x - self.origin.x), number(point.y - self.origin.y))
    }
}

fn paint(attribute: &str, color: Color) -> String {
    let Color { r, g, b, a } = color;
    let opacity = if a == 255 {
        String::new()
    } else {
        format!(" {attribute}-opacity=\"{}\"", number(f32::from(a) / 255.0))
    };
    format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"{opacity}")
}

fn stroke_attributes(stroke: &Stroke) -> String {
    let mut attributes = paint("stroke", stroke.color);
    let _ = write!(attributes, " stroke-width=\"{}\"", number(stroke.width));
    if let Some([on, off]) = stroke.dash_pattern() {
        let _ = write!(attributes, " stroke-dasharray=\"{} {}\"", number(on), number(off));
    }
    attributes
}

/// At most two decimals: a hundredth of a pixel.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
