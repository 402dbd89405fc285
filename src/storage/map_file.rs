use super::connection::{self, Disk};
use super::digest::Digest;
use super::error::Limitation;
use super::meta::Meta;
use super::open_files::OpenMark;
use super::table_row::{RowError, replace};
use super::{Contents, Entry, FORMAT_VERSION, StorageError, migration, schema, sniff, undo_log};
use crate::edit::Change;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs;
use std::path::{Path, PathBuf};

/// How a map is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// For editing, if the file allows it.
    Edit,
    /// For reading only.
    Read,
}

/// An open map file: one connection, used by one thread at a time.
#[derive(Debug)]
pub struct MapFile {
    path: PathBuf,
    connection: Connection,
    pub(super) meta: Meta,
    /// The format that the file has; an older one until the first edit.
    pub(super) version: i32,
    /// Where a copy stays before an older format changes.
    pub(super) old_formats: Option<PathBuf>,
    limitation: Option<Limitation>,
    is_prepared_for_writing: bool,
    last_try: Option<LastTry>,
    /// Last, so that it outlives the connection.
    _mark: OpenMark,
}

/// A transaction whose end is not known: a commit can reach the disk although it reported an error.
#[derive(Debug)]
struct LastTry {
    /// How many entries were in it.
    entries: usize,
    /// What the file says if they reached the disk.
    meta: Meta,
}

impl MapFile {
    /// Opens the map at `path` and reads all of it. Nothing is written before the first edit; only
    /// an edit that a crash cut in half is rolled back.
    ///
    /// # Errors
    /// Why it is not a map that can be shown.
    pub fn open(path: &Path, access: Access) -> Result<(Self, Contents), StorageError> {
        let path = fs::canonicalize(path).map_err(|error| StorageError::from_io(path, &error))?;
        let mark = OpenMark::place(&path, || sniff::sniff(&path))?;
        Self::open_marked(&Disk::Real, &path, access, mark)
    }

    /// As [`MapFile::open`], on another disk than that of the system.
    ///
    /// # Errors
    /// Why it is not a map that can be shown.
    pub fn open_on(disk: &Disk, path: &Path, access: Access) -> Result<(Self, Contents), StorageError> {
        let mark = OpenMark::place(path, || Ok(()))?;
        Self::open_marked(disk, path, access, mark)
    }

