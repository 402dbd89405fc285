use super::Camera;
use crate::model::Rect;
use egui::{Color32, Painter, Stroke, StrokeKind};

/// How long a pulse is seen, in seconds.
const SECONDS: f64 = 0.9;
/// How far a ring grows, in points.
const GROWTH: f32 = 26.0;

/// A ring that spreads from what was found, so that the eye finds it too.
#[derive(Clone, Debug, Default)]
pub(super) struct Pulse {
    areas: Vec<Rect>,
    began: Option<f64>,
}

impl Pulse {
    /// Begins to pulse around these parts of the map.
    pub fn start(&mut self, areas: Vec<Rect>) {
        *self = Self { areas, began: None };
    }

    /// Paints the rings and asks for the next frame as long as there is one.
    pub fn paint(&mut self, painter: &Painter, camera: &Camera, color: Color32, is_calm: bool) {
        if self.areas.is_empty() {
            return;
        }
        let now = painter.ctx().input(|input| input.time);
        let share = ((now - *self.began.get_or_insert(now)) / SECONDS) as f32;
        if share >= 1.0 {
            self.areas.clear();
            return;
        }
        // Without motion the ring stands still for the same time.
        let growth = if is_calm { GROWTH / 3.0 } else { 4.0 + GROWTH * (1.0 - (1.0 - share).powi(2)) };
        let fading = if is_calm { color } else { color.gamma_multiply(1.0 - share) };
        for area in &self.areas {
            let ring = camera.rect_to_screen(*area).expand(growth);
            painter.rect_stroke(ring, 10.0 + growth / 2.0, Stroke::new(3.0, fading), StrokeKind::Middle);
        }
        let rest =
            std::time::Duration::from_secs_f64(if is_calm { SECONDS * f64::from(1.0 - share) } else { 0.0 });
        painter.ctx().request_repaint_after(rest);
    }
}
