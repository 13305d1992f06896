//! Conversations written by hand, lived by a customer: who wrote when, where, with which words.

use std::borrow::Cow;

use super::Story;
use super::records::{dialled, named_in_full};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY, Order, Stamp, push_date};
use crate::sample::event::{Event, Value};
use crate::sample::source::Source;
use crate::sample::texts::{Conversation, Side};

/// Where a conversation takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// Electronic mail, without a case.
    Mail,
    /// A case of the help desk.
    Ticket,
    /// The chat of the site, each a case of its own.
    Chat,
    /// Certified mail.
    Pec,
}

impl Medium {
    /// The name of the channel in truth.json.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mail => "email",
            Self::Ticket => "ticket",
            Self::Chat => "chat",
            Self::Pec => "pec",
        }
    }
}

/// A conversation that a customer lived.
#[derive(Debug, Clone)]
pub(crate) struct Talk {
    /// Its place among the conversations.
    pub(crate) conversation: usize,
    /// Where it took place.
    pub(crate) medium: Medium,
    /// The case, where there is one.
    pub(crate) case: Option<String>,
    /// For each turn that was written, its place and the event.
    pub(crate) turns: Vec<(usize, usize)>,
}

impl Talk {
    /// The events of its messages.
    pub(super) fn events(&self) -> Vec<usize> {
        self.turns.iter().map(|&(_, event)| event).collect()
    }
}

/// When each turn of a conversation is written, in working hours for the company's.
pub(super) fn schedule(chance: &mut Chance, talk: &Conversation, at: Stamp) -> Vec<Stamp> {
    let mut moments: Vec<Stamp> = Vec::with_capacity(talk.turns.len());
    for turn in &talk.turns {
        let Some(&before) = moments.last() else {
            moments.push(at);
            continue;
        };
        // Hours as they were written, a fifth more or less, so that no two customers wait alike.
        let stretch = f64::from(chance.between(80, 120)) / 100.0;
        let seconds = seconds(turn.after_hours * stretch).max(i64::from(chance.between(60, 600)));
        let wanted = before.plus(seconds);
        let moment = match turn.side {
            Side::System => before.plus(i64::from(chance.between(20, 90))),
            Side::Customer => awake(chance, wanted),
            Side::Company => at_work(chance, wanted),
        };
        moments.push(moment.max(before.plus(20)));
    }
    moments
}

fn seconds(hours: f64) -> i64 {
    let whole = (hours * 3600.0).round();
    // A year is the longest pause that makes sense, and exact in this type.
    #[expect(clippy::cast_possible_truncation, reason = "bounded on the line itself")]
    let seconds = whole.clamp(0.0, 31_536_000.0) as i64;
    seconds
}

/// The moment, or the next morning where people sleep.
fn awake(chance: &mut Chance, wanted: Stamp) -> Stamp {
    let day = wanted.day();
    let hour = (wanted.0.rem_euclid(86_400)) / 3600;
    match hour {
        0..=6 => day.at(7, chance.between(5, 59)),
        7..=22 => wanted,
        _ => day.plus(1).at(7, chance.between(5, 59)),
    }
}

/// The moment, or the next one at which the company works.
pub(super) fn at_work(chance: &mut Chance, wanted: Stamp) -> Stamp {
    let day = wanted.day();
    let hour = (wanted.0.rem_euclid(86_400)) / 3600;
    let spread = |chance: &mut Chance| i64::from(chance.between(0, 59));
    if day.is_working() && (9..18).contains(&hour) {
        return wanted;
    }
    let day = if day.is_working() && hour < 9 { day } else { day.plus(1).working() };
    day.at(9, chance.between(2, 55)).plus(spread(chance))
}

