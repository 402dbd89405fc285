use super::due::Due;
use super::ground::Ground;
use super::line::{EarlierLabel, Line, Way};
use super::line_index::LineIndex;
use super::path::PathFinder;
use super::side::Sides;
use super::trail::{Earlier, Stand, Step, Trail};
use super::{Route, curve, side};
use crate::arrange::Flow;
use crate::arrange::segment::entry;
use crate::model::{Point, Rect, Size};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Keeps the routes of a map: after a change only the lines that it touches are routed again, and all others
/// stay as they are.
///
/// A line along the flow runs in a lane through the columns that it passes (`lanes`). Where boxes stand in
/// no columns, or a line runs otherwise, it turns round the corners of what is in its way
/// (`path`).
#[derive(Clone)]
pub struct Router {
    pub(super) flow: Flow,
    pub(super) ground: Ground,
    pub(super) finder: PathFinder,
    pub(super) lines: Vec<Line>,
    routes: Vec<Route>,
    /// The lines that end at each box.
    pub(super) lines_at: Vec<Vec<u32>>,
    /// The lines from a box to itself.
    pub(super) loops: BTreeSet<u32>,
    /// The lines that turn at each corner.
    pub(super) turning: FxHashMap<u32, Vec<u32>>,
    /// The corners at which something has changed since the lines were drawn.
    pub(super) stirred: BTreeSet<u32>,
    /// Where lines run; made for the first change.
    pub(super) index: Option<LineIndex>,
    /// Tells one state of the map from another.
    key: u64,
    trail: Trail,
    /// Whether what changes is noted in the present step.
    is_noting: bool,
    /// What was done for a trial.
    pub(super) trial: Option<Step>,
    /// The lines whose turn comes later.
    pub(super) due: BTreeMap<u32, Due>,
    /// The lines that were drawn another way since somebody asked.
    pub(super) redrawn: BTreeSet<u32>,
    /// The sides at which lines ended in the last trial.
    pub(super) tried: FxHashMap<u32, Sides>,
}

/// A box as lines see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoutedBox {
    /// Its place.
    pub rect: Rect,
    /// Whether it is the frame of a team: lines may pass through it.
    pub is_frame: bool,
}

/// What is to be different on a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Boxes that stand elsewhere, new ones (numbered from the last one on), and with `None` those that are gone.
    pub boxes: Vec<(u32, Option<RoutedBox>)>,
    /// Lines with other ends, new ones (numbered from the last one on), and with `None` those that are gone.
    pub lines: Vec<(u32, Option<(u32, u32)>)>,
}

/// The boxes and lines that are to be different, and how.
#[derive(Default)]
pub(super) struct Wanted {
    pub boxes: BTreeMap<u32, Stand>,
    pub lines: BTreeMap<u32, (u32, u32)>,
}

/// Lines as they looked.
type Seen = BTreeMap<u32, Look>;

/// How a line looks: the curve, where the label is, and whether it is behind.
type Look = (Vec<Point>, Option<Rect>, bool);

/// Where a box is that is not there.
const NO_BOX: Stand = (Rect { min: Point { x: 0.0, y: 0.0 }, max: Point { x: 0.0, y: 0.0 } }, true);

impl Router {
    /// Routes all `lines` (supplier and customer as indexes into `boxes`). Boxes with `is_frame` are frames
    /// of teams: lines may pass through them.
    pub fn new(boxes: &[Rect], is_frame: &[bool], lines: &[(u32, u32)], flow: Flow) -> Self {
        let boxes: Vec<Rect> = boxes.iter().map(|rect| turned(*rect, flow)).collect();
        let mut router = Self {
            flow,
            finder: PathFinder::new(boxes.len()),
            lines_at: vec![Vec::new(); boxes.len()],
            ground: Ground::new(boxes, is_frame),
            lines: Vec::new(),
            routes: Vec::new(),
            loops: BTreeSet::new(),
            turning: FxHashMap::default(),
            stirred: BTreeSet::new(),
            index: None,
            key: 0,
            trail: Trail::default(),
            is_noting: true,
            trial: None,
            due: BTreeMap::new(),
            redrawn: BTreeSet::new(),
            tried: FxHashMap::default(),
        };
        for (line, ends) in lines.iter().enumerate() {
            router.join(line as u32, *ends);
            router.choose_sides(line as u32, None);
        }
        router.route_again(&(0..lines.len() as u32).collect(), BTreeSet::new());
        router
    }

    /// The routes, one for each line.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The routes, one for each line.
    pub fn into_routes(self) -> Vec<Route> {
        self.routes
    }

    /// A box as it stands.
    pub fn routed_box(&self, v: u32) -> Option<RoutedBox> {
        let (rect, is_frame) = self.ground.get(v)?;
        Some(RoutedBox { rect: turned(rect, self.flow), is_frame })
    }

