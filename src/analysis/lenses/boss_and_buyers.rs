use super::channel::{channel_in_words, channels, reporting_lines};
use super::{Entry, Group, Lens, LensAnswer};
use crate::analysis::words::{counted, listed};
use crate::analysis::{Trace, UltimateCustomer, sentence};
use crate::model::{Organisation, Party, PartyId, PartyKind};

/// The one you report to; then the buyers and payers you reach; then the prospects you reach.
pub(super) fn look(map: &Organisation, trace: &Trace) -> LensAnswer {
    let groups = vec![
        Group {
            title: "Your boss".to_owned(),
            entries: bosses(map, trace.party)
                .into_iter()
                .map(|boss| {
                    Entry::new(boss, "you report to them: they decide on your pay")
                        .with(channel_in_words(map, trace, boss))
                        .shown_by(reporting_lines(map, trace.party, boss))
                })
                .collect(),
            if_empty: "Nobody on the map is your boss.",
        },
        Group {
            title: "Buyers and payers you reach".to_owned(),
            entries: paying_customers(map, trace),
            if_empty: "Your chain reaches nobody who buys or pays.",
        },
        Group {
            title: "Prospects you reach".to_owned(),
            entries: reached(map, trace, &[PartyKind::Prospect])
                .map(|(_, customer)| reached_entry(map, customer, "might buy"))
                .collect(),
            if_empty: "Your chain reaches nobody who might buy.",
        },
    ];
    LensAnswer { lens: Lens::BossAndBuyers, groups, remarks: Vec::new() }
}

/// Those whom `party` reports to, each once, in the order in which the links were made.
pub(super) fn bosses(map: &Organisation, party: PartyId) -> Vec<PartyId> {
    let mut bosses: Vec<PartyId> = Vec::new();
    for boss in map.bosses_of(party) {
        if !bosses.contains(&boss) {
            bosses.push(boss);
        }
    }
    bosses
}

/// The ultimate customers of some kinds, nearest first.
pub(super) fn reached<'a>(
    map: &'a Organisation,
    trace: &'a Trace,
    kinds: &'a [PartyKind],
) -> impl Iterator<Item = (&'a Party, &'a UltimateCustomer)> {
    trace
        .ultimate_customers
        .iter()
        .filter_map(|customer| Some((map.party(customer.party)?, customer)))
        .filter(|(party, _)| kinds.contains(&party.kind))
}

/// Buyers and payers: those at the end of a chain, nearest first, then payers who receive nothing
/// themselves but hear about what others receive.
pub(super) fn paying_customers(map: &Organisation, trace: &Trace) -> Vec<Entry> {
    let mut entries: Vec<Entry> = reached(map, trace, &[PartyKind::Buyer, PartyKind::Payer])
        .map(|(party, customer)| match party.kind {
            PartyKind::Buyer => reached_entry(map, customer, "buys").with("is also the one who receives"),
            _ => payer_remarks(map, trace, party.id, reached_entry(map, customer, "pays")),
        })
        .collect();
    let named: Vec<PartyId> = entries.iter().map(|entry| entry.party).collect();
    let payers = map.parties().filter(|party| party.kind == PartyKind::Payer && !named.contains(&party.id));
    for payer in payers {
        let heard = channels(map, trace, payer.id);
        if !heard.is_empty() {
            let entry = Entry::new(payer.id, "pays for what others receive");
            let entry = entry.shown_by(heard.iter().map(|supply| supply.id));
            entries.push(payer_remarks(map, trace, payer.id, entry));
        }
    }
    entries
}

fn payer_remarks(map: &Organisation, trace: &Trace, payer: PartyId, entry: Entry) -> Entry {
    let receivers: Vec<PartyId> =
        reached(map, trace, &[PartyKind::Beneficiary]).map(|(party, _)| party.id).collect();
    let who = if receivers.is_empty() {
        "is not the one who receives".to_owned()
    } else {
        format!("is not the one who receives: {} does", listed(map, &receivers))
    };
    entry.with(who).with(channel_in_words(map, trace, payer))
}

/// `buys, 2 hand-offs away`, with the chain.
fn reached_entry(map: &Organisation, customer: &UltimateCustomer, does: &str) -> Entry {
    let away = counted(customer.handoffs as usize, "hand-off");
    Entry::new(customer.party, format!("{does}, {away} away"))
        .with(sentence(map, customer))
        .shown_by(customer.supplies.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::super::{Lens, Measure, look};
    use crate::analysis::testing::{id, map};
    use crate::analysis::{Graph, trace};

    #[test]
    fn the_boss_comes_first_then_who_pays_then_who_might() {
        let map = map("
            payer Ministry
            beneficiary Citizen
            buyer Company
            prospect Town
            Clerk ^ Head
            Clerk -> Company: permit
            Clerk -> Field team: case
            Field team -> Citizen: visit
            Field team -> Town: offer
            Citizen ~> Ministry: survey
            Clerk ~> Head: monthly report
        ");
        let graph = Graph::of(&map);
        let answer = look(
            &map,
            &graph,
            &trace(&map, &graph, id(&map, "Clerk")),
            Lens::BossAndBuyers,
            Measure::default(),
        );
        assert_eq!(
            answer.lines(&map),
            [
                "Your boss: Head (you report to them: they decide on your pay; hears how well you do from you: \
                 monthly report)",
                "Buyers and payers you reach: Company (buys, 1 hand-off away; Clerk → permit → Company, who \
                 buys.; is also the one who receives), Ministry (pays for what others receive; is not the one \
                 who receives: Citizen does; hears how well you do from Citizen: survey)",
                "Prospects you reach: Town (might buy, 2 hand-offs away; Clerk → case → Field team → offer → \
                 Town, who might buy.)",
            ]
        );
    }

    #[test]
    fn nothing_is_an_empty_list() {
        let map = map("payer P\nA -> P\nA ^ B\nC -> D");
        let graph = Graph::of(&map);
        let lines = |name: &str| {
            let trace = trace(&map, &graph, id(&map, name));
            look(&map, &graph, &trace, Lens::BossAndBuyers, Measure::default()).lines(&map)
        };
        assert!(lines("A")[0].ends_with("B has no channel to hear how well you do)"), "{:?}", lines("A"));
        assert!(lines("A")[1].ends_with("P has no channel to hear how well you do)"), "{:?}", lines("A"));
        assert_eq!(lines("C")[0], "Your boss: – Nobody on the map is your boss.");
        assert_eq!(
            lines("C")[1],
            "Buyers and payers you reach: – Your chain reaches nobody who buys or pays."
        );
    }
}
