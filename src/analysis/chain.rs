use super::graph::{Graph, NONE};
use super::walk::Walk;

/// One shortest chain to each external customer, chosen so that the same map always gives the same.
///
/// Of chains with equally many hand-offs the one with the better rated weakest hand-off wins (an
/// unrated hand-off is no weakness), then the one whose parties come first by name, hand-off by hand-off.
pub(super) struct Chains {
    /// The best chains first; mostly there is only one pass, because nothing is rated badly.
    passes: Vec<Pass>,
}

impl Chains {
    /// Finds a chain from the start of `walk` to each of `customers`, all of which it has reached.
    pub fn to(graph: &Graph, walk: &Walk, customers: &[u32]) -> Self {
        let mut passes: Vec<Pass> = Vec::new();
        for grade in (1..=5).rev() {
            if customers.iter().all(|c| passes.iter().any(|pass| pass.reaches(*c))) {
                break;
            }
            passes.push(Pass::over(graph, walk, grade));
        }
        Self { passes }
    }

    /// The `length` hand-offs on the chain to `customer`, the first one first.
    pub fn handoffs(&self, graph: &Graph, customer: u32, length: u32) -> Vec<u32> {
        let Some(pass) = self.pass(customer) else { return Vec::new() };
        let mut node = customer;
        let mut chain = Vec::with_capacity(length as usize);
        for _ in 0..length {
            let last = pass.last_handoffs[node as usize];
            chain.push(last);
            node = graph.exit(graph.handoff(last).supplier);
        }
        chain.reverse();
        chain
    }

    /// The grade of the weakest hand-off on the chain to `customer`.
    pub fn grade(&self, customer: u32) -> u8 {
        self.pass(customer).map_or(0, |pass| pass.grade)
    }

    fn pass(&self, customer: u32) -> Option<&Pass> {
        self.passes.iter().find(|pass| pass.reaches(customer))
    }
}

/// The shortest chains over hand-offs with a grade of at least `grade`.
struct Pass {
    grade: u8,
    /// The last hand-off on the chosen chain to each node, [`NONE`] where there is no such chain.
    last_handoffs: Vec<u32>,
    /// Where the chosen chain to each node comes among the chains of its ring.
    ranks: Vec<u32>,
}

impl Pass {
    fn over(graph: &Graph, walk: &Walk, grade: u8) -> Self {
        let nodes = graph.node_count();
        let mut pass = Self { grade, last_handoffs: vec![NONE; nodes], ranks: vec![0; nodes] };
        let mut arrivals = Arrivals { bests: vec![Arrival::NONE; nodes], customers: Vec::new() };
        let mut nodes = walk.starts.clone();
        for ring in 1.. {
            pass.hand_on(graph, walk, &nodes, ring, &mut arrivals);
            nodes = pass.enter(graph, walk, arrivals.take_sorted(graph), ring);
            if nodes.is_empty() {
                break;
            }
        }
        pass
    }

    /// Hands on from the nodes of one ring to the next one.
    fn hand_on(&self, graph: &Graph, walk: &Walk, nodes: &[u32], ring: u32, arrivals: &mut Arrivals) {
        for &node in nodes {
            let rank = if ring == 1 { 0 } else { self.ranks[node as usize] };
            graph.handoff_steps(node, walk.direction, |handoff, customer| {
                let way = graph.handoff(handoff);
                if walk.rings[customer as usize] == ring && way.grade >= self.grade {
                    let supplier_rank = graph.name_rank(way.supplier);
                    arrivals.offer(customer, Arrival { rank, supplier_rank, handoff });
                }
            });
        }
    }

    /// Enters the customers, the best chain first, and takes the free steps from there.
    fn enter(&mut self, graph: &Graph, walk: &Walk, arrivals: Vec<(u32, Arrival)>, ring: u32) -> Vec<u32> {
        let mut entered = Vec::new();
        for (rank, (customer, arrival)) in (0..).zip(arrivals) {
            let mut closed = entered.len();
            let mut enter = |node: u32, entered: &mut Vec<u32>| {
                if walk.rings[node as usize] == ring && self.last_handoffs[node as usize] == NONE {
                    self.last_handoffs[node as usize] = arrival.handoff;
                    self.ranks[node as usize] = rank;
                    entered.push(node);
                }
            };
            enter(customer, &mut entered);
            while let Some(&node) = entered.get(closed) {
                closed += 1;
                graph.free_steps(node, walk.direction, |next| enter(next, &mut entered));
            }
        }
        entered
    }

    fn reaches(&self, node: u32) -> bool {
        self.last_handoffs[node as usize] != NONE
    }
}

/// One way to come to a customer; the least one is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Arrival {
    /// Where the chain up to the supplier comes in its ring.
    rank: u32,
    supplier_rank: u32,
    handoff: u32,
}

impl Arrival {
    const NONE: Self = Self { rank: NONE, supplier_rank: NONE, handoff: NONE };
}

/// The best way to each customer of one ring.
struct Arrivals {
    bests: Vec<Arrival>,
    customers: Vec<u32>,
}

impl Arrivals {
    fn offer(&mut self, customer: u32, arrival: Arrival) {
        let best = &mut self.bests[customer as usize];
        if *best == Arrival::NONE {
            self.customers.push(customer);
        }
        *best = arrival.min(*best);
    }

    fn take_sorted(&mut self, graph: &Graph) -> Vec<(u32, Arrival)> {
        let Self { bests, customers } = self;
        let mut sorted: Vec<(u32, Arrival)> = customers
            .drain(..)
            .map(|customer| (customer, std::mem::replace(&mut bests[customer as usize], Arrival::NONE)))
            .collect();
        sorted.sort_unstable_by_key(|(customer, a)| (a.rank, a.supplier_rank, graph.name_rank(*customer)));
        sorted
    }
}
