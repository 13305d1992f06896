//! Records with what is said of them now, and the customers they make.

use std::ops::RangeInclusive;

use filo_model::digest::Digest;
use filo_model::facts::{Direction, EntryKind, Facts};
use filo_model::pointer::Pointer;
use filo_model::record::Details;

use super::Database;
use crate::project::{MembershipStand, Naming, Reach, RecordDetails, RecordNumber, SystemReach};
use crate::thread::CustomerId;
use crate::{Error, Result};

impl Database {
    pub(crate) fn record_changed_since(&self, sequence: i64) -> Result<Vec<Digest>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT digest FROM record WHERE id IN (
               SELECT record FROM entry WHERE seq > ?1 UNION SELECT record FROM statement WHERE seq > ?1)
             ORDER BY digest",
        )?;
        let rows = statement.query_map([sequence], |row| row.get(0).map(Digest))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn record_last(&self) -> Result<RecordNumber> {
        let last =
            self.connection
                .query_row("SELECT coalesce(max(id), 0) FROM record", [], |row| row.get(0))?;
        Ok(RecordNumber(last))
    }

    pub(crate) fn record_scan(
        &self,
        range: RangeInclusive<RecordNumber>,
        each: &mut dyn FnMut(RecordDetails),
    ) -> Result<()> {
        let range = [range.start().0, range.end().0];
        let mut records = self.connection.prepare(
            "SELECT id, digest, system, erased FROM record WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
        )?;
        // The newest statement of each source, newest first, so that the first filled value counts;
        // then what was said before.
        let mut statements = self.connection.prepare(
            "SELECT record, details, superseded, digest FROM statement WHERE record BETWEEN ?1 AND ?2
             ORDER BY record, superseded, stamp DESC, digest DESC",
        )?;
        let mut said = statements.query(range)?;
        let mut next: Option<(i64, Details, u128)> = None;
        let mut advance = || -> Result<Option<(i64, Details, u128)>> {
            let Some(row) = said.next()? else { return Ok(None) };
            let details = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            let mut details: Details =
                serde_json::from_str(details).map_err(|_| Error::Corrupt("details"))?;
            let mut said = u128::from_be_bytes(row.get(3)?);
            if row.get(2)? {
                (details, said) = (details.past(), 0);
            }
            Ok(Some((row.get(0)?, details, said)))
        };
        if let Some(first) = advance()? {
            next = Some(first);
        }
        let mut rows = records.query(range)?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let (mut details, mut said) = (Details::default(), 0_u128);
            while let Some((record, more, digest)) = next.take() {
                if record != number {
                    next = Some((record, more, digest));
                    break;
                }
                details.fill_from(more);
                said = said.wrapping_add(digest);
                next = advance()?;
            }
            let id = Digest(row.get(1)?);
            each(RecordDetails {
                number: RecordNumber(number),
                id,
                system: row.get(2)?,
                details,
                erased: row.get(3)?,
                // Whose record says it counts, too.
                said: said.wrapping_mul(u128::from_be_bytes(id.0) | 1),
            });
        }
        Ok(())
    }

    pub(crate) fn record_ids(&self, each: &mut dyn FnMut(Digest)) -> Result<()> {
        let mut statement = self.connection.prepare("SELECT digest FROM record")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(Digest(row.get(0)?));
        }
        Ok(())
    }

    pub(crate) fn owner_scan(
        &self,
        is_silent: &dyn Fn(RecordNumber) -> bool,
        each: &mut dyn FnMut(RecordNumber, Naming),
    ) -> Result<()> {
        let mut statement = self.connection.prepare(
            "SELECT record, kind, facts, direction FROM entry WHERE superseded = 0 ORDER BY seq",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let record = RecordNumber(row.get(0)?);
            let kind = EntryKind::from_code(row.get(1)?).ok_or(Error::Corrupt("kind"))?;
            // What a customer writes owns nothing that a carrier or a bank tells the company of.
            let owns = matches!(kind, EntryKind::Invoice | EntryKind::Message)
                && row.get::<_, u8>(3)? != Direction::In.code();
            if !owns && !is_silent(record) {
                continue;
            }
            let facts = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            if !owns {
                let named: NamedClaim =
                    serde_json::from_str(facts).map_err(|_| Error::Corrupt("facts"))?;
                named
                    .claim
                    .into_iter()
                    .for_each(|claim| each(record, Naming::Mentions(Pointer::Claim(claim))));
                continue;
            }
            let mut own = |pointer| each(record, Naming::Owns(pointer));
            let mut reader = serde_json::Deserializer::from_str(facts);
            match Facts::deserialize_as(kind, &mut reader) {
                Ok(Facts::Invoice(one)) => {
                    one.claim.into_iter().for_each(|claim| own(Pointer::Claim(claim)));
                    one.file.into_iter().for_each(|file| own(Pointer::File(file)));
                }
                Ok(Facts::Message(one)) => {
                    one.message.into_iter().for_each(|id| own(Pointer::Message(id)));
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(crate) fn membership_stand(&self) -> Result<MembershipStand> {
        Ok(MembershipStand {
            sequence: self.meta_number("membership_sequence")?,
            decision: self.meta_number("membership_decision")?,
            model: self.meta_number("membership_model")?,
            terms: self.meta_number("membership_terms")?,
        })
    }

    pub(crate) fn record_count(&self) -> Result<u64> {
        Ok(self.connection.query_row("SELECT count(*) FROM record", [], |row| row.get(0))?)
    }

    pub(crate) fn customer_count(&self) -> Result<u64> {
        // Each customer is named by exactly one of its records.
        let named = "SELECT count(*) FROM membership WHERE customer = record";
        Ok(self.connection.query_row(named, [], |row| row.get(0))?)
    }

    pub(crate) fn customer_reach(&self) -> Result<Reach> {
        let systems = self.words("system")?;
        let last = usize::try_from(self.record_last()?.0).unwrap_or(0);
        let mut known: Vec<u64> = vec![0; last + 1];
        let mut records = vec![0_u64; systems.len()];
        let mut statement = self.connection.prepare(
            "SELECT coalesce(m.customer, r.id), r.system FROM record r
             LEFT JOIN membership m ON m.record = r.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let customer = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX);
            let system: i64 = row.get(1)?;
            let Some(place) = systems.iter().position(|one| one.0 == system) else { continue };
            records[place] += 1;
            if let (Some(bits), true) = (known.get_mut(customer), place < 64) {
                *bits |= 1 << place;
            }
        }
        let mut reach = Reach::default();
        reach.systems.extend(systems.into_iter().zip(records).map(|((_, system), records)| {
            SystemReach { system, records, customers: 0, shared: 0 }
        }));
        for bits in known.into_iter().filter(|&bits| bits != 0) {
            let count = bits.count_ones() as usize;
            reach.known_by.resize(reach.known_by.len().max(count), 0);
            reach.known_by[count - 1] += 1;
            for (place, system) in reach.systems.iter_mut().enumerate().take(64) {
                if bits & (1 << place) != 0 {
                    system.customers += 1;
                    system.shared += u64::from(count > 1);
                }
            }
        }
        reach.systems.retain(|system| system.records > 0);
        reach.systems.sort_by(|a, b| a.system.cmp(&b.system));
        Ok(reach)
    }

    pub(crate) fn customer_of_record(&self, record: Digest) -> Result<Option<CustomerId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.digest FROM record r LEFT JOIN membership m ON m.record = r.id
             JOIN record c ON c.id = coalesce(m.customer, r.id) WHERE r.digest = ?1",
        )?;
        let mut rows = statement.query([record.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(CustomerId::named_by(Digest(row.get(0)?))))
    }

    /// The numbers of a customer's records; empty where there is no such customer. An id that is no more
    /// leads to the customer its record went to.
    pub(super) fn customer_records(&self, customer: CustomerId) -> Result<Vec<i64>> {
        let Some(naming) = self.record_naming(customer)? else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT m.record FROM membership o JOIN membership m ON m.customer = o.customer
             WHERE o.record = ?1 ORDER BY 1",
        )?;
        let rows = statement.query_map([naming], |row| row.get(0))?;
        let records: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        // A record that was never linked stands alone.
        Ok(if records.is_empty() { vec![naming] } else { records })
    }
}

/// The claim that facts of any kind name.
#[derive(serde::Deserialize)]
struct NamedClaim {
    #[serde(default)]
    claim: Option<String>,
}
