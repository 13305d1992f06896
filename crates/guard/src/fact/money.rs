//! Facts about the claim that is asked for.

use filo_model::amount::Amount;
use filo_model::facts::{EntryKind, State};
use jiff::civil::Date;

use super::claim::{self, Claim, Stand};
use super::customer::open_complaints;
use super::value::{Fact, Unknown, Value};
use super::vocabulary::FactName as Name;
use super::vocabulary::NEVER;
use super::{Asking, Facts};
use crate::event::{Event, Reference, What};
use crate::traits::Trait;

/// The facts of this module.
const FACTS: &[Name] = &[
    Name::ClaimKnown,
    Name::ClaimDueKnown,
    Name::ClaimNotDue,
    Name::ClaimPartNotDue,
    Name::ClaimDaysOverdue,
    Name::ClaimOpen,
    Name::ClaimAskedAboveOpen,
    Name::ClaimPaid,
    Name::ClaimCredited,
    Name::PaymentSeen,
    Name::ClaimDisputed,
    Name::ClaimUndisputedOverdue,
    Name::ClaimAfterContractEnd,
    Name::ClaimRejected,
    Name::ClaimNotDelivered,
    Name::ClaimLatePeriods,
    Name::InstalmentsOffered,
    Name::PaymentPlanKept,
    Name::RemindersSent,
    Name::NoticesDelivered,
    Name::DaysSinceNotice,
    Name::DaysSinceFormalNotice,
    Name::DaysSinceInterruption,
    Name::ClaimTerm,
    Name::LatePayments,
    Name::ClaimOfAverage,
    Name::ComplaintAfterDue,
];

/// For how long an agreement or a payment keeps a plan of instalments alive, in days.
const PLAN_DAYS: i64 = 31;
/// How far back late payments count, in days: six months.
const SIX_MONTHS: i32 = 182;
/// How far back the average claim looks, in days.
const YEAR: i32 = 365;

pub(super) fn facts(asking: &Asking<'_>, facts: &mut Facts) {
    if !asking.wanted.has_any(FACTS) {
        return;
    }
    let question = asking.question;
    let claim = Claim::as_of(asking.known.events, asking.act, question.claim, &asking.setting.zone);
    let stand = claim.stand((question.instalment, question.amount), asking.day());
    let about = About {
        asking,
        // An instalment that the claim does not have is no part of a claim that is known.
        is_known: question.claim != 0 && !claim.documents.is_empty() && !stand.concerned.is_empty(),
        stand,
        claim: &claim,
        on: asking.day(),
    };
    about.dues(facts);
    about.settled(facts);
    about.void(facts);
    about.asked_before(facts);
    about.compared(facts);
}

struct About<'a, 'e> {
    asking: &'a Asking<'e>,
    claim: &'a Claim<'e>,
    stand: Stand,
    is_known: bool,
    on: Date,
}

fn number(value: impl TryInto<i64>) -> Value {
    Value::Number(value.try_into().unwrap_or(i64::MAX))
}

fn cents(amount: Amount) -> Fact {
    match amount.cents() {
        Some(cents) => Fact::known(Value::Number(cents), &[]),
        None => Fact::Unknown(Unknown::NotSaid),
    }
}

