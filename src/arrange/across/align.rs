//! Long lines straight: nodes are aligned with their median neighbour into blocks, blocks are packed, from
//! all four corners, and the four results are averaged.
//!
//! U. Brandes, B. Köpf, “Fast and Simple Horizontal Coordinate Assignment”, GD 2001; packing by longest
//! paths over the whole graph of blocks, which has neither of the two flaws that U. Brandes, J. Walter,
//! J. Zink describe in the erratum (arXiv 2008.01252).

use super::{Layers, Order};
use crate::arrange::sheet::Neighbour;

/// One of the four corners from which blocks are aligned and packed.
#[derive(Clone, Copy)]
struct Corner {
    rightwards: bool,
    downwards: bool,
}

const CORNERS: [Corner; 4] = [
    Corner { rightwards: true, downwards: true },
    Corner { rightwards: true, downwards: false },
    Corner { rightwards: false, downwards: true },
    Corner { rightwards: false, downwards: false },
];

/// The middle of every node across the flow: the mean of the two middle results of four.
pub(super) fn aligned(layers: &Layers, order: &Order) -> Vec<f64> {
    let conflicts = conflicts(layers, order);
    let mut results = CORNERS.map(|corner| {
        let block_of = blocks(layers, order, &conflicts, corner);
        packed(layers, order, &block_of, corner)
    });
    level_with_narrowest(layers, &mut results);
    let [a, b, c, d] = results;
    (0..layers.node_count())
        .map(|v| {
            let mut four = [a[v], b[v], c[v], d[v]];
            four.sort_unstable_by(f64::total_cmp);
            f64::midpoint(four[1], four[2])
        })
        .collect()
}

/// Shifts the results so that they share the top (or bottom) edge of the narrowest one.
fn level_with_narrowest(layers: &Layers, results: &mut [Vec<f64>; 4]) {
    let extent = |y: &Vec<f64>| {
        y.iter().zip(&layers.breadth).fold((f64::MAX, f64::MIN), |(top, bottom), (y, breadth)| {
            (top.min(y - breadth / 2.0), bottom.max(y + breadth / 2.0))
        })
    };
    let extents = results.each_ref().map(extent);
    let mut narrowest = extents[0];
    for extent in extents {
        if extent.1 - extent.0 < narrowest.1 - narrowest.0 {
            narrowest = extent;
        }
    }
    for ((y, corner), (top, bottom)) in results.iter_mut().zip(CORNERS).zip(extents) {
        let shift = if corner.downwards { narrowest.0 - top } else { narrowest.1 - bottom };
        for y in y {
            *y += shift;
        }
    }
}

/// Edges that cross a piece between two bends, as (left, right), sorted: long lines win.
fn conflicts(layers: &Layers, order: &Order) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for layer in 1..layers.count {
        let column = &order.columns[layer];
        let mut first_allowed = 0;
        let mut unchecked = 0;
        for (at, v) in column.iter().enumerate() {
            let inner = inner_bend(layers, *v);
            if inner.is_none() && at + 1 < column.len() {
                continue;
            }
            let last_allowed =
                inner.map_or(order.columns[layer - 1].len() as u32, |bend| order.position[bend as usize]);
            for w in &column[unchecked..=at] {
                for n in layers.left.of(*w) {
                    let p = order.position[n.node as usize];
                    let inner_piece = layers.is_bend(n.node) && layers.is_bend(*w);
                    if (p < first_allowed || p > last_allowed) && !inner_piece {
                        found.push((n.node, *w));
                    }
                }
            }
            unchecked = at + 1;
            first_allowed = last_allowed;
        }
    }
    found.sort_unstable();
    found
}

/// The bend to the left of a bend.
fn inner_bend(layers: &Layers, v: u32) -> Option<u32> {
    let left = layers.is_bend(v).then(|| layers.left.of(v))?;
    left.iter().map(|n| n.node).find(|u| layers.is_bend(*u))
}

