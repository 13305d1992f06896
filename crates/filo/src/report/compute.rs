//! Makes the picture from what was assessed: figures by department, waits, and the cases.

use filo_model::facts::EntryKind;
use filo_model::figure::Figure;
use filo_store::Store;
use filo_store::load::Tally;

use super::emblematic::{Judged, Narrator};
use super::groups::of_departments;
use super::journey::{Journey, Making};
use super::listed::{Names, listed};
use super::public::{SaidAndDone, said_and_done};
use super::published::Published;
use super::unmeasured::{Given, unmeasured};
use super::words::words;
use super::{DepartmentFigure, LineNeeds, Read, Report, Suspected, Wait, hours};
use crate::config::Config;
use crate::findings::gather;
use crate::findings::review::{Standing, State};
use crate::findings::{Assessed, Counts, Finding, FindingKind, KindCounts};
use crate::measures;
use crate::measures::told::{Choice, ToldRequest, told};
use crate::problem::Result;

pub use crate::findings::Scope;

/// Makes the picture; names and numbers of persons are replaced unless `with_names`.
///
/// # Errors
/// Where the store refuses, or holds no entry yet. `now` is the present in UTC epoch milliseconds:
/// entries dated later do not move the period.
pub fn compute(
    config: &Config,
    store: &Store,
    scope: Scope,
    with_names: bool,
    now: i64,
) -> Result<Report> {
    let _view = store.view()?;
    let (assessed, measured) = measures::assess_beside(config, store, scope, now)?;
    let (second, stand, assessed) = (store.second()?, gather::stand(store)?, &assessed);
    std::thread::scope(|threads| {
        let ahead = threads.spawn(move || {
            Making { config, store: &second, assessed, scope, now, with_names }.ahead(&stand)
        });
        let journey = || ahead.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause));
        let making = Making { config, store, assessed, scope, now, with_names };
        picture(&making, measured.as_ref(), journey)
    })
}

/// Makes the picture; `journey` gives the journeys that were made meanwhile.
fn picture(
    making: &Making<'_>,
    measured: Option<&measures::Assessed>,
    journey: impl FnOnce() -> Result<Option<Journey>>,
) -> Result<Report> {
    let &Making { config, store, assessed, scope, with_names, .. } = making;
    let readings = store.reading_list()?;
    let Assessed { frame, counts, departments, .. } = assessed;
    let standing = Standing::new(&store.review_list()?);
    let unfinished = readings.iter().filter(|reading| !reading.finished).count();
    let mut rows = Tally::default();
    readings.iter().for_each(|reading| rows.add(&reading.tally));
    let mut sources: Vec<&str> = readings.iter().map(|reading| reading.source.as_str()).collect();
    sources.dedup();
    let names = names(config, assessed);
    // What was only heard as a fact of a thread is nobody's fault and no part of the picture.
    let all: Vec<&Finding> =
        counts.findings.iter().filter(|finding| !finding.kind.is_said()).collect();
    let judged: Vec<Judged<'_>> = all
        .iter()
        .map(|finding| Judged { finding, state: standing.state(finding.id()) })
        .filter(|one| one.state != State::Rejected)
        .collect();
    let narrator =
        Narrator { config, store, departments, names: &names, as_of: frame.as_of, with_names };
    let (threads, examples) = narrator.tell(&judged)?;
    let mut by_source = super::sources::read(config, store, &readings, frame.as_of)?;
    let given = Given::new(config, &by_source);
    let unmeasured = unmeasured(&given);
    let missing = FindingKind::reported().map(|kind| given.missing(kind));
    // The order in which sources are configured changes nothing of the data.
    by_source.sort_by(|a, b| a.source.cmp(&b.source));
    let mut published = Published::new(config, departments);
    let suspected: Vec<Suspected> = FindingKind::reported()
        .iter()
        .zip(missing)
        .map(|(&kind, missing)| Suspected {
            missing,
            ..suspected(kind, counts, &standing, &names, &mut published)
        })
        .collect();
    let lines = lines(config, assessed, &mut published);
    let (public_promises, standards) = said(config, store, measured)?;
    let words = words(config, store, assessed, &standing, with_names)?;
    let findings = listed(store, &all, &standing, &names)?;
    let journey = making.told(journey()?, &mut published)?;
    Ok(Report {
        company: config.company.clone(),
        from: frame.day(frame.from),
        to: frame.day(frame.as_of),
        whole: scope.whole,
        with_names,
        read: Read { sources: sources.len(), files: readings.len(), unfinished, rows, by_source },
        reach: store.customer_reach()?,
        customers: store.customer_count()?,
        records: store.record_count()?,
        public_promises,
        standards,
        suspected,
        examples,
        threads,
        words,
        unmeasured,
        waits: waits(counts, &names, &mut published),
        lines,
        journey: Some(journey),
        findings,
    })
}

