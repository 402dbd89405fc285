use crate::edit::{Step, Transaction};
use std::borrow::Cow;

/// One edit as the file remembers it: rows that change, and what happens in the undo log.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A new step; what was taken back before is forgotten.
    Do(Step),
    /// More of the last step, as while an arrow key is held.
    Amend {
        /// What changes now.
        more: Transaction,
        /// The whole step from now on; an empty one disappears from the log.
        step: Step,
    },
    /// The last step is taken back.
    Undo(Step),
    /// The last step taken back is made again.
    Redo(Step),
}

impl Entry {
    /// The changes that the rows go through.
    pub(super) fn changes(&self) -> Cow<'_, Transaction> {
        match self {
            Self::Do(step) | Self::Redo(step) => Cow::Borrowed(step),
            Self::Amend { more, .. } => Cow::Borrowed(more),
            Self::Undo(step) => Cow::Owned(step.inverse()),
        }
    }
}
