use super::lanes::Heights;
use crate::arrange::BEND_GAP;
use crate::arrange::across::{self, Fitter};
use crate::arrange::layers::Layers;
use std::ops::Range;

/// Least distance between a line and a box that it passes.
pub(super) const CLEAR: f64 = 8.0;
/// The same for the edge of a frame, where there is room.
const CLEAR_OF_EDGE: f64 = 7.0;

/// The room between two boxes of a column, and the bends in it from top to bottom.
pub(super) struct Gap<'a> {
    layers: &'a Layers,
    top: f64,
    bends: Vec<u32>,
    fitter: Fitter,
    /// Where the bends above each edge end ([`Self::share_out`]).
    ends: Vec<usize>,
}

impl<'a> Gap<'a> {
    pub fn new(layers: &'a Layers) -> Self {
        Self { layers, top: f64::MIN, bends: Vec::new(), fitter: Fitter::default(), ends: Vec::new() }
    }

    pub fn start(&mut self, top: f64) {
        self.top = top;
        self.bends.clear();
    }

    pub fn push(&mut self, bend: u32) {
        self.bends.push(bend);
    }

    /// Gives the bends their heights above `bottom`; where there are too many they close up. Where there are not, none runs
    /// along one of the `edges` of frames in the column.
    pub fn close(&mut self, bottom: f64, edges: &[f64], heights: &mut Heights) {
        let all = 0..self.bends.len();
        if all.is_empty() {
            return;
        }
        let (top, bottom) = (self.top + CLEAR, bottom - CLEAR);
        let wished = self.wished(all.clone());
        let squeeze = if wished > 0.0 { ((bottom - top) / wished).clamp(0.0, 1.0) } else { 1.0 };
        if bottom > top {
            self.fit(all, (top, bottom), squeeze, heights);
        } else {
            self.spread((top - CLEAR, bottom + CLEAR), heights);
        }
        self.bends.iter().for_each(|v| heights.squeeze[*v as usize] = squeeze);
        let first = edges.partition_point(|edge| *edge <= top - CLEAR);
        let end = edges.partition_point(|edge| *edge < bottom + CLEAR);
        let edges = edges.get(first..end).unwrap_or_default();
        if squeeze >= 1.0 && bottom > top && self.any_is_along(edges, heights) {
            self.keep_off(edges, (top, bottom), heights);
        }
    }

    fn half(&self, at: usize) -> f64 {
        self.layers.breadth[self.bends[at] as usize] / 2.0
    }

    /// How much room these need if none is too close to another.
    fn wished(&self, bends: Range<usize>) -> f64 {
        let between = |at: usize| if bends.contains(&(at + 1)) { BEND_GAP } else { 0.0 };
        bends.clone().map(|at| 2.0 * self.half(at) + between(at)).sum()
    }

    /// Puts bends as near as possible to their neighbours within these heights, into which they fit with that `squeeze`.
    fn fit(&mut self, bends: Range<usize>, (top, bottom): (f64, f64), squeeze: f64, heights: &mut Heights) {
        let Some(last) = bends.clone().last() else { return };
        let first = bends.start;
        self.fitter.clear();
        let mut offset = 0.0;
        for at in bends.clone() {
            if at > first {
                offset += squeeze * (self.half(at - 1) + self.half(at) + BEND_GAP);
            }
            let (sum, weight) = across::wish(self.layers, self.bends[at], &heights.y);
            self.fitter.push(sum, weight, offset);
        }
        let highest = top + squeeze * self.half(first);
        let lowest = (bottom - squeeze * self.half(last) - offset).max(highest);
        for (v, (place, offset)) in self.bends[bends].iter().zip(self.fitter.fitted()) {
            heights.y[*v as usize] = place.clamp(highest, lowest) + offset;
        }
    }

    /// Spreads bends evenly where none can keep its distance.
    fn spread(&self, (top, bottom): (f64, f64), heights: &mut Heights) {
        let step = (bottom - top) / (self.bends.len() + 1) as f64;
        for (at, v) in self.bends.iter().enumerate() {
            heights.y[*v as usize] = top + step * (at + 1) as f64;
        }
    }

    fn any_is_along(&self, edges: &[f64], heights: &Heights) -> bool {
        !edges.is_empty()
            && (0..self.bends.len()).any(|at| {
                let (y, reach) = (heights.y[self.bends[at] as usize], self.half(at) + CLEAR_OF_EDGE);
                let from = edges.partition_point(|edge| *edge <= y - reach);
                edges.get(from).is_some_and(|edge| *edge < y + reach)
            })
    }

    /// Fits the bends once more, between the edges. They stay as they are where there is no room for that.
    fn keep_off(&mut self, edges: &[f64], ends: (f64, f64), heights: &mut Heights) {
        if !self.share_out(edges, ends, heights) {
            return;
        }
        let mut start = 0;
        for zone in 0..=edges.len() {
            let end = self.ends[zone];
            self.fit(start..end, zone_between(edges, ends, zone), 1.0, heights);
            start = end;
        }
    }

    /// Decides between which edges each bend runs: where it is, or if these are too many for the room there, beyond the next
    /// edge. Whether there is room for all.
    fn share_out(&mut self, edges: &[f64], ends: (f64, f64), heights: &Heights) -> bool {
        let has_room = |gap: &Self, zone: usize, bends: Range<usize>| {
            let (top, bottom) = zone_between(edges, ends, zone);
            bends.is_empty() || gap.wished(bends) <= bottom - top
        };
        self.ends.clear();
        let above = |edge: &f64| self.bends.partition_point(|v| heights.y[*v as usize] < *edge);
        self.ends.extend(edges.iter().map(above));
        self.ends.push(self.bends.len());
        let mut start = 0;
        for zone in 0..edges.len() {
            while !has_room(self, zone, start..self.ends[zone]) {
                self.ends[zone] -= 1;
            }
            start = self.ends[zone];
        }
        for zone in (1..=edges.len()).rev() {
            while !has_room(self, zone, self.ends[zone - 1]..self.ends[zone]) {
                self.ends[zone - 1] += 1;
            }
        }
        has_room(self, 0, 0..self.ends[0])
    }
}

/// The heights between the edge of that number, from the top, and the one before it, as far as lines may run there.
fn zone_between(edges: &[f64], (top, bottom): (f64, f64), zone: usize) -> (f64, f64) {
    let above = zone.checked_sub(1).and_then(|before| edges.get(before));
    let below = edges.get(zone);
    let from = above.map_or(top, |edge| top.max(edge + CLEAR_OF_EDGE));
    (from, below.map_or(bottom, |edge| bottom.min(edge - CLEAR_OF_EDGE)))
}
