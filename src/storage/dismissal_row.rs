use super::columns::{Columns, RowFault, text_value};
use super::table_row::TableRow;
use crate::model::Dismissal;
use rusqlite::types::Value;

/// Since format 2.
pub(super) const DISMISSAL_TABLE: &str = "CREATE TABLE dismissal(
  finding TEXT NOT NULL PRIMARY KEY CHECK(length(finding) BETWEEN 1 AND 500),
  count INTEGER NOT NULL CHECK(count BETWEEN 1 AND 4294967295)
) STRICT";

impl TableRow for Dismissal {
    const TABLE: &'static str = "dismissal";
    const COLUMNS: &'static [&'static str] = &["finding", "count"];

    fn values(&self) -> Vec<Value> {
        vec![text_value(&self.finding), self.count.into()]
    }

    fn read(columns: &mut Columns<'_>) -> Result<Self, RowFault> {
        Ok(Self { finding: columns.text()?, count: columns.count()? })
    }
}
