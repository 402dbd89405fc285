use super::arranged::Arranged;
use super::source::{MatrixKind, Source};
use super::words::SUMS;
use crate::ui::grid::GridShape;
use egui::Ui;

/// Width of a column whose heading is written upright.
const NARROW: f32 = 40.0;
/// From this width on a heading is written in lines.
const WIDE: f32 = 84.0;
/// Columns do not become wider.
const WIDEST: f32 = 128.0;
/// Width of a column that says what is supplied.
const WHAT: f32 = 136.0;
/// Width of the columns with sums.
const SUM: f32 = 84.0;

/// The shape of the grid, and whether the headings of customers are written upright.
pub(super) struct Headings {
    pub grid: GridShape,
    pub upright: bool,
}

/// Headings in lines as long as all customers fit; else upright, so that more of them can be seen.
pub(super) fn shape(ui: &Ui, source: &Source, arranged: &Arranged) -> Headings {
    let room = ui.available_width();
    let first = (room * 0.3).clamp(120.0, 250.0);
    let count = arranged.columns.len();
    let each = (room - first - SUM * SUMS as f32 - 12.0) / count.max(1) as f32;
    let (width, upright) = match source.kind {
        MatrixKind::Supply => (WHAT, false),
        MatrixKind::Sight if each >= WIDE => (each.min(WIDEST), false),
        MatrixKind::Sight => (NARROW, true),
    };
    // In a low window the cells need the room more than the names.
    let upright_height = (ui.available_height() * 0.4).clamp(90.0, 184.0);
    let height = if upright { upright_height } else { 66.0 };
    let widths = [SUM; SUMS].into_iter().chain(std::iter::repeat_n(width, count));
    let row_height = ui.spacing().interact_size.y;
    Headings { grid: GridShape::new(arranged.rows.len(), row_height, height, first, widths), upright }
}
