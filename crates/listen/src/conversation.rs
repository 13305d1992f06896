//! A conversation as it is read: who wrote what to whom, and when.

use filo_model::moment::Moment;
use filo_model::words;

words! {
    /// Who speaks.
    Side {
        /// The customer, or whoever speaks for them.
        Customer = "customer",
        /// Somebody of the company.
        Company = "company",
        /// A machine: receipts, automatic answers.
        System = "system",
    }
}

words! {
    /// A language that can be listened to.
    Language {
        /// Italian.
        Italian = "it",
        /// English.
        English = "en",
    }
}

/// One message. Its text is kept as it was received: every quote is a part of it, byte by byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who speaks.
    pub side: Side,
    /// The department that speaks, where it is the company.
    pub department: Option<String>,
    /// The pseudonym of who speaks, where it is the company. It tells speakers of one conversation
    /// apart, and nothing else.
    pub agent: Option<String>,
    /// When it was sent.
    pub at: Option<Moment>,
    /// What was said.
    pub text: String,
}

/// Messages about one matter, in the order in which they were sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conversation {
    /// The language, where the file says it; else each message is asked.
    pub language: Option<Language>,
    /// The messages.
    pub messages: Vec<Message>,
}

impl Conversation {
    /// One conversation of several that are parts of it, in order of time: mail of one matter in two files
    /// reads as if it had come in one. A message that two parts have is once. One without a time goes with
    /// the one before it in its part. The order of the parts does not matter.
    #[must_use]
    pub fn merged(parts: &[Self]) -> Self {
        let mut messages: Vec<(i64, usize, &Message, usize)> = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            let first = part.messages.iter().find_map(|message| message.at);
            let mut at = first.map_or(i64::MIN, |first| first.millis);
            for (place, message) in part.messages.iter().enumerate() {
                at = message.at.map_or(at, |sent| sent.millis.max(at));
                messages.push((at, place, message, number));
            }
        }
        messages.sort_by(|one, other| {
            let rank = |entry: &(i64, usize, &Message, usize)| (entry.0, entry.1);
            rank(one).cmp(&rank(other)).then_with(|| one.2.text.cmp(&other.2.text))
        });
        let mut out: Vec<(&Message, usize)> = Vec::new();
        for (_, _, message, number) in messages {
            let is_known = message.at.is_some()
                && out.iter().any(|(known, part)| *part != number && *known == message);
            if !is_known {
                out.push((message, number));
            }
        }
        let mut languages = parts.iter().map(|part| part.language);
        let language = languages.next().flatten();
        let language = language.filter(|one| languages.all(|other| other == Some(*one)));
        Self { language, messages: out.into_iter().map(|(message, _)| message.clone()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use filo_model::moment::{DateOrder, Moment, MomentHabits};
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::{Conversation, Language, Message, Side};

    fn conversation(count: usize) -> Conversation {
        let habits = MomentHabits { zone: TimeZone::UTC, order: DateOrder::Auto };
        let message = |number: usize| Message {
            side: if number.is_multiple_of(2) { Side::Customer } else { Side::Company },
            department: None,
            agent: None,
            at: Moment::parse(&format!("2026-03-{:02}T09:00:00+01:00", number + 1), &habits).ok(),
            text: format!("messaggio {}", number % 3),
        };
        let messages = (0..count).map(message).collect();
        Conversation { language: Some(Language::Italian), messages }
    }

    proptest! {
        #[test]
        fn what_is_split_into_files_and_merged_is_as_before(
            of in proptest::collection::vec(0..3_usize, 1..20),
            is_turned in any::<bool>(),
        ) {
            let whole = conversation(of.len());
            let mut parts: Vec<Conversation> = (0..3)
                .map(|part| Conversation {
                    language: whole.language,
                    messages: whole.messages.iter().zip(&of)
                        .filter(|(_, of)| **of == part)
                        .map(|(message, _)| message.clone())
                        .collect(),
                })
                .collect();
            if is_turned {
                parts.reverse();
            }
            prop_assert_eq!(&Conversation::merged(&parts), &whole);
            // An export that overlaps brings nothing twice.
            parts.push(whole.clone());
            prop_assert_eq!(&Conversation::merged(&parts), &whole);
        }
    }
}
