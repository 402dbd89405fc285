use super::graph::{Direction, Graph, NONE};
use super::walk::Walk;
use crate::model::{Organisation, PartyId, SupplyId};
use std::collections::{HashMap, HashSet};

/// Who stands up and down the chain of some parties, in rings by hand-offs: what the canvas lights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Hand-offs from the parties to everybody they serve; the parties themselves are not in it.
    pub downstream: HashMap<PartyId, u32>,
    /// Hand-offs to the parties from everybody who stands behind them; they themselves are not in it.
    pub upstream: HashMap<PartyId, u32>,
    /// The supplies that lead downstream, with the ring of their customer.
    pub supplies_downstream: HashMap<SupplyId, u32>,
    /// The supplies that come from upstream, with the ring of their supplier.
    pub supplies_upstream: HashMap<SupplyId, u32>,
}

impl Reach {
    /// The reach of `parties`, taken together, at most `most_steps` hand-offs far.
    ///
    /// A team counts with its members: what they supply and receive is the team's.
    pub fn of(graph: &Graph, parties: &[PartyId], most_steps: Option<u32>) -> Self {
        let mut reach = Self::one_way(graph, parties, Direction::Downstream, most_steps);
        let upstream = Self::one_way(graph, parties, Direction::Upstream, most_steps);
        reach.upstream = upstream.upstream;
        reach.supplies_upstream = upstream.supplies_upstream;
        reach
    }

    /// The chains from `party` to `customer` and nothing else, at most `most_steps` hand-offs far.
    pub fn between(
        map: &Organisation,
        graph: &Graph,
        party: PartyId,
        customer: PartyId,
        most_steps: Option<u32>,
    ) -> Self {
        let mut reach = Self::one_way(graph, &[party], Direction::Downstream, most_steps);
        let behind = Self::one_way(graph, &[customer], Direction::Upstream, None);
        // What comes back to the party or leaves the customer again is on no chain between them.
        let is_on_the_way = |id: &SupplyId| {
            let ends = map.supply(*id).map(|supply| (supply.supplier, supply.customer));
            ends.is_some_and(|(supplier, to)| supplier != customer && to != party)
        };
        reach
            .supplies_downstream
            .retain(|supply, _| behind.supplies_upstream.contains_key(supply) && is_on_the_way(supply));
        // A party stands on a chain where it gives or receives on it.
        let on_chain: HashSet<PartyId> = reach
            .supplies_downstream
            .keys()
            .filter_map(|supply| map.supply(*supply))
            .flat_map(|supply| [supply.supplier, supply.customer])
            .collect();
        reach.downstream.retain(|party, _| on_chain.contains(party));
        reach
    }

    /// The reach in one direction; the other half is empty.
    pub fn one_way(
        graph: &Graph,
        parties: &[PartyId],
        direction: Direction,
        most_steps: Option<u32>,
    ) -> Self {
        let starts: Vec<u32> = parties.iter().filter_map(|id| graph.index(*id)).collect();
        let most_steps = most_steps.unwrap_or(NONE);
        let walk = Walk::from(graph, &starts, direction, most_steps);
        let named = walk.order.iter().filter_map(|node| Some((*node, graph.named_at(*node, direction)?)));
        let rings = named
            .filter(|(_, party)| !starts.contains(party))
            .map(|(node, party)| (graph.id(party), walk.rings[node as usize]))
            .collect();
        let supplies = lit_supplies(graph, &walk, most_steps);
        match direction {
            Direction::Downstream => {
                Self { downstream: rings, supplies_downstream: supplies, ..Self::default() }
            }
            Direction::Upstream => Self { upstream: rings, supplies_upstream: supplies, ..Self::default() },
        }
    }
}

fn lit_supplies(graph: &Graph, walk: &Walk, most_steps: u32) -> HashMap<SupplyId, u32> {
    let mut lit = HashMap::with_capacity(walk.order.len());
    let mut light = |node: u32, ring: u32| {
        graph.handoff_steps(node, walk.direction, |handoff, _| {
            for supply in graph.supplies(handoff) {
                lit.entry(*supply).or_insert(ring);
            }
        });
    };
    if most_steps > 0 {
        walk.starts.iter().for_each(|node| light(*node, 1));
    }
    for node in &walk.order {
        let ring = walk.rings[*node as usize];
        if ring < most_steps {
            light(*node, ring + 1);
        }
    }
    lit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{id, map};

    /// What is lit between two parties, as `what` of each supply, and the parties, both sorted.
    fn lit(text: &str, from: &str, to: &str) -> (Vec<String>, Vec<String>) {
        let map = map(text);
        let reach = Reach::between(&map, &Graph::of(&map), id(&map, from), id(&map, to), None);
        let what = |id: &SupplyId| map.supply(*id).map(|supply| supply.what.clone()).unwrap_or_default();
        let name = |id: &PartyId| map.party(*id).map(|party| party.name.clone()).unwrap_or_default();
        let mut supplies: Vec<String> = reach.supplies_downstream.keys().map(what).collect();
        let mut parties: Vec<String> = reach.downstream.keys().map(name).collect();
        supplies.sort();
        parties.sort();
        (supplies, parties)
    }

    #[test]
    fn between_two_lies_what_leads_from_one_to_the_other_and_nothing_else() {
        let text = "buyer Y\nbuyer Z\nA -> B: one\nB -> Z: two\nA -> Z: three\nB -> Y: aside\nC -> B: behind\n\
                    B -> A: back\nZ -> B: again";
        assert_eq!(
            lit(text, "A", "Z"),
            (
                vec!["one".to_owned(), "three".to_owned(), "two".to_owned()],
                vec!["B".to_owned(), "Z".to_owned()]
            )
        );
        assert_eq!(lit(text, "Y", "Z"), (vec![], vec![]));
    }
}
