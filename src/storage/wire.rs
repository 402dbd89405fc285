//! How changes stand in the undo log: `["party", was, now]`, each an object by column names or null.
//!
//! Compact: empty columns are left out of `was`, and `now` lists only what differs from `was`.

use super::columns::{Columns, RowFault};
use super::table_row::TableRow;
use crate::edit::{Change, Transaction};
use crate::model::{Dismissal, Note, Party, Supply};
use rusqlite::types::Value;
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use std::fmt::Write;
use std::sync::Arc;
use thiserror::Error;

const TITLE: &str = "title";

/// Why a step of the undo log cannot be read.
#[derive(Debug, Error)]
pub(super) enum WireFault {
    #[error("it is not the text of an undo step ({0})")]
    Text(#[from] serde_json::Error),
    #[error(transparent)]
    Row(#[from] RowFault),
    #[error("it speaks of “{0}”, which is unknown")]
    Unknown(String),
}

/// The changes of a step as text.
pub(super) fn encode(step: &Transaction) -> Result<String, serde_json::Error> {
    let changes: Vec<WireChange<'_>> = step.changes.iter().map(WireChange).collect();
    serde_json::to_string(&changes)
}

/// The changes of a step from their text.
pub(super) fn decode(text: &str) -> Result<Vec<Change>, WireFault> {
    let changes: Vec<ReadChange> = serde_json::from_str(text)?;
    changes.into_iter().map(ReadChange::into_change).collect()
}

struct WireChange<'a>(&'a Change);

impl Serialize for WireChange<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Change::Title { before, after } => (TITLE, before, after).serialize(serializer),
            Change::Party { before, after, .. } => {
                serialize_rows(before.as_ref(), after.as_ref(), serializer)
            }
            Change::Supply { before, after, .. } => {
                serialize_rows(before.as_ref(), after.as_ref(), serializer)
            }
            Change::Note { before, after, .. } => serialize_rows(before.as_ref(), after.as_ref(), serializer),
            Change::Dismissal { before, after, .. } => {
                serialize_rows(before.as_ref(), after.as_ref(), serializer)
            }
        }
    }
}

fn serialize_rows<T: TableRow, S: Serializer>(
    before: Option<&Arc<T>>,
    after: Option<&Arc<T>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let old = before.map(|row| row.values());
    let new = after.map(|row| row.values());
    let was = old.as_ref().map(|values| Image { names: T::COLUMNS, values, base: None });
    let now = new.as_ref().map(|values| Image { names: T::COLUMNS, values, base: old.as_deref() });
    (T::TABLE, was, now).serialize(serializer)
}

/// The columns of a row that have to be told: those that differ from `base`, or without it those
/// that are not empty.
struct Image<'a> {
    names: &'static [&'static str],
    values: &'a [Value],
    base: Option<&'a [Value]>,
}

impl Serialize for Image<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (at, (name, value)) in self.names.iter().zip(self.values).enumerate() {
            let is_told = match self.base {
                Some(base) => base.get(at) != Some(value),
                None => !is_usual(value),
            };
            if is_told {
                serialize_value(&mut map, name, value)?;
            }
        }
        map.end()
    }
}

/// What [`Columns`] makes of a missing value.
fn is_usual(value: &Value) -> bool {
    match value {
        Value::Null | Value::Integer(0) => true,
        Value::Text(text) => text.is_empty(),
        Value::Real(_) | Value::Integer(_) | Value::Blob(_) => false,
    }
}

fn serialize_value<M: SerializeMap>(map: &mut M, name: &str, value: &Value) -> Result<(), M::Error> {
    match value {
        Value::Null => map.serialize_entry(name, &()),
        Value::Integer(number) => map.serialize_entry(name, number),
        Value::Real(number) => map.serialize_entry(name, number),
        Value::Text(text) => map.serialize_entry(name, text),
        Value::Blob(bytes) => map.serialize_entry(name, &hex(bytes)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        text
    })
}

#[derive(Deserialize)]
struct ReadChange(String, Json, Json);

