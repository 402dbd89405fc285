use super::digest::Digest;
use super::wire;
use crate::edit::{Step, Transaction};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params, params_from_iter};
use std::time::{SystemTime, UNIX_EPOCH};

/// `made_at_ms` (since 1970, UTC) is kept because nobody could find it out later; steps are ordered by number.
pub(super) const OP_TABLE: &str = "CREATE TABLE op(
  step INTEGER NOT NULL CHECK(step >= 1),
  part INTEGER NOT NULL CHECK(part >= 0),
  label TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL,
  changes TEXT NOT NULL,
  PRIMARY KEY(step, part)
) STRICT";

/// A value of the file may hold 4 MB; longer steps go into several rows of at most this many bytes.
const PART_BYTES: usize = 1_000_000;

const COLUMN_COUNT: usize = 5;

/// Writes `step` under its number.
pub(super) fn insert(
    connection: &Connection,
    digest: &mut Digest,
    number: i64,
    step: &Transaction,
) -> rusqlite::Result<()> {
    let text =
        wire::encode(step).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let mut statement = connection.prepare_cached("INSERT INTO op VALUES(?1, ?2, ?3, ?4, ?5)")?;
    let made_at_ms = now_ms();
    let mut rest = text.as_str();
    for part in 0i64.. {
        let (piece, later) = rest.split_at(rest.floor_char_boundary(PART_BYTES));
        let values: [Value; COLUMN_COUNT] = [
            number.into(),
            part.into(),
            step.label.clone().into(),
            made_at_ms.into(),
            piece.to_owned().into(),
        ];
        statement.execute(params_from_iter(&values))?;
        digest.add("op", values.iter().map(ValueRef::from));
        rest = later;
        if rest.is_empty() {
            break;
        }
    }
    Ok(())
}

/// Removes every step after the one with this number.
pub(super) fn remove_after(
    connection: &Connection,
    digest: &mut Digest,
    number: i64,
) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT step, part, label, made_at_ms, changes FROM op WHERE step > ?1")?;
    let mut rows = statement.query([number])?;
    let mut found = false;
    while let Some(row) = rows.next()? {
        digest.subtract("op", values_of(row)?.into_iter());
        found = true;
    }
    if found {
        connection.prepare_cached("DELETE FROM op WHERE step > ?1")?.execute(params![number])?;
    }
    Ok(())
}

/// Every step with its number, oldest first; each row is added to `digest`. A step that cannot be
/// read comes with the reason.
pub(super) fn read_all(
    connection: &Connection,
    digest: &mut Digest,
) -> rusqlite::Result<Vec<(i64, Result<Step, String>)>> {
    let mut statement =
        connection.prepare("SELECT step, part, label, made_at_ms, changes FROM op ORDER BY step, part")?;
    let mut rows = statement.query([])?;
    let mut texts: Vec<(i64, String, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        digest.add("op", values_of(row)?.into_iter());
        let (number, piece): (i64, String) = (row.get(0)?, row.get(4)?);
        match texts.last_mut() {
            Some((last, _, text)) if *last == number => text.push_str(&piece),
            _ => texts.push((number, row.get(2)?, piece)),
        }
    }
    let read = |(number, label, text): (i64, String, String)| {
        let changes = wire::decode(&text).map_err(|fault| fault.to_string());
        (number, changes.map(|changes| Step::new(Transaction { label, changes })))
    };
    Ok(texts.into_iter().map(read).collect())
}

fn values_of<'a>(row: &'a Row<'_>) -> rusqlite::Result<[ValueRef<'a>; COLUMN_COUNT]> {
    Ok([row.get_ref(0)?, row.get_ref(1)?, row.get_ref(2)?, row.get_ref(3)?, row.get_ref(4)?])
}

/// Milliseconds since 1970.
fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
