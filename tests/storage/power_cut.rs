//! The power may go at any moment: what was acknowledged is there, what was not is there or not, whole.

use crate::pen::Script;
use crate::sim_disk::SimDisk;
use crate::sim_vfs::SimVfs;
use baton::storage::{Access, Contents, Disk, MapFile, StorageError};
use std::path::Path;

const NAME: &str = "/map.baton";
/// In how many ways the disk is restarted after each cut.
const RESTARTS: u64 = 3;

/// The disk during every call of a session, with how many batches were acknowledged by then.
struct Recording {
    moments: Vec<(SimDisk, usize)>,
    calls: u64,
}

fn record(vfs: &SimVfs, script: &Script, lies_about_sync: bool) -> Recording {
    let mut disk = SimDisk::new(7);
    disk.put(NAME, &script.start);
    disk.lies_about_sync = lies_about_sync;
    disk.record = Some(Vec::new());
    *vfs.disk() = disk;
    let mut moments = Vec::new();
    let mut keep = |acknowledged: usize| {
        let recorded = vfs.disk().record.replace(Vec::new()).unwrap();
        moments.extend(recorded.into_iter().map(|disk| (disk, acknowledged)));
    };
    let (mut file, _) = open(vfs).unwrap();
    for (number, batch) in script.batches.iter().enumerate() {
        file.write(batch).unwrap();
        keep(number);
    }
    file.close().unwrap();
    keep(script.batches.len());
    moments.push((vfs.disk().clone(), script.batches.len()));
    Recording { moments, calls: vfs.disk().calls }
}

fn open(vfs: &SimVfs) -> Result<(MapFile, Contents), StorageError> {
    MapFile::open_on(&Disk::Named(vfs.name.clone()), Path::new(NAME), Access::Edit)
}

/// How a reopened map compares with what has to be in it.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Right,
    /// An acknowledged batch is gone.
    Lost,
    /// It opens and holds something that never was.
    Wrong,
    Unreadable,
}

fn reopen(vfs: &SimVfs, script: &Script, acknowledged: usize) -> Outcome {
    let Ok((file, contents)) = open(vfs) else { return Outcome::Unreadable };
    file.close().unwrap();
    let place = script.states.iter().position(|state| *state == contents);
    match place {
        Some(at) if at == acknowledged || at == acknowledged + 1 => Outcome::Right,
        // Two states of the script are equal where an edit was undone.
        Some(_) if script.states[acknowledged..].iter().take(2).any(|state| *state == contents) => {
            Outcome::Right
        }
        Some(_) => Outcome::Lost,
        None => Outcome::Wrong,
    }
}

fn count_wrong(vfs: &SimVfs, script: &Script, recording: &Recording) -> usize {
    let mut wrong = 0;
    for (call, (disk, acknowledged)) in recording.moments.iter().enumerate() {
        for restart in 0..RESTARTS {
            *vfs.disk() = disk.clone();
            vfs.disk().restart(call as u64 * RESTARTS + restart);
            wrong += usize::from(reopen(vfs, script, *acknowledged) != Outcome::Right);
        }
    }
    wrong
}

#[test]
fn no_acknowledged_edit_is_lost_wherever_the_power_is_cut() {
    let vfs = SimVfs::register(SimDisk::new(1));
    let script = Script::new();
    let recording = record(&vfs, &script, false);
    assert!(recording.calls > 100, "only {} calls were recorded", recording.calls);
    let restarts = recording.moments.len() as u64 * RESTARTS;
    println!("power cut during {} calls, {restarts} restarts", recording.calls);
    assert_eq!(count_wrong(&vfs, &script, &recording), 0, "of {restarts} restarts");
}

#[test]
fn a_disk_that_lies_about_sync_is_caught_so_this_test_can_fail() {
    let vfs = SimVfs::register(SimDisk::new(1));
    let script = Script::new();
    let recording = record(&vfs, &script, true);
    let wrong = count_wrong(&vfs, &script, &recording);
    assert!(wrong * 4 > recording.moments.len(), "only {wrong} of {} went wrong", recording.calls);
}

#[test]
fn the_power_may_go_again_while_the_map_recovers() {
    let vfs = SimVfs::register(SimDisk::new(1));
    let script = Script::new();
    let recording = record(&vfs, &script, false);
    let mut cuts = 0;
    for (call, (disk, acknowledged)) in recording.moments.iter().enumerate().step_by(3) {
        *vfs.disk() = disk.clone();
        vfs.disk().restart(call as u64);
        vfs.disk().record = Some(Vec::new());
        assert_eq!(reopen(&vfs, &script, *acknowledged), Outcome::Right);
        let during_recovery = vfs.disk().record.take().unwrap();
        for (again, disk) in during_recovery.into_iter().enumerate() {
            *vfs.disk() = disk;
            vfs.disk().restart(again as u64);
            assert_eq!(reopen(&vfs, &script, *acknowledged), Outcome::Right, "call {call}, then {again}");
            cuts += 1;
        }
    }
    assert!(cuts > 20, "only {cuts} cuts during recovery");
}
