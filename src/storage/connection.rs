use super::StorageError;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::{Duration, Instant};

/// Which disk a map lies on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Disk {
    /// The disk of the system.
    #[default]
    Real,
    /// The SQLite file system registered under this name: tests cut its power.
    Named(String),
}

/// How long opening may take, besides what a large file needs.
const PATIENCE: Duration = Duration::from_secs(20);
/// Added to [`PATIENCE`] for every megabyte.
const PATIENCE_PER_MEGABYTE: Duration = Duration::from_millis(200);
/// How often SQLite asks whether there is patience left, in steps of its virtual machine.
const STEPS_BETWEEN_QUESTIONS: i32 = 10_000;

/// A connection that is safe to use on a stranger's file: nothing in its schema is trusted or run.
///
/// The limits stop values and statements that no map holds. `ATTACHED` is 0, so copies are made with
/// the backup interface (`VACUUM INTO` would need one).
pub(super) fn connect(path: &Path, flags: OpenFlags, disk: &Disk) -> Result<Connection, StorageError> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match disk {
        // NOFOLLOW: the path is canonical, so a link that appears now was put there meanwhile.
        Disk::Real => Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NOFOLLOW),
        Disk::Named(name) => Connection::open_with_flags_and_vfs(path, flags, name.as_str()),
    };
    let connection = connection.map_err(|error: rusqlite::Error| StorageError::from_sqlite(path, &error))?;
    harden(&connection).map_err(|error: rusqlite::Error| StorageError::from_sqlite(path, &error))?;
    Ok(connection)
}

fn harden(connection: &Connection) -> rusqlite::Result<()> {
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(setting, value)?;
    }
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, 4_000_000),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 64),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 32),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 4),
        (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 64),
    ] {
        connection.set_limit(limit, value)?;
    }
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.execute_batch(
        "PRAGMA hard_heap_limit = 1073741824;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA foreign_keys = OFF; -- links are checked on loading
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16384;
         PRAGMA secure_delete = FAST;",
    )
}

/// Makes every statement fail that runs on after the patience for a file of this size is over.
pub(super) fn start_patience(connection: &mut Connection, file_bytes: u64) -> rusqlite::Result<()> {
    let megabytes = u32::try_from(file_bytes >> 20).unwrap_or(u32::MAX);
    let end = Instant::now() + PATIENCE + PATIENCE_PER_MEGABYTE * megabytes;
    connection.progress_handler(STEPS_BETWEEN_QUESTIONS, Some(move || Instant::now() > end))
}

/// Lets statements run as long as they like again.
pub(super) fn end_patience(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.progress_handler(0, None::<fn() -> bool>)
}

/// Prepares the first edit: from here on the file is written (opening writes nothing).
///
/// TRUNCATE with EXTRA lost no acknowledged edit in thousands of simulated power cuts, and the one
/// file is whole between edits; WAL would leave edits in a second file that people forget to copy.
pub(super) fn prepare_for_writing(connection: &Connection) -> rusqlite::Result<()> {
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("truncate") && !mode.eq_ignore_ascii_case("delete") {
        connection.pragma_update(None, "journal_mode", "DELETE")?;
    }
    connection.execute_batch(
        "PRAGMA synchronous = EXTRA; -- also right where the mode fell back to DELETE
         PRAGMA fullfsync = ON;      -- macOS: through the disk's own cache
         PRAGMA journal_size_limit = 0;",
    )
}

/// Runs SQLite's own check, which also proves types, ranges and lengths of every row.
pub(super) fn quick_check(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let answer: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((answer != "ok").then_some(answer))
}

#[cfg(test)]
mod tests {
    /// Earlier releases have a fault in the write-ahead log, which a stranger's file may bring along.
    #[test]
    fn the_built_in_sqlite_is_recent_enough() {
        assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    }
}
