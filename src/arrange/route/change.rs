//! What an edit changes on the map, and whatever brings that back.

use super::due::Due;
use super::line::Line;
use super::router::{Router, turned};
use super::trail::{Earlier, Stand, Step};
use crate::model::{Point, Rect};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

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
type Seen = FxHashMap<u32, Look>;

/// A line as it looked, and whether it was behind.
type Look = (Arc<Line>, bool);

/// Where a box is that is not there.
pub(super) const NO_BOX: Stand =
    (Rect { min: Point { x: 0.0, y: 0.0 }, max: Point { x: 0.0, y: 0.0 } }, true);

impl Router {
    /// Changes the map and routes again what that touches: lines that end at a box that has changed, lines that
    /// it now stands on or that had turned round it, and lines whose ends have to make room. Returns the lines whose
    /// routes or labels are different now. A map that is as it was some changes ago gets back what it had.
    ///
    /// What `is_trial` (a box is being dragged) counts from the map as it was before the trial, not from the last
    /// place that was tried: how a box got somewhere does not matter. The first change that is none ends it.
    ///
    /// Of many lines that are touched, most are [left for later](Self::go_on). Of very many that were to get back what they
    /// had, whoever changes something else before they have makes them find their ways anew.
    pub fn change(&mut self, change: &Change, is_trial: bool) -> Vec<u32> {
        self.index();
        if !self.is_trying() {
            self.catch_up_with_lines(2 * self.at_once());
        }
        let mut wanted = self.wanted(change);
        if wanted.is_empty() && !self.is_trying() {
            return Vec::new();
        }
        self.redrawn.clear();
        self.bring_all_back();
        let mut changed = std::mem::take(&mut self.redrawn);
        let mut seen = Seen::default();
        match self.trial.take() {
            Some(trial) if wanted.is_empty() => {
                self.keep(trial, is_trial);
                return Vec::new();
            }
            Some(trial) if is_trial && self.is_still_rough(&trial, &wanted) => {
                self.key = self.key_with(&wanted);
                self.put_boxes(wanted.boxes.into_iter());
                self.trial = Some(trial);
                return Vec::new();
            }
            Some(trial) => {
                wanted.add_all_of(&trial, self);
                let lines = trial.earlier.lines.keys();
                self.tried = lines.map(|line| (*line, self.lines[*line as usize].sides)).collect();
                for line in self.lines_touched(&trial.earlier) {
                    seen.insert(line, self.look(line));
                }
                self.take_back(trial);
                wanted.forget_what_is(self);
            }
            None => {}
        }
        if !wanted.is_empty() {
            self.carry_out(&wanted, is_trial, &mut seen);
        }
        let looks_different = |(line, (seen, was_behind)): &(u32, Look)| {
            let own = &self.lines[*line as usize];
            own.curve != seen.curve || own.label != seen.label || self.is_behind(*line) != *was_behind
        };
        changed.extend(seen.into_iter().filter(looks_different).map(|(line, _)| line));
        changed.into_iter().collect()
    }

    /// Whether a change makes the map what it was some changes ago: then it gets back what it had.
    pub fn has_been(&self, change: &Change) -> bool {
        !self.is_trying() && self.trail.knows(self.key_with(&self.wanted(change)))
    }

    /// Whether many boxes are dragged, and are just elsewhere now: there is nothing to take back.
    fn is_still_rough(&self, trial: &Step, wanted: &Wanted) -> bool {
        let dragged = trial.boxes.iter().map(|(v, _)| v);
        trial.is_rough()
            && wanted.lines.is_empty()
            && wanted.boxes.keys().eq(dragged)
            && self.key_with(wanted) != trial.before
    }

    /// Makes the map as it is wanted. If it has been so before, lines are as they were then.
    fn carry_out(&mut self, wanted: &Wanted, is_trial: bool, seen: &mut Seen) {
        let boxes = wanted.boxes.keys().map(|v| (*v, self.ground.get(*v).unwrap_or(NO_BOX))).collect();
        let step = Step { before: self.key, boxes, earlier: Earlier::default() };
        self.key = self.key_with(wanted);
        let known = self.trail.lines_at(self.key);
        self.keep(step, is_trial);
        match known {
            Some(earlier) => {
                if self.is_crowd(wanted.boxes.len()) && wanted.lines.is_empty() && !is_trial {
                    self.bring_crowd_back(earlier, wanted);
                } else {
                    self.put_boxes(wanted.boxes.iter().map(|(v, stand)| (*v, *stand)));
                    self.bring_back(earlier, wanted, is_trial);
                }
            }
            None => self.route_wanted(wanted),
        }
        if !is_trial {
            self.tried.clear();
            self.ground.settle();
        }
        let step = self.trial.take().or_else(|| self.trail.pop());
        let Some(step) = step else { return };
        for line in self.lines_touched(&step.earlier) {
            seen.entry(line).or_insert_with(|| self.look_before(line, &step.earlier));
        }
        self.keep(step, is_trial);
    }

