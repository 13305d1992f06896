//! What conversations show of their own, and putting together what tells of one thing.

use std::collections::BTreeMap;

use crate::case::line::Line;
use crate::case::{Basis, Case, Found, Quote, Spot};
use crate::kind::DynamicKind;

/// What each conversation shows of its own.
pub(super) fn heard(case: &Case<'_>, line: &Line<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for (number, part) in case.parts.iter().enumerate() {
        for dynamic in part.dynamics {
            let mut found = Found::new(dynamic.kind, Basis::Heard);
            let spots = dynamic.messages.iter().map(|message| Spot::Message(number, *message));
            found.spots = spots.collect();
            found.quotes = dynamic
                .quotes
                .iter()
                .map(|quote| Quote {
                    spot: Spot::Message(number, quote.message),
                    kind: quote.kind,
                    place: (quote.place.start, quote.place.end),
                })
                .collect();
            found.count = u32::try_from(dynamic.messages.len()).unwrap_or(u32::MAX).max(1);
            found.severity = 1;
            found.probability = dynamic.probability;
            let steps = line.steps.iter().filter(|step| found.spots.contains(&step.spot));
            for department in steps.filter_map(|step| step.department) {
                if !found.departments.iter().any(|known| known == department) {
                    found.departments.push(department.to_owned());
                }
            }
            if dynamic.kind == DynamicKind::Unanswered {
                found.ended = answered(line, &found, number);
            }
            out.push(found);
        }
    }
    out
}

/// When somebody answered elsewhere after all what one conversation left without an answer.
fn answered(line: &Line<'_>, found: &Found, part: usize) -> Option<i64> {
    let last = line.steps.iter().rposition(|step| found.spots.contains(&step.spot))?;
    let answer =
        line.steps[last + 1..].iter().find(|step| step.is_outbound() && step.part() != Some(part));
    answer.map(|answer| answer.at)
}

/// Marks what a conversation takes for kept, or for broken, where the whole case shows the opposite of that
/// promise. It stays: the two are told side by side.
fn doubt(found: &mut [Found]) {
    use DynamicKind::{PromiseBroken, PromiseKept};
    let shown: Vec<(DynamicKind, Vec<Spot>)> = found
        .iter()
        .filter(|one| one.basis != Basis::Heard)
        .map(|one| (one.kind, one.spots.clone()))
        .collect();
    for one in found.iter_mut().filter(|one| one.basis == Basis::Heard) {
        one.is_doubted = shown.iter().any(|(kind, spots)| {
            matches!((one.kind, kind), (PromiseKept, PromiseBroken) | (PromiseBroken, PromiseKept))
                && spots.iter().any(|spot| one.spots.contains(spot))
        });
    }
}

/// Whether a case has a kind at most once: it tells of the whole.
fn is_whole(kind: DynamicKind) -> bool {
    matches!(
        kind,
        DynamicKind::Tortuous
            | DynamicKind::Bounce
            | DynamicKind::Repeat
            | DynamicKind::Unanswered
            | DynamicKind::ThanksButUnresolved
            | DynamicKind::Recovered
    )
}

/// Puts together what tells of one thing: of the whole case, or with a message or event in both.
pub(super) fn gathered(found: Vec<Found>, line: &Line<'_>) -> Vec<Found> {
    let order: BTreeMap<Spot, usize> =
        line.steps.iter().enumerate().map(|(place, step)| (step.spot, place)).collect();
    let place = |spot: &Spot| order.get(spot).copied().unwrap_or(usize::MAX);
    let mut found = found;
    doubt(&mut found);
    for one in &mut found {
        sort(one, &place);
    }
    found.sort_by_key(|one| (one.kind, one.spots.iter().map(place).collect::<Vec<_>>(), one.basis));
    let mut out: Vec<Found> = Vec::new();
    for one in found {
        let same = out.iter_mut().find(|known| {
            known.kind == one.kind
                && (is_whole(one.kind) || known.spots.iter().any(|spot| one.spots.contains(spot)))
        });
        match same {
            Some(known) => {
                add(known, one);
                sort(known, &place);
            }
            None => out.push(one),
        }
    }
    out
}

fn add(known: &mut Found, one: Found) {
    known.spots.extend(one.spots);
    known.quotes.extend(one.quotes);
    // The rules know more of days and departments than a conversation alone.
    if known.basis == Basis::Heard || known.departments.is_empty() {
        known.departments = if one.departments.is_empty() {
            std::mem::take(&mut known.departments)
        } else {
            one.departments
        };
    } else {
        for department in one.departments {
            if one.basis != Basis::Heard && !known.departments.contains(&department) {
                known.departments.push(department);
            }
        }
    }
    // Words alone add nothing to the surety of what a conversation shows or a source recorded.
    known.basis = known.basis.max(one.basis);
    known.severity = known.severity.max(one.severity);
    known.count = known.count.max(one.count);
    known.days = known.days.max(one.days);
    known.sender = known.sender.take().or(one.sender);
    known.due = known.due.or(one.due);
    known.ended = known.ended.or(one.ended);
    known.probability = known.probability.max(one.probability);
}

fn sort(one: &mut Found, place: &impl Fn(&Spot) -> usize) {
    one.spots.sort_by_key(|spot| (place(spot), *spot));
    one.spots.dedup();
    one.quotes.sort_by_key(|quote| (place(&quote.spot), quote.spot, quote.place, quote.kind));
    one.quotes.dedup_by_key(|quote| (quote.spot, quote.place));
}
