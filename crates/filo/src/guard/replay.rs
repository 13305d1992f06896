//! The cards over the past of a whole store, and a plan over its present.

use std::path::PathBuf;

use filo_guard::card::Answer;
use filo_guard::guard::Guard;
use filo_guard::plan::{Plan, TriedPlan};
use filo_guard::replay::{Cell, Period, Replay, Tally};
use filo_model::digest::Digest;
use filo_model::facts::EntryKind;
use filo_model::moment::Moment;
use filo_store::Store;
use filo_store::thread::CustomerId;
use jiff::civil::Date;
use serde::Serialize;

use super::cards;
use super::setting::setting;
use super::told::ToldEntry;
use crate::config::Config;
use crate::findings::assess::DAYS;
use crate::findings::event::Event;
use crate::findings::event::{day_in, end_of_day, start_of_day};
use crate::findings::gather::{Reach, gather_all};
use crate::findings::review::Standing;
use crate::listen::facts::HeardFacts;
use crate::problem::{Problem, Result};
use crate::texts::Language;

/// Which days are replayed.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// What the cards would have said, told.
#[derive(Debug, Clone, Serialize)]
pub struct ToldReplay {
    /// The first day.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// How many acts there were.
    pub acts: u64,
    /// How many customers they were done to.
    pub customers: u64,
    /// How many of them each answer would have met.
    pub answers: Vec<ToldTally>,
    /// The cards that would have spoken, by what they said, the most frequent first.
    pub cards: Vec<ToldCardReplay>,
    /// The version of the cards.
    pub rules: String,
}

/// A tally with what it is about.
#[derive(Debug, Clone, Serialize)]
pub struct ToldTally {
    /// The answer, action, department or month.
    pub of: String,
    /// How many acts.
    pub acts: u64,
    /// Of these, those whose verdict rests on inferred times.
    pub inferred: u64,
    /// Those that a complaint or dispute followed within thirty days.
    pub complaints: u64,
    /// Those that the end of a contract followed within ninety days.
    pub exits: u64,
    /// Those that a payment followed within thirty days.
    pub payments: u64,
}

/// What one card would have said.
#[derive(Debug, Clone, Serialize)]
pub struct ToldCardReplay {
    /// The card.
    pub card: String,
    /// The rule in a sentence.
    pub title: String,
    /// What it said.
    pub answer: Answer,
    /// Whether it is in shadow.
    pub shadow: bool,
    /// Whether its condition was not decided.
    pub undecided: bool,
    /// All together.
    pub all: ToldTally,
    /// By action.
    pub actions: Vec<ToldTally>,
    /// By department.
    pub departments: Vec<ToldTally>,
    /// By month.
    pub months: Vec<ToldTally>,
    /// The first examples.
    pub examples: Vec<ToldExample>,
}

/// One act that would have been held or refused.
#[derive(Debug, Clone, Serialize)]
pub struct ToldExample {
    /// The customer.
    pub customer: CustomerId,
    /// The act.
    pub act: Digest,
    /// The act and what shows that it was undue.
    pub entries: Vec<ToldEntry>,
}

/// The guard of a configuration; with files, of their cards instead.
///
/// # Errors
/// Where a card cannot be read, or the cards have flaws.
pub fn guard_of(config: &Config, files: &[PathBuf]) -> Result<Guard> {
    if files.is_empty() {
        return cards::guard(config);
    }
    cards::compiled(cards::of_files(files)?)
}

/// The days that are replayed: those asked for, else the ninety before the newest entry.
///
/// # Errors
/// Where the store refuses, or holds no entry.
pub fn days(
    config: &Config,
    store: &Store,
    asked: (Option<Date>, Option<Date>),
    now: i64,
) -> Result<Days> {
    let newest = store.entry_newest(now)?.ok_or_else(|| Problem::new("nothing-woven"))?;
    let to = asked.1.unwrap_or_else(|| day_in(newest, &config.zone));
    let from = match asked.0 {
        Some(from) => from,
        None => to.checked_sub(jiff::Span::new().days(DAYS - 1)).unwrap_or(to),
    };
    Ok(Days { from, to })
}

