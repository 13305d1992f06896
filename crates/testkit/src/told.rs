//! Small threads told as lines, for tests of kernels over a customer's events.
//!
//! A thread is written one entry a line: day, time where it is known, kind, then facts and the fields
//! `department`, `channel`, `direction`, `case`, `step`, `turn` and `known` as `name=value`; an underscore
//! stands for a blank in a fact. Times are those of Rome.

use filo_guard::event::{Event, What, call_of, reference};
use filo_guard::traits::{Phrases, Traits};
use filo_model::amount::DecimalMark;
use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Channel, Direction, EntryKind, Facts, Habits};
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use jiff::tz::TimeZone;

/// The zone of all that is told.
///
/// # Panics
/// Never: the zone comes with the program.
#[must_use]
pub fn rome() -> TimeZone {
    TimeZone::get("Europe/Rome").expect("the zone comes with the program")
}

/// A moment as people write it.
///
/// # Panics
/// Where it is none: a test that tells a wrong story fails.
#[must_use]
pub fn moment(text: &str) -> Moment {
    let habits = MomentHabits { zone: rome(), order: DateOrder::Auto };
    Moment::parse(text, &habits).expect("a moment")
}

/// The number of a department by the name that handoffs and warnings use.
#[must_use]
pub fn number_of(name: &str) -> Option<i64> {
    match name {
        "service" => Some(1),
        "technical" => Some(2),
        "logistics" => Some(3),
        _ => None,
    }
}

/// The events of a thread; the first line has the sequence number 1.
///
/// # Panics
/// Where a line is no entry.
#[must_use]
pub fn thread(lines: &str, phrases: &Phrases) -> Vec<Event> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.zip(1..).map(|(line, number)| told(number, line, phrases)).collect()
}

/// The entry of one line.
fn told(seq: i64, line: &str, phrases: &Phrases) -> Event {
    let (fields, words): (Vec<&str>, Vec<&str>) =
        line.split_whitespace().partition(|word| word.contains('='));
    let (kind, time) = words.split_last().expect("a kind");
    let kind = EntryKind::from_name(kind).unwrap_or_else(|| unheard_of("kind", line));
    let habits = Habits { mark: DecimalMark::Point, order: DateOrder::Auto };
    let mut facts = Facts::empty(kind);
    let at = moment(&time.join(" "));
    let mut event = Event {
        seq,
        id: Digest::of(line.as_bytes()),
        customer: 1,
        at,
        known_at: at.millis,
        known_inferred: false,
        turn: 0,
        department: 1,
        channel: None,
        case: 0,
        step: None,
        direction: Direction::Out,
        call: 0,
        traits: Traits::NONE,
        heard: None,
        what: What::Other,
    };
    for field in fields {
        let (name, value) = field.split_once('=').expect("a value");
        match name {
            "channel" => event.channel = Channel::from_name(value),
            "direction" => {
                event.direction =
                    Direction::from_name(value).unwrap_or_else(|| unheard_of("direction", line));
            }
            "department" => event.department = value.parse().expect("a number"),
            "case" => event.case = reference(Some(value)),
            "step" => event.step = CaseStep::from_name(value),
            "known" => event.known_at = moment(value).millis,
            "turn" => event.turn = value.parse().expect("a number"),
            _ => {
                let value = value.replace('_', " ");
                let is_set = facts.set(name, &value, &habits)
                    || facts.set(name, &value.replace(' ', "_"), &habits);
                if !is_set {
                    unheard_of::<()>("fact", line);
                }
            }
        }
    }
    event.call = call_of(&facts);
    event.traits = phrases.of(&facts);
    event.what = What::of(Some(&facts), (event.direction, event.channel), number_of);
    event
}

/// Fails a test that tells of what does not exist.
#[expect(clippy::panic, reason = "a test that tells a wrong story fails")]
fn unheard_of<T>(what: &str, line: &str) -> T {
    panic!("no such {what} in `{line}`")
}
