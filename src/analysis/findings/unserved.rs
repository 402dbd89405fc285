use super::survey::Survey;
use super::{Finding, FindingKind};
use crate::model::{Party, PartyId, PartyKind, SupplyKind};

/// External customers who receive nothing. A payer is not among them: it pays for what others receive.
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    let receives = |customer: &Party| {
        let receivers = std::iter::once(customer.id).chain(survey.map.teams_around(customer.id));
        receivers
            .flat_map(|id| survey.map.supplies_to(id))
            .any(|s| s.kind == SupplyKind::Delivers && !s.is_to_self())
    };
    let customers =
        survey.map.parties().filter(|p| p.kind.is_external_customer() && p.kind != PartyKind::Payer);
    customers.filter(|customer| !receives(customer)).map(|customer| question(survey, customer.id)).collect()
}

fn question(survey: &Survey, customer: PartyId) -> Finding {
    Finding {
        kind: FindingKind::UnservedCustomer,
        question: format!("Nobody supplies {}. Who does, or who should?", survey.name(customer)),
        place: vec![customer.into()],
        count: 1,
        weight: survey.roles().count() as u64,
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn a_customer_without_supplies_is_asked_about() {
        let map = "buyer Y\nbuyer Z\npayer P\nA -> Z\nA ~> Y";
        assert_eq!(questions(map, "unserved_customer"), ["Nobody supplies Y. Who does, or who should?"]);
    }
}
