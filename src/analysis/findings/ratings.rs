use super::survey::Survey;
use super::{Finding, FindingKind};
use crate::model::{Gap, Rating, Supply};

/// Blind spots and unsung work: supplies of which both sides think very differently.
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    survey.map.supplies().filter_map(|supply| question(survey, supply)).collect()
}

fn question(survey: &Survey, supply: &Supply) -> Option<Finding> {
    let (own, customers) = (supply.own_rating?, supply.customers_rating?);
    let (own, customers) = (Rating::value(own), Rating::value(customers));
    let handoff = survey.handoff(supply);
    let (kind, question) = match supply.gap()? {
        Gap::BlindSpot => (
            FindingKind::BlindSpot,
            format!(
                "{handoff}: the supplier says {own}, the customer {customers}. What does the customer miss?"
            ),
        ),
        Gap::Unsung => (
            FindingKind::UnsungWork,
            format!(
                "{handoff}: the customer says {customers}, the supplier only {own}. Who has said thank you?"
            ),
        ),
        Gap::KnownProblem | Gap::Working => return None,
    };
    Some(survey.about_supply(kind, supply, question))
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn ratings_two_apart_are_asked_about() {
        let map = "A -> B: x @5/3\nB -> C: y @2/4\nC -> D @4/3\nD -> E @1/1";
        assert_eq!(
            questions(map, "blind_spot"),
            ["A → x → B: the supplier says 5, the customer 3. What does the customer miss?"]
        );
        assert_eq!(
            questions(map, "unsung_work"),
            ["B → y → C: the customer says 4, the supplier only 2. Who has said thank you?"]
        );
    }
}
