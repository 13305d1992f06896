//! Contracts: what a customer holds and when it ends; claims that bill what comes after the end,
//! contracts that nobody bills, and the decoys of both.

use super::billing::Act;
use super::course::Billing;
use super::scenarios::Scenario;
use super::{LAPSES, Story, act_day};
use crate::sample::chance::Chance;
use crate::sample::codes;
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// What the company sells, each with what it supplies: light, gas, internet.
const PRODUCTS: [(&str, &str); 5] = [
    ("Luce Casa", "L"),
    ("Gas Casa", "G"),
    ("Luce e Gas", "LG"),
    ("Fibra 1000", "F"),
    ("Luce e Fibra", "LF"),
];

/// A customer whom a harm met leaves in so many of 100 cases, where there is time left.
const LEAVES_AFTER_HARM: u32 = 30;
/// The others leave in so many of 100.
const LEAVES: u32 = 6;

/// An act asks for a claim that bills a period after the end of the contract.
pub(super) fn after_end(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let (issued, due) = (act.plus(-28), act.plus(-6));
    let period = (issued.plus(-31), issued.plus(-2));
    let ended = story.end(period.0.plus(-chance.between(3, 8)));
    let file = story.file();
    let claim = story.claim_of(chance, issued, &[due], period, file);
    let began = story.contract_row;
    story.ask_planted(chance, scenario, "period_after_end", &claim, act, &[began, ended]);
}

/// The decoy of a claim issued after the end that bills the time before it.
pub(super) fn before_end(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let (issued, due) = (act.plus(-28), act.plus(-6));
    let end = issued.plus(-chance.between(2, 8));
    let ended = story.end(end);
    let file = story.file();
    let claim = story.claim_of(chance, issued, &[due], (end.plus(-31), end.plus(-1)), file);
    if !chance.percent(LAPSES) {
        story.closing_contact(chance, issued.plus(3).working(), true);
    }
    let began = story.contract_row;
    // So soon after the end nothing is given to an agency.
    let way = Act::draw_first(chance);
    story.ask_rightly(chance, scenario, (way, act), &claim, &[began, ended]);
    // That was the last invoice.
    story.billing = Billing::Until(end);
}

/// The decoy of a contract that ended while another runs and is billed.
pub(super) fn other_runs(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let end = Day(chance.between(-40, 4));
    let ended = story.end_row(end);
    let old = story.contract_row;
    story.is_settled = true;
    story.second_contract(end.plus(1));
    let (way, claim) = story.claim_to_ask(chance, act);
    let evidence = [old, ended, story.contract_row];
    story.ask_rightly(chance, scenario, (way, act), &claim, &evidence);
}

/// Nobody bills a contract that runs, for longer than its interval and two weeks and more.
pub(super) fn unbilled(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    story.is_settled = true;
    if chance.percent(70) {
        // So that the day on which an invoice is missing for certain lies in the report's window.
        let last = Day(chance.between(80, if story.months == 2 { 90 } else { 116 }));
        story.billing = Billing::Until(last);
        story.live_billing(chance);
        story.plant_contract(scenario, "billing_stops");
    } else {
        let days = if story.months == 2 { (18, 82) } else { (52, 112) };
        let began = Day(chance.between(days.0, days.1));
        story.begins_anew(began);
        story.plant_contract(scenario, "never_billed");
    }
    // What follows adds no invoice.
    story.billing = Billing::Done;
}

/// The decoy of an invoice that comes late, within two weeks.
pub(super) fn late_invoice(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    story.is_settled = true;
    story.billing = Billing::Late(Day(chance.between(76, 100)), chance.between(6, 10));
    story.live_billing(chance);
    story.plant_contract(scenario, scenario.variant);
    story.billing = Billing::Done;
}

/// The decoy of a contract that ended: nobody bills it any more.
pub(super) fn ended_contract(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let end = Day(chance.between(60, 110));
    let ended = story.end(end);
    story.live_billing(chance);
    story.plant_contract(scenario, scenario.variant);
    if let Some(planted) = story.planted.last_mut() {
        planted.evidence.push(ended);
    }
    story.billing = Billing::Done;
}

/// The decoy of a contract too new to be billed.
pub(super) fn new_contract(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    story.is_settled = true;
    let days = if story.months == 2 { 60 } else { 34 };
    story.begins_anew(LAST_DAY.plus(-chance.between(10, days)));
    story.billing = Billing::Done;
    story.plant_contract(scenario, scenario.variant);
}

