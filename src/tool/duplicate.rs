use crate::edit::Command;
use crate::model::{ElementId, IdSource, Organisation, Party, PartyId, Point, Supply};
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
/// supplies between them, and what to select then. `None` if none of them is on the map.
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
    let originals = originals(map, parties);
    let copy_of: HashMap<PartyId, PartyId> = originals.iter().map(|party| (party.id, ids.party())).collect();
    let mut commands = Vec::new();
    let mut copies = Vec::new();
    for party in &originals {
        let Some(id) = copy_of.get(&party.id).copied() else { continue };
        let copied_team = party.team.and_then(|team| copy_of.get(&team).copied());
        let team = match home {
            _ if copied_team.is_some() => copied_team,
            Home::Change(team) if party.kind.is_inside() => team,
            _ => party.team,
        };
        let place = party.place.moved(shift.x, shift.y);
        commands.push(Command::AddParty(Party { id, team, place, ..(*party).clone() }));
        copies.push(id.into());
    }
    for supply in originals.iter().flat_map(|party| map.supplies_from(party.id)) {
        let (Some(supplier), Some(customer)) = (copy_of.get(&supply.supplier), copy_of.get(&supply.customer))
        else {
            continue;
        };
        let (supplier, customer) = (*supplier, *customer);
        commands.push(Command::Connect(Supply { id: ids.supply(), supplier, customer, ..supply.clone() }));
    }
    (!copies.is_empty()).then(|| (Command::Batch("Duplicate".to_owned(), commands), copies))
}

/// The parties and the members of the teams among them, each once, teams before their members.
fn originals<'a>(map: &'a Organisation, parties: &[PartyId]) -> Vec<&'a Party> {
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
