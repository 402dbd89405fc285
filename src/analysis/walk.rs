use super::graph::{Direction, Graph, NONE};

/// How many hand-offs away every node is from some parties, counted along one direction.
///
/// The parties themselves are at no distance until a hand-off comes back to them.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    pub direction: Direction,
    /// Hand-offs to each node, [`NONE`] where it is not reached.
    pub rings: Vec<u32>,
    /// Nodes reached, nearest first.
    pub order: Vec<u32>,
    /// Whether a node belongs to the parties at which the walk begins: it can hand on at no cost.
    pub is_start: Vec<bool>,
    /// The nodes for which [`Self::is_start`] holds.
    pub starts: Vec<u32>,
}

impl Walk {
    /// Walks from all of `parties` at once, at most `most_steps` hand-offs far.
    pub fn from(graph: &Graph, parties: &[u32], direction: Direction, most_steps: u32) -> Self {
        let mut walk = Self {
            direction,
            rings: vec![NONE; graph.node_count()],
            order: Vec::new(),
            is_start: vec![false; graph.node_count()],
            starts: Vec::new(),
        };
        walk.gather_starts(graph, parties);
        if most_steps == 0 {
            return walk;
        }
        for at in 0..walk.starts.len() {
            walk.hand_on(graph, walk.starts[at], 1);
        }
        let mut at = 0;
        while let Some(&node) = walk.order.get(at) {
            at += 1;
            let ring = walk.rings[node as usize];
            if ring < most_steps {
                walk.hand_on(graph, node, ring + 1);
            }
        }
        walk
    }

    /// Whether the walk has come to this node, or has begun there.
    pub fn has_reached(&self, node: u32) -> bool {
        self.rings[node as usize] != NONE || self.is_start[node as usize]
    }

    fn gather_starts(&mut self, graph: &Graph, parties: &[u32]) {
        let Self { is_start, starts, .. } = self;
        let mut add = |node: u32, starts: &mut Vec<u32>| {
            if !std::mem::replace(&mut is_start[node as usize], true) {
                starts.push(node);
            }
        };
        for party in parties {
            add(graph.start(*party, self.direction), starts);
        }
        let mut at = 0;
        while let Some(&node) = starts.get(at) {
            at += 1;
            graph.free_steps(node, self.direction, |next| add(next, starts));
        }
    }

    fn hand_on(&mut self, graph: &Graph, node: u32, ring: u32) {
        let Self { rings, order, direction, .. } = self;
        let mut closed = order.len();
        graph.handoff_steps(node, *direction, |_, next| arrive(rings, order, next, ring));
        // Free steps stay in this ring; taking them at once keeps the order sorted by ring.
        while let Some(&reached) = order.get(closed) {
            closed += 1;
            graph.free_steps(reached, *direction, |next| arrive(rings, order, next, ring));
        }
    }
}

fn arrive(rings: &mut [u32], order: &mut Vec<u32>, node: u32, ring: u32) {
    if rings[node as usize] == NONE {
        rings[node as usize] = ring;
        order.push(node);
    }
}
