use super::FindingKind;
use crate::model::{Dismissal, ElementId, Organisation};
use std::fmt::Write;

/// A key names at most as many ids; a large loop gets a key of fixed length.
const MOST_IDS_IN_A_KEY: usize = 8;
const FIRST_IDS_IN_A_LONG_KEY: usize = 3;

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
        let is_short = self.place.len() <= MOST_IDS_IN_A_KEY;
        let named = if is_short { self.place.len() } else { FIRST_IDS_IN_A_LONG_KEY };
        for element in &self.place[..named] {
            // Writing to a string cannot fail.
            let _ = write!(key, " {}", Dismissal::id_word(*element));
        }
        if !is_short {
            let _ = write!(key, " #{}-{:x}", self.place.len(), hash(&self.place));
        }
        key
    }

    /// What the map remembers when somebody says that it is not a problem.
    pub fn dismissal(&self) -> Dismissal {
        Dismissal { finding: self.key(), count: u32::try_from(self.count).unwrap_or(u32::MAX).max(1) }
    }

    /// Whether somebody said that it is not a problem, and there is no more to it now than there was then.
    pub fn is_dismissed(&self, map: &Organisation) -> bool {
        let Dismissal { finding, count } = self.dismissal();
        map.dismissal_row(&finding).is_some_and(|said| count <= said.count)
    }
}

/// FNV-1a (Fowler, Noll, Vo; 128 bits) over the ids. What is remembered depends on it: it never changes.
fn hash(place: &[ElementId]) -> u128 {
    let bytes = place.iter().flat_map(|element| Dismissal::id_word(*element).into_bytes());
    bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    })
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
