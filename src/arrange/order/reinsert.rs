//! Long lines taken out and put back in where they cross least, all their bends at once.
//!
//! With everything else fixed, the best slots for all bends of one line are a shortest path from column to
//! column. Sifting moves one bend at a time and often cannot get there. The idea is the edge insertion of
//! C. Gutwenger, P. Mutzel, R. Weiskircher (“Inserting an Edge into a Planar Graph”, Algorithmica 41, 2005)
//! brought to columns; block sifting (C. Bachmaier, F. Brandenburg, W. Brunner, F. Hübner, JGAA 15, 2011)
//! moves whole lines too, but keeps them level.

use super::cheapest::Cheapest;
use crate::arrange::layers::{Layers, Order};
use crate::arrange::sheet::{Adjacency, Neighbour};
use std::cmp::Ordering;
use std::ops::Range;

/// One crossing costs as much as being moved by this many slots: of ways that cross as little, the nearest.
const CROSSING: i64 = 1 << 12;

/// Scratch of reinsertions.
#[derive(Default)]
pub(super) struct Reinserter {
    /// Least cost up to each slot of the present column.
    cost: Vec<i64>,
    next_cost: Vec<i64>,
    /// For each slot of every column of the line, the slot in the column before that led there.
    from: Vec<u32>,
    /// Where each column of the line begins in `from`.
    starts: Vec<usize>,
    cheapest: Cheapest,
}

/// One column of a line: the order around the bend that is put elsewhere. Slots count the other nodes.
#[derive(Clone, Copy)]
struct Column<'a> {
    nodes: &'a [u32],
    position: &'a [u32],
    /// The bend's present slot.
    old: usize,
    /// The first and the last slot that are looked at.
    first: usize,
    last: usize,
}

impl<'a> Column<'a> {
    fn around(layers: &Layers, order: &'a Order, bend: u32, window: usize) -> Self {
        let nodes = &order.columns[layers.layer_of[bend as usize] as usize];
        let old = order.position[bend as usize] as usize;
        let (first, last) = (old.saturating_sub(window), old.saturating_add(window).min(nodes.len() - 1));
        Self { nodes, position: &order.position, old, first, last }
    }

    /// The nodes between the slots, from top to bottom.
    fn others(&self) -> impl Iterator<Item = u32> + use<'a> {
        let (above, below) = (&self.nodes[self.first..self.old], &self.nodes[self.old + 1..=self.last]);
        above.iter().chain(below).copied()
    }

    /// The slot just above a node of this column.
    #[inline]
    fn slot_above(&self, node: u32) -> usize {
        let at = self.position[node as usize] as usize;
        at - usize::from(at > self.old)
    }

    /// What it costs to move the bend to the `at`th of the slots.
    fn distance(&self, at: usize) -> i64 {
        self.old.abs_diff(self.first + at) as i64
    }
}

impl Reinserter {
    /// Puts the line with these bends where it crosses least, no bend more than `window` slots away.
    pub fn reinsert(&mut self, layers: &Layers, order: &mut Order, chain: Range<u32>, window: usize) {
        let Some(last) = chain.clone().next_back() else { return };
        let (Some(start), Some(end)) = (layers.left.of(chain.start).first(), layers.right.of(last).first())
        else {
            return;
        };
        self.from.clear();
        self.starts.clear();
        let mut column = Column::around(layers, order, chain.start, window);
        self.enter(layers, order, start.node, column);
        for bend in chain.start + 1..chain.end {
            let next = Column::around(layers, order, bend, window);
            self.pass(layers, column, next);
            column = next;
        }
        let mut at = self.leave(layers, order, column, end.node);
        for (step, v) in chain.enumerate().rev() {
            let first = (order.position[v as usize] as usize).saturating_sub(window);
            order.move_to(layers.layer_of[v as usize] as usize, v, first + at);
            if step > 0 {
                at = self.from[self.starts[step - 1] + at] as usize;
            }
        }
    }

    /// Costs of the slots right of the box at which the line starts.
    fn enter(&mut self, layers: &Layers, order: &Order, start: u32, column: Column) {
        self.cost.clear();
        self.cost.push(column.distance(0));
        let mut crossed = 0; // more than from the first slot
        for (at, node) in column.others().enumerate() {
            crossed -= leaning(&layers.left, order, node, start);
            self.cost.push(crossed * CROSSING + column.distance(at + 1));
        }
    }

    /// From the costs of the slots in one column to those in the next.
    ///
    /// From slot p to slot q a line crosses the edges that start above p and end below q, and those the
    /// other way round. One slot further down on the right, every edge that ends there is on the other
    /// side: it costs more from the slots above its start and less from those below. So all pairs are
    /// looked at in the time that it takes to look at all edges.
    fn pass(&mut self, layers: &Layers, left: Column, right: Column) {
        let mut crossed = 0;
        for (cost, node) in self.cost[1..].iter_mut().zip(left.others()) {
            for n in layers.right.of(node) {
                let ends_below = right.slot_above(n.node) >= right.first;
                crossed += i64::from(n.weight) * if ends_below { CROSSING } else { -CROSSING };
            }
            *cost += crossed;
        }
        self.cheapest.start(&self.cost);
        self.starts.push(self.from.len());
        self.next_cost.clear();
        let mut take = |at: usize, cheapest: &Cheapest| {
            let (from, cost) = cheapest.get();
            self.from.push(from as u32);
            self.next_cost.push(cost + right.distance(at));
        };
        take(0, &self.cheapest);
        for (at, node) in right.others().enumerate() {
            for n in layers.left.of(node) {
                let start = left.slot_above(n.node);
                self.cheapest.split(start.checked_sub(left.first), i64::from(n.weight) * CROSSING);
            }
            take(at + 1, &self.cheapest);
        }
        std::mem::swap(&mut self.cost, &mut self.next_cost);
    }

    /// The slot of the last column from which the way to the box `end` costs least.
    fn leave(&self, layers: &Layers, order: &Order, column: Column, end: u32) -> usize {
        let mut best = (self.cost[0], 0);
        let mut crossed = 0; // more than from the first slot
        for (at, node) in column.others().enumerate() {
            crossed -= leaning(&layers.right, order, node, end);
            best = best.min((self.cost[at + 1] + crossed * CROSSING, at + 1));
        }
        best.1
    }
}

/// Weight of the edges of `node` that end above `other`, less that of those below: what a line to `other`
/// crosses less from below the node.
fn leaning(side: &Adjacency, order: &Order, node: u32, other: u32) -> i64 {
    let target = order.position[other as usize];
    let lean = |n: &Neighbour| match order.position[n.node as usize].cmp(&target) {
        Ordering::Less => i64::from(n.weight),
        Ordering::Equal => 0,
        Ordering::Greater => -i64::from(n.weight),
    };
    side.of(node).iter().map(lean).sum()
}
