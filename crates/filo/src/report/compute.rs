//! Makes the picture from what was assessed: figures by department, waits, and the cases.

use filo_model::facts::EntryKind;
use filo_model::figure::Figure;
use filo_store::Store;
use filo_store::load::Tally;
use rustc_hash::FxHashMap;

use super::groups::Groups;
use super::listed::{Names, listed};
use super::{DepartmentFigure, Line, Read, Report, Suspected, Wait, hours};
use crate::config::Config;
use crate::findings::review::{Standing, State};
use crate::findings::{Assessed, Counts, Finding, FindingKind, KindCounts, assess};
use crate::problem::Result;

pub use crate::findings::Scope;

/// Makes the picture.
///
/// # Errors
/// Where the store refuses, or holds no entry yet. `now` is the present in UTC epoch milliseconds:
/// entries dated later do not move the period.
pub fn compute(config: &Config, store: &Store, scope: Scope, now: i64) -> Result<Report> {
    let _view = store.view()?;
    let readings = store.reading_list()?;
    let assessed = assess(config, store, scope, now)?;
    let Assessed { frame, counts, .. } = &assessed;
    let standing = Standing::new(&store.review_list()?);
    let unfinished = readings.iter().filter(|reading| !reading.finished).count();
    let mut rows = Tally::default();
    readings.iter().for_each(|reading| rows.add(&reading.tally));
    let mut sources: Vec<&str> = readings.iter().map(|reading| reading.source.as_str()).collect();
    sources.dedup();
    let names = names(config, &assessed);
    let all: Vec<&Finding> = counts.findings.iter().collect();
    Ok(Report {
        company: config.company.clone(),
        from: frame.day(frame.from),
        to: frame.day(frame.as_of),
        whole: scope.whole,
        read: Read { sources: sources.len(), files: readings.len(), unfinished, rows },
        customers: store.customer_count()?,
        records: store.record_count()?,
        suspected: FindingKind::ALL
            .iter()
            .map(|&kind| suspected(kind, counts, &standing, &names))
            .collect(),
        waits: waits(counts, &names.all, &names.departments),
        lines: lines(&assessed),
        findings: listed(store, &all, &standing, &names)?,
    })
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
        Groups::new(config, &present)
    });
    let all = Groups::new(config, departments);
    let departments = departments.iter().map(|(number, name)| (*number, name.as_str())).collect();
    Names { departments, by_kind, all }
}

fn lines(assessed: &Assessed) -> Vec<Line> {
    let mut lines: Vec<Line> = assessed
        .counts
        .lines
        .iter()
        .map(|one| Line {
            line: assessed.lines.get(&one.line).cloned(),
            attempts: one.attempts,
            seconds: one.seconds,
            unanswered: one.unanswered,
        })
        .collect();
    lines.sort_by(|a, b| (b.attempts, &a.line).cmp(&(a.attempts, &b.line)));
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
) -> Suspected {
    let groups = &names.by_kind[kind as usize];
    let KindCounts { of, judged } = &counts.kinds[kind as usize];
    if !of.is_empty() && !groups.are_enough() {
        let figure = Figure::new(kind.definition(), 0, 0, 0);
        let (reasons, acts, departments) = (Vec::new(), Vec::new(), Vec::new());
        let confirmed = figure.clone();
        let withheld = true;
        return Suspected {
            kind: kind.name(),
            withheld,
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
        figure: figure(&findings, &|_| true),
        confirmed: figure(&harms, &|_| true),
        reasons,
        acts,
        departments: departments.collect(),
    }
}

/// Waits by pair of departments, the longest first.
fn waits(counts: &Counts, groups: &Groups, names: &FxHashMap<i64, &str>) -> Vec<Wait> {
    if !groups.are_enough() {
        return Vec::new();
    }
    let mut pairs: Vec<_> = counts
        .waits
        .iter()
        .map(|&(from, to, waited)| ((groups.shown(from), groups.shown(to)), waited))
        .collect();
    pairs.sort_unstable();
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
