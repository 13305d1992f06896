//! Campaign calls: ordinary ones, those to somebody who holds the product, opted out or left, and the
//! decoys of each.

use super::records::{dialled, named_in_full};
use super::scenarios::Scenario;
use super::{Story, act_day, ordinary_moment};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY, Stamp};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// The days before and after a call of ordinary life in which there is no other contact by the
/// company of its own accord: what rains is planted.
const APART_DAYS: i32 = 8;
/// Of 100 ordinary campaign calls so many would be made after the hours allowed.
const EVENINGS: u32 = 6;

/// What is offered is held already.
pub(super) fn held(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = story.promotion_day(chance);
    let call = story.promote_on(chance, act, story.product);
    let contract = story.contract_row;
    story.plant(scenario, "held_product", None, "marketing", vec![call, contract]);
}

/// The customer has withdrawn the consent.
pub(super) fn opted_out(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = story.promotion_day(chance);
    let day = act.plus(-chance.between(2, 40));
    let withdrawn = story.consent(chance, day, "marketing", "REVOCATO");
    let product = story.other_product(chance);
    let call = story.promote_on(chance, act, product);
    story.plant(scenario, "opted_out", None, "marketing", vec![call, withdrawn]);
}

/// The customer left more than thirty days before.
pub(super) fn left(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let (act, evidence) = story.leaver_called(chance, (33, 60));
    let mut all = vec![act];
    all.extend(evidence);
    story.plant(scenario, "left", None, "marketing", all);
}

/// The decoy of an offer of something else.
pub(super) fn other_product(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = story.promotion_day(chance);
    let product = story.other_product(chance);
    let call = story.promote_on(chance, act, product);
    let contract = story.contract_row;
    story.plant(scenario, scenario.variant, None, "marketing", vec![call, contract]);
}

/// The decoy of a campaign that asked first: withdrawn, given again, called.
pub(super) fn given_again(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = story.promotion_day(chance);
    let day = act.plus(-chance.between(30, 40));
    let withdrawn = story.consent(chance, day, "marketing", "REVOCATO");
    let day = act.plus(-chance.between(3, 20));
    let given = story.consent(chance, day, "marketing", "DATO");
    let product = story.other_product(chance);
    let call = story.promote_on(chance, act, product);
    story.plant(scenario, scenario.variant, None, "marketing", vec![call, withdrawn, given]);
}

/// The decoy of a call to one who left, within thirty days; also with the product of before.
pub(super) fn just_left(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let (act, evidence) = story.leaver_called(chance, (4, 28));
    let mut all = vec![act];
    all.extend(evidence);
    story.plant(scenario, scenario.variant, None, "marketing", all);
}

/// The decoy of a consent that is withdrawn after the call, and because of it.
pub(super) fn withdrawn_after(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = story.promotion_day(chance);
    let product = story.other_product(chance);
    let call = story.promote_on(chance, act, product);
    let day = act.plus(chance.between(1, 5));
    let withdrawn = story.consent(chance, day, "marketing", "REVOCATO");
    story.plant(scenario, scenario.variant, None, "marketing", vec![call, withdrawn]);
}

/// The decoy of a call whose list does not say what was offered.
pub(super) fn unknown_product(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = story.promotion_day(chance);
    let call = story.promote_on(chance, act, "");
    story.plant(scenario, scenario.variant, None, "marketing", vec![call]);
}

