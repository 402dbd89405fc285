use super::failure::Failure;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes a whole file or nothing: under another name first, then renamed into place.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let Some(name) = path.file_name() else {
        return Err(Failure::new(format!("“{}” names no file; give the output a name.", path.display())));
    };
    if path.is_dir() {
        return Err(Failure::new(format!(
            "“{}” is a folder; give the output a name inside it.",
            path.display()
        )));
    }
    let mut unfinished = name.to_owned();
    unfinished.push(format!(".{}.part", std::process::id()));
    let unfinished = path.with_file_name(unfinished);
    let written = File::create(&unfinished)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&unfinished, path));
    written.map_err(|error| {
        // What is left of a failed try helps nobody; if it cannot be removed, it does no harm.
        let _ = fs::remove_file(&unfinished);
        Failure::new(format!("“{}” could not be written ({error}). Choose another place.", path.display()))
    })
}
