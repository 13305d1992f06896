//! Calls, mails and tickets: the entries of customer service.

use super::Story;
use super::records::dialled;
use crate::sample::chance::Chance;
use crate::sample::dates::Stamp;
use crate::sample::event::Event;
use crate::sample::source::Source;

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    /// The customer calls and a person answers.
    Answered,
    /// The customer calls in vain.
    Missed,
    /// The company calls and the customer answers.
    CalledBack,
    /// The company calls in vain.
    NotReached,
}

impl Story<'_> {
    /// A call on the customer's own number.
    pub(super) fn call(&mut self, chance: &mut Chance, at: Stamp, call: Call) -> usize {
        let number = self.person.phone.clone();
        self.call_on(chance, at, call, &number)
    }

    /// A call on a number.
    pub(super) fn call_on(
        &mut self,
        chance: &mut Chance,
        at: Stamp,
        call: Call,
        number: &str,
    ) -> usize {
        const LINES: [&str; 3] = ["verde", "commerciale", "guasti"];
        let seconds = i64::from(chance.between(0, 59));
        let (direction, outcome) = match call {
            Call::Answered => ("E", "ANSWERED"),
            Call::CalledBack => ("U", "ANSWERED"),
            Call::NotReached => ("U", "NO ANSWER"),
            Call::Missed => ("E", chance.word(&["NO ANSWER", "ABANDONED", "ABANDONED", "BUSY"])),
        };
        let is_in = direction == "E";
        let wait = if is_in { chance.between(8, 900) } else { chance.between(4, 30) };
        let mut event = Event::new(Source::Calls, at.plus(seconds))
            .text("phone", dialled(number, chance))
            .word("direction", direction)
            .word("outcome", outcome)
            .text("wait_seconds", wait.to_string());
        if outcome == "ANSWERED" {
            event = event.text("seconds", chance.between(40, 1500).to_string());
        }
        if is_in {
            event = event.word("line", chance.word(&LINES));
        }
        self.push(event)
    }

    /// A mail from the customer, or to the customer; nothing where there is no address to use.
    pub(super) fn mail(
        &mut self,
        source: Source,
        at: Stamp,
        subject: &str,
        text: String,
        is_automatic: bool,
    ) -> Option<usize> {
        let email = self.person.email.clone()?;
        let key = self.key("m");
        let host = if source == Source::Mailbox { "posta.example" } else { "lumencasa.example" };
        let event = Event::new(source, at)
            .text("key", format!("{key}@{host}"))
            .text("email", email)
            .text("name", self.person.full_name())
            .text("subject", subject)
            .word("automatic", if is_automatic { "auto-replied" } else { "" })
            .text("text", text);
        Some(self.push(event))
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
