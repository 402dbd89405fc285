use egui::epaint::Galley;
use egui::text::LayoutJob;
use egui::{Color32, FontId, Pos2, Shape, Stroke, Ui, vec2};
use std::sync::Arc;

/// Text cut to a width and a number of lines.
pub fn fitted(ui: &Ui, text: String, font: FontId, color: Color32, width: f32, lines: usize) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text, font, color, width.max(1.0));
    job.wrap.max_rows = lines;
    job.wrap.break_anywhere = lines == 1;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The direction in which rows are sorted: a small triangle that points up to the smallest, down to the largest.
pub fn sort_arrow(ui: &Ui, at: Pos2, is_descending: bool, color: Color32) {
    let tip = if is_descending { 3.5 } else { -3.5 };
    let points = vec![at + vec2(-4.5, -tip), at + vec2(4.5, -tip), at + vec2(0.0, tip)];
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
}
