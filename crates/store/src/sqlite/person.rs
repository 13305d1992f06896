//! The rights of a person: export, restriction, and an erasure that leaves no value behind.

use filo_model::digest::Digest;
use filo_model::facts::{EntryKind, Facts};
use filo_model::record::{Decision, DecisionContent, Details};
use rusqlite::params;

use super::load::{key_halves, key_joined};
use super::{COMPACTION_DUE, Database, traces};
use crate::person::{ErasureReceipt, PersonExport};
use crate::thread::CustomerId;
use crate::{Error, Result};

impl Database {
    pub(crate) fn person_export(&self, customer: CustomerId) -> Result<PersonExport> {
        let thread = self.thread_fetch(customer, true)?;
        let mut earlier = Vec::new();
        for number in self.customer_records(customer)? {
            let mut statement = self.connection.prepare_cached(
                "SELECT details FROM statement WHERE record = ?1 AND superseded = 1 ORDER BY seq",
            )?;
            let rows = statement.query_map([number], |row| row.get::<_, String>(0))?;
            for details in rows {
                earlier
                    .push(serde_json::from_str(&details?).map_err(|_| Error::Corrupt("details"))?);
            }
        }
        let ids: Vec<Digest> = thread.records.iter().map(|linked| linked.record.id).collect();
        let decisions = self.decisions_about(&ids)?;
        let traces = self.person_traces(&self.customer_records(customer)?)?;
        let mut set_apart = self.set_apart_list(None, usize::MAX)?;
        set_apart.retain(|row| row.raw.as_deref().is_some_and(|raw| traces::any_in(raw, &traces)));
        let records = self.customer_records(customer)?;
        let reviews = self.reviews_about(&records)?;
        let choices = self.choices_about(&ids)?;
        Ok(PersonExport {
            thread,
            earlier_statements: earlier,
            decisions,
            choices,
            reviews,
            verdicts: self.verdict_list(Some(customer), usize::MAX)?,
            heard_after: self.after_of_records(&records)?,
            set_apart,
        })
    }

    /// Decisions that name one of the records, and what undoes them.
    fn decisions_about(&self, ids: &[Digest]) -> Result<Vec<Decision>> {
        let mut about: Vec<Decision> = Vec::new();
        for decision in self.decision_list()? {
            let named = match decision.content {
                DecisionContent::Pair { a, b, .. } => ids.contains(&a) || ids.contains(&b),
                DecisionContent::Undo { decision } => {
                    about.iter().any(|one| one.number == decision)
                }
            };
            if named {
                about.push(decision);
            }
        }
        Ok(about)
    }

    pub(crate) fn person_restrict(&self, customer: CustomerId, restricted: bool) -> Result<u64> {
        let transaction = self.begin()?;
        let mut changed = 0;
        for number in self.customer_records(customer)? {
            changed += self.connection.execute(
                "UPDATE record SET restricted = ?2 WHERE id = ?1 AND restricted <> ?2",
                params![number, restricted],
            )?;
        }
        transaction.commit()?;
        Ok(changed as u64)
    }

    pub(crate) fn person_erase(
        &self,
        customer: CustomerId,
        dry_run: bool,
    ) -> Result<ErasureReceipt> {
        let secret = self.secret()?;
        let records = self.customer_records(customer)?;
        let traces = self.person_traces(&records)?;
        let ids: Vec<Digest> = records
            .iter()
            .map(|&number| self.record(number).map(|one| one.id))
            .collect::<Result<_>>()?;
        let decisions = self.decisions_about(&ids)?;
        let choices = self.choices_about(&ids)?;
        let reviews = self.reviews_about(&records)?;
        let transaction = self.begin()?;
        let mut receipt = ErasureReceipt {
            files_outside: self.files_naming(&records)?,
            decisions: decisions.len() as u64,
            choices: choices.len() as u64,
            reviews: reviews.len() as u64,
            ..ErasureReceipt::default()
        };
        self.decisions_blank(&decisions, &secret, &ids)?;
        self.choices_blank(&choices, &secret)?;
        self.reviews_blank(&reviews, &secret)?;
        for &number in &records {
            self.record_erase(number, &secret, &mut receipt)?;
        }
        self.proposals_erase(&records)?;
        receipt.verdicts = self.verdicts_blank(&records)?;
        receipt.heard_after = self.after_blank(&records)?;
        receipt.set_apart = self.set_apart_erase(&traces, &secret)?;
        if dry_run {
            transaction.rollback()?;
            return Ok(receipt);
        }
        self.meta_number_set(COMPACTION_DUE, 1)?;
        transaction.commit()?;
        // The writer's copy of what was erased is read anew.
        self.memory.borrow_mut().erased = None;
        Ok(receipt)
    }

