use crate::edit::Transaction;
use crate::model::ElementId;

/// What an edit, undo or redo has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// What the step is called.
    pub label: String,
    /// What was changed, made or removed, in order; empty if only the title changed or nothing did.
    pub elements: Vec<ElementId>,
    /// Whether anything is different now.
    pub is_changed: bool,
}

impl Applied {
    pub(super) fn of(transaction: &Transaction) -> Self {
        Self {
            label: transaction.label.clone(),
            elements: transaction.elements().collect(),
            is_changed: !transaction.is_empty(),
        }
    }
}
