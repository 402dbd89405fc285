use crate::model::{Point, Rect};
use std::collections::HashMap;

/// Side of one cell in map units: about one box with its margin.
const CELL: f32 = 256.0;

/// A thing that covers more cells than this is looked at in every search instead.
const MOST_CELLS: i64 = 4_096;

/// Finds the figures near a place without looking at all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    cells: HashMap<(i32, i32), Vec<u32>>,
    everywhere: Vec<u32>,
}

impl Grid {
    /// Notes that `slot` has something in each of `areas`.
    pub(super) fn insert(&mut self, slot: u32, areas: &[Rect]) {
        if is_huge(areas) {
            self.everywhere.push(slot);
            return;
        }
        for cell in cells_of(areas) {
            let slots = self.cells.entry(cell).or_default();
            if slots.last() != Some(&slot) {
                slots.push(slot);
            }
        }
    }

    /// Forgets `slot`, which was inserted with the same `areas`.
    pub(super) fn remove(&mut self, slot: u32, areas: &[Rect]) {
        if is_huge(areas) {
            self.everywhere.retain(|other| *other != slot);
            return;
        }
        for cell in cells_of(areas) {
            let Some(slots) = self.cells.get_mut(&cell) else { continue };
            slots.retain(|other| *other != slot);
            if slots.is_empty() {
                self.cells.remove(&cell);
            }
        }
    }

    /// The slots with something near `area`, each once; or `None` where looking at everything is cheaper.
    pub(super) fn near(&self, area: Rect) -> Option<Vec<u32>> {
        if cell_count(area) > MOST_CELLS.min(self.cells.len() as i64 / 2 + 16) {
            return None;
        }
        let mut slots = self.everywhere.clone();
        for cell in cells_of(&[area]) {
            slots.extend(self.cells.get(&cell).into_iter().flatten());
        }
        slots.sort_unstable();
        slots.dedup();
        Some(slots)
    }
}

fn is_huge(areas: &[Rect]) -> bool {
    areas.iter().map(|area| cell_count(*area)).sum::<i64>() > MOST_CELLS
}

fn cell_count(area: Rect) -> i64 {
    let (from, to) = (cell_at(area.min), cell_at(area.max));
    let span = |a: i32, b: i32| (i64::from(b) - i64::from(a) + 1).max(0);
    span(from.0, to.0).saturating_mul(span(from.1, to.1))
}

fn cells_of(areas: &[Rect]) -> impl Iterator<Item = (i32, i32)> {
    areas.iter().flat_map(|area| {
        let (from, to) = (cell_at(area.min), cell_at(area.max));
        (from.1..=to.1).flat_map(move |y| (from.0..=to.0).map(move |x| (x, y)))
    })
}

fn cell_at(point: Point) -> (i32, i32) {
    ((point.x / CELL).floor() as i32, (point.y / CELL).floor() as i32)
}
