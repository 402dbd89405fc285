//! What a box would cross in other columns: its lines are taken out and found again, all slots at once.

use super::cheapest::Cheapest;
use crate::arrange::layers::{Layers, Order};
use crate::arrange::sheet::Adjacency;
use std::ops::RangeInclusive;

/// The best slot of one column for a box.
#[derive(Clone, Copy, Debug)]
pub(in crate::arrange) struct Spot {
    pub layer: u32,
    /// The nodes just above and just below.
    pub above: Option<u32>,
    pub below: Option<u32>,
    /// How many crossings of its lines with those of others go away if it moves there.
    pub saved: i64,
}

/// A line of the box that is looked at.
#[derive(Clone, Copy, Debug)]
pub(in crate::arrange) struct LineAt {
    /// The number of its edge.
    pub edge: u32,
    /// The box at its other end.
    pub other: u32,
    /// How many lines it stands for.
    pub weight: u32,
}

/// Looks for columns; keeps its arrays between boxes.
#[derive(Default)]
pub(in crate::arrange) struct Probe {
    /// The nodes of each column without the box and the bends of its lines.
    others: Vec<Vec<u32>>,
    /// For every node its index in `others`; `OWN` for the box and its bends.
    slot_of: Vec<u32>,
    /// For each column that is looked at the crossings of all lines from each slot.
    total: Vec<Vec<i64>>,
    cost: Vec<i64>,
    next: Vec<i64>,
    cheapest: Cheapest,
}

const OWN: u32 = u32::MAX;

/// One step along a line from column to column: where it comes from, and which edges lead there and back.
struct Step<'a> {
    ahead: &'a Adjacency,
    back: &'a Adjacency,
    from: usize,
    to: usize,
}

impl Probe {
    /// The best slot for box `v` in each of the columns `range`, which lie between all its neighbours. `lines`
    /// are all that it has.
    pub fn spots(
        &mut self,
        layers: &Layers,
        order: &Order,
        v: u32,
        lines: &[LineAt],
        range: RangeInclusive<u32>,
    ) -> Vec<Spot> {
        self.take_out(layers, order, v, lines, &range);
        let (first, last) = (*range.start() as usize, *range.end() as usize);
        for line in lines {
            let mut layer = layers.layer_of[line.other as usize] as usize;
            let rightwards = layer < first;
            let (ahead, back) =
                if rightwards { (&layers.right, &layers.left) } else { (&layers.left, &layers.right) };
            let end = if rightwards { last } else { first };
            let mut is_start = true;
            while layer != end {
                let to = if rightwards { layer + 1 } else { layer - 1 };
                let step = Step { ahead, back, from: layer, to };
                if std::mem::take(&mut is_start) {
                    self.leave(&step, line.other);
                } else {
                    self.pass(&step);
                }
                layer = to;
                if range.contains(&(layer as u32)) {
                    let total = &mut self.total[layer - first];
                    let weight = i64::from(line.weight);
                    total.iter_mut().zip(&self.cost).for_each(|(total, cost)| *total += weight * cost);
                }
            }
        }
        let here = layers.layer_of[v as usize];
        let column = &order.columns[here as usize][..order.position[v as usize] as usize];
        let present = column.iter().filter(|u| self.slot_of[**u as usize] != OWN).count();
        let now = self.total[here as usize - first][present];
        let spot = |(layer, total): (u32, &Vec<i64>)| {
            let (slot, crossings) = total.iter().copied().enumerate().min_by_key(|(_, cost)| *cost)?;
            let others = &self.others[layer as usize];
            let (above, below) = (slot.checked_sub(1).map(|at| others[at]), others.get(slot).copied());
            Some(Spot { layer, above, below, saved: now - crossings })
        };
        range.zip(&self.total).filter_map(spot).collect()
    }

    fn take_out(
        &mut self,
        layers: &Layers,
        order: &Order,
        v: u32,
        lines: &[LineAt],
        range: &RangeInclusive<u32>,
    ) {
        self.slot_of.clear();
        self.slot_of.resize(layers.node_count(), 0);
        self.slot_of[v as usize] = OWN;
        for line in lines {
            layers.bends[line.edge as usize].clone().for_each(|bend| self.slot_of[bend as usize] = OWN);
        }
        let reached = lines.iter().map(|line| layers.layer_of[line.other as usize]);
        let (lowest, highest) =
            reached.fold((*range.start(), *range.end()), |(a, b), c| (a.min(c), b.max(c)));
        self.others.resize_with(layers.count.max(highest as usize + 1), Vec::new);
        for layer in lowest as usize..=highest as usize {
            let others = &mut self.others[layer];
            others.clear();
            let Some(column) = order.columns.get(layer) else { continue };
            others.extend(column.iter().copied().filter(|u| self.slot_of[*u as usize] != OWN));
            others.iter().enumerate().for_each(|(at, u)| self.slot_of[*u as usize] = at as u32);
        }
        self.total.clear();
        self.total.extend(range.clone().map(|layer| vec![0; self.others[layer as usize].len() + 1]));
    }

    /// Crossings of a line from box `other` to each slot of the column beside it.
    fn leave(&mut self, step: &Step, other: u32) {
        let start = self.slot_of[other as usize];
        let above = |slot: u32| slot < start;
        let leads_above = self.others[step.from][..start as usize].iter().flat_map(|u| step.ahead.of(*u));
        let mut crossings: i64 =
            leads_above.filter(|n| self.slot_of[n.node as usize] != OWN).map(|n| i64::from(n.weight)).sum();
        self.cost.clear();
        self.cost.push(crossings);
        for u in &self.others[step.to] {
            for n in step.back.of(*u) {
                let slot = self.slot_of[n.node as usize];
                if slot != OWN && slot != start {
                    crossings += if above(slot) { -i64::from(n.weight) } else { i64::from(n.weight) };
                }
            }
            self.cost.push(crossings);
        }
    }

    /// From the costs of the slots in one column to those in the next: see [`super::reinsert`].
    fn pass(&mut self, step: &Step) {
        let mut crossed = 0;
        for (cost, u) in self.cost[1..].iter_mut().zip(&self.others[step.from]) {
            let ahead = step.ahead.of(*u).iter().filter(|n| self.slot_of[n.node as usize] != OWN);
            crossed += ahead.map(|n| i64::from(n.weight)).sum::<i64>();
            *cost += crossed;
        }
        self.cheapest.start(&self.cost);
        self.next.clear();
        self.next.push(self.cheapest.get().1);
        for u in &self.others[step.to] {
            for n in step.back.of(*u) {
                let slot = self.slot_of[n.node as usize];
                if slot != OWN {
                    self.cheapest.split(Some(slot as usize), i64::from(n.weight));
                }
            }
            self.next.push(self.cheapest.get().1);
        }
        std::mem::swap(&mut self.cost, &mut self.next);
    }
}
