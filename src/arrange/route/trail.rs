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
    pub fn lines_at(&self, key: u64) -> Option<BTreeMap<u32, &Line>> {
        let at = self.steps.iter().rposition(|step| step.before == key)?;
        let mut lines = BTreeMap::new();
        for (line, before) in self.steps.range(at..).flat_map(|step| &step.lines) {
            lines.entry(*line).or_insert(before); // the first change tells how it was
        }
        Some(lines)
    }
}
