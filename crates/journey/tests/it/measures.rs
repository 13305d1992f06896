//! Known answers of the measures that need calendars, customers, further objects or starts, counted by hand.

use filo_journey::case::Cases;
use filo_journey::clock::{Clock, Clocks};
use filo_journey::frame::Frame;
use filo_journey::log::{Direction, Event, Log};
use filo_journey::places::{Place, Standards};
use filo_journey::role::{Role, Roles};
use filo_journey::summary::Summary;
use filo_journey::told::Journey;
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use jiff::tz::TimeZone;
use proptest::prelude::*;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Monday 2 March 2026, 00:00 UTC.
const MONDAY: i64 = 1_772_409_600_000;

fn calendar(hours: &str) -> Calendar {
    Calendar::new(
        HolidaySet::Italy,
        Vec::new(),
        Vec::new(),
        WeekHours::parse(hours).expect("hours that can be read"),
    )
}

/// A log under way: events of a case at hours after Monday.
#[derive(Default)]
struct Told(Log);

impl Told {
    fn event(mut self, case: &str, activity: &str, hour: i64, more: Event<'_>) -> Self {
        let event = Event { case, activity, at: MONDAY + hour * HOUR, ..more };
        self.0.push(&event);
        self
    }

    fn journey(self, roles: &[(Role, &str)], change: impl FnOnce(&mut Frame)) -> Journey<'static> {
        self.summary(roles, change).0
    }

    fn summary(
        self,
        roles: &[(Role, &str)],
        change: impl FnOnce(&mut Frame),
    ) -> (Journey<'static>, Vec<Place>) {
        let (cases, names) = Cases::of(self.0);
        let names = Box::leak(Box::new(names));
        let mut frame = Frame::from(Roles::of(&names.activities, roles.iter().copied()).0);
        change(&mut frame);
        let mut summary = Summary::default();
        cases.iter().for_each(|case| summary.fold(&case, &frame));
        let mut standards = Standards::default();
        if let Some(technical) = names.groups.find("technical") {
            standards.handover.insert(technical, 9 * HOUR);
        }
        let places = summary.places.told(names, &standards);
        (summary.tell(names, &frame, usize::MAX), places)
    }
}

fn by(group: &str) -> Event<'_> {
    Event { group, ..Event::default() }
}

fn way(direction: Direction) -> Event<'static> {
    Event { direction: Some(direction), customer: "c", ..Event::default() }
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "{found}, not {expected}");
}

fn office(frame: &mut Frame) {
    let clock =
        Clock::of(&calendar("mon-fri 09:00-18:00"), &TimeZone::UTC, MONDAY, MONDAY + 60 * DAY);
    frame.clocks = Some(Clocks::new(clock));
}

proptest! {
    /// The sums say what the walk from day to day says, also over the nights on which the clock is changed.
    #[test]
    fn a_clock_says_what_its_calendar_says(from in 0..9_000_i64, length in 0..2_000_i64, minute in 0..60_i64) {
        let calendar = calendar("mon-fri 08:30-12:30,14:00-18:00; sat 09:00-13:00");
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let clock = Clock::of(&calendar, &zone, MONDAY, MONDAY + 400 * DAY);
        let from = MONDAY + from * HOUR + minute * 60_000;
        let to = from + length * HOUR / 3;
        prop_assert_eq!(clock.between(from, to.min(MONDAY + 400 * DAY)), calendar.working_millis(from, to.min(MONDAY + 400 * DAY), &zone));
    }
}

#[test]
fn a_clock_stands_still_outside_its_stretch_and_goes_on_for_broken_dates() {
    let clock = Clock::of(&calendar("mon-fri 09:00-18:00"), &TimeZone::UTC, MONDAY, MONDAY + DAY);
    assert_eq!(clock.between(i64::MIN, i64::MAX), 18 * HOUR);
    assert_eq!(clock.between(MONDAY + 12 * HOUR, MONDAY), 0);
    assert_eq!(Clock::default().between(0, DAY), 0);
}

