use super::sniff::LooksLike;
use rusqlite::ErrorCode;
use rusqlite::ffi;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a map file cannot be opened, made or written: what happened, what is safe, what to do.
#[derive(Debug, Error)]
pub enum StorageError {
    /// There is no such file.
    #[error("“{0}” is not there (any more). Look where it was moved to and open it from there.")]
    Gone(PathBuf),
    /// The path names a folder.
    #[error("“{0}” is a folder. Choose a map (a file ending in .baton) inside it.")]
    Folder(PathBuf),
    /// The file has no contents.
    #[error(
        "“{0}” is an empty file, not a map. Nothing was changed. Choose another file, or an earlier copy of this one."
    )]
    Empty(PathBuf),
    /// Another kind of file.
    #[error("“{path}” is not a Baton map; it looks like {looks_like}. Nothing was changed. {advice}", advice = looks_like.advice())]
    NotAMap {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        looks_like: LooksLike,
    },
    /// The contents are damaged.
    #[error(
        "“{path}” is damaged ({detail}). It was left as it is. Open an earlier copy, or ask whoever sent it to send it again."
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found, for an expert.
        detail: String,
    },
    /// A newer program wrote it in a way that this one cannot read.
    #[error(
        "“{path}” was made by a newer Baton (format {needed}; this one reads up to {known}). It was left as it is. Install the newer program to open it."
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The oldest format version that may read it.
        needed: i32,
        /// The format version of this program.
        known: i32,
    },
    /// The file holds things that no Baton puts there.
    #[error(
        "“{path}” holds something that Baton did not put there (the {kind} “{name}”) and is not opened, for safety. It was left as it is. Ask whoever sent it for the original."
    )]
    ForeignSchema {
        /// The file.
        path: PathBuf,
        /// Trigger, view, table, index.
        kind: String,
        /// Its name.
        name: String,
    },
    /// The system does not let us read it.
    #[error(
        "“{0}” may not be read. Nothing was changed. Ask whoever owns it for permission, or open a copy."
    )]
    NoPermission(PathBuf),
    /// The file or its folder can only be read.
    #[error("“{0}” or its folder may not be changed. Save a copy elsewhere to keep your edits.")]
    ReadOnly(PathBuf),
    /// A crash cut an edit in half, and the place does not let us take the half back.
    #[error("“{0}” was cut off in the middle of an edit, and its folder may not be changed, which is needed to take the half edit back. Copy it to another folder together with “{journal}” and open the copy.", journal = journal_name(.0))]
    HalfWritten(PathBuf),
    /// Larger than any map.
    #[error("“{0}” is larger than 4 GB, which no map is. It was left as it is.")]
    TooLarge(PathBuf),
    /// Another program is writing.
    #[error("“{0}” is being used by another program. Close it there; Baton tries again by itself.")]
    Busy(PathBuf),
    /// No room.
    #[error(
        "The disk that holds “{0}” is full. Make room or save a copy elsewhere; Baton tries again by itself."
    )]
    DiskFull(PathBuf),
    /// The file was renamed, replaced or deleted while it was open.
    #[error(
        "“{0}” was moved, replaced or deleted while it was open. Save a copy to keep everything, or put it back."
    )]
    Moved(PathBuf),
    /// Another program wrote while we had it open.
    #[error(
        "“{0}” was changed by another program while it was open. Nothing was overwritten. Save a copy to keep your edits."
    )]
    ChangedElsewhere(PathBuf),
    /// There is a file of that name.
    #[error("“{0}” exists already and was not overwritten. Choose another name.")]
    Exists(PathBuf),
    /// A window has the file open that was to be written over.
    #[error(
        "“{0}” is open in another window and was not overwritten. Close it there or choose another name."
    )]
    OpenElsewhere(PathBuf),
    /// The folder for the new file can only be read.
    #[error("“{0}” was not written: its folder may not be changed. Choose another place.")]
    FolderReadOnly(PathBuf),
    /// The folder for the new file is not there.
    #[error("The folder of “{0}” is not there. Nothing was written. Choose another place.")]
    NoFolder(PathBuf),
    /// The system failed.
    #[error(
        "“{path}” could not be reached ({detail}). Check the disk or connection, or save a copy elsewhere."
    )]
    System {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
}

/// Why an open map is for reading only.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Limitation {
    /// It was asked for.
    #[error("It was opened for reading only.")]
    Asked,
    /// Another window or program has it open.
    #[error("It is open in another window.")]
    OpenElsewhere,
    /// The system lets us read only.
    #[error("Its file or folder may not be changed.")]
    NoPermission,
    /// A newer program wrote it.
    #[error("It was made by a newer Baton.")]
    NewerFormat,
    /// Its contents are not what Baton wrote.
    #[error("It was damaged or changed by another program: {0}")]
    Damaged(String),
}

impl StorageError {
    /// What an error of SQLite means for the person in front of the map at `path`.
    pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let rusqlite::Error::SqliteFailure(code, _) = error else {
            return Self::Damaged { path, detail: error.to_string() };
        };
        match (code.code, code.extended_code) {
            (_, ffi::SQLITE_READONLY_DBMOVED) => Self::Moved(path),
            (_, ffi::SQLITE_READONLY_ROLLBACK) => Self::HalfWritten(path),
            (ErrorCode::ReadOnly, _) => Self::ReadOnly(path),
            (ErrorCode::DiskFull, _) => Self::DiskFull(path),
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Busy(path),
            (ErrorCode::PermissionDenied, _) => Self::NoPermission(path),
            (ErrorCode::CannotOpen | ErrorCode::SystemIoFailure, _) => {
                Self::System { path, detail: error.to_string() }
            }
            (ErrorCode::OperationInterrupted, _) => {
                Self::Damaged { path, detail: "reading it takes far too long".to_owned() }
            }
            _ => Self::Damaged { path, detail: error.to_string() },
        }
    }

    /// What an error of the system means for the person in front of the map at `path`.
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Gone(path),
            io::ErrorKind::PermissionDenied => Self::NoPermission(path),
            io::ErrorKind::IsADirectory => Self::Folder(path),
            io::ErrorKind::StorageFull => Self::DiskFull(path),
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            io::ErrorKind::AlreadyExists => Self::Exists(path),
            _ => Self::System { path, detail: error.to_string() },
        }
    }

    pub(super) fn other_database(path: &Path) -> Self {
        Self::NotAMap { path: path.to_owned(), looks_like: LooksLike::OtherDatabase }
    }

    pub(super) fn foreign_schema(path: &Path, kind: &str, name: &str) -> Self {
        Self::ForeignSchema { path: path.to_owned(), kind: kind.to_owned(), name: name.to_owned() }
    }

    pub(super) fn damaged(path: &Path, detail: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), detail: detail.into() }
    }
}

/// The file beside a map in which SQLite keeps what an unfinished edit has replaced.
fn journal_name(map: &Path) -> String {
    format!("{}-journal", map.file_name().unwrap_or_default().to_string_lossy())
}
