//! A correction says what its examples say, no more, and forgets an example without a trace.

use filo_model::calendar::{Calendar, HolidaySet, WeekHours};

use super::{Correction, Example};
use crate::conversation::{Conversation, Message, Side};
use crate::feature::Talk;
use crate::kind::{DynamicKind, SignalKind};
use crate::model::Model;
use crate::read::{Reader, Sources};
use crate::signal::readings;

const PHRASES: &str = "signal = 'refusal'\n[[phrase]]\nid = 'cannot'\nsure = ['non possiamo']\n\
                       [[phrase]]\nid = 'impossible'\nsure = ['impossibile']";

fn reader() -> Reader {
    let sources = Sources {
        chunks: include_str!("../../../../data/phrases/chunks.toml"),
        flags: include_str!("../../../../data/phrases/flags.toml"),
        layout: include_str!("../../../../data/phrases/layout.toml"),
        phrases: vec![("it/refusal", PHRASES)],
    };
    let week = WeekHours::parse("mon-fri 9-18").unwrap();
    let calendar = Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week);
    Reader::parse(&sources, calendar).unwrap()
}

/// A model that hears refusals in both phrases, at about .9, and knows some words.
fn model() -> Model {
    let mut text = "filo-listen 1\n".to_owned();
    for kind in SignalKind::ALL {
        text.push_str(&format!("signal {} 0.5 0.9 1 -2\n", kind.name()));
    }
    for kind in DynamicKind::ALL {
        text.push_str(&format!("dynamic {} 0.5 0.9 1 0\n", kind.name()));
    }
    for word in ["phrase it/refusal/cannot", "phrase it/refusal/impossible"] {
        text.push_str(&format!("company\t{word}\t0:0/0:840\n"));
    }
    for word in ["non", "possiamo", "rimborsare", "consegnare", "impossibile", "oggi", "la"] {
        text.push_str(&format!("company\tw={word}\t/0:1\n"));
    }
    Model::parse(&text.replace("0:0/", "/")).unwrap()
}

fn conversation(text: &str) -> Conversation {
    let message = Message {
        side: Side::Company,
        department: None,
        agent: None,
        at: None,
        text: text.to_owned(),
    };
    Conversation { language: None, messages: vec![message] }
}

fn example(person: u64, text: &str, is_right: bool) -> Example {
    Example {
        person,
        conversation: conversation(text),
        message: 0,
        quote: 0..text.len(),
        kind: SignalKind::Refusal,
        is_right,
    }
}

fn learn(examples: &[Example]) -> Correction {
    Correction::learn(examples.to_vec(), &reader(), &model().signals, "test")
}

/// How probable a refusal is in a sentence of the company.
fn refusal(text: &str, correction: &Correction) -> f32 {
    let mut model = model();
    model.signals.correction = correction.clone();
    let reader = reader();
    let conversation = conversation(text);
    let readings = readings(&reader, &conversation.messages);
    let talk = Talk::of(&conversation.messages, &readings, &reader);
    model.signals.shown(&talk)[0].1[SignalKind::Refusal.index()]
}

const REJECTED: &str = "Non possiamo che ringraziarla per la pazienza.";
const LIKE: &str = "Non possiamo che ringraziarla ancora.";
const OTHER: &str = "È impossibile consegnare oggi.";

fn rejections(count: u64) -> Vec<Example> {
    (0..count).map(|person| example(person, REJECTED, false)).collect()
}

#[test]
fn without_examples_nothing_changes() {
    let none = learn(&[]);
    assert!(none.is_empty());
    for text in [REJECTED, LIKE, OTHER] {
        assert_eq!(refusal(text, &none).to_bits(), refusal(text, &Correction::default()).to_bits());
    }
}

#[test]
fn rejecting_a_phrase_again_and_again_lowers_like_ones_and_hardly_others() {
    let before = Correction::default();
    let after = learn(&rejections(6));
    assert!(refusal(REJECTED, &before) > 0.85 && refusal(REJECTED, &after) < 0.5);
    assert!(refusal(LIKE, &before) - refusal(LIKE, &after) > 0.25);
    let other = refusal(OTHER, &before) - refusal(OTHER, &after);
    assert!((0.0..0.02).contains(&other), "{other}");
    // What is confirmed beside it holds against it.
    let mut mixed = rejections(6);
    mixed.extend((10..13).map(|person| example(person, "Non possiamo rimborsare.", true)));
    let held = "Non possiamo rimborsare oggi.";
    assert!(refusal(held, &learn(&mixed)) > refusal(held, &after) + 0.05);
}

#[test]
fn one_example_changes_little_and_many_never_leave_what_a_probability_is() {
    let one = learn(&rejections(1));
    let change = refusal(REJECTED, &Correction::default()) - refusal(REJECTED, &one);
    assert!((0.01..0.15).contains(&change), "{change}");
    let many = learn(&rejections(300));
    let probability = refusal(REJECTED, &many);
    assert!(probability > 0.0 && probability < 0.2, "{probability}");
}

#[test]
fn the_order_of_examples_does_not_matter_and_one_taken_out_leaves_no_trace() {
    let mut all = rejections(3);
    all.push(example(7, "Oggi è impossibile, Brambilla ha detto no.", true));
    all.push(example(8, "Non possiamo rimborsare la spesa.", true));
    all.push(example(9, "La consegna è impossibile oggi.", false));
    let whole = learn(&all).text();
    let mut turned = all.clone();
    turned.reverse();
    turned.swap(0, 3);
    assert_eq!(learn(&turned).text(), whole);
    for out in 0..all.len() {
        let mut without: Vec<Example> = all.clone();
        without.remove(out);
        let text = learn(&without).text();
        without.rotate_left(2);
        assert_eq!(learn(&without).text(), text);
        assert_ne!(text, whole);
    }
}

#[test]
fn a_word_of_one_person_is_not_learnt() {
    let named = |person| example(person, "Oggi impossibile, signora Brambilla.", false);
    let one = [named(1), named(1), example(2, OTHER, false)];
    assert!(!learn(&one).text().contains("brambilla"));
    assert!(learn(&one).text().contains("w=impossibile"));
    // What two people's conversations have is no longer one person's word.
    assert!(learn(&[named(1), named(2)]).text().contains("brambilla"));
}

#[test]
fn what_cannot_be_placed_is_counted_and_not_learnt() {
    let mut wrong = example(1, REJECTED, false);
    wrong.conversation.messages[0].side = Side::Customer;
    let mut nowhere = example(1, REJECTED, false);
    nowhere.quote = 900..910;
    let learnt = learn(&[wrong, nowhere]);
    assert_eq!((learnt.lost, learnt.is_empty()), (2, true));
}

#[test]
fn the_text_says_what_was_learnt_and_is_read_back_the_same() {
    let mut examples = rejections(2);
    examples.push(example(5, OTHER, true));
    let learnt = learn(&examples);
    let text = learnt.text();
    assert_eq!(Correction::parse(&text), Ok(learnt));
    assert!(text.starts_with("filo-listen-correction 1\nbase test\nlost 0\nlearnt refusal 1 2\n"));
    assert!(text.contains("\nweight\tphrase it/refusal/cannot\trefusal:-"));
    assert!(Correction::parse("filo-listen 1").is_err());
    assert!(Correction::parse(&text.replace("refusal:", "refusal=")).is_err());
}