#[test]
fn a_night_is_no_waiting_of_the_department_and_a_case_nobody_owns_is_dead() {
    // Handed over on Monday at 17, taken on on Tuesday at 10: seventeen hours, of which two are worked.
    let told = Told::default()
        .event("1", "open", 9, by("desk"))
        .event("1", "note", 17, by("desk"))
        .event("1", "queue", 17, by("billing"))
        .event("1", "accept", 34, by("billing"))
        .event("1", "solve", 36, by("billing"))
        .event("1", "close", 60, by("billing"))
        .journey(
            &[(Role::Taken, "accept"), (Role::Resolved, "solve"), (Role::Closed, "close")],
            office,
        );
    let owned = told.ownership.unwrap();
    assert_eq!(owned.seconds.p50, Some(17.0 * 3600.0));
    assert_eq!(owned.working_seconds.unwrap().p50, Some(2.0 * 3600.0));
    let resolution = told.resolution.unwrap();
    assert_eq!(resolution.working_seconds.unwrap().p50, Some(12.0 * 3600.0));
    let waiting = told.waiting.unwrap();
    // 27 hours open until it is solved; nobody owns it for the first 25; the night of 15 hours is closed.
    near(waiting.open_seconds, 27.0 * 3600.0);
    near(waiting.dead_share.unwrap(), 25.0 / 27.0);
    near(waiting.dead_working_seconds.unwrap().max, 10.0 * 3600.0);
    let causes: Vec<_> =
        waiting.causes.iter().map(|one| (one.cause, one.seconds / 3600.0)).collect();
    assert_eq!(causes, [("closed", 15.0), ("queued", 10.0), ("held", 2.0)]);
    let pair = &told.handovers.unwrap().pairs[0];
    near(pair.working_seconds.unwrap().max, 0.0);
}

#[test]
fn while_the_customer_was_asked_it_is_the_customers_turn() {
    let told = Told::default()
        .event("1", "write", 9, way(Direction::In))
        .event("1", "ask", 11, way(Direction::Out))
        .event("1", "write", 15, way(Direction::In))
        .event("1", "solve", 16, way(Direction::Out))
        .journey(&[(Role::Asked, "ask"), (Role::Resolved, "solve")], |_| {});
    let causes: Vec<_> = told
        .waiting
        .unwrap()
        .causes
        .into_iter()
        .map(|one| (one.cause, one.seconds / 3600.0))
        .collect();
    assert_eq!(causes, [("customer", 4.0), ("gap", 3.0)]);
    let effort = told.effort.unwrap();
    assert_eq!((effort.contacts.max, effort.chases.max), (2.0, 0.0));
}

#[test]
fn a_promise_is_kept_by_its_day_moved_before_it_or_broken() {
    let made = |object, due: i64, amount| Event {
        object,
        due: Some(MONDAY + due * HOUR),
        amount: Some(amount),
        direction: Some(Direction::Out),
        ..Event::default()
    };
    let of = |object| Event { object, ..Event::default() };
    let theirs = |due: Option<i64>| Event {
        due: due.map(|due| MONDAY + due * HOUR),
        direction: Some(Direction::In),
        ..Event::default()
    };
    let told = Told::default()
        .event("1", "promise", 0, made("kept", 24, 100))
        .event("1", "keep", 24, of("kept"))
        .event("2", "promise", 0, made("late", 24, 30))
        .event("2", "keep", 25, of("late"))
        .event("3", "promise", 0, made("moved", 24, 7))
        .event("3", "promise", 20, made("moved", 72, 7))
        .event("3", "keep", 70, of("moved"))
        // A word after the day moves nothing.
        .event("4", "promise", 0, made("excused", 24, 5))
        .event("4", "promise", 30, made("excused", 96, 5))
        .event("4", "keep", 90, of("excused"))
        .event("5", "promise", 0, made("pending", 200, 1))
        .event("6", "promise", 0, theirs(Some(50)))
        .event("7", "promise", 0, theirs(None))
        .event("8", "end", 100, Event::default())
        .journey(&[(Role::Promised, "promise"), (Role::Kept, "keep")], |_| {});
    let promises = told.promises.unwrap();
    let ours = promises.ours;
    assert_eq!((ours.made, ours.moved, ours.pending), (5, 1, 1));
    assert_eq!((ours.due, ours.kept, ours.late), (4, 2, 2));
    assert_eq!((ours.amount_due, ours.amount_kept), (142, 107));
    near(ours.share.unwrap(), 0.5);
    let theirs = promises.theirs;
    assert_eq!((theirs.made, theirs.due, theirs.kept, theirs.without_due), (2, 1, 0, 1));
}

