//! The golden view over a store: what sources say of customers, with who keeps each source, given to
//! the kernel; and the corrections of all customers.

use std::sync::Arc;

use filo_identity::golden::{
    Chosen, Correction, Golden, Grade, Said, Version, Why, corrections, golden,
};
use filo_intake::mapping::spec::Content;
use filo_intake::read::Format;
use filo_model::choice::{Choice, ChoiceContent, Field, standing_choices};
use filo_model::digest::Digest;
use filo_model::facts::EntryKind;
use filo_store::Store;
use filo_store::golden::CustomerStatements;
use filo_store::thread::CustomerId;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::config::{Config, Source};
use crate::problem::Result;

/// Who keeps each source, when it was exported, and which choices of people stand.
#[derive(Debug)]
pub struct Setting {
    keepers: FxHashMap<String, Keeper>,
    exports: FxHashMap<String, Arc<[i64]>>,
    chosen: FxHashMap<Digest, Vec<Chosen>>,
}

#[derive(Debug)]
struct Keeper {
    department: String,
    keeps: bool,
}

/// Whether people of the company keep what the source says, so that they can correct it. What a
/// customer wrote or did, and what an exchange, a carrier or a bank tells, they cannot.
fn keeps(source: &Source) -> bool {
    let is_told = matches!(
        source.options.format,
        Format::Mbox
            | Format::Eml
            | Format::AsteriskCdr
            | Format::QueueLog
            | Format::ThreeCxCdr
            | Format::Camt
    );
    let is_done = matches!(
        source.spec.content,
        Content::Entries(
            EntryKind::Message
                | EntryKind::Attempt
                | EntryKind::Survey
                | EntryKind::SelfService
                | EntryKind::PublicPost
        )
    );
    !is_told && !is_done
}

impl Setting {
    /// Reads what is the same for all customers.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn new(config: &Config, store: &Store) -> Result<Self> {
        let keepers = config.sources.iter().map(|source| {
            let department = source.spec.department.clone();
            (source.spec.name.clone(), Keeper { department, keeps: keeps(source) })
        });
        let exports = store.export_stamps()?.into_iter();
        let mut chosen: FxHashMap<Digest, Vec<Chosen>> = FxHashMap::default();
        for choice in standing_choices(&store.choice_list()?) {
            if let ChoiceContent::Right { record, field, statement } = choice.content {
                let Choice { number, at, .. } = *choice;
                let one = Chosen { number, at, record, field, statement };
                chosen.entry(record).or_default().push(one);
            }
        }
        Ok(Self {
            keepers: keepers.collect(),
            exports: exports.map(|(source, stamps)| (source, stamps.into())).collect(),
            chosen,
        })
    }

    /// What is said of a customer, as the kernel takes it.
    #[must_use]
    pub fn said(&self, statements: CustomerStatements) -> Vec<Said> {
        let none: Arc<[i64]> = Arc::from([]);
        let said = statements.said.into_iter().map(|one| {
            let keeper = self.keepers.get(&*one.source);
            let by_hand = one.versions.iter().any(|version| version.details.by_hand);
            let versions = one.versions.into_iter().map(|version| Version {
                digest: version.digest,
                mapping: version.mapping,
                first: version.first,
                last: version.last,
                exported: version.exported,
                in_force: !version.superseded,
                details: version.details,
            });
            Said {
                record: one.record,
                key: one.key,
                system: one.system.to_string(),
                department: keeper.map(|keeper| keeper.department.clone()),
                keeps: keeper.is_none_or(|keeper| keeper.keeps) && !by_hand,
                exports: Arc::clone(self.exports.get(&*one.source).unwrap_or(&none)),
                source: one.source.to_string(),
                versions: versions.collect(),
            }
        });
        said.collect()
    }

    /// The choices about a customer's records.
    #[must_use]
    pub fn chosen(&self, said: &[Said]) -> Vec<Chosen> {
        if self.chosen.is_empty() {
            return Vec::new();
        }
        let mut records: Vec<Digest> = said.iter().map(|one| one.record).collect();
        records.sort_unstable();
        records.dedup();
        records.iter().filter_map(|record| self.chosen.get(record)).flatten().copied().collect()
    }
}

/// A customer's golden view with all that it is made of.
#[derive(Debug)]
pub struct View {
    /// The customer.
    pub customer: CustomerId,
    /// Whether the person restricted the use of their data.
    pub restricted: bool,
    /// What is said.
    pub said: Vec<Said>,
    /// The best values.
    pub golden: Golden,
    /// What sources have to correct and have corrected.
    pub corrections: Vec<Correction>,
}