/// Every kind of entry may be an act, known before one, or what it led to.
fn reach() -> Result<Reach> {
    Ok(Reach {
        kinds: EntryKind::ALL.to_vec(),
        horizon: i64::MIN,
        as_of: i64::MAX,
        phrases: cards::phrases()?,
    })
}

/// Runs the cards over the past.
///
/// # Errors
/// Where the store refuses.
pub fn replay(
    config: &Config,
    store: &Store,
    guard: &Guard,
    days: Days,
    list: bool,
) -> Result<Replay> {
    let departments = store.department_names()?;
    let setting = setting(config, &store.reading_list()?, None);
    let start = start_of_day(days.from, &config.zone).unwrap_or(i64::MIN);
    let end = end_of_day(days.to, &config.zone).unwrap_or(i64::MAX);
    let period = Period { from: start, to: end, list };
    let heard = HeardFacts::of_store(store)?;
    let standing = Standing::new(&store.review_list()?);
    let gathered = gather_all(store, &departments, &reach()?)?;
    let mut replay = gathered.fold(
        |summary: &mut Replay, thread: &[Event]| {
            let thread = heard.among(thread, &standing, &config.zone);
            summary.fold(&thread, false, guard, &setting, period);
        },
        Replay::merge,
    );
    replay.finish();
    Ok(replay)
}

/// Tries a plan on every customer.
///
/// # Errors
/// Where the store refuses, or holds no entry.
pub fn plan(
    config: &Config,
    store: &Store,
    guard: &Guard,
    plan: &Plan,
    now: i64,
) -> Result<TriedPlan> {
    let departments = store.department_names()?;
    let newest = store.entry_newest(now)?.ok_or_else(|| Problem::new("nothing-woven"))?;
    let day = plan.on.unwrap_or_else(|| day_in(newest, &config.zone));
    let end = end_of_day(day, &config.zone).unwrap_or(newest);
    let setting = setting(config, &store.reading_list()?, None);
    let at = Moment::of_clock(end, &config.zone);
    let heard = HeardFacts::of_store(store)?;
    let standing = Standing::new(&store.review_list()?);
    let gathered = gather_all(store, &departments, &reach()?)?;
    Ok(gathered.fold(
        |summary: &mut TriedPlan, thread: &[Event]| {
            let thread = heard.among(thread, &standing, &config.zone);
            summary.fold(&thread, plan, at, (guard, &setting));
        },
        TriedPlan::merge,
    ))
}

fn told(of: String, tally: Tally) -> ToldTally {
    ToldTally {
        of,
        acts: tally.acts,
        inferred: tally.inferred,
        complaints: tally.complaints,
        exits: tally.exits,
        payments: tally.payments,
    }
}