/// What the company said, to everybody and by kind of request, beside what was done: nothing is counted
/// where nothing was said.
fn said(
    config: &Config,
    store: &Store,
    measured: Option<&measures::Assessed>,
) -> Result<(Vec<SaidAndDone>, Vec<ToldRequest>)> {
    let Some(measured) = measured else { return Ok((Vec::new(), Vec::new())) };
    let told = told(config, store, measured, Choice::default())?;
    Ok((said_and_done(&config.public_promises, &told.measures), told.requests))
}

/// The names of departments, and which of them each figure may show.
pub(crate) fn names<'a>(config: &Config, assessed: &'a Assessed) -> Names<'a> {
    let Assessed { counts, departments, .. } = assessed;
    // Each figure has its own groups: of the departments that it is about.
    let by_kind = FindingKind::ALL.map(|kind| {
        let about = &counts.kinds[kind as usize].of;
        let is_about = |number: i64| about.iter().any(|(one, _)| *one == number);
        let present: Vec<_> =
            departments.iter().filter(|(number, _)| is_about(*number)).cloned().collect();
        of_departments(config, &present)
    });
    let all = of_departments(config, departments);
    let departments = departments.iter().map(|(number, name)| (*number, name.as_str())).collect();
    Names { departments, by_kind, all }
}

/// Needs by telephone line, those with most unanswered first.
fn lines(config: &Config, assessed: &Assessed, published: &mut Published<'_>) -> Vec<LineNeeds> {
    let mut line = |one: &crate::findings::LineNeeds| {
        let name = assessed.lines.get(&one.line).cloned();
        let tariff = name.as_deref().and_then(|name| config.line(name));
        // Parts of the department's own figure: where that is not shown, they would tell it.
        if !published.enter(FindingKind::Unanswered.definition(), [one.department]) {
            let figure = Figure::new("unanswered_by_line/1", 0, 0, 0);
            let (attempts, by_machine, seconds, cost) = (0, 0, 0, None);
            let line = name;
            return LineNeeds { line, withheld: true, figure, attempts, by_machine, seconds, cost };
        }
        LineNeeds {
            withheld: false,
            cost: tariff.and_then(|line| line.cost(one.attempts, one.seconds)),
            line: name,
            figure: Figure::new("unanswered_by_line/1", one.unanswered, one.needs, one.of),
            attempts: one.attempts,
            by_machine: one.by_machine,
            seconds: one.seconds,
        }
    };
    let mut lines: Vec<LineNeeds> = assessed.counts.lines.iter().map(&mut line).collect();
    lines.sort_by(|a, b| (b.figure.x, b.attempts, &a.line).cmp(&(a.figure.x, a.attempts, &b.line)));
    lines
}

fn sum(counts: &[(i64, u64)], of: impl Fn(i64) -> bool) -> u64 {
    counts.iter().filter(|(department, _)| of(*department)).map(|(_, n)| n).sum()
}

