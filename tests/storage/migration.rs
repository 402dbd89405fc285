//! Files of older formats: read as they are, brought up to date whole by the first edit or not at all.
//!
//! `format_1.baton` was written by the last program that knew only format 1; it holds what the tenth
//! drawing of [`Script`] leaves behind.

use crate::pen::Script;
use crate::sim_disk::{Fault, SimDisk};
use crate::sim_vfs::SimVfs;
use baton::document::{DocumentSession, SaveState};
use baton::edit::{Command, perform};
use baton::model::Dismissal;
use baton::platform::Folders;
use baton::storage::{Access, Contents, Disk, Entry, FORMAT_VERSION, MapFile, check};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

const FORMAT_1: &[u8] = include_bytes!("format_1.baton");
const STATE_OF_FORMAT_1: usize = 10;
const NAME: &str = "/map.baton";

fn old_file(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("map.baton");
    fs::write(&path, FORMAT_1).unwrap();
    path
}

fn expected() -> Contents {
    Contents { format: 1, ..Script::new().states[STATE_OF_FORMAT_1].clone() }
}

/// What the old file holds after “not a problem”, and the edit itself.
fn answered() -> (Contents, Entry) {
    let mut contents = Contents { format: FORMAT_VERSION, ..expected() };
    let answer = Dismissal { finding: "closed_loop 1 2".into(), count: 2 };
    let step = Arc::new(perform(&mut contents.organisation, &Command::Dismiss(answer)).unwrap());
    contents.history.push(step.clone());
    (contents, Entry::Do(step))
}

#[test]
fn an_old_file_is_read_as_it_is_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(&folder);
    for access in [Access::Edit, Access::Read] {
        let (file, contents) = MapFile::open(&path, access).unwrap();
        assert_eq!(contents, expected());
        file.close().unwrap();
    }
    assert!(check(&path).unwrap().is_clean());
    assert!(fs::read(&path).unwrap() == FORMAT_1, "reading has written");
}

#[test]
fn the_first_edit_brings_it_up_to_date_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(&folder);
    let (mut file, _) = MapFile::open(&path, Access::Edit).unwrap();
    let (after, edit) = answered();
    file.write(&[edit]).unwrap();
    file.close().unwrap();
    assert_eq!(MapFile::open(&path, Access::Read).unwrap().1, after);
    let report = check(&path).unwrap();
    assert!(report.is_clean() && report.steps_done == after.history.done().len(), "{report:?}");
    let least: i32 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT min(min_reader, min_writer) FROM meta", [], |row| row.get(0))
        .unwrap();
    assert_eq!(least, FORMAT_VERSION, "an older program is told that it cannot read this");
}

#[test]
fn any_edit_will_do_and_undo_reaches_back_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(&folder);
    let folders = Folders::under(folder.path());
    let mut session = DocumentSession::open(&path, &folders, &(Arc::new(|| {}) as _)).unwrap();
    while session.undo().is_some() {}
    assert_eq!(session.close(), SaveState::Saved);
    let (_, contents) = MapFile::open(&path, Access::Read).unwrap();
    assert_eq!(contents.format, FORMAT_VERSION);
    assert_eq!(contents.organisation, Script::new().states[0].organisation);

    let kept: Vec<PathBuf> =
        fs::read_dir(folders.old_formats()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(MapFile::open(&kept[0], Access::Read).unwrap().1, expected(), "the old file is kept");
}

#[test]
fn a_file_that_only_claims_to_be_old_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(&folder);
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE dismissal(x)").unwrap();
    let told = MapFile::open(&path, Access::Edit).map(|_| ()).unwrap_err().to_string();
    assert!(told.contains("did not put there (the table “dismissal”)"), "{told}");
}

/// The file as it was or with the edit, never anything else.
fn is_whole(vfs: &SimVfs) -> bool {
    let opened = MapFile::open_on(&Disk::Named(vfs.name.clone()), Path::new(NAME), Access::Edit);
    let Ok((file, contents)) = opened else { return false };
    file.close().unwrap();
    contents == expected() || contents == answered().0
}

fn put_on_disk(vfs: &SimVfs) -> MapFile {
    let mut disk = SimDisk::new(3);
    disk.put(NAME, FORMAT_1);
    *vfs.disk() = disk;
    MapFile::open_on(&Disk::Named(vfs.name.clone()), Path::new(NAME), Access::Edit).unwrap().0
}

#[test]
fn the_power_may_go_while_it_is_brought_up_to_date() {
    let vfs = SimVfs::register(SimDisk::new(1));
    let mut file = put_on_disk(&vfs);
    vfs.disk().record = Some(Vec::new());
    file.write(&[answered().1]).unwrap();
    file.close().unwrap();
    let moments = vfs.disk().record.take().unwrap();
    assert!(moments.len() > 20, "only {} calls", moments.len());
    for (call, disk) in moments.into_iter().enumerate() {
        for restart in 0..3 {
            *vfs.disk() = disk.clone();
            vfs.disk().restart(call as u64 * 3 + restart);
            assert!(is_whole(&vfs), "call {call}, restart {restart}");
        }
    }
}

#[test]
fn a_disk_that_fails_meanwhile_loses_and_doubles_nothing() {
    let vfs = SimVfs::register(SimDisk::new(1));
    let mut file = put_on_disk(&vfs);
    let before = vfs.disk().calls;
    file.write(&[answered().1]).unwrap();
    file.close().unwrap();
    let calls = vfs.disk().calls - before;
    let mut told = 0;
    for fault in [Fault::ErrorOnce, Fault::FullFromNow] {
        for call in 1..=calls {
            let mut file = put_on_disk(&vfs);
            let here = vfs.disk().calls;
            vfs.disk().plan(here + call, fault);
            let edit = [answered().1];
            if file.write(&edit).is_err() {
                told += 1;
                vfs.disk().repair();
                file.write(&edit).unwrap();
            }
            vfs.disk().repair();
            file.close().unwrap();
            let opened = MapFile::open_on(&Disk::Named(vfs.name.clone()), Path::new(NAME), Access::Read);
            assert_eq!(opened.unwrap().1, answered().0, "{fault:?} at call {call}");
        }
    }
    assert!(told > 10, "only {told} failures were told");
}
