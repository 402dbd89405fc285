use super::FindingKind;
use crate::model::ElementId;
use std::fmt::Write;

/// A question about one place on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// The question, worded for the room.
    pub question: String,
    /// What to frame and light on the map, the most important thing first.
    pub place: Vec<ElementId>,
    /// How many of them there are: roles, supplies, names.
    pub count: usize,
    /// How much is at stake: pairs of a role and an external customer that it would not reach (for one
    /// supply, the customers beyond it). The more, the further up in the list.
    pub weight: u64,
}

impl Finding {
    /// The same for the same question about the same place, also in the next session: what is
    /// remembered when somebody says that it is not a problem.
    ///
    /// A question about the whole map has one key, however many places it has.
    pub fn key(&self) -> String {
        let mut key = self.kind.code().to_owned();
        if self.kind.is_about_the_whole_map() {
            return key;
        }
        for element in &self.place {
            let bits = match element {
                ElementId::Party(id) => id.as_u128(),
                ElementId::Supply(id) => id.as_u128(),
                ElementId::Note(id) => id.as_u128(),
            };
            let _ = write!(key, " {bits:x}"); // writing to a string cannot fail
        }
        key
    }
}

impl FindingKind {
    /// Whether one question gathers all places of this kind.
    pub fn is_about_the_whole_map(self) -> bool {
        matches!(
            self,
            Self::NoLineOfSight
                | Self::PromiseNeverMade
                | Self::NeedUnknown
                | Self::Unconfirmed
                | Self::OneWayExchange
                | Self::RoleWithoutBoss
                | Self::NamelessSupply
                | Self::NoSelfCare
                | Self::NotReviewed
        )
    }
}
