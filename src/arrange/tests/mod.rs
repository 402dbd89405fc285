//! What placement promises, on random maps and on awkward ones.

mod apart;
mod by_hand;
mod found;
mod gone;
mod held;
mod kept;
mod later;
mod routed;
mod sifting;
mod teams;

use super::{
    DrawnLine, End, Flow, PartyBox, Preset, Request, Route, SupplyLine, Watch, place, quality, route,
};
use crate::model::{Point, Rect, Size};
use proptest::prelude::*;

fn party(team: Option<u32>, end: End) -> PartyBox {
    PartyBox { size: Size::new(120.0, 40.0), team, end, pin: None }
}

fn request(parties: Vec<PartyBox>, supplies: &[(u32, u32)]) -> Request {
    let line = |(from, to): &(u32, u32)| SupplyLine { from: *from, to: *to, label: None };
    Request { parties, supplies: supplies.iter().map(line).collect(), ..Request::default() }
}

fn roles(count: usize) -> Vec<PartyBox> {
    vec![party(None, End::None); count]
}

/// Teams in teams, suppliers, customers, loops, self-supplies, parallels, isolated parties.
fn any_map() -> impl Strategy<Value = Request> {
    (0_usize..40).prop_flat_map(|count| {
        let most = count.max(1) as u32;
        let party = (20.0_f32..200.0, 20.0_f32..90.0, proptest::option::of(0..most), 0..8).prop_map(
            |(width, height, team, end)| PartyBox {
                size: Size::new(width, height),
                team,
                end: [End::First, End::Last].get(end as usize).copied().unwrap_or_default(),
                pin: None,
            },
        );
        let parties = proptest::collection::vec(party, count);
        let supplies = proptest::collection::vec((0..most, 0..most), 0..80);
        (parties, supplies, any::<bool>()).prop_map(|(parties, supplies, down)| Request {
            flow: if down { Flow::TopToBottom } else { Flow::LeftToRight },
            ..request(parties, &supplies)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn boxes_never_overlap_and_members_are_inside_their_frames(request in any_map()) {
        let placement = place(&request, &Watch::nobody()).unwrap();
        let request = request.repaired();
        let boxes = placement.boxes(&request);
        let team_of: Vec<Option<u32>> = request.parties.iter().map(|p| p.team).collect();
        prop_assert_eq!(quality(&boxes, &team_of, &[]).overlaps, 0);
        for (member, team) in team_of.iter().enumerate() {
            if let Some(team) = team {
                prop_assert!(boxes[*team as usize].grown(0.01).contains_rect(boxes[member]));
            }
        }
    }

    #[test]
    fn the_same_map_is_always_placed_the_same_way(request in any_map()) {
        prop_assert_eq!(place(&request, &Watch::nobody()), place(&request, &Watch::nobody()));
    }
}

proptest! {
    #[test]
    fn without_loops_every_supply_leads_to_the_right(
        supplies in prop::collection::vec((0..30_u32, 0..30_u32), 1..60),
        preset in prop_oneof![Just(Preset::Compact), Just(Preset::Untangled)],
    ) {
        let forward = |(a, b): &(u32, u32)| (a != b).then_some((*a.min(b), *a.max(b)));
        let supplies: Vec<(u32, u32)> = supplies.iter().filter_map(forward).collect();
        let request = Request { preset, ..request(roles(30), &supplies) };
        let places = place(&request, &Watch::nobody()).unwrap().places;
        // Leaves of a hub stand in a block, some of them beside others.
        let has_blocks = (0..30).any(|v| supplies.iter().filter(|(a, b)| *a == v || *b == v).count() > 12);
        for (from, to) in supplies.iter().filter(|_| !has_blocks) {
            prop_assert!(places[*from as usize].x < places[*to as usize].x, "{from} -> {to}");
        }
    }
}

#[test]
fn a_chain_leads_to_the_right_from_supplier_to_customer() {
    let mut parties = roles(4);
    parties[3].end = End::First;
    parties[0].end = End::Last;
    let placement = place(&request(parties, &[(3, 1), (1, 2), (2, 0)]), &Watch::nobody()).unwrap();
    let x: Vec<f32> = [3, 1, 2, 0].map(|v: usize| placement.places[v].x).to_vec();
    assert!(x.is_sorted_by(|a, b| a < b), "{x:?}");
}

#[test]
fn external_customers_share_the_last_column_even_if_unconnected() {
    let mut parties = roles(6);
    parties[1].end = End::Last;
    parties[5].end = End::Last;
    let placement = place(&request(parties, &[(0, 1), (1, 2), (2, 3), (3, 4)]), &Watch::nobody()).unwrap();
    let x = |v: usize| placement.places[v].x;
    assert_eq!(x(1), x(5));
    assert!([0, 2, 3, 4].iter().all(|v| x(*v) < x(1)));
}

#[test]
fn top_to_bottom_is_left_to_right_on_its_side() {
    let chain = request(roles(3), &[(0, 1), (1, 2)]);
    let down = Request { flow: Flow::TopToBottom, ..chain };
    let y: Vec<f32> = place(&down, &Watch::nobody()).unwrap().places.iter().map(|place| place.y).collect();
    assert!(y.is_sorted_by(|a, b| a < b), "{y:?}");
}

#[test]
fn damaged_requests_are_placed_too() {
    let mut parties = roles(3);
    parties[0].team = Some(1);
    parties[1].team = Some(0);
    parties[2].size = Size::new(f32::NAN, f32::INFINITY);
    parties[2].team = Some(99);
    let placement = place(&request(parties, &[(0, 77), (0, 2)]), &Watch::nobody()).unwrap();
    assert!(placement.places.iter().all(|place| place.is_on_the_map()));
}

#[test]
fn a_long_chain_is_placed_without_recursion() {
    let count = 5_000;
    let supplies: Vec<(u32, u32)> = (1..count).map(|v| (v - 1, v)).collect();
    let placement = place(&request(roles(count as usize), &supplies), &Watch::nobody()).unwrap();
    assert!(placement.places.windows(2).all(|pair| pair[0].x < pair[1].x));
}

#[test]
fn an_empty_map_has_no_bounds() {
    assert_eq!(place(&Request::default(), &Watch::nobody()).unwrap().bounds, None);
}

#[test]
fn work_stops_when_the_watch_says_so() {
    let ring: Vec<(u32, u32)> = (0..10).map(|v| (v, (v + 1) % 10)).collect();
    let map = Request { preset: Preset::Untangled, ..request(roles(10), &ring) };
    assert_eq!(place(&map, &Watch::new(&|_| false)), None);
}

fn drawn(request: &Request) -> super::Quality {
    let placement = place(request, &Watch::nobody()).unwrap();
    let request = request.repaired();
    let boxes = placement.boxes(&request);
    let team_of: Vec<Option<u32>> = request.parties.iter().map(|p| p.team).collect();
    let mut is_frame = vec![false; boxes.len()];
    team_of.iter().flatten().for_each(|team| is_frame[*team as usize] = true);
    let pairs: Vec<(u32, u32)> = request.supplies.iter().map(|line| (line.from, line.to)).collect();
    let routes = route(&boxes, &is_frame, &pairs, request.flow);
    let line = |((from, to), route): (&(u32, u32), &Route)| DrawnLine {
        from: *from,
        to: *to,
        points: route.flattened(),
    };
    let lines: Vec<DrawnLine> = pairs.iter().zip(&routes).map(line).collect();
    quality(&boxes, &team_of, &lines)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn lines_go_round_foreign_boxes(request in any_map()) {
        prop_assert_eq!(drawn(&request).lines_through_boxes, 0);
    }
}

fn rect(x: f32, y: f32) -> Rect {
    Rect::around(Point::new(x, y), Size::new(120.0, 40.0))
}

#[test]
fn a_hub_with_many_reports_becomes_a_block() {
    let reports: Vec<(u32, u32)> = (1..=1_360).map(|v| (v, 0)).collect();
    let map = request(roles(1_361), &reports);
    let placement = place(&map, &Watch::nobody()).unwrap();
    let bounds = placement.bounds.unwrap();
    assert!(bounds.height() < 5_000.0 && bounds.width() < 9_000.0, "{bounds:?}");
    let boxes = placement.boxes(&map);
    assert_eq!(quality(&boxes, &vec![None; boxes.len()], &[]).overlaps, 0);
    assert!(placement.places[1..].iter().all(|report| report.x < placement.places[0].x));
}
