use super::side::Side;
use crate::model::{Point, Rect};

/// One end of a line at one side of a box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Port {
    pub line: u32,
    pub is_start: bool,
    pub side: Side,
    /// Where the line goes from here.
    pub there: Point,
    /// Where it comes among those that go the same way.
    pub order: i64,
    /// From which share of the side to which it lies opposite a close box to which the line leads.
    pub opposite: Option<(f32, f32)>,
}

/// Spreads the ends of lines along the sides of their box, in the order in which they leave, so that lines
/// from one side do not cross each other. Returns each with its place.
pub(super) fn spread(rect: Rect, ports: Vec<Port>) -> Vec<(Port, Point)> {
    let mut ports: Vec<(Port, f32)> =
        ports.into_iter().map(|port| (port, slope(rect, port.side, port.there))).collect();
    ports.sort_by(|(a, a_slope), (b, b_slope)| {
        a.side.cmp(&b.side).then(a_slope.total_cmp(b_slope)).then(a.order.cmp(&b.order))
    });
    let mut places = Vec::with_capacity(ports.len());
    for side in ports.chunk_by(|(a, _), (b, _)| a.side == b.side) {
        // Lines that all lead straight across to one close box do not go sideways.
        let (first, last) = match side {
            [(first, _), others @ ..] if others.iter().all(|(port, _)| port.opposite == first.opposite) => {
                first.opposite.unwrap_or((0.0, 1.0))
            }
            _ => (0.0, 1.0),
        };
        for (at, (port, _)) in side.iter().enumerate() {
            let share = (at + 1) as f32 / (side.len() + 1) as f32;
            let share = first + share * (last - first);
            places.push((*port, port.side.point(rect, share)));
        }
    }
    places
}

/// From which share of a side of `rect` to which another box lies opposite, if it is close and there is enough of that.
pub(super) fn opposite(rect: Rect, side: Side, other: Rect) -> Option<(f32, f32)> {
    const CLOSE: f32 = 40.0;
    const LEAST: f32 = 20.0;
    let out = side.outwards();
    let (from, to) = (side.point(rect, 0.5), side.across().point(other, 0.5));
    let gap = (to.x - from.x) * out.0 + (to.y - from.y) * out.1;
    let (own, other) = match side {
        Side::Right | Side::Left => ((rect.min.y, rect.max.y), (other.min.y, other.max.y)),
        Side::Top | Side::Bottom => ((rect.min.x, rect.max.x), (other.min.x, other.max.x)),
    };
    let (first, last) = (own.0.max(other.0), own.1.min(other.1));
    let share = |at: f32| (at - own.0) / (own.1 - own.0);
    ((0.0..=CLOSE).contains(&gap) && last - first >= LEAST).then(|| (share(first), share(last)))
}

/// How steep the way from the middle of a side to `there` is: small ends leave first along the side.
fn slope(rect: Rect, side: Side, there: Point) -> f32 {
    let here = side.point(rect, 0.5);
    let (dx, dy) = (there.x - here.x, there.y - here.y);
    match side {
        Side::Right => dy.atan2(dx),
        Side::Left => dy.atan2(-dx),
        Side::Bottom => dx.atan2(dy),
        Side::Top => dx.atan2(-dy),
    }
}
