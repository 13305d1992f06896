//! One customer's thread, and finding customers by what they may say.

use filo_model::digest::Digest;
use filo_model::email::Email;
use filo_model::entry::{CaseMention, Entry, EntryText, Place};
use filo_model::facts::{CaseStep, Channel, Direction, EntryKind, Facts};
use filo_model::name::fold;
use filo_model::phone::Phone;
use filo_model::record::{Details, Record};
use filo_model::tax_code::TaxCode;
use filo_model::vat_number::VatNumber;
use rusqlite::{Row, params};

use super::Database;
use super::load::FLAG_KNOWN_INFERRED;
use super::scan::moment;
use crate::thread::{CustomerId, Found, LinkedRecord, Thread};
use crate::{Error, Result};

const ENTRY_COLUMNS: &str = "e.seq, e.id, r.digest, s.name, e.at, e.offset_minutes, e.flags, e.known_at, d.name,
  e.channel, e.direction, e.kind, e.case_number, e.case_step, e.turn, e.superseded, e.facts, e.given,
  p.name, e.line, t.text, t.quoted, t.signature, t.layout, e.key, e.key_rest";

const ENTRY_TABLES: &str = "entry e JOIN record r ON r.id = e.record JOIN word s ON s.id = e.source
  JOIN word d ON d.id = e.department JOIN reading g ON g.id = e.reading JOIN word p ON p.id = g.path
  LEFT JOIN entry_text t ON t.seq = e.seq";

fn entry(row: &Row<'_>) -> Result<Entry> {
    let kind = EntryKind::from_code(row.get(11)?).ok_or(Error::Corrupt("kind"))?;
    let flags: u8 = row.get(6)?;
    let facts: String = row.get(16)?;
    let mut reader = serde_json::Deserializer::from_str(&facts);
    let facts = Facts::deserialize_as(kind, &mut reader).map_err(|_| Error::Corrupt("facts"))?;
    let given: Option<String> = row.get(17)?;
    let given = given.map_or(Ok(Vec::new()), |given| serde_json::from_str(&given));
    let step: Option<u8> = row.get(13)?;
    let case: Option<String> = row.get(12)?;
    let channel: Option<u8> = row.get(9)?;
    let words: Option<String> = row.get(20)?;
    let part = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
    let text = match words {
        Some(text) => {
            Some(EntryText { text, quoted: part(21)?, signature: part(22)?, layout: part(23)? })
        }
        None => None,
    };
    Ok(Entry {
        id: Digest(row.get(1)?),
        seq: row.get(0)?,
        record: Digest(row.get(2)?),
        source: row.get(3)?,
        at: moment(row, 4)?,
        known_at: row.get(7)?,
        known_at_inferred: flags & FLAG_KNOWN_INFERRED != 0,
        department: row.get(8)?,
        channel: channel.and_then(Channel::from_code),
        direction: Direction::from_code(row.get(10)?).ok_or(Error::Corrupt("direction"))?,
        case: case.map(|case| CaseMention { case, step: step.and_then(CaseStep::from_code) }),
        turn: row.get(14)?,
        replaces: None,
        superseded: row.get(15)?,
        kind,
        facts,
        given: given.map_err(|_| Error::Corrupt("given"))?,
        text,
        place: Place { file: row.get(18)?, line: row.get(19)? },
    })
}

/// A query for all the tokens of a text, as the search table cuts them.
pub(super) fn tokens(text: &str) -> String {
    let is_part = |letter: char| letter.is_alphanumeric() || "@.+_-:".contains(letter);
    let tokens = text
        .split(|letter| !is_part(letter))
        .filter(|token| token.chars().any(char::is_alphanumeric));
    let quoted: Vec<String> = tokens.map(|token| format!("\"{token}\"")).collect();
    quoted.join(" AND ")
}

