//! Work off the UI thread: start, watch its progress, cancel, collect the result.
//!
//! Architecture invariant: the only room (with the document's writer) that starts threads.

mod progress;
mod run;

pub use progress::Progress;
pub use run::{Ending, Job};
