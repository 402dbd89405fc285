use super::Progress;
use crate::arrange::{
    FrameMargins, MapRequest, Placement, Preset, Watch, place, place_again, place_newcomers, request_of,
};
use crate::edit::{Command, Refusal, perform};
use crate::model::{Flow, Hold, Organisation, PartyId, Point, Rect, Size, SupplyId};
use crate::scene::{TextMeasurer, label_sizes, party_size};
use std::collections::HashSet;

/// Up to so many newcomers find their places one after another; more are drawn together.
const MOST_ONE_BY_ONE: usize = 16;

/// Places everything anew along the flow; what is pinned or placed by hand stays.
///
/// `None` if the work was cancelled.
pub fn tidy(
    map: &Organisation,
    flow: Flow,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Option<Command> {
    let places = places(map, flow, None, measurer, progress)?;
    Some(Command::Batch("Tidy".to_owned(), vec![Command::Move { places, by_hand: false }]))
}

/// Places `chosen` parties anew, and everybody inside chosen teams, about where they are; all others stay
/// exactly. Who was placed by hand is asked for by name here and goes too; who is pinned stays.
///
/// `None` if the work was cancelled.
pub fn tidy_some(
    map: &Organisation,
    chosen: &[PartyId],
    flow: Flow,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Option<Command> {
    let mut request = request_for(map, flow, measurer);
    let is_pinned = |id: &PartyId| map.party(*id).is_some_and(|party| party.hold == Hold::Pinned);
    for (id, party) in request.parties.iter().zip(&mut request.request.parties) {
        party.pin = party.pin.filter(|_| is_pinned(id));
    }
    let place_of = |id: &PartyId| map.party(*id).map_or_else(Point::default, |party| party.place);
    let standing: Vec<Point> = request.parties.iter().map(place_of).collect();
    let is_chosen: Vec<bool> = request.parties.iter().map(|id| chosen.contains(id)).collect();
    let go_on = |share: f32| {
        progress.report(share);
        !progress.is_cancelled()
    };
    let places = place_again(&request.request, &standing, &is_chosen, &Watch::new(&go_on))?;
    let places = request.moves(&Placement { places, ..Placement::default() }, map);
    Some(Command::Batch("Tidy the selection".to_owned(), vec![Command::Move { places, by_hand: false }]))
}

/// Whether placing these newcomers takes so little time that nobody need wait for it.
pub fn is_placed_at_once(map: &Organisation, made: &[PartyId]) -> bool {
    // One newcomer among 300 takes half a millisecond; a frame must not be late for all of them together.
    const MOST_LOOKS: usize = 3_000;
    !map.is_empty() && made.len() <= MOST_ONE_BY_ONE && made.len() * map.parties().len() <= MOST_LOOKS
}

/// The import and the places of what it makes, as one step with this name. What is on the map already stays where it is.
///
/// `None` if the work was cancelled.
///
/// # Errors
/// The import is refused.
pub fn import_and_place(
    map: &Organisation,
    label: &str,
    import: &Command,
    made: &[PartyId],
    flow: Flow,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Result<Option<Command>, Refusal> {
    let mut after = map.clone();
    perform(&mut after, import)?;
    let made: HashSet<PartyId> = made.iter().copied().collect();
    let few = (made.len() <= MOST_ONE_BY_ONE).then(|| places_of_few(&after, &made, flow, measurer)).flatten();
    let together = || places(&after, flow, Some(&made), measurer, progress);
    let Some(places) = few.or_else(together) else { return Ok(None) };
    let steps = vec![import.clone(), Command::Move { places, by_hand: false }];
    Ok(Some(Command::Batch(label.to_owned(), steps)))
}

/// Places for a few newcomers on a map on which somebody stands already. `None` if they have to be drawn together.
fn places_of_few(
    map: &Organisation,
    made: &HashSet<PartyId>,
    flow: Flow,
    measurer: &dyn TextMeasurer,
) -> Option<Vec<(PartyId, Point)>> {
    if made.len() == map.parties().len() {
        return None;
    }
    let request = request_for(map, flow, measurer);
    let stands = |id: &PartyId| map.party(*id).filter(|_| !made.contains(id)).map(|party| party.place);
    let standing: Vec<Option<Point>> = request.parties.iter().map(stands).collect();
    let places = place_newcomers(&request.request, &standing)?;
    let placed = request.parties.iter().copied().zip(places);
    Some(placed.filter(|(id, _)| made.contains(id)).collect())
}

/// The map as placing sees it, with the sizes of the picture, so that what is placed without overlaps is drawn
/// without.
fn request_for(map: &Organisation, flow: Flow, measurer: &dyn TextMeasurer) -> MapRequest {
    let size_of = |id: PartyId| map.party(id).map_or_else(Size::default, |party| party_size(party, measurer));
    let labels = label_sizes(map, measurer);
    let label_of = |id: SupplyId| labels.get(&id).copied();
    let (preset, margins) = (Preset::default(), FrameMargins::default());
    request_of(map, &size_of, &label_of, flow, preset, margins)
}

/// New places for those that may move: `movable`, or all that nobody has placed by hand.
fn places(
    map: &Organisation,
    flow: Flow,
    movable: Option<&HashSet<PartyId>>,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Option<Vec<(PartyId, Point)>> {
    let mut request = request_for(map, flow, measurer);
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
    let mut placement = place(&request.request, &Watch::new(&go_on))?;
    if movable.is_none() {
        stay_around(&mut placement, &request, map);
    }
    Some(request.moves(&placement, map))
}

/// Where nobody is held, the whole stays around the point around which it was: nothing gets out of sight.
fn stay_around(placement: &mut Placement, request: &MapRequest, map: &Organisation) {
    if request.request.parties.iter().any(|party| party.pin.is_some()) {
        return;
    }
    let around = |places: &mut dyn Iterator<Item = Point>| {
        places.map(|place| Rect::new(place, place)).reduce(Rect::union).map(Rect::center)
    };
    let is_plain = |id: &PartyId| map.members_of(*id).next().is_none();
    let old =
        &mut request.parties.iter().filter(|id| is_plain(id)).filter_map(|id| Some(map.party(*id)?.place));
    let new =
        &mut request.parties.iter().zip(&placement.places).filter(|(id, _)| is_plain(id)).map(|(_, p)| *p);
    let Some((old, new)) = around(old).zip(around(new)) else { return };
    // Whole units: tidied once more, nothing moves by the error of a rounding.
    let (dx, dy) = ((old.x - new.x).round(), (old.y - new.y).round());
    placement.places.iter_mut().for_each(|place| *place = place.moved(dx, dy));
}
