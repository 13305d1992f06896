//! What facts come to, told as small threads: known answers, boundary days, and who knew what when.

use filo_guard::action::Action;
use filo_guard::event::{Event, reference};
use filo_guard::fact::sources::{SourceGives, Sources};
use filo_guard::fact::value::{Fact, Unknown, Value};
use filo_guard::fact::vocabulary::{FactName, FactSet, NEVER};
use filo_guard::fact::{Facts, Known, Setting};
use filo_guard::question::Question;
use filo_guard::traits::Phrases;
use filo_model::amount::{Amount, DecimalMark};
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use filo_model::facts::EntryKind;
use filo_testkit::told::{moment, rome, thread};

const PHRASES: &str = include_str!("../../../../data/guard/phrases.toml");

fn setting() -> Setting {
    let week = WeekHours::parse("mon-fri 09:00-18:00").unwrap();
    Setting {
        zone: rome(),
        calendar: Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week),
        promotional: vec![reference(Some("marketing"))],
        register: vec![reference(Some("rpo"))],
        sources: Sources::all(),
    }
}

/// A transfer of the claim A asked about at a moment.
fn transfer(at: &str) -> Question {
    let mut question = Question::new(Action::Transfer, moment(at));
    question.claim = reference(Some("A"));
    question
}

fn fact_of(lines: &str, question: &Question, name: FactName) -> Fact {
    let events = thread(lines, &Phrases::parse(PHRASES).unwrap());
    let events: Vec<&Event> = events.iter().collect();
    let known = Known { events: &events, restricted: false };
    let facts = Facts::of(FactSet::NONE.with(name), question, known, &setting());
    facts.get(name).cloned().unwrap()
}

#[track_caller]
fn flag(lines: &str, at: &str, name: FactName, expected: bool) {
    let fact = fact_of(lines, &transfer(at), name);
    assert_eq!(fact.value(), Some(&Value::Flag(expected)), "{name:?} at {at}: {lines}");
}

#[track_caller]
fn number(lines: &str, at: &str, name: FactName, expected: i64) {
    let fact = fact_of(lines, &transfer(at), name);
    assert_eq!(fact.value(), Some(&Value::Number(expected)), "{name:?} at {at}: {lines}");
}

const CLAIM: &str = "2026-04-01 invoice claim=A amount=100 due=2026-05-04";
const TWO: &str = "
    2026-03-02 invoice claim=A instalment=1 amount=50 due=2026-04-10
    2026-03-02 invoice claim=A instalment=2 amount=50 due=2026-06-10";

#[test]
fn a_claim_is_due_from_the_day_after_its_due_date() {
    flag(CLAIM, "2026-05-04 23:59", FactName::ClaimNotDue, true);
    flag(CLAIM, "2026-05-05 00:00", FactName::ClaimNotDue, false);
    number(CLAIM, "2026-05-04 12:00", FactName::ClaimDaysOverdue, 0);
    number(CLAIM, "2026-05-05 12:00", FactName::ClaimDaysOverdue, 1);
    number(CLAIM, "2026-05-05 12:00", FactName::ClaimTerm, 33);
    let unknown = "2026-04-01 invoice claim=A amount=100";
    flag(unknown, "2026-05-05 12:00", FactName::ClaimDueKnown, false);
    let fact = fact_of(unknown, &transfer("2026-05-05 12:00"), FactName::ClaimNotDue);
    assert_eq!(fact, Fact::Unknown(Unknown::NotSaid));
}

