use egui::{Rect, Vec2, pos2, vec2};
use std::ops::Range;

/// A cell: of the header row if `row` is none, of the first column if `column` is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct GridPlace {
    /// Which row below the header.
    pub row: Option<usize>,
    /// Which column beside the first.
    pub column: Option<usize>,
}

/// One move of the current cell by the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridStep {
    /// One cell to the left.
    Left,
    /// One cell to the right.
    Right,
    /// One cell up.
    Up,
    /// One cell down.
    Down,
    /// As many rows up as can be seen.
    PageUp,
    /// As many rows down as can be seen.
    PageDown,
    /// To the first cell of the row.
    RowStart,
    /// To the last cell of the row.
    RowEnd,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
    /// To the next cell as text is read.
    Next,
    /// To the cell before, as text is read.
    Before,
}

/// How large the cells are and how many.
#[derive(Clone, Debug, PartialEq)]
pub struct GridShape {
    /// Rows below the header.
    pub rows: usize,
    /// Height of each.
    pub row_height: f32,
    /// Height of the header row.
    pub header_height: f32,
    /// Width of the first column.
    pub first_width: f32,
    /// Left edges of the columns beside the first, and the right edge of the last one.
    edges: Vec<f32>,
}

impl GridShape {
    /// `rows` rows under a header, with columns of these `widths` beside the first.
    pub fn new(
        rows: usize,
        row_height: f32,
        header_height: f32,
        first_width: f32,
        widths: impl IntoIterator<Item = f32>,
    ) -> Self {
        let mut edges = vec![0.0];
        let mut edge = 0.0;
        for width in widths {
            edge += width;
            edges.push(edge);
        }
        Self { rows, row_height, header_height, first_width, edges }
    }

    /// How many columns there are beside the first.
    pub fn columns(&self) -> usize {
        self.edges.len() - 1
    }

    /// Size of everything, seen or not.
    pub fn size(&self) -> Vec2 {
        let right = self.edges.last().copied().unwrap_or_default();
        vec2(self.first_width + right, self.header_height + self.rows as f32 * self.row_height)
    }

    /// The rows that can be seen in a grid of this height that is scrolled by `offset`.
    pub fn visible_rows(&self, offset: f32, height: f32) -> Range<usize> {
        let body = (height - self.header_height).max(0.0);
        let first = (offset / self.row_height).max(0.0) as usize;
        let end = ((offset + body) / self.row_height).max(0.0).ceil() as usize;
        first.min(self.rows)..end.min(self.rows)
    }

    /// The columns that can be seen in a grid of this width that is scrolled by `offset`.
    pub fn visible_columns(&self, offset: f32, width: f32) -> Range<usize> {
        let body = (width - self.first_width).max(0.0);
        let first = self.edges.partition_point(|edge| *edge <= offset).saturating_sub(1);
        let end = self.edges.partition_point(|edge| *edge < offset + body);
        first.min(self.columns())..end.min(self.columns())
    }

    /// Where a cell is on the screen while the grid fills `screen` and is scrolled by `offset`.
    pub fn rect(&self, place: GridPlace, screen: Rect, offset: Vec2) -> Rect {
        let (left, right) = match place.column {
            None => (0.0, self.first_width),
            Some(column) => {
                let edge = |at: usize| self.edges.get(at).copied().unwrap_or_default();
                let shift = self.first_width - offset.x;
                (edge(column) + shift, edge(column + 1) + shift)
            }
        };
        let (top, bottom) = match place.row {
            None => (0.0, self.header_height),
            Some(row) => {
                let top = self.header_height + row as f32 * self.row_height - offset.y;
                (top, top + self.row_height)
            }
        };
        Rect::from_min_max(pos2(left, top), pos2(right, bottom)).translate(screen.min.to_vec2())
    }

    /// The cell under a point of the screen.
    pub fn place_at(&self, at: egui::Pos2, screen: Rect, offset: Vec2) -> Option<GridPlace> {
        if !screen.contains(at) {
            return None;
        }
        let at = at - screen.min;
        let column = (at.x >= self.first_width).then(|| {
            let x = at.x - self.first_width + offset.x;
            self.edges.partition_point(|edge| *edge <= x).saturating_sub(1)
        });
        let row = (at.y >= self.header_height)
            .then(|| ((at.y - self.header_height + offset.y) / self.row_height) as usize);
        let is_inside = row.is_none_or(|row| row < self.rows) && column.is_none_or(|c| c < self.columns());
        is_inside.then_some(GridPlace { row, column })
    }

    /// The scrolling nearest to `offset` at which a cell is seen in full, if it fits.
    pub fn offset_showing(&self, place: GridPlace, offset: Vec2, size: Vec2) -> Vec2 {
        let rect = self.rect(place, Rect::from_min_size(pos2(0.0, 0.0), size), offset);
        let nearest = |start: f32, end: f32, least: f32, most: f32| match () {
            () if start < least => start - least,
            () if end > most => (end - most).min(start - least),
            () => 0.0,
        };
        let mut shown = offset;
        if place.column.is_some() {
            shown.x += nearest(rect.min.x, rect.max.x, self.first_width, size.x);
        }
        if place.row.is_some() {
            shown.y += nearest(rect.min.y, rect.max.y, self.header_height, size.y);
        }
        shown.max(Vec2::ZERO)
    }

