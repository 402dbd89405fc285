use super::far::add_far;
use super::mesh::{MapMesh, Placing};
use super::text::{Legibility, Lettering, add_bar, zoom_of_step, zoom_step};
use crate::model::{Point, Rect};
use crate::scene::{Far, Figure, Item, Layer, Text};
use egui::epaint::{Mesh, Shape};
use egui::{Context, Pos2, vec2};
use std::sync::Arc;

/// Where a map unit is shorter than this, only what a figure calls [`Far`] is drawn, in pixels.
pub(super) const FAR_PX: f32 = 0.2;
/// Labels and badges lower than this are left out, in pixels.
const LEAST_LABEL_PX: f32 = 5.0;

/// One figure with what was prepared to draw it quickly.
#[derive(Debug)]
pub(super) struct PreparedFigure {
    figure: Arc<Figure>,
    /// Copied from the figure: from far away this is all that is looked at, ten thousand times a frame.
    bounds: Rect,
    far: Far,
    shapes: Option<(i32, MapMesh)>,
    letters: Option<(i32, Vec<Lettering>)>,
}

impl PreparedFigure {
    pub fn new(figure: Arc<Figure>) -> Self {
        Self { bounds: figure.bounds, far: figure.far, figure, shapes: None, letters: None }
    }

    /// Whether it was prepared for exactly this figure.
    pub fn is_for(&self, figure: &Arc<Figure>) -> bool {
        Arc::ptr_eq(&self.figure, figure)
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

    /// Whether there is anything to see of it when a map unit is `px_per_unit` pixels long.
    pub fn is_worth_drawing(&self, px_per_unit: f32) -> bool {
        if px_per_unit < FAR_PX {
            return self.far != Far::Nothing;
        }
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
        if px_per_unit < FAR_PX {
            add_far(&self.far, self.origin(), placing, mesh);
            return;
        }
        self.shapes_for(px_per_unit).append_to(mesh, placing);
        self.draw_bars(placing, px_per_unit, mesh);
        self.draw_letters(context, placing, px_per_unit, texts);
    }

    fn shapes_for(&mut self, px_per_unit: f32) -> &MapMesh {
        // Shapes are prepared once for every doubling of the zoom.
        let octave = px_per_unit.log2().floor() as i32;
        let (figure, origin) = (&self.figure, self.bounds.min);
        if self.shapes.as_ref().is_some_and(|(prepared, _)| *prepared != octave) {
            self.shapes = None;
        }
        let prepare = || (octave, MapMesh::of(figure, origin, 2.0_f32.powi(octave + 1)));
        &self.shapes.get_or_insert_with(prepare).1
    }

    fn draw_bars(&self, placing: Placing, px_per_unit: f32, mesh: &mut Mesh) {
        for text in self.texts().filter(|text| Legibility::of(text.size * px_per_unit) == Legibility::Bar) {
            for line in &text.lines {
                add_bar(mesh, text, line, self.place(line.baseline, placing), placing.zoom);
            }
        }
    }

    fn draw_letters(&mut self, context: &Context, placing: Placing, px_per_unit: f32, out: &mut Vec<Shape>) {
        let is_readable = |text: &&Text| Legibility::of(text.size * px_per_unit) == Legibility::Letters;
        if !self.texts().any(|text| is_readable(&text)) {
            return;
        }
        let step = zoom_step(placing.zoom);
        if self.letters.as_ref().is_none_or(|(prepared, _)| *prepared != step) {
            self.letters = Some((step, self.lettered(context, zoom_of_step(step))));
        }
        let Some((_, letters)) = &self.letters else { return };
        let lines = self.texts().flat_map(|text| text.lines.iter().map(move |line| (text, line)));
        for ((text, line), lettering) in lines.zip(letters) {
            if is_readable(&text) {
                out.push(lettering.shape(self.place(line.baseline, placing)).into());
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
