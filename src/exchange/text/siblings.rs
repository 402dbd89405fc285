use crate::model::{Organisation, PartyId, fold_name};
use std::collections::HashMap;

/// The parties of each name in each team (or in none), the oldest first.
pub(super) struct Siblings {
    by_place: HashMap<(Option<PartyId>, String), Vec<PartyId>>,
}

impl Siblings {
    pub fn of(map: &Organisation) -> Self {
        let mut siblings = Self { by_place: HashMap::new() };
        for party in map.parties() {
            siblings.add(party.team, &party.name, party.id);
        }
        siblings
    }

    pub fn named(&self, team: Option<PartyId>, name: &str) -> &[PartyId] {
        self.by_place.get(&(team, fold_name(name))).map_or(&[], Vec::as_slice)
    }

    /// A party is new in `team`. Ids made later sort later, so that the oldest stays first.
    pub fn add(&mut self, team: Option<PartyId>, name: &str, id: PartyId) {
        let there = self.by_place.entry((team, fold_name(name))).or_default();
        let at = there.partition_point(|other| *other < id);
        there.insert(at, id);
    }

    pub fn remove(&mut self, team: Option<PartyId>, name: &str, id: PartyId) {
        if let Some(there) = self.by_place.get_mut(&(team, fold_name(name))) {
            there.retain(|other| *other != id);
        }
    }
}
