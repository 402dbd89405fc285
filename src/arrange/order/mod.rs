//! In which order the nodes of each column stand: few crossings.
//!
//! Several starts, each swept and sifted; the best by crossings wins, ties go to the earlier start.

mod count;
mod reinsert;
mod sift;
mod sweep;

use super::Watch;
use super::layers::{Layers, Order};
use super::random::Random;
use count::CrossingCounter;
use reinsert::{Reinserter, chains};
use sift::Sifter;
use std::collections::VecDeque;
use sweep::{Measure, Sweeper};

/// An order with the number of its crossings.
pub(super) struct Ordered {
    pub order: Order,
    pub crossings: u64,
}

/// How much work an order is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// Enough to tell good graphs from bad ones.
    Glance,
    /// As good as can be had.
    Full,
}

/// The best order of several starts: all are swept, the best few also sifted and their lines reinserted.
/// `None` if the watch stopped the work.
pub(super) fn best_order(layers: &Layers, effort: Effort, watch: &Watch) -> Option<Ordered> {
    const FINALISTS: usize = 2;
    let starts = if effort == Effort::Full { starts_for(layers) } else { 1 };
    let mut swept = Vec::new();
    for start in 0..starts {
        if !watch.goes_on(0.7 * start as f32 / starts as f32) {
            return None;
        }
        swept.push(swept_from(layers, start, watch)?);
        swept.sort_by_key(|ordered: &Ordered| ordered.crossings); // stable: earlier starts win ties
        swept.truncate(FINALISTS);
        if swept.first().is_some_and(|best| best.crossings == 0) {
            break;
        }
    }
    let finalists = if effort == Effort::Full { FINALISTS } else { 0 };
    for ordered in swept.iter_mut().take(finalists) {
        improve(layers, ordered, MOST_ROUNDS, watch)?;
    }
    let mut best = swept.into_iter().min_by_key(|ordered| ordered.crossings)?;
    if effort == Effort::Full {
        shake(layers, &mut best, watch)?;
    }
    Some(best)
}

/// Lets the bends that are not held go to where they cross least; boxes keep their order.
pub(super) fn sift_bends(layers: &Layers, order: &mut Order, is_held: &[bool]) {
    const ROUNDS: usize = 6;
    let window = sift_window(layers);
    let mut sifter = Sifter::new(layers.node_count());
    let (mut counter, mut reinserter) = (CrossingCounter::default(), Reinserter::default());
    let chains = chains(layers);
    for _ in 0..ROUNDS {
        let may_move = |v: u32| layers.is_bend(v) && !is_held[v as usize];
        let gain = sifter.sift_some(layers, order, window, may_move);
        let before = counter.total(layers, order);
        if layers.node_count() <= MOST_NODES_TO_REINSERT {
            for chain in chains.iter().filter(|chain| !chain.iter().any(|v| is_held[*v as usize])) {
                reinserter.reinsert(layers, order, chain);
            }
        }
        if gain == 0 && counter.total(layers, order) == before {
            break;
        }
    }
}

/// Reinserting a line looks at all pairs of slots in neighbouring columns.
const MOST_NODES_TO_REINSERT: usize = 4_000;

/// How far sifting looks: as far as can be paid.
fn sift_window(layers: &Layers) -> usize {
    match layers.node_count() {
        0..8_000 => usize::MAX / 2,
        8_000..60_000 => 60,
        _ => 20,
    }
}

fn starts_for(layers: &Layers) -> u64 {
    match layers.node_count() {
        _ if layers.box_count <= 4 => 1,
        0..400 => 8,
        400..6_000 => 4,
        6_000..20_000 => 2,
        _ => 1,
    }
}

/// Sweeps from one start order until it stops getting better.
fn swept_from(layers: &Layers, start: u64, watch: &Watch) -> Option<Ordered> {
    const SWEEPS: usize = 24;
    const BAD_SWEEPS: usize = 6;
    let large = layers.node_count() >= 20_000;
    let mut random = Random::new(start);
    let mut order = start_order(layers, start, &mut random);
    let mut counter = CrossingCounter::default();
    let mut sifter = Sifter::new(layers.node_count());
    let mut sweeper = Sweeper::default();
    let mut best = Ordered { crossings: counter.total(layers, &order), order: order.clone() };
    let mut bad = 0;
    for sweep in 0..if large { 8 } else { SWEEPS } {
        if best.crossings == 0 || bad >= BAD_SWEEPS {
            break;
        }
        if !watch.goes_on(0.0) {
            return None;
        }
        let measure = if (sweep / 2) % 3 == 2 { Measure::Median } else { Measure::Barycentre };
        sweeper.sweep(layers, &mut order, sweep % 2 == 0, measure, &mut random);
        sifter.transpose(layers, &mut order, if large { 2 } else { 8 });
        let crossings = counter.total(layers, &order);
        let much_better = crossings * 1000 < best.crossings * 995;
        bad = if much_better { 0 } else { bad + 1 };
        if crossings < best.crossings {
            best = Ordered { crossings, order: order.clone() };
        }
    }
    Some(best)
}

/// Moves one node in twelve elsewhere and improves again, several times; keeps what got better (iterated
/// local search: H. Lourenço, O. Martin, T. Stützle, 2003).
fn shake(layers: &Layers, best: &mut Ordered, watch: &Watch) -> Option<()> {
    const ONE_IN: usize = 12;
    const ROUNDS: usize = 3;
    let tries = match layers.node_count() {
        0..1_500 => 2,
        1_500..4_000 => 1,
        _ => 0,
    };
    for number in 0..tries {
        if best.crossings == 0 {
            break;
        }
        let mut random = Random::new(1_000 + number);
        let mut order = best.order.clone();
        for layer in 0..layers.count {
            let column = &mut order.columns[layer];
            for from in 0..column.len() {
                if random.below(ONE_IN) == 0 {
                    let v = column.remove(from);
                    column.insert(random.below(column.len() + 1), v);
                }
            }
            order.renumber(layer);
        }
        let mut other = Ordered { order, crossings: u64::MAX };
        improve(layers, &mut other, ROUNDS, watch)?;
        if other.crossings < best.crossings {
            *best = other;
        }
    }
    Some(())
}

/// Sifting more often hardly removes any more crossings.
const MOST_ROUNDS: usize = 8;

/// Reinserts long lines and sifts until a round removes less than one crossing in 500.
fn improve(layers: &Layers, best: &mut Ordered, rounds: usize, watch: &Watch) -> Option<()> {
    let mut sifter = Sifter::new(layers.node_count());
    let (mut counter, mut reinserter) = (CrossingCounter::default(), Reinserter::default());
    let chains = chains(layers);
    let window = sift_window(layers);
    for _ in 0..if layers.node_count() < 8_000 { rounds } else { 2 } {
        if best.crossings == 0 {
            break;
        }
        if layers.node_count() <= MOST_NODES_TO_REINSERT {
            for chain in &chains {
                reinserter.reinsert(layers, &mut best.order, chain);
            }
        }
        if !watch.goes_on(0.8) {
            return None;
        }
        sifter.sift(layers, &mut best.order, window);
        sifter.transpose(layers, &mut best.order, 4);
        let crossings = counter.total(layers, &best.order);
        let gain = best.crossings.saturating_sub(crossings);
        best.crossings = crossings;
        if gain <= crossings / 500 {
            break;
        }
    }
    Some(())
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
