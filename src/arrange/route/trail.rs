use super::due::Due;
use super::line::Line;
use crate::model::Rect;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// A box as lines see it, and whether it is a frame, through which they pass.
pub(super) type Stand = (Rect, bool);

/// One change of the map: what it has changed, as that was before.
#[derive(Clone)]
pub(super) struct Step {
    /// The key of the map before.
    pub before: u64,
    pub boxes: Vec<(u32, Stand)>,
    pub earlier: Earlier,
}

/// Lines as they were, and what they waited for.
#[derive(Clone, Default)]
pub(super) struct Earlier {
    pub lines: BTreeMap<u32, Arc<Line>>,
    /// What lines waited for.
    pub due: BTreeMap<u32, Option<Due>>,
    /// Which boxes waited for lines to take notice of them.
    pub boxes_waiting: BTreeMap<u32, Option<Stand>>,
}

impl Step {
    /// Whether it has put boxes elsewhere, of which no line has taken notice yet.
    pub fn is_rough(&self) -> bool {
        let Earlier { lines, due, boxes_waiting } = &self.earlier;
        lines.is_empty() && due.is_empty() && !boxes_waiting.is_empty()
    }
}

/// The latest changes, so that a map that comes back to what it was (undo, redo, a box that is put back) gets
/// back its lines, to the last bit. Coming back is a change like others.
#[derive(Clone, Default)]
pub(super) struct Trail {
    steps: VecDeque<Step>,
}

impl Trail {
    pub fn push(&mut self, step: Step) {
        const MOST: usize = 200;
        const MOST_LINES: usize = 200_000;
        let mut lines: usize = self.steps.iter().map(|step| step.earlier.lines.len()).sum();
        while self.steps.len() >= MOST || lines > MOST_LINES {
            let Some(first) = self.steps.pop_front() else { break };
            lines -= first.earlier.lines.len();
        }
        self.steps.push_back(step);
    }

    /// The latest change.
    pub fn last(&mut self) -> Option<&mut Step> {
        self.steps.back_mut()
    }

    /// Takes the latest change away.
    pub fn pop(&mut self) -> Option<Step> {
        self.steps.pop_back()
    }

    /// Whether the map had this key some changes ago.
    pub fn knows(&self, key: u64) -> bool {
        self.steps.iter().any(|step| step.before == key)
    }

    /// What has changed since the map had this key last, as it was then. `None` if that was long ago, or never.
    pub fn lines_at(&self, key: u64) -> Option<Earlier> {
        let at = self.steps.iter().rposition(|step| step.before == key)?;
        let mut earlier = Earlier::default();
        for step in self.steps.range(at..) {
            // The first change tells how it was.
            let Earlier { lines, due, boxes_waiting } = &step.earlier;
            add_missing(&mut earlier.lines, lines);
            add_missing(&mut earlier.due, due);
            add_missing(&mut earlier.boxes_waiting, boxes_waiting);
        }
        Some(earlier)
    }
}

fn add_missing<T: Clone>(to: &mut BTreeMap<u32, T>, from: &BTreeMap<u32, T>) {
    if to.is_empty() {
        to.clone_from(from);
        return;
    }
    for (number, before) in from {
        to.entry(*number).or_insert_with(|| before.clone());
    }
}
