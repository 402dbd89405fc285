use super::Progress;
use crate::arrange::{Flow, FrameMargins, Preset, Watch, place, request_of};
use crate::edit::{Command, Refusal, perform};
use crate::model::{Organisation, PartyId, Point, Size, SupplyId};
use crate::scene::{TextMeasurer, label_size, party_size};
use std::collections::HashSet;

/// Places everything anew from left to right; what is pinned or placed by hand stays.
///
/// `None` if the work was cancelled.
pub fn tidy(map: &Organisation, measurer: &dyn TextMeasurer, progress: &Progress) -> Option<Command> {
    let places = places(map, None, measurer, progress)?;
    Some(Command::Batch("Tidy".to_owned(), vec![Command::Move { places, by_hand: false }]))
}

/// The import and the places of what it makes, as one step. What is on the map already stays where it is.
///
/// `None` if the work was cancelled.
///
/// # Errors
/// The import is refused.
pub fn import_and_place(
    map: &Organisation,
    import: &Command,
    made: &[PartyId],
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Result<Option<Command>, Refusal> {
    let mut after = map.clone();
    perform(&mut after, import)?;
    let made = made.iter().copied().collect();
    let Some(places) = places(&after, Some(&made), measurer, progress) else { return Ok(None) };
    let steps = vec![import.clone(), Command::Move { places, by_hand: false }];
    Ok(Some(Command::Batch("Import".to_owned(), steps)))
}

/// New places for those that may move: `movable`, or all that nobody has placed by hand.
fn places(
    map: &Organisation,
    movable: Option<&HashSet<PartyId>>,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Option<Vec<(PartyId, Point)>> {
    // The sizes are those of the picture, so that what is placed without overlaps is drawn without.
    let size_of = |id: PartyId| map.party(id).map_or_else(Size::default, |party| party_size(party, measurer));
    let label_of = |id: SupplyId| label_size(map.supply(id)?, measurer);
    let (flow, preset, margins) = (Flow::default(), Preset::default(), FrameMargins::default());
    let mut request = request_of(map, &size_of, &label_of, flow, preset, margins);
    if let Some(movable) = movable {
        for (id, party) in request.parties.iter().zip(&mut request.request.parties) {
            let stays = !movable.contains(id) && map.members_of(*id).next().is_none();
            party.pin = map.party(*id).filter(|_| stays).map(|party| party.place).or(party.pin);
        }
    }
    let go_on = |share: f32| {
        progress.report(share);
        !progress.is_cancelled()
    };
    let placement = place(&request.request, &Watch::new(&go_on))?;
    Some(request.moves(&placement, map))
}
