use super::metrics::{LANE_AT_BOX, LANE_HALF_WAY};
use crate::model::{Flow, Point, Rect};

/// How many straight pieces stand for one curved one when distances are measured.
const PIECES: usize = 12;

/// Which of several supplies between the same two parties a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lane {
    pub(super) index: usize,
    pub(super) count: usize,
}

impl Lane {
    /// Steps from the middle lane: -0.5 and 0.5 for two.
    fn steps(self) -> f32 {
        self.index as f32 - (self.count.saturating_sub(1)) as f32 / 2.0
    }
}

/// A place on the edge of a box and the direction in which a line leaves it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Port {
    at: Point,
    out: (f32, f32),
}

/// The curve from `supplier`'s box to `customer`'s, as a start and then three points for each piece.
///
/// Ports depend on these two boxes only: moving a party moves its own lines and no others, and never
/// makes two lines swap places.
pub(super) fn between(supplier: Rect, customer: Rect, lane: Lane, flow: Flow) -> Vec<Point> {
    bowed(supplier, customer, lane, LANE_HALF_WAY, flow)
}

/// A curve that is `half_way` between the boxes that far from the next one.
fn bowed(supplier: Rect, customer: Rect, lane: Lane, half_way: f32, flow: Flow) -> Vec<Point> {
    let (from, to) = ports(supplier, customer, lane, flow);
    let reach = handle_length(from, to);
    let sideways = lane.steps() * (half_way - LANE_AT_BOX) * 4.0 / 3.0;
    let control = |port: Port| {
        let bow = if port.out.0 == 0.0 { (sideways, 0.0) } else { (0.0, sideways) };
        port.at.moved(port.out.0 * reach + bow.0, port.out.1 * reach + bow.1)
    };
    vec![from.at, control(from), control(to), to.at]
}

/// The curve of one of several lines that are fanned out, half-way as far from the next one as `tallest` says.
pub(super) fn fan(supplier: Rect, customer: Rect, lane: Lane, tallest: f32, flow: Flow) -> Vec<Point> {
    const BETWEEN: f32 = 6.0;
    bowed(supplier, customer, lane, (tallest + BETWEEN).max(LANE_HALF_WAY), flow)
}

/// The loop of a supply to oneself, at the upper right corner.
pub(super) fn loop_at(party: Rect, lane: Lane) -> Vec<Point> {
    let out = 34.0 + lane.index as f32 * 40.0;
    let corner = Point::new(party.max.x, party.min.y);
    let inset = 14.0;
    let start = corner.moved(0.0, inset);
    let end = corner.moved(-inset, 0.0);
    let far = corner.moved(out * 0.62, -out * 0.62);
    let round = out * 0.5;
    vec![
        start,
        start.moved(round, 0.0),
        far.moved(round * 0.5, round * 0.5),
        far,
        far.moved(-round * 0.5, -round * 0.5),
        end.moved(0.0, -round),
        end,
    ]
}

/// The curve as short straight pieces.
pub(super) fn flattened(curve: &[Point]) -> Vec<Point> {
    let Some(first) = curve.first() else { return Vec::new() };
    let mut path = vec![*first];
    let mut start = *first;
    for piece in curve.get(1..).unwrap_or_default().chunks_exact(3) {
        if let [a, b, end] = *piece {
            path.extend((1..=PIECES).map(|i| on_curve([start, a, b, end], i as f32 / PIECES as f32)));
            start = end;
        }
    }
    path
}

/// The curve without its end, from where that is only `distance` away.
pub(super) fn shortened(curve: &[Point], distance: f32) -> Vec<Point> {
    const STEPS: usize = 24;
    let Some(tip) = curve.last().copied() else { return Vec::new() };
    for start in (0..curve.len().saturating_sub(3)).step_by(3).rev() {
        let piece = [curve[start], curve[start + 1], curve[start + 2], curve[start + 3]];
        let mut shares = (0..STEPS).rev().map(|step| step as f32 / STEPS as f32);
        if let Some(share) = shares.find(|share| on_curve(piece, *share).distance(tip) >= distance) {
            let is_further = |share: f32| on_curve(piece, share).distance(tip) >= distance;
            let share = halved(share, share + 1.0 / STEPS as f32, is_further);
            let mut shortened = curve[..=start].to_vec();
            shortened.extend(first_part(piece, share));
            return shortened;
        }
    }
    curve.iter().take(1).copied().collect()
}

/// The place on a path from which its end is only `distance` away; its start, if it is shorter.
pub(super) fn before_end(path: &[Point], distance: f32) -> Point {
    let Some(tip) = path.last().copied() else { return Point::default() };
    let leg = path.windows(2).rev().find(|leg| leg[0].distance(tip) >= distance);
    let Some(leg) = leg else { return path[0] };
    let is_further = |share: f32| toward(leg[0], leg[1], share).distance(tip) >= distance;
    toward(leg[0], leg[1], halved(0.0, 1.0, is_further))
}

