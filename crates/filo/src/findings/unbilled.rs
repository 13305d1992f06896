//! Running contracts that nobody bills. Definition `unbilled_contracts/1`.
//!
//! A contract says how many months lie between two invoices. Where none comes for that long and the
//! tolerance on top, counted from the last invoice, from the contract's beginning or from the
//! store's first invoice, whichever is latest, it is unbilled, from the day after. Invoices are
//! matched by the contract's number; one without a number counts for the customer's only contract.
//! Judged only as far as invoices are covered: not before the store's first, and not after the day
//! to which every source of invoices reaches. What is paid, reminded, credited or contested of a
//! claim that no invoice shows was billed by one that the store does not hold: it counts as an
//! invoice of every contract, to the company's advantage. The last of several gaps is told.

use filo_model::facts::{Document, State};
use jiff::ToSpan;
use jiff::civil::Date;

use super::event::{Event, Reference, What};
use super::{Base, Counts, Finding, FindingKind, Frame};

/// A contract as its entries tell it.
struct Contract<'a> {
    number: Reference,
    months: u32,
    begins: Date,
    ends: Option<Date>,
    /// The entry by which it began.
    entry: &'a Event,
}

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    let contracts = contracts(events, frame);
    if contracts.is_empty() {
        return;
    }
    let only = contracts.len() == 1;
    let billed = events.iter().filter_map(|event| match event.what {
        What::Claim { claim, .. } => Some(claim),
        _ => None,
    });
    let billed: Vec<Reference> = billed.collect();
    for contract in &contracts {
        let runs_in_period = contract.begins <= frame.day(frame.as_of)
            && contract.ends.is_none_or(|day| day >= frame.day(frame.from));
        if !runs_in_period {
            continue;
        }
        counts.there_was(Base::new(
            FindingKind::Unbilled,
            contract.entry.department,
            contract.entry,
        ));
        let Some(covered) = frame.invoices else { continue };
        if contract.months == 0 {
            continue;
        }
        let bills = events.iter().filter(|event| match event.what {
            What::Claim { contract: of, document, .. } => {
                let is_bill = matches!(document, Document::Invoice | Document::DebitNote);
                is_bill && (of == contract.number || (of == 0 && only))
            }
            What::Payment { claim, .. }
            | What::Credit { claim, .. }
            | What::Ask { claim, .. }
            | What::Dispute { claim, .. } => claim != 0 && !billed.contains(&claim),
            _ => false,
        });
        let bills: Vec<&Event> = bills.collect();
        judge(counts, customer, contract, &bills, covered, frame);
    }
}

fn contracts<'a>(events: &'a [Event], frame: &Frame) -> Vec<Contract<'a>> {
    let mut all: Vec<Contract<'a>> = Vec::new();
    for event in events.iter().filter(|event| event.at.millis <= frame.as_of) {
        let What::Contract { contract, state, ends, billing_months, .. } = event.what else {
            continue;
        };
        let day = frame.day(event.at.millis);
        let ends = if state == State::Ended { Some(ends.unwrap_or(day)) } else { ends };
        match all.iter_mut().find(|one| contract != 0 && one.number == contract) {
            Some(one) => {
                // One that begins again is billed from there on.
                if state == State::Activated && one.ends.is_some_and(|end| end < day) {
                    (one.begins, one.entry) = (day, event);
                }
                one.ends = ends;
                if billing_months != 0 {
                    one.months = billing_months;
                }
            }
            None => all.push(Contract {
                number: contract,
                months: billing_months,
                begins: day,
                ends,
                entry: event,
            }),
        }
    }
    all
}

fn judge(
    counts: &mut Counts,
    customer: i64,
    contract: &Contract<'_>,
    invoices: &[&Event],
    (covered_from, covered_to): (i64, i64),
    frame: &Frame,
) {
    let start = contract.begins.max(frame.day(covered_from));
    let covered_to = frame.day(covered_to.min(frame.as_of));
    let end = contract.ends.map_or(covered_to, |day| day.min(covered_to));
    let mut gap: (Date, Option<&Event>) = (start, None);
    let mut found = None;
    let mut judged = false;
    for invoice in invoices.iter().map(Some).chain([None]) {
        let until = invoice.map_or(end, |event| frame.day(event.at.millis).min(end));
        if let Some(over) = overdue_from(gap.0, contract.months, frame) {
            // Where the interval ends outside the period, or beyond what is covered, there is
            // nothing to judge yet.
            let in_period = over >= frame.day(frame.from) && over <= frame.day(frame.as_of);
            judged |= invoice.is_some() && until >= frame.day(frame.from);
            if in_period && over <= until {
                judged = true;
                found = Some((over, gap.1));
            }
            judged |= invoice.is_none() && over <= until;
        }
        if let Some(event) = invoice {
            // What only hints at an invoice is of no contract for certain, and names no finding.
            let bill = matches!(event.what, What::Claim { .. }).then_some(*event);
            gap = (frame.day(event.at.millis).max(gap.0), bill.or(gap.1));
        }
    }
    if !judged {
        return;
    }
    counts.judged(FindingKind::Unbilled, contract.entry.department);
    let Some((over, before)) = found else { return };
    let rest: Vec<&Event> = before.into_iter().collect();
    let mut finding = Finding::new(FindingKind::Unbilled, customer, contract.entry, &rest);
    finding.anchor = before.map_or(contract.entry.id, |event| event.id);
    finding.at = over
        .to_zoned(frame.zone.clone())
        .map_or(frame.as_of, |zoned| zoned.timestamp().as_millisecond());
    counts.findings.push(finding);
}

/// The first day on which an invoice is surely missing.
fn overdue_from(last: Date, months: u32, frame: &Frame) -> Option<Date> {
    let days = i64::from(frame.rules.unbilled_tolerance_days) + 1;
    last.checked_add(i64::from(months).months()).ok()?.checked_add(days.days()).ok()
}
