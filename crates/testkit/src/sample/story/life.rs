//! The ordinary life of a customer around what is planted.

use super::records::{addressed, named_in_full, numbered};
use super::talk::{self, Medium};
use super::telephone::Call;
use super::{Story, ordinary_moment, working_moment};
use crate::sample::chance::Chance;
use crate::sample::codes;
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY, Stamp};
use crate::sample::event::Event;
use crate::sample::source::Source;
use crate::sample::texts::Conversation;

impl Story<'_> {
    /// Everything ordinary.
    pub(super) fn live(&mut self, chance: &mut Chance) {
        self.live_billing(chance);
        for _ in 0..[0, 1, 1, 1, 2, 3][usize::try_from(chance.below(6)).unwrap_or(0)] {
            self.live_call(chance);
        }
        if chance.percent(24) {
            self.live_ticket(chance);
        }
        if chance.percent(20) {
            let at = self.customers_moment(chance);
            if self.own_email().is_some() {
                self.converse(chance, Medium::Mail, at, Conversation::is_ordinary);
            }
        }
        if chance.percent(14) {
            let at = self.customers_moment(chance);
            self.converse(chance, Medium::Chat, at, Conversation::is_ordinary);
        }
        if chance.percent(8) {
            let at = ordinary_moment(chance);
            self.live_promise(chance, at);
        }
        if chance.percent(3) {
            self.live_complaint(chance);
        }
        for _ in 0..chance.below(3) {
            self.live_self_service(chance);
        }
        if chance.percent(10) {
            let at = ordinary_moment(chance);
            self.intervention(chance, at, "");
        }
        if chance.percent(14) {
            self.live_work_order(chance);
        }
        if chance.percent(18) {
            self.live_delivery(chance);
        }
        if chance.percent(6) {
            self.live_sales_call(chance);
        }
        self.live_campaigns(chance);
        self.live_consents(chance);
        self.follow_procedures(chance);
        self.live_verdicts(chance);
        self.live_certified(chance);
        if chance.percent(3) {
            let at = ordinary_moment(chance);
            let is_harmed = self.planted.iter().any(|planted| planted.is_harm);
            self.post(chance, at, !is_harmed);
        }
    }

    /// A call that is answered, at once or after a first one in vain; seldom a call of the company.
    fn live_call(&mut self, chance: &mut Chance) {
        let at = ordinary_moment(chance);
        if !self.is_free(at.day(), at.day().plus(1)) {
            return;
        }
        let landline = self.person.landline.clone().filter(|_| self.person.index.is_multiple_of(2));
        match (chance.below(20), landline) {
            (0..4, Some(landline)) => {
                self.call_on(chance, at, Call::Answered, &landline);
            }
            (4, _) => {
                self.call(chance, at, Call::NotReached);
            }
            (5, _) => {
                self.call(chance, at, Call::CalledBack);
            }
            (6 | 7, _) => {
                let first = self.call(chance, at, Call::Missed);
                let later = at.plus(i64::from(chance.between(4, 50)) * 60);
                let second = self.call(chance, later, Call::Answered);
                let evidence = self.with_doubles(&[first, second]);
                self.ordinary("unanswered", "customer_service", &evidence);
            }
            _ => {
                self.call(chance, at, Call::Answered);
            }
        }
    }

    /// A case with a conversation in it, sometimes a handoff, an intervention, a no with another way,
    /// something given, and the customer's answer at the end.
    fn live_ticket(&mut self, chance: &mut Chance) {
        let at = ordinary_moment(chance);
        let Some(talk) = self.converse(chance, Medium::Ticket, at, Conversation::is_ordinary)
        else {
            return;
        };
        let Some(case) = talk.case else { return };
        let last = talk.turns.last().map_or(at, |&(_, event)| self.events[event].at);
        let note = chance.pick(&self.texts.short().notes).clone();
        let owned = at.plus(i64::from(chance.between(10, 50)) * 60);
        let event = self.ticket(chance, &case, owned, "note", "owned").text("text", note);
        self.push(event);
        if chance.percent(35) {
            self.live_handoff(chance, &case, at);
        }
        if chance.percent(15) {
            let visit = at.day().plus_working(2).at(chance.between(9, 16), 0);
            self.intervention(chance, visit, &case);
        }
        match chance.below(20) {
            0 => {
                let at = talk::at_work(chance, at.plus(5400));
                self.refuse(chance, &case, at);
                self.alternative(chance, &case, at.plus(240), "made");
                let answer = talk::at_work(chance, at.plus(3600 * 22));
                let state = if chance.percent(70) { "accepted" } else { "declined" };
                self.alternative(chance, &case, answer, state);
            }
            1 => {
                let at = talk::at_work(chance, at.plus(7200));
                if chance.percent(50) {
                    self.approve(chance, &case, at);
                }
                self.goodwill(chance, &case, at.plus(3600));
            }
            2 => {
                let at = talk::at_work(chance, at.plus(1800));
                self.alert(chance, &case, at);
            }
            _ => {}
        }
        if chance.percent(30) {
            let at = last.plus(i64::from(chance.between(2, 70)) * 3600);
            let score = chance.between(6, 10);
            self.survey(chance, &case, at, score);
        }
    }

    /// A formal complaint by certified mail or on paper, answered within thirty days.
    fn live_complaint(&mut self, chance: &mut Chance) {
        let day = Day(chance.between(FIRST_DAY.0, LAST_DAY.0 - 35)).working();
        let at = day.at(chance.between(9, 17), chance.between(0, 59));
        let answered = day.plus(chance.between(5, 24)).working().at(11, chance.between(0, 59));
        if !self.is_free(day, answered.day().plus(1)) {
            return;
        }
        self.complain(chance, at, Some(answered));
        let is_complaint = |one: &Conversation| {
            one.is_ordinary() && one.request == "complaint" && one.lang == "it"
        };
        if self.person.company.is_some() || chance.percent(30) {
            self.converse(chance, Medium::Pec, at, is_complaint);
        }
    }

    /// A call to the sales office, or from it to somebody who asked for it.
    fn live_sales_call(&mut self, chance: &mut Chance) {
        let at = ordinary_moment(chance);
        if self.is_free(at.day(), at.day().plus(1)) && self.is_quiet(at.day()) {
            self.sales_call(chance, at, false, true);
        }
    }

    fn live_self_service(&mut self, chance: &mut Chance) {
        let at = Day(chance.between(FIRST_DAY.0, LAST_DAY.0 - 1))
            .at(chance.between(6, 22), chance.between(0, 59));
        if self.own_email().is_none() || !self.is_free(at.day(), at.day()) {
            return;
        }
        let task = chance.word(&["autolettura", "scarica fattura", "cambia IBAN", "voltura"]);
        let ends = if chance.percent(88) { "done" } else { "failed" };
        self.self_service(at, task, ends);
    }

    /// A task begun in the customer area, and how it ended.
    pub(super) fn self_service(
        &mut self,
        at: Stamp,
        task: &'static str,
        ends: &'static str,
    ) -> Vec<usize> {
        let Some(email) = self.own_email() else { return Vec::new() };
        let mut events = Vec::new();
        for (moment, state) in [(at, "started"), (at.plus(240), ends)] {
            let key = self.key("WS");
            let event = Event::new(Source::SelfService, moment)
                .text("key", key)
                .text("email", email.clone())
                .word("task", task)
                .word("state", state);
            events.push(self.push(event));
        }
        events
    }

    /// A technician's intervention, for a case where there is one.
    fn intervention(&mut self, chance: &mut Chance, at: Stamp, case: &str) {
        const NOTES: [&str; 4] = [
            "sostituito contatore",
            "linea ripristinata, prova ok",
            "cliente assente, lasciato avviso",
            "verificata potenza impegnata",
        ];
        if at.day() > LAST_DAY || !self.is_free(at.day(), at.day()) {
            return;
        }
        let own = codes::spread(self.seed, u64::from(self.person.index) + 55);
        let key = self.key("RP");
        let event = Event::new(Source::Interventions, at)
            .text("key", key)
            .text("customer", format!("IMP{own:07}"));
        let event = numbered(named_in_full(event, &self.person), &self.person)
            .text("case", case)
            .word("topic", chance.word(&["guasto", "attivazione", "verifica"]))
            .word("text", chance.word(&NOTES));
        self.push(event);
    }

    fn live_delivery(&mut self, chance: &mut Chance) {
        let at = working_moment(chance, FIRST_DAY, LAST_DAY.plus(-4));
        if !self.is_free(at.day(), at.day()) {
            return;
        }
        let own = codes::spread(self.seed, u64::from(self.person.index) + 99);
        let key = self.key("SP");
        let event = Event::new(Source::Deliveries, at)
            .text("key", key)
            .text("customer", format!("S{own:07}"))
            .text("phone", &self.person.phone);
        let event = addressed(named_in_full(event, &self.person), &self.person)
            .word("topic", chance.word(&["router", "kit led", "contratto da firmare"]))
            .word("text", chance.word(&["consegnato", "consegnato", "assente, nuovo tentativo"]));
        self.push(event);
    }
}