/// What is asked for, in the words that the records' statements are found by.
fn query_words(who: &str) -> Vec<String> {
    let mut queries = Vec::new();
    queries
        .extend(TaxCode::parse(who).map(|code| tokens(&code.canonical().as_str().to_lowercase())));
    queries.extend(VatNumber::parse(who).map(|number| tokens(number.as_str())));
    queries.extend(Email::parse(who).map(|email| tokens(email.as_str())));
    queries.extend(Phone::parse(who).map(|phone| tokens(phone.as_str())));
    queries.push(tokens(&fold(who)));
    queries.push(tokens(&who.trim().to_lowercase()));
    queries.retain(|query| !query.is_empty());
    queries.dedup();
    queries
}

impl Database {
    pub(crate) fn customer_find(&self, who: &str, limit: usize) -> Result<Vec<Found>> {
        if let Ok(customer) = who.trim().parse::<CustomerId>() {
            let now = self.customer_now(customer)?;
            let found = now.map(|now| self.found(now)).transpose()?.flatten();
            return Ok(found.into_iter().collect());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT c.digest FROM person_search f JOIN statement s ON s.seq = f.rowid
             LEFT JOIN membership m ON m.record = s.record
             JOIN record c ON c.id = coalesce(m.customer, s.record)
             WHERE person_search MATCH ?1 ORDER BY c.digest LIMIT ?2",
        )?;
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        for query in query_words(who) {
            let rows = statement.query_map(params![query, most], |row| row.get(0).map(Digest))?;
            let digests = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            if !digests.is_empty() {
                let customers = digests.into_iter().map(CustomerId::named_by);
                return customers.filter_map(|customer| self.found(customer).transpose()).collect();
            }
        }
        self.found_by_key(who)
    }

