use crate::arrange::cells::{Cells, Footprint};
use crate::model::Rect;
use std::collections::BTreeMap;

/// Finds lines by where they run. A long line lies in thousands of cells, and one that is dragged changes many times
/// before it stays somewhere: so lines that have changed are looked at one by one until there is time to note them.
#[derive(Clone)]
pub(super) struct LineIndex {
    cells: Cells,
    strays: BTreeMap<u32, Stray>,
}

/// A line that runs elsewhere than the cells say.
#[derive(Clone)]
struct Stray {
    noted: Vec<Rect>,
    now: Vec<Rect>,
    footprint: Footprint,
}

impl LineIndex {
    /// Of lines with these areas ([`Line::areas`](super::line::Line::areas)), by number.
    pub fn new(lines: impl Iterator<Item = Vec<Rect>>) -> Self {
        const CELL: f32 = 256.0;
        let mut cells = Cells::new(CELL);
        for (line, areas) in lines.enumerate() {
            cells.insert(line as u32, &areas);
        }
        Self { cells, strays: BTreeMap::new() }
    }

    /// A line runs elsewhere now.
    pub fn change(&mut self, line: u32, before: Vec<Rect>, now: Vec<Rect>) {
        let noted = self.strays.remove(&line).map_or(before, |stray| stray.noted);
        if noted != now {
            let footprint = self.cells.footprint(&now);
            self.strays.insert(line, Stray { noted, now, footprint });
        }
    }

    /// Of so many lines those near any of the `areas`, in the order of their numbers.
    pub fn near_any(&self, areas: &[Rect], count: usize) -> Vec<u32> {
        let mut is_near = vec![false; count];
        for area in areas {
            self.cells.visit_near(*area, |line| {
                is_near[line as usize] = true;
                true
            });
        }
        if !self.strays.is_empty() {
            let looked_at = self.cells.footprint(areas);
            for (line, stray) in &self.strays {
                is_near[*line as usize] = stray.footprint.meets(&looked_at);
            }
        }
        (0..count as u32).filter(|line| is_near[*line as usize]).collect()
    }

    /// Whether so many lines have changed that looking at each costs more than noting them.
    pub fn is_behind(&self) -> bool {
        const MOST: usize = 16;
        self.strays.len() > MOST
    }

    /// Notes where one more line runs that has changed.
    pub fn catch_up(&mut self) {
        if let Some((line, stray)) = self.strays.pop_first() {
            self.cells.change(line, &stray.noted, &stray.now);
        }
    }
}
