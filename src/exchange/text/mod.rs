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
//! text → [`parse`] → [`Statement`]s → [`import`]. Out: [`write`]. Both ways lose nothing that was said:
//! only ids and the places that the program itself chose are not in the text.

mod detail;
mod lex;
mod merge;
mod parse;
mod statement;
#[cfg(test)]
mod tests;
mod write;

pub use detail::Detail;
pub use parse::{Parsed, parse};
pub use statement::{Line, Named, PartyRef, Statement, Step};
pub use write::write;

use super::Import;
use super::merge::Merge;
use crate::model::{IdSource, Organisation};

/// What `text` would do to `map`; lines that cannot be read are in the report, with the reason.
pub fn import(text: &str, map: &Organisation, ids: &mut dyn IdSource) -> Import {
    let parsed = parse(text);
    let mut merge = Merge::new(map, ids);
    merge.report.skipped.extend(parsed.errors.iter().cloned());
    merge::read(&parsed, &mut merge);
    merge.finish("Import text")
}