/// How often each word occurs, by name.
fn tallied(words: impl Iterator<Item = &'static str>) -> Vec<(&'static str, u64)> {
    let mut tally: Vec<(&'static str, u64)> = Vec::new();
    for word in words {
        match tally.iter_mut().find(|one| one.0 == word) {
            Some(one) => one.1 += 1,
            None => tally.push((word, 1)),
        }
    }
    tally.sort_unstable();
    tally
}

fn suspected(
    kind: FindingKind,
    counts: &Counts,
    standing: &Standing,
    names: &Names<'_>,
    published: &mut Published<'_>,
) -> Suspected {
    let groups = &names.by_kind[kind as usize];
    let KindCounts { of, judged } = &counts.kinds[kind as usize];
    let about = || of.iter().map(|(department, _)| *department);
    if !of.is_empty() && !published.enter(kind.definition(), about()) {
        let figure = Figure::new(kind.definition(), 0, 0, 0);
        let (reasons, acts, departments) = (Vec::new(), Vec::new(), Vec::new());
        let confirmed = figure.clone();
        let withheld = true;
        return Suspected {
            kind: kind.name(),
            withheld,
            missing: Vec::new(),
            figure,
            confirmed,
            reasons,
            acts,
            departments,
        };
    }
    let in_state = |state: State| -> Vec<&Finding> {
        let of_kind = counts.findings.iter().filter(|finding| finding.kind == kind);
        of_kind.filter(|finding| standing.state(finding.id()) == state).collect()
    };
    let (findings, harms) = (in_state(State::Suspected), in_state(State::Confirmed));
    let figure = |findings: &[&Finding], within: &dyn Fn(i64) -> bool| {
        let x = findings.iter().filter(|finding| within(finding.department)).count() as u64;
        Figure::new(kind.definition(), x, sum(judged, within), sum(of, within))
    };
    let reasons = tallied(findings.iter().flat_map(|finding| finding.reasons.iter().copied()));
    let acts = tallied(findings.iter().filter_map(|finding| finding.act).map(EntryKind::name));
    let name = |department: Option<i64>| department.and_then(|one| names.departments.get(&one));
    let mut shown: Vec<Option<i64>> =
        of.iter().map(|(department, _)| groups.shown(*department)).collect();
    shown.sort_unstable_by_key(|department| (department.is_none(), name(*department)));
    shown.dedup();
    shown.retain(|group| {
        let own = about().filter(|department| groups.shown(*department) == *group);
        published.enter(kind.definition(), own)
    });
    let departments = shown.iter().map(|group| {
        let within = |department| groups.shown(department) == *group;
        DepartmentFigure {
            department: name(*group).map(ToString::to_string),
            figure: figure(&findings, &within),
            confirmed: figure(&harms, &within),
        }
    });
    Suspected {
        kind: kind.name(),
        withheld: false,
        missing: Vec::new(),
        figure: figure(&findings, &|_| true),
        confirmed: figure(&harms, &|_| true),
        reasons,
        acts,
        departments: departments.collect(),
    }
}

/// Waits by pair of departments, the longest first.
fn waits(counts: &Counts, names: &Names<'_>, published: &mut Published<'_>) -> Vec<Wait> {
    // The groups of the figure of late handoffs: others would tell of departments by subtraction.
    let groups = &names.by_kind[FindingKind::HandoffLate as usize];
    let names = &names.departments;
    let definition = FindingKind::HandoffLate.definition();
    let mut pairs: Vec<_> = counts
        .waits
        .iter()
        .map(|&(from, to, waited)| ((groups.shown(from), groups.shown(to)), waited))
        .collect();
    pairs.sort_unstable();
    let receives = |group: Option<i64>| {
        let of = &counts.kinds[FindingKind::HandoffLate as usize].of;
        let own = of.iter().map(|(department, _)| *department);
        own.filter(move |department| groups.shown(*department) == group)
    };
    pairs.retain(|((_, to), _)| published.enter(definition, receives(*to)));
    let name =
        |number: Option<i64>| number.and_then(|one| names.get(&one)).map(ToString::to_string);
    let mut waits: Vec<(i64, Wait)> = pairs
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            let (from, to) = group[0].0;
            let longest = group[group.len() - 1].1;
            // The lower of the two middle waits: a wait that really was.
            let median = group[(group.len() - 1) / 2].1;
            let judged_to = &counts.kinds[FindingKind::HandoffLate as usize].of;
            let wait = Wait {
                definition: "waits_between_departments/1",
                of: sum(judged_to, |department| groups.shown(department) == to),
                from: name(from),
                to: name(to),
                n: group.len() as u64,
                median_hours: hours(median),
                longest_hours: hours(longest),
            };
            (longest, wait)
        })
        .collect();
    waits.sort_by(|a, b| {
        b.0.cmp(&a.0).then_with(|| (&a.1.from, &a.1.to).cmp(&(&b.1.from, &b.1.to)))
    });
    waits.into_iter().map(|(_, wait)| wait).collect()
}
