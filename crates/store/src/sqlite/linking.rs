//! What links records: versions of the model, what became of customers, what is left to people.

use filo_model::digest::Digest;
use rusqlite::params;
use rustc_hash::FxHashSet;

use super::Database;
use crate::linking::{Fate, KeptModel, Lineage, Linking, NewModel, Proposal};
use crate::project::{Membership, RecordNumber};
use crate::thread::CustomerId;
use crate::{Error, Result};

impl Database {
    pub(crate) fn linking_replace(&self, linking: &mut Linking<'_>) -> Result<u64> {
        let transaction = self.begin()?;
        if let Some(model) = linking.model {
            self.model_append(model)?;
        }
        let changed = self.memberships_replace(&mut linking.memberships)?;
        let newest = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        let decision = newest("SELECT coalesce(max(number), 0) FROM decision")?;
        let model = newest("SELECT coalesce(max(version), 0) FROM model")?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO lineage (at, kind, customer, other, model, decision, sequence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for one in linking.lineage {
            let (kind, customer, other) = (one.fate.code(), one.customer.0, one.other.0);
            let (at, sequence) = (linking.at, linking.sequence);
            insert.execute(params![at, kind, customer, other, model, decision, sequence])?;
        }
        self.connection.execute("DELETE FROM proposal", [])?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO proposal (a, b, odds, pairs) VALUES (?1, ?2, ?3, ?4)")?;
        for one in linking.proposals {
            insert.execute(params![one.a.0, one.b.0, one.odds, one.pairs])?;
        }
        self.meta_number_set("membership_sequence", linking.sequence)?;
        self.meta_number_set("membership_decision", decision)?;
        self.meta_number_set("membership_model", model)?;
        self.meta_number_set("membership_terms", linking.terms)?;
        transaction.commit()?;
        Ok(changed)
    }

    fn memberships_replace(
        &self,
        memberships: &mut dyn Iterator<Item = Membership>,
    ) -> Result<u64> {
        // By record number, which starts at 1 and has few gaps: 24 bytes a record.
        let mut before: Vec<(i64, i64, u64)> = Vec::new();
        {
            let mut statement = self.connection.prepare(
                "SELECT record, customer, coalesce(linked_to, 0), rule, odds FROM membership ORDER BY record",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let place = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
                before.resize(place.max(before.len()), (0, 0, 0));
                let rule = row.get_ref(3)?.as_str_or_null().ok().flatten();
                before.push((row.get(1)?, row.get(2)?, link_key(rule, row.get(4)?)));
            }
        }
        // The first time the index is made once at the end, sorted, instead of row by row at random places.
        if before.is_empty() {
            self.connection.execute_batch("DROP INDEX membership_customer")?;
        }
        let mut upsert = self.connection.prepare(
            "INSERT INTO membership (record, customer, linked_to, rule, odds) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (record) DO UPDATE SET customer = excluded.customer, linked_to = excluded.linked_to,
               rule = excluded.rule, odds = excluded.odds",
        )?;
        let mut changed = 0;
        for one in memberships {
            let linked_to = one.linked_to.map(|record| record.0);
            let place = usize::try_from(one.record.0).unwrap_or(usize::MAX);
            let now = (one.customer.0, linked_to.unwrap_or(0), link_key(one.rule, one.odds));
            if before.get(place) != Some(&now) {
                let (record, customer) = (one.record.0, one.customer.0);
                upsert.execute(params![record, customer, linked_to, one.rule, one.odds])?;
                changed += 1;
            }
        }
        drop(upsert);
        if before.is_empty() {
            self.connection
                .execute_batch("CREATE INDEX membership_customer ON membership (customer)")?;
        }
        Ok(changed)
    }

    fn model_append(&self, model: &NewModel) -> Result<()> {
        let systems = serde_json::to_string(&model.systems).map_err(|_| Error::Corrupt("model"))?;
        self.connection.execute(
            "INSERT INTO model (at, records, systems, labels, data, precision, expected_precision, content)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                model.at,
                model.records,
                systems,
                model.labels,
                model.data.0,
                model.precision,
                model.expected_precision,
                model.content
            ],
        )?;
        Ok(())
    }

