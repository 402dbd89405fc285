use super::oracle::Oracle;
use super::random_maps::tiny_maps;
use super::{Direction, Graph, Loops, Reach, trace, trace_all};
use crate::model::{PartyId, Supply};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn dependants_customers_and_loops_are_those_of_the_definition(map in tiny_maps(9, 14)) {
        let graph = Graph::of(&map);
        for party in map.parties() {
            let (trace, oracle) = (trace(&map, &graph, party.id), Oracle::of(&map, party.id));
            let dependants: BTreeSet<PartyId> = trace.dependants.iter().copied().collect();
            prop_assert_eq!(dependants, oracle.dependants().into_keys().collect());
            let customers: BTreeMap<PartyId, u32> =
                trace.ultimate_customers.iter().map(|c| (c.party, c.handoffs)).collect();
            prop_assert_eq!(customers, oracle.ultimate_customers());
            let looped: BTreeSet<PartyId> = trace.loop_with.iter().copied().collect();
            prop_assert_eq!(looped, oracle.loop_with());
        }
    }

    #[test]
    fn the_chain_shown_is_the_best_of_all_shortest_ones(map in tiny_maps(7, 12)) {
        let graph = Graph::of(&map);
        for party in map.parties() {
            let oracle = Oracle::of(&map, party.id);
            for customer in trace(&map, &graph, party.id).ultimate_customers {
                let shown: Vec<&Supply> = customer.supplies.iter().map(|id| map.supply(*id).unwrap()).collect();
                let all = oracle.shortest_chains(customer.party);
                prop_assert!(all.contains(&shown));
                prop_assert_eq!(oracle.rank(&shown), all.iter().map(|c| oracle.rank(c)).min().unwrap());
                let lowest = shown.iter().filter_map(|s| s.customers_rating).min();
                let weakest = customer.weakest.and_then(|id| map.supply(id).unwrap().customers_rating);
                prop_assert_eq!(weakest, lowest);
                prop_assert!(shown.iter().all(|s| customer.path.contains(&s.supplier)));
                prop_assert_eq!(customer.path.first(), Some(&party.id));
                prop_assert_eq!(customer.path.last(), Some(&customer.party));
            }
        }
    }

    #[test]
    fn all_at_once_is_each_by_itself(map in tiny_maps(9, 14)) {
        let graph = Graph::of(&map);
        let (sight, loops) = (trace_all(&graph), Loops::of(&graph));
        for party in map.parties() {
            let trace = trace(&map, &graph, party.id);
            let alone: BTreeSet<PartyId> = trace.ultimate_customers.iter().map(|c| c.party).collect();
            prop_assert_eq!(sight.ultimate_customers(party.id).collect::<BTreeSet<_>>(), alone.clone());
            prop_assert_eq!(sight.count(party.id), alone.len());
            let around = loops.iter().find(|parties| parties.contains(&party.id));
            prop_assert_eq!(around.unwrap_or_default(), &trace.loop_with[..]);
        }
    }

    #[test]
    fn rings_are_hand_offs_and_upstream_is_downstream_backwards(map in tiny_maps(9, 14)) {
        let graph = Graph::of(&map);
        for party in map.parties() {
            let oracle = Oracle::of(&map, party.id).dependants();
            let reach = Reach::of(&graph, &[party.id], None);
            let downstream: BTreeMap<PartyId, u32> = reach.downstream.into_iter().collect();
            prop_assert_eq!(&downstream, &oracle);
            let near = Reach::one_way(&graph, &[party.id], Direction::Downstream, Some(2));
            prop_assert_eq!(near.downstream.len(), oracle.values().filter(|ring| **ring <= 2).count());
            let is_plain = |id: &PartyId| map.party(*id).unwrap().kind != crate::model::PartyKind::Team;
            for (other, ring) in downstream.into_iter().filter(|(other, _)| is_plain(other) && is_plain(&party.id)) {
                let back = Reach::one_way(&graph, &[other], Direction::Upstream, None);
                prop_assert_eq!(back.upstream.get(&party.id), Some(&ring));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn chains_are_as_many_as_hand_offs_must_go_to_lose_sight(map in tiny_maps(6, 9)) {
        let graph = Graph::of(&map);
        for party in map.parties() {
            let oracle = Oracle::of(&map, party.id);
            for customer in trace(&map, &graph, party.id).ultimate_customers {
                prop_assert_eq!(customer.chains, oracle.chains(customer.party));
            }
        }
    }
}