#[test]
fn an_act_asks_for_what_is_overdue_unless_it_names_or_needs_more() {
    let at = "2026-05-05 12:00";
    flag(TWO, at, FactName::ClaimNotDue, false);
    flag(TWO, at, FactName::ClaimPartNotDue, false);
    number(TWO, at, FactName::ClaimOpen, 5_000);
    let asked = |amount: Option<&str>, instalment: u32, name: FactName| {
        let mut question = transfer(at);
        question.instalment = instalment;
        question.amount = amount.and_then(|amount| Amount::parse(amount, DecimalMark::Point));
        fact_of(TWO, &question, name)
    };
    let is = |flag: bool| Some(Value::Flag(flag));
    assert_eq!(asked(Some("100"), 0, FactName::ClaimPartNotDue).value().cloned(), is(true));
    assert_eq!(asked(Some("50"), 0, FactName::ClaimPartNotDue).value().cloned(), is(false));
    assert_eq!(asked(None, 2, FactName::ClaimNotDue).value().cloned(), is(true));
    assert_eq!(
        asked(Some("120"), 0, FactName::ClaimAskedAboveOpen).value(),
        Some(&Value::Number(2_000))
    );
    assert_eq!(
        asked(None, 7, FactName::ClaimKnown).value().cloned(),
        is(false),
        "there is no seventh"
    );
    // Who names an instalment of a claim that is paid in one means the claim.
    let mut first = transfer("2026-05-05 12:00");
    first.instalment = 1;
    let paid = format!("{CLAIM}\n2026-05-02 payment claim=A instalment=1 amount=100");
    assert_eq!(fact_of(&paid, &first, FactName::ClaimPaid).value().cloned(), is(true));
}

#[test]
fn paid_credited_and_contested_count_where_they_surely_came_before() {
    let at = "2026-05-06 10:00";
    flag(CLAIM, at, FactName::ClaimPaid, false);
    let paid = |when: &str| format!("{CLAIM}\n{when} payment claim=A amount=100");
    flag(&paid("2026-05-05"), at, FactName::ClaimPaid, true);
    flag(&paid("2026-05-06"), at, FactName::ClaimPaid, false);
    flag(&paid("2026-05-06 09:59"), at, FactName::ClaimPaid, true);
    let part = format!("{CLAIM}\n2026-05-02 payment claim=A amount=99.99");
    flag(&part, at, FactName::ClaimPaid, false);
    number(&part, at, FactName::ClaimOpen, 1);
    let credit = format!("{CLAIM}\n2026-05-02 credit claim=A amount=100");
    flag(&credit, at, FactName::ClaimCredited, true);
    flag(&credit, at, FactName::ClaimPaid, false);
    let open = format!("{CLAIM}\n2026-05-02 dispute claim=A dispute=D state=opened amount=30");
    flag(&open, at, FactName::ClaimDisputed, true);
    number(&open, at, FactName::ClaimUndisputedOverdue, 7_000);
    let closed = format!("{open}\n2026-05-03 dispute claim=A dispute=D state=closed");
    flag(&closed, at, FactName::ClaimDisputed, false);
    let other = format!("{CLAIM}\n2026-05-02 dispute claim=B dispute=D state=opened");
    flag(&other, at, FactName::ClaimDisputed, false);
}

#[test]
fn money_that_nobody_has_assigned_is_seen_in_business_days() {
    // 1 May is a holiday, 2 and 3 May a weekend.
    let seen = format!("{CLAIM}\n2026-04-30 payment amount=80");
    number(&seen, "2026-05-05 10:00", FactName::PaymentSeen, 2);
    number(CLAIM, "2026-05-05 10:00", FactName::PaymentSeen, NEVER);
    let assigned = format!("{CLAIM}\n2026-04-30 payment claim=A amount=80");
    number(&assigned, "2026-05-05 10:00", FactName::PaymentSeen, NEVER);
}