    pub(crate) fn model_list(&self, newest: bool) -> Result<Vec<KeptModel>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT version, at, records, systems, labels, data, precision, expected_precision, content
             FROM model WHERE ?1 = 0 OR version = (SELECT max(version) FROM model) ORDER BY version",
        )?;
        let mut rows = statement.query([newest])?;
        let mut models = Vec::new();
        while let Some(row) = rows.next()? {
            let systems: String = row.get(3)?;
            let systems = serde_json::from_str(&systems).map_err(|_| Error::Corrupt("model"))?;
            let model = NewModel {
                at: row.get(1)?,
                records: row.get(2)?,
                systems,
                labels: row.get(4)?,
                data: Digest(row.get(5)?),
                precision: row.get(6)?,
                expected_precision: row.get(7)?,
                content: row.get(8)?,
            };
            models.push(KeptModel { version: row.get(0)?, model });
        }
        Ok(models)
    }

    pub(crate) fn model_rewrite(&self, version: i64, content: &str) -> Result<()> {
        self.connection.execute(
            "UPDATE model SET content = ?2 WHERE version = ?1",
            params![version, content],
        )?;
        Ok(())
    }

    pub(crate) fn lineage_list(&self, customer: Option<CustomerId>) -> Result<Vec<Lineage>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT l.number, l.at, l.kind, l.customer, l.other, l.model, l.decision, c.digest, o.digest
             FROM lineage l JOIN record c ON c.id = l.customer JOIN record o ON o.id = l.other
             WHERE ?1 OR l.customer = ?2 OR l.other = ?2 ORDER BY l.number",
        )?;
        let mut all = Vec::new();
        let mut seen: FxHashSet<i64> = FxHashSet::default();
        let mut waiting: Vec<i64> = match customer {
            Some(customer) => self.record_naming(customer)?.into_iter().collect(),
            None => vec![0],
        };
        while let Some(named) = waiting.pop() {
            if !seen.insert(named) {
                continue;
            }
            let mut rows = statement.query(params![customer.is_none(), named])?;
            while let Some(row) = rows.next()? {
                if customer.is_some() {
                    waiting.extend([row.get::<_, i64>(3)?, row.get(4)?]);
                }
                all.push(Lineage {
                    number: row.get(0)?,
                    at: row.get(1)?,
                    fate: Fate::from_code(row.get(2)?).ok_or(Error::Corrupt("lineage"))?,
                    customer: CustomerId::named_by(Digest(row.get(7)?)),
                    other: CustomerId::named_by(Digest(row.get(8)?)),
                    model: row.get(5)?,
                    decision: row.get(6)?,
                });
            }
        }
        all.sort_unstable_by_key(|one| one.number);
        all.dedup();
        Ok(all)
    }

    pub(crate) fn lineage_past(&self) -> Result<(Vec<RecordNumber>, Vec<RecordNumber>)> {
        let records = |sql: &str| -> Result<Vec<RecordNumber>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| row.get(0).map(RecordNumber))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let retired = records(
            "SELECT l.customer FROM lineage l WHERE l.kind = 1 AND NOT EXISTS (
               SELECT 1 FROM membership m WHERE m.record = l.customer AND m.customer = l.customer)
             GROUP BY l.customer ORDER BY max(l.number)",
        )?;
        let split = records(
            "SELECT customer FROM lineage WHERE kind = 2 GROUP BY customer ORDER BY min(number)",
        )?;
        Ok((retired, split))
    }

    pub(crate) fn proposal_list(&self, limit: usize) -> Result<(Vec<Proposal>, u64)> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT a, b, odds, pairs FROM proposal ORDER BY place LIMIT ?1")?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map([limit], |row| {
            let (a, b) = (RecordNumber(row.get(0)?), RecordNumber(row.get(1)?));
            Ok(Proposal { a, b, odds: row.get(2)?, pairs: row.get(3)? })
        })?;
        let all = rows.collect::<rusqlite::Result<_>>()?;
        let count =
            self.connection.query_row("SELECT count(*) FROM proposal", [], |row| row.get(0))?;
        Ok((all, count))
    }

    /// The customer that this one is now: itself, or the one that its record went to.
    pub(super) fn customer_now(&self, customer: CustomerId) -> Result<Option<CustomerId>> {
        let Some(record) = self.record_naming(customer)? else { return Ok(None) };
        let mut statement = self.connection.prepare_cached(
            "SELECT c.digest FROM membership m JOIN record c ON c.id = m.customer WHERE m.record = ?1",
        )?;
        let mut rows = statement.query([record])?;
        let now = rows.next()?.map(|row| row.get(0).map(Digest)).transpose()?;
        Ok(Some(now.map_or(customer, CustomerId::named_by)))
    }

    /// The record that gives, or once gave, a customer its id.
    pub(super) fn record_naming(&self, customer: CustomerId) -> Result<Option<i64>> {
        let low = customer.0.to_be_bytes();
        let (mut from, mut to) = ([0; 16], [u8::MAX; 16]);
        from[..8].copy_from_slice(&low);
        to[..8].copy_from_slice(&low);
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM record WHERE digest BETWEEN ?1 AND ?2")?;
        let mut rows = statement.query([from, to])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }
}

/// What stands for a link's rule and odds in a comparison.
fn link_key(rule: Option<&str>, odds: Option<f32>) -> u64 {
    let rule = rule.map_or(0, |rule| Digest::of(rule.as_bytes()).short());
    rule ^ odds.map_or(0, |odds| u64::from(odds.to_bits()))
}
