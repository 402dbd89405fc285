use crate::model::Rect;
use rustc_hash::FxHashMap;

/// A thing that covers more cells than this is looked at in every search instead.
const MOST_CELLS: i64 = 4_096;

/// Cells over the plane that follow what moves: finds what is near a place without looking at everything.
#[derive(Clone, Debug)]
pub struct Cells {
    /// Side of one cell in map units.
    side: f32,
    /// Who is in each cell, by number: who leaves a crowded one is found at once.
    members: FxHashMap<(i32, i32), Vec<u32>>,
    everywhere: Vec<u32>,
}

impl Cells {
    /// Empty, with cells of this side in map units.
    pub fn new(side: f32) -> Self {
        Self { side, members: FxHashMap::default(), everywhere: Vec::new() }
    }

    /// Notes that `slot` has something in each of `areas`.
    pub fn insert(&mut self, slot: u32, areas: &[Rect]) {
        if self.is_huge(areas) {
            self.everywhere.push(slot);
            return;
        }
        for cell in cells_of(areas, self.side) {
            self.put_in(slot, cell);
        }
    }

    /// Forgets `slot`, which was inserted with the same `areas`.
    pub fn remove(&mut self, slot: u32, areas: &[Rect]) {
        if self.is_huge(areas) {
            self.everywhere.retain(|other| *other != slot);
            return;
        }
        for cell in cells_of(areas, self.side) {
            self.take_out(slot, cell);
        }
    }

    /// Notes that `slot` has something in each of `after` instead of `before`.
    pub fn change(&mut self, slot: u32, before: &[Rect], after: &[Rect]) {
        if self.is_huge(before) || self.is_huge(after) {
            self.remove(slot, before);
            self.insert(slot, after);
            return;
        }
        // Most of a line stays where it is: only its middle, between what is the same at both ends, is looked at.
        let first = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        let (before, after, start) = (&before[first..], &after[first..], &before[..first]);
        let last = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
        let (before, end) = before.split_at(before.len() - last);
        let after = &after[..after.len() - last];
        let sorted = |areas: &[Rect]| {
            let mut cells: Vec<(i32, i32)> = cells_of(areas, self.side).collect();
            cells.sort_unstable();
            cells.dedup();
            cells
        };
        let (gone, new) = (sorted(before), sorted(after));
        let mut gone: Vec<(i32, i32)> =
            gone.into_iter().filter(|cell| new.binary_search(cell).is_err()).collect();
        if !gone.is_empty() {
            let kept = start.iter().chain(end).map(|area| Span::of(*area, self.side));
            kept.for_each(|span| gone.retain(|cell| !span.has(*cell)));
        }
        for cell in gone {
            self.take_out(slot, cell);
        }
        for cell in new {
            self.put_in(slot, cell);
        }
    }

    /// The slots with something near `area`, each once; or `None` where looking at everything is cheaper.
    #[allow(clippy::stable_sort_primitive)]
    pub fn near(&self, area: Rect) -> Option<Vec<u32>> {
        let span = Span::of(area, self.side);
        if span.count() > MOST_CELLS.min(self.members.len() as i64 / 2 + 16) {
            return None;
        }
        let mut slots = self.everywhere.clone();
        slots.extend(span.cells().filter_map(|cell| self.members.get(&cell)).flatten());
        slots.sort(); // each cell is in order: this merges such runs, the other way of sorting would not
        slots.dedup();
        Some(slots)
    }

    /// Shows the slots with something near `area` as long as `visit` wants more, one that lies in several cells several
    /// times: without collecting and sorting them, for whoever asks very often.
    pub fn visit_near(&self, area: Rect, mut visit: impl FnMut(u32) -> bool) {
        if !self.everywhere.iter().all(|slot| visit(*slot)) {
            return;
        }
        let span = Span::of(area, self.side);
        if span.count() > self.members.len() as i64 {
            _ = self.members.values().flatten().all(|slot| visit(*slot));
        } else {
            _ = span.cells().filter_map(|cell| self.members.get(&cell)).flatten().all(|slot| visit(*slot));
        }
    }

    /// Which cells these areas touch.
    pub(super) fn footprint(&self, areas: &[Rect]) -> Footprint {
        if self.is_huge(areas) {
            return Footprint::Everywhere;
        }
        let mut spans: Vec<Span> = areas.iter().map(|area| Span::of(*area, self.side)).collect();
        spans.dedup();
        Footprint::Spans(spans)
    }

