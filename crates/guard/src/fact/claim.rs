//! A claim as it stood before an act: its instalments, what was paid, credited, contested, rejected.
//!
//! A claim may be asked for from the day after its due date. Instalments are judged one by one. Paid and
//! credited count when they surely happened before the act; on the same day, without a time, the doubt
//! is the company's. A source that keeps a running total is believed over the sum of its payments. A
//! claim is rejected where every file with which it had been sent was, and the company surely knew.

use filo_model::amount::Amount;
use filo_model::facts::{Document, State};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::contracts::{ended, only_contract};
use crate::event::{Event, Reference, What, day_in};

/// One instalment of a claim, or all of it where it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The instalment's number; 0 where the claim has none.
    pub instalment: u32,
    /// The day by which it is to be paid.
    pub due: Option<Date>,
    /// What is open of it; nothing where no amount is known.
    pub open: Option<Amount>,
}

impl Part {
    /// Whether something is, or may be, open of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_none_or(|open| !open.is_zero())
    }

    /// Whether it may be asked for on a day: the day after its due date or later.
    #[must_use]
    pub fn is_overdue(&self, on: Date) -> bool {
        self.due.is_some_and(|due| due < on)
    }
}

/// A claim as it stood before an act.
#[derive(Debug, Default)]
pub struct Claim<'a> {
    parts: Vec<Part>,
    /// The amount that the claim became, as after a penalty.
    adjusted: Option<Amount>,
    /// Expenses on top, which an adjustment of the claim leaves as they are.
    expenses: Amount,
    paid: Vec<(u32, Option<Amount>)>,
    total: Option<Amount>,
    credited: Amount,
    /// The entries that make the claim.
    pub documents: Vec<&'a Event>,
    /// The payments of it.
    pub payments: Vec<&'a Event>,
    /// The credit notes on it.
    pub credits: Vec<&'a Event>,
    /// The last word on each dispute that touches it.
    disputes: Vec<(Reference, State, &'a Event)>,
}

/// What of a claim is asked for, and what is open of it.
#[derive(Debug)]
pub struct Stand {
    /// The instalments concerned.
    pub concerned: Vec<Part>,
    /// Every instalment of the claim.
    pub all: Vec<Part>,
    /// Whether nothing was open any more once credits were taken off.
    pub settled_by_credits: bool,
    /// Whether every amount is known.
    pub amounts_known: bool,
}

