//! Calls as three telephone systems write them: Asterisk's records, the log of its queue, and the
//! records of the sales office.

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
    /// The customer calls, a machine answers, and no person ever does.
    Machine,
    /// The company calls and the customer answers.
    CalledBack,
    /// The company calls in vain.
    NotReached,
}

/// The number that costs nothing.
pub(crate) const FREE_LINE: &str = "800100200";
/// The number of the offices, at the price of a local call.
pub(crate) const LOCAL_LINE: &str = "0240106020";
/// The number for faults, which the caller pays for; its calls go through a queue.
pub(crate) const PAID_LINE: &str = "199500600";
/// The number of the sales office.
pub(crate) const SALES_LINE: &str = "0240106070";

impl Story<'_> {
    /// A call on the customer's own number.
    pub(super) fn call(&mut self, chance: &mut Chance, at: Stamp, call: Call) -> usize {
        let number = self.person.phone.clone();
        self.call_on(chance, at, call, &number)
    }

    /// A call on a number: its record, and for a call in the queue what its log says too, right
    /// after it.
    pub(super) fn call_on(
        &mut self,
        chance: &mut Chance,
        at: Stamp,
        call: Call,
        number: &str,
    ) -> usize {
        let at = at.plus(i64::from(chance.between(0, 59)));
        let line = match call {
            Call::Machine => PAID_LINE,
            _ => chance.word(&[FREE_LINE, FREE_LINE, LOCAL_LINE, PAID_LINE]),
        };
        let is_queued = line == PAID_LINE && matches!(call, Call::Answered | Call::Missed);
        let wait = match call {
            Call::CalledBack | Call::NotReached => chance.between(4, 30),
            Call::Machine => chance.between(60, 420),
            _ => chance.between(8, 600),
        };
        let talked = chance.between(40, 1500);
        let in_vain = chance.word(&["NO ANSWER", "NO ANSWER", "BUSY"]);
        // Where a machine or a queue takes the call, the exchange counts it as answered.
        let (disposition, app) = match call {
            Call::Answered if is_queued => ("ANSWERED", "Queue"),
            Call::Missed if is_queued => ("ANSWERED", "Queue"),
            Call::Machine => ("ANSWERED", chance.word(&["Playback", "BackGround"])),
            Call::Answered | Call::CalledBack => ("ANSWERED", "Dial"),
            Call::Missed => (in_vain, "Dial"),
            Call::NotReached => ("NO ANSWER", "Dial"),
        };
        let is_out = matches!(call, Call::CalledBack | Call::NotReached);
        self.keys += 1;
        let clock = at.plus(crate::sample::noise::CALLS_CLOCK_OFFSET_SECONDS).epoch();
        let id = format!("{clock}.{}{:03}", self.person.index + 1, self.keys);
        let is_person = matches!(call, Call::Answered | Call::CalledBack);
        let event = Event::new(Source::Calls, at)
            .text("key", id.clone())
            .text("phone", dialled(number, chance))
            .word("direction", if is_out { "U" } else { "E" })
            .word("outcome", if is_person { "ANSWERED" } else { "NO ANSWER" })
            .word("disposition", disposition)
            .word("app", app)
            .word("line", line)
            .text("agent", (21 + chance.below(30)).to_string())
            .text("wait", wait.to_string())
            .text("talked", if is_person { talked.to_string() } else { String::new() });
        let phone = event.get("phone").unwrap_or_default().to_owned();
        let record = self.push(event);
        if is_queued {
            let event = Event::new(Source::Queue, at.plus(6))
                .text("key", id)
                .text("phone", phone)
                .word("outcome", if is_person { "ANSWERED" } else { "ABANDONED" })
                .text("wait", (wait - 6).max(1).to_string())
                .text("talked", if is_person { talked.to_string() } else { String::new() });
            self.push(event);
        }
        record
    }

    /// A call of the sales office, or to it.
    pub(super) fn sales_call(
        &mut self,
        chance: &mut Chance,
        at: Stamp,
        is_out: bool,
        is_answered: bool,
    ) -> usize {
        self.keys += 1;
        let id = format!("{:07}{:03}", self.person.index + 1, self.keys);
        let (rings, talked) = (chance.between(5, 40), chance.between(30, 900));
        let event = Event::new(Source::SalesCalls, at)
            .text("key", id)
            .text("phone", dialled(&self.person.phone, chance))
            .word("direction", if is_out { "U" } else { "E" })
            .text("agent", (101 + chance.below(11)).to_string())
            .text("wait", rings.to_string())
            .text("talked", if is_answered { talked.to_string() } else { String::new() });
        self.push(event)
    }

    /// The events with what the queue's log says of the same calls.
    pub(super) fn with_doubles(&self, events: &[usize]) -> Vec<usize> {
        let mut all = Vec::with_capacity(events.len() * 2);
        for &event in events {
            all.push(event);
            let next = self.events.get(event + 1);
            if self.events[event].source == Source::Calls
                && next.is_some_and(|next| next.source == Source::Queue)
            {
                all.push(event + 1);
            }
        }
        all
    }

    /// What customer service tells the customer of its own accord: by mail, else by telephone.
    pub(super) fn outreach(&mut self, chance: &mut Chance, at: Stamp) -> usize {
        let text = chance.pick(&self.texts.short().outreach).clone();
        let event = self
            .own_email()
            .and_then(|_| self.letter(Source::Replies, at, "Una novità per lei".to_owned()));
        match event {
            Some(event) => self.push(event.text("text", text)),
            None => self.call(chance, at, Call::CalledBack),
        }
    }
}
