//! What departments do about themselves: U3 (training), U4 (teaching moments), G3 (suggestions answered), G4
//! (weekly reviews).
//!
//! These entries are about no customer; they stand under a record of the department's, of a colleague's or of
//! none, so they are judged when all of them are there. U3: of the people of a department, those who took part
//! in its best attended course of the last twelve months: an upper bound, since counts do not say who took part
//! in which. U4: lessons proposed and discussed in the same department under the same words within fourteen
//! days, and confirmed harms that a lesson names by their id. G3: answered within ten business days. G4: of the
//! weeks from Monday to Sunday that lie whole in the window, those in which a department read three threads or
//! more; asked of departments of which any such entry is known. G1 and G2 are in `improvement`.

use std::collections::{BTreeMap, BTreeSet};

use filo_model::calendar::{DAY_MILLIS, Within};
use filo_model::facts::State;
use jiff::civil::Date;

use super::found::Found;
use super::{Counts, Frame, Measure, Outcome, Thing, improvement};
use crate::findings::event::{Event, Reference, What, day_in, end_of_day, reference};
use crate::findings::review::FindingId;

/// How long a proposal may wait for its answer.
const ANSWERED: Within = Within::BusinessDays(10);

/// How long a teaching moment may wait.
const DISCUSSED: i64 = 14 * DAY_MILLIS;

/// So many threads make a review.
const THREADS: u32 = 3;

/// One entry of a department about itself.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    pub(super) thing: Thing,
    what: Done,
}

impl Deed {
    /// What it says of an improvement.
    pub(super) fn change(&self) -> Option<Change> {
        match self.what {
            Done::Improvement(change) => Some(change),
            _ => None,
        }
    }
}

/// What an entry says of an improvement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) improvement: Reference,
    pub(super) state: State,
    /// The measure that it is to move, as it was written.
    pub(super) measure: Reference,
    pub(super) due: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Training {
        course: Reference,
        people: u32,
    },
    Lesson {
        about: Reference,
        state: State,
    },
    Suggestion {
        suggestion: Reference,
        state: State,
    },
    Improvement(Change),
    Review {
        threads: u32,
    },
    /// A harm that people confirmed, by the reference of its id, and when they did.
    Harm {
        finding: Reference,
        confirmed: i64,
    },
}

pub(super) fn fold(counts: &mut Counts, events: &[Event], found: &Found<'_>, frame: &Frame) {
    for event in events {
        let what = match event.what {
            What::Training { course, people } => Done::Training { course, people },
            What::Lesson { about, state } => Done::Lesson { about, state },
            What::Suggestion { suggestion, state } => Done::Suggestion { suggestion, state },
            What::Improvement { improvement, state, measure, due } => {
                Done::Improvement(Change { improvement, state, measure, due })
            }
            What::Review { threads } => Done::Review { threads },
            _ => continue,
        };
        counts.practice.push(Deed { thing: Thing::from(event), what });
    }
    for (harm, confirmed) in found.harms(frame) {
        let Some(entry) = harm.evidence.first().copied() else { continue };
        let thing =
            Thing { department: harm.department, customer: harm.customer, entry, at: harm.at };
        let finding = reference(Some(&FindingId(harm.id()).to_string()));
        counts.practice.push(Deed { thing, what: Done::Harm { finding, confirmed } });
    }
}

pub(super) fn finish(counts: &mut Counts, frame: &Frame) {
    let mut deeds = std::mem::take(&mut counts.practice);
    deeds.sort_unstable_by_key(|deed| (deed.thing.at, deed.thing.entry.id));
    training(counts, &deeds, frame);
    weeks(counts, &deeds, frame);
    for deed in &deeds {
        match deed.what {
            Done::Suggestion { suggestion, state: State::Made } => {
                let until = frame.due(deed.thing.department, deed.thing.at, ANSWERED);
                let answer = deeds.iter().any(|other| {
                    matches!(other.what, Done::Suggestion { suggestion: of, state }
                        if of == suggestion && state != State::Made)
                        && (deed.thing.at..=until).contains(&other.thing.at)
                });
                counts.count(Measure::G3, deed.thing, Outcome::counted(answer), frame);
            }
            Done::Lesson { about, state: State::Sent } => {
                let held = is_discussed(&deeds, about, Some(deed.thing.department), deed.thing.at);
                counts.count(Measure::U4, deed.thing, Outcome::counted(held), frame);
            }
            Done::Harm { finding, confirmed } => {
                let held = is_discussed(&deeds, finding, None, confirmed);
                let is_mature = frame.is_mature(Measure::U4, confirmed);
                let made = if is_mature { Outcome::counted(held) } else { Outcome::Unjudged };
                counts.count(Measure::U4, deed.thing, made, frame);
            }
            _ => {}
        }
    }
    // Last: it looks at all that was counted.
    improvement::finish(counts, &deeds, frame);
}

