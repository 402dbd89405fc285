use super::STUB;
use super::obstacles::Obstacles;
use super::port;
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
pub(super) fn choose(
    (a, b): (Rect, Rect),
    ends: (u32, u32),
    obstacles: &Obstacles,
    before: Option<Sides>,
) -> Sides {
    const ROOM: f32 = 2.0 * STUB;
    let room = |sides: Sides| if before == Some(sides) { STUB } else { ROOM };
    let is_open =
        |(from, to): Sides| wedged(a, from, ends, obstacles) == 0 && wedged(b, to, ends, obstacles) == 0;
    let forward = (Side::Right, Side::Left);
    if b.min.x - a.max.x >= room(forward) && is_open(forward) {
        return forward;
    }
    let backward = (Side::Left, Side::Right);
    if a.min.x - b.max.x >= room(backward) && is_open(backward) {
        return backward;
    }
    if a.contains_rect(b) || b.contains_rect(a) {
        return nearest_wall(a, b);
    }
    cheapest((a, b), ends, obstacles, before)
}

/// So close to a side no other box may stand that a line can leave there.
pub(super) const WEDGED: f32 = STUB + 5.0;

/// At how many places of a side a line that leaves would at once stand before a foreign box.
fn wedged(rect: Rect, side: Side, ends: (u32, u32), obstacles: &Obstacles) -> usize {
    let (x, y) = side.outwards();
    let is_wedged = |share: &f32| {
        let stub = side.point(rect, *share).moved(x * STUB, y * STUB);
        obstacles.around(stub).into_iter().any(|v| v != ends.0 && v != ends.1)
    };
    [0.2, 0.5, 0.8].iter().filter(|share| is_wedged(share)).count()
}

/// Between a frame and something in it: the side of both at which they are closest.
fn nearest_wall(a: Rect, b: Rect) -> Sides {
    let distance = |side: &Side| side.point(a, 0.5).distance(side.point(b, 0.5));
    let side = Side::ALL.into_iter().min_by(|s, t| distance(s).total_cmp(&distance(t)));
    let side = side.unwrap_or(Side::Right);
    (side, side)
}

fn cheapest((a, b): (Rect, Rect), ends: (u32, u32), obstacles: &Obstacles, before: Option<Sides>) -> Sides {
    const LOYALTY: f32 = 24.0;
    const DETOUR: f32 = 120.0;
    const BLOCKED: f32 = 400.0;
    let blocked = |rect: Rect| Side::ALL.map(|side| BLOCKED * wedged(rect, side, ends, obstacles) as f32);
    let (blocked_start, blocked_end) = (blocked(a), blocked(b));
    let mut best = (f32::MAX, (Side::Right, Side::Left));
    for from in Side::ALL {
        for to in Side::ALL {
            let mut cost =
                bare_cost(a, b, from, to) + blocked_start[from as usize] + blocked_end[to as usize];
            if before == Some((from, to)) {
                cost -= LOYALTY;
            }
            if cost < best.0 && !is_clear((a, b), (from, to), ends, obstacles) {
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
        // Straight across to a close box there is nothing to turn.
        let is_straight = from.faces(to) && port::opposite(a, from, b).is_some();
        let room = if is_straight { 0.0 } else { 2.0 * STUB };
        2.0 * (room - ahead).max(0.0) + across
    };
    p.distance(q) + turn(from, p, q) + turn(to, q, p)
}

fn is_clear((a, b): (Rect, Rect), (from, to): Sides, ends: (u32, u32), obstacles: &Obstacles) -> bool {
    let out = |side: Side, rect: Rect| {
        let (x, y) = side.outwards();
        side.point(rect, 0.5).moved(x * STUB, y * STUB)
    };
    // Close boxes are not in the way of a line straight across.
    let is_across = from.faces(to) && {
        let (p, q, (x, y)) = (from.point(a, 0.5), to.point(b, 0.5), from.outwards());
        (q.x - p.x) * x + (q.y - p.y) * y > 0.0
    };
    let ends: [u32; 2] = ends.into();
    obstacles.first_hit(out(from, a), out(to, b), if is_across { &ends } else { &[] }).is_none()
}
