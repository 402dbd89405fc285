use super::side::{Side, Sides};
use crate::model::{Point, Rect};

/// One end of a line at one side of a box.
#[derive(Clone, Copy)]
struct Port {
    vertex: u32,
    side: Side,
    /// Where the line goes from here, as an angle that grows along the side.
    slope: f32,
    line: u32,
    is_start: bool,
}

/// Spreads the ends of lines along the sides of their boxes, in the order in which they leave, so that lines
/// from one side do not cross each other. Returns start and end of every line.
///
/// `towards` says for each line where it goes first and where it comes from last.
pub(super) fn spread(
    rects: &[Rect],
    lines: &[(u32, u32)],
    sides: &[Sides],
    towards: &[(Point, Point)],
) -> Vec<(Point, Point)> {
    let mut ports = Vec::with_capacity(2 * lines.len());
    for (number, (((from, to), (from_side, to_side)), (first, last))) in
        lines.iter().zip(sides).zip(towards).enumerate()
    {
        if from == to || (*from).max(*to) as usize >= rects.len() {
            continue;
        }
        let mut add = |vertex: u32, side: Side, there: Point, is_start: bool| {
            let slope = slope(rects[vertex as usize], side, there);
            ports.push(Port { vertex, side, slope, line: number as u32, is_start });
        };
        add(*from, *from_side, *first, true);
        add(*to, *to_side, *last, false);
    }
    ports.sort_by(|a, b| {
        (a.vertex, a.side)
            .cmp(&(b.vertex, b.side))
            .then(a.slope.total_cmp(&b.slope))
            .then(a.line.cmp(&b.line))
    });
    let mut ends = vec![(Point::default(), Point::default()); lines.len()];
    for group in ports.chunk_by(|a, b| (a.vertex, a.side) == (b.vertex, b.side)) {
        for (at, port) in group.iter().enumerate() {
            let share = (at + 1) as f32 / (group.len() + 1) as f32;
            let point = port.side.point(rects[port.vertex as usize], share);
            let end = &mut ends[port.line as usize];
            if port.is_start {
                end.0 = point;
            } else {
                end.1 = point;
            }
        }
    }
    ends
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
