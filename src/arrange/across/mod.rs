//! Where each node stands across the flow: straight lines, short lines, nothing overlapping.

mod align;
mod isotonic;

use super::layers::{Layers, Order};
pub(super) use isotonic::{Fitter, wish};

/// The middle of every node across the flow; every column keeps its order and its distances.
pub(super) fn coordinates(layers: &Layers, order: &Order) -> Vec<f64> {
    const ROUNDS: usize = 24;
    const ROUNDS_LARGE: usize = 8;
    let mut y = align::aligned(layers, order);
    let rounds = if layers.node_count() < 20_000 { ROUNDS } else { ROUNDS_LARGE };
    isotonic::shorten_lines(layers, order, &mut y, rounds);
    y
}
