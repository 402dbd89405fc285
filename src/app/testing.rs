use crate::model::{IdSource, Organisation, Party, PartyKind, Point, SequentialIds};
use std::sync::Arc;

/// A map of so many roles.
pub(super) fn map_of(parties: usize) -> Arc<Organisation> {
    let mut ids = SequentialIds::default();
    let mut map = Organisation::default();
    for n in 0..parties {
        let party = Party::new(ids.party(), PartyKind::Role, format!("Role {n}"), Point::default());
        map.put_party(party.into());
    }
    Arc::new(map)
}
