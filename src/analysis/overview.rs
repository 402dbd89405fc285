use super::graph::Graph;
use super::matrix::{SightMatrix, SupplyMatrix};
use super::sight::{Sight, trace_all};
use crate::model::Organisation;

/// What there is to say about everybody at once: both matrices, and how many customers each party reaches.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The map that it is about, as a graph.
    pub graph: Graph,
    /// Roles against ultimate customers.
    pub sight: SightMatrix,
    /// Suppliers against customers.
    pub supplies: SupplyMatrix,
    /// The ultimate customers of every party.
    pub reach: Sight,
}

impl Overview {
    /// The overview of a map.
    pub fn of(map: &Organisation) -> Self {
        let graph = Graph::of(map);
        Self {
            sight: SightMatrix::of(&graph),
            supplies: SupplyMatrix::of(map),
            reach: trace_all(&graph),
            graph,
        }
    }
}
