use super::graph::{Direction, Graph, NONE};
use super::walk::Walk;
use super::words::counted;
use crate::model::PartyId;

/// Everybody who works towards some parties, in rings by hand-offs: who touches them, who stands behind those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The parties in question; mostly one external customer.
    pub parties: Vec<PartyId>,
    /// The nearest ring first; within a ring by name. No ring is empty.
    pub rings: Vec<Vec<PartyId>>,
}

impl Behind {
    /// How many parties stand behind.
    pub fn count(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }
}

/// Walks upstream from `parties`. Whatever is supplied to a team that they are in reaches them too.
pub fn behind(graph: &Graph, parties: &[PartyId]) -> Behind {
    let starts: Vec<u32> = parties.iter().filter_map(|id| graph.index(*id)).collect();
    let walk = Walk::from(graph, &starts, Direction::Upstream, NONE);
    let mut found: Vec<(u32, u32, u32)> = walk
        .order
        .iter()
        .filter_map(|node| Some((*node, graph.named_at(*node, Direction::Upstream)?)))
        .filter(|(_, party)| !starts.contains(party))
        .map(|(node, party)| (walk.rings[node as usize], graph.name_rank(party), party))
        .collect();
    found.sort_unstable();
    let rings = found.chunk_by(|a, b| a.0 == b.0);
    Behind {
        parties: starts.iter().map(|party| graph.id(*party)).collect(),
        rings: rings.map(|ring| ring.iter().map(|(.., party)| graph.id(*party)).collect()).collect(),
    }
}

/// What to call the ring at this many hand-offs: `Touch them`, `One step behind`, `Two steps behind` …
pub fn ring_title(handoffs: usize) -> String {
    const NUMBERS: [&str; 10] =
        ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    match handoffs {
        0 | 1 => "Touch them".to_owned(),
        2 => "One step behind".to_owned(),
        _ => match NUMBERS.get(handoffs - 2) {
            Some(number) => format!("{number} steps behind"),
            None => format!("{} behind", counted(handoffs - 1, "step")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{behind, ring_title};
    use crate::analysis::Graph;
    use crate::analysis::oracle::Oracle;
    use crate::analysis::random_maps::tiny_maps;
    use crate::analysis::testing::{id, map, names};
    use crate::model::{PartyId, PartyKind};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn who_touches_a_customer_and_who_stands_behind_those() {
        let map = map("
            buyer Homeowner
            Timber merchant -> Workshop: boards
            Workshop -> Crew: panels
            Payroll -> Crew: pay run
            Crew -> Homeowner: kitchen
            Sales -> Homeowner: offer
            Clerk ^ Sales
        ");
        let found = behind(&Graph::of(&map), &[id(&map, "Homeowner")]);
        let rings: Vec<Vec<&str>> = found.rings.iter().map(|ring| names(&map, ring)).collect();
        assert_eq!(rings, [vec!["Crew", "Sales"], vec!["Payroll", "Workshop"], vec!["Timber merchant"]]);
        let titles: Vec<String> = (1..=4).map(ring_title).collect();
        assert_eq!(titles, ["Touch them", "One step behind", "Two steps behind", "Three steps behind"]);
        assert_eq!(ring_title(13), "12 steps behind");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn behind_somebody_stands_whoever_serves_it_in_the_end(map in tiny_maps(8, 12)) {
            let graph = Graph::of(&map);
            let customers = map.parties().filter(|party| party.kind.is_external_customer());
            for customer in customers.map(|party| party.id) {
                let found = behind(&graph, &[customer]);
                let rings = found.rings.iter().enumerate();
                let found: BTreeMap<PartyId, u32> =
                    rings.flat_map(|(at, ring)| ring.iter().map(move |id| (*id, at as u32 + 1))).collect();
                for party in map.parties().filter(|party| party.id != customer) {
                    let serves = Oracle::of(&map, party.id).ultimate_customers().get(&customer).copied();
                    // A team is named for what it supplies itself, not for what a member does.
                    match found.get(&party.id) {
                        ring if party.kind != PartyKind::Team => prop_assert_eq!(ring.copied(), serves),
                        ring => prop_assert!(ring.is_none() || serves.is_some()),
                    }
                }
            }
        }
    }
}
