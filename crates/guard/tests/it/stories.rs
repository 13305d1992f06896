//! Customers as the packs are meant for them: an ordinary one, and those to whom companies do wrong.

use filo_guard::action::Action;
use filo_guard::card::Answer;
use filo_guard::fact::Facts;
use filo_guard::fact::value::{Fact, Value};
use filo_guard::fact::vocabulary::{FactName, NEVER, Unit};

use crate::{GUARD, TODAY};

/// What is true of an ordinary customer with one claim that is sixty days overdue, asked for twice and
/// late once before; every other flag is false and every other number 0.
const TRUE: &[FactName] = &[
    FactName::ClaimKnown,
    FactName::ClaimDueKnown,
    FactName::RecipientIsDebtor,
    FactName::ContactSourceKnown,
    FactName::RequestEvidence,
    FactName::OffersAlternative,
    FactName::GivesReason,
    FactName::GivesNextDate,
    FactName::ClosingPlanned,
];
const NUMBERS: &[(FactName, i64)] = &[
    (FactName::ClaimDaysOverdue, 60),
    (FactName::ClaimOpen, 12_000),
    (FactName::ClaimUndisputedOverdue, 12_000),
    (FactName::ClaimTerm, 30),
    (FactName::ClaimOfAverage, 100),
    (FactName::ComplaintAfterDue, NEVER),
    (FactName::PaymentSeen, NEVER),
    (FactName::RemindersSent, 2),
    (FactName::NoticesDelivered, 2),
    (FactName::DaysSinceNotice, 41),
    (FactName::DaysSinceFormalNotice, 41),
    (FactName::DaysSinceInterruption, 41),
    (FactName::LatePayments, 1),
    (FactName::ContractsRunning, 1),
    (FactName::DaysSinceLeaving, NEVER),
    (FactName::DaysSinceHarm, NEVER),
    (FactName::DaysSinceConsent, 90),
    (FactName::RegisterAge, 3),
    (FactName::PlannedWeekday, 4),
    (FactName::PlannedMinute, 11 * 60),
    (FactName::PeriodsBilled, 1),
    (FactName::NoticeOfChange, 120),
];

/// Every fact of that ordinary customer.
pub(crate) fn ordinary() -> Facts {
    let value = |name: FactName| match name.unit() {
        Unit::Flag => Value::Flag(TRUE.contains(&name)),
        Unit::Word => Value::Word("email".to_owned()),
        _ => Value::Number(NUMBERS.iter().find(|one| one.0 == name).map_or(0, |one| one.1)),
    };
    Facts::given(FactName::ALL.iter().map(|name| (*name, Fact::known(value(*name), &[]))))
}

/// The same customer, but for some facts.
fn but(facts: &[(FactName, Value)]) -> Facts {
    let known = |value: &Value| Fact::known(value.clone(), &[]);
    facts.iter().fold(ordinary(), |all, (name, value)| all.with(*name, known(value)))
}

/// What is answered, by which cards, and what is offered instead.
fn asked(action: Action, facts: &Facts) -> (Answer, Vec<&'static str>, Vec<Action>) {
    let judgement = GUARD.judge(action, facts, TODAY);
    let cards = GUARD.cards();
    let mut said: Vec<&str> =
        judgement.spoken.iter().map(|one| cards[one.card].id.as_str()).collect();
    said.sort_unstable();
    (judgement.answer, said, GUARD.ranked(&judgement))
}

const YES: Value = Value::Flag(true);
const NO: Value = Value::Flag(false);

#[test]
fn nothing_stands_in_the_way_of_ordinary_work() {
    for &action in Action::ALL {
        assert_eq!(asked(action, &ordinary()), (Answer::Allow, vec![], vec![]), "{action:?}");
    }
}

#[test]
fn who_left_has_the_final_invoice_explained_and_is_not_sent_to_an_agency_before_it_is_due() {
    let facts = but(&[
        (FactName::ContractsRunning, Value::Number(0)),
        (FactName::DaysSinceLeaving, Value::Number(12)),
        (FactName::ClaimNotDue, YES),
        (FactName::ClaimDaysOverdue, Value::Number(-18)),
    ]);
    let (answer, said, instead) = asked(Action::Transfer, &facts);
    assert_eq!((answer, said), (Answer::Refuse, vec!["REC-01", "REC-07"]));
    assert_eq!(instead, [Action::RemindOverduePart, Action::ExplainInvoice, Action::OpenCase]);
    // Nothing is overdue, so that the best alternative by rank is none.
    let reminded = asked(Action::RemindOverduePart, &facts);
    assert_eq!((reminded.0, reminded.1), (Answer::Refuse, vec!["REC-01P", "REC-07"]));
    assert_eq!(asked(Action::ExplainInvoice, &facts).0, Answer::Allow);
}

