//! Makes customers of records: the identity kernel over what the store says, written back as a
//! projection.

use filo_identity::{Learning, Linker, Resolution};
use filo_model::record::standing_judgements;
use filo_store::Store;
use filo_store::project::{Membership, Naming, RecordNumber};
use rustc_hash::FxHashSet;

use crate::problem::{Problem, Result};

/// The share of pairs joined by likeness that has to be right.
const LEARNING: Learning<'_> = Learning::Anew { precision: 0.99 };

/// What linking made.
#[derive(Debug, Clone, Copy)]
pub struct Linked {
    /// Records in the store.
    pub records: u64,
    /// Customers they make.
    pub customers: u64,
}

/// Makes customers of records where anything changed since the last time.
///
/// # Errors
/// Where the store refuses.
pub fn link(store: &Store) -> Result<Linked> {
    link_beside(store, || Ok(()))
}

/// As [`link`], with other work for the store done meanwhile: records are read on cores of their own.
pub(super) fn link_beside(store: &Store, other: impl FnOnce() -> Result<()>) -> Result<Linked> {
    let sequence = store.sequence()?;
    let decisions = store.decision_list()?;
    let newest_decision = decisions.last().map_or(0, |decision| decision.number);
    if store.membership_stand()? == (sequence, newest_decision) {
        other()?;
    } else {
        store.memory_release();
        let second = store.second()?;
        let judgements = standing_judgements(&decisions);
        let (gathered, resolution) = std::thread::scope(|scope| {
            let resolved = scope.spawn(move || {
                let mut all = gather(&second)?;
                all.add_owners(&second)?;
                let linker = std::mem::take(&mut all.linker);
                Ok::<_, Problem>((all, linker.resolve(&judgements, &LEARNING, cores())))
            });
            other()?;
            resolved.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })?;
        let mut memberships = gathered.memberships(&resolution);
        store.membership_replace(&mut memberships, sequence)?;
    }
    Ok(Linked { records: store.record_count()?, customers: store.customer_count()? })
}

/// Records for the identity kernel, and their numbers by place.
#[derive(Default)]
struct Gathered {
    numbers: Vec<u32>,
    linker: Linker,
}

/// The cores there are.
#[must_use]
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn gather(store: &Store) -> Result<Gathered> {
    let mut gathered = Gathered::default();
    store.record_scan(RecordNumber(1)..=store.record_last()?, &mut |record| {
        // An erased person's records stay with the customer they were.
        if !record.erased {
            gathered.linker.add(record.id, &record.details, 0);
            gathered.numbers.push(u32::try_from(record.number.0).unwrap_or(u32::MAX));
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
        let place = |record: RecordNumber| {
            let number = u32::try_from(record.0).unwrap_or(u32::MAX);
            self.numbers.binary_search(&number).ok().and_then(|place| u32::try_from(place).ok())
        };
        let silent = self.linker.silent().iter();
        let silent: FxHashSet<i64> =
            silent.map(|&place| i64::from(self.numbers[place as usize])).collect();
        let is_silent = |record: RecordNumber| silent.contains(&record.0);
        let linker = &mut self.linker;
        store.owner_scan(&is_silent, &mut |record, naming| {
            if let Some(place) = place(record) {
                match naming {
                    Naming::Owns(pointer) => linker.add_owner(place, &pointer),
                    Naming::Mentions(pointer) => linker.add_mention(place, &pointer),
                }
            }
        })?;
        Ok(())
    }

    fn memberships(&self, resolution: &Resolution) -> impl Iterator<Item = Membership> {
        let number = |place: u32| RecordNumber(i64::from(self.numbers[place as usize]));
        resolution.members.iter().zip(&self.numbers).map(move |(member, own)| Membership {
            record: RecordNumber(i64::from(*own)),
            customer: number(member.customer),
            linked_to: member.link.map(|link| number(link.to)),
            rule: member.link.map(|link| link.rule.name()),
        })
    }
}