impl Story<'_> {
    /// Lives a conversation, or nothing where it would not be over by the end of the data, reach into
    /// days that are kept free, or say what is not true of the customer.
    pub(super) fn converse(
        &mut self,
        chance: &mut Chance,
        medium: Medium,
        at: Stamp,
        fits: impl Fn(&Conversation) -> bool,
    ) -> Option<Talk> {
        let is_leaver = self.ends.is_some_and(|end| at.day() < end && end.0 - at.day().0 < 60);
        let has_claim = self.claim_before(at).is_some();
        let was_asked = self.was_asked_before(at);
        let texts = self.texts;
        let place = texts.conversation(chance, |one| {
            let needs = one.needs;
            fits(one)
                && (!needs.claim || has_claim)
                && (!needs.asked || was_asked)
                && (!needs.leaving || is_leaver)
        })?;
        let talk = &texts.conversations()[place];
        let moments = schedule(chance, talk, at);
        let last = moments.last()?.day();
        if last > LAST_DAY || !self.is_free(at.day(), last.plus(1)) {
            return None;
        }
        Some(self.write_down(chance, medium, place, &moments))
    }

    /// Writes the turns down where they were said.
    pub(super) fn write_down(
        &mut self,
        chance: &mut Chance,
        medium: Medium,
        place: usize,
        moments: &[Stamp],
    ) -> Talk {
        let texts = self.texts;
        let conversation = &texts.conversations()[place];
        let case = match medium {
            Medium::Ticket => Some(self.case()),
            Medium::Chat => Some(self.key("CH")),
            Medium::Mail | Medium::Pec => None,
        };
        let mut talk = Talk { conversation: place, medium, case, turns: Vec::new() };
        let last = conversation.turns.len() - 1;
        for (turn, said) in conversation.turns.iter().enumerate() {
            let at = moments[turn];
            let mut text = self.filled(&said.text, at, talk.case.as_deref()).into_owned();
            if turn == 0 && medium != Medium::Ticket && medium != Medium::Chat {
                text = format!("{text}\n\n{}", self.signature());
            }
            let step = match turn {
                0 => "opened",
                _ if turn == last => "closed",
                1 => "owned",
                _ => "",
            };
            let event = match medium {
                Medium::Ticket => self.turn_in_ticket(chance, &talk, said.side, at, step),
                Medium::Chat => self.turn_in_chat(chance, &talk, said.side, at, step),
                Medium::Mail | Medium::Pec => self.turn_in_mail(&talk, said.side, at, turn),
            };
            let Some(mut event) = event else { continue };
            if turn == 0 && matches!(medium, Medium::Ticket | Medium::Chat) {
                event = event.text("reason", conversation.request.clone());
            }
            if said.side == Side::Company {
                event = event.text("department", said.department.clone());
            }
            let event = self.push(event.text("text", text));
            talk.turns.push((turn, event));
        }
        self.talks.push(talk.clone());
        talk
    }

    fn turn_in_ticket(
        &mut self,
        chance: &mut Chance,
        talk: &Talk,
        side: Side,
        at: Stamp,
        step: &'static str,
    ) -> Option<Event> {
        let kind = if side == Side::Customer { "customer_message" } else { "agent_reply" };
        let case = talk.case.clone()?;
        let event = self.ticket(chance, &case, at, kind, step).word("channel", "web");
        Some(if side == Side::System { event.word("automatic", "true") } else { event })
    }

    fn turn_in_chat(
        &mut self,
        chance: &mut Chance,
        talk: &Talk,
        side: Side,
        at: Stamp,
        step: &'static str,
    ) -> Option<Event> {
        let author = match side {
            Side::Customer => "visitor",
            Side::Company => "agent",
            Side::System => "bot",
        };
        let event = self.chat(chance, at, author);
        Some(event.text("case", talk.case.clone()?).word("case_step", step))
    }

    fn turn_in_mail(&mut self, talk: &Talk, side: Side, at: Stamp, turn: usize) -> Option<Event> {
        let texts = self.texts;
        let subject = &texts.conversations()[talk.conversation].subject;
        let subject = if turn == 0 { subject.clone() } else { format!("Re: {subject}") };
        let source = match (talk.medium, side) {
            (Medium::Pec, Side::Customer) => Source::Pec,
            (Medium::Pec, _) => Source::PecSent,
            (_, Side::Customer) => Source::Mailbox,
            _ => Source::Replies,
        };
        let event = self.letter(source, at, subject)?;
        let event = if source == Source::Replies && side == Side::Company {
            let is_last = turn + 1 == texts.conversations()[talk.conversation].turns.len();
            let first = talk.turns.first().map_or(0, |&(_, event)| event);
            event
                .text("case", format!("M{:07}{first:03}", self.person.index + 1))
                .word("case_step", if is_last { "closed" } else { "owned" })
        } else {
            event
        };
        let answers = talk.turns.last().and_then(|&(_, before)| self.events[before].get("key"));
        let event = event.text("answers", answers.unwrap_or_default());
        Some(if side == Side::System { event.word("automatic", "auto-replied") } else { event })
    }

    /// A chat's message.
    pub(super) fn chat(&mut self, chance: &mut Chance, at: Stamp, author: &'static str) -> Event {
        let key = self.key("CM");
        let event = Event::new(Source::Chat, at).text("key", key).word("author", author);
        let event = named_in_full(event, &self.person);
        let own = self.own_email();
        let phone = if own.is_none() { dialled(&self.person.phone, chance) } else { String::new() };
        event.text("email", own.unwrap_or_default()).text("phone", phone)
    }

    /// The words with the customer's own data in their places.
    pub(super) fn filled<'t>(&self, text: &'t str, at: Stamp, case: Option<&str>) -> Cow<'t, str> {
        if !text.contains('{') {
            return Cow::Borrowed(text);
        }
        let claim = self.claim_before(at);
        let of_claim = |field: &str| -> String {
            match claim.and_then(|claim| claim.value(field)) {
                Some(Value::Text(text)) => text.clone(),
                Some(Value::Cents(cents)) => format!("{},{:02} euro", cents / 100, cents % 100),
                Some(Value::Day(day)) => italian(*day),
                _ => String::new(),
            }
        };
        let person = &self.person;
        let name = if person.company.is_some() { "" } else { person.first_name };
        let last = person.company.as_deref().unwrap_or(&person.last_name);
        let own_case = case.map_or_else(|| format!("P{:06}", person.index + 1), str::to_owned);
        let data = italian(at.day().plus_working(5));
        let text = text
            .replace("{fattura}", &of_claim("claim"))
            .replace("{importo}", &of_claim("amount"))
            .replace("{scadenza}", &of_claim("due"))
            .replace("{pratica}", &own_case)
            .replace("{data}", &data)
            .replace("{indirizzo}", &format!("{}, {}", person.address, person.city.name))
            .replace("{telefono}", &person.phone)
            .replace("{nome}", name)
            .replace("{cognome}", last);
        Cow::Owned(text)
    }

    /// The customer's last invoice before a moment.
    fn claim_before(&self, at: Stamp) -> Option<&Event> {
        let invoices = self.events.iter().filter(|event| event.source == Source::Invoices);
        invoices.filter(|event| event.at < at).max_by_key(|event| event.at)
    }

    fn was_asked_before(&self, at: Stamp) -> bool {
        self.events.iter().any(|event| {
            matches!(event.source, Source::Reminders | Source::Collections) && event.at < at
        })
    }

    /// A moment of a customer's day, any day of the week, early enough for an exchange to end.
    pub(super) fn customers_moment(&self, chance: &mut Chance) -> Stamp {
        let day = Day(chance.between(FIRST_DAY.0, LAST_DAY.0 - 10));
        day.at(chance.between(7, 21), chance.between(0, 59)).plus(i64::from(chance.between(0, 59)))
    }
}

fn italian(day: Day) -> String {
    let mut text = String::new();
    push_date(&mut text, day, Order::DayFirst);
    text
}
