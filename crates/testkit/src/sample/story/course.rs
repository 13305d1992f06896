//! The ordinary course of billing: invoices paid in time, some after a reminder that is right.

use super::billing::{Act, Claim};
use super::{LAPSES, Story};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// How a contract is billed, where it is not billed as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Billing {
    /// As it should.
    #[default]
    Regular,
    /// No invoice after this day.
    Until(Day),
    /// A scenario has written all invoices.
    Done,
    /// One invoice comes late by so many days, after this day.
    Late(Day, i32),
}

impl Story<'_> {
    /// The ordinary course of billing, up to the end of the contract or of the data.
    pub(super) fn live_billing(&mut self, chance: &mut Chance) {
        let in_instalments = chance.percent(10);
        // Any day of the round: not everybody is billed in the same week.
        let mut issued = FIRST_DAY.plus(chance.between(1, 30 * self.months - 3));
        let (mut late, mut last) = (None, LAST_DAY.plus(-8));
        match self.billing {
            Billing::Done => return,
            Billing::Regular => {}
            Billing::Until(day) => last = day,
            Billing::Late(day, days) => late = Some((day, days)),
        }
        if let Some(end) = self.ends {
            last = last.min(end);
        }
        while issued <= last {
            let due = issued.plus(chance.between(20, 30));
            let dues = if in_instalments { vec![due, due.plus(30)] } else { vec![due] };
            let claim = self.claim(chance, issued, &dues);
            self.live_claim(chance, &claim, issued);
            issued = issued.plus(30 * self.months + chance.between(0, 2));
            if let Some((_, days)) = late.take_if(|(day, _)| issued >= *day) {
                issued = issued.plus(days);
            }
        }
        self.live_last_invoice(chance, last);
        let invoices = self.events.iter().enumerate();
        let invoices = invoices.filter(|(_, event)| event.source == Source::Invoices);
        let mut evidence = vec![self.contract_row];
        evidence.extend(invoices.map(|(place, _)| place));
        self.ordinary("unbilled", "sales", &evidence);
    }

    /// What follows an invoice: the exchange's receipt, payments, seldom a dispute or a second body.
    fn live_claim(&mut self, chance: &mut Chance, claim: &Claim, issued: Day) {
        self.live_receipts(chance, claim, issued);
        for place in 0..claim.dues.len() {
            self.live_instalment(chance, claim, place, issued);
        }
        if chance.percent(2) {
            self.live_dispute(chance, claim, issued);
        }
        if chance.percent(2) && claim.dues.len() == 1 {
            let period = (issued.plus(-32), issued.plus(-2));
            let second = self.claim_of(chance, issued, &claim.dues, period, claim.file.clone());
            self.live_instalment(chance, &second, 0, issued);
        }
        if chance.percent(1) && self.billing == Billing::Regular {
            self.live_simplified(chance, issued.plus(3).working());
        }
    }

    /// The last invoice of a customer who leaves bills what is left, some days after the end.
    fn live_last_invoice(&mut self, chance: &mut Chance, last: Day) {
        let Some(end) = self.ends.filter(|_| self.billing == Billing::Regular) else { return };
        let issued = end.plus(chance.between(6, 12)).working();
        if issued > LAST_DAY || last < FIRST_DAY {
            return;
        }
        let file = self.file();
        let due = issued.plus(20);
        let claim = self.claim_of(chance, issued, &[due], (end.plus(-30), end.plus(-1)), file);
        self.live_instalment(chance, &claim, 0, issued);
    }

    /// A small thing bought at the counter: a simplified invoice, paid at once.
    fn live_simplified(&mut self, chance: &mut Chance, day: Day) {
        if day > LAST_DAY {
            return;
        }
        let file = self.file();
        self.claims += 1;
        let number = format!("S26-{:07}{:02}", self.person.index + 1, self.claims);
        let event = Event::new(Source::Invoices, day.at(0, 0))
            .text("key", format!("{file}#1.1"))
            .text("file", file)
            .text("claim", number)
            .word("simplified", chance.word(&["router sostitutivo", "cavo di rete", "kit led"]))
            .cents("amount", i64::from(chance.between(900, 9_000)));
        let event = self.addressee(event);
        self.push(event);
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
        // Two friendly reminders come before the formal notice, but where somebody forgets the second.
        let mut course = vec![Act::Reminder, Act::Reminder, Act::FormalNotice, Act::Collection];
        if chance.percent(LAPSES) {
            course.remove(1);
        }
        for act in course {
            if day > LAST_DAY {
                return;
            }
            let at = self.act_time(chance, day);
            let instalment = (claim.dues.len() > 1).then_some(place);
            let asked = self.ask(act, claim, instalment, at, claim.cents[place]);
            let mut evidence = vec![asked];
            evidence.extend(self.papers_of(claim));
            self.ordinary("not_due", "administration", &evidence);
            if chance.percent(65) {
                let paid = day.plus(chance.between(3, 12));
                if paid <= LAST_DAY {
                    self.pay(chance, claim, place, paid, claim.cents[place]);
                }
                return;
            }
            if act == Act::FormalNotice {
                self.suspend(claim, day.plus(chance.between(12, 20)));
            }
            day = day.plus(chance.between(16, 22)).working();
        }
    }

    /// The rows of a claim in all files that hold it, and the receipts of these.
    fn papers_of(&self, claim: &Claim) -> Vec<usize> {
        let is_row = |event: &&Event| event.get("claim") == Some(&claim.number);
        let rows = || self.events.iter().filter(|event| event.source == Source::Invoices);
        let files: Vec<&str> = rows().filter(is_row).filter_map(|row| row.get("file")).collect();
        let is_paper = |event: &Event| match event.source {
            Source::Invoices => is_row(&event),
            Source::Receipts => event.get("about_file").is_some_and(|file| files.contains(&file)),
            _ => false,
        };
        let papers = self.events.iter().enumerate().filter(|(_, event)| is_paper(event));
        papers.map(|(place, _)| place).collect()
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
