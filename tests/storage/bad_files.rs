//! Files that are not whole maps: one clear sentence, nothing changed, never a panic.

use crate::pen::{Script, file_of};
use baton::storage::{Access, Contents, Entry, MapFile, StorageError};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn good_file() -> Vec<u8> {
    file_of(Script::new().states.last().unwrap())
}

fn put(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// A good file after somebody worked on it with another program.
fn tampered(sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = put(&folder, "map.baton", &good_file());
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    fs::read(path).unwrap()
}

/// The sentence that opening gives; the file is the same afterwards.
fn complaint(path: &Path) -> String {
    let before = fs::read(path).ok();
    let error = MapFile::open(path, Access::Edit).map(|_| ()).unwrap_err();
    assert_eq!(fs::read(path).ok(), before, "{} was changed", path.display());
    error.to_string()
}

#[test]
fn what_is_not_a_map_is_named_for_what_it_is() {
    let good = good_file();
    let other = {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE t(x)").unwrap();
        fs::read(path).unwrap()
    };
    let utf16: Vec<u8> = "\u{feff}supplier;customer\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&str, &[u8], &str); 16] = [
        ("empty", b"", "is an empty file, not a map"),
        ("zip", b"PK\x03\x04\x14\0\x06\0", "looks like a zip archive or an office document"),
        ("csv", b"supplier,customer\nA,B\n", "looks like a table (CSV)"),
        ("csv with a mark", b"\xef\xbb\xbfsupplier,customer\nA,B\n", "looks like a table (CSV)"),
        ("csv in UTF-16", &utf16, "looks like a table (CSV)"),
        ("json", b" {\"nodes\": []}", "looks like JSON"),
        ("svg", b"<?xml version=\"1.0\"?><svg/>", "looks like XML, SVG or HTML"),
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "looks like a PDF"),
        ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "looks like a picture"),
        ("text", b"Dear colleagues", "looks like text"),
        ("prose", b"Dear colleagues,\nhere is the list.\n", "looks like text"),
        ("nuls", &[0; 4096], "looks like something else"),
        ("other database", &other, "looks like a database of another program"),
        ("header only", &good[..100], "is damaged (the end is missing)"),
        ("half", &good[..good.len() / 2], "is damaged (the end is missing)"),
        ("one byte short", &good[..good.len() - 1], "is damaged (the end is missing)"),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, expected) in cases {
        let told = complaint(&put(&folder, name, bytes));
        assert!(told.contains(expected) && told.contains(name), "{name}: {told}");
    }
}

#[test]
fn places_where_no_map_can_be_are_told() {
    let folder = tempfile::tempdir().unwrap();
    assert!(complaint(folder.path()).contains("is a folder"));
    assert!(complaint(&folder.path().join("gone.baton")).contains("is not there"));
    let beyond = put(&folder, "file", b"x").join("map.baton");
    assert!(MapFile::open(&beyond, Access::Edit).is_err());
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = put(&folder, "map.baton", &good_file());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        return; // the administrator may read everything
    }
    assert!(complaint(&path).contains("may not be read"));
}

#[test]
fn a_newer_format_is_refused_or_shown_for_reading_as_it_asks() {
    let folder = tempfile::tempdir().unwrap();
    let refused = tampered("PRAGMA user_version = 7; UPDATE meta SET min_reader = 7, min_writer = 7");
    let told = complaint(&put(&folder, "new.baton", &refused));
    assert!(told.contains("made by a newer Baton (format 7; this one reads up to 2)"), "{told}");

    let readable = tampered(
        "PRAGMA user_version = 7;
         ALTER TABLE party ADD COLUMN colour TEXT;
         CREATE TABLE colour(name TEXT, rgb INTEGER);
         CREATE INDEX colour_name ON colour(name);",
    );
    let (file, contents) = open(&put(&folder, "readable.baton", &readable));
    assert_eq!(contents.organisation, Script::new().states.last().unwrap().organisation);
    assert!(file.limitation().is_none());

    let shown = tampered("PRAGMA user_version = 7; UPDATE meta SET min_writer = 7");
    let (file, _) = open(&put(&folder, "shown.baton", &shown));
    assert!(file.limitation().is_some());
}

fn open(path: &Path) -> (MapFile, Contents) {
    MapFile::open(path, Access::Edit).unwrap()
}