impl<'a> Claim<'a> {
    /// Everything about a claim that surely happened before the act.
    #[must_use]
    pub fn as_of(events: &[&'a Event], act: &Event, claim: Reference, zone: &TimeZone) -> Self {
        let mut stood = Self::default();
        for event in events.iter().copied() {
            stood.documented(event, act, claim, zone);
            if !event.before(act, zone) {
                continue;
            }
            match event.what {
                What::Payment { claim: of, instalment, amount, total } if of == claim => {
                    stood.paid.push((instalment, amount));
                    stood.total = total.or(stood.total);
                    stood.payments.push(event);
                }
                What::Credit { claim: of, amount } if of == claim => {
                    stood.credited += amount.unwrap_or(Amount::ZERO);
                    stood.credits.push(event);
                }
                What::Dispute { dispute, claim: of, state, .. } if of == claim || of == 0 => {
                    stood.disputes.retain(|(other, _, _)| *other != dispute);
                    stood.disputes.push((dispute, state, event));
                }
                _ => {}
            }
        }
        stood
    }

    /// The claim itself may be written down on the day of the act or later; what it says holds.
    fn documented(&mut self, event: &'a Event, act: &Event, claim: Reference, zone: &TimeZone) {
        let What::Claim { claim: of, instalment, document, amount, due, .. } = event.what else {
            return;
        };
        if of != claim || !(event.before(act, zone) || document == Document::Invoice) {
            return;
        }
        self.documents.push(event);
        match document {
            Document::Invoice | Document::DebitNote => {
                let part = Part { instalment, due, open: amount };
                // Once: two systems may both hold the same document.
                if !self.parts.contains(&part) {
                    self.parts.push(part);
                }
            }
            Document::Adjustment => self.adjusted = amount.or(self.adjusted),
            Document::Expense => self.expenses += amount.unwrap_or(Amount::ZERO),
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

    /// What the claim came to before anything was paid or credited; nothing where no amount is known.
    #[must_use]
    pub fn amount(&self) -> Option<Amount> {
        let parts = self.parts_in_force();
        let known = !parts.is_empty() && parts.iter().all(|part| part.open.is_some());
        known.then(|| parts.iter().filter_map(|part| part.open).sum())
    }

    /// What is open, and what of it an act on a day asks for: the instalment it names; else, of an
    /// amount that what is overdue covers, and without an amount, what is overdue where something is.
    #[must_use]
    pub fn stand(&self, (instalment, asked): (u32, Option<Amount>), on: Date) -> Stand {
        let mut parts = self.parts_in_force();
        // Who names an instalment of a claim that is paid in one means the claim.
        let named = |number: u32| if parts.len() == 1 { 0 } else { number };
        let instalment = named(instalment);
        let paid: Vec<(u32, Option<Amount>)> =
            self.paid.iter().map(|(number, amount)| (named(*number), *amount)).collect();
        let amounts_known = parts.iter().all(|part| part.open.is_some());
        settle(&mut parts, self.credited, 0);
        let after_credits = parts.clone();
        match self.total {
            Some(total) => settle(&mut parts, total, 0),
            None => {
                let mut paid = paid;
                // What names its instalment goes there first; the rest to the earliest due.
                paid.sort_by_key(|(instalment, _)| *instalment == 0);
                for (instalment, amount) in paid {
                    settle(&mut parts, amount.unwrap_or(Amount::ZERO), instalment);
                }
            }
        }
        let concerned = concerned(&parts, (instalment, asked), on);
        let credited = after_credits.iter().filter(|part| concerns(part, instalment));
        let settled_by_credits = !self.credits.is_empty()
            && credited.filter_map(|part| part.open).sum::<Amount>().is_zero();
        Stand { concerned, all: parts, settled_by_credits, amounts_known }
    }

    /// The entries of disputes that are open.
    #[must_use]
    pub fn open_disputes(&self) -> Vec<&'a Event> {
        let open = |state: &State| matches!(state, State::Opened | State::Sent | State::Asked);
        self.disputes.iter().filter(|one| open(&one.1)).map(|one| one.2).collect()
    }
}

fn concerns(part: &Part, instalment: u32) -> bool {
    instalment == 0 || part.instalment == instalment
}

fn concerned(parts: &[Part], (instalment, asked): (u32, Option<Amount>), on: Date) -> Vec<Part> {
    let named: Vec<Part> =
        parts.iter().filter(|part| concerns(part, instalment)).cloned().collect();
    if instalment != 0 {
        return named;
    }
    let open = named.iter().filter(|part| part.is_open());
    let overdue: Vec<Part> = open.filter(|part| part.is_overdue(on)).cloned().collect();
    let sum: Amount = overdue.iter().filter_map(|part| part.open).sum();
    let covered =
        asked.is_none_or(|asked| asked <= sum || overdue.iter().any(|one| one.open.is_none()));
    if overdue.is_empty() || !covered { named } else { overdue }
}

/// Takes an amount off the open parts, the earliest due first, or off one instalment.
fn settle(parts: &mut [Part], mut amount: Amount, instalment: u32) {
    for part in parts.iter_mut().filter(|part| concerns(part, instalment)) {
        let Some(open) = part.open else { continue };
        let taken = if amount > open { open } else { amount };
        part.open = Some(open - taken);
        amount = amount - taken;
    }
}

impl Stand {
    /// Whether nothing is open of what is asked for.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let owed: Amount = self.concerned.iter().filter_map(|part| part.open).sum();
        !self.concerned.is_empty() && self.amounts_known && owed.is_zero()
    }

    /// Whether nothing of what is asked for may be asked for yet.
    #[must_use]
    pub fn is_not_due(&self, on: Date) -> bool {
        let mut open = self.concerned.iter().filter(|part| part.is_open()).peekable();
        open.peek().is_some() && open.all(|part| part.due.is_some_and(|due| on <= due))
    }
}

/// The receipts that reject every file with which the claim may have been sent by the act, where the
/// company surely knew; nothing where a file was not rejected.
#[must_use]
pub fn rejected<'a>(
    claim: &Claim<'a>,
    events: &[&'a Event],
    (act, zone): (&Event, &TimeZone),
) -> Option<Vec<&'a Event>> {
    let mut shown = Vec::new();
    for file in files(claim, (act, zone)) {
        let is_rejected = |event: &&&'a Event| {
            matches!(event.what, What::Receipt { is_sdi: true, file: of, state: State::Rejected, .. } if of == file)
                && event.known_before(act, zone)
        };
        shown.push(*events.iter().find(is_rejected)?);
    }
    (!shown.is_empty()).then_some(shown)
}

