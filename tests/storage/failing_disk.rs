//! The disk may fail or fill up at any call: the error is told, and trying again loses and doubles nothing.

use crate::pen::Script;
use crate::sim_disk::{Fault, SimDisk};
use crate::sim_vfs::SimVfs;
use baton::storage::{Access, Disk, MapFile, StorageError};
use std::path::Path;

const NAME: &str = "/map.baton";

/// Runs the session on a disk that fails at `call`; every failed batch is tried again after a repair.
fn run(vfs: &SimVfs, script: &Script, call: u64, fault: Fault) -> Vec<StorageError> {
    let mut disk = SimDisk::new(call);
    disk.put(NAME, &script.start);
    *vfs.disk() = disk;
    let here = Disk::Named(vfs.name.clone());
    let (mut file, _) = MapFile::open_on(&here, Path::new(NAME), Access::Edit).unwrap();
    vfs.disk().plan(call, fault);
    let mut errors = Vec::new();
    let mut waiting = Vec::new();
    for batch in &script.batches {
        // As the writer does: what could not be written stays in front of what comes.
        waiting.extend(batch.iter().cloned());
        match file.write(&waiting) {
            Ok(()) => waiting.clear(),
            Err(error) => {
                errors.push(error);
                vfs.disk().repair();
            }
        }
    }
    vfs.disk().repair();
    file.write(&waiting).unwrap();
    file.close().unwrap();
    let (_, contents) = MapFile::open_on(&here, Path::new(NAME), Access::Read).unwrap();
    assert_eq!(Some(&contents), script.states.last(), "{fault:?} at call {call}");
    errors
}

fn calls_without_fault(vfs: &SimVfs, script: &Script) -> u64 {
    assert!(run(vfs, script, u64::MAX, Fault::ErrorOnce).is_empty());
    vfs.disk().calls
}

#[test]
fn whatever_fails_is_told_and_written_later() {
    let vfs = SimVfs::register(SimDisk::new(1));
    let script = Script::new();
    let calls = calls_without_fault(&vfs, &script);
    for fault in [Fault::ErrorOnce, Fault::ErrorFromNow, Fault::FullFromNow] {
        let mut told = 0;
        for call in (1..=calls).step_by(7) {
            let errors = run(&vfs, &script, call, fault);
            told += errors.len();
            let expected = |error: &StorageError| match fault {
                Fault::FullFromNow => matches!(error, StorageError::DiskFull(_)),
                _ => matches!(error, StorageError::System { .. }),
            };
            assert!(errors.iter().all(expected), "{fault:?} at call {call}: {errors:?}");
        }
        assert!(told > 10, "{fault:?} was told only {told} times");
    }
}