    /// The traces by which rows set apart may name the person.
    fn person_traces(&self, records: &[i64]) -> Result<Vec<String>> {
        let mut traces = Vec::new();
        for &number in records {
            traces.extend(traces::of_value(&self.record(number)?.key));
            let mut statement = self
                .connection
                .prepare_cached("SELECT details FROM statement WHERE record = ?1")?;
            let rows = statement.query_map([number], |row| row.get::<_, String>(0))?;
            for details in rows {
                let details: Details =
                    serde_json::from_str(&details?).map_err(|_| Error::Corrupt("details"))?;
                traces.extend(traces::of_details(&details));
            }
            let mut statement = self
                .connection
                .prepare_cached("SELECT kind, facts, case_number FROM entry WHERE record = ?1")?;
            let mut rows = statement.query([number])?;
            while let Some(row) = rows.next()? {
                let mut numbers: Vec<String> =
                    row.get::<_, Option<String>>(2)?.into_iter().collect();
                // What an erasure would replace by tokens are the numbers that name the person.
                stored_facts(row.get(0)?, &row.get::<_, String>(1)?)?.erase(&mut |number| {
                    numbers.push(number.to_owned());
                    String::new()
                });
                traces.extend(numbers.iter().filter_map(|number| traces::of_value(number)));
            }
        }
        traces.sort_unstable();
        traces.dedup();
        Ok(traces)
    }

    /// The company's own files whose rows named the person.
    fn files_naming(&self, records: &[i64]) -> Result<Vec<String>> {
        let mut files = Vec::new();
        for &number in records {
            let mut statement = self.connection.prepare_cached(
                "SELECT DISTINCT p.name FROM entry e JOIN reading g ON g.id = e.reading JOIN word p ON p.id = g.path
                 WHERE e.record = ?1
                 UNION
                 SELECT DISTINCT p.name FROM statement s JOIN reading g ON g.source = s.source
                 JOIN word p ON p.id = g.path WHERE s.record = ?1",
            )?;
            let rows = statement.query_map([number], |row| row.get(0))?;
            files.extend(rows.collect::<rusqlite::Result<Vec<String>>>()?);
        }
        files.sort_unstable();
        files.dedup();
        Ok(files)
    }