/// Where between `from` and `to` something ends that holds at `from`.
fn halved(mut from: f32, mut to: f32, holds: impl Fn(f32) -> bool) -> f32 {
    for _ in 0..10 {
        let middle = f32::midpoint(from, to);
        if holds(middle) { from = middle } else { to = middle }
    }
    from
}

/// The control points and the end of a piece of a curve up to `share` (P. de Casteljau, 1959).
fn first_part([start, a, b, end]: [Point; 4], share: f32) -> [Point; 3] {
    let (p, q, r) = (toward(start, a, share), toward(a, b, share), toward(b, end, share));
    let (s, t) = (toward(p, q, share), toward(q, r, share));
    [p, s, toward(s, t, share)]
}

/// The place on a path after `share` (0 to 1) of its length.
pub(super) fn along(path: &[Point], share: f32) -> Point {
    let mut left = length(path) * share;
    for (a, b) in path.iter().zip(path.iter().skip(1)) {
        let step = a.distance(*b);
        if step >= left && step > 0.0 {
            return toward(*a, *b, left / step);
        }
        left -= step;
    }
    path.last().copied().unwrap_or_default()
}

/// A path of which several places are asked for.
pub(super) struct Measured<'a> {
    path: &'a [Point],
    /// How long it is up to each of its points.
    lengths: Vec<f32>,
}

impl<'a> Measured<'a> {
    pub(super) fn new(path: &'a [Point]) -> Self {
        let mut so_far = 0.0;
        let steps = path.windows(2).map(|step| {
            so_far += step[0].distance(step[1]);
            so_far
        });
        Self { path, lengths: [0.0].into_iter().chain(steps).collect() }
    }

    /// How long it is.
    pub(super) fn length(&self) -> f32 {
        self.lengths.last().copied().unwrap_or_default()
    }

    /// The place after `share` (0 to 1) of its length, and the direction of the path there, 1 long.
    pub(super) fn at_with_direction(&self, share: f32) -> (Point, (f32, f32)) {
        const AHEAD: (f32, f32) = (1.0, 0.0);
        let goal = self.length() * share;
        let next = self.lengths.partition_point(|length| *length < goal).max(1);
        let (Some(a), Some(b)) = (self.path.get(next - 1), self.path.get(next)) else {
            return (self.path.last().copied().unwrap_or_default(), AHEAD);
        };
        let step = self.lengths[next] - self.lengths[next - 1];
        if step > 0.0 {
            let place = toward(*a, *b, (goal - self.lengths[next - 1]) / step);
            (place, ((b.x - a.x) / step, (b.y - a.y) / step))
        } else {
            (*a, AHEAD)
        }
    }
}

/// Length of a path.
pub(super) fn length(path: &[Point]) -> f32 {
    path.iter().zip(path.iter().skip(1)).map(|(a, b)| a.distance(*b)).sum()
}

/// The rectangle around a path.
pub(super) fn around(path: &[Point]) -> Rect {
    let Some(first) = path.first() else { return Rect::new(Point::default(), Point::default()) };
    path.iter().fold(Rect::new(*first, *first), |rect, point| rect.union(Rect::new(*point, *point)))
}

/// The curves of a path that was [`flattened`], each in its straight pieces.
pub(super) fn curves(path: &[Point]) -> impl Iterator<Item = &[Point]> {
    let starts = (0..path.len().saturating_sub(1)).step_by(PIECES);
    starts.map(|start| &path[start..path.len().min(start + PIECES + 1)])
}

/// Whether a straight piece leads through `area`.
pub(super) fn crosses(piece: [Point; 2], area: Rect) -> bool {
    part_within(piece, area).is_some()
}

/// How much of a straight piece lies in `area`, `None` if it does not touch that.
pub(super) fn length_within(piece: [Point; 2], area: Rect) -> Option<f32> {
    part_within(piece, area).map(|share| share * piece[0].distance(piece[1]))
}

/// Which part of a straight piece lies in `area`: it is clipped side by side (Y. Liang, B. Barsky, 1984).
fn part_within([a, b]: [Point; 2], area: Rect) -> Option<f32> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let sides =
        [(-dx, a.x - area.min.x), (dx, area.max.x - a.x), (-dy, a.y - area.min.y), (dy, area.max.y - a.y)];
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    for (toward, room) in sides {
        if toward == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if toward < 0.0 {
            enters = enters.max(room / toward);
        } else {
            leaves = leaves.min(room / toward);
        }
    }
    (enters <= leaves).then_some(leaves - enters)
}

/// Whether two straight pieces cross.
pub(super) fn meet([a, b]: [Point; 2], [c, d]: [Point; 2]) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// Distance from `point` to the nearest place on `path`.
pub(super) fn distance(path: &[Point], point: Point) -> f32 {
    let pieces = path.iter().zip(path.iter().skip(1));
    pieces.map(|(a, b)| squared_distance(*a, *b, point)).fold(f32::INFINITY, f32::min).sqrt()
}

