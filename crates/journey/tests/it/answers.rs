//! Known answers on small logs, counted by hand.

use filo_journey::case::Cases;
use filo_journey::frame::Frame;
use filo_journey::log::{Direction, Event, Log};
use filo_journey::role::{Role, Roles};
use filo_journey::summary::Summary;
use filo_journey::survival::Survival;
use filo_journey::told::Journey;
use filo_journey::values::{Turn, Values};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Events written `case activity hour group`; a dash is a group that is missing.
fn told(events: &[(&str, &str, i64, &str)], roles: &[(Role, &str)]) -> Journey<'static> {
    let mut log = Log::default();
    for &(case, activity, hour, group) in events {
        let group = if group == "-" { "" } else { group };
        log.push(&Event { case, activity, at: hour * HOUR, group, ..Event::default() });
    }
    tell(log, roles)
}

fn tell(log: Log, roles: &[(Role, &str)]) -> Journey<'static> {
    let (cases, names) = Cases::of(log);
    // What is told borrows its names; a test keeps them to its end.
    let names = Box::leak(Box::new(names));
    let (roles, unknown) = Roles::of(&names.activities, roles.iter().copied());
    assert!(unknown.is_empty(), "{unknown:?}");
    let mut summary = Summary::default();
    let frame = Frame::from(roles);
    cases.iter().for_each(|case| summary.fold(&case, &frame));
    summary.tell(names, &frame, usize::MAX)
}

/// The same number but for rounding.
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "{found}, not {expected}");
}

#[test]
fn an_edge_has_its_count_and_the_times_between() {
    let told = told(
        &[
            ("1", "a", 0, "x"),
            ("1", "b", 2, "x"),
            ("2", "a", 10, "x"),
            ("2", "b", 14, "x"),
            ("2", "a", 15, "x"),
        ],
        &[],
    );
    let edge = &told.edges[0];
    assert_eq!((edge.from.as_str(), edge.to.as_str(), edge.seconds.count), ("a", "b", 2));
    // Between 2 and 4 hours: the median 3, and by interpolation 3.9 at nineteen of twenty.
    near(edge.seconds.mean, 10_800.0);
    near(edge.seconds.p50, 10_800.0);
    near(edge.seconds.p95, 3.9 * 3600.0);
    assert_eq!((told.edges.len(), told.variants_count, told.cases, told.events), (2, 2, 2, 5));
    assert_eq!((told.rework.cases, told.rework.events, told.rework.self_loops), (1, 1, 0));
    // 2 of the 7 hours between events came after b.
    let after: Vec<f64> = told.activities.iter().map(|one| one.share_of_time).collect();
    assert!((after[0] - 6.0 / 7.0).abs() < 1e-12 && (after[1] - 1.0 / 7.0).abs() < 1e-12);
}

#[test]
fn what_goes_back_is_ping_pong_and_what_returns_after_others_is_not() {
    let back = |groups: &str| {
        let names: Vec<String> = groups.chars().map(String::from).collect();
        let events: Vec<_> =
            (0_i64..).zip(&names).map(|(hour, group)| ("1", "do", hour, group.as_str())).collect();
        let back = told(&events, &[]).ping_pong.unwrap();
        (back.occurrences, back.indirect_occurrences, back.revisited_cases, back.longest)
    };
    assert_eq!(back("ABC"), (0, 0, 0, 0));
    assert_eq!(back("ABA"), (1, 0, 1, 3));
    assert_eq!(back("ABAB"), (2, 0, 1, 4));
    assert_eq!(back("ABCA"), (0, 1, 1, 0));
    assert_eq!(back("ABACB"), (1, 1, 1, 3));
    // An event without a group belongs to no stay and ends none.
    assert_eq!(back("A-A"), (0, 0, 0, 0));
    assert_eq!(back("A-B-A"), (1, 0, 1, 3));
    // Many stays are noted instead of looked through, with the same answer.
    let far: String = ('Ā'..).take(100).chain(['Ā', 'ā']).collect();
    assert_eq!(back(&far), (0, 2, 1, 0));
}

#[test]
fn a_handoff_waits_until_it_is_taken_on_and_a_stay_without_is_censored() {
    let told = told(
        &[
            ("1", "open", 0, "desk"),
            ("1", "queue", 1, "billing"),
            ("1", "accept", 5, "billing"),
            ("2", "open", 0, "desk"),
            ("2", "queue", 2, "billing"),
            ("2", "queue", 8, "network"),
            ("2", "accept", 9, "network"),
            ("3", "open", 0, "desk"),
            ("3", "queue", 3, "billing"),
        ],
        &[(Role::Taken, "accept")],
    );
    let owned = told.ownership.unwrap();
    assert_eq!(owned.taken_seconds.count, 2);
    near(owned.taken_seconds.mean, 2.5 * 3600.0);
    assert_eq!((owned.bounces, owned.bounced_cases), (1, 1));
    assert_eq!((owned.seconds.ended, owned.seconds.open), (2, 2));
    let handed = told.handovers.unwrap();
    assert_eq!((handed.count, handed.cases, handed.cases_handed), (4, 3, 3));
    near(handed.latency_seconds.mean, (1.0 + 2.0 + 6.0 + 3.0) / 4.0 * 3600.0);
}