    fn record_erase(
        &self,
        number: i64,
        secret: &[u8; 32],
        receipt: &mut ErasureReceipt,
    ) -> Result<()> {
        let id: Digest = Digest(self.connection.query_row(
            "SELECT digest FROM record WHERE id = ?1",
            [number],
            |row| row.get(0),
        )?);
        self.remember_erased(Digest::keyed(secret, &id.0))?;
        self.entries_erase(number, secret, receipt)?;
        let mut statements =
            self.connection.prepare_cached("SELECT seq FROM statement WHERE record = ?1")?;
        let sequences = statements
            .query_map([number], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        for seq in sequences {
            self.connection.execute("DELETE FROM person_search WHERE rowid = ?1", [seq])?;
            self.connection.execute(
                "UPDATE statement SET details = '{}', digest = ?2 WHERE seq = ?1",
                params![seq, Digest::keyed(secret, &seq.to_be_bytes()).0],
            )?;
            receipt.statements += 1;
        }
        // The record keeps a name of its own that leads nowhere.
        let token = Digest::keyed(secret, &Digest::keyed(secret, &id.0).0);
        receipt.records += self.connection.execute(
            "UPDATE record SET digest = ?2, key = NULL, erased = 1 WHERE id = ?1",
            params![number, token.0],
        )? as u64;
        Ok(())
    }

    fn entries_erase(
        &self,
        record: i64,
        secret: &[u8; 32],
        receipt: &mut ErasureReceipt,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, id, key, kind, facts, case_number, key_rest FROM entry WHERE record = ?1",
        )?;
        let mut rows = statement.query([record])?;
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            let remembered = Digest::keyed(secret, &key_joined(row.get(2)?, row.get(6)?).0);
            self.remember_erased(remembered)?;
            let mut facts = stored_facts(row.get(3)?, &row.get::<_, String>(4)?)?;
            let mut token = |number: &str| {
                format!("x-{:016x}", Digest::keyed(secret, number.as_bytes()).short())
            };
            facts.erase(&mut token);
            let facts = serde_json::to_string(&facts).map_err(|_| Error::Corrupt("facts"))?;
            let case: Option<String> = row.get(5)?;
            let case = case.map(|case| token(&case));
            receipt.texts += self.text_erase(seq)?;
            let id: [u8; 16] = row.get(1)?;
            // Versions of one key stay versions of one key.
            let token_key = key_halves(Digest::keyed(secret, &remembered.0));
            receipt.entries += self.connection.execute(
                "UPDATE entry SET id = ?2, key = ?3, key_rest = ?4, facts = ?5, case_number = ?6, given = NULL,
                   actor = NULL WHERE seq = ?1",
                params![seq, Digest::keyed(secret, &id).0, token_key.0, token_key.1, facts, case],
            )? as u64;
        }
        Ok(())
    }

    /// Removes the words of an entry from rows and index; returns how many there were.
    fn text_erase(&self, seq: i64) -> Result<u64> {
        self.heard_clear_of(seq)?;
        self.correction_set(None)?;
        let mut index = self.connection.prepare_cached(
            "INSERT INTO entry_search (entry_search, rowid, text) SELECT 'delete', seq, text FROM entry_text WHERE seq = ?1",
        )?;
        index.execute([seq])?;
        let mut remove = self.connection.prepare_cached("DELETE FROM entry_text WHERE seq = ?1")?;
        Ok(remove.execute([seq])? as u64)
    }

    /// Empties the rows set apart that name the person, and remembers by what the next ones are
    /// recognised.
    fn set_apart_erase(&self, of_person: &[String], secret: &[u8; 32]) -> Result<u64> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, raw FROM set_apart WHERE raw IS NOT NULL")?;
        let mut rows = statement.query([])?;
        let mut emptied = 0;
        while let Some(row) = rows.next()? {
            let raw: String = row.get(1)?;
            if traces::any_in(&raw, of_person) {
                let id: i64 = row.get(0)?;
                self.connection.execute("UPDATE set_apart SET raw = NULL WHERE id = ?1", [id])?;
                emptied += 1;
            }
        }
        for trace in of_person {
            self.remember_erased(traces::digest(secret, trace))?;
        }
        Ok(emptied)
    }

    fn remember_erased(&self, digest: Digest) -> Result<()> {
        let mut statement =
            self.connection.prepare_cached("INSERT OR IGNORE INTO erased (digest) VALUES (?1)")?;
        statement.execute([digest.0])?;
        Ok(())
    }

    /// Takes away what was left to people to decide about the person.
    fn proposals_erase(&self, records: &[i64]) -> Result<()> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM proposal WHERE a = ?1 OR b = ?1")?;
        for record in records {
            statement.execute([record])?;
        }
        Ok(())
    }

    /// Takes the erased person's ids and the free reasons out of decisions; that there was a
    /// decision stays.
    fn decisions_blank(
        &self,
        decisions: &[Decision],
        secret: &[u8; 32],
        ids: &[Digest],
    ) -> Result<()> {
        let blank = |id: Digest| {
            if ids.contains(&id) {
                Digest::keyed(secret, &Digest::keyed(secret, &id.0).0)
            } else {
                id
            }
        };
        for decision in decisions {
            let content = match decision.content.clone() {
                DecisionContent::Pair { a, b, judgement } => {
                    DecisionContent::Pair { a: blank(a), b: blank(b), judgement }
                }
                undo @ DecisionContent::Undo { .. } => undo,
            };
            let content =
                serde_json::to_string(&content).map_err(|_| Error::Corrupt("decision"))?;
            self.connection.execute(
                "UPDATE decision SET reason = '', content = ?2 WHERE number = ?1",
                params![decision.number, content],
            )?;
        }
        Ok(())
    }

    pub(crate) fn text_expire(&self, before: i64, dry_run: bool) -> Result<u64> {
        let transaction = self.begin()?;
        let mut statement = self.connection.prepare(
            "SELECT t.seq FROM entry_text t JOIN entry e ON e.seq = t.seq WHERE e.at < ?1",
        )?;
        let sequences = statement
            .query_map([before], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        drop(statement);
        if dry_run {
            return Ok(sequences.len() as u64);
        }
        let mut removed = 0;
        for seq in sequences {
            removed += self.text_erase(seq)?;
        }
        self.meta_number_set(COMPACTION_DUE, 1)?;
        transaction.commit()?;
        Ok(removed)
    }

    pub(crate) fn customer_silent_since(&self, before: i64) -> Result<Vec<CustomerId>> {
        let mut statement = self.connection.prepare(
            "SELECT c.digest FROM membership m JOIN record c ON c.id = m.customer
             LEFT JOIN entry e ON e.record = m.record
             WHERE c.erased = 0 GROUP BY m.customer HAVING coalesce(max(e.at), (SELECT max(s.stamp) FROM statement s JOIN membership o ON o.record = s.record
               WHERE o.customer = m.customer)) < ?1 ORDER BY c.digest",
        )?;
        let rows = statement.query_map([before], |row| {
            row.get(0).map(|digest| CustomerId::named_by(Digest(digest)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Facts as stored, by the code of their kind.
fn stored_facts(kind: u8, facts: &str) -> Result<Facts> {
    let kind = EntryKind::from_code(kind).ok_or(Error::Corrupt("kind"))?;
    let mut reader = serde_json::Deserializer::from_str(facts);
    Facts::deserialize_as(kind, &mut reader).map_err(|_| Error::Corrupt("facts"))
}
