use super::STUB;
use super::obstacles::Obstacles;
use crate::model::{Point, Rect};

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Where value leaves a box that stands on a chain from left to right.
    Right,
    /// Where value arrives.
    Left,
    /// The upper edge.
    Top,
    /// The lower edge.
    Bottom,
}

impl Side {
    pub(super) const ALL: [Self; 4] = [Self::Right, Self::Left, Self::Top, Self::Bottom];

    /// The direction that leads straight away from the box.
    pub(super) fn outwards(self) -> (f32, f32) {
        match self {
            Self::Right => (1.0, 0.0),
            Self::Left => (-1.0, 0.0),
            Self::Top => (0.0, -1.0),
            Self::Bottom => (0.0, 1.0),
        }
    }

    /// The side across.
    pub(super) fn across(self) -> Self {
        match self {
            Self::Right => Self::Left,
            Self::Left => Self::Right,
            Self::Top => Self::Bottom,
            Self::Bottom => Self::Top,
        }
    }

    /// Whether the other side looks the other way.
    pub(super) fn faces(self, other: Self) -> bool {
        self.across() == other
    }

    /// The direction along this side, clockwise round the box.
    pub(super) fn clockwise(self) -> (f32, f32) {
        let (x, y) = self.outwards();
        (-y, x)
    }

    /// The point on this side of `rect`, `share` (0 to 1) of the way down or to the right.
    pub(super) fn point(self, rect: Rect, share: f32) -> Point {
        let x = rect.min.x + share * rect.width();
        let y = rect.min.y + share * rect.height();
        match self {
            Self::Right => Point::new(rect.max.x, y),
            Self::Left => Point::new(rect.min.x, y),
            Self::Top => Point::new(x, rect.min.y),
            Self::Bottom => Point::new(x, rect.max.y),
        }
    }

    /// The same side after the axes were exchanged.
    pub(super) fn transposed(self) -> Self {
        match self {
            Self::Right => Self::Bottom,
            Self::Left => Self::Top,
            Self::Top => Self::Left,
            Self::Bottom => Self::Right,
        }
    }
}

/// Where a line leaves the supplier and where it arrives at the customer.
pub(super) type Sides = (Side, Side);

/// The sides for a line from `a` to `b`. Along the flow always right to left, so that pictures stay calm;
/// beside it the shortest way that is free. `before` are the sides up to now: they stay until others are
/// clearly better, so that nothing flickers while a box is dragged.
pub(super) fn choose(a: Rect, b: Rect, obstacles: &Obstacles, before: Option<Sides>) -> Sides {
    const ROOM: f32 = 2.0 * STUB;
    let room = |sides: Sides| if before == Some(sides) { STUB } else { ROOM };
    let forward = (Side::Right, Side::Left);
    if b.min.x - a.max.x >= room(forward) {
        return forward;
    }
    let backward = (Side::Left, Side::Right);
    if a.min.x - b.max.x >= room(backward) {
        return backward;
    }
    if a.contains_rect(b) || b.contains_rect(a) {
        return nearest_wall(a, b);
    }
    cheapest(a, b, obstacles, before)
}

/// Between a frame and something in it: the side of both at which they are closest.
fn nearest_wall(a: Rect, b: Rect) -> Sides {
    let distance = |side: &Side| side.point(a, 0.5).distance(side.point(b, 0.5));
    let side = Side::ALL.into_iter().min_by(|s, t| distance(s).total_cmp(&distance(t)));
    let side = side.unwrap_or(Side::Right);
    (side, side)
}

fn cheapest(a: Rect, b: Rect, obstacles: &Obstacles, before: Option<Sides>) -> Sides {
    const LOYALTY: f32 = 24.0;
    const DETOUR: f32 = 120.0;
    let mut best = (f32::MAX, (Side::Right, Side::Left));
    for from in Side::ALL {
        for to in Side::ALL {
            let mut cost = bare_cost(a, b, from, to);
            if before == Some((from, to)) {
                cost -= LOYALTY;
            }
            if cost < best.0 && !is_clear(a, b, from, to, obstacles) {
                cost += DETOUR;
            }
            if cost < best.0 {
                best = (cost, (from, to));
            }
        }
    }
    best.1
}

/// Length, plus what it takes to turn round where the side looks away from the other box.
fn bare_cost(a: Rect, b: Rect, from: Side, to: Side) -> f32 {
    const AGAINST_FLOW: f32 = 40.0;
    let (p, q) = (from.point(a, 0.5), to.point(b, 0.5));
    let turn = |side: Side, p: Point, q: Point| {
        let (x, y) = side.outwards();
        let ahead = (q.x - p.x) * x + (q.y - p.y) * y;
        let across = if matches!(side, Side::Top | Side::Bottom) { AGAINST_FLOW } else { 0.0 };
        2.0 * (2.0 * STUB - ahead).max(0.0) + across
    };
    p.distance(q) + turn(from, p, q) + turn(to, q, p)
}

fn is_clear(a: Rect, b: Rect, from: Side, to: Side, obstacles: &Obstacles) -> bool {
    let out = |side: Side, rect: Rect| {
        let (x, y) = side.outwards();
        side.point(rect, 0.5).moved(x * STUB, y * STUB)
    };
    obstacles.first_hit(out(from, a), out(to, b), &[]).is_none()
}
