//! Keeping what was heard in the words of entries.

use filo_model::digest::Digest;
use filo_model::facts::{Direction, EntryKind};
use rusqlite::{Row, params};
use rustc_hash::FxHashMap;

use super::Database;
use crate::heard::{EntryMark, Heard, HeardDynamic, HeardSign, NewHeard, Stretch, TextPlace};
use crate::thread::CustomerId;
use crate::{Error, Result};

const SIGN: &str = "h.seq, h.start, h.end, h.kind, h.probability, h.due";

fn sign(row: &Row<'_>) -> Result<HeardSign> {
    let due: Option<String> = row.get(5)?;
    let due = due.map(|due| due.parse()).transpose().map_err(|_| Error::Corrupt("due"))?;
    Ok(HeardSign {
        place: Stretch { seq: row.get(0)?, start: row.get(1)?, end: row.get(2)? },
        kind: row.get(3)?,
        probability: row.get(4)?,
        due,
    })
}

fn dynamic(row: &Row<'_>) -> Result<HeardDynamic> {
    let content = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
    serde_json::from_str(content).map_err(|_| Error::Corrupt("dynamic"))
}

/// The entries of a customer's records, whose number is the first parameter.
const ENTRIES: &str = "SELECT e.seq FROM entry e
  WHERE e.record IN (SELECT record FROM membership WHERE customer = ?1 UNION SELECT ?1)";

