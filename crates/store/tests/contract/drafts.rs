//! Rows and files as an intake would hand them over, with only what a test is about.

use filo_model::amount::DecimalMark;
use filo_model::digest::{Digest, Parts};
use filo_model::draft::{Draft, EntryContent, EntryDraft, RecordDraft, Statement};
use filo_model::email::Email;
use filo_model::entry::{CaseMention, EntryText};
use filo_model::facts::{Direction, EntryKind, Facts, Habits};
use filo_model::moment::{DateOrder, Moment, Precision};
use filo_model::name::PersonName;
use filo_model::phone::Phone;
use filo_model::record::{Details, record_id};
use filo_model::tax_code::TaxCode;
use filo_store::Store;
use filo_store::linking::Linking;
use filo_store::load::{Batch, NewSetApart, Tally};
use filo_store::project::{Membership, RecordDetails, RecordNumber};
use filo_store::reading::{NewReading, ReadingId, ReadingState};
use filo_store::thread::{CustomerId, Thread};

/// The source of entries that most tests use.
pub(crate) const SOURCE: &str = "invoices";

/// The system that keeps its records.
pub(crate) const SYSTEM: &str = "billing";

/// A file about to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File<'a> {
    pub(crate) source: &'a str,
    pub(crate) path: &'a str,
    pub(crate) bytes: &'a str,
    pub(crate) mapping: &'a str,
}

impl Default for File<'_> {
    fn default() -> Self {
        Self { source: SOURCE, path: "invoices.csv", bytes: "first", mapping: "first" }
    }
}

impl File<'_> {
    pub(crate) fn begin(&self, store: &Store) -> ReadingState {
        let departments = ["administration".to_owned(), "customer_service".to_owned()];
        let new = NewReading {
            source: self.source,
            system: SYSTEM,
            departments: &departments,
            path: self.path,
            file_digest: Digest::of(self.bytes.as_bytes()),
            file_bytes: self.bytes.len() as u64,
            mapping_digest: Digest::of(self.mapping.as_bytes()),
            export_stamp: 1_000,
            started_at: 2_000,
        };
        store.reading_begin(&new).unwrap()
    }

    pub(crate) fn begin_fresh(&self, store: &Store) -> ReadingId {
        let state = self.begin(store);
        let ReadingState::Fresh(id) = state else { panic!("not fresh: {state:?}") };
        id
    }

    /// Reads the whole file in one batch.
    pub(crate) fn load(&self, store: &Store, drafts: &[Draft]) -> Tally {
        load(store, self.begin_fresh(store), drafts, &[], true)
    }
}

pub(crate) fn batch<'a>(
    reading: ReadingId,
    drafts: &'a [Draft],
    set_apart: &'a [NewSetApart],
    finished: bool,
) -> Batch<'a> {
    Batch { reading, recorded_at: 3_000, drafts, set_apart, finished }
}

pub(crate) fn load(
    store: &Store,
    reading: ReadingId,
    drafts: &[Draft],
    set_apart: &[NewSetApart],
    finished: bool,
) -> Tally {
    store.batch_load(&batch(reading, drafts, set_apart, finished)).unwrap()
}

pub(crate) fn apart(line: u64, raw: &str) -> NewSetApart {
    NewSetApart { line, code: "no_date", detail: "at".into(), raw: raw.into() }
}

/// A record that a row only names.
pub(crate) fn named(key: &str) -> RecordDraft {
    RecordDraft {
        id: record_id(SYSTEM, key),
        key: key.into(),
        stamp: 0,
        details: Details::default(),
        statement: Statement::default(),
    }
}

/// A record with what a row says of it.
pub(crate) fn stated(key: &str, details: Details, stamp: i64) -> RecordDraft {
    let statement = Statement::new(serde_json::to_string(&details).unwrap());
    RecordDraft { stamp, details, statement, ..named(key) }
}

pub(crate) fn details(first: &str, last: &str) -> Details {
    Details { name: PersonName::from_parts(first, last), ..Details::default() }
}

/// Everything by which a person may be found.
pub(crate) fn full_details(first: &str, last: &str) -> Details {
    Details {
        tax_code: TaxCode::parse("RSSMRA85T10A562S"),
        phones: vec![Phone::parse("+39 333 1234567").unwrap()],
        emails: vec![Email::parse("mario.rossi@posta.example").unwrap()],
        ..details(first, last)
    }
}

