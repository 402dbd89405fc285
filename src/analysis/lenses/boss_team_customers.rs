use super::boss_and_buyers::bosses;
use super::channel::reporting_lines;
use super::in_words::three_steps;
use super::{Entry, Group, Lens, LensAnswer};
use crate::analysis::Trace;
use crate::model::{Organisation, PartyId, Supply};

/// Your boss; those who report to you (you serve them too); the external customers you supply.
/// With each the three steps: is the need known, a promise made, the promise kept?
pub(super) fn look(map: &Organisation, trace: &Trace) -> LensAnswer {
    let you = trace.party;
    let mut reports: Vec<PartyId> = Vec::new();
    for report in map.reports_of(you) {
        if !reports.contains(&report) {
            reports.push(report);
        }
    }
    let outside = trace.direct_customers.iter().map(|customer| customer.party);
    let outside = outside.filter(|id| map.party(*id).is_some_and(|party| party.kind.is_external_customer()));
    let groups = vec![
        group(
            map,
            you,
            "Your boss",
            bosses(map, you),
            "you report to them",
            "Nobody on the map is your boss.",
        ),
        group(
            map,
            you,
            "Those who report to you",
            reports,
            "they report to you, and you serve them too",
            "Nobody on the map reports to you.",
        ),
        group(
            map,
            you,
            "External customers you supply",
            outside.collect(),
            "outside, and supplied by you directly",
            "You supply nobody outside directly.",
        ),
    ];
    LensAnswer { lens: Lens::BossTeamCustomers, groups, remarks: Vec::new() }
}

fn group(
    map: &Organisation,
    you: PartyId,
    title: &str,
    customers: Vec<PartyId>,
    reason: &str,
    if_empty: &'static str,
) -> Group {
    let entries = customers.into_iter().map(|customer| {
        with_steps(map, you, Entry::new(customer, reason).shown_by(reporting_lines(map, you, customer)))
    });
    Group { title: title.to_owned(), entries: entries.collect(), if_empty }
}

/// The three steps of everything that you supply to this customer.
fn with_steps(map: &Organisation, you: PartyId, entry: Entry) -> Entry {
    let supplied: Vec<&Supply> =
        map.supplies_between(you, entry.party).filter(|supply| !is_only_a_link(supply)).collect();
    if supplied.is_empty() {
        return entry.with("the map says nothing of what you supply: need not known, no promise made");
    }
    let ids: Vec<_> = supplied.iter().map(|supply| supply.id).collect();
    supplied.into_iter().fold(entry, |entry, supply| entry.with(three_steps(supply))).shown_by(ids)
}

/// A reporting line that says nothing about what is supplied along it.
fn is_only_a_link(supply: &Supply) -> bool {
    supply.kind == crate::model::SupplyKind::ReportsTo
        && supply.what.is_empty()
        && supply.terms == crate::model::Terms::default()
}

#[cfg(test)]
mod tests {
    use super::super::{Lens, Measure, look};
    use crate::analysis::testing::{id, map};
    use crate::analysis::{Graph, trace};
    use crate::model::{Delivery, SupplyId};

    #[test]
    fn three_steps_with_boss_reports_and_customers() {
        let mut map = map("
            buyer Homeowner
            Lead ^ Head
            Fitter ^ Lead
            Lead -> Fitter: schedule
            Lead -> Homeowner: drawing
            Lead -> Sales: forecast
        ");
        let drawing = map.supplies().find(|s| s.what == "drawing").map_or(SupplyId::from_u128(0), |s| s.id);
        let mut supply = map.supply(drawing).unwrap().clone();
        supply.terms.need = "fits the room".into();
        supply.terms.delivery = Delivery::Late;
        map.put_supply(supply.into());
        let graph = Graph::of(&map);
        let trace = trace(&map, &graph, id(&map, "Lead"));
        assert_eq!(
            look(&map, &graph, &trace, Lens::BossTeamCustomers, Measure::default()).lines(&map),
            [
                "Your boss: Head (you report to them; the map says nothing of what you supply: need not known, \
                 no promise made)",
                "Those who report to you: Fitter (they report to you, and you serve them too; schedule: need \
                 not known, no promise made, nothing to keep)",
                "External customers you supply: Homeowner (outside, and supplied by you directly; drawing: \
                 need known, promise made, kept late)",
            ]
        );
    }
}