impl ReadChange {
    fn into_change(self) -> Result<Change, WireFault> {
        let Self(kind, was, now) = self;
        match kind.as_str() {
            TITLE => {
                let text = |json: Json| serde_json::from_value::<String>(json);
                Ok(Change::Title { before: text(was)?, after: text(now)? })
            }
            Party::TABLE => {
                let (before, after, id) = rows::<Party, _>(was, now, |row| row.id)?;
                Ok(Change::Party { id, before, after })
            }
            Supply::TABLE => {
                let (before, after, id) = rows::<Supply, _>(was, now, |row| row.id)?;
                Ok(Change::Supply { id, before, after })
            }
            Note::TABLE => {
                let (before, after, id) = rows::<Note, _>(was, now, |row| row.id)?;
                Ok(Change::Note { id, before, after })
            }
            Dismissal::TABLE => {
                let (before, after, finding) = rows::<Dismissal, _>(was, now, |row| row.finding.clone())?;
                Ok(Change::Dismissal { finding, before, after })
            }
            _ => Err(WireFault::Unknown(kind)),
        }
    }
}

type Rows<T, Id> = (Option<Arc<T>>, Option<Arc<T>>, Id);

fn rows<T: TableRow, Id>(was: Json, now: Json, id: impl Fn(&T) -> Id) -> Result<Rows<T, Id>, WireFault> {
    let was: Option<Map<String, Json>> = serde_json::from_value(was)?;
    let now: Option<Map<String, Json>> = serde_json::from_value(now)?;
    let before = was.as_ref().map(row::<T>).transpose()?;
    let after = now.map(|now| {
        let mut whole = was.unwrap_or_default();
        whole.extend(now);
        row::<T>(&whole)
    });
    let after = after.transpose()?;
    let id = before.as_ref().or(after.as_ref()).map(|row| id(row));
    id.map(|id| (before, after, id)).ok_or(WireFault::Row(RowFault { column: "id" }))
}

fn row<T: TableRow>(image: &Map<String, Json>) -> Result<Arc<T>, RowFault> {
    let values: Vec<Value> = T::COLUMNS.iter().map(|name| value(image.get(*name))).collect();
    T::read(&mut Columns::of_values(T::COLUMNS, &values)).map(Arc::new)
}

fn value(json: Option<&Json>) -> Value {
    match json {
        Some(Json::String(text)) => Value::Text(text.clone()),
        Some(Json::Number(number)) => {
            number.as_i64().map(Value::Integer).or(number.as_f64().map(Value::Real)).unwrap_or(Value::Null)
        }
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartyId, PartyKind, Point, Supply, SupplyId};

    #[test]
    fn a_step_comes_back_from_its_text() {
        let old = Party::new(PartyId::from_u128(7), PartyKind::Role, "Payroll", Point::new(0.1, -2.5));
        let new = Party { name: "Pay\n“office”".into(), place: Point::new(0.0, 1.0e7), ..old.clone() };
        let supply = Supply::new(SupplyId::from_u128(u128::MAX), old.id, old.id, "");
        let answer = Dismissal { finding: "gatekeeper 7 a".into(), count: 4 };
        let changes = vec![
            Change::Title { before: String::new(), after: "Übung".into() },
            Change::Party { id: old.id, before: Some(Arc::new(old.clone())), after: Some(Arc::new(new)) },
            Change::Party { id: old.id, before: Some(Arc::new(old)), after: None },
            Change::Supply { id: supply.id, before: None, after: Some(Arc::new(supply)) },
            Change::Dismissal {
                finding: answer.finding.clone(),
                before: Some(Arc::new(Dismissal { count: 3, ..answer.clone() })),
                after: Some(Arc::new(answer)),
            },
        ];
        let step = Transaction { label: "Edit".into(), changes };
        assert_eq!(decode(&encode(&step).unwrap()).unwrap(), step.changes);
    }

    #[test]
    fn what_is_not_a_step_is_told() {
        for (text, complaint) in [
            ("", "not the text"),
            ("[[\"party\",null,null]]", "id"),
            ("[[\"party\",null,{\"id\":\"7\",\"kind\":\"king\"}]]", "kind"),
            ("[[\"queen\",null,null]]", "queen"),
        ] {
            let told = decode(text).unwrap_err().to_string();
            assert!(told.contains(complaint), "{text}: {told}");
        }
    }
}