#[test]
fn a_reminder_collides_with_an_open_dispute_of_the_same_customer_about_the_same_thing() {
    let of = |customer, object| Event { customer, object, ..Event::default() };
    let roles = [(Role::Disputed, "dispute"), (Role::Settled, "settle"), (Role::Pressed, "remind")];
    let told = Told::default()
        .event("d1", "dispute", 0, of("anna", "F1"))
        .event("r1", "remind", 5, of("anna", "F1"))
        .event("r2", "remind", 6, of("anna", "F2"))
        .event("d1", "settle", 10, of("anna", "F1"))
        .event("r3", "remind", 11, of("anna", "F1"))
        // Settled at the very instant at which the reminder goes out.
        .event("d2", "dispute", 0, of("bruno", "F3"))
        .event("d2", "settle", 8, of("bruno", "F3"))
        .event("r4", "remind", 8, of("bruno", "F3"))
        .event("r5", "remind", 3, of("carla", "F1"))
        // A complaint about nothing in particular: any campaign collides.
        .event("d3", "dispute", 0, of("dario", ""))
        .event("r6", "remind", 2, of("dario", "F9"))
        .event("r6", "remind", 3, of("dario", "F9"))
        .journey(&roles, |_| {})
        .collisions
        .unwrap();
    assert_eq!((told.open_matters, told.acts, told.collisions), (3, 7, 3));
    assert_eq!((told.matters_hit, told.customers), (2, 2));
    near(told.per_thousand, 1000.0);
}

#[test]
fn first_contact_resolution_needs_one_contact_a_resolution_and_no_return() {
    let roles = [(Role::Resolved, "solve"), (Role::Closed, "close")];
    let of = |customer: &'static str, direction| Event {
        customer,
        direction: Some(direction),
        reason: "bill",
        ..Event::default()
    };
    let (from, to) = (Direction::In, Direction::Out);
    let day = 24;
    let told = Told::default()
        // Solved at once, closed by a machine a month later.
        .event("1", "call", 0, of("a", from))
        .event("1", "solve", 1, of("a", to))
        .event("1", "close", 30 * day, of("a", to))
        // Had to ask twice.
        .event("2", "call", 0, of("b", from))
        .event("2", "call", 2, of("b", from))
        .event("2", "solve", 3, of("b", to))
        // Came back after five days.
        .event("3", "call", 0, of("c", from))
        .event("3", "solve", 1, of("c", to))
        .event("4", "call", 5 * day, of("c", from))
        .event("4", "solve", 5 * day + 1, of("c", to))
        // Too young to be judged within a week.
        .event("5", "call", 28 * day, of("d", from))
        .event("5", "solve", 28 * day + 1, of("d", to))
        .journey(&roles, |_| {})
        .first_contact;
    let counts: Vec<_> = told.iter().map(|one| (one.days, one.contacted, one.resolved)).collect();
    assert_eq!(counts, [(3, 4, 3), (7, 4, 2), (14, 4, 2), (30, 3, 1)]);
}

#[test]
fn a_step_that_concerns_an_order_waits_until_the_order_is_ready() {
    let of = |object| Event { object, ..Event::default() };
    let told = Told::default()
        .event("ticket", "open", 0, Event::default())
        .event("delivery", "ship", 9, of("order"))
        .event("ticket", "answer", 10, of("order"))
        // Its own event was the last: nothing else was waited for.
        .event("ticket", "answer", 12, of("order"))
        .journey(&[], |_| {})
        .synchronisation
        .unwrap();
    assert_eq!((told.events, told.waited_seconds.count), (3, 1));
    near(told.waited_seconds.max, 9.0 * 3600.0);
}

