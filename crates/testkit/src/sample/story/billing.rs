//! Invoices, payments, credit notes and the acts that ask for money, and the ordinary course of them.

use super::Story;
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, Stamp};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// A claim with its instalments.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The invoice's number.
    pub(super) number: String,
    /// The events of its rows, one per instalment.
    pub(super) rows: Vec<usize>,
    /// The amount of each instalment, in cents.
    pub(super) cents: Vec<i64>,
    /// The due date of each instalment.
    pub(super) dues: Vec<Day>,
    /// The file with which it was sent.
    pub(super) file: String,
}

/// A way to ask for a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// A friendly reminder.
    Reminder,
    /// A formal notice.
    FormalNotice,
    /// A transfer to debt collection.
    Collection,
}

impl Act {
    pub(super) fn draw(chance: &mut Chance) -> Self {
        match chance.below(10) {
            0..5 => Self::Reminder,
            5..8 => Self::FormalNotice,
            _ => Self::Collection,
        }
    }

    /// One that needs no earlier notice.
    pub(super) fn draw_first(chance: &mut Chance) -> Self {
        if chance.percent(62) { Self::Reminder } else { Self::FormalNotice }
    }
}

impl Story<'_> {
    /// Issues an invoice with an instalment for each due date.
    pub(super) fn claim(&mut self, chance: &mut Chance, issued: Day, dues: &[Day]) -> Claim {
        let period = (issued.plus(-30 * self.months - 1), issued.plus(-2));
        let file = self.file();
        self.claim_of(chance, issued, dues, period, file)
    }

    /// Issues an invoice that bills a period, in a file that may hold others too.
    pub(super) fn claim_of(
        &mut self,
        chance: &mut Chance,
        issued: Day,
        dues: &[Day],
        period: (Day, Day),
        file: String,
    ) -> Claim {
        self.claims += 1;
        let number = format!("F26-{:07}{:02}", self.person.index + 1, self.claims);
        let total = i64::from(chance.between(2_400, 38_000));
        let count = i64::try_from(dues.len()).unwrap_or(1);
        let (rows, cents) = (Vec::new(), Vec::new());
        let mut claim = Claim { number, rows, cents, dues: dues.to_vec(), file };
        let bodies = self.bodies_of(&claim.file);
        for (place, &due) in dues.iter().enumerate() {
            let is_last = place + 1 == dues.len();
            let part = total / count;
            let cents = if is_last { total - part * (count - 1) } else { part };
            let rate = if dues.len() > 1 { (place + 1).to_string() } else { String::new() };
            let event = Event::new(Source::Invoices, issued.at(0, 0))
                .text("key", format!("{}#{}.{}", claim.file, bodies + 1, place + 1))
                .text("file", claim.file.clone())
                .text("claim", claim.number.clone())
                .text("instalment", rate)
                .text("contract", self.contract.clone())
                .day("period_from", period.0)
                .day("period_to", period.1)
                .cents("amount", cents)
                .day("due", due)
                .word("payment_block", "yes");
            let event = self.addressee(event);
            claim.cents.push(cents);
            claim.rows.push(self.push(event));
        }
        claim
    }

    /// A payment for an instalment.
    pub(super) fn pay(
        &mut self,
        chance: &mut Chance,
        claim: &Claim,
        instalment: usize,
        day: Day,
        cents: i64,
    ) -> usize {
        let rate = claim.rate(instalment);
        // Who pays by direct debit does so always; the others by transfer, some by card.
        let is_bank = match self.person.index % 10 {
            0..6 => false,
            6 => chance.percent(50),
            _ => chance.percent(92),
        };
        // The bank reports on the day on which it books.
        let event = Event::new(if is_bank { Source::Bank } else { Source::Portal }, day.at(0, 0))
            .text("claim", claim.number.clone())
            .cents("amount", cents);
        let event = if is_bank {
            let key = self.key("BK");
            event
                .text("key", key)
                .text("instalment", rate)
                .text("name", self.person.full_name())
                .text("account", self.person.iban())
                .text("wording", chance.below(8).to_string())
        } else {
            let key = self.key("PG");
            let method = if self.person.index % 10 < 6 { "SDD" } else { "CARTA" };
            event
                .text("key", key)
                .text("instalment", rate)
                .text("customer", self.billing_code())
                .word("method", method)
                .day("updated", day)
        };
        self.push(event)
    }

    /// A credit note.
    pub(super) fn credit(&mut self, claim: &Claim, day: Day, cents: i64) -> usize {
        let number = self.key("NC");
        let file = self.file();
        let event = Event::new(Source::Credits, day.at(0, 0))
            .text("key", format!("{file}#1.c1"))
            .text("file", file)
            .text("number", number)
            .text("claim", claim.number.clone())
            .word("related", "yes")
            .cents("amount", cents);
        let event = self.addressee(event);
        self.push(event)
    }

    /// Asks for a claim, or for one instalment of it.
    pub(super) fn ask(
        &mut self,
        act: Act,
        claim: &Claim,
        instalment: Option<usize>,
        at: Stamp,
        cents: i64,
    ) -> usize {
        let (source, beginning) = match act {
            Act::Collection => (Source::Collections, "RC"),
            Act::Reminder | Act::FormalNotice => (Source::Reminders, "SL"),
        };
        let key = self.key(beginning);
        let rate = instalment.map_or_else(String::new, |place| claim.rate(place));
        let before = self.events.iter().filter(|event| {
            event.get("kind") == Some("SOLLECITO")
                && event.get("claim") == Some(&claim.number)
                && event.get("instalment").unwrap_or_default() == rate
        });
        let level = before.count() + 1;
        let event = Event::new(source, at)
            .text("key", key)
            .text("customer", self.billing_code())
            .text("claim", claim.number.clone())
            .text("instalment", rate)
            .cents("amount", cents);
        let event = match act {
            Act::Reminder => event.word("kind", "SOLLECITO").text("level", level.to_string()),
            Act::FormalNotice => event.word("kind", "MESSA IN MORA"),
            Act::Collection => event.word("agency", "Recupera S.r.l.").word("state", "AFFIDATA"),
        };
        self.push(event)
    }

    /// A moment of the day at which letters are printed and lists are sent.
    pub(super) fn act_time(&self, chance: &mut Chance, day: Day) -> Stamp {
        day.at(chance.between(8, 17), chance.between(0, 59)).plus(i64::from(chance.between(0, 59)))
    }
}

impl Claim {
    /// The number of an instalment as written: nothing where the claim is due in one sum.
    pub(super) fn rate(&self, instalment: usize) -> String {
        if self.dues.len() > 1 { (instalment + 1).to_string() } else { String::new() }
    }
}