    /// Where all boxes are, in the order of their numbers.
    pub fn rects(&self) -> impl Iterator<Item = Rect> {
        self.ground.boxes.iter().map(|rect| turned(*rect, self.flow))
    }

    /// Where the label of a line is, as it was noted last for the line as it is.
    pub fn label(&self, line: u32) -> Option<Rect> {
        self.lines.get(line as usize)?.label
    }

    /// Where the label of a line has been while that was as it is, when it was of other sizes, the latest first.
    pub fn earlier_labels(&self, line: u32) -> impl Iterator<Item = EarlierLabel> {
        let lines = self.lines.get(line as usize).into_iter();
        lines.flat_map(|line| line.earlier_labels.iter().rev().copied())
    }

    /// Notes where the label of a line was until it became of another size: it may come back to that.
    pub fn note_earlier_label(&mut self, line: u32, label: EarlierLabel) {
        const MOST: usize = 4;
        let labels = &mut self.edit(line).earlier_labels;
        labels.retain(|other| other.place.size() != label.place.size());
        labels.push(label);
        if labels.len() > MOST {
            labels.remove(0);
        }
    }

    /// Notes where the label of a line is. It comes back with the line when the map does.
    pub fn set_label(&mut self, line: u32, label: Option<Rect>) {
        if self.lines[line as usize].label != label {
            self.edit(line).label = label;
        }
    }

    /// Changes the map and routes again what that touches: lines that end at a box that has changed, lines that
    /// it now stands on or that had turned round it, and lines whose ends have to make room. Returns the lines whose
    /// routes or labels are different now. A map that is as it was some changes ago gets back what it had.
    ///
    /// What `is_trial` (a box is being dragged) counts from the map as it was before the trial, not from the last
    /// place that was tried: how a box got somewhere does not matter. The first change that is none ends it.
    ///
    /// Of many lines that are touched, most are [left for later](Self::go_on).
    pub fn change(&mut self, change: &Change, is_trial: bool) -> Vec<u32> {
        self.index();
        if !self.is_trying() {
            self.catch_up_with_lines(usize::MAX);
        }
        self.bring_all_back();
        self.redrawn.clear();
        let mut wanted = self.wanted(change);
        let mut seen = Seen::default();
        match self.trial.take() {
            Some(trial) if wanted.is_empty() => {
                self.keep(trial, is_trial);
                return Vec::new();
            }
            Some(trial) => {
                wanted.add_all_of(&trial, self);
                self.tried =
                    trial.lines.keys().map(|line| (*line, self.lines[*line as usize].sides)).collect();
                let changed = trial.lines.keys().chain(trial.due.keys());
                seen.extend(changed.map(|line| (*line, self.looks(*line))));
                self.take_back(trial);
                wanted.forget_what_is(self);
            }
            None => {}
        }
        if !wanted.is_empty() {
            self.carry_out(&wanted, is_trial, &mut seen);
        }
        seen.into_iter().filter(|(line, seen)| self.looks(*line) != *seen).map(|(line, _)| line).collect()
    }

    /// Makes the map as it is wanted. If it has been so before, lines are as they were then.
    fn carry_out(&mut self, wanted: &Wanted, is_trial: bool, seen: &mut Seen) {
        let boxes = wanted.boxes.keys().map(|v| (*v, self.ground.get(*v).unwrap_or(NO_BOX))).collect();
        let step = Step { before: self.key, boxes, lines: BTreeMap::new(), due: BTreeMap::new() };
        self.key = self.key_with(wanted);
        let known = self.trail.lines_at(self.key);
        self.keep(step, is_trial);
        match known {
            Some(earlier) => {
                self.put_boxes(wanted.boxes.iter().map(|(v, stand)| (*v, *stand)));
                self.bring_back(earlier, wanted, is_trial);
            }
            None => self.route_wanted(wanted),
        }
        if !is_trial {
            self.tried.clear();
            self.ground.settle();
        }
        let Some(step) = self.trial.as_ref().or(self.trail.last().map(|step| &*step)) else { return };
        let was_behind = |line: u32, before: &Line| {
            let due = step.due.get(&line).map_or_else(|| self.due.get(&line), Option::as_ref);
            Due::leaves_behind(due, before)
        };
        for (line, before) in &step.lines {
            let look = || (before.curve.clone(), before.label, was_behind(*line, before));
            seen.entry(*line).or_insert_with(look);
        }
        for line in step.due.keys() {
            let own = &self.lines[*line as usize];
            seen.entry(*line).or_insert_with(|| (own.curve.clone(), own.label, was_behind(*line, own)));
        }
    }

