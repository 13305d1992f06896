//! Scans of all entries, narrow and sequential.

use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Channel, Direction, EntryKind};
use filo_model::moment::{Moment, Precision};
use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::Database;
use super::load::{FLAG_DAY, FLAG_ZONE_ASSUMED};
use crate::scan::{EntryRow, ScanFilter};
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

impl Database {
    pub(crate) fn entry_scan(
        &self,
        filter: &ScanFilter,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<()> {
        let (customers, restricted) = self.customers_by_record()?;
        let codes: Vec<String> = filter.kinds.iter().map(|kind| kind.code().to_string()).collect();
        let kinds = if codes.is_empty() {
            String::new()
        } else {
            format!("AND kind IN ({})", codes.join(","))
        };
        let mut statement = self.connection.prepare(&format!(
            "SELECT seq, record, at, offset_minutes, flags, known_at, department, channel, direction, kind,
               case_number, case_step, turn, facts, id FROM entry
             WHERE superseded = 0 AND at >= ?1 {kinds} ORDER BY seq"
        ))?;
        let mut rows = statement.query([filter.since.unwrap_or(i64::MIN)])?;
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(1)?;
            let place = usize::try_from(record).unwrap_or(usize::MAX);
            if filter.without_restricted && restricted.get(place).copied().unwrap_or(false) {
                continue;
            }
            let kind = EntryKind::from_code(row.get(9)?).ok_or(Error::Corrupt("kind"))?;
            let channel: Option<u8> = row.get(7)?;
            let step: Option<u8> = row.get(11)?;
            each(&EntryRow {
                seq: row.get(0)?,
                id: Digest(row.get(14)?),
                customer: customers.get(place).copied().filter(|&one| one != 0).unwrap_or(record),
                at: moment(row, 2)?,
                known_at: row.get(5)?,
                department: row.get(6)?,
                channel: channel.and_then(Channel::from_code),
                direction: Direction::from_code(row.get(8)?).ok_or(Error::Corrupt("direction"))?,
                kind,
                case: text(row, 10)?,
                case_step: step.and_then(CaseStep::from_code),
                turn: row.get(12)?,
                facts_json: text(row, 13)?.unwrap_or("{}"),
            });
        }
        Ok(())
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
    fn customers_by_record(&self) -> Result<(Vec<i64>, Vec<bool>)> {
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
        Ok((customers, restricted))
    }
}
