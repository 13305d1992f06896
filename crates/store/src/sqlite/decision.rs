//! Decisions of people, appended and never changed.

use filo_model::record::{Decision, DecisionContent};
use rusqlite::params;

use super::Database;
use crate::{Error, Result};

impl Database {
    pub(crate) fn decision_append(
        &self,
        at: i64,
        author: &str,
        reason: &str,
        content: &DecisionContent,
    ) -> Result<i64> {
        // A person's decision is not to be had from the exports again: it is on the disk before it counts.
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let transaction = self.begin()?;
        if let DecisionContent::Undo { decision } = content {
            let there: bool = self.connection.query_row(
                "SELECT EXISTS (SELECT 1 FROM decision WHERE number = ?1)",
                [decision],
                |row| row.get(0),
            )?;
            if !there {
                return Err(Error::NoDecision(*decision));
            }
        }
        let content = serde_json::to_string(content).map_err(|_| Error::Corrupt("decision"))?;
        self.connection.execute(
            "INSERT INTO decision (at, author, reason, content) VALUES (?1, ?2, ?3, ?4)",
            params![at, author, reason, content],
        )?;
        let number = self.connection.last_insert_rowid();
        transaction.commit()?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(number)
    }

    pub(crate) fn decision_list(&self) -> Result<Vec<Decision>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, at, author, reason, content FROM decision ORDER BY number",
        )?;
        let rows = statement.query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<_, String>(4)?))
        })?;
        let mut decisions = Vec::new();
        for row in rows {
            let (number, at, author, reason, content) = row?;
            let content = serde_json::from_str(&content).map_err(|_| Error::Corrupt("decision"))?;
            decisions.push(Decision { number, at, author, reason, content });
        }
        Ok(decisions)
    }
}