#[test]
fn a_claim_that_never_was_is_known_by_receipts_and_contracts() {
    let sent = "2026-04-01 invoice claim=A amount=100 due=2026-05-04 file=F1 contract=C period_from=2026-03-01 period_to=2026-03-31";
    let at = "2026-05-06 10:00";
    let rejected = format!("{sent}\n2026-04-02 receipt carrier=sdi file=F1 state=rejected");
    flag(&rejected, at, FactName::ClaimRejected, true);
    flag(sent, at, FactName::ClaimRejected, false);
    let late =
        format!("{sent}\n2026-04-02 receipt carrier=sdi file=F1 state=rejected known=2026-05-07");
    flag(&late, at, FactName::ClaimRejected, false);
    let lost = format!("{sent}\n2026-04-02 receipt carrier=sdi file=F1 state=undelivered");
    flag(&lost, at, FactName::ClaimNotDelivered, true);
    let told = format!("{lost}\n2026-04-10 reminder claim=A");
    flag(&told, at, FactName::ClaimNotDelivered, false);
    let ended =
        |day: &str| format!("{sent}\n2026-02-20 contract contract=C state=ended ends={day}");
    flag(&ended("2026-02-28"), at, FactName::ClaimAfterContractEnd, true);
    flag(&ended("2026-03-01"), at, FactName::ClaimAfterContractEnd, false);
}

#[test]
fn periods_that_were_not_billed_are_counted_against_the_usual_interval() {
    let lump = "2026-06-01 invoice claim=A amount=900 due=2026-07-01 period_from=2025-12-01 period_to=2026-05-31";
    let at = "2026-07-10 10:00";
    let monthly = "2025-06-01 contract contract=C state=activated billing_months=1";
    number(&format!("{monthly}\n{lump}"), at, FactName::ClaimLatePeriods, 5);
    let half_yearly = "2025-06-01 contract contract=C state=activated billing_months=6";
    number(&format!("{half_yearly}\n{lump}"), at, FactName::ClaimLatePeriods, 0);
    let before =
        "2025-09-01 invoice claim=Z amount=150 period_from=2025-08-01 period_to=2025-08-31";
    number(&format!("{before}\n{lump}"), at, FactName::ClaimLatePeriods, 5);
    let silent = fact_of(CLAIM, &transfer(at), FactName::ClaimLatePeriods);
    assert_eq!(silent, Fact::Unknown(Unknown::NotSaid));
    number(&format!("{before}\n{lump}"), at, FactName::ClaimOfAverage, 600);
    number(lump, at, FactName::ClaimOfAverage, 0);
}

#[test]
fn reminders_are_counted_and_their_delivery_needs_a_receipt() {
    let lines = format!(
        "{CLAIM}
        2026-05-10 reminder claim=A message=m1
        2026-05-20 reminder claim=A
        2026-05-25 reminder claim=B
        2026-05-11 receipt carrier=pec message=m1 state=delivered
        2026-06-01 formal_notice claim=A message=m2"
    );
    let at = "2026-06-11 10:00";
    number(&lines, at, FactName::RemindersSent, 2);
    number(&lines, at, FactName::NoticesDelivered, 1);
    number(&lines, at, FactName::DaysSinceNotice, 10);
    number(&lines, at, FactName::DaysSinceFormalNotice, 10);
    number(&lines, at, FactName::DaysSinceInterruption, 10);
    number(CLAIM, at, FactName::DaysSinceNotice, NEVER);
    number(CLAIM, at, FactName::DaysSinceInterruption, 38);
}

#[test]
fn offers_and_plans_of_instalments_count_since_the_claim() {
    let at = "2026-05-20 10:00";
    let offered = format!("{CLAIM}\n2026-04-15 alternative state=made what=pagamento_a_rate");
    flag(&offered, at, FactName::InstalmentsOffered, true);
    flag(CLAIM, at, FactName::InstalmentsOffered, false);
    flag(TWO, at, FactName::InstalmentsOffered, true);
    let agreed = format!("{CLAIM}\n2026-04-15 alternative state=accepted what=piano_di_rientro");
    flag(&agreed, "2026-05-16 10:00", FactName::PaymentPlanKept, true);
    flag(&agreed, "2026-05-17 10:00", FactName::PaymentPlanKept, false);
    let paid = format!("{agreed}\n2026-05-10 payment claim=A amount=20");
    flag(&paid, "2026-06-10 10:00", FactName::PaymentPlanKept, true);
}

