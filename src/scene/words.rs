use super::builder::SceneBuilder;
use super::bundles::DrawnLine;
use super::draw::supply_depth;
use super::label_ground::{LabelGround, PlacedLabel};
use super::label_place::LabelPlaces;
use super::label_spots::Spots;
use super::route::Measured;
use super::sought::Sought;
use super::{Layer, PartyBox, SupplyLine};
use crate::arrange::EarlierLabel;
use crate::model::{ElementId, Point, Rect, Size, SupplyId};
use std::collections::BTreeSet;

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
    /// Whether its words have no place.
    pub(super) fn is_homeless(&self) -> bool {
        self.words.is_none() && self.size.is_some()
    }

    /// Where its words may come to lie.
    fn areas(&self) -> impl Iterator<Item = Rect> + use<> {
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
        let homeless = routed.iter().filter(|line| line.is_homeless());
        let Some(sought) = Sought::of(&homeless.flat_map(RoutedLine::areas).collect::<Vec<_>>()) else {
            return;
        };
        // Supplies that join a bundle are still drawn each for itself.
        let supplies = routed.iter().flat_map(|routed| &routed.line.supplies);
        let Near { boxes, lines } = self.near(&sought, &supplies.map(|supply| supply.id).collect());
        let points = lines.iter().map(|(line, _)| line.path.len()).sum::<usize>();
        let looks_at_lines = self.preview.is_empty() || points <= MOST_POINTS_IN_A_DRAG;
        let own = routed.iter().map(|routed| (routed.path.as_slice(), None));
        let others = lines.iter().map(|(line, curves)| (line.path.as_slice(), Some(*curves)));
        let words = routed.iter().map(|routed| Some(PlacedLabel::at(routed.words?, &routed.path)));
        let mut ground = LabelGround::new(
            &sought,
            boxes.iter().map(|place| place.title.unwrap_or(place.rect)).collect(),
            boxes.iter().filter(|place| place.is_frame()).map(|place| place.rect).collect(),
            own.chain(others).collect(),
        );
        if looks_at_lines {
            ground.add_lines();
        }
        ground.settle(words.chain(lines.iter().map(|(line, _)| label_of(line))));
        let found = places_for(routed, LabelPlaces::new(ground));
        for (routed, (words, outgrown)) in routed.iter_mut().zip(found) {
            (routed.words, routed.outgrown) = (words, outgrown);
        }
    }

    /// What is there, except `own` lines.
    fn near(&self, sought: &Sought, own: &BTreeSet<SupplyId>) -> Near<'_> {
        let (mut boxes, mut lines) = (BTreeSet::new(), BTreeSet::new());
        for figure in self.scene.near_any(&sought.areas()) {
            match (figure.depth.layer, figure.depth.element) {
                (Layer::Party | Layer::Team, Some(ElementId::Party(id))) => _ = boxes.insert(id),
                (Layer::Supply | Layer::SupplyLabel, Some(ElementId::Supply(id)))
                    if sought.meets(figure.bounds) =>
                {
                    lines.extend(self.drawn_line(id));
                }
                _ => {}
            }
        }
        let boxes = boxes.iter().filter_map(|id| self.scene.party_box(*id));
        let line =
            |id| Some((self.scene.supply_line(id)?, self.scene.areas_of(&supply_depth(Layer::Supply, id))?));
        let others = lines.difference(own).filter_map(|id| line(*id));
        Near { boxes: boxes.filter(|place| sought.meets(place.rect)).collect(), lines: others.collect() }
    }
}

/// What lies where labels may come to lie.
struct Near<'a> {
    boxes: Vec<&'a PartyBox>,
    /// The lines that may run there, and those whose labels are there, each with where its curves are.
    lines: Vec<(&'a SupplyLine, &'a [Rect])>,
}

/// Where the label of a line is that stays.
fn label_of(line: &SupplyLine) -> Option<PlacedLabel> {
    Some(PlacedLabel { place: line.words()?, join: line.leader })
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
