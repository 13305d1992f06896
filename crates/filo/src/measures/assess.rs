//! From a store to the measures: one pass over the events, customer by customer, on two cores.

use std::borrow::Cow;

use filo_guard::action::Action;
use filo_guard::traits::Phrases;
use filo_model::calendar::DAY_MILLIS;
use filo_model::digest::Digest;
use filo_model::facts::EntryKind;
use filo_model::review::{ReviewContent, standing_reviews};
use filo_store::Store;
use filo_store::heard::{EntryMark, Heard};
use filo_store::reading::Reading;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Counts;
use super::found::{self, is_of_findings};
use super::frame::{Asked, Frame, Keep, Signs};
use super::table::{LONGEST, Measure};
use crate::config::Config;
use crate::findings::Scope;
use crate::findings::assess::{BEFORE_PERIOD, KINDS, Period, covered, frame, period};
use crate::findings::event::{Event, What, day_in, start_of_day};
use crate::findings::gather::{Reach, customers_beside, gather_of};
use crate::findings::review::Standing;
use crate::findings::words::Words;
use crate::findings::{self, Finding, heard};
use crate::problem::Result;
use crate::report::sources::{self, SourceRead};

/// Kinds that the measures read beside those of the findings.
const FURTHER: &[EntryKind] = &[
    EntryKind::SelfService,
    EntryKind::Alert,
    EntryKind::Approval,
    EntryKind::ClosingContact,
    EntryKind::Verdict,
    EntryKind::Training,
    EntryKind::Lesson,
    EntryKind::Suggestion,
    EntryKind::Improvement,
    EntryKind::Review,
];

/// What was counted in a store, and how it was looked at.
#[derive(Debug)]
pub struct Assessed {
    /// The period, the standards, and what people said.
    pub frame: Frame,
    /// The counts, in the order in which they are told.
    pub counts: Counts,
    /// The departments by the numbers that counts use.
    pub departments: Vec<(i64, String)>,
    /// What was read of each source, in the order of the configuration.
    pub sources: Vec<SourceRead>,
}

/// Counts all measures.
///
/// The caller holds a [`Store::view`] where it reads more from the store, so that all of it is of one state.
/// `as_of` is the last day, that of the newest entry where absent; `now` is the present in UTC epoch
/// milliseconds: entries dated later do not move the period.
///
/// # Errors
/// Where the store refuses, or holds no entry yet.
pub fn assess(
    config: &Config,
    store: &Store,
    as_of: Option<Date>,
    keep: Keep,
    now: i64,
) -> Result<Assessed> {
    let period = period(config, store, Scope { as_of, whole: false }, now)?;
    let (readings, departments) = (store.reading_list()?, store.department_names()?);
    let (customers, (heard, marks)) = customers_beside(store, || heard(store))?;
    let said = Said { heard: &heard, marks: &marks };
    let (mut looking, words) = looking(config, store, (&departments, &readings), period, said)?;
    looking.frame.keep = keep;
    let reach = looking.reach();
    let gathered = gather_of(store, &departments, &reach, customers)?;
    looking.frame.findings.invoices = covered(config, &readings, gathered.invoices);
    let frame = &looking.frame;
    let counts: Counts = gathered.fold(
        |counts: &mut Counts, thread| counts.fold(thread[0].customer, thread, frame),
        Counts::merge,
    );
    Ok(looking.finish(counts, &words, departments))
}

/// What is found and, where the company said anything that measures check, the measures beside it: the
/// entries are read once for both.
///
/// # Errors
/// As [`assess()`].
pub fn assess_beside(
    config: &Config,
    store: &Store,
    scope: Scope,
    now: i64,
) -> Result<(findings::Assessed, Option<Assessed>)> {
    if config.public_promises.is_empty() && config.requests.is_empty() {
        return Ok((findings::assess(config, store, scope, now)?, None));
    }
    let (found, measured) = assess_both(config, store, scope, now)?;
    Ok((found, Some(measured)))
}

/// What is found and the measures: the entries are read once for both.
///
/// # Errors
/// As [`assess()`].
pub fn assess_both(
    config: &Config,
    store: &Store,
    scope: Scope,
    now: i64,
) -> Result<(findings::Assessed, Assessed)> {
    let period = period(config, store, scope, now)?;
    let (readings, departments) = (store.reading_list()?, store.department_names()?);
    let (customers, (heard, marks)) = customers_beside(store, || heard(store))?;
    let said = Said { heard: &heard, marks: &marks };
    let (mut looking, words) = looking(config, store, (&departments, &readings), period, said)?;
    let mut own = frame(config, &departments, &readings, period)?;
    let (mine, theirs) = (looking.horizon(), own.from.saturating_sub(BEFORE_PERIOD));
    let reach = Reach { horizon: mine.min(theirs), ..looking.reach() };
    let mut gathered = gather_of(store, &departments, &reach, customers)?;
    own.invoices = covered(config, &readings, gathered.invoices);
    own.words = Words::of(&heard);
    looking.frame.findings.invoices = own.invoices;
    let lines = std::mem::take(&mut gathered.lines);
    let customers = std::mem::take(&mut gathered.customers);
    let (frame, finding_frame) = (&looking.frame, &own);
    let (mut found, counts) = gathered.fold(
        |(found, counts): &mut (findings::Counts, Counts), thread| {
            let customer = thread[0].customer;
            let seen = seen(thread, theirs, is_of_findings);
            if !seen.is_empty() {
                found.fold(customer, &seen, finding_frame);
            }
            counts.fold(customer, &seen_since(thread, mine), frame);
        },
        |(found, counts), (other_found, other_counts)| {
            found.merge(other_found);
            counts.merge(other_counts);
        },
    );
    heard::add(&heard, &marks, &own, &mut found);
    found.finish();
    let assessed = looking.finish(counts, &words, departments.clone());
    let found = findings::Assessed { frame: own, counts: found, departments, lines, customers };
    Ok((found, assessed))
}

