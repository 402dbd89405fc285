//! What must hold after every edit; looked at in debug builds and tests only.

use crate::edit::Transaction;
use crate::model::{
    ElementId, Organisation, RuleBreak, check_note, check_organisation, check_party, check_supply,
};

/// Maps with at most this many rows are checked wholly after every edit.
const SMALL_MAP_ROWS: usize = 200;

/// The rules hold, and taking `step` back and making it again gives the same rows.
///
/// On a large map only the changed rows are looked at, so that the cost stays that of the edit.
pub(super) fn hold_after(map: &mut Organisation, step: &Transaction) -> Result<(), String> {
    check_rules(map, step).map_err(|broken| format!("“{}” broke a rule: {broken}", step.label))?;
    let same = step.inverse().apply(map).and_then(|()| step.apply(map));
    same.map_err(|_| format!("“{}” cannot be taken back and made again", step.label))
}

fn check_rules(map: &Organisation, step: &Transaction) -> Result<(), RuleBreak> {
    if map.parties().len() + map.supplies().len() + map.notes().len() <= SMALL_MAP_ROWS {
        return check_organisation(map);
    }
    step.elements().try_for_each(|element| match element {
        ElementId::Party(id) => map.party(id).map_or(Ok(()), |party| check_party(map, party)),
        ElementId::Supply(id) => map.supply(id).map_or(Ok(()), |supply| check_supply(map, supply)),
        ElementId::Note(id) => map.note(id).map_or(Ok(()), |note| check_note(map, note)),
    })
}
