//! Which way each line points in the drawing: loops are broken here and nowhere else.
//!
//! Trophic levels: R. S. `MacKay`, S. Johnson, B. Sansom, “How directed is a directed network?”, Royal
//! Society Open Science 7:201138 (2020). The start values are the greedy order of P. Eades, X. Lin,
//! W. F. Smyth, “A fast and effective heuristic for the feedback arc set problem”, IPL 47 (1993).

use super::End;
use super::sheet::{Adjacency, Edge, merge_parallel};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How the order that breaks loops is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LoopBreaking {
    /// By trophic level: few columns, true to the flow.
    Trophic,
    /// By depth-first search, as `dot` does; the number shuffles the roots. Few crossings, many columns.
    DepthFirst(u32),
}

/// The lines of a level as an acyclic graph: every edge points to the right. Lines to oneself and lines
/// within the first or the last column are left out; the router draws them.
pub(super) fn acyclic_edges(edges: &[Edge], ends: &[End], how: LoopBreaking) -> Vec<Edge> {
    let count = ends.len();
    let plain: Vec<Edge> = edges.iter().copied().filter(|e| e.from != e.to).collect();
    let plain = merge_parallel(plain);
    let order = match how {
        LoopBreaking::Trophic => along_flow(count, &plain),
        LoopBreaking::DepthFirst(shuffle) => depth_first_order(count, &plain, shuffle),
    };
    let mut position = vec![0; count];
    for (at, node) in order.iter().enumerate() {
        position[*node as usize] = at;
    }
    let key = |v: u32| (ends[v as usize], position[v as usize]);
    let stays = |e: &Edge| ends[e.from as usize] == End::None || ends[e.from as usize] != ends[e.to as usize];
    let pointing_right = plain
        .into_iter()
        .filter(stays)
        .map(|e| if key(e.from) < key(e.to) { e } else { Edge { from: e.to, to: e.from, weight: e.weight } });
    merge_parallel(pointing_right.collect())
}

/// All nodes along the flow; by trophic level only among those that are in one loop, so that without loops no
/// edge leads back.
pub(super) fn along_flow(count: usize, edges: &[Edge]) -> Vec<u32> {
    let (loops, levels) = (loops_in_order(count, edges), trophic_levels(count, edges));
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by(|a, b| {
        let (a, b) = (*a as usize, *b as usize);
        loops[a].cmp(&loops[b]).then(levels[a].total_cmp(&levels[b])).then(a.cmp(&b))
    });
    order
}

/// For every node the number of its strongly connected component, in topological order (S. Kosaraju, as in
/// A. Aho, J. Hopcroft, J. Ullman, “Data Structures and Algorithms”, 1983): lines between them close no loop.
fn loops_in_order(count: usize, edges: &[Edge]) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    let inn = Adjacency::backward(count, edges);
    let mut number = vec![UNSEEN; count];
    let mut next = 0;
    let mut stack = Vec::new();
    for root in depth_first_order(count, edges, 0) {
        if number[root as usize] != UNSEEN {
            continue;
        }
        stack.push(root);
        while let Some(v) = stack.pop() {
            if number[v as usize] == UNSEEN {
                number[v as usize] = next;
                stack.extend(inn.of(v).iter().map(|n| n.node));
            }
        }
        next += 1;
    }
    number
}

/// The level of every node such that, over all edges, the customer is one level after the supplier as
/// nearly as possible (least squares), by relaxed Gauss-Seidel sweeps. Defined for loops too.
pub(super) fn trophic_levels(count: usize, edges: &[Edge]) -> Vec<f64> {
    const SWEEPS: usize = 60;
    const KEPT: f64 = 0.3;
    const START_SPAN: f64 = 6.0;
    let (out, inn) = (Adjacency::forward(count, edges), Adjacency::backward(count, edges));
    let mut level = vec![0.0; count];
    for (at, node) in greedy_order(&out, &inn).into_iter().enumerate() {
        level[node as usize] = at as f64 / count as f64 * START_SPAN;
    }
    for _ in 0..SWEEPS {
        for v in 0..count as u32 {
            let (mut sum, mut weight) = (0.0, 0.0);
            for n in out.of(v) {
                sum += (level[n.node as usize] - 1.0) * f64::from(n.weight);
                weight += f64::from(n.weight);
            }
            for n in inn.of(v) {
                sum += (level[n.node as usize] + 1.0) * f64::from(n.weight);
                weight += f64::from(n.weight);
            }
            if weight > 0.0 {
                let here = &mut level[v as usize];
                *here = KEPT * *here + (1.0 - KEPT) * sum / weight;
            }
        }
    }
    level
}

