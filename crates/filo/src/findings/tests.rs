//! What is found and what is not, told as small threads.
//!
//! The company works from nine to six, Monday to Friday; May 2026 begins on a Friday that is a holiday.

mod answered_late;
mod calls;
mod chased;
mod claims;
mod collision;
mod contact_rain;
mod handed_back;
mod handoffs;
mod looped;
mod needs;
mod promises;
mod promotions;
mod review;
mod stalled;
mod summary;
mod told_again;
mod unbilled;
mod void_claims;
mod weight;

use std::sync::{Arc, LazyLock};

use filo_guard::fact::Setting;
use filo_guard::fact::sources::Sources;
use filo_guard::guard::Guard;
use filo_guard::traits::Phrases;
use filo_model::calendar::{Calendar, HolidaySet, WeekHours, Within};
use filo_store::heard::{Heard, HeardSign, Stretch};
use filo_testkit::told::{moment, rome};

use super::event::{Event, reference};
use super::words::Words;
use super::{Counts, Finding, FindingKind, Frame, Rules};

/// The cards that name a finding, compiled once.
static GUARD: LazyLock<Arc<Guard>> =
    LazyLock::new(|| Arc::new(crate::guard::cards::of_findings().unwrap()));

/// Spring of 2026, judged at the end of May.
fn frame() -> Frame {
    frame_until("2026-05-31 23:59")
}

pub(crate) fn frame_until(as_of: &str) -> Frame {
    let week = WeekHours::parse("mon-fri 09:00-18:00").unwrap();
    let calendar = Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week);
    Frame {
        from: moment("2026-03-01 00:00").millis,
        as_of: moment(as_of).millis,
        zone: rome(),
        departments: vec![(3, calendar.clone(), Within::WorkingMinutes(240))],
        invoices: Some((moment("2026-01-01 00:00").millis, moment(as_of).millis)),
        guard: Arc::clone(&GUARD),
        setting: Setting {
            zone: rome(),
            calendar: calendar.clone(),
            promotional: vec![reference(Some("marketing")), reference(Some("telemarketing"))],
            register: Vec::new(),
            sources: Sources::all(),
        },
        calendar,
        rules: Rules {
            promotional: vec![reference(Some("marketing")), reference(Some("telemarketing"))],
            unbilled_tolerance_days: 30,
            stalled_times: 5,
        },
        standards: vec![
            (reference(Some("relocation")), Within::BusinessDays(2)),
            (reference(Some("fault")), Within::WorkingMinutes(240)),
        ],
        words: Words::default(),
    }
}

/// As [`frame`], where words were heard: signs by the lines that they stand in.
fn frame_that_heard(signs: &[(i64, &str)]) -> Frame {
    let sign = |(seq, kind): &(i64, &str)| HeardSign {
        place: Stretch { seq: *seq, start: 0, end: 1 },
        kind: (*kind).to_owned(),
        probability: 700,
        due: None,
    };
    let heard = Heard { signs: signs.iter().map(sign).collect(), dynamics: Vec::new() };
    Frame { words: Words::of(&heard), ..frame() }
}

/// The events of a thread; the first line has the sequence number 1.
pub(crate) fn thread(lines: &str) -> Vec<Event> {
    filo_testkit::told::thread(lines, &Phrases::default())
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
