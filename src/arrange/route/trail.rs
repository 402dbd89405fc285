use super::due::Due;
use super::line::Line;
use crate::model::Rect;
use std::collections::{BTreeMap, VecDeque};

/// A box as lines see it, and whether it is a frame, through which they pass.
pub(super) type Stand = (Rect, bool);

/// One change of the map: what it has changed, as that was before.
#[derive(Clone)]
pub(super) struct Step {
    /// The key of the map before.
    pub before: u64,
    pub boxes: Vec<(u32, Stand)>,
    pub lines: BTreeMap<u32, Line>,
    /// What lines waited for before.
    pub due: BTreeMap<u32, Option<Due>>,
}

/// Lines as they were, and what they waited for.
#[derive(Clone, Default)]
pub(super) struct Earlier {
    pub lines: BTreeMap<u32, Line>,
    pub due: BTreeMap<u32, Option<Due>>,
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
        if self.steps.len() == MOST {
            self.steps.pop_front();
        }
        self.steps.push_back(step);
    }

    /// The latest change.
    pub fn last(&mut self) -> Option<&mut Step> {
        self.steps.back_mut()
    }

    /// What has changed since the map had this key last, as it was then. `None` if that was long ago, or never.
    pub fn lines_at(&self, key: u64) -> Option<Earlier> {
        let at = self.steps.iter().rposition(|step| step.before == key)?;
        let mut earlier = Earlier::default();
        for step in self.steps.range(at..) {
            // The first change tells how it was.
            for (line, before) in &step.lines {
                earlier.lines.entry(*line).or_insert_with(|| before.clone());
            }
            for (line, before) in &step.due {
                earlier.due.entry(*line).or_insert_with(|| before.clone());
            }
        }
        Some(earlier)
    }
}
