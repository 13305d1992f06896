//! Facts about the customer: contracts, cases, complaints, promises, wishes, warnings.

use filo_model::facts::{CaseStep, State};

use super::value::{Fact, Value};
use super::vocabulary::FactName as Name;
use super::vocabulary::NEVER;
use super::{Asking, Facts};
use crate::contracts::{Standing, standing};
use crate::event::{Event, Reference, What};
use crate::traits::Trait;

/// How long a wish to leave counts, in days, where no contract says so.
const LEAVING_DAYS: i64 = 60;
/// For how long it counts that the customer said to have told before, in days.
const TOLD_DAYS: i64 = 60;
/// For how long a no counts, in days.
const REFUSED_DAYS: i64 = 14;
/// How long an explanation of the final balance counts, in days.
const EXPLAINED_DAYS: i64 = 180;

pub(super) fn facts(asking: &Asking<'_>, facts: &mut Facts) {
    contracts(asking, facts);
    cases(asking, facts);
    promises(asking, facts);
    said(asking, facts);
    warnings(asking, facts);
}

fn contracts(asking: &Asking<'_>, facts: &mut Facts) {
    const FACTS: &[Name] = &[Name::ContractsRunning, Name::DaysSinceLeaving, Name::Leaving];
    asking.add(facts, Name::FinalBalanceExplained, || {
        let explained = asking.before().rev().find(|event| {
            matches!(event.what, What::Closing { explained: Some(true) })
                && asking.days_since(Some(event)) <= EXPLAINED_DAYS
        });
        Asking::flag(explained)
    });
    if !asking.wanted.has_any(FACTS) {
        return;
    }
    let all = standing(asking.known.events, asking.act, &asking.setting.zone);
    let shown = |one: &Standing<'_>| one.events.last().copied().cloned();
    asking.add(facts, Name::ContractsRunning, || {
        let running: Vec<Event> = all.iter().filter(|one| one.runs).filter_map(shown).collect();
        Asking::count(&running.iter().collect::<Vec<_>>())
    });
    asking.add(facts, Name::DaysSinceLeaving, || {
        let last = all.iter().filter_map(|one| one.ended).max();
        let last = last.filter(|_| !all.iter().any(|one| one.may_run));
        let days = last.map_or(NEVER, |day| i64::from((asking.day() - day).get_days()));
        let ended: Vec<Event> =
            all.iter().filter(|one| one.ended.is_some()).filter_map(shown).collect();
        let ended: Vec<&Event> = ended.iter().filter(|_| last.is_some()).collect();
        Fact::known(Value::Number(days), &ended)
    });
    asking.add(facts, Name::Leaving, || {
        let on = asking.day();
        let set = asking.before().find(|event| {
            matches!(event.what, What::Contract { state: State::Ended, ends: Some(day), .. } if on <= day)
        });
        let runs = all.iter().any(|one| one.may_run);
        let asked = asking.before().rev().find(|event| {
            runs && event.traits.has(Trait::Leaving) && asking.days_since(Some(event)) <= LEAVING_DAYS
        });
        Asking::flag(set.or(asked))
    });
}

/// A thing that has a number, how it last stood, and its entries.
type LastWord<'a> = (Reference, State, Vec<&'a Event>);

/// The last word on each thing that has a number, of events that came before the act.
fn last_words<'a>(
    asking: &Asking<'a>,
    of: impl Fn(&Event) -> Option<(Reference, State)>,
) -> Vec<LastWord<'a>> {
    let mut all: Vec<LastWord<'a>> = Vec::new();
    for event in asking.before() {
        let Some((number, state)) = of(event) else { continue };
        match all.iter_mut().find(|one| one.0 == number && number != 0) {
            Some(one) => {
                one.1 = state;
                one.2.push(event);
            }
            None => all.push((number, state, vec![event])),
        }
    }
    all
}

/// The first entry of each complaint that is open.
pub(super) fn open_complaints<'a>(asking: &Asking<'a>) -> Vec<&'a Event> {
    let complaints = complaints(asking);
    let open = complaints.iter().filter(|one| is_open(one.1));
    open.filter_map(|one| one.2.first().copied()).collect()
}

fn complaints<'a>(asking: &Asking<'a>) -> Vec<LastWord<'a>> {
    last_words(asking, |event| match event.what {
        What::Complaint { complaint, state } => Some((complaint, state)),
        _ => None,
    })
}

fn is_open(state: State) -> bool {
    matches!(state, State::Opened | State::Sent | State::Asked | State::Made | State::Started)
}

