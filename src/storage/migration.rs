//! A file of an older format is read as it is and brought up to date by its first edit, in the same
//! transaction. Before that a copy of it is put aside, where somebody has named a folder for it.

use super::{Contents, FORMAT_VERSION, MapFile, Overwrite, StorageError, connection, schema};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};

impl MapFile {
    /// Names the folder in which a copy of the file stays before its format changes.
    pub fn keep_old_format_in(&mut self, folder: PathBuf) {
        self.old_formats = Some(folder);
    }

    /// Puts a copy aside if the next edit changes the format. The change only adds to the file and is
    /// proved before it counts, so an edit does not wait until a copy can be made.
    pub(super) fn keep_old_format(&self) {
        let Some(folder) = self.old_formats.as_ref().filter(|_| self.version < FORMAT_VERSION) else {
            return;
        };
        let name = self.path().file_stem().unwrap_or_default().to_string_lossy();
        // Equal contents have equal digests: a second try finds the copy of the first.
        let digest = self.meta.rows.to_stored();
        let copy = folder.join(format!("{name} (format {}, {digest:x}).baton", self.version));
        let _ = fs::create_dir_all(folder);
        let _ = self.copy_to(&copy, Overwrite::Never);
    }
}

/// Gives the file the form of this program's format, if it has an older one; answers whether it had.
pub(super) fn migrate(connection: &Connection) -> rusqlite::Result<bool> {
    let version = schema::version(connection)?;
    let is_old = version < FORMAT_VERSION;
    if is_old {
        schema::bring_up_to_date(connection, version)?;
    }
    Ok(is_old)
}

/// Reads everything again, before a change of format counts.
pub(super) fn prove(connection: &Connection, path: &Path) -> Result<(), StorageError> {
    let fail = |error: rusqlite::Error| StorageError::from_sqlite(path, &error);
    let complaint = connection::quick_check(connection).map_err(fail)?;
    let (contents, _) = Contents::load(connection).map_err(fail)?;
    let complaint = complaint.or_else(|| contents.damage.first().map(ToString::to_string));
    complaint.map_or(Ok(()), |complaint| Err(StorageError::damaged(path, complaint)))
}
