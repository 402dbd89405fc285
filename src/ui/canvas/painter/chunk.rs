use super::Look;
use super::mesh::Placing;
use super::prepared::PreparedFigure;
use crate::model::Rect;
use egui::Context;
use egui::epaint::{Mesh, Shape};
use std::sync::Arc;

/// Consecutive figures that are drawn anew together.
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
            let old = std::mem::take(&mut self.shapes);
            self.shapes =
                if look.is_far { drawn_far(figures, look, old) } else { drawn(context, figures, look) };
            self.drawn_for = Some(look.clone());
        }
        &self.shapes
    }
}

/// One mesh of everything, a few triangles for each figure. The memory of the `old` one is used again:
/// asking for so much of it in every frame would cost more than filling it.
fn drawn_far(figures: &[PreparedFigure], look: &Look, old: Vec<Shape>) -> Vec<Shape> {
    let visible = look.visible();
    let mut mesh = old.into_iter().find_map(own_mesh).unwrap_or_default();
    mesh.clear();
    mesh.vertices.reserve(figures.len() * 6);
    mesh.indices.reserve(figures.len() * 12);
    for prepared in
        figures.iter().filter(|prepared| prepared.is_seen_from_far() && meet(prepared.bounds(), visible))
    {
        let origin = look.camera.to_screen(prepared.origin());
        let placing = Placing { origin, zoom: look.camera.zoom(), pixel: look.pixel };
        prepared.draw_far(placing, look.far_ink, &mut mesh);
    }
    if mesh.is_empty() { Vec::new() } else { vec![mesh.into()] }
}

fn own_mesh(shape: Shape) -> Option<Mesh> {
    match shape {
        Shape::Mesh(mesh) => Arc::try_unwrap(mesh).ok(),
        _ => None,
    }
}

/// Whether two rectangles share anything, edges and empty ones (straight lines) included.
fn meet(a: Rect, b: Rect) -> bool {
    a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y && b.min.y <= a.max.y
}

fn drawn(context: &Context, figures: &mut [PreparedFigure], look: &Look) -> Vec<Shape> {
    let visible = look.visible();
    let (zoom, pixel) = (look.camera.zoom(), look.pixel);
    let mut out = Layers::default();
    for prepared in figures {
        let bounds = prepared.bounds();
        if !meet(bounds.grown(2.0 / zoom), visible) || !prepared.is_worth_drawing(zoom / pixel) {
            continue;
        }
        out.make_way_for(bounds);
        let placing = Placing { origin: look.camera.to_screen(prepared.origin()), zoom, pixel };
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
