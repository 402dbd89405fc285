//! Paints a [`Scene`] with egui: fast, sharp at every zoom, and only what can be seen.
//!
//! Figures are prepared once (`prepared`) and drawn in chunks of neighbours (`chunk`), each a
//! mesh of all its shapes with its texts above. Far away, letters become bars and then nothing,
//! rounded corners become sharp, and curves become straight.

mod chunk;
mod far;
mod far_ink;
mod far_view;
mod headings;
mod mesh;
mod path;
mod prepared;
#[cfg(test)]
mod tests;
mod text;

pub use mesh::color32;
pub use text::family;

use super::camera::Camera;
use crate::model::Rect;
use crate::scene::{Edition, Figure, Pallor, Scene};
use chunk::Chunk;
use egui::epaint::Galley;
use egui::{Color32, Context, FontId, TextureId};
use far::SoftLine;
use far_ink::{Inks, LineDensity};
use far_view::FarView;
use headings::paint_headings;
use prepared::PreparedFigure;
use std::collections::HashMap;
use std::sync::Arc;

/// Figures that are drawn anew together: few enough that one change costs little, many enough that
/// few meshes are needed.
const CHUNK: usize = 128;

/// Where a map unit is shorter than this, in pixels, only what figures call their far shape is drawn …
const FAR_PX: f32 = 0.2;
/// … and of scenes with many figures already here: so many names cannot be read in one view anyway.
const FAR_PX_OF_MANY: f32 = 0.33;
/// So many figures are many.
const MANY_FIGURES: usize = 2_000;

/// Paints scenes, and remembers what it prepared for figures that stay.
#[derive(Debug, Default)]
pub struct ScenePainter {
    figures: Vec<PreparedFigure>,
    chunks: Vec<Chunk>,
    far: FarView,
    /// How much ink there is in the lines as they are seen from far away …
    line_density: LineDensity,
    /// … and how many figures have been replaced since that was found out.
    replaced: usize,
    /// How what does not stand out looks.
    pallor: Option<Pallor>,
    /// For which state of the scene these were prepared.
    edition: Option<Arc<Edition>>,
    /// A text that egui keeps as long as the fonts stay the same.
    font_witness: Option<Arc<Galley>>,
    soft_line: SoftLine,
}

/// From where the map is seen.
#[derive(Clone, Debug)]
struct Look {
    camera: Camera,
    /// Screen points per pixel.
    pixel: f32,
    /// Whether only far shapes are drawn.
    is_far: bool,
    /// How much of their ink lines keep from far away.
    inks: Inks,
    /// How what does not stand out looks.
    pallor: Option<Pallor>,
    /// The texture of far shapes.
    soft_line: TextureId,
}

impl PartialEq for Look {
    fn eq(&self, other: &Self) -> bool {
        let key = |look: &Self| {
            let camera = &look.camera;
            (camera.center(), camera.zoom(), camera.viewport(), look.pixel, look.is_far)
        };
        key(self) == key(other) && self.inks == other.inks && self.pallor == other.pallor
    }
}

impl Look {
    fn visible(&self) -> Rect {
        self.camera.visible()
    }
}

/// Shapes are prepared once for every doubling of the zoom; which one this is.
fn octave(px_per_unit: f32) -> i32 {
    px_per_unit.log2().floor() as i32
}

/// Whether egui measures every mesh, so as not to copy one that is out of view. The far view of a large map is always in view,
/// and to measure it would cost more than to copy it. All that is drawn in the same frame is left out only by whoever draws it.
fn leave_out_what_is_out_of_view(context: &Context, is_wanted: bool) {
    context.tessellation_options_mut(|options| options.coarse_tessellation_culling = is_wanted);
}

