use super::Look;
use super::mesh::Placing;
use super::prepared::PreparedFigure;
use crate::model::Rect;
use egui::Context;
use egui::epaint::{Mesh, Shape};

/// Consecutive figures that are drawn anew together where they are seen from near.
///
/// What a chunk drew is kept until the camera moves or one of its figures changes, so that a frame in
/// which one box moves costs little more than one in which nothing does.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    shapes: Vec<Shape>,
    /// How the canvas looked when the shapes were made.
    drawn_for: Option<Look>,
}

impl Chunk {
    /// Has the chunk drawn anew next time.
    pub fn invalidate(&mut self) {
        self.drawn_for = None;
    }

    /// What to paint for `figures`, back to front.
    pub fn shapes(&mut self, context: &Context, figures: &mut [PreparedFigure], look: &Look) -> &[Shape] {
        if self.drawn_for.as_ref() != Some(look) {
            self.shapes = drawn(context, figures, look);
            self.drawn_for = Some(look.clone());
        }
        &self.shapes
    }
}

fn drawn(context: &Context, figures: &mut [PreparedFigure], look: &Look) -> Vec<Shape> {
    let visible = look.visible();
    let (zoom, pixel) = (look.camera.zoom(), look.pixel);
    let mut out = Layers::default();
    for prepared in figures {
        let bounds = prepared.bounds();
        if !bounds.grown(2.0 / zoom).meets(visible) || !prepared.is_worth_drawing(zoom / pixel) {
            continue;
        }
        out.make_way_for(bounds);
        let clip = look.camera.viewport();
        let pallor = prepared.figure().pallor_in(look.pallor);
        let placing = Placing { origin: look.camera.to_screen(prepared.origin()), zoom, pixel, clip, pallor };
        let written = out.texts.len();
        prepared.draw(context, placing, &mut out.mesh, &mut out.texts);
        if out.texts.len() > written {
            out.under_text.push(bounds);
        }
    }
    out.finish()
}

/// Shapes in one mesh and texts above it, as long as no shape has to cover a text.
#[derive(Default)]
struct Layers {
    done: Vec<Shape>,
    mesh: Mesh,
    texts: Vec<Shape>,
    under_text: Vec<Rect>,
}

impl Layers {
    /// Begins a new mesh if what comes next would cover text that was drawn already.
    fn make_way_for(&mut self, bounds: Rect) {
        if self.under_text.iter().any(|text| text.overlaps(bounds)) {
            self.close();
        }
    }

    fn close(&mut self) {
        if !self.mesh.is_empty() {
            self.done.push(std::mem::take(&mut self.mesh).into());
        }
        self.done.append(&mut self.texts);
        self.under_text.clear();
    }

    fn finish(mut self) -> Vec<Shape> {
        self.close();
        self.done
    }
}
