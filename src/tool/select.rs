use super::Selection;
use crate::model::{ElementId, Organisation, PartyId, SupplyKind};
use std::collections::HashSet;

/// Which way along the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// To the customers.
    Down,
    /// To the suppliers.
    Up,
}

/// Every party and every supply.
pub fn everything(map: &Organisation) -> Vec<ElementId> {
    let parties = map.parties().map(|party| party.id.into());
    parties.chain(map.supplies().map(|supply| supply.id.into())).collect()
}

/// The selection with the parties that come next along what is delivered: one step, or all the way.
/// A selected supply leads to the party at its end.
pub fn with_stream(
    map: &Organisation,
    selection: &Selection,
    stream: Stream,
    all_the_way: bool,
) -> Vec<ElementId> {
    let mut found: Vec<PartyId> = selection.parties().collect();
    let mut seen: HashSet<PartyId> = found.iter().copied().collect();
    let mut at = 0;
    while let Some(id) = found.get(at).copied() {
        at += 1;
        let is_first_step = selection.contains(id);
        if all_the_way || is_first_step {
            found.extend(next_parties(map, id, stream).filter(|next| seen.insert(*next)));
        }
    }
    let ends = selection.supplies().filter_map(|id| {
        let supply = map.supply(id)?;
        Some(match stream {
            Stream::Down => supply.customer,
            Stream::Up => supply.supplier,
        })
    });
    let added = found.into_iter().chain(ends.filter(|end| !seen.contains(end))).map(ElementId::from);
    selection.with(added)
}

fn next_parties(map: &Organisation, id: PartyId, stream: Stream) -> Box<dyn Iterator<Item = PartyId> + '_> {
    match stream {
        Stream::Down => {
            let given = map.supplies_from(id).filter(|s| s.kind == SupplyKind::Delivers);
            Box::new(given.map(|s| s.customer))
        }
        Stream::Up => {
            let received = map.supplies_to(id).filter(|s| s.kind == SupplyKind::Delivers);
            Box::new(received.map(|s| s.supplier))
        }
    }
}
