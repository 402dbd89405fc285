//! Through which gaps of which columns long lines run.
//!
//! The boxes stand; a line that passes columns gets a bend in each, and only the bends look for their
//! places: few crossings by sifting, then straight and short by isotonic sweeps between the boxes above and
//! below. These are the last phases of the placement with the boxes held.

use super::crowded::{Kind, Slot, relieved};
use super::detour::Detour;
use super::frame_edges::FrameEdges;
use super::gap::{CLEAR, Gap};
use super::track::Tracks;
use crate::arrange::BEND_GAP;
use crate::arrange::layers::{Layers, Order, PARALLEL_GAP};
use crate::arrange::order::settle_bends;
use crate::arrange::sheet::Edge;
use crate::model::{Point, Rect};

/// Where a line passes through a column: straight from `left` to `right` at height `y`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Passage {
    pub left: f32,
    pub right: f32,
    pub y: f32,
}

/// The way of a line from the box on its left to the one on its right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lane {
    /// Up to where the line leads straight away from the left box: the edge of its column.
    pub exit: f32,
    /// From where it leads straight to the right box.
    pub entry: f32,
    /// The columns between, from left to right.
    pub passages: Vec<Passage>,
    /// Where the line leaves the lane for a while, from left to right.
    pub detours: Vec<Detour>,
}

impl Lane {
    /// The points at which it turns from straight to bent and back, if it joins these ends: from the first to the
    /// second it leads straight, on to the third in a bend, and so on.
    pub fn stations(&self, (left, right): (Point, Point)) -> Vec<Point> {
        let mut stations = Vec::with_capacity(2 * self.passages.len() + 4);
        stations.extend([left, Point::new(self.exit, left.y)]);
        for Passage { left, right, y } in &self.passages {
            stations.extend([Point::new(*left, *y), Point::new(*right, *y)]);
        }
        stations.extend([Point::new(self.entry, right.y), right]);
        stations
    }

    /// Whether there is room for every bend from one height to the next, if it joins these ends.
    pub fn has_room_to_bend(&self, ends: (Point, Point)) -> bool {
        const LEAST: f32 = 16.0;
        self.stations(ends)[1..].chunks_exact(2).all(|bend| {
            let (along, down) = (bend[1].x - bend[0].x, bend[1].y - bend[0].y);
            along >= LEAST || along >= down.abs()
        })
    }

    /// How high it runs at `x`; `ends` are the heights of its boxes.
    fn height_at(&self, x: f32, ends: (f32, f32)) -> f32 {
        let edges =
            self.passages.iter().flat_map(|passage| [(passage.left, passage.y), (passage.right, passage.y)]);
        let mut before = (self.exit, ends.0);
        for next in edges.chain([(self.entry, ends.1)]) {
            if x <= next.0 {
                let share = ((x - before.0) / (next.0 - before.0).max(1.0)).clamp(0.0, 1.0);
                return before.1 + share * (next.1 - before.1);
            }
            before = next;
        }
        before.1
    }
}

/// A line that runs along the flow, with its left and its right box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub left: u32,
    pub right: u32,
}

/// Finds a lane for every run. Those with a lane in `known` keep its heights; the others go where they cross
/// few of them, and keep off the edges of `frames`. `None` where the boxes stand in no order of columns.
pub(super) fn find(
    boxes: &[Rect],
    frames: impl Iterator<Item = Rect>,
    tracks: &Tracks,
    runs: &[Run],
    known: &[Option<&Lane>],
) -> Vec<Option<Lane>> {
    let edges = FrameEdges::new(frames, tracks);
    let net = Net::new(boxes, tracks, runs, known);
    let mut y = net.straight_heights();
    let is_held = net.hold_known(known, &mut y);
    let order = settle_bends(&net.layers, net.order_by(&y), &is_held);
    let order = net.relieved(order, &is_held, &y);
    let mut heights = Heights { squeeze: vec![1.0; y.len()], y };
    net.settle(&order, &is_held, &edges, &mut heights);
    net.lanes(&heights)
}

/// Where the nodes of a net are across the flow.
pub(super) struct Heights {
    pub y: Vec<f64>,
    /// How much of the distance between its parallel lines each bend has: less than 1 where boxes are close.
    pub squeeze: Vec<f64>,
}

/// Lines as a layered graph over the columns: box nodes first, then the bends.
struct Net<'a> {
    boxes: &'a [Rect],
    tracks: &'a Tracks,
    runs: &'a [Run],
    /// Box and column of every box node: a loose box is a node wherever its lines leave or arrive.
    nodes: Vec<(u32, u32)>,
    layers: Layers,
    /// One for each pair of box nodes, with the number of runs between them that are known, or are not.
    edges: Vec<Edge>,
    /// For every run its edge.
    edge_of: Vec<Option<u32>>,
}

