use crate::model::{Point, Rect};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Side of a cell, a third of what is looked at around one place of a label.
const CELL: f32 = 128.0;
/// Each cell has as many parts across and down …
const PARTS: u32 = 4;
/// … of this side, a quarter of a label.
const PART: f32 = CELL / PARTS as f32;

/// Where something is looked for: cells of a map, or all of it between the outermost ones where that is hardly more.
pub(super) struct Sought {
    whole: Rect,
    /// The cells from the upper left to the lower right of it.
    span: Span,
    /// The number of each cell where these are not all.
    cells: Option<FxHashMap<Cell, u32>>,
}

/// Column and row.
type Cell = (i32, i32);

impl Sought {
    /// All of these areas, and a little around them. `None` if there are none.
    pub(super) fn of(areas: &[Rect]) -> Option<Self> {
        let whole = areas.iter().copied().reduce(Rect::union)?;
        let span = Span::of(whole, CELL);
        let mut cells = FxHashMap::default();
        for area in areas {
            for cell in Span::of(*area, CELL).cells() {
                let next = cells.len() as u32;
                cells.entry(cell).or_insert(next);
            }
            if cells.len() as u64 > span.count() / 2 {
                return Some(Self { whole, span, cells: None });
            }
        }
        Some(Self { whole, span, cells: Some(cells) })
    }

    /// Whether something in `rect` may be looked for.
    pub(super) fn meets(&self, rect: Rect) -> bool {
        if !rect.meets(self.whole) {
            return false;
        }
        let Some(cells) = &self.cells else { return true };
        let span = Span::of(rect, CELL);
        if span.count() > cells.len() as u64 {
            return cells.keys().any(|cell| span.has(*cell));
        }
        span.cells().any(|cell| cells.contains_key(&cell))
    }

    /// The same as few rectangles.
    pub(super) fn areas(&self) -> Vec<Rect> {
        let Some(cells) = &self.cells else { return vec![self.whole] };
        let mut sorted: Vec<Cell> = cells.keys().copied().collect();
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

    /// How many parts of cells there are.
    pub(super) fn part_count(&self) -> usize {
        let cells = self.cells.as_ref().map_or(self.span.count() as usize, FxHashMap::len);
        cells * (PARTS * PARTS) as usize
    }

    /// Shows the numbers of all parts that lie under `rect`, as long as `visit` wants more.
    pub(super) fn visit_parts(&self, rect: Rect, mut visit: impl FnMut(u32) -> bool) {
        const BITS: u32 = PARTS.trailing_zeros();
        let span = Span::of(rect, PART);
        // Parts that follow one another mostly lie in the same cell.
        let mut last: Option<(Cell, Option<u32>)> = None;
        for (column, row) in span.cells() {
            let cell = (column >> BITS, row >> BITS);
            let number = match last.filter(|(known, _)| *known == cell) {
                Some((_, number)) => number,
                None => self.number_of(cell),
            };
            last = Some((cell, number));
            let Some(number) = number else { continue };
            let within = |at: i32| at as u32 % PARTS;
            if !visit((number * PARTS + within(row)) * PARTS + within(column)) {
                return;
            }
        }
    }

    fn number_of(&self, cell: Cell) -> Option<u32> {
        match &self.cells {
            Some(cells) => cells.get(&cell).copied(),
            None => self.span.number_of(cell),
        }
    }
}

/// The cells of a rectangle: first and last column, first and last row.
#[derive(Clone, Copy)]
struct Span {
    x: (i32, i32),
    y: (i32, i32),
}

impl Span {
    fn of(area: Rect, side: f32) -> Self {
        let at = |value: f32| floor(value / side);
        Self { x: (at(area.min.x), at(area.max.x)), y: (at(area.min.y), at(area.max.y)) }
    }

    fn count(self) -> u64 {
        let length = |(from, to): (i32, i32)| u64::from(to.abs_diff(from)) + 1;
        length(self.x).saturating_mul(length(self.y))
    }

    fn has(self, (column, row): Cell) -> bool {
        (self.x.0..=self.x.1).contains(&column) && (self.y.0..=self.y.1).contains(&row)
    }

    /// Row by row.
    fn number_of(self, cell: Cell) -> Option<u32> {
        let width = self.x.1.abs_diff(self.x.0) + 1;
        self.has(cell).then(|| cell.1.abs_diff(self.y.0) * width + cell.0.abs_diff(self.x.0))
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

/// Asked for so often that a call to the system's own would be felt.
fn floor(value: f32) -> i32 {
    let toward_zero = value as i32;
    toward_zero.saturating_sub(i32::from(value < toward_zero as f32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_rect() -> impl Strategy<Value = Rect> {
        (-2_000.0..2_000.0_f32, -2_000.0..2_000.0_f32, 0.0..500.0_f32, 0.0..300.0_f32)
            .prop_map(|(x, y, width, height)| Rect::new(Point::new(x, y), Point::new(x + width, y + height)))
    }

    fn parts(sought: &Sought, rect: Rect) -> Vec<u32> {
        let mut parts = Vec::new();
        sought.visit_parts(rect, |part| {
            parts.push(part);
            true
        });
        parts
    }

    proptest! {
        #[test]
        fn nothing_is_missed(areas in prop::collection::vec(any_rect(), 1..20), things in prop::collection::vec(any_rect(), 20)) {
            let sought = Sought::of(&areas).unwrap();
            for thing in things {
                let own = parts(&sought, thing);
                prop_assert!(own.iter().all(|part| (*part as usize) < sought.part_count()));
                for area in areas.iter().filter(|area| area.meets(thing)) {
                    prop_assert!(sought.meets(thing));
                    prop_assert!(sought.areas().iter().any(|area| area.meets(thing)));
                    prop_assert!(parts(&sought, *area).iter().any(|part| own.contains(part)));
                }
            }
        }

        #[test]
        fn what_is_far_from_all_areas_is_left_out(start in any_rect(), steps in 12..30_i32) {
            let way = (0..steps).map(|at| start.moved(at as f32 * 500.0, at as f32 * 400.0));
            let sought = Sought::of(&way.collect::<Vec<_>>()).unwrap();
            let off_the_way = start.moved(steps as f32 * 400.0, steps as f32 * 80.0);
            prop_assert!(!sought.meets(off_the_way) && parts(&sought, off_the_way).is_empty());
            prop_assert!(sought.areas().iter().all(|area| !area.meets(off_the_way)));
        }

        #[test]
        fn floor_is_the_next_smaller_whole_number(value in -4.0e9..4.0e9_f32) {
            prop_assert_eq!(floor(value), value.floor() as i32);
        }
    }
}
