//! Small maps for tests, written as people would.

use crate::model::{
    IdSource, Organisation, Party, PartyId, PartyKind, Point, Rating, SequentialIds, Supply, SupplyKind,
};
use std::sync::Arc;

/// A map from lines such as
///
/// ```text
/// team Logistics
/// role Crew in Logistics
/// buyer Homeowner
/// Payroll -> Crew: pay run @4        delivers; rated 4 by its customer
/// Crew -> Homeowner: kitchen @5/2    own rating 5, customer's 2
/// Crew ^ Head                        reports to
/// Homeowner ~> Head: survey          informs
/// ```
///
/// Who is not declared is a role.
pub(super) fn map(text: &str) -> Organisation {
    let mut builder = MapBuilder::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        builder.line(line);
    }
    builder.organisation
}

/// The only party with this name.
pub(super) fn id(organisation: &Organisation, name: &str) -> PartyId {
    organisation.parties().find(|p| p.name == name).unwrap_or_else(|| panic!("no party {name}")).id
}

/// The names of parties, in the same order.
pub(super) fn names<'a>(
    organisation: &'a Organisation,
    ids: impl IntoIterator<Item = &'a PartyId>,
) -> Vec<&'a str> {
    ids.into_iter().map(|id| organisation.party(*id).unwrap().name.as_str()).collect()
}

#[derive(Default)]
struct MapBuilder {
    organisation: Organisation,
    ids: SequentialIds,
}

impl MapBuilder {
    fn line(&mut self, line: &str) {
        let arrows =
            [("->", SupplyKind::Delivers), ("~>", SupplyKind::Informs), ("^", SupplyKind::ReportsTo)];
        for (arrow, kind) in arrows {
            if let Some((supplier, rest)) = line.split_once(arrow) {
                return self.supply(supplier.trim(), rest, kind);
            }
        }
        let (word, rest) = line.split_once(' ').unwrap_or_else(|| panic!("cannot read {line}"));
        let kind = PartyKind::from_word(word).unwrap_or_else(|| panic!("no kind {word}"));
        let (name, team) = rest.split_once(" in ").map_or((rest, None), |(name, team)| (name, Some(team)));
        let team = team.map(|team| self.party(team, PartyKind::Team));
        let id = self.party(name, kind);
        let mut party = self.organisation.party(id).unwrap().clone();
        (party.kind, party.team) = (kind, team);
        self.organisation.put_party(Arc::new(party));
    }

    fn supply(&mut self, supplier: &str, rest: &str, kind: SupplyKind) {
        let (rest, ratings) = rest.split_once('@').map_or((rest, None), |(rest, r)| (rest, Some(r.trim())));
        let (customer, what) = rest.split_once(':').unwrap_or((rest, ""));
        let supplier = self.party(supplier, PartyKind::Role);
        let customer = self.party(customer.trim(), PartyKind::Role);
        let mut supply = Supply::new(self.ids.supply(), supplier, customer, what.trim());
        supply.kind = kind;
        let rating = |text: &str| Rating::new(text.parse().unwrap());
        match ratings.map(|r| r.split_once('/').ok_or(r)) {
            Some(Ok((own, customers))) => {
                (supply.own_rating, supply.customers_rating) = (rating(own), rating(customers));
            }
            Some(Err(customers)) => supply.customers_rating = rating(customers),
            None => {}
        }
        self.organisation.put_supply(Arc::new(supply));
    }

    fn party(&mut self, name: &str, kind: PartyKind) -> PartyId {
        if let Some(party) = self.organisation.parties().find(|p| p.name == name) {
            return party.id;
        }
        let id = self.ids.party();
        self.organisation.put_party(Arc::new(Party::new(id, kind, name, Point::default())));
        id
    }
}
