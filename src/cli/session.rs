//! Maps opened for a command: read, made, edited and closed, every edit on the disk before it ends.

use super::failure::Failure;
use crate::document::{DocumentSession, Overwrite, SaveState, read as read_contents};
use crate::edit::Command;
use crate::model::Organisation;
use crate::platform::Folders;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// No window waits for a command: a slow disk gets its time.
const PATIENCE: Duration = Duration::from_mins(10);

/// The map in the file at `path`, for reading.
pub(super) fn read(path: &Path) -> Result<Organisation, Failure> {
    Ok(read_contents(path)?.organisation)
}

/// Makes a map that holds `organisation`; an existing file stays as it is.
pub(super) fn create(path: &Path, organisation: &Organisation) -> Result<DocumentSession, Failure> {
    let folders = Folders::of_this_user();
    Ok(DocumentSession::create(path, organisation, Overwrite::Never, &folders, &nobody())?)
}

/// Opens a map for editing.
pub(super) fn open(path: &Path) -> Result<DocumentSession, Failure> {
    let session = DocumentSession::open(path, &Folders::of_this_user(), &nobody())?;
    match session.limitation() {
        Some(limitation) => Err(Failure::new(format!(
            "“{}” cannot be edited: {limitation} Nothing was changed.",
            path.display()
        ))),
        None => Ok(session),
    }
}

/// Carries `command` out as one step and closes the file once it is on the disk.
pub(super) fn finish(mut session: DocumentSession, command: &Command) -> Result<(), Failure> {
    session.apply(command).map_err(|refusal| Failure::new(format!("Nothing was changed: {refusal}")))?;
    session.flush(PATIENCE);
    match session.close() {
        SaveState::NotSaved { reason } => Err(Failure::new(reason)),
        SaveState::Saved | SaveState::Saving => Ok(()),
    }
}

/// Nobody waits to be woken: a command asks the file itself.
fn nobody() -> crate::document::Waker {
    Arc::new(|| ())
}
