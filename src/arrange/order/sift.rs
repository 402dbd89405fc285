//! Nodes move to the best place of their column, with exact gains.
//!
//! C. Matuszewski, R. Schönfeld, P. Molitor, “Using Sifting for k-Layer Straightline Crossing Minimization”,
//! GD'99; here with a window.

use crate::arrange::layers::{Layers, Order};
use crate::arrange::sheet::Adjacency;

/// Scratch: the sorted positions of the neighbours of every node of one column.
pub(super) struct Sifter {
    left: Ends,
    right: Ends,
    /// For every node its row in `left` and `right`.
    row: Vec<u32>,
    /// The column that they are of.
    layer: usize,
}

/// The ends of the edges of one column in the column beside it.
#[derive(Default)]
struct Ends {
    /// How many nodes are in the column beside.
    width: usize,
    /// Where the edges of each row begin.
    offsets: Vec<u32>,
    /// Position and weight, sorted.
    sorted: Vec<(u32, i32)>,
    /// For the node that is sifted and every position: weight of its ends below, less that above.
    below: Vec<i32>,
}

impl Ends {
    fn fill(&mut self, column: &[u32], side: &Adjacency, position: &[u32], width: usize) {
        self.width = width;
        self.offsets.clear();
        self.sorted.clear();
        self.offsets.push(0);
        for v in column {
            let start = self.sorted.len();
            self.sorted.extend(side.of(*v).iter().map(|n| (position[n.node as usize], n.weight as i32)));
            if self.sorted.len() > start + 1 {
                self.sorted[start..].sort_unstable();
            }
            self.offsets.push(self.sorted.len() as u32);
        }
    }

    #[inline]
    fn of(&self, row: u32) -> &[(u32, i32)] {
        &self.sorted[self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize]
    }

    /// Gets ready to compare the ends of `row` with those of others.
    fn choose(&mut self, row: u32) {
        let range = self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize;
        let mut rest: i32 = self.sorted[range.clone()].iter().map(|end| end.1).sum();
        self.below.clear();
        for (position, weight) in &self.sorted[range] {
            let position = *position as usize;
            if self.below.len() <= position {
                self.below.resize(position, rest);
                self.below.push(rest);
            }
            self.below[position] -= weight;
            rest -= 2 * weight;
        }
        self.below.resize(self.width, rest);
    }

    /// Crossings that go away when the chosen node moves from just above `row` to just below it.
    #[inline]
    fn saved_by_passing(&self, row: u32) -> i32 {
        self.of(row).iter().map(|(position, weight)| weight * self.below[*position as usize]).sum()
    }
}

impl Sifter {
    pub fn new(node_count: usize) -> Self {
        Self { left: Ends::default(), right: Ends::default(), row: vec![0; node_count], layer: 0 }
    }

    /// Gets ready to sift nodes of this column.
    pub fn choose_column(&mut self, layers: &Layers, order: &Order, layer: usize) {
        let column = &order.columns[layer];
        let width = |layer: usize| order.columns.get(layer).map_or(0, Vec::len);
        self.left.fill(column, &layers.left, &order.position, width(layer.wrapping_sub(1)));
        self.right.fill(column, &layers.right, &order.position, width(layer + 1));
        for (row, v) in column.iter().enumerate() {
            self.row[*v as usize] = row as u32;
        }
        self.layer = layer;
    }

    /// Moves a node of the chosen column to its best place within `window`.
    pub fn sift(&mut self, order: &mut Order, v: u32, window: usize) {
        let row = self.row[v as usize];
        self.left.choose(row);
        self.right.choose(row);
        let column = &order.columns[self.layer];
        let from = order.position[v as usize] as usize;
        let saved_by_passing = |u: u32| {
            let row = self.row[u as usize];
            i64::from(self.left.saved_by_passing(row) + self.right.saved_by_passing(row))
        };
        let (mut best, mut target) = (0, from);
        let mut saved = 0;
        for (to, below) in column.iter().enumerate().skip(from + 1).take(window) {
            saved += saved_by_passing(*below);
            if saved > best {
                (best, target) = (saved, to);
            }
        }
        saved = 0;
        for to in (from.saturating_sub(window)..from).rev() {
            saved -= saved_by_passing(column[to]);
            if saved > best {
                (best, target) = (saved, to);
            }
        }
        order.move_to(self.layer, v, target);
    }
}
