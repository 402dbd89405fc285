use super::in_words::what;
use super::{Entry, Group, Lens, LensAnswer};
use crate::analysis::Trace;
use crate::analysis::words::counted;
use crate::model::{Delivery, Organisation, PartyId, PartyKind, Standing, Supply};

/// Every party down the chain up to the one who buys, society, and yourself.
pub(super) fn look(map: &Organisation, trace: &Trace) -> LensAnswer {
    let is_society = |id: &PartyId| map.party(*id).is_some_and(|p| p.kind == PartyKind::Beneficiary);
    let (society, chain): (Vec<PartyId>, Vec<PartyId>) =
        trace.dependants.iter().partition(|id| is_society(id));
    let chain = chain.into_iter().map(|id| Entry::new(id, reason(map, trace, id)));
    let society = society.into_iter().map(|id| Entry::new(id, reason(map, trace, id)));
    let groups = vec![
        Group {
            title: "Down the chain".to_owned(),
            entries: chain.collect(),
            if_empty: "Nobody is further down the chain.",
        },
        Group {
            title: "Society".to_owned(),
            entries: society.collect(),
            if_empty: "Nobody on the map benefits without paying: who would notice if you stopped?",
        },
        Group {
            title: "Yourself".to_owned(),
            entries: yourself(map, trace.party),
            if_empty: "You are not on the map.",
        },
    ];
    let remarks = vec![counted(trace.dependants.len(), "dependant"), deadlines(map, trace.party)];
    LensAnswer { lens: Lens::EveryoneDownstream, groups, remarks }
}

fn reason(map: &Organisation, trace: &Trace, party: PartyId) -> String {
    let does = match map.party(party).map(|p| p.kind) {
        Some(PartyKind::Buyer) => ", and buys",
        Some(PartyKind::Payer) => ", and pays",
        Some(PartyKind::Beneficiary) => ", and benefits",
        Some(PartyKind::Prospect) => ", and might buy",
        _ => "",
    };
    let is_direct = trace.direct_customers.iter().any(|customer| customer.party == party);
    let where_ = if is_direct { "receives from you" } else { "further down your chain" };
    format!("{where_}{does}")
}

fn deadlines(map: &Organisation, you: PartyId) -> String {
    let count = |delivery| map.supplies_from(you).filter(|s| s.terms.delivery == delivery).count();
    let (early, kept) = (count(Delivery::KeptEarly), count(Delivery::Kept));
    let (late, broken) = (count(Delivery::Late), count(Delivery::Broken));
    if early + kept + late + broken == 0 {
        return "No deadline has been kept or missed yet.".to_owned();
    }
    let broken = if broken == 0 { String::new() } else { format!(", {broken} broken") };
    format!("Deadlines: {early} kept early, {kept} kept, {late} late{broken}")
}

fn yourself(map: &Organisation, you: PartyId) -> Vec<Entry> {
    if map.party(you).is_none() {
        return Vec::new();
    }
    let own: Vec<&Supply> = map.supplies_between(you, you).collect();
    let entry = Entry::new(you, "you are your own customer too");
    if own.is_empty() {
        return vec![entry.with("you supply nothing to yourself: who takes care of you?")];
    }
    let entry = own.iter().fold(entry, |entry, supply| {
        let state = if is_neglected(supply) { "neglected" } else { "taken care of" };
        entry.with(format!("{}: {state}", what(supply)))
    });
    vec![entry.shown_by(own.iter().map(|supply| supply.id))]
}

/// A supply that is missing, unused, late, broken or rated 2 or less by the one who needs it.
fn is_neglected(supply: &Supply) -> bool {
    matches!(supply.standing, Standing::Missing | Standing::Unused)
        || matches!(supply.terms.delivery, Delivery::Late | Delivery::Broken)
        || supply.customers_rating.is_some_and(|rating| rating.value() <= 2)
}

#[cfg(test)]
mod tests {
    use super::super::{Lens, Measure, look};
    use crate::analysis::testing::{id, map};
    use crate::analysis::{Graph, trace};
    use crate::model::Delivery;

    #[test]
    fn everybody_down_the_chain_society_and_oneself() {
        let mut map = map("
            buyer Shop
            beneficiary Village
            Farmer -> Dairy: milk
            Dairy -> Shop: cheese
            Dairy -> Village: jobs
            Farmer -> Farmer: rest @1
        ");
        let milk = map.supplies().find(|s| s.what == "milk").unwrap().id;
        let mut supply = map.supply(milk).unwrap().clone();
        supply.terms.delivery = Delivery::KeptEarly;
        map.put_supply(supply.into());
        let graph = Graph::of(&map);
        let lines = |name: &str| {
            let trace = trace(&map, &graph, id(&map, name));
            look(&map, &graph, &trace, Lens::EveryoneDownstream, Measure::default()).lines(&map)
        };
        assert_eq!(
            lines("Farmer"),
            [
                "Down the chain: Dairy (receives from you), Shop (further down your chain, and buys)",
                "Society: Village (further down your chain, and benefits)",
                "Yourself: Farmer (you are your own customer too; rest: neglected)",
                "3 dependants",
                "Deadlines: 1 kept early, 0 kept, 0 late",
            ]
        );
        assert_eq!(
            lines("Dairy")[2..],
            [
                "Yourself: Dairy (you are your own customer too; you supply nothing to yourself: who takes \
                 care of you?)",
                "2 dependants",
                "No deadline has been kept or missed yet.",
            ]
        );
    }
}
