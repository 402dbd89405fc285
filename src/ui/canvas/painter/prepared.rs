use super::mesh::{MapMesh, Placing};
use super::octave;
use super::text::{Legibility, Lettering, add_bar, zoom_of_step, zoom_step};
use crate::model::{Point, Rect};
use crate::scene::{Figure, Item, Layer, Text};
use egui::epaint::{Mesh, Shape};
use egui::{Context, Pos2, vec2};
use std::sync::Arc;

/// Labels and badges lower than this are left out, in pixels.
const LEAST_LABEL_PX: f32 = 5.0;

/// One figure with what was prepared to draw it quickly.
///
/// What is drawn lies elsewhere: on a large map tens of thousands of these are looked through in every frame in which
/// the camera moves, and reading is what costs most.
#[derive(Debug)]
pub(super) struct PreparedFigure {
    figure: Arc<Figure>,
    bounds: Rect,
    /// Its shapes, and for which doubling of the zoom.
    shapes: Option<Box<(i32, MapMesh)>>,
    /// Its lines of text, and for which step of the zoom.
    letters: Option<Box<(i32, Vec<Lettering>)>>,
}

impl PreparedFigure {
    pub fn new(figure: Arc<Figure>) -> Self {
        Self { bounds: figure.bounds, figure, shapes: None, letters: None }
    }

    /// Whether it was prepared for exactly this figure.
    pub fn is_for(&self, figure: &Arc<Figure>) -> bool {
        Arc::ptr_eq(&self.figure, figure)
    }

    pub fn figure(&self) -> &Figure {
        &self.figure
    }

    /// The address that tells figures apart.
    pub fn address(&self) -> *const Figure {
        Arc::as_ptr(&self.figure)
    }

    pub fn bounds(&self) -> Rect {
        self.bounds
    }

    /// Forgets laid out text, which no longer fits the fonts.
    pub fn forget_letters(&mut self) {
        self.letters = None;
    }

    /// Whether there is anything to see of it in a view from near.
    pub fn is_worth_drawing(&self, px_per_unit: f32) -> bool {
        let is_small_print = matches!(self.figure.depth.layer, Layer::SupplyLabel | Layer::Note);
        !is_small_print || self.bounds.height() * px_per_unit >= LEAST_LABEL_PX
    }

    /// Where its own origin is: figures keep their places relative to it.
    pub fn origin(&self) -> Point {
        self.bounds.min
    }

    /// Draws shapes and unreadable text into `mesh`, readable text into `texts`.
    pub fn draw(&mut self, context: &Context, placing: Placing, mesh: &mut Mesh, texts: &mut Vec<Shape>) {
        let px_per_unit = placing.zoom / placing.pixel;
        self.shapes_for(px_per_unit).append_to(mesh, placing);
        self.draw_bars(placing, px_per_unit, mesh);
        self.draw_letters(context, placing, px_per_unit, texts);
    }

    fn shapes_for(&mut self, px_per_unit: f32) -> &MapMesh {
        // Shapes are prepared once for every doubling of the zoom.
        let octave = octave(px_per_unit);
        let (figure, origin) = (&self.figure, self.bounds.min);
        if self.shapes.as_ref().is_some_and(|shapes| shapes.0 != octave) {
            self.shapes = None;
        }
        let prepare = || Box::new((octave, MapMesh::of(figure, origin, 2.0_f32.powi(octave + 1))));
        &self.shapes.get_or_insert_with(prepare).1
    }

    fn draw_bars(&self, placing: Placing, px_per_unit: f32, mesh: &mut Mesh) {
        for text in self.texts().filter(|text| Legibility::of(text.size * px_per_unit) == Legibility::Bar) {
            let color = placing.seen_color(text.color);
            for line in &text.lines {
                let baseline = self.place(line.baseline, placing);
                add_bar(mesh, line, text.size, color, baseline, placing.zoom);
            }
        }
    }

    fn draw_letters(&mut self, context: &Context, placing: Placing, px_per_unit: f32, out: &mut Vec<Shape>) {
        let is_readable = |text: &&Text| Legibility::of(text.size * px_per_unit) == Legibility::Letters;
        if !self.texts().any(|text| is_readable(&text)) {
            return;
        }
        let step = zoom_step(placing.zoom);
        if self.letters.as_ref().is_none_or(|letters| letters.0 != step) {
            self.letters = Some(Box::new((step, self.lettered(context, zoom_of_step(step)))));
        }
        let Some(letters) = self.letters.as_ref().map(|letters| &letters.1) else { return };
        let lines = self.texts().flat_map(|text| text.lines.iter().map(move |line| (text, line)));
        for ((text, line), lettering) in lines.zip(letters) {
            if is_readable(&text) {
                let color = placing.seen_color(text.color);
                out.push(lettering.shape(self.place(line.baseline, placing), color).into());
            }
        }
    }

    fn lettered(&self, context: &Context, zoom: f32) -> Vec<Lettering> {
        self.texts()
            .flat_map(|text| text.lines.iter().map(move |line| (text, line)))
            .map(|(text, line)| Lettering::of(context, text, line, text.size * zoom))
            .collect()
    }

    fn texts(&self) -> impl Iterator<Item = &Text> {
        self.figure.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            Item::Shape(_) => None,
        })
    }

    fn place(&self, point: Point, placing: Placing) -> Pos2 {
        let origin = self.origin();
        placing.origin + vec2(point.x - origin.x, point.y - origin.y) * placing.zoom
    }
}
