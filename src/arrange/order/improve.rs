//! An order made better in small steps: lines are reinserted, boxes sifted, and what has settled is annealed.
//!
//! Each step looks only at what could have changed since it was last looked at, like the don't-look bits of
//! J. Bentley, “Fast Algorithms for Geometric Traveling Salesman Problems”, ORSA J. Computing 4 (1992).

use super::anneal::anneal;
use super::count::CrossingCounter;
use super::reinsert::Reinserter;
use super::sift::Sifter;
use crate::arrange::Watch;
use crate::arrange::layers::{Layers, Order};
use crate::arrange::random::Random;
use crate::arrange::sheet::Adjacency;
use std::ops::Range;

/// An order with the number of its crossings, and when each line and each box was last looked at.
#[derive(Clone)]
pub(super) struct Candidate {
    pub order: Order,
    pub crossings: u64,
    lines_tried: Vec<u32>,
    boxes_tried: Vec<u32>,
}

/// Improves candidates; keeps its arrays between them.
pub(super) struct Improver<'a> {
    layers: &'a Layers,
    sifter: Sifter,
    counter: CrossingCounter,
    reinserter: Reinserter,
    /// How far from its place a node may go at once.
    window: usize,
}

impl<'a> Improver<'a> {
    pub fn new(layers: &'a Layers) -> Self {
        let window = match layers.node_count() {
            0..8_000 => usize::MAX,
            8_000..60_000 => 30,
            _ => 20,
        };
        Self {
            layers,
            sifter: Sifter::new(layers.node_count()),
            counter: CrossingCounter::default(),
            reinserter: Reinserter::default(),
            window,
        }
    }

    /// A candidate of which nothing has been looked at.
    pub fn candidate(&mut self, order: Order) -> Candidate {
        self.looked_at(order, 0)
    }

    /// A candidate of which everything has been looked at but what has moved just now.
    pub fn candidate_from(&mut self, order: Order) -> Candidate {
        let now = order.clock;
        self.looked_at(order, now)
    }

    fn looked_at(&mut self, order: Order, clock: u32) -> Candidate {
        let crossings = self.counter.total(self.layers, &order);
        let (lines, boxes) = (self.layers.bends.len(), self.layers.box_count);
        Candidate { order, crossings, lines_tried: vec![clock; lines], boxes_tried: vec![clock; boxes] }
    }

    /// Reinserts and sifts until a round removes less than one crossing in 500. `None` if the watch stopped
    /// the work.
    pub fn improve(&mut self, candidate: &mut Candidate, rounds: usize, watch: &Watch) -> Option<()> {
        for _ in 0..rounds {
            if candidate.crossings == 0 {
                break;
            }
            self.reinsert_lines(candidate, |_| true);
            if !watch.goes_on(0.8) {
                return None;
            }
            self.sift_boxes(candidate);
            let before = candidate.crossings;
            candidate.crossings = self.counter.total(self.layers, &candidate.order);
            if before.saturating_sub(candidate.crossings) <= candidate.crossings / 500 {
                break;
            }
        }
        Some(())
    }

    /// Puts those lines elsewhere that would cross less there, if all their bends `may_move`.
    pub fn reinsert_lines(&mut self, candidate: &mut Candidate, may_move: impl Fn(u32) -> bool) {
        let order = &mut candidate.order;
        let long =
            self.layers.bends.iter().zip(&mut candidate.lines_tried).filter(|(bends, _)| !bends.is_empty());
        for (bends, tried) in long {
            let has_moved = |v: u32| order.moved[v as usize] >= *tried;
            let is_worth_it =
                bends.clone().any(has_moved) || ends(self.layers, bends).into_iter().any(has_moved);
            if is_worth_it && bends.clone().all(&may_move) {
                self.reinserter.reinsert(self.layers, order, bends.clone(), self.window);
                order.clock += 1;
                *tried = order.clock;
            }
        }
    }

    fn sift_boxes(&mut self, candidate: &mut Candidate) {
        let layers = self.layers;
        let (order, tried) = (&mut candidate.order, &mut candidate.boxes_tried);
        let mut worth_it = Vec::new();
        for layer in 0..layers.count {
            worth_it.clear();
            worth_it.extend(order.columns[layer].iter().copied().filter(|v| {
                let has_moved = |u: u32| order.moved[u as usize] >= tried[*v as usize];
                let mut near = layers.left.of(*v).iter().chain(layers.right.of(*v));
                !layers.is_bend(*v) && (has_moved(*v) || near.any(|n| has_moved(n.node)))
            }));
            if worth_it.is_empty() {
                continue;
            }
            self.sifter.choose_column(layers, order, layer);
            for v in &worth_it {
                self.sifter.sift(order, *v, self.window);
                order.clock += 1;
                tried[*v as usize] = order.clock;
            }
        }
    }

    /// Anneals a copy and improves it again; keeps it if it is better. `None` if the watch stopped the work.
    pub fn anneal(&mut self, best: &mut Candidate, rounds: usize, sweeps: u32, watch: &Watch) -> Option<()> {
        const SEED: u64 = 1_000;
        if best.crossings == 0 || sweeps == 0 {
            return Some(());
        }
        let mut order = best.order.clone();
        anneal(self.layers, &mut order, sweeps, &mut Random::new(SEED));
        let mut other = self.candidate(order);
        self.improve(&mut other, rounds, watch)?;
        if other.crossings < best.crossings {
            *best = other;
        }
        Some(())
    }
}

/// The boxes that a line joins.
fn ends(layers: &Layers, bends: &Range<u32>) -> [u32; 2] {
    let end = |side: &Adjacency, bend: u32| side.of(bend).first().map_or(0, |n| n.node);
    [end(&layers.left, bends.start), end(&layers.right, bends.end - 1)]
}