/// What was heard in a store, with the entries that it is about.
fn heard(store: &Store) -> Result<(Heard, Vec<EntryMark>)> {
    let heard = store.heard_list()?;
    let marks = heard::marks(store, &heard)?;
    Ok((heard, marks))
}

/// The events from a moment on that pass, and of the rest those that matter however old they are.
fn seen(thread: &[Event], horizon: i64, passes: impl Fn(&Event) -> bool) -> Cow<'_, [Event]> {
    let is_seen =
        |event: &Event| (event.at.millis >= horizon || is_for_long(event)) && passes(event);
    if thread.iter().all(is_seen) {
        return Cow::Borrowed(thread);
    }
    Cow::Owned(thread.iter().filter(|event| is_seen(event)).cloned().collect())
}

fn seen_since(thread: &[Event], horizon: i64) -> Cow<'_, [Event]> {
    seen(thread, horizon, |_| true)
}

/// Whether an event matters however old it is: those of the kinds that are read so.
fn is_for_long(event: &Event) -> bool {
    matches!(
        event.what,
        What::Claim { .. }
            | What::Credit { .. }
            | What::Payment { .. }
            | What::Dispute { .. }
            | What::Promise { .. }
            | What::Contract { .. }
            | What::Consent { .. }
            | What::Receipt { .. }
            | What::Training { .. }
    )
}

/// What is looked at: what everything is judged against, and what was read of each source.
struct Looking {
    frame: Frame,
    sources: Vec<SourceRead>,
}

impl Looking {
    fn horizon(&self) -> i64 {
        self.frame.findings.from.saturating_sub(BEFORE_PERIOD)
    }

    fn reach(&self) -> Reach {
        Reach {
            kinds: KINDS.iter().chain(FURTHER).copied().collect(),
            horizon: self.horizon(),
            as_of: self.frame.findings.as_of,
            phrases: Phrases::default(),
        }
    }

    fn finish(
        self,
        mut counts: Counts,
        words: &findings::Counts,
        departments: Vec<(i64, String)>,
    ) -> Assessed {
        let Self { frame, sources } = self;
        found::contradictions(&mut counts, words, &frame);
        counts.finish(&frame);
        Assessed { frame, counts, departments, sources }
    }
}

/// What was heard in a store, with the entries that it is about.
#[derive(Clone, Copy)]
struct Said<'a> {
    heard: &'a Heard,
    marks: &'a [EntryMark],
}

/// The frame of the windows that end with a period, and what is found in words within them.
fn looking(
    config: &Config,
    store: &Store,
    (departments, readings): (&[(i64, String)], &[Reading]),
    period: Period,
    said: Said<'_>,
) -> Result<(Looking, findings::Counts)> {
    let period = frame(config, departments, readings, longest(period, config))?;
    let sources = sources::read(config, store, readings, period.as_of)?;
    let mut frame = Frame::new(period);
    frame.set_standards(&config.requests);
    let people = departments
        .iter()
        .filter_map(|(number, name)| Some((*number, config.department(name)?.people?)));
    frame.staff = people.collect();
    reviewed(&mut frame, store)?;
    let words = in_words(&mut frame, said);
    Ok((Looking { frame, sources }, words))
}

/// The longest of the windows that end with a period.
fn longest(period: Period, config: &Config) -> Period {
    let first = day_in(period.as_of - (LONGEST - 1) * DAY_MILLIS, &config.zone);
    Period { from: start_of_day(first, &config.zone).unwrap_or(period.from), ..period }
}

/// What people made of findings, and what the guard was asked.
fn reviewed(frame: &mut Frame, store: &Store) -> Result<()> {
    let reviews = store.review_list()?;
    frame.standing = Standing::new(&reviews);
    let confirmed = standing_reviews(&reviews).into_iter().filter_map(|review| {
        let is_confirmed = matches!(review.content, ReviewContent::Confirm(_));
        is_confirmed.then_some((review.finding, review.at))
    });
    frame.confirmed_at = confirmed.collect::<FxHashMap<Digest, i64>>();
    let since = frame.from(Measure::F4) - DAY_MILLIS;
    for one in store.verdicts_asked(since)? {
        if let Some(action) = Action::from_name(&one.action) {
            let own = frame.asked.entry(one.customer).or_default();
            own.push(Asked { at: one.at, action });
        }
    }
    Ok(())
}

/// What the words of entries show: by entry, and as findings by customer.
fn in_words(frame: &mut Frame, said: Said<'_>) -> findings::Counts {
    frame.signs = Signs::new(&said.heard.signs);
    frame.findings.words = Words::of(said.heard);
    let mut words = findings::Counts::keeping();
    heard::add(said.heard, said.marks, &frame.findings, &mut words);
    words.finish();
    let mut by_customer: FxHashMap<i64, Vec<Finding>> = FxHashMap::default();
    for finding in &words.findings {
        by_customer.entry(finding.customer).or_default().push(finding.clone());
    }
    frame.heard = by_customer;
    words
}
