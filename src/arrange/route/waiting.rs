use super::due::Due;
use super::trail::{Earlier, Stand};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What has its turn later.
#[derive(Clone, Default)]
pub(super) struct Waiting {
    /// Lines, each with what is still to be done for it.
    lines: BTreeMap<u32, Due>,
    /// The same lines in the order of their turns: what does most comes first, since the others build on it.
    turns: BTreeSet<(Reverse<u8>, u32)>,
    /// Boxes of which lines take no notice yet, with where each stood when they did.
    boxes: BTreeMap<u32, Stand>,
    /// What is to become again what it was, where many boxes were put back at once.
    pub returning: Option<Earlier>,
}

impl Waiting {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.boxes.is_empty() && self.returning.is_none()
    }

    /// What a line waits for.
    pub fn line(&self, line: u32) -> Option<&Due> {
        self.lines.get(&line)
    }

    /// Makes a line wait for this, or for nothing.
    pub fn set_line(&mut self, line: u32, due: Option<Due>) -> Option<Due> {
        let weight = due.as_ref().map(Due::weight);
        let before = match due {
            Some(due) => self.lines.insert(line, due),
            None => self.lines.remove(&line),
        };
        if let Some(before) = &before {
            self.turns.remove(&(Reverse(before.weight()), line));
        }
        if let Some(weight) = weight {
            self.turns.insert((Reverse(weight), line));
        }
        before
    }

    /// The lines that are to become again what they were.
    pub fn coming_back(&self) -> impl Iterator<Item = u32> {
        self.turns.range(..(Reverse(Due::LESS_THAN_BACK), 0)).map(|(_, line)| *line)
    }

    /// What the next line waits for.
    pub fn next_due(&self) -> Option<&Due> {
        self.turns.first().and_then(|(_, line)| self.line(*line))
    }

    /// The next few lines, which wait for the same.
    pub fn next_lines(&self, at_most: usize) -> Vec<u32> {
        let Some((first, _)) = self.turns.first() else { return Vec::new() };
        let alike = self.turns.iter().take_while(|(weight, _)| weight == first);
        alike.take(at_most).map(|(_, line)| *line).collect()
    }

    /// Where a box stood when lines took notice of it last, if they have not since.
    pub fn box_before(&self, v: u32) -> Option<Stand> {
        self.boxes.get(&v).copied()
    }

    /// Makes a box wait, or no more.
    pub fn set_box(&mut self, v: u32, before: Option<Stand>) {
        match before {
            Some(before) => _ = self.boxes.insert(v, before),
            None => _ = self.boxes.remove(&v),
        }
    }

    /// The next box.
    pub fn next_box(&self) -> Option<(u32, Stand)> {
        self.boxes.first_key_value().map(|(v, before)| (*v, *before))
    }
}
