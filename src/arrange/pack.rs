use crate::model::{Point, Size};

/// Packs boxes into rows, the tallest first, to a whole of about `aspect` (width to height). Returns the
/// top left corner of each and the size of the whole.
pub(super) fn in_shelves(sizes: &[Size], gap: f32, aspect: f32) -> (Vec<Point>, Size) {
    let area: f32 = sizes.iter().map(|s| (s.width + gap) * (s.height + gap)).sum();
    let widest = sizes.iter().map(|s| s.width).fold(0.0, f32::max);
    let limit = widest.max((area * aspect).sqrt());
    let mut by_height: Vec<usize> = (0..sizes.len()).collect();
    by_height.sort_by(|a, b| sizes[*b].height.total_cmp(&sizes[*a].height).then(a.cmp(b)));
    let mut corners = vec![Point::default(); sizes.len()];
    let mut whole = Size::default();
    let (mut x, mut y, mut shelf) = (0.0, 0.0, 0.0_f32);
    for i in by_height {
        if x > 0.0 && x + sizes[i].width > limit {
            (x, y, shelf) = (0.0, y + shelf + gap, 0.0);
        }
        corners[i] = Point::new(x, y);
        whole.width = whole.width.max(x + sizes[i].width);
        whole.height = whole.height.max(y + sizes[i].height);
        x += sizes[i].width + gap;
        shelf = shelf.max(sizes[i].height);
    }
    (corners, whole)
}

/// Sets boxes into a quiet grid of equal cells, row by row, to a whole of about `aspect`. Returns the middle
/// of each and the size of the whole.
pub(super) fn in_grid(sizes: &[Size], gap: Size, aspect: f32) -> (Vec<Point>, Size) {
    let width = sizes.iter().map(|s| s.width).fold(0.0, f32::max);
    let height = sizes.iter().map(|s| s.height).fold(0.0, f32::max);
    let (step_x, step_y) = (width + gap.width, height + gap.height);
    let columns = ((sizes.len() as f32 * aspect * step_y / step_x).sqrt().ceil() as usize).max(1);
    let rows = sizes.len().div_ceil(columns);
    let middle = |i: usize| {
        let (column, row) = ((i % columns) as f32, (i / columns) as f32);
        Point::new(column * step_x + width / 2.0, row * step_y + height / 2.0)
    };
    let used = columns.min(sizes.len()) as f32;
    let whole = Size::new((used * step_x - gap.width).max(0.0), (rows as f32 * step_y - gap.height).max(0.0));
    ((0..sizes.len()).map(middle).collect(), whole)
}

/// Sets blocks of (columns, height) into equal columns `pitch` apart, one after the other, each where it comes
/// highest, to a whole of about `aspect`. Returns for each its first column and its top, and the columns and
/// the height of the whole.
pub(super) fn in_columns(
    blocks: &[(u32, f32)],
    pitch: f32,
    gap: f32,
    aspect: f32,
) -> (Vec<(u32, f32)>, u32, f32) {
    let area: f32 = blocks.iter().map(|(span, height)| *span as f32 * pitch * (height + gap)).sum();
    let widest = blocks.iter().map(|(span, _)| *span).max().unwrap_or(0);
    let most: u32 = blocks.iter().map(|(span, _)| *span).sum();
    let columns = (((area * aspect).sqrt() / pitch).round() as u32).clamp(widest, most.max(widest));
    let mut skyline = vec![0.0_f32; columns as usize];
    let corners = blocks.iter().map(|(span, height)| {
        let tops = skyline.windows(*span as usize).map(|under| under.iter().copied().fold(0.0, f32::max));
        let (first, top) = tops.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0));
        skyline[first..first + *span as usize].fill(top + height + gap);
        (first as u32, top)
    });
    let corners: Vec<(u32, f32)> = corners.collect();
    let used = skyline.iter().rposition(|bottom| *bottom > 0.0).map_or(0, |last| last as u32 + 1);
    let height = skyline.iter().copied().fold(0.0, f32::max);
    (corners, used, (height - gap).max(0.0))
}
