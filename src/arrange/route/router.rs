use super::change::RoutedBox;
use super::due::Due;
use super::ground::Ground;
use super::line::{EarlierLabel, Line, Way};
use super::line_index::LineIndex;
use super::path::{PathFinder, Turn};
use super::side::Sides;
use super::trail::{Stand, Step, Trail};
use super::waiting::Waiting;
use super::{Route, curve, side};
use crate::arrange::Flow;
use crate::arrange::segment::entry;
use crate::model::{Point, Rect, Size};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    /// Shared with whoever remembers how they were.
    pub(super) lines: Vec<Arc<Line>>,
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
    pub(super) key: u64,
    pub(super) trail: Trail,
    /// Whether what changes is noted in the present step.
    pub(super) is_noting: bool,
    /// What was done for a trial.
    pub(super) trial: Option<Step>,
    /// What has its turn later.
    pub(super) waiting: Waiting,
    /// The lines that were drawn another way since somebody asked.
    pub(super) redrawn: BTreeSet<u32>,
    /// The sides at which lines ended in the last trial.
    pub(super) tried: FxHashMap<u32, Sides>,
}

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
            waiting: Waiting::default(),
            redrawn: BTreeSet::new(),
            tried: FxHashMap::default(),
        };
        for (line, ends) in lines.iter().enumerate() {
            router.join(line as u32, *ends);
            router.choose_sides(line as u32, None);
        }
        router.route_again(&(0..lines.len() as u32).collect(), BTreeSet::new(), &Due::Search);
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

    /// The lines whose labels lie under these boxes.
    pub fn labels_under(&self, boxes: &BTreeSet<u32>) -> Vec<u32> {
        let rects = boxes.iter().filter_map(|v| self.ground.get(*v)).map(|(rect, _)| rect);
        let Some(all) = rects.reduce(Rect::union) else { return Vec::new() };
        let is_under = |line: &u32| {
            let label = self.label(*line).map(|label| turned(label, self.flow));
            label.is_some_and(|label| {
                label.overlaps(all) && self.ground.obstacles.within(label).iter().any(|v| boxes.contains(v))
            })
        };
        (0..self.lines.len() as u32).filter(is_under).collect()
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
            self.lines.push(Arc::new(Line::new(Line::NOWHERE)));
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
        self.note(line);
        Arc::make_mut(&mut self.lines[line as usize])
    }

    fn note(&mut self, line: u32) {
        let own = &self.lines[line as usize];
        if let Some(step) = self.trial.as_mut().or(self.trail.last()).filter(|_| self.is_noting) {
            step.earlier.lines.entry(line).or_insert_with(|| Arc::clone(own));
        }
    }

    /// What a line waits for is about to change: what that was until now is noted.
    pub(super) fn note_due(&mut self, line: u32) {
        let due = self.waiting.line(line);
        if let Some(step) = self.trial.as_mut().or(self.trail.last()).filter(|_| self.is_noting) {
            step.earlier.due.entry(line).or_insert_with(|| due.cloned());
        }
    }

    /// The same for a box that waits, or does not.
    pub(super) fn note_box_waiting(&mut self, v: u32) {
        let before = self.waiting.box_before(v);
        if let Some(step) = self.trial.as_mut().or(self.trail.last()).filter(|_| self.is_noting) {
            step.earlier.boxes_waiting.entry(v).or_insert(before);
        }
    }

    /// Makes a line what it was.
    pub(super) fn restore(&mut self, line: u32, was: &Arc<Line>) {
        self.join(line, was.ends);
        self.note(line);
        let before = std::mem::replace(&mut self.lines[line as usize], Arc::clone(was));
        if before.way != was.way {
            self.turn_elsewhere(line, before.turns().collect());
        }
        if before.curve != was.curve || before.sides != was.sides {
            self.lead_elsewhere(line, before.areas());
        }
        self.redrawn.insert(line); // it may have been behind
        self.stirred.clear(); // whoever shares a corner is restored too
    }

    pub(super) fn set_way(&mut self, line: u32, way: Way) {
        if self.lines[line as usize].way == way {
            return;
        }
        let before = self.lines[line as usize].turns().collect();
        self.edit(line).way = way;
        self.turn_elsewhere(line, before);
    }

    /// Notes at which corners a line turns now instead of before.
    fn turn_elsewhere(&mut self, line: u32, before: Vec<Turn>) {
        for turn in before {
            self.stirred.insert(turn.node);
            if let Some(lines) = self.turning.get_mut(&turn.node) {
                lines.retain(|other| *other != line);
            }
        }
        for turn in self.lines[line as usize].turns() {
            self.stirred.insert(turn.node);
            self.turning.entry(turn.node).or_default().push(line);
        }
    }

    /// Draws a line another way. Its label stays if it is on the line there too.
    pub(super) fn set_curve(&mut self, line: u32, curve: Vec<Point>) {
        let flow = self.flow;
        let before = if self.index.is_some() { self.lines[line as usize].areas() } else { Vec::new() };
        let own = self.edit(line);
        own.label = own.label.filter(|label| runs_through_middle(&curve, turned(*label, flow)));
        own.curve = curve;
        own.earlier_labels.clear();
        self.redrawn.insert(line);
        self.lead_elsewhere(line, before);
    }

    /// Notes where a line leads now instead of in these areas.
    fn lead_elsewhere(&mut self, line: u32, before: Vec<Rect>) {
        let own = &self.lines[line as usize];
        if let Some(index) = &mut self.index {
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
        self.index.get_or_insert_with(|| LineIndex::new(self.lines.iter().map(|line| line.areas())));
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

/// Whether a line runs through the middle of its label.
fn runs_through_middle(curve: &[Point], label: Rect) -> bool {
    let middle = Rect::around(label.center(), Size::new(label.width() / 2.0, label.height() / 2.0));
    curve::legs_near(curve, middle).any(|(a, b)| entry(a, b, middle).is_some())
}

pub(super) fn turned(rect: Rect, flow: Flow) -> Rect {
    let flip = |p: Point| Point::new(p.y, p.x);
    match flow {
        Flow::LeftToRight => rect,
        Flow::TopToBottom => Rect::new(flip(rect.min), flip(rect.max)),
    }
}
