//! What stays as it is while a map is edited: after a change only the lines that it touches are routed again.

use super::by_hand::{ByHand, any_map};
use crate::arrange::segment::entry;
use crate::arrange::{Change, Flow, Route, RoutedBox, Router, route};
use crate::model::{Point, Rect, Size};
use proptest::prelude::*;
use std::collections::BTreeSet;

pub(super) fn moved(boxes: &[(usize, Rect)]) -> Change {
    let to = |(v, rect): &(usize, Rect)| (*v as u32, Some(RoutedBox { rect: *rect, is_frame: false }));
    Change { boxes: boxes.iter().map(to).collect(), lines: Vec::new() }
}

/// Whether a line comes as near to `rect` as `distance`.
fn comes_near(route: &Route, rect: Rect, distance: f32) -> bool {
    let near = rect.grown(distance);
    route.flattened().windows(2).any(|leg| entry(leg[0], leg[1], near).is_some())
}

/// Foreign boxes through which a line runs.
pub(super) fn crossed(map: &ByHand, routes: &[Route]) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    for (at, (route, (from, to))) in routes.iter().zip(&map.lines).enumerate() {
        let is_foreign = |v: &usize| *v as u32 != *from && *v as u32 != *to;
        let foreign = (0..map.boxes.len()).filter(is_foreign);
        found.extend(foreign.filter(|v| comes_near(route, map.boxes[*v], -1.0)).map(|v| (at, v)));
    }
    found
}

/// The lines that may be different after boxes have moved: those that end there or came near, and those that share
/// a box or a corner with one of these, and what is at the corners of one that changed.
fn may_change(map: &ByHand, before: &[Route], after: &[Route], changed: &[(usize, Rect)]) -> BTreeSet<usize> {
    /// What is set apart at corners, and the bend at which a line makes way.
    const NEAR: f32 = 60.0;
    /// How far around a box with many supplies to oneself there has to be room for these.
    const LOOP: f32 = 107.0;
    let is_touched = |line: &usize| {
        let (from, to) = map.lines[*line];
        // Supplies to oneself keep to a corner of their box that is free.
        let around = map.boxes[from as usize].grown(LOOP);
        let stands_beside = |rect: Rect| from == to && around.overlaps(rect);
        changed.iter().any(|(v, rect)| {
            let is_end = *v as u32 == from || *v as u32 == to;
            is_end || stands_beside(*rect) || comes_near(&before[*line], *rect, NEAR)
        })
    };
    let touched: BTreeSet<usize> = (0..map.lines.len()).filter(is_touched).collect();
    let shares = |line: &usize| {
        let shares_box = |other: &usize| shares_box(map.lines[*line], map.lines[*other]);
        let shares_corner = |other: &usize| {
            map.boxes.iter().any(|rect| {
                let meets = |route: &Route| comes_near(route, *rect, 30.0);
                meets(&before[*line]) && (meets(&before[*other]) || meets(&after[*other]))
            })
        };
        touched.iter().any(|other| shares_box(other) || shares_corner(other))
    };
    let may = (0..map.lines.len()).filter(|line| touched.contains(line) || shares(line));
    with_those_at_their_corners(map, before, after, may)
}

/// These lines and those at the corners of any of them that is different: where another turns now, they make room.
fn with_those_at_their_corners(
    map: &ByHand,
    before: &[Route],
    after: &[Route],
    lines: impl Iterator<Item = usize>,
) -> BTreeSet<usize> {
    const NEAR: f32 = 40.0;
    let lines: BTreeSet<usize> = lines.collect();
    let changed = lines.iter().filter(|at| before[**at] != after[**at]);
    let both = changed.flat_map(|at| [&before[*at], &after[*at]]);
    let near =
        |route: &Route| map.boxes.iter().filter(|rect| comes_near(route, **rect, NEAR)).collect::<Vec<_>>();
    let boxes: Vec<&Rect> = both.flat_map(near).collect();
    let is_beside = |line: &usize| boxes.iter().any(|rect| comes_near(&before[*line], **rect, NEAR));
    (0..map.lines.len()).filter(is_beside).chain(lines.iter().copied()).collect()
}

