use crate::model::{Point, Rect};

/// Cells over the plane that know which boxes or segments touch them, to find what is near.
#[derive(Clone)]
pub(super) struct Grid {
    origin: Point,
    cell_width: f32,
    cell_height: f32,
    columns: usize,
    rows: usize,
    /// Members of all cells, cell by cell.
    members: Vec<u32>,
    offsets: Vec<u32>,
}

/// A cell by its column and row.
pub(super) type Cell = (usize, usize);

impl Grid {
    /// Cells that know which of `rects` they touch.
    pub fn of_rects(rects: impl Iterator<Item = Rect> + Clone) -> Self {
        let mut grid = Self::over(rects.clone());
        grid.fill(rects, |grid, rect, found| {
            let (from, to) = (grid.cell_of(rect.min), grid.cell_of(rect.max));
            for column in from.0..=to.0 {
                found.extend((from.1..=to.1).map(|row| (column, row)));
            }
        });
        grid
    }

    /// Cells that know which of the segments pass through them.
    pub fn of_segments(segments: impl Iterator<Item = (Point, Point)> + Clone) -> Self {
        let around = |(a, b): (Point, Point)| Rect::new(a, a).union(Rect::new(b, b));
        let mut grid = Self::over(segments.clone().map(around));
        grid.fill(segments, |grid, (a, b), found| grid.cells_along(a, b, found));
        grid
    }

    fn over(rects: impl Iterator<Item = Rect>) -> Self {
        const MOST_CELLS_A_SIDE: f32 = 1_500.0;
        let mut count = 0_u32;
        let whole = rects.inspect(|_| count += 1).reduce(Rect::union);
        let whole = whole.unwrap_or(Rect::new(Point::default(), Point::default()));
        let (width, height) = (whole.width().max(1.0), whole.height().max(1.0));
        let side = (width * height / count.max(1) as f32).sqrt().max(1.0);
        let cells = |length: f32| (length / side).ceil().clamp(1.0, MOST_CELLS_A_SIDE);
        let (columns, rows) = (cells(width), cells(height));
        Self {
            origin: whole.min,
            cell_width: width / columns,
            cell_height: height / rows,
            columns: columns as usize,
            rows: rows as usize,
            members: Vec::new(),
            offsets: Vec::new(),
        }
    }

    fn fill<T>(&mut self, items: impl Iterator<Item = T>, cells: impl Fn(&Self, T, &mut Vec<Cell>)) {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut found = Vec::new();
        for (number, item) in items.enumerate() {
            found.clear();
            cells(self, item, &mut found);
            pairs.extend(found.iter().map(|cell| (self.index(*cell) as u32, number as u32)));
        }
        self.offsets = vec![0; self.columns * self.rows + 1];
        for (cell, _) in &pairs {
            self.offsets[*cell as usize + 1] += 1;
        }
        for i in 1..self.offsets.len() {
            self.offsets[i] += self.offsets[i - 1];
        }
        pairs.sort_unstable();
        self.members = pairs.into_iter().map(|(_, number)| number).collect();
    }

    fn index(&self, (column, row): Cell) -> usize {
        row * self.columns + column
    }

    fn members_of(&self, cell: Cell) -> &[u32] {
        let index = self.index(cell);
        &self.members[self.offsets[index] as usize..self.offsets[index + 1] as usize]
    }

    /// The cell that holds `point`, or the nearest one.
    pub fn cell_of(&self, point: Point) -> Cell {
        let clamped = |v: f32, most: usize| (v.max(0.0) as usize).min(most - 1);
        (
            clamped((point.x - self.origin.x) / self.cell_width, self.columns),
            clamped((point.y - self.origin.y) / self.cell_height, self.rows),
        )
    }

    /// Calls `visit` with every cell and its members, in order.
    pub fn for_each_cell(&self, mut visit: impl FnMut(Cell, &[u32])) {
        for row in 0..self.rows {
            for column in 0..self.columns {
                visit((column, row), self.members_of((column, row)));
            }
        }
    }

