//! Scans of all entries, narrow and sequential.

use std::ops::RangeInclusive;
use std::sync::Arc;

use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Channel, Direction, EntryKind};
use filo_model::moment::{Moment, Precision};
use rusqlite::Row;
use rusqlite::types::ValueRef;
use rustc_hash::FxHashMap;

use super::Database;
use super::load::{FLAG_DAY, FLAG_KNOWN_INFERRED, FLAG_ZONE_ASSUMED};
use crate::scan::{EntryPlace, EntryRow, RecordCustomers, ScanFilter};
use crate::thread::CustomerId;
use crate::{Error, Result};

/// The moment in the columns `at`, `offset_minutes` and `flags`.
pub(super) fn moment(row: &Row<'_>, first: usize) -> rusqlite::Result<Moment> {
    let flags: u8 = row.get(first + 2)?;
    Ok(Moment {
        millis: row.get(first)?,
        offset_minutes: row.get(first + 1)?,
        precision: if flags & FLAG_DAY == 0 { Precision::Second } else { Precision::Day },
        zone_assumed: flags & FLAG_ZONE_ASSUMED != 0,
    })
}

fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<Option<&'a str>> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => {
            Ok(Some(std::str::from_utf8(bytes).map_err(|_| Error::Corrupt("text"))?))
        }
        _ => Ok(None),
    }
}

/// The columns of a narrow row.
const NARROW: &str =
    "seq, record, at, offset_minutes, flags, known_at, department, channel, direction, kind,
   case_number, case_step, turn, facts, id";

/// An entry without words, of the columns [`NARROW`].
fn narrow<'a>(row: &'a Row<'_>, customer: i64) -> Result<EntryRow<'a>> {
    let channel: Option<u8> = row.get(7)?;
    let step: Option<u8> = row.get(11)?;
    Ok(EntryRow {
        seq: row.get(0)?,
        id: Digest(row.get(14)?),
        record: row.get(1)?,
        customer,
        at: moment(row, 2)?,
        known_at: row.get(5)?,
        known_inferred: row.get::<_, u8>(4)? & FLAG_KNOWN_INFERRED != 0,
        department: row.get(6)?,
        channel: channel.and_then(Channel::from_code),
        direction: Direction::from_code(row.get(8)?).ok_or(Error::Corrupt("direction"))?,
        kind: EntryKind::from_code(row.get(9)?).ok_or(Error::Corrupt("kind"))?,
        case: text(row, 10)?,
        case_step: step.and_then(CaseStep::from_code),
        turn: row.get(12)?,
        facts_json: text(row, 13)?.unwrap_or("{}"),
    })
}

impl Database {
    pub(crate) fn entry_scan(
        &self,
        filter: &ScanFilter,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<()> {
        self.entry_scan_part(filter, &self.record_customers()?, i64::MIN..=i64::MAX, each)
    }

    pub(crate) fn entry_scan_part(
        &self,
        filter: &ScanFilter,
        customers: &RecordCustomers,
        range: RangeInclusive<i64>,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<()> {
        let RecordCustomers { customers, restricted } = customers;
        let codes: Vec<String> = filter.kinds.iter().map(|kind| kind.code().to_string()).collect();
        let kinds = if codes.is_empty() {
            String::new()
        } else {
            format!("AND kind IN ({})", codes.join(","))
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {NARROW} FROM entry
             WHERE seq BETWEEN ?2 AND ?3 AND superseded = 0 AND at >= ?1 {kinds} ORDER BY seq"
        ))?;
        let mut rows =
            statement.query([filter.since.unwrap_or(i64::MIN), *range.start(), *range.end()])?;
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(1)?;
            let place = usize::try_from(record).unwrap_or(usize::MAX);
            if filter.without_restricted && restricted.get(place).copied().unwrap_or(false) {
                continue;
            }
            let customer = customers.get(place).copied().filter(|&one| one != 0).unwrap_or(record);
            each(&narrow(row, customer)?);
        }
        Ok(())
    }

