//! The text format, which quick entry and paste read too: one statement a line.
//!
//! ```text
//! # Kitchens for people                                 the title, on the first line; later a remark
//! Warehouse -> Delivery crew: picked order              delivers
//! Sales -> Planning -> Delivery crew                    a chain, nameless
//! Planning ~> Sales: weekly capacity                    informs
//! Planner ^ Head of operations                          reports to
//! Delivery crew -> Homeowner (buyer): installed kitchen
//! Finance / Payroll -> Delivery crew, Sales: pay run    team / role; several customers
//! Payroll ! pays late in December                       problem (+ praise, ? question, * idea, = need)
//! ```
//!
//! Beyond that: a name alone makes a party; `/ Clerk` is the Clerk in no team, `Clerk #2` the second of
//! that name; an indented line says more about the line above it (`holder: Ann`, `own rating: 4`,
//! `! a note on this supply`). `\` takes the next sign's meaning away, `\n` is a line break, `\_` no name.
//!
//! text → [`parse()`] → [`Statement`]s → [`import`]. Out: [`write()`]. Both ways lose nothing that was said:
//! only ids and the places that the program itself chose are not in the text, nor which questions are
//! not a problem (they are named by ids).

mod complete;
mod detail;
mod find;
mod lex;
mod merge;
mod parse;
mod statement;
#[cfg(test)]
mod tests;
mod write;

pub use complete::{NameBefore, name_before, spelled};
pub use detail::Detail;
pub use parse::{Parsed, parse};
pub use statement::{Line, Named, PartyRef, Statement, Step};
pub use write::write;

use super::decode::decode;
use super::merge::Merge;
use super::{Import, ImportError, ReadingCopy};
use crate::edit::Command;
use crate::model::{IdSource, Organisation, PartyId};

/// What an import of a text is called in the undo menu.
const LABEL: &str = "Import text";

/// What `text` would do to `map`; lines that cannot be read are in the report, with the reason.
pub fn import(text: &str, map: &Organisation, ids: &mut dyn IdSource) -> Import {
    import_into(text, &mut ReadingCopy::of(map), ids)
}

/// As [`import`], into a copy of the map that serves for one text after another.
pub fn import_into(text: &str, copy: &mut ReadingCopy, ids: &mut dyn IdSource) -> Import {
    let parsed = parse(text);
    let mut merge = Merge::new(copy, ids);
    merge.report.skipped.extend(parsed.errors.iter().cloned());
    merge::read(&parsed, &mut merge);
    merge.finish(LABEL)
}

/// As [`import`], from the bytes of a file in any usual encoding.
///
/// # Errors
/// [`ImportError`] if the bytes are no text, or none of it makes sense.
pub fn import_bytes(bytes: &[u8], map: &Organisation, ids: &mut dyn IdSource) -> Result<Import, ImportError> {
    let decoded = decode(bytes)?;
    let kind = match decoded.text.trim_start().chars().next() {
        None => return Err(ImportError::Empty),
        Some('<') => Some("XML or a web page"),
        Some('{' | '[') => Some("JSON"),
        _ => None,
    };
    if let Some(kind) = kind {
        return Err(ImportError::NotText(kind));
    }
    let mut import = import(&decoded.text, map, ids);
    let report = &mut import.report;
    if let Some(first) = report.skipped.first()
        && import.command == Command::Batch(LABEL.to_owned(), Vec::new())
    {
        return Err(ImportError::NothingUnderstood { line: first.line, reason: first.reason.clone() });
    }
    report.warnings.extend(decoded.warnings);
    Ok(import)
}

/// The parties that `name` means: all with exactly this name, else those that it means as in a text,
/// `Finance / Payroll` or `Clerk #2`.
pub fn parties_called(map: &Organisation, name: &str) -> Vec<PartyId> {
    let whole: Vec<PartyId> = map.parties_named(name).map(|party| party.id).collect();
    if whole.is_empty() { find::find(map, name) } else { whole }
}

/// What to call a party so that [`parties_called`] finds it alone.
pub fn name_of(map: &Organisation, party: PartyId) -> String {
    write::Names::new(map).short(party)
}
