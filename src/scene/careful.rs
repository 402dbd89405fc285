use super::builder::SceneBuilder;
use super::bundles::{DrawnLine, Pair};
use super::lines::words_size;
use super::route::{self, Lane};
use super::wiring::{Followed, Wire, Wiring};
use super::words::RoutedLine;
use super::{Layer, Options, SupplyLine, TextMeasurer, Theme};
use crate::arrange::EarlierLabel;
use crate::model::{ElementId, Organisation, PartyId, Rect, SupplyId};
use std::collections::BTreeSet;

/// Up to so many supplies, all lines of a map are found at once. Beyond, a line is drawn for itself until
/// [`careful_lines`] has found the ways of all.
const MOST_AT_ONCE: usize = 200;

/// The ways of all lines of a map and the places of their labels, found together and kept since.
#[derive(Clone, Debug)]
pub struct CarefulLines(pub(super) Wiring);

/// Finds the ways of all lines of a map, however many: work for another thread than the window's.
pub fn careful_lines(
    organisation: &Organisation,
    options: &Options,
    theme: &Theme,
    measurer: &dyn TextMeasurer,
) -> Option<CarefulLines> {
    let mut lines =
        SceneBuilder::with_care(organisation, options.clone(), theme.clone(), None, measurer).lines()?;
    lines.0.get_ready();
    Some(lines)
}

/// Lines that go round boxes, and labels that look for a free place.
impl SceneBuilder {
    /// Whether all lines go round boxes now.
    pub(super) fn is_careful(&self) -> bool {
        self.takes_its_time || self.wiring.is_some() || self.bundles.len() <= MOST_AT_ONCE
    }

    /// Whether lines are drawn each for itself until somebody brings [`careful_lines`].
    pub fn wants_care(&self) -> bool {
        !self.is_careful()
    }

    /// The ways of all lines as they are now, for another picture of the same map.
    pub fn lines(&self) -> Option<CarefulLines> {
        self.wiring.clone().map(CarefulLines)
    }

    /// Takes over the ways that were found for this map, as it is now or was a little earlier;
    /// [`SceneBuilder::go_on`] draws them.
    pub fn take_care(&mut self, organisation: &Organisation, lines: CarefulLines) {
        if !lines.0.prefers(self.options.flow) {
            return;
        }
        self.wiring = Some(lines.0);
        if let Some(Followed::Lines(_)) = self.follow(organisation, None) {
            self.waiting = self.bundles.pairs().into_iter().collect();
            self.holds_back = false;
        } else {
            self.wiring = None; // it has become another map
        }
    }

    /// Nobody will bring lines that are found with care: those that were held back are drawn each for itself.
    pub fn do_without_care(&mut self, organisation: &Organisation, measurer: &dyn TextMeasurer) {
        if std::mem::take(&mut self.holds_back) {
            self.draw_pairs_quickly(organisation, None, measurer);
            self.scene.settle();
        }
    }

    /// Draws lines that were found with care, at most `most` pairs of parties, or if there are none of these goes on routing
    /// the lines that an edit left for later, until it `is_enough`. Whether any are left.
    pub fn go_on(
        &mut self,
        organisation: &Organisation,
        measurer: &dyn TextMeasurer,
        most: usize,
        is_enough: impl FnMut() -> bool,
    ) -> bool {
        let lines = if self.waiting.is_empty() {
            let routed = self.wiring.as_mut().map(|wiring| wiring.go_on(is_enough)).unwrap_or_default();
            self.lines_for(organisation, &routed)
        } else {
            let left = self.waiting.len().saturating_sub(most);
            let pairs = self.waiting.split_off(left);
            pairs.iter().flat_map(|pair| self.lines_of(organisation, *pair)).collect()
        };
        self.draw_routed(organisation, lines, &BTreeSet::new(), measurer);
        self.scene.settle();
        self.has_lines_waiting()
    }

    /// Whether lines are still to be drawn as they were found with care, or to be routed after an edit.
    pub fn has_lines_waiting(&self) -> bool {
        !self.waiting.is_empty() || self.wiring.as_ref().is_some_and(Wiring::has_lines_due)
    }

