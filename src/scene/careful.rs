use super::builder::SceneBuilder;
use super::bundles::{DrawnLine, Pair};
use super::hit::supply_of;
use super::label_place;
use super::lines::words_size;
use super::route::{self, Lane};
use super::wiring::{Followed, Wire, Wiring};
use super::words::RoutedLine;
use super::{Layer, Options, TextMeasurer, Theme};
use crate::arrange::EarlierLabel;
use crate::model::{Organisation, PartyId, Rect, SupplyId};
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
        if self.catches_up(organisation) {
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

    /// Draws lines that were found with care, at most `most` pairs of parties. If there are none of these, the lines that an edit
    /// left for later are routed, and when all have their ways their words look for places, until it `is_enough`. Whether
    /// anything is left.
    pub fn go_on(
        &mut self,
        organisation: &Organisation,
        measurer: &dyn TextMeasurer,
        most: usize,
        is_enough: impl FnMut() -> bool,
    ) -> bool {
        if !self.waiting.is_empty() {
            let left = self.waiting.len().saturating_sub(most);
            let pairs = self.waiting.split_off(left);
            let lines = pairs.iter().flat_map(|pair| self.lines_of(organisation, *pair)).collect();
            self.draw_routed(organisation, lines, &BTreeSet::new(), measurer);
        } else if let Some(wiring) = self.wiring.as_mut().filter(|wiring| wiring.has_lines_due()) {
            let routed = wiring.go_on(is_enough);
            self.draw_before_words(organisation, self.lines_for(organisation, &routed), measurer);
        } else if self.has_words_seeking() {
            self.place_waiting_words(organisation, measurer, is_enough);
        }
        self.scene.settle();
        self.has_lines_waiting()
    }

    /// Whether lines or words on them are still to be drawn as they were found with care, or to be found after an edit.
    pub fn has_lines_waiting(&self) -> bool {
        let has_lines_due = || self.wiring.as_ref().is_some_and(Wiring::has_lines_due);
        !self.waiting.is_empty() || self.has_words_seeking() || has_lines_due()
    }

    /// Whether there are words that look for a place in a later frame. While something is dragged nothing else jumps.
    fn has_words_seeking(&self) -> bool {
        self.preview.is_empty() && !self.seeking.is_empty()
    }

    /// Has words that wait for it look for a place until it `is_enough`: on a large map one after another, each of which takes
    /// some milliseconds, on others several together.
    fn place_waiting_words(
        &mut self,
        organisation: &Organisation,
        measurer: &dyn TextMeasurer,
        mut is_enough: impl FnMut() -> bool,
    ) {
        const MOST_AT_ONCE: usize = 8;
        const SUPPLIES: usize = 8_000;
        let at_once = (SUPPLIES / self.bundles.len().max(1)).clamp(1, MOST_AT_ONCE);
        while !self.seeking.is_empty() {
            let later = self.seeking.iter().nth(at_once).copied();
            let later = later.map_or_else(BTreeSet::new, |first| self.seeking.split_off(&first));
            let now = std::mem::replace(&mut self.seeking, later);
            let lines = self.lines_for(organisation, &now);
            self.draw_routed(organisation, lines, &BTreeSet::new(), measurer);
            if is_enough() {
                break;
            }
        }
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
        let changed = stale.map(|stale| (stale, moved));
        let rerouted = self.reroute(organisation, changed);
        let is_afresh = rerouted.is_none();
        if !self.is_careful() {
            self.draw_pairs_quickly(organisation, stale, measurer);
            return;
        }
        let pairs = match stale {
            Some(stale) if !is_afresh => stale.clone(),
            Some(stale) if !self.takes_its_time && self.bundles.len() > MOST_AT_ONCE => {
                self.waiting = self.bundles.pairs().difference(stale).copied().collect();
                stale.clone()
            }
            _ => self.bundles.pairs(),
        };
        let mut lines: Vec<DrawnLine> =
            pairs.iter().flat_map(|pair| self.lines_of(organisation, *pair)).collect();
        let rerouted = rerouted.unwrap_or_default();
        // Where words are on lines that were found before, everything stands as it did then.
        let covered = if is_afresh { BTreeSet::new() } else { self.covered_words(moved) };
        let covered: BTreeSet<SupplyId> = covered.difference(&rerouted).copied().collect();
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

    /// Has the wiring follow what has changed (`None`: anything may have), or has all lines found afresh. Lines that look
    /// different; `None` if all may.
    fn reroute(
        &mut self,
        organisation: &Organisation,
        changed: Option<(&BTreeSet<Pair>, &BTreeSet<PartyId>)>,
    ) -> Option<BTreeSet<SupplyId>> {
        if changed.is_some_and(|(pairs, moved)| self.is_bygone(organisation, pairs, moved)) {
            self.rewire(organisation);
            return None;
        }
        match self.follow(organisation, changed) {
            Some(Followed::Lines(lines)) => return Some(lines),
            Some(Followed::Turned) => self.turn(organisation),
            Some(Followed::TooFar) | None => self.rewire(organisation),
        }
        None
    }

    /// Whether the map has become again what it was before all lines were found afresh, and was not since.
    fn is_bygone(
        &self,
        organisation: &Organisation,
        pairs: &BTreeSet<Pair>,
        moved: &BTreeSet<PartyId>,
    ) -> bool {
        const FEW: usize = 8;
        let Some(wiring) = self.wiring.as_ref().filter(|wiring| !wiring.is_trying()) else { return false };
        moved.len() + pairs.len() > FEW
            && self.preview.is_empty()
            && self.find_bygone(organisation).is_some()
            && !wiring.has_been(&self.scene.boxes, moved, self.wires_of(organisation, pairs.iter().copied()))
    }

    /// Finds all lines afresh, or takes those that were there before this was done last: undo and redo of a Tidy bring
    /// back every line. A large map has none then for a while.
    fn rewire(&mut self, organisation: &Organisation) {
        let before = self.wiring.take();
        self.wiring = self.find_bygone(organisation).map(|at| self.bygone.take(at));
        if let Some(before) = before {
            self.bygone.keep(before);
        }
        self.wire_if_missing(organisation);
    }

    /// Which of the lines as they were are those of the map as it is.
    pub(super) fn find_bygone(&self, organisation: &Organisation) -> Option<usize> {
        let wires = || self.wires_of(organisation, self.bundles.pairs());
        self.bygone.find(self.options.flow, &self.scene.boxes, wires)
    }

    fn wire_if_missing(&mut self, organisation: &Organisation) {
        if self.wiring.is_none() && self.is_careful() {
            let wires = self.wires_of(organisation, self.bundles.pairs());
            self.wiring = Some(Wiring::new(&self.scene.boxes, wires, self.options.flow));
        }
    }

    /// Takes the lines along the other flow, as they were when the map stood along that last and as they follow from
    /// there: undo brings back every line of a map that turns too.
    fn turn(&mut self, organisation: &Organisation) {
        let other = self.turned.take().filter(|wiring| wiring.prefers(self.options.flow));
        self.turned = std::mem::replace(&mut self.wiring, other);
        if !self.catches_up(organisation) {
            self.wiring = None;
            self.wire_if_missing(organisation);
        }
    }

    /// Has lines that were found for an earlier state of the map follow all that has changed since. Words that would lie under a
    /// box now lose their place. Whether the map is not too different.
    fn catches_up(&mut self, organisation: &Organisation) -> bool {
        let moved =
            self.wiring.as_ref().map(|wiring| wiring.moved_since(&self.scene.boxes)).unwrap_or_default();
        if !matches!(self.follow(organisation, None), Some(Followed::Lines(_))) {
            return false;
        }
        if let Some(wiring) = &mut self.wiring {
            for supply in wiring.words_under(&moved) {
                wiring.put_words(supply, None);
            }
        }
        true
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

    /// The lines whose words, or what joins these to them, lie under a box that has moved.
    fn covered_words(&self, moved: &BTreeSet<PartyId>) -> BTreeSet<SupplyId> {
        let boxes = moved.iter().filter_map(|party| self.scene.party_box(*party));
        let mut covered = BTreeSet::new();
        for rect in boxes.map(|place| place.title.unwrap_or(place.rect)) {
            // Labels are found where they are and where what joins them is.
            for figure in self.scene.things_near(rect) {
                let id = supply_of(figure).filter(|_| figure.depth.layer == Layer::SupplyLabel);
                let line = id.and_then(|id| self.scene.supply_line(id));
                let is_covered = line.is_some_and(|line| {
                    line.words().is_some_and(|words| words.overlaps(rect))
                        || line.leader.is_some_and(|leader| route::crosses(leader, rect))
                });
                covered.extend(id.filter(|_| is_covered).and_then(|id| self.drawn_line(id)));
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
        near.filter_map(|figure| supply_of(figure))
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
        let mut routed = self.routed(organisation, lines, covered, measurer);
        self.place_words(&mut routed);
        self.put_routed(organisation, &routed, measurer);
    }

    /// The same, but words without a place stand in the middle of their line for now and look for one later.
    fn draw_before_words(
        &mut self,
        organisation: &Organisation,
        lines: Vec<DrawnLine>,
        measurer: &dyn TextMeasurer,
    ) {
        let routed = self.routed(organisation, lines, &BTreeSet::new(), measurer);
        let homeless = routed.iter().filter(|line| line.is_homeless());
        self.seeking.extend(homeless.map(|routed| routed.line.supply.id));
        self.put_routed(organisation, &routed, measurer);
    }

    /// Lines with the ways that were found for them, and with their words. Lines whose turn has not come are drawn each for
    /// itself.
    fn routed<'a>(
        &mut self,
        organisation: &'a Organisation,
        lines: Vec<DrawnLine<'a>>,
        covered: &BTreeSet<SupplyId>,
        measurer: &dyn TextMeasurer,
    ) -> Vec<RoutedLine<'a>> {
        let Some(wiring) = &self.wiring else { return Vec::new() };
        let (lines, behind): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|line| wiring.curve(line).is_some());
        for line in &behind {
            self.draw_behind(organisation, line, measurer);
        }
        let Some(wiring) = &self.wiring else { return Vec::new() };
        let draw = self.draw(organisation, measurer);
        let routed = lines.into_iter().map(|line| {
            let id = line.supply.id;
            let fan = self.fan_of(organisation, &line, measurer);
            let curve = fan.or_else(|| Some(wiring.curve(&line)?.to_vec())).unwrap_or_default();
            let size = words_size(&draw, &line);
            let words = size.filter(|_| !covered.contains(&id)).and_then(|size| wiring.words(id, size));
            let outgrown = size.and_then(|size| wiring.outgrown_words(id, size));
            let outgrown = outgrown.map(|place| EarlierLabel { place, was_crowded: false });
            let before = outgrown.and(size).and_then(|size| wiring.words_before(id, size));
            RoutedLine { path: route::flattened(&curve), line, curve, size, words, outgrown, before }
        });
        routed.collect()
    }

    /// Puts lines into the picture, and notes where their words are.
    fn put_routed(
        &mut self,
        organisation: &Organisation,
        routed: &[RoutedLine],
        measurer: &dyn TextMeasurer,
    ) {
        for routed in routed {
            let RoutedLine { line, curve, path, size, words, outgrown, .. } = routed;
            if let Some(wiring) = self.wiring.as_mut().filter(|_| !routed.is_homeless()) {
                if let Some(outgrown) = outgrown {
                    wiring.note_words_before(line.supply.id, *outgrown);
                }
                wiring.put_words(line.supply.id, *words);
            }
            let words = words.or_else(|| size.map(|size| label_place::middle(path, size)));
            self.put_line(organisation, line, curve, words, measurer);
        }
    }

    /// Draws a line whose turn has not come.
    fn draw_behind(&mut self, organisation: &Organisation, line: &DrawnLine, measurer: &dyn TextMeasurer) {
        let beside = self.lines_of(organisation, Pair::new(line.from, line.to));
        let index = beside.iter().position(|other| other.supply.id == line.supply.id).unwrap_or_default();
        self.draw_line_quickly(organisation, line, Lane { index, count: beside.len() }, measurer);
    }
}
