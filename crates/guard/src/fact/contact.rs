//! Facts about contacts and promotions: opt-outs, attempts, who else was in touch.

use filo_model::facts::{EntryKind, Outcome, State};

use super::claim::{self, Claim};
use super::customer::says;
use super::value::{Fact, Unknown, Value};
use super::vocabulary::FactName as Name;
use super::{Asking, Facts};
use crate::consents::Consents;
use crate::contracts::standing;
use crate::event::{Event, Reference, What};
use crate::traits::Trait;

const WEEK: i64 = 7;
const MONTH: i64 = 30;
/// For how long an unsettled claim that was asked for counts as being asked for, in days.
const DUNNING_DAYS: i64 = 60;

/// Who made a contact: a department, or an agency on its behalf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A department, by its number.
    Department(i64),
    /// An agency.
    Agency(Reference),
}

/// Who made a contact that nobody asked for; nothing for what is no contact, or belongs to a case.
#[must_use]
pub fn unsolicited(event: &Event) -> Option<Origin> {
    let own = Origin::Department(event.department);
    match event.what {
        What::Contact { by_customer: false, .. } if event.case == 0 => Some(own),
        What::Reach => Some(own),
        // An announcement and a demand are nobody's answer.
        What::Suspension { state: State::Sent, .. }
        | What::Ask { act: EntryKind::Reminder | EntryKind::FormalNotice, .. } => Some(own),
        What::Promotion { agency: 0, .. } => Some(own),
        What::Promotion { agency, .. } => Some(Origin::Agency(agency)),
        _ => None,
    }
}

pub(super) fn facts(asking: &Asking<'_>, facts: &mut Facts) {
    promotions(asking, facts);
    consents(asking, facts);
    contacts(asking, facts);
    register(asking, facts);
}

fn promotions(asking: &Asking<'_>, facts: &mut Facts) {
    asking.add(facts, Name::HoldsProduct, || {
        let product = asking.question.product;
        if product == 0 {
            return Fact::Unknown(Unknown::NotStated);
        }
        let all = standing(asking.known.events, asking.act, &asking.setting.zone);
        let held = all.iter().filter(|one| one.runs && one.product == product);
        let shown: Vec<&Event> = held.flat_map(|one| one.events.iter().copied()).collect();
        Fact::known(Value::Flag(!shown.is_empty()), &shown)
    });
    let tried = |days: i64| {
        move |event: &&Event| {
            matches!(event.what, What::Promotion { .. }) && asking.days_since(Some(event)) <= days
        }
    };
    asking.add(facts, Name::PromotionAttempts, || {
        Asking::count(&asking.before().filter(tried(MONTH)).collect::<Vec<_>>())
    });
    asking.add(facts, Name::SaidAlreadyCustomer, || {
        let said = asking.before().filter(|event| {
            matches!(event.what, What::Promotion { outcome: Some(Outcome::AlreadyCustomer), .. })
        });
        Asking::count(&said.collect::<Vec<_>>())
    });
    asking.add(facts, Name::DunningRunning, || {
        let zone = &asking.setting.zone;
        let running = asking.before().find(|event| match event.what {
            What::Ask { claim: number, instalment, .. }
                if asking.is_within(event, DUNNING_DAYS) =>
            {
                let claim = Claim::as_of(asking.known.events, asking.act, number, zone);
                let all = claim.stand((0, None), claim::day_of(asking.act, zone)).all;
                let on = claim::day_of(event, zone);
                number == 0 || asked_for(&all, instalment, on).any(claim::Part::is_open)
            }
            _ => false,
        });
        Asking::flag(running)
    });
}

/// The parts of a claim that were asked for on a day: the instalment that was named, else what was
/// overdue. Another instalment that is not due is not being asked for, so that it keeps no offer away.
fn asked_for(
    all: &[claim::Part],
    instalment: u32,
    on: jiff::civil::Date,
) -> impl Iterator<Item = &claim::Part> {
    let is_overdue = move |part: &claim::Part| part.due.is_none_or(|due| due < on);
    let is_named = move |part: &claim::Part| instalment != 0 && part.instalment == instalment;
    let has_named = all.iter().any(is_named);
    let has_overdue = all.iter().any(is_overdue);
    all.iter().filter(move |part| match (has_named, has_overdue) {
        (true, _) => is_named(part),
        (false, true) => is_overdue(part),
        (false, false) => true,
    })
}

fn consents(asking: &Asking<'_>, facts: &mut Facts) {
    let consents = Consents {
        events: asking.known.events,
        act: asking.act,
        zone: &asking.setting.zone,
        purposes: &asking.setting.promotional,
    };
    asking.add(facts, Name::OptedOut, || {
        Asking::flag(consents.withdrawn().or_else(|| says(asking, Trait::NoPromotions)))
    });
    asking.add(facts, Name::DaysSinceConsent, || {
        let given = consents.given();
        Fact::known(Value::Number(asking.days_since(given)), given.as_slice())
    });
    asking.add(facts, Name::ConsentedSinceLeaving, || {
        let all = standing(asking.known.events, asking.act, &asking.setting.zone);
        let left = all.iter().filter_map(|one| one.ended).max();
        let since = left.is_some_and(|day| consents.given_since(day));
        Fact::known(Value::Flag(since), &[])
    });
    asking.add(facts, Name::RequestEvidence, || {
        let given = consents.given();
        let shown =
            given.filter(|event| matches!(event.what, What::Consent { has_evidence: true, .. }));
        Asking::flag(shown)
    });
}

fn contacts(asking: &Asking<'_>, facts: &mut Facts) {
    if !asking.wanted.has_any(&[
        Name::ContactsOfWeek,
        Name::ContactsOfMonth,
        Name::DepartmentsOfWeek,
    ]) {
        return;
    }
    let recent = |days: i64| {
        let recent = asking
            .before()
            .filter(move |event| unsolicited(event).is_some() && asking.is_within(event, days));
        recent.collect::<Vec<&Event>>()
    };
    let week = recent(WEEK);
    asking.add(facts, Name::ContactsOfWeek, || Asking::count(&week));
    asking.add(facts, Name::ContactsOfMonth, || Asking::count(&recent(MONTH)));
    asking.add(facts, Name::DepartmentsOfWeek, || {
        let mut origins: Vec<Origin> = week.iter().filter_map(|event| unsolicited(event)).collect();
        origins.sort_unstable();
        origins.dedup();
        let count = i64::try_from(origins.len()).unwrap_or(i64::MAX);
        Fact::known(Value::Number(count), &week)
    });
}

/// What a source says of the register of oppositions: a consent of that purpose, withdrawn where the
/// number is enrolled, dated when it was checked.
fn register(asking: &Asking<'_>, facts: &mut Facts) {
    let last = asking.before().rev().find(|event| {
        matches!(event.what, What::Consent { purpose, .. } if asking.setting.register.contains(&purpose))
    });
    let unless_none =
        |fact: Fact| if last.is_none() { Fact::Unknown(Unknown::NotStated) } else { fact };
    asking.add(facts, Name::RegisterEnrolled, || {
        let enrolled = last.is_some_and(|event| {
            matches!(event.what, What::Consent { state: State::Withdrawn, .. })
        });
        unless_none(Fact::known(Value::Flag(enrolled), last.as_slice()))
    });
    asking.add(facts, Name::RegisterAge, || {
        unless_none(Fact::known(Value::Number(asking.days_since(last)), last.as_slice()))
    });
}
