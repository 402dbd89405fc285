//! What becomes of lines when many boxes and lines go, come back, or join others, at once or one edit after another.

use super::kept::moved;
use crate::arrange::segment::entry;
use crate::arrange::{Change, Flow, Route, RoutedBox, Router};
use crate::model::{Point, Rect, Size};
use proptest::prelude::*;

const ROWS: usize = 24;
const COLUMNS: usize = 5;

/// Five columns; everybody supplies several of the next and of the one behind it.
#[derive(Clone, PartialEq)]
struct Columns {
    boxes: Vec<Option<Rect>>,
    lines: Vec<Option<(u32, u32)>>,
}

#[derive(Clone, Debug)]
enum Edit {
    /// As many boxes go, with their lines.
    Delete { first: usize, count: usize },
    /// All that has gone comes back.
    BringBack,
    /// A column moves up or down.
    Shift { column: usize, by: i8 },
    /// As many lines end at another box.
    Rejoin { first: usize, count: usize, to: usize },
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let (boxes, lines) = (0..ROWS * COLUMNS, 0..300_usize);
    prop_oneof![
        (boxes.clone(), 1..60_usize).prop_map(|(first, count)| Edit::Delete { first, count }),
        Just(Edit::BringBack),
        (0..COLUMNS, -100_i8..100).prop_map(|(column, by)| Edit::Shift { column, by }),
        (lines, 1..90_usize, boxes).prop_map(|(first, count, to)| Edit::Rejoin { first, count, to }),
    ]
}

impl Columns {
    fn new() -> Self {
        let place = |v: usize| Point::new((v / ROWS * 320) as f32, (v % ROWS * 70) as f32);
        let boxes = (0..ROWS * COLUMNS).map(|v| Some(Rect::around(place(v), Size::new(120.0, 46.0))));
        let to_next = (0..ROWS * (COLUMNS - 1)).map(|v| (v, (v / ROWS + 1) * ROWS + (v * 5 + 3) % ROWS));
        let beyond = (0..ROWS * (COLUMNS - 2)).map(|v| (v, (v / ROWS + 2) * ROWS + (v * 7 + 1) % ROWS));
        let lines = to_next.clone().chain(beyond).chain(to_next.map(|(from, to)| (from, to / ROWS * ROWS)));
        Self {
            boxes: boxes.collect(),
            lines: lines.map(|(from, to)| Some((from as u32, to as u32))).collect(),
        }
    }

    fn router(&self) -> Router {
        let boxes: Vec<Rect> = self.boxes.iter().copied().flatten().collect();
        let lines: Vec<(u32, u32)> = self.lines.iter().copied().flatten().collect();
        Router::new(&boxes, &[], &lines, Flow::LeftToRight)
    }

    fn edit(&mut self, edit: &Edit) {
        match *edit {
            Edit::Delete { first, count } => {
                self.boxes.iter_mut().skip(first).take(count).for_each(|rect| *rect = None);
                let boxes = &self.boxes;
                let is_gone =
                    |(from, to): (u32, u32)| [from, to].iter().any(|v| boxes[*v as usize].is_none());
                self.lines.iter_mut().filter(|line| line.is_some_and(is_gone)).for_each(|line| *line = None);
            }
            Edit::BringBack => {
                let all = Self::new();
                self.boxes.iter_mut().zip(all.boxes).for_each(|(rect, first)| *rect = rect.or(first));
                self.lines.iter_mut().zip(all.lines).for_each(|(line, first)| *line = line.or(first));
            }
            Edit::Shift { column, by } => {
                let column = self.boxes.iter_mut().skip(column * ROWS).take(ROWS).flatten();
                column.for_each(|rect| *rect = rect.moved(0.0, by.into()));
            }
            Edit::Rejoin { first, count, to } if self.boxes[to].is_some() => {
                let lines = self.lines.iter_mut().skip(first).take(count).flatten();
                lines.filter(|(from, _)| *from != to as u32).for_each(|line| line.1 = to as u32);
            }
            Edit::Rejoin { .. } => {}
        }
    }

