//! Hearing: what the words of entries show, customer by customer, kept beside them in the store.
//!
//! Who was heard from the same words, by the same phrases and weights, is not heard again.

use filo_model::digest::{Digest, Parts};
use filo_model::entry::Entry;
use filo_model::facts::EntryKind;
use filo_store::Store;
use filo_store::heard::{NewHeard, TextPlace};

use super::link::cores;
use crate::config::Config;
use crate::listen::customer::Hearer;
use crate::listen::{data, happened, learn};
use crate::problem::Result;

/// Kinds of entries whose words are heard.
pub(crate) const KINDS: &[EntryKind] = &[
    EntryKind::Message,
    EntryKind::Note,
    EntryKind::PublicPost,
    EntryKind::Complaint,
    EntryKind::Dispute,
    EntryKind::Survey,
];

/// So many customers are heard, then kept.
const PART: usize = 512;

/// What hears the customers of a company.
fn hearer(config: &Config, correction: Option<&str>) -> Result<Hearer> {
    Ok(Hearer {
        listener: data::listener_of(config, correction)?,
        constraints: data::constraints()?,
        background: data::background()?,
        calendar: config.calendar.clone(),
        zone: config.zone.clone(),
    })
}

/// What a customer is heard from.
fn state(version: Digest, texts: &[TextPlace]) -> Digest {
    let mut parts = Parts::default();
    parts.push(&version.0);
    for text in texts {
        parts.push(&text.id.0);
    }
    parts.digest()
}

/// Hears all customers whose words were not heard yet; returns how many entries were heard.
///
/// # Errors
/// Where the store refuses, or data that comes with the program is broken.
pub fn hear(config: &Config, store: &Store, told: &mut dyn FnMut(u64, u64)) -> Result<u64> {
    learn::renew(config, store)?;
    let correction = store.correction()?;
    let version = data::version_of(config, correction.as_deref())?;
    let texts = store.text_list(KINDS, happened::KINDS)?;
    let mut states = store.heard_states()?;
    let mut wanted: Vec<(&[TextPlace], Digest)> = Vec::new();
    for own in texts.chunk_by(|one, other| one.customer == other.customer) {
        if !own.iter().any(|text| text.has_words) {
            continue;
        }
        let state = state(version, own);
        if states.remove(&own[0].customer) != Some(state) {
            wanted.push((own, state));
        }
    }
    let mut gone: Vec<i64> = states.into_keys().collect();
    gone.sort_unstable();
    let all: u64 = wanted.iter().map(|(own, _)| own.len() as u64).sum();
    let mut done = 0;
    // Weights are read only where somebody is to be heard.
    let hearer = if all > 0 { Some(hearer(config, correction.as_deref())?) } else { None };
    for part in wanted.chunks(PART) {
        let Some(hearer) = &hearer else { break };
        told(done, all);
        let heard = heard(store, hearer, part)?;
        store.heard_replace(&heard, &[])?;
        done += part.iter().map(|(own, _)| own.len() as u64).sum::<u64>();
    }
    if !gone.is_empty() {
        store.heard_replace(&[], &gone)?;
    }
    Ok(done)
}

/// Hears some customers on all cores; their order stays.
fn heard(store: &Store, hearer: &Hearer, part: &[(&[TextPlace], Digest)]) -> Result<Vec<NewHeard>> {
    let mut customers: Vec<(i64, Digest, Vec<Entry>)> = Vec::with_capacity(part.len());
    for (own, state) in part {
        let seqs: Vec<i64> = own.iter().map(|text| text.seq).collect();
        customers.push((own[0].customer, *state, store.entry_fetch(&seqs)?));
    }
    let hear = |(customer, state, entries): &(i64, Digest, Vec<Entry>)| NewHeard {
        customer: *customer,
        state: *state,
        heard: hearer.hear(entries),
    };
    let share = customers.len().div_ceil(cores()).max(1);
    let heard: Vec<Vec<NewHeard>> = std::thread::scope(|scope| {
        let workers: Vec<_> = customers
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().map(hear).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
            .collect()
    });
    Ok(heard.into_iter().flatten().collect())
}
