use super::PartyBox;
use super::bundles::{DrawnLine, Pair};
use super::numbers::Numbers;
use crate::arrange::{Change, EarlierLabel, RoutedBox, Router, StandingFlow};
use crate::model::{Flow, PartyId, Point, Rect, Size, SupplyId};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The lines of a map as the router of [`crate::arrange`] draws them: round foreign boxes, their ends
/// spread along the sides. While the map is edited they are kept: only what an edit touches is routed again.
#[derive(Clone)]
pub(super) struct Wiring {
    pub(super) router: Router,
    /// Which way lines run where the places of the parties do not say.
    preferred: Flow,
    /// Which way they run.
    flow: Flow,
    /// Which way the boxes stand that they join.
    standing: StandingFlow,
    /// Boxes of parties, and the titles of teams: lines do not run through these.
    pub(super) boxes: Numbers<(PartyId, Part)>,
    pub(super) lines: Numbers<SupplyId>,
    /// The lines of every pair.
    pub(super) wires: FxHashMap<Pair, Vec<Wire>>,
    /// What the present drag has changed, if that is so much that lines take no notice of it.
    adrift: Edit,
}

/// Parties whose boxes may have changed, and the lines that pairs have now, all those at such boxes among them.
#[derive(Clone, Default)]
pub(super) struct Edit {
    pub(super) parties: BTreeSet<PartyId>,
    pub(super) wires: BTreeMap<Pair, Vec<Wire>>,
}

/// What came of following an edit.
pub(super) enum Followed {
    /// These lines look different.
    Lines(BTreeSet<SupplyId>),
    /// The map stands along the other flow now: all lines look different.
    Turned,
    /// So much has changed that all lines are better routed afresh.
    TooFar,
}

/// What of a party is in the way of lines.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Whole,
    Title,
}

/// A line that joins two boxes; it has the name of the supply that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wire {
    pub(super) supply: SupplyId,
    pub(super) from: PartyId,
    pub(super) to: PartyId,
}

impl fmt::Debug for Wiring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wiring({} pairs)", self.wires.len())
    }
}

impl Wiring {
    /// Routes all lines between the boxes of a picture, along the flow in which these stand, or the one that is preferred
    /// where that is not clear.
    pub(super) fn new(
        boxes: &FxHashMap<PartyId, PartyBox>,
        wires: Vec<(Pair, Vec<Wire>)>,
        preferred: Flow,
    ) -> Self {
        let parties: BTreeSet<PartyId> = boxes.keys().copied().collect();
        let mut numbers = Numbers::default();
        let mut routed: Vec<RoutedBox> = Vec::new();
        for part in [Part::Whole, Part::Title] {
            for (id, place) in parties.iter().filter_map(|id| Some((*id, boxes.get(id)?))) {
                if let Some(stand) = part.of(place) {
                    numbers.of((id, part));
                    routed.push(stand);
                }
            }
        }
        let mut lines = Numbers::default();
        let mut ends = Vec::new();
        for wire in wires.iter().flat_map(|(_, wires)| wires) {
            lines.of(wire.supply);
            ends.push(numbers.ends(wire));
        }
        let rects: Vec<Rect> = routed.iter().map(|stand| stand.rect).collect();
        let frames: Vec<bool> = routed.iter().map(|stand| stand.is_frame).collect();
        let mut standing = StandingFlow::default();
        for (from, to) in wires.iter().flat_map(|(_, wires)| ways(&numbers, wires)) {
            if let (Some(from), Some(to)) = (rects.get(from as usize), rects.get(to as usize)) {
                standing.add(*from, *to);
            }
        }
        let flow = standing.flow().unwrap_or(preferred);
        let router = Router::new(&rects, &frames, &ends, flow);
        let (wires, adrift) = (wires.into_iter().collect(), Edit::default());
        Self { router, preferred, flow, standing, boxes: numbers, lines, wires, adrift }
    }

    /// Whether something is being dragged.
    pub(super) fn is_trying(&self) -> bool {
        self.router.is_trying() || !self.adrift.parties.is_empty()
    }

    /// Does what the first change would else have to wait for.
    pub(super) fn get_ready(&mut self) {
        self.router.index();
    }

    /// Whether it was made where the same flow was preferred.
    pub(super) fn prefers(&self, flow: Flow) -> bool {
        self.preferred == flow
    }