fn shares_box((a, b): (u32, u32), (c, d): (u32, u32)) -> bool {
    a == c || a == d || b == c || b == d
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn lines_go_round_boxes_that_were_placed_by_hand(map in any_map()) {
        let routes = map.router().into_routes();
        prop_assert_eq!(crossed(&map, &routes), BTreeSet::new());
    }

    #[test]
    fn moving_a_box_changes_only_what_it_touches_and_lines_still_go_round(
        map in any_map(),
        moves in prop::collection::vec((0_usize..24, -500_i16..500, -400_i16..400), 1..6),
    ) {
        let mut map = map;
        let mut router = map.router();
        for (v, dx, dy) in moves {
            let v = v % map.boxes.len();
            let (old, new) = (map.boxes[v], map.free_place(v, (dx, dy)));
            let before = router.routes().to_vec();
            let change = map.move_to(v, new);
            let changed = router.change(&change, false);
            let after = router.routes();
            let different: Vec<u32> =
                (0..after.len() as u32).filter(|line| before[*line as usize] != after[*line as usize]).collect();
            prop_assert_eq!(&changed, &different, "it says what is different");
            let may = may_change(&map, &before, after, &[(v, old), (v, new)]);
            let others: Vec<&u32> = changed.iter().filter(|line| !may.contains(&(**line as usize))).collect();
            prop_assert!(others.is_empty(), "{others:?} were not touched");
            prop_assert_eq!(crossed(&map, after), BTreeSet::new());
        }
    }

    #[test]
    fn what_is_put_back_gets_its_lines_back(
        map in any_map(),
        moves in prop::collection::vec((0_usize..24, -500_i16..500, -400_i16..400), 1..6),
        is_trial in any::<bool>(),
    ) {
        let mut router = map.router();
        let mut states = vec![(map.clone(), router.routes().to_vec())];
        for (v, dx, dy) in moves {
            let mut map = states.last().unwrap().0.clone();
            let v = v % map.boxes.len();
            let change = map.move_to(v, map.free_place(v, (dx, dy)));
            if is_trial {
                router.change(&moved(&[(v, map.boxes[v].moved(7.0, 9.0))]), true);
            }
            router.change(&change, is_trial);
            router.change(&Change::default(), false);
            states.push((map, router.routes().to_vec()));
        }
        let there = states.iter().enumerate().rev().chain(states.iter().enumerate());
        for (at, (map, routes)) in there {
            let all: Vec<(usize, Rect)> = map.boxes.iter().copied().enumerate().collect();
            router.change(&moved(&all), false);
            prop_assert_eq!(router.routes(), &routes[..], "state {}", at);
        }
    }

    #[test]
    fn lines_that_come_and_go_leave_the_others_alone(map in any_map(), ends in (0_u32..24, 0_u32..24)) {
        let mut router = map.router();
        let before = router.routes().to_vec();
        let (from, to) = (ends.0 % map.boxes.len() as u32, ends.1 % map.boxes.len() as u32);
        let new = map.lines.len() as u32;
        router.change(&Change { lines: vec![(new, Some((from, to)))], boxes: Vec::new() }, false);
        prop_assert!(!router.routes()[new as usize].curve.is_empty());
        let after = router.routes();
        let is_touched = |at: &usize| {
            let near = |route: &Route, rect: &Rect| comes_near(route, *rect, 40.0);
            let shares_corner =
                map.boxes.iter().any(|rect| near(&before[*at], rect) && near(&after[new as usize], rect));
            shares_corner || shares_box((from, to), map.lines[*at])
        };
        let may = with_those_at_their_corners(&map, &before, after, (0..before.len()).filter(is_touched));
        for at in (0..before.len()).filter(|at| before[*at] != after[*at]) {
            prop_assert!(may.contains(&at), "{at}");
        }
        router.change(&Change { lines: vec![(new, None)], boxes: Vec::new() }, false);
        prop_assert_eq!(&router.routes()[..before.len()], &before[..]);
        prop_assert!(router.routes()[new as usize].curve.is_empty());
    }

    #[test]
    fn it_does_not_matter_how_a_box_got_somewhere(
        map in any_map(),
        v in 0_usize..24,
        stops in prop::collection::vec((-500_i16..500, -400_i16..400), 1..6),
    ) {
        let v = v % map.boxes.len();
        let (mut dragged, mut again) = (map.router(), map.router());
        for (dx, dy) in &stops {
            dragged.change(&moved(&[(v, map.boxes[v].moved((*dx).into(), (*dy).into()))]), true);
        }
        for (dx, dy) in stops.iter().rev().skip(1).rev().chain(stops.last()) {
            again.change(&moved(&[(v, map.boxes[v].moved((*dx).into(), (*dy).into()))]), true);
        }
        prop_assert_eq!(dragged.routes(), again.routes());
        dragged.change(&moved(&[(v, map.boxes[v])]), true);
        let untouched = map.router().into_routes();
        prop_assert_eq!(dragged.routes(), &untouched[..]);
    }
}

#[test]
fn a_detour_ends_when_the_box_is_gone_that_it_led_round() {
    let rect = |x: f32, y: f32| Rect::around(Point::new(x, y), Size::new(120.0, 40.0));
    // In columns, and where nothing stands in columns.
    for lean in [0.0, 47.0] {
        let mut boxes = [rect(0.0, 0.0), rect(300.0, 5.0), rect(600.0, 0.0), rect(300.0 + lean, 200.0)];
        let lines = [(0, 2)];
        let mut router = Router::new(&boxes, &[], &lines, Flow::LeftToRight);
        boxes[1] = rect(300.0, 400.0);
        assert_eq!(router.change(&moved(&[(1, boxes[1])]), false), [0]);
        assert_eq!(router.routes(), route(&boxes, &[], &lines, Flow::LeftToRight));
        let height = |router: &Router| {
            let flat = router.routes()[0].flattened();
            flat.iter().map(|p| p.y.abs()).fold(0.0, f32::max)
        };
        assert!(height(&router) < 1.0, "straight");
    }
}

#[test]
fn a_new_box_on_a_line_is_gone_round_and_its_own_line_found() {
    let rect = |x: f32, y: f32| Rect::around(Point::new(x, y), Size::new(120.0, 40.0));
    let boxes = [rect(0.0, 0.0), rect(600.0, 0.0), rect(0.0, 300.0)];
    let mut router = Router::new(&boxes, &[], &[(0, 1)], Flow::LeftToRight);
    let new = RoutedBox { rect: rect(300.0, 0.0), is_frame: false };
    let change = Change { boxes: vec![(3, Some(new))], lines: vec![(1, Some((2, 3)))] };
    assert_eq!(router.change(&change, false), [0, 1]);
    assert!(router.routes().iter().all(|route| !route.curve.is_empty()));
    assert!(!comes_near(&router.routes()[0], new.rect, 0.0));
    router.change(&Change { boxes: vec![(3, None)], lines: vec![(1, None)] }, false);
    assert_eq!(router.routes()[0], route(&boxes, &[], &[(0, 1)], Flow::LeftToRight)[0]);
}