    /// Draws the lines of `stale` pairs (`None`: of all) and whatever is routed again because of them or of what has
    /// `moved`.
    pub(super) fn draw_carefully(
        &mut self,
        organisation: &Organisation,
        stale: Option<&BTreeSet<Pair>>,
        moved: &BTreeSet<PartyId>,
        measurer: &dyn TextMeasurer,
    ) {
        let rerouted = match self.follow(organisation, stale.map(|stale| (stale, moved))) {
            Some(Followed::Lines(lines)) => Some(lines),
            Some(Followed::Turned) => {
                self.turn(organisation);
                None
            }
            Some(Followed::TooFar) | None => {
                self.rewire(organisation);
                None
            }
        };
        let is_afresh = rerouted.is_none();
        if !self.is_careful() {
            self.draw_pairs_quickly(organisation, stale, measurer);
            return;
        }
        let all = || self.bundles.pairs();
        let pairs = stale.filter(|_| !is_afresh).cloned().unwrap_or_else(all);
        let mut lines: Vec<DrawnLine> =
            pairs.iter().flat_map(|pair| self.lines_of(organisation, *pair)).collect();
        let rerouted = rerouted.unwrap_or_default();
        let covered: BTreeSet<SupplyId> = self.covered_words(moved).difference(&rerouted).copied().collect();
        let others = self.lines_for(organisation, &rerouted.union(&covered).copied().collect()).into_iter();
        lines.extend(others.filter(|line| !pairs.contains(&Pair::new(line.from, line.to))));
        self.draw_routed(organisation, lines, &covered, measurer);
    }

