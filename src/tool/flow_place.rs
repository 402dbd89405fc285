use super::Context;
use super::entry::side_of_neighbour;
use super::free_place::{GAP_ALONG, beside, is_free};
use crate::arrange::{Map, Newcomer, place_new};
use crate::edit::SupplyEnd;
use crate::model::{PartyId, Point, Rect, Size};
use std::collections::HashMap;

/// What lies further away than this, in map units, is not looked at: the next party goes near its neighbour.
const NEAR: f32 = 1_200.0;

/// Where a new party of `size` goes whom `of` supplies or who supplies it (`end` is the end that `of` has): on that side
/// in the flow, where it crosses and covers least. Inside a team, the nearest free place in its frame.
pub(super) fn along_flow(
    of: PartyId,
    area: Rect,
    end: SupplyEnd,
    size: Size,
    homes: &[PartyId],
    cx: &Context<'_>,
) -> Point {
    let nearest = || beside(area, side_of_neighbour(end, cx.flow), size, homes, cx);
    if !homes.is_empty() {
        return nearest();
    }
    let mut near: Vec<(PartyId, Rect)> = cx.hits.boxes_in(area.grown(NEAR));
    near.retain(|(id, _)| *id != of); // it may be where it was a moment ago
    near.push((of, area));
    let number: HashMap<PartyId, u32> =
        near.iter().enumerate().map(|(at, (id, _))| (*id, at as u32)).collect();
    let boxes: Vec<Rect> = near.iter().map(|(_, area)| *area).collect();
    let is_frame: Vec<bool> = near.iter().map(|(id, _)| is_frame(*id, cx)).collect();
    let ends = |id: &PartyId| {
        let from = cx.map.supplies_from(*id);
        from.filter_map(|supply| {
            number.get(&supply.supplier).copied().zip(number.get(&supply.customer).copied())
        })
    };
    let lines: Vec<(u32, u32)> = near.iter().flat_map(|(id, _)| ends(id)).collect();
    let own = number.get(&of).copied();
    let of_end = |wanted: SupplyEnd| own.filter(|_| end == wanted).into_iter().collect();
    let newcomer = Newcomer {
        size,
        suppliers: of_end(SupplyEnd::Supplier),
        customers: of_end(SupplyEnd::Customer),
        gap: GAP_ALONG,
        ..Newcomer::default()
    };
    let place = place_new(Map { boxes: &boxes, is_frame: &is_frame, lines: &lines }, &newcomer, cx.flow);
    if is_free(Rect::around(place, size), homes, cx) { place } else { nearest() }
}

/// Whether a party is drawn as a frame around its members.
fn is_frame(id: PartyId, cx: &Context<'_>) -> bool {
    cx.map.party(id).is_some_and(|party| !party.folded) && cx.map.members_of(id).next().is_some()
}
