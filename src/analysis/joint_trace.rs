use super::graph::{Direction, Graph, NONE};
use super::trace::{UltimateCustomer, dependants, ultimate_customers};
use super::trace_all;
use super::walk::Walk;
use crate::model::{Organisation, PartyId};

/// Whose needs several parties ultimately serve, taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointTrace {
    /// The parties in question, by name.
    pub parties: Vec<PartyId>,
    /// Everybody else down their chains, nearest first, then by name.
    pub dependants: Vec<PartyId>,
    /// The external customers among the dependants, in the order of [`super::Trace`].
    pub ultimate_customers: Vec<JointCustomer>,
    /// Those of the parties that reach no external customer, by name.
    pub without_sight: Vec<PartyId>,
}

/// An external customer whom at least one of several parties serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointCustomer {
    /// The nearest chain, and the number of separate chains from all of them together.
    pub customer: UltimateCustomer,
    /// Which of the parties reach it, by name.
    pub reached_by: Vec<PartyId>,
}

/// Traces `parties` together; what is not on the map is passed over.
pub fn joint_trace(
    organisation: &Organisation,
    graph: &Graph,
    parties: &[PartyId],
    is_wanted: &dyn Fn() -> bool,
) -> JointTrace {
    let mut starts: Vec<u32> = parties.iter().filter_map(|id| graph.index(*id)).collect();
    starts.sort_unstable_by_key(|party| graph.name_rank(*party));
    starts.dedup();
    let walk = Walk::from(graph, &starts, Direction::Downstream, NONE);
    let dependants = dependants(graph, &walk, &starts);
    let begin = |supplier| beginning(organisation, graph, &starts, supplier);
    let customers = ultimate_customers(organisation, graph, &walk, &dependants, &begin, is_wanted);

    let sight = trace_all(graph);
    let parties: Vec<PartyId> = starts.iter().map(|party| graph.id(*party)).collect();
    let reached_by = |customer| {
        let reaches = |party: &PartyId| sight.reaches(*party, customer);
        parties.iter().copied().filter(reaches).collect()
    };
    JointTrace {
        ultimate_customers: customers
            .into_iter()
            .map(|customer| JointCustomer { reached_by: reached_by(customer.party), customer })
            .collect(),
        without_sight: parties.iter().copied().filter(|id| !sight.has_line_of_sight(*id)).collect(),
        dependants: dependants.into_iter().map(|party| graph.id(party)).collect(),
        parties,
    }
}

/// Which of `starts` a chain begins with whose first hand-off `supplier` makes: itself, a team that it
/// works in, or a member for whose team it is made.
fn beginning(organisation: &Organisation, graph: &Graph, starts: &[u32], supplier: u32) -> u32 {
    if starts.contains(&supplier) {
        return supplier;
    }
    let is_inside =
        |inner: u32, outer: u32| organisation.teams_around(graph.id(inner)).contains(&graph.id(outer));
    let team = starts.iter().find(|start| is_inside(supplier, **start));
    let member = || starts.iter().find(|start| is_inside(**start, supplier));
    team.or_else(member).copied().unwrap_or(supplier)
}

#[cfg(test)]
mod tests {
    use super::joint_trace;
    use crate::analysis::oracle::Oracle;
    use crate::analysis::random_maps::tiny_maps;
    use crate::analysis::testing::{id, map, names};
    use crate::analysis::{Graph, trace};
    use crate::model::{Organisation, PartyId};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn joint(map: &Organisation, parties: &[PartyId]) -> super::JointTrace {
        joint_trace(map, &Graph::of(map), parties, &|| true)
    }

    #[test]
    fn several_parties_serve_the_union_and_it_is_said_who_reaches_whom() {
        let map = map("
            buyer Homeowner
            beneficiary Tenant
            role Driver in Logistics
            Clerk -> Driver: case
            Driver -> Homeowner: kitchen
            Driver -> Tenant: kitchen
            Sales -> Homeowner: offer
            Cook -> Cook: soup
        ");
        let parties = ["Sales", "Logistics", "Cook"].map(|name| id(&map, name));
        let found = joint(&map, &parties);
        assert_eq!(names(&map, &found.parties), ["Cook", "Logistics", "Sales"]);
        assert_eq!(names(&map, &found.dependants), ["Homeowner", "Tenant"]);
        assert_eq!(names(&map, &found.without_sight), ["Cook"]);
        let customers: Vec<(&str, Vec<&str>, Vec<&str>, u32)> = found
            .ultimate_customers
            .iter()
            .map(|joint| {
                let customer = &joint.customer;
                let name = names(&map, [&customer.party])[0];
                (name, names(&map, &joint.reached_by), names(&map, &customer.path), customer.chains)
            })
            .collect();
        assert_eq!(
            customers,
            [
                ("Homeowner", vec!["Logistics", "Sales"], vec!["Logistics", "Driver", "Homeowner"], 2),
                ("Tenant", vec!["Logistics"], vec!["Logistics", "Driver", "Tenant"], 1),
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn one_party_alone_is_the_usual_trace(map in tiny_maps(8, 12)) {
            let graph = Graph::of(&map);
            for party in map.parties().map(|party| party.id) {
                let (one, many) = (trace(&map, &graph, party), joint(&map, &[party]));
                prop_assert_eq!(&one.dependants, &many.dependants);
                let customers: Vec<_> = many.ultimate_customers.into_iter().map(|joint| joint.customer).collect();
                prop_assert_eq!(&one.ultimate_customers, &customers);
            }
        }

        #[test]
        fn two_parties_reach_what_each_of_them_reaches(map in tiny_maps(8, 12)) {
            let parties: Vec<PartyId> = map.parties().map(|party| party.id).collect();
            for pair in parties.windows(2) {
                let found = joint(&map, pair);
                let each = pair.iter().map(|id| (*id, Oracle::of(&map, *id).ultimate_customers()));
                let each: Vec<_> = each.collect();
                let all: BTreeSet<PartyId> =
                    each.iter().flat_map(|(_, customers)| customers.keys().copied()).collect();
                let expected = all.iter().filter(|customer| !pair.contains(customer)).count();
                prop_assert_eq!(found.ultimate_customers.len(), expected);
                for joint in &found.ultimate_customers {
                    let customer = &joint.customer;
                    let near = each.iter().filter_map(|(_, rings)| rings.get(&customer.party)).min();
                    prop_assert_eq!(Some(&customer.handoffs), near);
                    let reach: BTreeSet<PartyId> = each
                        .iter()
                        .filter(|(_, rings)| rings.contains_key(&customer.party))
                        .map(|(id, _)| *id)
                        .collect();
                    prop_assert_eq!(&joint.reached_by.iter().copied().collect::<BTreeSet<_>>(), &reach);
                    prop_assert_eq!(customer.path.last(), Some(&customer.party));
                    prop_assert!(pair.contains(&customer.path[0]));
                }
            }
        }
    }
}
