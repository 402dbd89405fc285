use super::PartyBox;
use super::bundles::Pair;
use crate::arrange::{Change, EarlierLabel, RoutedBox, Router, standing_flow};
use crate::model::{Flow, PartyId, Point, Rect, Size, SupplyId};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::hash::Hash;

/// The lines of a map as the router of [`crate::arrange`] draws them: round foreign boxes, their ends
/// spread along the sides. While the map is edited they are kept: only what an edit touches is routed again.
#[derive(Clone)]
pub(super) struct Wiring {
    router: Router,
    /// Which way lines run where the places of the parties do not say.
    preferred: Flow,
    /// Which way they run.
    flow: Flow,
    /// Boxes of parties, and the titles of teams: lines do not run through these.
    boxes: Numbers<(PartyId, Part)>,
    lines: Numbers<SupplyId>,
    /// The lines of every pair.
    wires: FxHashMap<Pair, Vec<Wire>>,
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
enum Part {
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
        boxes: &HashMap<PartyId, PartyBox>,
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
        let ways = ways(&numbers, wires.iter().map(|(_, wires)| wires));
        let flow = standing_flow(&rects, &ways).unwrap_or(preferred);
        let router = Router::new(&rects, &frames, &ends, flow);
        Self { router, preferred, flow, boxes: numbers, lines, wires: wires.into_iter().collect() }
    }

    /// Does what the first change would else have to wait for.
    pub(super) fn get_ready(&mut self) {
        self.router.index();
    }

    /// Whether it was made where the same flow was preferred.
    pub(super) fn prefers(&self, flow: Flow) -> bool {
        self.preferred == flow
    }

    /// Whether it knows just these boxes and lines.
    pub(super) fn is_of(&self, boxes: &HashMap<PartyId, PartyBox>, wires: &[(Pair, Vec<Wire>)]) -> bool {
        let parts = |(id, place): (&PartyId, &PartyBox)| {
            let part = |part: Part| Some(((*id, part), part.of(place)?));
            [part(Part::Whole), part(Part::Title)].into_iter().flatten().collect::<Vec<_>>()
        };
        let parts: Vec<_> = boxes.iter().flat_map(parts).collect();
        let stands = |(at, stand): &((PartyId, Part), RoutedBox)| {
            self.boxes.get(at).and_then(|number| self.router.routed_box(number)) == Some(*stand)
        };
        parts.len() == self.boxes.len()
            && parts.iter().all(stands)
            && wires.len() == self.wires.len()
            && wires.iter().all(|(pair, wires)| self.wires.get(pair) == Some(wires))
    }

    /// Every party and every pair that takes part.
    pub(super) fn all(&self) -> (BTreeSet<PartyId>, BTreeSet<Pair>) {
        (self.boxes.all().map(|(id, _)| id).collect(), self.wires.keys().copied().collect())
    }

    /// Follows an edit, or what `is_tried` in a drag: boxes that may have changed, and the lines that pairs have now.
    pub(super) fn follow(
        &mut self,
        boxes: &HashMap<PartyId, PartyBox>,
        moved: &BTreeSet<PartyId>,
        wires: Vec<(Pair, Vec<Wire>)>,
        is_tried: bool,
    ) -> Followed {
        const FEW: usize = 8;
        let (box_count, line_count) = (self.boxes.len(), self.lines.len());
        let change = Change { boxes: self.changed_boxes(boxes, moved), lines: self.changed_lines(wires) };
        let (boxes, lines) = (change.boxes.len(), change.lines.len());
        // What was only tried has to be taken back: that may be all.
        let is_for_good = !is_tried && !self.router.is_trying();
        if is_for_good && (boxes > FEW.max(box_count / 2) || lines > FEW.max(line_count / 2)) {
            return Followed::TooFar;
        }
        let changed = self.router.change(&change, is_tried);
        if self.has_turned() {
            return Followed::Turned;
        }
        Followed::Lines(self.lines.with(&changed))
    }

    /// Whether the map stands along the other flow now. It is along which a map as it is would be drawn afresh,
    /// whatever it was before: so undo brings back that too.
    fn has_turned(&self) -> bool {
        let rects: Vec<Rect> = self.router.rects().collect();
        let flow = standing_flow(&rects, &ways(&self.boxes, self.wires.values()));
        flow.unwrap_or(self.preferred) != self.flow
    }

