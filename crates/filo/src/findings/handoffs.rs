//! Handoffs that the receiving department did not take over in its time, and how long each took.
//!
//! A handoff is taken over when the receiver accepts or declines it, or does anything on the case.
//! It counts against the receiver. Waits are working time of the receiver's calendar; one still
//! open counts up to the end of the period.

use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::State;
use jiff::civil::Date;

use super::event::{Event, Reference, What, end_of_day};
use super::{Base, Counts, Finding, FindingKind, Frame};

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    for sent in events.iter().filter(|event| frame.holds(event.at.millis)) {
        let What::Handoff { handoff, from, to, state: State::Sent, due } = sent.what else {
            continue;
        };
        let receiver = to.unwrap_or(sent.department);
        counts.there_was(Base::new(FindingKind::HandoffLate, receiver, sent));
        let Some(to) = to else { continue };
        let from = from.unwrap_or(sent.department);
        judge(counts, customer, events, &Sent { event: sent, handoff, from, to, due }, frame);
    }
}

struct Sent<'a> {
    event: &'a Event,
    handoff: Reference,
    from: i64,
    to: i64,
    due: Option<Date>,
}

impl Sent<'_> {
    /// Whether an event takes the handoff over.
    fn taken_by(&self, event: &Event) -> bool {
        match event.what {
            What::Handoff { handoff, state, .. } if handoff != 0 && handoff == self.handoff => {
                matches!(state, State::Accepted | State::Declined | State::Done)
            }
            _ => {
                self.event.case != 0 && event.case == self.event.case && event.department == self.to
            }
        }
    }
}

fn judge(counts: &mut Counts, customer: i64, events: &[Event], sent: &Sent<'_>, frame: &Frame) {
    // Where a source gives days without times, the doubt is the company's: handed over as late, and
    // taken over as early, as it may have been.
    let start = sent.event.latest(&frame.zone);
    let calendar = frame.calendar_of(sent.to);
    // A day without a time reaches back to its beginning.
    let place = events.partition_point(|event| event.at.millis < sent.event.at.millis - DAY_MILLIS);
    let taken = events[place..]
        .iter()
        .filter(|event| event.seq != sent.event.seq && event.at.millis <= frame.as_of)
        .filter(|event| !event.before(sent.event, &frame.zone))
        .find(|event| sent.taken_by(event));
    let until = sent
        .due
        .and_then(|day| end_of_day(day, &frame.zone))
        .unwrap_or_else(|| calendar.due(start, frame.deadline_of(sent.to), &frame.zone));
    if taken.is_none() && until >= frame.as_of {
        counts.handoffs.push((start, None));
        return;
    }
    let end = taken.map_or(frame.as_of, |event| event.at.millis.max(start));
    let waited = calendar.working_millis(start, end, &frame.zone);
    counts.judged(FindingKind::HandoffLate, sent.to);
    counts.waits.push((sent.from, sent.to, waited));
    if let Some(base) = counts.base_last(FindingKind::HandoffLate) {
        base.lasted = Some((waited, taken.is_some()));
    }
    counts.handoffs.push((start, Some(end <= until)));
    if end <= until {
        return;
    }
    let rest: Vec<&Event> = taken.into_iter().collect();
    let mut finding = Finding::new(FindingKind::HandoffLate, customer, sent.event, &rest);
    finding.department = sent.to;
    finding.from = Some(sent.from);
    finding.at = until;
    finding.waited = Some(waited);
    counts.findings.push(finding);
}
