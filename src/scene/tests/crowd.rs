//! What becomes of lines when so many parties are moved at once that others find them beside the window.

use super::map;
use crate::edit::{Command, Transaction, perform};
use crate::model::*;
use crate::scene::*;
use std::collections::HashMap;

const COLUMNS: usize = 50;
const ROWS: usize = 30;

/// A large map on the screen, with lines that were found with care; the parties in its first half are moved.
struct Table {
    map: Organisation,
    moved: Vec<PartyId>,
    builder: SceneBuilder,
    /// The picture at the beginning.
    before: Scene,
}

impl Table {
    fn new() -> Self {
        let place = |at: usize| ((at / ROWS * 260) as f32, (at % ROWS * 90) as f32);
        let parties: Vec<_> = (0..COLUMNS * ROWS).map(|at| (PartyKind::Role, "Role", place(at))).collect();
        let parties: Vec<_> = parties.into_iter().map(|(kind, name, (x, y))| (kind, name, x, y)).collect();
        let straight = (0..(COLUMNS - 1) * ROWS).map(|at| (at, at + ROWS, "word"));
        let slanted =
            (0..(COLUMNS - 2) * ROWS).filter(|at| at % ROWS > 0).map(|at| (at, at + 2 * ROWS - 1, ""));
        let (map, ids) = map(&parties, &straight.chain(slanted).collect::<Vec<_>>());
        let builder = SceneBuilder::new(&map, Options::default(), Theme::light(), &EvenLetters);
        let before = builder.scene().clone();
        let mut table = Self { moved: ids[..ids.len() / 2].to_vec(), map, builder, before };
        table.find_lines();
        table.before = table.builder.scene().clone();
        table
    }

    /// What the window does in its next frames, and another thread for it.
    fn find_lines(&mut self) {
        if self.builder.wants_care() {
            let lines = careful_lines(&self.map, &Options::default(), &Theme::light(), &EvenLetters);
            self.builder.take_care(&self.map, lines.unwrap());
        }
        while self.builder.go_on(&self.map, &EvenLetters, 400, || true) {}
    }

    fn places(&self, (x, y): (f32, f32)) -> HashMap<PartyId, Point> {
        self.moved.iter().map(|id| (*id, self.map.party(*id).unwrap().place.moved(x, y))).collect()
    }

    fn drag(&mut self, by: (f32, f32)) {
        self.builder.preview(&self.map, self.places(by), &EvenLetters);
    }

    fn drop_all(&mut self, by: (f32, f32)) -> Transaction {
        self.drag((by.0 / 2.0, by.1));
        self.drag(by);
        let command = Command::Move { places: self.places(by).into_iter().collect(), by_hand: true };
        let step = perform(&mut self.map, &command).unwrap();
        self.show(&step);
        self.builder.preview(&self.map, HashMap::new(), &EvenLetters);
        step
    }

    fn apply(&mut self, step: &Transaction) {
        step.apply(&mut self.map).unwrap();
        self.show(step);
    }

    fn show(&mut self, step: &Transaction) {
        self.builder.update(&self.map, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    }

    fn path(&self, supply: &Supply) -> &[Point] {
        &self.builder.scene().supply_line(supply.id).unwrap().path
    }

    /// Whether lines of what is moved end at its boxes as they are shown, and all others are as they were.
    fn only_theirs_follow(&self) -> bool {
        let ends_at = |path: &[Point], party: PartyId| {
            let rect = self.builder.scene().party_box(party).unwrap().rect.grown(8.0);
            path.iter().any(|point| rect.contains(*point))
        };
        self.map.supplies().all(|supply| {
            let (path, ends) = (self.path(supply), [supply.supplier, supply.customer]);
            if ends.iter().any(|end| self.moved.contains(end)) {
                ends.iter().all(|end| ends_at(path, *end))
            } else {
                path == self.before.supply_line(supply.id).unwrap().path
            }
        })
    }
}

#[test]
fn lines_follow_a_drag_of_hundreds_of_parties_and_leave_no_trace_if_it_is_given_up() {
    let mut table = Table::new();
    for by in [(30.0, 10.0), (60.0, 45.0), (0.0, 45.0)] {
        table.drag(by);
        assert!(table.only_theirs_follow(), "{by:?}");
        assert!(!table.builder.has_lines_waiting(), "nothing else jumps while something is dragged");
    }
    table.builder.preview(&table.map, HashMap::new(), &EvenLetters);
    assert!(*table.builder.scene() == table.before);
    assert!(!table.builder.wants_care());
}

#[test]
fn lines_of_hundreds_of_parties_are_found_beside_the_window_and_undo_and_redo_bring_back_every_one() {
    let mut table = Table::new();
    let step = table.drop_all((60.0, 45.0));
    assert!(table.builder.wants_care() && table.only_theirs_follow());
    table.find_lines();
    let after = table.builder.scene().clone();
    assert!(after != table.before);
    table.apply(&step.inverse());
    table.find_lines();
    assert!(*table.builder.scene() == table.before);
    table.apply(&step);
    table.find_lines();
    assert!(*table.builder.scene() == after);
}

#[test]
fn who_goes_on_before_the_lines_are_found_gets_back_every_one_too() {
    let mut table = Table::new();
    let all = table.drop_all((60.0, 45.0));
    let one = table.moved.pop().unwrap();
    let place = table.map.party(one).unwrap().place.moved(0.0, 20.0);
    let command = Command::Move { places: vec![(one, place)], by_hand: true };
    let step = perform(&mut table.map, &command).unwrap();
    table.show(&step);
    assert!(table.builder.wants_care());
    table.apply(&step.inverse());
    table.apply(&all.inverse());
    assert!(!table.builder.wants_care(), "they are those that were there before");
    table.find_lines();
    assert!(*table.builder.scene() == table.before);
}
