use super::columns::{Columns, RowFault};
use super::digest::Digest;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};

/// A value of the model that is kept as one row of one table.
pub(super) trait TableRow: Sized {
    /// The table.
    const TABLE: &'static str;
    /// Its columns, first the one that names the row.
    const COLUMNS: &'static [&'static str];

    /// What stands in the columns, in their order.
    fn values(&self) -> Vec<Value>;

    /// The value that stands in the columns.
    fn read(columns: &mut Columns<'_>) -> Result<Self, RowFault>;
}

/// Why a row was not written.
#[derive(Debug)]
pub(super) enum RowError {
    Sqlite(rusqlite::Error),
    /// The row that was to be replaced or removed is not in the file.
    Missing,
}

impl From<rusqlite::Error> for RowError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// Replaces the row `before` by `after`, where `None` is no row, and keeps `digest` true.
pub(super) fn replace<T: TableRow>(
    connection: &Connection,
    digest: &mut Digest,
    before: Option<&T>,
    after: Option<&T>,
) -> Result<(), RowError> {
    let old = before.map(T::values);
    let new = after.map(T::values);
    let changed_rows = match (&old, &new) {
        (None, None) => return Ok(()),
        (None, Some(new)) => connection.prepare_cached(&insert_sql::<T>())?.execute(params_from_iter(new))?,
        (Some(_), Some(new)) => {
            connection.prepare_cached(&update_sql::<T>())?.execute(params_from_iter(new))?
        }
        (Some(old), None) => {
            connection.prepare_cached(&delete_sql::<T>())?.execute(params_from_iter(old.first()))?
        }
    };
    if changed_rows != 1 {
        return Err(RowError::Missing);
    }
    if let Some(old) = old {
        digest.subtract(T::TABLE, old.iter().map(ValueRef::from));
    }
    if let Some(new) = new {
        digest.add(T::TABLE, new.iter().map(ValueRef::from));
    }
    Ok(())
}

/// `SELECT` of all rows in the order in which they lie in the file.
pub(super) fn select_sql<T: TableRow>() -> String {
    format!("SELECT {} FROM {}", T::COLUMNS.join(", "), T::TABLE)
}

fn insert_sql<T: TableRow>() -> String {
    let places: Vec<String> = (1..=T::COLUMNS.len()).map(|at| format!("?{at}")).collect();
    format!("INSERT INTO {}({}) VALUES({})", T::TABLE, T::COLUMNS.join(", "), places.join(", "))
}

fn update_sql<T: TableRow>() -> String {
    let settings: Vec<String> =
        T::COLUMNS.iter().enumerate().skip(1).map(|(at, name)| format!("{name} = ?{}", at + 1)).collect();
    format!("UPDATE {} SET {} WHERE {} = ?1", T::TABLE, settings.join(", "), T::COLUMNS[0])
}

fn delete_sql<T: TableRow>() -> String {
    format!("DELETE FROM {} WHERE {} = ?1", T::TABLE, T::COLUMNS[0])
}