#[test]
fn other_claims_paid_late_count_for_six_months() {
    let late = format!(
        "2026-01-01 invoice claim=B amount=10 due=2026-01-31
         2026-02-10 payment claim=B amount=10
         {CLAIM}"
    );
    number(&late, "2026-06-01 10:00", FactName::LatePayments, 1);
    number(&late, "2026-08-11 10:00", FactName::LatePayments, 1);
    number(&late, "2026-08-12 10:00", FactName::LatePayments, 0);
    number(CLAIM, "2026-06-01 10:00", FactName::LatePayments, 0);
}

#[test]
fn contracts_say_who_is_a_customer_who_left_and_who_is_leaving() {
    let active = "2025-06-01 contract contract=C product=Luce state=activated";
    number(active, "2026-05-05 10:00", FactName::ContractsRunning, 1);
    number(active, "2026-05-05 10:00", FactName::DaysSinceLeaving, NEVER);
    let ended = format!("{active}\n2026-04-01 contract contract=C state=ended ends=2026-04-30");
    flag(&ended, "2026-04-20 10:00", FactName::Leaving, true);
    number(&ended, "2026-05-05 10:00", FactName::DaysSinceLeaving, 5);
    number(&ended, "2026-05-05 10:00", FactName::ContractsRunning, 0);
    let asked = format!("{active}\n2026-04-28 message direction=in reason=disdetta");
    flag(&asked, "2026-05-05 10:00", FactName::Leaving, true);
    let explained = format!("{ended}\n2026-05-02 closing_contact explained=yes");
    flag(&explained, "2026-05-05 10:00", FactName::FinalBalanceExplained, true);
    flag(&ended, "2026-05-05 10:00", FactName::FinalBalanceExplained, false);
}

#[test]
fn open_is_what_nothing_has_closed() {
    let at = "2026-05-20 10:00";
    let case = "2026-05-01 09:00 message direction=in case=7 step=opened";
    number(case, at, FactName::OpenCases, 1);
    number(
        &format!("{case}\n2026-05-02 09:00 message case=7 step=resolved"),
        at,
        FactName::OpenCases,
        0,
    );
    let complaint = "2026-05-04 complaint complaint=R state=opened";
    flag(complaint, at, FactName::ComplaintOpen, true);
    number(complaint, at, FactName::ComplaintDays, 16);
    let answered = format!("{complaint}\n2026-05-10 complaint complaint=R state=answered");
    flag(&answered, at, FactName::ComplaintOpen, false);
    let talks = "2026-05-04 dispute dispute=Corecom state=opened reason=conciliazione";
    flag(talks, at, FactName::ConciliationOpen, true);
    let upheld = "2026-05-04 complaint complaint=R state=upheld";
    flag(upheld, at, FactName::OurFaultOpen, true);
    number(upheld, at, FactName::DaysSinceHarm, 16);
    flag(&format!("{upheld}\n2026-05-06 goodwill amount=10"), at, FactName::OurFaultOpen, false);
}

#[test]
fn the_whole_due_day_belongs_to_a_promise() {
    let made = "2026-05-01 promise promise=P state=made due=2026-05-08";
    number(made, "2026-05-08 23:00", FactName::PromisesOverdue, 0);
    number(made, "2026-05-09 00:00", FactName::PromisesOverdue, 1);
    let kept = format!("{made}\n2026-05-07 promise promise=P state=kept");
    number(&kept, "2026-05-20 10:00", FactName::PromisesOpen, 0);
    let moved = format!("{made}\n2026-05-07 promise promise=P state=moved due=2026-05-30");
    number(&moved, "2026-05-20 10:00", FactName::PromisesOverdue, 0);
    number(&moved, "2026-05-20 10:00", FactName::PromisesOpen, 1);
}

