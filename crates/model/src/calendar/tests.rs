//! Days, hours and due times worked out by hand, and what must hold of any.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const HOUR: i64 = 3_600_000;

fn rome() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap()
}

fn calendar(hours: &str) -> Calendar {
    let week = WeekHours::parse(hours).unwrap();
    Calendar::new(HolidaySet::Italy, vec![(12, 7)], vec![date(2026, 8, 14)], week)
}

fn office() -> Calendar {
    calendar("lun-ven 09:00-13:00,14:00-18:00; sab 09:00-13:00")
}

fn at(text: &str) -> i64 {
    let local: jiff::civil::DateTime = text.parse().unwrap();
    local.to_zoned(rome()).unwrap().timestamp().as_millisecond()
}

#[test]
fn holidays() {
    let sundays = [
        (1961, 4, 2),
        (1818, 3, 22),
        (2000, 4, 23),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
        (2049, 4, 18),
    ];
    for (year, month, day) in sundays {
        assert_eq!(easter(year), Some(date(year, month, day)));
    }
    for (month, day) in [
        (1, 1),
        (1, 6),
        (4, 5),
        (4, 6),
        (4, 25),
        (5, 1),
        (6, 2),
        (8, 15),
        (10, 4),
        (11, 1),
        (12, 8),
        (12, 25),
        (12, 26),
    ] {
        assert!(HolidaySet::Italy.contains(date(2026, month, day)), "{month} {day}");
        assert!(!HolidaySet::None.contains(date(2026, month, day)));
    }
    let count =
        days_from(date(2026, 1, 1)).take(365).filter(|&day| HolidaySet::Italy.contains(day));
    assert_eq!(count.count(), 13);
    assert!(!HolidaySet::Italy.contains(date(2025, 10, 4)));
}

#[test]
fn business_days() {
    let office = office();
    for closed in [date(2026, 4, 6), date(2026, 12, 7), date(2026, 8, 14), date(2026, 4, 12)] {
        assert!(!office.is_business_day(closed), "{closed}");
    }
    assert!(office.is_business_day(date(2026, 4, 11)));
    // Good Friday, Saturday; then Easter, its Monday, and Tuesday.
    assert_eq!(office.add_business_days(date(2026, 4, 3), 2), date(2026, 4, 7));
    assert_eq!(office.add_business_days(date(2026, 4, 5), 0), date(2026, 4, 5));
    assert_eq!(office.business_days_between(date(2026, 4, 3), date(2026, 4, 7)), 2);
    assert_eq!(office.business_days_between(date(2026, 4, 7), date(2026, 4, 3)), 0);
}

#[test]
fn working_time() {
    let office = office();
    let between = |from, to| office.working_millis(at(from), at(to), &rome());
    assert_eq!(between("2026-04-02T12:00", "2026-04-02T15:00"), 2 * HOUR);
    assert_eq!(between("2026-04-03T17:00", "2026-04-07T10:00"), 6 * HOUR);
    assert_eq!(between("2026-04-07T10:00", "2026-04-03T17:00"), 0);
    // The night in which the clock goes forward has an hour less of open time.
    let always = calendar("mon-sun 00:00-24:00");
    let night = always.working_millis(at("2026-03-28T12:00"), at("2026-03-29T12:00"), &rome());
    assert_eq!(night, 23 * HOUR);
    let skipped = calendar("sun 02:00-02:30,03:00-04:00");
    let open = skipped.working_millis(at("2026-03-29T00:00"), at("2026-03-30T00:00"), &rome());
    assert_eq!(open, HOUR);
}

#[test]
fn due_times() {
    let office = office();
    for (from, within, due) in [
        ("2026-04-02T10:15", "1 day", "2026-04-03T10:15"),
        ("2026-04-03T10:15", "2 giorni", "2026-04-07T10:15"),
        ("2026-04-03T19:00", "1 day", "2026-04-07T09:00"),
        ("2026-04-04T10:00", "4 ore", "2026-04-07T10:00"),
        ("2026-04-02T12:30", "1 hour", "2026-04-02T14:30"),
        ("2026-04-02T12:30", "30 minutes", "2026-04-02T13:00"),
        ("2026-04-05T12:00", "0 hours", "2026-04-07T09:00"),
        ("2026-04-02T07:00", "8 hours", "2026-04-02T18:00"),
    ] {
        let within = Within::parse(within).unwrap();
        assert_eq!(office.due(at(from), within, &rome()), at(due), "{from} {within}");
    }
}