#[test]
fn work_waits_for_people_for_reasons_that_are_told_apart() {
    let done = |actor, started: i64| Event {
        actor,
        group: "desk",
        started: Some(MONDAY + started * HOUR),
        ..Event::default()
    };
    // Ready at 9; the same person works from 9 to 11 on what was ready at 8, and from 11 to 12 on what came at 10.
    let told = Told::default()
        .event("earlier", "open", 8, Event::default())
        .event("earlier", "work", 11, done("p", 9))
        .event("later", "open", 10, Event::default())
        .event("later", "work", 12, done("p", 11))
        .event("mine", "open", 9, Event::default())
        .event("mine", "work", 14, done("p", 13))
        .journey(&[], office)
        .waiting_for_people
        .unwrap();
    // Waits: earlier 1 (8 to 9, closed until 9), later 1 (contention with nothing ready earlier but what began at 9), mine 4.
    assert_eq!(told.events, 3);
    near(told.waiting_seconds, 6.0 * 3600.0);
    near(told.contention_seconds, 2.0 * 3600.0);
    near(told.prioritisation_seconds, 3600.0);
    near(told.unavailability_seconds, 3600.0);
    near(told.batching_seconds, 0.0);
    near(told.extraneous_seconds, 2.0 * 3600.0);
}

#[test]
fn letters_that_are_sent_together_wait_for_the_last_of_them() {
    let done = |started: i64| Event {
        actor: "p",
        started: Some(MONDAY + started * HOUR),
        ..Event::default()
    };
    let told = Told::default()
        .event("1", "open", 9, Event::default())
        .event("2", "open", 11, Event::default())
        .event("3", "open", 14, Event::default())
        .event("1", "send", 16, done(15))
        .event("2", "send", 17, done(16))
        .event("3", "send", 18, done(17))
        .journey(&[], |_| {})
        .waiting_for_people
        .unwrap();
    // Ready at 9, 11 and 14: they wait 5, 3 and 0 hours for the batch, then 1, 2 and 3 for their turn.
    near(told.batching_seconds, 8.0 * 3600.0);
    near(told.waiting_seconds, 14.0 * 3600.0);
}

#[test]
fn a_start_tells_service_from_waiting() {
    let told = Told::default()
        .event("1", "a", 0, Event::default())
        .event("1", "b", 10, Event { started: Some(MONDAY + 7 * HOUR), ..Event::default() })
        .journey(&[], |_| {})
        .waiting
        .unwrap();
    near(told.sojourn_seconds.unwrap().max, 10.0 * 3600.0);
    near(told.service_seconds.unwrap().max, 3.0 * 3600.0);
    near(told.waiting_seconds.unwrap().max, 7.0 * 3600.0);
}

#[test]
fn a_place_beyond_its_standard_is_told_by_the_hours_that_were_lost() {
    let mut told = Told::default();
    for (case, hours) in [("1", 8), ("2", 10), ("3", 20)] {
        told = told.event(case, "open", 0, by("desk")).event(case, "queue", hours, by("technical"));
    }
    let (_, places) = told.summary(&[], |frame| frame.places = true);
    assert_eq!(places.len(), 1, "{places:?}");
    let place = &places[0];
    assert_eq!(
        (place.kind, place.from.as_str(), place.to.as_str()),
        ("handover", "desk", "technical")
    );
    assert_eq!((place.n, place.beyond, place.is_standard), (3, 2, true));
    near(place.hours_lost, 12.0);
    assert_eq!(place.cases, ["3", "2"]);
}

#[test]
fn without_a_standard_only_what_is_far_off_like_places_is_told() {
    let mut told = Told::default();
    for case in 0..100 {
        // A hundred handoffs within an hour, and ten of another pair that take a day.
        let name = format!("f{case}");
        told = told.event(&name, "open", 0, by("desk")).event(&name, "queue", 1, by("billing"));
    }
    for case in 0..10 {
        let name = format!("s{case}");
        told = told.event(&name, "open", 0, by("desk")).event(&name, "queue", 24, by("sales"));
    }
    let (_, places) = told.summary(&[], |frame| frame.places = true);
    let found: Vec<_> = places.iter().map(|one| (one.to.as_str(), one.beyond)).collect();
    assert_eq!(found, [("sales", 10)]);
    near(places[0].hours_lost, 230.0);
}
