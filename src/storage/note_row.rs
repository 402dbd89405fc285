use super::columns::{Columns, RowFault, note_value, optional_value, party_value, supply_value, text_value};
use super::table_row::TableRow;
use crate::model::{Note, NoteId, NoteKind, NoteState, NoteSubject, PartyId, SupplyId, Visibility};
use rusqlite::types::Value;

pub(super) const NOTE_TABLE: &str = "CREATE TABLE note(
  id BLOB NOT NULL PRIMARY KEY CHECK(length(id) = 16),
  party BLOB CHECK(length(party) = 16),
  supply BLOB CHECK(length(supply) = 16),
  kind TEXT NOT NULL CHECK(kind IN ('praise', 'need', 'problem', 'idea', 'question')),
  text TEXT NOT NULL CHECK(length(text) <= 16000),
  voice TEXT NOT NULL CHECK(length(voice) <= 500),
  visibility TEXT NOT NULL CHECK(visibility IN ('room', 'facilitator only', 'anonymous')),
  owner TEXT NOT NULL CHECK(length(owner) <= 500),
  due TEXT CHECK(due GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  state TEXT NOT NULL CHECK(state IN ('open', 'resolved')),
  CHECK((party IS NULL) <> (supply IS NULL))
) STRICT";

const STATES: [NoteState; 2] = [NoteState::Open, NoteState::Resolved];

fn state_word(state: NoteState) -> &'static str {
    match state {
        NoteState::Open => "open",
        NoteState::Resolved => "resolved",
    }
}

impl TableRow for Note {
    const TABLE: &'static str = "note";
    const COLUMNS: &'static [&'static str] =
        &["id", "party", "supply", "kind", "text", "voice", "visibility", "owner", "due", "state"];

    fn values(&self) -> Vec<Value> {
        let (party, supply) = match self.subject {
            NoteSubject::Party(id) => (party_value(id), Value::Null),
            NoteSubject::Supply(id) => (Value::Null, supply_value(id)),
        };
        vec![
            note_value(self.id),
            party,
            supply,
            text_value(self.kind.word()),
            text_value(&self.text),
            text_value(&self.voice),
            text_value(self.visibility.word()),
            text_value(&self.owner),
            optional_value(self.due, |day| day.to_string()),
            text_value(state_word(self.state)),
        ]
    }

    fn read(columns: &mut Columns<'_>) -> Result<Self, RowFault> {
        Ok(Self {
            id: NoteId::from_u128(columns.id()?),
            subject: read_subject(columns)?,
            kind: columns.word(&NoteKind::ALL, NoteKind::word)?,
            text: columns.text()?,
            voice: columns.text()?,
            visibility: columns.word(&Visibility::ALL, Visibility::word)?,
            owner: columns.text()?,
            due: columns.optional_day()?,
            state: columns.word(&STATES, state_word)?,
        })
    }
}

fn read_subject(columns: &mut Columns<'_>) -> Result<NoteSubject, RowFault> {
    let party = columns.optional_id()?.map(|bits| NoteSubject::Party(PartyId::from_u128(bits)));
    let supply = columns.optional_id()?.map(|bits| NoteSubject::Supply(SupplyId::from_u128(bits)));
    match (party, supply) {
        (Some(subject), None) | (None, Some(subject)) => Ok(subject),
        _ => Err(RowFault { column: "subject" }),
    }
}
