use super::survey::{Survey, place};
use super::{Finding, FindingKind};
use crate::model::PartyId;

/// A map on which nobody supplies anything to themselves.
pub(super) fn find(survey: &Survey) -> Option<Finding> {
    let inside: Vec<PartyId> = survey.roles().map(|role| role.id).collect();
    if inside.is_empty() || survey.map.supplies().any(crate::model::Supply::is_to_self) {
        return None;
    }
    Some(Finding {
        kind: FindingKind::NoSelfCare,
        question: "Nobody on this map takes care of themselves. What do you owe yourselves?".to_owned(),
        count: inside.len(),
        place: place(inside),
        weight: 0,
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn one_supply_to_oneself_is_enough() {
        assert_eq!(questions("A -> B", "no_self_care").len(), 1);
        assert_eq!(questions("A -> B\nB -> B: rest", "no_self_care"), [] as [&str; 0]);
        assert_eq!(questions("buyer Z", "no_self_care"), [] as [&str; 0]);
    }
}