#[test]
fn what_a_stranger_put_into_the_schema_is_never_run() {
    let cases = [
        "CREATE TRIGGER gone AFTER UPDATE ON party BEGIN DELETE FROM party; END",
        "CREATE VIEW party2 AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
        "DROP TABLE note; CREATE VIEW note AS SELECT 1 AS id",
        "ALTER TABLE supply ADD COLUMN bomb TEXT AS (hex(zeroblob(1000)))",
        "CREATE INDEX slow ON party(lower(name))",
        "CREATE INDEX some ON party(name) WHERE name > 'a'",
        "DROP TABLE op",
        "DROP TABLE party; CREATE TABLE party(id, name)",
        "CREATE TABLE bomb(x TEXT, y TEXT AS (hex(zeroblob(1000))))",
        "CREATE TABLE bomb(x TEXT, y TEXT GENERATED ALWAYS\nAS\n(hex(zeroblob(1000))))",
    ];
    let folder = tempfile::tempdir().unwrap();
    for sql in cases {
        let told = complaint(&put(&folder, "map.baton", &tampered(sql)));
        assert!(told.contains("Baton did not put there"), "{sql}: {told}");
    }
}

#[test]
fn values_that_do_not_belong_are_damage() {
    let cases = [
        "UPDATE party SET x = 9e999",
        "UPDATE party SET kind = 'king'",
        "UPDATE party SET id = x'00' WHERE rowid = 1",
        "UPDATE party SET name = printf('%.*c', 600, 'x')",
        "UPDATE supply SET own_rating = 6",
        "UPDATE note SET party = zeroblob(16)",
        "UPDATE op SET changes = hex(zeroblob(2500000))", // larger than any value of ours
    ];
    let folder = tempfile::tempdir().unwrap();
    for sql in cases {
        let bytes = tampered(&format!("PRAGMA ignore_check_constraints = ON; {sql}"));
        let told = complaint(&put(&folder, "map.baton", &bytes));
        assert!(told.contains("is damaged"), "{sql}: {told}");
    }
}

#[test]
fn what_another_program_changed_can_be_read_but_not_edited() {
    let cases = [
        ("UPDATE party SET name = 'Hello' WHERE rowid = 3", "changed outside Baton"),
        ("UPDATE meta SET title = 'Hello'", "changed outside Baton"),
        ("DELETE FROM op WHERE step = 2", "changed outside Baton"),
        ("UPDATE supply SET customer = zeroblob(16)", "changed outside Baton"),
        ("UPDATE party SET name = CAST(x'ff' AS TEXT) WHERE rowid = 3", "changed outside Baton"),
        ("UPDATE op SET changes = printf('%.*c', 100000, '[')", "changed outside Baton"),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (sql, expected) in cases {
        let (mut file, contents) = open(&put(&folder, "map.baton", &tampered(sql)));
        let told = file.limitation().unwrap().to_string();
        assert!(told.contains(expected), "{sql}: {told}");
        assert!(!contents.organisation.is_empty());
        let entries = Script::new().batches.remove(0);
        assert!(matches!(file.write(&entries), Err(StorageError::ReadOnly(_))));
    }
}

#[test]
fn a_file_that_another_tool_left_in_two_parts_becomes_one_at_the_first_edit() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(&folder, "map.baton", &good_file());
    let script = Script::new();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    other.close().unwrap();
    assert_eq!(fs::read(&path).unwrap()[18..20], [2, 2], "the file is in WAL mode");

    let (mut file, contents) = open(&path);
    assert_eq!(Some(&contents), script.states.last());
    let step = contents.history.next_redo().unwrap().clone();
    file.write(&[Entry::Redo(step)]).unwrap();
    file.close().unwrap();
    assert_eq!(fs::read(&path).unwrap()[18..20], [1, 1], "it is whole in itself");
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["map.baton"]);
}

#[test]
fn opening_and_closing_changes_neither_bytes_nor_time() {
    let folder = tempfile::tempdir().unwrap();
    let good = good_file();
    let path = put(&folder, "map.baton", &good);
    let time = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let before = time(&path);
    for access in [Access::Edit, Access::Read] {
        let (file, _) = MapFile::open(&path, access).unwrap();
        file.close().unwrap();
    }
    assert_eq!(fs::read(&path).unwrap(), good);
    assert_eq!(time(&path), before);
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["map.baton"], "nothing is left beside it");
}
