//! The open map: [`DocumentSession`] owns the organisation, its history and its file.
//!
//! Nobody else changes any of them. Every edit goes to a writer thread at once, which keeps trying
//! until it is on the disk; [`SaveState`] says how far it is.
//!
//! Architecture invariant: nothing here knows egui, and the caller never waits for a disk except in
//! `flush`, `save_copy`, `move_to` and `close`.

mod applied;
mod laws;
mod save_state;
mod session;
mod source;
mod writer;

pub use crate::storage::{CheckReport, FILE_ENDING, Limitation, Overwrite, StorageError, check};
pub use applied::Applied;
pub use save_state::SaveState;
pub use session::{DocumentSession, MergeKey, Waker};
pub use source::read;
