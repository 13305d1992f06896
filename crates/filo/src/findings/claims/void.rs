//! Claims that never were: their file was rejected, or they bill a time after the contract's end.

use filo_model::facts::{Document, State};
use jiff::civil::Date;

use super::Why;
use crate::findings::Frame;
use crate::findings::event::{Event, Reference, What};

/// Adds `rejected` where every file with which the claim may have been sent by the act was rejected,
/// and the company surely knew.
pub(super) fn rejected<'a>(
    why: &mut Why<'a>,
    documents: &[&'a Event],
    events: &'a [Event],
    (act, frame): (&Event, &Frame),
) {
    let mut files: Vec<Reference> = Vec::new();
    for document in documents.iter().filter(|document| !act.before(document, &frame.zone)) {
        match document.what {
            What::Claim { file, document: Document::Invoice, .. }
                if file != 0 && !files.contains(&file) =>
            {
                files.push(file);
            }
            _ => {}
        }
    }
    let mut shown = Vec::new();
    for file in &files {
        let receipt = events.iter().find(|event| {
            matches!(event.what, What::FileRejected { file: of } if of == *file)
                && event.known_before(act, &frame.zone)
        });
        let Some(receipt) = receipt else { return };
        shown.push(receipt);
    }
    if !shown.is_empty() {
        why.reasons.push("rejected");
        why.shown.extend(shown);
    }
}

/// Adds `after_end` where all that the claim bills begins after its contract's end.
pub(super) fn after_end<'a>(
    why: &mut Why<'a>,
    documents: &[&'a Event],
    events: &'a [Event],
    (act, frame): (&Event, &Frame),
) {
    let mut shown = Vec::new();
    let mut only = None;
    for document in documents {
        let What::Claim { contract, period_from, .. } = document.what else { continue };
        let Some(begins) = period_from else { return };
        let contract = match contract {
            0 => *only.get_or_insert_with(|| only_contract(events)),
            named => Some(named),
        };
        let ended = contract.and_then(|contract| ended(contract, events, (act, frame)));
        match ended {
            Some((day, event)) if day < begins => shown.push(event),
            _ => return,
        }
    }
    if !shown.is_empty() {
        why.reasons.push("after_end");
        why.shown.extend(shown);
    }
}

/// The number of the customer's contract, where there is exactly one.
fn only_contract(events: &[Event]) -> Option<Reference> {
    let mut only = None;
    for event in events {
        if let What::Contract { contract, .. } = event.what {
            if only.is_some_and(|one| one != contract) {
                return None;
            }
            only = Some(contract);
        }
    }
    only
}

/// The last day of a contract, and the entry by which the company surely knew it before an act;
/// nothing where the contract may have begun again.
fn ended<'a>(
    contract: Reference,
    events: &'a [Event],
    (act, frame): (&Event, &Frame),
) -> Option<(Date, &'a Event)> {
    let mut found = None;
    for event in events {
        let What::Contract { contract: of, state, ends, .. } = event.what else { continue };
        if of != contract || act.before(event, &frame.zone) {
            continue;
        }
        match state {
            State::Ended if event.known_before(act, &frame.zone) => {
                let day = ends.unwrap_or_else(|| frame.day(event.at.millis));
                found = Some((day, event));
            }
            State::Activated => found = None,
            _ => {}
        }
    }
    found
}
