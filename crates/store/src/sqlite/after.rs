//! After a case: once a case, one answer, and after an erasure points that are nobody's.

use filo_model::digest::Digest;
use rusqlite::{OptionalExtension, Row, params};

use super::Database;
use crate::after::{About, KeptAfter, NewAfter, NewAnswer, Points, Taken};
use crate::thread::CustomerId;
use crate::{Error, Result};

/// The columns of a case that was asked about; the customer is whoever has the record now. A restriction is the
/// customer's: it holds for records that were linked later, too.
const COLUMNS: &str = "a.case_digest, c.digest, EXISTS (
     SELECT 1 FROM record r LEFT JOIN membership o ON o.record = r.id
     WHERE r.restricted = 1 AND r.id IN (
       SELECT a.record UNION SELECT s.record FROM membership s WHERE s.customer = m.customer)),
   a.department, a.asked_at, a.answered_at, a.points
   FROM heard_after a LEFT JOIN membership m ON m.record = a.record
   LEFT JOIN record c ON c.id = coalesce(m.customer, a.record)";

impl Database {
    pub(crate) fn after_ask(&self, asked: &[(NewAfter, Digest)]) -> Result<Vec<bool>> {
        let transaction = self.begin()?;
        let mut kept = Vec::with_capacity(asked.len());
        for (one, code) in asked {
            let is_new = self.after_find(one)?.is_none();
            if is_new {
                self.after_insert(one, Some(*code))?;
            }
            kept.push(is_new);
        }
        transaction.commit()?;
        Ok(kept)
    }

    pub(crate) fn after_answer(&self, answers: &[NewAnswer], dry_run: bool) -> Result<Vec<Taken>> {
        let transaction = self.begin()?;
        let taken = answers.iter().map(|one| self.after_take(one)).collect::<Result<_>>()?;
        if dry_run {
            transaction.rollback()?;
        } else {
            transaction.commit()?;
        }
        Ok(taken)
    }

    fn after_take(&self, new: &NewAnswer) -> Result<Taken> {
        let found = match &new.about {
            About::Code(code) => self.after_of_code(*code)?,
            About::Case(case) => self.after_find(case)?,
        };
        let (number, mut taken) = match (found, &new.about) {
            (Some(number), _) => (number, Taken::Known),
            (None, About::Case(case)) => (self.after_insert(case, None)?, Taken::Asked),
            (None, About::Code(_)) => return Ok(Taken::NoSuchCode),
        };
        let Some(points) = &new.points else { return Ok(taken) };
        let mut before = self
            .connection
            .prepare_cached("SELECT points, answered_at FROM heard_after WHERE number = ?1")?;
        let before: (Option<String>, Option<i64>) =
            before.query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let text = serde_json::to_string(points).map_err(|_| Error::Corrupt("points"))?;
        // Which of two came later is known where both say when.
        let is_earlier =
            |at: Option<i64>| new.answered_at.zip(at).is_some_and(|(new, at)| new < at);
        taken = match before {
            (None, _) if taken == Taken::Asked => Taken::AskedAndAnswered,
            (None, _) => Taken::Answered,
            (Some(_), at) if is_earlier(at) => return Ok(taken),
            (Some(same), _) if same == text => taken,
            (Some(_), _) => Taken::Replaced,
        };
        let mut update = self.connection.prepare_cached(
            "UPDATE heard_after SET points = ?2, answered_at = coalesce(?3, answered_at) WHERE number = ?1",
        )?;
        update.execute(params![number, text, new.answered_at])?;
        Ok(taken)
    }

    /// The case of a customer, whoever of its records had it when it was asked.
    fn after_find(&self, one: &NewAfter) -> Result<Option<i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.number FROM heard_after a LEFT JOIN membership m ON m.record = a.record
             WHERE a.case_digest = ?1 AND coalesce(m.customer, a.record)
               = coalesce((SELECT customer FROM membership WHERE record = ?2), ?2)
             ORDER BY a.number LIMIT 1",
        )?;
        Ok(statement.query_row(params![one.case.0, one.record.0], |row| row.get(0)).optional()?)
    }

    fn after_of_code(&self, code: Digest) -> Result<Option<i64>> {
        let mut statement =
            self.connection.prepare_cached("SELECT number FROM heard_after WHERE code = ?1")?;
        Ok(statement.query_row([code.0], |row| row.get(0)).optional()?)
    }

    pub(crate) fn after_code_given(&self, code: Digest) -> Result<bool> {
        Ok(self.after_of_code(code)?.is_some())
    }

    fn after_insert(&self, one: &NewAfter, code: Option<Digest>) -> Result<i64> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO heard_after (case_digest, record, department, asked_at, code)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let code = code.map(|code| code.0);
        insert.execute(params![one.case.0, one.record.0, one.department, one.asked_at, code])?;
        Ok(self.connection.last_insert_rowid())
    }

    pub(crate) fn after_list(&self) -> Result<Vec<KeptAfter>> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT {COLUMNS} ORDER BY a.number"))?;
        let rows = statement.query_map([], kept)?.collect::<rusqlite::Result<Vec<_>>>()?;
        rows.into_iter().collect()
    }

    /// The cases about which one of these records was asked.
    pub(super) fn after_of_records(&self, records: &[i64]) -> Result<Vec<KeptAfter>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} WHERE a.record = ?1 ORDER BY a.number"))?;
        let mut all = Vec::new();
        for record in records {
            let rows = statement.query_map([record], kept)?;
            for row in rows {
                all.push(row??);
            }
        }
        Ok(all)
    }

    pub(crate) fn after_customers(&self, since: i64) -> Result<Vec<CustomerId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT c.digest FROM heard_after a LEFT JOIN membership m ON m.record = a.record
             JOIN record c ON c.id = coalesce(m.customer, a.record)
             WHERE a.asked_at >= ?1 ORDER BY c.digest",
        )?;
        let rows = statement
            .query_map([since], |row| row.get(0).map(|one| CustomerId::named_by(Digest(one))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes away what ties answers to records of a person, and returns how many there are. What was answered, and
    /// about which department, stays.
    pub(super) fn after_blank(&self, records: &[i64]) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE heard_after SET case_digest = NULL, record = NULL, code = NULL, answered_at = NULL WHERE record = ?1",
        )?;
        let mut blanked = 0;
        for record in records {
            blanked += statement.execute([record])? as u64;
        }
        Ok(blanked)
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Result<KeptAfter>> {
    let points: Option<String> = row.get(6)?;
    let points: Option<Points> = match points.map(|text| serde_json::from_str(&text)).transpose() {
        Ok(points) => points,
        Err(_) => return Ok(Err(Error::Corrupt("points"))),
    };
    let customer: Option<[u8; 16]> = row.get(1)?;
    Ok(Ok(KeptAfter {
        case: row.get::<_, Option<[u8; 16]>>(0)?.map(Digest),
        customer: customer.map(|digest| CustomerId::named_by(Digest(digest))),
        restricted: row.get(2)?,
        department: row.get(3)?,
        asked_at: row.get(4)?,
        answered_at: row.get(5)?,
        points,
    }))
}
