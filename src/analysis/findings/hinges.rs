use crate::analysis::graph::NONE;
use crate::analysis::{Direction, Graph};
use crate::model::PartyKind;

/// For one external customer: how many roles reach it only through each role and each hand-off.
///
/// A role or hand-off on every chain from somebody to the customer *dominates* it in the graph walked
/// upstream from the customer; the dominators are found as by Cooper, Harvey and Kennedy (“A simple,
/// fast dominance algorithm”, 2001) on flat arrays: petgraph's hash maps were too slow for one tree per customer.
pub(super) struct Hinges {
    /// The customer's index.
    pub customer: u32,
    /// How many roles reach the customer.
    pub roles: u32,
    /// Places on the way, the nearest to the customer first, with the roles that reach it only through
    /// them; a role counts for itself. Only places through which somebody must go.
    pub places: Vec<(Hinge, u32)>,
}

/// Where many chains must pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hinge {
    /// A role's index.
    Role(u32),
    /// A hand-off's index.
    Handoff(u32),
}

impl Hinges {
    /// The hinges of every external customer that some role reaches; not of all once nobody wants them.
    pub fn of_all_customers(graph: &Graph, is_wanted: &dyn Fn() -> bool) -> Vec<Self> {
        let parties = 0..graph.party_count() as u32;
        let customers = parties.filter(|party| graph.kind(*party).is_external_customer());
        let (up, down) = (Steps::of(graph, Direction::Upstream), Steps::of(graph, Direction::Downstream));
        let all = customers.take_while(|_| is_wanted()).map(|customer| Self::of(graph, &up, &down, customer));
        all.filter(|hinges| hinges.roles > 0).collect()
    }

    fn of(graph: &Graph, up: &Steps, down: &Steps, customer: u32) -> Self {
        let is_role = |node: u32| node < graph.party_count() as u32 && graph.kind(node) == PartyKind::Role;
        let upstream = Upstream::of(up, down, customer);
        let dominators = upstream.dominators();
        let mut behind: Vec<u32> = upstream.order.iter().map(|node| u32::from(is_role(*node))).collect();
        let last = behind.len() - 1; // the customer is always there
        for at in 0..last {
            let amount = behind[at];
            behind[dominators[at] as usize] += amount;
        }
        let mut places = Vec::new();
        for at in (0..last).rev().filter(|at| behind[*at] > 0) {
            let handoff = upstream.only_handoff(at, &dominators).map(Hinge::Handoff);
            let node = upstream.order[at];
            let role = is_role(node).then_some(Hinge::Role(node));
            places.extend(handoff.into_iter().chain(role).map(|hinge| (hinge, behind[at])));
        }
        Self { customer, roles: behind[last], places }
    }
}

/// The steps of a graph in one direction, in one piece of memory: there is a walk for every customer.
struct Steps {
    /// To which node, and by which hand-off, or [`NONE`].
    steps: Vec<(u32, u32)>,
    /// Where those of each node begin; one entry more than nodes.
    starts: Vec<u32>,
}

impl Steps {
    fn of(graph: &Graph, direction: Direction) -> Self {
        let (mut steps, mut starts) = (Vec::new(), vec![0]);
        for node in 0..graph.node_count() as u32 {
            graph.handoff_steps(node, direction, |handoff, to| steps.push((to, handoff)));
            graph.free_steps(node, direction, |to| steps.push((to, NONE)));
            starts.push(steps.len() as u32);
        }
        Self { steps, starts }
    }