fn cases(asking: &Asking<'_>, facts: &mut Facts) {
    asking.add(facts, Name::OpenCases, || {
        let mut open: Vec<(Reference, &Event)> = Vec::new();
        for event in asking.before().filter(|event| event.case != 0) {
            match event.step {
                Some(CaseStep::Closed | CaseStep::Resolved) => {
                    open.retain(|one| one.0 != event.case);
                }
                Some(_) if !open.iter().any(|one| one.0 == event.case) => {
                    open.push((event.case, event));
                }
                _ => {}
            }
        }
        Asking::count(&open.into_iter().map(|one| one.1).collect::<Vec<_>>())
    });
    const FACTS: &[Name] = &[
        Name::ComplaintOpen,
        Name::ComplaintDays,
        Name::ConciliationOpen,
        Name::OurFaultOpen,
        Name::DaysSinceHarm,
    ];
    if !asking.wanted.has_any(FACTS) {
        return;
    }
    let complaints = complaints(asking);
    let disputes = last_words(asking, |event| match event.what {
        What::Dispute { dispute, state, .. } => Some((dispute, state)),
        _ => None,
    });
    let open = open_complaints(asking);
    asking.add(facts, Name::ComplaintOpen, || Fact::known(Value::Flag(!open.is_empty()), &open));
    asking.add(facts, Name::ComplaintDays, || {
        let oldest = open.iter().min_by_key(|event| event.at.millis).copied();
        let days = oldest.map_or(0, |oldest| asking.days_since(Some(oldest)));
        Fact::known(Value::Number(days), oldest.as_slice())
    });
    let pending = || complaints.iter().chain(&disputes).filter(|one| is_open(one.1));
    asking.add(facts, Name::ConciliationOpen, || {
        let shown =
            pending().flat_map(|one| &one.2).find(|event| event.traits.has(Trait::Conciliation));
        Asking::flag(shown.copied())
    });
    let upheld: Vec<&Event> = asking
        .before()
        .filter(|event| {
            matches!(
                event.what,
                What::Complaint { state: State::Upheld, .. }
                    | What::Dispute { state: State::Upheld, .. }
            )
        })
        .collect();
    asking.add(facts, Name::OurFaultOpen, || {
        let zone = &asking.setting.zone;
        let made_good = |fault: &Event| {
            asking.before().any(|event| {
                !event.before(fault, zone)
                    && matches!(event.what, What::Credit { .. } | What::Goodwill)
            })
        };
        let unmended = upheld.iter().find(|event| !made_good(event)).copied();
        let said = pending().flat_map(|one| &one.2).find(|event| event.traits.has(Trait::OurFault));
        Asking::flag(unmended.or(said.copied()))
    });
    asking.add(facts, Name::DaysSinceHarm, || {
        let last = upheld.last().copied();
        Fact::known(Value::Number(asking.days_since(last)), last.as_slice())
    });
}

fn promises(asking: &Asking<'_>, facts: &mut Facts) {
    if !asking.wanted.has_any(&[Name::PromisesOverdue, Name::PromisesOpen]) {
        return;
    }
    let open = last_words(asking, |event| match event.what {
        What::Promise { promise, state, .. } => Some((promise, state)),
        _ => None,
    });
    let open: Vec<&Event> = open
        .iter()
        .filter(|one| matches!(one.1, State::Made | State::Moved))
        .filter_map(|one| one.2.last().copied())
        .collect();
    asking.add(facts, Name::PromisesOpen, || Asking::count(&open));
    asking.add(facts, Name::PromisesOverdue, || {
        let on = asking.day();
        // The whole due day belongs to the promise.
        let past = |event: &&&Event| matches!(event.what, What::Promise { due: Some(due), .. } if due < on);
        Asking::count(&open.iter().filter(past).copied().collect::<Vec<_>>())
    });
}

fn said(asking: &Asking<'_>, facts: &mut Facts) {
    let lately = |days: i64, is_meant: fn(&What) -> bool| {
        let before = asking.before();
        before.filter(move |event| is_meant(&event.what) && asking.is_within(event, days))
    };
    asking.add(facts, Name::ToldBefore, || {
        Asking::count(
            &lately(TOLD_DAYS, |what| matches!(what, What::ToldBefore)).collect::<Vec<_>>(),
        )
    });
    asking.add(facts, Name::RefusedLately, || {
        let refused = lately(REFUSED_DAYS, |what| matches!(what, What::Refusal { .. }));
        Asking::count(&refused.collect::<Vec<_>>())
    });
    let traits = [
        (Name::Vulnerable, Trait::Vulnerable),
        (Name::Bereavement, Trait::Bereavement),
        (Name::FraudReported, Trait::Fraud),
        (Name::Essential, Trait::Essential),
        (Name::WantsNotInOneSum, Trait::NotInOneSum),
        (Name::WantsOnlyMail, Trait::OnlyByMail),
        (Name::WantsOnlyWriting, Trait::OnlyInWriting),
        (Name::WantsNoCalls, Trait::NoCalls),
    ];
    for (name, one) in traits {
        asking.add(facts, name, || Asking::flag(says(asking, one)));
    }
    asking.add(facts, Name::Restricted, || Fact::known(Value::Flag(asking.known.restricted), &[]));
}

/// The last entry that says something of the customer; nothing where a preference took it back since.
pub(super) fn says<'a>(asking: &Asking<'a>, one: Trait) -> Option<&'a Event> {
    let last = asking.before().rev().find(|event| event.traits.has(one))?;
    (!matches!(last.what, What::Preference { state: State::Withdrawn })).then_some(last)
}

fn warnings(asking: &Asking<'_>, facts: &mut Facts) {
    if !asking.wanted.has_any(&[Name::WarningOpen, Name::WarningAge]) {
        return;
    }
    let all = last_words(asking, |event| match event.what {
        What::Alert { alert, state, .. } => Some((alert, state)),
        _ => None,
    });
    let action = asking.question.action;
    let holds = |event: &Event| matches!(event.what, What::Alert { acts, .. } if acts.has(action));
    let open =
        all.iter().filter(|one| one.1 == State::Sent).filter_map(|one| one.2.first().copied());
    let oldest = open.filter(|event| holds(event)).min_by_key(|event| event.at.millis);
    asking.add(facts, Name::WarningOpen, || Asking::flag(oldest));
    asking.add(facts, Name::WarningAge, || {
        let days = oldest.map_or(0, |oldest| asking.business_days_since(Some(oldest)));
        Fact::known(Value::Number(days), oldest.as_slice())
    });
}
