//! What lines and labels promise on a map that somebody placed by hand.

use super::{map, picture};
use crate::model::*;
use crate::scene::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A map that somebody placed by hand, however close the parties stand.
#[derive(Clone, Debug)]
pub(super) struct ByHand {
    places: Vec<(f32, f32)>,
    supplies: Vec<(usize, usize)>,
}

/// Parties at least `gap` apart, with supplies of all kinds: parallel, opposite, to oneself.
pub(super) fn any_map(gap: f32) -> impl Strategy<Value = ByHand> {
    let place = (-400_i16..400, -300_i16..300, any::<bool>());
    (prop::collection::vec(place, 2..14), prop::collection::vec((0..14_usize, 0..14_usize), 1..16)).prop_map(
        move |(places, supplies)| {
            let mut free: Vec<(f32, f32)> = Vec::new();
            for (x, y, is_in_column) in places {
                let x = if is_in_column { x / 220 * 220 } else { x };
                let (x, y) = (f32::from(x), f32::from(y));
                let is_apart = |(a, b): &(f32, f32)| {
                    (a - x).abs() >= BOX.width + gap || (b - y).abs() >= BOX.height + gap
                };
                if free.iter().all(is_apart) {
                    free.push((x, y));
                }
            }
            let count = free.len();
            let supplies = supplies.into_iter().map(|(a, b)| (a % count, b % count)).collect();
            ByHand { places: free, supplies }
        },
    )
}

pub(super) fn any_close_map() -> impl Strategy<Value = ByHand> {
    (8_u8..40).prop_flat_map(|gap| any_map(gap.into()))
}

/// Parties with short names are as large.
const BOX: Size = Size { width: 112.0, height: 46.0 };

impl ByHand {
    pub(super) fn organisation(&self) -> Organisation {
        let parties: Vec<_> = self.places.iter().map(|(x, y)| (PartyKind::Role, "Role", *x, *y)).collect();
        let supplies: Vec<_> = self.supplies.iter().map(|(from, to)| (*from, *to, "some word")).collect();
        map(&parties, &supplies).0
    }
}

/// Every line that is drawn, a bundle once.
pub(super) fn drawn_lines<'a>(
    organisation: &'a Organisation,
    scene: &'a Scene,
) -> impl Iterator<Item = (SupplyId, &'a SupplyLine)> {
    let lines = organisation.supplies().filter_map(|supply| Some((supply.id, scene.supply_line(supply.id)?)));
    lines.filter(|(id, line)| line.bundle.as_ref().is_none_or(|bundle| bundle.supplies[0] == *id))
}

/// Foreign boxes that a line leads through.
pub(super) fn run_through(organisation: &Organisation, scene: &Scene) -> Vec<(SupplyId, PartyId)> {
    let through = |supply: &Supply| {
        let (id, ends) = (supply.id, [supply.supplier, supply.customer]);
        let path = &scene.supply_line(id).unwrap().path;
        let is_hit =
            |rect: Rect| path.windows(2).any(|leg| route::crosses([leg[0], leg[1]], rect.grown(-1.0)));
        let foreign =
            scene.party_boxes().filter(move |(party, place)| !ends.contains(party) && !place.is_frame());
        foreign.filter(|(_, place)| is_hit(place.rect)).map(|(party, _)| (id, party)).collect::<Vec<_>>()
    };
    organisation.supplies().flat_map(through).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_line_runs_through_a_box_however_close_boxes_stand(map in any_close_map()) {
        let organisation = map.organisation();
        let scene = picture(&organisation);
        prop_assert!(scene.party_boxes().all(|(_, place)| place.rect.size() == BOX));
        prop_assert_eq!(run_through(&organisation, &scene), []);
        for supply in organisation.supplies() {
            let path = &scene.supply_line(supply.id).unwrap().path;
            for end in [supply.supplier, supply.customer] {
                let inside = scene.party_box(end).unwrap().rect.grown(-2.0);
                prop_assert!(!path.windows(2).any(|leg| route::crosses([leg[0], leg[1]], inside)), "{:?}", supply.id);
            }
        }
    }

    #[test]
    fn labels_lie_on_no_box_and_no_other_label_however_close_boxes_stand(map in any_close_map()) {
        let organisation = map.organisation();
        let scene = picture(&organisation);
        let labels: BTreeMap<SupplyId, Rect> = drawn_lines(&organisation, &scene)
            .filter_map(|(id, line)| Some((id, line.words()?)))
            .collect();
        for (id, label) in &labels {
            prop_assert!(!scene.party_boxes().any(|(_, place)| place.rect.overlaps(*label)), "{id:?}");
            let others = labels.iter().filter(|(other, _)| *other != id);
            prop_assert_eq!(others.filter(|(_, other)| other.overlaps(*label)).count(), 0, "{:?}", id);
        }
    }

    #[test]
    fn the_pointer_finds_a_line_wherever_one_is_near(
        map in any_map(40.0),
        points in prop::collection::vec((-500_i16..500, -400_i16..400), 40),
        reach in 4_u8..60,
    ) {
        let organisation = map.organisation();
        let scene = picture(&organisation);
        let reach = f32::from(reach);
        for point in points.into_iter().map(|(x, y)| Point::new(x.into(), y.into())) {
            let near = drawn_lines(&organisation, &scene).any(|(_, line)| route::distance(&line.path, point) <= reach);
            let is_found = scene.supply_at(point, reach).is_some();
            prop_assert_eq!(is_found, near || scene.label_at(point).is_some(), "{:?}", point);
        }
    }
}
