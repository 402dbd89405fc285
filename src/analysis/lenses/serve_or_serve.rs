use super::boss_and_buyers::paying_customers;
use super::in_words::rated;
use super::{Entry, Group, Lens, LensAnswer};
use crate::analysis::sentence::party_name;
use crate::analysis::words::counted;
use crate::analysis::{Trace, UltimateCustomer};
use crate::model::{Organisation, PartyId, SupplyKind};

/// The paying customers, whose interest comes first; then those inside to whom you hand on; then your
/// own team and yourself.
pub(super) fn look(map: &Organisation, trace: &Trace) -> LensAnswer {
    let you = trace.party;
    let paying = paying_customers(map, trace).into_iter().map(|entry| who_serves_them(map, trace, entry));
    let inside = trace.direct_customers.iter().map(|customer| customer.party);
    let inside = inside.filter(|id| map.party(*id).is_some_and(|party| party.kind.is_inside()));
    let groups = vec![
        Group {
            title: "Paying customers".to_owned(),
            entries: paying.collect(),
            if_empty: "Your chain reaches nobody who pays: whose interest comes first?",
        },
        Group {
            title: "Internal customers".to_owned(),
            entries: inside.map(|customer| internal(map, you, customer)).collect(),
            if_empty: "You hand on to nobody inside.",
        },
        Group {
            title: "Your team and yourself".to_owned(),
            entries: own(map, you),
            if_empty: "You are not on the map.",
        },
    ];
    LensAnswer { lens: Lens::ServeOrServe, groups, remarks: vec![purpose(map, you)] }
}

/// Whether you serve the customer yourself, or how many hand-offs away somebody does.
fn who_serves_them(map: &Organisation, trace: &Trace, mut entry: Entry) -> Entry {
    let is_this = |customer: &&UltimateCustomer| customer.party == entry.party;
    let Some(customer) = trace.ultimate_customers.iter().find(is_this) else { return entry };
    let server = customer.supplies.last().and_then(|id| map.supply(*id)).map(|supply| supply.supplier);
    let reason = match (customer.handoffs, server) {
        (2.., Some(server)) => {
            let away = counted(customer.handoffs as usize - 1, "hand-off");
            format!("you serve someone who does: {}, {away} from you", party_name(map, server))
        }
        _ => "you serve them yourself".to_owned(),
    };
    let does = std::mem::replace(&mut entry.reason, reason);
    entry.with(does)
}

fn internal(map: &Organisation, you: PartyId, customer: PartyId) -> Entry {
    let supplies = map.supplies_between(you, customer).filter(|supply| supply.kind == SupplyKind::Delivers);
    let start = Entry::new(customer, "your work goes on through them");
    supplies.fold(start, |entry, supply| entry.with(rated(supply)).shown_by([supply.id]))
}

fn own(map: &Organisation, you: PartyId) -> Vec<Entry> {
    let mut entries: Vec<Entry> =
        map.teams_around(you).into_iter().map(|team| Entry::new(team, "your own team")).collect();
    if map.party(you).is_some() {
        let own = map.supplies_between(you, you);
        let start = Entry::new(you, "yourself");
        entries.push(own.fold(start, |entry, supply| entry.with(rated(supply)).shown_by([supply.id])));
    }
    entries
}

fn purpose(map: &Organisation, you: PartyId) -> String {
    match map.party(you).map(|party| party.purpose.as_str()) {
        Some(purpose) if !purpose.is_empty() => format!("Why the job is worth funding: {purpose}"),
        _ => "No purpose is written down: why is the job worth funding?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lens, Measure, look};
    use crate::analysis::testing::{id, map};
    use crate::analysis::{Graph, trace};

    #[test]
    fn who_pays_comes_first_then_colleagues_then_oneself() {
        let map = map("
            buyer Homeowner
            buyer Architect
            role Payroll in Finance
            Payroll -> Crew: pay run @5/3
            Payroll -> Architect: invoice
            Payroll -> Payroll: training
            Crew -> Homeowner: kitchen
        ");
        let graph = Graph::of(&map);
        let trace = trace(&map, &graph, id(&map, "Payroll"));
        assert_eq!(
            look(&map, &graph, &trace, Lens::ServeOrServe, Measure::default()).lines(&map),
            [
                "Paying customers: Architect (you serve them yourself; Payroll → invoice → Architect, who \
                 buys.; is also the one who receives; buys, 1 hand-off away), Homeowner (you serve someone who \
                 does: Crew, 1 hand-off from you; Payroll → pay run → Crew → kitchen → Homeowner, who buys.; \
                 is also the one who receives; buys, 2 hand-offs away)",
                "Internal customers: Crew (your work goes on through them; pay run (own 5, customer’s 3))",
                "Your team and yourself: Finance (your own team), Payroll (yourself; training)",
                "No purpose is written down: why is the job worth funding?",
            ]
        );
    }
}
