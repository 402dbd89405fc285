//! The way round boxes: a shortest path over their corners, looked at only where something is in the way.
//!
//! A* (P. Hart, N. Nilsson, B. Raphael, 1968) on the visibility graph (T. Lozano-Pérez, M. Wesley, CACM 22,
//! 1979), whose edges are found on demand: a node looks towards the goal and then at the corners of
//! whatever blocks the view.

use super::obstacles::Obstacles;
use crate::model::Point;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A corner at which a line turns: the box, and which corner of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub node: u32,
}

impl Turn {
    pub fn obstacle(self) -> u32 {
        self.node / 4
    }

    pub fn corner(self) -> u32 {
        self.node % 4
    }
}

/// Finds ways; keeps its arrays between them.
#[derive(Clone)]
pub(super) struct PathFinder {
    /// Cost of the best way to each corner, valid if the stamp is the present one.
    cost: Vec<f32>,
    from: Vec<u32>,
    done: Vec<bool>,
    stamp: Vec<u32>,
    present: u32,
    /// Ways may be that much longer than the shortest, and are found in a fraction of the time.
    greed: f32,
    /// At how many corners it has looked round so far.
    looked: usize,
    heap: BinaryHeap<Reverse<Waiting>>,
    looked_at: Vec<u32>,
    targets: Vec<u32>,
}

#[derive(Clone, PartialEq)]
struct Waiting {
    estimate: f32,
    node: u32,
}

impl Eq for Waiting {}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        self.estimate.total_cmp(&other.estimate).then(self.node.cmp(&other.node))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One search: its ends, and the boxes in which an end stands (they cannot be avoided).
pub(super) struct Search<'a> {
    pub obstacles: &'a Obstacles,
    pub start: Point,
    pub goal: Point,
    pub ignore: Vec<u32>,
    /// After so many corners it is given up.
    pub most_nodes: usize,
}

/// How a search ended.
enum Outcome {
    Found(Vec<Turn>),
    /// There is no way.
    Walled,
    /// So many corners were looked at that it was given up.
    Tired,
}

impl Outcome {
    fn turns(self) -> Option<Vec<Turn>> {
        if let Self::Found(turns) = self { Some(turns) } else { None }
    }
}

impl PathFinder {
    pub fn new(obstacle_count: usize) -> Self {
        let nodes = 4 * obstacle_count + 2;
        Self {
            cost: vec![0.0; nodes],
            from: vec![0; nodes],
            done: vec![false; nodes],
            stamp: vec![0; nodes],
            present: 0,
            greed: 1.0,
            looked: 0,
            heap: BinaryHeap::new(),
            looked_at: Vec::new(),
            targets: Vec::new(),
        }
    }

    /// At how many corners it has looked round since it was made.
    pub fn looked(&self) -> usize {
        self.looked
    }

    /// The turns of a short free way from start to goal. `None` if no way was found within reason.
    ///
    /// Where many ways are about as short as one another (through a block of boxes in rows and columns), it makes do with
    /// a longer one rather than weigh them all. I. Pohl, “Heuristic search viewed as path finding in a graph”,
    /// Artificial Intelligence 1, 1970.
    pub fn find(&mut self, search: &Search) -> Option<Vec<Turn>> {
        const GREED: [f32; 2] = [1.2, 2.0];
        const PATIENCE: usize = 64;
        if search.obstacles.first_hit(search.start, search.goal, &search.ignore).is_none() {
            return Some(Vec::new());
        }
        let patience = PATIENCE.min(search.most_nodes);
        match self.find_within(search, GREED[0], patience) {
            Outcome::Tired if patience < search.most_nodes => {
                self.find_within(search, GREED[1], search.most_nodes).turns()
            }
            outcome => outcome.turns(),
        }
    }

    /// The same with one `greed`, looking round at so many corners.
    fn find_within(&mut self, search: &Search, greed: f32, most_nodes: usize) -> Outcome {
        let goal = 4 * search.obstacles.len() as u32;
        let start = goal + 1;
        self.greed = greed;
        self.present += 1;
        self.heap.clear();
        self.reach(search, start, start, 0.0);
        for _ in 0..most_nodes {
            let Some(Reverse(Waiting { node, .. })) = self.heap.pop() else { return Outcome::Walled };
            if node == goal {
                return Outcome::Found(self.turns_to(goal, start));
            }
            if !std::mem::replace(&mut self.done[node as usize], true) {
                self.looked += 1;
                self.look_around(search, node, goal);
            }
        }
        Outcome::Tired
    }

    fn point(search: &Search, node: u32) -> Point {
        let goal = 4 * search.obstacles.len() as u32;
        match node.cmp(&goal) {
            Ordering::Less => search.obstacles.corner(node / 4, node % 4),
            Ordering::Equal => search.goal,
            Ordering::Greater => search.start,
        }
    }

    fn reach(&mut self, search: &Search, node: u32, from: u32, cost: f32) {
        let v = node as usize;
        if self.stamp[v] != self.present {
            self.stamp[v] = self.present;
            self.done[v] = false;
        } else if self.done[v] || self.cost[v] <= cost {
            return;
        }
        self.cost[v] = cost;
        self.from[v] = from;
        let left = Self::point(search, node).distance(search.goal);
        self.heap.push(Reverse(Waiting { estimate: cost + self.greed * left, node }));
    }

    /// Reaches the goal from `node`, or the corners of what is in the way, or of what is before those.
    fn look_around(&mut self, search: &Search, node: u32, goal: u32) {
        const TURN_COST: f32 = 8.0;
        const MOST_LOOKED_AT: usize = 12;
        let here = Self::point(search, node);
        self.looked_at.clear();
        self.targets.clear();
        self.targets.push(goal);
        while let Some(target) = self.targets.pop() {
            let there = Self::point(search, target);
            let Some(hit) = search.obstacles.first_hit(here, there, &search.ignore) else {
                let cost = self.cost[node as usize] + here.distance(there) + TURN_COST;
                self.reach(search, target, node, cost);
                continue;
            };
            if self.looked_at.len() < MOST_LOOKED_AT && !self.looked_at.contains(&hit) {
                self.looked_at.push(hit);
                self.targets.extend((0..4).map(|corner| 4 * hit + corner).filter(|c| *c != node));
            }
        }
    }

    fn turns_to(&self, goal: u32, start: u32) -> Vec<Turn> {
        let mut turns = Vec::new();
        let mut node = self.from[goal as usize];
        while node != start {
            turns.push(Turn { node });
            node = self.from[node as usize];
        }
        turns.reverse();
        turns
    }
}
