//! The line of a case: messages with their signals, and events, in one order of time.

use crate::case::{Case, Quote, Spot, What};
use crate::conversation::Side;
use crate::kind::SignalKind;
use crate::matter::stem;
use crate::signal::Signal;
use crate::token::{Shape, Tokens};

/// One thing on the line.
pub(super) struct Step<'a> {
    pub(super) at: i64,
    pub(super) spot: Spot,
    pub(super) department: Option<&'a str>,
    pub(super) what: Act<'a>,
}

/// What it is.
pub(super) enum Act<'a> {
    /// A message.
    Said { side: Side, text: &'a str, channel: Option<&'a str>, signals: Vec<&'a Signal> },
    /// An event.
    Happened(&'a What),
}

/// All of them.
pub(super) struct Line<'a> {
    pub(super) steps: Vec<Step<'a>>,
}

impl<'a> Line<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let mut steps: Vec<Step<'a>> = Vec::new();
        for (number, part) in case.parts.iter().enumerate() {
            // A message without a time is as old as the one before, else as the first that has one.
            let first = part.messages.iter().find_map(|message| message.at);
            let mut at = first.map_or(i64::MIN, |first| first.millis);
            for (message, said) in part.messages.iter().enumerate() {
                at = said.at.map_or(at, |said| said.millis.max(at));
                let signals = part.signals.iter().filter(|signal| signal.message == message);
                let signals = signals.filter(|signal| signal.kind.side() == said.side);
                steps.push(Step {
                    at,
                    spot: Spot::Message(number, message),
                    department: said.department.as_deref(),
                    what: Act::Said {
                        side: said.side,
                        text: &said.text,
                        channel: part.channel,
                        signals: signals.collect(),
                    },
                });
            }
        }
        steps.extend(case.events.iter().enumerate().map(|(number, event)| Step {
            at: event.at,
            spot: Spot::Event(number),
            department: event.department.as_deref(),
            what: Act::Happened(&event.what),
        }));
        // What happened at one moment is put in order by what it is, not by how it was given.
        steps.sort_by(|one, other| one.key().cmp(&other.key()));
        Self { steps }
    }
}

impl<'a> Step<'a> {
    fn key(&self) -> (i64, Option<&'a What>, Option<usize>, &'a str, Option<&'a str>) {
        match &self.what {
            Act::Happened(what) => (self.at, Some(what), None, "", self.department),
            // Within a conversation the order is known.
            Act::Said { text, .. } => {
                let Spot::Message(_, message) = self.spot else {
                    return (self.at, None, None, text, None);
                };
                (self.at, None, Some(message), text, self.department)
            }
        }
    }

    /// The surest signal of a kind.
    pub(super) fn shows(&self, kind: SignalKind) -> Option<&'a Signal> {
        let Act::Said { signals, .. } = &self.what else { return None };
        let of_kind = signals.iter().filter(|signal| signal.kind == kind);
        of_kind.copied().max_by(|one, other| one.probability.total_cmp(&other.probability))
    }

    /// The first of some kinds that it shows.
    pub(super) fn any(&self, kinds: &[SignalKind]) -> Option<&'a Signal> {
        kinds.iter().find_map(|kind| self.shows(*kind))
    }

    /// How many signals of a kind it shows.
    pub(super) fn count(&self, kind: SignalKind) -> u32 {
        let Act::Said { signals, .. } = &self.what else { return 0 };
        u32::try_from(signals.iter().filter(|signal| signal.kind == kind).count())
            .unwrap_or(u32::MAX)
    }

    /// The quote of a signal in it.
    pub(super) fn quote(&self, signal: &Signal) -> Quote {
        let place = (signal.quote.start, signal.quote.end);
        Quote { spot: self.spot, kind: signal.kind, place }
    }

    /// Its event.
    pub(super) fn event(&self) -> Option<&'a What> {
        match self.what {
            Act::Happened(what) => Some(what),
            Act::Said { .. } => None,
        }
    }

    /// Whether the customer speaks.
    pub(super) fn is_inbound(&self) -> bool {
        match &self.what {
            Act::Said { side, .. } => *side == Side::Customer,
            Act::Happened(what) => matches!(what, What::MessageIn(_)),
        }
    }

    /// Whether somebody of the company speaks to the customer.
    pub(super) fn is_outbound(&self) -> bool {
        match &self.what {
            Act::Said { side, .. } => *side == Side::Company,
            Act::Happened(what) => matches!(
                what,
                What::MessageOut(_)
                    | What::Refused(_)
                    | What::Granted { .. }
                    | What::Answered { .. }
                    | What::AlternativeOffered
                    | What::Goodwill
                    | What::PromiseMade { .. }
            ),
        }
    }

    /// The conversation it belongs to.
    pub(super) fn part(&self) -> Option<usize> {
        match self.spot {
            Spot::Message(part, _) => Some(part),
            Spot::Event(_) => None,
        }
    }

    /// By which way the customer came.
    pub(super) fn channel(&self) -> Option<&'a str> {
        match &self.what {
            Act::Said { channel, .. } => *channel,
            Act::Happened(What::MessageIn(channel)) => channel.as_deref(),
            Act::Happened(_) => None,
        }
    }

    /// Its words without case and accents.
    pub(super) fn words(&self) -> Vec<String> {
        let Act::Said { text, .. } = &self.what else { return Vec::new() };
        words(text)
    }
}

/// The words of a text without case and accents; of numbers the digits.
pub(super) fn words(text: &str) -> Vec<String> {
    let tokens = Tokens::of(text);
    let known = tokens.iter().enumerate().filter(|(_, token)| token.shape != Shape::Mark);
    known.map(|(at, _)| tokens.word(at).to_owned()).collect()
}

/// The stems of the longer words.
pub(super) fn stems(text: &str) -> Vec<String> {
    const SHORTEST: usize = 5;
    let mut stems: Vec<String> = words(text)
        .iter()
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(|word| stem(word).to_owned())
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The departments of some steps, each once, in their order.
pub(super) fn departments<'a>(steps: impl Iterator<Item = &'a Step<'a>>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for department in steps.filter_map(|step| step.department) {
        if !out.iter().any(|known| known == department) {
            out.push(department.to_owned());
        }
    }
    out
}
