//! From a row to what it says: whom it is about, and what happened.
//!
//! Layout: [`spec`] is what a configuration says, `reading` finds the value of a field in a row,
//! `person` and `happening` read what the row says, [`terms`] is what a source says of all its rows, and
//! [`Mapping`] puts them together.

mod happening;
mod person;
mod reading;
pub mod spec;
pub mod terms;

use filo_model::amount::DecimalMark;
use filo_model::digest::{Digest, Parts};
use filo_model::draft::{Draft, EntryContent, EntryDraft, RecordDraft, Statement};
use filo_model::facts::EntryKind;
use filo_model::pointer::Pointer;
use filo_model::record::record_id;
use rustc_hash::FxHashMap;

use crate::row::{Reason, Row};
use reading::{Field, Plan, Reading};
use spec::{Content, SourceSpec};

/// A source's mapping, ready for rows.
#[derive(Debug)]
pub struct Mapping {
    plan: Plan,
    state: FileState,
}

/// What a mapping remembers while it goes through one file.
#[derive(Debug, Default)]
struct FileState {
    /// How often a row without a key of its own was seen in this file.
    ordinals: FxHashMap<u64, u32>,
    /// The date of the export, in UTC epoch milliseconds.
    export_stamp: i64,
    parts: Parts,
}

impl Mapping {
    /// Prepares a mapping. `pseudonym_key` turns people of the company into pseudonyms.
    #[must_use]
    pub fn new(spec: SourceSpec, pseudonym_key: [u8; 32]) -> Self {
        Self { plan: Plan::new(spec, pseudonym_key), state: FileState::default() }
    }

    /// The source's specification.
    #[must_use]
    pub fn spec(&self) -> &SourceSpec {
        &self.plan.spec
    }

    /// The slots of the columns that hold amounts, for finding out the decimal mark of a file.
    #[must_use]
    pub fn amount_slots(&self) -> Vec<usize> {
        self.plan.slots_of(&["amount", "total"])
    }

    /// Begins a file: `export_stamp` is its export's date in UTC epoch milliseconds, `mark` what
    /// its amounts show where the configuration leaves it open.
    pub fn begin_file(&mut self, export_stamp: i64, mark: DecimalMark) {
        self.state.ordinals.clear();
        self.state.export_stamp = export_stamp;
        let configured = self.plan.spec.decimal;
        self.plan.habits.mark = if configured == DecimalMark::Auto { mark } else { configured };
    }

    /// Passes over a row that an interrupted weave has loaded already. A row without a key of its own
    /// still counts among its equals, so that later ones keep their ordinals.
    pub fn pass_over(&mut self, row: &Row) {
        let key = Reading::new(&self.plan, row).value(const { Field::named("key") });
        if key.is_empty() {
            // The row was understood when it was loaded; only its ordinal matters now.
            drop(self.draft(row));
        }
    }

    /// What a row says.
    ///
    /// # Errors
    /// The reason why the row has to be set apart.
    pub fn draft(&mut self, row: &Row) -> Result<Draft, Reason> {
        let reading = Reading::new(&self.plan, row);
        let mut given = Vec::new();
        let mut beyond = Vec::new();
        let mut details = person::details(&reading, &mut given);
        let key = match person::record_key(&reading, &details) {
            Some(key) => key,
            None => {
                details.refers_to = person::pointer(&reading);
                if details.refers_to.is_some() {
                    person::set_payer_aside(&reading, &mut details, &mut beyond);
                }
                let account = || person::account_key(&reading);
                let pointed = details.refers_to.as_ref().map(Pointer::key);
                pointed.or_else(account).ok_or(Reason::Nobody)?
            }
        };
        let id = record_id(&self.plan.spec.system, &key);
        let stamp = reading.updated()?.unwrap_or(self.state.export_stamp);
        let mut record = RecordDraft { id, key, stamp, details, statement: Statement::default() };
        let Content::Entries(kind) = self.plan.spec.content else {
            let unread = u32::try_from(given.len()).unwrap_or(u32::MAX);
            record.details.given = given;
            record.details.given.extend(reading.kept());
            state_details(&mut record);
            return Ok(Draft { line: row.line, record, entry: None, unread });
        };
        let content = happening::content(&reading, id, kind, &mut given, &mut beyond)?;
        // Whose a public post is, only a person may say, whatever the post lets one guess.
        record.details.by_hand = content.facts.kind() == EntryKind::PublicPost;
        let unread = u32::try_from(given.len()).unwrap_or(u32::MAX);
        given.append(&mut beyond);
        given.extend(reading.kept());
        state_details(&mut record);
        let entry = finish(&self.plan, &mut self.state, content, &given, stamp);
        Ok(Draft { line: row.line, record, entry: Some(entry), unread })
    }
}

/// Writes down what is said of the person, once, for digest and store.
fn state_details(record: &mut RecordDraft) {
    if !record.details.is_empty() || record.details.by_hand {
        // Details of texts, numbers and lists always have a JSON form.
        record.statement =
            Statement::new(serde_json::to_string(&record.details).unwrap_or_default());
    }
}

/// Gives an entry its key and its id.
fn finish(
    plan: &Plan,
    state: &mut FileState,
    content: EntryContent,
    given: &[(String, String)],
    stamp: i64,
) -> EntryDraft {
    // Facts and pairs of text always have a JSON form.
    let facts = serde_json::to_string(&content.facts).unwrap_or_default();
    let given = if given.is_empty() {
        String::new()
    } else {
        serde_json::to_string(given).unwrap_or_default()
    };
    let department = plan.department_name(content.department);
    let digest = content.digest(&mut state.parts, &facts, &given, department);
    let key = content.key.unwrap_or_else(|| {
        // Columns that nobody mapped are no part of a key: one more of them in the next export would
        // make every row another.
        let mapped = content.digest(&mut state.parts, &facts, "", department);
        key_of_equals(state, mapped)
    });
    state.parts.clear();
    state.parts.push(plan.spec.name.as_bytes()).push(&key.0);
    let key = state.parts.digest();
    state.parts.push(&digest.0);
    EntryDraft { id: state.parts.digest(), key, stamp, facts, given, content }
}

/// The key of a row whose source names none: its content, and its ordinal among equal rows.
fn key_of_equals(state: &mut FileState, content: Digest) -> Digest {
    let seen = state.ordinals.entry(content.short()).or_insert(0);
    *seen += 1;
    state.parts.clear();
    state.parts.push(&content.0).push(&seen.to_be_bytes());
    state.parts.digest()
}

#[cfg(test)]
mod tests;
