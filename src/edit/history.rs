use super::Transaction;
use std::sync::Arc;

/// One step that can be undone or redone.
pub type Step = Arc<Transaction>;

/// Every step of a map from its first day: those that are done and those that were taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// A history as it was kept in the file: `done` oldest first, `undone` the next one to redo last.
    pub fn restored(done: Vec<Step>, undone: Vec<Step>) -> Self {
        Self { done, undone }
    }

    /// Remembers a new step; what was taken back before is forgotten.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
    }

    /// Puts `step` in place of the last one, which has grown; an empty one disappears.
    pub fn amend(&mut self, step: Step) {
        self.undone.clear();
        self.done.pop();
        if !step.is_empty() {
            self.done.push(step);
        }
    }

    /// The step that undo would take back.
    pub fn next_undo(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step that redo would make again.
    pub fn next_redo(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// Marks the last step as taken back and returns it.
    pub fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// Marks the last step taken back as made again and returns it.
    pub fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }

    /// The steps that are done, oldest first.
    pub fn done(&self) -> &[Step] {
        &self.done
    }

    /// The steps that were taken back, the next one to redo last.
    pub fn undone(&self) -> &[Step] {
        &self.undone
    }
}
