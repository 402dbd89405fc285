//! Teams as containers: what is promised when they supply each other a lot.

use super::{any_map, drawn, party, request};
use crate::arrange::{End, PartyBox, Placement, Request, SupplyLine, Watch, place, quality};
use crate::model::{Point, Rect, Size};
use proptest::prelude::*;

/// Teams of a few members that supply each other all over the map; the members come first.
fn tangled_map() -> impl Strategy<Value = Request> {
    let member = (60.0_f32..220.0, 30.0_f32..90.0);
    proptest::collection::vec(proptest::collection::vec(member, 1..8), 4..12).prop_flat_map(|teams| {
        let members: usize = teams.iter().map(Vec::len).sum();
        let mut parties = Vec::new();
        for (team, sizes) in teams.iter().enumerate() {
            let team = Some((members + team) as u32);
            parties.extend(sizes.iter().map(|(width, height)| PartyBox {
                size: Size::new(*width, *height),
                ..party(team, End::None)
            }));
        }
        parties.extend(teams.iter().map(|_| party(None, End::None)));
        let end = 0..members as u32;
        let supplies = proptest::collection::vec((end.clone(), end), 4 * members);
        supplies.prop_map(move |supplies| request(parties.clone(), &supplies))
    })
}

fn placed(request: &Request) -> (Placement, Vec<Rect>) {
    let placement = place(request, &Watch::nobody()).unwrap();
    let boxes = placement.boxes(request);
    (placement, boxes)
}

