use super::StorageError;
use super::schema::APPLICATION_ID;
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

const MAGIC: &[u8] = b"SQLite format 3\0";
/// SQLite's smallest page; no database is smaller.
const LEAST_BYTES: u64 = 512;
const MOST_BYTES: u64 = 4 << 30;
const HEADER_BYTES: u64 = 100;

/// What a file that is not a map seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooksLike {
    /// A SQLite database of another program.
    OtherDatabase,
    /// A zip archive, which office documents are too.
    Zip,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// JSON.
    Json,
    /// XML, SVG, GraphML or HTML.
    Xml,
    /// A table with commas, semicolons or tabs.
    Table,
    /// Other text.
    Text,
    /// Nothing we know.
    Unknown,
}

impl LooksLike {
    /// What to do with such a file.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Table | Self::Json | Self::Xml | Self::Text => {
                "To bring its contents into a map, import it."
            }
            _ => "Choose a file ending in .baton.",
        }
    }

    fn of(head: &[u8]) -> Self {
        const PICTURES: [&[u8]; 4] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"];
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Self::Zip;
        }
        if head.starts_with(b"%PDF") {
            return Self::Pdf;
        }
        if PICTURES.iter().any(|magic| head.starts_with(magic)) {
            return Self::Picture;
        }
        Self::of_text(head)
    }

    fn of_text(head: &[u8]) -> Self {
        let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
        let text: String = String::from_utf8_lossy(head).chars().filter(|c| *c != '\0').collect();
        let odd = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
        let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        if !utf16 && (head.contains(&0) || odd > 0 || broken > 4) {
            return Self::Unknown;
        }
        let text = text.trim_start_matches(['\u{feff}', char::REPLACEMENT_CHARACTER]).trim_start();
        let first_line = text.lines().next().unwrap_or_default();
        match text.chars().next() {
            Some('{' | '[') => Self::Json,
            Some('<') => Self::Xml,
            _ if first_line.contains([',', ';', '\t']) => Self::Table,
            _ => Self::Text,
        }
    }
}

impl fmt::Display for LooksLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherDatabase => "a database of another program",
            Self::Zip => "a zip archive or an office document",
            Self::Pdf => "a PDF",
            Self::Picture => "a picture",
            Self::Json => "JSON",
            Self::Xml => "XML, SVG or HTML",
            Self::Table => "a table (CSV)",
            Self::Text => "text",
            Self::Unknown => "something else",
        })
    }
}

/// Looks at the first bytes of a file that nobody in this process has open.
///
/// # Errors
/// What the file is instead of a map.
pub(super) fn sniff(path: &Path) -> Result<(), StorageError> {
    let fail = |error| StorageError::from_io(path, &error);
    let facts = fs::metadata(path).map_err(fail)?;
    if facts.is_dir() {
        return Err(StorageError::Folder(path.to_owned()));
    }
    if facts.len() == 0 {
        return Err(StorageError::Empty(path.to_owned()));
    }
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(HEADER_BYTES).read_to_end(&mut head)).map_err(fail)?;
    if !head.starts_with(MAGIC) {
        return Err(StorageError::NotAMap { path: path.to_owned(), looks_like: LooksLike::of(&head) });
    }
    if facts.len() > MOST_BYTES {
        return Err(StorageError::TooLarge(path.to_owned()));
    }
    let application_id = head.get(68..72).and_then(|bytes| bytes.try_into().ok()).map(i32::from_be_bytes);
    if facts.len() < LEAST_BYTES || application_id.is_none() {
        return Err(StorageError::damaged(path, "the end is missing"));
    }
    if application_id != Some(APPLICATION_ID) {
        return Err(StorageError::other_database(path));
    }
    Ok(())
}
