use super::graph::{Direction, Graph, NONE};
use crate::model::PartyId;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// The loops of a map: groups in which everybody serves everybody else in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loops {
    /// Each loop by name, the largest first.
    loops: Vec<Vec<PartyId>>,
}

impl Loops {
    /// Finds all loops: the strongly connected components with at least two parties.
    pub fn of(graph: &Graph) -> Self {
        let mut loops: Vec<Vec<u32>> = components(graph)
            .into_iter()
            .map(|nodes| nodes.into_iter().filter_map(|n| graph.named_at(n, Direction::Downstream)).collect())
            .filter(|parties: &Vec<u32>| parties.len() > 1)
            .collect();
        for parties in &mut loops {
            parties.sort_unstable_by_key(|party| graph.name_rank(*party));
        }
        let first = |parties: &[u32]| parties.first().map_or(NONE, |party| graph.name_rank(*party));
        loops.sort_by_key(|parties| (std::cmp::Reverse(parties.len()), first(parties)));
        let to_ids = |parties: Vec<u32>| parties.into_iter().map(|party| graph.id(party)).collect();
        Self { loops: loops.into_iter().map(to_ids).collect() }
    }

    /// The loops, the largest first, each with its parties by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[PartyId]> {
        self.loops.iter().map(Vec::as_slice)
    }
}

/// The strongly connected components, so that all steps lead into the same or an earlier one.
pub(super) fn components(graph: &Graph) -> Vec<Vec<u32>> {
    let steps = steps(graph);
    // Kosaraju keeps its own stack: a chain may be as long as the map.
    kosaraju_scc(&steps)
        .into_iter()
        .map(|nodes| nodes.into_iter().map(|n| n.index() as u32).collect())
        .collect()
}

/// All steps, hand-offs and free ones alike, for petgraph.
fn steps(graph: &Graph) -> DiGraph<(), (), u32> {
    let mut steps = DiGraph::with_capacity(graph.node_count(), graph.handoff_count());
    for _ in 0..graph.node_count() {
        steps.add_node(());
    }
    for node in 0..graph.node_count() as u32 {
        let mut add = |next: u32| {
            steps.add_edge(NodeIndex::from(node), NodeIndex::from(next), ());
        };
        graph.handoff_steps(node, Direction::Downstream, |_, next| add(next));
        graph.free_steps(node, Direction::Downstream, add);
    }
    steps
}
