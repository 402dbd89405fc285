use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Every map that SQLite has open in this process; a path stands here once for each connection.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Says that SQLite has a map open, as long as it lives.
///
/// The systems that follow POSIX drop all locks of a process on a file when any handle of that process
/// on it is closed, SQLite's too. So a file is looked at directly only while no mark is on it.
#[derive(Debug)]
pub(super) struct OpenMark {
    path: PathBuf,
}

impl OpenMark {
    /// Marks the file at the canonical `path`, after `look` has looked at it if it was unmarked.
    ///
    /// # Errors
    /// What `look` says.
    pub(super) fn place<E>(path: &Path, look: impl FnOnce() -> Result<(), E>) -> Result<Self, E> {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if !open.iter().any(|marked| marked == path) {
            look()?;
        }
        open.push(path.to_owned());
        Ok(Self { path: path.to_owned() })
    }
}

impl Drop for OpenMark {
    fn drop(&mut self) {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = open.iter().position(|marked| *marked == self.path) {
            open.swap_remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_looked_at_only_while_nobody_has_it_open() {
        let path = Path::new("/somewhere/a.baton");
        let look = || Err("looked");
        let first = OpenMark::place(path, || Ok::<_, &str>(())).unwrap();
        let second = OpenMark::place(path, look).unwrap();
        drop(first);
        assert!(OpenMark::place(path, look).is_ok(), "one is still there");
        drop(second);
        assert_eq!(OpenMark::place(path, look).unwrap_err(), "looked");
    }
}