impl<'e> About<'_, 'e> {
    fn add(&self, facts: &mut Facts, name: Name, from: impl FnOnce() -> Fact) {
        self.asking.add(facts, name, || {
            if self.is_known { from() } else { Fact::Unknown(Unknown::NotSaid) }
        });
    }

    fn flag(&self, flag: bool, events: &[&'e Event]) -> Fact {
        Fact::known(
            Value::Flag(flag),
            if events.is_empty() { &self.claim.documents } else { events },
        )
    }

    fn dues(&self, facts: &mut Facts) {
        let open = || self.stand.concerned.iter().filter(|part| part.is_open());
        self.asking.add(facts, Name::ClaimKnown, || self.flag(self.is_known, &[]));
        self.asking.add(facts, Name::ClaimDueKnown, || {
            self.flag(self.is_known && open().all(|part| part.due.is_some()), &[])
        });
        let dues_known = open().all(|part| part.due.is_some());
        let if_due = |fact: Fact| if dues_known { fact } else { Fact::Unknown(Unknown::NotSaid) };
        self.add(facts, Name::ClaimNotDue, || {
            if_due(self.flag(self.stand.is_not_due(self.on), &[]))
        });
        self.add(facts, Name::ClaimPartNotDue, || {
            let overdue = open().any(|part| part.is_overdue(self.on));
            let not_due = open().any(|part| part.due.is_some_and(|due| self.on <= due));
            if_due(self.flag(overdue && not_due, &[]))
        });
        self.add(facts, Name::ClaimDaysOverdue, || {
            let earliest = open().filter_map(|part| part.due).min().filter(|_| dues_known);
            // Nothing open is nothing overdue.
            let days = match earliest {
                Some(due) => (self.on - due).get_days(),
                None if open().next().is_none() => 0,
                None => return Fact::Unknown(Unknown::NotSaid),
            };
            Fact::known(number(days), &self.claim.documents)
        });
        self.add(facts, Name::ClaimTerm, || {
            let issued = self
                .claim
                .documents
                .iter()
                .map(|one| claim::day_of(one, &self.asking.setting.zone))
                .min();
            let due = self.stand.concerned.iter().filter_map(|part| part.due).min();
            match (issued, due) {
                (Some(issued), Some(due)) => {
                    Fact::known(number((due - issued).get_days()), &self.claim.documents)
                }
                _ => Fact::Unknown(Unknown::NotSaid),
            }
        });
    }

    fn settled(&self, facts: &mut Facts) {
        let (claim, stand) = (self.claim, &self.stand);
        let open: Amount = stand.concerned.iter().filter_map(|part| part.open).sum();
        let if_amounts =
            |fact: Fact| if stand.amounts_known { fact } else { Fact::Unknown(Unknown::NotSaid) };
        self.add(facts, Name::ClaimOpen, || if_amounts(cents(open)));
        self.add(facts, Name::ClaimAskedAboveOpen, || match self.asking.question.amount {
            None => Fact::Unknown(Unknown::NotStated),
            Some(asked) if asked > open => if_amounts(cents(asked - open)),
            Some(_) => if_amounts(cents(Amount::ZERO)),
        });
        // A claim of no known amount is not settled by what was paid of it, as far as anybody can say.
        let by_credits = stand.is_settled() && stand.settled_by_credits;
        self.add(facts, Name::ClaimPaid, || {
            let shown: Vec<&Event> = claim.payments.iter().chain(&claim.credits).copied().collect();
            if_amounts(self.flag(stand.is_settled() && !by_credits, &shown))
        });
        self.add(facts, Name::ClaimCredited, || if_amounts(self.flag(by_credits, &claim.credits)));
        self.asking.add(facts, Name::PaymentSeen, || {
            let of = self.asking.question.claim;
            let last = self.asking.before().rev().find(|event| match event.what {
                What::Payment { claim: 0, .. } => true,
                What::Payment { claim, amount: None, total: None, .. } => claim == of,
                _ => false,
            });
            Fact::known(Value::Number(self.asking.business_days_since(last)), last.as_slice())
        });
        let disputes = claim.open_disputes();
        self.asking.add(facts, Name::ClaimDisputed, || {
            Fact::known(Value::Flag(!disputes.is_empty()), &disputes)
        });
        self.add(facts, Name::ClaimUndisputedOverdue, || {
            let overdue = stand.concerned.iter().filter(|part| part.is_overdue(self.on));
            let overdue: Amount = overdue.filter_map(|part| part.open).sum();
            let contested = disputes.iter().map(|event| match event.what {
                What::Dispute { amount: Some(amount), .. } => amount,
                // Contested without an amount is contested in full.
                _ => overdue,
            });
            let contested: Amount = contested.sum();
            let rest = if contested > overdue { Amount::ZERO } else { overdue - contested };
            if_amounts(cents(rest))
        });
    }

    fn void(&self, facts: &mut Facts) {
        let (act, zone) = (self.asking.act, &self.asking.setting.zone);
        let events = self.asking.known.events;
        self.add(facts, Name::ClaimAfterContractEnd, || {
            let shown = claim::after_end(self.claim, events, (act, zone));
            self.flag(shown.is_some(), &shown.unwrap_or_default())
        });
        self.add(facts, Name::ClaimRejected, || {
            let shown = claim::rejected(self.claim, events, (act, zone));
            self.flag(shown.is_some(), &shown.unwrap_or_default())
        });
        self.add(facts, Name::ClaimNotDelivered, || {
            let shown = claim::not_delivered(self.claim, events, (act, zone));
            let told = self
                .notices()
                .any(|event| shown.first().is_some_and(|one| one.before(event, zone)));
            self.flag(!shown.is_empty() && !told, &shown)
        });
    }

    /// Reminders and notices of the claim before the act.
    fn notices(&self) -> impl DoubleEndedIterator<Item = &'e Event> + Clone {
        let claim = self.asking.question.claim;
        self.asking.before().filter(move |event| {
            matches!(event.what, What::Ask { act: EntryKind::Reminder | EntryKind::FormalNotice, claim: of, .. } if of == claim)
        })
    }

    fn asked_before(&self, facts: &mut Facts) {
        let asking = self.asking;
        let is_formal =
            |event: &&&Event| matches!(event.what, What::Ask { act: EntryKind::FormalNotice, .. });
        self.add(facts, Name::RemindersSent, || {
            let friendly: Vec<&Event> = self.notices().filter(|event| !is_formal(&event)).collect();
            Asking::count(&friendly)
        });
        self.add(facts, Name::NoticesDelivered, || {
            let delivered: Vec<&Event> =
                self.notices().filter_map(|event| self.delivered(event)).collect();
            Asking::count(&delivered)
        });
        self.add(facts, Name::DaysSinceNotice, || {
            let last = self.notices().next_back();
            Fact::known(Value::Number(asking.days_since(last)), last.as_slice())
        });
        let formal = self.notices().rev().find(|event| is_formal(&event));
        self.add(facts, Name::DaysSinceFormalNotice, || {
            Fact::known(Value::Number(asking.days_since(formal)), formal.as_slice())
        });
        self.add(facts, Name::DaysSinceInterruption, || {
            let due = self.stand.concerned.iter().filter_map(|part| part.due).min();
            let since_due = due.map(|due| i64::from((self.on - due).get_days()));
            let days = since_due.map(|days| days.min(asking.days_since(formal)));
            days.map_or(Fact::Unknown(Unknown::NotSaid), |days| {
                Fact::known(Value::Number(days), formal.as_slice())
            })
        });
        let begun =
            self.claim.documents.iter().map(|event| event.at.millis).min().unwrap_or(i64::MIN);
        let plans = || {
            asking.before().filter(move |event| {
                event.traits.has(Trait::Instalments) && event.at.millis >= begun
            })
        };
        self.add(facts, Name::InstalmentsOffered, || {
            let offer = plans().find(|event| matches!(event.what, What::Alternative { .. }));
            let several = self.stand.all.len() > 1;
            Fact::known(Value::Flag(several || offer.is_some()), offer.as_slice())
        });
        self.add(facts, Name::PaymentPlanKept, || {
            let agreed = plans()
                .rev()
                .find(|event| matches!(event.what, What::Alternative { state: State::Accepted }));
            let Some(agreed) = agreed else { return Fact::known(Value::Flag(false), &[]) };
            let paid = self.claim.payments.last().copied();
            let kept = asking.days_since(Some(agreed)).min(asking.days_since(paid)) <= PLAN_DAYS;
            Fact::known(Value::Flag(kept), &[agreed])
        });
    }

    /// The receipt that shows that a reminder or notice reached the customer.
    fn delivered(&self, notice: &Event) -> Option<&'e Event> {
        let What::Ask { message: sent, .. } = notice.what else { return None };
        self.asking.before().find(|event| {
            sent != 0
                && matches!(event.what, What::Receipt { is_sdi: false, message, state: State::Delivered, .. } if message == sent)
        })
    }

    fn compared(&self, facts: &mut Facts) {
        self.add(facts, Name::ClaimLatePeriods, || match self.late_periods() {
            Some(periods) => Fact::known(Value::Number(periods), &self.claim.documents),
            None => Fact::Unknown(Unknown::NotSaid),
        });
        self.asking.add(facts, Name::LatePayments, || self.late_payments());
        self.add(facts, Name::ClaimOfAverage, || self.of_average());
        self.add(facts, Name::ComplaintAfterDue, || self.complaint_after_due());
    }

    /// The months that a claim bills; nothing where a document does not say.
    fn months(documents: &[&Event]) -> Option<i64> {
        let mut spans = documents.iter().filter_map(|event| match event.what {
            What::Claim { period_from, period_to, .. } => Some(period_from.zip(period_to)),
            _ => None,
        });
        let (mut first, mut last) = spans.next()??;
        for span in spans {
            let (from, to) = span?;
            (first, last) = (first.min(from), last.max(to));
        }
        let days = i64::from((last - first).get_days()) + 1;
        Some(((days * 2 + 30) / 61).max(1))
    }

    fn late_periods(&self) -> Option<i64> {
        let months = Self::months(&self.claim.documents)?;
        let interval = self.asking.before().rev().find_map(|event| match event.what {
            What::Contract { billing_months, .. } if billing_months > 0 => {
                Some(i64::from(billing_months))
            }
            _ => None,
        });
        let usual =
            || self.others().iter().filter_map(|claim| Self::months(&claim.documents)).min();
        let interval = interval.or_else(usual).unwrap_or(months).max(1);
        Some(((months + interval / 2) / interval - 1).max(0))
    }

    /// The customer's other claims.
    fn others(&self) -> Vec<Claim<'e>> {
        let (act, zone) = (self.asking.act, &self.asking.setting.zone);
        let events = self.asking.known.events;
        let own: Reference = self.asking.question.claim;
        let numbers = claim::numbers(events, act, zone);
        let others = numbers.into_iter().filter(|number| *number != own);
        others.map(|number| Claim::as_of(events, act, number, zone)).collect()
    }

    fn late_payments(&self) -> Fact {
        let zone = &self.asking.setting.zone;
        let recent = |day: Date| (self.on - day).get_days() <= SIX_MONTHS;
        let mut shown = Vec::new();
        for claim in self.others() {
            let stand = claim.stand((0, None), self.on);
            let Some(due) = stand.all.iter().filter_map(|part| part.due).min() else { continue };
            let late = claim.payments.iter().find(|event| {
                let paid = claim::day_of(event, zone);
                due < paid && recent(paid)
            });
            let open = stand.all.iter().any(|part| part.is_open() && part.is_overdue(self.on));
            if late.is_some() || (open && recent(due)) {
                shown.extend(late.or(claim.documents.first()).copied());
            }
        }
        Asking::count(&shown)
    }

    fn complaint_after_due(&self) -> Fact {
        let complaints = open_complaints(self.asking).into_iter();
        let open = complaints.chain(self.claim.open_disputes());
        let Some(oldest) = open.min_by_key(|event| event.at.millis) else {
            return Fact::known(Value::Number(NEVER), &[]);
        };
        let due = self.stand.concerned.iter().filter_map(|part| part.due).min();
        due.map_or(Fact::Unknown(Unknown::NotSaid), |due| {
            let day = claim::day_of(oldest, &self.asking.setting.zone);
            Fact::known(number((day - due).get_days()), &[oldest])
        })
    }

    fn of_average(&self) -> Fact {
        let zone = &self.asking.setting.zone;
        let Some(own) = self.claim.amount().and_then(Amount::cents) else {
            return Fact::Unknown(Unknown::NotSaid);
        };
        let issued =
            |claim: &Claim<'_>| claim.documents.iter().map(|one| claim::day_of(one, zone)).min();
        let Some(day) = issued(self.claim) else { return Fact::Unknown(Unknown::NotSaid) };
        let others = self.others();
        let year = others.iter().filter(|claim| {
            issued(claim).is_some_and(|other| other < day && (day - other).get_days() <= YEAR)
        });
        let amounts: Vec<i64> = year.filter_map(|claim| claim.amount()?.cents()).collect();
        let sum: i64 = amounts.iter().sum();
        let count = i64::try_from(amounts.len()).unwrap_or(i64::MAX);
        // Nothing to compare with is no anomaly.
        let percent =
            if sum <= 0 { 0 } else { own.saturating_mul(100).saturating_mul(count) / sum };
        Fact::known(Value::Number(percent.min(NEVER)), &self.claim.documents)
    }
}
