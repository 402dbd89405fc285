//! Lines can be told from one another.

use super::by_hand::{ByHand, any_map_with_gaps};
use crate::arrange::{Flow, Route, Side, route};
use crate::model::{Point, Rect, Size};
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
pub(super) fn length_beside(one: &Route, other: &Route, near: f32) -> f32 {
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

/// Whether so many lines can bend side by side between two boxes, if they leave one and arrive at the other at sides that
/// face each other.
fn has_room_to_bend((a, b): (Rect, Rect), route: &Route, count: usize) -> bool {
    const LEAST: f32 = 6.0;
    let is_facing = matches!(
        (route.from_side, route.to_side),
        (Side::Right, Side::Left)
            | (Side::Left, Side::Right)
            | (Side::Top, Side::Bottom)
            | (Side::Bottom, Side::Top)
    );
    let gap = match route.from_side {
        Side::Right => b.min.x - a.max.x,
        Side::Left => a.min.x - b.max.x,
        Side::Bottom => b.min.y - a.max.y,
        Side::Top => a.min.y - b.max.y,
    };
    !is_facing || gap < 0.0 || gap / (count + 1) as f32 >= LEAST
}

/// Whether foreign boxes leave lines room to arrive one after the other at a side of box `v`, from wherever box `other` is.
fn has_room_outside(map: &ByHand, (v, side): (u32, Side), other: u32) -> bool {
    const ROOM: f32 = 40.0;
    let own = map.boxes[v as usize];
    let both = own.union(map.boxes[other as usize]);
    let (min, max) = match side {
        Side::Right => (Point::new(own.max.x, both.min.y), Point::new(own.max.x + ROOM, both.max.y)),
        Side::Left => (Point::new(own.min.x - ROOM, both.min.y), Point::new(own.min.x, both.max.y)),
        Side::Bottom => (Point::new(both.min.x, own.max.y), Point::new(both.max.x, own.max.y + ROOM)),
        Side::Top => (Point::new(both.min.x, own.min.y - ROOM), Point::new(both.max.x, own.min.y)),
    };
    let foreign = (0..map.boxes.len() as u32).filter(|w| *w != v && *w != other);
    !foreign.into_iter().any(|w| map.boxes[w as usize].overlaps(Rect::new(min, max)))
}

/// Pairs of parallel or opposite lines, a dozen at most, and of loops at one box, where these have room.
fn siblings(map: &ByHand, routes: &[Route]) -> Vec<(usize, usize)> {
    const MOST_LOOPS: usize = 3;
    const A_DOZEN: usize = 12;
    let pair =
        |line: usize| (map.lines[line].0.min(map.lines[line].1), map.lines[line].0.max(map.lines[line].1));
    let ends = |line: usize| {
        let (from, to) = map.lines[line];
        [(from, routes[line].from_side), (to, routes[line].to_side)]
    };
    let count_at = |end: (u32, Side)| (0..routes.len()).flat_map(ends).filter(|other| *other == end).count();
    let roomy = |line: &usize| {
        let (from, to) = map.lines[*line];
        let loops = map.lines.iter().filter(|ends| **ends == (from, from)).count();
        let is_few = from != to || loops <= MOST_LOOPS;
        let beside = (0..routes.len()).filter(|other| pair(*other) == pair(*line)).count();
        let boxes = (map.boxes[from as usize], map.boxes[to as usize]);
        let [start, end] = ends(*line);
        is_few
            && beside <= A_DOZEN
            && has_room_to_bend(boxes, &routes[*line], beside)
            && has_room_outside(map, start, to)
            && has_room_outside(map, end, from)
            && ends(*line).iter().all(|end| has_room(map.boxes[end.0 as usize], end.1, count_at(*end)))
    };
    let roomy: Vec<usize> = (0..routes.len()).filter(roomy).collect();
    let pairs = roomy.iter().enumerate().flat_map(|(at, a)| roomy[at + 1..].iter().map(|b| (*a, *b)));
    pairs.filter(|(a, b)| pair(*a) == pair(*b)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parallel_and_opposite_supplies_are_apart_wherever_there_is_room(map in any_map_with_gaps(60.0)) {
        const FEW: usize = 16;
        // Where they are steep they come close, so that they do not cross others that bend beside them.
        const MOST: f32 = 96.0;
        let mut map = map;
        map.lines.truncate(FEW);
        let routes = map.router().into_routes();
        for (a, b) in siblings(&map, &routes) {
            let together = length_beside(&routes[a], &routes[b], 1.6);
            prop_assert!(together <= MOST, "lines {a} and {b} are one for {together}");
        }
    }

    #[test]
    fn supplies_between_close_boxes_are_short_and_apart(
        gap in 8_u8..30,
        beside in -30_i8..30,
        is_below in any::<bool>(),
        lines in prop::collection::vec(prop_oneof![Just((0_u32, 1_u32)), Just((1, 0))], 1..4),
        is_down in any::<bool>(),
    ) {
        let first = Rect::new(Point::new(0.0, 0.0), Point::new(112.0, 46.0));
        let (gap, beside) = (f32::from(gap), f32::from(beside));
        let second = if is_below { first.moved(beside, 46.0 + gap) } else { first.moved(112.0 + gap, beside / 3.0) };
        let flow = if is_down { Flow::TopToBottom } else { Flow::LeftToRight };
        let routes = route(&[first, second], &[], &lines, flow);
        for (a, one) in routes.iter().enumerate() {
            let flat = one.flattened();
            let length: f32 = flat.windows(2).map(|leg| leg[0].distance(leg[1])).sum();
            prop_assert!(length <= gap + 1.0, "line {a} is {length} long");
            for other in &routes[a + 1..] {
                let across = [flat[0], flat[flat.len() - 1]];
                let apart = samples(other, 1.0).into_iter().map(|p| distance(p, &across));
                let nearest = apart.fold(f32::MAX, f32::min);
                prop_assert!(nearest >= 7.0, "another is {nearest} from line {a}");
            }
        }
    }

    #[test]
    fn ends_at_a_side_are_spread_in_the_order_of_those_where_they_lead(
        heights in prop::collection::btree_set(-8_i8..8, 1..8),
        directions in prop::collection::vec(any::<bool>(), 8),
        seed in any::<u8>(),
    ) {
        let hub = Rect::around(Point::default(), Size::new(120.0, 60.0));
        let at = |height: &i8| Rect::around(Point::new(500.0, 70.0 * f32::from(*height)), Size::new(120.0, 40.0));
        let mut neighbours: Vec<Rect> = heights.iter().map(at).collect();
        let middle = usize::from(seed) % neighbours.len();
        neighbours.rotate_left(middle); // whatever numbers they have
        let boxes: Vec<Rect> = [hub].into_iter().chain(neighbours).collect();
        let count = boxes.len() as u32 - 1;
        let ends = |v: u32| if directions[v as usize - 1] { (0, v) } else { (v, 0) };
        let lines: Vec<(u32, u32)> = (1..=count).map(ends).collect();
        let routes = route(&boxes, &[], &lines, Flow::LeftToRight);
        let mut ports: Vec<(f32, f32)> = routes.iter().zip(&lines).zip(&boxes[1..]).map(|((route, ends), neighbour)| {
            let curve = &route.curve;
            let end = if ends.0 == 0 { curve[0] } else { curve[curve.len() - 1] };
            (neighbour.center().y, end.y)
        }).collect();
        ports.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (n, (_, y)) in ports.iter().enumerate() {
            let share = (n + 1) as f32 / (count + 1) as f32;
            prop_assert!((y - (hub.min.y + 60.0 * share)).abs() < 0.01, "end {n} is at {y}");
        }
    }
}
