use super::Lens;
use crate::model::{PartyId, SupplyId};
use std::collections::HashSet;

/// What one lens answers for one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensAnswer {
    /// Which lens.
    pub lens: Lens,
    /// Whom it names, the first priority first.
    pub groups: Vec<Group>,
    /// What it says about the whole: numbers, purpose.
    pub remarks: Vec<String>,
}

impl LensAnswer {
    /// Everybody whom the lens names, each once, the first priority first.
    pub fn named(&self) -> Vec<PartyId> {
        let entries = self.groups.iter().flat_map(|group| &group.entries);
        let mut seen = HashSet::new();
        entries.map(|entry| entry.party).filter(|party| seen.insert(*party)).collect()
    }
}

/// Customers of the same priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub title: String,
    /// The customers, in order; may be empty.
    pub entries: Vec<Entry>,
    /// What to say where there is nobody: never an empty list.
    pub if_empty: &'static str,
}

/// One customer, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub party: PartyId,
    /// Why this is a customer, in words.
    pub reason: String,
    /// What comes with it.
    pub remarks: Vec<String>,
    /// The supplies that show it on the map.
    pub supplies: Vec<SupplyId>,
}

impl Entry {
    /// A customer with a reason and nothing else.
    pub(super) fn new(party: PartyId, reason: impl Into<String>) -> Self {
        Self { party, reason: reason.into(), remarks: Vec::new(), supplies: Vec::new() }
    }

    /// Adds something that comes with it.
    pub(super) fn with(mut self, remark: impl Into<String>) -> Self {
        self.remarks.push(remark.into());
        self
    }

    /// Adds the supplies that show it.
    pub(super) fn shown_by(mut self, supplies: impl IntoIterator<Item = SupplyId>) -> Self {
        self.supplies.extend(supplies);
        self
    }
}

#[cfg(test)]
impl LensAnswer {
    /// `title: name (reason; remark; remark), name (…)`, a line per group, for tests.
    pub(super) fn lines(&self, map: &crate::model::Organisation) -> Vec<String> {
        let entry = |entry: &Entry| {
            let said: Vec<&str> =
                std::iter::once(&entry.reason).chain(&entry.remarks).map(String::as_str).collect();
            format!("{} ({})", map.party(entry.party).unwrap().name, said.join("; "))
        };
        let entries = |group: &Group| group.entries.iter().map(entry).collect::<Vec<_>>().join(", ");
        let groups = self.groups.iter().map(|group| {
            let said =
                if group.entries.is_empty() { format!("– {}", group.if_empty) } else { entries(group) };
            format!("{}: {said}", group.title)
        });
        groups.chain(self.remarks.iter().cloned()).collect()
    }
}
