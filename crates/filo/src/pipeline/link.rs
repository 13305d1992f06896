//! Makes customers of records: the identity kernel over what the store says, written back as a
//! projection.

use filo_identity::Linker;
use filo_model::record::standing_judgements;
use filo_store::Store;
use filo_store::project::{Membership, RecordNumber};

use crate::problem::Result;

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
    let sequence = store.sequence()?;
    let decisions = store.decision_list()?;
    let newest_decision = decisions.last().map_or(0, |decision| decision.number);
    if store.membership_stand()? != (sequence, newest_decision) {
        let mut linker = Linker::default();
        let mut numbers: Vec<u32> = Vec::new();
        store.record_scan(&mut |record| {
            // An erased person's records stay with the customer they were.
            if !record.erased {
                linker.add(record.id, &record.details);
                numbers.push(u32::try_from(record.number.0).unwrap_or(u32::MAX));
            }
        })?;
        let resolution = linker.resolve(&standing_judgements(&decisions));
        let number = |place: u32| RecordNumber(i64::from(numbers[place as usize]));
        let mut memberships = resolution.members.iter().zip(&numbers).map(|(member, own)| Membership {
            record: RecordNumber(i64::from(*own)),
            customer: number(member.customer),
            linked_to: member.link.map(|(place, _)| number(place)),
            rule: member.link.map(|(_, rule)| rule.name()),
        });
        store.membership_replace(&mut memberships, sequence)?;
    }
    Ok(Linked { records: store.record_count()?, customers: store.customer_count()? })
}
