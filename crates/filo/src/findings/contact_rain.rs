//! Contacts raining on one customer from several departments or agencies. Definition
//! `contact_rain/1`.
//!
//! Within any seven days at least five contacts to the customer from at least three origins. A
//! contact is a person's message or call, an attempt at one, a reminder, a formal notice, an
//! announced suspension or a campaign contact; invoices and what machines send are none. An origin
//! is an agency, else the department. Answers are not counted: a message within a case, and a
//! message or call within two business days of the customer's own in the same department. Windows
//! that overlap are one run, and a run one finding; the first contact opens the evidence. It belongs
//! to the department whose contact made it rain: it could have looked.

use filo_model::calendar::{DAY_MILLIS, Within};
use filo_model::facts::Direction;

use filo_guard::fact::contact::{Origin, unsolicited};

use super::event::{Event, What};
use super::{Base, Counts, Finding, FindingKind, Frame};

/// The window.
const WINDOW: i64 = 7 * DAY_MILLIS;

/// How many contacts are a rain.
const CONTACTS_MIN: usize = 5;

/// From how many departments or agencies.
const ORIGINS_MIN: usize = 3;

/// For how long after the customer's own words a contact is an answer.
const ANSWER_WITHIN: Within = Within::BusinessDays(2);

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    let contacts: Vec<(&Event, Origin)> =
        events.iter().filter_map(|event| contact(event, events, frame)).collect();
    let mut runs: Vec<(Finding, i64)> = Vec::new();
    // The run that the windows so far make: its first and last place, and where it began to rain.
    let mut run: Option<(usize, usize, usize)> = None;
    let mut start = 0;
    for end in 0..contacts.len() {
        let last = contacts[end].0.latest(&frame.zone);
        while last - contacts[start].0.at.millis > WINDOW {
            start += 1;
        }
        if !rains(&contacts[start..=end]) {
            continue;
        }
        run = match run {
            Some((first, until, fell)) if start <= until => Some((first, end, fell)),
            other => {
                runs.extend(other.map(|run| told(customer, &contacts, run)));
                Some((start, end, end))
            }
        };
    }
    runs.extend(run.map(|run| told(customer, &contacts, run)));
    runs.retain(|(_, at)| frame.holds(*at));
    // The base: customers contacted, once for each department that did.
    let mut departments: Vec<(i64, &Event)> = contacts
        .iter()
        .filter(|(event, _)| frame.holds(event.at.millis))
        .map(|(event, _)| (event.department, *event))
        .collect();
    departments.sort_by_key(|one| one.0);
    departments.dedup_by_key(|one| one.0);
    for (department, first) in departments {
        let found = runs.iter().filter(|(run, _)| run.department == department).count();
        for _ in 0..found.max(1) {
            counts.there_was(Base::new(FindingKind::ContactRain, department, first));
            counts.judged(FindingKind::ContactRain, department);
        }
    }
    counts.findings.extend(runs.into_iter().map(|(finding, _)| finding));
}

fn rains(window: &[(&Event, Origin)]) -> bool {
    if window.len() < CONTACTS_MIN {
        return false;
    }
    let mut origins: Vec<Origin> = Vec::new();
    for (_, origin) in window {
        if !origins.contains(origin) {
            origins.push(*origin);
        }
    }
    origins.len() >= ORIGINS_MIN
}

fn told(
    customer: i64,
    contacts: &[(&Event, Origin)],
    (first, last, fell): (usize, usize, usize),
) -> (Finding, i64) {
    let shown: Vec<&Event> = contacts[first..=last].iter().map(|(event, _)| *event).collect();
    let mut finding = Finding::new(FindingKind::ContactRain, customer, shown[0], &shown[1..]);
    let tipping = contacts[fell].0;
    finding.department = tipping.department;
    finding.at = tipping.at.millis;
    finding.times = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    finding.known_by(&shown);
    (finding, tipping.at.millis)
}

/// Who made a contact; nothing for what is none, or is an answer.
fn contact<'a>(event: &'a Event, events: &[Event], frame: &Frame) -> Option<(&'a Event, Origin)> {
    if event.at.millis > frame.as_of {
        return None;
    }
    let origin = unsolicited(event)?;
    // An announcement, a demand and an offer are nobody's answer.
    let may_answer = matches!(event.what, What::Contact { .. } | What::Reach);
    (!may_answer || !is_answer(event, events, frame)).then_some((event, origin))
}

/// Whether the customer moved within two business days before, in the same department.
fn is_answer(event: &Event, events: &[Event], frame: &Frame) -> bool {
    let until = event.latest(&frame.zone);
    let end = events.partition_point(|one| one.at.millis <= until);
    // The time to answer the last one runs out last.
    let last = events[..end]
        .iter()
        .rev()
        // No two business days last longer than two weeks.
        .take_while(|one| one.at.millis >= event.at.millis - 2 * WINDOW)
        .find(|one| one.direction == Direction::In && one.department == event.department);
    last.is_some_and(|one| {
        let calendar = frame.calendar_of(one.department);
        calendar.due(one.latest(&frame.zone), ANSWER_WITHIN, &frame.zone) >= event.at.millis
    })
}
