//! Care along the whole relation: C3 (guards respected), C4 (leavers), C5 (contact after a harm).
//!
//! C3: a guard held or refused; it was bypassed where the like of it was done to the customer within fourteen
//! days, nobody having asked again and been allowed, and the act was undue: a finding speaks against it that
//! no person rejected. An act that nothing speaks against was rightly done. C4: a customer leaves on the day on
//! which the last contract ends. Well cared for is who had a closing contact, from sixty days before to sixty
//! days after, which explained the final balance, and to whom no finding of an undue act happened in the sixty
//! days after. C5: a person of the company was in touch within two business days of a confirmed harm, or of its
//! confirmation.

use filo_guard::action::Effect;
use filo_guard::question::Question;
use filo_model::calendar::{DAY_MILLIS, Within};
use filo_model::facts::State;

use super::case::between;
use super::found::{Found, outcome};
use super::frame::outbound;
use super::{Counts, Frame, Measure, Outcome, Thing};
use crate::findings::event::{Event, What, end_of_day, start_of_day};
use crate::findings::{Finding, FindingKind};

/// For how long a hold counts.
const HELD: i64 = 14 * DAY_MILLIS;

/// For how long a leaver is looked after.
const AFTER_LEAVING: i64 = 60 * DAY_MILLIS;

/// How long the company has to be in touch after a harm.
const IN_TOUCH: Within = Within::BusinessDays(2);

/// The findings of acts that harm.
const UNDUE: [FindingKind; 2] = [FindingKind::UndueClaim, FindingKind::SuspectPromotion];

pub(super) fn fold(counts: &mut Counts, events: &[Event], found: &Found<'_>, frame: &Frame) {
    for event in events {
        if let What::Asked { action: Some(action), stops: true } = event.what
            && let Some(effect) = outbound(action)
        {
            respected(counts, events, (event, effect), found, frame);
        }
    }
    left(counts, events, found, frame);
    for (harm, confirmed) in found.harms(frame) {
        let in_touch = |from: i64| {
            let until = frame.due(harm.department, from, IN_TOUCH);
            let within = between(events, from + 1, until);
            within.iter().any(|event| matches!(event.what, What::Contact { .. }))
        };
        let made = Outcome::counted(in_touch(harm.at) || in_touch(confirmed));
        count_harm(counts, Measure::C5, (harm, confirmed), made, frame);
    }
}

/// Counts a confirmed harm, whose time runs from its confirmation.
pub(super) fn count_harm(
    counts: &mut Counts,
    measure: Measure,
    (harm, confirmed): (&Finding, i64),
    made: Outcome,
    frame: &Frame,
) {
    let Some(entry) = harm.evidence.first().copied() else { return };
    let thing = Thing { department: harm.department, customer: harm.customer, entry, at: harm.at };
    let made = if frame.is_mature(measure, confirmed) { made } else { Outcome::Unjudged };
    counts.count_found(measure, thing, made, Some(harm.id()), frame);
}

fn respected(
    counts: &mut Counts,
    events: &[Event],
    (hold, effect): (&Event, Effect),
    found: &Found<'_>,
    frame: &Frame,
) {
    let later = between(events, hold.at.millis, hold.at.millis + HELD).iter();
    let mut later = later.filter(|event| event.seq != hold.seq);
    let act = later.find_map(|event| match event.what {
        What::Asked { action: Some(action), stops } if action.effect() == effect => {
            (!stops).then_some(None)
        }
        _ => {
            let done = Question::of(event).and_then(|one| outbound(one.action));
            (done == Some(effect)).then_some(Some(event))
        }
    });
    let against = act.flatten().and_then(|act| undue(found, act.seq));
    let made = outcome(against, true, frame);
    let id = against.map(Finding::id);
    counts.count_found(Measure::C3, Thing::from(hold), made, id, frame);
}

/// The finding that an act was undue.
fn undue<'a>(found: &'a Found<'_>, act: i64) -> Option<&'a Finding> {
    UNDUE.into_iter().find_map(|kind| found.about(kind, act))
}

fn left(counts: &mut Counts, events: &[Event], found: &Found<'_>, frame: &Frame) {
    let Some((last, at)) = leaving(events, frame) else { return };
    let near = at - AFTER_LEAVING..=at + AFTER_LEAVING;
    let explained = events.iter().any(|event| {
        matches!(event.what, What::Closing { explained: Some(true) })
            && near.contains(&event.at.millis)
    });
    let harm = found.findings.iter().find(|finding| {
        UNDUE.contains(&finding.kind)
            && (at..=at + AFTER_LEAVING).contains(&finding.at)
            && outcome(Some(finding), true, frame) != Outcome::Counted
    });
    let made = match harm {
        Some(_) => outcome(harm, true, frame),
        None => Outcome::counted(explained),
    };
    counts.count_found(Measure::C4, Thing::from(last).at(at), made, harm.map(Finding::id), frame);
}

/// The entry by which the last contract ended and the beginning of the day after it, where none runs on.
fn leaving<'a>(events: &'a [Event], frame: &Frame) -> Option<(&'a Event, i64)> {
    let zone = &frame.findings.zone;
    let mut contracts: Vec<(u64, Option<(&Event, i64)>)> = Vec::new();
    for event in events {
        let What::Contract { contract, state, ends, .. } = event.what else { continue };
        let day = match (state, ends) {
            (_, Some(day)) => Some(day),
            (State::Ended, None) => Some(frame.findings.day(event.at.millis)),
            _ => None,
        };
        let over = day.and_then(|day| {
            let end = end_of_day(day, zone)?;
            (end <= frame.findings.as_of).then_some(())?;
            Some((event, start_of_day(day.tomorrow().ok()?, zone)?))
        });
        match contracts.iter_mut().find(|one| contract != 0 && one.0 == contract) {
            // A change that says nothing of an end leaves the end as it was.
            Some(one) if day.is_some() || state == State::Activated => one.1 = over,
            Some(_) => {}
            None => contracts.push((contract, over)),
        }
    }
    let ended: Option<Vec<(&Event, i64)>> = contracts.into_iter().map(|one| one.1).collect();
    ended?.into_iter().max_by_key(|one| one.1)
}
