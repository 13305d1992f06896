//! From a store to the measures: one pass over the events, customer by customer, on two cores.

use filo_guard::action::Action;
use filo_guard::traits::Phrases;
use filo_model::calendar::DAY_MILLIS;
use filo_model::digest::Digest;
use filo_model::facts::EntryKind;
use filo_model::review::{ReviewContent, standing_reviews};
use filo_store::Store;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::frame::{Asked, Frame, Keep, Signs};
use super::table::{LONGEST, Measure};
use super::{Counts, found};
use crate::config::Config;
use crate::findings::Scope;
use crate::findings::assess::{BEFORE_PERIOD, KINDS, Period, covered, frame, period};
use crate::findings::event::{day_in, start_of_day};
use crate::findings::gather::{Reach, gather_all};
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
    let readings = store.reading_list()?;
    let departments = store.department_names()?;
    let period = longest(period(config, store, Scope { as_of, whole: false }, now)?, config);
    let period = frame(config, &departments, &readings, period)?;
    let sources = sources::read(config, store, &readings, period.as_of)?;
    let mut frame = Frame::new(period);
    frame.keep = keep;
    frame.set_standards(&config.requests);
    let people = departments
        .iter()
        .filter_map(|(number, name)| Some((*number, config.department(name)?.people?)));
    frame.staff = people.collect();
    reviewed(&mut frame, store)?;
    let words = said(&mut frame, store)?;
    let reach = Reach {
        kinds: KINDS.iter().chain(FURTHER).copied().collect(),
        horizon: frame.findings.from.saturating_sub(BEFORE_PERIOD),
        as_of: frame.findings.as_of,
        phrases: Phrases::default(),
    };
    let gathered = gather_all(store, &departments, &reach)?;
    frame.findings.invoices = covered(config, &readings, gathered.invoices);
    let mut counts: Counts = gathered.fold(
        |counts: &mut Counts, thread| counts.fold(thread[0].customer, thread, &frame),
        Counts::merge,
    );
    found::contradictions(&mut counts, &words, &frame);
    counts.finish(&frame);
    Ok(Assessed { frame, counts, departments, sources })
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
fn said(frame: &mut Frame, store: &Store) -> Result<findings::Counts> {
    let heard = store.heard_list()?;
    frame.signs = Signs::new(&heard.signs);
    frame.findings.words = Words::of(&heard);
    let mut words = findings::Counts::keeping();
    heard::find(store, &heard, &frame.findings, &mut words)?;
    words.finish();
    let mut by_customer: FxHashMap<i64, Vec<Finding>> = FxHashMap::default();
    for finding in &words.findings {
        by_customer.entry(finding.customer).or_default().push(finding.clone());
    }
    frame.heard = by_customer;
    Ok(words)
}
