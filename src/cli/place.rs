//! Places for parties that have none: as the window would place them.

use crate::arrange::{DrawnLine, Flow, FrameMargins, Preset, Quality, Watch, place, quality, request_of};
use crate::edit::{Command, perform};
use crate::model::{Organisation, PartyId, Rect, Size, SupplyId};
use crate::platform::{FontMeasurer, Fonts};
use crate::scene::{Options, Scene, Theme, build};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

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
    let picture = Picture::of(map);
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

/// A map as it is drawn: the sizes that are placed are those that are seen.
pub(super) struct Picture<'a> {
    map: &'a Organisation,
    scene: Scene,
}

impl<'a> Picture<'a> {
    pub(super) fn of(map: &'a Organisation) -> Self {
        let measurer = FontMeasurer::new(Arc::new(Fonts::default()));
        Self { map, scene: build(map, &Options::default(), &Theme::light(), &measurer) }
    }

    fn size_of(&self, id: PartyId) -> Size {
        self.scene.party_box(id).map_or_else(Size::default, |shown| shown.rect.size())
    }

    fn label_of(&self, id: SupplyId) -> Option<Size> {
        Some(self.scene.supply_line(id)?.label?.size())
    }

    /// Crossings, overlaps, lengths: of what is seen.
    pub(super) fn quality(&self) -> Quality {
        let shown: Vec<(PartyId, Rect)> =
            self.scene.party_boxes().map(|(id, shown)| (id, shown.rect)).collect();
        let index: HashMap<PartyId, u32> =
            shown.iter().enumerate().map(|(at, (id, _))| (*id, at as u32)).collect();
        let team_of = |id: &PartyId| index.get(&self.map.party(*id)?.team?).copied();
        let teams: Vec<Option<u32>> = shown.iter().map(|(id, _)| team_of(id)).collect();
        let boxes: Vec<Rect> = shown.iter().map(|(_, place)| *place).collect();
        let lines: Vec<DrawnLine> = self
            .map
            .supplies()
            .filter_map(|supply| {
                let path = self.scene.supply_line(supply.id)?.path.clone();
                let (from, to) = (*index.get(&supply.supplier)?, *index.get(&supply.customer)?);
                Some(DrawnLine { from, to, points: path })
            })
            .collect();
        quality(&boxes, &teams, &lines)
    }
}
