use super::StorageError;
use super::dismissal_row::DISMISSAL_TABLE;
use super::meta::META_TABLE;
use super::note_row::NOTE_TABLE;
use super::party_row::PARTY_TABLE;
use super::supply_row::SUPPLY_TABLE;
use super::undo_log::OP_TABLE;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;

/// Marks a SQLite file as a map of Baton: “Btn1” in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x4274_6e31;

/// The version of the file format that this program writes.
pub const FORMAT_VERSION: i32 = 2;

/// The first version with a table for the questions that are not a problem.
pub(super) const FIRST_WITH_DISMISSALS: i32 = 2;

/// Every table of a map with the text that makes it and the first version that has it. The text is part
/// of the file and is compared on opening.
const TABLES: [(&str, &str, i32); 6] = [
    ("meta", META_TABLE, 1),
    ("party", PARTY_TABLE, 1),
    ("supply", SUPPLY_TABLE, 1),
    ("note", NOTE_TABLE, 1),
    ("op", OP_TABLE, 1),
    ("dismissal", DISMISSAL_TABLE, FIRST_WITH_DISMISSALS),
];

/// Makes the tables and signs the file.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    bring_up_to_date(connection, 0)
}

/// Makes the tables that are new since version `from`, and says so.
pub(super) fn bring_up_to_date(connection: &Connection, from: i32) -> rusqlite::Result<()> {
    let new = TABLES.iter().filter(|(.., since)| *since > from);
    new.into_iter().try_for_each(|(_, sql, _)| connection.execute_batch(sql))?;
    connection.pragma_update(None, "user_version", FORMAT_VERSION)
}

/// The version of the file's format.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Whether the schema is exactly ours, or a newer one that this program may still read.
///
/// It runs before any other statement reads a table, so that nothing a stranger put into a schema
/// (trigger, view, generated column, virtual table, index on an expression) is ever evaluated. Plain
/// tables that we do not know belong to newer versions: they are left alone and never read.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<(), StorageError> {
    let fail = |error: rusqlite::Error| StorageError::from_sqlite(path, &error);
    let signature: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(fail)?;
    if signature != APPLICATION_ID {
        return Err(StorageError::other_database(path));
    }
    let version = version(connection).map_err(fail)?;
    let newer = version > FORMAT_VERSION;
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for entry in schema_entries(connection).map_err(fail)? {
        match entry {
            Entry { kind, sql: Some(sql), name, .. } if kind == "table" && is_plain_table(&sql) => {
                found.insert(name, sql);
            }
            Entry { kind, sql: None, .. } if kind == "index" => {} // what a PRIMARY KEY brings along
            Entry { table, .. } if newer && !TABLES.iter().any(|(ours, ..)| *ours == table) => {}
            Entry { kind, name, .. } => return Err(StorageError::foreign_schema(path, &kind, &name)),
        }
    }
    for (name, sql, since) in TABLES {
        match found.get(name) {
            None if since > version => {} // made when the file is brought up to date
            Some(text) if text == sql && since <= version => {}
            Some(_) if newer => {} // it may have more columns than we name when reading
            _ => return Err(StorageError::foreign_schema(path, "table", name)),
        }
    }
    if version < 1 {
        return Err(StorageError::foreign_schema(path, "format", &version.to_string()));
    }
    Ok(())
}

struct Entry {
    kind: String,
    name: String,
    table: String,
    sql: Option<String>,
}

fn schema_entries(connection: &Connection) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema")?;
    let entries = statement.query_map([], |row| {
        Ok(Entry { kind: row.get(0)?, name: row.get(1)?, table: row.get(2)?, sql: row.get(3)? })
    })?;
    entries.collect()
}

/// Neither virtual nor with generated columns, which are written with the word `AS`.
fn is_plain_table(sql: &str) -> bool {
    let sql = sql.to_ascii_uppercase();
    let mut words = sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.next() == Some("CREATE") && words.next() == Some("TABLE") && !words.any(|word| word == "AS")
}
