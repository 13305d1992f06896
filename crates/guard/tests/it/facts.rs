//! Two facts as the thread shows them: when a complaint came, and whether who left consented since.

use filo_guard::action::Action;
use filo_guard::event::{Event, What};
use filo_guard::fact::sources::Sources;
use filo_guard::fact::value::{Fact, Unknown, Value};
use filo_guard::fact::vocabulary::{FactName, FactSet, NEVER};
use filo_guard::fact::{Facts, Known, Setting};
use filo_guard::question::Question;
use filo_model::amount::Amount;
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use filo_model::facts::{Document, State};
use filo_model::moment::{Moment, Precision};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

const CLAIM: u64 = 7;
const PROMOTIONS: u64 = 9;
const DUE: Date = date(2026, 3, 31);

fn moment(day: Date) -> Moment {
    let start = day.to_zoned(TimeZone::UTC).unwrap().timestamp().as_millisecond();
    Moment { millis: start, offset_minutes: 0, precision: Precision::Day, zone_assumed: false }
}

fn event(day: Date, what: What) -> Event {
    let base = Question::new(Action::Suspend, moment(day)).as_event();
    Event { seq: 1, turn: 0, what, ..base }
}

fn invoice(due: Option<Date>) -> Event {
    let what = What::Claim {
        claim: CLAIM,
        instalment: 0,
        document: Document::Invoice,
        amount: Some(Amount::from_cents(20_000)),
        due,
        period_from: None,
        period_to: None,
        contract: 0,
        file: 0,
    };
    event(date(2026, 3, 1), what)
}

fn complaint(day: Date, state: State) -> Event {
    event(day, What::Complaint { complaint: 3, state })
}

fn dispute(day: Date) -> Event {
    event(day, What::Dispute { dispute: 4, claim: CLAIM, state: State::Opened, amount: None })
}

fn ended(day: Date) -> Event {
    let what = What::Contract {
        contract: 1,
        product: 0,
        state: State::Ended,
        ends: Some(day),
        billing_months: 0,
    };
    event(day, what)
}

fn consent(day: Date, state: State) -> Event {
    event(day, What::Consent { purpose: PROMOTIONS, state, has_evidence: false })
}

/// One fact of a thread, asked on 15 June 2026.
fn fact(name: FactName, events: &[Event]) -> Fact {
    let week = WeekHours::parse("mon-fri 09:00-18:00").unwrap();
    let setting = Setting {
        zone: TimeZone::UTC,
        calendar: Calendar::new(HolidaySet::None, Vec::new(), Vec::new(), week),
        promotional: vec![PROMOTIONS],
        register: Vec::new(),
        sources: Sources::all(),
    };
    let events: Vec<&Event> = events.iter().collect();
    let mut question = Question::new(Action::Suspend, moment(date(2026, 6, 15)));
    question.claim = CLAIM;
    let known = Known { events: &events, restricted: false };
    let facts = Facts::of(FactSet::NONE.with(name), &question, known, &setting);
    facts.get(name).unwrap().clone()
}

fn value(name: FactName, events: &[Event]) -> Value {
    fact(name, events).value().unwrap().clone()
}

#[test]
fn a_complaint_is_counted_from_the_due_date() {
    let days = |events: &[Event]| value(FactName::ComplaintAfterDue, events);
    let opened = |day: Date| complaint(day, State::Opened);
    let invoice = || invoice(Some(DUE));
    assert_eq!(days(&[invoice(), opened(date(2026, 4, 10))]), Value::Number(10));
    assert_eq!(days(&[invoice(), opened(date(2026, 3, 25))]), Value::Number(-6));
    assert_eq!(days(&[invoice()]), Value::Number(NEVER));
    // The oldest that is open counts, complaint or dispute; what was answered does not.
    let both = [invoice(), dispute(date(2026, 4, 2)), opened(date(2026, 4, 10))];
    assert_eq!(days(&both), Value::Number(2));
    let answered =
        [invoice(), opened(date(2026, 3, 25)), complaint(date(2026, 4, 20), State::Rejected)];
    assert_eq!(days(&answered), Value::Number(NEVER));
}

#[test]
fn without_a_due_date_nobody_knows_how_late_a_complaint_came() {
    let events = [invoice(None), complaint(date(2026, 4, 10), State::Opened)];
    let unsure = fact(FactName::ComplaintAfterDue, &events);
    assert_eq!(unsure, Fact::Unknown(Unknown::NotSaid));
}

#[test]
fn a_consent_counts_from_the_day_on_which_the_last_contract_ended() {
    let since = |events: &[Event]| value(FactName::ConsentedSinceLeaving, events);
    let left = || ended(date(2026, 4, 30));
    let given = |day: Date| consent(day, State::Given);
    assert_eq!(since(&[given(date(2026, 4, 29)), left()]), Value::Flag(false));
    assert_eq!(since(&[left(), given(date(2026, 4, 30))]), Value::Flag(true));
    assert_eq!(since(&[left(), given(date(2026, 5, 20))]), Value::Flag(true));
    assert_eq!(since(&[left()]), Value::Flag(false));
}