impl Story<'_> {
    /// The contract with which the story begins.
    pub(super) fn first_contract(&mut self, chance: &mut Chance) {
        let at = Day(chance.between(-900, FIRST_DAY.0 - 60));
        let own = codes::spread(self.seed, u64::from(self.person.index) + 77);
        self.contract = format!("CT{:07}", self.person.index + 1);
        self.product = chance.pick(&PRODUCTS).0;
        self.months = if chance.percent(90) { 2 } else { 1 };
        let event = Event::new(Source::Contracts, at.at(0, 0))
            .text("key", format!("{}-A", self.contract))
            .text("contract", self.contract.clone())
            .text("customer", format!("CRM{own:07}"));
        let event = self.in_crm(event, chance);
        let months = if self.months == 2 { "2" } else { "1" };
        let event = event
            .word("product", self.product)
            .word("billing_months", months)
            .word("state", "ATTIVO")
            .day("ends", at.plus(1461));
        self.contract_row = self.push(event);
    }

    /// The same contract row again, changed.
    fn contract_again(&mut self, key: &str, at: Day) -> Event {
        let like = self.events[self.contract_row].clone();
        let mut event = Event::new(Source::Contracts, at.at(0, 0))
            .text("key", format!("{}-{key}", self.contract))
            .text("contract", self.contract.clone());
        for field in ["customer", "name", "company_name", "tax_code", "vat_number", "product"] {
            event = event.text(field, like.get(field).unwrap_or_default());
        }
        event.text("billing_months", like.get("billing_months").unwrap_or_default())
    }

    /// The customer leaves: the row that says so. Nothing of ordinary life follows.
    pub(super) fn end(&mut self, day: Day) -> usize {
        self.is_settled = true;
        self.ends = Some(day);
        self.reserve(day.plus(1), LAST_DAY.plus(400));
        self.end_row(day)
    }

    fn end_row(&mut self, day: Day) -> usize {
        let event = self.contract_again("Z", day).word("state", "CESSATO").day("ends", day);
        self.push(event)
    }

    /// Begins the contract on another day.
    fn begins_anew(&mut self, day: Day) {
        let event =
            self.contract_again("A", day).word("state", "ATTIVO").day("ends", day.plus(1461));
        self.events[self.contract_row] = event;
    }

    /// A further contract, which is billed from now on.
    fn second_contract(&mut self, day: Day) {
        let number = format!("CU{:07}", self.person.index + 1);
        let event = self.contract_again("B", day).text("state", "ATTIVO");
        let old = std::mem::replace(&mut self.contract, number.clone());
        let event = event.replaced(&old, &number).day("ends", day.plus(1461));
        self.contract_row = self.push(event);
    }

    fn plant_contract(&mut self, scenario: &Scenario, variant: &'static str) {
        let invoices = self.events.iter().enumerate();
        let invoices = invoices.filter(|(_, event)| event.source == Source::Invoices);
        let mut evidence = vec![self.contract_row];
        evidence.extend(invoices.map(|(place, _)| place));
        self.planted.retain(|planted| planted.kind != "unbilled");
        self.plant(scenario, variant, None, "sales", evidence);
    }

    /// A product that shares nothing with the one held.
    pub(super) fn other_product(&self, chance: &mut Chance) -> &'static str {
        let held = PRODUCTS.iter().find(|(name, _)| *name == self.product).map_or("", |one| one.1);
        let others: Vec<&'static str> = PRODUCTS
            .iter()
            .filter(|(_, parts)| !parts.chars().any(|part| held.contains(part)))
            .map(|(name, _)| *name)
            .collect();
        chance.word(&others)
    }

    /// Whether and when the customer leaves: more often after a harm, some weeks later.
    pub(super) fn leave(&mut self, chance: &mut Chance) {
        let is_harmed = self.planted.iter().any(|planted| planted.is_harm);
        let share = if is_harmed { LEAVES_AFTER_HARM } else { LEAVES };
        let is_leaving = chance.percent(share);
        let wait = chance.between(8, 24);
        let early = Day(chance.between(70, LAST_DAY.0 - 12));
        if !is_leaving || self.is_settled {
            return;
        }
        let last = self.events.iter().filter(|event| event.at.day() <= LAST_DAY);
        let last = last.map(|event| event.at.day()).max().unwrap_or(FIRST_DAY);
        let end = if is_harmed { last.plus(wait) } else { early.max(last.plus(wait)) };
        if end > LAST_DAY.plus(-2) {
            return;
        }
        self.end(end);
        if chance.percent(55) {
            let is_explained = chance.percent(80);
            self.closing_contact(chance, end.plus(2).working(), is_explained);
        }
    }
}
