//! What departments do in a customer's case besides writing: refusals with another way, goodwill,
//! approvals, alerts, complaints, suspensions, surveys, posts, and the guard's log.

use super::Story;
use super::billing::Claim;
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, LAST_DAY, Stamp};
use crate::sample::event::{Event, Value};
use crate::sample::source::Source;

impl Story<'_> {
    /// A refusal with its reason, in a case.
    pub(super) fn refuse(&mut self, chance: &mut Chance, case: &str, at: Stamp) -> usize {
        const REASONS: [&str; 4] = [
            "fuori dai termini del contratto",
            "importo già rateizzato",
            "zona non coperta",
            "manca il titolo sull'immobile",
        ];
        let reason = chance.word(&REASONS);
        let event = self.ticket(chance, case, at, "refusal", "").word("reason", reason);
        self.push(event)
    }

    /// Another way that is offered, or what the customer makes of it.
    pub(super) fn alternative(
        &mut self,
        chance: &mut Chance,
        case: &str,
        at: Stamp,
        state: &'static str,
    ) -> usize {
        const WAYS: [&str; 4] = [
            "piano in tre rate senza interessi",
            "appuntamento al sabato",
            "router 4G in prestito fino alla fibra",
            "voltura con documento provvisorio",
        ];
        let way = chance.word(&WAYS);
        let event = self.ticket(chance, case, at, "alternative", "");
        let event = event.word("state", state).word("what", way);
        self.push(event)
    }

    /// Something given beyond what is owed.
    pub(super) fn goodwill(&mut self, chance: &mut Chance, case: &str, at: Stamp) -> usize {
        let cents = 500 * i64::from(chance.between(2, 12));
        let event = self.ticket(chance, case, at, "goodwill", "");
        let event = event.word("what", "sconto sulla prossima fattura").cents("amount", cents);
        self.push(event)
    }

    /// A superior is asked before something is given, and answers.
    pub(super) fn approve(&mut self, chance: &mut Chance, case: &str, at: Stamp) -> usize {
        let contact = self.contact(chance);
        let cents = 500 * i64::from(chance.between(2, 12));
        let is_declined = chance.percent(6);
        let mut asked = None;
        let answers = if is_declined { "declined" } else { "accepted" };
        for (state, at) in [("asked", at), (answers, at.plus(3600 * 20))] {
            let at = super::talk::at_work(chance, at);
            let key = self.key("AU");
            let event = Event::new(Source::Approvals, at)
                .text("key", key)
                .text("case", case)
                .text("customer", contact.clone())
                .word("department", "customer_service")
                .word("what", "sconto di cortesia")
                .cents("amount", cents)
                .word("state", state)
                .word("changed", if state == "declined" { "true" } else { "" });
            asked.get_or_insert(self.push(event));
        }
        asked.unwrap_or_default()
    }

    /// One department warns another about the customer.
    pub(super) fn alert(&mut self, chance: &mut Chance, case: &str, at: Stamp) {
        let contact = self.contact(chance);
        let about = chance.word(&["contestazione aperta", "cliente fragile", "guasto ripetuto"]);
        let number = self.key("AL");
        let to = chance.word(&["administration", "technical", "sales"]);
        let is_answered = chance.percent(80);
        let taken = super::talk::at_work(chance, at.plus(3600 * 18));
        for (place, (state, at)) in [("sent", at), ("accepted", taken)].into_iter().enumerate() {
            if place == 1 && !is_answered {
                continue;
            }
            let event = Event::new(Source::Alerts, at)
                .text("key", format!("{number}-{}", place + 1))
                .text("case", case)
                .text("customer", contact.clone())
                .word("department", if place == 0 { "customer_service" } else { to })
                .word("to", to)
                .word("about", about)
                .word("state", state);
            self.push(event);
        }
    }

    /// The contact that closes a relation, with the final balance explained or not.
    pub(super) fn closing_contact(&mut self, chance: &mut Chance, day: Day, is_explained: bool) {
        if day > LAST_DAY {
            return;
        }
        let case = self.case();
        let at = day.at(chance.between(9, 16), chance.between(0, 59));
        let event = self
            .ticket(chance, &case, at, "closing_contact", "closed")
            .word("explained", if is_explained { "true" } else { "false" });
        self.push(event);
    }

    /// A formal complaint: its beginning, and its answer where there is one.
    pub(super) fn complain(
        &mut self,
        chance: &mut Chance,
        at: Stamp,
        answered: Option<Stamp>,
    ) -> Vec<usize> {
        const REASONS: [&str; 4] = [
            "doppia fatturazione",
            "guasto ripetuto",
            "contratto non richiesto",
            "attesa al telefono",
        ];
        let contact = self.contact(chance);
        let number = self.key("RE");
        let reason = chance.word(&REASONS);
        let steps = [Some(("opened", at)), answered.map(|at| ("answered", at))];
        let mut events = Vec::new();
        for (state, at) in steps.into_iter().flatten() {
            let key = self.key("RV");
            let event = Event::new(Source::Complaints, at)
                .text("key", key)
                .text("complaint", number.clone())
                .text("customer", contact.clone())
                .word("state", state)
                .word("reason", reason);
            events.push(self.push(event));
        }
        events
    }

    /// A service is suspended for a claim long overdue: announced, done, lifted once it is paid.
    pub(super) fn suspend(&mut self, claim: &Claim, announced: Day) {
        for (state, day) in [("ANNUNCIATA", announced), ("ESEGUITA", announced.plus(20))] {
            if day > LAST_DAY {
                return;
            }
            let key = self.key("SO");
            let event = Event::new(Source::Suspensions, day.working().at(8, 30))
                .text("key", key)
                .text("customer", self.billing_code())
                .text("contract", self.contract.clone())
                .text("claim", claim.number.clone())
                .word("state", state);
            self.push(event);
        }
    }

    /// A customer's answer after a case.
    pub(super) fn survey(&mut self, chance: &mut Chance, case: &str, at: Stamp, score: i32) {
        if at.day() > LAST_DAY {
            return;
        }
        let contact = self.contact(chance);
        let key = self.key("QU");
        let event = Event::new(Source::Surveys, at)
            .text("key", key)
            .text("customer", contact)
            .text("case", case)
            .word("question", chance.word(&["Quanto è stato facile?", "Ci consiglierebbe?"]))
            .text("score", score.clamp(0, 10).to_string());
        self.push(event);
    }

    /// A public post under a name that only a person can tell.
    pub(super) fn post(&mut self, chance: &mut Chance, at: Stamp, is_good: bool) {
        if at.day() > LAST_DAY {
            return;
        }
        let short = self.texts.short();
        let text = chance.pick(if is_good { &short.posts_good } else { &short.posts_bad }).clone();
        let rating = if is_good { chance.between(4, 5) } else { chance.between(1, 2) };
        let key = self.key("PO");
        let author = format!("utente{:07}", self.person.index * 3 + 1);
        let event = Event::new(Source::Posts, at)
            .text("key", key)
            .text("customer", author)
            .word("platform", chance.word(&["Trovafornitori", "Stelle", "PiazzaCasa"]))
            .text("rating", rating.to_string())
            .text("text", text);
        self.push(event);
    }

    /// The guard's log of some acts: it was asked, and its answer stands in shadow.
    pub(super) fn live_verdicts(&mut self, chance: &mut Chance) {
        let acts: Vec<(Stamp, Source)> = self
            .events
            .iter()
            .filter(|event| {
                matches!(event.source, Source::Reminders | Source::Collections)
                    && event.at.day() >= crate::sample::dates::WINDOW_START
            })
            .map(|event| (event.at, event.source))
            .collect();
        for (at, source) in acts {
            if !chance.percent(35) {
                continue;
            }
            let key = self.key("GU");
            let action = if source == Source::Collections { "collect" } else { "remind" };
            let (answer, card) = chance.pick(&[
                ("allow", ""),
                ("allow", ""),
                ("warn", "REC-01"),
                ("hold", "REC-02"),
            ]);
            let event = Event::new(Source::Verdicts, at.plus(-i64::from(chance.between(60, 3600))))
                .text("key", key)
                .text("customer", self.billing_code())
                .word("department", "administration")
                .word("action", action)
                .word("answer", answer)
                .word("card", card);
            self.push(event);
        }
    }

    /// Formal notices to those who have certified mail go by it, with what the carrier answers.
    pub(super) fn live_certified(&mut self, chance: &mut Chance) {
        if self.person.company.is_none() {
            return;
        }
        let notices: Vec<(Stamp, String, Option<i64>)> = self
            .events
            .iter()
            .filter(|event| event.get("kind") == Some("MESSA IN MORA"))
            .map(|event| {
                let cents = match event.value("amount") {
                    Some(Value::Cents(cents)) => Some(*cents),
                    _ => None,
                };
                (event.at, event.get("claim").unwrap_or_default().to_owned(), cents)
            })
            .collect();
        for (at, claim, cents) in notices {
            let cents = cents.unwrap_or(0);
            let text = format!(
                "Spett.le cliente,\nla presente vale come costituzione in mora per la fattura {claim} di {},{:02} euro.\n\nLumen Casa S.p.A.",
                cents / 100,
                cents % 100
            );
            self.certified(chance, at, &format!("Costituzione in mora {claim}"), text);
        }
    }

    /// A certified mail of the company, and the carrier's two receipts.
    pub(super) fn certified(
        &mut self,
        chance: &mut Chance,
        at: Stamp,
        subject: &str,
        text: String,
    ) {
        let Some(event) = self.letter(Source::PecSent, at, subject.to_owned()) else { return };
        let sent = event.get("key").unwrap_or_default().to_owned();
        self.push(event.text("text", text));
        let fails = chance.percent(6);
        let second = if fails { "errore-consegna" } else { "avvenuta-consegna" };
        for (place, receipt) in ["accettazione", second].into_iter().enumerate() {
            let wait = if place == 0 { 4 } else { i64::from(chance.between(8, 50)) };
            let Some(event) = self.letter(Source::Pec, at.plus(wait), subject.to_owned()) else {
                return;
            };
            let event = event.word("receipt", receipt).text("about_message", sent.clone());
            self.push(event);
        }
    }
}
