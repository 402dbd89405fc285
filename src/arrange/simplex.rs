//! Network simplex on ranks: a spanning tree of tight edges is improved one exchange at a time.
//!
//! E. Gansner, E. Koutsofios, S. North, K.-P. Vo (IEEE TSE 19(3), 1993), with the tree numbering of their
//! section 2.4: a node lies below another in the tree if its number lies in the other's interval.

use super::sheet::{Adjacency, Edge};

const NO_EDGE: u32 = u32::MAX;

/// A feasible ranking with a spanning tree of tight edges and the cut value of every tree edge.
pub(super) struct Simplex<'a> {
    edges: &'a [Edge],
    out: Adjacency,
    inn: Adjacency,
    rank: Vec<i32>,
    in_tree: Vec<bool>,
    tree_edges: Vec<u32>,
    tree_at: Vec<Vec<u32>>,
    /// Smallest postorder number in the subtree of a node.
    low: Vec<u32>,
    /// Postorder number of a node.
    number: Vec<u32>,
    parent_edge: Vec<u32>,
    cut: Vec<i64>,
    stack: Vec<u32>,
}

impl<'a> Simplex<'a> {
    /// Starts from ranks that respect every edge. `None` if the graph is not connected or has no edge.
    pub fn start(edges: &'a [Edge], rank: &[i32]) -> Option<Self> {
        let count = rank.len();
        let mut simplex = Self {
            edges,
            out: Adjacency::edge_numbers(count, edges, true),
            inn: Adjacency::edge_numbers(count, edges, false),
            rank: rank.to_vec(),
            in_tree: vec![false; edges.len()],
            tree_edges: Vec::with_capacity(count),
            tree_at: vec![Vec::new(); count],
            low: vec![0; count],
            number: vec![0; count],
            parent_edge: vec![NO_EDGE; count],
            cut: vec![0; edges.len()],
            stack: Vec::new(),
        };
        simplex.grow_tree();
        if edges.is_empty() || simplex.tree_edges.len() + 1 != count {
            return None;
        }
        let postorder = simplex.number_subtree(0, NO_EDGE, 1);
        simplex.compute_cut_values(&postorder);
        Some(simplex)
    }

    /// Exchanges tree edges until the ranks are optimal or `most_pivots` exchanges were made.
    pub fn run(&mut self, most_pivots: usize) -> Vec<i32> {
        let mut search_from = 0;
        for _ in 0..most_pivots {
            let Some(slot) = self.leaving_edge(&mut search_from) else { break };
            if !self.exchange(slot) {
                break;
            }
        }
        std::mem::take(&mut self.rank)
    }

    fn slack(&self, edge: u32) -> i32 {
        let e = self.edges[edge as usize];
        self.rank[e.to as usize] - self.rank[e.from as usize] - 1
    }

    fn other_end(&self, edge: u32, node: u32) -> u32 {
        let e = self.edges[edge as usize];
        if e.from == node { e.to } else { e.from }
    }

    fn add_to_tree(&mut self, edge: u32) {
        let e = self.edges[edge as usize];
        self.in_tree[edge as usize] = true;
        self.tree_edges.push(edge);
        self.tree_at[e.from as usize].push(edge);
        self.tree_at[e.to as usize].push(edge);
    }

    /// Joins nodes along tight edges, then shifts whole pieces, smallest first, until they touch others.
    fn grow_tree(&mut self) {
        let mut pieces = super::components::Pieces::new(self.rank.len());
        for edge in 0..self.edges.len() as u32 {
            let e = self.edges[edge as usize];
            if self.slack(edge) == 0 && pieces.join(e.from, e.to) {
                self.add_to_tree(edge);
            }
        }
        loop {
            let mut roots = pieces.roots();
            roots.sort_by_key(|root| pieces.members(*root).len());
            let mut joined = false;
            for root in roots {
                joined |= pieces.is_root(root) && self.join_nearest(root, &mut pieces);
            }
            if !joined {
                return;
            }
        }
    }

    fn join_nearest(&mut self, root: u32, pieces: &mut super::components::Pieces) -> bool {
        let mut nearest: Option<(i32, u32)> = None;
        for v in pieces.members(root) {
            for n in self.out.of(*v).iter().chain(self.inn.of(*v)) {
                let foreign = pieces.root_of(self.other_end(n.node, *v)) != root;
                let slack = self.slack(n.node);
                if foreign && nearest.is_none_or(|(least, _)| slack < least) {
                    nearest = Some((slack, n.node));
                }
            }
        }
        let Some((slack, edge)) = nearest else { return false };
        let e = self.edges[edge as usize];
        let shift = if pieces.root_of(e.from) == root { slack } else { -slack };
        for v in pieces.members(root) {
            self.rank[*v as usize] += shift;
        }
        pieces.join(e.from, e.to);
        self.add_to_tree(edge);
        true
    }

    /// Numbers the subtree of `root` in postorder from `first` and returns its nodes in that order.
    fn number_subtree(&mut self, root: u32, parent_edge: u32, first: u32) -> Vec<u32> {
        let mut postorder = Vec::new();
        let mut number = first;
        let mut stack = vec![(root, 0)];
        self.parent_edge[root as usize] = parent_edge;
        self.low[root as usize] = first;
        while let Some((v, next)) = stack.last_mut() {
            let v = *v;
            let Some(&edge) = self.tree_at[v as usize].get(*next) else {
                self.number[v as usize] = number;
                number += 1;
                postorder.push(v);
                stack.pop();
                continue;
            };
            *next += 1;
            if edge == self.parent_edge[v as usize] {
                continue;
            }
            let child = self.other_end(edge, v);
            self.parent_edge[child as usize] = edge;
            self.low[child as usize] = number;
            stack.push((child, 0));
        }
        postorder
    }

