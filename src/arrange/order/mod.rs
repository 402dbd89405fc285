//! In which order the nodes of each column stand: few crossings.
//!
//! Several starts are swept; the best are improved, then shaken; ties go to the earlier start.

mod anneal;
mod cheapest;
mod count;
mod improve;
mod probe;
mod reinsert;
mod sift;
mod sweep;

use super::Watch;
use super::layers::{Layers, Order};
use super::random::Random;
use count::CrossingCounter;
use improve::{Candidate, Improver};
pub(super) use probe::{LineAt, Probe, Spot};
use std::collections::VecDeque;
use sweep::{Measure, Sweeper};

/// How much work an order is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// Enough to tell good graphs from bad ones.
    Glance,
    /// As good as can be had.
    Full,
}

/// The best order of several starts, with the number of its crossings: all are swept and improved a little,
/// the best is improved as far as it goes and annealed. `None` if the watch stopped the work.
pub(super) fn best_order(layers: &Layers, effort: Effort, watch: &Watch) -> Option<(Order, u64)> {
    let plan = Plan::of(layers);
    if effort == Effort::Glance {
        return swept_from(layers, 0, watch);
    }
    let mut improver = Improver::new(layers);
    let mut best: Option<Candidate> = None;
    for start in 0..plan.starts {
        if !watch.goes_on(0.5 * start as f32 / plan.starts as f32) {
            return None;
        }
        let mut candidate = improver.candidate(swept_from(layers, start, watch)?.0);
        improver.improve(&mut candidate, plan.rounds_each, watch)?;
        if best.as_ref().is_none_or(|best| candidate.crossings < best.crossings) {
            best = Some(candidate);
        }
        if best.as_ref().is_some_and(|best| best.crossings == 0) {
            break;
        }
    }
    let mut best = best?;
    improver.improve(&mut best, plan.rounds, watch)?;
    improver.anneal(&mut best, plan.rounds, plan.sweeps, watch)?;
    Some((best.order, best.crossings))
}

/// An order in which only the nodes with the present time have moved, made good again around them; with the
/// number of its crossings. `None` if the watch stopped the work.
pub(super) fn settled_order(layers: &Layers, order: Order, watch: &Watch) -> Option<(Order, u64)> {
    const ROUNDS: usize = 4;
    let mut improver = Improver::new(layers);
    let mut candidate = improver.candidate_from(order);
    improver.improve(&mut candidate, ROUNDS, watch)?;
    Some((candidate.order, candidate.crossings))
}

/// Lets the bends that are not held go to where they cross least; boxes keep their order.
pub(super) fn settle_bends(layers: &Layers, order: Order, is_held: &[bool]) -> Order {
    const ROUNDS: usize = 2;
    const ROUNDS_LARGE: usize = 1;
    let rounds = if layers.node_count() < 8_000 { ROUNDS } else { ROUNDS_LARGE };
    let mut improver = Improver::new(layers);
    let mut candidate = improver.candidate(order);
    for _ in 0..rounds {
        let clock = candidate.order.clock;
        improver.reinsert_lines(&mut candidate, |v| !is_held[v as usize]);
        if candidate.order.clock == clock {
            break;
        }
    }
    candidate.order
}

/// What can be paid for an order of that size. More hardly removes any more crossings.
struct Plan {
    starts: u64,
    /// Rounds of improvement for each start, and for the best of them.
    rounds_each: usize,
    rounds: usize,
    /// Sweeps of the annealing.
    sweeps: u32,
}

impl Plan {
    fn of(layers: &Layers) -> Self {
        let (starts, rounds_each, rounds, sweeps) = match layers.node_count() {
            _ if layers.box_count <= 4 => (1, 0, 2, 0),
            0..400 => (6, 2, 8, 400),
            400..1_500 => (3, 2, 8, 200),
            1_500..4_000 => (3, 0, 8, 100),
            4_000..8_000 => (2, 0, 2, 0),
            _ => (1, 0, 2, 0),
        };
        Self { starts, rounds_each, rounds, sweeps }
    }
}

/// Sweeps from one start order until it stops getting better.
fn swept_from(layers: &Layers, start: u64, watch: &Watch) -> Option<(Order, u64)> {
    const SWEEPS: usize = 24;
    const SWEEPS_LARGE: usize = 8;
    const BAD_SWEEPS: usize = 6;
    let most = if layers.node_count() < 20_000 { SWEEPS } else { SWEEPS_LARGE };
    let mut random = Random::new(start);
    let mut order = start_order(layers, start, &mut random);
    let mut counter = CrossingCounter::default();
    let mut sweeper = Sweeper::default();
    let mut best = (order.clone(), counter.total(layers, &order));
    let mut bad = 0;
    for sweep in 0..most {
        if best.1 == 0 || bad >= BAD_SWEEPS {
            break;
        }
        if !watch.goes_on(0.0) {
            return None;
        }
        let measure = if (sweep / 2) % 3 == 2 { Measure::Median } else { Measure::Barycentre };
        sweeper.sweep(layers, &mut order, sweep % 2 == 0, measure, &mut random);
        let crossings = counter.total(layers, &order);
        let much_better = crossings * 1000 < best.1 * 995;
        bad = if much_better { 0 } else { bad + 1 };
        if crossings < best.1 {
            best.0.clone_from(&order);
            best.1 = crossings;
        }
    }
    Some(best)
}

/// The nodes in the order in which a search finds them: breadth first from the left, from the right, then
/// from shuffled roots, breadth or depth first.
fn start_order(layers: &Layers, start: u64, random: &mut Random) -> Order {
    let mut roots: Vec<u32> = (0..layers.node_count() as u32).collect();
    roots.sort_by_key(|v| layers.layer_of[*v as usize]);
    if start % 2 == 1 {
        roots.reverse();
    }
    if start >= 2 {
        random.shuffle(&mut roots);
    }
    let breadth_first = start % 4 < 2;
    let mut columns = vec![Vec::new(); layers.count];
    let mut seen = vec![false; layers.node_count()];
    let mut waiting = VecDeque::new();
    for root in roots {
        waiting.push_back(root);
        while let Some(v) = if breadth_first { waiting.pop_front() } else { waiting.pop_back() } {
            if std::mem::replace(&mut seen[v as usize], true) {
                continue;
            }
            columns[layers.layer_of[v as usize] as usize].push(v);
            let near = layers.right.of(v).iter().chain(layers.left.of(v));
            waiting.extend(near.map(|n| n.node).filter(|u| !seen[*u as usize]));
        }
    }
    Order::new(columns, layers.node_count())
}
