//! Makes the picture from a store: one scan, events grouped by customer, the kernels over each.

use filo_disclosure::groups::Groups;
use filo_model::calendar::DAY_MILLIS as DAY;
use filo_model::digest::Digest;
use filo_model::facts::EntryKind;
use filo_model::figure::Figure;
use filo_store::Store;
use filo_store::load::Tally;
use filo_store::scan::ScanFilter;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::groups::of_departments;
use super::{DAYS, DepartmentFigure, ListedEvidence, ListedFinding, Read, Report, Suspected, Wait};
use crate::config::Config;
use crate::findings::event::{Event, event};
use crate::findings::{Counts, Finding, FindingKind, Frame, KindCounts};
use crate::problem::{Problem, Result};

/// What does not speak of claims matters only around the period: a case handed over earlier may be
/// taken up in it.
const BEFORE_PERIOD: i64 = 40 * DAY;

/// Kinds that matter however old they are: a claim may be years older than its reminder.
fn is_about_claims(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::Invoice
            | EntryKind::Credit
            | EntryKind::Payment
            | EntryKind::Dispute
            | EntryKind::Promise
    )
}

/// Kinds that the first findings read.
const KINDS: &[EntryKind] = &[
    EntryKind::Message,
    EntryKind::Attempt,
    EntryKind::Handoff,
    EntryKind::Promise,
    EntryKind::Invoice,
    EntryKind::Credit,
    EntryKind::Payment,
    EntryKind::Dispute,
    EntryKind::Reminder,
    EntryKind::FormalNotice,
    EntryKind::Collection,
    EntryKind::Note,
    EntryKind::Refusal,
    EntryKind::Alternative,
    EntryKind::Goodwill,
];

/// What the picture covers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// The last day; the day of the newest entry where absent.
    pub as_of: Option<Date>,
    /// All the time there is, instead of ninety days.
    pub whole: bool,
}

/// Makes the picture.
///
/// # Errors
/// Where the store refuses, or holds no entry yet. `now` is the present in UTC epoch milliseconds:
/// entries dated later do not move the period.
pub fn compute(config: &Config, store: &Store, scope: Scope, now: i64) -> Result<Report> {
    let _view = store.view()?;
    let readings = store.reading_list()?;
    let newest = store.entry_newest(now)?.ok_or_else(|| Problem::new("nothing-woven"))?;
    let departments = store.department_names()?;
    let mut frame = frame(config, &departments, newest, scope)?;
    if scope.whole {
        frame.from = store.entry_oldest()?.unwrap_or(frame.from);
    }
    let customers = events_by_customer(store, &frame, &departments)?;
    let mut counts = Counts::default();
    for group in customers.chunk_by(|a, b| a.0 == b.0) {
        let events: Vec<Event> = group.iter().map(|(_, event)| event.clone()).collect();
        counts.fold(group[0].0, &events, &frame);
    }
    drop(customers);
    counts.finish();
    let unfinished = readings.iter().filter(|reading| !reading.finished).count();
    let mut rows = Tally::default();
    readings.iter().for_each(|reading| rows.add(&reading.tally));
    let mut sources: Vec<&str> = readings.iter().map(|reading| reading.source.as_str()).collect();
    sources.dedup();
    let groups = of_departments(config, &departments);
    // Each figure has its own groups: of the departments that it is about.
    let by_kind = FindingKind::ALL.map(|kind| {
        let about = &counts.kinds[kind as usize].of;
        let is_about = |number: i64| about.iter().any(|(one, _)| *one == number);
        let present: Vec<_> =
            departments.iter().filter(|(number, _)| is_about(*number)).cloned().collect();
        of_departments(config, &present)
    });
    let names: FxHashMap<i64, &str> =
        departments.iter().map(|(number, name)| (*number, name.as_str())).collect();
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
            .map(|&kind| suspected(kind, &counts, &by_kind[kind as usize], &names))
            .collect(),
        waits: waits(&counts, &groups, &names),
        findings: listed(store, &counts.findings, &by_kind, &names)?,
    })
}

fn frame(
    config: &Config,
    departments: &[(i64, String)],
    newest: i64,
    scope: Scope,
) -> Result<Frame> {
    let zone = &config.zone;
    let day = scope.as_of.unwrap_or_else(|| crate::findings::event::day_in(newest, zone));
    let wrong = || Problem::new("as-of").with("date", day);
    let start_of = |day: Date| {
        let zoned = day.to_zoned(zone.clone()).map_err(|error| wrong().caused_by(error))?;
        Ok::<i64, Problem>(zoned.timestamp().as_millisecond())
    };
    let after = day.tomorrow().map_err(|error| wrong().caused_by(error))?;
    let first = day
        .checked_sub(jiff::Span::new().days(DAYS - 1))
        .map_err(|error| wrong().caused_by(error))?;
    let calendars = departments.iter().filter_map(|(number, name)| {
        let department = config.department(name)?;
        Some((*number, department.calendar.clone(), department.deadline))
    });
    Ok(Frame {
        from: start_of(first)?,
        as_of: start_of(after)? - 1,
        zone: zone.clone(),
        calendar: config.calendar.clone(),
        departments: calendars.collect(),
    })
}

