//! Makes customers of records: the identity kernel over what the store says, under the model that is
//! kept, written back as a projection with what became of customers.

use filo_identity::lineage::{Event, Past, Stand};
use filo_identity::linkage::Model;
use filo_identity::{Learning, Linker, Resolution};
use filo_model::digest::{Digest, Parts};
use filo_model::record::{Decision, standing_judgements};
use filo_store::Store;
use filo_store::linking::{Fate, KeptModel, Linking, NewLineage, NewModel, Proposal};
use filo_store::project::{Membership, MembershipStand, Naming, RecordNumber};
use filo_store::scan::RecordCustomers;
use filo_store::thread::CustomerId;
use rustc_hash::FxHashSet;

use crate::clock::now;
use crate::config::{Learns, Link};
use crate::problem::{Problem, Result};

/// When records have grown so much since the model was learnt, it is learnt anew by itself.
const GROWN: f64 = 1.5;

/// What linking made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    /// Records in the store.
    pub records: u64,
    /// Customers they make.
    pub customers: u64,
    /// The version of the model, 0 where there is none.
    pub model: i64,
    /// Whether that version was learnt now.
    pub learnt: bool,
    /// Customers that were merged into others now.
    pub merged: u64,
    /// Customers that were made of records of others now.
    pub split: u64,
}

/// Makes customers of records where anything changed since the last time.
///
/// # Errors
/// Where the store refuses.
pub fn link(store: &Store, link: &Link) -> Result<Linked> {
    link_beside(store, link, || Ok(()))
}

/// As [`link`], with other work for the store done meanwhile: records are read on cores of their own.
pub(super) fn link_beside(
    store: &Store,
    link: &Link,
    other: impl FnOnce() -> Result<()>,
) -> Result<Linked> {
    let decisions = store.decision_list()?;
    let kept = store.model_newest()?;
    let version = kept.as_ref().map_or(0, |kept| kept.version);
    let newest_decision = decisions.last().map_or(0, |decision| decision.number);
    let stand = MembershipStand {
        sequence: store.sequence()?,
        decision: newest_decision,
        model: version,
        terms: terms(link),
    };
    if store.membership_stand()? == stand {
        other()?;
        let (records, customers) = (store.record_count()?, store.customer_count()?);
        return Ok(Linked {
            records,
            customers,
            model: version,
            learnt: false,
            merged: 0,
            split: 0,
        });
    }
    let under = kept.map(|kept| model_of(&kept).map(|model| (kept, model))).transpose()?;
    let due = match &under {
        None => true,
        Some((_, model)) => {
            !model.can_link(store.record_count()?)
                || link.learns == Learns::ByItself && is_due(store)?
        }
    };
    let under = if due { None } else { under };
    make(store, link, &decisions, under, other)
}

/// Makes customers of records under a model that is learnt now from all there is.
///
/// # Errors
/// Where the store refuses.
pub fn learn(store: &Store, link: &Link) -> Result<Linked> {
    make(store, link, &store.decision_list()?, None, || Ok(()))
}

/// Makes customers of records under an earlier version of the model, which becomes the newest.
///
/// # Errors
/// Where there is no such version, or the store refuses.
pub fn learn_back(store: &Store, link: &Link, version: i64) -> Result<Linked> {
    let versions = store.model_list()?;
    let found = versions.into_iter().find(|kept| kept.version == version);
    let found = found.ok_or_else(|| Problem::new("model-version").with("version", version))?;
    let model = model_of(&found)?;
    if !model.can_link(store.record_count()?) {
        return Err(Problem::new("people-model-small").with("records", found.model.records));
    }
    let kept = KeptModel { version: 0, model: NewModel { at: now(), ..found.model } };
    make(store, link, &store.decision_list()?, Some((kept, model)), || Ok(()))
}

/// What of the configuration decides who is joined, as a number.
fn terms(link: &Link) -> i64 {
    let mut parts = Parts::default();
    link.once.iter().for_each(|system| {
        parts.push(system.as_bytes());
    });
    parts.digest().short().cast_signed()
}

/// Whether there is much that no version of the model was learnt from. An earlier version that somebody
/// went back to is not replaced for what a later one knew.
fn is_due(store: &Store) -> Result<bool> {
    let versions = store.model_list()?;
    let most = versions.iter().map(|kept| kept.model.records).max().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "records are far fewer than 2^52")]
    let has_grown = store.record_count()? as f64 > most as f64 * GROWN;
    let is_known = |system: &String| versions.iter().any(|one| one.model.systems.contains(system));
    Ok(has_grown || !systems(store)?.iter().all(is_known))
}

