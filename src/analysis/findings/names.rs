use super::survey::{Survey, place};
use super::{Finding, FindingKind};
use crate::model::{PartyId, Supply, fold_name};
use std::collections::BTreeMap;

/// Supplies without a name (in one question) and parties with the same one.
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    let nameless: Vec<&Supply> = survey.deliveries().filter(|supply| supply.what.is_empty()).collect();
    let nameless = survey.about_all(FindingKind::NamelessSupply, &nameless, |number, example| {
        format!("{number} without a name ({example}). What is handed over?")
    });
    nameless.into_iter().chain(same_names(survey)).collect()
}

fn same_names<'a>(survey: &'a Survey) -> impl Iterator<Item = Finding> + use<'a> {
    let mut parties: BTreeMap<String, Vec<PartyId>> = BTreeMap::new();
    for party in survey.map.parties().filter(|party| !party.name.is_empty()) {
        parties.entry(fold_name(&party.name)).or_default().push(party.id);
    }
    let same = parties.into_values().filter(|same| same.len() > 1);
    same.map(|same| {
        let name = same.first().map_or_else(String::new, |first| survey.name(*first));
        let count = same.len();
        let question = format!("{count} parties are called {name}. Are they the same?");
        Finding { kind: FindingKind::SameName, question, place: place(same), count, weight: 0 }
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn nameless_supplies_and_names_given_twice() {
        assert_eq!(
            questions("A -> B\nB -> C: x", "nameless_supply"),
            ["1 supply without a name (A → B). What is handed over?"]
        );
        assert_eq!(
            questions("role Sales\nrole sales\nrole Planning", "same_name"),
            ["2 parties are called Sales. Are they the same?"]
        );
    }
}
