use super::graph::{Direction, Graph};
use super::walk::Walk;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Counts chains of which no two share a hand-off: the largest flow where every hand-off carries one.
///
/// Augmenting paths (Ford and Fulkerson 1956) are searched from both ends at once, so that a narrow
/// place near either end is found without walking over the rest of the map; both searches keep to what
/// is nearest to the start, so that a chain is mostly found without looking left or right.
pub(super) struct DisjointChains<'a> {
    graph: &'a Graph,
    walk: &'a Walk,
    /// Chains over each edge: hand-offs first, then, per party, the steps into its team's member, out
    /// of it, and through the team.
    flows: Vec<u32>,
    used: Vec<u32>,
    /// Nodes on a chain found so far: only there is something to take back.
    is_on_chain: Vec<bool>,
    on_chains: Vec<u32>,
    /// Working memory of one step of a search.
    steps: Vec<(Step, u32)>,
    /// Where all chains end: a node of its own, because a customer inside the team that is traced also
    /// stands at their start.
    end: u32,
    from_start: Search,
    from_customer: Search,
}

impl<'a> DisjointChains<'a> {
    /// Prepares to count chains from the start of `walk`, which goes downstream.
    pub fn new(graph: &'a Graph, walk: &'a Walk) -> Self {
        Self {
            graph,
            walk,
            flows: vec![0; graph.handoff_count() + 3 * graph.party_count()],
            used: Vec::new(),
            is_on_chain: vec![false; graph.node_count() + 1],
            on_chains: Vec::new(),
            steps: Vec::new(),
            end: graph.node_count() as u32,
            from_start: Search::new(graph.node_count() + 1),
            from_customer: Search::new(graph.node_count() + 1),
        }
    }

    /// The largest number of chains to `customer` of which no two share a hand-off.
    pub fn count(&mut self, customer: u32) -> u32 {
        let mut chains = 0;
        while self.add_chain(customer) {
            chains += 1;
        }
        for edge in self.used.drain(..) {
            self.flows[edge as usize] = 0;
        }
        for node in self.on_chains.drain(..) {
            self.is_on_chain[node as usize] = false;
        }
        chains
    }

    fn add_chain(&mut self, customer: u32) -> bool {
        self.from_start.clear();
        self.from_customer.clear();
        for &node in self.walk.starts.iter().filter(|node| self.graph.is_exit(**node)) {
            self.from_start.begin_at(node);
        }
        self.from_customer.begin_at(self.end);
        loop {
            // The search that has less to look through goes first: hubs wait until there is no other way.
            let from_start =
                self.from_start.work_with_next(|node| self.work_at(node, Direction::Downstream, customer));
            let from_customer =
                self.from_customer.work_with_next(|node| self.work_at(node, Direction::Upstream, customer));
            let direction =
                if from_start <= from_customer { Direction::Downstream } else { Direction::Upstream };
            match self.advance(direction, customer) {
                Progress::Going => {}
                Progress::Ended => return false,
                Progress::Met(node) => {
                    self.follow(node);
                    return true;
                }
            }
        }
    }

    /// About how many steps there are to look at.
    fn work_at(&self, node: u32, direction: Direction, customer: u32) -> usize {
        self.graph.degree(if node == self.end { customer } else { node }, direction)
    }

    /// Goes on from one node of the search in this direction.
    fn advance(&mut self, direction: Direction, customer: u32) -> Progress {
        let node = match direction {
            Direction::Downstream => self.from_start.next(),
            Direction::Upstream => self.from_customer.next(),
        };
        let Some(node) = node else { return Progress::Ended };
        let work = self.work_at(node, direction, customer);
        self.collect_steps(node, direction, customer);
        let (this, other) = match direction {
            Direction::Downstream => (&mut self.from_start, &self.from_customer),
            Direction::Upstream => (&mut self.from_customer, &self.from_start),
        };
        this.work += work;
        for (step, next) in self.steps.drain(..) {
            if other.has_seen(next) {
                this.see(next, node, step, 0);
                return Progress::Met(next);
            }
            if !this.has_seen(next) && self.walk.has_reached(next) {
                this.see(next, node, step, self.walk.rings[next as usize]);
            }
        }
        Progress::Going
    }

