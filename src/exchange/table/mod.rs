//! Tables: comma- and tab-separated lists of supplies, of parties, of who reports to whom.
//!
//! bytes → [`Table::read`] → [`guess()`] → a [`TablePlan`] that a person may change → [`import`].
//! Out: [`write_supplies`], [`write_parties`] and [`write_notes`].

mod candidates;
mod cell;
mod column;
mod drawio;
mod guess;
mod party_rows;
mod read;
mod supply_rows;
#[cfg(test)]
mod tests;
mod write;

pub(in crate::exchange) use cell::{id_cell, party_id, party_kind};
pub use column::Column;
pub use guess::{Shape, TablePlan, guess};
pub use read::{Row, Table};
pub use write::{write_notes, write_parties, write_rows, write_supplies};

use super::merge::Merge;
use super::{Import, ImportError, ReadingCopy};
use crate::model::{IdSource, Organisation};

/// What `table`, read as `plan` says, would do to `map`.
///
/// Parties that are there are found by id, else by name; new ones have no place yet. Nothing is deleted.
///
/// # Errors
/// [`ImportError`] if the plan names no columns to work with.
pub fn import(
    table: &Table,
    plan: &TablePlan,
    map: &Organisation,
    ids: &mut dyn IdSource,
) -> Result<Import, ImportError> {
    let shape = plan.shape().ok_or_else(|| ImportError::MissingColumns(table.headings.join(", ")))?;
    let mut copy = ReadingCopy::of(map);
    let mut merge = Merge::new(&mut copy, ids);
    merge.report.warnings.clone_from(&table.warnings);
    match shape {
        Shape::Supplies => supply_rows::read(table, plan, &mut merge),
        Shape::Parties | Shape::Reporting | Shape::Links => party_rows::read(table, plan, &mut merge),
    }
    Ok(merge.finish("Import table"))
}