impl<'a> Net<'a> {
    fn new(boxes: &'a [Rect], tracks: &'a Tracks, runs: &'a [Run], known: &[Option<&Lane>]) -> Self {
        let spans: Vec<Option<(u32, u32)>> = runs.iter().map(|run| span(boxes, tracks, *run)).collect();
        let nodes = nodes(tracks, runs, &spans);
        let number = |v: u32, track: u32| nodes.binary_search(&(v, track)).ok().map(|at| at as u32);
        let ends = runs.iter().zip(&spans).map(|(run, span)| {
            let (from, to) = (*span)?;
            number(run.left, from).zip(number(run.right, to))
        });
        let ends: Vec<Option<(u32, u32)>> = ends.collect();
        // New lines beside known ones between the same boxes are edges of their own.
        let ends = ends.into_iter().zip(known).map(|(ends, known)| Some((ends?, known.is_some())));
        let ends: Vec<Option<((u32, u32), bool)>> = ends.collect();
        let mut pairs: Vec<((u32, u32), bool)> = ends.iter().flatten().copied().collect();
        pairs.sort_unstable();
        pairs.dedup();
        let edge_of: Vec<Option<u32>> =
            ends.iter().map(|ends| pairs.binary_search(&(*ends)?).ok().map(|at| at as u32)).collect();
        let mut edges: Vec<Edge> =
            pairs.iter().map(|((from, to), _)| Edge { from: *from, to: *to, weight: 0 }).collect();
        edge_of.iter().flatten().for_each(|edge| edges[*edge as usize].weight += 1);
        let rank: Vec<u32> = nodes.iter().map(|(_, track)| *track).collect();
        let layers = Layers::new(&rank, &vec![0.0; nodes.len()], &edges);
        Self { boxes, tracks, runs, nodes, layers, edges, edge_of }
    }

    fn track(&self, node: u32) -> super::track::Track {
        self.tracks.columns[self.layers.layer_of[node as usize] as usize]
    }

    /// The box of a box node.
    fn rect(&self, node: u32) -> Rect {
        self.boxes[self.nodes[node as usize].0 as usize]
    }

    /// Whether the node is a box that stands in its column, so that no line may pass through it.
    fn is_in_the_way(&self, node: u32) -> bool {
        let Some((v, track)) = self.nodes.get(node as usize) else { return false };
        self.tracks.covered_by[*v as usize].contains(track)
    }

    /// Heights of all nodes if every line ran straight.
    fn straight_heights(&self) -> Vec<f64> {
        let mut y = vec![0.0; self.layers.node_count()];
        for node in 0..self.nodes.len() as u32 {
            y[node as usize] = f64::from(self.rect(node).center().y);
        }
        for (e, bends) in self.edges.iter().zip(&self.layers.bends) {
            let (a, b) = (self.rect(e.from), self.rect(e.to));
            let (from, to) = (y[e.from as usize], y[e.to as usize]);
            for bend in bends.clone() {
                let track = self.track(bend);
                let ahead = f32::midpoint(track.left, track.right) - a.max.x;
                let share = f64::from(ahead / (b.min.x - a.max.x).max(1.0));
                y[bend as usize] = from + share.clamp(0.0, 1.0) * (to - from);
            }
        }
        y
    }

    /// Gives the bends of known lanes their heights. Returns which nodes are held by that.
    fn hold_known(&self, known: &[Option<&Lane>], y: &mut [f64]) -> Vec<bool> {
        let mut is_held = vec![false; self.layers.node_count()];
        for (run, lane) in known.iter().enumerate() {
            let (Some(lane), Some(edge)) = (lane, self.edge_of[run]) else { continue };
            let Edge { from, to, weight } = self.edges[edge as usize];
            let ends = (self.rect(from).center().y, self.rect(to).center().y);
            for bend in self.layers.bends[edge as usize].clone() {
                let track = self.track(bend);
                let height = f64::from(lane.height_at(f32::midpoint(track.left, track.right), ends));
                // Parallel lines share their bends: these are in the middle of them.
                let before =
                    if std::mem::replace(&mut is_held[bend as usize], true) { y[bend as usize] } else { 0.0 };
                y[bend as usize] = before + height / f64::from(weight);
            }
        }
        is_held
    }

    fn order_by(&self, y: &[f64]) -> Order {
        let mut columns = vec![Vec::new(); self.layers.count];
        for v in 0..y.len() as u32 {
            columns[self.layers.layer_of[v as usize] as usize].push(v);
        }
        for column in &mut columns {
            column.sort_by(|a, b| y[*a as usize].total_cmp(&y[*b as usize]).then(a.cmp(b)));
        }
        Order::new(columns, y.len())
    }

