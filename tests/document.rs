//! The open map: what is done is in the file, undo included, and nothing is ever lost.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

use baton::document::{DocumentSession, MergeKey, Overwrite, SaveState, Waker, check, read};
use baton::edit::{Command, PartyEdit, Refusal};
use baton::model::{IdSource, Organisation, Party, PartyKind, Point, SequentialIds, Supply};
use baton::platform::Folders;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(10);

struct Desk {
    root: TempDir,
    ids: SequentialIds,
}

impl Desk {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap(), ids: SequentialIds::default() }
    }

    fn folders(&self) -> Folders {
        Folders::under(self.root.path())
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.root.path().join(name)
    }

    fn create(&self, name: &str) -> DocumentSession {
        let map = Organisation::default();
        let path = self.path(name);
        DocumentSession::create(&path, &map, Overwrite::Never, &self.folders(), &nobody()).unwrap()
    }

    /// `a.baton` with Payroll in it, in the file too.
    fn with_payroll(&mut self) -> DocumentSession {
        let mut session = self.create("a.baton");
        session.apply(&self.add("Payroll")).unwrap();
        assert_eq!(session.flush(PATIENCE), SaveState::Saved);
        session
    }

    fn open(&self, path: &Path) -> DocumentSession {
        DocumentSession::open(path, &self.folders(), &nobody()).unwrap()
    }

    fn add(&mut self, name: &str) -> Command {
        Command::AddParty(Party::new(self.ids.party(), PartyKind::Role, name, Point::default()))
    }
}

fn nobody() -> Waker {
    Arc::new(|| {})
}

fn names(session: &DocumentSession) -> Vec<&str> {
    session.organisation().parties().map(|party| party.name.as_str()).collect()
}

#[test]
fn what_was_done_is_there_again_and_can_be_taken_back() {
    let mut desk = Desk::new();
    let mut session = desk.create("a.baton");
    session.apply(&desk.add("Payroll")).unwrap();
    session.apply(&desk.add("Warehouse")).unwrap();
    let ids: Vec<_> = session.organisation().parties().map(|party| party.id).collect();
    let supply = Supply::new(desk.ids.supply(), ids[0], ids[1], "pay run");
    session.apply(&Command::Connect(supply)).unwrap();
    session.undo().unwrap();
    assert_eq!(session.flush(PATIENCE), SaveState::Saved);
    let (map, history) = (session.organisation().clone(), session.history().clone());
    assert_eq!(session.close(), SaveState::Saved);

    let mut session = desk.open(&desk.path("a.baton"));
    assert_eq!(*session.organisation(), map);
    assert_eq!(*session.history(), history);
    assert_eq!(session.redo_label(), Some("Connect"));
    session.redo().unwrap();
    assert_eq!(session.organisation().supplies().len(), 1);
    while session.undo().is_some() {}
    assert!(session.organisation().is_empty());
    session.close();
    assert!(check(&desk.path("a.baton")).unwrap().is_clean());
    assert!(!desk.path("a.baton-journal").exists());
}

#[test]
fn repeats_with_one_key_are_one_step_and_vanish_if_nothing_is_left_of_them() {
    let mut desk = Desk::new();
    let mut session = desk.create("a.baton");
    session.apply(&desk.add("Payroll")).unwrap();
    let id = session.organisation().parties().next().unwrap().id;
    let moved = |x: f32| Command::Move { places: vec![(id, Point::new(x, 0.0))], by_hand: false };
    for x in [1.0, 2.0, 3.0] {
        session.apply_merging(&moved(x), MergeKey(1)).unwrap();
    }
    session.end_merge();
    session.apply_merging(&moved(4.0), MergeKey(1)).unwrap();
    assert_eq!(session.history().done().len(), 3);
    session.apply_merging(&moved(3.0), MergeKey(1)).unwrap();
    assert_eq!(session.history().done().len(), 2, "there and back again is no step");
    session.undo().unwrap();
    assert_eq!(session.organisation().party(id).unwrap().place, Point::default());
    let (map, history) = (session.organisation().clone(), session.history().clone());
    session.close();
    let contents = read(&desk.path("a.baton")).unwrap();
    assert_eq!((contents.organisation, contents.history), (map, history));
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut desk = Desk::new();
    let mut session = desk.create("a.baton");
    session.apply(&desk.add("Payroll")).unwrap();
    let id = session.organisation().parties().next().unwrap().id;
    let revision = session.revision();
    let same = Command::EditParties(vec![id], PartyEdit::Name("Payroll".into()));
    assert!(!session.apply(&same).unwrap().is_changed);
    assert_eq!(session.history().done().len(), 1);
    assert_eq!(session.revision(), revision);
}

