use super::builder::SceneBuilder;
use super::bundles::{DrawnLine, Pair};
use super::label_place::LabelPlaces;
use super::lines::words_size;
use super::route;
use super::wiring::Wiring;
use super::{Options, TextMeasurer, Theme};
use crate::model::{Organisation, PartyId, Point, Rect, SupplyId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Up to so many supplies, lines go round boxes and labels look for a free place, all of them together and at once.
/// Beyond, a line is drawn for itself until [`careful_lines`] has found the ways of all, so that an edit costs the same
/// on a map of any size.
const MOST_AT_ONCE: usize = 400;

/// The ways of all lines of a map and the places of their labels, found together.
#[derive(Clone, Debug, Default)]
pub struct CarefulLines(FxHashMap<SupplyId, CarefulLine>);

/// The way of one line, good for as long as it joins the same two boxes and stands for as many supplies.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CarefulLine {
    ends: (Rect, Rect),
    count: usize,
    pub(super) curve: Vec<Point>,
    pub(super) words: Option<Rect>,
}

impl CarefulLines {
    /// The way of `line` between these boxes, if it is known.
    pub(super) fn get(&self, line: &DrawnLine, from: Rect, to: Rect) -> Option<&CarefulLine> {
        let known = self.0.get(&line.supply.id)?;
        let is_same = known.ends == (from, to) && known.count == line.supplies.len() && line.fan.is_none();
        is_same.then_some(known)
    }

    fn keep(&mut self, line: &DrawnLine, ends: (Rect, Rect), curve: &[Point], words: Option<Rect>) {
        let way = CarefulLine { ends, count: line.supplies.len(), curve: curve.to_vec(), words };
        self.0.insert(line.supply.id, way);
    }
}

/// Finds the ways of all lines of a map, however many: work for another thread than the window's.
pub fn careful_lines(
    organisation: &Organisation,
    options: &Options,
    theme: &Theme,
    measurer: &dyn TextMeasurer,
) -> CarefulLines {
    let options = Options { fanned: None, ..options.clone() };
    SceneBuilder::with_care(organisation, options, theme.clone(), measurer).known
}

/// One line with its way.
struct RoutedLine<'a> {
    line: DrawnLine<'a>,
    curve: Vec<Point>,
    path: Vec<Point>,
}

/// Lines that go round boxes, and labels that look for a free place.
impl SceneBuilder {
    /// Whether all lines are drawn together now.
    pub(super) fn is_careful(&self) -> bool {
        self.takes_its_time || self.bundles.len() <= MOST_AT_ONCE
    }

    /// Whether lines are drawn each for itself until somebody brings [`careful_lines`].
    pub fn wants_care(&self) -> bool {
        !self.is_careful()
    }

    /// Takes over the ways that were found for this map; [`SceneBuilder::go_on`] draws them.
    pub fn take_care(&mut self, lines: CarefulLines) {
        let before = std::mem::replace(&mut self.known, lines);
        let is_new = |(id, line): (&SupplyId, &CarefulLine)| {
            let pair = (before.0.get(id) != Some(line)).then(|| self.bundles.pair_of(*id));
            pair.flatten()
        };
        let pairs: BTreeSet<Pair> = self.known.0.iter().filter_map(is_new).collect();
        self.waiting = pairs.into_iter().collect();
    }

    /// Draws some of the lines that were found with care, at most that many pairs of parties. Whether any are left.
    pub fn go_on(&mut self, organisation: &Organisation, measurer: &dyn TextMeasurer, most: usize) -> bool {
        let left = self.waiting.len().saturating_sub(most);
        for pair in self.waiting.split_off(left) {
            self.draw_quickly(organisation, pair, measurer);
        }
        self.scene.settle();
        !self.waiting.is_empty()
    }

    /// Whether lines that were found with care are still to be drawn.
    pub fn has_lines_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Draws all lines together. While something is dragged only those that change are drawn again.
    pub(super) fn draw_carefully(
        &mut self,
        organisation: &Organisation,
        stale: &BTreeSet<Pair>,
        moved: &BTreeSet<PartyId>,
        measurer: &dyn TextMeasurer,
    ) {
        let pairs = self.bundles.pairs();
        let lines: Vec<DrawnLine> =
            pairs.iter().flat_map(|pair| self.lines_of(organisation, *pair)).collect();
        let mut changed = self.rewire(&lines, moved);
        let is_stale = |line: &DrawnLine| stale.contains(&Pair::new(line.from, line.to));
        changed.extend(lines.iter().enumerate().filter(|(_, line)| is_stale(line)).map(|(at, _)| at));
        let routed = lines.into_iter().enumerate().map(|(at, line)| {
            let routed = self.wiring.as_ref().map_or(&[][..], |wiring| wiring.curve(at));
            let curve = self.fan_of(organisation, &line, measurer).unwrap_or_else(|| routed.to_vec());
            RoutedLine { line, path: route::flattened(&curve), curve }
        });
        let routed: Vec<RoutedLine> = routed.collect();
        self.draw_routed(organisation, &routed, &changed, measurer);
    }

    /// Finds the ways of all lines. Returns those that have to be drawn.
    fn rewire(&mut self, lines: &[DrawnLine], moved: &BTreeSet<PartyId>) -> Vec<usize> {
        let ends: Vec<(PartyId, PartyId)> = lines.iter().map(|line| (line.from, line.to)).collect();
        let is_dragging = !self.preview.is_empty();
        match &mut self.wiring {
            Some(wiring) if is_dragging && wiring.is_for(&ends) => wiring.follow(&self.scene.boxes, moved),
            wiring => {
                // Everything afresh: then the picture depends on the map only, not on how it came about.
                *wiring = Some(Wiring::new(&self.scene.boxes, ends, self.options.flow));
                (0..lines.len()).collect()
            }
        }
    }

    fn draw_routed(
        &mut self,
        organisation: &Organisation,
        routed: &[RoutedLine],
        changed: &[usize],
        measurer: &dyn TextMeasurer,
    ) {
        let is_changed: BTreeSet<usize> = changed.iter().copied().collect();
        let draw = self.draw(organisation, measurer);
        let label = |at: &usize| Some((*at, words_size(&draw, &routed.get(*at)?.line)?));
        let labels: Vec<_> = is_changed.iter().filter_map(label).collect();
        let shown = |routed: &RoutedLine| self.scene.supply_line(routed.line.supply.id)?.words();
        let kept = |(at, routed)| if is_changed.contains(&at) { None } else { shown(routed) };
        let boxes = || self.scene.boxes.values();
        let mut places = LabelPlaces::new(
            boxes().map(|place| place.title.unwrap_or(place.rect)).collect(),
            routed.iter().map(|routed| routed.path.as_slice()).collect(),
            boxes().filter(|place| place.is_frame()).map(|place| place.rect),
            routed.iter().enumerate().map(kept).collect(),
        );
        places.place(labels);
        for at in is_changed {
            let Some(routed) = routed.get(at) else { continue };
            let label = places.place_of(at);
            if self.takes_its_time {
                self.keep_way(routed, label);
            }
            self.put_line(organisation, &routed.line, &routed.curve, label, measurer);
        }
    }

    fn keep_way(&mut self, routed: &RoutedLine, words: Option<Rect>) {
        let RoutedLine { line, curve, .. } = routed;
        let ends = (self.scene.party_box(line.from), self.scene.party_box(line.to));
        if let (Some(from), Some(to)) = ends {
            self.known.keep(line, (from.rect, to.rect), curve, words);
        }
    }
}
