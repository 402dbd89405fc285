//! Lines for which there is no room between a box and a lane that stays, or between two of these: they run beyond the lane,
//! if there is room within reach, rather than upon it or along the box.

use super::gap::CLEAR;
use crate::arrange::BEND_GAP;
use std::collections::VecDeque;

/// One of a column, with the heights between which it lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub node: u32,
    pub kind: Kind,
    pub top: f64,
    pub bottom: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Box,
    /// A lane that stays.
    Lane,
    /// A bend that finds its place.
    Bend,
}

/// The room above or below a box or a lane.
#[derive(Debug)]
struct Zone {
    above: Edge,
    below: Edge,
    /// The bends in it, with their breadths.
    bends: VecDeque<(u32, f64)>,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    at: f64,
    clear: f64,
    is_box: bool,
}

impl Zone {
    fn room(&self) -> f64 {
        self.below.at - self.above.at
    }

    /// How much room its bends need if nothing is too close to anything.
    fn need(&self) -> f64 {
        let breadths: f64 = self.bends.iter().map(|(_, breadth)| breadth).sum();
        let between = self.bends.len().saturating_sub(1) as f64 * BEND_GAP;
        self.above.clear + self.below.clear + breadths + between
    }

    /// Whether its bends would have to come closer than can be told apart.
    fn is_crowded(&self) -> bool {
        const CLOSE: f64 = 0.75;
        !self.bends.is_empty() && self.room() < CLOSE * self.need()
    }

    fn has_room_for(&self, breadth: f64) -> bool {
        let between = if self.bends.is_empty() { 0.0 } else { BEND_GAP };
        self.room() >= self.need() + between + breadth
    }
}

/// The nodes of a column from top to bottom, so that as few bends as possible are crowded. Boxes and lanes keep their order.
pub(super) fn relieved(column: &[Slot]) -> Vec<u32> {
    let (mut zones, walls) = zones(column);
    for at in 0..zones.len() {
        while zones[at].is_crowded() {
            let (below, above) = (room_below(&zones, at), room_above(&zones, at));
            let is_below = match (below, above) {
                (Some((_, down)), Some((_, up))) => down <= up,
                (below, above) if below.is_none() && above.is_none() => break,
                (below, _) => below.is_some(),
            };
            let to = if is_below { below } else { above }.map_or(at, |(to, _)| to);
            hand_on(&mut zones, at, to);
        }
    }
    let mut nodes = Vec::with_capacity(column.len());
    let mut walls = walls.into_iter();
    for zone in zones {
        nodes.extend(zone.bends.into_iter().map(|(node, _)| node));
        nodes.extend(walls.next());
    }
    nodes
}

/// The zones of a column, and the boxes and lanes between them.
fn zones(column: &[Slot]) -> (Vec<Zone>, Vec<u32>) {
    let mut walls = Vec::new();
    let mut zones = Vec::new();
    let mut bends = VecDeque::new();
    let mut above = Edge { at: f64::MIN, clear: 0.0, is_box: true };
    for slot in column {
        if slot.kind == Kind::Bend {
            bends.push_back((slot.node, slot.bottom - slot.top));
            continue;
        }
        let is_box = slot.kind == Kind::Box;
        let edge = |at| Edge { at, clear: if is_box { CLEAR } else { BEND_GAP }, is_box };
        zones.push(Zone { above, below: edge(slot.top), bends: std::mem::take(&mut bends) });
        above = edge(slot.bottom);
        walls.push(slot.node);
    }
    zones.push(Zone { above, below: Edge { at: f64::MAX, clear: 0.0, is_box: true }, bends });
    (zones, walls)
}

/// As far as this a bend goes beyond lanes: further away there may be others of which nobody knows here.
const REACH: f64 = 90.0;

/// The next zone below with room for one more, and how far that is.
fn room_below(zones: &[Zone], at: usize) -> Option<(usize, f64)> {
    let (_, breadth) = *zones[at].bends.back()?;
    let beyond = (at + 1..zones.len()).take_while(|to| !zones[*to].above.is_box);
    let far = beyond.map(|to| (to, zones[to].above.at - zones[at].below.at));
    far.take_while(|(_, far)| *far <= REACH).find(|(to, _)| zones[*to].has_room_for(breadth))
}

/// The same above.
fn room_above(zones: &[Zone], at: usize) -> Option<(usize, f64)> {
    let (_, breadth) = *zones[at].bends.front()?;
    let beyond = (0..at).rev().take_while(|to| !zones[*to].below.is_box);
    let far = beyond.map(|to| (to, zones[at].above.at - zones[to].below.at));
    far.take_while(|(_, far)| *far <= REACH).find(|(to, _)| zones[*to].has_room_for(breadth))
}

/// Has each zone on the way hand one bend on to the next, so that they stay in their order.
fn hand_on(zones: &mut [Zone], from: usize, to: usize) {
    for at in from..to {
        if let Some(bend) = zones[at].bends.pop_back() {
            zones[at + 1].bends.push_front(bend);
        }
    }
    for at in (to + 1..=from).rev() {
        if let Some(bend) = zones[at].bends.pop_front() {
            zones[at - 1].bends.push_back(bend);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(slots: &[(Kind, f64, f64)]) -> Vec<u32> {
        let slot = |(node, (kind, top, bottom)): (usize, &(Kind, f64, f64))| Slot {
            node: node as u32,
            kind: *kind,
            top: *top,
            bottom: *bottom,
        };
        relieved(&slots.iter().enumerate().map(slot).collect::<Vec<_>>())
    }

    #[test]
    fn lines_that_have_no_room_beside_a_box_run_beyond_the_lane_there() {
        use Kind::{Bend, Box, Lane};
        let tight =
            [(Box, 0.0, 40.0), (Bend, 0.0, 0.0), (Bend, 0.0, 0.0), (Lane, 60.0, 60.0), (Box, 120.0, 160.0)];
        assert_eq!(column(&tight), [0, 1, 3, 2, 4], "one has room");
        let tighter =
            [(Box, 0.0, 40.0), (Bend, 0.0, 0.0), (Lane, 50.0, 50.0), (Lane, 60.0, 60.0), (Bend, 0.0, 0.0)];
        assert_eq!(column(&tighter), [0, 2, 3, 1, 4], "beyond both");
        let above = [(Bend, 0.0, 0.0), (Lane, 30.0, 30.0), (Bend, 0.0, 0.0), (Box, 40.0, 80.0)];
        assert_eq!(column(&above), [0, 2, 1, 3]);
    }

    #[test]
    fn lines_stay_where_there_is_room_or_none_elsewhere() {
        use Kind::{Bend, Box, Lane};
        let roomy =
            [(Box, 0.0, 40.0), (Bend, 0.0, 0.0), (Lane, 60.0, 60.0), (Bend, 0.0, 0.0), (Box, 200.0, 240.0)];
        assert_eq!(column(&roomy), [0, 1, 2, 3, 4]);
        let full =
            [(Box, 0.0, 40.0), (Bend, 0.0, 0.0), (Lane, 50.0, 50.0), (Box, 60.0, 90.0), (Bend, 0.0, 0.0)];
        assert_eq!(column(&full), [0, 1, 2, 3, 4], "not through the box");
    }
}
