//! Where lines end at boxes, and how much room that leaves their arrowheads.

use super::head::Head;
use crate::model::{PartyId, Point, SupplyId};
use rustc_hash::FxHashMap;
use std::cmp::Ordering::Equal;
use std::collections::BTreeSet;

/// The ends of all lines. Arrowheads that would lie on one another become narrower, as far as needed.
#[derive(Clone, Debug, Default)]
pub(super) struct LineEnds {
    lines: FxHashMap<SupplyId, Fitted>,
    at: FxHashMap<PartyId, BTreeSet<SupplyId>>,
    /// Where ends have come, moved or gone since room was last given.
    stale: BTreeSet<PartyId>,
}

/// One line, as it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LineEnd {
    /// From whom and to whom.
    pub(super) parties: [PartyId; 2],
    /// Where it leaves the one, and where it reaches the other.
    pub(super) points: [Point; 2],
    pub(super) head: Head,
}

#[derive(Clone, Copy, Debug)]
struct Fitted {
    end: LineEnd,
    /// How wide its arrowhead may be.
    room: f32,
}

/// An end at a box.
#[derive(Clone, Copy)]
struct Here {
    point: Point,
    line: SupplyId,
    /// The width of the line, where it begins; an arrowhead has what room there is.
    begins: Option<f32>,
    room: f32,
}

impl LineEnds {
    /// How wide the arrowhead of a line could be when room was last given.
    pub(super) fn room(&self, line: SupplyId) -> f32 {
        self.lines.get(&line).map_or(f32::INFINITY, |known| known.room)
    }

    /// Notes how a line ends.
    pub(super) fn put(&mut self, line: SupplyId, end: LineEnd) {
        if self.lines.get(&line).is_some_and(|known| known.end == end) {
            return;
        }
        let room = self.room(line);
        self.remove(line);
        self.lines.insert(line, Fitted { end, room });
        for party in end.parties {
            self.at.entry(party).or_default().insert(line);
            self.stale.insert(party);
        }
    }

    /// The line is there no more.
    pub(super) fn remove(&mut self, line: SupplyId) {
        let Some(gone) = self.lines.remove(&line) else { return };
        for party in gone.end.parties {
            self.stale.insert(party);
            if let Some(lines) = self.at.get_mut(&party) {
                lines.remove(&line);
            }
        }
    }

    /// Gives arrowheads room where something has changed. The lines whose arrowheads have another width now.
    pub(super) fn fit(&mut self) -> Vec<(SupplyId, Head)> {
        let mut changed = Vec::new();
        for party in std::mem::take(&mut self.stale) {
            for Here { line, room, .. } in self.rooms_at(party) {
                let Some(known) = self.lines.get_mut(&line) else { continue };
                let head = known.end.head;
                if head.width_in(known.room) != head.width_in(room) {
                    changed.push((line, head));
                }
                known.room = room;
            }
        }
        changed
    }

    /// The arrowheads at a box with their room.
    fn rooms_at(&self, party: PartyId) -> Vec<Here> {
        let lines = self.at.get(&party).into_iter().flatten();
        let ends = lines.filter_map(|line| Some((*line, self.lines.get(line)?.end)));
        let mut here: Vec<Here> = ends
            .flat_map(|(line, LineEnd { parties, points, head })| {
                let [begins, ends] =
                    points.map(|point| Here { point, line, begins: None, room: f32::INFINITY });
                let begins = Here { begins: Some(head.line_width), ..begins };
                let both = [(parties[0], begins), (parties[1], ends)];
                both.into_iter().filter(|(at, _)| *at == party).map(|(_, end)| end)
            })
            .collect();
        // Ends on one side of a box follow one another in one of these orders.
        here.sort_by(|a, b| (a.point.x, a.point.y).partial_cmp(&(b.point.x, b.point.y)).unwrap_or(Equal));
        share_room(&mut here);
        here.sort_by(|a, b| (a.point.y, a.point.x).partial_cmp(&(b.point.y, b.point.x)).unwrap_or(Equal));
        share_room(&mut here);
        here.retain(|end| end.begins.is_none());
        here
    }
}

/// Leaves arrowheads no more room than their next two neighbours on both sides do.
fn share_room(ends: &mut [Here]) {
    for at in 0..ends.len() {
        for other in at + 1..ends.len().min(at + 3) {
            let (a, b) = (ends[at], ends[other]);
            let distance = a.point.distance(b.point);
            ends[at].room = a.room.min(room_beside(b, distance));
            ends[other].room = b.room.min(room_beside(a, distance));
        }
    }
}

/// How wide an arrowhead may be whose tip is so far from another end: half-way to an arrowhead, up to the edge of a line.
fn room_beside(neighbour: Here, distance: f32) -> f32 {
    const BETWEEN: f32 = 0.6;
    match neighbour.begins {
        None => distance - BETWEEN,
        Some(line_width) => 2.0 * (distance - BETWEEN) - line_width,
    }
}
