use super::parse;
use crate::model::{Organisation, PartyId, fold_name};

/// The parties that a name means as it would in a text: `Payroll`, `Finance / Payroll`, `/ Clerk #2`.
pub(super) fn find(map: &Organisation, name: &str) -> Vec<PartyId> {
    let Ok(reference) = parse::party(name) else { return Vec::new() };
    let path: Vec<String> = reference.path.iter().rev().map(|team| fold_name(&team.name)).collect();
    let is_there = |id: PartyId| {
        let around: Vec<String> = map
            .teams_around(id)
            .iter()
            .filter_map(|team| map.party(*team))
            .map(|team| fold_name(&team.name))
            .collect();
        if reference.is_rooted { around == path } else { around.starts_with(&path) }
    };
    let mut found: Vec<PartyId> =
        map.parties_named(&reference.named.name).map(|party| party.id).filter(|id| is_there(*id)).collect();
    if reference.named.ordinal > 1 || (found.len() > 1 && reference.is_rooted) {
        found = found.get(reference.named.ordinal - 1).copied().into_iter().collect();
    }
    found
}