impl Database {
    pub(crate) fn text_list(
        &self,
        kinds: &[EntryKind],
        beside: &[EntryKind],
    ) -> Result<Vec<TextPlace>> {
        let customers = self.record_customers()?;
        let codes = |kinds: &[EntryKind]| {
            kinds.iter().map(|kind| kind.code().to_string()).collect::<Vec<_>>().join(",")
        };
        let mut statement = self.connection.prepare(&format!(
            "SELECT t.seq, e.record, e.id, 1 FROM entry_text t JOIN entry e ON e.seq = t.seq
             WHERE e.superseded = 0 AND t.text <> '' AND e.kind IN ({})
             UNION ALL
             SELECT e.seq, e.record, e.id, 0 FROM entry e WHERE e.superseded = 0 AND e.kind IN ({})",
            codes(kinds),
            codes(beside)
        ))?;
        let mut rows = statement.query([])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(1)?;
            let customer = customers.customer(record).unwrap_or(record);
            places.push(TextPlace {
                customer,
                seq: row.get(0)?,
                id: Digest(row.get(2)?),
                has_words: row.get(3)?,
            });
        }
        places.sort_unstable();
        Ok(places)
    }

    pub(crate) fn heard_states(&self) -> Result<FxHashMap<i64, Digest>> {
        let mut statement = self.connection.prepare("SELECT customer, state FROM heard_of")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, Digest(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn heard_replace(&self, heard: &[NewHeard], gone: &[i64]) -> Result<()> {
        let transaction = self.begin()?;
        for one in heard {
            self.heard_clear(one.customer)?;
        }
        let mut forget =
            self.connection.prepare_cached("DELETE FROM heard_of WHERE customer = ?1")?;
        for customer in gone {
            forget.execute([customer])?;
        }
        let mut signs = self.connection.prepare_cached(
            "INSERT OR REPLACE INTO heard (seq, kind, start, end, probability, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let mut dynamics = self.connection.prepare_cached(
            "INSERT OR REPLACE INTO heard_dynamic (anchor, kind, content) VALUES (?1, ?2, ?3)",
        )?;
        let mut states = self
            .connection
            .prepare_cached("INSERT OR REPLACE INTO heard_of (customer, state) VALUES (?1, ?2)")?;
        for one in heard {
            for sign in &one.heard.signs {
                let Stretch { seq, start, end } = sign.place;
                let due = sign.due.map(|due| due.to_string());
                signs.execute(params![seq, sign.kind, start, end, sign.probability, due])?;
            }
            for dynamic in &one.heard.dynamics {
                let content =
                    serde_json::to_string(dynamic).map_err(|_| Error::Corrupt("dynamic"))?;
                dynamics.execute(params![dynamic.anchor, dynamic.kind, content])?;
            }
            states.execute(params![one.customer, one.state.0])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Forgets what was heard of a customer; the next weave hears anew.
    pub(super) fn heard_clear(&self, customer: i64) -> Result<()> {
        for (table, column) in [("heard", "seq"), ("heard_dynamic", "anchor")] {
            let mut clear = self
                .connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE {column} IN ({ENTRIES})"))?;
            clear.execute([customer])?;
        }
        let mut state =
            self.connection.prepare_cached("DELETE FROM heard_of WHERE customer = ?1")?;
        state.execute([customer])?;
        Ok(())
    }

    /// Forgets what was heard of the customer of an entry whose words go.
    pub(super) fn heard_clear_of(&self, seq: i64) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(m.customer, e.record) FROM entry e LEFT JOIN membership m ON m.record = e.record
             WHERE e.seq = ?1",
        )?;
        let customers = statement.query_map([seq], |row| row.get(0))?;
        for customer in customers.collect::<rusqlite::Result<Vec<i64>>>()? {
            self.heard_clear(customer)?;
        }
        Ok(())
    }

    pub(crate) fn heard_of(&self, customer: CustomerId) -> Result<Heard> {
        let mut heard = Heard::default();
        let mut signs = self.connection.prepare_cached(&format!(
            "SELECT {SIGN} FROM entry e JOIN heard h ON h.seq = e.seq WHERE e.record = ?1"
        ))?;
        let mut dynamics = self.connection.prepare_cached(
            "SELECT d.content FROM entry e JOIN heard_dynamic d ON d.anchor = e.seq WHERE e.record = ?1",
        )?;
        for record in self.customer_records(customer)? {
            let mut rows = signs.query([record])?;
            while let Some(row) = rows.next()? {
                heard.signs.push(sign(row)?);
            }
            let mut rows = dynamics.query([record])?;
            while let Some(row) = rows.next()? {
                heard.dynamics.push(dynamic(row)?);
            }
        }
        heard.signs.sort_unstable();
        heard.dynamics.sort_unstable_by(|a, b| (a.anchor, &a.kind).cmp(&(b.anchor, &b.kind)));
        Ok(heard)
    }

    pub(crate) fn heard_at(&self, sequences: &[i64]) -> Result<Vec<HeardSign>> {
        let mut signs = Vec::new();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {SIGN} FROM heard h WHERE h.seq = ?1 ORDER BY h.start, h.kind"
        ))?;
        for seq in sequences {
            let mut rows = statement.query([seq])?;
            while let Some(row) = rows.next()? {
                signs.push(sign(row)?);
            }
        }
        Ok(signs)
    }

    pub(crate) fn entry_marks(&self, sequences: &[i64]) -> Result<Vec<EntryMark>> {
        let records = self.record_customers()?;
        let mut marks = Vec::with_capacity(sequences.len());
        let mut statement = self.connection.prepare_cached(
            "SELECT id, record, department, at, direction FROM entry WHERE seq = ?1",
        )?;
        for &seq in sequences {
            let mut rows = statement.query([seq])?;
            let Some(row) = rows.next()? else { continue };
            let record: i64 = row.get(1)?;
            let place = usize::try_from(record).unwrap_or(usize::MAX);
            marks.push(EntryMark {
                seq,
                id: Digest(row.get(0)?),
                customer: records.customer(record).unwrap_or(record),
                department: row.get(2)?,
                at: row.get(3)?,
                direction: Direction::from_code(row.get(4)?).ok_or(Error::Corrupt("direction"))?,
                restricted: records.restricted.get(place).copied().unwrap_or(false),
            });
        }
        Ok(marks)
    }

    pub(crate) fn heard_list(&self) -> Result<Heard> {
        let mut heard = Heard::default();
        let mut signs = self
            .connection
            .prepare(&format!("SELECT {SIGN} FROM heard h ORDER BY h.seq, h.start, h.kind"))?;
        let mut rows = signs.query([])?;
        while let Some(row) = rows.next()? {
            heard.signs.push(sign(row)?);
        }
        let mut dynamics =
            self.connection.prepare("SELECT content FROM heard_dynamic ORDER BY anchor, kind")?;
        let mut rows = dynamics.query([])?;
        while let Some(row) = rows.next()? {
            heard.dynamics.push(dynamic(row)?);
        }
        Ok(heard)
    }
}
