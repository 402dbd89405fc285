use crate::model::RuleBreak;
use thiserror::Error;

/// Why a command is not carried out: a sentence for the person who asked. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It would break a rule of the model.
    #[error("{0}.")]
    Rule(#[from] RuleBreak),
    /// What the command speaks of has been deleted.
    #[error("That is no longer on the map.")]
    Gone,
    /// The id is already in use.
    #[error("That is already on the map.")]
    AlreadyThere,
    /// The map is open for reading only.
    #[error("This map is open for reading only. Save a copy to edit it.")]
    ReadOnly,
    /// The team still has members, so it has to stay a team.
    #[error("“{0}” still has members. Move them out before it becomes something else.")]
    TeamHasMembers(String),
}
