use super::far::{FarShapes, far_step};
use super::prepared::PreparedFigure;
use super::{CHUNK, Look};
use crate::model::Rect;
use egui::epaint::{Mesh, Shape, Vertex};
use std::sync::Arc;

/// How far around what is seen shapes are in the mesh, as a share of it: it holds while the view moves a little.
const AROUND: f32 = 0.1;

/// The map as it is seen from far away: one mesh for all of it.
///
/// Which shapes are in the mesh and the triangles between their corners stay from frame to frame, and so does its memory.
/// While the camera moves, only where the corners are is found out anew. One mesh is cheaper than one for each
/// chunk of figures, because egui knows beforehand how much it has to copy.
#[derive(Debug, Default)]
pub(super) struct FarView {
    /// What is left of the figures of every chunk.
    parts: Vec<Option<FarShapes>>,
    mesh: Arc<Mesh>,
    /// The part of the map that is in the mesh, and for which step of the zoom.
    made_for: Option<(Rect, i32)>,
    /// How the canvas looked when the corners were placed.
    placed_for: Option<Look>,
}

impl FarView {
    /// There are so many chunks from now on; those from the number `same` on hold other figures.
    pub fn rearrange(&mut self, chunks: usize, same: usize) {
        self.parts.truncate(same);
        self.parts.resize_with(chunks, || None);
        self.made_for = None;
    }

    /// The figures of this chunk have changed.
    pub fn invalidate(&mut self, chunk: usize) {
        if let Some(part) = self.parts.get_mut(chunk) {
            *part = None;
        }
        self.made_for = None;
    }

    /// What to paint for `figures`; nothing if nothing of them can be seen.
    pub fn shape(&mut self, figures: &[PreparedFigure], look: &Look) -> Option<Shape> {
        let visible = look.camera.visible();
        let step = far_step(look.camera.zoom() / look.pixel);
        let holds = |(area, for_step): &(Rect, i32)| *for_step == step && area.contains_rect(visible);
        let area = match self.made_for.filter(holds) {
            Some((area, _)) => area,
            None => self.make(figures, visible.grown(visible.width().max(visible.height()) * AROUND), step),
        };
        if self.placed_for.as_ref() != Some(look) {
            self.place(area, look);
        }
        (!self.mesh.is_empty()).then(|| self.mesh.clone().into())
    }

    /// Makes the triangles of all that is in `area`; where their corners are remains to be found out.
    fn make(&mut self, figures: &[PreparedFigure], area: Rect, step: i32) -> Rect {
        // egui has given back what it was shown in the last frame, so that nothing is copied here.
        let Mesh { indices, vertices, .. } = Arc::make_mut(&mut self.mesh);
        indices.clear();
        let mut corners = 0;
        for (part, figures) in self.parts.iter_mut().zip(figures.chunks(CHUNK)) {
            let part = part.get_or_insert_with(|| FarShapes::of(figures.iter().map(PreparedFigure::figure)));
            part.be_for(step);
            corners = part.add_triangles(area, corners, indices);
        }
        vertices.resize(corners as usize, Vertex::default());
        self.made_for = Some((area, step));
        self.placed_for = None;
        area
    }

    fn place(&mut self, area: Rect, look: &Look) {
        let mesh = Arc::make_mut(&mut self.mesh);
        mesh.texture_id = look.soft_line;
        let mut corners = mesh.vertices.as_mut_slice();
        for part in self.parts.iter().flatten() {
            corners = part.place(area, look, corners);
        }
        self.placed_for = Some(look.clone());
    }
}
