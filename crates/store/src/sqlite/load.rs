//! Loading: records, statements and entries of a batch, idempotent, in one transaction.

use filo_model::digest::Digest;
use filo_model::draft::{Draft, EntryDraft, RecordDraft};
use filo_model::moment::Precision;
use filo_model::name::fold;
use filo_model::record::Details;
use rusqlite::{OptionalExtension, params};
use rustc_hash::FxHashSet;

use super::{Database, Memory};
use crate::load::{Batch, Tally};
use crate::{Error, Result};

/// Bits of `entry.flags`.
pub(super) const FLAG_DAY: u8 = 1;
pub(super) const FLAG_ZONE_ASSUMED: u8 = 2;
pub(super) const FLAG_KNOWN_INFERRED: u8 = 4;

/// What loading rows of one reading needs to know.
#[derive(Debug, Clone)]
pub(super) struct OpenReading {
    pub(super) source: i64,
    pub(super) source_name: String,
    pub(super) system: i64,
    pub(super) mapping: i64,
    /// The numbers of the company's departments, in the order drafts use.
    pub(super) departments: Vec<i64>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Loaded,
    Corrected,
    Known,
}

/// A version of something with the same key, as far as the index knows it.
struct Version {
    seq: i64,
    id: Digest,
    stamp: i64,
}

/// The keyed digest under which an erased entry's key is remembered.
pub(super) fn erased_entry(secret: &[u8; 32], source: &str, key: Digest) -> Digest {
    let mut bytes = source.as_bytes().to_vec();
    bytes.push(0);
    bytes.extend_from_slice(&key.0);
    Digest::keyed(secret, &bytes)
}

/// The keyed digest under which an erased record is remembered.
pub(super) fn erased_record(secret: &[u8; 32], record: Digest) -> Digest {
    Digest::keyed(secret, &record.0)
}

impl Database {
    pub(crate) fn batch_load(&self, batch: &Batch<'_>) -> Result<Tally> {
        let mut memory = self.memory.borrow_mut();
        let Some(open) = memory.open.get(&batch.reading.0).cloned() else {
            return Err(Error::Corrupt("a batch for a reading that was not begun"));
        };
        self.remember(&mut memory)?;
        let first_seq = memory.next_seq;
        let transaction = self.begin()?;
        let result = self.batch_write(batch, &open, &mut memory);
        match result {
            Ok(tally) => {
                transaction.commit()?;
                Ok(tally)
            }
            Err(error) => {
                memory.next_seq = first_seq;
                Err(error)
            }
        }
    }

    /// Reads what a writer keeps in memory.
    fn remember(&self, memory: &mut Memory) -> Result<()> {
        if memory.next_seq.is_none() {
            memory.next_seq = Some(self.sequence()? + 1);
        }
        if memory.erased.is_none() {
            let mut statement = self.connection.prepare("SELECT digest FROM erased")?;
            let rows = statement.query_map([], |row| row.get(0).map(Digest))?;
            memory.erased = Some(rows.collect::<rusqlite::Result<FxHashSet<_>>>()?);
        }
        Ok(())
    }

    fn batch_write(&self, batch: &Batch<'_>, open: &OpenReading, memory: &mut Memory) -> Result<Tally> {
        let secret = self.secret()?;
        let mut counts = Tally { set_apart: batch.set_apart.len() as u64, ..Tally::default() };
        let mut newest = i64::MIN;
        for draft in batch.drafts {
            counts.unread += u64::from(draft.unread);
            if let Some(entry) = &draft.entry {
                newest = newest.max(entry.content.at.millis);
            }
            let outcome = if is_erased(memory, &secret, open, draft) {
                Outcome::Known
            } else {
                self.draft_load(batch, open, memory, draft)?
            };
            match outcome {
                Outcome::Loaded => counts.loaded += 1,
                Outcome::Corrected => counts.corrected += 1,
                Outcome::Known => counts.known += 1,
            }
        }
        counts.rows = batch.drafts.len() as u64 + counts.set_apart;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO set_apart (reading, line, code, detail, raw) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for row in batch.set_apart {
            let line = i64::try_from(row.line).unwrap_or(i64::MAX);
            statement.execute(params![batch.reading.0, line, row.code, row.detail, row.raw])?;
        }
        self.reading_advance(batch, &counts, newest)
    }