/// Eades, Lin and Smyth: sinks to the end, sources to the front, else whoever gives most more than it takes.
fn greedy_order(out: &Adjacency, inn: &Adjacency) -> Vec<u32> {
    let count = out.len();
    let total = |side: &Adjacency, v: u32| side.of(v).iter().map(|n| i64::from(n.weight)).sum::<i64>();
    let nodes = 0..count as u32;
    let mut given: Vec<i64> = nodes.clone().map(|v| total(out, v)).collect();
    let mut taken: Vec<i64> = nodes.clone().map(|v| total(inn, v)).collect();
    let mut sources: Vec<u32> = nodes.clone().rev().filter(|v| taken[*v as usize] == 0).collect();
    let mut sinks: Vec<u32> =
        nodes.clone().filter(|v| given[*v as usize] == 0 && taken[*v as usize] > 0).collect();
    let mut heap: BinaryHeap<(i64, Reverse<u32>)> =
        nodes.map(|v| (given[v as usize] - taken[v as usize], Reverse(v))).collect();
    let mut gone = vec![false; count];
    let (mut front, mut back) = (Vec::with_capacity(count), Vec::new());
    loop {
        let (v, is_sink) = if let Some(v) = sinks.pop() {
            (v, true)
        } else if let Some(v) = sources.pop() {
            (v, false)
        } else if let Some((balance, Reverse(v))) = heap.pop() {
            if balance != given[v as usize] - taken[v as usize] {
                continue; // an old entry; a newer one is in the heap
            }
            (v, false)
        } else {
            break;
        };
        if std::mem::replace(&mut gone[v as usize], true) {
            continue;
        }
        if is_sink {
            back.push(v);
        } else {
            front.push(v);
        }
        for n in out.of(v).iter().filter(|n| !gone[n.node as usize]) {
            let u = n.node as usize;
            taken[u] -= i64::from(n.weight);
            if taken[u] == 0 {
                sources.push(n.node);
            }
            heap.push((given[u] - taken[u], Reverse(n.node)));
        }
        for n in inn.of(v).iter().filter(|n| !gone[n.node as usize]) {
            let u = n.node as usize;
            given[u] -= i64::from(n.weight);
            if given[u] == 0 {
                sinks.push(n.node);
            }
            heap.push((given[u] - taken[u], Reverse(n.node)));
        }
    }
    front.extend(back.into_iter().rev());
    front
}

/// Reverse postorder of a depth-first search; edges against it close a loop.
fn depth_first_order(count: usize, edges: &[Edge], shuffle: u32) -> Vec<u32> {
    let out = Adjacency::forward(count, edges);
    let inn = Adjacency::backward(count, edges);
    let mut roots: Vec<u32> = (0..count as u32).collect();
    if shuffle > 0 {
        super::random::Random::new(u64::from(shuffle)).shuffle(&mut roots);
    }
    roots.sort_by_key(|v| !inn.of(*v).is_empty());
    let mut seen = vec![false; count];
    let mut finished = Vec::with_capacity(count);
    let mut stack: Vec<(u32, usize)> = Vec::new();
    for root in roots {
        if std::mem::replace(&mut seen[root as usize], true) {
            continue;
        }
        stack.push((root, 0));
        while let Some((v, next)) = stack.last_mut() {
            let Some(n) = out.of(*v).get(*next) else {
                finished.push(*v);
                stack.pop();
                continue;
            };
            *next += 1;
            if !std::mem::replace(&mut seen[n.node as usize], true) {
                stack.push((n.node, 0));
            }
        }
    }
    finished.reverse();
    finished
}
