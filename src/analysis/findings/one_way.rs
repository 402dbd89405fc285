use super::survey::Survey;
use super::{Finding, FindingKind};
use crate::model::{ElementId, PartyId, Supply, SupplyKind};

/// Pairs inside where one side gives nothing back, in one question.
pub(super) fn find(survey: &Survey) -> Option<Finding> {
    let one_way: Vec<&Supply> = survey.deliveries().filter(|supply| is_one_way(survey, supply)).collect();
    let mut pairs: Vec<(PartyId, PartyId)> = one_way.iter().map(|s| (s.supplier, s.customer)).collect();
    let first = *one_way.first()?;
    pairs.sort_unstable();
    pairs.dedup();
    let (supplier, customer) = (survey.name(first.supplier), survey.name(first.customer));
    let question = match pairs.len() {
        1 => format!("{customer} gives nothing back to {supplier}: true?"),
        count => {
            format!("In {count} pairs one side gives nothing back (first {customer} to {supplier}): true?")
        }
    };
    let place: Vec<ElementId> = one_way.iter().map(|supply| supply.id.into()).collect();
    Some(Finding { kind: FindingKind::OneWayExchange, question, place, count: pairs.len(), weight: 0 })
}

fn is_one_way(survey: &Survey, supply: &Supply) -> bool {
    let is_inside = |id| survey.map.party(id).is_some_and(|party| party.kind.is_inside());
    let mut back = survey.map.supplies_between(supply.customer, supply.supplier);
    is_inside(supply.supplier)
        && is_inside(supply.customer)
        && !back.any(|supply| supply.kind != SupplyKind::ReportsTo)
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn who_gives_nothing_back_is_asked_about() {
        assert_eq!(
            questions("IT -> HR\nIT -> HR", "one_way_exchange"),
            ["HR gives nothing back to IT: true?"]
        );
        assert_eq!(
            questions("IT -> HR\nHR -> Pay", "one_way_exchange"),
            ["In 2 pairs one side gives nothing back (first HR to IT): true?"]
        );
        let balanced = "buyer Z\nIT -> HR\nHR ~> IT: thanks\nIT -> Z";
        assert_eq!(questions(balanced, "one_way_exchange"), [] as [&str; 0]);
    }
}
