//! What scenarios are written with: conversations whose marks say what is shown, events, the judgement.

use filo_model::calendar::{Calendar, HolidaySet, WeekHours, Within};
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use jiff::tz::TimeZone;

use crate::case::{Case, Event, Found, Intent, Part, Quote, Spot, What, dynamics};
use crate::conversation::{Message, Side};
use crate::dynamic::{Dated, Dynamic};
use crate::kind::{DynamicKind, SignalKind};
use crate::signal::{Place, Signal};

/// A conversation to be: messages with what each shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Talk {
    pub(super) channel: Option<&'static str>,
    pub(super) messages: Vec<Message>,
    pub(super) signals: Vec<Signal>,
    pub(super) dynamics: Vec<Dynamic>,
    pub(super) promises: Vec<Dated>,
}

pub(super) fn moment(at: &str) -> Moment {
    let zone = TimeZone::get("Europe/Rome").unwrap();
    Moment::parse(at, &MomentHabits { zone, order: DateOrder::Auto }).unwrap()
}

pub(super) fn millis(at: &str) -> i64 {
    moment(at).millis
}

impl Talk {
    pub(super) fn by(channel: &'static str) -> Self {
        Self { channel: Some(channel), ..Self::default() }
    }

    /// A message; what stands between `[kind:` and `]` shows that kind.
    pub(super) fn says(mut self, department: Option<&str>, at: &str, text: &str) -> Self {
        let number = self.messages.len();
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, marked)) = rest.split_once('[') {
            let (kind, after) = marked.split_once(':').unwrap();
            let (quote, after) = after.split_once(']').unwrap();
            plain.push_str(before);
            let start = plain.len();
            plain.push_str(quote);
            self.signals.push(Signal {
                message: number,
                kind: SignalKind::from_name(kind).unwrap(),
                quote: start..plain.len(),
                probability: 0.9,
                place: Place { message: number, sentence: 0 },
            });
            rest = after;
        }
        plain.push_str(rest);
        self.messages.push(Message {
            side: if department.is_some() { Side::Company } else { Side::Customer },
            department: department.map(str::to_owned),
            agent: None,
            at: Some(moment(at)),
            text: plain,
        });
        self
    }

    pub(super) fn promises(mut self, message: usize, due: &str) -> Self {
        self.promises.push(Dated { message, sentence: 0, probability: 0.9, due: millis(due) });
        self
    }
}

pub(super) fn event(department: &str, at: &str, what: What) -> Event {
    let department = Some(department.to_owned()).filter(|name| !name.is_empty());
    Event { at: millis(at), department, what }
}

pub(super) fn sent(id: &str, to: &str) -> What {
    What::HandoffSent { id: id.into(), to: to.into(), due: None }
}

pub(super) fn judged(talks: &[Talk], events: &[Event], intent: Intent, now: &str) -> Vec<Found> {
    let parts: Vec<Part<'_>> = talks
        .iter()
        .map(|talk| Part {
            channel: talk.channel,
            messages: &talk.messages,
            signals: &talk.signals,
            dynamics: &talk.dynamics,
            promises: &talk.promises,
        })
        .collect();
    let week = WeekHours::parse("mon-fri 9-18").unwrap();
    dynamics(&Case {
        parts: &parts,
        events,
        intent,
        now: millis(now),
        calendar: &Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week),
        zone: &TimeZone::get("Europe/Rome").unwrap(),
        deadline: Within::BusinessDays(1),
    })
}

pub(super) fn kinds(found: &[Found]) -> Vec<DynamicKind> {
    found.iter().map(|one| one.kind).collect()
}

pub(super) fn quotes<'a>(talks: &'a [Talk], found: &Found) -> Vec<&'a str> {
    let quote = |quote: &Quote| {
        let Spot::Message(part, message) = quote.spot else { panic!("a quote of an event") };
        talks[part].messages[message].text.get(quote.range()).unwrap()
    };
    found.quotes.iter().map(quote).collect()
}
