//! Keeping what was learnt from reviews of what was heard. It follows from reviews and texts, and goes
//! with the first text that goes.

use rusqlite::{OptionalExtension, params};

use super::Database;
use crate::{Error, Result};

/// The name under which it is kept.
const NAME: &str = "listen_correction";

impl Database {
    pub(crate) fn correction(&self) -> Result<Option<String>> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .query_row("SELECT value FROM meta WHERE name = ?1", [NAME], |row| row.get(0))
            .optional()?;
        let text = bytes.map(String::from_utf8).transpose();
        text.map_err(|_| Error::Corrupt("correction"))
    }

    pub(crate) fn correction_set(&self, text: Option<&str>) -> Result<()> {
        match text {
            None => self.connection.execute("DELETE FROM meta WHERE name = ?1", [NAME])?,
            Some(text) => self.connection.execute(
                "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![NAME, text.as_bytes()],
            )?,
        };
        Ok(())
    }
}
