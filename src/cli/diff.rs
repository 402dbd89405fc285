use super::failure::Failure;
use super::session;
use crate::analysis::{DifferenceKind, differences};
use std::fmt::Write;
use std::path::Path;

/// `baton diff A B`
pub(super) fn run(before: &Path, after: &Path) -> Result<String, Failure> {
    let found = differences(&session::read(before)?, &session::read(after)?);
    if found.is_empty() {
        return Ok("Both maps say the same.\n".to_owned());
    }
    let mut lines = String::new();
    for difference in found {
        let sign = match difference.kind {
            DifferenceKind::Added => '+',
            DifferenceKind::Removed => '-',
            DifferenceKind::Changed => '~',
        };
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{sign} {}", difference.words);
    }
    Ok(lines)
}
