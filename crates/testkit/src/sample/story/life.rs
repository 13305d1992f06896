//! The ordinary life of a customer around what is planted.

use super::records::{addressed, dialled, named_in_full, numbered};
use super::service::Call;
use super::{Story, ordinary_moment, working_moment};
use crate::sample::chance::Chance;
use crate::sample::codes;
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY, Stamp};
use crate::sample::event::Event;
use crate::sample::source::Source;

impl Story<'_> {
    /// Everything ordinary.
    pub(super) fn live(&mut self, chance: &mut Chance) {
        self.live_billing(chance);
        for _ in 0..[0, 1, 1, 2, 2, 3][usize::try_from(chance.below(6)).unwrap_or(0)] {
            self.live_call(chance);
        }
        if chance.percent(26) {
            self.live_ticket(chance);
        }
        if chance.percent(22) {
            self.live_mail(chance);
        }
        if chance.percent(8) {
            let at = ordinary_moment(chance);
            self.live_promise(chance, at);
        }
        for _ in 0..chance.below(3) {
            self.live_campaign(chance);
        }
        if chance.percent(30) {
            self.live_consent(chance);
        }
        for _ in 0..chance.below(3) {
            self.live_self_service(chance);
        }
        if chance.percent(10) {
            let at = ordinary_moment(chance);
            self.intervention(chance, at, "");
        }
        if chance.percent(20) {
            self.live_delivery(chance);
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
                self.ordinary("unanswered", "customer_service", &[first, second]);
            }
            _ => {
                self.call(chance, at, Call::Answered);
            }
        }
    }

    /// A ticket from its opening to its closing, sometimes with a handoff or an intervention.
    fn live_ticket(&mut self, chance: &mut Chance) {
        let at = ordinary_moment(chance);
        let last = at.day().plus_working(4);
        if !self.is_free(at.day(), last) {
            return;
        }
        let case = self.case();
        let channel = chance.word(&["phone", "chat", "web", "email"]);
        let text = self.texts.wording(chance);
        let opened = self
            .ticket(chance, &case, at, "customer_message", "opened")
            .word("channel", channel)
            .text("reason", text.request)
            .text("text", text.body);
        self.push(opened);
        let owned_at = at.plus(i64::from(chance.between(10, 90)) * 60);
        let note = chance.pick(&self.texts.notes).clone();
        let owned = self.ticket(chance, &case, owned_at, "note", "owned").text("text", note);
        self.push(owned);
        if chance.percent(25) {
            self.live_handoff(chance, &case, at);
        }
        if chance.percent(20) {
            let visit = at.day().plus_working(2).at(chance.between(9, 16), 0);
            self.intervention(chance, visit, &case);
        }
        let answer = self.texts.reply(chance, text.is_english);
        let closing = last.at(chance.between(9, 16), chance.between(0, 59));
        let reply = self
            .ticket(chance, &case, closing, "agent_reply", "resolved")
            .word("channel", channel)
            .text("text", answer);
        self.push(reply);
        let closed = self.ticket(chance, &case, closing.plus(600), "note", "closed");
        self.push(closed);
    }

    /// A mail, the automatic answer to it, and the answer of a person.
    fn live_mail(&mut self, chance: &mut Chance) {
        let at = ordinary_moment(chance);
        let is_possible = self.person.email.is_some() && !self.person.is_guest_of_email();
        if !is_possible || !self.is_free(at.day(), at.day().plus_working(1)) {
            return;
        }
        let text = self.texts.wording(chance);
        let body = format!("{}\n\n{}", text.body, self.signature());
        let reply_subject = format!("Re: {}", text.subject);
        let (automatic, answer) =
            (self.texts.automatic(text.is_english), self.texts.reply(chance, text.is_english));
        self.mail(Source::Mailbox, at, &text.subject, body, false);
        self.mail(Source::Replies, at.plus(60), &reply_subject, automatic, true);
        let later = at.plus(i64::from(chance.between(30, 300)) * 60);
        self.mail(Source::Replies, later, &reply_subject, answer, false);
    }

    fn live_campaign(&mut self, chance: &mut Chance) {
        const CAMPAIGNS: [(&str, &str); 3] = [
            ("Primavera fibra", "Fibra 1000"),
            ("Prezzo bloccato", "Luce Casa"),
            ("Doppia energia", "Luce e Gas"),
        ];
        const OUTCOMES: [&str; 6] =
            ["NON RISPONDE", "NON RISPONDE", "OCCUPATO", "RIFIUTA", "GIA' CLIENTE", "ACCETTA"];
        let at = ordinary_moment(chance);
        if !self.is_free(at.day(), at.day().plus(1)) {
            return;
        }
        let key = self.key("CM");
        let (campaign, product) = *chance.pick(&CAMPAIGNS);
        let event = Event::new(Source::Campaigns, at).text("key", key);
        let event = named_in_full(event, &self.person)
            .text("phone", dialled(&self.person.phone, chance))
            .word("campaign", campaign)
            .word("product", product)
            .word("outcome", chance.word(&OUTCOMES));
        self.push(event);
    }

    fn live_consent(&mut self, chance: &mut Chance) {
        let Some(email) = self.own_email() else { return };
        let at = Day(chance.between(FIRST_DAY.0, LAST_DAY.0)).at(chance.between(7, 22), 14);
        let key = self.key("CN");
        let event = Event::new(Source::Consents, at)
            .text("key", key)
            .text("email", email)
            .word("purpose", chance.word(&["marketing", "profilazione", "terzi"]))
            .word("state", chance.word(&["DATO", "DATO", "REVOCATO"]))
            .word("evidence", chance.word(&["area clienti", "modulo cartaceo"]));
        self.push(event);
    }

    fn live_self_service(&mut self, chance: &mut Chance) {
        let Some(email) = self.own_email() else { return };
        let at = Day(chance.between(FIRST_DAY.0, LAST_DAY.0 - 1))
            .at(chance.between(6, 22), chance.between(0, 59));
        let task = chance.word(&["autolettura", "scarica fattura", "cambia IBAN", "voltura"]);
        let ends = if chance.percent(85) { "done" } else { "failed" };
        for (moment, state) in [(at, "started"), (at.plus(240), ends)] {
            let key = self.key("WS");
            let event = Event::new(Source::SelfService, moment)
                .text("key", key)
                .text("email", email.clone())
                .word("task", task)
                .word("state", state);
            self.push(event);
        }
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

    fn own_email(&self) -> Option<String> {
        self.person.email.clone().filter(|_| !self.person.is_guest_of_email())
    }
}
