//! Maps on which a law was broken once.

use super::apart::length_beside;
use super::by_hand::ByHand;
use super::kept::crossed;
use crate::arrange::Flow;
use std::collections::BTreeSet;

/// The same lines after boxes have moved so far as when they are found afresh: round foreign boxes.
fn moved_and_crossed(mut map: ByHand, moves: &[(usize, i16, i16)]) -> BTreeSet<(usize, usize)> {
    let mut router = map.router();
    for (v, dx, dy) in moves {
        let change = map.move_to(*v, map.free_place(*v, (*dx, *dy)));
        router.change(&change, false);
    }
    crossed(&map, router.routes())
}

/// How long the two lines of a map that are longest one are so.
fn longest_together(map: &ByHand) -> f32 {
    let routes = map.router().into_routes();
    let pairs = (0..routes.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs.map(|(a, b)| length_beside(&routes[a], &routes[b], 1.6)).fold(0.0, f32::max)
}

#[test]
fn a_line_takes_no_notice_of_a_far_box_because_it_left_its_lane_for_a_straight_way() {
    let boxes = &[
        [-30.0, -15.0, 30.0, 15.0],
        [317.0, -270.0, 377.0, -240.0],
        [-30.0, 100.0, 30.0, 130.0],
        [-630.0, -53.0, -570.0, -23.0],
        [570.0, -26.5, 630.0, 10.5],
        [570.0, 54.0, 630.0, 84.0],
        [64.5, 111.0, 233.5, 141.0],
        [216.5, -562.0, 383.5, -532.0],
        [-31.0, 191.0, 29.0, 221.0],
        [100.0, -130.0, 236.0, -62.0],
        [-373.0, 39.5, -219.0, 124.5],
        [266.5, -406.0, 333.5, -376.0],
        [-330.0, -138.0, -270.0, -108.0],
        [-30.0, -425.0, 30.0, -395.0],
        [85.0, 182.0, 193.0, 212.0],
        [-630.0, -126.0, -570.0, -96.0],
        [435.0, -468.0, 495.0, -438.0],
        [-731.0, -202.0, -663.0, -172.0],
        [-546.5, 72.5, -449.5, 125.5],
    ];
    let lines = &[(3, 5), (3, 2), (18, 8), (11, 8), (15, 10), (0, 5), (2, 0), (16, 4)];
    let mut map = ByHand::of(boxes, lines, Flow::LeftToRight);
    let mut router = map.router();
    let change = map.move_to(7, map.free_place(7, (0, -1)));
    assert_eq!(router.change(&change, false), [0_u32; 0]);
}

#[test]
fn the_corner_at_which_a_line_leaves_its_lane_cuts_into_no_box() {
    let boxes = &[
        [100.5, -15.0, 179.5, 15.0],
        [99.0, 74.0, 159.0, 104.0],
        [-136.0, -15.0, -76.0, 15.0],
        [136.5, 149.0, 205.5, 179.0],
        [-30.0, -15.0, 30.0, 15.0],
        [-368.5, -15.0, -231.5, 15.0],
        [-30.0, 75.0, 30.0, 105.0],
        [-205.5, -557.0, -100.5, -527.0],
        [-30.0, 137.0, 30.0, 167.0],
        [-77.0, -89.0, 77.0, -59.0],
        [-30.0, 204.0, 30.0, 234.0],
        [-330.0, -97.0, -270.0, -67.0],
        [-70.5, -217.0, 70.5, -157.0],
        [-30.0, 274.0, 30.0, 304.0],
        [-30.0, 337.0, 30.0, 367.0],
        [-630.0, -15.0, -570.0, 15.0],
        [270.0, -15.0, 330.0, 15.0],
        [119.0, -176.0, 179.0, -146.0],
    ];
    let lines = &[(0, 3), (1, 7), (16, 3), (5, 12)];
    let map = ByHand::of(boxes, lines, Flow::LeftToRight);
    assert_eq!(moved_and_crossed(map, &[(16, -423, -262)]), BTreeSet::new());
}

#[test]
fn a_line_that_cannot_swing_because_its_siblings_cannot_goes_round_boxes_too() {
    let boxes = &[
        [-54.5, 204.0, 54.5, 270.0],
        [-196.0, -86.5, -60.0, -29.5],
        [-177.5, 438.5, -38.5, 511.5],
        [122.0, 16.5, 200.0, 79.5],
    ];
    let lines = &[(2, 1), (0, 2), (1, 2), (2, 1), (2, 1), (1, 2), (1, 2)];
    let map = ByHand::of(boxes, lines, Flow::LeftToRight);
    assert_eq!(moved_and_crossed(map, &[(1, 180, -285), (0, -63, -34)]), BTreeSet::new());
}

#[test]
fn up_to_a_dozen_lines_that_bend_steeply_are_apart() {
    let boxes = &[[-336.0, -204.0, -264.0, -152.0], [409.0, -277.0, 493.0, -247.0]];
    let lines = &[(1, 0), (1, 0), (1, 0), (1, 0), (0, 1), (1, 0), (1, 0)];
    assert!(longest_together(&ByHand::of(boxes, lines, Flow::TopToBottom)) < 40.0);
}

#[test]
fn lines_that_turn_round_to_another_side_do_not_cross_each_other() {
    let boxes = &[
        [-235.0, -84.0, -97.0, -46.0],
        [100.0, -15.0, 160.0, 15.0],
        [-30.0, -174.0, 30.0, -144.0],
        [724.0, -15.0, 784.0, 15.0],
        [-30.0, 428.0, 30.0, 458.0],
        [233.0, -65.5, 293.0, -20.5],
        [-30.0, -277.0, 30.0, -247.0],
        [-192.0, 424.0, -132.0, 454.0],
        [-30.0, 120.0, 30.0, 150.0],
        [-30.0, -15.0, 30.0, 15.0],
        [570.0, -73.0, 630.0, -41.0],
    ];
    let lines = &[(10, 0), (10, 0)];
    assert!(longest_together(&ByHand::of(boxes, lines, Flow::TopToBottom)) < 10.0);
}

#[test]
fn where_one_line_has_no_room_to_lead_the_others_beside_it_lead_no_further() {
    let boxes = &[
        [-719.5, -97.0, -632.5, -67.0],
        [-128.5, -4.0, 24.5, 48.0],
        [-157.0, 209.0, -97.0, 239.0],
        [171.0, 145.0, 231.0, 175.0],
        [-330.0, -65.5, -270.0, -30.5],
    ];
    let lines = &[(3, 0), (0, 3), (3, 0), (0, 3)];
    assert!(longest_together(&ByHand::of(boxes, lines, Flow::TopToBottom)) < 40.0);
}

#[test]
fn lines_of_which_one_turns_at_a_box_all_turn_there() {
    let boxes = &[
        [-467.0, -81.0, -407.0, -51.0],
        [-287.0, -27.5, -151.0, 27.5],
        [-352.0, 284.5, -248.0, 333.5],
        [-330.0, -393.0, -270.0, -363.0],
    ];
    let lines = &[(2, 3), (2, 3), (2, 3), (3, 1), (2, 3), (3, 2)];
    let map = ByHand::of(boxes, lines, Flow::TopToBottom);
    assert!(longest_together(&map) < 96.0, "{}", longest_together(&map));
}
