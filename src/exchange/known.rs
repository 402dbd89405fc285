use super::drawers::{Drawers, put, take};
use crate::edit::{Change, Transaction};
use crate::model::{Organisation, Party, PartyId, Supply, SupplyId, SupplyKind, fold_name};
use std::collections::HashMap;

/// What makes two supplies the same for a file: supplier and customer, kind and what is supplied.
pub(super) type SupplyKey = ((PartyId, PartyId), (SupplyKind, String));

/// Everything on a map by what it is called; follows what is done to the map. The oldest come first.
#[derive(Debug, Default)]
pub(super) struct Known {
    parties: HashMap<String, Vec<PartyId>>,
    by_team: Drawers<Option<PartyId>, String, PartyId>,
    supplies: Drawers<(PartyId, PartyId), (SupplyKind, String), SupplyId>,
}

impl Known {
    pub fn of(map: &Organisation) -> Self {
        let mut known = Self::default();
        map.parties().for_each(|party| known.add_party(party));
        known
    }

    /// All parties with this name.
    pub fn named(&self, name: &str) -> &[PartyId] {
        self.parties.get(&fold_name(name)).map_or(&[], Vec::as_slice)
    }

    /// All parties of `map` with this name directly in `team`, or in none.
    pub fn named_in(&mut self, team: Option<PartyId>, name: &str, map: &Organisation) -> &[PartyId] {
        self.by_team.look(team, &fold_name(name), || {
            let in_team = team.into_iter().flat_map(|team| map.members_of(team));
            let in_none = map.parties().filter(move |party| team.is_none() && party.team.is_none());
            in_team.chain(in_none).map(|party| (fold_name(&party.name), party.id))
        })
    }

    /// All supplies of `map` with this key.
    pub fn supplies(&mut self, (ends, name): &SupplyKey, map: &Organisation) -> &[SupplyId] {
        let between = || map.supplies_between(ends.0, ends.1);
        self.supplies.look(*ends, name, || between().map(|supply| (key(supply).1, supply.id)))
    }

    /// The map has changed like this.
    pub fn follow(&mut self, transaction: &Transaction) {
        for change in &transaction.changes {
            match change {
                Change::Party { before, after, .. } => {
                    if let Some(party) = before {
                        self.remove_party(party);
                    }
                    if let Some(party) = after {
                        self.add_party(party);
                    }
                }
                Change::Supply { before, after, .. } => {
                    if let Some(supply) = before {
                        self.remove_supply(supply);
                    }
                    if let Some(supply) = after {
                        self.add_supply(supply);
                    }
                }
                Change::Title { .. } | Change::Note { .. } | Change::Dismissal { .. } => {}
            }
        }
    }

    fn add_party(&mut self, party: &Party) {
        let name = fold_name(&party.name);
        self.by_team.put(&party.team, name.clone(), party.id);
        put(&mut self.parties, name, party.id);
    }

    fn remove_party(&mut self, party: &Party) {
        let name = fold_name(&party.name);
        self.by_team.take(&party.team, &name, &party.id);
        take(&mut self.parties, &name, &party.id);
    }

    fn add_supply(&mut self, supply: &Supply) {
        let (ends, name) = key(supply);
        self.supplies.put(&ends, name, supply.id);
    }

    fn remove_supply(&mut self, supply: &Supply) {
        let (ends, name) = key(supply);
        self.supplies.take(&ends, &name, &supply.id);
    }
}

pub(super) fn key(supply: &Supply) -> SupplyKey {
    ((supply.supplier, supply.customer), (supply.kind, fold_name(&supply.what)))
}