    /// What can still be added at `node`, or taken back there.
    fn collect_steps(&mut self, node: u32, direction: Direction, customer: u32) {
        let Self { graph, flows, steps, end, is_on_chain, .. } = self;
        let node = if node == *end { customer } else { node };
        let goes_to = |next| if next == customer && direction == Direction::Downstream { *end } else { next };
        graph.handoff_steps(node, direction, |edge, next| {
            if flows[edge as usize] == 0 {
                steps.push((Step { edge, takes_back: false }, goes_to(next)));
            }
        });
        graph.free_steps(node, direction, |next| {
            let edge = free_edge(graph, node, next, direction);
            steps.push((Step { edge, takes_back: false }, goes_to(next)));
        });
        if node == customer || !is_on_chain[node as usize] {
            return; // nothing passes through here that could be taken back
        }
        let against = direction.reversed();
        let mut take_back = |edge: u32, next: u32| {
            if flows[edge as usize] > 0 && next != customer {
                steps.push((Step { edge, takes_back: true }, next));
            }
        };
        graph.handoff_steps(node, against, &mut take_back);
        graph.free_steps(node, against, |next| take_back(free_edge(graph, node, next, against), next));
    }

    /// Adds the chain that both searches have found through `meeting`.
    fn follow(&mut self, meeting: u32) {
        for search in [&self.from_start, &self.from_customer] {
            let mut node = meeting;
            self.is_on_chain[node as usize] = true;
            self.on_chains.push(node);
            while let Some((before, step)) = search.came_by(node) {
                let flow = &mut self.flows[step.edge as usize];
                *flow = if step.takes_back { *flow - 1 } else { *flow + 1 };
                self.used.push(step.edge);
                node = before;
                self.is_on_chain[node as usize] = true;
                self.on_chains.push(node);
            }
        }
    }
}

/// The number of the edge between two nodes that are one free step apart in `direction`.
fn free_edge(graph: &Graph, node: u32, next: u32, direction: Direction) -> u32 {
    let (tail, head) = match direction {
        Direction::Downstream => (node, next),
        Direction::Upstream => (next, node),
    };
    let parties = graph.party_count() as u32;
    let number = match (graph.exit_owner(tail), graph.exit_owner(head)) {
        (_, None) => head,                                        // into a member
        (None, Some(team)) if team == tail => 2 * parties + team, // through a team
        (owner, Some(_)) => parties + owner.unwrap_or(tail),      // out of a member
    };
    graph.handoff_count() as u32 + number
}

/// An edge, taken along its direction or (to take a chain back) against it.
#[derive(Clone, Copy)]
struct Step {
    edge: u32,
    takes_back: bool,
}

enum Progress {
    Going,
    Ended,
    Met(u32),
}

/// A search that can be cleared without touching every node; what is nearest to the start comes first.
struct Search {
    /// In which round each node was seen.
    seen_in: Vec<u32>,
    /// The node before and the step from there; only for nodes seen in this round.
    came: Vec<Option<(u32, Step)>>,
    round: u32,
    /// Nodes to go on from: how near, how early seen, which.
    queue: BinaryHeap<Reverse<(u32, usize, u32)>>,
    /// Steps looked at so far.
    work: usize,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self { seen_in: vec![0; nodes], came: vec![None; nodes], round: 0, queue: BinaryHeap::new(), work: 0 }
    }

    fn clear(&mut self) {
        self.round += 1;
        self.queue.clear();
        self.work = 0;
    }

    fn begin_at(&mut self, node: u32) {
        self.seen_in[node as usize] = self.round;
        self.came[node as usize] = None;
        self.queue.push(Reverse((0, self.work, node)));
    }

    fn see(&mut self, node: u32, before: u32, step: Step, ring: u32) {
        self.seen_in[node as usize] = self.round;
        self.came[node as usize] = Some((before, step));
        self.queue.push(Reverse((ring, self.work, node)));
    }

    fn has_seen(&self, node: u32) -> bool {
        self.seen_in[node as usize] == self.round
    }

    fn came_by(&self, node: u32) -> Option<(u32, Step)> {
        self.came[node as usize].filter(|_| self.has_seen(node))
    }

    /// The work after one more node; none when the search has ended.
    fn work_with_next(&self, work_at: impl Fn(u32) -> usize) -> usize {
        self.queue.peek().map_or(0, |Reverse((.., node))| self.work + work_at(*node))
    }

    fn next(&mut self) -> Option<u32> {
        self.queue.pop().map(|Reverse((.., node))| node)
    }
}
