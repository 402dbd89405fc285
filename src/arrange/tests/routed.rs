//! What routes promise.

use super::rect;
use crate::arrange::{Change, DrawnLine, Flow, Route, RoutedBox, Router, Side, quality, route};
use crate::model::{Point, Rect, Size};

#[test]
fn parallel_and_opposite_supplies_are_apart() {
    let boxes = [rect(0.0, 0.0), rect(300.0, 30.0)];
    let routes = route(&boxes, &[], &[(0, 1), (0, 1), (1, 0)], Flow::LeftToRight);
    for (i, one) in routes.iter().enumerate() {
        for other in &routes[i + 1..] {
            let (mut a, mut b) = (one.flattened(), other.flattened());
            a.sort_by(|p, q| p.x.total_cmp(&q.x));
            b.sort_by(|p, q| p.x.total_cmp(&q.x));
            let nearest = a.iter().zip(&b).map(|(p, q)| p.distance(*q)).fold(f32::MAX, f32::min);
            assert!(nearest >= 6.0, "{nearest}");
        }
    }
}

#[test]
fn a_supply_to_oneself_is_a_loop_at_a_corner() {
    let routes = route(&[rect(0.0, 0.0)], &[], &[(0, 0), (0, 0)], Flow::LeftToRight);
    let (first, second) = (routes[0].flattened(), routes[1].flattened());
    assert!(first.len() > 4 && first != second);
}

/// The sides that a loop of the first box joins, and how far off the box it comes.
fn loop_of(routes: &[Route]) -> ((Side, Side), f32) {
    let own = rect(0.0, 0.0);
    let off = |p: &Point| (p.x.abs() - own.width() / 2.0).max(p.y.abs() - own.height() / 2.0);
    let furthest = routes[0].flattened().iter().map(off).fold(0.0, f32::max);
    ((routes[0].from_side, routes[0].to_side), furthest)
}

#[test]
fn a_supply_to_oneself_leaves_its_corner_while_a_box_stands_there() {
    use Side::{Bottom, Left, Right, Top};
    let loops = |foreign: &[Rect]| {
        let boxes: Vec<Rect> = [rect(0.0, 0.0)].iter().chain(foreign).copied().collect();
        loop_of(&route(&boxes, &[], &[(0, 0)], Flow::LeftToRight))
    };
    let (usual, size) = loops(&[]);
    assert_eq!(usual, (Top, Right));
    let close = [rect(130.0, -20.0), rect(130.0, 25.0), rect(-100.0, -50.0), rect(-100.0, 50.0)];
    assert_eq!(loops(&close[..1]), ((Bottom, Right), size));
    assert_eq!(loops(&close[..2]), ((Top, Left), size));
    assert_eq!(loops(&close[..3]), ((Bottom, Left), size));
    let (side, small) = loops(&close);
    assert!(side == (Top, Right) && 2.0 < small && small < 10.0, "{side:?} {small}: within the gap");
}

#[test]
fn a_supply_to_oneself_comes_back_to_its_corner_when_that_is_free_again() {
    // Far from the corner at which the loop is by then.
    let boxes = [rect(0.0, 0.0), rect(130.0, -20.0), rect(130.0, 25.0)];
    let mut router = Router::new(&boxes, &[], &[(0, 0)], Flow::LeftToRight);
    let before = router.routes().to_vec();
    assert_eq!(before[0].to_side, Side::Left);
    assert_eq!(router.change(&moved(1, rect(300.0, -20.0)), false), [0]);
    assert_eq!((router.routes()[0].from_side, router.routes()[0].to_side), (Side::Top, Side::Right));
    router.change(&moved(1, boxes[1]), false);
    assert_eq!(router.routes(), before);
}

#[test]
fn lines_to_one_box_arrive_in_the_order_in_which_they_come() {
    // The wide box makes its column wide: the line from the small one runs straight to the column's edge,
    // below the line that passes above it.
    let around = |x, y, width, height| Rect::around(Point::new(x, y), Size::new(width, height));
    let (first, small, wide) = (
        around(425.0, 140.0, 60.0, 36.0),
        around(734.0, 128.0, 60.0, 36.0),
        around(734.0, 200.0, 196.0, 50.0),
    );
    let boxes = [first, small, wide, around(926.0, 76.0, 74.0, 74.0)];
    let ends = [(0, 3), (0, 1), (0, 2), (1, 3)];
    let routes = route(&boxes, &[], &ends, Flow::LeftToRight);
    let line = |((from, to), route): (&(u32, u32), &Route)| DrawnLine {
        from: *from,
        to: *to,
        points: route.flattened(),
    };
    let lines: Vec<DrawnLine> = ends.iter().zip(&routes).map(line).collect();
    assert_eq!(quality(&boxes, &[None; 4], &lines).crossings, 0);
}

