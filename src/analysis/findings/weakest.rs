use super::survey::Survey;
use super::{Finding, FindingKind};
use crate::analysis::Direction;
use crate::analysis::graph::NONE;
use crate::analysis::walk::Walk;
use crate::analysis::words::listed;
use crate::model::{PartyId, Rating, Supply, SupplyId};
use std::collections::BTreeMap;

/// Below this rating (4, good) something is weak.
const GOOD: u8 = 4;

/// The worst rated supply on the way to each customer, one question per supply.
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    let weak: Vec<(Rating, &Supply)> = survey
        .deliveries()
        .filter_map(|supply| Some((supply.customers_rating?, supply)))
        .filter(|(rating, _)| rating.value() < GOOD)
        .collect();
    if weak.is_empty() {
        return Vec::new();
    }
    let mut customers: BTreeMap<SupplyId, Vec<PartyId>> = BTreeMap::new();
    for customer in survey.sight.customers() {
        if let Some(supply) = weakest_on_the_way(survey, &weak, *customer) {
            customers.entry(supply).or_default().push(*customer);
        }
    }
    let supplies = customers.iter().filter_map(|(id, customers)| Some((survey.map.supply(*id)?, customers)));
    supplies.map(|(supply, customers)| question(survey, supply, customers)).collect()
}

fn weakest_on_the_way(survey: &Survey, weak: &[(Rating, &Supply)], customer: PartyId) -> Option<SupplyId> {
    let start = survey.graph.index(customer)?;
    let walk = Walk::from(survey.graph, &[start], Direction::Upstream, NONE);
    let leads_there = |supply: &Supply| {
        survey.graph.index(supply.customer).is_some_and(|entrance| walk.has_reached(entrance))
    };
    let on_the_way = weak.iter().filter(|(_, supply)| leads_there(supply));
    on_the_way.min_by_key(|(rating, supply)| (*rating, supply.id)).map(|(_, supply)| supply.id)
}

fn question(survey: &Survey, supply: &Supply, customers: &[PartyId]) -> Finding {
    let rating = supply.customers_rating.map_or("not rated", Rating::meaning);
    let mut finding = survey.about_supply(
        FindingKind::WeakestHandoff,
        supply,
        format!(
            "The weakest hand-off on the way to {} is {} ({rating}). What would make it good?",
            listed(survey.map, customers),
            survey.handoff(supply)
        ),
    );
    finding.weight = customers.len() as u64;
    finding
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::questions;

    #[test]
    fn the_worst_rated_supply_on_the_way_is_asked_about_once() {
        let map = "buyer Y\nbuyer Z\nA -> B: x @2\nB -> Y @3\nB -> Z\nC -> Z @5";
        assert_eq!(
            questions(map, "weakest_handoff"),
            [
                "The weakest hand-off on the way to Y and Z is A → x → B (much rework). What would make it good?"
            ]
        );
        assert_eq!(questions("buyer Z\nA -> Z @4", "weakest_handoff"), [] as [&str; 0]);
    }
}