    fn compute_cut_values(&mut self, postorder: &[u32]) {
        for &v in postorder {
            let tree_edge = self.parent_edge[v as usize];
            if tree_edge == NO_EDGE {
                continue;
            }
            let leads_up = self.edges[tree_edge as usize].from == v;
            let mut cut = i64::from(self.edges[tree_edge as usize].weight);
            for (side, outgoing) in [(&self.out, true), (&self.inn, false)] {
                for n in side.of(v).iter().filter(|n| n.node != tree_edge) {
                    let below = if self.in_tree[n.node as usize] { self.cut[n.node as usize] } else { 0 };
                    let gain = i64::from(n.weight) - below;
                    cut += if leads_up == outgoing { gain } else { -gain };
                }
            }
            self.cut[tree_edge as usize] = cut;
        }
    }

    /// The most negative of the next negative cut values in turn; its slot in `tree_edges`.
    fn leaving_edge(&self, search_from: &mut usize) -> Option<usize> {
        const ENOUGH: usize = 30;
        let count = self.tree_edges.len();
        let mut best: Option<(i64, usize)> = None;
        let mut found = 0;
        for i in 0..count {
            let slot = (*search_from + i) % count;
            let cut = self.cut[self.tree_edges[slot] as usize];
            if cut >= 0 {
                continue;
            }
            if best.is_none_or(|(least, _)| cut < least) {
                best = Some((cut, slot));
            }
            found += 1;
            if found >= ENOUGH {
                *search_from = (slot + 1) % count;
                break;
            }
        }
        best.map(|(_, slot)| slot)
    }

    /// Takes the tree edge in `slot` out and the tightest edge across the cut in. `false` if there is none.
    fn exchange(&mut self, slot: usize) -> bool {
        let leaving = self.tree_edges[slot];
        let (a, b) = (self.edges[leaving as usize].from, self.edges[leaving as usize].to);
        let (below, outgoing) =
            if self.number[a as usize] < self.number[b as usize] { (a, false) } else { (b, true) };
        let Some((slack, entering)) = self.entering_edge(below, outgoing) else { return false };
        if slack > 0 {
            self.shift_subtree(below, if below == a { -slack } else { slack });
        }
        let cut = self.cut[leaving as usize];
        let (from, to) = (self.edges[entering as usize].from, self.edges[entering as usize].to);
        let meeting = self.update_cuts(from, to, true, cut);
        self.update_cuts(to, from, false, cut);
        self.cut[entering as usize] = -cut;
        self.cut[leaving as usize] = 0;
        self.in_tree[leaving as usize] = false;
        self.in_tree[entering as usize] = true;
        self.tree_edges[slot] = entering;
        for end in [a, b] {
            self.tree_at[end as usize].retain(|edge| *edge != leaving);
        }
        for end in [from, to] {
            self.tree_at[end as usize].push(entering);
        }
        self.number_subtree(meeting, self.parent_edge[meeting as usize], self.low[meeting as usize]);
        true
    }

    /// The tightest edge that leaves (or enters, if not `outgoing`) the subtree of `root`.
    fn entering_edge(&mut self, root: u32, outgoing: bool) -> Option<(i32, u32)> {
        let inside = self.low[root as usize]..=self.number[root as usize];
        let mut best: Option<(i32, u32)> = None;
        let mut stack = std::mem::take(&mut self.stack);
        stack.clear();
        stack.push(root);
        while let Some(v) = stack.pop() {
            let side = if outgoing { &self.out } else { &self.inn };
            for n in side.of(v).iter().filter(|n| !self.in_tree[n.node as usize]) {
                let far = self.other_end(n.node, v);
                if inside.contains(&self.number[far as usize]) {
                    continue;
                }
                let slack = self.slack(n.node);
                if best.is_none_or(|(least, _)| slack < least) {
                    best = Some((slack, n.node));
                }
            }
            if best.is_some_and(|(least, _)| least == 0) {
                break;
            }
            self.push_children(v, &mut stack);
        }
        self.stack = stack;
        best
    }

    fn shift_subtree(&mut self, root: u32, shift: i32) {
        let mut stack = std::mem::take(&mut self.stack);
        stack.clear();
        stack.push(root);
        while let Some(v) = stack.pop() {
            self.rank[v as usize] += shift;
            self.push_children(v, &mut stack);
        }
        self.stack = stack;
    }

    fn push_children(&self, v: u32, stack: &mut Vec<u32>) {
        let up = self.parent_edge[v as usize];
        let down = self.tree_at[v as usize].iter().filter(|edge| **edge != up);
        stack.extend(down.map(|edge| self.other_end(*edge, v)));
    }

    /// Changes the cut values from `v` up to the lowest node that also holds `other`, and returns it.
    fn update_cuts(&mut self, mut v: u32, other: u32, towards: bool, cut: i64) -> u32 {
        let target = self.number[other as usize];
        while !(self.low[v as usize]..=self.number[v as usize]).contains(&target) {
            let edge = self.parent_edge[v as usize];
            let e = self.edges[edge as usize];
            let along = if v == e.from { towards } else { !towards };
            self.cut[edge as usize] += if along { cut } else { -cut };
            v = if self.number[e.from as usize] > self.number[e.to as usize] { e.from } else { e.to };
        }
        v
    }
}
