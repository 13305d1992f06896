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
        let undone = match content {
            DecisionContent::Undo { decision } => Some((*decision, Error::NoDecision(*decision))),
            DecisionContent::Pair { .. } => None,
        };
        let content = serde_json::to_string(content).map_err(|_| Error::Corrupt("decision"))?;
        self.judgement_append("decision", at, author, reason, undone, &content)
    }

    /// Appends what a person judged to a table of such, and gives its number. `undone` is the number of an
    /// earlier one that this undoes, and the error where there is none.
    pub(super) fn judgement_append(
        &self,
        table: &'static str,
        at: i64,
        author: &str,
        reason: &str,
        undone: Option<(i64, Error)>,
        content: &str,
    ) -> Result<i64> {
        // What a person decided is not to be had from the exports again: it is on the disk before it counts.
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let transaction = self.begin()?;
        if let Some((number, absent)) = undone {
            let there: bool = self.connection.query_row(
                &format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE number = ?1)"),
                [number],
                |row| row.get(0),
            )?;
            if !there {
                return Err(absent);
            }
        }
        self.connection.execute(
            &format!("INSERT INTO {table} (at, author, reason, content) VALUES (?1, ?2, ?3, ?4)"),
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
