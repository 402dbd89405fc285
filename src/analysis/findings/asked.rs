use super::{Finding, sort};
use crate::model::{Dismissal, Organisation};

/// The findings of a map, those apart about which somebody said that they are not a problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Questions for the room, the most consequential first.
    pub open: Vec<Finding>,
    /// What is not a problem, in the same order.
    pub set_aside: Vec<Finding>,
    /// What the map said when they were sorted.
    answers: Vec<Dismissal>,
}

impl Asked {
    /// Sorts what was found by what the map remembers.
    pub fn of(map: &Organisation, found: Vec<Finding>) -> Self {
        let answers: Vec<Dismissal> = map.dismissals().cloned().collect();
        let (set_aside, open) = if answers.is_empty() {
            (Vec::new(), found)
        } else {
            found.into_iter().partition(|finding| finding.is_dismissed(map))
        };
        Self { open, set_aside, answers }
    }

    /// Sorts them anew if the map remembers something else by now.
    pub fn refresh(&mut self, map: &Organisation) {
        if map.dismissals().eq(&self.answers) {
            return;
        }
        let mut found = std::mem::take(&mut self.open);
        found.append(&mut self.set_aside);
        sort(&mut found);
        *self = Self::of(map, found);
    }
}
