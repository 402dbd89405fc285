//! What a person can do to an organisation, as data, and how it is reversed.
//!
//! [`Command`] (the user's words) → [`perform`] → [`Transaction`] of [`Change`]s, which know their inverse.
//!
//! Architecture invariant: nothing here does I/O, knows a clock or can half succeed.

mod change;
mod command;
mod delete;
mod history;
mod interpret;
mod refusal;
mod transaction;

pub use change::{Change, ChangeConflict};
pub use command::{Command, NoteEdit, PartyEdit, SupplyEdit, SupplyEnd};
pub use history::{History, Step};
pub use interpret::{interpret, perform};
pub use refusal::Refusal;
pub use transaction::Transaction;
