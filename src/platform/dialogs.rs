//! The system's own file dialogs. The only user of rfd; each call waits, so they are called from a job.

use std::path::{Path, PathBuf};

/// Files that can be opened or imported.
const MAP: &[&str] = &["baton"];
const TABLE: &[&str] = &["csv", "tsv", "tab", "txt"];
const DIAGRAM: &[&str] = &[
    "dot", "gv", "graphml", "mmd", "mermaid", "drawio", "dio", "xml", "json", "canvas", "svg", "md", "html",
];

/// Asks for a map or a table to open; `None` if the person chose nothing or no dialog could be shown.
pub fn ask_for_map_or_table() -> Option<PathBuf> {
    rfd::FileDialog::new()
        .set_title("Open a map or import a file")
        .add_filter("Maps, tables and diagrams", &[MAP, TABLE, DIAGRAM].concat())
        .add_filter("Maps", MAP)
        .add_filter("Tables and texts", TABLE)
        .add_filter("Diagrams", DIAGRAM)
        .add_filter("All files", &["*"])
        .pick_file()
}

/// Asks where to put a file; `None` if the person chose nothing or no dialog could be shown.
///
/// `others` are further endings that the file may have.
pub fn ask_where_to_save(title: &str, suggestion: &Path, others: &[&str]) -> Option<PathBuf> {
    let name = suggestion.file_name().unwrap_or_default().to_string_lossy();
    let ending = suggestion.extension().unwrap_or_default().to_string_lossy();
    let mut dialog = rfd::FileDialog::new().set_title(title).set_file_name(name);
    if let Some(folder) = suggestion.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    if !ending.is_empty() {
        dialog = dialog.add_filter(ending.to_uppercase(), &[ending.as_ref()]);
    }
    for other in others.iter().filter(|other| **other != ending) {
        dialog = dialog.add_filter(other.to_uppercase(), &[other]);
    }
    let chosen = dialog.save_file()?;
    let is_said = |other: &&str| chosen.extension().is_some_and(|said| said.eq_ignore_ascii_case(other));
    if others.iter().any(is_said) {
        return Some(chosen);
    }
    Some(with_ending(chosen, &ending))
}

/// The path, with the ending that its kind of file has.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let has_it = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    if ending.is_empty() || has_it {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gets_the_ending_of_its_kind_once() {
        let table = [("map", "baton", "map.baton"), ("a.PNG", "png", "a.PNG"), ("v1.2", "svg", "v1.2.svg")];
        for (typed, ending, expected) in table {
            assert_eq!(with_ending(typed.into(), ending), PathBuf::from(expected));
        }
    }
}
