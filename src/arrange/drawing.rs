use super::direction::{LoopBreaking, acyclic_edges};
use super::layers::{Layers, Order};
use super::order::{self, Effort};
use super::sheet::{Edge, Sheet};
use super::{End, Watch, rank};

/// A level as an acyclic graph: what is drawn in columns.
pub(super) struct Graph<'a> {
    /// Every edge points to the right.
    pub edges: Vec<Edge>,
    pub ends: &'a [End],
    /// The room that every box takes across the flow.
    pub breadth: Vec<f64>,
}

impl<'a> Graph<'a> {
    /// The boxes and lines of `sheet` without its loops.
    pub fn of(sheet: &'a Sheet, how: LoopBreaking) -> Self {
        let edges = sheet.lines.iter().map(|line| Edge { from: line.from, to: line.to, weight: 1 });
        Self {
            edges: acyclic_edges(&edges.collect::<Vec<_>>(), &sheet.ends, how),
            ends: &sheet.ends,
            breadth: sheet.sizes.iter().map(|size| f64::from(size.height)).collect(),
        }
    }
}

/// A graph in columns, each in an order.
pub(super) struct Drawing {
    /// The column of every box.
    pub rank: Vec<u32>,
    pub layers: Layers,
    pub order: Order,
    pub crossings: u64,
}

impl Drawing {
    /// Short lines first, then few crossings. `None` if the watch stopped the work.
    pub fn of(graph: &Graph, effort: Effort, watch: &Watch) -> Option<Self> {
        let rank = rank::ranks(&graph.edges, graph.ends);
        let layers = Layers::new(&rank, &graph.breadth, &graph.edges);
        let (order, crossings) = order::best_order(&layers, effort, watch)?;
        Some(Self { rank, layers, order, crossings })
    }
}