#[test]
fn seven_months_billed_late_in_one_sum_are_offered_in_instalments() {
    let billed = but(&[(FactName::WantsNotInOneSum, YES)]);
    let (answer, said, instead) = asked(Action::BillInOneSum, &billed);
    assert_eq!((answer, said), (Answer::Refuse, vec!["FAT-01"]));
    assert_eq!(instead[0], Action::Bill);
    let sum = but(&[(FactName::ClaimLatePeriods, Value::Number(7))]);
    let (answer, said, instead) = asked(Action::FormalNotice, &sum);
    assert_eq!((answer, said), (Answer::Hold, vec!["REC-09"]));
    assert_eq!(instead[0], Action::OfferInstalments);
    let offered =
        but(&[(FactName::ClaimLatePeriods, Value::Number(7)), (FactName::InstalmentsOffered, YES)]);
    assert_eq!(asked(Action::FormalNotice, &offered).0, Answer::Allow);
}

#[test]
fn an_overdue_instalment_is_reminded_of_without_those_that_are_not_due() {
    let both = but(&[(FactName::ClaimPartNotDue, YES)]);
    let (answer, said, instead) = asked(Action::Transfer, &both);
    assert_eq!((answer, said), (Answer::Refuse, vec!["REC-16"]));
    assert_eq!(instead[0], Action::RemindOverduePart);
    assert_eq!(asked(Action::RemindOverduePart, &ordinary()).0, Answer::Allow);
}

#[test]
fn a_customer_of_many_years_is_not_called_for_the_eighth_time() {
    let called = but(&[
        (FactName::HoldsProduct, YES),
        (FactName::SaidAlreadyCustomer, Value::Number(8)),
        (FactName::PromotionAttempts, Value::Number(7)),
    ]);
    let (answer, said, instead) = asked(Action::PromoteByPhone, &called);
    assert_eq!((answer, said), (Answer::Refuse, vec!["TEL-01", "TEL-04", "TEL-08"]));
    assert_eq!(instead[0], Action::OfferOnNextContact);
}

#[test]
fn who_opted_out_gets_no_offer_at_the_next_contact_either() {
    let out = but(&[(FactName::OptedOut, YES)]);
    for action in [Action::PromoteByMessage, Action::WinBack, Action::OfferOnNextContact] {
        let (answer, said, _) = asked(action, &out);
        assert_eq!((answer, said), (Answer::Refuse, vec!["TEL-03"]), "{action:?}");
    }
}

#[test]
fn a_disputed_anomalous_bill_is_answered_and_the_supply_stays_on() {
    let facts = but(&[
        (FactName::ClaimOfAverage, Value::Number(310)),
        (FactName::ClaimDisputed, YES),
        (FactName::ComplaintAfterDue, Value::Number(-6)),
        (FactName::ClaimUndisputedOverdue, Value::Number(0)),
    ]);
    let (answer, said, instead) = asked(Action::Suspend, &facts);
    assert_eq!((answer, said), (Answer::Refuse, vec!["REC-04", "SOS-01B", "SOS-03"]));
    assert_eq!(instead[0], Action::AnswerComplaint);
}

#[test]
fn a_yes_is_not_followed_by_a_no_without_a_reason_that_is_new() {
    let contradicted = but(&[(FactName::AnsweredOtherwise, YES)]);
    assert_eq!(asked(Action::Refuse, &contradicted).1, ["COM-02"]);
    let new = but(&[(FactName::AnsweredOtherwise, YES), (FactName::NewFact, YES)]);
    assert_eq!(asked(Action::Refuse, &new).0, Answer::Allow);
    let bare = but(&[(FactName::OffersAlternative, NO), (FactName::GivesReason, NO)]);
    assert_eq!(asked(Action::Refuse, &bare).0, Answer::Warn);
}
