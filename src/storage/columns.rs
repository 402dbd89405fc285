use crate::model::{Day, NoteId, PartyId, Rating, SupplyId};
use rusqlite::Row;
use rusqlite::types::{Value, ValueRef};
use thiserror::Error;

/// What is wrong with one row, worded for people.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("its {column} cannot be read")]
pub(super) struct RowFault {
    pub(super) column: &'static str,
}

/// Reads the columns of one row from left to right, from the file or from the undo log.
///
/// A missing value is the usual one (empty text, no, none): the undo log leaves those out.
pub(super) struct Columns<'a> {
    names: &'static [&'static str],
    source: Source<'a>,
    next: usize,
}

enum Source<'a> {
    Row(&'a Row<'a>),
    Values(&'a [Value]),
}

impl<'a> Columns<'a> {
    pub(super) fn of_row(names: &'static [&'static str], row: &'a Row<'a>) -> Self {
        Self { names, source: Source::Row(row), next: 0 }
    }

    pub(super) fn of_values(names: &'static [&'static str], values: &'a [Value]) -> Self {
        Self { names, source: Source::Values(values), next: 0 }
    }

    fn take(&mut self) -> ValueRef<'a> {
        let at = self.next;
        self.next += 1;
        match self.source {
            Source::Row(row) => row.get_ref(at).unwrap_or(ValueRef::Null),
            Source::Values(values) => values.get(at).map_or(ValueRef::Null, ValueRef::from),
        }
    }

    fn fault(&self) -> RowFault {
        RowFault { column: self.names.get(self.next - 1).copied().unwrap_or("last column") }
    }

    pub(super) fn id(&mut self) -> Result<u128, RowFault> {
        self.optional_id()?.ok_or_else(|| self.fault())
    }

    pub(super) fn optional_id(&mut self) -> Result<Option<u128>, RowFault> {
        let bits = match self.take() {
            ValueRef::Null => return Ok(None),
            ValueRef::Blob(bytes) => bytes.try_into().ok().map(u128::from_be_bytes),
            ValueRef::Text(hex) => {
                str::from_utf8(hex).ok().and_then(|text| u128::from_str_radix(text, 16).ok())
            }
            _ => None,
        };
        bits.map(Some).ok_or_else(|| self.fault())
    }

    pub(super) fn text(&mut self) -> Result<String, RowFault> {
        match self.take() {
            ValueRef::Null => Ok(String::new()),
            ValueRef::Text(bytes) => String::from_utf8(bytes.to_vec()).map_err(|_| self.fault()),
            _ => Err(self.fault()),
        }
    }

    pub(super) fn number(&mut self) -> Result<f64, RowFault> {
        self.optional_number()?.ok_or_else(|| self.fault())
    }

    pub(super) fn optional_number(&mut self) -> Result<Option<f64>, RowFault> {
        match self.take() {
            ValueRef::Null => Ok(None),
            ValueRef::Real(number) => Ok(Some(number)),
            ValueRef::Integer(number) => Ok(Some(number as f64)),
            _ => Err(self.fault()),
        }
    }

    pub(super) fn count(&mut self) -> Result<u32, RowFault> {
        match self.take() {
            ValueRef::Null => Ok(0),
            ValueRef::Integer(number) => u32::try_from(number).map_err(|_| self.fault()),
            _ => Err(self.fault()),
        }
    }

    pub(super) fn flag(&mut self) -> Result<bool, RowFault> {
        match self.take() {
            ValueRef::Null | ValueRef::Integer(0) => Ok(false),
            ValueRef::Integer(1) => Ok(true),
            _ => Err(self.fault()),
        }
    }

    /// One of `all` by its word; the usual one if nothing is there.
    pub(super) fn word<T: Copy + Default>(
        &mut self,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<T, RowFault> {
        Ok(self.optional_word(all, word)?.unwrap_or_default())
    }

    pub(super) fn optional_word<T: Copy>(
        &mut self,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<Option<T>, RowFault> {
        match self.take() {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => all
                .iter()
                .find(|choice| word(**choice).as_bytes() == bytes)
                .map(|choice| Some(*choice))
                .ok_or_else(|| self.fault()),
            _ => Err(self.fault()),
        }
    }

    pub(super) fn optional_rating(&mut self) -> Result<Option<Rating>, RowFault> {
        match self.take() {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(value) => {
                u8::try_from(value).ok().and_then(Rating::new).map(Some).ok_or_else(|| self.fault())
            }
            _ => Err(self.fault()),
        }
    }

    pub(super) fn optional_day(&mut self) -> Result<Option<Day>, RowFault> {
        match self.take() {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => {
                str::from_utf8(bytes).ok().and_then(Day::parse).map(Some).ok_or_else(|| self.fault())
            }
            _ => Err(self.fault()),
        }
    }
}

/// The 16 bytes of an id, in the order of the numbers.
pub(super) fn id_value(bits: u128) -> Value {
    Value::Blob(bits.to_be_bytes().to_vec())
}

pub(super) fn party_value(id: PartyId) -> Value {
    id_value(id.as_u128())
}

pub(super) fn supply_value(id: SupplyId) -> Value {
    id_value(id.as_u128())
}

pub(super) fn note_value(id: NoteId) -> Value {
    id_value(id.as_u128())
}

pub(super) fn text_value(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(super) fn optional_value<T, V: Into<Value>>(value: Option<T>, to_value: impl Fn(T) -> V) -> Value {
    value.map_or(Value::Null, |value| to_value(value).into())
}

pub(super) fn flag_value(flag: bool) -> Value {
    Value::Integer(flag.into())
}