    pub(crate) fn entry_scan_all(
        &self,
        range: RangeInclusive<i64>,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {NARROW} FROM entry WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"
        ))?;
        let mut rows = statement.query([*range.start(), *range.end()])?;
        while let Some(row) = rows.next()? {
            let record = row.get(1)?;
            each(&narrow(row, record)?);
        }
        Ok(())
    }

    pub(crate) fn entry_superseded(&self) -> Result<Vec<i64>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT seq FROM entry WHERE superseded = 1 ORDER BY seq")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn erasure_stand(&self) -> Result<u64> {
        let count = "SELECT count(*) FROM erased";
        Ok(self.connection.query_row(count, [], |row| row.get(0))?)
    }

    pub(crate) fn customer_scan(
        &self,
        customer: CustomerId,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<bool> {
        let records = self.customer_records(customer)?;
        let naming = self.record_naming(customer)?.unwrap_or_default();
        let mut restricted =
            self.connection.prepare_cached("SELECT restricted FROM record WHERE id = ?1")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {NARROW} FROM entry WHERE record = ?1 AND superseded = 0"
        ))?;
        let mut free = true;
        for record in records {
            free &= !restricted.query_row([record], |row| row.get::<_, bool>(0))?;
            let mut rows = statement.query([record])?;
            while let Some(row) = rows.next()? {
                each(&narrow(row, naming)?);
            }
        }
        Ok(free)
    }

    pub(crate) fn entry_places(&self, sequences: &[i64]) -> Result<Vec<EntryPlace>> {
        let sources = self.names("SELECT id, name FROM word WHERE kind = 'source'")?;
        let files =
            self.names("SELECT g.id, p.name FROM reading g JOIN word p ON p.id = g.path")?;
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, id, source, kind, at, offset_minutes, flags, reading, line FROM entry WHERE seq = ?1",
        )?;
        let mut places = Vec::with_capacity(sequences.len());
        let name = |names: &FxHashMap<i64, Arc<str>>, number: i64| {
            names.get(&number).cloned().ok_or(Error::Corrupt("name"))
        };
        for seq in sequences {
            let mut rows = statement.query([seq])?;
            let Some(row) = rows.next()? else { continue };
            places.push(EntryPlace {
                seq: row.get(0)?,
                id: Digest(row.get(1)?),
                source: name(&sources, row.get(2)?)?,
                kind: EntryKind::from_code(row.get(3)?).ok_or(Error::Corrupt("kind"))?,
                at: moment(row, 4)?,
                file: name(&files, row.get(7)?)?,
                line: row.get(8)?,
            });
        }
        Ok(places)
    }

    fn names(&self, query: &str) -> Result<FxHashMap<i64, Arc<str>>> {
        let mut statement = self.connection.prepare_cached(query)?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?.into())))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn customers_named(&self, numbers: &[i64]) -> Result<Vec<CustomerId>> {
        let mut statement =
            self.connection.prepare_cached("SELECT digest FROM record WHERE id = ?1")?;
        let named = numbers.iter().map(|number| {
            let digest = statement.query_row([number], |row| row.get(0))?;
            Ok(CustomerId::named_by(Digest(digest)))
        });
        named.collect()
    }

    pub(crate) fn entry_newest(&self, until: i64) -> Result<Option<i64>> {
        let newest = "SELECT max(at) FROM entry WHERE superseded = 0 AND at <= ?1";
        Ok(self.connection.query_row(newest, [until], |row| row.get(0))?)
    }

    pub(crate) fn entry_oldest(&self) -> Result<Option<i64>> {
        Ok(self.connection.query_row(
            "SELECT min(at) FROM entry WHERE superseded = 0",
            [],
            |row| row.get(0),
        )?)
    }

    /// The customer of each record by the record's number, 0 where none, and whether it is restricted.
    pub(crate) fn record_customers(&self) -> Result<RecordCustomers> {
        let count: i64 =
            self.connection
                .query_row("SELECT coalesce(max(id), 0) FROM record", [], |row| row.get(0))?;
        let size = usize::try_from(count).unwrap_or(0) + 1;
        let (mut customers, mut restricted) = (vec![0; size], vec![false; size]);
        let mut statement = self.connection.prepare("SELECT record, customer FROM membership")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let place = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX);
            if let Some(customer) = customers.get_mut(place) {
                *customer = row.get(1)?;
            }
        }
        drop(rows);
        // A restriction is the customer's: it holds for records that were linked later, too.
        let mut statement = self.connection.prepare(
            "SELECT m.record FROM membership m WHERE m.customer IN (
               SELECT coalesce(o.customer, r.id) FROM record r LEFT JOIN membership o ON o.record = r.id
               WHERE r.restricted = 1)
             UNION SELECT id FROM record WHERE restricted = 1",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let place = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX);
            if let Some(flag) = restricted.get_mut(place) {
                *flag = true;
            }
        }
        Ok(RecordCustomers { customers, restricted })
    }
}
