//! Maps in and out as files of other programs: tables, text and diagrams; one folder or file per format.
//!
//! Reading never touches a map: every reader returns an [`Import`], one command that is one undo
//! step, together with a [`Report`] of what was made, found and skipped, and why.
//!
//! Architecture invariant: nothing here knows the window, a map file or the network.

mod data_form;
mod decode;
mod drawers;
pub mod graph;
mod import;
mod known;
mod markdown;
mod merge;
mod public;
mod reading_copy;
pub mod samples;
pub mod table;
pub mod text;

pub use data_form::DataForm;
pub use import::{Import, ImportError, News, Report, SkippedLine, Tally};
pub use markdown::write_card;
pub use public::public_copy;
pub use reading_copy::ReadingCopy;
