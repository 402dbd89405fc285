//! An order made better in small steps: lines are reinserted, boxes sifted, and what has settled is shaken.
//!
//! Each step looks only at what could have changed since it was last looked at, like the don't-look bits of
//! J. Bentley, “Fast Algorithms for Geometric Traveling Salesman Problems”, ORSA J. Computing 4 (1992).

use super::count::CrossingCounter;
use super::reinsert::{Reinserter, chains};
use super::sift::Sifter;
use crate::arrange::Watch;
use crate::arrange::layers::{Layers, Order};
use crate::arrange::random::Random;
use crate::arrange::sheet::Adjacency;

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
    /// The bends of every long line.
    chains: Vec<Vec<u32>>,
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
            chains: chains(layers),
            sifter: Sifter::new(layers.node_count()),
            counter: CrossingCounter::default(),
            reinserter: Reinserter::default(),
            window,
        }
    }

    /// A candidate of which nothing has been looked at.
    pub fn candidate(&mut self, order: Order) -> Candidate {
        let crossings = self.counter.total(self.layers, &order);
        let (lines_tried, boxes_tried) = (vec![0; self.chains.len()], vec![0; self.layers.box_count]);
        Candidate { order, crossings, lines_tried, boxes_tried }
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
        for (chain, tried) in self.chains.iter().zip(&mut candidate.lines_tried) {
            let has_moved = |v: &u32| order.moved[*v as usize] >= *tried;
            let is_worth_it = chain.iter().any(has_moved) || ends(self.layers, chain).iter().any(has_moved);
            if is_worth_it && chain.iter().all(|v| may_move(*v)) {
                self.reinserter.reinsert(self.layers, order, chain, self.window);
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

    /// Moves some nodes a little and improves again, `times` times; keeps what got better (iterated local
    /// search: H. Lourenço, O. Martin, T. Stützle, 2003). `None` if the watch stopped the work.
    pub fn shake(&mut self, best: &mut Candidate, times: u64, watch: &Watch) -> Option<()> {
        const ROUNDS: usize = 3;
        for number in 0..times {
            if best.crossings == 0 {
                break;
            }
            let mut other = best.clone();
            self.disturb(&mut other.order, &mut Random::new(1_000 + number));
            other.crossings = u64::MAX;
            self.improve(&mut other, ROUNDS, watch)?;
            if other.crossings < best.crossings {
                *best = other;
            }
        }
        Some(())
    }

    /// Moves one node in twelve by a few slots: far moves would undo more than they could bring.
    fn disturb(&self, order: &mut Order, random: &mut Random) {
        const ONE_IN: usize = 12;
        const FARTHEST: usize = 5;
        for layer in 0..self.layers.count {
            for at in 0..order.columns[layer].len() {
                if random.below(ONE_IN) == 0 {
                    let first = at.saturating_sub(FARTHEST);
                    let last = (at + FARTHEST).min(order.columns[layer].len() - 1);
                    let v = order.columns[layer][at];
                    order.move_to(layer, v, first + random.below(last - first + 1));
                }
            }
        }
    }
}

/// The boxes that a line joins.
fn ends(layers: &Layers, chain: &[u32]) -> [u32; 2] {
    let end =
        |side: &Adjacency, bend: Option<&u32>| bend.and_then(|v| side.of(*v).first()).map_or(0, |n| n.node);
    [end(&layers.left, chain.first()), end(&layers.right, chain.last())]
}
