//! Loading: a batch of rows in one transaction, idempotent whatever the order of arrival.

use std::sync::Arc;

use filo_model::digest::Digest;
use filo_model::draft::{Draft, EntryDraft};
use filo_model::facts::{CaseStep, Channel};
use filo_model::moment::Precision;
use rusqlite::{CachedStatement, Connection, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Database, Memory, traces};
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
    pub(super) system: i64,
    pub(super) mapping: i64,
    /// The numbers of the company's departments, in the order drafts use.
    pub(super) departments: Vec<i64>,
}

/// What the source being read has in the store already.
///
/// A source that was never loaded before is known completely from memory; for any other, the store
/// is asked row by row.
#[derive(Debug, Default)]
pub(super) struct Present {
    source: i64,
    is_fresh: bool,
    /// The entry of each key's first half, while the source is fresh.
    entries: FxHashMap<i64, i64>,
    /// Further entries with the same half: other versions of a key.
    further: FxHashMap<i64, Vec<i64>>,
    /// Records that the source has spoken of, while it is fresh.
    stated: FxHashSet<i64>,
}

impl Present {
    /// Whether the source surely says nothing yet of a record.
    pub(super) fn states_first(&mut self, record: i64) -> bool {
        self.is_fresh && self.stated.insert(record)
    }

    fn add(&mut self, half: i64, seq: i64) {
        if !self.is_fresh {
            return;
        }
        if let Some(first) = self.entries.insert(half, seq) {
            self.further.entry(half).or_default().push(first);
        }
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Loaded,
    Corrected,
    Known,
}

/// The two halves under which a key is stored.
pub(super) fn key_halves(key: Digest) -> (i64, i64) {
    let mut rest = [0; 8];
    rest.copy_from_slice(&key.0[8..]);
    (key.short().cast_signed(), i64::from_be_bytes(rest))
}

/// The key from its two halves.
pub(super) fn key_joined(half: i64, rest: i64) -> Digest {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&half.to_be_bytes());
    bytes[8..].copy_from_slice(&rest.to_be_bytes());
    Digest(bytes)
}

/// The statements of a batch, prepared once, and what the writer remembers.
pub(super) struct Loader<'a> {
    pub(super) connection: &'a Connection,
    pub(super) memory: &'a mut Memory,
    pub(super) open: &'a OpenReading,
    batch: &'a Batch<'a>,
    /// The date of the export being read.
    pub(super) exported: i64,
    secret: [u8; 32],
    pub(super) record_insert: CachedStatement<'a>,
    pub(super) statement_find: CachedStatement<'a>,
    pub(super) statement_insert: CachedStatement<'a>,
    pub(super) words_insert: CachedStatement<'a>,
    entry_find: CachedStatement<'a>,
    entry_fetch: CachedStatement<'a>,
    entry_insert: CachedStatement<'a>,
    text_insert: CachedStatement<'a>,
    search_insert: CachedStatement<'a>,
}