/// The square of the distance from `point` to the nearest place on a straight piece: the root is what costs most.
pub(super) fn squared_distance(a: Point, b: Point, point: Point) -> f32 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (px, py) = (point.x - a.x, point.y - a.y);
    let squared = dx * dx + dy * dy;
    let share = if squared > 0.0 { ((px * dx + py * dy) / squared).clamp(0.0, 1.0) } else { 0.0 };
    let (x, y) = (px - share * dx, py - share * dy);
    x * x + y * y
}

fn toward(a: Point, b: Point, share: f32) -> Point {
    Point::new(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
}

fn on_curve([start, a, b, end]: [Point; 4], t: f32) -> Point {
    let u = 1.0 - t;
    let mix = |s: f32, a: f32, b: f32, e: f32| {
        u * u * u * s + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * e
    };
    Point::new(mix(start.x, a.x, b.x, end.x), mix(start.y, a.y, b.y, end.y))
}

fn ports(supplier: Rect, customer: Rect, lane: Lane, flow: Flow) -> (Port, Port) {
    if supplier.contains_rect(customer) {
        let out = nearest_side(supplier, customer);
        return (port(supplier, customer, out, lane, -1.0), port(customer, supplier, out, lane, 1.0));
    }
    if customer.contains_rect(supplier) {
        let out = nearest_side(customer, supplier);
        return (port(supplier, customer, out, lane, 1.0), port(customer, supplier, out, lane, -1.0));
    }
    let out = facing_side(supplier, customer, flow);
    let back = (-out.0, -out.1);
    (port(supplier, customer, out, lane, 1.0), port(customer, supplier, back, lane, 1.0))
}

/// The side of `from` that looks at `to`; those along the flow win where it is close, as the map reads.
fn facing_side(from: Rect, to: Rect, flow: Flow) -> (f32, f32) {
    let (a, b) = (from.center(), to.center());
    let gap_x = (b.x - a.x).abs() - f32::midpoint(from.width(), to.width());
    let gap_y = (b.y - a.y).abs() - f32::midpoint(from.height(), to.height());
    let wins = |along: f32, across: f32| along >= 16.0 && along * 1.6 >= across || along > across;
    let is_sideways = match flow {
        Flow::LeftToRight => wins(gap_x, gap_y),
        Flow::TopToBottom => !wins(gap_y, gap_x),
    };
    if is_sideways { ((b.x - a.x).signum(), 0.0) } else { (0.0, (b.y - a.y).signum()) }
}

/// The side of `outer` to which `inner` lies nearest.
fn nearest_side(outer: Rect, inner: Rect) -> (f32, f32) {
    let sides = [
        (outer.max.x - inner.max.x, (1.0, 0.0)),
        (inner.min.x - outer.min.x, (-1.0, 0.0)),
        (outer.max.y - inner.max.y, (0.0, 1.0)),
        (inner.min.y - outer.min.y, (0.0, -1.0)),
    ];
    sides.into_iter().reduce(|a, b| if b.0 < a.0 { b } else { a }).map_or((1.0, 0.0), |(_, side)| side)
}

/// Where a line to `other` leaves `rect` on the side `out`: further along the side, the further away
/// the other one lies in that direction.
fn port(rect: Rect, other: Rect, side: (f32, f32), lane: Lane, outwards: f32) -> Port {
    let (center, target) = (rect.center(), other.center());
    let out = (side.0 * outwards, side.1 * outwards);
    let shift = lane.steps() * LANE_AT_BOX;
    if side.0 == 0.0 {
        let room = (rect.width() / 2.0 - 14.0).max(0.0);
        let x = spread(target.x - center.x, (target.y - center.y).abs(), room, shift);
        let y = if side.1 > 0.0 { rect.max.y } else { rect.min.y };
        return Port { at: Point::new(center.x + x, y), out };
    }
    let room = (rect.height() / 2.0 - 9.0).max(0.0);
    let y = spread(target.y - center.y, (target.x - center.x).abs(), room, shift);
    let x = if side.0 > 0.0 { rect.max.x } else { rect.min.x };
    Port { at: Point::new(x, center.y + y), out }
}

/// From -room to room: the steeper the way (`across` against `ahead`), the further out.
fn spread(across: f32, ahead: f32, room: f32, shift: f32) -> f32 {
    let angle = across.atan2(ahead.max(1.0));
    let share = (angle / std::f32::consts::FRAC_PI_2).clamp(-1.0, 1.0);
    (share * room * 0.9 + shift).clamp(-room, room)
}

fn handle_length(from: Port, to: Port) -> f32 {
    let ahead = ((to.at.x - from.at.x) * from.out.0 + (to.at.y - from.at.y) * from.out.1).abs();
    let distance = from.at.distance(to.at);
    (ahead * 0.45).max(distance * 0.25).min(220.0)
}
