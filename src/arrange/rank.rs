//! Which column each box stands in: longest path, local moves, then a capped network simplex.
//!
//! E. Gansner, E. Koutsofios, S. North, K.-P. Vo, “A Technique for Drawing Directed Graphs”, IEEE TSE
//! 19(3), 1993.

use super::End;
use super::sheet::{Adjacency, Edge};
use super::simplex::Simplex;

/// The column of every box, from 0, so that every edge leads at least one column to the right and the
/// weighted sum of all spans is small. Suppliers share the first column and external customers the last.
///
/// `edges` must be acyclic and lead away from the first and towards the last column
/// ([`super::direction::acyclic_edges`]).
pub(super) fn ranks(edges: &[Edge], ends: &[End]) -> Vec<u32> {
    let contraction = Contraction::of(edges, ends);
    let mut layering = Layering::longest_paths(contraction.count, &contraction.edges);
    layering.move_locally();
    // A pivot costs about as much as there are nodes; the ranks are feasible at any moment.
    let most_pivots = 3_000_000 / contraction.count.max(1);
    if let Some(mut simplex) = Simplex::start(&contraction.edges, &layering.rank) {
        layering.rank = simplex.run(most_pivots);
    }
    layering.balance();
    contraction.expand(&layering.rank)
}

/// The graph with all suppliers as one node and all external customers as one node.
struct Contraction {
    node_of: Vec<u32>,
    count: usize,
    edges: Vec<Edge>,
}

impl Contraction {
    fn of(edges: &[Edge], ends: &[End]) -> Self {
        let (mut first, mut last) = (None, None);
        let mut count = 0;
        let mut fresh = || {
            count += 1;
            count - 1
        };
        let node_of: Vec<u32> = ends
            .iter()
            .map(|end| match end {
                End::First => *first.get_or_insert_with(&mut fresh),
                End::None => fresh(),
                End::Last => *last.get_or_insert_with(&mut fresh),
            })
            .collect();
        let renamed = edges.iter().map(|e| Edge {
            from: node_of[e.from as usize],
            to: node_of[e.to as usize],
            weight: e.weight,
        });
        let mut edges: Vec<Edge> = super::sheet::merge_parallel(renamed.collect());
        Self::hold_ends(&mut edges, count as usize, first, last);
        Self { node_of, count: count as usize, edges }
    }

    /// Edges of no weight that keep everybody behind the suppliers and before the external customers.
    fn hold_ends(edges: &mut Vec<Edge>, count: usize, first: Option<u32>, last: Option<u32>) {
        let (mut has_in, mut has_out) = (vec![false; count], vec![false; count]);
        for e in edges.iter() {
            has_out[e.from as usize] = true;
            has_in[e.to as usize] = true;
        }
        let inner = |v: &u32| Some(*v) != first && Some(*v) != last;
        let held = |from, to| Edge { from, to, weight: 0 };
        let nodes = 0..count as u32;
        if let Some(first) = first {
            edges.extend(nodes.clone().filter(|v| inner(v) && !has_in[*v as usize]).map(|v| held(first, v)));
        }
        if let Some(last) = last {
            edges.extend(nodes.filter(|v| inner(v) && !has_out[*v as usize]).map(|v| held(v, last)));
        }
        if let (Some(first), Some(last)) = (first, last) {
            edges.push(held(first, last));
        }
    }

    fn expand(&self, rank: &[i32]) -> Vec<u32> {
        let lowest = rank.iter().copied().min().unwrap_or(0);
        self.node_of.iter().map(|node| (rank[*node as usize] - lowest) as u32).collect()
    }
}

/// Ranks that respect every edge, and what is needed to improve them.
struct Layering<'a> {
    edges: &'a [Edge],
    out: Adjacency,
    inn: Adjacency,
    rank: Vec<i32>,
}

impl<'a> Layering<'a> {
    fn longest_paths(count: usize, edges: &'a [Edge]) -> Self {
        let (out, inn) = (Adjacency::forward(count, edges), Adjacency::backward(count, edges));
        let mut rank = vec![0; count];
        let mut waiting: Vec<usize> = (0..count as u32).map(|v| inn.of(v).len()).collect();
        let mut ready: Vec<u32> = (0..count as u32).filter(|v| waiting[*v as usize] == 0).collect();
        let mut next = 0;
        while let Some(&v) = ready.get(next) {
            next += 1;
            for n in out.of(v) {
                let u = n.node as usize;
                rank[u] = rank[u].max(rank[v as usize] + 1);
                waiting[u] -= 1;
                if waiting[u] == 0 {
                    ready.push(n.node);
                }
            }
        }
        Self { edges, out, inn, rank }
    }

    /// Moves single nodes towards the side on which they have more weight, until nothing moves.
    fn move_locally(&mut self) {
        const ROUNDS: usize = 30;
        let mut by_rank: Vec<u32> = (0..self.rank.len() as u32).collect();
        by_rank.sort_by_key(|v| self.rank[*v as usize]);
        for round in 0..ROUNDS {
            let mut moved = false;
            for i in 0..by_rank.len() {
                let v = by_rank[if round % 2 == 0 { by_rank.len() - 1 - i } else { i }];
                let pull = weight(self.out.of(v)) - weight(self.inn.of(v));
                let target = match pull {
                    0 => continue,
                    1.. => self.latest(v),
                    _ => self.earliest(v),
                };
                let here = &mut self.rank[v as usize];
                if let Some(target) = target.filter(|t| t != here) {
                    *here = target;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
    }

    /// Nodes without a preference go to the emptiest column that they may stand in.
    fn balance(&mut self) {
        let lowest = self.rank.iter().copied().min().unwrap_or(0);
        let highest = self.rank.iter().copied().max().unwrap_or(0);
        let mut population = vec![0_u32; (highest - lowest + 1) as usize];
        for r in &self.rank {
            population[(r - lowest) as usize] += 1;
        }
        for v in 0..self.rank.len() as u32 {
            let unpulled = weight(self.out.of(v)) == weight(self.inn.of(v));
            let (Some(from), Some(to)) = (self.earliest(v), self.latest(v)) else { continue };
            if !unpulled || to <= from {
                continue;
            }
            let here = self.rank[v as usize];
            let emptiest = (from..=to).min_by_key(|r| (population[(r - lowest) as usize], (r - here).abs()));
            let Some(target) = emptiest else { continue };
            if population[(target - lowest) as usize] + 1 < population[(here - lowest) as usize] {
                population[(here - lowest) as usize] -= 1;
                population[(target - lowest) as usize] += 1;
                self.rank[v as usize] = target;
            }
        }
        debug_assert!(self.edges.iter().all(|e| self.rank[e.from as usize] < self.rank[e.to as usize]));
    }

    fn earliest(&self, v: u32) -> Option<i32> {
        self.inn.of(v).iter().map(|n| self.rank[n.node as usize] + 1).max()
    }

    fn latest(&self, v: u32) -> Option<i32> {
        self.out.of(v).iter().map(|n| self.rank[n.node as usize] - 1).min()
    }
}

fn weight(side: &[super::sheet::Neighbour]) -> i64 {
    side.iter().map(|n| i64::from(n.weight)).sum()
}
