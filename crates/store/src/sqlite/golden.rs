//! What sources say of customers' records in all versions: one customer, or all of them in one pass.

use std::sync::Arc;

use filo_model::digest::Digest;
use filo_model::record::record_id;
use rusqlite::Row;
use rustc_hash::FxHashMap;

use super::Database;
use crate::golden::{CustomerStatements, RecordStatements, StatementVersion};
use crate::thread::CustomerId;
use crate::{Error, Result};

const COLUMNS: &str =
    "r.digest, coalesce(r.key, ''), r.system, s.source, s.digest, s.mapping, s.stamp, s.seen,
  s.superseded, s.details, s.exported";

/// The names of systems and sources by their numbers.
type Words = FxHashMap<i64, Arc<str>>;

impl Database {
    fn systems_and_sources(&self) -> Result<Words> {
        let mut names = Words::default();
        for kind in ["system", "source"] {
            names.extend(self.words(kind)?.into_iter().map(|(id, name)| (id, name.into())));
        }
        Ok(names)
    }

    pub(crate) fn statement_fetch(&self, customer: CustomerId) -> Result<CustomerStatements> {
        let names = self.systems_and_sources()?;
        let mut found = CustomerStatements { customer, restricted: false, said: Vec::new() };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM record r JOIN statement s ON s.record = r.id
             WHERE r.id = ?1 AND r.erased = 0 ORDER BY s.source, s.seq"
        ))?;
        let mut restricted =
            self.connection.prepare_cached("SELECT restricted FROM record WHERE id = ?1")?;
        for number in self.customer_records(customer)? {
            found.restricted |= restricted.query_row([number], |row| row.get::<_, bool>(0))?;
            let mut rows = statement.query([number])?;
            while let Some(row) = rows.next()? {
                add(&mut found.said, row, &names)?;
            }
        }
        Ok(found)
    }

    /// Statements lie in the order in which they were loaded, source after source. They are read from
    /// beginning to end, as often as it takes to hold those of a part of the customers at a time:
    /// looking for them record by record takes three times as long.
    pub(crate) fn statement_scan(&self, each: &mut dyn FnMut(CustomerStatements)) -> Result<()> {
        let names = self.systems_and_sources()?;
        let records = self.records_known()?;
        let mut last = self.connection.prepare("SELECT count(*) FROM statement")?;
        let rows: i64 = last.query_row([], |row| row.get(0))?;
        let parts = rows / PART_ROWS + 1;
        let mut statement = self.connection.prepare(
            "SELECT record, source, digest, mapping, stamp, seen, superseded, exported, details FROM statement",
        )?;
        for part in 0..parts {
            let mut held: Vec<Held> = Vec::new();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let number: i64 = row.get(0)?;
                let Some(record) = records.get(number) else { continue };
                if record.customer % parts == part && !record.erased {
                    held.push(Held::read(record.customer, number, row)?);
                }
            }
            // A stable sort: versions stay in the order of their numbers.
            held.sort_by_key(|one| (one.customer, one.record, one.source));
            for of_customer in held.chunk_by(|a, b| a.customer == b.customer) {
                if of_customer.len() > 1 {
                    each(records.customer(of_customer, &names)?);
                }
            }
        }
        Ok(())
    }

    /// What is known of every record, in some seventy bytes each.
    fn records_known(&self) -> Result<Records> {
        let mut known = Records::default();
        let mut statement = self.connection.prepare(
            "SELECT id, digest, coalesce(key, ''), system, restricted, erased FROM record ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let from = known.keys.len();
            known.keys.push_str(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?);
            known.by_number.resize(usize::try_from(number).unwrap_or(0), Known::default());
            known.by_number.push(Known {
                digest: Digest(row.get(1)?),
                key: from..known.keys.len(),
                system: row.get(3)?,
                customer: number,
                restricted: row.get(4)?,
                erased: row.get(5)?,
            });
        }
        let mut statement = self.connection.prepare("SELECT record, customer FROM membership")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let place = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX);
            if let Some(record) = known.by_number.get_mut(place) {
                record.customer = row.get(1)?;
            }
        }
        Ok(known)
    }

    pub(crate) fn export_stamps(&self) -> Result<Vec<(String, Vec<i64>)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT s.name, g.export_stamp FROM reading g JOIN word s ON s.id = g.source
             ORDER BY s.name, g.export_stamp",
        )?;
        let mut rows = statement.query([])?;
        let mut stamps: Vec<(String, Vec<i64>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let source = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if stamps.last().is_none_or(|(last, _)| last != source) {
                stamps.push((source.to_owned(), Vec::new()));
            }
            if let Some((_, of_source)) = stamps.last_mut() {
                of_source.push(row.get(1)?);
            }
        }
        Ok(stamps)
    }

    pub(crate) fn record_find(&self, id_or_key: &str) -> Result<Vec<(Digest, String)>> {
        let mut ids: Vec<Digest> = id_or_key.parse().into_iter().collect();
        for (_, system) in self.words("system")? {
            ids.push(record_id(&system, id_or_key));
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT w.name FROM record r JOIN word w ON w.id = r.system
             WHERE r.digest = ?1 AND r.erased = 0",
        )?;
        let mut found = Vec::new();
        for id in ids {
            let mut rows = statement.query([id.0])?;
            if let Some(row) = rows.next()? {
                found.push((id, row.get(0)?));
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

/// Statements held in memory at a time, of some 350 bytes each.
const PART_ROWS: i64 = 900_000;

/// What is known of every record, by its number.
#[derive(Default)]
struct Records {
    by_number: Vec<Known>,
    /// The keys of all, one after the other.
    keys: String,
}

#[derive(Default, Clone)]
struct Known {
    digest: Digest,
    key: std::ops::Range<usize>,
    system: i64,
    customer: i64,
    restricted: bool,
    erased: bool,
}

impl Records {
    fn get(&self, number: i64) -> Option<&Known> {
        self.by_number.get(usize::try_from(number).ok()?)
    }

    /// All that is said of one customer, in the order of records and sources.
    fn customer(&self, held: &[Held], names: &Words) -> Result<CustomerStatements> {
        let missing = || Error::Corrupt("a statement of no record");
        let first = held.first().ok_or_else(missing)?;
        let naming = self.get(first.customer).ok_or_else(missing)?;
        let mut found = CustomerStatements {
            customer: CustomerId::named_by(naming.digest),
            restricted: false,
            said: Vec::new(),
        };
        for of_source in held.chunk_by(|a, b| (a.record, a.source) == (b.record, b.source)) {
            let Some(one) = of_source.first() else { continue };
            let record = self.get(one.record).ok_or_else(missing)?;
            let name =
                |id| names.get(&id).cloned().ok_or(Error::Corrupt("a word without its name"));
            found.restricted |= record.restricted;
            found.said.push(RecordStatements {
                record: record.digest,
                key: self.keys.get(record.key.clone()).unwrap_or_default().to_owned(),
                system: name(record.system)?,
                source: name(one.source)?,
                versions: of_source.iter().map(Held::version).collect::<Result<_>>()?,
            });
        }
        Ok(found)
    }
}

/// A statement as it is stored, until its customer is complete.
struct Held {
    customer: i64,
    record: i64,
    source: i64,
    digest: [u8; 16],
    mapping: i64,
    times: [i64; 3],
    superseded: bool,
    details: Box<str>,
}

impl Held {
    fn read(customer: i64, record: i64, row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            customer,
            record,
            source: row.get(1)?,
            digest: row.get(2)?,
            mapping: row.get(3)?,
            times: [row.get(4)?, row.get(5)?, row.get(7)?],
            superseded: row.get(6)?,
            details: row.get_ref(8)?.as_str().map_err(rusqlite::Error::from)?.into(),
        })
    }

    fn version(&self) -> Result<StatementVersion> {
        let [first, last, exported] = self.times;
        Ok(StatementVersion {
            digest: Digest(self.digest),
            mapping: self.mapping,
            first,
            last,
            exported,
            superseded: self.superseded,
            details: serde_json::from_str(&self.details).map_err(|_| Error::Corrupt("details"))?,
        })
    }
}

/// Adds a row to what is said; rows of one record and source follow each other.
fn add(said: &mut Vec<RecordStatements>, row: &Row<'_>, names: &Words) -> Result<()> {
    let name = |column: usize| -> Result<Arc<str>> {
        let found = names.get(&row.get::<_, i64>(column)?);
        found.cloned().ok_or(Error::Corrupt("a word without its name"))
    };
    let record = Digest(row.get(0)?);
    let source = name(3)?;
    let details = row.get_ref(9)?.as_str().map_err(rusqlite::Error::from)?;
    let version = StatementVersion {
        digest: Digest(row.get(4)?),
        mapping: row.get(5)?,
        first: row.get(6)?,
        last: row.get(7)?,
        exported: row.get(10)?,
        superseded: row.get(8)?,
        details: serde_json::from_str(details).map_err(|_| Error::Corrupt("details"))?,
    };
    match said.last_mut().filter(|last| last.record == record && last.source == source) {
        Some(last) => last.versions.push(version),
        None => said.push(RecordStatements {
            record,
            key: row.get(1)?,
            system: name(2)?,
            source,
            versions: vec![version],
        }),
    }
    Ok(())
}
