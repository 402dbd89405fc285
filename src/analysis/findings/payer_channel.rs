use super::survey::{Survey, place};
use super::{Finding, FindingKind};
use crate::analysis::words::listed;
use crate::model::{Party, PartyId, PartyKind, SupplyKind};

/// Payers who hear nothing about what they pay for, and roles that report to nobody.
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    let payers = survey.map.parties().filter(|party| party.kind == PartyKind::Payer);
    let deaf = payers.filter(|payer| !hears(survey, payer)).map(|payer| Finding {
        kind: FindingKind::PayerWithoutChannel,
        question: format!("{} pays. How does it hear whether it was worth it?", survey.name(payer.id)),
        place: vec![payer.id.into()],
        count: 1,
        weight: 1,
    });
    deaf.chain(without_boss(survey)).collect()
}

fn hears(survey: &Survey, payer: &Party) -> bool {
    survey.map.supplies_to(payer.id).any(|s| s.kind == SupplyKind::Informs && !s.is_to_self())
}

fn without_boss(survey: &Survey) -> Option<Finding> {
    let roles: Vec<PartyId> = survey.roles().map(|role| role.id).collect();
    let bossless: Vec<PartyId> =
        roles.iter().copied().filter(|role| survey.map.bosses_of(*role).next().is_none()).collect();
    let question = match bossless.len() {
        0 => return None,
        count if count == roles.len() => "Nobody here reports to anybody. Who decides on pay?".to_owned(),
        1 => format!("{} reports to nobody. Who decides on the pay?", listed(survey.map, &bossless)),
        _ => format!("{} report to nobody. Who decides on their pay?", listed(survey.map, &bossless)),
    };
    let count = bossless.len();
    Some(Finding { kind: FindingKind::RoleWithoutBoss, question, place: place(bossless), count, weight: 0 })
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn a_payer_who_hears_nothing_is_asked_about() {
        let map = "payer Ministry\npayer Parent\nA -> Parent\nTeacher ~> Parent: letter";
        assert_eq!(
            questions(map, "payer_without_channel"),
            ["Ministry pays. How does it hear whether it was worth it?"]
        );
    }

    #[test]
    fn a_role_that_reports_to_nobody_is_asked_about() {
        assert_eq!(
            questions("A ^ B\nC ^ B", "role_without_boss"),
            ["B reports to nobody. Who decides on the pay?"]
        );
        assert_eq!(
            questions("A -> B", "role_without_boss"),
            ["Nobody here reports to anybody. Who decides on pay?"]
        );
    }
}