    /// A record whose key is what was asked: customer numbers that no statement goes with.
    fn found_by_key(&self, who: &str) -> Result<Vec<Found>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, name FROM word WHERE kind = 'system' ORDER BY name")?;
        let systems = statement.query_map([], |row| row.get::<_, String>(1))?;
        let mut found = Vec::new();
        for system in systems {
            let record = filo_model::record::record_id(&system?, who.trim());
            if let Some(customer) = self.customer_of_record(record)? {
                found.extend(self.found(customer)?);
            }
        }
        found.dedup();
        Ok(found)
    }

    fn found(&self, customer: CustomerId) -> Result<Option<Found>> {
        let numbers = self.customer_records(customer)?;
        let mut found = Found { customer, name: None, place: None, systems: Vec::new() };
        for &number in &numbers {
            let record = self.record(number)?;
            found.name = found.name.or_else(|| record.details.display_name());
            let address = record.details.address.as_ref().map(ToString::to_string);
            found.place = found.place.or(address);
            if !found.systems.contains(&record.system) {
                found.systems.push(record.system);
            }
        }
        found.systems.sort_unstable();
        Ok((!numbers.is_empty()).then_some(found))
    }

    /// A record with what its sources say now.
    pub(super) fn record(&self, number: i64) -> Result<Record> {
        let mut record = self.connection.query_row(
            "SELECT r.digest, w.name, coalesce(r.key, '') FROM record r JOIN word w ON w.id = r.system WHERE r.id = ?1",
            [number],
            |row| {
                Ok(Record {
                    id: Digest(row.get(0)?),
                    system: row.get(1)?,
                    key: row.get(2)?,
                    details: Details::default(),
                })
            },
        )?;
        let mut statement = self.connection.prepare_cached(
            "SELECT details FROM statement WHERE record = ?1 AND superseded = 0
             ORDER BY stamp DESC, digest DESC",
        )?;
        let rows = statement.query_map([number], |row| row.get::<_, String>(0))?;
        for details in rows {
            let details = serde_json::from_str(&details?).map_err(|_| Error::Corrupt("details"))?;
            record.details.fill_from(details);
        }
        Ok(record)
    }

    pub(crate) fn thread_fetch(&self, customer: CustomerId, history: bool) -> Result<Thread> {
        let mut thread = Thread {
            customer,
            restricted: false,
            erased: false,
            records: Vec::new(),
            entries: Vec::new(),
        };
        for number in self.customer_records(customer)? {
            let (restricted, erased): (bool, bool) = self.connection.query_row(
                "SELECT restricted, erased FROM record WHERE id = ?1",
                [number],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            thread.restricted |= restricted;
            thread.erased |= erased;
            let mut linked = LinkedRecord {
                record: self.record(number)?,
                linked_to: None,
                rule: None,
                odds: None,
            };
            let mut held = self.connection.prepare_cached(
                "SELECT o.digest, m.rule, m.odds FROM membership m LEFT JOIN record o ON o.id = m.linked_to
                 WHERE m.record = ?1",
            )?;
            let mut rows = held.query([number])?;
            if let Some(row) = rows.next()? {
                linked.linked_to = row.get::<_, Option<[u8; 16]>>(0)?.map(Digest);
                (linked.rule, linked.odds) = (row.get(1)?, row.get(2)?);
            }
            thread.records.push(linked);
            self.record_entries(number, history, &mut thread.entries)?;
        }
        thread.records.sort_unstable_by_key(|linked| linked.record.id);
        thread.entries.sort_unstable_by_key(|entry| (entry.at.millis, entry.turn, entry.id));
        Ok(thread)
    }

    fn record_entries(&self, record: i64, history: bool, into: &mut Vec<Entry>) -> Result<()> {
        let present = if history { "" } else { "AND e.superseded = 0" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {ENTRY_COLUMNS} FROM {ENTRY_TABLES} WHERE e.record = ?1 {present} ORDER BY e.seq"
        ))?;
        let mut rows = statement.query([record])?;
        while let Some(row) = rows.next()? {
            let mut one = entry(row)?;
            one.replaces = self.replaced((row.get(24)?, row.get(25)?), one.id)?;
            into.push(one);
        }
        Ok(())
    }

    /// The version before this one of the same key.
    fn replaced(&self, key: (i64, i64), id: Digest) -> Result<Option<Digest>> {
        let mut count = self
            .connection
            .prepare_cached("SELECT count(*) FROM entry WHERE key = ?1 AND key_rest = ?2")?;
        if count.query_row(key, |row| row.get::<_, i64>(0))? == 1 {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM entry WHERE key = ?1 AND key_rest = ?2 ORDER BY mapping, stamp, id",
        )?;
        let rows = statement.query_map(key, |row| row.get(0).map(Digest))?;
        let versions = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let place = versions.iter().position(|version| *version == id).unwrap_or(0);
        Ok(place.checked_sub(1).and_then(|before| versions.get(before)).copied())
    }

    pub(crate) fn entry_fetch(&self, sequences: &[i64]) -> Result<Vec<Entry>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {ENTRY_COLUMNS} FROM {ENTRY_TABLES} WHERE e.seq = ?1"
        ))?;
        let mut entries = Vec::with_capacity(sequences.len());
        for seq in sequences {
            let mut rows = statement.query([seq])?;
            if let Some(row) = rows.next()? {
                entries.push(entry(row)?);
            }
        }
        Ok(entries)
    }

    pub(crate) fn text_search(&self, query: &str, limit: usize) -> Result<Vec<(CustomerId, i64)>> {
        // Every word as typed, in any order; what people type is never read as query syntax.
        let words: Vec<String> = query
            .split_whitespace()
            .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT c.digest, e.seq FROM entry_search f JOIN entry e ON e.seq = f.rowid
             LEFT JOIN membership m ON m.record = e.record JOIN record c ON c.id = coalesce(m.customer, e.record)
             WHERE entry_search MATCH ?1 AND e.superseded = 0
               AND NOT EXISTS (SELECT 1 FROM record r LEFT JOIN membership o ON o.record = r.id
               WHERE r.restricted = 1 AND coalesce(o.customer, r.id) = c.id) ORDER BY e.at DESC, e.id LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![words.join(" AND "), limit], |row| {
            Ok((CustomerId::named_by(Digest(row.get(0)?)), row.get(1)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