/// Every event that matters, by customer and in the order of the thread.
fn events_by_customer(
    store: &Store,
    frame: &Frame,
    departments: &[(i64, String)],
) -> Result<Vec<(i64, Event)>> {
    let numbers: FxHashMap<&str, i64> =
        departments.iter().map(|(number, name)| (name.as_str(), *number)).collect();
    let horizon = frame.from.saturating_sub(BEFORE_PERIOD);
    let mut events: Vec<(i64, Event)> = Vec::new();
    let filter = ScanFilter { kinds: KINDS.to_vec(), since: None, without_restricted: true };
    store.entry_scan(&filter, &mut |row| {
        if row.at.millis <= frame.as_of && (row.at.millis >= horizon || is_about_claims(row.kind)) {
            events.push((row.customer, event(row, |name| numbers.get(name).copied())));
        }
    })?;
    events.sort_unstable_by_key(|(customer, event)| {
        (*customer, event.at.millis, event.turn, event.id)
    });
    Ok(events)
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
    groups: &Groups,
    names: &FxHashMap<i64, &str>,
) -> Suspected {
    if !counts.kinds[kind as usize].of.is_empty() && !groups.are_enough() {
        let figure = Figure::new(kind.definition(), 0, 0, 0);
        let (reasons, acts, departments) = (Vec::new(), Vec::new(), Vec::new());
        return Suspected { kind: kind.name(), withheld: true, figure, reasons, acts, departments };
    }
    let KindCounts { of, judged } = &counts.kinds[kind as usize];
    let findings: Vec<&Finding> =
        counts.findings.iter().filter(|finding| finding.kind == kind).collect();
    let figure = |within: &dyn Fn(i64) -> bool| {
        let x = findings.iter().filter(|finding| within(finding.department)).count() as u64;
        Figure::new(kind.definition(), x, sum(judged, within), sum(of, within))
    };
    let reasons = tallied(findings.iter().flat_map(|finding| finding.reasons.iter().copied()));
    let acts = tallied(findings.iter().filter_map(|finding| finding.act).map(EntryKind::name));
    let mut shown: Vec<Option<i64>> =
        of.iter().map(|(department, _)| groups.shown(*department)).collect();
    shown.sort_unstable_by_key(|department| {
        (department.is_none(), department.and_then(|one| names.get(&one).copied()))
    });
    shown.dedup();
    let departments = shown.iter().map(|group| DepartmentFigure {
        department: group.and_then(|one| names.get(&one)).map(ToString::to_string),
        figure: figure(&|department| groups.shown(department) == *group),
    });
    Suspected {
        kind: kind.name(),
        withheld: false,
        figure: figure(&|_| true),
        reasons,
        acts,
        departments: departments.collect(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of some years stay far below 2^53")]
fn hours(millis: i64) -> f64 {
    (millis as f64 / 36_000.0).round() / 100.0
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

fn listed(
    store: &Store,
    findings: &[Finding],
    by_kind: &[Groups; 4],
    names: &FxHashMap<i64, &str>,
) -> Result<Vec<ListedFinding>> {
    let mut listed = Vec::with_capacity(findings.len());
    for finding in findings {
        let sequences: Vec<i64> = finding.evidence.iter().map(|evidence| evidence.seq).collect();
        let entries = store.entry_fetch(&sequences)?;
        let record = entries.first().map_or(Digest::default(), |entry| entry.record);
        let customer = store.customer_of_record(record)?;
        let at = filo_model::moment::Moment {
            millis: finding.at,
            ..entries.first().map_or(EPOCH, |entry| entry.at)
        };
        let groups = &by_kind[finding.kind as usize];
        let department = groups.shown(finding.department).and_then(|one| names.get(&one));
        listed.push(ListedFinding {
            kind: finding.kind.name(),
            state: "suspected",
            reasons: finding.reasons.clone(),
            customer: customer.map(|customer| customer.to_string()).unwrap_or_default(),
            department: department.map(ToString::to_string),
            at: at.to_rfc3339(),
            waited_hours: finding.waited.map(hours),
            evidence: entries
                .iter()
                .map(|entry| ListedEvidence {
                    entry: entry.id.to_string(),
                    source: entry.source.clone(),
                    kind: entry.facts.kind().name(),
                    at: entry.at.to_rfc3339(),
                    place: format!("{}:{}", entry.place.file, entry.place.line),
                })
                .collect(),
        });
    }
    Ok(listed)
}

/// A moment to fill in where an entry is gone.
const EPOCH: filo_model::moment::Moment = filo_model::moment::Moment {
    millis: 0,
    offset_minutes: 0,
    precision: filo_model::moment::Precision::Second,
    zone_assumed: false,
};
