use super::survey::{Survey, place};
use super::{Finding, FindingKind};
use crate::analysis::Loops;
use crate::analysis::words::listed;
use crate::model::PartyId;

/// Loops from which nobody reaches an external customer.
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    let loops = Loops::of(survey.graph);
    let is_closed = |parties: &&[PartyId]| !parties.iter().any(|id| survey.sight.has_line_of_sight(*id));
    loops
        .iter()
        .filter(is_closed)
        .filter(|parties| has_inside(survey, parties))
        .map(|parties| question(survey, parties))
        .collect()
}

/// A loop among suppliers only is none of the organisation's.
fn has_inside(survey: &Survey, parties: &[PartyId]) -> bool {
    parties.iter().any(|id| survey.map.party(*id).is_some_and(|party| party.kind.is_inside()))
}

fn question(survey: &Survey, parties: &[PartyId]) -> Finding {
    let (count, names) = (parties.len(), listed(survey.map, parties));
    let one_another = if count == 2 { "each other" } else { "one another" };
    Finding {
        kind: FindingKind::ClosedLoop,
        question: format!(
            "These {count} serve {one_another} and nobody outside: {names}. Who outside needs what they do?"
        ),
        place: place(parties.iter().copied()),
        count,
        weight: (count * survey.sight.customers().len().max(1)) as u64,
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn a_loop_without_a_way_out_is_named() {
        let two = "buyer Z\nA -> B\nB -> A\nC -> D\nD -> C\nD -> Z";
        assert_eq!(
            questions(two, "closed_loop"),
            ["These 2 serve each other and nobody outside: A and B. Who outside needs what they do?"]
        );
    }
}
