//! What is found and what is not, told as small threads.
//!
//! A thread is written one entry a line: day, time where it is known, kind, then facts and the
//! fields `department`, `channel`, `direction`, `case`, `step`, `turn` and `known` as `name=value`. The company
//! works from nine to six, Monday to Friday; May 2026 begins on a Friday that is a holiday.

mod calls;
mod claims;
mod contact_rain;
mod handoffs;
mod needs;
mod promises;
mod promotions;
mod review;
mod summary;
mod told_again;
mod unbilled;
mod void_claims;
mod weight;

use filo_guard::traits::Phrases;
use filo_model::amount::DecimalMark;
use filo_model::calendar::{Calendar, HolidaySet, WeekHours, Within};
use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Channel, Direction, EntryKind, Facts, Habits};
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use filo_store::scan::EntryRow;
use jiff::tz::TimeZone;

use super::event::{Event, event, reference};
use super::{Counts, Finding, FindingKind, Frame, Rules};

/// Spring of 2026, judged at the end of May.
fn frame() -> Frame {
    frame_until("2026-05-31 23:59")
}

fn frame_until(as_of: &str) -> Frame {
    let week = WeekHours::parse("mon-fri 09:00-18:00").unwrap();
    let calendar = Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week);
    Frame {
        from: moment("2026-03-01 00:00").millis,
        as_of: moment(as_of).millis,
        zone: rome(),
        departments: vec![(3, calendar.clone(), Within::WorkingMinutes(240))],
        calendar,
        invoices: Some((moment("2026-01-01 00:00").millis, moment(as_of).millis)),
        rules: Rules {
            promotional: vec![reference(Some("marketing")), reference(Some("telemarketing"))],
            unbilled_tolerance_days: 30,
        },
    }
}

fn rome() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap()
}

fn moment(text: &str) -> Moment {
    let habits = MomentHabits { zone: rome(), order: DateOrder::Auto };
    Moment::parse(text, &habits).unwrap_or_else(|fault| panic!("`{text}`: {fault}"))
}

/// The number of a department by the name that handoffs use.
fn number_of(name: &str) -> Option<i64> {
    ["service", "technical", "logistics"]
        .iter()
        .position(|one| *one == name)
        .map(|place| place as i64 + 1)
}

/// The events of a thread; the first line has the sequence number 1.
fn thread(lines: &str) -> Vec<Event> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.enumerate().map(|(place, line)| told(place + 1, line)).collect()
}

fn told(number: usize, line: &str) -> Event {
    let (fields, words): (Vec<&str>, Vec<&str>) =
        line.split_whitespace().partition(|word| word.contains('='));
    let (kind, time) = words.split_last().unwrap();
    let kind = EntryKind::from_name(kind).unwrap_or_else(|| panic!("no kind in `{line}`"));
    let habits = Habits { mark: DecimalMark::Point, order: DateOrder::Auto };
    let mut facts = Facts::empty(kind);
    let (mut channel, mut direction, mut department) = (None, Direction::Out, 1);
    let (mut case, mut step, mut turn, mut known) = (None, None, 0, None);
    for field in fields {
        let (name, value) = field.split_once('=').unwrap();
        match name {
            "channel" => channel = Some(Channel::from_name(value).unwrap()),
            "direction" => direction = Direction::from_name(value).unwrap(),
            "department" => department = value.parse().unwrap(),
            "case" => case = Some(value),
            "step" => step = Some(CaseStep::from_name(value).unwrap()),
            "known" => known = Some(moment(value).millis),
            "turn" => turn = value.parse().unwrap(),
            _ => assert!(facts.set(name, value, &habits), "`{field}` in `{line}`"),
        }
    }
    let at = moment(&time.join(" "));
    let row = EntryRow {
        seq: i64::try_from(number).unwrap(),
        id: Digest::of(line.as_bytes()),
        customer: 1,
        at,
        known_at: known.unwrap_or(at.millis),
        known_inferred: false,
        department,
        channel,
        direction,
        kind,
        case,
        case_step: step,
        turn,
        facts_json: &serde_json::to_string(&facts).unwrap(),
    };
    event(&row, &Phrases::default(), number_of)
}

/// The counts of one customer, in the order in which they are told.
fn counted(lines: &str, frame: &Frame) -> Counts {
    let mut counts = Counts::default();
    counts.fold(1, &thread(lines), frame);
    counts.finish();
    counts
}

/// How many there were of a kind, and how many of these could be judged.
fn base(counts: &Counts, kind: FindingKind) -> (u64, u64) {
    let place = FindingKind::ALL.iter().position(|one| *one == kind).unwrap();
    let sum = |counts: &[(i64, u64)]| counts.iter().map(|one| one.1).sum();
    (sum(&counts.kinds[place].of), sum(&counts.kinds[place].judged))
}

/// The findings of a kind.
fn of_kind(counts: &Counts, kind: FindingKind) -> Vec<&Finding> {
    counts.findings.iter().filter(|finding| finding.kind == kind).collect()
}

/// The lines of the thread that show a finding, in its order.
fn shown_by(finding: &Finding) -> Vec<i64> {
    finding.evidence.iter().map(|one| one.seq).collect()
}