/// The receipts that say that no file of the claim could be delivered, where none says otherwise.
#[must_use]
pub fn not_delivered<'a>(
    claim: &Claim<'a>,
    events: &[&'a Event],
    (act, zone): (&Event, &TimeZone),
) -> Vec<&'a Event> {
    let files = files(claim, (act, zone));
    let mut shown = Vec::new();
    for event in events.iter().copied().filter(|event| event.known_before(act, zone)) {
        let What::Receipt { is_sdi: true, file, state, .. } = event.what else { continue };
        if !files.contains(&file) {
            continue;
        }
        match state {
            State::Undelivered | State::Expired => shown.push(event),
            State::Delivered | State::Accepted => return Vec::new(),
            _ => {}
        }
    }
    shown
}

fn files(claim: &Claim<'_>, (act, zone): (&Event, &TimeZone)) -> Vec<Reference> {
    let mut files = Vec::new();
    for document in claim.documents.iter().filter(|document| !act.before(document, zone)) {
        if let What::Claim { file, document: Document::Invoice, .. } = document.what
            && file != 0
            && !files.contains(&file)
        {
            files.push(file);
        }
    }
    files
}

/// The entries that end the contract where all that the claim bills begins after its end, and the
/// company surely knew of that; the contract is the invoice's, else the customer's only one.
#[must_use]
pub fn after_end<'a>(
    claim: &Claim<'a>,
    events: &[&'a Event],
    (act, zone): (&Event, &TimeZone),
) -> Option<Vec<&'a Event>> {
    let mut shown = Vec::new();
    let mut only = None;
    for document in &claim.documents {
        let What::Claim { contract, period_from, .. } = document.what else { continue };
        let begins = period_from?;
        let contract = match contract {
            0 => *only.get_or_insert_with(|| only_contract(events)),
            named => Some(named),
        };
        let (day, event) = ended(contract?, events, (act, zone))?;
        if day >= begins {
            return None;
        }
        shown.push(event);
    }
    (!shown.is_empty()).then_some(shown)
}

/// Every claim of the customer that surely is known before the act, in the order of its first document.
#[must_use]
pub fn numbers(events: &[&Event], act: &Event, zone: &TimeZone) -> Vec<Reference> {
    let mut numbers = Vec::new();
    for event in events.iter().filter(|event| event.before(act, zone)) {
        if let What::Claim { claim, .. } = event.what
            && claim != 0
            && !numbers.contains(&claim)
        {
            numbers.push(claim);
        }
    }
    numbers
}

/// The claims of which something is, or may be, open before the act.
#[must_use]
pub fn open_numbers(events: &[&Event], act: &Event, zone: &TimeZone) -> Vec<Reference> {
    let on = day_of(act, zone);
    let is_open = |number: &Reference| {
        let claim = Claim::as_of(events, act, *number, zone);
        claim.stand((0, None), on).all.iter().any(Part::is_open)
    };
    numbers(events, act, zone).into_iter().filter(is_open).collect()
}

/// The day of a moment, where a claim is judged by days.
pub(super) fn day_of(event: &Event, zone: &TimeZone) -> Date {
    day_in(event.at.millis, zone)
}
