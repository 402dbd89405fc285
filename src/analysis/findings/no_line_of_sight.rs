use super::survey::{Survey, place};
use super::{Finding, FindingKind};
use crate::analysis::words::listed;
use crate::model::PartyId;

/// Everybody inside who reaches no external customer, in one question.
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    let sightless: Vec<PartyId> =
        survey.inside().map(|party| party.id).filter(|id| !survey.sight.has_line_of_sight(*id)).collect();
    if sightless.is_empty() {
        return Vec::new();
    }
    let reach = if sightless.len() == 1 { "reaches" } else { "reach" };
    vec![Finding {
        kind: FindingKind::NoLineOfSight,
        question: format!(
            "{} {reach} nobody outside. Whose needs do they serve in the end?",
            listed(survey.map, &sightless)
        ),
        count: sightless.len(),
        weight: (sightless.len() * survey.sight.customers().len().max(1)) as u64,
        place: place(sightless),
    }]
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn whoever_reaches_nobody_outside_is_named() {
        let map = "buyer Z\nA -> Z\nB -> C\nrole D in T";
        assert_eq!(
            questions(map, "no_line_of_sight"),
            ["B, C and 2 others reach nobody outside. Whose needs do they serve in the end?"]
        );
        assert_eq!(questions("buyer Z\nA -> Z", "no_line_of_sight"), [] as [&str; 0]);
    }
}
