//! Files of the exchange of electronic invoices (SDI): their names, whom they address, what became
//! of them, and claims whose file was rejected with the decoys of that.

use super::billing::{Act, Claim};
use super::scenarios::Scenario;
use super::{LAPSES, Story, act_day};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, LAST_DAY};
use crate::sample::event::{Event, Value};
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
    let (way, claim) = story.claim_to_ask(chance, act);
    let mut evidence = story.reject_and_resend(chance, &claim);
    evidence.sort_unstable();
    story.ask_rightly(chance, scenario, (way, act), &claim, &evidence);
}

/// The decoy of a file delivered, or not delivered: in both cases the invoice was issued.
pub(super) fn issued(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let (way, claim) = story.claim_to_ask(chance, act);
    let is_delivered = scenario.variant == "delivered";
    let answer = if is_delivered { Answer::Delivered } else { Answer::Undelivered };
    let receipt = story.receipt(chance, &claim, answer);
    story.ask_rightly(chance, scenario, (way, act), &claim, &[receipt]);
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
        let receipt = self.push(event);
        if answer == Answer::Undelivered && !chance.percent(LAPSES) {
            self.tell_undelivered(chance, file, at.day().plus_working(1));
        }
        receipt
    }

    /// The customer is told of an invoice that the exchange could not deliver, and gets a copy.
    fn tell_undelivered(&mut self, chance: &mut Chance, file: &str, day: Day) {
        let invoices = self.events.iter().filter(|event| event.source == Source::Invoices);
        let mut claims = invoices.filter(|event| event.get("file") == Some(file));
        let Some(claim) = claims.find_map(|event| event.get("claim").map(str::to_owned)) else {
            return;
        };
        let case = self.case();
        let at = day.at(chance.between(9, 16), chance.between(0, 59));
        let event = self
            .ticket(chance, &case, at, "agent_reply", "closed")
            .word("channel", "letter")
            .word("department", "administration")
            .text("text", format!("Gentile cliente, la fattura {claim} è nella sua area riservata dell'Agenzia delle Entrate; gliene inviamo una copia."));
        self.push(event);
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

    /// How a claim is asked for on a day, where nothing stands against it, and the claim: old enough for
    /// two reminders where it goes to an agency.
    pub(super) fn claim_to_ask(&mut self, chance: &mut Chance, act: Day) -> (Act, Claim) {
        let way = Act::draw(chance);
        if way != Act::Collection {
            return (way, self.overdue_claim(chance, act));
        }
        let due = act.plus(-chance.between(56, 62));
        let issued = due.plus(-chance.between(18, 22));
        (way, self.claim(chance, issued, &[due]))
    }

    /// Asks for what is open of a claim, as procedures have it, and plants that as a decoy: before an
    /// agency come two friendly reminders, but where somebody forgets the second.
    pub(super) fn ask_rightly(
        &mut self,
        chance: &mut Chance,
        scenario: &Scenario,
        (way, act): (Act, Day),
        claim: &Claim,
        further: &[usize],
    ) -> usize {
        let total = claim.cents.iter().sum();
        if way == Act::Collection {
            let due = claim.dues[0];
            let mut days = vec![due.plus(chance.between(5, 8)).working()];
            if !chance.percent(LAPSES) {
                days.push(act.plus(-chance.between(33, 35)).working_before());
            }
            for day in days {
                let at = self.act_time(chance, day);
                let asked = self.ask(Act::Reminder, claim, None, at, total);
                let mut evidence = vec![asked];
                evidence.extend_from_slice(&claim.rows);
                self.ordinary("not_due", "administration", &evidence);
            }
        }
        let at = self.act_time(chance, act);
        let open = self.open_before(claim, act);
        let asked = self.ask(way, claim, None, at, open);
        let mut evidence = vec![asked];
        evidence.extend_from_slice(&claim.rows);
        evidence.extend_from_slice(further);
        let (variant, number) = (scenario.variant, Some(&*claim.number));
        self.plant(scenario, variant, number, "administration", evidence);
        asked
    }

    /// What was not paid or credited of a claim before a day.
    fn open_before(&self, claim: &Claim, day: Day) -> i64 {
        let settled = self.events.iter().filter(|event| {
            matches!(event.source, Source::Bank | Source::Portal | Source::Credits)
                && event.get("claim") == Some(&claim.number)
                && event.at.day() < day
        });
        let amounts = settled.map(|event| match event.value("amount") {
            Some(Value::Cents(cents)) => *cents,
            _ => 0,
        });
        claim.cents.iter().sum::<i64>() - amounts.sum::<i64>()
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
