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
/// How much is looked at: SQLite's header is 100 bytes; text shows its kind in a few lines.
const HEAD_BYTES: u64 = 2048;

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
        match text.chars().next() {
            Some('{' | '[') => Self::Json,
            Some('<') => Self::Xml,
            _ if has_columns(text) => Self::Table,
            _ => Self::Text,
        }
    }
}

/// Whether the first two lines hold the same number of one separator.
fn has_columns(text: &str) -> bool {
    let mut lines = text.lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next());
    [',', ';', '\t'].into_iter().any(|separator| {
        let columns = first.matches(separator).count();
        columns > 0 && second.is_none_or(|line| line.matches(separator).count() == columns)
    })
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
    File::open(path).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head)).map_err(fail)?;
    if !head.starts_with(MAGIC) {
        return Err(StorageError::NotAMap { path: path.to_owned(), looks_like: LooksLike::of(&head) });
    }
    if facts.len() > MOST_BYTES {
        return Err(StorageError::TooLarge(path.to_owned()));
    }
    let number = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    if facts.len() < LEAST_BYTES || is_cut_off(path, facts.len(), &number) {
        return Err(StorageError::damaged(path, "the end is missing"));
    }
    if number(68) != Some(APPLICATION_ID.cast_unsigned()) {
        return Err(StorageError::other_database(path));
    }
    Ok(())
}

/// Whether the file is shorter than its header says. A journal beside it would repair that.
///
/// The header (SQLite file format, section 1.3) holds the size of a page in the upper half of the
/// number at 16 and the number of pages at 28, which is valid if the numbers at 24 and 92 are equal.
fn is_cut_off(path: &Path, bytes: u64, number: &impl Fn(usize) -> Option<u32>) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    if number(24) != number(92) || Path::new(&journal).exists() {
        return false;
    }
    let page_bytes = number(16).map_or(0, |upper| u64::from(upper >> 16));
    let pages = number(28).map_or(0, u64::from);
    bytes < page_bytes * pages // a page size of 65,536 stands as 1 and is not ours
}
