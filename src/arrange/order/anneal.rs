//! Simulated annealing of an order: neighbours in a column change places, at first also where that costs
//! crossings, later only where it does not.
//!
//! S. Kirkpatrick, C. Gelatt, M. Vecchi, “Optimization by Simulated Annealing”, Science 220 (1983). Sifting and
//! reinserting move one node or one line; whole branches that hang on the wrong side only get across like this.

use crate::arrange::layers::{Layers, Order};
use crate::arrange::random::Random;
use crate::arrange::sheet::{Adjacency, Neighbour};
use std::cmp::Ordering;

/// How many crossings more are borne at the beginning and at the end, on average.
const HOT: f64 = 1.6;
const COLD: f64 = 0.3;

/// Changes the order by `sweeps` passes over all pairs of neighbours.
pub(super) fn anneal(layers: &Layers, order: &mut Order, sweeps: u32, random: &mut Random) {
    let patience = patience();
    let cooling = (COLD / HOT).powf(1.0 / f64::from(sweeps.max(1)));
    let mut temperature = HOT;
    for sweep in 0..sweeps {
        for layer in 0..layers.count {
            let pairs = order.columns[layer].len().saturating_sub(1);
            for step in 0..pairs {
                let at = if sweep % 2 == 0 { step } else { pairs - 1 - step };
                let (above, below) = (order.columns[layer][at], order.columns[layer][at + 1]);
                let more = more_by_exchange(&layers.left, order, above, below)
                    + more_by_exchange(&layers.right, order, above, below);
                let mut borne = || temperature * patience[random.below(patience.len())];
                if more <= 0 || (more as f64) < borne() {
                    order.columns[layer].swap(at, at + 1);
                    order.position[above as usize] += 1;
                    order.position[below as usize] -= 1;
                }
            }
        }
        temperature *= cooling;
    }
}

/// Quantiles of the exponential distribution: what is borne at temperature 1 (the rule of N. Metropolis, 1953,
/// solved for the crossings, so that no exponential has to be taken for each pair).
fn patience() -> [f64; 256] {
    std::array::from_fn(|at| -((at as f64 + 0.5) / 256.0).ln())
}

/// Crossings in the column on one side that come when `above` and `below` change places, less those that go.
#[inline]
fn more_by_exchange(side: &Adjacency, order: &Order, above: u32, below: u32) -> i64 {
    let place = |n: &Neighbour| order.position[n.node as usize];
    let mut more = 0;
    for a in side.of(above) {
        for b in side.of(below) {
            let weight = i64::from(a.weight) * i64::from(b.weight);
            match place(a).cmp(&place(b)) {
                Ordering::Less => more += weight,
                Ordering::Equal => {}
                Ordering::Greater => more -= weight,
            }
        }
    }
    more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrange::sheet::Edge;

    #[test]
    fn a_tangle_is_undone_and_every_column_keeps_its_nodes() {
        let edge = |from, to| Edge { from, to, weight: 1 };
        let edges: Vec<Edge> = (0..8).map(|v| edge(v, 15 - v)).collect();
        let rank: Vec<u32> = (0..16).map(|v| v / 8).collect();
        let layers = Layers::new(&rank, &[40.0; 16], &edges);
        let mut order = Order::new(vec![(0..8).collect(), (8..16).collect()], 16);
        anneal(&layers, &mut order, 400, &mut Random::new(1));
        let mut ends: Vec<u32> = order.columns[0].iter().map(|v| order.position[15 - *v as usize]).collect();
        assert!(ends.is_sorted(), "all lines are level: {ends:?}");
        ends.dedup();
        assert_eq!(ends.len(), 8);
        for (at, v) in order.columns[1].iter().enumerate() {
            assert_eq!(order.position[*v as usize], at as u32);
        }
    }
}
