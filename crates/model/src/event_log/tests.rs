//! What values become, and what a log made by hand must hold.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

fn rome() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap()
}

fn fit(value: Value, kind: ValueKind) -> (Value, bool) {
    value.fit(kind, &TimeZone::UTC)
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

#[test]
fn texts_become_the_kind_that_is_declared() {
    for (given, kind, value) in [
        (" 500 ", ValueKind::Integer, Value::Integer(500)),
        ("-1.5e3", ValueKind::Float, Value::Float(-1500.0)),
        ("True", ValueKind::Boolean, Value::Boolean(true)),
        ("0", ValueKind::Boolean, Value::Boolean(false)),
        ("1970-01-01T00:00:01.25Z", ValueKind::Time, Value::Time(1250)),
        (" 500 ", ValueKind::String, text(" 500 ")),
    ] {
        assert_eq!(fit(text(given), kind), (value, true), "{given}");
    }
}

#[test]
fn what_does_not_fit_stays_the_text_it_was() {
    for (given, kind) in [
        ("five", ValueKind::Integer),
        ("5.5", ValueKind::Integer),
        ("nan", ValueKind::Float),
        ("1e999", ValueKind::Float),
        ("yes", ValueKind::Boolean),
        ("2026-02-30", ValueKind::Time),
        ("", ValueKind::Integer),
    ] {
        assert_eq!(fit(text(given), kind), (text(given), false), "{given}");
    }
    assert_eq!(fit(Value::Float(5.5), ValueKind::Integer), (text("5.5"), false));
    assert_eq!(fit(Value::Float(f64::INFINITY), ValueKind::Float), (text("inf"), false));
}

#[test]
fn numbers_pass_from_kind_to_kind_where_they_are_the_same() {
    assert_eq!(fit(Value::Integer(5), ValueKind::Float), (Value::Float(5.0), true));
    assert_eq!(fit(Value::Float(-5.0), ValueKind::Integer), (Value::Integer(-5), true));
    assert_eq!(fit(Value::Integer(1), ValueKind::Boolean), (Value::Boolean(true), true));
    assert_eq!(fit(Value::Float(0.1), ValueKind::String), (text("0.1"), true));
    assert_eq!(fit(Value::Boolean(true), ValueKind::String), (text("true"), true));
}

#[test]
fn times_without_an_offset_are_of_the_zone_given() {
    let utc = millis_of("2022-01-09T15:30:00Z", &rome());
    assert_eq!(utc, Some(1_641_742_200_000));
    for same in ["2022-01-09T16:30:00", "2022-01-09 16:30:00.000", "2022-01-09 15:30:00+00:00"] {
        assert_eq!(millis_of(same, &rome()), utc, "{same}");
    }
    assert_eq!(millis_of("1970-01-01 01:00:00", &rome()), Some(INITIAL));
    for none in ["", "2022-02-30T00:00:00Z", "2022-01-09T25:00:00", "yesterday", "99999-01-01"] {
        assert_eq!(millis_of(none, &rome()), None, "{none}");
    }
}

#[test]
fn a_log_that_points_nowhere_is_told() {
    let of = Type {
        name: "a".to_owned(),
        attributes: vec![Attribute { name: "x".to_owned(), kind: ValueKind::Integer }],
    };
    let event =
        Event { id: "e".to_owned(), attributes: vec![(0, Value::Integer(1))], ..Event::default() };
    let log = EventLog { event_types: vec![of], events: vec![event], ..EventLog::default() };
    assert_eq!(log.check(), Ok(()));
    let broken = |change: &dyn Fn(&mut EventLog)| {
        let mut log = log.clone();
        change(&mut log);
        log.check()
    };
    let to = |object| Relation { object, qualifier: "".into() };
    assert_eq!(broken(&|log| log.events[0].of = 1), Err(Misfit::Type));
    assert_eq!(broken(&|log| log.events[0].at = i64::MAX), Err(Misfit::Time));
    assert_eq!(broken(&|log| log.events[0].attributes[0].0 = 1), Err(Misfit::Attribute));
    assert_eq!(broken(&|log| log.events[0].relations.push(to(0))), Err(Misfit::Relation));
    assert_eq!(broken(&|log| log.events.push(log.events[0].clone())), Err(Misfit::Id));
    assert_eq!(broken(&|log| log.event_types[0].name.clear()), Err(Misfit::TypeName));
    assert_eq!(
        broken(&|log| log.event_types[0].attributes[0].name.clear()),
        Err(Misfit::AttributeName)
    );
}

proptest! {
    #[test]
    fn moments_are_read_as_they_were_written(millis in -377_705_023_201_000..253_402_207_200_999_i64) {
        prop_assert_eq!(millis_of(&written(millis).unwrap(), &rome()), Some(millis));
    }

    #[test]
    fn a_value_that_was_fitted_fits_in_the_same_way(given in ".{0,12}|[-+0-9.e:T]{0,12}", place in 0..5_usize) {
        let kind = ValueKind::ALL[place];
        let (once, _) = fit(text(&given), kind);
        prop_assert_eq!(fit(once.clone(), kind).0, once.clone());
        prop_assert_eq!(fit(text(&once.text()), kind).0, once);
    }
}
