use super::interpret::merged;
use super::{Change, ChangeConflict};
use crate::model::{ElementId, Organisation};

/// Changes that belong together: one undo step, one transaction in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transaction {
    /// What the step is called in the menu: “Move 3 parties”.
    pub label: String,
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change>,
}

impl Transaction {
    /// The transaction that takes this one back, under the same label.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { label: self.label.clone(), changes: self.changes.iter().rev().map(Change::inverse).collect() }
    }

    /// This transaction and a `later` one as a single step, under the label of this one.
    #[must_use]
    pub fn followed_by(&self, later: &Self) -> Self {
        let changes = self.changes.iter().chain(&later.changes).cloned().collect();
        Self { label: self.label.clone(), changes: merged(changes) }
    }

    /// Whether nothing would be different.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(Change::is_empty)
    }

    /// Everything that is changed, in order.
    pub fn elements(&self) -> impl Iterator<Item = ElementId> {
        self.changes.iter().filter_map(Change::element)
    }

    /// Makes all changes or none.
    ///
    /// # Errors
    /// [`ChangeConflict`] if a row is not what it should be; the organisation is as before then.
    pub fn apply(&self, organisation: &mut Organisation) -> Result<(), ChangeConflict> {
        for (done, change) in self.changes.iter().enumerate() {
            if change.apply(organisation).is_err() {
                for made in self.changes[..done].iter().rev() {
                    // What was just made fits its own inverse.
                    let _ = made.inverse().apply(organisation);
                }
                return Err(ChangeConflict);
            }
        }
        Ok(())
    }
}
