//! What is pinned stays, and one more party moves nobody.

use super::{any_map, party, rect, request, roles};
use crate::arrange::{
    End, Flow, Map, Newcomer, Request, Watch, place, place_again, place_new, place_newcomers, quality,
};
use crate::model::{Point, Rect, Size};
use proptest::prelude::*;

/// A map in which some parties outside teams stand pinned, far enough from each other.
fn any_pinned_map() -> impl Strategy<Value = Request> {
    (any_map(), proptest::collection::vec(proptest::option::of((-500.0_f32..500.0, -300.0_f32..300.0)), 40))
        .prop_map(|(mut request, pins)| {
            let mut stand: Vec<Rect> = Vec::new();
            for (party, pin) in request.parties.iter_mut().zip(pins) {
                let pin = pin.map(|(x, y)| Point::new(x, y));
                let own = pin.map(|pin| Rect::around(pin, party.size));
                party.team = None;
                party.pin = pin.filter(|_| own.is_some_and(|own| !stand.iter().any(|r| r.overlaps(own))));
                stand.extend(party.pin.map(|pin| Rect::around(pin, party.size)));
            }
            request.flow = Flow::LeftToRight;
            request
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pins_are_exact_and_the_others_make_room(request in any_pinned_map()) {
        let placement = place(&request, &Watch::nobody()).unwrap();
        for (party, place) in request.parties.iter().zip(&placement.places) {
            if let Some(pin) = party.pin {
                prop_assert_eq!(pin, *place);
            }
        }
        let boxes = placement.boxes(&request);
        prop_assert_eq!(quality(&boxes, &vec![None; boxes.len()], &[]).overlaps, 0);
    }

    #[test]
    fn a_newcomer_finds_a_free_place_on_any_map(request in any_map(), links in proptest::collection::vec((0_u32..40, any::<bool>()), 0..4)) {
        let placement = place(&request, &Watch::nobody()).unwrap();
        let request = request.repaired();
        let mut boxes = placement.boxes(&request);
        let mut team_of: Vec<Option<u32>> = request.parties.iter().map(|p| p.team).collect();
        let mut is_frame = vec![false; boxes.len()];
        team_of.iter().flatten().for_each(|team| is_frame[*team as usize] = true);
        let lines: Vec<(u32, u32)> = request.supplies.iter().map(|l| (l.from, l.to)).collect();
        let known = |supplies: bool| links.iter().filter(|l| l.1 == supplies && (l.0 as usize) < boxes.len()).map(|l| l.0).collect();
        let newcomer = Newcomer { size: Size::new(130.0, 50.0), suppliers: known(true), customers: known(false), ..Newcomer::default() };
        let spot = place_new(Map { boxes: &boxes, is_frame: &is_frame, lines: &lines }, &newcomer, request.flow);
        boxes.push(Rect::around(spot, newcomer.size));
        team_of.push(None);
        prop_assert_eq!(quality(&boxes, &team_of, &[]).overlaps, 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_few_newcomers_move_nobody_and_overlap_nobody(request in any_map(), few in 1_usize..6) {
        let request = request.repaired();
        let old = request.parties.len().saturating_sub(few);
        let is_team = |v: usize| request.parties.iter().any(|p| p.team == Some(v as u32));
        // The finished map is the one of the first parties; those after them come later.
        let mut before = request.clone();
        before.parties.truncate(old);
        before = before.repaired();
        let finished = place(&before, &Watch::nobody()).unwrap().boxes(&before);
        let standing: Vec<Option<Point>> = (0..request.parties.len())
            .map(|v| finished.get(v).filter(|_| !is_team(v)).map(|area| area.center()))
            .collect();
        let Some(places) = place_newcomers(&request, &standing, &[]) else { return Ok(()) };
        for (before, after) in standing.iter().zip(&places) {
            prop_assert!(before.is_none_or(|before| before == *after));
        }
        let plain: Vec<usize> = (0..places.len()).filter(|v| !is_team(*v)).collect();
        let boxes: Vec<Rect> = plain.iter().map(|v| Rect::around(places[*v], request.parties[*v].size)).collect();
        for (at, own) in boxes.iter().enumerate() {
            let is_new = plain[at] >= old;
            prop_assert!(!is_new || boxes.iter().enumerate().all(|(other, area)| other == at || !area.overlaps(*own)));
        }
    }
}

/// A map on which the first two parties stand, and the places of the others.
fn joined(supplies: &[(u32, u32)], teams: &[Option<u32>]) -> Vec<Point> {
    let mut parties = roles(teams.len());
    parties.iter_mut().zip(teams).for_each(|(party, team)| party.team = *team);
    let mut standing = vec![None; teams.len()];
    standing[0] = Some(Point::new(0.0, 0.0));
    standing[1] = Some(Point::new(0.0, 100.0));
    place_newcomers(&request(parties, supplies), &standing, &[]).unwrap()
}

#[test]
fn who_is_supplied_by_both_stands_right_of_both_and_between_them() {
    let places = joined(&[(0, 2), (1, 2)], &[None; 3]);
    assert!(places[2].x >= 180.0 && (0.0..=100.0).contains(&places[2].y), "{places:?}");
}

#[test]
fn a_chain_of_newcomers_goes_on_to_the_right() {
    let places = joined(&[(0, 2), (2, 3), (3, 4)], &[None; 5]);
    assert!(
        places[0].x < places[2].x && places[2].x < places[3].x && places[3].x < places[4].x,
        "{places:?}"
    );
}

#[test]
fn a_new_team_stands_round_its_first_member_and_around_nobody_else() {
    let places = joined(&[(3, 0)], &[None, None, None, Some(2)]);
    let frame = Rect::around(places[3], Size::new(120.0, 40.0)).grown(22.0);
    assert!(places[3].x < 0.0 && frame.contains(places[2]), "{places:?}");
    assert!(!frame.overlaps(Rect::around(places[0], Size::new(120.0, 40.0))));
}

#[test]
fn who_joins_a_team_stays_where_the_frame_covers_nobody_and_else_comes_to_it() {
    let (team, size) = (Some(3), Size::new(120.0, 40.0));
    for (stranger, stays) in [(200.0, false), (900.0, true)] {
        // The first is in the team, the third joins it; the second, who is none of it, stands between them or aside.
        let parties = vec![
            party(team, End::None),
            party(None, End::None),
            party(team, End::None),
            party(None, End::None),
        ];
        let standing =
            [(0.0, 0.0), (stranger, 0.0), (400.0, 0.0), (0.0, 0.0)].map(|(x, y)| Some(Point::new(x, y)));
        let map = request(parties, &[]);
        let places = place_newcomers(&map, &standing, &[false, false, true, false]).unwrap();
        assert_eq!(Some(places[2]) == standing[2], stays, "{places:?}");
        assert_eq!([Some(places[0]), Some(places[1])], [standing[0], standing[1]]);
        let boxes = drawn_at(&map, &places);
        assert!(!boxes[3].overlaps(Rect::around(places[1], size)), "{places:?}");
    }
}

#[test]
fn a_newcomer_comes_to_its_team_and_not_the_team_to_far_neighbours() {
    let home = Rect::new(Point::new(-100.0, -100.0), Point::new(100.0, 100.0));
    let boxes = [rect(0.0, 0.0), rect(300.0, 0.0), rect(600.0, 0.0), home];
    let newcomer =
        Newcomer { size: Size::new(120.0, 40.0), suppliers: vec![2], team: Some(3), ..Newcomer::default() };
    let map = Map { boxes: &boxes, is_frame: &[false, false, false, true], lines: &[] };
    let spot = place_new(map, &newcomer, Flow::LeftToRight);
    assert!(!home.union(Rect::around(spot, newcomer.size)).overlaps(boxes[1]), "{spot:?}");
}

#[test]
fn a_team_with_a_pinned_member_gathers_round_it() {
    let mut parties = roles(5);
    parties.iter_mut().take(3).for_each(|member| member.team = Some(4));
    parties[0].pin = Some(Point::new(700.0, 400.0));
    let map = request(parties, &[(0, 1), (1, 2), (2, 3)]);
    let placement = place(&map, &Watch::nobody()).unwrap();
    assert_eq!(placement.places[0], Point::new(700.0, 400.0));
    let boxes = placement.boxes(&map);
    assert!((0..3).all(|member| boxes[4].contains_rect(boxes[member])));
    assert!(!boxes[4].overlaps(boxes[3]));
}

#[test]
fn a_newcomer_stands_between_its_supplier_and_its_customer() {
    let boxes = [rect(0.0, 0.0), rect(500.0, 0.0), rect(250.0, 300.0)];
    let newcomer = Newcomer {
        size: Size::new(120.0, 40.0),
        suppliers: vec![0],
        customers: vec![1],
        ..Newcomer::default()
    };
    let spot =
        place_new(Map { boxes: &boxes, is_frame: &[false; 3], lines: &[] }, &newcomer, Flow::LeftToRight);
    assert_eq!(spot, Point::new(250.0, 0.0));
}

#[test]
fn a_new_external_customer_joins_the_last_column() {
    let boxes = [rect(0.0, 0.0), rect(250.0, 0.0), rect(500.0, 0.0)];
    let newcomer =
        Newcomer { size: Size::new(120.0, 40.0), suppliers: vec![0], end: End::Last, ..Newcomer::default() };
    let spot =
        place_new(Map { boxes: &boxes, is_frame: &[false; 3], lines: &[] }, &newcomer, Flow::LeftToRight);
    assert_eq!(spot.x, 500.0);
}

#[test]
fn a_newcomer_to_a_team_stays_in_its_frame_if_there_is_room() {
    let frame = Rect::new(Point::new(-100.0, -100.0), Point::new(400.0, 300.0));
    let boxes = [rect(0.0, 0.0), rect(250.0, 0.0), frame];
    let newcomer =
        Newcomer { size: Size::new(120.0, 40.0), suppliers: vec![0], team: Some(2), ..Newcomer::default() };
    let spot = place_new(
        Map { boxes: &boxes, is_frame: &[false, false, true], lines: &[(0, 1)] },
        &newcomer,
        Flow::LeftToRight,
    );
    assert!(frame.contains_rect(Rect::around(spot, newcomer.size)), "{spot:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn placed_again_only_the_chosen_move_and_nothing_overlaps(
        request in any_map(),
        chosen in prop::collection::vec(any::<bool>(), 40),
    ) {
        let before = place(&request, &Watch::nobody()).unwrap();
        let places = place_again(&request, &before.places, &chosen, &Watch::nobody()).unwrap();
        prop_assert_eq!(places.len(), request.parties.len());
        let repaired = request.repaired();
        let is_team = |v: usize| repaired.parties.iter().any(|party| party.team == Some(v as u32));
        for v in (0..places.len()).filter(|v| !is_team(*v)) {
            let mut around = std::iter::successors(Some(v as u32), |v| repaired.parties[*v as usize].team);
            let may_move = around.any(|v| chosen[v as usize]);
            prop_assert!(may_move || places[v] == before.places[v], "{v} moved");
        }
        let team_of: Vec<Option<u32>> = repaired.parties.iter().map(|party| party.team).collect();
        prop_assert_eq!(quality(&drawn_at(&repaired, &places), &team_of, &[]).overlaps, 0);
    }
}

/// The boxes of parties that stand there, and the frames around them.
fn drawn_at(request: &Request, places: &[Point]) -> Vec<Rect> {
    fn area(request: &Request, places: &[Point], v: u32) -> Rect {
        let own = &request.parties[v as usize];
        let members = (0..places.len() as u32).filter(|m| request.parties[*m as usize].team == Some(v));
        let Some(inside) = members.map(|m| area(request, places, m)).reduce(Rect::union) else {
            return Rect::around(places[v as usize], own.size);
        };
        let margins = request.margins;
        let corner = inside.min.moved(-margins.left, -margins.top);
        let end = inside.max.moved(margins.right, margins.bottom);
        let least = corner.moved(own.size.width, own.size.height);
        Rect::new(corner, Point::new(end.x.max(least.x), end.y.max(least.y)))
    }
    (0..places.len() as u32).map(|v| area(request, places, v)).collect()
}

/// A team of two that stand one above the other, between two strangers: a chain from left to right needs more room.
#[test]
fn a_team_that_is_tidied_grows_where_it_covers_nobody_and_else_stays() {
    let mut parties = roles(5);
    parties[..2].iter_mut().for_each(|member| member.team = Some(4));
    let request = request(parties, &[(0, 1)]);
    for (left, right, is_tidied) in [(-900.0, 900.0, true), (-900.0, 200.0, true), (-200.0, 200.0, false)] {
        let standing = [(0.0, 0.0), (0.0, 100.0), (left, 50.0), (right, 50.0), (0.0, 50.0)];
        let standing = standing.map(|(x, y)| Point::new(x, y));
        let chosen = [true, true, false, false, false];
        let places = place_again(&request, &standing, &chosen, &Watch::nobody()).unwrap();
        let boxes = drawn_at(&request, &places);
        assert!(!boxes[4].overlaps(boxes[2]) && !boxes[4].overlaps(boxes[3]), "{places:?}");
        assert_eq!(places[0].x < places[1].x, is_tidied, "{places:?}");
        assert_eq!(places[2..4], standing[2..4]);
    }
}

#[test]
fn a_team_that_is_placed_again_keeps_its_corner() {
    let team = Some(3);
    let parties =
        vec![party(team, End::None), party(team, End::None), party(None, End::None), party(None, End::None)];
    let request = request(parties, &[(0, 1), (1, 2)]);
    // Inside the team the customer stands left of its supplier.
    let standing = [(300.0, 0.0), (0.0, 0.0), (600.0, 0.0), (150.0, 0.0)].map(|(x, y)| Point::new(x, y));
    let places = place_again(&request, &standing, &[false, false, false, true], &Watch::nobody()).unwrap();
    assert_eq!(places[0], standing[1], "the supplier takes the upper left corner");
    assert!(places[1].x > places[0].x && places[1].x < standing[0].x + 1.0);
    assert_eq!(places[2], standing[2]);
}

#[test]
fn a_team_of_a_tidy_map_that_grows_when_it_is_placed_again_stays_about_where_it_was() {
    let mut parties = roles(4);
    parties[..2].iter_mut().for_each(|member| member.team = Some(3));
    let request = request(parties, &[(0, 1)]);
    // The two stand one above the other and will stand side by side; the frame keeps the corner beside which there is room.
    let frame = Rect::new(Point::new(-82.0, -66.0), Point::new(82.0, 92.0));
    for (stranger, edge) in [(340.0, frame.min.x), (180.0, frame.max.x), (-180.0, frame.min.x)] {
        let standing = [(0.0, 0.0), (0.0, 50.0), (stranger, 0.0), (0.0, 13.0)];
        let standing = standing.map(|(x, y)| Point::new(x, y));
        let chosen = [false, false, false, true];
        let places = place_again(&request, &standing, &chosen, &Watch::nobody()).unwrap();
        let boxes = drawn_at(&request, &places);
        assert!(boxes[3].width() > frame.width() + 100.0 && !boxes[3].overlaps(boxes[2]), "{boxes:?}");
        assert!(boxes[3].min.x == edge || boxes[3].max.x == edge, "{boxes:?}");
        assert!(frame.min.y <= boxes[3].min.y && boxes[3].max.y <= frame.max.y, "{boxes:?}");
    }
}
