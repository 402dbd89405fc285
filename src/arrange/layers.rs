use super::sheet::{Adjacency, Edge};
use std::ops::Range;

/// The graph in columns (layers) such that every edge joins neighbouring columns: an edge that spans more
/// of them bends once in each column between, and the bends take part as narrow nodes.
#[derive(Clone, Debug)]
pub(super) struct Layers {
    /// How many nodes are boxes: they come first, then the bends.
    pub box_count: usize,
    /// How many columns there are.
    pub count: usize,
    /// The column of every node.
    pub layer_of: Vec<u32>,
    /// The neighbours of every node in the column before it.
    pub left: Adjacency,
    /// The neighbours of every node in the column after it.
    pub right: Adjacency,
    /// The room that every node takes across the flow.
    pub breadth: Vec<f64>,
    /// For every edge its bends, from left to right.
    pub bends: Vec<Range<u32>>,
}

/// Distance between parallel supplies in one bend.
pub(super) const PARALLEL_GAP: f64 = 6.0;

impl Layers {
    /// Cuts `edges` into pieces between neighbouring columns.
    pub fn new(rank: &[u32], breadth: &[f64], edges: &[Edge]) -> Self {
        let mut layer_of = rank.to_vec();
        let mut breadth = breadth.to_vec();
        let mut pieces = Vec::with_capacity(edges.len());
        let mut bends = Vec::with_capacity(edges.len());
        for e in edges {
            let mut from = e.from;
            let first = layer_of.len() as u32;
            for layer in rank[e.from as usize] + 1..rank[e.to as usize] {
                let bend = layer_of.len() as u32;
                layer_of.push(layer);
                breadth.push(f64::from(e.weight.saturating_sub(1)) * PARALLEL_GAP);
                pieces.push(Edge { from, to: bend, weight: e.weight });
                from = bend;
            }
            pieces.push(Edge { from, to: e.to, weight: e.weight });
            bends.push(first..layer_of.len() as u32);
        }
        let count = layer_of.len();
        Self {
            box_count: rank.len(),
            count: rank.iter().max().map_or(0, |most| *most as usize + 1),
            left: Adjacency::backward(count, &pieces),
            right: Adjacency::forward(count, &pieces),
            layer_of,
            breadth,
            bends,
        }
    }

    /// How many boxes and bends there are.
    pub fn node_count(&self) -> usize {
        self.layer_of.len()
    }

    /// Whether the node is a bend of a long edge.
    #[inline]
    pub fn is_bend(&self, node: u32) -> bool {
        node as usize >= self.box_count
    }

    /// Least distance between the middles of two nodes that stand next to each other in a column.
    pub fn separation(&self, a: u32, b: u32) -> f64 {
        let gap = match (self.is_bend(a), self.is_bend(b)) {
            (false, false) => super::BOX_GAP,
            (true, true) => super::BEND_GAP,
            _ => super::BOX_TO_BEND_GAP,
        };
        f64::midpoint(self.breadth[a as usize], self.breadth[b as usize]) + gap
    }
}

/// The nodes of every column from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// For every column its nodes.
    pub columns: Vec<Vec<u32>>,
    /// For every node its index in its column.
    pub position: Vec<u32>,
    /// For every node when it last changed places with another, by `clock`.
    pub moved: Vec<u32>,
    /// Counts whatever wants to know what has moved since.
    pub clock: u32,
}

impl Order {
    /// The order in which `columns` list the nodes.
    pub fn new(columns: Vec<Vec<u32>>, node_count: usize) -> Self {
        let mut order = Self { columns, position: vec![0; node_count], moved: vec![0; node_count], clock: 0 };
        for layer in 0..order.columns.len() {
            order.renumber(layer);
        }
        order
    }

    /// Brings `position` up to date after a column has changed.
    pub fn renumber(&mut self, layer: usize) {
        for (at, v) in self.columns[layer].iter().enumerate() {
            self.position[*v as usize] = at as u32;
        }
    }

    /// Moves `node` to the index `target` of its column, past all between. Returns whether it stood elsewhere.
    pub fn move_to(&mut self, layer: usize, node: u32, target: usize) -> bool {
        let from = self.position[node as usize] as usize;
        let column = &mut self.columns[layer];
        match from.cmp(&target) {
            std::cmp::Ordering::Less => column[from..=target].rotate_left(1),
            std::cmp::Ordering::Equal => return false,
            std::cmp::Ordering::Greater => column[target..=from].rotate_right(1),
        }
        let start = from.min(target);
        for (at, moved) in column[start..=from.max(target)].iter().enumerate() {
            self.position[*moved as usize] = (start + at) as u32;
            self.moved[*moved as usize] = self.clock;
        }
        true
    }
}
