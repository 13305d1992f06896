//! Needs that nobody answered: the customer called, and no person spoke with them in time.
//!
//! All attempts within twenty-four hours of the first are one need (measure F3). It is answered by
//! a call that a person takes, or by a person's message or call to the customer, up to one business
//! day after the last attempt; later ones are not yet judged. Where a source gives days without
//! times, the doubt is the company's.

use filo_model::calendar::Within;

use super::event::{Event, What};
use super::{Base, Counts, Finding, FindingKind, Frame, LineNeeds};

/// How long attempts are one need, in milliseconds.
const ONE_NEED: i64 = 24 * 3_600_000;

/// How long the company has to answer.
const ANSWER_WITHIN: Within = Within::BusinessDays(1);

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    let tries: Vec<&Event> = events
        .iter()
        .filter(|event| {
            matches!(event.what, What::Attempt { .. } | What::Contact { by_customer: true, .. })
        })
        .collect();
    for event in tries.iter().filter(|event| frame.holds(event.at.millis)) {
        if let What::Attempt { line, seconds, by_machine } = event.what {
            let (seconds, by_machine) = (u64::from(seconds), u64::from(by_machine));
            let attempt = LineNeeds {
                line,
                department: event.department,
                attempts: 1,
                by_machine,
                seconds,
                ..LineNeeds::default()
            };
            counts.line_add(attempt);
        }
    }
    let mut rest = tries.as_slice();
    while let Some(first) = rest.first() {
        let size =
            rest.iter().take_while(|event| event.at.millis - first.at.millis < ONE_NEED).count();
        let (need, later) = rest.split_at(size);
        rest = later;
        judge(counts, customer, events, need, frame);
    }
}

fn judge(counts: &mut Counts, customer: i64, events: &[Event], need: &[&Event], frame: &Frame) {
    let (Some(first), Some(last)) = (need.first(), need.last()) else { return };
    if !frame.holds(first.at.millis) {
        return;
    }
    let tries = need.iter().position(|one| matches!(one.what, What::Contact { .. }));
    let times = u32::try_from(tries.map_or(need.len(), |place| place + 1)).unwrap_or(u32::MAX);
    let base = Base::new(FindingKind::Unanswered, first.department, first);
    counts.there_was(Base { times, ..base });
    let line = match first.what {
        What::Attempt { line, .. } | What::Contact { line, .. } => line,
        _ => 0,
    };
    let on_line = LineNeeds { line, department: first.department, ..LineNeeds::default() };
    counts.line_add(LineNeeds { of: 1, ..on_line });
    let until = frame.calendar_of(first.department).due(
        last.latest(&frame.zone),
        ANSWER_WITHIN,
        &frame.zone,
    );
    // A day without a time reaches back to its beginning.
    let place = events.partition_point(|event| event.at.millis < first.at.millis - ONE_NEED);
    let answered =
        events[place..].iter().take_while(|event| event.at.millis <= until).any(|event| {
            matches!(event.what, What::Contact { .. })
                && event.latest(&frame.zone) >= first.at.millis
                && event.at.millis <= until
        });
    // Open needs whose time has not run out would flatter the figure, or blacken it.
    if !answered && until > frame.as_of {
        return;
    }
    counts.judged(FindingKind::Unanswered, first.department);
    counts.line_add(LineNeeds { needs: 1, unanswered: u64::from(!answered), ..on_line });
    if answered {
        return;
    }
    let attempts = need.iter().filter(|event| matches!(event.what, What::Attempt { .. })).count();
    let mut finding = Finding::new(FindingKind::Unanswered, customer, first, &need[1..]);
    finding.times = u32::try_from(attempts).unwrap_or(u32::MAX);
    counts.findings.push(finding);
}