    /// Has lines run beyond lanes that stay where there is no room beside them.
    fn relieved(&self, order: Order, is_held: &[bool], y: &[f64]) -> Order {
        if !is_held.contains(&true) {
            return order;
        }
        let slot = |node: &u32| {
            let (node, at) = (*node, *node as usize);
            let half = self.layers.breadth[at] / 2.0;
            let lies = |kind| Some(Slot { node, kind, top: y[at] - half, bottom: y[at] + half });
            match self.layers.is_bend(node) {
                true => lies(if is_held[at] { Kind::Lane } else { Kind::Bend }),
                false if self.is_in_the_way(node) => {
                    let Rect { min, max } = self.rect(node);
                    Some(Slot { node, kind: Kind::Box, top: min.y.into(), bottom: max.y.into() })
                }
                false => None, // ends here, in nobody's way
            }
        };
        let column = |column: &Vec<u32>| {
            let mut nodes = relieved(&column.iter().filter_map(slot).collect::<Vec<_>>());
            nodes.extend(column.iter().filter(|node| slot(node).is_none()));
            nodes
        };
        Order::new(order.columns.iter().map(column).collect(), y.len())
    }

    /// Finds heights for the bends: as near as possible to their neighbours, clear of boxes, each other and the edges of
    /// frames.
    fn settle(&self, order: &Order, is_held: &[bool], edges: &FrameEdges, heights: &mut Heights) {
        const ROUNDS: usize = 8;
        /// How much more room lanes that stay need than boxes.
        const BESIDE_LANE: f64 = BEND_GAP - CLEAR;
        let mut gap = Gap::new(&self.layers);
        for round in 0..ROUNDS {
            for step in 0..self.layers.count {
                let layer = if round % 2 == 0 { step } else { self.layers.count - 1 - step };
                let edges = edges.of(layer);
                gap.start(f64::MIN);
                for &v in &order.columns[layer] {
                    if self.is_in_the_way(v) {
                        let rect = self.rect(v);
                        gap.close(f64::from(rect.min.y), edges, heights);
                        gap.start(f64::from(rect.max.y));
                    } else if self.layers.is_bend(v) && is_held[v as usize] {
                        let height = heights.y[v as usize];
                        let half = self.layers.breadth[v as usize] / 2.0 + BESIDE_LANE;
                        gap.close(height - half, edges, heights);
                        gap.start(height + half);
                    } else if self.layers.is_bend(v) {
                        gap.push(v);
                    }
                }
                gap.close(f64::MAX, edges, heights);
            }
        }
    }

    fn lanes(&self, heights: &Heights) -> Vec<Option<Lane>> {
        let mut used = vec![0_u32; self.edges.len()];
        let lane = |(run, edge): (&Run, &Option<u32>)| {
            let edge = (*edge)? as usize;
            let Edge { from, to, weight } = self.edges[edge];
            let sideways = (f64::from(used[edge]) - f64::from(weight - 1) / 2.0) * PARALLEL_GAP;
            used[edge] += 1;
            let passages = self.layers.bends[edge].clone().map(|bend| {
                let track = self.track(bend);
                let y = heights.y[bend as usize] + sideways * heights.squeeze[bend as usize];
                Passage { left: track.left, right: track.right, y: y as f32 }
            });
            let (a, b) = (self.boxes[run.left as usize], self.boxes[run.right as usize]);
            Some(Lane {
                exit: self.track(from).right.max(a.max.x),
                entry: self.track(to).left.min(b.min.x),
                passages: passages.collect(),
                detours: Vec::new(),
            })
        };
        self.runs.iter().zip(&self.edge_of).map(lane).collect()
    }
}

/// The first and the last column that a run touches; `None` if it passes from none to another.
pub(super) fn span(boxes: &[Rect], tracks: &Tracks, run: Run) -> Option<(u32, u32)> {
    let from = tracks.leaving(boxes[run.left as usize])?;
    let to = tracks.arriving(boxes[run.right as usize])?;
    (from < to).then_some((from, to))
}

/// Every box in the columns that it covers, and wherever else lines leave or arrive; sorted.
fn nodes(tracks: &Tracks, runs: &[Run], spans: &[Option<(u32, u32)>]) -> Vec<(u32, u32)> {
    let own = tracks.covered_by.iter().enumerate();
    let mut nodes: Vec<(u32, u32)> =
        own.flat_map(|(v, covered)| covered.clone().map(move |t| (v as u32, t))).collect();
    for (run, span) in runs.iter().zip(spans) {
        if let Some((from, to)) = span {
            nodes.extend([(run.left, *from), (run.right, *to)]);
        }
    }
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}
