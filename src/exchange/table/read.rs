use super::drawio::{self, Link};
use crate::exchange::ImportError;
use crate::exchange::decode::decode;

/// Most rows that are read; a map of this size is beyond what the program is made for.
const MAX_ROWS: usize = 5_000_000;

/// A table as it stands in its file: headings and rows of text, nothing understood yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The first row.
    pub headings: Vec<String>,
    /// All other rows that hold anything.
    pub rows: Vec<Row>,
    /// What the reader had to assume.
    pub warnings: Vec<String>,
    pub(super) links: Vec<Link>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line in the file on which it begins, counted from 1.
    pub line: usize,
    /// Its cells; there may be fewer or more than headings.
    pub cells: Vec<String>,
}

impl Table {
    /// Reads a table from the bytes of a file: any usual encoding and separator, line breaks within
    /// quotes, rows of uneven length, draw.io's settings above the heading.
    ///
    /// # Errors
    /// [`ImportError`] if the bytes are no text, hold no rows or too many.
    pub fn read(bytes: &[u8]) -> Result<Self, ImportError> {
        let decoded = decode(bytes)?;
        let text = unified_line_ends(&decoded.text);
        let (preamble, separator) = split_preamble(&text);
        let body = text.get(preamble.bytes..).unwrap_or_default();
        let separator = separator.unwrap_or_else(|| sniff_separator(body));
        let mut rows = records(body, separator, preamble.lines);
        if rows.len() > MAX_ROWS {
            return Err(ImportError::TooLarge(MAX_ROWS));
        }
        if rows.len() < 2 {
            return Err(ImportError::Empty);
        }
        let headings = rows.remove(0).cells;
        let links = drawio::links(&preamble.comments);
        Ok(Self { headings, rows, warnings: decoded.warnings, links })
    }
}

/// Old Macintosh files end lines with a carriage return alone.
fn unified_line_ends(text: &str) -> String {
    if text.contains('\n') { text.to_owned() } else { text.replace('\r', "\n") }
}

/// What stands above the heading.
struct Preamble<'a> {
    bytes: usize,
    lines: usize,
    comments: Vec<&'a str>,
}

/// Passes over blank lines, `#` comments and Excel's `sep=;`, which names the separator.
fn split_preamble(text: &str) -> (Preamble<'_>, Option<u8>) {
    let mut preamble = Preamble { bytes: 0, lines: 0, comments: Vec::new() };
    let mut separator = None;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim();
        if let Some([named]) = line.strip_prefix("sep=").map(str::as_bytes) {
            separator = Some(*named);
        } else if line.starts_with('#') {
            preamble.comments.push(line);
        } else if !line.is_empty() {
            break;
        }
        preamble.bytes += raw.len();
        preamble.lines += 1;
    }
    if let [only] = preamble.comments.as_slice()
        && is_heading_with_hash(only, text.get(preamble.bytes..).unwrap_or_default())
    {
        // A first column that is called “#” is a heading, not a comment.
        preamble = Preamble { bytes: 0, lines: 0, comments: Vec::new() };
    }
    (preamble, separator)
}

fn is_heading_with_hash(comment: &str, rest: &str) -> bool {
    let next = rest.lines().next().unwrap_or_default();
    SEPARATORS.iter().any(|separator| {
        let count = |line: &str| line.bytes().filter(|b| b == separator).count();
        count(comment) > 0 && count(comment) == count(next)
    })
}

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The separator that splits the heading and agrees with most of the rows below it.
fn sniff_separator(body: &str) -> u8 {
    let score = |separator: u8| {
        let rows = reader(body, separator);
        let widths: Vec<usize> =
            rows.into_records().take(50).filter_map(Result::ok).map(|record| record.len()).collect();
        let heading = widths.first().copied().unwrap_or_default();
        let agreeing = widths.iter().filter(|width| **width == heading).count();
        if heading < 2 { (0, 0) } else { (agreeing * 100 / widths.len(), heading) }
    };
    // Of equals the first wins, so the comma goes last into `max_by_key`.
    SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

fn reader(body: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(body.as_bytes())
}

fn records(body: &str, separator: u8, lines_above: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for record in reader(body, separator).into_records().take(MAX_ROWS + 2) {
        // The text is valid UTF-8 and rows may be uneven, so that every record can be read.
        let Ok(record) = record else { continue };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = lines_above + record.position().map_or(0, |position| first_line(body, position));
        rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
    }
    rows
}

/// The line on which a record begins; csv's own position lies before the blank lines above it.
fn first_line(body: &str, position: &csv::Position) -> usize {
    let rest = body.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() as usize + blank.filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        Table::read(text.as_bytes()).unwrap().rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn separators_are_found_out() {
        for text in ["a,b;x\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "a|b\n1|2\n", "sep=;\na;b\n1;2\n"] {
            let table = Table::read(text.as_bytes()).unwrap();
            assert_eq!(table.headings.len(), 2, "{text:?}");
            assert_eq!(table.rows[0].cells, ["1", "2"], "{text:?}");
        }
    }

    #[test]
    fn rows_know_their_lines() {
        let text = "\n\na,b\r\n1,\"two\nlines\"\n\n\n3,4,5\n,\n6";
        assert_eq!(rows(text), [row(4, &["1", "two\nlines"]), row(8, &["3", "4", "5"]), row(10, &["6"])]);
        assert_eq!(rows("a,b\r1,2\r\"x\ry\",3\r"), [row(2, &["1", "2"]), row(3, &["x\ny", "3"])]);
    }

    #[test]
    fn settings_above_the_heading_are_no_rows() {
        let text = "## draw.io\n# connect: {\"from\":\"refs\",\"to\":\"id\"}\nname,refs\nA,B\n";
        let table = Table::read(text.as_bytes()).unwrap();
        assert_eq!(table.headings, ["name", "refs"]);
        assert_eq!(table.links, [Link { column: "refs".to_owned(), others_supply: false }]);
        assert_eq!(Table::read(b"#,name\n1,A\n").unwrap().headings, ["#", "name"]);
    }

    #[test]
    fn a_table_without_rows_is_an_error() {
        for text in ["", "\n", "a,b,c\n", "  \n,,\n"] {
            assert_eq!(Table::read(text.as_bytes()), Err(ImportError::Empty), "{text:?}");
        }
    }
}
