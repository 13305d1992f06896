//! Tables of a database that is not trusted: only what holds rows of its own is read, every name is
//! quoted, and no more rows and bytes are taken than the file can hold.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, OpenFlags};

use super::OcelError;
use super::apart::Fault;

/// The fewest bytes that a row takes in a file.
const ROW_BYTES_MIN: u64 = 4;
/// How many times longer a text may be than what the file has for it: UTF-16 becomes UTF-8.
const WIDENED: u64 = 2;

/// A database with what is left of what it may give.
pub(super) struct Database {
    connection: Connection,
    rows_left: u64,
    bytes_left: u64,
    /// Most bytes of one value.
    value_bytes_max: u64,
}

/// A table that holds rows of its own, with its columns and what they are declared as.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<(String, String)>,
}

impl Table {
    /// The place of a column; names of columns have no case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(column, _)| column.eq_ignore_ascii_case(name))
    }
}

impl Database {
    /// Opens a database for reading only.
    pub(super) fn open(path: &Path, length: u64, value_bytes_max: u64) -> Result<Self, OcelError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(path, flags).map_err(|error| damaged(&error))?;
        for (setting, value) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        ] {
            connection.set_db_config(setting, value).map_err(|error| damaged(&error))?;
        }
        connection.pragma_update(None, "query_only", true).map_err(|error| damaged(&error))?;
        connection.pragma_update(None, "cell_size_check", true).map_err(|error| damaged(&error))?;
        // The first look at the content: what is no database, or locked, is told here.
        connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
            .map_err(|error| damaged(&error))?;
        Ok(Self {
            connection,
            rows_left: length / ROW_BYTES_MIN,
            bytes_left: length.saturating_mul(WIDENED),
            value_bytes_max,
        })
    }

    /// A table by its name; `None` where it is missing, a view, or computed.
    pub(super) fn table(&self, name: &str) -> Option<Table> {
        let name: String = self
            .connection
            .query_row(
                "SELECT name FROM sqlite_schema
                 WHERE type = 'table' AND rootpage > 0 AND name = ?1 COLLATE NOCASE",
                [name],
                |row| row.get(0),
            )
            .ok()?;
        let mut columns = self
            .connection
            .prepare("SELECT name, type, hidden FROM pragma_table_xinfo(?1)")
            .ok()?;
        let columns: Vec<(String, String, i64)> = columns
            .query_map([&name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .ok()?
            .collect::<Result<_, _>>()
            .ok()?;
        if columns.iter().any(|&(_, _, hidden)| hidden != 0) {
            return None;
        }
        let columns = columns.into_iter().map(|(name, kind, _)| (name, kind)).collect();
        Some(Table { name, columns })
    }

    /// Hands over each row of some columns, in the order in which the rows were written.
    pub(super) fn rows(
        &mut self,
        table: &Table,
        columns: &[usize],
        mut each: impl FnMut(u64, &[ValueRef<'_>]) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let names = columns.iter().filter_map(|&column| table.columns.get(column));
        let names: Vec<String> = names.map(|(name, _)| quoted(name)).collect();
        // Without an index, rows come in the order in which they were written.
        let sql =
            format!("SELECT {} FROM main.{} NOT INDEXED", names.join(", "), quoted(&table.name));
        let mut statement = self.connection.prepare(&sql).map_err(|_| Fault::Broken)?;
        let mut rows = statement.query([]).map_err(|_| Fault::Broken)?;
        let mut place = 0;
        while let Some(row) = rows.next().map_err(|_| Fault::Broken)? {
            place += 1;
            self.rows_left = self.rows_left.checked_sub(1).ok_or(Fault::Broken)?;
            let mut values = Vec::with_capacity(names.len());
            for column in 0..names.len() {
                let value = row.get_ref(column).map_err(|_| Fault::Broken)?;
                let bytes = match value {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
                    _ => 0,
                };
                let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
                if bytes > self.value_bytes_max {
                    return Err(Fault::TooLong { limit: self.value_bytes_max });
                }
                self.bytes_left = self.bytes_left.checked_sub(bytes).ok_or(Fault::Broken)?;
                values.push(value);
            }
            each(place, &values)?;
        }
        Ok(())
    }
}

/// A name as SQL writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn damaged(error: &Error) -> OcelError {
    let code = error.sqlite_error().map_or(1, |error| error.extended_code);
    OcelError::Damaged { code }
}
