use super::End;
use super::ruling::{Ruling, Stand};
use crate::model::{Point, Size};

/// One level of the map as flat arrays: boxes and the lines between them, to be drawn in columns.
///
/// A box is a party, a whole team whose inside is already arranged, or a block of leaves.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub sizes: Vec<Size>,
    pub ends: Vec<End>,
    /// Where boxes have to stand, as places on the map.
    pub pins: Vec<Option<Point>>,
    pub lines: Vec<Line>,
    /// Width to height that packing aims at.
    pub aspect: f32,
    /// The columns of the map, if it has teams.
    pub ruling: Option<Ruling>,
    /// How every box stands in those columns; empty without them.
    pub stands: Vec<Stand>,
}

impl Sheet {
    /// The other ends of the lines at `v`.
    pub fn neighbours_of(&self, v: u32) -> impl Iterator<Item = u32> {
        self.lines.iter().filter_map(move |line| {
            if line.from == v { Some(line.to) } else { (line.to == v).then_some(line.from) }
        })
    }
}

/// A line of a [`Sheet`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    pub from: u32,
    pub to: u32,
    /// Width of its label; 0 without one.
    pub label_width: f32,
    /// How far below the middles of the two boxes the line really starts and ends, at members of teams.
    pub offsets: (f32, f32),
}

/// A directed edge of a simple graph with the number of lines that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub from: u32,
    pub to: u32,
    pub weight: u32,
}

/// A neighbour in an [`Adjacency`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Neighbour {
    pub node: u32,
    pub weight: u32,
}

/// Who is joined to whom, as one flat array cut into ranges (compressed sparse rows).
#[derive(Clone, Debug, Default)]
pub(super) struct Adjacency {
    offsets: Vec<u32>,
    neighbours: Vec<Neighbour>,
}

impl Adjacency {
    /// For each of `count` nodes those that its edges lead to.
    pub fn forward(count: usize, edges: &[Edge]) -> Self {
        Self::new(count, edges.iter().map(|e| (e.from, e.to, e.weight)))
    }

    /// For each of `count` nodes those whose edges lead to it.
    pub fn backward(count: usize, edges: &[Edge]) -> Self {
        Self::new(count, edges.iter().map(|e| (e.to, e.from, e.weight)))
    }

    /// For each of `count` nodes the numbers of the edges at it, in place of nodes.
    pub fn edge_numbers(count: usize, edges: &[Edge], outgoing: bool) -> Self {
        let numbered = edges.iter().enumerate();
        Self::new(count, numbered.map(|(k, e)| (if outgoing { e.from } else { e.to }, k as u32, e.weight)))
    }

    fn new(count: usize, triples: impl Iterator<Item = (u32, u32, u32)> + Clone) -> Self {
        let mut offsets = vec![0; count + 1];
        for (at, _, _) in triples.clone() {
            offsets[at as usize + 1] += 1;
        }
        for i in 0..count {
            offsets[i + 1] += offsets[i];
        }
        let mut next = offsets.clone();
        let mut neighbours = vec![Neighbour::default(); offsets[count] as usize];
        for (at, node, weight) in triples {
            let slot = &mut next[at as usize];
            neighbours[*slot as usize] = Neighbour { node, weight };
            *slot += 1;
        }
        Self { offsets, neighbours }
    }

    /// The neighbours of `node`.
    #[inline]
    pub fn of(&self, node: u32) -> &[Neighbour] {
        let node = node as usize;
        &self.neighbours[self.offsets[node] as usize..self.offsets[node + 1] as usize]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }
}

/// Merges edges between the same two nodes in the same direction and adds up their weights; the result
/// is sorted, so that the order of the input does not matter.
pub(super) fn merge_parallel(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_unstable_by_key(|e| (e.from, e.to));
    edges.dedup_by(|later, kept| {
        let same = later.from == kept.from && later.to == kept.to;
        if same {
            kept.weight += later.weight;
        }
        same
    });
    edges
}