    /// What makes the map `other`.
    fn change_to(&self, other: &Self) -> Change {
        let stand = |rect: Option<Rect>| rect.map(|rect| RoutedBox { rect, is_frame: false });
        let boxes = (0..).zip(self.boxes.iter().zip(&other.boxes)).filter(|(_, (a, b))| a != b);
        let lines = (0..).zip(self.lines.iter().zip(&other.lines)).filter(|(_, (a, b))| a != b);
        Change {
            boxes: boxes.map(|(v, (_, rect))| (v, stand(*rect))).collect(),
            lines: lines.map(|(line, (_, ends))| (line, *ends)).collect(),
        }
    }

    /// The routes of all lines that are there.
    fn routes(&self, router: &Router) -> Vec<Option<Route>> {
        let routes = router.routes().iter().zip(&self.lines);
        routes.map(|(route, ends)| ends.map(|_| route.clone())).collect()
    }

    /// Lines that run through foreign boxes, or do not end at their own.
    fn astray(&self, router: &Router) -> Vec<usize> {
        let is_astray = |(line, route): &(usize, Route)| {
            let Some((from, to)) = self.lines[*line] else { return false };
            let path = route.flattened();
            let is_at = |point: &Point, v: u32| {
                self.boxes[v as usize].is_some_and(|rect| rect.grown(8.0).contains(*point))
            };
            let is_hit = |rect: Rect| path.windows(2).any(|leg| entry(leg[0], leg[1], rect).is_some());
            let foreign = (0..).zip(&self.boxes).filter(|(v, _)| *v != from && *v != to);
            let mut foreign = foreign.filter_map(|(_, rect)| *rect);
            let ends_well =
                path.first().is_some_and(|p| is_at(p, from)) && path.last().is_some_and(|p| is_at(p, to));
            !ends_well || foreign.any(|rect| is_hit(rect.grown(-1.0)))
        };
        let routes = router.routes().iter().cloned().enumerate();
        routes.filter(is_astray).map(|(line, _)| line).collect()
    }
}

fn settle(router: &mut Router) {
    while router.has_lines_due() {
        router.go_on(|| true);
    }
}

#[test]
fn who_moves_a_box_while_the_lines_of_deleted_ones_wait_finds_all_others_where_they_belong() {
    let mut map = Columns::new();
    let mut router = map.router();
    let before = map.clone();
    map.edit(&Edit::Delete { first: 0, count: 2 * ROWS });
    router.change(&before.change_to(&map), false);
    assert!(router.has_lines_due(), "so many lines wait");
    let last = map.boxes.len() - 30;
    map.boxes[last] = map.boxes[last].map(|rect| rect.moved(0.0, 8.0));
    router.change(&moved(&[(last, map.boxes[last].unwrap())]), false);
    settle(&mut router);
    assert_eq!(map.astray(&router), Vec::<usize>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_goes_comes_back_or_joins_others_lines_end_where_they_belong_and_undo_brings_all_back(
        edits in prop::collection::vec((any_edit(), 0_usize..8), 1..6),
    ) {
        let mut map = Columns::new();
        let mut router = map.router();
        for (edit, steps) in edits {
            let before = map.clone();
            map.edit(&edit);
            router.change(&before.change_to(&map), false);
            for _ in 0..steps {
                router.go_on(|| true);
            }
        }
        settle(&mut router);
        prop_assert_eq!(map.astray(&router), Vec::<usize>::new());
        prop_assert!((0..map.lines.len() as u32).all(|line| !router.is_behind(line) || map.lines[line as usize].is_none()));
    }

    #[test]
    fn undo_and_redo_of_many_that_go_bring_back_every_line(
        edits in prop::collection::vec(any_edit(), 1..5),
    ) {
        let mut map = Columns::new();
        let mut router = map.router();
        let mut states = vec![(map.clone(), map.routes(&router))];
        for edit in edits {
            let before = map.clone();
            map.edit(&edit);
            router.change(&before.change_to(&map), false);
            settle(&mut router);
            states.push((map.clone(), map.routes(&router)));
        }
        for (state, routes) in states.iter().rev().chain(&states) {
            router.change(&map.change_to(state), false);
            settle(&mut router);
            map = state.clone();
            prop_assert_eq!(&map.routes(&router), routes);
        }
    }
}
