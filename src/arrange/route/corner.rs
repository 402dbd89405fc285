use super::side::Side;
use crate::model::{Point, Rect};

/// The corner of a box round which its supplies to itself lead, one loop outside the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Corner {
    at: Point,
    /// 1 where that leads away from the box, -1 else, along both axes.
    out: (f32, f32),
    /// How many loops there are.
    count: usize,
    /// How far from the corner the outermost may begin, along both axes.
    room: (f32, f32),
    /// How much of its swing each loop has: less than 1 where boxes stand close at every corner.
    swing: f32,
}

/// Between a loop and foreign boxes, where there is room for that.
const CLEAR: f32 = 5.0;

impl Corner {
    /// The corner for that many loops of a box among `foreign` ones: the upper right one, or the next that has room, or
    /// the one with most room, and there the loops are as flat as they have to be. Beside a gap of 2 they swing 1 off
    /// the box; where boxes touch at every corner, they lie on the edge.
    pub fn of(rect: Rect, count: usize, foreign: &[Rect]) -> Self {
        let [first, others @ ..] = [(1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (-1.0, 1.0)]
            .map(|out| Self::unfitted(rect, out, count).fitted(foreign));
        others.into_iter().fold(first, |best, next| if next.swing > best.swing { next } else { best })
    }

    fn unfitted(rect: Rect, out: (f32, f32), count: usize) -> Self {
        let x = if out.0 > 0.0 { rect.max.x } else { rect.min.x };
        let y = if out.1 > 0.0 { rect.max.y } else { rect.min.y };
        let room = (rect.width() / 2.0, rect.height() / 2.0);
        Self { at: Point::new(x, y), out, count, room, swing: 1.0 }
    }

    /// As flat as the boxes beside it demand.
    fn fitted(self, foreign: &[Rect]) -> Self {
        const LEAST: f32 = 0.4;
        let (across, down) = self.insets(self.count);
        let rooms = foreign.iter().map(|rect| self.seen_from_here(*rect)).filter_map(|rect| {
            let is_beside = rect.max.x > -across && rect.max.y > -down;
            is_beside.then(|| rect.min.x.max(rect.min.y))
        });
        let room = rooms.fold(f32::INFINITY, f32::min);
        let swing = (room - CLEAR).max(room / 2.0).max(LEAST);
        Self { swing: (swing / swing_of(self.count, self.count)).min(1.0), ..self }
    }

    /// A rectangle from this corner outwards.
    fn seen_from_here(self, rect: Rect) -> Rect {
        let (a, b) = (self.seen(rect.min), self.seen(rect.max));
        Rect::new(Point::new(a.x.min(b.x), a.y.min(b.y)), Point::new(a.x.max(b.x), a.y.max(b.y)))
    }

    fn seen(self, p: Point) -> Point {
        Point::new((p.x - self.at.x) * self.out.0, (p.y - self.at.y) * self.out.1)
    }

    /// Boxes that share something with this may decide where that many loops of a box are.
    pub fn ground(rect: Rect, count: usize) -> Rect {
        rect.grown(swing_of(count, count) + CLEAR)
    }

    /// The sides at which loops leave the box and come back.
    pub fn sides(self) -> (Side, Side) {
        let start = if self.out.1 > 0.0 { Side::Bottom } else { Side::Top };
        (start, if self.out.0 > 0.0 { Side::Right } else { Side::Left })
    }

    /// With loops that begin and end between the corner and another line's end, if that is at one of their sides.
    pub fn beside(mut self, (side, end): (Side, Point)) -> Self {
        let (start_side, end_side) = self.sides();
        let seen = self.seen(end);
        // With as much room between the last loop and that line as between one loop and the next.
        let share = self.count as f32 / (self.count + 1) as f32;
        if side == start_side {
            self.room.0 = self.room.0.min(-seen.x * share);
        } else if side == end_side {
            self.room.1 = self.room.1.min(-seen.y * share);
        }
        self
    }

    /// How far from the corner the `number`th loop begins and ends.
    fn insets(self, number: usize) -> (f32, f32) {
        let inset =
            |room: f32| reach(number, self.count) * (room / reach(self.count, self.count)).clamp(0.0, 1.0);
        (inset(self.room.0), inset(self.room.1))
    }

    /// The `number`th loop, counted from 1.
    pub fn curve(self, number: usize) -> Vec<Point> {
        let ((across, down), swing) = (self.insets(number), self.swing * swing_of(number, self.count));
        // An arc round the corner, which in its middle runs across.
        let (near, middle) = (0.32 * swing, 0.66 * swing);
        let outwards = [
            (-across, 0.0),
            (-across, swing),
            (near, swing),
            (middle, middle),
            (swing, near),
            (swing, -down),
            (0.0, -down),
        ];
        outwards.map(|(x, y)| self.at.moved(x * self.out.0, y * self.out.1)).to_vec()
    }
}

/// How far from the corner the `number`th of so many loops begins, if there is room.
fn reach(number: usize, count: usize) -> f32 {
    const FIRST: f32 = 12.0;
    const STEP: f32 = 8.0;
    const MOST: f32 = 48.0;
    let further = |number: usize| number.saturating_sub(1) as f32;
    FIRST + STEP.min(MOST / further(count).max(1.0)) * further(number)
}

/// How far from the box it swings.
fn swing_of(number: usize, count: usize) -> f32 {
    1.7 * reach(number, count)
}