    /// Makes lines what they were: first those that end at what has changed; of very many, most at their turn.
    fn bring_back(&mut self, earlier: Earlier, wanted: &Wanted, is_trial: bool) {
        let Earlier { lines, mut due } = earlier;
        let is_own = |was: &Line| [was.ends.0, was.ends.1].iter().any(|v| wanted.boxes.contains_key(v));
        let (own, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(_, was)| is_own(was));
        for (at, (line, was)) in own.into_iter().chain(others).enumerate() {
            let due = due.remove(&line).flatten();
            self.settle_due(line);
            if at < self.at_once() || is_trial || due.is_some() {
                self.restore(line, was);
                self.set_due(line, due);
            } else {
                self.join(line, was.ends);
                self.put_off(line, Due::Back(Box::new(was)));
            }
        }
        for (line, due) in due {
            self.set_due(line, due);
        }
    }

    fn keep(&mut self, step: Step, is_trial: bool) {
        if is_trial {
            self.trial = Some(step);
        } else {
            self.trail.push(step);
        }
    }

    fn take_back(&mut self, trial: Step) {
        self.is_noting = false;
        self.put_boxes(trial.boxes.into_iter());
        for (line, was) in trial.lines {
            self.restore(line, was);
        }
        for (line, due) in trial.due {
            self.set_due(line, due);
        }
        self.key = trial.before;
        self.is_noting = true;
    }

    pub(super) fn restore(&mut self, line: u32, was: Line) {
        self.join(line, was.ends);
        self.set_way(line, was.way);
        let own = self.edit(line);
        (own.sides, own.ports) = (was.sides, was.ports);
        if self.lines[line as usize].curve != was.curve {
            self.set_curve(line, was.curve);
        }
        self.redrawn.insert(line); // it may have been behind
        let own = &mut self.lines[line as usize];
        (own.label, own.earlier_labels) = (was.label, was.earlier_labels);
        self.stirred.clear(); // whoever shares a corner is restored too
    }

    fn looks(&self, line: u32) -> Look {
        let own = &self.lines[line as usize];
        (own.curve.clone(), own.label, self.is_behind(line))
    }

    fn wanted(&self, change: &Change) -> Wanted {
        let stand = |given: &Option<RoutedBox>| {
            given.map_or(NO_BOX, |given| (turned(given.rect, self.flow), given.is_frame))
        };
        let mut wanted = Wanted {
            boxes: change.boxes.iter().map(|(v, given)| (*v, stand(given))).collect(),
            lines: change.lines.iter().map(|(line, ends)| (*line, ends.unwrap_or(Line::NOWHERE))).collect(),
        };
        wanted.forget_what_is(self);
        wanted
    }

    fn key_with(&self, wanted: &Wanted) -> u64 {
        let mut key = self.key;
        for (v, stand) in &wanted.boxes {
            key ^= key_of_box(*v, self.ground.get(*v).unwrap_or(NO_BOX)) ^ key_of_box(*v, *stand);
        }
        for (line, ends) in &wanted.lines {
            key ^= key_of(*line, self.ends(*line)) ^ key_of(*line, *ends);
        }
        key
    }

    pub(super) fn ends(&self, line: u32) -> (u32, u32) {
        self.lines.get(line as usize).map_or(Line::NOWHERE, |line| line.ends)
    }

    pub(super) fn put_boxes(&mut self, boxes: impl Iterator<Item = (u32, Stand)>) {
        self.ground.put(boxes.map(|(v, (rect, is_frame))| (v, rect, is_frame)));
        if self.lines_at.len() < self.ground.boxes.len() {
            self.lines_at.resize(self.ground.boxes.len(), Vec::new());
            self.finder = PathFinder::new(self.ground.boxes.len());
        }
    }

    /// Makes a line join these boxes.
    pub(super) fn join(&mut self, line: u32, ends: (u32, u32)) {
        if line as usize == self.lines.len() {
            self.lines.push(Line::new(Line::NOWHERE));
            self.routes.push(Route {
                curve: Vec::new(),
                from_side: side::Side::Right,
                to_side: side::Side::Left,
            });
        }
        let before = self.lines[line as usize].ends;
        if before == ends {
            return;
        }
        for v in [before.0, before.1] {
            if let Some(lines) = self.lines_at.get_mut(v as usize) {
                lines.retain(|other| *other != line);
            }
        }
        for v in BTreeSet::from([ends.0, ends.1]) {
            if let Some(lines) = self.lines_at.get_mut(v as usize) {
                lines.push(line);
            }
        }
        self.edit(line).ends = ends;
        if self.lines[line as usize].is_loop() {
            self.loops.insert(line);
        } else {
            self.loops.remove(&line);
        }
    }

