use super::hinges::{Hinge, Hinges};
use super::survey::{Survey, place};
use super::{Finding, FindingKind};
use crate::analysis::words::listed;
use crate::model::PartyId;
use std::collections::BTreeMap;

/// So many roles behind one are many.
const MANY_ROLES: u32 = 3;

/// Roles that every chain from many others to a customer must pass: one question per gatekeeper.
pub(super) fn find(survey: &Survey, hinges: &[Hinges]) -> Vec<Finding> {
    let mut gates: BTreeMap<u32, Vec<(u32, PartyId)>> = BTreeMap::new();
    for hinges in hinges {
        for (hinge, behind) in &hinges.places {
            let others = behind - 1;
            if let Hinge::Role(role) = hinge
                && others >= MANY_ROLES
            {
                gates.entry(*role).or_default().push((others, survey.graph.id(hinges.customer)));
            }
        }
    }
    gates.into_iter().map(|(role, lost)| question(survey, survey.graph.id(role), &lost)).collect()
}

fn question(survey: &Survey, gate: PartyId, lost: &[(u32, PartyId)]) -> Finding {
    let most = lost.iter().map(|(roles, _)| *roles).max().unwrap_or(0);
    let up_to = if lost.iter().all(|(roles, _)| *roles == most) { "" } else { "up to " };
    let customers: Vec<PartyId> = lost.iter().map(|(_, customer)| *customer).collect();
    Finding {
        kind: FindingKind::Gatekeeper,
        question: format!(
            "If {} stopped, {up_to}{most} roles would no longer reach {}. Who could step in?",
            survey.name(gate),
            listed(survey.map, &customers)
        ),
        place: place(std::iter::once(gate).chain(customers)),
        count: most as usize,
        weight: lost.iter().map(|(roles, _)| u64::from(*roles)).sum(),
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn a_role_that_many_must_pass_is_a_gatekeeper() {
        let gate = "buyer Homeowner\nA -> Dispatch\nB -> Dispatch\nC -> Dispatch\nDispatch -> Homeowner";
        assert_eq!(
            questions(gate, "gatekeeper"),
            ["If Dispatch stopped, 3 roles would no longer reach Homeowner. Who could step in?"]
        );
        let two = format!("{gate}\nbuyer Shop\nDispatch -> Shop\nC -> Shop");
        assert_eq!(questions(&two, "gatekeeper").len(), 1);
        let way_round = format!("{gate}\nC -> Homeowner");
        assert_eq!(questions(&way_round, "gatekeeper"), [] as [&str; 0]);
    }
}