    fn reading_advance(&self, batch: &Batch<'_>, counts: &Tally, newest: i64) -> Result<Tally> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE reading SET rows = rows + ?2, loaded = loaded + ?3, corrected = corrected + ?4,
               known = known + ?5, set_apart = set_apart + ?6, unread = unread + ?7, finished = ?8,
               newest_at = nullif(max(coalesce(newest_at, ?9), ?9), ?10)
             WHERE id = ?1 RETURNING rows, loaded, corrected, known, set_apart, unread",
        )?;
        Ok(statement.query_row(
            params![
                batch.reading.0,
                counts.rows,
                counts.loaded,
                counts.corrected,
                counts.known,
                counts.set_apart,
                counts.unread,
                batch.finished,
                newest,
                i64::MIN
            ],
            |row| {
                Ok(Tally {
                    rows: row.get(0)?,
                    loaded: row.get(1)?,
                    corrected: row.get(2)?,
                    known: row.get(3)?,
                    set_apart: row.get(4)?,
                    unread: row.get(5)?,
                })
            },
        )?)
    }

    fn draft_load(&self, batch: &Batch<'_>, open: &OpenReading, memory: &mut Memory, draft: &Draft) -> Result<Outcome> {
        let record = self.record_number(open, &draft.record)?;
        let stated = self.statement_load(open, memory, record, &draft.record)?;
        match &draft.entry {
            None => Ok(stated),
            Some(entry) => self.entry_load(batch, open, memory, (record, draft.line), entry),
        }
    }

    /// The number of a record, given on first sight.
    fn record_number(&self, open: &OpenReading, record: &RecordDraft) -> Result<i64> {
        let mut find = self.connection.prepare_cached("SELECT id FROM record WHERE digest = ?1")?;
        if let Some(number) = find.query_row([record.id.0], |row| row.get(0)).optional()? {
            return Ok(number);
        }
        let mut insert =
            self.connection.prepare_cached("INSERT INTO record (digest, system, key) VALUES (?1, ?2, ?3)")?;
        insert.execute(params![record.id.0, open.system, record.key])?;
        let number = self.connection.last_insert_rowid();
        Ok(number)
    }

    fn statement_load(
        &self,
        open: &OpenReading,
        memory: &mut Memory,
        record: i64,
        draft: &RecordDraft,
    ) -> Result<Outcome> {
        if draft.details.is_empty() {
            return Ok(Outcome::Known);
        }
        let details = serde_json::to_string(&draft.details).map_err(|_| Error::Corrupt("details"))?;
        let digest = Digest::of(details.as_bytes());
        let mut find = self.connection.prepare_cached(
            "SELECT seq, digest, stamp FROM statement WHERE record = ?1 AND source = ?2 ORDER BY mapping, stamp, digest",
        )?;
        let rows = find.query_map([record, open.source], |row| {
            Ok(Version { seq: row.get(0)?, id: Digest(row.get(1)?), stamp: row.get(2)? })
        })?;
        let versions = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let known = versions.iter().find(|version| version.id == digest);
        if let Some(version) = known {
            if draft.stamp < version.stamp {
                self.connection
                    .prepare_cached("UPDATE statement SET stamp = ?2 WHERE seq = ?1")?
                    .execute([version.seq, draft.stamp])?;
                self.statement_order(record, open.source)?;
            }
            return Ok(Outcome::Known);
        }
        let seq = next(memory);
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO statement (seq, record, source, digest, mapping, stamp, details) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        insert.execute(params![seq, record, open.source, digest.0, open.mapping, draft.stamp, details])?;
        let mut words = self.connection.prepare_cached("INSERT INTO person_search (rowid, words) VALUES (?1, ?2)")?;
        words.execute(params![seq, search_words(&draft.key, &draft.details)])?;
        if versions.is_empty() {
            return Ok(Outcome::Loaded);
        }
        self.statement_order(record, open.source)?;
        Ok(Outcome::Corrected)
    }

    /// Marks which version of a statement is the present one.
    fn statement_order(&self, record: i64, source: i64) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE statement SET superseded = (seq <> (SELECT o.seq FROM statement o
                   WHERE o.record = ?1 AND o.source = ?2 ORDER BY o.mapping DESC, o.stamp DESC, o.digest DESC LIMIT 1))
                 WHERE record = ?1 AND source = ?2",
            )?
            .execute([record, source])?;
        Ok(())
    }

    fn entry_load(
        &self,
        batch: &Batch<'_>,
        open: &OpenReading,
        memory: &mut Memory,
        (record, line): (i64, u64),
        entry: &EntryDraft,
    ) -> Result<Outcome> {
        let mut find =
            self.connection.prepare_cached("SELECT seq, id, stamp FROM entry WHERE source = ?1 AND key = ?2")?;
        let rows = find.query_map(params![open.source, entry.key.0], |row| {
            Ok(Version { seq: row.get(0)?, id: Digest(row.get(1)?), stamp: row.get(2)? })
        })?;
        let versions = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        if let Some(version) = versions.iter().find(|version| version.id == entry.id) {
            return self.entry_seen_again(open, version, entry, versions.len());
        }
        let seq = next(memory);
        self.entry_insert(batch, open, seq, (record, line), entry)?;
        if versions.is_empty() {
            return Ok(Outcome::Loaded);
        }
        self.entry_order(open.source, entry.key)?;
        Ok(Outcome::Corrected)
    }

    /// A version counts from the first export that held it, so that the order of arrival does not
    /// matter; and under the newest mapping that gave it.
    fn entry_seen_again(&self, open: &OpenReading, version: &Version, entry: &EntryDraft, versions: usize) -> Result<Outcome> {
        if entry.stamp < version.stamp {
            self.connection
                .prepare_cached("UPDATE entry SET stamp = ?2 WHERE seq = ?1")?
                .execute([version.seq, entry.stamp])?;
        }
        if versions > 1 {
            self.connection
                .prepare_cached("UPDATE entry SET mapping = max(mapping, ?2) WHERE seq = ?1")?
                .execute([version.seq, open.mapping])?;
            self.entry_order(open.source, entry.key)?;
        }
        Ok(Outcome::Known)
    }

    /// Marks which version of a key is the present one.
    fn entry_order(&self, source: i64, key: Digest) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE entry SET superseded = (seq <> (SELECT o.seq FROM entry o
                   WHERE o.source = ?1 AND o.key = ?2 ORDER BY o.mapping DESC, o.stamp DESC, o.id DESC LIMIT 1))
                 WHERE source = ?1 AND key = ?2",
            )?
            .execute(params![source, key.0])?;
        Ok(())
    }

    fn entry_insert(
        &self,
        batch: &Batch<'_>,
        open: &OpenReading,
        seq: i64,
        (record, line): (i64, u64),
        entry: &EntryDraft,
    ) -> Result<()> {
        let content = &entry.content;
        let mut flags = 0;
        for (set, flag) in [
            (content.at.precision == Precision::Day, FLAG_DAY),
            (content.at.zone_assumed, FLAG_ZONE_ASSUMED),
            (content.known_at_inferred, FLAG_KNOWN_INFERRED),
        ] {
            flags |= if set { flag } else { 0 };
        }
        let department = open.departments.get(usize::from(content.department));
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO entry (seq, id, source, key, mapping, stamp, record, at, offset_minutes, flags, known_at,
               recorded_at, department, channel, direction, kind, case_number, case_step, turn, actor, facts, given,
               reading, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
               ?22, ?23, ?24)",
        )?;
        insert.execute(params![
            seq,
            entry.id.0,
            open.source,
            entry.key.0,
            open.mapping,
            entry.stamp,
            record,
            content.at.millis,
            content.at.offset_minutes,
            flags,
            content.known_at,
            batch.recorded_at,
            department.copied().unwrap_or_default(),
            content.channel.map(filo_model::facts::Channel::code),
            content.direction.code(),
            content.facts.kind().code(),
            content.case.as_ref().map(|case| case.case.as_str()),
            content.case.as_ref().and_then(|case| case.step).map(filo_model::facts::CaseStep::code),
            content.turn,
            // Sixty-four bits either way; SQLite's integers are signed.
            content.actor.map(u64::cast_signed),
            entry.facts,
            (!entry.given.is_empty()).then_some(entry.given.as_str()),
            batch.reading.0,
            i64::try_from(line).unwrap_or(i64::MAX)
        ])?;
        if let Some(text) = &content.text {
            let filled = |part: &str| if part.is_empty() { None } else { Some(part.to_owned()) };
            self.connection
                .prepare_cached(
                    "INSERT INTO entry_text (seq, text, quoted, signature, layout) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![seq, text.text, filled(&text.quoted), filled(&text.signature), filled(&text.layout)])?;
            self.connection
                .prepare_cached("INSERT INTO entry_search (rowid, text) VALUES (?1, ?2)")?
                .execute(params![seq, text.text])?;
        }
        Ok(())
    }
}

