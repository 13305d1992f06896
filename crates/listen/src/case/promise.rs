//! Promises with a day: whether what was promised came by it.

use jiff::Timestamp;

use crate::case::line::{Line, Step, departments};
use crate::case::{Basis, Case, Found, Spot, What};
use crate::kind::{DynamicKind, SignalKind};

/// Promises kept and broken: of events by their dates, of words by what another conversation or an event
/// shows after them.
pub(super) fn promises(case: &Case<'_>, line: &Line<'_>) -> Vec<Found> {
    let mut out: Vec<Found> =
        line.steps.iter().filter_map(|step| recorded(case, line, step)).collect();
    for (number, part) in case.parts.iter().enumerate() {
        for promise in part.promises {
            let spot = Spot::Message(number, promise.message);
            let Some(step) = line.steps.iter().find(|step| step.spot == spot) else { continue };
            if let Some(found) = said(case, line, step, promise.due) {
                out.push(found);
            }
        }
    }
    out
}

fn recorded(case: &Case<'_>, line: &Line<'_>, made: &Step<'_>) -> Option<Found> {
    let Some(What::PromiseMade { id, due: Some(due) }) = made.event() else { return None };
    let after = || line.steps.iter().filter(|step| step.at >= made.at);
    let kept =
        after().find(|step| matches!(step.event(), Some(What::PromiseKept(known)) if known == id));
    let is_withdrawn = after().any(|step| {
        step.at <= *due
            && matches!(step.event(), Some(What::PromiseWithdrawn(known)) if known == id)
    });
    let is_kept = kept.is_some_and(|kept| kept.at <= *due);
    if !is_kept && (is_withdrawn || case.now <= *due) {
        return None;
    }
    let kind = if is_kept { DynamicKind::PromiseKept } else { DynamicKind::PromiseBroken };
    let mut found = found(kind, Basis::Events, [Some(made), kept], *due);
    found.ended = kept.map(|kept| kept.at);
    found.days = late(case, *due, kept.map_or(case.now, |kept| kept.at));
    Some(found)
}

fn said(case: &Case<'_>, line: &Line<'_>, made: &Step<'_>, due: i64) -> Option<Found> {
    // What the same conversation says of it, the conversation tells itself.
    let elsewhere =
        || line.steps.iter().filter(|step| step.at > made.at && step.part() != made.part());
    let done = elsewhere().find(|step| {
        step.shows(SignalKind::Grant).is_some()
            || matches!(step.event(), Some(What::Granted { .. } | What::CaseClosed))
    });
    if let Some(done) = done.filter(|done| done.at <= due) {
        let mut found =
            found(DynamicKind::PromiseKept, Basis::Words, [Some(made), Some(done)], due);
        found.ended = Some(done.at);
        return Some(found);
    }
    let asked = elsewhere().find(|step| {
        use SignalKind::{Chasing, Repeat, ReportedPromise};
        step.at > due
            && (step.any(&[Chasing, ReportedPromise, Repeat]).is_some()
                || step.event() == Some(&What::Attempt))
    })?;
    let mut found = found(DynamicKind::PromiseBroken, Basis::Words, [Some(made), Some(asked)], due);
    found.days = late(case, due, asked.at);
    Some(found)
}

fn found(kind: DynamicKind, basis: Basis, steps: [Option<&Step<'_>>; 2], due: i64) -> Found {
    let mut found = Found::new(kind, basis);
    let steps = || steps.iter().flatten().copied();
    found.spots = steps().map(|step| step.spot).collect();
    found.departments = departments(steps());
    found.due = Some(due);
    let quote = |step: &Step<'_>| {
        use SignalKind::{Chasing, Grant, Promise, Repeat, ReportedPromise};
        let signal = step.any(&[Promise, ReportedPromise, Chasing, Repeat, Grant])?;
        Some(step.quote(signal))
    };
    found.quotes = steps().filter_map(quote).collect();
    found
}

/// Business days after the day.
fn late(case: &Case<'_>, due: i64, until: i64) -> u32 {
    let day = |millis: i64| {
        let at = Timestamp::from_millisecond(millis).unwrap_or_default();
        case.zone.to_datetime(at).date()
    };
    case.calendar.business_days_between(day(due), day(until))
}
