//! Any order of cases, any division into parts, and any way in which a log grew give the same journey.

use filo_journey::case::{Case, Cases, Vocabulary};
use filo_journey::frame::Frame;
use filo_journey::growing::Growing;
use filo_journey::kept::{Table, Tables};
use filo_journey::log::{Direction, Event, Log};
use filo_journey::places::Standards;
use filo_journey::role::{Role, Roles};
use filo_journey::summary::Summary;
use filo_journey::told::Journey;
use filo_journey::values::{Turn, Values};
use proptest::prelude::*;

/// An event as numbers: case, activity, minute, group, actor, channel, direction; zero is what is missing.
type Numbers = (u8, u8, u16, u8, u8, u8, u8);

fn events() -> impl Strategy<Value = Vec<Numbers>> {
    prop::collection::vec(
        (0..6_u8, 0..4_u8, 0..2000_u16, 0..4_u8, 0..3_u8, 0..3_u8, 0..4_u8),
        0..60,
    )
}

fn log(events: &[Numbers]) -> Log {
    let mut log = Log::default();
    each(events, |event| log.push(event));
    log
}

fn each(events: &[Numbers], mut take: impl FnMut(&Event<'_>)) {
    for &(case, activity, minute, group, actor, channel, direction) in events {
        let name = |number: u8| if number == 0 { String::new() } else { format!("n{number}") };
        let direction = match direction {
            0 => None,
            1 => Some(Direction::In),
            2 => Some(Direction::Out),
            _ => Some(Direction::Internal),
        };
        take(&Event {
            case: &format!("c{case}"),
            activity: &format!("a{activity}"),
            at: i64::from(minute) * 60_000,
            group: &name(group),
            customer: &format!("u{}", case / 2),
            reason: &name(case % 2),
            actor: &name(actor),
            channel: &name(channel),
            direction,
            object: &name(actor),
            due: (activity == 1).then(|| i64::from(minute) * 60_000 + 3_600_000),
            amount: (activity == 1).then(|| i64::from(minute)),
            started: (group > 1).then(|| i64::from(minute) * 60_000 - i64::from(group) * 240_000),
        });
    }
}

fn frame(names: &Vocabulary) -> Frame {
    let mut frame = Frame::from(Roles::of(&names.activities, ROLES).0);
    frame.places = true;
    frame
}

/// Every meaning that an activity can have.
const ROLES: [(Role, &str); 9] = [
    (Role::Taken, "a1"),
    (Role::Resolved, "a2"),
    (Role::Closed, "a0"),
    (Role::Asked, "a3"),
    (Role::Disputed, "a3"),
    (Role::Settled, "a2"),
    (Role::Pressed, "a1"),
    (Role::Promised, "a1"),
    (Role::Kept, "a3"),
];

/// Numbers that mean what they mean in these names.
fn tables(names: &Vocabulary) -> Tables {
    let all = [
        &names.cases,
        &names.activities,
        &names.groups,
        &names.customers,
        &names.reasons,
        &names.actors,
        &names.objects,
    ];
    Tables::new(all.map(|names| Table::Same(u32::try_from(names.len()).expect("few"))))
}

fn whole(events: &[Numbers]) -> Journey<'static> {
    let (cases, names) = Cases::of(log(events));
    // What is told borrows its names; a test keeps them to its end.
    told(cases.iter(), Box::leak(Box::new(names)))
}

fn told<'c, 'n>(cases: impl Iterator<Item = Case<'c>>, names: &'n Vocabulary) -> Journey<'n> {
    let frame = frame(names);
    let mut summary = Summary::default();
    cases.for_each(|case| summary.fold(&case, &frame));
    summary.tell(names, &frame, usize::MAX)
}

