use super::FORMAT_VERSION;
use super::columns::id_value;
use super::digest::Digest;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};

pub(super) const META_TABLE: &str = "CREATE TABLE meta(
  id INTEGER NOT NULL PRIMARY KEY CHECK(id = 1),
  document_id BLOB NOT NULL CHECK(length(document_id) = 16),
  title TEXT NOT NULL CHECK(length(title) <= 500),
  seq INTEGER NOT NULL CHECK(seq >= 0),
  done INTEGER NOT NULL CHECK(done >= 0),
  min_reader INTEGER NOT NULL CHECK(min_reader >= 1),
  min_writer INTEGER NOT NULL CHECK(min_writer >= 1),
  written_by TEXT NOT NULL,
  digest INTEGER NOT NULL
) STRICT";

/// The one row that says what the file is and how far it has got.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meta {
    /// Names this document for ever, wherever the file goes.
    pub(super) document_id: u128,
    /// The title of the map.
    pub(super) title: String,
    /// How many edits (undo and redo count too) were ever written.
    pub(super) seq: i64,
    /// The number of the last step in the undo log that is done; later ones were taken back.
    pub(super) done: i64,
    /// The oldest format version that may read the file.
    pub(super) min_reader: i32,
    /// The oldest format version that may write it.
    pub(super) min_writer: i32,
    /// The program that wrote last.
    pub(super) written_by: String,
    /// The digest of all rows of the other tables.
    pub(super) rows: Digest,
}

impl Meta {
    /// What a new, empty file says.
    pub(super) fn new(document_id: u128) -> Self {
        Self {
            document_id,
            title: String::new(),
            seq: 0,
            done: 0,
            min_reader: FORMAT_VERSION,
            min_writer: FORMAT_VERSION,
            written_by: this_program(),
            rows: Digest::default(),
        }
    }

    /// Reads the row; `rows` is still the digest that stands in the file, with this row in it.
    fn read_raw(connection: &Connection) -> rusqlite::Result<Self> {
        connection.query_row(
            "SELECT document_id, title, seq, done, min_reader, min_writer, written_by, digest FROM meta WHERE id = 1",
            [],
            |row| {
                Ok(Self {
                    document_id: u128::from_be_bytes(row.get(0)?),
                    title: row.get(1)?,
                    seq: row.get(2)?,
                    done: row.get(3)?,
                    min_reader: row.get(4)?,
                    min_writer: row.get(5)?,
                    written_by: row.get(6)?,
                    rows: Digest::from_stored(row.get(7)?),
                })
            },
        )
    }

    /// Reads the row.
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut meta = Self::read_raw(connection)?;
        let values = meta.values();
        meta.rows.subtract("meta", values.iter().map(ValueRef::from));
        Ok(meta)
    }

    /// Writes the row and signs it with the name of this program.
    pub(super) fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.written_by = this_program();
        let mut values = self.values();
        let mut whole = self.rows;
        whole.add("meta", values.iter().map(ValueRef::from));
        values.push(whole.to_stored().into());
        connection
            .prepare_cached("INSERT OR REPLACE INTO meta VALUES(1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute(params_from_iter(values))?;
        Ok(())
    }

    /// Everything that the digest covers besides the rows of the other tables.
    fn values(&self) -> Vec<Value> {
        vec![
            id_value(self.document_id),
            self.title.clone().into(),
            self.seq.into(),
            self.done.into(),
            self.min_reader.into(),
            self.min_writer.into(),
            self.written_by.clone().into(),
        ]
    }
}

fn this_program() -> String {
    concat!("baton ", env!("CARGO_PKG_VERSION")).to_owned()
}
