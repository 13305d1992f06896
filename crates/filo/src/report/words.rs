//! What words show beside the figures: flat noes with what was offered elsewhere in like cases, and the
//! best recoveries; each with quotes cleaned of names.

use std::cmp::Reverse;

use filo_listen::like::Weighted;
use filo_listen::matter::Background;
use filo_model::entry::Entry;
use filo_store::Store;
use filo_store::heard::{HeardDynamic, Stretch};
use filo_store::thread::Thread;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::groups::threshold;
use super::masking::Masking;
use crate::config::Config;
use crate::findings::review::{FindingId, Standing, State};
use crate::findings::{Assessed, Finding, FindingKind, Frame};
use crate::listen::customer::{OFFERED, REFUSED};
use crate::listen::data;
use crate::problem::Result;

/// So many pairs and recoveries are told.
const TOLD: usize = 5;
/// So many noes and offers are compared at most, the newest.
const COMPARED: usize = 1_000;
/// Cases are like each other from this likeness on, with at least so many words.
const LIKE: (f64, usize) = (0.2, 2);
/// A quote is cut at so many characters.
const QUOTE_MAX: usize = 280;

/// What words show.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Words {
    /// Flat noes, each beside what was offered elsewhere in a like case.
    pub offered_elsewhere: Vec<OfferedElsewhere>,
    /// Where the company erred, apologised, solved it and made amends.
    pub recoveries: Vec<Recovery>,
}

/// A flat no, and what was offered elsewhere in a like case.
#[derive(Debug, Clone, Serialize)]
pub struct OfferedElsewhere {
    /// The finding of the flat no.
    pub finding: FindingId,
    /// What the customer asked.
    pub asked: Said,
    /// The no.
    pub refused: Said,
    /// What another customer asked.
    pub asked_elsewhere: Said,
    /// What that customer was offered.
    pub offered: Said,
    /// How like the two questions are, from 0 to 1.
    pub likeness: f64,
}

/// A recovery.
#[derive(Debug, Clone, Serialize)]
pub struct Recovery {
    /// The customer's id, which says nothing by itself.
    pub customer: String,
    /// What was said, in order.
    pub said: Vec<Said>,
}

/// Something said, masked and cut.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    /// The department; absent for small ones, and for the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Whether the customer said it.
    pub by_customer: bool,
    /// The day.
    pub day: jiff::civil::Date,
    /// The words.
    pub quote: String,
}

/// A no or an offer with the question that it answers.
struct Answer<'a> {
    dynamic: &'a HeardDynamic,
    asked: Entry,
    words: Weighted,
}

/// What words show in the period.
///
/// # Errors
/// Where the store refuses, or data that comes with the program is broken.
pub(super) fn words(
    config: &Config,
    store: &Store,
    assessed: &Assessed,
    standing: &Standing,
    with_names: bool,
) -> Result<Words> {
    let heard = store.heard_list()?.dynamics;
    let stands = |one: &&Finding| standing.state(one.id()) != State::Rejected;
    let flat: FxHashMap<i64, &Finding> = assessed
        .counts
        .findings
        .iter()
        .filter(|one| one.kind == FindingKind::FlatNo)
        .filter(stands)
        .flat_map(|one| one.evidence.iter().map(move |evidence| (evidence.seq, one)))
        .collect();
    let teller = Teller {
        config,
        store,
        frame: &assessed.frame,
        background: data::background()?,
        with_names,
    };
    let refused = |one: &HeardDynamic| one.kind == REFUSED && flat.contains_key(&one.anchor);
    let noes = teller.answers(&heard, &refused)?;
    let offers = teller.answers(&heard, &|one| one.kind == OFFERED)?;
    let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
    for (no, one) in noes.iter().enumerate() {
        let like = offers.iter().enumerate().filter_map(|(offer, other)| {
            let (likeness, shared) = one.words.like(&other.words);
            let is_other = one.asked.record != other.asked.record && one.asked.id != other.asked.id;
            (is_other && likeness >= LIKE.0 && shared >= LIKE.1).then_some((no, offer, likeness))
        });
        pairs.extend(like.max_by(|a, b| a.2.total_cmp(&b.2).then(b.1.cmp(&a.1))));
    }
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut offered_elsewhere: Vec<OfferedElsewhere> = Vec::new();
    for (no, offer, likeness) in pairs {
        if offered_elsewhere.len() == TOLD {
            break;
        }
        let (no, offer) = (&noes[no], &offers[offer]);
        let Some(finding) = flat.get(&no.dynamic.anchor) else { continue };
        let (Some((asked, refused)), Some((asked_elsewhere, offered))) =
            (teller.told(no)?, teller.told(offer)?)
        else {
            continue;
        };
        // The same letter sent to many is one lesson.
        let is_known = |one: &OfferedElsewhere| {
            one.refused.quote == refused.quote || one.offered.quote == offered.quote
        };
        if !offered_elsewhere.iter().any(is_known) {
            let finding = FindingId(finding.id());
            offered_elsewhere.push(OfferedElsewhere {
                finding,
                asked,
                refused,
                asked_elsewhere,
                offered,
                likeness: (likeness * 100.0).round() / 100.0,
            });
        }
    }
    Ok(Words { offered_elsewhere, recoveries: teller.recoveries(&heard)? })
}

