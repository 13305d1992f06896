//! Mails and tickets: what customer service writes down.

use super::Story;
use crate::sample::chance::Chance;
use crate::sample::dates::Stamp;
use crate::sample::event::Event;
use crate::sample::source::Source;

impl Story<'_> {
    /// A mail from the customer, or to the customer, without its words; nothing where there is no
    /// address to use.
    pub(super) fn letter(&mut self, source: Source, at: Stamp, subject: String) -> Option<Event> {
        let is_pec = matches!(source, Source::Pec | Source::PecSent);
        let email = if is_pec { self.person.pec() } else { self.own_email()? };
        let key = self.key("m");
        let host = match source {
            Source::Mailbox => "posta.example",
            Source::Pec => "pec.example",
            Source::PecSent => "pec.lumencasa.example",
            _ => "lumencasa.example",
        };
        let event = Event::new(source, at)
            .text("key", format!("{key}@{host}"))
            .text("email", email)
            .text("name", self.person.full_name())
            .text("subject", subject);
        Some(event)
    }

    /// The customer's mail address, where nobody else of the household writes from it.
    pub(super) fn own_email(&self) -> Option<String> {
        self.person.email.clone().filter(|_| !self.person.is_guest_of_email())
    }

    /// The name with which the customer signs.
    pub(super) fn signature(&self) -> String {
        self.person.full_name()
    }

    /// A number for a case.
    pub(super) fn case(&mut self) -> String {
        self.key("T")
    }

    /// A ticket's event.
    pub(super) fn ticket(
        &mut self,
        chance: &mut Chance,
        case: &str,
        at: Stamp,
        kind: &'static str,
        step: &'static str,
    ) -> Event {
        const AGENTS: [&str; 8] = ["ag01", "ag04", "ag07", "ag11", "ag15", "ag19", "ag23", "ag28"];
        let contact = self.contact(chance);
        let key = self.key("TE");
        let event = Event::new(Source::Tickets, at)
            .text("key", key)
            .text("case", case)
            .text("customer", contact)
            .word("kind", kind)
            .word("case_step", step);
        if kind == "customer_message" { event } else { event.word("actor", chance.word(&AGENTS)) }
    }
}