    /// How many lines there are.
    pub(super) fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The lines whose words lie under boxes of these parties.
    pub(super) fn words_under(&self, parties: &BTreeSet<PartyId>) -> BTreeSet<SupplyId> {
        let boxes: BTreeSet<u32> =
            parties.iter().flat_map(parts_of).filter_map(|at| self.boxes.get(&at)).collect();
        self.lines.with(&self.router.labels_under(&boxes))
    }

    /// Every party and every pair that takes part.
    pub(super) fn all(&self) -> (BTreeSet<PartyId>, BTreeSet<Pair>) {
        (self.boxes.all().map(|(id, _)| id).collect(), self.wires.keys().copied().collect())
    }

    /// Follows an edit, or what `is_tried` in a drag: boxes that may have changed, and the lines that pairs have now, all
    /// those at such boxes among them. What is too far leaves it as it is, for whoever comes back.
    pub(super) fn follow(
        &mut self,
        boxes: &FxHashMap<PartyId, PartyBox>,
        moved: &BTreeSet<PartyId>,
        wires: Vec<(Pair, Vec<Wire>)>,
        is_tried: bool,
    ) -> Followed {
        let mut edit = std::mem::take(&mut self.adrift);
        let mut redrawn = edit.supplies();
        edit.parties.extend(moved);
        edit.wires.extend(wires);
        let pairs: Vec<Pair> = edit.wires.keys().copied().collect();
        let is_too_far = self.is_too_far(boxes, &edit, is_tried);
        self.count_standing(&pairs, StandingFlow::remove);
        if is_too_far {
            self.router.forget_trial();
        } else {
            let boxes = self.changed_boxes(boxes, &edit.parties);
            let change = Change { boxes, lines: self.changed_lines(std::mem::take(&mut edit.wires)) };
            redrawn.append(&mut self.lines.with(&self.router.change(&change, is_tried)));
        }
        self.count_standing(&pairs, StandingFlow::add);
        match (is_too_far, is_tried) {
            (true, false) => return Followed::TooFar,
            (true, true) => self.adrift = edit,
            (false, _) if self.has_turned() => return Followed::Turned,
            (false, _) => return Followed::Lines(redrawn),
        }
        Followed::Lines(BTreeSet::new())
    }

    /// Whether the map stands along the other flow now. It is along which a map as it is would be drawn afresh,
    /// whatever it was before: so undo brings back that too.
    fn has_turned(&self) -> bool {
        self.standing.flow().unwrap_or(self.preferred) != self.flow
    }

    /// Counts how the boxes of these pairs stand, or does so no more: that of all in every frame of a drag would cost more than
    /// to route what is dragged.
    fn count_standing(&mut self, pairs: &[Pair], count: impl Fn(&mut StandingFlow, Rect, Rect)) {
        for wires in pairs.iter().filter_map(|pair| self.wires.get(pair)) {
            for (from, to) in ways(&self.boxes, wires) {
                let [from, to] = [from, to].map(|number| self.router.routed_box(number));
                if let (Some(from), Some(to)) = (from, to) {
                    count(&mut self.standing, from.rect, to.rect);
                }
            }
        }
    }

    fn changed_boxes(
        &mut self,
        boxes: &FxHashMap<PartyId, PartyBox>,
        moved: &BTreeSet<PartyId>,
    ) -> Vec<(u32, Option<RoutedBox>)> {
        let stand = |at: &(PartyId, Part)| stand_in(boxes, at);
        let mut changed = BTreeMap::new();
        let (there, gone): (Vec<_>, Vec<_>) =
            moved.iter().flat_map(parts_of).partition(|at| stand(at).is_some());
        changed.extend(gone.iter().filter_map(|at| Some((self.boxes.drop(at)?, None))));
        for (at, stand) in there.into_iter().filter_map(|at| Some((at, stand(&at)?))) {
            let number = self.boxes.of(at);
            if self.router.routed_box(number) != Some(stand) {
                changed.insert(number, Some(stand));
            }
        }
        changed.into_iter().collect()
    }

    fn changed_lines(&mut self, pairs: BTreeMap<Pair, Vec<Wire>>) -> Vec<(u32, Option<(u32, u32)>)> {
        let mut changed = BTreeMap::new();
        let mut made = Vec::new();
        for (pair, wires) in pairs {
            let before = self.wires.remove(&pair).unwrap_or_default();
            let gone = before.iter().filter(|wire| !wires.iter().any(|other| other.supply == wire.supply));
            changed.extend(gone.filter_map(|wire| self.lines.drop(&wire.supply)).map(|line| (line, None)));
            made.extend(wires.iter().filter(|wire| !before.contains(wire)).copied());
            if !wires.is_empty() {
                self.wires.insert(pair, wires);
            }
        }
        // A supply may have gone from one pair to another: it is made after all that is gone.
        for wire in made {
            changed.insert(self.lines.of(wire.supply), Some(self.boxes.ends(&wire)));
        }
        changed.into_iter().collect()
    }

