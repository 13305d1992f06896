//! Handoffs: how long each waits and who asks meanwhile; and how often the matter is sent on.

use jiff::Timestamp;

use crate::case::line::{Line, Step, departments};
use crate::case::{Basis, Case, Found, What};
use crate::kind::{DynamicKind, SignalKind};

/// A handoff on the line.
struct Handoff<'a> {
    sent: &'a Step<'a>,
    to: &'a str,
    /// When its deadline is over.
    due: i64,
    /// What ended its waiting.
    ended: Option<&'a Step<'a>>,
}

fn handoffs<'a>(case: &Case<'_>, line: &'a Line<'a>) -> Vec<Handoff<'a>> {
    let mut out = Vec::new();
    for (place, sent) in line.steps.iter().enumerate() {
        let Some(What::HandoffSent { id, to, due }) = sent.event() else { continue };
        let after = &line.steps[place + 1..];
        let said = after
            .iter()
            .find(|step| matches!(step.event(), Some(What::HandoffDue(known)) if known == id));
        let due = due.or(said.map(|said| said.at));
        let due = due.unwrap_or_else(|| case.calendar.due(sent.at, case.deadline, case.zone));
        let ended = after.iter().find(|step| ends(step, id, to));
        out.push(Handoff { sent, to, due, ended });
    }
    out
}

/// Whether a step ends the waiting of a handoff: it is answered or given back, the receiver sends it on or
/// answers the customer, the case is closed. Taking it on does not end it.
fn ends(step: &Step<'_>, id: &str, to: &str) -> bool {
    let is_receiver = step.department == Some(to);
    match step.event() {
        Some(What::HandoffAnswered(known) | What::HandoffDeclined(known)) => known == id,
        Some(What::HandoffSent { .. }) => is_receiver,
        Some(What::CaseClosed) => true,
        Some(What::Refused(_) | What::Granted { .. } | What::Answered { .. }) => true,
        Some(_) => false,
        None => {
            use SignalKind::{Alternative, Grant, Refusal};
            step.is_outbound() && is_receiver && step.any(&[Grant, Refusal, Alternative]).is_some()
        }
    }
}

/// Handoffs past their deadline while the customer asks for news, or gets answers that say nothing.
pub(super) fn slow(case: &Case<'_>, line: &Line<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for handoff in handoffs(case, line) {
        let until = handoff.ended.map_or(case.now, |ended| ended.at).min(case.now);
        if until <= handoff.due {
            continue;
        }
        let waiting = |step: &&Step<'_>| step.at > handoff.sent.at && step.at <= until;
        let waiting: Vec<&Step<'_>> = line.steps.iter().filter(waiting).collect();
        let of = |kind| waiting.iter().copied().filter(move |step| step.shows(kind).is_some());
        let chasers: Vec<&Step<'_>> = of(SignalKind::Chasing)
            .chain(waiting.iter().copied().filter(|step| step.event() == Some(&What::Attempt)))
            .collect();
        let interims: Vec<&Step<'_>> = of(SignalKind::Interim).collect();
        let has_undated = interims.iter().any(|step| step.shows(SignalKind::Promise).is_none());
        if chasers.is_empty() && !has_undated && interims.len() < 2 {
            continue;
        }
        let mut found = Found::new(DynamicKind::Slow, Basis::Events);
        let day = |millis: i64| {
            let at = Timestamp::from_millisecond(millis).unwrap_or_default();
            case.zone.to_datetime(at).date()
        };
        found.days = case.calendar.business_days_between(day(handoff.sent.at), day(until));
        found.count = u32::try_from(chasers.len()).unwrap_or(u32::MAX);
        found.severity = found.days.saturating_add(found.count.saturating_mul(2));
        found.departments = vec![handoff.to.to_owned()];
        found.sender = handoff.sent.department.map(str::to_owned);
        found.due = Some(handoff.due);
        found.ended = handoff.ended.map(|ended| ended.at);
        let shown = || chasers.iter().chain(&interims).copied();
        found.spots = std::iter::once(handoff.sent).chain(shown()).map(|step| step.spot).collect();
        found.spots.extend(handoff.ended.map(|ended| ended.spot));
        let quotes = shown().filter_map(|step| {
            let signal = step.any(&[SignalKind::Chasing, SignalKind::Interim])?;
            Some(step.quote(signal))
        });
        found.quotes = quotes.collect();
        out.push(found);
    }
    out
}