impl Database {
    pub(crate) fn batches_load(&self, batches: &[Batch<'_>]) -> Result<Vec<Tally>> {
        let mut memory = self.memory.borrow_mut();
        let transaction = self.begin()?;
        let written = self.batches_write(batches, &mut memory);
        let kept = written.and_then(|tallies| Ok(transaction.commit().map(|()| tallies)?));
        if kept.is_err() {
            // What was remembered of batches that are not kept would be wrong.
            let open = std::mem::take(&mut memory.open);
            *memory = Memory { open, ..Memory::default() };
        }
        kept
    }

    fn batches_write(&self, batches: &[Batch<'_>], memory: &mut Memory) -> Result<Vec<Tally>> {
        let secret = self.secret()?;
        let mut tallies = Vec::with_capacity(batches.len());
        for batch in batches {
            let Some(open) = memory.open.get(&batch.reading.0).map(Arc::clone) else {
                return Err(Error::Corrupt("a batch for a reading that was not begun"));
            };
            self.remember(memory, &open)?;
            tallies.push(self.batch_write(batch, &open, &secret, memory)?);
        }
        Ok(tallies)
    }

    /// Reads what a writer keeps in memory.
    fn remember(&self, memory: &mut Memory, open: &OpenReading) -> Result<()> {
        if memory.next_seq.is_none() {
            memory.next_seq = Some(self.sequence()? + 1);
        }
        if memory.erased.is_none() {
            let mut statement = self.connection.prepare("SELECT digest FROM erased")?;
            let rows = statement.query_map([], |row| row.get(0).map(Digest))?;
            memory.erased = Some(rows.collect::<rusqlite::Result<FxHashSet<_>>>()?);
        }
        if memory.records.is_none() {
            let mut statement = self.connection.prepare("SELECT digest, id FROM record")?;
            let rows = statement.query_map([], |row| Ok((Digest(row.get(0)?), row.get(1)?)))?;
            memory.records = Some(rows.collect::<rusqlite::Result<FxHashMap<_, _>>>()?);
        }
        if memory.present.source != open.source {
            let was_loaded: bool = self.connection.query_row(
                "SELECT EXISTS (SELECT 1 FROM reading WHERE source = ?1 AND rows > set_apart)",
                [open.source],
                |row| row.get(0),
            )?;
            memory.present =
                Present { source: open.source, is_fresh: !was_loaded, ..Present::default() };
        }
        Ok(())
    }

    fn batch_write(
        &self,
        batch: &Batch<'_>,
        open: &OpenReading,
        secret: &[u8; 32],
        memory: &mut Memory,
    ) -> Result<Tally> {
        let mut counts = Tally { set_apart: batch.set_apart.len() as u64, ..Tally::default() };
        let mut newest = i64::MIN;
        let mut loader = Loader::new(&self.connection, *secret, batch, open, memory)?;
        for draft in batch.drafts {
            counts.unread += u64::from(draft.unread);
            if let Some(entry) = &draft.entry {
                newest = newest.max(entry.content.at.millis);
            }
            match loader.load(draft)? {
                Outcome::Loaded => counts.loaded += 1,
                Outcome::Corrected => counts.corrected += 1,
                Outcome::Known => counts.known += 1,
            }
        }
        drop(loader);
        counts.rows = batch.drafts.len() as u64 + counts.set_apart;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO set_apart (reading, line, code, detail, raw) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for row in batch.set_apart {
            // A row that could not be understood is kept as it stood, unless it names somebody who
            // was erased.
            let raw = (!names_erased(memory, secret, &row.raw)).then_some(row.raw.as_str());
            let line = i64::try_from(row.line).unwrap_or(i64::MAX);
            statement.execute(params![batch.reading.0, line, row.code, row.detail, raw])?;
        }
        self.reading_advance(batch, &counts, newest, open.mapping)
    }
}

impl<'a> Loader<'a> {
    fn new(
        connection: &'a Connection,
        secret: [u8; 32],
        batch: &'a Batch<'a>,
        open: &'a OpenReading,
        memory: &'a mut Memory,
    ) -> Result<Self> {
        let prepare = |sql| connection.prepare_cached(sql);
        let exported = prepare("SELECT export_stamp FROM reading WHERE id = ?1")?
            .query_row([batch.reading.0], |row| row.get(0))?;
        Ok(Self {
            connection,
            memory,
            open,
            batch,
            exported,
            secret,
            record_insert: prepare("INSERT INTO record (digest, system, key) VALUES (?1, ?2, ?3)")?,
            statement_find: prepare(
                "SELECT seq, digest, stamp, mapping, seen, exported FROM statement WHERE record = ?1 AND source = ?2",
            )?,
            statement_insert: prepare(
                "INSERT INTO statement (seq, record, source, digest, mapping, stamp, seen, exported, details)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8)",
            )?,
            words_insert: prepare("INSERT INTO person_search (rowid, words) VALUES (?1, ?2)")?,
            entry_find: prepare("SELECT seq, id, stamp, mapping FROM entry WHERE key = ?1 AND key_rest = ?2")?,
            entry_fetch: prepare("SELECT seq, id, stamp, mapping FROM entry WHERE seq = ?1 AND key_rest = ?2")?,
            entry_insert: prepare(
                "INSERT INTO entry (seq, id, source, key, key_rest, mapping, stamp, record, at, offset_minutes, flags,
                   known_at, recorded_at, department, channel, direction, kind, case_number, case_step, turn, actor,
                   facts, given, reading, line)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                   ?21, ?22, ?23, ?24, ?25)",
            )?,
            text_insert: prepare(
                "INSERT INTO entry_text (seq, text, quoted, signature, layout) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?,
            search_insert: prepare("INSERT INTO entry_search (rowid, text) VALUES (?1, ?2)")?,
        })
    }

    fn load(&mut self, draft: &Draft) -> Result<Outcome> {
        if self.is_erased(draft) {
            return Ok(Outcome::Known);
        }
        let record = self.record_number(&draft.record)?;
        let stated = self.state(record, &draft.record)?;
        match &draft.entry {
            None => Ok(stated),
            Some(entry) => self.enter(record, draft.line, entry),
        }
    }

    fn is_erased(&self, draft: &Draft) -> bool {
        let Some(erased) = self.memory.erased.as_ref().filter(|erased| !erased.is_empty()) else {
            return false;
        };
        let is_erased = |digest: Digest| erased.contains(&Digest::keyed(&self.secret, &digest.0));
        is_erased(draft.record.id) || draft.entry.as_ref().is_some_and(|entry| is_erased(entry.key))
    }

    /// Whether this very content is there under the mapping in use, and not from a later export.
    pub(super) fn is_known(&self, content: u64, stamp: i64) -> bool {
        self.memory.known.get(&content).is_some_and(|&first| first <= stamp)
    }

    pub(super) fn next_seq(&mut self) -> i64 {
        let seq = self.memory.next_seq.unwrap_or(1);
        self.memory.next_seq = Some(seq + 1);
        seq
    }

    /// Loads an entry, as new, as another version of a key, or not at all.
    fn enter(&mut self, record: i64, line: u64, entry: &EntryDraft) -> Result<Outcome> {
        if self.is_known(entry.id.short(), entry.stamp) {
            return Ok(Outcome::Known);
        }
        let mut versions = self.entry_versions(entry.key)?;
        if let Some(place) = versions.iter().position(|version| version.id == entry.id) {
            self.seen_again(&mut versions, place, entry.stamp)?;
            return Ok(Outcome::Known);
        }
        let seq = self.next_seq();
        self.entry_insert(seq, record, line, entry)?;
        self.memory.present.add(key_halves(entry.key).0, seq);
        if versions.is_empty() {
            return Ok(Outcome::Loaded);
        }
        versions.push(Version {
            seq,
            id: entry.id,
            stamp: entry.stamp,
            mapping: self.open.mapping,
        });
        self.order_versions(&versions)?;
        Ok(Outcome::Corrected)
    }

    /// The versions of a key that are there.
    fn entry_versions(&mut self, key: Digest) -> Result<Vec<Version>> {
        let (half, rest) = key_halves(key);
        if !self.memory.present.is_fresh {
            return versions(&mut self.entry_find, (half, rest));
        }
        let present = &self.memory.present;
        let Some(&seq) = present.entries.get(&half) else { return Ok(Vec::new()) };
        let further = present.further.get(&half).cloned().unwrap_or_default();
        let mut found = Vec::new();
        for seq in further.into_iter().chain([seq]) {
            found.append(&mut versions(&mut self.entry_fetch, (seq, rest))?);
        }
        Ok(found)
    }

    /// A version counts from the first export that held it, so that the order of arrival does not
    /// matter; and under the newest mapping that gave it.
    fn seen_again(&mut self, versions: &mut [Version], place: usize, stamp: i64) -> Result<()> {
        let version = &mut versions[place];
        let first = version.stamp.min(stamp);
        let mapping = version.mapping.max(self.open.mapping);
        if (version.stamp, version.mapping) != (first, mapping) {
            self.connection
                .prepare_cached("UPDATE entry SET stamp = ?2, mapping = ?3 WHERE seq = ?1")?
                .execute([version.seq, first, mapping])?;
            (version.stamp, version.mapping) = (first, mapping);
            self.order_versions(versions)?;
        }
        Ok(())
    }

    /// Marks which version of a key is the present one.
    fn order_versions(&self, versions: &[Version]) -> Result<()> {
        self.order(versions, "UPDATE entry SET superseded = ?2 WHERE seq = ?1")
    }

    /// Marks the present one of some versions, one row at a time: an update of several rows opens a
    /// savepoint, at which the search index writes down all that it holds back.
    pub(super) fn order(&self, versions: &[Version], mark: &str) -> Result<()> {
        let present =
            versions.iter().max_by_key(|version| version.order()).map(|version| version.seq);
        let mut mark = self.connection.prepare_cached(mark)?;
        for version in versions {
            mark.execute(params![version.seq, Some(version.seq) != present])?;
        }
        Ok(())
    }

    fn entry_insert(&mut self, seq: i64, record: i64, line: u64, entry: &EntryDraft) -> Result<()> {
        let content = &entry.content;
        let mut flags = 0;
        for (set, flag) in [
            (content.at.precision == Precision::Day, FLAG_DAY),
            (content.at.zone_assumed, FLAG_ZONE_ASSUMED),
            (content.known_at_inferred, FLAG_KNOWN_INFERRED),
        ] {
            flags |= if set { flag } else { 0 };
        }
        let department = self.open.departments.get(usize::from(content.department));
        let (half, rest) = key_halves(entry.key);
        self.entry_insert.execute(params![
            seq,
            entry.id.0,
            self.open.source,
            half,
            rest,
            self.open.mapping,
            entry.stamp,
            record,
            content.at.millis,
            content.at.offset_minutes,
            flags,
            content.known_at,
            self.batch.recorded_at,
            department.copied().unwrap_or_default(),
            content.channel.map(Channel::code),
            content.direction.code(),
            content.facts.kind().code(),
            content.case.as_ref().map(|case| case.case.as_str()),
            content.case.as_ref().and_then(|case| case.step).map(CaseStep::code),
            content.turn,
            // Sixty-four bits either way; SQLite's integers are signed.
            content.actor.map(u64::cast_signed),
            entry.facts,
            (!entry.given.is_empty()).then_some(entry.given.as_str()),
            self.batch.reading.0,
            i64::try_from(line).unwrap_or(i64::MAX)
        ])?;
        if let Some(text) = &content.text {
            let (quoted, signature) = (filled(&text.quoted), filled(&text.signature));
            self.text_insert.execute(params![
                seq,
                text.text,
                quoted,
                signature,
                filled(&text.layout)
            ])?;
            self.search_insert.execute(params![seq, text.text])?;
        }
        Ok(())
    }
}

/// Whether a row holds a value of somebody who was erased.
fn names_erased(memory: &Memory, secret: &[u8; 32], raw: &str) -> bool {
    let erased = memory.erased.as_ref().filter(|erased| !erased.is_empty());
    erased.is_some_and(|erased| {
        traces::in_text(raw).any(|trace| erased.contains(&traces::digest(secret, &trace)))
    })
}

/// A part of a text, nothing where it is empty.
fn filled(part: &str) -> Option<&str> {
    if part.is_empty() { None } else { Some(part) }
}

/// A version of something with the same key.
pub(super) struct Version {
    pub(super) seq: i64,
    pub(super) id: Digest,
    pub(super) stamp: i64,
    pub(super) mapping: i64,
}

impl Version {
    /// What puts the versions of a key in order: the newest of a newer mapping is the present one.
    pub(super) fn order(&self) -> (i64, i64, Digest) {
        (self.mapping, self.stamp, self.id)
    }
}

/// The versions that a statement of sequence, digest, stamp and mapping finds.
pub(super) fn versions(find: &mut CachedStatement<'_>, by: (i64, i64)) -> Result<Vec<Version>> {
    let rows = find.query_map(by, |row| {
        Ok(Version {
            seq: row.get(0)?,
            id: Digest(row.get(1)?),
            stamp: row.get(2)?,
            mapping: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
