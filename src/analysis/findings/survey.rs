use super::{Finding, FindingKind};
use crate::analysis::sentence::party_name;
use crate::analysis::{Graph, Sight};
use crate::model::{ElementId, Organisation, Party, PartyId, PartyKind, Supply, SupplyKind};

/// What every finder reads.
pub(super) struct Survey<'a> {
    pub map: &'a Organisation,
    pub graph: &'a Graph,
    pub sight: &'a Sight,
}

impl<'a> Survey<'a> {
    pub fn inside(&self) -> impl Iterator<Item = &'a Party> + use<'a> {
        self.map.parties().filter(|party| party.kind.is_inside())
    }

    pub fn roles(&self) -> impl Iterator<Item = &'a Party> + use<'a> {
        self.map.parties().filter(|party| party.kind == PartyKind::Role)
    }

    /// Supplies of work, goods or services to somebody else.
    pub fn deliveries(&self) -> impl Iterator<Item = &'a Supply> + use<'a> {
        self.map.supplies().filter(|supply| supply.kind == SupplyKind::Delivers && !supply.is_to_self())
    }

    pub fn name(&self, party: PartyId) -> String {
        party_name(self.map, party)
    }

    /// `Sales → order → Planning`.
    pub fn handoff(&self, supply: &Supply) -> String {
        let (supplier, customer) = (self.name(supply.supplier), self.name(supply.customer));
        let what: Vec<&str> = supply.what.split_whitespace().collect();
        if what.is_empty() {
            return format!("{supplier} → {customer}");
        }
        format!("{supplier} → {} → {customer}", what.join(" "))
    }

    /// How many external customers are served beyond this supply, its own customer included.
    pub fn customers_beyond(&self, supply: &Supply) -> u64 {
        let is_outside = self.map.party(supply.customer).is_some_and(|p| p.kind.is_external_customer());
        self.sight.count(supply.customer) as u64 + u64::from(is_outside)
    }

    /// A finding about one supply.
    pub fn about_supply(&self, kind: FindingKind, supply: &Supply, question: String) -> Finding {
        let place = vec![supply.id.into(), supply.supplier.into(), supply.customer.into()];
        Finding { kind, question, place, count: 1, weight: self.customers_beyond(supply) }
    }

    /// One finding about all of `supplies`, if there are any; `question` gets their number and the first.
    pub fn about_all(
        &self,
        kind: FindingKind,
        supplies: &[&Supply],
        question: impl FnOnce(&str, String) -> String,
    ) -> Option<Finding> {
        let first = self.handoff(supplies.first()?);
        let number = match supplies.len() {
            1 => "1 supply".to_owned(),
            count => format!("{count} supplies"),
        };
        let example = if supplies.len() == 1 { first } else { format!("first {first}") };
        let place: Vec<ElementId> = supplies.iter().map(|supply| supply.id.into()).collect();
        Some(Finding { kind, question: question(&number, example), count: place.len(), place, weight: 0 })
    }
}

/// Names the parties of a place.
pub(super) fn place(parties: impl IntoIterator<Item = PartyId>) -> Vec<ElementId> {
    parties.into_iter().map(ElementId::from).collect()
}
