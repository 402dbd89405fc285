//! The map file: one SQLite database that always holds every finished edit and its undo step.
//!
//! [`MapFile::create`] and [`MapFile::open`] → [`MapFile::write`] for each batch of [`Entry`]s → [`MapFile::close`].
//! One transaction of the file holds the changed rows, the undo log, a digest over all rows and a counter;
//! so the file is right after every one of them, whatever happens in between.
//!
//! Architecture invariant: the only room that knows rusqlite. Nobody opens a map with `std::fs` while
//! SQLite has it open (closing such a handle would drop SQLite's locks); `open_files` sees to it.

mod check;
mod columns;
mod connection;
mod contents;
mod create;
mod digest;
mod dismissal_row;
mod entry;
mod error;
mod map_file;
mod meta;
mod migration;
mod note_row;
mod open_files;
mod party_row;
mod schema;
mod sniff;
mod supply_row;
mod table_row;
mod undo_log;
mod wire;

pub use check::{CheckReport, check};
pub use connection::Disk;
pub use contents::{Contents, Damage};
pub use create::Overwrite;
pub use entry::Entry;
pub use error::{Limitation, StorageError};
pub use map_file::{Access, MapFile};
pub use schema::FORMAT_VERSION;
pub use sniff::LooksLike;

/// The ending of a map's file name.
pub const FILE_ENDING: &str = "baton";