    fn open_marked(
        disk: &Disk,
        path: &Path,
        access: Access,
        mark: OpenMark,
    ) -> Result<(Self, Contents), StorageError> {
        let fail = |error: rusqlite::Error| StorageError::from_sqlite(path, &error);
        let (mut connection, can_write) = connect(disk, path)?;
        let bytes = fs::metadata(path).map_or(0, |facts| facts.len());
        connection::start_patience(&mut connection, bytes).map_err(fail)?;
        check_form(&connection, path)?;
        let (contents, meta) = Contents::load(&connection).map_err(fail)?;
        connection::end_patience(&mut connection).map_err(fail)?;

        if access == Access::Read {
            connection.pragma_update(None, "query_only", true).map_err(fail)?;
        }
        let limitation = match (access, can_write, contents.damage.first()) {
            (_, _, Some(damage)) => Some(Limitation::Damaged(damage.to_string())),
            (Access::Read, _, None) => Some(Limitation::Asked),
            (Access::Edit, ..) if meta.min_writer > FORMAT_VERSION => Some(Limitation::NewerFormat),
            (Access::Edit, false, None) => Some(Limitation::NoPermission),
            (Access::Edit, true, None) => None,
        };
        let file = Self {
            path: path.to_owned(),
            connection,
            meta,
            version: contents.format,
            old_formats: None,
            limitation,
            is_prepared_for_writing: false,
            last_try: None,
            _mark: mark,
        };
        Ok((file, contents))
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why it can only be read, if so.
    pub fn limitation(&self) -> Option<&Limitation> {
        self.limitation.as_ref()
    }

    /// How many edits were ever written into it, undo and redo counted.
    pub fn seq(&self) -> u64 {
        self.meta.seq.cast_unsigned()
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Writes `entries` in one transaction: after it, all of them are on the disk or none is.
    ///
    /// # Errors
    /// Why they may not be on the disk. Try again with the same entries first; more may follow them.
    pub fn write(&mut self, entries: &[Entry]) -> Result<(), StorageError> {
        if self.limitation.is_some() {
            return Err(StorageError::ReadOnly(self.path.clone()));
        }
        if entries.is_empty() {
            return Ok(());
        }
        self.keep_old_format();
        let path = &self.path;
        let fail = |error: rusqlite::Error| StorageError::from_sqlite(path, &error);
        if !self.is_prepared_for_writing {
            connection::prepare_for_writing(&self.connection).map_err(fail)?;
            self.is_prepared_for_writing = true;
        }
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
        let stored = Meta::read(&transaction).map_err(fail)?;
        let already_written = match &self.last_try {
            _ if stored == self.meta => 0,
            Some(last) if stored == last.meta => last.entries,
            _ => return Err(StorageError::ChangedElsewhere(path.clone())),
        };
        let mut meta = stored;
        let is_migrated = self.version < FORMAT_VERSION && migration::migrate(&transaction).map_err(fail)?;
        if is_migrated {
            (meta.min_reader, meta.min_writer) = (FORMAT_VERSION, FORMAT_VERSION);
        }
        for entry in entries.iter().skip(already_written) {
            write_entry(&transaction, &mut meta, entry).map_err(|error| match error {
                RowError::Sqlite(error) => fail(error),
                RowError::Missing => StorageError::ChangedElsewhere(path.clone()),
            })?;
        }
        meta.write(&transaction).map_err(fail)?;
        if is_migrated {
            migration::prove(&transaction, path)?;
        }
        self.last_try = Some(LastTry { entries: entries.len(), meta: meta.clone() });
        transaction.commit().map_err(fail)?;
        self.meta = meta;
        self.version = self.version.max(FORMAT_VERSION);
        self.last_try = None;
        Ok(())
    }

    /// Leaves the file as one file without a journal beside it.
    ///
    /// # Errors
    /// What the system said; every finished edit is in the file all the same.
    pub fn close(self) -> Result<(), StorageError> {
        let Self { path, connection, is_prepared_for_writing, .. } = self;
        if is_prepared_for_writing {
            connection
                .pragma_update(None, "journal_mode", "DELETE")
                .map_err(|error| StorageError::from_sqlite(&path, &error))?;
        }
        connection.close().map_err(|(_, error)| StorageError::from_sqlite(&path, &error))
    }
}

/// Whether the file has the form of a map that this program can read: schema, SQLite's own check, version.
fn check_form(connection: &Connection, path: &Path) -> Result<(), StorageError> {
    let fail = |error: rusqlite::Error| StorageError::from_sqlite(path, &error);
    schema::check(connection, path)?;
    if let Some(complaint) = connection::quick_check(connection).map_err(fail)? {
        return Err(StorageError::damaged(path, complaint));
    }
    let needed = Meta::read(connection).map_err(fail)?.min_reader;
    if needed > FORMAT_VERSION {
        return Err(StorageError::Newer { path: path.to_owned(), needed, known: FORMAT_VERSION });
    }
    Ok(())
}

/// The connection, and whether the file may be written.
///
/// Also for reading the file is opened so that it could be written, where that is allowed: only then
/// can SQLite take back what a crash left half-written.
fn connect(disk: &Disk, path: &Path) -> Result<(Connection, bool), StorageError> {
    match connection::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, disk) {
        Ok(connection) => {
            let read_only = connection.is_readonly("main").unwrap_or(true);
            Ok((connection, !read_only))
        }
        Err(StorageError::System { .. } | StorageError::ReadOnly(_) | StorageError::NoPermission(_)) => {
            connection::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, disk).map(|c| (c, false))
        }
        Err(error) => Err(error),
    }
}

/// Puts one edit into rows and undo log.
pub(super) fn write_entry(connection: &Connection, meta: &mut Meta, entry: &Entry) -> Result<(), RowError> {
    meta.seq += 1;
    for change in &entry.changes().changes {
        write_change(connection, meta, change)?;
    }
    let digest: &mut Digest = &mut meta.rows;
    match entry {
        Entry::Do(step) => {
            undo_log::remove_after(connection, digest, meta.done)?;
            meta.done += 1;
            undo_log::insert(connection, digest, meta.done, step)?;
        }
        Entry::Amend { step, .. } => {
            meta.done -= 1;
            undo_log::remove_after(connection, digest, meta.done)?;
            if !step.is_empty() {
                meta.done += 1;
                undo_log::insert(connection, digest, meta.done, step)?;
            }
        }
        Entry::Undo(_) => meta.done -= 1,
        Entry::Redo(_) => meta.done += 1,
    }
    Ok(())
}

fn write_change(connection: &Connection, meta: &mut Meta, change: &Change) -> Result<(), RowError> {
    match change {
        Change::Title { after, .. } => meta.title.clone_from(after),
        Change::Party { before, after, .. } => {
            replace(connection, &mut meta.rows, before.as_deref(), after.as_deref())?;
        }
        Change::Supply { before, after, .. } => {
            replace(connection, &mut meta.rows, before.as_deref(), after.as_deref())?;
        }
        Change::Note { before, after, .. } => {
            replace(connection, &mut meta.rows, before.as_deref(), after.as_deref())?;
        }
        Change::Dismissal { before, after, .. } => {
            replace(connection, &mut meta.rows, before.as_deref(), after.as_deref())?;
        }
    }
    Ok(())
}
