//! Lines whose turn comes later: what an edit touches beyond what can be routed in a moment is put off, and done bit by
//! bit, so that whoever edits a map never waits for its lines.

use super::line::Line;
use super::router::Router;
use super::trail::Stand;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is still to be done for a line, the least first: what comes later does what comes before it too.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Due {
    /// Others that turn at the same corner make it shift there.
    Look,
    /// Something stands on it, or others need room beside its ends.
    Room,
    /// A box close to its ends has moved: other sides may be better.
    Sides,
    /// It made way for something that is elsewhere now.
    Way,
    /// The same as `Ends`, and it has to look for its way, which takes long.
    Search,
    /// A box that it joins is elsewhere: until it has a way it has no curve worth showing.
    Ends,
    /// It becomes again what it was.
    Back(Arc<Line>),
}

impl Due {
    /// Whether a line that waits for this ends where its boxes are no more.
    pub fn leaves_behind(due: Option<&Self>, line: &Line) -> bool {
        match due {
            Some(Self::Ends | Self::Search) => true,
            Some(Self::Back(was)) => was.ports != line.ports,
            _ => false,
        }
    }

    /// The weight of what does most, except coming back.
    pub const LESS_THAN_BACK: u8 = 5;

    pub fn weight(&self) -> u8 {
        match self {
            Self::Look => 0,
            Self::Room => 1,
            Self::Sides => 2,
            Self::Way => 3,
            Self::Search => 4,
            Self::Ends => 5,
            Self::Back(_) => 6,
        }
    }
}

impl Router {
    /// Whether the curve of a line is that of a box which is elsewhere by now.
    pub fn is_behind(&self, line: u32) -> bool {
        let own = &self.lines[line as usize];
        let is_waiting = |v: u32| self.waiting.box_before(v).is_some();
        Due::leaves_behind(self.waiting.line(line), own) || is_waiting(own.ends.0) || is_waiting(own.ends.1)
    }

    /// Whether the last change was a trial, which the next one may take back.
    pub fn is_trying(&self) -> bool {
        self.trial.is_some()
    }

    /// Whether there are lines whose turn has not come yet. While something is dragged they stay as they are.
    pub fn has_lines_due(&self) -> bool {
        !self.is_trying() && !self.waiting.is_empty()
    }

    /// Routes lines whose turn has not come yet, a few at a time, until it `is_enough`. What comes out does not depend on
    /// when that is. Returns the lines that look different.
    pub fn go_on(&mut self, mut is_enough: impl FnMut() -> bool) -> Vec<u32> {
        self.redrawn.clear();
        while self.has_lines_due() {
            self.do_next();
            if is_enough() {
                break;
            }
        }
        std::mem::take(&mut self.redrawn).into_iter().collect()
    }

    /// Lines that come back are first, then boxes of which lines are to take notice, then all other lines.
    fn do_next(&mut self) {
        if self.catch_up_with_lines(self.at_once()) {
            return;
        }
        if self.waiting.returning.is_some() {
            return self.bring_some_back(2 * self.at_once());
        }
        let next = self.waiting.next_due();
        match (next, self.waiting.next_box()) {
            (Some(Due::Back(_)), _) | (_, None) => self.do_lines(),
            (_, Some((v, before))) => {
                if !self.ground.settle() {
                    self.heed(v, before);
                }
            }
        }
    }

    /// Lines that find their lanes together cross less often and take less time than one after the other, but those that
    /// look for a way take as long as they are.
    fn do_lines(&mut self) {
        let Some(next) = self.waiting.next_due() else { return };
        let is_search = matches!(next, Due::Ends | Due::Search);
        let lines = match next {
            Due::Ends => self.lanes_at_once(),
            _ => self.waiting.next_lines(self.at_once() / 6),
        };
        let lines = lines.into_iter();
        let lines: Vec<_> = lines.filter_map(|line| Some((line, self.settle_due(line)?))).collect();
        let (mut anew, mut look) = (BTreeSet::new(), BTreeSet::new());
        for (line, due) in lines {
            match due {
                Due::Back(was) => self.restore(line, &was),
                Due::Look => _ = look.insert(line),
                Due::Room => self.let_pass(line),
                Due::Sides if !self.takes_other_sides(line) => self.let_pass(line),
                Due::Ends | Due::Search | Due::Way | Due::Sides => {
                    self.takes_other_sides(line);
                    anew.insert(line);
                }
            }
        }
        if !anew.is_empty() {
            self.redrawn.extend(&anew); // even if its curve is right as it is
            let else_later = if is_search { Due::Search } else { Due::Way };
            self.route_again(&anew, BTreeSet::new(), &else_later);
        }
        if !look.is_empty() {
            self.draw(look);
        }
    }

