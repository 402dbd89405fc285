use super::builder::SceneBuilder;
use super::bundles::DrawnLine;
use super::label_ground::LabelGround;
use super::label_place::LabelPlaces;
use super::label_spots::Spots;
use super::route::Measured;
use super::{Layer, PartyBox, SupplyLine};
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

    /// Where its words may come to lie.
    fn areas(&self) -> impl Iterator<Item = Rect> {
        let tried = self.size.map(|size| Spots::new(&Measured::new(&self.path), size));
        let earlier = [self.outgrown, self.before].into_iter().flatten().map(|label| label.place);
        tried.into_iter().flat_map(|spots| spots.areas().collect::<Vec<_>>()).chain(earlier)
    }
}

impl SceneBuilder {
    /// Finds places for words that have none, past everything that is near.
    pub(super) fn place_words(&self, routed: &mut [RoutedLine]) {
        /// Among so many long lines no label of a dragged party can keep clear of all in the time of a frame. Until it is let
        /// go it keeps clear of boxes and labels.
        const MOST_POINTS_IN_A_DRAG: usize = 20_000;
        let areas = areas_to_look_at(routed);
        let Some(whole) = areas.iter().copied().reduce(Rect::union) else { return };
        // Supplies that join a bundle are still drawn each for itself.
        let supplies = routed.iter().flat_map(|routed| &routed.line.supplies);
        let near = self.lines_in(&areas, &supplies.map(|supply| supply.id).collect());
        let is_near = |place: &&PartyBox| {
            place.rect.overlaps(whole) && areas.iter().any(|area| place.rect.overlaps(*area))
        };
        let boxes = || self.scene.party_boxes().map(|(_, place)| place).filter(is_near);
        let points = near.iter().map(|(line, _)| line.path.len()).sum::<usize>();
        let looks_at_lines = self.preview.is_empty() || points <= MOST_POINTS_IN_A_DRAG;
        let areas_of = |areas: &Vec<Rect>| if looks_at_lines { areas.clone() } else { Vec::new() };
        let own = routed.iter().map(|routed| (routed.path.as_slice(), areas_of(&areas)));
        let others = near.iter().map(|(line, near)| (line.path.as_slice(), areas_of(near)));
        let words = routed.iter().map(|routed| routed.words);
        let ground = LabelGround::new(
            boxes().map(|place| place.title.unwrap_or(place.rect)).collect(),
            &own.chain(others).collect::<Vec<_>>(),
            boxes().filter(|place| place.is_frame()).map(|place| place.rect).collect(),
            words.chain(near.iter().map(|(line, _)| line.words())).collect(),
        );
        let found = places_for(routed, LabelPlaces::new(ground));
        for (routed, (words, outgrown)) in routed.iter_mut().zip(found) {
            (routed.words, routed.outgrown) = (words, outgrown);
        }
    }

    /// The lines that run through any of these areas, and through which, and those whose labels are there; except `own`.
    fn lines_in(&self, areas: &[Rect], own: &BTreeSet<SupplyId>) -> Vec<(&SupplyLine, Vec<Rect>)> {
        let mut near: BTreeMap<SupplyId, Vec<Rect>> = BTreeMap::new();
        for area in areas {
            let lines =
                self.supplies_near(Layer::Supply, *area).filter(|id| self.drawn_line(*id) == Some(*id));
            lines.for_each(|id| near.entry(id).or_default().push(*area));
            let labels = self.supplies_near(Layer::SupplyLabel, *area).filter_map(|id| self.drawn_line(id));
            labels.for_each(|id| _ = near.entry(id).or_default());
        }
        let others = near.into_iter().filter(|(id, _)| !own.contains(id));
        others.filter_map(|(id, areas)| Some((self.scene.supply_line(id)?, areas))).collect()
    }
}

/// Where words that have no place may come to lie. Where there are many, they are looked for all over.
fn areas_to_look_at(routed: &[RoutedLine]) -> Vec<Rect> {
    const MANY: usize = 48;
    let homeless: Vec<&RoutedLine> = routed.iter().filter(|line| line.is_homeless()).collect();
    let areas = homeless.iter().flat_map(|line| line.areas());
    if homeless.len() < MANY { areas.collect() } else { areas.reduce(Rect::union).into_iter().collect() }
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
