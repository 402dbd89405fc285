//! Boxes move to other columns where their lines cross less there: few crossings before short lines.
//!
//! C. Bachmaier, W. Brunner, A. Gleißner, “Grid Sifting: Leveling and Crossing Reduction”, ACM J. Experimental
//! Algorithmics 17 (2012): ranks and orders are improved together. Here the lines of a box are taken out and
//! found again from every slot of every column between its suppliers and its customers ([`Probe`]); where that
//! promises much, it moves, and what has moved by that is reinserted and sifted.

use super::drawing::{Drawing, Graph};
use super::layers::{Layers, Order};
use super::order::{self, LineAt, Probe, Spot};
use super::sheet::Edge;
use super::{End, Preset, Watch};
use std::ops::RangeInclusive;

/// What may be paid for fewer crossings.
#[derive(Clone, Copy, Debug)]
struct Price {
    /// The crossings that have to go for each column more that a line passes.
    span: f64,
    /// Whether there may be more columns.
    may_widen: bool,
}

impl Price {
    /// What a preset pays. Where every line crosses many, a crossing less says little: compact maps of that
    /// kind stay short instead.
    fn of(preset: Preset, drawing: &Drawing, graph: &Graph) -> Self {
        let usual = drawing.crossings as f64 / graph.edges.len().max(1) as f64;
        match preset {
            Preset::Compact => Self { span: 0.3 + 0.2 * usual, may_widen: false },
            Preset::Untangled => Self { span: 0.1, may_widen: true },
        }
    }
}

/// Moves boxes at crossed lines to other columns as long as that is worth what `preset` pays; large drawings stay as
/// they are. `None` if the watch stopped the work.
pub(super) fn sift(graph: &Graph, mut drawing: Drawing, preset: Preset, watch: &Watch) -> Option<Drawing> {
    const MOST_NODES: usize = 4_000;
    if drawing.layers.node_count() > MOST_NODES {
        return Some(drawing);
    }
    let mut sifter = GridSifter::new(graph, Price::of(preset, &drawing, graph));
    let mut is_settled = vec![false; drawing.rank.len()];
    loop {
        let mut has_moved = false;
        for v in sifter.boxes_at_crossed_lines(&drawing) {
            if std::mem::replace(&mut is_settled[v as usize], true) {
                continue;
            }
            if !watch.goes_on(0.9) {
                return None;
            }
            let Some(spot) = sifter.most_promising(&drawing, v) else { continue };
            let moved = sifter.moved(&drawing, v, spot, watch)?;
            let saved = drawing.crossings as f64 - moved.crossings as f64;
            // Crossings and the price of all lines together only ever fall: this comes to an end.
            if saved > sifter.price_of(&drawing, v, spot.layer) {
                drawing = moved;
                has_moved = true;
                sifter.neighbours_of(v).for_each(|u| is_settled[u as usize] = false);
            }
        }
        if !has_moved {
            return Some(drawing);
        }
    }
}

struct GridSifter<'a> {
    graph: &'a Graph<'a>,
    price: Price,
    /// The lines of every box.
    lines_at: Vec<Vec<LineAt>>,
    has_first: bool,
    has_last: bool,
    probe: Probe,
}

impl<'a> GridSifter<'a> {
    fn new(graph: &'a Graph, price: Price) -> Self {
        let mut lines_at = vec![Vec::new(); graph.ends.len()];
        for (k, e) in graph.edges.iter().enumerate() {
            let line = |other| LineAt { edge: k as u32, other, weight: e.weight };
            lines_at[e.from as usize].push(line(e.to));
            lines_at[e.to as usize].push(line(e.from));
        }
        let has = |end: End| graph.ends.contains(&end);
        let (has_first, has_last) = (has(End::First), has(End::Last));
        Self { graph, price, lines_at, has_first, has_last, probe: Probe::default() }
    }

    fn neighbours_of(&self, v: u32) -> impl Iterator<Item = u32> {
        self.lines_at[v as usize].iter().map(|line| line.other)
    }

    fn boxes_at_crossed_lines(&self, drawing: &Drawing) -> Vec<u32> {
        let crossed = crossed_edges(&self.graph.edges, drawing);
        let ends = self.graph.edges.iter().zip(crossed).filter(|(_, is_crossed)| *is_crossed);
        let mut boxes: Vec<u32> = ends.flat_map(|(e, _)| [e.from, e.to]).collect();
        boxes.sort_unstable();
        boxes.dedup();
        boxes.retain(|v| self.graph.ends[*v as usize] == End::None);
        boxes
    }

    /// Where `v` seems to be worth most, if that is anywhere else.
    fn most_promising(&mut self, drawing: &Drawing, v: u32) -> Option<Spot> {
        let range = self.columns_for(drawing, v);
        let lines = &self.lines_at[v as usize];
        let spots = self.probe.spots(&drawing.layers, &drawing.order, v, lines, range);
        let worth = |spot: &Spot| spot.saved as f64 - self.price_of(drawing, v, spot.layer);
        spots.into_iter().filter(|spot| worth(spot) > 0.0).max_by(|a, b| worth(a).total_cmp(&worth(b)))
    }

