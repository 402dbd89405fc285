//! Exact numbers of crossings between neighbouring columns.
//!
//! W. Barth, M. Jünger, P. Mutzel, “Simple and Efficient Bilayer Cross Counting”, JGAA 8(2), 2004: an
//! accumulator tree over the right column, O(|E| log |V|). Weights multiply.

use crate::arrange::layers::{Layers, Order};

/// Counts crossings; keeps its tree between calls.
#[derive(Default)]
pub(super) struct CrossingCounter {
    tree: Vec<u64>,
    ends: Vec<(u32, u32)>,
}

impl CrossingCounter {
    /// All crossings of the drawing.
    pub fn total(&mut self, layers: &Layers, order: &Order) -> u64 {
        (1..layers.count).map(|layer| self.before(layers, order, layer)).sum()
    }

    /// Crossings between column `layer` and the one before it.
    fn before(&mut self, layers: &Layers, order: &Order, layer: usize) -> u64 {
        let leaves = order.columns[layer].len().next_power_of_two();
        self.tree.clear();
        self.tree.resize(2 * leaves, 0);
        let mut crossings = 0;
        for v in &order.columns[layer - 1] {
            self.ends.clear();
            let right = layers.right.of(*v).iter();
            self.ends.extend(right.map(|n| (order.position[n.node as usize], n.weight)));
            self.ends.sort_unstable();
            for (end, weight) in &self.ends {
                crossings += self.sum_below(*end as usize + leaves) * u64::from(*weight);
            }
            for i in 0..self.ends.len() {
                let (end, weight) = self.ends[i];
                self.add(end as usize + leaves, u64::from(weight));
            }
        }
        crossings
    }

    /// Weight of the edges that end strictly below `leaf`.
    fn sum_below(&self, mut leaf: usize) -> u64 {
        let mut sum = 0;
        while leaf > 1 {
            if leaf.is_multiple_of(2) {
                sum += self.tree[leaf + 1];
            }
            leaf /= 2;
        }
        sum
    }

    fn add(&mut self, mut leaf: usize, weight: u64) {
        while leaf > 0 {
            self.tree[leaf] += weight;
            leaf /= 2;
        }
    }
}
