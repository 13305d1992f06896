//! Records and what sources say of them: one statement a source, with its earlier versions.

use filo_model::digest::Digest;
use filo_model::draft::RecordDraft;
use filo_model::name::fold;
use filo_model::record::Details;
use rusqlite::params;

use super::load::{Loader, Outcome, versions};
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
        if self.is_known(content_key(digest, record, source), draft.stamp) {
            return Ok(Outcome::Known);
        }
        let is_first = self.memory.present.states_first(record);
        let versions = if is_first {
            Vec::new()
        } else {
            versions(&mut self.statement_find, (record, source))?
        };
        if let Some(version) = versions.iter().find(|version| version.id == digest) {
            let first = version.stamp.min(draft.stamp);
            let newest = version.mapping.max(self.open.mapping);
            if (version.stamp, version.mapping) != (first, newest) {
                self.connection
                    .prepare_cached("UPDATE statement SET stamp = ?2, mapping = ?3 WHERE seq = ?1")?
                    .execute([version.seq, first, newest])?;
                self.order_statements(record)?;
                // Another version may be in force without anything new: customers are made anew.
                self.connection
                    .prepare_cached("DELETE FROM meta WHERE name = 'membership_sequence'")?
                    .execute([])?;
            }
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
            draft.statement.json()
        ])?;
        self.words_insert.execute(params![seq, search_words(&draft.key, &draft.details)])?;
        if versions.is_empty() {
            return Ok(Outcome::Loaded);
        }
        self.order_statements(record)?;
        Ok(Outcome::Corrected)
    }

    /// Marks which version of what a source says of a record is the present one.
    fn order_statements(&mut self, record: i64) -> Result<()> {
        let versions = versions(&mut self.statement_find, (record, self.open.source))?;
        self.order(&versions, "UPDATE statement SET superseded = ?2 WHERE seq = ?1")
    }
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