#[test]
fn the_second_window_may_only_read_and_says_why() {
    let mut desk = Desk::new();
    let mut first = desk.with_payroll();

    assert!(first.is_at(&desk.path("a.baton")) && !first.is_at(&desk.path("b.baton")));
    let mut second = desk.open(&desk.path("a.baton"));
    assert_eq!(second.limitation().unwrap().to_string(), "It is open in another window.");
    assert_eq!(names(&second), ["Payroll"]);
    assert_eq!(second.apply(&desk.add("Nobody")), Err(Refusal::ReadOnly));
    assert!(second.undo().is_none());
    drop(second);

    first.apply(&desk.add("Warehouse")).unwrap();
    assert_eq!(first.close(), SaveState::Saved);
    assert!(desk.open(&desk.path("a.baton")).limitation().is_none());
}

#[test]
fn an_untitled_map_is_safe_and_moves_when_it_gets_a_place() {
    let mut desk = Desk::new();
    let empty = Organisation::default();
    let untitled = |desk: &Desk| DocumentSession::untitled(&empty, &desk.folders(), &nobody()).unwrap();
    let mut session = untitled(&desk);
    assert!(session.is_untitled());
    session.apply(&desk.add("Payroll")).unwrap();
    let old = session.path().to_owned();

    session.move_to(&desk.path("Pay.baton"), Overwrite::Never).unwrap();
    assert!(!session.is_untitled());
    assert!(!old.exists());
    assert_eq!(session.undo_label(), Some("Add “Payroll”"));
    session.apply(&desk.add("Warehouse")).unwrap();
    session.close();
    assert_eq!(names(&desk.open(&desk.path("Pay.baton"))), ["Payroll", "Warehouse"]);

    let unused = untitled(&desk);
    let place = unused.path().to_owned();
    unused.close();
    assert!(!place.exists(), "an untitled map that nobody used leaves nothing behind");
}

#[test]
fn a_copy_holds_everything_and_overwrites_nothing_unasked() {
    let mut desk = Desk::new();
    let mut session = desk.create("a.baton");
    session.apply(&desk.add("Payroll")).unwrap();
    let copy = desk.path("b.baton");
    session.save_copy(&copy, Overwrite::Never).unwrap();
    let kept = std::fs::read(&copy).unwrap();
    session.apply(&desk.add("Warehouse")).unwrap();
    let refused = session.save_copy(&copy, Overwrite::Never).unwrap_err().to_string();
    assert!(refused.contains("exists already"), "{refused}");
    assert_eq!(std::fs::read(&copy).unwrap(), kept);
    let other = desk.create("c.baton");
    for (target, expected) in [("a.baton", "exists already"), ("c.baton", "is open in another window")] {
        let refused = session.save_copy(&desk.path(target), Overwrite::Agreed).unwrap_err().to_string();
        assert!(refused.contains(expected), "{target}: {refused}");
    }
    drop(other);
    session.save_copy(&desk.path("c.baton"), Overwrite::Agreed).unwrap();
    session.save_copy(&copy, Overwrite::Agreed).unwrap();
    let contents = read(&copy).unwrap();
    assert_eq!(contents.organisation, *session.organisation());
    assert_eq!(contents.history, *session.history());
}

#[test]
fn a_deleted_file_is_noticed_and_a_copy_still_holds_every_edit() {
    let mut desk = Desk::new();
    let mut session = desk.with_payroll();
    std::fs::remove_file(desk.path("a.baton")).unwrap();
    session.apply(&desk.add("Warehouse")).unwrap();
    let SaveState::NotSaved { reason } = session.flush(PATIENCE) else { panic!("it was not saved") };
    assert!(reason.contains("moved, replaced or deleted"), "{reason}");
    session.save_copy(&desk.path("b.baton"), Overwrite::Never).unwrap();
    assert_eq!(read(&desk.path("b.baton")).unwrap().organisation, *session.organisation());
}