struct Teller<'a> {
    config: &'a Config,
    store: &'a Store,
    frame: &'a Frame,
    background: Background,
    with_names: bool,
}

impl Teller<'_> {
    /// The answers of a kind within the period, the newest, with the words of their questions.
    fn answers<'h>(
        &self,
        heard: &'h [HeardDynamic],
        is_meant: &dyn Fn(&HeardDynamic) -> bool,
    ) -> Result<Vec<Answer<'h>>> {
        let meant: Vec<&HeardDynamic> = heard.iter().filter(|one| is_meant(one)).collect();
        let newest = &meant[meant.len().saturating_sub(COMPARED)..];
        let mut answers = Vec::new();
        for one in newest {
            let asked = self.store.entry_fetch(&one.entries[..1])?.pop();
            let Some(asked) = asked.filter(|asked| self.frame.holds(asked.at.millis)) else {
                continue;
            };
            let text = asked.text.as_ref().map_or("", |text| text.text.as_str());
            answers.push(Answer {
                dynamic: one,
                words: Weighted::of(text, &self.background),
                asked,
            });
        }
        Ok(answers)
    }

    /// The question and the answer, told.
    fn told(&self, answer: &Answer<'_>) -> Result<Option<(Said, Said)>> {
        let Some(thread) = self.thread(&answer.asked)? else { return Ok(None) };
        let masking = Masking::new(self.config, std::slice::from_ref(&thread), self.with_names);
        let known = masking.known(&thread);
        let mask = |text: &str| masking.mask(&known, text);
        let text = answer.asked.text.as_ref().map_or("", |text| text.text.as_str());
        let asked = self.said(&answer.asked, text, &mask);
        let quoted = answer.dynamic.quotes.first().and_then(|quote| {
            let entry = thread.entries.iter().find(|entry| entry.seq == quote.seq)?;
            Some(self.said(entry, stretch(entry, *quote)?, &mask))
        });
        Ok(quoted.map(|quoted| (asked, quoted)))
    }

    fn thread(&self, entry: &Entry) -> Result<Option<Thread>> {
        let Some(customer) = self.store.customer_of_record(entry.record)? else { return Ok(None) };
        let thread = self.store.thread_fetch(customer, false)?;
        Ok(Some(thread).filter(|thread| !thread.restricted))
    }

    fn said(&self, entry: &Entry, text: &str, mask: &dyn Fn(&str) -> String) -> Said {
        said(self.config, entry, text, mask)
    }

    /// The recoveries that say most: an apology, a solution and amends, surest first.
    fn recoveries(&self, heard: &[HeardDynamic]) -> Result<Vec<Recovery>> {
        let mut all: Vec<&HeardDynamic> =
            heard.iter().filter(|one| one.kind == "recovered" && one.quotes.len() > 1).collect();
        all.sort_by_key(|one| {
            (Reverse(one.quotes.len().min(3)), Reverse(one.probability), one.anchor)
        });
        let mut told: Vec<Recovery> = Vec::new();
        for one in all {
            if told.len() == TOLD {
                break;
            }
            let Some(first) = self.store.entry_fetch(&[one.anchor])?.pop() else { continue };
            if !self.frame.holds(first.at.millis) {
                continue;
            }
            let Some(thread) = self.thread(&first)? else { continue };
            let masking = Masking::new(self.config, std::slice::from_ref(&thread), self.with_names);
            let known = masking.known(&thread);
            let mask = |text: &str| masking.mask(&known, text);
            let said = one.quotes.iter().filter_map(|quote| {
                let entry = thread.entries.iter().find(|entry| entry.seq == quote.seq)?;
                Some(self.said(entry, stretch(entry, *quote)?, &mask))
            });
            let said: Vec<Said> = said.collect();
            let is_known = |known: &Recovery| {
                known.said.first().map(|one| &one.quote) == said.first().map(|one| &one.quote)
            };
            if said.len() > 1 && !told.iter().any(is_known) {
                told.push(Recovery { customer: thread.customer.to_string(), said });
            }
        }
        Ok(told)
    }
}

/// What an entry says, masked and cut; its department where it may be named.
pub(super) fn said(
    config: &Config,
    entry: &Entry,
    text: &str,
    mask: &dyn Fn(&str) -> String,
) -> Said {
    let by_customer = entry.direction == filo_model::facts::Direction::In;
    let named = config
        .department(&entry.department)
        .filter(|one| !by_customer && threshold(config).allows(one.people.unwrap_or(0)));
    let masked = mask(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let quote = match masked.char_indices().nth(QUOTE_MAX) {
        Some((end, _)) => format!("{}…", &masked[..end]),
        None => masked,
    };
    Said { department: named.map(|one| one.name.clone()), by_customer, day: entry.at.date(), quote }
}

fn stretch(entry: &Entry, place: Stretch) -> Option<&str> {
    place.words(&entry.text.as_ref()?.text)
}
