//! Long lines taken out and put back in where they cross least, all their bends at once.
//!
//! With everything else fixed, the best slots for all bends of one line are a shortest path from column to
//! column. Sifting moves one bend at a time and often cannot get there. The idea is the edge insertion of
//! C. Gutwenger, P. Mutzel, R. Weiskircher (“Inserting an Edge into a Planar Graph”, Algorithmica 41, 2005)
//! brought to columns; block sifting (C. Bachmaier, F. Brandenburg, W. Brunner, F. Hübner, JGAA 15, 2011)
//! moves whole lines too, but keeps them level.

use crate::arrange::layers::{Layers, Order};

/// One crossing costs as much as being moved by this many slots: of ways that cross as little, the nearest.
const CROSSING: i32 = 1 << 12;

/// Scratch of reinsertions. The costs are 32 bits wide, so that the compiler works on several at once.
#[derive(Default)]
pub(super) struct Reinserter {
    /// Least cost up to each slot of the present column.
    cost: Vec<i32>,
    next_cost: Vec<i32>,
    /// For every column of the line and each slot in it, the slot in the column before that led there.
    from: Vec<Vec<u32>>,
    /// Cost of the crossings on the way from the present slot to each slot of the next column.
    row: Vec<i32>,
}

/// The bends of every long line, from left to right.
pub(super) fn chains(layers: &Layers) -> Vec<Vec<u32>> {
    let next_bend = |v: u32| layers.right.of(v).iter().map(|n| n.node).find(|u| layers.is_bend(*u));
    let bends = layers.box_count as u32..layers.node_count() as u32;
    let starts = bends.filter(|v| layers.left.of(*v).iter().all(|n| !layers.is_bend(n.node)));
    starts.map(|start| std::iter::successors(Some(start), |v| next_bend(*v)).collect()).collect()
}

impl Reinserter {
    /// Puts the line with these bends where it crosses least.
    pub fn reinsert(&mut self, layers: &Layers, order: &mut Order, chain: &[u32]) {
        let (Some(&first), Some(&last)) = (chain.first(), chain.last()) else { return };
        let (Some(start), Some(end)) = (layers.left.of(first).first(), layers.right.of(last).first()) else {
            return;
        };
        let layer = |v: u32| layers.layer_of[v as usize] as usize;
        let old: Vec<u32> = chain.iter().map(|v| order.position[*v as usize]).collect();
        for (v, at) in chain.iter().zip(&old) {
            order.columns[layer(*v)].remove(*at as usize);
            order.renumber_from(layer(*v), *at as usize);
        }
        self.from.resize_with(chain.len().max(self.from.len()), Vec::new);
        self.enter(layers, order, start.node, old[0]);
        for at in 1..chain.len() {
            self.pass(layers, order, layer(chain[at - 1]), at, old[at]);
        }
        let mut slot = self.leave(layers, order, layer(last), end.node);
        for (at, v) in chain.iter().enumerate().rev() {
            order.columns[layer(*v)].insert(slot as usize, *v);
            order.renumber_from(layer(*v), slot as usize);
            if at > 0 {
                slot = self.from[at][slot as usize];
            }
        }
    }

    /// Costs of all slots right of the box at which the line starts.
    fn enter(&mut self, layers: &Layers, order: &Order, start: u32, old: u32) {
        let left = layers.layer_of[start as usize] as usize;
        let at = order.position[start as usize] as usize;
        self.begin_row(order.columns[left + 1].len());
        for (x, v) in order.columns[left].iter().enumerate().filter(|(x, _)| *x != at) {
            for n in layers.right.of(*v) {
                let y = order.position[n.node as usize] as usize;
                let weight = n.weight as i32 * CROSSING;
                // An edge that starts above the line crosses it in all slots above the edge's end.
                let crossed = if x < at { &mut self.row[..=y] } else { &mut self.row[y + 1..] };
                add(crossed, weight);
            }
        }
        self.cost.clone_from(&self.row);
        add_distance(&mut self.cost, old);
    }

    /// From the costs of all slots in column `left` to those in the one after it, the `at`th of the line.
    fn pass(&mut self, layers: &Layers, order: &Order, left: usize, at: usize, old: u32) {
        let column = &order.columns[left];
        self.begin_row(order.columns[left + 1].len());
        for n in column.iter().flat_map(|v| layers.right.of(*v)) {
            self.row[order.position[n.node as usize] as usize + 1] += n.weight as i32 * CROSSING;
        }
        let mut sum = 0;
        for cost in &mut self.row {
            sum += *cost;
            *cost = sum;
        }
        self.next_cost.clear();
        self.next_cost.resize(self.row.len(), i32::MAX);
        let from = &mut self.from[at];
        from.clear();
        from.resize(self.row.len(), 0);
        for (p, so_far) in self.cost.iter().enumerate() {
            for ((crossings, cost), from) in self.row.iter().zip(&mut self.next_cost).zip(from.iter_mut()) {
                let here = so_far + crossings;
                *from = if here < *cost { p as u32 } else { *from };
                *cost = here.min(*cost);
            }
            // The next slot is below the node here, so that its edges change sides.
            for n in column.get(p).map_or(&[][..], |v| layers.right.of(*v)) {
                let weight = n.weight as i32 * CROSSING;
                let (above, below) = self.row.split_at_mut(order.position[n.node as usize] as usize + 1);
                add(above, weight);
                add(below, -weight);
            }
        }
        add_distance(&mut self.next_cost, old);
        std::mem::swap(&mut self.cost, &mut self.next_cost);
    }

    /// The slot of column `left` from which the way to the box `end` costs least.
    fn leave(&self, layers: &Layers, order: &Order, left: usize, end: u32) -> u32 {
        let target = order.position[end as usize];
        let sides = |v: u32| {
            let (mut above, mut below) = (0, 0);
            for n in layers.right.of(v) {
                match order.position[n.node as usize].cmp(&target) {
                    std::cmp::Ordering::Less => above += n.weight as i32,
                    std::cmp::Ordering::Equal => {}
                    std::cmp::Ordering::Greater => below += n.weight as i32,
                }
            }
            (above, below)
        };
        let column = &order.columns[left];
        let mut crossings: i32 = column.iter().map(|v| sides(*v).0).sum();
        let mut best = (i32::MAX, 0);
        for (slot, cost) in self.cost.iter().enumerate() {
            best = best.min((cost + crossings * CROSSING, slot as u32));
            if let Some(v) = column.get(slot) {
                let (above, below) = sides(*v);
                crossings += below - above;
            }
        }
        best.1
    }

    fn begin_row(&mut self, nodes: usize) {
        self.row.clear();
        self.row.resize(nodes + 1, 0);
    }
}

fn add(costs: &mut [i32], weight: i32) {
    for cost in costs {
        *cost += weight;
    }
}

/// Slots cost as much as they are away from the old one.
fn add_distance(costs: &mut [i32], old: u32) {
    for (slot, cost) in costs.iter_mut().enumerate() {
        *cost += (old as i32 - slot as i32).abs();
    }
}