    fn from(&self, node: u32) -> &[(u32, u32)] {
        let at = node as usize;
        &self.steps[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    fn node_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// All nodes that are come to from `start`, in the order in which a depth-first search leaves them.
    fn finishing_order(&self, start: u32) -> Vec<u32> {
        let mut seen = vec![false; self.node_count()];
        let mut order = Vec::new();
        // Each node is put on the stack twice: to enter and to leave it.
        let mut stack = vec![(start, false)];
        while let Some((node, is_done)) = stack.pop() {
            if is_done {
                order.push(node);
                continue;
            }
            if std::mem::replace(&mut seen[node as usize], true) {
                continue;
            }
            stack.push((node, true));
            let fresh = self.from(node).iter().filter(|(next, _)| !seen[*next as usize]);
            stack.extend(fresh.map(|(next, _)| (*next, false)));
        }
        order
    }
}

/// The part of the graph upstream of a customer, as a depth-first search against the flow leaves it. Nodes are
/// told by their position in it; the customer comes last.
struct Upstream {
    order: Vec<u32>,
    /// The steps by which each position is come to: from which position and by which hand-off, or [`NONE`].
    ways: Vec<(u32, u32)>,
    /// Where the ways to each position begin; one entry more than positions.
    way_starts: Vec<u32>,
}

impl Upstream {
    fn of(up: &Steps, down: &Steps, customer: u32) -> Self {
        let order = up.finishing_order(customer);
        let mut positions = vec![NONE; up.node_count()];
        for (position, node) in (0..).zip(&order) {
            positions[*node as usize] = position;
        }
        let (mut ways, mut way_starts) = (Vec::new(), vec![0]);
        for node in &order {
            let from = down.from(*node).iter().map(|(from, handoff)| (positions[*from as usize], *handoff));
            ways.extend(from.filter(|(from, _)| *from != NONE));
            way_starts.push(ways.len() as u32);
        }
        Self { order, ways, way_starts }
    }

    fn ways_to(&self, at: usize) -> &[(u32, u32)] {
        &self.ways[self.way_starts[at] as usize..self.way_starts[at + 1] as usize]
    }

    /// The hand-off by which alone `at` is come to first; all other ways to it come from behind it.
    ///
    /// Hand-offs are no nodes here: one dominates only what is behind the node to which it alone leads.
    fn only_handoff(&self, at: usize, dominators: &[u32]) -> Option<u32> {
        let is_behind = |mut from: usize| {
            while from < at {
                from = dominators[from] as usize;
            }
            from == at
        };
        let mut ways = self.ways_to(at).iter().filter(|(from, _)| !is_behind(*from as usize));
        let (_, handoff) = ways.next()?;
        (*handoff != NONE && ways.next().is_none()).then_some(*handoff)
    }

    /// For each position that of its immediate dominator; the customer's is its own.
    fn dominators(&self) -> Vec<u32> {
        let mut dominators = vec![NONE; self.order.len()];
        let Some(customer) = self.order.len().checked_sub(1) else { return dominators };
        dominators[customer] = customer as u32;
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for at in (0..customer).rev() {
                let from = self.ways_to(at).iter().map(|(from, _)| *from);
                let known = from.filter(|from| dominators[*from as usize] != NONE);
                let new = known.reduce(|a, b| meet(&dominators, a, b)).unwrap_or(NONE);
                has_changed |= dominators[at] != new;
                dominators[at] = new;
            }
        }
        dominators
    }
}

/// The nearest place that dominates both.
fn meet(dominators: &[u32], mut a: u32, mut b: u32) -> u32 {
    while a != b {
        while a < b {
            a = dominators[a as usize];
        }
        while b < a {
            b = dominators[b as usize];
        }
    }
    a
}

#[cfg(test)]
mod tests {
    use super::{Hinge, Hinges};
    use crate::analysis::random_maps::tiny_maps;
    use crate::analysis::{Graph, trace_all};
    use crate::model::{Organisation, PartyId, PartyKind};
    use proptest::prelude::*;

    fn roles_reaching(map: &Organisation, customer: PartyId) -> Vec<PartyId> {
        let sight = trace_all(&Graph::of(map));
        let roles = map.parties().filter(|party| party.kind == PartyKind::Role).map(|party| party.id);
        roles.filter(|role| sight.ultimate_customers(*role).any(|c| c == customer)).collect()
    }

    /// The map without the hand-off, or without everything that the role supplies.
    fn without(map: &Organisation, graph: &Graph, hinge: Hinge) -> Organisation {
        let mut rest = map.clone();
        for supply in map.supplies() {
            let is_gone = match hinge {
                Hinge::Role(role) => supply.supplier == graph.id(role) || supply.customer == graph.id(role),
                Hinge::Handoff(handoff) => graph.supplies(handoff).contains(&supply.id),
            };
            if is_gone {
                rest.remove_supply(supply.id);
            }
        }
        if let Hinge::Role(role) = hinge {
            let mut gone = map.party(graph.id(role)).unwrap().clone();
            gone.team = None; // it no longer works for its team either
            rest.put_party(gone.into());
        }
        rest
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        #[test]
        fn a_hinge_is_what_cuts_roles_off_when_it_is_taken_away(map in tiny_maps(9, 14)) {
            let graph = Graph::of(&map);
            let all = Hinges::of_all_customers(&graph, &|| true);
            for customer in map.parties().filter(|party| party.kind.is_external_customer()) {
                let before = roles_reaching(&map, customer.id);
                let hinges = all.iter().find(|hinges| graph.id(hinges.customer) == customer.id);
                prop_assert_eq!(hinges.map_or(0, |hinges| hinges.roles as usize), before.len());
                let roles = (0..graph.party_count() as u32).filter(|p| graph.kind(*p) == PartyKind::Role);
                let handoffs = (0..graph.handoff_count() as u32).map(Hinge::Handoff);
                for hinge in roles.map(Hinge::Role).chain(handoffs) {
                    let lost = before.len() - roles_reaching(&without(&map, &graph, hinge), customer.id).len();
                    let places = hinges.map_or(&[][..], |hinges| &hinges.places);
                    let found = places.iter().find(|(place, _)| *place == hinge).map_or(0, |(_, behind)| *behind);
                    prop_assert_eq!(found as usize, lost, "{:?} to {}", hinge, customer.name);
                }
            }
        }
    }
}
