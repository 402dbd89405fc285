//! Work off the UI thread: start, watch its progress, cancel, collect the result.
//!
//! Architecture invariant: the only room (with the document's writer) that starts threads.

mod beside;
mod placing;
mod progress;
mod run;

pub use beside::{Beside, MOST_PARTIES_AT_ONCE, Pace};
pub use placing::{import_and_place, is_placed_at_once, tidy, tidy_some};
pub use progress::Progress;
pub use run::{Ending, Job, NOTICEABLE};