    /// The next lines that find their lanes together: few where they pass many columns.
    fn lanes_at_once(&self) -> Vec<u32> {
        const MOST_BENDS: usize = 300;
        let mut bends = 0;
        let mut lines = self.waiting.next_lines((300_000 / self.lines.len().max(1)).clamp(4, 480));
        lines.retain(|line| {
            bends += self.columns_passed(*line);
            bends <= MOST_BENDS
        });
        lines
    }

    /// Has a line on which a box stands now go round it there, and stay where it is else. It is drawn when all have their
    /// ways.
    fn let_pass(&mut self, line: u32) {
        self.find_way(line, false);
        self.put_off(line, Due::Look);
    }

    /// Has lines take notice of a box that was put elsewhere among many: those that end at it, made way for it where it
    /// was, or have to where it is.
    fn heed(&mut self, v: u32, before: Stand) {
        self.set_box_waiting(v, None);
        let own = self.lines_at.get(v as usize).into_iter().flatten().copied().collect();
        self.put_off_all(own, &Due::Ends);
        let mut stands = vec![before];
        stands.extend(self.ground.get(v));
        let turning = self.lines_turning_at(v).collect();
        self.put_off_all(turning, &Due::Way);
        for stand in &stands {
            let beside = self.loops_beside(*stand).into_iter().chain(self.lines_beside(*stand)).collect();
            self.put_off_all(beside, &Due::Way);
            let close = self.lines_close_to(*stand).into_iter().collect();
            self.put_off_all(close, &Due::Sides);
        }
        if let Some(stand) = stands.get(1) {
            let under = self.lines_under(v, *stand).into_iter().collect();
            self.put_off_all(under, &Due::Room);
        }
    }

    /// Leaves a line for later.
    pub(super) fn put_off(&mut self, line: u32, due: Due) {
        if self.waiting.line(line).is_none_or(|before| before.weight() < due.weight()) {
            self.set_due(line, Some(due));
        }
    }

    pub(super) fn put_off_all(&mut self, lines: BTreeSet<u32>, due: &Due) {
        for line in lines {
            self.put_off(line, due.clone());
        }
    }

    /// What a line has waited for; it does no more.
    pub(super) fn settle_due(&mut self, line: u32) -> Option<Due> {
        self.set_due(line, None)
    }

    /// Makes a line wait for this, or for nothing. Returns what it waited for before.
    pub(super) fn set_due(&mut self, line: u32, due: Option<Due>) -> Option<Due> {
        if due.is_none() && self.waiting.line(line).is_none() {
            return None;
        }
        self.note_due(line);
        self.waiting.set_line(line, due)
    }

    /// Makes a box wait until lines take notice of it, or no more.
    pub(super) fn set_box_waiting(&mut self, v: u32, before: Option<Stand>) {
        self.note_box_waiting(v);
        self.waiting.set_box(v, before);
    }

    /// Of what returns, so many lines become what they were, and when all have what waited waits again.
    fn bring_some_back(&mut self, at_most: usize) {
        let Some(mut earlier) = self.waiting.returning.take() else { return };
        for _ in 0..at_most {
            let Some((line, was)) = earlier.lines.pop_first() else { break };
            self.restore(line, &was);
        }
        if !earlier.lines.is_empty() {
            self.waiting.returning = Some(earlier);
            return;
        }
        let at_boxes = earlier.boxes_waiting.keys().filter_map(|v| self.lines_at.get(*v as usize));
        self.redrawn.extend(at_boxes.flatten()); // they are behind no more
        self.wait_again(earlier.due, earlier.boxes_waiting);
    }

    /// Something else happens now. A few lines that are to become again what they were become that before; of more the ways
    /// are found anew: nobody who goes on working at once waits for them.
    pub(super) fn bring_all_back(&mut self) {
        const MOST: usize = 200;
        if self.waiting.returning.as_ref().is_some_and(|earlier| earlier.lines.len() > MOST) {
            self.waiting.returning = None; // lines still have to take notice of their boxes
        }
        self.bring_some_back(usize::MAX);
        let lines: Vec<u32> = self.waiting.coming_back().collect();
        let is_few = lines.len() <= MOST;
        for line in lines {
            if is_few && let Some(Due::Back(was)) = self.settle_due(line) {
                self.restore(line, &was);
            } else {
                let due = if self.is_behind(line) { Due::Ends } else { Due::Way };
                self.set_due(line, Some(due));
            }
        }
    }
}
