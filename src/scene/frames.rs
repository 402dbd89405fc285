use super::PartyBox;
use crate::model::{PartyId, Rect};
use rustc_hash::FxHashMap;

/// Height of a band of the map, in map units.
const BAND: f32 = 512.0;
/// As many bands there are above the middle of the map, and below.
const FARTHEST: f32 = 40_000.0;

/// The teams that are drawn as frames, by the level bands of the map that they touch: a map of 10,000 parties has
/// more frames than every label can ask.
#[derive(Clone, Debug, Default)]
pub(super) struct Frames {
    bands: FxHashMap<i32, Vec<(PartyId, PartyBox)>>,
}

impl Frames {
    /// A party is drawn elsewhere than `before`, if it was or is drawn.
    pub fn change(&mut self, party: PartyId, before: Option<PartyBox>, after: Option<PartyBox>) {
        if let Some(place) = before.filter(PartyBox::is_frame) {
            for band in bands(place.rect) {
                if let Some(frames) = self.bands.get_mut(&band) {
                    frames.retain(|(other, _)| *other != party);
                }
            }
        }
        if let Some(place) = after.filter(PartyBox::is_frame) {
            for band in bands(place.rect) {
                self.bands.entry(band).or_default().push((party, place));
            }
        }
    }

    /// The innermost team whose frame holds all of `area`.
    pub fn around(&self, area: Rect) -> Option<PartyId> {
        let near = self.bands.get(bands(area).start()).into_iter().flatten();
        let around = near.filter(|(_, place)| place.rect.contains_rect(area));
        around.max_by_key(|(team, place)| (place.depth, *team)).map(|(team, _)| *team)
    }
}

fn bands(area: Rect) -> std::ops::RangeInclusive<i32> {
    // What lies further out than any map shares one band.
    let band = |y: f32| (y / BAND).floor().clamp(-FARTHEST, FARTHEST) as i32;
    band(area.min.y)..=band(area.max.y)
}