/// Whether a lesson about something was discussed in time.
fn is_discussed(deeds: &[Deed], about: Reference, department: Option<i64>, since: i64) -> bool {
    deeds.iter().any(|deed| {
        matches!(deed.what, Done::Lesson { about: of, state: State::Done } if of == about)
            && department.is_none_or(|one| one == deed.thing.department)
            && (since..=since + DISCUSSED).contains(&deed.thing.at)
    })
}

fn training(counts: &mut Counts, deeds: &[Deed], frame: &Frame) {
    let mut courses: BTreeMap<(i64, Reference), (u32, Thing)> = BTreeMap::new();
    let recent = deeds.iter().filter(|deed| frame.holds(Measure::U3, deed.thing.at));
    for deed in recent {
        if let Done::Training { course, people } = deed.what {
            let of = (deed.thing.department, course);
            let held = courses.entry(of).or_insert((0, deed.thing));
            *held = (held.0.saturating_add(people), deed.thing);
        }
    }
    for (department, last) in known(deeds) {
        let Some(&staff) = frame.staff.get(&department) else { continue };
        let own = courses.range((department, 0)..=(department, Reference::MAX));
        let best = own.map(|(_, held)| *held).max_by_key(|held| held.0);
        let now = last.at(frame.findings.as_of);
        let (people, thing) = best.map_or((0, now), |(people, held)| (people, held.at(now.at)));
        let trained = people.min(staff);
        for one in 0..staff {
            counts.count(Measure::U3, thing, Outcome::counted(one < trained), frame);
        }
    }
}

/// The departments of which any entry about themselves is known, each with the last.
fn known(deeds: &[Deed]) -> BTreeMap<i64, Thing> {
    let own = deeds.iter().filter(|deed| !matches!(deed.what, Done::Harm { .. }));
    own.map(|deed| (deed.thing.department, deed.thing)).collect()
}

fn weeks(counts: &mut Counts, deeds: &[Deed], frame: &Frame) {
    let zone = &frame.findings.zone;
    let mondays =
        mondays(day_in(frame.from(Measure::G4), zone), frame.findings.day(frame.findings.as_of));
    let mut read: BTreeMap<(i64, Date), (u32, Thing)> = BTreeMap::new();
    for deed in deeds {
        if let Done::Review { threads } = deed.what {
            let week = monday_of(day_in(deed.thing.at, zone));
            let held = read.entry((deed.thing.department, week)).or_insert((0, deed.thing));
            held.0 = held.0.max(threads);
            held.1 = deed.thing;
        }
    }
    for (department, last) in known(deeds) {
        for &monday in &mondays {
            let held = read.get(&(department, monday));
            let at = sunday_of(monday).and_then(|day| end_of_day(day, zone));
            let thing = held
                .map_or(last, |held| held.1)
                .at(at.unwrap_or(last.at).min(frame.findings.as_of));
            let made = held.is_some_and(|held| held.0 >= THREADS);
            counts.count(Measure::G4, thing, Outcome::counted(made), frame);
        }
    }
}

fn monday_of(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().days(since)).unwrap_or(day)
}

fn sunday_of(monday: Date) -> Option<Date> {
    monday.checked_add(jiff::Span::new().days(6)).ok()
}

/// The Mondays of the weeks that lie whole between two days.
fn mondays(from: Date, to: Date) -> BTreeSet<Date> {
    let first = monday_of(from);
    let weeks = std::iter::successors(Some(first), |monday| {
        monday.checked_add(jiff::Span::new().days(7)).ok()
    });
    let whole = weeks.take_while(|monday| sunday_of(*monday).is_some_and(|sunday| sunday <= to));
    whole.filter(|monday| *monday >= from).collect()
}
