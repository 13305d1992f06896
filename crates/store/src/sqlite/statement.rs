//! Records and what sources say of them: one statement a source, with its earlier versions.

use filo_model::digest::Digest;
use filo_model::draft::RecordDraft;
use filo_model::name::fold;
use filo_model::record::Details;
use rusqlite::params;

use super::load::{Loader, Outcome};
use super::share::shared_words;
use crate::{Error, Result};

impl Loader<'_> {
    /// The number of a record, given on first sight.
    pub(super) fn record_number(&mut self, record: &RecordDraft) -> Result<i64> {
        let known = self.memory.records.as_ref().and_then(|records| records.get(&record.id));
        if let Some(number) = known {
            return Ok(i64::from(*number));
        }
        self.record_insert.execute(params![record.id.0, self.open.system, record.key])?;
        let number = self.connection.last_insert_rowid();
        let small = u32::try_from(number)
            .map_err(|_| Error::Corrupt("more records than can be numbered"))?;
        if let Some(records) = &mut self.memory.records {
            records.insert(record.id, small);
        }
        Ok(number)
    }

    /// Loads what a row says of a person, as new, as another version, or not at all.
    pub(super) fn state(&mut self, record: i64, draft: &RecordDraft) -> Result<Outcome> {
        if draft.statement.is_empty() {
            return Ok(Outcome::Known);
        }
        let digest = draft.statement.digest();
        let source = self.open.source;
        let content = content_key(digest, record, source);
        let exported = self.exported.max(draft.stamp);
        let is_within = |[first, seen, last]: &[i64; 3]| {
            (*first..=*seen).contains(&draft.stamp) && exported <= *last
        };
        if self.memory.stated.get(&content).is_some_and(is_within) {
            return Ok(Outcome::Known);
        }
        let is_first = self.memory.present.states_first(record);
        let versions = if is_first { Vec::new() } else { self.stated(record)? };
        if let Some(place) = versions.iter().position(|version| version.id == digest) {
            self.stated_again(record, versions, place, draft.stamp)?;
            return Ok(Outcome::Known);
        }
        let seq = self.next_seq();
        let mapping = self.open.mapping;
        self.statement_insert.execute(params![
            seq,
            record,
            source,
            digest.0,
            mapping,
            draft.stamp,
            exported,
            draft.statement.json()
        ])?;
        self.words_insert.execute(params![seq, search_words(&draft.key, &draft.details)])?;
        if versions.is_empty() {
            return Ok(Outcome::Loaded);
        }
        self.order_statements(record)?;
        Ok(Outcome::Corrected)
    }

    /// The versions of what the source says of a record.
    fn stated(&mut self, record: i64) -> Result<Vec<Stated>> {
        let rows = self.statement_find.query_map((record, self.open.source), |row| {
            Ok(Stated {
                seq: row.get(0)?,
                id: Digest(row.get(1)?),
                stamp: row.get(2)?,
                mapping: row.get(3)?,
                seen: row.get(4)?,
                exported: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A version is known from its first export to its newest, whichever was read first, and under the
    /// newest mapping that gave it.
    fn stated_again(
        &mut self,
        record: i64,
        mut versions: Vec<Stated>,
        place: usize,
        stamp: i64,
    ) -> Result<()> {
        let before = present(&versions);
        let version = &mut versions[place];
        let is_moved = stamp < version.stamp || self.open.mapping > version.mapping;
        let exported = self.exported.max(stamp);
        if !is_moved && stamp <= version.seen && exported <= version.exported {
            return Ok(());
        }
        version.stamp = version.stamp.min(stamp);
        version.seen = version.seen.max(stamp);
        version.exported = version.exported.max(exported);
        version.mapping = version.mapping.max(self.open.mapping);
        self.connection
            .prepare_cached(
                "UPDATE statement SET stamp = ?2, mapping = ?3, seen = ?4, exported = ?5 WHERE seq = ?1",
            )?
            .execute([version.seq, version.stamp, version.mapping, version.seen, version.exported])?;
        if !is_moved && present(&versions) == before {
            return Ok(());
        }
        self.order_statements(record)?;
        // Another version may be in force without anything new: customers are made anew.
        self.connection
            .prepare_cached("DELETE FROM meta WHERE name = 'membership_sequence'")?
            .execute([])?;
        Ok(())
    }

    /// Marks which version of what a source says of a record is the present one.
    fn order_statements(&mut self, record: i64) -> Result<()> {
        let versions = self.stated(record)?;
        let present = present(&versions);
        let mut mark = self
            .connection
            .prepare_cached("UPDATE statement SET superseded = ?2 WHERE seq = ?1")?;
        for version in &versions {
            mark.execute(params![version.seq, Some(version.seq) != present])?;
        }
        Ok(())
    }
}

/// A version of what a source says of a record.
struct Stated {
    seq: i64,
    id: Digest,
    /// The stamp of the first export that held it.
    stamp: i64,
    mapping: i64,
    /// The newest stamp it came with.
    seen: i64,
    /// The date of the newest export that held it.
    exported: i64,
}

/// The version in force: of the newest mapping, the one that the newest export held. What a source
/// says again prevails over what it said in between; an old export read late changes nothing.
fn present(versions: &[Stated]) -> Option<i64> {
    let order = |one: &&Stated| (one.mapping, one.seen, one.stamp, one.id);
    versions.iter().max_by_key(order).map(|version| version.seq)
}

/// What stands for a statement's content among all that is known.
pub(super) fn content_key(digest: Digest, record: i64, source: i64) -> u64 {
    // Odd factors spread the small numbers of records and sources over all bits.
    let record = record.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let source = source.cast_unsigned().wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    digest.short() ^ record.rotate_left(17) ^ source.rotate_left(31)
}

/// The words by which a record is found, in the form that [`super::thread`] asks with.
pub(super) fn search_words(key: &str, details: &Details) -> String {
    let mut words = key.to_lowercase();
    let mut push = |word: &str| {
        words.push(' ');
        words.push_str(word);
    };
    if let Some(name) = &details.name {
        push(&fold(&name.to_string()));
    }
    if let Some(name) = &details.company_name {
        push(&fold(&name.to_string()));
    }
    if let Some(code) = &details.tax_code {
        push(&code.canonical().as_str().to_lowercase());
    }
    if let Some(number) = &details.vat_number {
        push(number.as_str());
    }
    for phone in &details.phones {
        push(phone.as_str());
    }
    for email in &details.emails {
        push(email.as_str());
    }
    for word in shared_words(details) {
        push(&word);
    }
    words
}
