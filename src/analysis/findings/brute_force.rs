//! The findings about chains against what follows from the words of the definition, on random maps.

use super::{Finding, FindingKind, findings};
use crate::analysis::oracle::Oracle;
use crate::analysis::random_maps::tiny_maps;
use crate::analysis::{Graph, trace_all};
use crate::model::{ElementId, Organisation, PartyId, PartyKind, SupplyKind};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn all(map: &Organisation) -> Vec<Finding> {
    let graph = Graph::of(map);
    findings(map, &graph, &trace_all(&graph), None, &|| true)
}

fn of_kind(found: &[Finding], kind: FindingKind) -> Vec<&Finding> {
    found.iter().filter(|finding| finding.kind == kind).collect()
}

/// The parties among what a finding shows.
fn parties(finding: &Finding) -> BTreeSet<PartyId> {
    let party = |element: &ElementId| if let ElementId::Party(id) = element { Some(*id) } else { None };
    finding.place.iter().filter_map(party).collect()
}

fn is_outside(map: &Organisation, id: PartyId) -> bool {
    map.party(id).is_some_and(|party| party.kind.is_external_customer())
}

/// How many external customers each party ultimately serves.
fn reach(map: &Organisation) -> BTreeMap<PartyId, usize> {
    map.parties().map(|party| (party.id, Oracle::of(map, party.id).ultimate_customers().len())).collect()
}

/// The roles that reach `customer`.
fn roles_reaching(map: &Organisation, customer: PartyId) -> BTreeSet<PartyId> {
    let roles = map.parties().filter(|party| party.kind == PartyKind::Role).map(|party| party.id);
    roles.filter(|role| Oracle::of(map, *role).ultimate_customers().contains_key(&customer)).collect()
}

/// The map as it would be if `role` stopped.
fn stopped(map: &Organisation, role: PartyId) -> Organisation {
    let mut rest = map.clone();
    for supply in map.supplies().filter(|supply| supply.supplier == role || supply.customer == role) {
        rest.remove_supply(supply.id);
    }
    let mut gone = map.party(role).unwrap().clone();
    gone.team = None; // it no longer works for its team either
    rest.put_party(gone.into());
    rest
}

/// The map without any supply between two parties in this direction: parallel ones are one hand-off.
fn cut(map: &Organisation, from: PartyId, to: PartyId) -> Organisation {
    let mut rest = map.clone();
    for supply in map.supplies_between(from, to).filter(|supply| supply.kind == SupplyKind::Delivers) {
        rest.remove_supply(supply.id);
    }
    rest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn without_a_line_of_sight_is_whoever_inside_reaches_nobody(map in tiny_maps(8, 12)) {
        let reach = reach(&map);
        let inside = map.parties().filter(|party| party.kind.is_inside());
        let blind: BTreeSet<PartyId> = inside.map(|party| party.id).filter(|id| reach[id] == 0).collect();
        let found = all(&map);
        let found: BTreeSet<PartyId> =
            of_kind(&found, FindingKind::NoLineOfSight).into_iter().flat_map(parties).collect();
        prop_assert_eq!(found, blind);
    }

    #[test]
    fn a_closed_loop_is_all_who_serve_one_another_and_nobody_outside(map in tiny_maps(8, 12)) {
        let reach = reach(&map);
        let mut loops: BTreeSet<BTreeSet<PartyId>> =
            map.parties().map(|party| Oracle::of(&map, party.id).loop_with()).collect();
        loops.retain(|parties| {
            let is_inside = |id: &PartyId| map.party(*id).unwrap().kind.is_inside();
            parties.iter().any(is_inside) && parties.iter().all(|id| reach[id] == 0)
        });
        let found = all(&map);
        let found: BTreeSet<BTreeSet<PartyId>> =
            of_kind(&found, FindingKind::ClosedLoop).into_iter().map(parties).collect();
        prop_assert_eq!(found, loops);
    }

    #[test]
    fn a_gatekeeper_is_a_role_without_which_three_others_lose_a_customer(map in tiny_maps(9, 14)) {
        let customers: Vec<PartyId> = map.parties().map(|p| p.id).filter(|id| is_outside(&map, *id)).collect();
        let mut gates: BTreeMap<PartyId, (BTreeSet<PartyId>, u64)> = BTreeMap::new();
        for role in map.parties().filter(|party| party.kind == PartyKind::Role).map(|party| party.id) {
            let rest = stopped(&map, role);
            for customer in &customers {
                let (before, after) = (roles_reaching(&map, *customer), roles_reaching(&rest, *customer));
                let lost = before.difference(&after).filter(|other| **other != role).count();
                if before.contains(&role) && lost >= 3 {
                    let (places, weight) = gates.entry(role).or_insert((BTreeSet::from([role]), 0));
                    places.insert(*customer);
                    *weight += lost as u64;
                }
            }
        }
        let found = all(&map);
        let found: Vec<(BTreeSet<PartyId>, u64)> =
            of_kind(&found, FindingKind::Gatekeeper).into_iter().map(|f| (parties(f), f.weight)).collect();
        let mut expected: Vec<_> = gates.into_values().collect();
        expected.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        prop_assert_eq!(found.iter().map(|(_, weight)| *weight).collect::<Vec<_>>(),
            expected.iter().map(|(_, weight)| *weight).collect::<Vec<_>>(), "the weightiest first");
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected.into_iter().collect::<BTreeSet<_>>());
    }

    #[test]
    fn a_customer_on_a_single_thread_loses_everybody_when_it_is_cut(map in tiny_maps(8, 10)) {
        let pairs: BTreeSet<(PartyId, PartyId)> = map
            .supplies()
            .filter(|supply| supply.kind == SupplyKind::Delivers && !supply.is_to_self())
            .map(|supply| (supply.supplier, supply.customer))
            .collect();
        let hangs = |customer: &PartyId| {
            !roles_reaching(&map, *customer).is_empty()
                && pairs.iter().any(|(from, to)| roles_reaching(&cut(&map, *from, *to), *customer).is_empty())
        };
        let customers = map.parties().map(|party| party.id).filter(|id| is_outside(&map, *id));
        let expected: BTreeSet<PartyId> = customers.filter(hangs).collect();
        let found = all(&map);
        let found: BTreeSet<PartyId> = of_kind(&found, FindingKind::SingleThread)
            .into_iter()
            .filter_map(|finding| if let ElementId::Party(id) = finding.place[0] { Some(id) } else { None })
            .collect();
        prop_assert_eq!(found, expected);
    }
}