    fn changed_boxes(
        &mut self,
        boxes: &HashMap<PartyId, PartyBox>,
        moved: &BTreeSet<PartyId>,
    ) -> Vec<(u32, Option<RoutedBox>)> {
        let parts = |party: &PartyId| [(*party, Part::Whole), (*party, Part::Title)];
        let stand = |(party, part): &(PartyId, Part)| part.of(boxes.get(party)?);
        let mut changed = BTreeMap::new();
        let (there, gone): (Vec<_>, Vec<_>) =
            moved.iter().flat_map(parts).partition(|at| stand(at).is_some());
        changed.extend(gone.iter().filter_map(|at| Some((self.boxes.drop(at)?, None))));
        for (at, stand) in there.into_iter().filter_map(|at| Some((at, stand(&at)?))) {
            let number = self.boxes.of(at);
            if self.router.routed_box(number) != Some(stand) {
                changed.insert(number, Some(stand));
            }
        }
        changed.into_iter().collect()
    }

    fn changed_lines(&mut self, pairs: Vec<(Pair, Vec<Wire>)>) -> Vec<(u32, Option<(u32, u32)>)> {
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
        self.router.has_lines_due()
    }

    /// Routes lines whose turn has not come yet until it `is_enough`. Returns those that look different.
    pub(super) fn go_on(&mut self, is_enough: impl FnMut() -> bool) -> BTreeSet<SupplyId> {
        let changed = self.router.go_on(is_enough);
        self.lines.with(&changed)
    }

    /// The curve of the line that is drawn for `supply`: a start and then three points for each piece. `None` while it is
    /// still that between boxes which are elsewhere by now.
    pub(super) fn curve(&self, supply: SupplyId) -> Option<&[Point]> {
        let line = self.lines.get(&supply).filter(|line| !self.router.is_behind(*line))?;
        self.router.routes().get(line as usize).map(|route| route.curve.as_slice())
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

/// Which boxes supply which others, each once however many the lines are.
fn ways<'a>(boxes: &Numbers<(PartyId, Part)>, wires: impl Iterator<Item = &'a Vec<Wire>>) -> Vec<(u32, u32)> {
    let mut ways = Vec::new();
    for wires in wires {
        for (at, wire) in wires.iter().enumerate() {
            if wires[..at].iter().all(|other| other.from != wire.from) {
                ways.push(boxes.ends(wire));
            }
        }
    }
    ways
}

impl Part {
    fn of(self, place: &PartyBox) -> Option<RoutedBox> {
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

/// Numbers for things that come and go. Who comes back gets the number that it had.
#[derive(Clone)]
struct Numbers<T> {
    number: FxHashMap<T, u32>,
    /// Whose number it is, and whether that is there now.
    owner: Vec<(T, bool)>,
    here: usize,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self { number: FxHashMap::default(), owner: Vec::new(), here: 0 }
    }
}

impl<T: Copy + Eq + Hash> Numbers<T> {
    /// How many are there.
    fn len(&self) -> usize {
        self.here
    }

    fn all(&self) -> impl Iterator<Item = T> {
        self.owner.iter().filter(|(_, is_here)| *is_here).map(|(thing, _)| *thing)
    }

    fn get(&self, thing: &T) -> Option<u32> {
        self.number.get(thing).copied().filter(|number| self.owner[*number as usize].1)
    }

    /// The number of a thing that is there from now on.
    fn of(&mut self, thing: T) -> u32 {
        let number = *self.number.entry(thing).or_insert_with(|| {
            self.owner.push((thing, false));
            self.owner.len() as u32 - 1
        });
        self.here += usize::from(!std::mem::replace(&mut self.owner[number as usize].1, true));
        number
    }

    /// The thing is there no more.
    fn drop(&mut self, thing: &T) -> Option<u32> {
        let number = self.get(thing)?;
        self.owner[number as usize].1 = false;
        self.here -= 1;
        Some(number)
    }

    fn with(&self, numbers: &[u32]) -> BTreeSet<T>
    where
        T: Ord,
    {
        numbers
            .iter()
            .filter_map(|number| self.owner.get(*number as usize))
            .map(|(thing, _)| *thing)
            .collect()
    }
}

impl Numbers<(PartyId, Part)> {
    /// The boxes that a line joins.
    fn ends(&self, wire: &Wire) -> (u32, u32) {
        let number = |party| self.get(&(party, Part::Whole)).unwrap_or(u32::MAX);
        (number(wire.from), number(wire.to))
    }
}