/// The golden view of one customer.
#[must_use]
pub fn view(setting: &Setting, statements: CustomerStatements) -> View {
    let (customer, restricted) = (statements.customer, statements.restricted);
    let said = setting.said(statements);
    let golden = golden(&said, &setting.chosen(&said));
    let corrections = corrections(&said, &golden);
    View { customer, restricted, said, golden, corrections }
}

/// A correction as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedCorrection {
    /// The department that keeps the source; nothing where the configuration lost it.
    pub department: Option<String>,
    /// The source that has to correct.
    pub source: String,
    /// Its system.
    pub system: String,
    /// The record's key there.
    pub key: String,
    /// The record.
    pub record: Digest,
    /// The customer.
    pub customer: CustomerId,
    /// The field.
    pub field: Field,
    /// What the source has; nothing where it only stopped saying it, or where values are masked.
    pub has: Option<String>,
    /// What it should have; nothing where values are masked.
    pub should: Option<String>,
    /// Why what it has is wrong.
    #[serde(serialize_with = "why_name")]
    pub why: Why,
    /// Since when, in UTC epoch milliseconds.
    pub since: i64,
    /// Its newest export that told of this record.
    pub seen: i64,
    /// The export that showed the right value; nothing while the correction is open.
    pub closed: Option<i64>,
}

fn why_name<S: serde::Serializer>(why: &Why, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(why.name())
}

/// The name of a grade in JSON.
#[must_use]
pub fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Full => "full",
        Grade::Part => "part",
        Grade::Placeholder => "placeholder",
        Grade::Unreadable => "unreadable",
    }
}

/// Corrections as they are listed, in their order.
#[must_use]
pub fn listed(view: &View) -> Vec<ListedCorrection> {
    let one = |correction: &Correction| {
        let said = &view.said[correction.said];
        ListedCorrection {
            department: said.department.clone(),
            source: said.source.clone(),
            system: said.system.clone(),
            key: said.key.clone(),
            record: said.record,
            customer: view.customer,
            field: correction.field,
            has: correction.has.clone(),
            should: Some(correction.should.clone()),
            why: correction.why,
            since: correction.since,
            seen: correction.seen,
            closed: correction.closed,
        }
    };
    view.corrections.iter().map(one).collect()
}

/// The corrections of all customers.
#[derive(Debug, Default)]
pub struct AllCorrections {
    /// Those asked for, by department, source, key, field and customer.
    pub listed: Vec<ListedCorrection>,
    /// Customers left out because the use of their data is restricted.
    pub restricted: u64,
}

/// Customers handed over at a time.
const BATCH: usize = 1_000;

/// The corrections of all customers that are wanted. Customers are read on one core and looked at on
/// another; only what is listed is kept.
///
/// # Errors
/// Where the store refuses.
pub fn all_corrections(
    store: &Store,
    setting: &Setting,
    wanted: &(dyn Fn(&ListedCorrection) -> bool + Sync),
    progress: &mut dyn FnMut(u64),
) -> Result<AllCorrections> {
    let (hand, take) = std::sync::mpsc::sync_channel::<Vec<CustomerStatements>>(4);
    let mut all = std::thread::scope(|scope| {
        let looked = scope.spawn(move || {
            let mut all = AllCorrections::default();
            take.into_iter().flatten().for_each(|one| all.add(setting, one, wanted));
            all
        });
        let (mut batch, mut done) = (Vec::with_capacity(BATCH), 0);
        let scanned = store.statement_scan(&mut |statements| {
            batch.push(statements);
            if batch.len() == BATCH {
                done += BATCH as u64;
                progress(done);
                // Whoever takes them only ends with a panic, which is passed on below.
                drop(hand.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))));
            }
        });
        drop(hand.send(batch));
        drop(hand);
        let all = looked.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        scanned.map(|()| all)
    })?;
    all.listed.sort_by(|a, b| {
        let place = |one: &ListedCorrection| {
            (one.department.clone(), one.source.clone(), one.key.clone(), one.field, one.record)
        };
        place(a).cmp(&place(b))
    });
    Ok(all)
}

impl AllCorrections {
    fn add(
        &mut self,
        setting: &Setting,
        statements: CustomerStatements,
        wanted: &dyn Fn(&ListedCorrection) -> bool,
    ) {
        if statements.restricted {
            self.restricted += 1;
            return;
        }
        let view = view(setting, statements);
        if !view.corrections.is_empty() {
            self.listed.extend(listed(&view).into_iter().filter(|one| wanted(one)));
        }
    }
}