#[test]
fn a_line_keeps_clear_of_a_box_beside_its_own_in_one_wide_column() {
    let around = |x, y, width| Rect::around(Point::new(x, y), Size::new(width, 40.0));
    // The wide boxes make the column; below them two small ones stand side by side in it.
    let boxes = [around(0.0, 0.0, 300.0), around(0.0, 80.0, 300.0), around(-90.0, 160.0, 100.0)];
    let boxes = [boxes[0], boxes[1], boxes[2], around(90.0, 160.0, 100.0), around(500.0, 160.0, 100.0)];
    let routes = route(&boxes, &[], &[(2, 4)], Flow::LeftToRight);
    let line = DrawnLine { from: 2, to: 4, points: routes[0].flattened() };
    assert_eq!(quality(&boxes, &[None; 5], &[line]).lines_through_boxes, 0);
}

#[test]
fn a_line_keeps_off_the_edges_of_a_frame_that_it_passes() {
    let frame = |top: f32, bottom: f32| Rect::new(Point::new(220.0, top), Point::new(380.0, bottom));
    let lines = |frame: Rect| {
        let boxes = [rect(0.0, 0.0), rect(300.0, 90.0), rect(600.0, 0.0), frame];
        let is_frame = [false, false, false, true];
        route(&boxes, &is_frame, &[(0, 2), (0, 2)], Flow::LeftToRight)
    };
    let least_distance = |routes: &[Route], edge: f32| {
        let points = routes.iter().flat_map(Route::flattened);
        let beside = points.filter(|p| (240.0..=360.0).contains(&p.x));
        beside.map(|p| (p.y - edge).abs()).fold(f32::MAX, f32::min)
    };
    // Inside, where there is room above the member, or outside, whatever is nearer.
    for edge in [-30.0_f32, -8.0, -4.0, 0.0, 3.0, 8.0, 30.0] {
        let distance = least_distance(&lines(frame(edge, 132.0)), edge);
        assert!(distance >= 6.0, "{distance} from the edge at {edge}");
    }
}

fn moved(v: u32, rect: Rect) -> Change {
    Change { boxes: vec![(v, Some(RoutedBox { rect, is_frame: false }))], lines: Vec::new() }
}

#[test]
fn moving_a_box_gives_the_same_routes_as_routing_afresh_and_touches_only_its_own() {
    let places = [(0.0, 0.0), (300.0, -100.0), (300.0, 100.0), (600.0, 0.0), (900.0, 300.0)];
    let mut boxes: Vec<Rect> = places.iter().map(|(x, y)| rect(*x, *y)).collect();
    let lines = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)];
    let mut router = Router::new(&boxes, &[], &lines, Flow::LeftToRight);
    boxes[4] = rect(900.0, 420.0);
    assert_eq!(router.change(&moved(4, boxes[4]), false), [4]);
    assert_eq!(router.routes(), route(&boxes, &[], &lines, Flow::LeftToRight));
}

#[test]
fn sides_do_not_flicker_while_a_box_is_dragged_over_the_border() {
    let mut router = Router::new(&[rect(0.0, 0.0), rect(150.0, 90.0)], &[], &[(0, 1)], Flow::LeftToRight);
    let side = |router: &Router| router.routes()[0].from_side;
    let start = side(&router);
    router.change(&moved(1, rect(142.0, 90.0)), true);
    assert_eq!(side(&router), start);
    router.change(&moved(1, rect(20.0, 90.0)), true);
    assert_ne!(side(&router), start);
}

#[test]
fn lines_of_parties_that_do_not_exist_are_empty() {
    assert!(route(&[rect(0.0, 0.0)], &[], &[(0, 7)], Flow::LeftToRight)[0].curve.is_empty());
}

#[test]
fn a_line_that_makes_room_for_another_still_goes_round_boxes() {
    let r = |left, top, right, bottom| Rect::new(Point::new(left, top), Point::new(right, bottom));
    let mut boxes = [
        r(-30.0, -211.0, 30.0, -181.0),
        r(141.5, 335.0, 302.5, 365.0),
        r(345.0, -247.5, 439.0, -172.5),
        r(270.0, 415.0, 330.0, 445.0),
        r(-330.0, -104.0, -270.0, -74.0),
    ];
    let mut router = Router::new(&boxes, &[], &[(0, 1), (1, 0)], Flow::TopToBottom);
    // It drives one of the two away, the other gets the upper port, and from there this box is in the way.
    boxes[2] = boxes[2].moved(-148.0, 345.0);
    router.change(&moved(2, boxes[2]), false);
    let line = |route: &Route| DrawnLine { from: 0, to: 1, points: route.flattened() };
    let lines: Vec<DrawnLine> = router.routes().iter().map(line).collect();
    assert_eq!(quality(&boxes, &[None; 5], &lines).lines_through_boxes, 0);
}