fn next(memory: &mut Memory) -> i64 {
    let seq = memory.next_seq.unwrap_or(1);
    memory.next_seq = Some(seq + 1);
    seq
}

fn is_erased(memory: &Memory, secret: &[u8; 32], open: &OpenReading, draft: &Draft) -> bool {
    let Some(erased) = memory.erased.as_ref().filter(|erased| !erased.is_empty()) else { return false };
    let entry = draft.entry.as_ref();
    erased.contains(&erased_record(secret, draft.record.id))
        || entry.is_some_and(|entry| erased.contains(&erased_entry(secret, &open.source_name, entry.key)))
}

/// The words by which a record is found, in the form that [`super::thread`] asks with.
pub(super) fn search_words(key: &str, details: &Details) -> String {
    let mut words = String::new();
    let mut push = |word: &str| {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    };
    push(&key.to_lowercase());
    if let Some(name) = &details.name {
        push(&fold(&name.to_string()));
    }
    if let Some(name) = &details.company_name {
        push(&fold(&name.to_string()));
    }
    if let Some(code) = &details.tax_code {
        push(&code.canonical().to_string().to_lowercase());
    }
    if let Some(number) = &details.vat_number {
        push(&number.to_string());
    }
    for phone in &details.phones {
        push(&phone.to_string());
    }
    for email in &details.emails {
        push(&email.to_string());
    }
    words
}
