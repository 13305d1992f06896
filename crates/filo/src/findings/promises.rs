//! Promises past their date: due, and neither kept by then nor moved with notice before.

use filo_model::facts::State;
use jiff::civil::Date;

use super::event::{Event, Reference, What, end_of_day};
use super::{Base, Counts, Finding, FindingKind, Frame};

/// A promise as its entries tell it.
struct Story<'a> {
    promise: Reference,
    due: Option<Date>,
    /// The date that was said first.
    first_due: Option<Date>,
    kept: bool,
    /// Whether it was kept by the date that was said first.
    kept_first: bool,
    withdrawn: bool,
    department: i64,
    entries: Vec<&'a Event>,
}

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    let mut stories: Vec<Story<'_>> = Vec::new();
    for event in events {
        let What::Promise { promise, state, due } = event.what else { continue };
        if event.at.millis > frame.as_of {
            continue;
        }
        let found = stories.iter().position(|story| promise != 0 && story.promise == promise);
        let place = found.unwrap_or_else(|| {
            stories.push(Story {
                promise,
                due: None,
                first_due: None,
                kept: false,
                kept_first: false,
                withdrawn: false,
                department: event.department,
                entries: Vec::new(),
            });
            stories.len() - 1
        });
        stories[place].tell(event, state, due, frame.day(event.at.millis));
    }
    for story in stories {
        judge(counts, customer, &story, frame);
    }
}

impl<'a> Story<'a> {
    fn tell(&mut self, event: &'a Event, state: State, due: Option<Date>, on: Date) {
        self.entries.push(event);
        let in_time = self.due.is_none_or(|due| on <= due);
        match state {
            State::Made => {
                self.due = self.due.or(due);
                self.first_due = self.first_due.or(due);
                self.department = event.department;
            }
            // Notice after the date has passed moves nothing: the promise was broken by then.
            State::Moved if in_time => self.due = due.or(self.due),
            State::Kept | State::Done if in_time => {
                self.kept = true;
                self.kept_first |= self.first_due.is_none_or(|due| on <= due);
            }
            State::Withdrawn if in_time => self.withdrawn = true,
            _ => {}
        }
    }
}

fn judge(counts: &mut Counts, customer: i64, story: &Story<'_>, frame: &Frame) {
    let Some(due) = story.due else {
        let within = story.entries.iter().find(|event| frame.holds(event.at.millis));
        if let Some(event) = within {
            counts.there_was(Base::new(FindingKind::PromiseBroken, story.department, event));
        }
        return;
    };
    // The whole due day belongs to the promise.
    if story.withdrawn || due < frame.day(frame.from) || due >= frame.day(frame.as_of) {
        return;
    }
    let Some((first, rest)) = story.entries.split_first() else { return };
    let over = end_of_day(due, &frame.zone).map_or(frame.as_of, |end| end + 1);
    let base = Base::new(FindingKind::PromiseBroken, story.department, first);
    counts.there_was(Base { at: over, kept_first: story.kept_first, ..base });
    counts.judged(FindingKind::PromiseBroken, story.department);
    if story.kept {
        return;
    }
    let mut finding = Finding::new(FindingKind::PromiseBroken, customer, first, rest);
    finding.department = story.department;
    finding.at = over;
    counts.findings.push(finding);
}
