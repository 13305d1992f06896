//! What the measures count of small threads told by hand.
//!
//! The company works from nine to six, Monday to Friday; the first of May 2026 is a Friday and a holiday. The
//! windows end on Sunday 31 May.

mod autonomy;
mod care;
mod ease;
mod found;
mod improvement;
mod memory;
mod practice;
mod request;
mod summary;
mod table;
mod together;
mod word;
mod yes;

use filo_listen::kind::SignalKind;
use filo_model::calendar::DAY_MILLIS;
use filo_model::digest::Digest;
use filo_model::review::{Review, ReviewContent, Reviewed, finding_id};
use filo_testkit::told::moment;

use super::frame::{Frame, Sign};
use super::{Counts, Keep, Measure, Tally};
use crate::config::RequestStandard;
use crate::findings::review::Standing;
use crate::findings::tests::{frame_until, thread};

/// The windows that end with the end of May.
fn frame() -> Frame {
    until("2026-05-31 23:59")
}

fn until(as_of: &str) -> Frame {
    let mut findings = frame_until(as_of);
    findings.from = findings.as_of - 180 * DAY_MILLIS;
    let mut frame = Frame::new(findings);
    frame.keep = Keep::Everything;
    let standard = |kind: &str, steps| RequestStandard {
        kind: kind.to_owned(),
        answer: filo_model::calendar::Within::parse("2 days"),
        steps: Some(steps),
        self_service: true,
    };
    frame.set_standards(&[standard("relocation", 2), standard("fault", 4)]);
    frame
}

/// The counts of one customer.
fn counted(lines: &str, frame: &Frame) -> Counts {
    let mut counts = Counts::default();
    counts.fold(1, &thread(lines), frame);
    counts.finish(frame);
    counts
}

/// Numerator, denominator and all there were of a measure, over all departments.
fn total(counts: &Counts, measure: Measure) -> (u64, u64, u64) {
    let mut sum = Tally::default();
    let own = counts.tallies.iter().filter(|((one, _), _)| *one == measure);
    own.for_each(|(_, tally)| sum.add(*tally));
    (sum.x, sum.n, sum.of)
}

/// A thread and what a measure makes of it: x of n, of all.
#[track_caller]
fn check(measure: Measure, lines: &str, expected: (u64, u64, u64)) {
    check_in(&frame(), measure, lines, expected);
}

#[track_caller]
fn check_in(frame: &Frame, measure: Measure, lines: &str, expected: (u64, u64, u64)) {
    assert_eq!(total(&counted(lines, frame), measure), expected, "{lines}");
}

/// The departments for which a measure counts anything in its numerator.
fn departments(counts: &Counts, measure: Measure) -> Vec<i64> {
    let own = counts.tallies.iter().filter(|((one, _), tally)| *one == measure && tally.x > 0);
    own.map(|((_, department), _)| *department).collect()
}

/// The lines of the thread that a measure counts in its numerator.
fn shown(counts: &Counts, measure: Measure) -> Vec<i64> {
    let own = counts.cases.iter().filter(|case| case.measure == measure);
    let own = own.filter(|case| case.outcome == super::Outcome::Counted);
    own.map(|case| case.thing.entry.seq).collect()
}

/// What the words of a line of the thread show.
fn says(frame: &mut Frame, line: i64, kind: SignalKind) {
    frame.signs.add(line, Sign { kind, is_dated: false });
}

/// A promise by a day in the words of a line of the thread.
fn says_day(frame: &mut Frame, line: i64) {
    frame.signs.add(line, Sign { kind: SignalKind::Promise, is_dated: true });
}

/// A person confirms or rejects a finding, at a moment.
fn review(frame: &mut Frame, kind: &str, anchor: Digest, (confirms, at): (bool, &str)) {
    let reviewed = Reviewed { kind: kind.to_owned(), anchor, sampled: false };
    let finding = finding_id(kind, anchor);
    let content = if confirms {
        frame.confirmed_at.insert(finding, moment(at).millis);
        ReviewContent::Confirm(reviewed)
    } else {
        ReviewContent::Reject(reviewed)
    };
    let at = moment(at).millis;
    let (author, reason) = ("a".to_owned(), "b".to_owned());
    let review = Review { number: 1, at, author, reason, finding, content };
    frame.standing = Standing::new(&[review]);
}
