//! Claims asked for although they could not be: not yet due, paid, credited, disputed, rejected by
//! the exchange of electronic invoices, or of a time after the contract's end. Definition
//! `undue_claims/2`; version 1 did not know the last two.
//!
//! A claim may be asked for from the day after its due date. Instalments are judged one by one: one
//! that is overdue may be asked for, one not yet due may not. Paid and credited count when they
//! surely happened before the act; on the same day, without a time, the doubt is the company's. A
//! claim is rejected where every file with which it had been sent was, and the company surely knew;
//! it is after the end where the billed period begins after the contract's last day, and the
//! company surely knew of that. The contract is the invoice's, else the customer's only one.

use filo_guard::fact::claim::{Claim, after_end, rejected};
use filo_model::amount::Amount;

use super::event::{Event, What};
use super::{Counts, Finding, FindingKind, Frame};

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[&Event], frame: &Frame) {
    for act in events.iter().copied().filter(|event| frame.holds(event.at.millis)) {
        let What::Ask { claim, instalment, act: asked, amount, .. } = act.what else { continue };
        counts.there_was(FindingKind::UndueClaim, act.department);
        let stood = Claim::as_of(events, act, claim, &frame.zone);
        if claim == 0 || stood.documents.is_empty() {
            continue;
        }
        counts.judged(FindingKind::UndueClaim, act.department);
        let why = why(&stood, (instalment, amount), events, (act, frame));
        if why.reasons.is_empty() {
            continue;
        }
        let shown: Vec<&Event> = stood.documents.iter().chain(&why.shown).copied().collect();
        let mut finding = Finding::new(FindingKind::UndueClaim, customer, act, &shown);
        finding.act = Some(asked);
        finding.reasons = why.reasons;
        finding.amount = amount;
        finding.known_by(&why.shown);
        counts.findings.push(finding);
    }
}

/// Why a claim could not be asked for, and what shows it beside the claim's own documents.
#[derive(Debug, Default)]
struct Why<'a> {
    reasons: Vec<&'static str>,
    shown: Vec<&'a Event>,
}

impl<'a> Why<'a> {
    fn add(&mut self, reason: &'static str, shown: impl IntoIterator<Item = &'a Event>) {
        self.reasons.push(reason);
        self.shown.extend(shown);
    }
}

/// Why the claim could not be asked for.
fn why<'a>(
    claim: &Claim<'a>,
    asked: (u32, Option<Amount>),
    events: &[&'a Event],
    (act, frame): (&Event, &Frame),
) -> Why<'a> {
    let mut why = Why::default();
    let on = frame.day(act.at.millis);
    let disputes = claim.open_disputes();
    if !disputes.is_empty() {
        why.add("disputed", disputes);
    }
    let stand = claim.stand(asked, on);
    if stand.is_settled() {
        // Nothing owed and nothing credited is a claim of nothing: paid, in the words of the law.
        if stand.settled_by_credits {
            why.add("credited", claim.credits.iter().copied());
        } else {
            why.add("paid", claim.payments.iter().chain(&claim.credits).copied());
        }
    } else if stand.is_not_due(on) {
        why.add("not_due", []);
    }
    if let Some(shown) = rejected(claim, events, (act, &frame.zone)) {
        why.add("rejected", shown);
    }
    if let Some(shown) = after_end(claim, events, (act, &frame.zone)) {
        why.add("after_end", shown);
    }
    why
}
