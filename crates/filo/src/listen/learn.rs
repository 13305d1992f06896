//! Learning on the spot: reviews of what was heard become examples, and those a small correction of the
//! weights, kept in the store.
//!
//! Reviews and texts are the truth, the correction follows from them: learnt again without a person's
//! texts it is as if it had never known them.

use filo_listen::correct::{Correction, Example};
use filo_listen::kind::SignalKind;
use filo_model::digest::Digest;
use filo_model::entry::Entry;
use filo_model::review::{Review, ReviewContent, standing_reviews};
use filo_store::Store;
use filo_store::heard::TextPlace;
use rustc_hash::FxHashMap;

use super::{customer, data};
use crate::config::Config;
use crate::pipeline::hear::KINDS;
use crate::problem::{Problem, Result};
use crate::report::masking::{Masking, blank};

/// Findings about what was heard are called so, before the name of the signal.
const SAID: &str = "said_";

/// What was learnt, and from how much.
#[derive(Debug)]
pub struct Learnt {
    /// The correction.
    pub correction: Correction,
    /// Reviews that stand and say something about a signal.
    pub reviews: usize,
    /// Those among them whose words could be learnt from.
    pub examples: usize,
}

/// What a person said of a signal in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said {
    entry: Digest,
    kind: SignalKind,
    is_right: bool,
}

/// What a review says of a signal, if it is about one.
fn said(review: &Review) -> Option<Said> {
    let is_right = matches!(review.content, ReviewContent::Confirm(_));
    let reviewed = review.content.reviewed()?;
    let kind = SignalKind::from_name(reviewed.kind.strip_prefix(SAID)?)?;
    Some(Said { entry: reviewed.anchor, kind, is_right })
}

/// Learns from the reviews that stand, and keeps what was learnt.
///
/// # Errors
/// Where the store refuses, or an own phrase is wrong.
pub fn learn(config: &Config, store: &Store) -> Result<Learnt> {
    let reviews = store.review_list()?;
    let said: Vec<Said> = standing_reviews(&reviews).into_iter().filter_map(said).collect();
    let listener = data::listener_of(config, None)?;
    let examples = if said.is_empty() { Vec::new() } else { examples(config, store, &said)? };
    let (reviews, count) = (said.len(), examples.len());
    let base = data::version_of(config, None)?.to_string();
    let correction = Correction::learn(examples, &listener.reader, &listener.model.signals, &base);
    let text = correction.text();
    store.correction_set(Some(text.as_str()).filter(|_| count > 0))?;
    Ok(Learnt { correction, reviews, examples: count })
}

/// Learns again after texts went, where `before` was learnt from them.
///
/// # Errors
/// As [`learn`].
pub fn again(config: &Config, store: &Store, before: Option<&str>) -> Result<()> {
    if before.is_some() && store.correction()?.as_deref() != before {
        learn(config, store)?;
    }
    Ok(())
}

/// Learns again where what was learnt stands beside other weights or phrases than there are now.
///
/// # Errors
/// As [`learn`].
pub fn renew(config: &Config, store: &Store) -> Result<()> {
    let Some(text) = store.correction()? else { return Ok(()) };
    let base = data::version_of(config, None)?.to_string();
    if Correction::parse(&text).ok().is_none_or(|kept| kept.base != base) {
        learn(config, store)?;
    }
    Ok(())
}

/// The masked examples of what people said. Who restricted the use of their data gives none.
fn examples(config: &Config, store: &Store, said: &[Said]) -> Result<Vec<Example>> {
    let mut by_entry: FxHashMap<Digest, Vec<Said>> = FxHashMap::default();
    for one in said {
        by_entry.entry(one.entry).or_default().push(*one);
    }
    let texts = store.text_list(KINDS, &[])?;
    let mut out = Vec::new();
    for own in texts.chunk_by(|one, other| one.customer == other.customer) {
        let wanted = own.iter().filter_map(|text| by_entry.get(&text.id)).flatten();
        let wanted: Vec<Said> = wanted.copied().collect();
        if !wanted.is_empty() {
            of_customer(config, store, own, &wanted, &mut out)?;
        }
    }
    Ok(out)
}

fn of_customer(
    config: &Config,
    store: &Store,
    texts: &[TextPlace],
    said: &[Said],
    out: &mut Vec<Example>,
) -> Result<()> {
    let sequences: Vec<i64> = texts.iter().map(|text| text.seq).collect();
    let entries: Vec<Entry> = store.entry_fetch(&sequences)?;
    let record = entries.first().map(|entry| entry.record);
    let customer = record.map(|record| store.customer_of_record(record)).transpose()?.flatten();
    let Some(customer) = customer else { return Ok(()) };
    let thread = store.thread_fetch(customer, false)?;
    if thread.restricted || thread.erased {
        return Ok(());
    }
    let masking = Masking::new(config, std::slice::from_ref(&thread), false);
    let known = masking.known(&thread);
    let person = texts.first().map_or(0, |text| text.customer.unsigned_abs());
    for one in said {
        let Some((mut conversation, message)) = customer::conversation_of(&entries, one.entry)
        else {
            continue;
        };
        for message in &mut conversation.messages {
            message.text = blank(&masking.mask(&known, &message.text));
        }
        // The quote may have moved in the masked text: the sentence that shows most is the one meant.
        let quote = 0..conversation.messages[message].text.len();
        let (kind, is_right) = (one.kind, one.is_right);
        out.push(Example { person, conversation, message, quote, kind, is_right });
    }
    Ok(())
}

/// What was kept, read.
///
/// # Errors
/// Where it cannot be read.
pub fn parsed(text: &str) -> Result<Correction> {
    Correction::parse(text).map_err(|error| Problem::new("listen-correction").caused_by(error))
}
