use super::meta::Meta;
use super::table_row::{RowError, TableRow, replace};
use super::{Access, Contents, MapFile, StorageError, schema, undo_log};
use crate::edit::History;
use crate::model::Organisation;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Whether a file that is already there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It stays, and the answer is an error.
    Never,
    /// The person has agreed.
    Agreed,
}

impl MapFile {
    /// Makes a map file that holds `organisation` and `history`.
    ///
    /// It is written under another name, read again and compared, and only then given its name: at
    /// no moment is there half a map at `path`.
    ///
    /// # Errors
    /// Why there is no such file now; what was at `path` before is still there.
    pub fn create(
        path: &Path,
        organisation: &Organisation,
        history: &History,
        overwrite: Overwrite,
    ) -> Result<(), StorageError> {
        let draft = Draft::of(path, overwrite)?;
        write_whole(&draft.temporary, organisation, history)
            .map_err(|error: rusqlite::Error| StorageError::from_sqlite(path, &error))?;
        let written = draft.read_again()?;
        if written.organisation != *organisation || written.history != *history {
            return Err(StorageError::damaged(path, "the new file does not hold what was written"));
        }
        draft.give_name()
    }

    /// Copies the file as it is now, page by page, and checks the copy before it gets its name.
    ///
    /// # Errors
    /// Why there is no such copy now; what was at `path` before is still there.
    pub fn copy_to(&self, path: &Path, overwrite: Overwrite) -> Result<(), StorageError> {
        let draft = Draft::of(path, overwrite)?;
        back_up(self.connection(), &draft.temporary)
            .map_err(|error: rusqlite::Error| StorageError::from_sqlite(path, &error))?;
        if let Some(damage) = draft.read_again()?.damage.first() {
            return Err(StorageError::damaged(path, damage.to_string()));
        }
        draft.give_name()
    }
}

fn write_whole(path: &Path, organisation: &Organisation, history: &History) -> rusqlite::Result<()> {
    let mut connection = open_new(path)?;
    let transaction = connection.transaction()?;
    schema::create(&transaction)?;
    let mut meta = Meta::new(Uuid::now_v7().as_u128());
    organisation.title().clone_into(&mut meta.title);
    insert_all(&transaction, &mut meta, organisation.parties())?;
    insert_all(&transaction, &mut meta, organisation.supplies())?;
    insert_all(&transaction, &mut meta, organisation.notes())?;
    insert_all(&transaction, &mut meta, organisation.dismissals())?;
    let steps = history.done().iter().chain(history.undone().iter().rev());
    for (number, step) in (1..).zip(steps) {
        undo_log::insert(&transaction, &mut meta.rows, number, step)?;
    }
    meta.done = history.done().len() as i64;
    meta.write(&transaction)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)
}

fn insert_all<'a, T: TableRow + 'a>(
    connection: &Connection,
    meta: &mut Meta,
    rows: impl Iterator<Item = &'a T>,
) -> rusqlite::Result<()> {
    for row in rows {
        match replace(connection, &mut meta.rows, None, Some(row)) {
            Ok(()) => {}
            Err(RowError::Sqlite(error)) => return Err(error),
            Err(RowError::Missing) => return Err(rusqlite::Error::StatementChangedRows(0)),
        }
    }
    Ok(())
}

/// A new file that only we know: no journal on the disk, it is synced as a whole at the end.
fn open_new(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch("PRAGMA page_size = 4096; PRAGMA synchronous = OFF;")?;
    connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
    Ok(connection)
}

fn back_up(from: &Connection, path: &Path) -> rusqlite::Result<()> {
    let mut to = open_new(path)?;
    let backup = Backup::new(from, &mut to)?;
    // All pages in one step: the copy is of one moment.
    let outcome = backup.step(-1)?;
    drop(backup);
    if outcome != StepResult::Done {
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
            None,
        ));
    }
    to.close().map_err(|(_, error)| error)
}

/// A file under a temporary name beside its final one; it disappears if it never gets that name.
struct Draft<'a> {
    path: &'a Path,
    temporary: PathBuf,
    overwrite: Overwrite,
}

impl<'a> Draft<'a> {
    fn of(path: &'a Path, overwrite: Overwrite) -> Result<Self, StorageError> {
        let folder = folder_of(path);
        let folder = fs::canonicalize(folder).map_err(|_| StorageError::NoFolder(path.to_owned()))?;
        if !folder.is_dir() {
            return Err(StorageError::NoFolder(path.to_owned()));
        }
        if path.is_dir() {
            return Err(StorageError::Folder(path.to_owned()));
        }
        if overwrite == Overwrite::Never && path.symlink_metadata().is_ok() {
            return Err(StorageError::Exists(path.to_owned()));
        }
        let temporary = folder.join(format!(".baton-{}.tmp", Uuid::now_v7()));
        // Whether a file can be made there is the system's word; SQLite would only say that it cannot open one.
        File::create_new(&temporary).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                StorageError::FolderReadOnly(path.to_owned())
            }
            _ => StorageError::from_io(path, &error),
        })?;
        Ok(Self { path, temporary, overwrite })
    }

    /// What the finished file holds, after all checks of opening.
    fn read_again(&self) -> Result<Contents, StorageError> {
        let (file, contents) = MapFile::open(&self.temporary, Access::Read)?;
        file.close()?;
        Ok(contents)
    }

    /// Makes the file durable, then visible under its name, then makes the name durable.
    fn give_name(self) -> Result<(), StorageError> {
        let fail = |error: io::Error| StorageError::from_io(self.path, &error);
        File::options().write(true).open(&self.temporary).and_then(|file| file.sync_all()).map_err(fail)?;
        let is_reserved = self.overwrite == Overwrite::Never;
        if is_reserved {
            // Takes the name only if nobody did meanwhile; renaming alone would overwrite.
            File::create_new(self.path).map_err(fail)?;
        }
        if let Err(error) = fs::rename(&self.temporary, self.path) {
            if is_reserved {
                let _ = fs::remove_file(self.path); // the empty file of two lines before
            }
            return Err(fail(error));
        }
        sync_folder(folder_of(self.path));
        Ok(())
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // Gone already if all went well.
        let _ = fs::remove_file(&self.temporary);
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes the names in `folder` durable where the system can do that (Windows does it by itself).
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all(); // some network disks refuse, and nothing better is left to do
    }
}