#[test]
fn a_file_that_comes_back_gets_what_was_done_meanwhile() {
    let mut desk = Desk::new();
    let mut session = desk.with_payroll();
    std::fs::rename(desk.path("a.baton"), desk.path("away.baton")).unwrap();
    session.apply(&desk.add("Warehouse")).unwrap();
    assert!(matches!(session.flush(PATIENCE), SaveState::NotSaved { .. }));
    session.apply(&desk.add("Sales")).unwrap();
    std::fs::rename(desk.path("away.baton"), desk.path("a.baton")).unwrap();
    assert_eq!(session.flush(PATIENCE), SaveState::Saved);
    session.close();
    assert_eq!(names(&desk.open(&desk.path("a.baton"))), ["Payroll", "Warehouse", "Sales"]);
}

#[test]
fn what_cannot_be_written_at_the_end_is_kept_elsewhere() {
    let mut desk = Desk::new();
    let mut session = desk.with_payroll();
    std::fs::remove_file(desk.path("a.baton")).unwrap();
    session.apply(&desk.add("Warehouse")).unwrap();
    assert!(matches!(session.flush(PATIENCE), SaveState::NotSaved { .. }));
    let kept = session.rescue().unwrap();
    let SaveState::NotSaved { reason } = session.close() else { panic!("it was not saved") };
    assert_eq!(kept.file_name().unwrap(), "Recovered.baton");
    assert!(reason.contains(&*kept.to_string_lossy()), "{reason}");
    assert_eq!(names(&desk.open(&kept)), ["Payroll", "Warehouse"]);
}

#[test]
fn another_program_that_writes_meanwhile_is_noticed_and_nothing_is_overwritten() {
    let mut desk = Desk::new();
    let mut mine = desk.create("a.baton");
    // As on another machine, which does not see the lock of this one.
    let elsewhere = Folders::under(&desk.path("elsewhere"));
    let mut theirs = DocumentSession::open(&desk.path("a.baton"), &elsewhere, &nobody()).unwrap();
    theirs.apply(&desk.add("Theirs")).unwrap();
    assert_eq!(theirs.close(), SaveState::Saved);

    mine.apply(&desk.add("Mine")).unwrap();
    let SaveState::NotSaved { reason } = mine.flush(PATIENCE) else { panic!("it was overwritten") };
    assert!(reason.contains("changed by another program"), "{reason}");
    mine.save_copy(&desk.path("mine.baton"), Overwrite::Never).unwrap();
    assert_eq!(names(&desk.open(&desk.path("a.baton"))), ["Theirs"]);
    assert_eq!(names(&desk.open(&desk.path("mine.baton"))), ["Mine"]);
}

#[test]
fn the_window_is_woken_when_an_edit_is_on_the_disk() {
    let mut desk = Desk::new();
    let (told, woken) = std::sync::mpsc::channel();
    let waker: Waker = Arc::new(move || told.send(()).unwrap());
    let map = Organisation::default();
    let path = desk.path("a.baton");
    let mut session =
        DocumentSession::create(&path, &map, Overwrite::Never, &desk.folders(), &waker).unwrap();
    session.apply(&desk.add("Payroll")).unwrap();
    woken.recv_timeout(PATIENCE).unwrap();
    assert_eq!(session.save_state(), SaveState::Saved);
}

#[test]
fn a_map_that_was_tampered_with_is_shown_and_its_copy_can_be_edited() {
    let mut desk = Desk::new();
    let mut session = desk.create("a.baton");
    session.apply(&desk.add("Payroll")).unwrap();
    session.close();
    let other_program = rusqlite::Connection::open(desk.path("a.baton")).unwrap();
    other_program.execute("UPDATE party SET name = 'Wages'", []).unwrap();
    other_program.close().unwrap();
    let tampered = std::fs::read(desk.path("a.baton")).unwrap();
    assert!(!check(&desk.path("a.baton")).unwrap().is_clean());

    let mut session = desk.open(&desk.path("a.baton"));
    assert_eq!(names(&session), ["Wages"]);
    let limitation = session.limitation().unwrap().to_string();
    assert!(limitation.starts_with("It was damaged or changed by another program"), "{limitation}");
    assert_eq!(session.apply(&desk.add("Warehouse")), Err(Refusal::ReadOnly));

    session.move_to(&desk.path("b.baton"), Overwrite::Never).unwrap();
    assert!(session.limitation().is_none());
    session.apply(&desk.add("Warehouse")).unwrap();
    assert_eq!(session.close(), SaveState::Saved);
    let report = check(&desk.path("b.baton")).unwrap();
    assert!(report.is_clean(), "{report:?}");
    assert_eq!(report.steps_done, 1, "the step that did not fit any more is gone");
    assert_eq!(std::fs::read(desk.path("a.baton")).unwrap(), tampered, "the damaged map stays as it is");
}