    /// Calls `visit` with what may touch the segment; the same member may come more than once.
    pub fn along(&self, a: Point, b: Point, mut visit: impl FnMut(u32)) {
        let (left, right) = if a.x <= b.x { (a, b) } else { (b, a) };
        for column in self.cell_of(left).0..=self.cell_of(right).0 {
            let (from, to) = self.rows_in_column(left, right, column);
            for row in from..=to {
                self.members_of((column, row)).iter().for_each(|member| visit(*member));
            }
        }
    }

    /// Like `along`, from `a` towards `b`, as long as `visit` wants more. It says how far along the segment
    /// (0 to 1) anything can still matter; cells that begin later are left out.
    pub fn along_until(&self, a: Point, b: Point, mut visit: impl FnMut(u32) -> f32) {
        let (left, right) = if a.x <= b.x { (a, b) } else { (b, a) };
        let columns = (self.cell_of(left).0, self.cell_of(right).0);
        let (across, down) = (
            Reach::new(a.x, b.x, self.origin.x, self.cell_width),
            Reach::new(a.y, b.y, self.origin.y, self.cell_height),
        );
        let (downwards, mut until) = (a.y <= b.y, f32::INFINITY);
        for column in in_direction(columns, a.x <= b.x) {
            let column_at = across.at(column);
            if column_at > until {
                break;
            }
            for row in in_direction(self.rows_in_column(left, right, column), downwards) {
                if column_at.max(down.at(row)) > until {
                    break;
                }
                for member in self.members_of((column, row)) {
                    until = visit(*member);
                }
            }
        }
    }

    /// Calls `visit` with what may touch `rect`; the same member may come more than once.
    pub fn around(&self, rect: Rect, mut visit: impl FnMut(u32)) {
        let (from, to) = (self.cell_of(rect.min), self.cell_of(rect.max));
        for row in from.1..=to.1 {
            for column in from.0..=to.0 {
                self.members_of((column, row)).iter().for_each(|member| visit(*member));
            }
        }
    }

    fn cells_along(&self, a: Point, b: Point, found: &mut Vec<Cell>) {
        let (left, right) = if a.x <= b.x { (a, b) } else { (b, a) };
        for column in self.cell_of(left).0..=self.cell_of(right).0 {
            let (from, to) = self.rows_in_column(left, right, column);
            found.extend((from..=to).map(|row| (column, row)));
        }
    }

    /// The rows that the segment touches in one column, with a little to spare for rounding.
    fn rows_in_column(&self, left: Point, right: Point, column: usize) -> (usize, usize) {
        let start = self.origin.x + column as f32 * self.cell_width;
        let at = |x: f32| {
            let share = ((x - left.x) / (right.x - left.x).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
            left.y + share * (right.y - left.y)
        };
        let (a, b) = if right.x - left.x < self.cell_width * 1e-3 {
            (left.y, right.y)
        } else {
            (at(start), at(start + self.cell_width))
        };
        let spare = self.cell_height * 0.01;
        let row = |y: f32| self.cell_of(Point::new(start, y)).1;
        (row(a.min(b) - spare), row(a.max(b) + spare))
    }
}

/// How far along a segment (0 to 1) it can reach each column at the earliest, or each row, with a little to spare.
struct Reach {
    first: f32,
    step: f32,
}

impl Reach {
    /// For a segment with these ends along the axis; the first cell starts at `origin`.
    fn new(from: f32, to: f32, origin: f32, length: f32) -> Self {
        const SPARE: f32 = 0.02;
        let way = to - from;
        if way.abs() < length * 1e-3 {
            return Self { first: 0.0, step: 0.0 };
        }
        let near = if way > 0.0 { -SPARE * length } else { (1.0 + SPARE) * length };
        Self { first: (origin + near - from) / way, step: length / way }
    }

    fn at(&self, cell: usize) -> f32 {
        self.first + cell as f32 * self.step
    }
}

/// All from the first to the last, or backwards.
fn in_direction((first, last): (usize, usize), forwards: bool) -> impl Iterator<Item = usize> {
    (first..=last).map(move |at| if forwards { at } else { first + last - at })
}
