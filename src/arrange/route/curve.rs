//! Smooth lines: a start and then two control points and an end, three and three.

use super::siblings::Aside;
use super::side::Side;
use crate::model::{Point, Rect};
use std::ops::RangeInclusive;

/// From `p` to `q`, leaving and arriving straight, in one bend; further out by what the ends `lead`.
pub(super) fn swing((p, from): (Point, Side), (q, to): (Point, Side), lead: (f32, f32)) -> Vec<Point> {
    const LEAST: f32 = 16.0;
    const MOST: f32 = 160.0;
    let is_facing = from.faces(to);
    let reach = |side: Side| {
        let (x, y) = side.outwards();
        let ahead = ((q.x - p.x) * x + (q.y - p.y) * y).abs();
        // Between close boxes it stays between them.
        let least = if is_facing { LEAST.min(0.6 * ahead) } else { LEAST };
        (ahead * 0.5).clamp(least, MOST)
    };
    let ((fx, fy), (tx, ty)) = (from.outwards(), to.outwards());
    let (a, b) = (reach(from) + lead.0, reach(to) + lead.1);
    vec![p, p.moved(fx * a, fy * a), q.moved(tx * b, ty * b), q]
}

/// How round corners are: as much as looks well, or less where the round would cut into a box.
pub(super) const RADII: [f32; 3] = [24.0, 8.0, 2.0];

/// Along `way` with its corners rounded.
pub(super) fn rounded(way: &[Point], radius: f32) -> Vec<Point> {
    let Some((&first, &last)) = way.first().zip(way.last()) else { return Vec::new() };
    let mut points = vec![first];
    for corner in way.windows(3) {
        let (before, at, after) = (corner[0], corner[1], corner[2]);
        let radius = radius.min(before.distance(at) / 2.0).min(at.distance(after) / 2.0);
        let start = towards(at, before, radius);
        let end = towards(at, after, radius);
        line_to(&mut points, start);
        // A quadratic arc with its control point at the corner, as a cubic one.
        points.extend([towards(start, at, start.distance(at) * 2.0 / 3.0)]);
        points.extend([towards(end, at, end.distance(at) * 2.0 / 3.0), end]);
    }
    line_to(&mut points, last);
    points
}

/// The curve as a polyline that is nowhere more than about a pixel away.
pub(super) fn flattened(curve: &[Point]) -> Vec<Point> {
    let mut flat: Vec<Point> = curve.first().copied().into_iter().collect();
    flat.extend(pieces(curve).flat_map(steps));
    flat
}

/// The legs of that polyline on those pieces of the curve that may come into an area.
pub(super) fn legs_near(curve: &[Point], area: Rect) -> impl Iterator<Item = (Point, Point)> {
    let is_near = move |[p, a, b, q]: &[Point; 4]| {
        let around = |s: Point, t: Point| Rect::new(s, s).union(Rect::new(t, t));
        around(*p, *a).union(around(*b, *q)).meets(area)
    };
    pieces(curve).filter(is_near).flat_map(|piece| {
        let mut from = piece[0];
        steps(piece).map(move |to| (std::mem::replace(&mut from, to), to))
    })
}

/// Start, two control points and end of every piece.
fn pieces(curve: &[Point]) -> impl Iterator<Item = [Point; 4]> {
    curve.windows(4).step_by(3).filter_map(|piece| <[Point; 4]>::try_from(piece).ok())
}

/// The points of a polyline along a piece, without its start.
fn steps([p, a, b, q]: [Point; 4]) -> impl Iterator<Item = Point> {
    const PIXELS_A_STEP: f32 = 12.0;
    let turns = (a.x - p.x) * (q.y - p.y) != (a.y - p.y) * (q.x - p.x)
        || (b.x - p.x) * (q.y - p.y) != (b.y - p.y) * (q.x - p.x);
    let length = p.distance(a) + a.distance(b) + b.distance(q);
    let count = if turns { (length / PIXELS_A_STEP).clamp(4.0, 24.0) as usize } else { 1 };
    (1..=count).map(move |step| cubic(p, a, b, q, step as f32 / count as f32))
}

/// Along a lane with these stations ([`Lane::stations`](super::lanes::Lane::stations)): straight through columns, in
/// one bend from each to the next, and between some stations another way, its corners rounded.
pub(super) fn along_lane(
    stations: &[Point],
    detours: &[(RangeInclusive<usize>, Vec<Point>)],
    aside: Aside,
    radius: f32,
) -> Vec<Point> {
    let mut points: Vec<Point> = stations.first().copied().into_iter().collect();
    let mut at = 0;
    let mut detours = detours.iter().peekable();
    while at + 1 < stations.len() {
        // With the straight legs before and after it, so that it leaves and comes back in an arc.
        let near = detours.next_if(|(between, _)| between.start().saturating_sub(1) == at);
        if let Some((between, way)) = near {
            let end = (between.end() + 1).min(stations.len() - 1);
            let way: Vec<Point> =
                [stations[at]].into_iter().chain(way.iter().copied()).chain([stations[end]]).collect();
            points.extend(rounded(&way, radius).into_iter().skip(1));
            at = end;
            continue;
        }
        at += 1;
        if at.is_multiple_of(2) {
            bend_to(&mut points, stations[at], aside);
        } else {
            line_to(&mut points, stations[at]);
        }
    }
    points
}

/// The bend from the end of one straight leg of a lane to the start of the next.
pub(super) fn bend(from: Point, to: Point, aside: Aside) -> Vec<Point> {
    let mut points = vec![from];
    bend_to(&mut points, to, aside);
    points
}

/// To another height, starting and ending along the flow. The steeper, the further along the flow lines bend beside one
/// another: the upper of two that go down turns later. Between the same ends, so that those of others need no room for it.
fn bend_to(points: &mut Vec<Point>, to: Point, aside: Aside) {
    /// The share of the way that lines may keep straight for that.
    const MOST: f32 = 0.25;
    let Some(&from) = points.last() else { return };
    let (along, down) = (to.x - from.x, to.y - from.y);
    let room = (MOST * along).max(0.0);
    let steepness = 1.5 * down / along.hypot(1.5 * down).max(1.0);
    let share = steepness * (room / aside.most.max(room)).min(1.0);
    let (half, later) = (along / 2.0, -aside.from_middle * share);
    points.extend([from.moved(half + later, 0.0), to.moved(later - half, 0.0), to]);
}

fn line_to(points: &mut Vec<Point>, to: Point) {
    let Some(&from) = points.last().filter(|from| from.distance(to) > 0.01) else { return };
    let third = from.distance(to) / 3.0;
    points.extend([towards(from, to, third), towards(to, from, third), to]);
}

fn towards(from: Point, to: Point, distance: f32) -> Point {
    let whole = from.distance(to);
    if whole <= f32::EPSILON {
        return from;
    }
    let share = distance / whole;
    from.moved((to.x - from.x) * share, (to.y - from.y) * share)
}

/// The point at `t` on a cubic Bézier curve.
fn cubic(p: Point, a: Point, b: Point, q: Point, t: f32) -> Point {
    let s = 1.0 - t;
    let (w0, w1, w2, w3) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
    Point::new(w0 * p.x + w1 * a.x + w2 * b.x + w3 * q.x, w0 * p.y + w1 * a.y + w2 * b.y + w3 * q.y)
}
