use super::Direction;
use crate::model::{Organisation, PartyId, Supply, SupplyId, SupplyKind};
use std::collections::{BTreeMap, BTreeSet};

/// Most parties that a living picture of a neighbourhood shows.
pub const MOST_NEIGHBOURS: usize = 200;

/// The parties within a few hand-offs of one party, and the supplies among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighbourhood {
    /// The party in the middle first, then by distance, nearer ones first, then by name.
    pub neighbours: Vec<Neighbour>,
    /// The delivers supplies between those that are shown, one to oneself included.
    pub supplies: Vec<SupplyId>,
}

/// One party of a [`Neighbourhood`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Who.
    pub party: PartyId,
    /// Hand-offs from the middle, in the directions that were asked for.
    pub distance: u32,
    /// How many more parties hang on this one within reach, but had no room: “+7”.
    pub folded: usize,
}

/// Everybody within `degrees` hand-offs of `center`, at most `most` of them.
///
/// `direction` says which way to walk; `None` walks both ways at every step. Only *delivers* supplies count.
pub fn neighbourhood(
    map: &Organisation,
    center: PartyId,
    degrees: u32,
    direction: Option<Direction>,
    most: usize,
) -> Neighbourhood {
    if map.party(center).is_none() || most == 0 {
        return Neighbourhood::default();
    }
    let mut shown: BTreeMap<PartyId, usize> = BTreeMap::from([(center, 0)]);
    let mut neighbours = vec![Neighbour { party: center, distance: 0, folded: 0 }];
    let mut next = 0;
    while let Some(&Neighbour { party, distance, .. }) = neighbours.get(next) {
        if distance < degrees {
            let mut folded = 0;
            for other in joined_to(map, party, direction) {
                if shown.contains_key(&other) {
                    continue;
                }
                if neighbours.len() == most {
                    folded += 1;
                    continue;
                }
                shown.insert(other, neighbours.len());
                neighbours.push(Neighbour { party: other, distance: distance + 1, folded: 0 });
            }
            neighbours[next].folded = folded;
        }
        next += 1;
    }
    let supplies = neighbours.iter().flat_map(|neighbour| delivered_by(map, neighbour.party));
    let supplies =
        supplies.filter(|supply| shown.contains_key(&supply.customer)).map(|supply| supply.id).collect();
    Neighbourhood { neighbours, supplies }
}

/// Those one hand-off away, by name.
fn joined_to(map: &Organisation, party: PartyId, direction: Option<Direction>) -> Vec<PartyId> {
    let mut found = BTreeSet::new();
    if direction != Some(Direction::Upstream) {
        found.extend(delivered_by(map, party).map(|supply| supply.customer));
    }
    if direction != Some(Direction::Downstream) {
        let received = map.supplies_to(party).filter(|supply| supply.kind == SupplyKind::Delivers);
        found.extend(received.map(|supply| supply.supplier));
    }
    found.remove(&party);
    let mut found: Vec<PartyId> = found.into_iter().collect();
    found.sort_by_cached_key(|id| (map.party(*id).map(|party| party.name.clone()), *id));
    found
}

fn delivered_by(map: &Organisation, party: PartyId) -> impl Iterator<Item = &Supply> {
    map.supplies_from(party).filter(|supply| supply.kind == SupplyKind::Delivers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, perform};
    use crate::model::{IdSource, Party, PartyKind, Point, SequentialIds, Supply};

    /// Parties 1 to `parties` with these delivers supplies; names sort as the numbers do.
    fn map(parties: u128, links: &[(u128, u128)]) -> Organisation {
        let mut ids = SequentialIds::default();
        let mut map = Organisation::default();
        let roles = (1..=parties).map(|n| {
            Command::AddParty(Party::new(ids.party(), PartyKind::Role, format!("{n:04}"), Point::default()))
        });
        for command in roles.collect::<Vec<_>>() {
            perform(&mut map, &command).unwrap();
        }
        for (from, to) in links {
            let ends = (PartyId::from_u128(*from), PartyId::from_u128(*to));
            perform(&mut map, &Command::Connect(Supply::new(ids.supply(), ends.0, ends.1, ""))).unwrap();
        }
        map
    }

    fn shown(found: &Neighbourhood) -> Vec<(u128, u32, usize)> {
        found.neighbours.iter().map(|n| (n.party.as_u128(), n.distance, n.folded)).collect()
    }

    #[test]
    fn directions_and_degrees_say_who_is_shown() {
        // 1 → 2 → 3 → 4, 5 → 3, 2 → 2
        let map = map(5, &[(1, 2), (2, 3), (3, 4), (5, 3), (2, 2)]);
        let cases = [
            (2, 1, None, vec![(2, 0, 0), (1, 1, 0), (3, 1, 0)], 3),
            (2, 1, Some(Direction::Downstream), vec![(2, 0, 0), (3, 1, 0)], 2),
            (3, 2, Some(Direction::Upstream), vec![(3, 0, 0), (2, 1, 0), (5, 1, 0), (1, 2, 0)], 4),
            (2, 2, None, vec![(2, 0, 0), (1, 1, 0), (3, 1, 0), (4, 2, 0), (5, 2, 0)], 5),
        ];
        for (center, degrees, direction, expected, supplies) in cases {
            let found = neighbourhood(&map, PartyId::from_u128(center), degrees, direction, 100);
            assert_eq!(shown(&found), expected, "{center} {degrees} {direction:?}");
            assert_eq!(found.supplies.len(), supplies, "{center} {degrees} {direction:?}");
        }
    }

    #[test]
    fn what_has_no_room_is_counted_where_it_hangs() {
        let links: Vec<(u128, u128)> = (2..=9).map(|n| (1, n)).chain([(2, 10), (2, 11)]).collect();
        let found = neighbourhood(&map(11, &links), PartyId::from_u128(1), 3, None, 4);
        assert_eq!(shown(&found), vec![(1, 0, 5), (2, 1, 2), (3, 1, 0), (4, 1, 0)]);
        assert_eq!(found.supplies.len(), 3);
    }

    #[test]
    fn a_party_that_is_gone_has_no_neighbourhood() {
        let nobody = neighbourhood(&map(1, &[]), PartyId::from_u128(7), 2, None, 10);
        assert_eq!(nobody, Neighbourhood::default());
    }
}