/// A row that says something of a person and nothing else.
pub(crate) fn statement(key: &str, details: Details, stamp: i64) -> Draft {
    Draft { line: 2, record: stated(key, details, stamp), entry: None, unread: 0 }
}

/// An entry in the making: an invoice of a customer, unless a test says otherwise.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) source: &'a str,
    pub(crate) customer: &'a str,
    pub(crate) key: &'a str,
    pub(crate) amount: &'a str,
    pub(crate) stamp: i64,
    pub(crate) at: i64,
    pub(crate) case: Option<&'a str>,
    pub(crate) text: Option<&'a str>,
    pub(crate) line: u64,
}

impl Default for Row<'_> {
    fn default() -> Self {
        Self {
            source: SOURCE,
            customer: "C1",
            key: "F1",
            amount: "10.00",
            stamp: 1_000,
            at: 86_400_000,
            case: None,
            text: None,
            line: 2,
        }
    }
}

impl Row<'_> {
    pub(crate) fn draft(&self) -> Draft {
        let habits = Habits { mark: DecimalMark::Point, order: DateOrder::YearMonthDay };
        let mut facts = Facts::empty(EntryKind::Invoice);
        assert!(facts.set("claim", self.key, &habits));
        assert!(facts.set("amount", self.amount, &habits));
        let content = EntryContent {
            key: Some(Digest::of(self.key.as_bytes())),
            record: record_id(SYSTEM, self.customer),
            at: Moment {
                millis: self.at,
                offset_minutes: 60,
                precision: Precision::Second,
                zone_assumed: false,
            },
            known_at: self.at,
            known_at_inferred: true,
            department: 0,
            channel: None,
            direction: Direction::Out,
            case: self.case.map(|case| CaseMention { case: case.into(), step: None }),
            turn: 0,
            actor: Some(7),
            facts,
            text: self.text.map(|text| EntryText { text: text.into(), ..EntryText::default() }),
        };
        let facts = serde_json::to_string(&content.facts).unwrap();
        let mut parts = Parts::default();
        let digest = content.digest(&mut parts, &facts, "", "administration");
        parts.clear();
        let key = parts.push(self.source.as_bytes()).push(self.key.as_bytes()).digest();
        let id = parts.push(&digest.0).digest();
        let entry = EntryDraft { id, key, stamp: self.stamp, facts, given: String::new(), content };
        Draft { line: self.line, record: named(self.customer), entry: Some(entry), unread: 0 }
    }

    pub(crate) fn id(&self) -> Digest {
        self.draft().entry.unwrap().id
    }
}

/// Every record with what is said of it.
pub(crate) fn records(store: &Store) -> Vec<RecordDetails> {
    let mut records = Vec::new();
    let all = RecordNumber(1)..=store.record_last().unwrap();
    store.record_scan(all, &mut |record| records.push(record)).unwrap();
    records
}

/// Makes every record a customer of its own.
pub(crate) fn link_alone(store: &Store) {
    link(store, &[]);
}

/// Makes customers of records: those named together by their keys are one, the others alone.
pub(crate) fn link(store: &Store, together: &[&str]) {
    let ids: Vec<Digest> = together.iter().map(|key| record_id(SYSTEM, key)).collect();
    let numbers: Vec<_> = records(store).iter().map(|record| (record.id, record.number)).collect();
    let naming = numbers.iter().filter(|(id, _)| ids.contains(id)).min().copied();
    let memberships: Vec<Membership> = numbers
        .iter()
        .map(|&(id, number)| {
            let naming = naming.filter(|naming| ids.contains(&id) && naming.0 != id);
            Membership {
                record: number,
                customer: naming.map_or(number, |naming| naming.1),
                linked_to: naming.map(|naming| naming.1),
                rule: naming.map(|_| "tax_code"),
                odds: None,
            }
        })
        .collect();
    let sequence = store.sequence().unwrap();
    let mut memberships = memberships.into_iter();
    let mut linking = Linking {
        memberships: &mut memberships,
        lineage: &[],
        proposals: &[],
        model: None,
        sequence,
        terms: 0,
        at: 0,
    };
    store.linking_replace(&mut linking).unwrap();
}

/// The customer of a record.
pub(crate) fn customer(store: &Store, key: &str) -> CustomerId {
    store.customer_of_record(record_id(SYSTEM, key)).unwrap().expect("the record is known")
}

/// A thread with its history.
pub(crate) fn thread(store: &Store, key: &str) -> Thread {
    store.thread_fetch(customer(store, key), true).unwrap()
}