    fn put_in(&mut self, slot: u32, cell: (i32, i32)) {
        let slots = self.members.entry(cell).or_default();
        if let Err(at) = slots.binary_search(&slot) {
            slots.insert(at, slot);
        }
    }

    fn take_out(&mut self, slot: u32, cell: (i32, i32)) {
        let Some(slots) = self.members.get_mut(&cell) else { return };
        if let Ok(at) = slots.binary_search(&slot) {
            slots.remove(at);
        }
        if slots.is_empty() {
            self.members.remove(&cell);
        }
    }

    fn is_huge(&self, areas: &[Rect]) -> bool {
        areas.iter().map(|area| Span::of(*area, self.side).count()).sum::<i64>() > MOST_CELLS
    }
}

/// The cells that these areas touch. Pieces of a line that follow one another mostly lie in the same cell, which
/// comes once then.
fn cells_of(areas: &[Rect], side: f32) -> impl Iterator<Item = (i32, i32)> {
    let mut last = None;
    let all = areas.iter().flat_map(move |area| Span::of(*area, side).cells());
    all.filter(move |cell| last.replace(*cell) != Some(*cell))
}

/// The cells that a thing touches.
#[derive(Clone, Debug)]
pub(super) enum Footprint {
    /// So many that it counts as being in all of them.
    Everywhere,
    /// Those around its pieces.
    Spans(Vec<Span>),
}

impl Footprint {
    /// Whether a cell is touched by both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Spans(own), Self::Spans(others)) => {
                others.iter().any(|other| own.iter().any(|span| span.meets(*other)))
            }
            _ => true,
        }
    }
}

/// The cells that a rectangle touches: first and last column, first and last row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
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

    fn meets(self, other: Self) -> bool {
        let share = |a: (i32, i32), b: (i32, i32)| a.0 <= b.1 && b.0 <= a.1;
        share(self.x, other.x) && share(self.y, other.y)
    }

    fn has(self, (column, row): (i32, i32)) -> bool {
        (self.x.0..=self.x.1).contains(&column) && (self.y.0..=self.y.1).contains(&row)
    }

    fn cells(self) -> impl Iterator<Item = (i32, i32)> {
        let (x, y) = (self.x, self.y);
        (y.0..=y.1).flat_map(move |row| (x.0..=x.1).map(move |column| (column, row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Point;
    use proptest::prelude::*;

    fn any_areas() -> impl Strategy<Value = Vec<Rect>> {
        let area = (-900.0..900.0_f32, -900.0..900.0_f32, 0.0..400.0_f32, 0.0..4_000_000.0_f32);
        let rect = |(x, y, width, height): (f32, f32, f32, f32)| {
            // Now and then something huge.
            let height = if height > 3_900_000.0 { height } else { height % 300.0 };
            Rect::new(Point::new(x, y), Point::new(x + width, y + height))
        };
        prop::collection::vec(area.prop_map(rect), 0..5)
    }

    proptest! {
        #[test]
        fn what_has_changed_its_place_is_found_where_it_is_and_nowhere_else(
            things in prop::collection::vec((any_areas(), any_areas(), any_areas(), any_areas()), 1..8),
            look in any_areas(),
        ) {
            let around = |start: &[Rect], middle: &[Rect], end: &[Rect]| [start, middle, end].concat();
            let things = things.iter().map(|(start, before, after, end)| {
                (around(start, before, end), around(start, after, end))
            });
            let things: Vec<(Vec<Rect>, Vec<Rect>)> = things.collect();
            let (mut moved, mut fresh) = (Cells::new(64.0), Cells::new(64.0));
            for (slot, (before, after)) in things.iter().enumerate() {
                moved.insert(slot as u32, before);
                fresh.insert(slot as u32, after);
            }
            for (slot, (before, after)) in things.iter().enumerate() {
                moved.change(slot as u32, before, after);
            }
            prop_assert_eq!(&moved.members, &fresh.members);
            for area in look {
                let sorted = |found: Option<Vec<u32>>| found.map(|mut slots| { slots.sort_unstable(); slots });
                let near = sorted(fresh.near(area));
                prop_assert_eq!(&sorted(moved.near(area)), &near);
                let mut shown = Vec::new();
                moved.visit_near(area, |slot| {
                    shown.push(slot);
                    true
                });
                shown.sort_unstable();
                shown.dedup();
                prop_assert!(near.is_none_or(|near| near == shown || near.iter().all(|slot| shown.contains(slot))));
            }
        }
    }
}
