use super::chain::Chains;
use super::disjoint::DisjointChains;
use super::graph::{Direction, Graph, NONE};
use super::walk::Walk;
use crate::model::{Organisation, PartyId, SupplyId, SupplyKind};

/// Whose needs one party ultimately serves, and by which chains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The party in question.
    pub party: PartyId,
    /// Everybody down the chain, nearest first, then by name.
    pub dependants: Vec<PartyId>,
    /// Those whom the party itself supplies, by name.
    pub direct_customers: Vec<DirectCustomer>,
    /// The external customers among the dependants: fewest hand-offs first, then the better rated
    /// weakest hand-off, then by name.
    pub ultimate_customers: Vec<UltimateCustomer>,
    /// Whom the party serves and who serve it back, itself included, by name; empty if there is nobody.
    pub loop_with: Vec<PartyId>,
}

impl Trace {
    /// Whether a chain reaches an external customer.
    pub fn has_line_of_sight(&self) -> bool {
        !self.ultimate_customers.is_empty()
    }
}

/// Somebody whom a party supplies without anybody in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectCustomer {
    /// Who.
    pub party: PartyId,
    /// What is supplied, as far as it has a name.
    pub what: Vec<String>,
}

/// An external customer at the end of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UltimateCustomer {
    /// Who.
    pub party: PartyId,
    /// Hand-offs on the shortest chain.
    pub handoffs: u32,
    /// Most chains of which no two share a hand-off.
    pub chains: u32,
    /// The parties on the shortest chain, from the one traced to the customer. Where a supply
    /// reaches a team and a member hands on, or the other way round, both are named.
    pub path: Vec<PartyId>,
    /// The supplies on the shortest chain, one per hand-off.
    pub supplies: Vec<SupplyId>,
    /// The supply on it which its customer rates lowest; none where nothing on it is rated.
    pub weakest: Option<SupplyId>,
}

/// Traces `party`. A team is traced as a whole: what it supplies itself and what its members supply.
///
/// A party that is not on the map has an empty trace.
pub fn trace(organisation: &Organisation, graph: &Graph, party: PartyId) -> Trace {
    trace_while(organisation, graph, party, &|| true)
}

/// As [`trace`]; where `is_wanted` says no, the rest of the customers is left out.
pub fn trace_while(
    organisation: &Organisation,
    graph: &Graph,
    party: PartyId,
    is_wanted: &dyn Fn() -> bool,
) -> Trace {
    let mut trace = Trace {
        party,
        dependants: Vec::new(),
        direct_customers: direct_customers(organisation, party),
        ultimate_customers: Vec::new(),
        loop_with: Vec::new(),
    };
    let Some(index) = graph.index(party) else { return trace };
    let walk = Walk::from(graph, &[index], Direction::Downstream, NONE);
    let dependants = dependants(graph, &walk, &[index]);
    trace.ultimate_customers =
        ultimate_customers(organisation, graph, &walk, &dependants, &|_| index, is_wanted);
    trace.loop_with = loop_with(graph, &walk, index);
    trace.dependants = dependants.into_iter().map(|p| graph.id(p)).collect();
    trace
}

/// How `party` ultimately serves one external customer; `None` if no chain leads there.
pub fn trace_to(
    organisation: &Organisation,
    graph: &Graph,
    party: PartyId,
    customer: PartyId,
) -> Option<UltimateCustomer> {
    let (party, customer) = (graph.index(party)?, graph.index(customer)?);
    let walk = Walk::from(graph, &[party], Direction::Downstream, NONE);
    let is_reached = walk.rings.get(customer as usize).is_some_and(|ring| *ring != NONE);
    if !is_reached || customer == party {
        return None;
    }
    ultimate_customers(organisation, graph, &walk, &[customer], &|_| party, &|| true).pop()
}

/// Everybody whom the walk has reached but those `traced`, nearest first, then by name.
pub(super) fn dependants(graph: &Graph, walk: &Walk, traced: &[u32]) -> Vec<u32> {
    let mut found: Vec<u32> = walk
        .order
        .iter()
        .filter_map(|node| graph.named_at(*node, walk.direction))
        .filter(|party| !traced.contains(party))
        .collect();
    found.sort_unstable_by_key(|party| (walk.rings[*party as usize], graph.name_rank(*party)));
    found
}

