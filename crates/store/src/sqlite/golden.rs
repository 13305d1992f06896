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
                add(&mut found.said, row, 0, &names)?;
            }
        }
        Ok(found)
    }

    pub(crate) fn statement_scan(&self, each: &mut dyn FnMut(CustomerStatements)) -> Result<()> {
        let names = self.systems_and_sources()?;
        let mut statement = self.connection.prepare(&format!(
            "SELECT m.customer, c.digest, r.restricted, {COLUMNS} FROM membership m
             JOIN record r ON r.id = m.record JOIN statement s ON s.record = r.id
             JOIN record c ON c.id = m.customer
             WHERE r.erased = 0 ORDER BY m.customer, m.record, s.source, s.seq"
        ))?;
        let mut rows = statement.query([])?;
        let mut current: Option<(i64, CustomerStatements)> = None;
        let mut pass = |done: Option<(i64, CustomerStatements)>| {
            let done = done.map(|(_, customer)| customer);
            let said = |one: &CustomerStatements| {
                one.said.len() > 1 || one.said.iter().any(|said| said.versions.len() > 1)
            };
            done.filter(said).into_iter().for_each(&mut *each);
        };
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            if current.as_ref().is_none_or(|(other, _)| *other != number) {
                pass(current.take());
                let customer = CustomerId::named_by(Digest(row.get(1)?));
                let fresh = CustomerStatements { customer, restricted: false, said: Vec::new() };
                current = Some((number, fresh));
            }
            if let Some((_, customer)) = &mut current {
                customer.restricted |= row.get::<_, bool>(2)?;
                add(&mut customer.said, row, 3, &names)?;
            }
        }
        pass(current);
        Ok(())
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

/// Adds a row to what is said; rows of one record and source follow each other.
fn add(said: &mut Vec<RecordStatements>, row: &Row<'_>, first: usize, names: &Words) -> Result<()> {
    let name = |column: usize| -> Result<Arc<str>> {
        let found = names.get(&row.get::<_, i64>(first + column)?);
        found.cloned().ok_or(Error::Corrupt("a word without its name"))
    };
    let record = Digest(row.get(first)?);
    let source = name(3)?;
    let details = row.get_ref(first + 9)?.as_str().map_err(rusqlite::Error::from)?;
    let version = StatementVersion {
        digest: Digest(row.get(first + 4)?),
        mapping: row.get(first + 5)?,
        first: row.get(first + 6)?,
        last: row.get(first + 7)?,
        exported: row.get(first + 10)?,
        superseded: row.get(first + 8)?,
        details: serde_json::from_str(details).map_err(|_| Error::Corrupt("details"))?,
    };
    match said.last_mut().filter(|last| last.record == record && last.source == source) {
        Some(last) => last.versions.push(version),
        None => said.push(RecordStatements {
            record,
            key: row.get(first + 1)?,
            system: name(2)?,
            source,
            versions: vec![version],
        }),
    }
    Ok(())
}
