//! The decision log of the guard: appended, on the disk before it counts, emptied only by an erasure.

use rusqlite::{OptionalExtension, Row, params};

use super::{COMPACTION_DUE, Database};
use crate::thread::CustomerId;
use crate::verdict::{AskedOf, KeptVerdict, NewVerdict, Outcome, VerdictId};
use crate::{Error, Result};

/// The columns of a decision; the customer is whoever holds the record now.
const COLUMNS: &str =
    "v.number, v.at, v.asked_by, c.digest, v.action, v.planned, v.answer, v.claim, v.content
   FROM verdict v LEFT JOIN membership m ON m.record = v.customer
   LEFT JOIN record c ON c.id = coalesce(m.customer, v.customer)";

impl Database {
    pub(crate) fn verdicts_append(&self, verdicts: &[NewVerdict]) -> Result<Vec<VerdictId>> {
        if verdicts.is_empty() {
            return Ok(Vec::new());
        }
        // One commit for all that was asked together, and its sync: what was answered can be shown.
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let kept = self.verdicts_insert(verdicts);
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        kept
    }

    fn verdicts_insert(&self, verdicts: &[NewVerdict]) -> Result<Vec<VerdictId>> {
        let transaction = self.begin()?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO verdict (at, asked_by, customer, action, planned, answer, claim, content)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        let mut ids = Vec::with_capacity(verdicts.len());
        for one in verdicts {
            let customer = one.customer.map(|customer| self.record_naming(customer)).transpose()?;
            insert.execute(params![
                one.at,
                one.asked_by,
                customer.flatten(),
                one.action,
                one.planned,
                one.answer,
                one.claim,
                one.content
            ])?;
            ids.push(VerdictId(self.connection.last_insert_rowid()));
        }
        transaction.commit()?;
        Ok(ids)
    }

