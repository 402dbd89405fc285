use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

/// The right of one window to edit one map, held until it is dropped or the process ends.
///
/// The system frees it when the process dies, so no stale lock can stay behind. It lies in a file of
/// its own: opening and closing the map itself would drop the locks that SQLite holds on it.
#[derive(Debug)]
pub struct MapLock {
    _file: File,
}

impl MapLock {
    /// Takes the lock of the map at `map`, with its lock file in the folder `locks`.
    /// `None` if another window or program of this machine holds it.
    ///
    /// # Errors
    /// What the system said when the map or the lock file could not be reached.
    pub fn take(locks: &Path, map: &Path) -> io::Result<Option<Self>> {
        fs::create_dir_all(locks)?;
        let path = locks.join(format!("{}.lock", key_of(map)?));
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// What makes the file the same one, whichever path led to it.
#[cfg(unix)]
fn key_of(map: &Path) -> io::Result<String> {
    use std::os::unix::fs::MetadataExt;
    let facts = fs::metadata(map)?;
    Ok(format!("{:x}-{:x}", facts.dev(), facts.ino()))
}

/// The canonical path, shortened to 64 bits: two maps with one key would at worst open read-only.
#[cfg(not(unix))]
fn key_of(map: &Path) -> io::Result<String> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    fs::canonicalize(map)?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_may_hold_it_and_dropping_frees_it() {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("a.baton");
        fs::write(&map, "x").unwrap();
        let locks = folder.path().join("locks");

        let first = MapLock::take(&locks, &map).unwrap();
        assert!(first.is_some());
        assert!(MapLock::take(&locks, &map).unwrap().is_none());
        drop(first);
        assert!(MapLock::take(&locks, &map).unwrap().is_some());
    }
}
