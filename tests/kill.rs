//! The program is killed in the middle of a burst of edits, again and again; no finished edit is lost.
//!
//! The test starts itself as a child that edits and tells each edit that is on the disk.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

use baton::document::{DocumentSession, Overwrite, SaveState, Waker, check, read};
use baton::edit::Command;
use baton::model::{IdSource, Organisation, Party, PartyKind, Point};
use baton::platform::{Folders, TimeOrderedIds};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

const KILLS: u64 = 50;
/// Names the folder in which a child edits; unset in the parent.
const FOLDER: &str = "BATON_TEST_KILL_FOLDER";
const ACKNOWLEDGED: &str = "on the disk: ";

fn map_in(folder: &Path) -> PathBuf {
    folder.join("map.baton")
}

fn open(folder: &Path) -> DocumentSession {
    let waker: Waker = Arc::new(|| {});
    DocumentSession::open(&map_in(folder), &Folders::under(folder), &waker).unwrap()
}

/// What the child does; in the parent it is an empty test.
#[test]
fn child_edits_until_it_is_killed() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let mut session = open(Path::new(&folder));
    assert!(session.limitation().is_none(), "the lock of a killed process was not freed");
    for burst in 0_usize.. {
        // Single edits and bursts, so that the writer takes one or several at a time.
        for _ in 0..=burst % 4 {
            let name = format!("Role {}", session.organisation().parties().len() + 1);
            let party = Party::new(TimeOrderedIds.party(), PartyKind::Role, name, Point::default());
            session.apply(&Command::AddParty(party)).unwrap();
        }
        assert_eq!(session.flush(Duration::from_secs(20)), SaveState::Saved);
        println!("{ACKNOWLEDGED}{}", session.organisation().parties().len());
        std::io::stdout().flush().unwrap();
    }
}

fn start_child(folder: &Path) -> Child {
    Process::new(env::current_exe().unwrap())
        .args(["child_edits_until_it_is_killed", "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

/// Kills the child `after` its first acknowledgement and returns the last one it gave.
fn kill_in_the_middle(mut child: Child, after: Duration) -> usize {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut last = None;
    while last.is_none() {
        last = acknowledged(&lines.next().expect("the child ended by itself").unwrap());
    }
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    // A line that was cut off was not told.
    lines.map_while(Result::ok).filter_map(|line| acknowledged(&line)).last().or(last).unwrap()
}

fn acknowledged(line: &str) -> Option<usize> {
    line.split_once(ACKNOWLEDGED)?.1.parse().ok()
}

#[test]
fn killed_in_a_burst_of_edits_nothing_finished_is_lost() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path();
    let waker: Waker = Arc::new(|| {});
    let empty = Organisation::default();
    let folders = Folders::under(folder);
    DocumentSession::create(&map_in(folder), &empty, Overwrite::Never, &folders, &waker).unwrap().close();

    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut half_written = 0;
    for kill in 0..KILLS {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let last = kill_in_the_middle(start_child(folder), Duration::from_micros((random >> 33) % 15_000));
        // The bytes the kill left behind, half-written or not, as the next start finds them: the one
        // time a window opens them first, the other time the command line looks at them.
        let journal = fs::metadata(folder.join("map.baton-journal")).map_or(0, |facts| facts.len());
        half_written += usize::from(journal > 0);
        if kill % 2 == 1 {
            let report = check(&map_in(folder)).unwrap();
            assert!(report.is_clean(), "kill {kill}: {:?}", report.problems);
        }
        let session = open(folder);
        let count = session.organisation().parties().len();
        assert!(count >= last, "kill {kill}: {last} edits were on the disk, {count} are there");
        assert_eq!(session.history().done().len(), count, "kill {kill}: one step for each edit");
        let names = session.organisation().parties().map(|party| party.name.clone());
        assert!(names.eq((1..=count).map(|number| format!("Role {number}"))), "kill {kill}: in order");
        session.close();
        let report = check(&map_in(folder)).unwrap();
        assert!(report.is_clean(), "kill {kill}: {:?}", report.problems);
    }
    println!("{KILLS} kills, {half_written} of them in the middle of a transaction");
    let edits = read(&map_in(folder)).unwrap().history.done().len();
    assert!(edits as u64 > KILLS, "{edits} edits in {KILLS} lives");
}
