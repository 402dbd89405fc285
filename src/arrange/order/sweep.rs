//! One sweep over the columns: every node moves to where its neighbours in the column just done are.
//!
//! Barycentre: K. Sugiyama, S. Tagawa, M. Toda (IEEE SMC 11, 1981). Weighted median: Gansner et al. (1993).

use crate::arrange::layers::{Layers, Order};
use crate::arrange::random::Random;
use crate::arrange::sheet::Neighbour;

/// What a node takes from its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Barycentre,
    Median,
}

/// Scratch of the sweeps.
#[derive(Default)]
pub(super) struct Sweeper {
    keys: Vec<(f64, u32, u32)>,
    positions: Vec<u32>,
}

impl Sweeper {
    /// Sorts every column by its neighbours, left to right or right to left.
    pub fn sweep(
        &mut self,
        layers: &Layers,
        order: &mut Order,
        rightwards: bool,
        measure: Measure,
        random: &mut Random,
    ) {
        for step in 1..layers.count {
            let layer = if rightwards { step } else { layers.count - 1 - step };
            let fixed = if rightwards { layer - 1 } else { layer + 1 };
            let side = if rightwards { &layers.left } else { &layers.right };
            let stretch = order.columns[fixed].len() as f64 / order.columns[layer].len() as f64;
            let ties_reversed = random.next() & 1 == 0;
            self.keys.clear();
            for (at, v) in order.columns[layer].iter().enumerate() {
                let neighbours = side.of(*v);
                let key = if neighbours.is_empty() {
                    (at as f64 + 0.5) * stretch - 0.5 // keeps its place
                } else if measure == Measure::Median {
                    median(neighbours, order, &mut self.positions)
                } else {
                    barycentre(neighbours, order)
                };
                let tie = if ties_reversed { u32::MAX - at as u32 } else { at as u32 };
                self.keys.push((key, tie, *v));
            }
            self.keys.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            for (slot, key) in order.columns[layer].iter_mut().zip(&self.keys) {
                *slot = key.2;
            }
            order.renumber(layer);
        }
    }
}

fn barycentre(neighbours: &[Neighbour], order: &Order) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for n in neighbours {
        sum += f64::from(order.position[n.node as usize]) * f64::from(n.weight);
        weight += f64::from(n.weight);
    }
    sum / weight
}

/// The middle position; between two middle ones, nearer to the side on which the others are dense.
fn median(neighbours: &[Neighbour], order: &Order, positions: &mut Vec<u32>) -> f64 {
    const MOST_COUNTED: u32 = 4;
    positions.clear();
    for n in neighbours {
        let times = n.weight.min(MOST_COUNTED) as usize;
        positions.extend(std::iter::repeat_n(order.position[n.node as usize], times));
    }
    positions.sort_unstable();
    let (count, middle) = (positions.len(), positions.len() / 2);
    let at = |i: usize| f64::from(positions[i]);
    if count % 2 == 1 {
        return at(middle);
    }
    let (left, right) = (at(middle - 1) - at(0), at(count - 1) - at(middle));
    if left + right > 0.0 {
        (at(middle - 1) * right + at(middle) * left) / (left + right)
    } else {
        at(middle)
    }
}
