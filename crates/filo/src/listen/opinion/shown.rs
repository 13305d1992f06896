//! An opinion beside what the model found: never in its place, and always named as what it is.

use filo_listen::conversation::Conversation;
use filo_listen::listen::Heard;
use filo_listen::opinion::{Found, Stand};
use filo_listen::signal::Signal;
use serde_json::{Value, json};

use super::Given;
use crate::texts::Texts;

/// The signals of one message, in the order in which they are told, each as wide as its sentence: of one
/// sentence, an opinion may quote other words than the model and mean the same.
pub(super) fn of_message(heard: &Heard, message: usize) -> Vec<Signal> {
    let widened = |signal: &Signal| {
        let mut signal = signal.clone();
        let reading = heard.readings.get(signal.place.message);
        let sentence = reading.and_then(|reading| reading.sentences.get(signal.place.sentence));
        if let Some(sentence) = sentence {
            let place = &sentence.sentence.place;
            signal.quote.start = signal.quote.start.min(place.start);
            signal.quote.end = signal.quote.end.max(place.end);
        }
        signal
    };
    heard.signals.iter().filter(|signal| signal.message == message).map(widened).collect()
}

/// Puts opinions into a line that is told as JSON: each signal says by whom it is, those of the model where
/// an opinion stands to them, and what only an opinion found comes after them. The dynamics stay
/// those of the model.
pub fn write_json(line: &mut Value, conversation: &Conversation, heard: &Heard, given: &[Given]) {
    let Some(messages) = line["messages"].as_array_mut() else { return };
    for (index, message) in messages.iter_mut().enumerate() {
        let Some(told) = message["signals"].as_array_mut() else { continue };
        let signals = of_message(heard, index);
        let given = given.iter().find(|given| given.message == index);
        for (value, signal) in told.iter_mut().zip(&signals) {
            value["by"] = json!("model");
            let stand = given.and_then(|given| given.opinion.stand(&given.question, signal));
            if let Some(stand) = stand {
                value["opinion"] = json!(stand.name());
            }
        }
        let text = conversation.messages.get(index).map_or("", |message| message.text.as_str());
        let added = given.into_iter().flat_map(|given| given.opinion.added(&signals));
        told.extend(added.map(|found| {
            json!({ "kind": found.kind.name(), "quote": quote(text, found), "by": "opinion" })
        }));
    }
}

/// Adds to a conversation as people read it what opinions say otherwise; `number` gives a message's number.
pub fn write_lines(
    out: &mut String,
    conversation: &Conversation,
    heard: &Heard,
    given: &[Given],
    number: impl Fn(usize) -> String,
    texts: &Texts,
) {
    for given in given {
        let text = conversation.messages.get(given.message).map_or("", |one| one.text.as_str());
        let number = number(given.message);
        let mut say = |key: &str, kind: &str, quote: &str| {
            let kind = texts.word("signal", kind);
            let quote = quote.replace('\n', " ");
            let args = [("message", number.as_str()), ("kind", &kind), ("quote", &quote)];
            out.push_str(&format!("  {}\n", texts.say(key, &args)));
        };
        let signals = of_message(heard, given.message);
        let told = heard.signals.iter().filter(|signal| signal.message == given.message);
        for (signal, told) in signals.iter().zip(told) {
            if given.opinion.stand(&given.question, signal) == Some(Stand::Disagrees) {
                let words = text.get(told.quote.clone()).unwrap_or_default();
                say("opinion-disagrees", signal.kind.name(), words);
            }
        }
        for found in given.opinion.added(&signals) {
            say("opinion-adds", found.kind.name(), quote(text, found));
        }
    }
}

fn quote<'a>(text: &'a str, found: &Found) -> &'a str {
    text.get(found.quote.clone()).unwrap_or_default()
}
