//! What is said between customer and company: what asks, what answers, and what is answered while it is asked.
//!
//! In a file all that comes from the customer asks and all that goes there answers. In a company's own log a payment comes from the
//! customer and asks nothing, an invoice goes there and answers nothing, and who takes a call answers at once.

use filo_journey::case::{Case, Vocabulary};
use filo_journey::log::Direction;
use filo_journey::names::Names;

/// What activities and channels mean for who speaks with whom.
#[derive(Debug, Clone, Default)]
pub struct Talk {
    known: Option<Known>,
}

/// By activity or channel, whether it is one.
#[derive(Debug, Clone)]
struct Known {
    asks: Vec<bool>,
    tells: Vec<bool>,
    ends: Vec<bool>,
    vain: Vec<bool>,
    spoken: Vec<bool>,
}

/// The names of what has a meaning.
#[derive(Debug, Clone, Copy)]
pub struct Meanings<'a> {
    /// Activities with which the customer asks for something.
    pub asks: &'a [&'a str],
    /// Activities with which the company answers, where they go to the customer.
    pub tells: &'a [&'a str],
    /// Activities that end a case, which answers too, whoever was told.
    pub ends: &'a [&'a str],
    /// Activities in which nobody was reached.
    pub vain: &'a [&'a str],
    /// Channels on which people speak with each other.
    pub spoken: &'a [&'a str],
}

impl Talk {
    /// What is meant in a log with these names.
    #[must_use]
    pub fn new(names: &Vocabulary, meanings: &Meanings<'_>) -> Self {
        let among = |names: &Names, wanted: &[&str]| {
            names.iter().map(|name| wanted.contains(&name)).collect::<Vec<bool>>()
        };
        Self {
            known: Some(Known {
                asks: among(&names.activities, meanings.asks),
                tells: among(&names.activities, meanings.tells),
                ends: among(&names.activities, meanings.ends),
                vain: among(&names.activities, meanings.vain),
                spoken: among(&names.channels, meanings.spoken),
            }),
        }
    }

    /// Whether the customer asks for something.
    #[must_use]
    pub fn asks(&self, case: &Case<'_>, event: usize) -> bool {
        let is_known = |known: &Known| is(&known.asks, case.activity[event]);
        case.way(event) == Some(Direction::In) && self.known.as_ref().is_none_or(is_known)
    }

    /// Whether the customer is answered, by a word, by the end of the case, or by who takes a call.
    #[must_use]
    pub fn answers(&self, case: &Case<'_>, event: usize) -> bool {
        let is_out = case.way(event) == Some(Direction::Out);
        let Some(known) = &self.known else { return is_out };
        let activity = case.activity[event];
        (is_out && is(&known.tells, activity))
            || is(&known.ends, activity)
            || self.is_spoken(case, event)
    }

    /// Whether the customer asks and somebody listens.
    #[must_use]
    pub fn is_spoken(&self, case: &Case<'_>, event: usize) -> bool {
        let is_known = |known: &Known| {
            is(&known.spoken, Case::name(case.channel, event))
                && !is(&known.vain, case.activity[event])
        };
        self.asks(case, event) && self.known.as_ref().is_some_and(is_known)
    }

    /// The first answer to what was asked with an event.
    #[must_use]
    pub fn answer(&self, case: &Case<'_>, asked: usize) -> Option<usize> {
        if self.is_spoken(case, asked) {
            return Some(asked);
        }
        (asked + 1..case.at.len()).find(|&event| self.answers(case, event))
    }
}

fn is(of: &[bool], number: u32) -> bool {
    of.get(number as usize).copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use filo_journey::case::Cases;
    use filo_journey::log::{Direction, Event, Log};

    use super::{Meanings, Talk};

    /// Events of one case: activity, way, channel.
    fn case(events: &[(&str, Direction, &str)]) -> (Cases, Talk) {
        let mut log = Log::default();
        for (at, (activity, direction, channel)) in (0..).zip(events) {
            let direction = Some(*direction);
            let event = Event { case: "a", at, activity, direction, channel, ..Event::default() };
            log.push(&event);
        }
        let (cases, names) = Cases::of(log);
        let meanings = Meanings {
            asks: &["ask", "try"],
            tells: &["answer"],
            ends: &["close"],
            vain: &["try"],
            spoken: &["phone"],
        };
        let talk = Talk::new(&names, &meanings);
        (cases, talk)
    }

    #[test]
    fn an_answer_is_a_word_an_end_or_somebody_who_takes_the_call() {
        use Direction::{In, Internal, Out};
        let mail = [("ask", In, "mail"), ("invoice", Out, "mail"), ("answer", Out, "mail")];
        let ended = [("ask", In, "mail"), ("answer", Internal, ""), ("close", Internal, "")];
        let call = [("ask", In, "phone"), ("answer", Out, "mail")];
        let later = [("try", In, "phone"), ("pay", In, "phone"), ("ask", In, "phone")];
        let none = [("ask", In, "mail"), ("ask", In, "mail")];
        for (events, expected) in [
            (&mail[..], Some(2)),
            (&ended, Some(2)),
            (&call, Some(0)),
            (&later, Some(2)),
            (&none, None),
        ] {
            let (cases, talk) = case(events);
            assert_eq!(talk.answer(&cases.case(0), 0), expected, "{events:?}");
        }
    }

    #[test]
    fn where_nothing_is_said_all_that_comes_asks_and_all_that_goes_answers() {
        let (cases, _) = case(&[("pay", Direction::In, "phone"), ("x", Direction::Out, "")]);
        let (talk, case) = (Talk::default(), cases.case(0));
        assert!(talk.asks(&case, 0) && !talk.asks(&case, 1));
        assert_eq!(talk.answer(&case, 0), Some(1));
    }
}
