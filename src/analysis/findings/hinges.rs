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
    /// The hinges of every external customer that some role reaches.
    pub fn of_all_customers(graph: &Graph) -> Vec<Self> {
        let parties = 0..graph.party_count() as u32;
        let customers = parties.filter(|party| graph.kind(*party).is_external_customer());
        customers.map(|customer| Self::of(graph, customer)).filter(|hinges| hinges.roles > 0).collect()
    }

    fn of(graph: &Graph, customer: u32) -> Self {
        let flow = Upstream { graph, nodes: graph.node_count() as u32 };
        let order = flow.finishing_order(customer);
        let dominators = flow.dominators(&order);
        let mut behind: Vec<u32> = order.iter().map(|place| u32::from(flow.is_role(*place))).collect();
        for at in 0..order.len().saturating_sub(1) {
            let amount = behind[at];
            behind[dominators[at] as usize] += amount;
        }
        let roles = behind.last().copied().unwrap_or(0) - u32::from(flow.is_role(customer));
        let places = order.iter().zip(&behind).rev().skip(1);
        let places = places
            .filter(|(_, behind)| **behind > 0)
            .filter_map(|(place, behind)| Some((flow.hinge(*place)?, *behind)));
        Self { customer, roles, places: places.collect() }
    }
}

/// The graph against the flow, with hand-offs as places of their own after the nodes.
struct Upstream<'a> {
    graph: &'a Graph,
    nodes: u32,
}

impl Upstream<'_> {
    fn next(&self, place: u32, mut visit: impl FnMut(u32)) {
        if let Some(handoff) = place.checked_sub(self.nodes) {
            return visit(self.graph.exit(self.graph.handoff(handoff).supplier));
        }
        self.graph.handoff_steps(place, Direction::Upstream, |handoff, _| visit(self.nodes + handoff));
        self.graph.free_steps(place, Direction::Upstream, visit);
    }

    fn before(&self, place: u32, mut visit: impl FnMut(u32)) {
        if let Some(handoff) = place.checked_sub(self.nodes) {
            return visit(self.graph.handoff(handoff).customer);
        }
        self.graph.handoff_steps(place, Direction::Downstream, |handoff, _| visit(self.nodes + handoff));
        self.graph.free_steps(place, Direction::Downstream, visit);
    }

    /// All places upstream of `customer` in the order in which a depth-first search leaves them; the
    /// customer comes last.
    fn finishing_order(&self, customer: u32) -> Vec<u32> {
        let mut seen = vec![false; self.nodes as usize + self.graph.handoff_count()];
        let mut order = Vec::new();
        // Each place is put on the stack twice: to enter and to leave it.
        let mut stack = vec![(customer, false)];
        while let Some((place, is_done)) = stack.pop() {
            if is_done {
                order.push(place);
                continue;
            }
            if std::mem::replace(&mut seen[place as usize], true) {
                continue;
            }
            stack.push((place, true));
            self.next(place, |next| {
                if !seen[next as usize] {
                    stack.push((next, false));
                }
            });
        }
        order
    }

    /// For each place in `order` the position of its immediate dominator; the customer's is its own.
    fn dominators(&self, order: &[u32]) -> Vec<u32> {
        let mut positions = vec![NONE; self.nodes as usize + self.graph.handoff_count()];
        for (position, place) in (0..).zip(order) {
            positions[*place as usize] = position;
        }
        let mut dominators = vec![NONE; order.len()];
        let Some(customer) = order.len().checked_sub(1) else { return dominators };
        dominators[customer] = customer as u32;
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for at in (0..customer).rev() {
                let mut new = NONE;
                self.before(order[at], |before| {
                    let position = positions[before as usize];
                    if position != NONE && dominators[position as usize] != NONE {
                        new = if new == NONE { position } else { meet(&dominators, new, position) };
                    }
                });
                has_changed |= dominators[at] != new;
                dominators[at] = new;
            }
        }
        dominators
    }

    fn is_role(&self, place: u32) -> bool {
        place < self.graph.party_count() as u32 && self.graph.kind(place) == PartyKind::Role
    }

    fn hinge(&self, place: u32) -> Option<Hinge> {
        match place.checked_sub(self.nodes) {
            Some(handoff) => Some(Hinge::Handoff(handoff)),
            None => self.is_role(place).then_some(Hinge::Role(place)),
        }
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
            let all = Hinges::of_all_customers(&graph);
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
