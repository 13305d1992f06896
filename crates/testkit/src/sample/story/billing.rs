//! Invoices, payments, credit notes and the acts that ask for money, and the ordinary course of them.

use super::Story;
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY, Stamp};
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
}

impl Story<'_> {
    /// Issues an invoice with an instalment for each due date.
    pub(super) fn claim(&mut self, chance: &mut Chance, issued: Day, dues: &[Day]) -> Claim {
        self.claims += 1;
        let number = format!("F26-{:07}{:02}", self.person.index + 1, self.claims);
        let total = i64::from(chance.between(2_400, 38_000));
        let count = i64::try_from(dues.len()).unwrap_or(1);
        let mut claim = Claim { number, rows: Vec::new(), cents: Vec::new(), dues: dues.to_vec() };
        for (place, &due) in dues.iter().enumerate() {
            let is_last = place + 1 == dues.len();
            let part = total / count;
            let cents = if is_last { total - part * (count - 1) } else { part };
            let rate = if dues.len() > 1 { (place + 1).to_string() } else { String::new() };
            let row = if rate.is_empty() { String::new() } else { format!("/{rate}") };
            let event = Event::new(Source::Invoices, issued.at(0, 0))
                .text("key", format!("{}{row}", claim.number))
                .text("claim", claim.number.clone())
                .text("instalment", rate)
                .text("customer", self.billing_code())
                .text("contract", self.contract.clone())
                .day("period_from", issued.plus(-62))
                .day("period_to", issued.plus(-2))
                .cents("amount", cents)
                .day("due", due)
                .day("updated", issued);
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
        const METHODS: [&str; 4] = ["SDD", "BONIFICO", "BOLLETTINO", "CARTA"];
        let key = self.key("PG");
        let event = Event::new(Source::Payments, day.at(0, 0))
            .text("key", key)
            .text("customer", self.billing_code())
            .text("claim", claim.number.clone())
            .text("instalment", claim.rate(instalment))
            .cents("amount", cents)
            .word("method", chance.word(&METHODS));
        self.push(event)
    }

    /// A credit note.
    pub(super) fn credit(&mut self, claim: &Claim, day: Day, cents: i64) -> usize {
        let key = self.key("NC");
        let event = Event::new(Source::Credits, day.at(0, 0))
            .text("key", key)
            .text("customer", self.billing_code())
            .text("claim", claim.number.clone())
            .cents("amount", cents);
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
        let event = Event::new(source, at)
            .text("key", key)
            .text("customer", self.billing_code())
            .text("claim", claim.number.clone())
            .text("instalment", rate)
            .cents("amount", cents);
        let event = match act {
            Act::Reminder => event.word("kind", "SOLLECITO").word("level", "1"),
            Act::FormalNotice => event.word("kind", "MESSA IN MORA"),
            Act::Collection => event.word("agency", "Recupera S.r.l.").word("state", "AFFIDATA"),
        };
        self.push(event)
    }

    /// A moment of the day at which letters are printed and lists are sent.
    pub(super) fn act_time(&self, chance: &mut Chance, day: Day) -> Stamp {
        day.at(chance.between(8, 17), chance.between(0, 59)).plus(i64::from(chance.between(0, 59)))
    }

    /// The ordinary course of billing: invoices paid in time, some after a reminder that is right.
    pub(super) fn live_billing(&mut self, chance: &mut Chance) {
        let months = if chance.percent(70) { 2 } else { 1 };
        let in_instalments = chance.percent(10);
        let mut issued = FIRST_DAY.plus(chance.between(1, 18));
        while issued <= LAST_DAY.plus(-8) {
            let due = issued.plus(chance.between(20, 30));
            let dues = if in_instalments { vec![due, due.plus(30)] } else { vec![due] };
            let claim = self.claim(chance, issued, &dues);
            for place in 0..dues.len() {
                self.live_instalment(chance, &claim, place, issued);
            }
            if chance.percent(2) {
                self.live_dispute(chance, &claim, issued);
            }
            issued = issued.plus(30 * months + chance.between(0, 2));
        }
    }

    fn live_instalment(&mut self, chance: &mut Chance, claim: &Claim, place: usize, issued: Day) {
        let due = claim.dues[place];
        if !chance.percent(4) {
            let day = Day(chance.between(issued.0 + 2, due.0));
            if day <= LAST_DAY {
                self.pay(chance, claim, place, day, claim.cents[place]);
            }
            return;
        }
        let mut day = due.plus(chance.between(5, 14)).working();
        for act in [Act::Reminder, Act::FormalNotice, Act::Collection] {
            if day > LAST_DAY {
                return;
            }
            let at = self.act_time(chance, day);
            let instalment = (claim.dues.len() > 1).then_some(place);
            let asked = self.ask(act, claim, instalment, at, claim.cents[place]);
            let mut evidence = vec![asked];
            evidence.extend_from_slice(&claim.rows);
            self.ordinary("not_due", "administration", &evidence);
            if chance.percent(80) {
                let paid = day.plus(chance.between(3, 12));
                if paid <= LAST_DAY {
                    self.pay(chance, claim, place, paid, claim.cents[place]);
                }
                return;
            }
            day = day.plus(chance.between(25, 32)).working();
        }
    }

    /// A dispute about an invoice that nobody asks for meanwhile: turned down, or upheld with a
    /// credit note.
    fn live_dispute(&mut self, chance: &mut Chance, claim: &Claim, issued: Day) {
        let opened = issued.plus(chance.between(4, 10)).working();
        let ended = opened.plus(chance.between(5, 15)).working();
        let asked = self.events.iter().any(|event| {
            matches!(event.source, Source::Reminders | Source::Collections)
                && event.get("claim") == Some(&claim.number)
        });
        if ended > LAST_DAY || asked {
            return;
        }
        let (_, number) = self.dispute(chance, claim, opened);
        let is_upheld = chance.percent(50);
        let state = if is_upheld { "upheld" } else { "rejected" };
        self.end_dispute(chance, claim, &number, ended, state);
        if is_upheld && ended.plus(3) <= LAST_DAY {
            self.credit(claim, ended.plus(3), claim.cents[0] / 4);
        }
    }
}

impl Claim {
    /// The number of an instalment as written: nothing where the claim is due in one sum.
    fn rate(&self, instalment: usize) -> String {
        if self.dues.len() > 1 { (instalment + 1).to_string() } else { String::new() }
    }
}