    pub(crate) fn verdict_fetch(&self, id: VerdictId) -> Result<KeptVerdict> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT {COLUMNS} WHERE v.number = ?1"))?;
        let kept = statement.query_row([id.0], kept).optional()?;
        self.with_outcomes(kept.ok_or(Error::NoVerdict(id.0))??)
    }

    pub(crate) fn verdict_list(
        &self,
        customer: Option<CustomerId>,
        limit: usize,
    ) -> Result<Vec<KeptVerdict>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let found: Vec<Result<KeptVerdict>> = match customer {
            Some(customer) => {
                let mut all = Vec::new();
                for record in self.customer_records(customer)? {
                    let mut statement = self
                        .connection
                        .prepare_cached(&format!("SELECT {COLUMNS} WHERE v.customer = ?1"))?;
                    let rows = statement.query_map([record], kept)?;
                    all.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
                }
                all
            }
            None => {
                let mut statement = self
                    .connection
                    .prepare_cached(&format!("SELECT {COLUMNS} ORDER BY v.number DESC LIMIT ?1"))?;
                let rows = statement.query_map([limit], kept)?;
                rows.collect::<rusqlite::Result<_>>()?
            }
        };
        let mut list = found
            .into_iter()
            .map(|kept| self.with_outcomes(kept?))
            .collect::<Result<Vec<KeptVerdict>>>()?;
        list.sort_unstable_by_key(|one| std::cmp::Reverse(one.id));
        list.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(list)
    }

    pub(crate) fn verdicts_asked(&self, since: i64) -> Result<Vec<AskedOf>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(m.customer, v.customer), v.at, v.action FROM verdict v
             LEFT JOIN membership m ON m.record = v.customer
             WHERE v.at >= ?1 AND v.customer IS NOT NULL ORDER BY v.number",
        )?;
        let rows = statement.query_map([since], |row| {
            Ok(AskedOf { customer: row.get(0)?, at: row.get(1)?, action: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn with_outcomes(&self, mut verdict: KeptVerdict) -> Result<KeptVerdict> {
        let mut statement = self.connection.prepare_cached(
            "SELECT at, author, outcome, reason FROM outcome WHERE verdict = ?1 ORDER BY number",
        )?;
        let rows = statement.query_map([verdict.id.0], |row| {
            Ok(Outcome {
                at: row.get(0)?,
                author: row.get(1)?,
                outcome: row.get(2)?,
                reason: row.get(3)?,
            })
        })?;
        verdict.outcomes = rows.collect::<rusqlite::Result<_>>()?;
        Ok(verdict)
    }

    pub(crate) fn outcome_append(&self, id: VerdictId, outcome: &Outcome) -> Result<()> {
        self.verdict_fetch(id)?;
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let transaction = self.begin()?;
        self.connection.execute(
            "INSERT INTO outcome (verdict, at, author, outcome, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id.0, outcome.at, outcome.author, outcome.outcome, outcome.reason],
        )?;
        transaction.commit()?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(())
    }

    pub(crate) fn verdict_expire(&self, before: i64, dry_run: bool) -> Result<u64> {
        if dry_run {
            let count: i64 = self.connection.query_row(
                "SELECT count(*) FROM verdict WHERE at < ?1",
                [before],
                |row| row.get(0),
            )?;
            return Ok(u64::try_from(count).unwrap_or(0));
        }
        let transaction = self.begin()?;
        self.connection.execute(
            "DELETE FROM outcome WHERE verdict IN (SELECT number FROM verdict WHERE at < ?1)",
            [before],
        )?;
        let removed = self.connection.execute("DELETE FROM verdict WHERE at < ?1", [before])?;
        self.meta_number_set(COMPACTION_DUE, 1)?;
        transaction.commit()?;
        Ok(removed as u64)
    }

    /// Takes claims, facts and free reasons out of the decisions about some records and returns how many there
    /// are; that something was asked, and what was answered, stays.
    pub(super) fn verdicts_blank(&self, records: &[i64]) -> Result<u64> {
        let mut blanked = 0;
        for record in records {
            self.connection.execute(
                "UPDATE outcome SET reason = '' WHERE verdict IN (SELECT number FROM verdict WHERE customer = ?1)",
                [record],
            )?;
            let mut contents = self
                .connection
                .prepare_cached("SELECT number, content FROM verdict WHERE customer = ?1")?;
            let rows = contents.query_map([record], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (number, content) in rows.collect::<rusqlite::Result<Vec<(i64, String)>>>()? {
                self.connection.execute(
                    "UPDATE verdict SET claim = NULL, content = ?2 WHERE number = ?1",
                    params![number, without_facts(&content)?],
                )?;
                blanked += 1;
            }
        }
        Ok(blanked)
    }
}

/// The content of a decision without what was known of the person.
fn without_facts(content: &str) -> Result<String> {
    let mut content: serde_json::Value =
        serde_json::from_str(content).map_err(|_| Error::Corrupt("verdict"))?;
    let parts = content.get_mut("parts").and_then(serde_json::Value::as_array_mut);
    for part in parts.into_iter().flatten().filter_map(serde_json::Value::as_object_mut) {
        part.remove("facts");
    }
    Ok(content.to_string())
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Result<KeptVerdict>> {
    let content: String = row.get(8)?;
    let Ok(content) = serde_json::from_str(&content) else {
        return Ok(Err(Error::Corrupt("verdict")));
    };
    let customer: Option<[u8; 16]> = row.get(3)?;
    Ok(Ok(KeptVerdict {
        id: VerdictId(row.get(0)?),
        at: row.get(1)?,
        asked_by: row.get(2)?,
        customer: customer.map(|digest| CustomerId::named_by(filo_model::digest::Digest(digest))),
        action: row.get(4)?,
        planned: row.get(5)?,
        answer: row.get(6)?,
        claim: row.get(7)?,
        content,
        outcomes: Vec::new(),
    }))
}