/// For every node the first node of its block.
fn blocks(layers: &Layers, order: &Order, conflicts: &[(u32, u32)], corner: Corner) -> Vec<u32> {
    let mut root: Vec<u32> = (0..layers.node_count() as u32).collect();
    let mut near: Vec<(u32, u32)> = Vec::new();
    for step in 1..layers.count {
        let layer = if corner.rightwards { step } else { layers.count - 1 - step };
        let side = if corner.rightwards { &layers.left } else { &layers.right };
        let before = if corner.rightwards { layer - 1 } else { layer + 1 };
        let last = order.columns[before].len() as u32 - 1;
        let column = &order.columns[layer];
        let mut free_from = 0;
        for i in 0..column.len() {
            let v = column[if corner.downwards { i } else { column.len() - 1 - i }];
            near.clear();
            near.extend(side.of(v).iter().map(|n: &Neighbour| {
                let p = order.position[n.node as usize];
                (if corner.downwards { p } else { last - p }, n.node)
            }));
            near.sort_unstable();
            for middle in [near.len().wrapping_sub(1) / 2, near.len() / 2] {
                let Some(&(p, u)) = near.get(middle) else { break };
                let piece = if corner.rightwards { (u, v) } else { (v, u) };
                if p >= free_from && conflicts.binary_search(&piece).is_err() {
                    root[v as usize] = root[u as usize];
                    free_from = p + 1;
                    break;
                }
            }
        }
    }
    root
}

/// Packs the blocks towards the corner by longest paths, then pulls each back as far as it may go.
fn packed(layers: &Layers, order: &Order, block_of: &[u32], corner: Corner) -> Vec<f64> {
    let count = layers.node_count();
    let links = BlockLinks::new(layers, order, block_of, corner);
    let mut waiting = vec![0_u32; count];
    for link in &links.links {
        waiting[link.0 as usize] += 1;
    }
    let mut place = vec![0.0_f64; count];
    let mut ready: Vec<u32> =
        (0..count as u32).filter(|v| block_of[*v as usize] == *v && waiting[*v as usize] == 0).collect();
    let mut next = 0;
    while let Some(&v) = ready.get(next) {
        next += 1;
        for &(to, distance) in links.after(v) {
            place[to as usize] = place[to as usize].max(place[v as usize] + distance);
            waiting[to as usize] -= 1;
            if waiting[to as usize] == 0 {
                ready.push(to);
            }
        }
    }
    for v in ready.into_iter().rev() {
        let limit = links.after(v).iter().map(|(to, distance)| place[*to as usize] - distance);
        let latest = limit.fold(f64::MAX, f64::min);
        if latest < f64::MAX {
            place[v as usize] = place[v as usize].max(latest);
        }
    }
    let sign = if corner.downwards { 1.0 } else { -1.0 };
    block_of.iter().map(|root| sign * place[*root as usize]).collect()
}

/// Which block has to stay clear of which, and by how much.
struct BlockLinks {
    offsets: Vec<u32>,
    links: Vec<(u32, f64)>,
}

impl BlockLinks {
    fn new(layers: &Layers, order: &Order, block_of: &[u32], corner: Corner) -> Self {
        let pairs = order.columns.iter().flat_map(|column| column.windows(2)).map(|pair| {
            let (upper, lower) = if corner.downwards { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            let distance = layers.separation(upper, lower);
            (block_of[upper as usize], block_of[lower as usize], distance)
        });
        let mut offsets = vec![0_u32; layers.node_count() + 1];
        for (from, _, _) in pairs.clone() {
            offsets[from as usize + 1] += 1;
        }
        for i in 1..offsets.len() {
            offsets[i] += offsets[i - 1];
        }
        let mut next = offsets.clone();
        let mut links = vec![(0, 0.0); *offsets.last().unwrap_or(&0) as usize];
        for (from, to, distance) in pairs {
            let slot = &mut next[from as usize];
            links[*slot as usize] = (to, distance);
            *slot += 1;
        }
        Self { offsets, links }
    }

    fn after(&self, block: u32) -> &[(u32, f64)] {
        let block = block as usize;
        &self.links[self.offsets[block] as usize..self.offsets[block + 1] as usize]
    }
}