impl ScenePainter {
    /// Paints what `camera` sees of `scene`.
    pub fn paint(&mut self, painter: &egui::Painter, scene: &Scene, camera: &Camera) {
        let context = painter.ctx();
        self.notice_new_fonts(context);
        self.follow(scene);
        let look = self.look(camera, context);
        leave_out_what_is_out_of_view(context, !look.is_far || self.figures.len() <= MANY_FIGURES);
        if look.is_far {
            painter.extend(self.far.shape(&self.figures, &look));
        } else {
            for (chunk, figures) in self.chunks.iter_mut().zip(self.figures.chunks_mut(CHUNK)) {
                painter.extend(chunk.shapes(context, figures, &look).iter().cloned());
            }
        }
        paint_headings(painter, scene.figures(), &look);
    }

    fn look(&mut self, camera: &Camera, context: &Context) -> Look {
        let pixels_per_point = context.pixels_per_point();
        let far_px = if self.figures.len() > MANY_FIGURES { FAR_PX_OF_MANY } else { FAR_PX };
        let is_far = camera.zoom() * pixels_per_point < far_px;
        let inks = self.line_density.inks(camera.zoom() * pixels_per_point);
        let soft_line = self.soft_line.texture(context);
        let (camera, pallor) = (camera.clone(), self.pallor);
        Look { camera, pixel: 1.0 / pixels_per_point, is_far, inks, pallor, soft_line }
    }

    /// Text that was laid out with other fonts points at letters that are no longer there.
    fn notice_new_fonts(&mut self, context: &Context) {
        let witness = context
            .fonts_mut(|fonts| fonts.layout_no_wrap("Baton".into(), FontId::default(), Color32::PLACEHOLDER));
        if self.font_witness.as_ref().is_some_and(|known| Arc::ptr_eq(known, &witness)) {
            return;
        }
        self.font_witness = Some(witness);
        self.figures.iter_mut().for_each(PreparedFigure::forget_letters);
        self.chunks.iter_mut().for_each(Chunk::invalidate);
    }

    /// Prepares for the figures of the next scene and keeps what is known about those that stay.
    fn follow(&mut self, scene: &Scene) {
        if self.edition.as_ref().is_some_and(|edition| Arc::ptr_eq(edition, scene.edition())) {
            return;
        }
        self.edition = Some(scene.edition().clone());
        let pallor_before = std::mem::replace(&mut self.pallor, scene.pallor());
        let is_lit_otherwise = pallor_before != self.pallor;
        let figures = scene.figures();
        if self.figures.len() == figures.len() {
            self.replace_changed(figures);
        } else {
            self.rearrange(figures);
        }
        if is_lit_otherwise {
            self.weigh_lines(figures);
        }
    }

    fn replace_changed(&mut self, figures: &[Arc<Figure>]) {
        for (at, (prepared, figure)) in self.figures.iter_mut().zip(figures).enumerate() {
            if prepared.is_for(figure) {
                continue;
            }
            *prepared = PreparedFigure::new(figure.clone());
            self.replaced += 1;
            self.far.invalidate(at / CHUNK);
            if let Some(chunk) = self.chunks.get_mut(at / CHUNK) {
                chunk.invalidate();
            }
        }
        // A trace may give many lines another colour; one box that is dragged changes nothing that can be seen.
        if self.replaced > figures.len() / 10 {
            self.weigh_lines(figures);
        }
    }

    fn rearrange(&mut self, figures: &[Arc<Figure>]) {
        let same = self.figures.iter().zip(figures).take_while(|(old, new)| old.is_for(new)).count();
        let mut known: HashMap<*const Figure, PreparedFigure> =
            self.figures.drain(same..).map(|prepared| (prepared.address(), prepared)).collect();
        self.figures.extend(figures.iter().skip(same).map(|figure| {
            known.remove(&Arc::as_ptr(figure)).unwrap_or_else(|| PreparedFigure::new(figure.clone()))
        }));
        let chunks = figures.len().div_ceil(CHUNK);
        self.chunks.resize_with(chunks, Chunk::default);
        self.chunks.iter_mut().skip(same / CHUNK).for_each(Chunk::invalidate);
        self.far.rearrange(chunks, same / CHUNK);
        self.weigh_lines(figures);
    }

    fn weigh_lines(&mut self, figures: &[Arc<Figure>]) {
        self.line_density = LineDensity::of(figures, self.pallor);
        self.replaced = 0;
    }
}
