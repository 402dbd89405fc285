//! Improvement inside single columns with exact gains: neighbours change places, nodes move to their best
//! place.
//!
//! Transpose: Gansner et al. (1993). Sifting: C. Matuszewski, R. Schönfeld, P. Molitor, “Using Sifting for
//! k-Layer Straightline Crossing Minimization”, GD'99; here with a window.

use crate::arrange::layers::{Layers, Order};
use crate::arrange::sheet::Adjacency;

/// Scratch: the sorted positions of the neighbours of every node of one column.
pub(super) struct Sifter {
    left: Ends,
    right: Ends,
    /// For every node its row in `left` and `right`.
    row: Vec<u32>,
}

#[derive(Default)]
struct Ends {
    offsets: Vec<u32>,
    /// Position and weight, sorted.
    ends: Vec<(u32, u32)>,
}

impl Ends {
    fn fill(&mut self, column: &[u32], side: &Adjacency, position: &[u32]) {
        self.offsets.clear();
        self.ends.clear();
        self.offsets.push(0);
        for v in column {
            let start = self.ends.len();
            self.ends.extend(side.of(*v).iter().map(|n| (position[n.node as usize], n.weight)));
            self.ends[start..].sort_unstable();
            self.offsets.push(self.ends.len() as u32);
        }
    }

    #[inline]
    fn of(&self, row: u32) -> &[(u32, u32)] {
        &self.ends[self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize]
    }
}

impl Sifter {
    pub fn new(node_count: usize) -> Self {
        Self { left: Ends::default(), right: Ends::default(), row: vec![0; node_count] }
    }

    /// Lets neighbours change places as long as that removes crossings, at most `passes` times over all
    /// columns. Returns how many crossings went away.
    pub fn transpose(&mut self, layers: &Layers, order: &mut Order, passes: usize) -> u64 {
        let mut gain = 0;
        let mut dirty = vec![true; layers.count];
        for _ in 0..passes {
            let mut improved = false;
            for layer in 0..layers.count {
                if !std::mem::replace(&mut dirty[layer], false) {
                    continue;
                }
                let here = self.transpose_column(layers, order, layer);
                if here > 0 {
                    gain += here;
                    improved = true;
                    dirty[layer.saturating_sub(1)..(layer + 2).min(layers.count)].fill(true);
                }
            }
            if !improved {
                break;
            }
        }
        gain
    }

    fn transpose_column(&mut self, layers: &Layers, order: &mut Order, layer: usize) -> u64 {
        self.prepare(layers, order, layer);
        let column = &mut order.columns[layer];
        let mut gain = 0;
        for i in 1..column.len() {
            let saved = self.saved_by_swap(column[i - 1], column[i]);
            if saved > 0 {
                gain += saved as u64;
                column.swap(i - 1, i);
            }
        }
        order.renumber(layer);
        gain
    }

    /// Moves every node to the best place of its column within `window`. Returns the crossings removed.
    pub fn sift(&mut self, layers: &Layers, order: &mut Order, window: usize) -> u64 {
        self.sift_some(layers, order, window, |_| true)
    }

    /// The same for the nodes that `may_move`; the others keep their order.
    pub fn sift_some(
        &mut self,
        layers: &Layers,
        order: &mut Order,
        window: usize,
        may_move: impl Fn(u32) -> bool,
    ) -> u64 {
        let mut gain = 0;
        for layer in 0..layers.count {
            self.prepare(layers, order, layer);
            for v in order.columns[layer].clone().into_iter().filter(|v| may_move(*v)) {
                gain += self.sift_node(order, layer, v, window);
            }
        }
        gain
    }

    fn sift_node(&self, order: &mut Order, layer: usize, v: u32, window: usize) -> u64 {
        let column = &mut order.columns[layer];
        let from = order.position[v as usize] as usize;
        let (mut best, mut target) = (0, from);
        let mut saved = 0;
        for (to, below) in column.iter().enumerate().skip(from + 1).take(window) {
            saved += self.saved_by_swap(v, *below);
            if saved > best {
                (best, target) = (saved, to);
            }
        }
        saved = 0;
        for to in (from.saturating_sub(window)..from).rev() {
            saved += self.saved_by_swap(column[to], v);
            if saved > best {
                (best, target) = (saved, to);
            }
        }
        if target > from {
            column[from..=target].rotate_left(1);
        } else {
            column[target..=from].rotate_right(1);
        }
        let start = from.min(target);
        for (at, moved) in column[start..=from.max(target)].iter().enumerate() {
            order.position[*moved as usize] = (start + at) as u32;
        }
        best as u64
    }

    fn prepare(&mut self, layers: &Layers, order: &Order, layer: usize) {
        let column = &order.columns[layer];
        self.left.fill(column, &layers.left, &order.position);
        self.right.fill(column, &layers.right, &order.position);
        for (row, v) in column.iter().enumerate() {
            self.row[*v as usize] = row as u32;
        }
    }

    /// Crossings that go away when `b`, just below `a`, moves above it (negative: that appear).
    #[inline]
    fn saved_by_swap(&self, a: u32, b: u32) -> i64 {
        let (a, b) = (self.row[a as usize], self.row[b as usize]);
        inversions(self.left.of(a), self.left.of(b)) + inversions(self.right.of(a), self.right.of(b))
    }
}

/// Crossings with `a` above `b` less those with `b` above `a`, for sorted ends.
#[inline]
fn inversions(a: &[(u32, u32)], b: &[(u32, u32)]) -> i64 {
    let (Some(a_first), Some(a_last), Some(b_first), Some(b_last)) =
        (a.first(), a.last(), b.first(), b.last())
    else {
        return 0;
    };
    let weight = |ends: &[(u32, u32)]| ends.iter().map(|end| i64::from(end.1)).sum::<i64>();
    if a_last.0 < b_first.0 {
        return -weight(a) * weight(b);
    }
    if b_last.0 < a_first.0 {
        return weight(a) * weight(b);
    }
    let mut difference = 0;
    let (mut passed, mut i) = (0, 0); // weight of the ends of `a` before the present end of `b`
    let total = weight(a);
    for &(position, times) in b {
        while i < a.len() && a[i].0 < position {
            passed += i64::from(a[i].1);
            i += 1;
        }
        let same: i64 = a[i..].iter().take_while(|end| end.0 == position).map(|end| i64::from(end.1)).sum();
        difference += (total - passed - same - passed) * i64::from(times);
    }
    difference
}
