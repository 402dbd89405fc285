use super::graph::{Direction, Graph, NONE};
use super::walk::Walk;
use crate::model::{PartyId, SupplyId};
use std::collections::HashMap;

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
