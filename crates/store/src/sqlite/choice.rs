//! Choices of people about the golden view, appended and never changed.

use filo_model::choice::{Choice, ChoiceContent};
use filo_model::digest::Digest;
use rusqlite::params;

use super::Database;
use crate::{Error, Result};

impl Database {
    pub(crate) fn choice_append(
        &self,
        at: i64,
        author: &str,
        reason: &str,
        content: &ChoiceContent,
    ) -> Result<i64> {
        let undone = match content {
            ChoiceContent::Undo { choice } => Some((*choice, Error::NoChoice(*choice))),
            ChoiceContent::Right { .. } => None,
        };
        let content = serde_json::to_string(content).map_err(|_| Error::Corrupt("choice"))?;
        self.judgement_append("choice", at, author, reason, undone, &content)
    }

    pub(crate) fn choice_list(&self) -> Result<Vec<Choice>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, at, author, reason, content FROM choice ORDER BY number",
        )?;
        let mut rows = statement.query([])?;
        let mut choices = Vec::new();
        while let Some(row) = rows.next()? {
            let content = row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?;
            choices.push(Choice {
                number: row.get(0)?,
                at: row.get(1)?,
                author: row.get(2)?,
                reason: row.get(3)?,
                content: serde_json::from_str(content).map_err(|_| Error::Corrupt("choice"))?,
            });
        }
        Ok(choices)
    }

    /// Choices that name one of the records, and what undoes them.
    pub(super) fn choices_about(&self, ids: &[Digest]) -> Result<Vec<Choice>> {
        let mut about: Vec<Choice> = Vec::new();
        for choice in self.choice_list()? {
            let named = match choice.content {
                ChoiceContent::Right { record, .. } => ids.contains(&record),
                ChoiceContent::Undo { choice } => about.iter().any(|one| one.number == choice),
            };
            if named {
                about.push(choice);
            }
        }
        Ok(about)
    }

    /// Takes the erased person's ids and the free reasons out of choices; that there was a choice, and
    /// about which field, stays.
    pub(super) fn choices_blank(&self, choices: &[Choice], secret: &[u8; 32]) -> Result<()> {
        // The record's token, as its row has it; the statement's leads nowhere.
        let token = |id: Digest| Digest::keyed(secret, &Digest::keyed(secret, &id.0).0);
        for choice in choices {
            let content = match choice.content.clone() {
                ChoiceContent::Right { record, field, statement } => ChoiceContent::Right {
                    record: token(record),
                    field,
                    statement: token(statement),
                },
                undo @ ChoiceContent::Undo { .. } => undo,
            };
            let content = serde_json::to_string(&content).map_err(|_| Error::Corrupt("choice"))?;
            self.connection.execute(
                "UPDATE choice SET reason = '', content = ?2 WHERE number = ?1",
                params![choice.number, content],
            )?;
        }
        Ok(())
    }
}
