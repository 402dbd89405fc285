//! Whatever is done, undone, redone and reopened: the file holds the same as the open map, history included.

use crate::any_command::any_command;
use baton::document::{DocumentSession, MergeKey, Overwrite, SaveState, Waker};
use baton::edit::{Command, History};
use baton::model::Organisation;
use baton::platform::Folders;
use baton::storage::check;
use proptest::collection::vec;
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

#[derive(Clone, Debug)]
enum Act {
    Do(Box<Command>),
    Repeat(Box<Command>, u64),
    EndRepeat,
    Undo,
    Redo,
}

fn any_act() -> impl Strategy<Value = Act> {
    let command = || any_command().prop_map(Box::new);
    prop_oneof![
        6 => command().prop_map(Act::Do),
        3 => (command(), 0_u64..2).prop_map(|(command, key)| Act::Repeat(command, key)),
        1 => Just(Act::EndRepeat),
        4 => Just(Act::Undo),
        2 => Just(Act::Redo),
    ]
}

/// What undo and redo have to do, in the simplest way: whole maps on two piles.
#[derive(Default)]
struct Oracle {
    now: Organisation,
    past: Vec<Organisation>,
    future: Vec<Organisation>,
    repeating: Option<u64>,
}

impl Oracle {
    fn changed(&mut self, after: &Organisation, repeat: Option<u64>) {
        if self.now == *after {
            if repeat != self.repeating {
                self.repeating = None;
            }
            return;
        }
        let before = std::mem::replace(&mut self.now, after.clone());
        self.future.clear();
        if repeat.is_none() || repeat != self.repeating {
            self.past.push(before);
            self.repeating = repeat;
        } else if self.past.last() == Some(after) {
            self.past.pop(); // there and back again
            self.repeating = None;
        }
    }

    fn step(&mut self, back: bool) {
        let (from, to) =
            if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
        if let Some(map) = from.pop() {
            self.repeating = None;
            to.push(std::mem::replace(&mut self.now, map));
        }
    }
}

/// Carries `act` out on both. A refused command ends a run of repeats only if it was none of it.
fn act_on(session: &mut DocumentSession, oracle: &mut Oracle, act: &Act) {
    match act {
        Act::Do(command) => {
            let _ = session.apply(command);
            oracle.changed(session.organisation(), None);
            oracle.repeating = None;
        }
        Act::Repeat(command, key) => match session.apply_merging(command, MergeKey(*key)) {
            Ok(_) => oracle.changed(session.organisation(), Some(*key)),
            Err(_) if oracle.repeating != Some(*key) => oracle.repeating = None,
            Err(_) => {}
        },
        Act::EndRepeat => {
            session.end_merge();
            oracle.repeating = None;
        }
        Act::Undo => {
            assert_eq!(session.undo().is_some(), !oracle.past.is_empty());
            oracle.step(true);
        }
        Act::Redo => {
            assert_eq!(session.redo().is_some(), !oracle.future.is_empty());
            oracle.step(false);
        }
    }
}

/// A folder with one map in it, empty at first.
struct Desk {
    root: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.root.path().join("map.baton")
    }

    fn create(&self) -> DocumentSession {
        let (nothing, folders) = (Organisation::default(), Folders::under(self.root.path()));
        DocumentSession::create(&self.path(), &nothing, Overwrite::Never, &folders, &nobody()).unwrap()
    }

    fn open(&self) -> DocumentSession {
        DocumentSession::open(&self.path(), &Folders::under(self.root.path()), &nobody()).unwrap()
    }
}

fn nobody() -> Waker {
    Arc::new(|| {})
}

fn depth(history: &History) -> (usize, usize) {
    (history.done().len(), history.undone().len())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn after_every_step_the_reopened_map_is_the_same(acts in vec(any_act(), 1..30)) {
        let desk = Desk::new();
        let (mut session, mut oracle) = (desk.create(), Oracle::default());
        for act in &acts {
            act_on(&mut session, &mut oracle, act);
            prop_assert_eq!(session.organisation(), &oracle.now, "{:?}", act);
            prop_assert_eq!(depth(session.history()), (oracle.past.len(), oracle.future.len()), "{:?}", act);

            let history = session.history().clone();
            prop_assert_eq!(session.close(), SaveState::Saved);
            session = desk.open();
            prop_assert!(session.limitation().is_none(), "{:?}", session.limitation());
            prop_assert_eq!(session.organisation(), &oracle.now, "{:?}", act);
            prop_assert_eq!(session.history(), &history, "{:?}", act);
            oracle.repeating = None;
        }
        session.close();
        let report = check(&desk.path()).unwrap();
        prop_assert!(report.is_clean(), "{:?}", report);
    }

    #[test]
    fn many_steps_without_a_pause_arrive_in_order(acts in vec(any_act(), 1..120)) {
        let desk = Desk::new();
        let (mut session, mut oracle) = (desk.create(), Oracle::default());
        for act in &acts {
            act_on(&mut session, &mut oracle, act);
        }
        let history = session.history().clone();
        prop_assert_eq!(session.close(), SaveState::Saved);
        session = desk.open();
        prop_assert_eq!(session.organisation(), &oracle.now);
        prop_assert_eq!(session.history(), &history);
        session.close();
        let report = check(&desk.path()).unwrap();
        prop_assert!(report.is_clean(), "{:?}", report);
    }
}
