use super::builder::SceneBuilder;
use super::bundles::DrawnLine;
use super::label_place::LabelPlaces;
use super::{Layer, route};
use crate::arrange::EarlierLabel;
use crate::model::{Point, Rect, Size, SupplyId};
use std::collections::{BTreeMap, BTreeSet};

/// One line with its way, and its words where they have to be placed.
pub(super) struct RoutedLine<'a> {
    pub(super) line: DrawnLine<'a>,
    pub(super) curve: Vec<Point>,
    pub(super) path: Vec<Point>,
    /// How large the words are, if there are any.
    pub(super) size: Option<Size>,
    /// Where they are, if they have a place.
    pub(super) words: Option<Rect>,
    /// Where they were until they became of another size.
    pub(super) outgrown: Option<EarlierLabel>,
    /// Where they were when they were as large last.
    pub(super) before: Option<EarlierLabel>,
}

impl RoutedLine<'_> {
    fn is_homeless(&self) -> bool {
        self.words.is_none() && self.size.is_some()
    }

    /// Where its words are looked for.
    fn around(&self) -> Option<Rect> {
        /// How far from its line a label is looked for at most, beyond its own size.
        const FURTHEST: f32 = 140.0;
        let size = self.size?;
        let whole = route::pieces(&self.path).reduce(Rect::union)?;
        Some(whole.grown(3.0 * size.width.max(size.height) + FURTHEST))
    }
}

impl SceneBuilder {
    /// Finds places for words that have none, past everything that is near.
    pub(super) fn place_words(&self, routed: &mut [RoutedLine]) {
        let homeless = routed.iter().filter(|line| line.is_homeless());
        let Some(area) = homeless.filter_map(RoutedLine::around).reduce(Rect::union) else { return };
        // Supplies that join a bundle are still drawn each for itself.
        let supplies = routed.iter().flat_map(|routed| &routed.line.supplies);
        let own: BTreeSet<SupplyId> = supplies.map(|supply| supply.id).collect();
        let near = self.supplies_near(Layer::Supply, area).filter(|id| !own.contains(id));
        let near: BTreeMap<_, _> = near
            .filter(|id| self.drawn_line(*id) == Some(*id))
            .filter_map(|id| Some((id, self.scene.supply_line(id)?)))
            .collect();
        let boxes =
            || self.scene.party_boxes().map(|(_, place)| place).filter(|place| place.rect.overlaps(area));
        let paths = routed.iter().map(|routed| routed.path.as_slice());
        let places = LabelPlaces::new(
            boxes().map(|place| place.title.unwrap_or(place.rect)).collect(),
            paths.chain(near.values().map(|line| line.path.as_slice())).collect(),
            boxes().filter(|place| place.is_frame()).map(|place| place.rect),
            routed.iter().map(|routed| routed.words).chain(near.values().map(|line| line.words())).collect(),
        );
        let found = places_for(routed, places);
        for (routed, (words, outgrown)) in routed.iter_mut().zip(found) {
            (routed.words, routed.outgrown) = (words, outgrown);
        }
    }
}

/// The places of all words, and whether something else lay where words were that are of another size now. Words that
/// are as large again as they were once go back to their place, unless something lies there only now.
fn places_for(routed: &[RoutedLine], mut places: LabelPlaces) -> Vec<(Option<Rect>, Option<EarlierLabel>)> {
    let outgrown = routed.iter().enumerate().map(|(at, line)| {
        let was_crowded = |place| EarlierLabel { place, was_crowded: places.is_taken(at, place) };
        line.outgrown.map(|label| was_crowded(label.place))
    });
    let outgrown: Vec<Option<EarlierLabel>> = outgrown.collect();
    let (back, homeless): (Vec<_>, Vec<_>) =
        routed.iter().enumerate().filter(|(_, line)| line.is_homeless()).partition(|(at, line)| {
            line.before.is_some_and(|before| before.was_crowded || !places.is_taken(*at, before.place))
        });
    for (at, place) in back.iter().filter_map(|(at, line)| Some((*at, line.before?.place))) {
        places.put(at, place);
    }
    places.place(homeless.into_iter().filter_map(|(at, line)| Some((at, line.size?))).collect());
    outgrown.into_iter().enumerate().map(|(at, outgrown)| (places.place_of(at), outgrown)).collect()
}
