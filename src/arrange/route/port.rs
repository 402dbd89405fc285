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
        for (at, (port, _)) in side.iter().enumerate() {
            let share = (at + 1) as f32 / (side.len() + 1) as f32;
            places.push((*port, port.side.point(rect, share)));
        }
    }
    places
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
