use std::fmt;

/// Whether everything that was done is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is.
    Saved,
    /// The writer is at it.
    Saving,
    /// The last try failed; nothing is lost as long as the program runs, and it tries again by itself.
    NotSaved {
        /// What happened, what is safe, what to do.
        reason: String,
    },
}

impl fmt::Display for SaveState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Saved => f.write_str("Saved"),
            Self::Saving => f.write_str("Saving…"),
            Self::NotSaved { reason } => write!(f, "Not saved: {reason}"),
        }
    }
}