    /// Whether there are lines whose turn has not come yet.
    pub(super) fn has_lines_due(&self) -> bool {
        self.adrift.parties.is_empty() && self.router.has_lines_due()
    }

    /// Routes lines whose turn has not come yet until it `is_enough`. Returns those that look different.
    pub(super) fn go_on(&mut self, is_enough: impl FnMut() -> bool) -> BTreeSet<SupplyId> {
        let changed = self.router.go_on(is_enough);
        self.lines.with(&changed)
    }

    /// The curve of a line: a start and then three points for each piece. `None` while it is still that between boxes which
    /// are elsewhere by now.
    pub(super) fn curve(&self, line: &DrawnLine) -> Option<&[Point]> {
        let is_adrift = |party| self.adrift.parties.contains(party);
        let number = self.lines.get(&line.supply.id).filter(|number| !self.router.is_behind(*number))?;
        let route = self.router.routes().get(number as usize)?;
        (!is_adrift(&line.from) && !is_adrift(&line.to)).then_some(route.curve.as_slice())
    }

    /// Where the words on that line are, if they have a place and still are as large.
    pub(super) fn words(&self, supply: SupplyId, size: Size) -> Option<Rect> {
        let words = self.router.label(self.lines.get(&supply)?)?;
        is_as_large(words, size).then_some(words)
    }

    /// Where the words on that line were when they were as large as they are now, if they have been larger or smaller
    /// since.
    pub(super) fn words_before(&self, supply: SupplyId, size: Size) -> Option<EarlierLabel> {
        let mut labels = self.router.earlier_labels(self.lines.get(&supply)?);
        labels.find(|label| is_as_large(label.place, size))
    }

    /// Where the words on that line are, if they are of another size now.
    pub(super) fn outgrown_words(&self, supply: SupplyId, size: Size) -> Option<Rect> {
        let words = self.router.label(self.lines.get(&supply)?)?;
        (!is_as_large(words, size)).then_some(words)
    }

    /// Notes where the words on that line were until they became of another size.
    pub(super) fn note_words_before(&mut self, supply: SupplyId, words: EarlierLabel) {
        if let Some(line) = self.lines.get(&supply) {
            self.router.note_earlier_label(line, words);
        }
    }

    /// Notes where the words on that line are.
    pub(super) fn put_words(&mut self, supply: SupplyId, words: Option<Rect>) {
        if let Some(line) = self.lines.get(&supply) {
            self.router.set_label(line, words);
        }
    }
}

fn is_as_large(words: Rect, size: Size) -> bool {
    const SAME: f32 = 0.01;
    (words.width() - size.width).abs() < SAME && (words.height() - size.height).abs() < SAME
}

/// Which of the two boxes of a pair supplies the other, each once however many the lines are.
fn ways(boxes: &Numbers<(PartyId, Part)>, wires: &[Wire]) -> Vec<(u32, u32)> {
    let firsts =
        wires.iter().enumerate().filter(|(at, wire)| wires[..*at].iter().all(|o| o.from != wire.from));
    firsts.map(|(_, wire)| boxes.ends(wire)).collect()
}

/// What of a party may be in the way of lines.
pub(super) fn parts_of(party: &PartyId) -> [(PartyId, Part); 2] {
    [(*party, Part::Whole), (*party, Part::Title)]
}

/// That, as it stands among these boxes.
pub(super) fn stand_in(
    boxes: &FxHashMap<PartyId, PartyBox>,
    (party, part): &(PartyId, Part),
) -> Option<RoutedBox> {
    part.of(boxes.get(party)?)
}

impl Edit {
    fn supplies(&self) -> BTreeSet<SupplyId> {
        self.wires.values().flatten().map(|wire| wire.supply).collect()
    }
}

impl Part {
    pub(super) fn of(self, place: &PartyBox) -> Option<RoutedBox> {
        match self {
            Self::Whole => Some(RoutedBox { rect: place.rect, is_frame: place.is_frame() }),
            Self::Title => Some(RoutedBox { rect: letters_of(place.title?), is_frame: false }),
        }
    }
}

