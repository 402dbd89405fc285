use crate::model::{Dismissal, ElementId, Note, NoteId, Organisation, Party, PartyId, Supply, SupplyId};
use std::sync::Arc;
use thiserror::Error;

/// One row before and after: the smallest reversible step.
///
/// `None` before means that the row is made, `None` after that it is removed.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The title of the map.
    Title {
        /// Old title.
        before: String,
        /// New title.
        after: String,
    },
    /// A party.
    Party {
        /// Which.
        id: PartyId,
        /// Old row.
        before: Option<Arc<Party>>,
        /// New row.
        after: Option<Arc<Party>>,
    },
    /// A supply.
    Supply {
        /// Which.
        id: SupplyId,
        /// Old row.
        before: Option<Arc<Supply>>,
        /// New row.
        after: Option<Arc<Supply>>,
    },
    /// A note.
    Note {
        /// Which.
        id: NoteId,
        /// Old row.
        before: Option<Arc<Note>>,
        /// New row.
        after: Option<Arc<Note>>,
    },
    /// What is remembered about a question for the room.
    Dismissal {
        /// The name of the question.
        finding: String,
        /// Old row.
        before: Option<Arc<Dismissal>>,
        /// New row.
        after: Option<Arc<Dismissal>>,
    },
}

/// Names the row that a change is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum RowName {
    Title,
    Element(ElementId),
    Dismissal(String),
}

/// The organisation is not what the change was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the map is not what this change was made for")]
pub struct ChangeConflict;

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Title { before, after } => Self::Title { before: after, after: before },
            Self::Party { id, before, after } => Self::Party { id, before: after, after: before },
            Self::Supply { id, before, after } => Self::Supply { id, before: after, after: before },
            Self::Note { id, before, after } => Self::Note { id, before: after, after: before },
            Self::Dismissal { finding, before, after } => {
                Self::Dismissal { finding, before: after, after: before }
            }
        }
    }

    /// Whether nothing would be different.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Title { before, after } => before == after,
            Self::Party { before, after, .. } => before == after,
            Self::Supply { before, after, .. } => before == after,
            Self::Note { before, after, .. } => before == after,
            Self::Dismissal { before, after, .. } => before == after,
        }
    }

    /// What is changed; the title and answers to questions belong to nothing on the map.
    pub fn element(&self) -> Option<ElementId> {
        match self {
            Self::Title { .. } | Self::Dismissal { .. } => None,
            Self::Party { id, .. } => Some((*id).into()),
            Self::Supply { id, .. } => Some((*id).into()),
            Self::Note { id, .. } => Some((*id).into()),
        }
    }

    /// The row that is changed.
    pub(super) fn row_name(&self) -> RowName {
        match (self, self.element()) {
            (Self::Dismissal { finding, .. }, _) => RowName::Dismissal(finding.clone()),
            (_, Some(element)) => RowName::Element(element),
            (_, None) => RowName::Title,
        }
    }

    /// Whether `organisation` holds the row that this change starts from.
    pub fn fits(&self, organisation: &Organisation) -> bool {
        match self {
            Self::Title { before, .. } => organisation.title() == before,
            Self::Party { id, before, .. } => organisation.party_row(*id) == before.as_ref(),
            Self::Supply { id, before, .. } => organisation.supply_row(*id) == before.as_ref(),
            Self::Note { id, before, .. } => organisation.note_row(*id) == before.as_ref(),
            Self::Dismissal { finding, before, .. } => organisation.dismissal_row(finding) == before.as_ref(),
        }
    }

    /// Puts the new row in place of the old one.
    ///
    /// # Errors
    /// [`ChangeConflict`] if the old row is not what is there; nothing is changed then.
    pub fn apply(&self, organisation: &mut Organisation) -> Result<(), ChangeConflict> {
        if !self.fits(organisation) {
            return Err(ChangeConflict);
        }
        match self {
            Self::Title { after, .. } => organisation.set_title(after.clone()),
            Self::Party { after: Some(row), .. } => organisation.put_party(row.clone()),
            Self::Party { id, after: None, .. } => organisation.remove_party(*id),
            Self::Supply { after: Some(row), .. } => organisation.put_supply(row.clone()),
            Self::Supply { id, after: None, .. } => organisation.remove_supply(*id),
            Self::Note { after: Some(row), .. } => organisation.put_note(row.clone()),
            Self::Note { id, after: None, .. } => organisation.remove_note(*id),
            Self::Dismissal { after: Some(row), .. } => organisation.put_dismissal(row.clone()),
            Self::Dismissal { finding, after: None, .. } => organisation.remove_dismissal(finding),
        }
        Ok(())
    }
}
