//! Lines whose turn comes later: what an edit touches beyond what can be routed in a moment is put off, and done bit by
//! bit, so that whoever edits a map never waits for its lines.

use super::line::Line;
use super::router::Router;
use std::collections::BTreeSet;

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
    /// A box that it joins is elsewhere: until it has a way it has no curve worth showing.
    Ends,
    /// It becomes again what it was.
    Back(Box<Line>),
}

impl Due {
    /// Whether a line that waits for this ends where its boxes are no more.
    pub fn leaves_behind(due: Option<&Self>, line: &Line) -> bool {
        match due {
            Some(Self::Ends) => true,
            Some(Self::Back(was)) => was.ports != line.ports,
            _ => false,
        }
    }

    fn weight(&self) -> u8 {
        match self {
            Self::Look => 0,
            Self::Room => 1,
            Self::Sides => 2,
            Self::Way => 3,
            Self::Ends => 4,
            Self::Back(_) => 5,
        }
    }
}

impl Router {
    /// Whether the curve of a line is that of a box which is elsewhere by now.
    pub fn is_behind(&self, line: u32) -> bool {
        Due::leaves_behind(self.due.get(&line), &self.lines[line as usize])
    }

    /// Whether the last change was a trial, which the next one may take back.
    pub fn is_trying(&self) -> bool {
        self.trial.is_some()
    }

    /// Whether there are lines whose turn has not come yet. While something is dragged they stay as they are.
    pub fn has_lines_due(&self) -> bool {
        !self.is_trying() && !self.due.is_empty()
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

    /// What does most comes first: the others build on it.
    fn do_next(&mut self) {
        const AT_ONCE: usize = 4;
        if self.catch_up_with_lines(2 * AT_ONCE) {
            return;
        }
        let Some(weight) = self.due.values().map(Due::weight).max() else { return };
        let alike = self.due.iter().filter(|(_, due)| due.weight() == weight).take(AT_ONCE);
        let lines: Vec<u32> = alike.map(|(line, _)| *line).collect();
        let lines: Vec<_> =
            lines.into_iter().filter_map(|line| Some((line, self.settle_due(line)?))).collect();
        let (mut anew, mut look) = (BTreeSet::new(), BTreeSet::new());
        for (line, due) in lines {
            match due {
                Due::Back(was) => self.restore(line, *was),
                Due::Look => _ = look.insert(line),
                Due::Room => self.let_pass(line),
                Due::Sides if !self.takes_other_sides(line) => self.let_pass(line),
                Due::Ends | Due::Way | Due::Sides => {
                    self.takes_other_sides(line);
                    anew.insert(line);
                }
            }
        }
        if !anew.is_empty() {
            self.redrawn.extend(&anew); // even if its curve is right as it is
            self.route_again(&anew, BTreeSet::new());
        }
        if !look.is_empty() {
            self.draw(look);
        }
    }

    /// Has a line on which a box stands now go round it there, and stay where it is else. It is drawn when all have their
    /// ways.
    fn let_pass(&mut self, line: u32) {
        self.find_way(line, false);
        self.put_off(line, Due::Look);
    }

    /// Leaves a line for later.
    pub(super) fn put_off(&mut self, line: u32, due: Due) {
        if self.due.get(&line).is_some_and(|before| before.weight() >= due.weight()) {
            return;
        }
        self.note_due(line);
        self.due.insert(line, due);
    }

    pub(super) fn put_off_all(&mut self, lines: BTreeSet<u32>, due: &Due) {
        for line in lines {
            self.put_off(line, due.clone());
        }
    }

    /// What a line has waited for; it does no more.
    pub(super) fn settle_due(&mut self, line: u32) -> Option<Due> {
        if self.due.contains_key(&line) {
            self.note_due(line);
        }
        self.due.remove(&line)
    }

    /// Makes a line wait for this, or for nothing.
    pub(super) fn set_due(&mut self, line: u32, due: Option<Due>) {
        self.settle_due(line);
        if let Some(due) = due {
            self.put_off(line, due);
        }
    }

    /// Lines that are to become again what they were become that before anything else happens.
    pub(super) fn bring_all_back(&mut self) {
        let back = self.due.iter().filter(|(_, due)| matches!(due, Due::Back(_))).map(|(line, _)| *line);
        for line in back.collect::<Vec<_>>() {
            if let Some(Due::Back(was)) = self.settle_due(line) {
                self.restore(line, *was);
            }
        }
    }
}
