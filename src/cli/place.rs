//! Places for parties that have none: as the window would place them.

use super::picture::Picture;
use crate::arrange::{Flow, FrameMargins, Preset, Watch, place, request_of};
use crate::edit::{Command, perform};
use crate::model::{Organisation, PartyId};
use crate::scene::{Options, Theme};
use std::collections::HashSet;

/// Places everybody on `map` whom nobody has placed by hand.
pub(super) fn everybody(map: &mut Organisation) {
    let command = tidied(map);
    // Placing refers to parties that are there and to places on the map.
    let _ = perform(map, &command);
}

/// New places for everybody whom nobody has placed by hand.
pub(super) fn tidied(map: &Organisation) -> Command {
    let everybody: Vec<PartyId> = map.parties().map(|party| party.id).collect();
    new_parties(map, &everybody)
}

/// Places for `made`; whoever else is on `map` stays where it is.
pub(super) fn new_parties(map: &Organisation, made: &[PartyId]) -> Command {
    let made: HashSet<PartyId> = made.iter().copied().collect();
    let picture = Picture::of(map, &Options::default(), &Theme::light());
    let (flow, preset, margins) = (Flow::default(), Preset::default(), FrameMargins::default());
    let size_of = |id| picture.size_of(id);
    let mut request = request_of(map, &size_of, &|id| picture.label_of(id), flow, preset, margins);
    for (id, party) in request.parties.iter().zip(&mut request.request.parties) {
        let stays = !made.contains(id) && map.members_of(*id).next().is_none();
        party.pin = map.party(*id).filter(|_| stays).map(|party| party.place).or(party.pin);
    }
    let placement = place(&request.request, &Watch::nobody());
    let places = placement.map(|placement| request.moves(&placement, map)).unwrap_or_default();
    Command::Move { places, by_hand: false }
}
