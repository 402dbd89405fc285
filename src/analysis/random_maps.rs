//! Tiny random maps: all kinds of parties and supplies, nested teams, loops, parallels, self-supplies.

use crate::model::{Organisation, Party, PartyId, PartyKind, Point, Rating, Supply, SupplyId, SupplyKind};
use proptest::prelude::*;

/// Maps of 1 to `most_parties` parties and up to `most_supplies` supplies.
pub(super) fn tiny_maps(most_parties: usize, most_supplies: usize) -> impl Strategy<Value = Organisation> {
    let parties =
        prop::collection::vec((party_kind(), 0..6_usize, any::<prop::sample::Index>()), 1..=most_parties);
    let end = any::<prop::sample::Index>;
    let supply = (end(), end(), supply_kind(), 0..=5_u8, 0..=5_u8);
    (parties, prop::collection::vec(supply, 0..=most_supplies)).prop_map(|(parties, supplies)| {
        let mut map = Organisation::default();
        let mut teams: Vec<PartyId> = Vec::new();
        let count = parties.len();
        for (i, (kind, name, team)) in parties.into_iter().enumerate() {
            let id = PartyId::from_u128(i as u128 + 1);
            let name = ["A", "B", "C", "D", "E", "E"][name];
            let mut party = Party::new(id, kind, name, Point::default());
            // One place more than there are teams: in no team.
            party.team = teams.get(team.index(teams.len() + 1)).copied();
            if kind == PartyKind::Team {
                teams.push(id);
            }
            map.put_party(party.into());
        }
        for (i, (supplier, customer, kind, own, customers)) in supplies.into_iter().enumerate() {
            let end = |index: prop::sample::Index| PartyId::from_u128(index.index(count) as u128 + 1);
            let id = SupplyId::from_u128(i as u128 + 100);
            let mut supply = Supply::new(id, end(supplier), end(customer), "");
            supply.kind = kind;
            (supply.own_rating, supply.customers_rating) = (Rating::new(own), Rating::new(customers));
            map.put_supply(supply.into());
        }
        map
    })
}

fn party_kind() -> impl Strategy<Value = PartyKind> {
    prop_oneof![
        6 => Just(PartyKind::Role),
        4 => Just(PartyKind::Team),
        4 => Just(PartyKind::Buyer),
        3 => prop::sample::select(PartyKind::ALL.to_vec()),
    ]
}

fn supply_kind() -> impl Strategy<Value = SupplyKind> {
    prop_oneof![8 => Just(SupplyKind::Delivers), 1 => Just(SupplyKind::ReportsTo), 1 => Just(SupplyKind::Informs)]
}
