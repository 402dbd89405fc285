use super::in_words::what;
use crate::analysis::Trace;
use crate::analysis::sentence::party_name;
use crate::analysis::words::listed;
use crate::model::{Organisation, PartyId, Supply, SupplyId, SupplyKind};

/// The *informs* supplies by which `hearer` hears how well the traced party does: from the party
/// itself or from anybody it serves in the end.
pub(super) fn channels<'a>(map: &'a Organisation, trace: &Trace, hearer: PartyId) -> Vec<&'a Supply> {
    let is_witness = |id: &PartyId| *id == trace.party || trace.dependants.contains(id);
    map.supplies_to(hearer)
        .filter(|supply| supply.kind == SupplyKind::Informs && supply.supplier != hearer)
        .filter(|supply| is_witness(&supply.supplier))
        .collect()
}

/// By which channel `hearer` hears how well you do, or that there is none.
pub(super) fn channel_in_words(map: &Organisation, trace: &Trace, hearer: PartyId) -> String {
    let channels = channels(map, trace, hearer);
    let Some(first) = channels.first() else {
        return format!("{} has no channel to hear how well you do", party_name(map, hearer));
    };
    if channels.len() > 1 {
        let mut sources: Vec<PartyId> = channels.iter().map(|supply| supply.supplier).collect();
        sources.dedup();
        return format!("hears how well you do from {}", listed(map, &sources));
    }
    let source = match first.supplier {
        id if id == trace.party => "you".to_owned(),
        id => party_name(map, id),
    };
    if first.what.is_empty() {
        return format!("hears how well you do from {source}");
    }
    format!("hears how well you do from {source}: {}", what(first))
}

/// Who reports to whom, between the two.
pub(super) fn reporting_lines(map: &Organisation, one: PartyId, other: PartyId) -> Vec<SupplyId> {
    let both_ways = map.supplies_between(one, other).chain(map.supplies_between(other, one));
    both_ways.filter(|supply| supply.kind == SupplyKind::ReportsTo).map(|supply| supply.id).collect()
}