fn systems(store: &Store) -> Result<Vec<String>> {
    let mut names: Vec<String> = store.system_names()?.into_iter().map(|(_, name)| name).collect();
    names.sort_unstable();
    Ok(names)
}

/// The model that is kept, as the identity kernel reads it.
///
/// # Errors
/// Where it is not what this program wrote.
pub fn model_of(kept: &KeptModel) -> Result<Model> {
    serde_json::from_str(&kept.model.content)
        .map_err(|error| Problem::new("model-content").caused_by(error))
}

/// Takes what customers' records and a few others say out of every version of the model; before the customers
/// are erased.
///
/// # Errors
/// Where the store refuses.
pub fn forget(store: &Store, customers: &[CustomerId]) -> Result<()> {
    let mut records = Vec::new();
    for &customer in customers {
        records.append(&mut store.customer_details(customer)?.records);
    }
    for kept in store.model_list()? {
        let mut model = model_of(&kept)?;
        if filo_identity::forget(&mut model, &records) {
            store.model_rewrite(kept.version, &text_of(&model)?)?;
        }
    }
    Ok(())
}

fn text_of(model: &Model) -> Result<String> {
    serde_json::to_string(model).map_err(|error| Problem::new("model-content").caused_by(error))
}

/// Links all records, under a model or one that is learnt, and keeps what comes out. A model with version
/// 0 is kept as a new version.
fn make(
    store: &Store,
    link: &Link,
    decisions: &[Decision],
    under: Option<(KeptModel, Model)>,
    other: impl FnOnce() -> Result<()>,
) -> Result<Linked> {
    store.memory_release();
    let second = store.second()?;
    let judgements = standing_judgements(decisions);
    let (under, model) = under.unzip();
    let (gathered, mut resolution) = std::thread::scope(|scope| {
        let (judgements, model) = (&judgements, &model);
        let resolved = scope.spawn(move || {
            let mut all = gather(&second, &link.once)?;
            all.add_owners(&second)?;
            let linker = std::mem::take(&mut all.linker);
            let learning = match model {
                Some(model) => Learning::Under(model),
                None => Learning::Anew { precision: link.precision },
            };
            Ok::<_, Problem>((all, linker.resolve(judgements, &learning, cores())))
        });
        other()?;
        resolved.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    let (sequence, at) = (store.sequence()?, now());
    let new_model = match (&resolution.model, under) {
        (Some(model), _) => Some(NewModel {
            at,
            records: store.record_count()?,
            systems: systems(store)?,
            labels: judgements.len() as u64,
            // Keyed, as a sum from which all others are subtracted is what one person's records say.
            data: Digest::keyed(&store.secret()?, &gathered.said.to_be_bytes()),
            precision: model.precision,
            expected_precision: model.expected_precision,
            content: text_of(model)?,
        }),
        (None, Some(kept)) if kept.version == 0 => Some(kept.model),
        _ => None,
    };
    let past = store.lineage_past()?;
    let (names, lineage) = gathered.follow(&mut resolution, &store.record_customers()?, &past);
    let proposals: Vec<Proposal> = resolution
        .proposals
        .iter()
        .map(|one| Proposal {
            a: gathered.number(one.a),
            b: gathered.number(one.b),
            odds: one.odds,
            pairs: one.pairs,
        })
        .collect();
    let mut memberships = gathered.memberships(&resolution, &names);
    store.linking_replace(&mut Linking {
        memberships: &mut memberships,
        lineage: &lineage,
        proposals: &proposals,
        model: new_model.as_ref(),
        sequence,
        terms: terms(link),
        at,
    })?;
    let count = |fate: Fate| lineage.iter().filter(|one| one.fate == fate).count() as u64;
    Ok(Linked {
        records: store.record_count()?,
        customers: store.customer_count()?,
        model: store.membership_stand()?.model,
        learnt: resolution.model.is_some(),
        merged: count(Fate::Merged),
        split: count(Fate::Split),
    })
}

/// Records for the identity kernel, with their numbers and what orders them by place.
#[derive(Default)]
struct Gathered {
    numbers: Vec<u32>,
    keys: Vec<u64>,
    /// A digest of all that is said of them.
    said: u128,
    linker: Linker,
}

/// The cores there are.
#[must_use]
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn gather(store: &Store, once: &[String]) -> Result<Gathered> {
    let mut gathered = Gathered::default();
    let known_once: Vec<u32> = store
        .system_names()?
        .into_iter()
        .filter(|(_, name)| once.contains(name))
        .map(|(number, _)| number)
        .collect();
    store.record_scan(RecordNumber(1)..=store.record_last()?, &mut |record| {
        // An erased person's records stay with the customer they were.
        if !record.erased {
            let once = if known_once.contains(&record.system) { record.system } else { 0 };
            gathered.linker.add(record.id, &record.details, once);
            gathered.numbers.push(u32::try_from(record.number.0).unwrap_or(u32::MAX));
            gathered.keys.push(record.id.short());
            gathered.said = gathered.said.wrapping_add(record.said);
        }
    })?;
    Ok(gathered)
}

impl Gathered {
    /// Where records name a claim, file or message instead of a person, or nothing at all: finds whose
    /// they are.
    fn add_owners(&mut self, store: &Store) -> Result<()> {
        if !self.linker.has_pointers() && self.linker.silent().is_empty() {
            return Ok(());
        }
        let silent = self.linker.silent().iter();
        let silent: FxHashSet<i64> =
            silent.map(|&place| i64::from(self.numbers[place as usize])).collect();
        let is_silent = |record: RecordNumber| silent.contains(&record.0);
        let Self { numbers, linker, .. } = self;
        store.owner_scan(&is_silent, &mut |record, naming| {
            if let Some(place) = place(numbers, record.0) {
                match naming {
                    Naming::Owns(pointer) => linker.add_owner(place, &pointer),
                    Naming::Mentions(pointer) => linker.add_mention(place, &pointer),
                }
            }
        })?;
        Ok(())
    }

    fn number(&self, place: u32) -> RecordNumber {
        RecordNumber(i64::from(self.numbers[place as usize]))
    }

    /// The customers' ids, which stay as far as they can: for each record the place of the record that
    /// names its customer, and what became of others. Links are turned so that they lead to that record.
    fn follow(
        &self,
        resolution: &mut Resolution,
        before: &RecordCustomers,
        (retired, split): &(Vec<RecordNumber>, Vec<RecordNumber>),
    ) -> (Vec<u32>, Vec<NewLineage>) {
        let place = |number: i64| place(&self.numbers, number);
        let key = |place: u32| self.keys[place as usize];
        let known = |record: &RecordNumber| place(record.0).map(key);
        let (retired, split) = (retired.iter().filter_map(known), split.iter().filter_map(known));
        let mut past = Past::of(retired, split);
        let mut members: Vec<(u32, u32)> = resolution
            .members
            .iter()
            .zip(0_u32..)
            .map(|(member, place)| (member.customer, place))
            .collect();
        members.sort_unstable();
        let (mut names, mut lineage) = (vec![0; members.len()], Vec::new());
        let (mut stands, mut events): (Vec<Stand>, Vec<Event>) = (Vec::new(), Vec::new());
        // An id is a record's key; the records of a group and of those it comes from are near.
        let mut named: Vec<(u64, u32)> = Vec::new();
        for group in members.chunk_by(|a, b| a.0 == b.0) {
            stands.clear();
            named.clear();
            for &(_, own) in group {
                let customer = before.customer(i64::from(self.numbers[own as usize]));
                let customer = customer.and_then(place);
                named.extend(customer.map(|place| (key(place), place)));
                named.push((key(own), own));
                stands.push(Stand { key: key(own), before: customer.map(key) });
            }
            let id = past.follow(&stands, &mut events);
            let of = |id: u64| named.iter().find(|one| one.0 == id).map_or(group[0].1, |one| one.1);
            let naming = of(id);
            group.iter().for_each(|&(_, own)| names[own as usize] = naming);
            resolution.turn(naming);
            for event in events.drain(..) {
                let (fate, customer, other) = match event {
                    Event::Merged { from, into } => (Fate::Merged, of(from), of(into)),
                    Event::Split { new, from } => (Fate::Split, of(new), of(from)),
                    Event::Ended { .. } => continue,
                };
                let (customer, other) = (self.number(customer), self.number(other));
                lineage.push(NewLineage { fate, customer, other });
            }
        }
        (names, lineage)
    }

    fn memberships(
        &self,
        resolution: &Resolution,
        names: &[u32],
    ) -> impl Iterator<Item = Membership> {
        let all = resolution.members.iter().zip(names).zip(&self.numbers);
        all.map(move |((member, &naming), own)| Membership {
            record: RecordNumber(i64::from(*own)),
            customer: self.number(naming),
            linked_to: member.link.map(|link| self.number(link.to)),
            rule: member.link.map(|link| link.rule.name()),
            odds: member.link.and_then(|link| link.odds),
        })
    }
}

/// The place of a record among sorted numbers.
fn place(numbers: &[u32], number: i64) -> Option<u32> {
    let number = u32::try_from(number).ok()?;
    // Numbers have few gaps: the place is mostly the number itself.
    let near = number.checked_sub(1).filter(|&at| numbers.get(at as usize) == Some(&number));
    near.or_else(|| u32::try_from(numbers.binary_search(&number).ok()?).ok())
}