    /// The columns between the suppliers and the customers of `v`, if it leaves no column empty.
    fn columns_for(&self, drawing: &Drawing, v: u32) -> RangeInclusive<u32> {
        let here = drawing.rank[v as usize];
        if !drawing.rank.iter().enumerate().any(|(u, rank)| *rank == here && u as u32 != v) {
            return here..=here;
        }
        let last = drawing.layers.count as u32 - 1;
        let mut earliest = u32::from(self.has_first);
        let mut latest = last + u32::from(self.price.may_widen && !self.has_last) - u32::from(self.has_last);
        for u in self.neighbours_of(v) {
            let rank = drawing.rank[u as usize];
            if rank < here {
                earliest = earliest.max(rank + 1);
            } else {
                latest = latest.min(rank - 1);
            }
        }
        earliest..=latest
    }

    /// What it costs that lines become longer if `v` moves to column `target`; less than 0 if they get shorter.
    fn price_of(&self, drawing: &Drawing, v: u32, target: u32) -> f64 {
        let here = drawing.rank[v as usize];
        let longer = |line: &LineAt| {
            let side = if drawing.rank[line.other as usize] < here { 1.0 } else { -1.0 };
            side * f64::from(line.weight)
        };
        let further = f64::from(target) - f64::from(here);
        self.price.span * further * self.lines_at[v as usize].iter().map(longer).sum::<f64>()
    }

    /// The drawing with `v` at `spot`, made good again around it.
    fn moved(&self, drawing: &Drawing, v: u32, spot: Spot, watch: &Watch) -> Option<Drawing> {
        let mut rank = drawing.rank.clone();
        rank[v as usize] = spot.layer;
        let layers = Layers::new(&rank, &self.graph.breadth, &self.graph.edges);
        let heights = self.heights(drawing, &layers, v, spot);
        let mut columns = vec![Vec::new(); layers.count];
        for u in 0..layers.node_count() as u32 {
            columns[layers.layer_of[u as usize] as usize].push(u);
        }
        for column in &mut columns {
            column.sort_by(|a, b| heights[*a as usize].total_cmp(&heights[*b as usize]).then(a.cmp(b)));
        }
        let mut order = Order::new(columns, layers.node_count());
        order.clock = 1;
        order.moved[v as usize] = 1;
        for line in &self.lines_at[v as usize] {
            layers.bends[line.edge as usize].clone().for_each(|bend| order.moved[bend as usize] = 1);
        }
        let (order, crossings) = order::settled_order(&layers, order, watch)?;
        Some(Drawing { rank, layers, order, crossings })
    }

    /// Where the nodes of `layers` stand in their columns, 0 to 1: as before, `v` at its spot, and the bends of
    /// its lines on the straight way.
    fn heights(&self, before: &Drawing, layers: &Layers, v: u32, spot: Spot) -> Vec<f64> {
        let height = |u: u32| {
            let column = &before.order.columns[before.layers.layer_of[u as usize] as usize];
            (f64::from(before.order.position[u as usize]) + 0.5) / column.len() as f64
        };
        let mut heights: Vec<f64> = (0..layers.box_count as u32).map(height).collect();
        heights[v as usize] = f64::midpoint(spot.above.map_or(0.0, height), spot.below.map_or(1.0, height));
        heights.resize(layers.node_count(), 0.0);
        for (k, bends) in layers.bends.iter().enumerate() {
            let e = self.graph.edges[k];
            if e.from == v || e.to == v {
                let (from, to) = (heights[e.from as usize], heights[e.to as usize]);
                let steps = (bends.len() + 1) as f64;
                for (step, bend) in (1..).zip(bends.clone()) {
                    heights[bend as usize] = from + (to - from) * f64::from(step) / steps;
                }
            } else {
                let old = before.layers.bends[k].clone();
                bends.clone().zip(old).for_each(|(bend, old)| heights[bend as usize] = height(old));
            }
        }
        heights
    }
}

/// For every edge whether another crosses it.
fn crossed_edges(edges: &[Edge], drawing: &Drawing) -> Vec<bool> {
    let mut is_crossed = vec![false; edges.len()];
    let mut pieces: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); drawing.layers.count];
    let place = |v: u32| drawing.order.position[v as usize];
    for (k, (e, bends)) in edges.iter().zip(&drawing.layers.bends).enumerate() {
        let mut left = e.from;
        for right in bends.clone().chain([e.to]) {
            pieces[drawing.layers.layer_of[left as usize] as usize].push((
                place(left),
                place(right),
                k as u32,
            ));
            left = right;
        }
    }
    for gap in &mut pieces {
        gap.sort_unstable();
        mark_crossed(gap.chunk_by(|a, b| a.0 == b.0), |right, furthest| right < furthest, &mut is_crossed);
        mark_crossed(
            gap.chunk_by(|a, b| a.0 == b.0).rev(),
            |right, furthest| right > furthest,
            &mut is_crossed,
        );
    }
    is_crossed
}

/// Marks the pieces that end on the wrong side of one that starts in an earlier group.
fn mark_crossed<'a>(
    groups: impl Iterator<Item = &'a [(u32, u32, u32)]>,
    crosses: impl Fn(u32, u32) -> bool,
    is_crossed: &mut [bool],
) {
    let mut furthest: Option<u32> = None;
    for group in groups {
        for (_, right, k) in group {
            if furthest.is_some_and(|furthest| crosses(*right, furthest)) {
                is_crossed[*k as usize] = true;
            }
        }
        for (_, right, _) in group {
            if furthest.is_none_or(|furthest| crosses(furthest, *right)) {
                furthest = Some(*right);
            }
        }
    }
}