/// Tells a replay, with at most so many examples a card.
///
/// # Errors
/// Where the store refuses.
pub fn tell(
    replay: &Replay,
    (guard, days): (&Guard, Days),
    (config, store): (&Config, &Store),
    language: Language,
    limit: usize,
) -> Result<ToldReplay> {
    let departments = store.department_names()?;
    let name = |number: i64| {
        let found = departments.iter().find(|one| one.0 == number);
        found.map_or_else(|| "-".to_owned(), |one| one.1.clone())
    };
    let answers = Answer::ALL.iter().map(|&answer| {
        told(
            answer.name().to_owned(),
            replay.sum(|cell| cell.card.is_none() && cell.answer == answer),
        )
    });
    let mut kinds: Vec<(usize, Answer, bool, bool)> = replay
        .tallies
        .keys()
        .filter_map(|cell| Some((cell.card?, cell.answer, cell.shadow, cell.undecided)))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut cards = Vec::new();
    for (place, answer, shadow, undecided) in kinds {
        let Some(card) = guard.cards().get(place) else { continue };
        let of = |cell: &Cell| {
            (cell.card, cell.answer, cell.shadow, cell.undecided)
                == (Some(place), answer, shadow, undecided)
        };
        let by = |key: &dyn Fn(&Cell) -> String| {
            let mut keys: Vec<String> =
                replay.tallies.keys().filter(|cell| of(cell)).map(key).collect();
            keys.sort_unstable();
            keys.dedup();
            let sums = keys.into_iter().map(|one| {
                let sum = replay.sum(|cell| of(cell) && key(cell) == one);
                told(one, sum)
            });
            sums.collect::<Vec<_>>()
        };
        let examples = if undecided || answer < Answer::Hold {
            Vec::new()
        } else {
            examples(replay, place, (config, store), limit)?
        };
        cards.push(ToldCardReplay {
            card: card.id.clone(),
            title: card.title.of(language.code()).to_owned(),
            answer,
            shadow,
            undecided,
            all: told(card.id.clone(), replay.sum(of)),
            actions: by(&|cell| cell.action.name().to_owned()),
            departments: by(&|cell| name(cell.department)),
            months: by(&|cell| format!("{}-{:02}", cell.month.year(), cell.month.month())),
            examples,
        });
    }
    cards.sort_by(|a, b| (b.answer, b.all.acts, &a.card).cmp(&(a.answer, a.all.acts, &b.card)));
    Ok(ToldReplay {
        from: days.from,
        to: days.to,
        acts: replay.acts,
        customers: replay.customers,
        answers: answers.collect(),
        cards,
        rules: guard.version().to_string(),
    })
}

/// One act of a list, told.
#[derive(Debug, Clone, Serialize)]
pub struct ToldAct {
    /// The whole verdict.
    pub answer: Answer,
    /// The action.
    pub action: &'static str,
    /// The day.
    pub day: Date,
    /// The department that acted.
    pub department: String,
    /// The customer.
    pub customer: CustomerId,
    /// The cards that gave the verdict; a question mark where one was not decided.
    pub cards: Vec<String>,
    /// The source that told of the act.
    pub source: String,
    /// The file.
    pub file: String,
    /// The line in it.
    pub line: u64,
}

/// Tells every act of a replay's list.
///
/// # Errors
/// Where the store refuses.
pub fn acts(
    replay: &Replay,
    guard: &Guard,
    (config, store): (&Config, &Store),
) -> Result<Vec<ToldAct>> {
    let departments = store.department_names()?;
    let seqs: Vec<i64> = replay.listed.iter().map(|one| one.seq).collect();
    let customers: Vec<i64> = replay.listed.iter().map(|one| one.customer).collect();
    let (places, customers) = (store.entry_places(&seqs)?, store.customers_named(&customers)?);
    let told = replay.listed.iter().zip(places).zip(customers).map(|((one, place), customer)| {
        let department = departments.iter().find(|(number, _)| *number == one.department);
        let cards = one.cards.iter().filter_map(|&(card, undecided)| {
            let id = &guard.cards().get(card)?.id;
            Some(if undecided { format!("{id}?") } else { id.clone() })
        });
        ToldAct {
            answer: one.answer,
            action: one.action.name(),
            day: day_in(one.at, &config.zone),
            department: department.map_or_else(String::new, |one| one.1.clone()),
            customer,
            cards: cards.collect(),
            source: place.source.to_string(),
            file: place.file.to_string(),
            line: place.line,
        }
    });
    Ok(told.collect())
}

fn examples(
    replay: &Replay,
    card: usize,
    (config, store): (&Config, &Store),
    limit: usize,
) -> Result<Vec<ToldExample>> {
    let kept = replay.examples.get(&card).map(Vec::as_slice).unwrap_or_default();
    let mut examples = Vec::new();
    for one in kept.iter().take(limit) {
        let customers = store.customers_named(&[one.customer])?;
        let Some(&customer) = customers.first() else { continue };
        let mut seqs = vec![one.seq];
        seqs.extend(one.evidence.iter().map(|evidence| evidence.seq));
        let entries = store.entry_places(&seqs)?;
        let entries = entries.iter().map(|place| ToldEntry::of(place, &config.zone));
        examples.push(ToldExample { customer, act: one.act, entries: entries.collect() });
    }
    Ok(examples)
}
