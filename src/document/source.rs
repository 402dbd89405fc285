use crate::platform::{Folders, MapLock};
use crate::storage::{Access, Contents, Limitation, MapFile, StorageError};
use std::path::Path;

/// A map file that was opened, with the right to edit it if nobody else has it.
pub(super) struct Source {
    pub(super) file: MapFile,
    pub(super) contents: Contents,
    pub(super) lock: Option<MapLock>,
    pub(super) limitation: Option<Limitation>,
}

impl Source {
    /// Opens the map at `path`; for reading only if another window has it.
    pub(super) fn open(path: &Path, access: Access, folders: &Folders) -> Result<Self, StorageError> {
        if access == Access::Read || !path.is_file() {
            return Ok(Self::unlocked(MapFile::open(path, Access::Read)?));
        }
        match MapLock::take(&folders.locks(), path) {
            Ok(Some(lock)) => {
                let source = Self::unlocked(MapFile::open(path, access)?);
                Ok(Self { lock: Some(lock), ..source })
            }
            Ok(None) => {
                let source = Self::unlocked(MapFile::open(path, Access::Read)?);
                Ok(Self { limitation: Some(Limitation::OpenElsewhere), ..source })
            }
            // Without a state folder there are no locks; the counter in the file still guards it.
            Err(_) => Ok(Self::unlocked(MapFile::open(path, access)?)),
        }
    }

    fn unlocked((file, contents): (MapFile, Contents)) -> Self {
        let limitation = file.limitation().cloned();
        Self { file, contents, lock: None, limitation }
    }
}

/// Reads a whole map without opening it for anything else; for the command line.
///
/// # Errors
/// Why it is not a map.
pub fn read(path: &Path) -> Result<Contents, StorageError> {
    let (file, contents) = MapFile::open(path, Access::Read)?;
    file.close()?;
    Ok(contents)
}
