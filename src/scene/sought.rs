use crate::model::{Point, Rect};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Side of a cell, a third of what is looked at around one place of a label.
const CELL: f32 = 128.0;

/// Where something is looked for: cells of a map, or all of it between the outermost ones where that is hardly more.
pub(super) struct Sought {
    whole: Rect,
    cells: Option<FxHashSet<Cell>>,
}

/// Column and row.
type Cell = (i32, i32);

impl Sought {
    /// All of these areas, and a little around them. `None` if there are none.
    pub(super) fn of(areas: &[Rect]) -> Option<Self> {
        let whole = areas.iter().copied().reduce(Rect::union)?;
        let most = Span::of(whole).count() / 2;
        let mut cells = FxHashSet::default();
        for area in areas {
            cells.extend(Span::of(*area).cells());
            if cells.len() as u64 > most {
                return Some(Self { whole, cells: None });
            }
        }
        Some(Self { whole, cells: Some(cells) })
    }

    /// Whether something in `rect` may be looked for.
    pub(super) fn meets(&self, rect: Rect) -> bool {
        if !rect.meets(self.whole) {
            return false;
        }
        let Some(cells) = &self.cells else { return true };
        let span = Span::of(rect);
        if span.count() > cells.len() as u64 {
            return cells.iter().any(|cell| span.has(*cell));
        }
        span.cells().any(|cell| cells.contains(&cell))
    }

    /// The same as few rectangles.
    pub(super) fn areas(&self) -> Vec<Rect> {
        let Some(cells) = &self.cells else { return vec![self.whole] };
        let mut sorted: Vec<Cell> = cells.iter().copied().collect();
        sorted.sort_unstable_by_key(|(column, row)| (*row, *column));
        let mut blocks = Vec::new();
        // Blocks that may grow downwards, by their columns.
        let mut open: BTreeMap<(i32, i32), (i32, i32)> = BTreeMap::new();
        for run in sorted.chunk_by(|a, b| a.1 == b.1 && a.0 + 1 == b.0) {
            let (Some((first, row)), Some((last, _))) = (run.first(), run.last()) else { continue };
            let rows = open.entry((*first, *last)).or_insert((*row, *row));
            if rows.1 + 1 < *row {
                blocks.push(Span { x: (*first, *last), y: *rows });
                *rows = (*row, *row);
            }
            rows.1 = *row;
        }
        blocks.extend(open.into_iter().map(|(x, y)| Span { x, y }));
        blocks.into_iter().map(Span::rect).collect()
    }
}

/// The cells of a rectangle: first and last column, first and last row.
#[derive(Clone, Copy)]
struct Span {
    x: (i32, i32),
    y: (i32, i32),
}

impl Span {
    fn of(area: Rect) -> Self {
        let at = |value: f32| (value / CELL).floor() as i32;
        Self { x: (at(area.min.x), at(area.max.x)), y: (at(area.min.y), at(area.max.y)) }
    }

    fn count(self) -> u64 {
        let length = |(from, to): (i32, i32)| u64::from(to.abs_diff(from)) + 1;
        length(self.x).saturating_mul(length(self.y))
    }

    fn has(self, (column, row): Cell) -> bool {
        (self.x.0..=self.x.1).contains(&column) && (self.y.0..=self.y.1).contains(&row)
    }

    fn cells(self) -> impl Iterator<Item = Cell> {
        (self.y.0..=self.y.1).flat_map(move |row| (self.x.0..=self.x.1).map(move |column| (column, row)))
    }

    /// All but the outermost edge, which belongs to the next cells.
    fn rect(self) -> Rect {
        let (from, to) = (|at: i32| at as f32 * CELL, |at: i32| (at as f32 + 1.0) * CELL - 0.01);
        Rect::new(Point::new(from(self.x.0), from(self.y.0)), Point::new(to(self.x.1), to(self.y.1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_rect() -> impl Strategy<Value = Rect> {
        (-2_000.0..2_000.0_f32, -2_000.0..2_000.0_f32, 0.0..500.0_f32, 0.0..300.0_f32)
            .prop_map(|(x, y, width, height)| Rect::new(Point::new(x, y), Point::new(x + width, y + height)))
    }

    proptest! {
        #[test]
        fn nothing_is_missed(areas in prop::collection::vec(any_rect(), 1..20), things in prop::collection::vec(any_rect(), 20)) {
            let sought = Sought::of(&areas).unwrap();
            for thing in things {
                let is_there = areas.iter().any(|area| area.meets(thing));
                prop_assert!(!is_there || sought.meets(thing));
                prop_assert!(!is_there || sought.areas().iter().any(|area| area.meets(thing)));
            }
        }

        #[test]
        fn what_is_far_from_all_areas_is_left_out(start in any_rect(), steps in 12..30_i32) {
            let way = (0..steps).map(|at| start.moved(at as f32 * 500.0, at as f32 * 400.0));
            let sought = Sought::of(&way.collect::<Vec<_>>()).unwrap();
            let off_the_way = start.moved(steps as f32 * 400.0, steps as f32 * 80.0);
            prop_assert!(!sought.meets(off_the_way));
            prop_assert!(sought.areas().iter().all(|area| !area.meets(off_the_way)));
        }
    }
}