proptest! {
    #[test]
    fn any_order_of_rows_of_different_times_gives_the_same(mut events in events(), seed in any::<u64>()) {
        // Events of one case at one instant keep the order of the file, which therefore matters.
        events.sort_by_key(|event| (event.0, event.2));
        events.dedup_by_key(|event| (event.0, event.2));
        let straight = whole(&events);
        let mut mixed = events.clone();
        let count = mixed.len();
        for place in 0..count {
            let other = usize::try_from(seed.rotate_left(u32::try_from(place).unwrap())).unwrap() % count;
            mixed.swap(place, other);
        }
        prop_assert_eq!(whole(&mixed), straight);
    }

    #[test]
    fn parts_put_together_are_the_whole(events in events(), cut in 0..8_u32) {
        let (cases, names) = Cases::of(log(&events));
        let frame = frame(&names);
        let (mut one, mut other) = (Summary::default(), Summary::default());
        for case in cases.iter() {
            let part = if case.number % 8 < cut { &mut one } else { &mut other };
            part.fold(&case, &frame);
        }
        // A part that was told before is the same part.
        let _ = other.tell(&names, &frame, usize::MAX);
        one.merge(other);
        prop_assert_eq!(one.tell(&names, &frame, usize::MAX), told(cases.iter(), &names));
    }

    #[test]
    fn any_number_of_cores_gives_the_same(events in events(), cores in 1..5_usize) {
        let (cases, names) = Cases::of(log(&events));
        let frame = frame(&names);
        let mut summary = Summary::of(&cases, &frame, cores);
        prop_assert_eq!(summary.tell(&names, &frame, usize::MAX), told(cases.iter(), &names));
    }

    #[test]
    fn a_summary_that_was_written_and_read_is_the_same(events in events()) {
        let (cases, names) = Cases::of(log(&events));
        let frame = frame(&names);
        let mut summary = Summary::of(&cases, &frame, 1);
        let mut bytes = Vec::new();
        summary.keep(&mut bytes);
        let places = summary.places.told(&names, &Standards::default());
        let mut read = Summary::restore(&bytes, &tables(&names)).expect("what was written");
        prop_assert_eq!(read.places.told(&names, &Standards::default()), places);
        prop_assert_eq!(read.tell(&names, &frame, usize::MAX), told(cases.iter(), &names));
        let mut again = Vec::new();
        read.keep(&mut again);
        prop_assert_eq!(again, bytes);
    }

    #[test]
    fn what_is_no_summary_is_none(
        events in events(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let (cases, names) = Cases::of(log(&events));
        let frame = frame(&names);
        let mut bytes = Vec::new();
        Summary::of(&cases, &frame, 1).keep(&mut bytes);
        let place = place.index(bytes.len());
        prop_assert!(Summary::restore(&bytes[..place], &tables(&names)).is_none());
        bytes[place] = byte;
        // A changed byte may be another number; it is told without a panic.
        if let Some(mut read) = Summary::restore(&bytes, &tables(&names)) {
            let _ = read.places.told(&names, &Standards::default());
            let _ = read.tell(&names, &frame, usize::MAX);
        }
    }

    #[test]
    fn a_log_in_two_parts_is_the_log(events in events(), cut in 0..60_usize) {
        let (first, second) = events.split_at(cut.min(events.len()));
        let mut both = log(first);
        both.append(log(second));
        let (cases, names) = Cases::of(both);
        let lacking = log(&events).lacking;
        prop_assert_eq!(log(&events).len(), cases.events());
        let told = told(cases.iter(), Box::leak(Box::new(names)));
        prop_assert_eq!(told.events_without_group, lacking.group);
        prop_assert_eq!(told, whole(&events));
    }

    #[test]
    fn a_case_that_was_taken_out_leaves_nothing(events in events(), gone in 0..6_u32) {
        let (cases, names) = Cases::of(log(&events));
        let frame = frame(&names);
        let mut summary = Summary::default();
        cases.iter().for_each(|case| summary.fold(&case, &frame));
        let _ = summary.tell(&names, &frame, usize::MAX);
        cases.iter().filter(|case| case.number == gone).for_each(|case| summary.unfold(&case, &frame));
        let rest = told(cases.iter().filter(|case| case.number != gone), &names);
        prop_assert_eq!(summary.tell(&names, &frame, usize::MAX), rest);
    }

    #[test]
    fn a_log_that_grew_in_pieces_shows_what_the_whole_shows(
        events in events(),
        cuts in prop::collection::vec(0..60_usize, 0..4),
    ) {
        let given = ROLES.iter().map(|(role, name)| (*role, (*name).to_owned())).collect();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(events.len())).collect();
        cuts.sort_unstable();
        cuts.push(events.len());
        let mut growing = Growing::new(log(&events[..cuts[0]]), given);
        for piece in cuts.windows(2) {
            // Told in between, lest what was told hinders what comes.
            let _ = growing.tell(usize::MAX);
            each(&events[piece[0]..piece[1]], |event| growing.append([*event]));
        }
        prop_assert_eq!(growing.tell(usize::MAX), whole(&events));
    }

    #[test]
    fn values_that_come_and_go_are_those_of_a_plain_list(
        turns in prop::collection::vec((any::<bool>(), 0..20_i64, any::<bool>()), 0..200),
        many in prop::collection::vec(0..1000_i64, 0..400),
    ) {
        let (mut values, mut plain) = (Values::default(), many.clone());
        many.iter().for_each(|&value| values.turn(Turn::In, value));
        let _ = values.sorted();
        for (is_in, value, is_looked_at) in turns {
            let place = plain.iter().position(|&other| other == value);
            match (is_in, place) {
                (false, Some(place)) => {
                    plain.swap_remove(place);
                    values.turn(Turn::Out, value);
                }
                _ => {
                    plain.push(value);
                    values.turn(Turn::In, value);
                }
            }
            if is_looked_at {
                let _ = values.sorted();
            }
        }
        plain.sort_unstable();
        prop_assert_eq!(values.sorted(), &plain[..]);
        // Told in parts, the same as told as one.
        let mut parts = [Values::default(), Values::default(), Values::default()];
        for (place, &value) in plain.iter().enumerate() {
            parts[place % 3].turn(Turn::In, value);
        }
        prop_assert_eq!(Values::spread_of(parts.iter_mut(), 1.0), values.spread(1.0));
    }
}
