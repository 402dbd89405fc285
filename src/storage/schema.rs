use super::StorageError;
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
pub const FORMAT_VERSION: i32 = 1;

/// Every table of a map with the text that makes it. The text is part of the file and is compared on opening.
const TABLES: [(&str, &str); 5] = [
    ("meta", META_TABLE),
    ("party", PARTY_TABLE),
    ("supply", SUPPLY_TABLE),
    ("note", NOTE_TABLE),
    ("op", OP_TABLE),
];

/// Makes the tables and signs the file.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", FORMAT_VERSION)?;
    TABLES.iter().try_for_each(|(_, sql)| connection.execute_batch(sql))
}

/// Whether the schema is exactly ours, or a newer one that this program may still read.
///
/// It runs before any other statement reads a table, so that nothing a stranger put into a schema
/// (trigger, view, generated column, virtual table, index on an expression) is ever evaluated. Plain
/// tables that we do not know belong to newer versions: they are left alone and never read.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<(), StorageError> {
    let fail = |error: rusqlite::Error| StorageError::from_sqlite(path, &error);
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(fail);
    if pragma("application_id")? != APPLICATION_ID {
        return Err(StorageError::other_database(path));
    }
    let version = pragma("user_version")?;
    let newer = version > FORMAT_VERSION;
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for entry in schema_entries(connection).map_err(fail)? {
        match entry {
            Entry { kind, sql: Some(sql), name, .. } if kind == "table" && is_plain_table(&sql) => {
                found.insert(name, sql);
            }
            Entry { kind, sql: None, .. } if kind == "index" => {} // what a PRIMARY KEY brings along
            Entry { table, .. } if newer && !TABLES.iter().any(|(ours, _)| *ours == table) => {}
            Entry { kind, name, .. } => return Err(StorageError::foreign_schema(path, &kind, &name)),
        }
    }
    for (name, sql) in TABLES {
        match found.get(name) {
            Some(text) if text == sql => {}
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
