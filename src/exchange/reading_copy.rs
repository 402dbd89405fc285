use super::known::{Known, SupplyKey};
use crate::edit::{Command, Refusal, Transaction, perform};
use crate::model::{Organisation, PartyId, SupplyId};

/// A copy of a map into which one text after another is read, each as if it were the first.
///
/// What was read is taken back before the next reading, so that it costs what the text says and not what
/// there is on the map.
#[derive(Debug)]
pub struct ReadingCopy {
    map: Organisation,
    known: Known,
    /// What was done since the copy was made or taken back.
    done: Vec<Transaction>,
}

impl ReadingCopy {
    /// A copy of `map`; takes time with its size.
    pub fn of(map: &Organisation) -> Self {
        Self { map: map.clone(), known: Known::of(map), done: Vec::new() }
    }

    pub(super) fn map(&self) -> &Organisation {
        &self.map
    }

    /// All parties with this name, oldest first.
    pub(super) fn named(&self, name: &str) -> &[PartyId] {
        self.known.named(name)
    }

    /// All parties with this name directly in `team` or in none, oldest first.
    pub(super) fn named_in(&mut self, team: Option<PartyId>, name: &str) -> &[PartyId] {
        self.known.named_in(team, name, &self.map)
    }

    /// All supplies that are the same for a file, oldest first.
    pub(super) fn supplies(&mut self, key: &SupplyKey) -> &[SupplyId] {
        self.known.supplies(key, &self.map)
    }

    /// Carries a command out on the copy; whether it changed anything.
    pub(super) fn run(&mut self, command: &Command) -> Result<bool, Refusal> {
        let done = perform(&mut self.map, command)?;
        self.known.follow(&done);
        let is_changed = !done.is_empty();
        self.done.push(done);
        Ok(is_changed)
    }

    /// Makes the copy what the map is.
    pub(super) fn take_back(&mut self) {
        for done in self.done.drain(..).rev() {
            let inverse = done.inverse();
            // What was just done fits its own inverse.
            let _ = inverse.apply(&mut self.map);
            self.known.follow(&inverse);
        }
    }
}
