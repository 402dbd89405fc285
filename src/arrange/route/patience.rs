//! What is done at once and what later: nobody who edits a map waits for its lines.

use super::due::Due;
use super::line::Way;
use super::router::Router;
use std::collections::BTreeSet;

impl Router {
    /// More lines than this are routed at their turn, where an edit touches so many. On a large map lines are long.
    pub(super) fn at_once(&self) -> usize {
        (12_000 / self.lines.len().max(1)).clamp(8, 48)
    }

    /// Whether so many boxes are put elsewhere at once that lines take notice of them later.
    pub(super) fn is_crowd(&self, boxes: usize) -> bool {
        boxes > (60_000 / self.lines.len().max(1)).clamp(4, 96)
    }

    /// Whether lines need not follow so many boxes that are elsewhere: to route all afresh, in another thread than the window's,
    /// takes less time, and each piece of what would have to be done here takes more than a moment.
    pub fn is_better_afresh(&self, boxes: usize) -> bool {
        boxes * self.lines.len() > 650_000
    }

    /// Whether a line that is to make room has its turn now: it has not if it waits anyhow, or many others make room too.
    pub(super) fn makes_room_now(&mut self, line: u32, others: &mut BTreeSet<u32>) -> bool {
        let is_now = self.waiting.line(line).is_none()
            && (others.len() < self.at_once() / 2 || others.contains(&line));
        if is_now {
            others.insert(line);
        } else {
            self.put_off(line, Due::Room);
        }
        is_now
    }

    /// Whether searches have looked at so many corners by now that the rest is better done later. Lines of a new map do not
    /// wait.
    pub(super) fn is_tired(&self, looked_before: usize) -> bool {
        const MOST_CORNERS: usize = 250;
        self.index.is_some() && self.finder.looked() - looked_before > MOST_CORNERS
    }

    /// Whether a line need not search for its way, which is a lane that `is_new` or one that it had.
    pub(super) fn has_free_way(&self, line: u32, is_new: bool) -> bool {
        let own = &self.lines[line as usize];
        match &own.way {
            Way::Lane(lane) => {
                lane.has_room_to_bend(own.along_flow()) && self.blocked_legs(line, is_new).is_empty()
            }
            Way::Turns(_) => own.is_loop() || !is_new && self.turns_are_free(line),
        }
    }

    /// Whether a line turns so often that its way is not looked for again because its ends have been spread, if they still
    /// see it.
    pub(super) fn keeps_long_way(&self, line: u32) -> bool {
        const LONG: usize = 8;
        let own = &self.lines[line as usize];
        own.is_turning() && own.turns().count() > LONG && self.turns_are_free(line)
    }
}
