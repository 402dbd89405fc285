//! Maps that somebody placed by hand.

use super::kept::moved;
use crate::arrange::{Change, Flow, Router};
use crate::model::{Point, Rect, Size};
use proptest::prelude::*;

/// A map that somebody placed by hand: boxes anywhere but not on each other, some of them in columns.
#[derive(Clone, Debug)]
pub(super) struct ByHand {
    pub boxes: Vec<Rect>,
    pub lines: Vec<(u32, u32)>,
    pub flow: Flow,
}

/// With boxes as far apart as lines like it.
pub(super) fn any_map() -> impl Strategy<Value = ByHand> {
    any_map_with_gaps(30.0)
}

/// The same, with boxes at least `gap` apart.
pub(super) fn any_map_with_gaps(gap: f32) -> impl Strategy<Value = ByHand> {
    let place = (-900_i16..900, -600_i16..600, any::<bool>(), 60_u8..180, 30_u8..90);
    (prop::collection::vec(place, 2..24), prop::collection::vec((0..24_u32, 0..24_u32), 1..40), any::<bool>())
        .prop_map(move |(places, lines, is_down)| {
            let mut boxes: Vec<Rect> = Vec::new();
            for (x, y, is_in_column, width, height) in places {
                let x = if is_in_column { x / 300 * 300 } else { x };
                let size = Size::new(width.into(), height.into());
                let rect = Rect::around(Point::new(x.into(), y.into()), size);
                if !boxes.iter().any(|other| other.grown(gap).overlaps(rect)) {
                    boxes.push(rect);
                }
            }
            let count = boxes.len() as u32;
            let lines = lines.into_iter().map(|(a, b)| (a % count, b % count)).collect();
            let flow = if is_down { Flow::TopToBottom } else { Flow::LeftToRight };
            ByHand { boxes, lines, flow }
        })
}

impl ByHand {
    /// Of boxes with these left, top, right and bottom edges.
    pub fn of(boxes: &[[f32; 4]], lines: &[(u32, u32)], flow: Flow) -> Self {
        let rect = |[left, top, right, bottom]: &[f32; 4]| {
            Rect::new(Point::new(*left, *top), Point::new(*right, *bottom))
        };
        Self { boxes: boxes.iter().map(rect).collect(), lines: lines.to_vec(), flow }
    }

    pub fn router(&self) -> Router {
        Router::new(&self.boxes, &[], &self.lines, self.flow)
    }

    /// Where a box may stand so that it stands on no other; its own place if there is no such.
    pub fn free_place(&self, v: usize, (dx, dy): (i16, i16)) -> Rect {
        let rect = self.boxes[v].moved(dx.into(), dy.into());
        let is_taken = |(w, other): (usize, &Rect)| w != v && other.grown(30.0).overlaps(rect);
        if self.boxes.iter().enumerate().any(is_taken) { self.boxes[v] } else { rect }
    }

    pub fn move_to(&mut self, v: usize, rect: Rect) -> Change {
        self.boxes[v] = rect;
        moved(&[(v, rect)])
    }
}
