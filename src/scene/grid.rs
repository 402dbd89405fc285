use crate::model::Rect;
use rustc_hash::FxHashMap;

/// A thing that covers more cells than this is looked at in every search instead.
const MOST_CELLS: i64 = 4_096;

/// Finds the figures near a place without looking at all of them.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Side of one cell in map units.
    cell: f32,
    cells: FxHashMap<(i32, i32), Vec<u32>>,
    everywhere: Vec<u32>,
}

impl Grid {
    pub(super) fn new(cell: f32) -> Self {
        Self { cell, cells: FxHashMap::default(), everywhere: Vec::new() }
    }

    /// Notes that `slot` has something in each of `areas`.
    pub(super) fn insert(&mut self, slot: u32, areas: &[Rect]) {
        if self.is_huge(areas) {
            self.everywhere.push(slot);
            return;
        }
        for cell in cells_of(areas, self.cell) {
            let slots = self.cells.entry(cell).or_default();
            if slots.last() != Some(&slot) {
                slots.push(slot);
            }
        }
    }

    /// Forgets `slot`, which was inserted with the same `areas`.
    pub(super) fn remove(&mut self, slot: u32, areas: &[Rect]) {
        if self.is_huge(areas) {
            self.everywhere.retain(|other| *other != slot);
            return;
        }
        for cell in cells_of(areas, self.cell) {
            let Some(slots) = self.cells.get_mut(&cell) else { continue };
            if let Some(at) = slots.iter().position(|other| *other == slot) {
                slots.swap_remove(at);
            }
            if slots.is_empty() {
                self.cells.remove(&cell);
            }
        }
    }

    /// The slots with something near `area`, each once; or `None` where looking at everything is cheaper.
    pub(super) fn near(&self, area: Rect) -> Option<Vec<u32>> {
        let span = Span::of(area, self.cell);
        if span.count() > MOST_CELLS.min(self.cells.len() as i64 / 2 + 16) {
            return None;
        }
        let mut slots = self.everywhere.clone();
        slots.extend(span.cells().filter_map(|cell| self.cells.get(&cell)).flatten());
        slots.sort_unstable();
        slots.dedup();
        Some(slots)
    }

    fn is_huge(&self, areas: &[Rect]) -> bool {
        areas.iter().map(|area| Span::of(*area, self.cell).count()).sum::<i64>() > MOST_CELLS
    }
}

/// The cells that these areas touch. Pieces of a line that follow one another mostly lie in the same cell, which
/// comes once then.
fn cells_of(areas: &[Rect], side: f32) -> impl Iterator<Item = (i32, i32)> {
    let mut last = None;
    let all = areas.iter().flat_map(move |area| Span::of(*area, side).cells());
    all.filter(move |cell| last.replace(*cell) != Some(*cell))
}

/// The cells that a rectangle touches: first and last column, first and last row.
#[derive(Clone, Copy)]
struct Span {
    x: (i32, i32),
    y: (i32, i32),
}

impl Span {
    fn of(area: Rect, cell: f32) -> Self {
        let at = |value: f32| (value / cell).floor() as i32;
        Self { x: (at(area.min.x), at(area.max.x)), y: (at(area.min.y), at(area.max.y)) }
    }

    fn count(self) -> i64 {
        let length = |(from, to): (i32, i32)| (i64::from(to) - i64::from(from) + 1).max(0);
        length(self.x).saturating_mul(length(self.y))
    }

    fn cells(self) -> impl Iterator<Item = (i32, i32)> {
        let (x, y) = (self.x, self.y);
        (y.0..=y.1).flat_map(move |row| (x.0..=x.1).map(move |column| (column, row)))
    }
}
