use super::BOX_GAP;
use crate::model::{Point, Rect, Size};

/// Boxes that already have their places, among which others look for a free one.
#[derive(Default)]
pub(super) struct Crowd {
    rects: Vec<Rect>,
}

/// Least distance to boxes beside; above and below it is [`BOX_GAP`].
const SIDE_GAP: f32 = 24.0;

impl Crowd {
    /// The boxes that stand already.
    pub fn new(rects: Vec<Rect>) -> Self {
        Self { rects }
    }

    /// Adds a box.
    pub fn push(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// Whether a box of `size` at `center` keeps its distance to all.
    pub fn has_room(&self, center: Point, size: Size) -> bool {
        let wanted = with_gaps(Rect::around(center, size));
        !self.rects.iter().any(|rect| wanted.overlaps(*rect))
    }

    /// Whether a box is so far from all.
    pub fn is_clear(&self, rect: Rect, by: f32) -> bool {
        !self.rects.iter().any(|other| rect.grown(by).overlaps(*other))
    }

    /// The free middle for a box of `size` that is nearest to `wish`; moving across the flow costs least, so
    /// that columns stay.
    pub fn nearest_free(&self, wish: Point, size: Size) -> Point {
        const ALONG_FLOW: f32 = 2.5;
        let mut best = self.nearest_free_above_or_below(wish, size);
        let cost = |p: Point| (p.y - wish.y).abs() + ALONG_FLOW * (p.x - wish.x).abs();
        for x in self.columns_near(wish, size) {
            if ALONG_FLOW * (x - wish.x).abs() >= cost(best) {
                break; // sorted: farther ones cannot be better
            }
            let other = self.nearest_free_above_or_below(Point::new(x, wish.y), size);
            if cost(other) < cost(best) {
                best = other;
            }
        }
        best
    }

    /// Middles directly beside boxes that stand about as high as `wish`, the nearest first.
    fn columns_near(&self, wish: Point, size: Size) -> Vec<f32> {
        const MOST_COLUMNS: usize = 16;
        let aside = size.width / 2.0 + SIDE_GAP + 0.5;
        let mut columns: Vec<f32> =
            self.rects.iter().flat_map(|rect| [rect.min.x - aside, rect.max.x + aside]).collect();
        columns.sort_by(|a, b| (a - wish.x).abs().total_cmp(&(b - wish.x).abs()).then(a.total_cmp(b)));
        columns.dedup_by(|a, b| (*a - *b).abs() < 1.0);
        columns.truncate(MOST_COLUMNS);
        columns
    }

    fn nearest_free_above_or_below(&self, wish: Point, size: Size) -> Point {
        let gaps = self.occupied(wish.x, size);
        let mut best = f32::MAX;
        // Between two occupied stretches, above the first and below the last.
        let mut from = f32::MIN;
        for (start, end) in gaps.iter().copied().chain([(f32::MAX, f32::MAX)]) {
            if from <= start {
                let y = wish.y.clamp(from, start);
                if (y - wish.y).abs() < (best - wish.y).abs() {
                    best = y;
                }
            }
            from = from.max(end);
        }
        Point::new(wish.x, best)
    }

    /// Stretches of y in which the middle of a box of `size` at `x` would come too near to another, sorted.
    pub fn occupied(&self, x: f32, size: Size) -> Vec<(f32, f32)> {
        let reach = size.width / 2.0 + SIDE_GAP;
        let distance = size.height / 2.0 + BOX_GAP as f32 + 0.5;
        let in_the_way = self.rects.iter().filter(|rect| rect.min.x < x + reach && x - reach < rect.max.x);
        let mut stretches: Vec<(f32, f32)> =
            in_the_way.map(|rect| (rect.min.y - distance, rect.max.y + distance)).collect();
        stretches.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        stretches
    }
}

fn with_gaps(rect: Rect) -> Rect {
    let gap = BOX_GAP as f32;
    Rect::new(rect.min.moved(-SIDE_GAP, -gap), rect.max.moved(SIDE_GAP, gap))
}