#[test]
fn wishes_hold_until_they_are_taken_back() {
    let at = "2026-05-20 10:00";
    let given = "2026-04-01 preference what=solo_e-mail state=given direction=in";
    flag(given, at, FactName::WantsOnlyMail, true);
    flag(given, at, FactName::WantsNoCalls, false);
    let back =
        format!("{given}\n2026-05-01 preference what=solo_e-mail state=withdrawn direction=in");
    flag(&back, at, FactName::WantsOnlyMail, false);
    let lump = "2026-04-01 preference what=non_in_unica_soluzione direction=in";
    flag(lump, at, FactName::WantsNotInOneSum, true);
    flag("2026-04-01 alert about=cliente_fragile to=service", at, FactName::Vulnerable, true);
    flag("2026-04-01 note topic=decesso", at, FactName::Bereavement, true);
    flag("2026-04-01 dispute dispute=D reason=truffa", at, FactName::FraudReported, true);
    flag(
        "2026-04-01 preference what=apparecchi_salvavita direction=in",
        at,
        FactName::Essential,
        true,
    );
}

#[test]
fn a_warning_holds_the_acts_it_names_until_it_is_decided() {
    let at = "2026-05-20 10:00";
    let sent =
        "2026-05-15 alert alert=W about=verifica to=service acts=transfer,suspend state=sent";
    flag(sent, at, FactName::WarningOpen, true);
    number(sent, at, FactName::WarningAge, 3);
    let decided = format!("{sent}\n2026-05-18 alert alert=W to=service state=done");
    flag(&decided, at, FactName::WarningOpen, false);
    let other = "2026-05-15 alert alert=W about=verifica to=service acts=remind state=sent";
    flag(other, at, FactName::WarningOpen, false);
}

#[test]
fn contacts_nobody_asked_for_are_counted_over_all_departments_and_agencies() {
    let lines = "
        2026-05-12 09:00 message direction=out department=1 channel=phone
        2026-05-13 09:00 reminder claim=A department=2
        2026-05-14 09:00 campaign_attempt agency=Sud outcome=already_customer
        2026-05-15 09:00 message direction=out department=3 channel=email case=7
        2026-05-18 09:00 attempt direction=out department=1 channel=phone outcome=no_answer";
    let at = "2026-05-20 10:00";
    number(lines, "2026-05-19 10:00", FactName::ContactsOfWeek, 4);
    number(lines, at, FactName::ContactsOfWeek, 3);
    number(lines, at, FactName::ContactsOfMonth, 4);
    number(lines, at, FactName::DepartmentsOfWeek, 3);
    number(lines, at, FactName::PromotionAttempts, 1);
    number(lines, at, FactName::SaidAlreadyCustomer, 1);
    flag(&format!("{CLAIM}\n{lines}"), at, FactName::DunningRunning, true);
    let paid = format!("{CLAIM}\n{lines}\n2026-05-16 payment claim=A amount=100");
    flag(&paid, at, FactName::DunningRunning, false);
}

#[test]
fn an_instalment_that_is_not_due_is_not_being_asked_for() {
    let lines = "
        2026-03-01 invoice claim=A instalment=1 amount=50 due=2026-03-31
        2026-03-01 invoice claim=A instalment=2 amount=50 due=2026-07-31
        2026-05-02 reminder claim=A instalment=1 amount=50 department=2";
    let at = "2026-05-20 10:00";
    flag(lines, at, FactName::DunningRunning, true);
    let paid = "2026-05-10 payment claim=A instalment=1 amount=50";
    flag(&format!("{lines}\n{paid}"), at, FactName::DunningRunning, false);
    let unnamed = lines.replace("reminder claim=A instalment=1", "reminder claim=A");
    flag(&unnamed, at, FactName::DunningRunning, true);
    flag(&format!("{unnamed}\n{paid}"), at, FactName::DunningRunning, false);
    let second = lines.replace("reminder claim=A instalment=1", "reminder claim=A instalment=2");
    flag(&format!("{second}\n{paid}"), at, FactName::DunningRunning, true);
}

