use crate::scene::Theme;
use crate::ui::canvas::painter::color32;
use egui::{Painter, Pos2, Rect, Stroke};

/// Paints the pointer that everybody sees: a ring that can be found on any ground, from the last row.
///
/// One that lies outside `area` waits at its edge.
pub(in crate::ui) fn paint_spot(painter: &Painter, at: Pos2, area: Rect, theme: &Theme) {
    let radius = (area.size().min_elem() * 0.05).clamp(26.0, 64.0);
    let at = area.shrink((radius * 0.6).min(area.size().min_elem() / 2.0)).clamp(at);
    let (ring, ground) = (color32(theme.accent), color32(theme.canvas));
    painter.circle_filled(at, radius, color32(theme.accent.with_alpha(38)));
    // A rim on both sides, so that it stands out from boxes of its own colour.
    painter.circle_stroke(at, radius, Stroke::new(11.0, ground));
    painter.circle_stroke(at, radius, Stroke::new(6.0, ring));
    painter.circle(at, 5.0, ring, Stroke::new(2.0, ground));
}