/// A move of the matter.
struct Move<'a> {
    step: &'a Step<'a>,
    from: Option<&'a str>,
    to: Option<&'a str>,
}

/// The matter is sent on at least twice over several conversations, or changes hands three times, or comes back, with no
/// new fact.
pub(super) fn bounce(line: &Line<'_>) -> Option<Found> {
    let mut moves: Vec<Move<'_>> = Vec::new();
    let mut best: Option<Vec<Move<'_>>> = None;
    for step in &line.steps {
        match step.event() {
            // What becomes known may well be somebody else's, and work that was done comes back.
            Some(What::NewFact(_) | What::HandoffAnswered(_)) => {
                best = longer(best, std::mem::take(&mut moves));
            }
            Some(What::HandoffSent { to, .. }) => {
                moves.push(Move { step, from: step.department, to: Some(to) });
            }
            Some(What::HandoffDeclined(id)) => {
                let back = moves.iter().rev().find_map(|one| match one.step.event() {
                    Some(What::HandoffSent { id: known, .. }) if known == id => {
                        Some((one.to, one.from))
                    }
                    _ => None,
                });
                let (from, to) = back.unwrap_or((step.department, None));
                moves.push(Move { step, from, to });
            }
            _ if step.shows(SignalKind::NotMyDepartment).is_some() => {
                moves.push(Move { step, from: step.department, to: None });
            }
            _ => {}
        }
    }
    let moves = longer(best, moves)?;
    let mut found = Found::new(DynamicKind::Bounce, Basis::Words);
    if moves.iter().any(|one| one.step.event().is_some()) {
        found.basis = Basis::Events;
    }
    found.count = u32::try_from(moves.len()).unwrap_or(u32::MAX);
    found.severity = found.count;
    found.spots = moves.iter().map(|one| one.step.spot).collect();
    found.departments = departments(moves.iter().map(|one| one.step));
    for to in moves.iter().filter_map(|one| one.to) {
        if !found.departments.iter().any(|known| known == to) {
            found.departments.push(to.to_owned());
        }
    }
    let quote = |one: &Move<'_>| {
        one.step.shows(SignalKind::NotMyDepartment).map(|signal| one.step.quote(signal))
    };
    found.quotes = moves.iter().filter_map(quote).collect();
    Some(found)
}

/// The moves that are a bounce; of two rows the longer, of equals the first.
fn longer<'a>(best: Option<Vec<Move<'a>>>, moves: Vec<Move<'a>>) -> Option<Vec<Move<'a>>> {
    let is_more = best.as_ref().is_none_or(|best| moves.len() > best.len());
    if is_bounce(&moves) && is_more { Some(moves) } else { best }
}

fn is_bounce(moves: &[Move<'_>]) -> bool {
    let comes_back = moves.iter().enumerate().any(|(place, one)| {
        one.to.is_some() && moves[..place].iter().any(|before| before.from == one.to)
    });
    let sent_on = moves.iter().filter(|one| one.to.is_none());
    let parts = sent_on.map(|one| (one.step.part(), one.from));
    let parts: Vec<_> = parts.collect();
    let is_chain = parts.len() >= 2 && parts.iter().any(|one| one.0 != parts[0].0);
    let is_mixed = !parts.is_empty() && parts.len() < moves.len();
    comes_back || moves.len() >= 3 && (is_mixed || parts.is_empty()) || is_chain
}
