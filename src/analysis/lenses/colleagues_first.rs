use super::in_words::rated;
use super::{Entry, Group, Lens, LensAnswer, Measure};
use crate::analysis::disjoint::DisjointChains;
use crate::analysis::graph::NONE;
use crate::analysis::walk::Walk;
use crate::analysis::words::{counted, listed_words};
use crate::analysis::{Direction, Graph, Trace};
use crate::model::{Organisation, PartyId, Supply, SupplyKind};
use std::cmp::Reverse;

/// Those inside with whom you exchange in both directions, most exchanges first; then the best
/// external customers, by the measure and by how much you depend on each other.
pub(super) fn look(map: &Organisation, graph: &Graph, trace: &Trace, measure: Measure) -> LensAnswer {
    let groups = vec![
        Group {
            title: "Colleagues with whom you exchange".to_owned(),
            entries: colleagues(map, trace.party),
            if_empty: "You exchange with nobody inside in both directions.",
        },
        Group {
            title: format!("Best customer by {}", measure.word()),
            entries: by_measure(map, trace, measure),
            if_empty: "Your chain reaches no external customer.",
        },
        Group {
            title: "Best customer by how much you depend on each other".to_owned(),
            entries: by_dependence(graph, trace),
            if_empty: "Your chain reaches no external customer.",
        },
    ];
    LensAnswer { lens: Lens::ColleaguesFirst, groups, remarks: Vec::new() }
}

fn colleagues(map: &Organisation, you: PartyId) -> Vec<Entry> {
    let is_inside = |id: &PartyId| map.party(*id).is_some_and(|party| party.kind.is_inside());
    let mut others: Vec<PartyId> = map
        .supplies_from(you)
        .filter(|supply| is_exchange(supply))
        .map(|supply| supply.customer)
        .filter(is_inside)
        .collect();
    others.sort_unstable();
    others.dedup();
    let mut entries: Vec<(usize, String, Entry)> =
        others.into_iter().filter_map(|other| exchange(map, you, other)).collect();
    entries.sort_by(|a, b| (Reverse(a.0), &a.1, a.2.party).cmp(&(Reverse(b.0), &b.1, b.2.party)));
    entries.into_iter().map(|(.., entry)| entry).collect()
}

/// Work and news are exchanged; who reports to whom is not an exchange.
fn is_exchange(supply: &Supply) -> bool {
    supply.kind != SupplyKind::ReportsTo && !supply.is_to_self()
}

fn exchange(map: &Organisation, you: PartyId, other: PartyId) -> Option<(usize, String, Entry)> {
    let given: Vec<&Supply> = map.supplies_between(you, other).filter(|s| is_exchange(s)).collect();
    let received: Vec<&Supply> = map.supplies_between(other, you).filter(|s| is_exchange(s)).collect();
    if received.is_empty() {
        return None;
    }
    let count = given.len() + received.len();
    let words = |supplies: &[&Supply]| listed_words(&supplies.iter().map(|s| rated(s)).collect::<Vec<_>>());
    let entry = Entry::new(other, format!("{} in both directions", counted(count, "exchange")))
        .with(format!("you give {}", words(&given)))
        .with(format!("you get {}", words(&received)))
        .shown_by(given.iter().chain(&received).map(|supply| supply.id));
    Some((count, map.party(other)?.name.clone(), entry))
}

fn by_measure(map: &Organisation, trace: &Trace, measure: Measure) -> Vec<Entry> {
    let value = |id: PartyId| map.party(id).and_then(|party| measure.of(&party.worth));
    let mut entries: Vec<(f64, Entry)> = trace
        .ultimate_customers
        .iter()
        .map(|customer| {
            let value = value(customer.party);
            let reason = value.map_or_else(
                || format!("{} not known", measure.word()),
                |value| format!("{} {value}", measure.word()),
            );
            let entry = Entry::new(customer.party, reason).shown_by(customer.supplies.iter().copied());
            (value.unwrap_or(f64::NEG_INFINITY), entry)
        })
        .collect();
    // Equals stay in the order of the trace: nearest first.
    entries.sort_by(|a, b| b.0.total_cmp(&a.0));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Counts the separate chains from you to each customer, and from the customer back to you.
fn by_dependence(graph: &Graph, trace: &Trace) -> Vec<Entry> {
    let Some(you) = graph.index(trace.party) else { return Vec::new() };
    let behind = Walk::from(graph, &[you], Direction::Upstream, NONE);
    let mut entries: Vec<(u32, Entry)> = trace
        .ultimate_customers
        .iter()
        .map(|customer| {
            let back = chains_back(graph, &behind, customer.party, you);
            let to = counted(customer.chains as usize, "separate chain");
            let reason = match back {
                0 => format!("{to} from you, nothing on the map comes back"),
                back => format!("{to} from you, {} back", counted(back as usize, "separate chain")),
            };
            let entry = Entry::new(customer.party, reason).shown_by(customer.supplies.iter().copied());
            (customer.chains + back, entry)
        })
        .collect();
    entries.sort_by_key(|(chains, _)| Reverse(*chains));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn chains_back(graph: &Graph, behind: &Walk, customer: PartyId, you: u32) -> u32 {
    let Some(customer) = graph.index(customer).filter(|c| behind.rings[*c as usize] != NONE) else {
        return 0;
    };
    let walk = Walk::from(graph, &[customer], Direction::Downstream, NONE);
    DisjointChains::new(graph, &walk).count(you)
}

#[cfg(test)]
mod tests {
    use super::super::{Lens, Measure, look};
    use crate::analysis::testing::{id, map};
    use crate::analysis::{Graph, trace};

    #[test]
    fn most_exchanges_first_and_the_best_customer_two_ways() {
        let mut map = map("
            buyer Shop
            buyer Chain
            Planner -> Buyer: order @4/3
            Buyer -> Planner: price list
            Planner -> Packer: plan
            Packer -> Planner: stock
            Packer ~> Planner: complaints
            Planner -> Clerk: forecast
            Clerk ^ Planner
            Planner -> Shop: stand
            Packer -> Chain: boxes
            Chain -> Planner: sales figures
        ");
        let mut shop = map.party(id(&map, "Shop")).unwrap().clone();
        shop.worth.revenue = Some(90.0);
        map.put_party(shop.into());
        let graph = Graph::of(&map);
        let trace = trace(&map, &graph, id(&map, "Planner"));
        assert_eq!(
            look(&map, &graph, &trace, Lens::ColleaguesFirst, Measure::Revenue).lines(&map),
            [
                "Colleagues with whom you exchange: Packer (3 exchanges in both directions; you give plan; you \
                 get stock and complaints), Buyer (2 exchanges in both directions; you give order (own 4, \
                 customer’s 3); you get price list)",
                "Best customer by revenue: Shop (revenue 90), Chain (revenue not known)",
                "Best customer by how much you depend on each other: Chain (1 separate chain from you, 1 \
                 separate chain back), Shop (1 separate chain from you, nothing on the map comes back)",
            ]
        );
    }
}