/// The remission times of Freireich and others 1963 as Gehan 1965 prints them, in weeks, of those given the drug: the
/// estimate falls to .448 at 23 weeks, so that its median is 23.
#[test]
fn what_has_not_ended_is_estimated_as_kaplan_and_meier_do() {
    let mut weeks = Survival::default();
    for ended in [6, 6, 6, 7, 10, 13, 16, 22, 23] {
        weeks.ended.turn(Turn::In, ended);
    }
    for open in [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35] {
        weeks.censored.turn(Turn::In, open);
    }
    let lasting = weeks.lasting(1.0);
    assert_eq!((lasting.p50, lasting.p90, lasting.ended, lasting.open), (Some(23.0), None, 9, 12));
}

#[test]
fn who_comes_back_is_counted_against_the_own_rate() {
    let mut log = Log::default();
    // One customer with a case every ten days, resolved within the hour; another with a single case.
    for number in 0..5_i64 {
        let case = number.to_string();
        let begin = number * 10 * DAY;
        for (activity, at) in [("open", begin), ("solve", begin + HOUR)] {
            log.push(&Event { case: &case, activity, at, customer: "c", ..Event::default() });
        }
    }
    for (activity, at) in [("open", 0), ("solve", HOUR)] {
        log.push(&Event { case: "x", activity, at, customer: "d", ..Event::default() });
    }
    let repeat = tell(log, &[(Role::Resolved, "solve")]).repeat_contact.unwrap();
    let windows: Vec<_> =
        repeat.customer.iter().map(|one| (one.days, one.resolved, one.repeated)).collect();
    assert_eq!(windows, [(3, 6, 0), (7, 6, 0), (14, 6, 4), (30, 6, 4)]);
    // Four cases in forty days beyond the first: a tenth a day.
    let chance = 5.0 / 6.0 * (1.0 - (-0.7_f64).exp());
    assert!((repeat.customer[1].chance - chance).abs() < 1e-12);
    assert!(repeat.customer_and_reason.is_empty());
}

#[test]
fn a_contact_on_an_open_case_is_a_chase_unless_it_was_asked_for() {
    let mut log = Log::default();
    let events = [
        ("write", 0, Some(Direction::In), "mail"),
        ("ask for the reading", 2, Some(Direction::Out), "mail"),
        ("write", 5, Some(Direction::In), "mail"),
        ("write", 9, Some(Direction::In), "telephone"),
        ("note", 10, Some(Direction::Internal), ""),
        ("solve", 12, Some(Direction::Out), "mail"),
        ("write", 20, Some(Direction::In), "mail"),
        ("note", 21, None, ""),
    ];
    for (activity, hour, direction, channel) in events {
        log.push(&Event {
            case: "1",
            activity,
            at: hour * HOUR,
            direction,
            channel,
            ..Event::default()
        });
    }
    let told = tell(log, &[(Role::Asked, "ask for the reading"), (Role::Resolved, "solve")]);
    let contacts = told.contacts.unwrap();
    assert_eq!((contacts.chases, contacts.chased_cases), (1, 1));
    near(contacts.silence_before_seconds.mean, 7.0 * 3600.0);
    near(contacts.silence_seconds.max, 10.0 * 3600.0);
    assert_eq!(contacts.channel_switches, 2);
    near(contacts.inbound_per_case.max, 4.0);
    assert_eq!(contacts.events_without_direction, 1);
    let resolution = told.resolution.unwrap();
    assert_eq!((resolution.resolved, resolution.reopened), (1, 1));
    near(resolution.resolved_seconds.mean, 12.0 * 3600.0);
}

#[test]
fn what_is_redone_by_another_is_told_by_department_alone() {
    let mut log = Log::default();
    for (activity, hour, actor, group) in [
        ("check", 0, "p1", "desk"),
        ("check", 1, "p1", "desk"),
        ("send", 2, "p1", "desk"),
        ("check", 3, "p2", "billing"),
        ("send", 4, "", "billing"),
    ] {
        log.push(&Event { case: "1", activity, at: hour * HOUR, actor, group, ..Event::default() });
    }
    let loops = tell(log, &[]).rework.loops.unwrap();
    assert_eq!(
        (loops.self_repeats, loops.self_redos, loops.repeats, loops.redos, loops.unknown),
        (1, 0, 0, 1, 1)
    );
    let referral = &loops.referrals[0];
    assert_eq!(
        (referral.from.as_str(), referral.to.as_str(), referral.events),
        ("desk", "billing", 1)
    );
}

#[test]
fn an_event_without_case_or_activity_is_counted_and_left_out() {
    let told = told(&[("1", "a", 0, "-"), ("1", "b", 1, "-")], &[]);
    assert!(told.handovers.is_none() && told.ping_pong.is_none());
    assert_eq!(told.events_without_group, 2);
    let mut log = Log::default();
    log.push(&Event { case: "", activity: "a", ..Event::default() });
    log.push(&Event { case: "1", activity: "", ..Event::default() });
    assert_eq!((log.lacking.case, log.lacking.activity, log.len()), (1, 1, 0));
    assert_eq!(tell(log, &[]).cases, 0);
}

#[test]
fn values_that_are_taken_out_are_gone() {
    let mut values = Values::default();
    for value in [5, 1, 3, 3] {
        values.turn(Turn::In, value);
    }
    assert_eq!(values.sorted(), [1, 3, 3, 5]);
    values.turn(Turn::Out, 3);
    values.turn(Turn::In, 2);
    assert_eq!((values.len(), values.sum()), (4, 11));
    assert_eq!(values.sorted(), [1, 2, 3, 5]);
    near(values.spread(1.0).p50, 2.5);
}
