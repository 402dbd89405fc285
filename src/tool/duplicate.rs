use crate::edit::Command;
use crate::model::{ElementId, IdSource, Organisation, Party, PartyId, Point, Supply, SupplyId};
use std::collections::HashMap;

/// Which team something will be part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// The one it is part of now.
    Stay,
    /// This one, or none.
    Change(Option<PartyId>),
}

/// The command that makes `parties` again beside themselves, with the members of teams among them and the
/// supplies between them, and what to select then. `None` if none of them is on the map. Notes stay with the
/// originals: they are about them.
pub fn duplicate(
    map: &Organisation,
    parties: &[PartyId],
    shift: Point,
    ids: &mut dyn IdSource,
) -> Option<(Command, Vec<ElementId>)> {
    duplicate_into(map, parties, shift, Home::Stay, ids)
}

/// As [`duplicate`], with those that are not part of a copied team put into another one.
pub(super) fn duplicate_into(
    map: &Organisation,
    parties: &[PartyId],
    shift: Point,
    home: Home,
    ids: &mut dyn IdSource,
) -> Option<(Command, Vec<ElementId>)> {
    let copies = Copies::of(map, parties, shift, home, ids);
    let made = copies.made();
    (!made.is_empty()).then(|| (Command::Batch("Duplicate".to_owned(), copies.commands), made))
}

/// Things that are made again.
pub(super) struct Copies {
    /// What makes them, teams before their members and parties before supplies.
    pub(super) commands: Vec<Command>,
    /// Each original with its copy.
    pub(super) parties: HashMap<PartyId, PartyId>,
    /// Each original with its copy.
    pub(super) supplies: HashMap<SupplyId, SupplyId>,
}

impl Copies {
    pub(super) fn of(
        map: &Organisation,
        parties: &[PartyId],
        shift: Point,
        home: Home,
        ids: &mut dyn IdSource,
    ) -> Self {
        let originals = originals(map, parties);
        let parties = originals.iter().map(|party| (party.id, ids.party())).collect();
        let mut copies = Self { commands: Vec::new(), parties, supplies: HashMap::new() };
        for party in &originals {
            copies.add_party(party, shift, home);
        }
        for supply in originals.iter().flat_map(|party| map.supplies_from(party.id)) {
            copies.add_supply(supply, ids);
        }
        copies
    }

    /// The new parties, in the order of their ids.
    pub(super) fn made(&self) -> Vec<ElementId> {
        let mut made: Vec<ElementId> = self.parties.values().map(|id| (*id).into()).collect();
        made.sort_unstable();
        made
    }

    fn add_party(&mut self, party: &Party, shift: Point, home: Home) {
        let Some(id) = self.parties.get(&party.id).copied() else { return };
        let copied_team = party.team.and_then(|team| self.parties.get(&team).copied());
        let team = match home {
            _ if copied_team.is_some() => copied_team,
            Home::Change(team) if party.kind.is_inside() => team,
            _ => party.team,
        };
        let place = party.place.moved(shift.x, shift.y);
        self.commands.push(Command::AddParty(Party { id, team, place, ..party.clone() }));
    }

    /// A supply to somebody who is not copied stays with the original.
    fn add_supply(&mut self, supply: &Supply, ids: &mut dyn IdSource) {
        let ends = (self.parties.get(&supply.supplier), self.parties.get(&supply.customer));
        let (Some(supplier), Some(customer)) = ends else { return };
        let copy = Supply { id: ids.supply(), supplier: *supplier, customer: *customer, ..supply.clone() };
        self.supplies.insert(supply.id, copy.id);
        self.commands.push(Command::Connect(copy));
    }
}

/// The parties and the members of the teams among them, each once, teams before their members.
pub(super) fn originals<'a>(map: &'a Organisation, parties: &[PartyId]) -> Vec<&'a Party> {
    let mut ids = Vec::new();
    for id in parties {
        ids.push(*id);
        ids.extend(map.descendants_of(*id));
    }
    let mut found: Vec<&Party> = ids.into_iter().filter_map(|id| map.party(id)).collect();
    found.sort_by_key(|party| (map.teams_around(party.id).len(), party.id));
    found.dedup_by_key(|party| party.id);
    found
}