    /// The lines that may look different now.
    fn lines_touched(&self, earlier: &Earlier) -> Vec<u32> {
        let Earlier { lines, due, boxes_waiting } = earlier;
        let at_boxes = boxes_waiting.keys().filter_map(|v| self.lines_at.get(*v as usize)).flatten();
        let mut lines: Vec<u32> = lines.keys().chain(due.keys()).chain(at_boxes).copied().collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    fn look(&self, line: u32) -> Look {
        (Arc::clone(&self.lines[line as usize]), self.is_behind(line))
    }

    /// How a line looked before what has changed since.
    fn look_before(&self, line: u32, earlier: &Earlier) -> Look {
        let before = earlier.lines.get(&line).unwrap_or(&self.lines[line as usize]);
        let due = earlier.due.get(&line).map_or_else(|| self.waiting.line(line), Option::as_ref);
        let was_waiting = |v: u32| {
            let now = || self.waiting.box_before(v).is_some();
            earlier.boxes_waiting.get(&v).map_or_else(now, Option::is_some)
        };
        let (from, to) = before.ends;
        let was_behind = Due::leaves_behind(due, before) || was_waiting(from) || was_waiting(to);
        (Arc::clone(before), was_behind)
    }

    /// Puts many boxes back where they were. Their lines, and those that made way, become later what they were.
    fn bring_crowd_back(&mut self, mut earlier: Earlier, wanted: &Wanted) {
        for v in wanted.boxes.keys() {
            self.set_box_waiting(*v, self.ground.get(*v));
            earlier.boxes_waiting.entry(*v).or_insert(None);
        }
        self.put_boxes(wanted.boxes.iter().map(|(v, stand)| (*v, *stand)));
        self.waiting.returning = Some(earlier);
    }

    /// Makes lines what they were: first those that end at what has changed; of very many, most at their turn.
    fn bring_back(&mut self, earlier: Earlier, wanted: &Wanted, is_trial: bool) {
        let Earlier { lines, mut due, boxes_waiting } = earlier;
        let is_own = |was: &Line| [was.ends.0, was.ends.1].iter().any(|v| wanted.boxes.contains_key(v));
        let (own, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(_, was)| is_own(was));
        for (at, (line, was)) in own.into_iter().chain(others).enumerate() {
            let due = due.remove(&line).flatten();
            self.settle_due(line);
            if at < self.at_once() || is_trial || due.is_some() {
                self.restore(line, &was);
                self.set_due(line, due);
            } else {
                self.join(line, was.ends);
                self.put_off(line, Due::Back(was));
            }
        }
        self.wait_again(due, boxes_waiting);
    }

    /// What lines and boxes waited for, they wait for again.
    pub(super) fn wait_again(
        &mut self,
        due: BTreeMap<u32, Option<Due>>,
        boxes_waiting: BTreeMap<u32, Option<Stand>>,
    ) {
        for (line, due) in due {
            self.set_due(line, due);
        }
        for (v, before) in boxes_waiting {
            self.set_box_waiting(v, before);
        }
    }

    fn keep(&mut self, step: Step, is_trial: bool) {
        if is_trial {
            self.trial = Some(step);
        } else {
            self.trail.push(step);
        }
    }

    /// Makes everything what it was before the trial, if there is one.
    pub fn forget_trial(&mut self) {
        if let Some(trial) = self.trial.take() {
            self.take_back(trial);
            self.tried.clear();
        }
    }

    fn take_back(&mut self, trial: Step) {
        self.is_noting = false;
        self.put_boxes(trial.boxes.into_iter());
        for (line, was) in trial.earlier.lines {
            self.restore(line, &was);
        }
        self.wait_again(trial.earlier.due, trial.earlier.boxes_waiting);
        self.key = trial.before;
        self.is_noting = true;
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
        for line in step.earlier.lines.keys() {
            self.lines.entry(*line).or_insert_with(|| router.ends(*line));
        }
    }

    /// Leaves out what is as it is wanted.
    fn forget_what_is(&mut self, router: &Router) {
        self.boxes.retain(|v, stand| router.ground.get(*v) != Some(*stand));
        self.lines.retain(|line, ends| router.ends(*line) != *ends);
    }
}

fn key_of_box(v: u32, (rect, is_frame): Stand) -> u64 {
    key_of(v, (is_frame, [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(f32::to_bits)))
}

fn key_of(number: u32, what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    (number, what).hash(&mut hasher);
    hasher.finish()
}
