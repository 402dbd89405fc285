use super::hinges::{Hinge, Hinges};
use super::survey::Survey;
use super::{Finding, FindingKind};

/// Customers that everybody reaches through one and the same hand-off.
pub(super) fn find(survey: &Survey, hinges: &[Hinges]) -> Vec<Finding> {
    hinges.iter().filter_map(|hinges| thread(survey, hinges)).collect()
}

fn thread(survey: &Survey, hinges: &Hinges) -> Option<Finding> {
    let holds_all = |place: &&(Hinge, u32)| matches!(place.0, Hinge::Handoff(_)) && place.1 == hinges.roles;
    let (Hinge::Handoff(handoff), roles) = *hinges.places.iter().find(holds_all)? else { return None };
    let supply = survey.map.supply(*survey.graph.supplies(handoff).first()?)?;
    let customer = survey.graph.id(hinges.customer);
    Some(Finding {
        kind: FindingKind::SingleThread,
        question: format!(
            "{} hangs on a single thread: {}. What if it failed?",
            survey.name(customer),
            survey.handoff(supply)
        ),
        place: vec![customer.into(), supply.id.into(), supply.supplier.into()],
        count: roles as usize,
        weight: u64::from(roles),
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn one_hand_off_that_everything_passes_is_a_single_thread() {
        let thread = "buyer Z\nA -> B\nB -> Z: kitchen";
        assert_eq!(
            questions(thread, "single_thread"),
            ["Z hangs on a single thread: B → kitchen → Z. What if it failed?"]
        );
        let parallel = format!("{thread}\nB -> Z: tiles");
        assert_eq!(questions(&parallel, "single_thread").len(), 1, "parallel supplies are one hand-off");
        let second = format!("{thread}\nA -> Z: invoice");
        assert_eq!(questions(&second, "single_thread"), [] as [&str; 0]);
        let team = "buyer Z\nrole A in T\nrole B in T\nT -> Z: house";
        assert_eq!(questions(team, "single_thread").len(), 1);
    }
}
