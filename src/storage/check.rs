use super::{Access, MapFile, StorageError};
use crate::model::check_organisation;
use std::path::Path;

/// What a thorough look at a map file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReport {
    /// How many parties the map holds.
    pub parties: usize,
    /// How many supplies.
    pub supplies: usize,
    /// How many notes.
    pub notes: usize,
    /// How many steps can be undone.
    pub steps_done: usize,
    /// How many steps can be redone.
    pub steps_undone: usize,
    /// How many edits were ever written, undo and redo counted.
    pub edits: u64,
    /// What is wrong, in sentences; empty if all is well.
    pub problems: Vec<String>,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Looks at everything: SQLite's full check, the digest, every rule, and the undo log played back to
/// the first day and forth again. Writes nothing.
///
/// # Errors
/// Why the file cannot even be opened.
pub fn check(path: &Path) -> Result<CheckReport, StorageError> {
    let (file, contents) = MapFile::open(path, Access::Read)?;
    let mut problems: Vec<String> = contents.damage.iter().map(ToString::to_string).collect();
    problems
        .extend(full_check(&file).map_err(|error: rusqlite::Error| StorageError::from_sqlite(path, &error))?);
    problems.extend(check_organisation(&contents.organisation).err().map(|broken| broken.to_string()));
    problems.extend(contents.play_history().err());
    let map = &contents.organisation;
    let report = CheckReport {
        parties: map.parties().len(),
        supplies: map.supplies().len(),
        notes: map.notes().len(),
        steps_done: contents.history.done().len(),
        steps_undone: contents.history.undone().len(),
        edits: file.seq(),
        problems,
    };
    file.close()?;
    Ok(report)
}

/// What SQLite itself finds wrong, indexes included.
fn full_check(file: &MapFile) -> rusqlite::Result<Vec<String>> {
    let mut statement = file.connection().prepare("PRAGMA integrity_check(20)")?;
    let lines: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}