    /// The place nearest to `place` that there is.
    pub fn clamped(&self, place: GridPlace) -> GridPlace {
        GridPlace {
            row: place.row.filter(|_| self.rows > 0).map(|row| row.min(self.rows - 1)),
            column: place.column.filter(|_| self.columns() > 0).map(|column| column.min(self.columns() - 1)),
        }
    }

    /// Where a step from `place` leads; `page` rows can be seen.
    pub fn moved(&self, place: GridPlace, step: GridStep, page: usize) -> GridPlace {
        let GridPlace { row, column } = place;
        let less = |at: Option<usize>| at.and_then(|at| at.checked_sub(1));
        let more = |at: Option<usize>| Some(at.map_or(0, |at| at + 1));
        let (last_row, last_column) = (self.rows.checked_sub(1), self.columns().checked_sub(1));
        let moved = match step {
            GridStep::Up => GridPlace { row: less(row), column },
            GridStep::Down => GridPlace { row: more(row), column },
            GridStep::PageUp => GridPlace { row: row.map(|row| row.saturating_sub(page)), column },
            GridStep::PageDown => GridPlace { row: Some(row.unwrap_or(0) + page), column },
            GridStep::RowStart => GridPlace { row, column: None },
            GridStep::RowEnd => GridPlace { row, column: last_column },
            GridStep::Top => GridPlace { row: last_row.map(|_| 0), column },
            GridStep::Bottom => GridPlace { row: last_row, column },
            GridStep::Next if column == last_column && row < last_row => {
                GridPlace { row: more(row), column: None }
            }
            GridStep::Right | GridStep::Next => GridPlace { row, column: more(column) },
            GridStep::Before if column.is_none() && row.is_some() => {
                GridPlace { row: less(row), column: last_column }
            }
            GridStep::Left | GridStep::Before => GridPlace { row, column: less(column) },
        };
        self.clamped(moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten rows of 20 under a header of 30; a first column of 100 and four of 50.
    fn shape() -> GridShape {
        GridShape::new(10, 20.0, 30.0, 100.0, [50.0; 4])
    }

    fn at(row: impl Into<Option<usize>>, column: impl Into<Option<usize>>) -> GridPlace {
        GridPlace { row: row.into(), column: column.into() }
    }

    #[test]
    fn only_what_can_be_seen_is_visible() {
        let shape = shape();
        assert_eq!(shape.size(), vec2(300.0, 230.0));
        assert_eq!(shape.visible_rows(0.0, 70.0), 0..2);
        assert_eq!(shape.visible_rows(10.0, 70.0), 0..3);
        assert_eq!(shape.visible_rows(180.0, 500.0), 9..10);
        assert_eq!(shape.visible_columns(0.0, 200.0), 0..2);
        assert_eq!(shape.visible_columns(60.0, 200.0), 1..4);
    }

    #[test]
    fn a_point_is_in_the_cell_that_is_drawn_there() {
        let (shape, offset) = (shape(), vec2(60.0, 35.0));
        let screen = Rect::from_min_size(pos2(5.0, 7.0), vec2(250.0, 150.0));
        for place in [at(None, None), at(None, 2), at(3, None), at(4, 1), at(6, 3)] {
            let rect = shape.rect(place, screen, offset).intersect(screen);
            assert_eq!(shape.place_at(rect.center(), screen, offset), Some(place), "{place:?}");
        }
        assert_eq!(shape.place_at(pos2(0.0, 0.0), screen, offset), None);
    }

    #[test]
    fn scrolling_shows_a_cell_and_goes_no_further_than_needed() {
        let (shape, size) = (shape(), vec2(200.0, 70.0));
        let table = [
            (at(0, 0), Vec2::ZERO, Vec2::ZERO),
            (at(5, 0), Vec2::ZERO, vec2(0.0, 80.0)),
            (at(0, 3), Vec2::ZERO, vec2(100.0, 0.0)),
            (at(1, 1), vec2(100.0, 80.0), vec2(50.0, 20.0)),
            (at(None, 0), vec2(0.0, 80.0), vec2(0.0, 80.0)),
        ];
        for (place, before, expected) in table {
            assert_eq!(shape.offset_showing(place, before, size), expected, "{place:?}");
        }
    }

    #[test]
    fn steps_lead_where_a_spreadsheet_would_go() {
        let shape = shape();
        let table = [
            (at(0, 0), GridStep::Up, at(None, 0)),
            (at(0, 0), GridStep::Left, at(0, None)),
            (at(None, None), GridStep::Down, at(0, None)),
            (at(9, 3), GridStep::Down, at(9, 3)),
            (at(2, 1), GridStep::RowEnd, at(2, 3)),
            (at(2, 1), GridStep::RowStart, at(2, None)),
            (at(2, 1), GridStep::PageDown, at(6, 1)),
            (at(2, 1), GridStep::PageUp, at(0, 1)),
            (at(2, 1), GridStep::Bottom, at(9, 1)),
            (at(2, 3), GridStep::Next, at(3, None)),
            (at(3, None), GridStep::Before, at(2, 3)),
            (at(9, 3), GridStep::Next, at(9, 3)),
        ];
        for (place, step, expected) in table {
            assert_eq!(shape.moved(place, step, 4), expected, "{place:?} {step:?}");
        }
        let empty = GridShape::new(0, 20.0, 30.0, 100.0, []);
        assert_eq!(empty.moved(at(None, None), GridStep::Down, 4), at(None, None));
    }
}
