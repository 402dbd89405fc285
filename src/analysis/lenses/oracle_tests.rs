//! Whom each lens names, against its row in the product's table read to the letter, on random maps.

use super::{Lens, LensAnswer, Measure, look};
use crate::analysis::oracle::Oracle;
use crate::analysis::random_maps::tiny_maps;
use crate::analysis::{Graph, trace};
use crate::model::{Organisation, PartyId, PartyKind, Supply, SupplyKind};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The parties of one group, each once.
fn group(answer: &LensAnswer, at: usize) -> BTreeSet<PartyId> {
    let entries = &answer.groups[at].entries;
    let named: BTreeSet<PartyId> = entries.iter().map(|entry| entry.party).collect();
    assert_eq!(named.len(), entries.len(), "{} names somebody twice", answer.groups[at].title);
    assert!(entries.iter().all(|entry| !entry.reason.is_empty()), "somebody is named without a reason");
    named
}

/// What one party can read off the map about itself.
struct Look<'a> {
    map: &'a Organisation,
    you: PartyId,
}

impl Look<'_> {
    fn links(&self, kind: SupplyKind) -> impl Iterator<Item = &Supply> {
        self.map.supplies().filter(move |s| s.kind == kind && s.supplier != s.customer)
    }

    fn bosses(&self) -> BTreeSet<PartyId> {
        self.links(SupplyKind::ReportsTo).filter(|s| s.supplier == self.you).map(|s| s.customer).collect()
    }

    fn reports(&self) -> BTreeSet<PartyId> {
        self.links(SupplyKind::ReportsTo).filter(|s| s.customer == self.you).map(|s| s.supplier).collect()
    }

    fn supplied(&self) -> BTreeSet<PartyId> {
        self.links(SupplyKind::Delivers).filter(|s| s.supplier == self.you).map(|s| s.customer).collect()
    }

    /// Those with whom work or news goes both ways.
    fn exchanged_with(&self) -> BTreeSet<PartyId> {
        let all = || self.links(SupplyKind::Delivers).chain(self.links(SupplyKind::Informs));
        let given: BTreeSet<PartyId> = all().filter(|s| s.supplier == self.you).map(|s| s.customer).collect();
        let got: BTreeSet<PartyId> = all().filter(|s| s.customer == self.you).map(|s| s.supplier).collect();
        given.intersection(&got).copied().collect()
    }

    fn only(&self, parties: BTreeSet<PartyId>, wanted: impl Fn(PartyKind) -> bool) -> BTreeSet<PartyId> {
        let fits = |id: &PartyId| self.map.party(*id).is_some_and(|party| wanted(party.kind));
        parties.into_iter().filter(fits).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_lens_names_exactly_whom_its_row_says(map in tiny_maps(8, 14)) {
        let graph = Graph::of(&map);
        for you in map.parties().filter(|party| party.kind == PartyKind::Role).map(|party| party.id) {
            let trace = trace(&map, &graph, you);
            let answer = |lens| look(&map, &graph, &trace, lens, Measure::default());
            let (me, oracle) = (Look { map: &map, you }, Oracle::of(&map, you));
            let reached: BTreeSet<PartyId> = oracle.ultimate_customers().into_keys().collect();
            let served: BTreeSet<PartyId> = oracle.dependants().into_keys().collect();
            let is_paying = |kind| matches!(kind, PartyKind::Buyer | PartyKind::Payer);

            let buyers = answer(Lens::BossAndBuyers);
            prop_assert_eq!(group(&buyers, 0), me.bosses());
            let paying = group(&buyers, 1);
            prop_assert!(paying.is_superset(&me.only(reached.clone(), is_paying)));
            let only_heard: BTreeSet<PartyId> = paying.difference(&reached).copied().collect();
            prop_assert_eq!(me.only(only_heard.clone(), |kind| kind == PartyKind::Payer), only_heard);
            prop_assert_eq!(group(&buyers, 2), me.only(reached.clone(), |kind| kind == PartyKind::Prospect));

            let team = answer(Lens::BossTeamCustomers);
            prop_assert_eq!(group(&team, 0), me.bosses());
            prop_assert_eq!(group(&team, 1), me.reports());
            prop_assert_eq!(group(&team, 2), me.only(me.supplied(), PartyKind::is_external_customer));

            let colleagues = answer(Lens::ColleaguesFirst);
            prop_assert_eq!(group(&colleagues, 0), me.only(me.exchanged_with(), PartyKind::is_inside));
            prop_assert_eq!(group(&colleagues, 1), reached.clone());
            prop_assert_eq!(group(&colleagues, 2), reached);

            let serve = answer(Lens::ServeOrServe);
            prop_assert_eq!(group(&serve, 0), paying);
            prop_assert_eq!(group(&serve, 1), me.only(me.supplied(), PartyKind::is_inside));
            let own: BTreeSet<PartyId> = map.teams_around(you).into_iter().chain([you]).collect();
            prop_assert_eq!(group(&serve, 2), own);

            let everyone = answer(Lens::EveryoneDownstream);
            let is_society = |kind| kind == PartyKind::Beneficiary;
            prop_assert_eq!(group(&everyone, 0), me.only(served.clone(), |kind| !is_society(kind)));
            prop_assert_eq!(group(&everyone, 1), me.only(served, is_society));
            prop_assert_eq!(group(&everyone, 2), BTreeSet::from([you]));
        }
    }
}