    /// Both ends of a line, if they exist.
    pub(super) fn joined(&self, line: u32) -> Option<(u32, u32)> {
        let (from, to) = self.ends(line);
        let count = self.ground.boxes.len();
        ((from as usize) < count && (to as usize) < count).then_some((from, to))
    }

    /// A line that is about to change: how it was until now is noted.
    pub(super) fn edit(&mut self, line: u32) -> &mut Line {
        let own = &mut self.lines[line as usize];
        if let Some(step) = self.trial.as_mut().or(self.trail.last()).filter(|_| self.is_noting) {
            step.lines.entry(line).or_insert_with(|| own.clone());
        }
        own
    }

    /// What a line waits for is about to change: what that was until now is noted.
    pub(super) fn note_due(&mut self, line: u32) {
        let due = self.due.get(&line);
        if let Some(step) = self.trial.as_mut().or(self.trail.last()).filter(|_| self.is_noting) {
            step.due.entry(line).or_insert_with(|| due.cloned());
        }
    }

    pub(super) fn set_way(&mut self, line: u32, way: Way) {
        if self.lines[line as usize].way == way {
            return;
        }
        for turn in self.lines[line as usize].turns() {
            self.stirred.insert(turn.node);
            if let Some(lines) = self.turning.get_mut(&turn.node) {
                lines.retain(|other| *other != line);
            }
        }
        self.edit(line).way = way;
        for turn in self.lines[line as usize].turns() {
            self.stirred.insert(turn.node);
            self.turning.entry(turn.node).or_default().push(line);
        }
    }

    /// Draws a line another way. Its label stays if it is on the line there too.
    pub(super) fn set_curve(&mut self, line: u32, curve: Vec<Point>) {
        let (before, flow) = (self.index.as_ref().map(|_| self.lines[line as usize].areas()), self.flow);
        let own = self.edit(line);
        own.label = own.label.filter(|label| runs_through_middle(&curve, turned(*label, flow)));
        own.curve = curve;
        own.earlier_labels.clear();
        self.redrawn.insert(line);
        let own = &self.lines[line as usize];
        if let Some((index, before)) = self.index.as_mut().zip(before) {
            index.change(line, before, own.areas());
        }
        let (from_side, to_side) = own.sides;
        let route = Route { curve: own.curve.clone(), from_side, to_side };
        self.routes[line as usize] = match self.flow {
            Flow::LeftToRight => route,
            Flow::TopToBottom => route.transposed(),
        };
    }

    /// Finds lines by place from now on: the first change would else have to wait for that.
    pub fn index(&mut self) {
        self.index.get_or_insert_with(|| LineIndex::new(self.lines.iter().map(Line::areas)));
    }

    /// Has the index follow the lines that have changed, so many at most. Whether there were any to follow.
    pub(super) fn catch_up_with_lines(&mut self, at_most: usize) -> bool {
        let Some(index) = self.index.as_mut().filter(|index| index.is_behind()) else { return false };
        for _ in 0..at_most {
            if !index.is_behind() {
                break;
            }
            index.catch_up();
        }
        true
    }
}

impl Wanted {
    fn is_empty(&self) -> bool {
        self.boxes.is_empty() && self.lines.is_empty()
    }

    /// Adds what a step has done that is on the map, where nothing else is wanted.
    fn add_all_of(&mut self, step: &Step, router: &Router) {
        for (v, _) in &step.boxes {
            self.boxes.entry(*v).or_insert_with(|| router.ground.get(*v).unwrap_or(NO_BOX));
        }
        for line in step.lines.keys() {
            self.lines.entry(*line).or_insert_with(|| router.ends(*line));
        }
    }

    /// Leaves out what is as it is wanted.
    fn forget_what_is(&mut self, router: &Router) {
        self.boxes.retain(|v, stand| router.ground.get(*v) != Some(*stand));
        self.lines.retain(|line, ends| router.ends(*line) != *ends);
    }
}

/// Whether a line runs through the middle of its label.
fn runs_through_middle(curve: &[Point], label: Rect) -> bool {
    let middle = Rect::around(label.center(), Size::new(label.width() / 2.0, label.height() / 2.0));
    curve::flattened(curve).windows(2).any(|leg| entry(leg[0], leg[1], middle).is_some())
}

fn key_of_box(v: u32, (rect, is_frame): Stand) -> u64 {
    key_of(v, (is_frame, [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(f32::to_bits)))
}

fn key_of(number: u32, what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    (number, what).hash(&mut hasher);
    hasher.finish()
}

pub(super) fn turned(rect: Rect, flow: Flow) -> Rect {
    let flip = |p: Point| Point::new(p.y, p.x);
    match flow {
        Flow::LeftToRight => rect,
        Flow::TopToBottom => Rect::new(flip(rect.min), flip(rect.max)),
    }
}