    /// The lines that are drawn for these supplies.
    fn lines_for<'a>(
        &self,
        organisation: &'a Organisation,
        supplies: &BTreeSet<SupplyId>,
    ) -> Vec<DrawnLine<'a>> {
        let pairs: BTreeSet<Pair> = supplies.iter().filter_map(|id| self.bundles.pair_of(*id)).collect();
        let lines = pairs.into_iter().flat_map(|pair| self.lines_of(organisation, pair));
        lines.filter(|line| supplies.contains(&line.supply.id)).collect()
    }

    /// Finds all lines afresh, or takes those that were there before this was done last: undo and redo of a Tidy bring
    /// back every line. A large map has none then for a while.
    fn rewire(&mut self, organisation: &Organisation) {
        let wires = self.wires_of(organisation, self.bundles.pairs());
        let (boxes, flow) = (&self.scene.boxes, self.options.flow);
        let before = self.wiring.take();
        self.wiring =
            self.earlier.take().filter(|earlier| earlier.prefers(flow) && earlier.is_of(boxes, &wires));
        self.earlier = before;
        self.wire_if_missing(wires);
    }

    fn wire_if_missing(&mut self, wires: Vec<(Pair, Vec<Wire>)>) {
        if self.wiring.is_none() && self.is_careful() {
            self.wiring = Some(Wiring::new(&self.scene.boxes, wires, self.options.flow));
        }
    }

    /// Takes the lines along the other flow, as they were when the map stood along that last and as they follow from
    /// there: undo brings back every line of a map that turns too.
    fn turn(&mut self, organisation: &Organisation) {
        let other = self.turned.take().filter(|wiring| wiring.prefers(self.options.flow));
        self.turned = std::mem::replace(&mut self.wiring, other);
        if !matches!(self.follow(organisation, None), Some(Followed::Lines(_))) {
            self.wiring = None;
            self.wire_if_missing(self.wires_of(organisation, self.bundles.pairs()));
        }
    }

    /// Has the wiring, if there is one, follow what has changed (`None`: anything may have).
    fn follow(
        &mut self,
        organisation: &Organisation,
        changed: Option<(&BTreeSet<Pair>, &BTreeSet<PartyId>)>,
    ) -> Option<Followed> {
        let (parties, pairs) = if let Some((pairs, parties)) = changed {
            (parties.clone(), pairs.clone())
        } else {
            let (mut parties, mut pairs) = self.wiring.as_ref()?.all();
            parties.extend(self.scene.boxes.keys());
            pairs.append(&mut self.bundles.pairs());
            (parties, pairs)
        };
        let wires = self.wires_of(organisation, pairs);
        let is_tried = !self.preview.is_empty();
        let wiring = self.wiring.as_mut()?;
        let mut followed = wiring.follow(&self.scene.boxes, &parties, wires, is_tried);
        if let Followed::Lines(lines) = &mut followed
            && self.takes_its_time
        {
            lines.append(&mut wiring.go_on(|| false));
        }
        Some(followed)
    }

    fn wires_of(
        &self,
        organisation: &Organisation,
        pairs: impl IntoIterator<Item = Pair>,
    ) -> Vec<(Pair, Vec<Wire>)> {
        let wire = |line: DrawnLine| Wire { supply: line.supply.id, from: line.from, to: line.to };
        let wires =
            |pair| (pair, self.lines_of(organisation, pair).into_iter().map(wire).collect::<Vec<_>>());
        pairs.into_iter().map(wires).collect()
    }

    /// The lines whose words lie under a box that has moved.
    fn covered_words(&self, moved: &BTreeSet<PartyId>) -> BTreeSet<SupplyId> {
        let boxes = moved.iter().filter_map(|party| self.scene.party_box(*party));
        let mut covered = BTreeSet::new();
        for rect in boxes.map(|place| place.title.unwrap_or(place.rect)) {
            for id in self.supplies_near(Layer::SupplyLabel, rect) {
                let words = self.scene.supply_line(id).and_then(SupplyLine::words);
                covered.extend(words.filter(|words| words.overlaps(rect)).and_then(|_| self.drawn_line(id)));
            }
        }
        covered
    }

    /// The supply that is drawn for `id`: itself, or the first of its bundle.
    pub(super) fn drawn_line(&self, id: SupplyId) -> Option<SupplyId> {
        let line = self.scene.supply_line(id)?;
        line.bundle.as_ref().map_or(Some(id), |bundle| bundle.drawn())
    }

    pub(super) fn supplies_near(&self, layer: Layer, area: Rect) -> impl Iterator<Item = SupplyId> {
        let near = self.scene.near(area).into_iter();
        let near = near.filter(move |figure| figure.depth.layer == layer && figure.bounds.overlaps(area));
        near.filter_map(|figure| match figure.depth.element {
            Some(ElementId::Supply(id)) => Some(id),
            _ => None,
        })
    }

    /// Draws lines as they are routed; words that are new, `covered` or of another size look for a place. Lines whose turn has
    /// not come are drawn each for itself.
    fn draw_routed(
        &mut self,
        organisation: &Organisation,
        lines: Vec<DrawnLine>,
        covered: &BTreeSet<SupplyId>,
        measurer: &dyn TextMeasurer,
    ) {
        let Some(wiring) = &self.wiring else { return };
        let (lines, behind): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|line| wiring.curve(line.supply.id).is_some());
        for line in &behind {
            self.draw_behind(organisation, line, measurer);
        }
        let Some(wiring) = &self.wiring else { return };
        let draw = self.draw(organisation, measurer);
        let routed = lines.into_iter().map(|line| {
            let id = line.supply.id;
            let fan = self.fan_of(organisation, &line, measurer);
            let curve = fan.or_else(|| Some(wiring.curve(id)?.to_vec())).unwrap_or_default();
            let size = words_size(&draw, &line);
            let words = size.filter(|_| !covered.contains(&id)).and_then(|size| wiring.words(id, size));
            let outgrown = size.and_then(|size| wiring.outgrown_words(id, size));
            let outgrown = outgrown.map(|place| EarlierLabel { place, was_crowded: false });
            let before = outgrown.and(size).and_then(|size| wiring.words_before(id, size));
            RoutedLine { path: route::flattened(&curve), line, curve, size, words, outgrown, before }
        });
        let mut routed: Vec<RoutedLine> = routed.collect();
        self.place_words(&mut routed);
        for RoutedLine { line, curve, words, outgrown, .. } in &routed {
            if let Some(wiring) = &mut self.wiring {
                if let Some(outgrown) = outgrown {
                    wiring.note_words_before(line.supply.id, *outgrown);
                }
                wiring.put_words(line.supply.id, *words);
            }
            self.put_line(organisation, line, curve, *words, measurer);
        }
    }

    /// Draws a line whose turn has not come.
    fn draw_behind(&mut self, organisation: &Organisation, line: &DrawnLine, measurer: &dyn TextMeasurer) {
        let beside = self.lines_of(organisation, Pair::new(line.from, line.to));
        let index = beside.iter().position(|other| other.supply.id == line.supply.id).unwrap_or_default();
        self.draw_line_quickly(organisation, line, Lane { index, count: beside.len() }, measurer);
    }
}