fn teams_of(request: &Request) -> Vec<Option<u32>> {
    request.parties.iter().map(|party| party.team).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn teams_that_supply_each_other_a_lot_stay_apart_with_their_members(request in tangled_map()) {
        let (placement, boxes) = placed(&request);
        let quality = drawn(&request);
        prop_assert_eq!((quality.overlaps, quality.lines_through_boxes), (0, 0));
        for (member, team) in teams_of(&request).iter().enumerate() {
            if let Some(team) = team {
                prop_assert!(boxes[*team as usize].grown(0.01).contains_rect(boxes[member]));
            }
        }
        for (team, frame) in &placement.frames {
            let members = teams_of(&request).into_iter().zip(&boxes).filter(|(around, _)| *around == Some(*team));
            let inside = members.map(|(_, rect)| *rect).reduce(Rect::union).unwrap();
            prop_assert_eq!(frame.min, inside.min.moved(-22.0, -46.0));
        }
        prop_assert_eq!(placement, place(&request, &Watch::nobody()).unwrap());
    }

    #[test]
    fn suppliers_stand_before_a_tangled_map_and_customers_after_it(request in tangled_map()) {
        let mut request = request;
        let outside = request.parties.len() as u32;
        request.parties.extend([party(None, End::First), party(None, End::Last), party(None, End::Last)]);
        // What is joined to nothing stands beside the map, wherever there is room.
        let members = (0..outside).filter(|v| request.parties[*v as usize].team.is_some());
        let joined: Vec<(u32, u32)> = members.map(|member| (0, member)).collect();
        for (from, to) in [(outside, 0), (1, outside + 1), (2, outside + 2)].into_iter().chain(joined) {
            request.supplies.push(SupplyLine { from, to, label: None });
        }
        let boxes = placed(&request).1;
        let (all, ends) = boxes.split_at(outside as usize);
        prop_assert!(all.iter().all(|rect| ends[0].max.x < rect.min.x && rect.max.x < ends[1].min.x));
        prop_assert_eq!(ends[1].center().x, ends[2].center().x);
    }

    #[test]
    fn teams_without_loops_stand_before_their_customers(
        pairs in proptest::collection::vec((0_u32..12, 0_u32..12, 0_u32..3, 0_u32..3), 1..60),
    ) {
        let forward = |(a, b, i, j): &(u32, u32, u32, u32)| (a != b).then_some((3 * a.min(b) + i, 3 * a.max(b) + j));
        let supplies: Vec<(u32, u32)> = pairs.iter().filter_map(forward).collect();
        let frames = &placed(&teams_of_three(12, &supplies)).1[36..];
        for (from, to) in &supplies {
            prop_assert!(frames[*from as usize / 3].max.x < frames[*to as usize / 3].min.x);
        }
    }

    #[test]
    fn columns_run_through_all_teams(request in tangled_map()) {
        let boxes = placed(&request).1;
        let widths = request.parties.iter().filter(|party| party.team.is_some()).map(|party| party.size.width);
        let widest = widths.fold(0.0, f32::max);
        let narrow: Vec<Rect> = teams_of(&request)
            .iter()
            .zip(&boxes)
            .filter_map(|(team, rect)| team.map(|_| *rect))
            .filter(|rect| rect.width() <= widest / 2.0)
            .collect();
        for (a, b) in narrow.iter().flat_map(|a| narrow.iter().map(move |b| (a, b))) {
            let apart = (a.center().x - b.center().x).abs();
            prop_assert!(apart < 0.1 || apart > widest / 2.0, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_pinned_member_stays_where_it_is_in_a_tangled_map(
        request in tangled_map(), who in 0_usize..4, x in -900.0_f32..900.0, y in -900.0_f32..900.0,
    ) {
        let mut request = request;
        request.parties[who].pin = Some(Point::new(x, y));
        let (placement, boxes) = placed(&request);
        prop_assert_eq!(placement.places[who], Point::new(x, y));
        prop_assert_eq!(quality(&boxes, &teams_of(&request), &[]).overlaps, 0);
    }

    #[test]
    fn members_in_one_column_keep_their_distance_after_changing_places(request in any_map()) {
        let request = request.repaired();
        let boxes = placed(&request).1;
        let teams = teams_of(&request);
        let is_team = |v: usize| teams.contains(&Some(v as u32));
        for a in (0..boxes.len()).filter(|v| !is_team(*v)) {
            for b in (0..a).filter(|v| !is_team(*v) && teams[*v] == teams[a]) {
                prop_assert!(!boxes[a].grown(11.5).overlaps(boxes[b].grown(11.5)), "{:?} {:?}", boxes[a], boxes[b]);
            }
        }
    }
}

/// Teams of three members, the members first.
fn teams_of_three(count: u32, supplies: &[(u32, u32)]) -> Request {
    let mut parties: Vec<PartyBox> =
        (0..3 * count).map(|v| party(Some(3 * count + v / 3), End::None)).collect();
    parties.extend((0..count).map(|_| party(None, End::None)));
    request(parties, supplies)
}

#[test]
fn teams_in_a_chain_stand_along_the_flow() {
    let supplies: Vec<(u32, u32)> = (3..24).map(|v| (v - 3, v)).collect();
    let request = teams_of_three(8, &supplies);
    let frames = &placed(&request).1[24..];
    assert!(frames.windows(2).all(|pair| pair[0].max.x < pair[1].min.x), "{frames:?}");
}

#[test]
fn a_map_that_is_tidied_again_with_a_party_pinned_where_it_was_stays_as_it_was() {
    let supplies: Vec<(u32, u32)> = (0..60).map(|i| ((7 * i) % 36, (11 * i + 5) % 36)).collect();
    let mut map = teams_of_three(12, &supplies);
    let before = placed(&map).0.places;
    map.parties[4].pin = Some(before[4]);
    let after = placed(&map).0.places;
    for (before, after) in before.iter().zip(&after) {
        assert!(before.distance(*after) < 0.1, "{before:?} {after:?}");
    }
}

#[test]
fn columns_are_no_wider_than_their_own_boxes_and_labels_need() {
    let mut map = teams_of_three(3, &[(0, 3), (1, 4), (3, 6), (4, 7)]);
    map.parties[6].size.width = 200.0;
    map.supplies[2].label = Some(Size::new(150.0, 20.0));
    let boxes = placed(&map).1;
    let (narrow, wide) = (boxes[9].width(), boxes[11].width());
    assert!((wide - narrow - 80.0).abs() < 0.01, "{boxes:?}");
    let (before, label) = (boxes[10].min.x - boxes[9].max.x, boxes[11].min.x - boxes[10].max.x);
    assert!(before < 60.0 && label >= 150.0, "{boxes:?}");
}

#[test]
fn a_frame_that_was_dragged_wide_stays_wide() {
    let mut map = teams_of_three(3, &[(0, 3), (3, 6), (1, 7)]);
    map.parties[10].size = Size::new(900.0, 300.0);
    let boxes = placed(&map).1;
    assert!(boxes[10].width() >= 900.0 && boxes[10].height() >= 300.0, "{boxes:?}");
    assert!(boxes[9].max.x < boxes[10].min.x && boxes[10].max.x < boxes[11].min.x, "{boxes:?}");
}

#[test]
fn members_sit_as_their_customers_outside_do() {
    let crossed = teams_of_three(2, &[(0, 5), (1, 4), (2, 3), (0, 5), (1, 4), (2, 3)]);
    assert_eq!(drawn(&crossed).crossings, 0);
}

#[test]
fn a_tangled_map_is_a_picture_and_no_strip() {
    // Twenty teams, each of which supplies six others, far ahead and back.
    let ahead = |team: u32| [1, 3, 7, 10, 12, 17].map(|step| (3 * team + step % 3, 3 * ((team + step) % 20)));
    let supplies: Vec<(u32, u32)> = (0..20).flat_map(ahead).collect();
    let map = teams_of_three(20, &supplies);
    let (placement, boxes) = placed(&map);
    let whole = placement.bounds.unwrap();
    let aspect = whole.width() / whole.height();
    assert!((0.8..3.0).contains(&aspect), "{whole:?}");
    let frames: f32 = boxes[60..].iter().map(|frame| frame.width() * frame.height()).sum();
    assert!(frames > 0.35 * whole.width() * whole.height(), "{frames} of {whole:?}");
}