/// The external customers among `dependants`; `begin` names the traced party whose chain begins with a hand-off of the given supplier.
pub(super) fn ultimate_customers(
    organisation: &Organisation,
    graph: &Graph,
    walk: &Walk,
    dependants: &[u32],
    begin: &dyn Fn(u32) -> u32,
    is_wanted: &dyn Fn() -> bool,
) -> Vec<UltimateCustomer> {
    let customers: Vec<u32> =
        dependants.iter().copied().filter(|p| graph.kind(*p).is_external_customer()).collect();
    let chains = Chains::to(graph, walk, &customers);
    let mut disjoint = DisjointChains::new(graph, walk);
    let mut found: Vec<(UltimateCustomer, u8, u32)> = customers
        .iter()
        .take_while(|_| is_wanted())
        .map(|&customer| {
            let length = walk.rings[customer as usize];
            let handoffs = chains.handoffs(graph, customer, length);
            let supplies: Vec<SupplyId> = handoffs.iter().map(|h| graph.supplies(*h)[0]).collect();
            let weakest = weakest(organisation, &supplies);
            let traced = handoffs.first().map_or(customer, |first| begin(graph.handoff(*first).supplier));
            let ultimate = UltimateCustomer {
                party: graph.id(customer),
                handoffs: length,
                chains: disjoint.count(customer),
                path: path(graph, traced, &handoffs, customer),
                supplies,
                weakest,
            };
            (ultimate, chains.grade(customer), graph.name_rank(customer))
        })
        .collect();
    found.sort_by_key(|(customer, grade, name)| (customer.handoffs, std::cmp::Reverse(*grade), *name));
    found.into_iter().map(|(customer, ..)| customer).collect()
}

/// Whoever is reached from `traced` and reaches it, by name: a loop is never without a hand-off,
/// because membership alone never leads back.
fn loop_with(graph: &Graph, walk: &Walk, traced: u32) -> Vec<PartyId> {
    let mut seen = vec![false; graph.node_count()];
    let mut nodes = vec![traced];
    seen[traced as usize] = true;
    let mut at = 0;
    while let Some(&node) = nodes.get(at) {
        at += 1;
        let mut see = |next: u32| {
            if walk.has_reached(next) && !std::mem::replace(&mut seen[next as usize], true) {
                nodes.push(next);
            }
        };
        graph.handoff_steps(node, Direction::Upstream, |_, next| see(next));
        graph.free_steps(node, Direction::Upstream, see);
    }
    let mut parties: Vec<u32> =
        nodes.into_iter().filter_map(|node| graph.named_at(node, Direction::Downstream)).collect();
    if parties.len() < 2 {
        return Vec::new();
    }
    parties.sort_unstable_by_key(|party| graph.name_rank(*party));
    parties.into_iter().map(|party| graph.id(party)).collect()
}

/// The parties along `handoffs`: whoever hands on or receives is named, nobody twice in a row.
fn path(graph: &Graph, traced: u32, handoffs: &[u32], customer: u32) -> Vec<PartyId> {
    let mut path = vec![traced];
    for handoff in handoffs.iter().map(|h| graph.handoff(*h)) {
        path.extend([handoff.supplier, handoff.customer]);
    }
    path.push(customer);
    path.dedup();
    path.into_iter().map(|party| graph.id(party)).collect()
}

/// The lowest rated of `supplies` by the customers' ratings, the first of equals; unrated ones do not count.
fn weakest(organisation: &Organisation, supplies: &[SupplyId]) -> Option<SupplyId> {
    let rated = supplies.iter().filter_map(|id| Some((organisation.supply(*id)?.customers_rating?, *id)));
    rated.min_by_key(|(rating, _)| *rating).map(|(_, id)| id)
}

fn direct_customers(organisation: &Organisation, party: PartyId) -> Vec<DirectCustomer> {
    let mut found: Vec<DirectCustomer> = Vec::new();
    let delivers = |s: &&crate::model::Supply| s.kind == SupplyKind::Delivers && !s.is_to_self();
    for supply in organisation.supplies_from(party).filter(delivers) {
        let what = Some(supply.what.clone()).filter(|what| !what.is_empty());
        match found.iter_mut().find(|customer| customer.party == supply.customer) {
            Some(customer) => customer.what.extend(what),
            None => found.push(DirectCustomer { party: supply.customer, what: what.into_iter().collect() }),
        }
    }
    let name = |customer: &DirectCustomer| organisation.party(customer.party).map(|p| p.name.as_str());
    found.sort_by(|a, b| name(a).cmp(&name(b)).then(a.party.cmp(&b.party)));
    found
}