impl Story<'_> {
    /// A day for a planted call; no ordinary campaign or consent comes near.
    fn promotion_day(&mut self, chance: &mut Chance) -> Day {
        let day = act_day(chance);
        self.has_campaigns = true;
        self.reserve(day.plus(-APART_DAYS), day.plus(APART_DAYS));
        day
    }

    /// A call to somebody who left so many days before: the call and the row that ends the contract.
    fn leaver_called(&mut self, chance: &mut Chance, days: (i32, i32)) -> (usize, Vec<usize>) {
        let act = self.promotion_day(chance);
        let end = act.plus(-chance.between(days.0, days.1));
        let began = self.contract_row;
        let ended = self.end(end);
        let product = if chance.percent(50) { self.product } else { self.other_product(chance) };
        let call = self.promote_on(chance, act, product);
        (call, vec![began, ended])
    }

    /// A campaign call at some time of a day.
    fn promote_on(&mut self, chance: &mut Chance, day: Day, product: &'static str) -> usize {
        let at = day.at(chance.between(10, 18), chance.between(0, 58));
        let at = at.plus(i64::from(chance.between(0, 59)));
        self.promote(chance, at, product)
    }

    /// A campaign call by marketing or one of its agencies.
    pub(super) fn promote(
        &mut self,
        chance: &mut Chance,
        at: Stamp,
        product: &'static str,
    ) -> usize {
        let source = match chance.below(10) {
            0..5 => Source::Campaigns,
            5..8 => Source::AgencyNorth,
            _ => Source::AgencySouth,
        };
        self.promote_by(chance, source, at, product)
    }

    /// A campaign call by one of the three.
    pub(super) fn promote_by(
        &mut self,
        chance: &mut Chance,
        source: Source,
        at: Stamp,
        product: &'static str,
    ) -> usize {
        const CAMPAIGNS: [&str; 4] =
            ["Primavera fibra", "Prezzo bloccato", "Doppia energia", "Bentornato"];
        const OUTCOMES: [&str; 6] =
            ["NON RISPONDE", "NON RISPONDE", "OCCUPATO", "RIFIUTA", "GIA' CLIENTE", "ACCETTA"];
        const RESULTS: [&str; 5] =
            ["no answer", "no answer", "busy", "refused", "already customer"];
        let beginning = match source {
            Source::AgencyNorth => "AN",
            Source::AgencySouth => "AS",
            _ => "CM",
        };
        let key = self.key(beginning);
        let outcome = chance.word(if source == Source::AgencySouth { &RESULTS } else { &OUTCOMES });
        let event = named_in_full(Event::new(source, at).text("key", key), &self.person)
            .text("phone", dialled(&self.person.phone, chance))
            .word("campaign", chance.word(&CAMPAIGNS))
            .word("product", product)
            .word("outcome", outcome);
        self.push(event)
    }

    /// A consent given or withdrawn.
    pub(super) fn consent(
        &mut self,
        chance: &mut Chance,
        day: Day,
        purpose: &'static str,
        state: &'static str,
    ) -> usize {
        let key = self.key("CN");
        let at = day.at(chance.between(7, 22), 14);
        let event = self.reached(chance, Event::new(Source::Consents, at).text("key", key));
        let evidence = chance.word(&["area clienti", "modulo cartaceo", "telefono registrato"]);
        let event = event.word("purpose", purpose).word("state", state).word("evidence", evidence);
        self.push(event)
    }

    /// Adds the customer's own address, else the number.
    pub(super) fn reached(&self, chance: &mut Chance, event: Event) -> Event {
        match self.own_email() {
            Some(email) => event.text("email", email),
            None => event.text("phone", dialled(&self.person.phone, chance)),
        }
    }

    /// Ordinary campaign calls: of what is not held, to whom has not withdrawn, far from each other.
    pub(super) fn live_campaigns(&mut self, chance: &mut Chance) {
        if self.has_campaigns {
            return;
        }
        for _ in 0..chance.below(3) {
            let at = ordinary_moment(chance);
            let product = self.other_product(chance);
            let is_unknown = chance.percent(4);
            // Lists of an evening that nobody stops in time.
            let at =
                if chance.percent(EVENINGS) { at.day().at(20, chance.between(5, 59)) } else { at };
            if !self.is_free(at.day(), at.day().plus(1)) || !self.is_quiet(at.day()) {
                continue;
            }
            let call = self.promote(chance, at, if is_unknown { "" } else { product });
            let contract = self.contract_row;
            self.ordinary("suspect_promotion", "marketing", &[call, contract]);
        }
    }

    /// Consents and what customers want of contacts; withdrawn only after the last campaign call.
    pub(super) fn live_consents(&mut self, chance: &mut Chance) {
        let campaigns = self.events.iter().filter(|event| event.source.is_campaign());
        let last = campaigns.map(|event| event.at.day()).max();
        if chance.percent(30) && !self.has_campaigns {
            let purpose = chance.word(&["marketing", "profilazione", "terzi"]);
            let day = Day(chance.between(FIRST_DAY.0, LAST_DAY.0));
            let is_after = last.is_none_or(|last| last.plus(1) < day);
            let state = if is_after && chance.percent(33) { "REVOCATO" } else { "DATO" };
            self.consent(chance, day, purpose, state);
        }
        if chance.percent(5) {
            const WISHES: [&str; 4] =
                ["solo per e-mail", "non prima delle 10", "mai a voce registrata", "in inglese"];
            let day = Day(chance.between(FIRST_DAY.0, LAST_DAY.0));
            let key = self.key("PF");
            let event = Event::new(Source::Preferences, day.at(12, 30)).text("key", key);
            let event = self.reached(chance, event);
            let event = event.word("what", chance.word(&WISHES)).word("state", "DATO");
            self.push(event);
        }
    }

    /// Whether the company contacts the customer of its own accord in no day near.
    pub(super) fn is_quiet(&self, day: Day) -> bool {
        self.events.iter().all(|event| {
            let is_near = (event.at.day().0 - day.0).abs() < APART_DAYS;
            let is_contact = event.source.is_campaign()
                || matches!(
                    event.source,
                    Source::Reminders | Source::Suspensions | Source::SalesCalls | Source::PecSent
                )
                || event.source == Source::Calls && event.get("direction") == Some("U");
            !(is_near && is_contact)
        })
    }
}