/// Where the letters of a team's title stand: lines to members just below keep room to turn.
fn letters_of(title: Rect) -> Rect {
    Rect::new(title.min.moved(12.0, 4.0), title.max.moved(-12.0, -6.0))
}

impl Numbers<(PartyId, Part)> {
    /// The boxes that a line joins.
    fn ends(&self, wire: &Wire) -> (u32, u32) {
        let number = |party| self.get(&(party, Part::Whole)).unwrap_or(u32::MAX);
        (number(wire.from), number(wire.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, SequentialIds};
    use proptest::prelude::*;

    const PARTIES: usize = 7;

    /// A party that comes, goes or stands elsewhere, and what its supplies are then: to whom, and whether any flow back.
    type Edit = (usize, Option<(f32, f32)>, Vec<(usize, bool)>, bool);

    fn any_edit() -> impl Strategy<Value = Edit> {
        let place = prop::option::weighted(0.9, (0.0..1_500.0_f32, 0.0..1_500.0_f32));
        (0..PARTIES, place, prop::collection::vec((0..PARTIES, any::<bool>()), 0..3), any::<bool>())
    }

    /// What is on the picture, and the names of parties and supplies.
    struct Map {
        ids: Vec<PartyId>,
        supplies: SequentialIds,
        boxes: FxHashMap<PartyId, PartyBox>,
        wires: BTreeMap<Pair, Vec<Wire>>,
    }

    impl Map {
        fn new() -> Self {
            let mut ids = SequentialIds::default();
            let ids: Vec<PartyId> = (0..PARTIES).map(|_| ids.party()).collect();
            let (supplies, wires) = (SequentialIds::default(), BTreeMap::new());
            let mut map = Self { ids, supplies, boxes: FxHashMap::default(), wires };
            for at in 0..PARTIES {
                map.edit(&(
                    at,
                    Some((300.0 * at as f32, 0.0)),
                    vec![((at + 1) % PARTIES, at % 3 == 0)],
                    false,
                ));
            }
            map
        }

        /// The pairs that have changed.
        fn edit(&mut self, (at, place, supplies, _): &Edit) -> BTreeSet<Pair> {
            let party = self.ids[*at];
            match place {
                Some((x, y)) => {
                    let rect = Rect::around(Point::new(*x, *y), Size::new(120.0, 46.0));
                    self.boxes.insert(party, PartyBox { rect, title: None, depth: 0 });
                }
                None => _ = self.boxes.remove(&party),
            }
            let ends_here = |pair: &Pair| pair.0 == party || pair.1 == party;
            let mut stale: BTreeSet<Pair> =
                self.wires.keys().filter(|pair| ends_here(pair)).copied().collect();
            for (other, flows_back) in supplies {
                let other = self.ids[*other];
                let pair = Pair::new(party, other);
                let mut wires = vec![Wire { supply: self.supplies.supply(), from: party, to: other }];
                wires.extend(flows_back.then(|| Wire {
                    supply: self.supplies.supply(),
                    from: other,
                    to: party,
                }));
                self.wires.insert(pair, wires);
                stale.insert(pair);
            }
            let is_there = |pair: &Pair| [pair.0, pair.1].iter().all(|end| self.boxes.contains_key(end));
            self.wires.retain(|pair, _| is_there(pair));
            stale
        }

        fn wires_of(&self, pairs: BTreeSet<Pair>) -> Vec<(Pair, Vec<Wire>)> {
            let wires = |pair| (pair, self.wires.get(&pair).cloned().unwrap_or_default());
            pairs.into_iter().map(wires).collect()
        }

        fn wiring(&self) -> Wiring {
            Wiring::new(&self.boxes, self.wires.clone().into_iter().collect(), Flow::LeftToRight)
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn how_boxes_stand_is_counted_as_if_afresh(edits in prop::collection::vec(any_edit(), 1..12)) {
            let mut map = Map::new();
            let mut wiring = map.wiring();
            for edit in edits {
                let stale = map.edit(&edit);
                let (moved, is_tried) = (BTreeSet::from([map.ids[edit.0]]), edit.3);
                let followed = wiring.follow(&map.boxes, &moved, map.wires_of(stale), is_tried);
                let fresh = map.wiring();
                prop_assert_eq!(wiring.standing, fresh.standing);
                let is_along_another_flow = fresh.flow != wiring.flow;
                prop_assert_eq!(matches!(followed, Followed::Turned), is_along_another_flow);
                if is_along_another_flow {
                    wiring = fresh;
                }
            }
        }
    }
}