#[test]
fn what_the_register_said_is_known_with_its_day_and_looking_again_goes_before() {
    let at = "2026-05-20 10:00";
    let checked = "2026-05-10 consent purpose=RPO state=withdrawn";
    flag(checked, at, FactName::RegisterEnrolled, true);
    number(checked, at, FactName::RegisterAge, 10);
    let never = fact_of(CLAIM, &transfer(at), FactName::RegisterEnrolled);
    assert_eq!(never, Fact::Unknown(Unknown::NotStated));
    let mut question = transfer(at);
    question.stated = vec![(FactName::RegisterEnrolled, Value::Flag(false))];
    let again = fact_of(checked, &question, FactName::RegisterEnrolled);
    assert_eq!(again.value(), Some(&Value::Flag(false)));
    // What the thread knows, nobody states away.
    question.stated = vec![(FactName::ClaimPaid, Value::Flag(false))];
    let paid = format!("{CLAIM}\n2026-05-05 payment claim=A amount=100");
    assert_eq!(fact_of(&paid, &question, FactName::ClaimPaid).value(), Some(&Value::Flag(true)));
}

#[test]
fn the_time_of_an_action_is_what_is_planned() {
    let planned = |at: &str, name: FactName| fact_of("", &transfer(at), name);
    let is = |fact: Fact, value: Value| assert_eq!(fact.value(), Some(&value));
    is(planned("2026-05-20 09:30", FactName::PlannedMinute), Value::Number(570));
    is(planned("2026-05-20", FactName::PlannedWeekday), Value::Number(3));
    is(planned("2026-06-02 10:00", FactName::PlannedOnHoliday), Value::Flag(true));
    is(planned("2026-06-01 10:00", FactName::PlannedBeforeHoliday), Value::Flag(true));
    assert_eq!(planned("2026-05-20", FactName::PlannedMinute), Fact::Unknown(Unknown::NotStated));
}

#[test]
fn a_fact_names_the_entries_it_stands_on() {
    let paid = format!("{CLAIM}\n2026-05-05 payment claim=A amount=100");
    let fact = fact_of(&paid, &transfer("2026-05-20 10:00"), FactName::ClaimPaid);
    assert_eq!(fact.evidence().iter().map(|one| one.seq).collect::<Vec<_>>(), [2]);
}

#[test]
fn what_no_source_gives_is_unknown_and_what_is_late_is_stale() {
    let gives = |kind, is_stale| SourceGives { kind, fields: vec!["due".to_owned()], is_stale };
    let sources = |sources: &[SourceGives]| Setting { sources: Sources::new(sources), ..setting() };
    let events = thread(CLAIM, &Phrases::default());
    let events: Vec<&Event> = events.iter().collect();
    let known = Known { events: &events, restricted: false };
    let ask = |setting: &Setting| {
        let wanted = FactSet::NONE.with(FactName::ClaimPaid);
        let facts = Facts::of(wanted, &transfer("2026-05-20 10:00"), known, setting);
        facts.get(FactName::ClaimPaid).cloned().unwrap()
    };
    let invoices = gives(EntryKind::Invoice, false);
    assert_eq!(ask(&sources(std::slice::from_ref(&invoices))), Fact::Unknown(Unknown::NoSource));
    let late = gives(EntryKind::Payment, true);
    assert_eq!(ask(&sources(&[invoices.clone(), late.clone()])), Fact::Unknown(Unknown::Stale));
    let fresh = gives(EntryKind::Payment, false);
    assert_eq!(
        ask(&sources(&[invoices.clone(), fresh.clone()])).value(),
        Some(&Value::Flag(false))
    );
    // A payment may be in just the export that is late.
    assert_eq!(ask(&sources(&[invoices, late, fresh])), Fact::Unknown(Unknown::Stale));
}
