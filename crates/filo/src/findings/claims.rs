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

mod void;

use filo_model::amount::Amount;
use filo_model::facts::{Document, State};
use jiff::civil::Date;

use super::event::{Event, Reference, What};
use super::{Counts, Finding, FindingKind, Frame};

/// One part of a claim.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    instalment: u32,
    due: Option<Date>,
    open: Option<Amount>,
}

/// A claim as it stood before an act.
#[derive(Debug, Default)]
struct Claim<'a> {
    parts: Vec<Part>,
    /// The amount that the claim became, as after a penalty.
    adjusted: Option<Amount>,
    /// Expenses on top, which an adjustment of the claim leaves as they are.
    expenses: Amount,
    paid: Vec<(u32, Option<Amount>)>,
    total: Option<Amount>,
    credited: Amount,
    documents: Vec<&'a Event>,
    payments: Vec<&'a Event>,
    credits: Vec<&'a Event>,
    /// The last word on each dispute.
    disputes: Vec<(Reference, State, &'a Event)>,
}

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    for act in events.iter().filter(|event| frame.holds(event.at.millis)) {
        let What::Ask { claim, instalment, act: asked, amount } = act.what else { continue };
        counts.there_was(FindingKind::UndueClaim, act.department);
        let stood = as_of(events, act, claim, frame);
        if claim == 0 || stood.documents.is_empty() {
            continue;
        }
        counts.judged(FindingKind::UndueClaim, act.department);
        let mut why = reasons(&stood, instalment, frame.day(act.at.millis));
        void::rejected(&mut why, &stood.documents, events, (act, frame));
        void::after_end(&mut why, &stood.documents, events, (act, frame));
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
pub(super) struct Why<'a> {
    pub(super) reasons: Vec<&'static str>,
    pub(super) shown: Vec<&'a Event>,
}

/// Everything about a claim that surely happened before the act.
fn as_of<'a>(events: &'a [Event], act: &Event, claim: Reference, frame: &Frame) -> Claim<'a> {
    let mut stood = Claim::default();
    for event in events {
        // The claim itself may be written down on the day of the act or later; what it says holds.
        if let What::Claim { claim: of, instalment, document, amount, due, .. } = &event.what
            && *of == claim
            && (event.before(act, &frame.zone) || *document == Document::Invoice)
        {
            stood.documents.push(event);
            match document {
                Document::Invoice | Document::DebitNote => {
                    stood.add(Part { instalment: *instalment, due: *due, open: *amount });
                }
                Document::Adjustment => stood.adjusted = amount.or(stood.adjusted),
                Document::Expense => {
                    stood.expenses += amount.unwrap_or(Amount::ZERO);
                }
            }
        }
        if !event.before(act, &frame.zone) {
            continue;
        }
        match &event.what {
            What::Payment { claim: of, instalment, amount, total } if *of == claim => {
                stood.paid.push((*instalment, *amount));
                stood.total = total.or(stood.total);
                stood.payments.push(event);
            }
            What::Credit { claim: of, amount } if *of == claim => {
                stood.credited += amount.unwrap_or(Amount::ZERO);
                stood.credits.push(event);
            }
            What::Dispute { dispute, claim: of, state } if *of == claim || *of == 0 => {
                stood.disputes.retain(|(other, _, _)| other != dispute);
                stood.disputes.push((*dispute, *state, event));
            }
            _ => {}
        }
    }
    stood
}

impl Claim<'_> {
    /// Adds a part, once: two systems may both hold the same document.
    fn add(&mut self, part: Part) {
        if !self.parts.contains(&part) {
            self.parts.push(part);
        }
    }

    /// The parts with what changed them: an adjustment makes one part of them all, as after a
    /// penalty; expenses come on top.
    fn parts_in_force(&self) -> Vec<Part> {
        let mut parts = self.parts.clone();
        parts.sort_by_key(|part| (part.due, part.instalment));
        if self.adjusted.is_some() {
            let due = parts.first().and_then(|part| part.due);
            parts = vec![Part { instalment: 0, due, open: self.adjusted }];
        }
        if let Some(part) = parts.last_mut() {
            part.open = part.open.map(|open| open + self.expenses);
        }
        parts
    }

    /// Takes an amount off the open parts, the earliest due first, or off one instalment.
    fn settle(parts: &mut [Part], mut amount: Amount, instalment: u32) {
        for part in parts.iter_mut().filter(|part| instalment == 0 || part.instalment == instalment)
        {
            let Some(open) = part.open else { continue };
            let taken = if amount > open { open } else { amount };
            part.open = Some(open - taken);
            amount = amount - taken;
        }
    }
}

/// Why the claim could not be asked for by what was paid, credited and contested, and when it is due.
fn reasons<'a>(claim: &Claim<'a>, instalment: u32, on: Date) -> Why<'a> {
    let mut why = Why::default();
    let open: Vec<&'a Event> = claim
        .disputes
        .iter()
        .filter(|(_, state, _)| matches!(state, State::Opened | State::Sent | State::Asked))
        .map(|(_, _, event)| *event)
        .collect();
    if !open.is_empty() {
        why.reasons.push("disputed");
        why.shown.extend(open);
    }
    let mut parts = claim.parts_in_force();
    let known = parts.iter().all(|part| part.open.is_some());
    Claim::settle(&mut parts, claim.credited, 0);
    let after_credits = owed(&parts, instalment);
    match claim.total {
        // A source that keeps a running total is believed over the sum of its payments.
        Some(total) => Claim::settle(&mut parts, total, 0),
        None => {
            let mut paid = claim.paid.clone();
            // What names its instalment goes there first; the rest to the earliest due.
            paid.sort_by_key(|(instalment, _)| *instalment == 0);
            for (instalment, amount) in paid {
                Claim::settle(&mut parts, amount.unwrap_or(Amount::ZERO), instalment);
            }
        }
    }
    let concerned: Vec<&Part> =
        parts.iter().filter(|part| instalment == 0 || part.instalment == instalment).collect();
    if concerned.is_empty() {
        return why;
    }
    if known && owed(&parts, instalment).is_zero() {
        // Nothing owed and nothing credited is a claim of nothing: paid, in the words of the law.
        let credited = after_credits.is_zero() && !claim.credits.is_empty();
        why.reasons.push(if credited { "credited" } else { "paid" });
        if !credited {
            why.shown.extend(&claim.payments);
        }
        why.shown.extend(&claim.credits);
        return why;
    }
    let still_open = concerned.iter().filter(|part| part.open.is_none_or(|open| !open.is_zero()));
    let dues: Vec<Option<Date>> = still_open.map(|part| part.due).collect();
    if dues.iter().all(|due| due.is_some_and(|due| on <= due)) {
        why.reasons.push("not_due");
    }
    why
}

/// What is still open of a claim or of one instalment.
fn owed(parts: &[Part], instalment: u32) -> Amount {
    let concerned = parts.iter().filter(|part| instalment == 0 || part.instalment == instalment);
    concerned.filter_map(|part| part.open).sum()
}