#[test]
fn a_calendar_that_never_opens_ends() {
    let days = (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day))).collect();
    let week = WeekHours::parse("mon 9-18").unwrap();
    let never = Calendar::new(HolidaySet::None, days, vec![], week);
    let late = 253_000_000_000_000; // In the year 9987.
    assert_eq!(never.due(late, Within::WorkingMinutes(1), &rome()), late);
    assert_eq!(never.add_business_days(date(9999, 1, 1), 1), date(9999, 12, 31));
    assert_eq!(never.working_millis(late, i64::MAX, &TimeZone::UTC), 0);
}

#[test]
fn hours_and_times_as_text() {
    for (text, shown) in [
        ("mon-fri 09:00-18:00; sat 09:00-13:00", "mon-fri 09:00-18:00; sat 09:00-13:00"),
        ("Lunedì-venerdi: 9-13, 14.30-18", "mon-fri 09:00-13:00,14:30-18:00"),
        ("mer,gio 9:00-24:00", "wed-thu 09:00-24:00"),
        ("sab-lun 10:00-11:00", "mon 10:00-11:00; sat-sun 10:00-11:00"),
        ("mon 14-18; mon 9-13", "mon 09:00-13:00,14:00-18:00"),
    ] {
        let week = WeekHours::parse(text).unwrap();
        assert_eq!(week.to_string(), shown);
        assert_eq!(WeekHours::parse(shown), Ok(week));
    }
    for (text, fault) in [
        ("", HoursFault::Empty),
        ("mon", HoursFault::Time),
        ("xyz 9-18", HoursFault::Day),
        ("9-18", HoursFault::Day),
        ("mon 9-25", HoursFault::Time),
        ("mon 22:00-06:00", HoursFault::Order),
        ("mon 9-13,12-18", HoursFault::Overlap),
    ] {
        assert_eq!(WeekHours::parse(text), Err(fault), "{text}");
    }
    for text in ["", "days", "2", "2 weeks", "-1 days", "99999999999 days", "4000000000 hours"] {
        assert_eq!(Within::parse(text), None, "{text}");
    }
    assert_eq!(
        Within::parse("90 min").map(|within| within.to_string()).as_deref(),
        Some("90 minutes")
    );
}

proptest! {
    #[test]
    fn working_time_adds_up_and_stays_within_the_wall_time(
        start in 1_700_000_000_000_i64..1_900_000_000_000,
        first in 0_i64..8_000_000_000,
        second in 0_i64..8_000_000_000,
        hours in prop::sample::select(vec![
            "mon-fri 09:00-18:00", "mon-sun 00:00-24:00", "sat-sun 01:00-02:15,02:30-02:45,03:00-04:00",
        ]),
        zone in prop::sample::select(vec!["Europe/Rome", "America/Sao_Paulo", "Australia/Lord_Howe"]),
    ) {
        let (calendar, zone) = (calendar(hours), TimeZone::get(zone).unwrap());
        let (middle, end) = (start + first, start + first + second);
        let whole = calendar.working_millis(start, end, &zone);
        let parts = calendar.working_millis(start, middle, &zone)
            + calendar.working_millis(middle, end, &zone);
        prop_assert_eq!(whole, parts);
        prop_assert!((0..=end - start).contains(&whole));
    }

    #[test]
    fn a_holiday_has_no_working_time(year in 2026_i16..2100, hour in 0_i64..24) {
        let calendar = calendar("mon-sun 00:00-24:00");
        for day in [date(year, 12, 25), easter(year).unwrap(), date(year, 12, 7)] {
            let start = instant(day, 0, &rome()).unwrap();
            let end = instant(day, DAY_MINUTES, &rome()).unwrap();
            prop_assert_eq!(calendar.working_millis(start + hour * HOUR, end, &rome()), 0);
        }
    }

    #[test]
    fn due_times_leave_the_working_time_asked_for(
        from in 1_700_000_000_000_i64..1_900_000_000_000, minutes in 0_u32..6000, days in 0_u32..60,
    ) {
        let office = office();
        let due = office.due(from, Within::WorkingMinutes(minutes), &rome());
        prop_assert!(due >= from);
        let worked = office.working_millis(from, due, &rome());
        prop_assert_eq!(worked, i64::from(minutes) * MINUTE_MILLIS);
        prop_assert!(office.due(from, Within::BusinessDays(days), &rome()) >= from);
    }

    #[test]
    fn business_days_count_back(day in 0_i32..20_000, count in 1_u32..200) {
        let office = office();
        let from = date(2000, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
        let to = office.add_business_days(from, count);
        prop_assert_eq!(office.business_days_between(from, to), count);
    }

    #[test]
    fn reading_never_panics(text in "\\PC*|[a-z0-9:;, -]{0,24}") {
        if let Ok(week) = WeekHours::parse(&text) {
            prop_assert_eq!(WeekHours::parse(&week.to_string()), Ok(week));
        }
        if let Some(within) = Within::parse(&text) {
            prop_assert_eq!(Within::parse(&within.to_string()), Some(within));
        }
    }
}
