//! Lines can be told from one another.

use super::by_hand::{ByHand, any_map_with_gaps};
use crate::arrange::{Route, Side};
use crate::model::{Point, Rect};
use proptest::prelude::*;

/// Every few units along a line.
fn samples(route: &Route, step: f32) -> Vec<Point> {
    let flat = route.flattened();
    let mut samples = Vec::new();
    for leg in flat.windows(2) {
        let count = (leg[0].distance(leg[1]) / step).ceil().max(1.0);
        let at = |n: f32| leg[0].moved((leg[1].x - leg[0].x) * n / count, (leg[1].y - leg[0].y) * n / count);
        samples.extend((0..count as usize).map(|n| at(n as f32)));
    }
    samples
}

fn distance(p: Point, leg: &[Point]) -> f32 {
    let (dx, dy) = (leg[1].x - leg[0].x, leg[1].y - leg[0].y);
    let share = ((p.x - leg[0].x) * dx + (p.y - leg[0].y) * dy) / (dx * dx + dy * dy).max(f32::EPSILON);
    let share = share.clamp(0.0, 1.0);
    p.distance(leg[0].moved(dx * share, dy * share))
}

/// How long a line runs as near to another as `near`, all in all.
fn length_beside(one: &Route, other: &Route, near: f32) -> f32 {
    const STEP: f32 = 2.0;
    let flat = other.flattened();
    let is_near = |p: &&Point| flat.windows(2).any(|leg| distance(**p, leg) < near);
    STEP * samples(one, STEP).iter().filter(is_near).count() as f32
}

/// Whether the ends at this side of a box have room: that many lines end there.
fn has_room(rect: Rect, side: Side, count: usize) -> bool {
    const LEAST: f32 = 6.0;
    let length = if matches!(side, Side::Top | Side::Bottom) { rect.width() } else { rect.height() };
    length / (count + 1) as f32 >= LEAST
}

/// Pairs of parallel or opposite lines, and of loops at one box, whose ends have room.
fn siblings(map: &ByHand, routes: &[Route]) -> Vec<(usize, usize)> {
    const MOST_LOOPS: usize = 3;
    let ends = |line: usize| {
        let (from, to) = map.lines[line];
        [(from, routes[line].from_side), (to, routes[line].to_side)]
    };
    let count_at = |end: (u32, Side)| (0..routes.len()).flat_map(ends).filter(|other| *other == end).count();
    let roomy = |line: &usize| {
        let (from, to) = map.lines[*line];
        let loops = map.lines.iter().filter(|ends| **ends == (from, from)).count();
        let is_few = from != to || loops <= MOST_LOOPS;
        is_few && ends(*line).iter().all(|end| has_room(map.boxes[end.0 as usize], end.1, count_at(*end)))
    };
    let roomy: Vec<usize> = (0..routes.len()).filter(roomy).collect();
    let pair =
        |line: usize| (map.lines[line].0.min(map.lines[line].1), map.lines[line].0.max(map.lines[line].1));
    let pairs = roomy.iter().enumerate().flat_map(|(at, a)| roomy[at + 1..].iter().map(|b| (*a, *b)));
    pairs.filter(|(a, b)| pair(*a) == pair(*b)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parallel_and_opposite_supplies_are_apart_wherever_there_is_room(map in any_map_with_gaps(60.0)) {
        const FEW: usize = 16;
        let mut map = map;
        map.lines.truncate(FEW);
        let routes = map.router().into_routes();
        for (a, b) in siblings(&map, &routes) {
            let together = length_beside(&routes[a], &routes[b], 2.5);
            prop_assert!(together <= 24.0, "lines {a} and {b} are one for {together}");
        }
    }
}
