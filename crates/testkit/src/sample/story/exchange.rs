//! Files of the exchange of electronic invoices (SDI): their names, whom they address, what became
//! of them, and claims whose file was rejected with the decoys of that.

use super::billing::{Act, Claim};
use super::scenarios::Scenario;
use super::{Story, act_day};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, LAST_DAY};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// The company's VAT number, by which its files are named.
pub(crate) const SENDER: &str = "IT01234567897";

/// How many files a customer may have: numbers have five characters of 36, and so many customers fit.
const FILES_MAX: u32 = 15;

/// Customers below this number are sent signed files that lie loose, where they are firms.
const SIGNED_BELOW: u32 = 1_200;

/// How many signed files a firm is sent; with the limit above at most about 200 in all.
const SIGNED_MAX: u32 = 1;

/// What the exchange says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// RC: delivered.
    Delivered,
    /// MC: it could not be delivered; the invoice is issued all the same.
    Undelivered,
    /// NS: rejected; the invoice was never issued.
    Rejected,
}

/// An act asks for a claim whose file the exchange rejected.
pub(super) fn rejected(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let claim = story.overdue_claim(chance, act);
    let receipt = story.receipt(chance, &claim, Answer::Rejected);
    story.ask_planted(chance, scenario, "file_rejected", &claim, act, &[receipt]);
}

/// The decoy of a file rejected and sent again under another name, with the same invoice.
pub(super) fn resent(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let claim = story.overdue_claim(chance, act);
    let mut evidence = story.reject_and_resend(chance, &claim);
    evidence.sort_unstable();
    story.ask_planted(chance, scenario, scenario.variant, &claim, act, &evidence);
}

/// The decoy of a file delivered, or not delivered: in both cases the invoice was issued.
pub(super) fn issued(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let claim = story.overdue_claim(chance, act);
    let is_delivered = scenario.variant == "delivered";
    let answer = if is_delivered { Answer::Delivered } else { Answer::Undelivered };
    let receipt = story.receipt(chance, &claim, answer);
    story.ask_planted(chance, scenario, scenario.variant, &claim, act, &[receipt]);
}

impl Story<'_> {
    /// The next file's name without its ending.
    pub(super) fn file(&mut self) -> String {
        let own = self.files.min(FILES_MAX - 1);
        self.files += 1;
        let mut number = u64::from(self.person.index * FILES_MAX + own);
        let mut letters = [b'0'; 5];
        for letter in letters.iter_mut().rev() {
            let digit = u8::try_from(number % 36).unwrap_or(0);
            *letter = if digit < 10 { b'0' + digit } else { b'A' + digit - 10 };
            number /= 36;
        }
        format!("{SENDER}_{}", String::from_utf8_lossy(&letters))
    }

    /// How many documents a file holds so far.
    pub(super) fn bodies_of(&self, file: &str) -> usize {
        let mut claims: Vec<&str> = self
            .events
            .iter()
            .filter(|event| event.source == Source::Invoices && event.get("file") == Some(file))
            .filter_map(|event| event.get("claim"))
            .collect();
        claims.dedup();
        claims.len()
    }

    /// Adds whom a file is for, as the exchange wants it.
    pub(super) fn addressee(&self, event: Event) -> Event {
        let person = &self.person;
        let is_signed =
            person.company.is_some() && person.index < SIGNED_BELOW && self.files <= SIGNED_MAX;
        let event = event.word("signed", if is_signed { "yes" } else { "" });
        let event = match &person.company {
            Some(company) => event
                .text("company_name", company)
                .text("vat_number", &person.tax_code)
                .text("pec", if person.is_public() { String::new() } else { person.pec() }),
            None => event
                .text("first_name", person.first_name)
                .text("last_name", &person.last_name)
                .text("tax_code", &person.tax_code),
        };
        event
            .word("public", if person.is_public() { "yes" } else { "" })
            .text("address", &person.address)
            .word("postcode", person.city.postcode)
            .word("city", person.city.name)
            .word("province", person.city.province)
    }

    /// What the exchange answers to the file of a claim, one to three days after it was issued.
    pub(super) fn receipt(&mut self, chance: &mut Chance, claim: &Claim, answer: Answer) -> usize {
        let issued = self.events[claim.rows[0]].at.day();
        self.receipt_of(chance, &claim.file, issued, answer)
    }

    fn receipt_of(
        &mut self,
        chance: &mut Chance,
        file: &str,
        issued: Day,
        answer: Answer,
    ) -> usize {
        let at = issued
            .plus(chance.between(1, 3))
            .at(chance.between(1, 23), chance.between(0, 59))
            .plus(i64::from(chance.between(0, 59)));
        let code = match answer {
            Answer::Delivered => "RC",
            Answer::Undelivered => "MC",
            Answer::Rejected => "NS",
        };
        let event = Event::new(Source::Receipts, at)
            .text("key", format!("{file}_{code}_001"))
            .text("about_file", file)
            .word("code", code);
        let event = if answer == Answer::Rejected {
            event.word("error", chance.word(&["00305", "00306", "00427", "00400"]))
        } else {
            event
        };
        self.push(event)
    }

    /// The file is rejected and the same invoice sent again in another, which is delivered: the
    /// receipts and the rows of the second file.
    fn reject_and_resend(&mut self, chance: &mut Chance, claim: &Claim) -> Vec<usize> {
        let mut events = vec![self.receipt(chance, claim, Answer::Rejected)];
        let file = self.file();
        for &row in &claim.rows {
            let again = self.events[row].clone().renamed(&claim.file, &file);
            events.push(self.push(again));
        }
        let issued = self.events[claim.rows[0]].at.day().plus(3);
        events.push(self.receipt_of(chance, &file, issued, Answer::Delivered));
        events
    }

    /// What became of a file: the company keeps a third of what it hears of firms, and of people little.
    pub(super) fn live_receipts(&mut self, chance: &mut Chance, claim: &Claim, issued: Day) {
        if issued.plus(8) > LAST_DAY {
            return;
        }
        let is_firm = self.person.company.is_some();
        match chance.below(1000) {
            // An ordinary mishap, mended at once.
            0..4 => {
                self.reject_and_resend(chance, claim);
            }
            4..14 => {
                self.receipt(chance, claim, Answer::Undelivered);
            }
            draw if draw < 45 || is_firm && draw < 280 => {
                self.receipt(chance, claim, Answer::Delivered);
            }
            _ => {}
        }
    }

    /// A claim in one sum that is overdue on the day of the act.
    pub(super) fn overdue_claim(&mut self, chance: &mut Chance, act: Day) -> Claim {
        let due = act.plus(-chance.between(5, 25));
        let issued = due.plus(-chance.between(18, 30));
        self.claim(chance, issued, &[due])
    }

    /// Asks for the whole claim and plants that, with its invoice rows and further evidence.
    pub(super) fn ask_planted(
        &mut self,
        chance: &mut Chance,
        scenario: &Scenario,
        variant: &'static str,
        claim: &Claim,
        act: Day,
        further: &[usize],
    ) -> usize {
        let kind = Act::draw(chance);
        let at = self.act_time(chance, act);
        let asked = self.ask(kind, claim, None, at, claim.cents.iter().sum());
        let mut evidence = vec![asked];
        evidence.extend_from_slice(&claim.rows);
        evidence.extend_from_slice(further);
        self.plant(scenario, variant, Some(&claim.number), "administration", evidence);
        asked
    }
}
