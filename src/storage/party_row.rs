use super::columns::{Columns, RowFault, flag_value, optional_value, party_value, text_value};
use super::table_row::TableRow;
use crate::model::{Hold, Party, PartyId, PartyKind, Point, Size, Worth};
use rusqlite::types::Value;

pub(super) const PARTY_TABLE: &str = "CREATE TABLE party(
  id BLOB NOT NULL PRIMARY KEY CHECK(length(id) = 16),
  kind TEXT NOT NULL CHECK(kind IN ('role', 'team', 'supplier', 'buyer', 'payer', 'beneficiary', 'prospect')),
  name TEXT NOT NULL CHECK(length(name) <= 500),
  holder TEXT NOT NULL CHECK(length(holder) <= 500),
  purpose TEXT NOT NULL CHECK(length(purpose) <= 16000),
  team BLOB CHECK(length(team) = 16),
  x REAL NOT NULL CHECK(x BETWEEN -1e7 AND 1e7),
  y REAL NOT NULL CHECK(y BETWEEN -1e7 AND 1e7),
  frame_width REAL CHECK(frame_width BETWEEN 0 AND 4e38),
  frame_height REAL CHECK(frame_height BETWEEN 0 AND 4e38),
  hold TEXT NOT NULL CHECK(hold IN ('free', 'by hand', 'pinned')),
  folded INTEGER NOT NULL CHECK(folded IN (0, 1)),
  revenue REAL CHECK(revenue BETWEEN -1e15 AND 1e15),
  size REAL CHECK(size BETWEEN -1e15 AND 1e15),
  potential REAL CHECK(potential BETWEEN -1e15 AND 1e15),
  advocacy REAL CHECK(advocacy BETWEEN -1e15 AND 1e15),
  joy REAL CHECK(joy BETWEEN -1e15 AND 1e15)
) STRICT";

const HOLDS: [Hold; 3] = [Hold::Free, Hold::ByHand, Hold::Pinned];

fn hold_word(hold: Hold) -> &'static str {
    match hold {
        Hold::Free => "free",
        Hold::ByHand => "by hand",
        Hold::Pinned => "pinned",
    }
}

impl TableRow for Party {
    const TABLE: &'static str = "party";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "kind",
        "name",
        "holder",
        "purpose",
        "team",
        "x",
        "y",
        "frame_width",
        "frame_height",
        "hold",
        "folded",
        "revenue",
        "size",
        "potential",
        "advocacy",
        "joy",
    ];

    fn values(&self) -> Vec<Value> {
        vec![
            party_value(self.id),
            text_value(self.kind.word()),
            text_value(&self.name),
            text_value(&self.holder),
            text_value(&self.purpose),
            optional_value(self.team, party_value),
            f64::from(self.place.x).into(),
            f64::from(self.place.y).into(),
            optional_value(self.frame, |frame| f64::from(frame.width)),
            optional_value(self.frame, |frame| f64::from(frame.height)),
            text_value(hold_word(self.hold)),
            flag_value(self.folded),
            optional_value(self.worth.revenue, Value::Real),
            optional_value(self.worth.size, Value::Real),
            optional_value(self.worth.potential, Value::Real),
            optional_value(self.worth.advocacy, Value::Real),
            optional_value(self.worth.joy, Value::Real),
        ]
    }

    fn read(columns: &mut Columns<'_>) -> Result<Self, RowFault> {
        Ok(Self {
            id: PartyId::from_u128(columns.id()?),
            kind: columns.word(&PartyKind::ALL, PartyKind::word)?,
            name: columns.text()?,
            holder: columns.text()?,
            purpose: columns.text()?,
            team: columns.optional_id()?.map(PartyId::from_u128),
            place: Point::new(columns.number()? as f32, columns.number()? as f32),
            frame: read_frame(columns)?,
            hold: columns.word(&HOLDS, hold_word)?,
            folded: columns.flag()?,
            worth: Worth {
                revenue: columns.optional_number()?,
                size: columns.optional_number()?,
                potential: columns.optional_number()?,
                advocacy: columns.optional_number()?,
                joy: columns.optional_number()?,
            },
        })
    }
}

fn read_frame(columns: &mut Columns<'_>) -> Result<Option<Size>, RowFault> {
    let (width, height) = (columns.optional_number()?, columns.optional_number()?);
    Ok(width.zip(height).map(|(width, height)| Size::new(width as f32, height as f32)))
}
