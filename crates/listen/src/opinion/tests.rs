//! What leaves, and what of an answer is believed.

use std::ops::Range;

use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};

use super::{Guide, Masked, Opinion, Question, Reason, Stand, Unusable, doubts};
use crate::conversation::{Message, Side};
use crate::kind::SignalKind;
use crate::listen::Heard;
use crate::phrase::Said;
use crate::read::{self, Reading};
use crate::sentence::sentences;
use crate::signal::{KINDS, Place, Signal};
use crate::token::Tokens;

const GUIDE: &str = include_str!("../../../../data/listen/LABELS.md");

/// A message, what is hidden in it, and the stretches that are asked about.
const TEXT: &str = "Buongiorno sig. Rossi. Non possiamo rimborsarla, Rossi. Le richiamo io domani! Rossi? Cordialità.";

/// Hides `Rossi` wherever it stands.
fn masked(text: &str) -> Masked {
    let stretches = text.match_indices("Rossi").map(|(at, name)| (at..at + name.len(), "[person]"));
    Masked::new(text, stretches).unwrap()
}

fn at(text: &str, words: &str) -> Range<usize> {
    let start = text.find(words).unwrap();
    start..start + words.len()
}

fn question() -> Question {
    let stretch = at(TEXT, "Non possiamo rimborsarla, Rossi. Le richiamo io domani!");
    Question::new(Side::Company, masked(TEXT), &[stretch])
}

fn completion(content: &str) -> String {
    json!({ "choices": [{ "message": { "content": content }, "finish_reason": "stop" }] })
        .to_string()
}

fn judged(signals: &Value) -> Opinion {
    let answer = completion(&json!({ "signals": signals }).to_string());
    question().judge(&answer, TEXT).unwrap()
}

#[test]
fn only_masked_passages_leave() {
    let request = question().request(&Guide::parse(GUIDE).unwrap(), "m", None);
    let user: Value =
        serde_json::from_str(request["messages"][1]["content"].as_str().unwrap()).unwrap();
    assert_eq!(
        user,
        json!({ "passages": ["Non possiamo rimborsarla, [person]. Le richiamo io domani!"] })
    );
    assert!(!request.to_string().contains("Rossi"));
    assert!(request.get("temperature").is_none());
}

#[test]
fn a_request_explains_the_kinds_of_its_side_alone_and_asks_for_their_form() {
    let request = question().request(&Guide::parse(GUIDE).unwrap(), "m", Some(0.0));
    let instruction = request["messages"][0]["content"].as_str().unwrap();
    assert!(instruction.contains("- promise: the company commits to an act by a date"));
    assert!(instruction.contains("Not: \"as soon as possible\""));
    assert!(!instruction.contains("- chasing"));
    let format = &request["response_format"]["json_schema"];
    assert_eq!(format["strict"], json!(true));
    let item = &format["schema"]["properties"]["signals"]["items"];
    let kinds: Vec<&str> = SignalKind::of_side(Side::Company).map(SignalKind::name).collect();
    assert_eq!(item["properties"]["kind"]["enum"], json!(kinds));
    assert_eq!(item["additionalProperties"], json!(false));
    assert_eq!(request["temperature"], json!(0.0));
}

#[test]
fn a_guide_that_lacks_a_kind_is_refused() {
    let lame = GUIDE.replace("`delight`", "`joy`");
    assert_eq!(Guide::parse(&lame).unwrap_err().0, "delight");
    // The dynamics of the guide have a table too, and a kind of the same name.
    let lame = GUIDE.replacen("| `repeat` |", "| `again` |", 1);
    assert_eq!(Guide::parse(&lame).unwrap_err().0, "repeat");
}

#[test]
fn verbatim_quotes_are_believed_at_their_place_in_the_original() {
    let opinion = judged(&json!([
        { "kind": "ownership", "quote": "Le richiamo io domani" },
        { "kind": "refusal", "quote": "Non possiamo rimborsarla" },
    ]));
    let found: Vec<(SignalKind, &str)> =
        opinion.found.iter().map(|found| (found.kind, &TEXT[found.quote.clone()])).collect();
    assert_eq!(
        found,
        [
            (SignalKind::Refusal, "Non possiamo rimborsarla"),
            (SignalKind::Ownership, "Le richiamo io domani"),
        ]
    );
    assert_eq!(opinion.dropped, []);
}

#[test]
fn what_cannot_be_believed_is_dropped_with_its_reason() {
    let cases = [
        ("fury", "Non possiamo", Reason::UnknownKind),
        ("chasing", "Non possiamo", Reason::OtherSide),
        ("refusal", "Non possiamo rimborsare", Reason::NotVerbatim),
        ("refusal", "non possiamo", Reason::NotVerbatim),
        ("refusal", "rimborsarla, [person]", Reason::Masked),
        ("refusal", "person", Reason::Masked),
        // The name behind the mask, guessed.
        ("refusal", "rimborsarla, Rossi", Reason::NotVerbatim),
        // It stands in the message, in a part that was not sent.
        ("apology", "Cordialità", Reason::NotVerbatim),
        ("refusal", "possiamo rimb", Reason::Fragment),
        ("refusal", " ", Reason::Fragment),
        ("refusal", "!", Reason::Fragment),
    ];
    for (kind, quote, reason) in cases {
        let opinion = judged(&json!([{ "kind": kind, "quote": quote }]));
        assert_eq!(opinion.found, [], "{kind} {quote}");
        let reasons: Vec<Reason> = opinion.dropped.iter().map(|one| one.reason).collect();
        assert_eq!(reasons, [reason], "{kind} {quote}");
    }
    let twice = json!({ "kind": "refusal", "quote": "Non possiamo" });
    let opinion = judged(&json!([twice, twice]));
    assert_eq!((opinion.found.len(), opinion.dropped[0].reason), (1, Reason::Twice));
}

#[test]
fn an_answer_of_another_form_is_of_no_use() {
    let judge = |answer: &str| question().judge(answer, TEXT).unwrap_err();
    assert_eq!(judge("<html>busy</html>"), Unusable::Form);
    assert_eq!(judge(r#"{"choices":[]}"#), Unusable::Form);
    assert_eq!(judge(r#"{"choices":[{"message":{"content":null}}]}"#), Unusable::Form);
    assert_eq!(judge(&completion("I think that this is a refusal.")), Unusable::Prose);
    assert_eq!(judge(&completion(r#"{"signals":"none"}"#)), Unusable::Prose);
    let declined = r#"{"choices":[{"message":{"content":null,"refusal":"no"}}]}"#;
    assert_eq!(judge(declined), Unusable::Declined);
    let cut = r#"{"choices":[{"message":{"content":"{\"signals\":["},"finish_reason":"length"}]}"#;
    assert_eq!(judge(cut), Unusable::CutOff);
}

fn signal(kind: SignalKind, words: &str) -> Signal {
    let place = Place { message: 0, sentence: 0 };
    Signal { message: 0, kind, quote: at(TEXT, words), probability: 0.5, place }
}

#[test]
fn an_opinion_agrees_disagrees_adds_or_was_not_asked() {
    let told = [
        signal(SignalKind::Refusal, "Non possiamo rimborsarla, Rossi."),
        signal(SignalKind::Grant, "Non possiamo rimborsarla, Rossi."),
        signal(SignalKind::Apology, "Cordialità."),
        signal(SignalKind::Promise, "Le richiamo io domani!"),
    ];
    let opinion = judged(&json!([
        { "kind": "refusal", "quote": "Non possiamo" },
        { "kind": "ownership", "quote": "Le richiamo io" },
        { "kind": "promise", "quote": "Le richiamo io dopodomani" },
    ]));
    let stands = told.each_ref().map(|signal| opinion.stand(&question(), signal));
    // Of the promise it spoke in words that had to be dropped: that is no disagreement.
    assert_eq!(stands, [Some(Stand::Agrees), Some(Stand::Disagrees), None, None]);
    let added: Vec<SignalKind> = opinion.added(&told).map(|found| found.kind).collect();
    assert_eq!(added, [SignalKind::Ownership]);
}

/// What was heard of a customer's message, with the probability of one kind by sentence.
fn heard(text: &str, parts: &[Range<usize>], probabilities: &[f32]) -> (Vec<Message>, Heard) {
    let tokens = Tokens::of(text);
    let sentences = parts.iter().flat_map(|part| sentences(text, part, &tokens));
    let sentences = sentences
        .map(|sentence| read::Heard { sentence, said: Said::default(), flags: Vec::new() })
        .collect();
    let reading = Reading { sentences, ..Reading::default() };
    let shown = probabilities.iter().enumerate().map(|(sentence, probability)| {
        let mut shown = [0.0; KINDS];
        shown[SignalKind::Chasing.index()] = *probability;
        (Place { message: 0, sentence }, shown)
    });
    let heard = Heard { shown: shown.collect(), readings: vec![reading], ..Heard::default() };
    let message = Message {
        side: Side::Customer,
        department: None,
        agent: None,
        at: None,
        text: text.to_owned(),
    };
    (vec![message], heard)
}

fn asked(text: &str, parts: &[Range<usize>], probabilities: &[f32]) -> Vec<String> {
    let (messages, heard) = heard(text, parts, probabilities);
    let doubts = doubts(&messages, &heard);
    let stretches = doubts.iter().flat_map(|doubt| &doubt.stretches);
    stretches.map(|stretch| text[stretch.clone()].to_owned()).collect()
}

#[test]
fn only_unsure_sentences_and_their_neighbours_are_asked_about() {
    let text = "Uno qui. Due qui. Tre qui. Quattro qui. Cinque qui. Sei qui. Sette qui.";
    let whole = 0..text.len();
    let all = std::slice::from_ref(&whole);
    assert!(asked(text, all, &[0.1, 0.9, 0.0, 0.7, 0.1, 0.95, 0.1]).is_empty());
    assert_eq!(
        asked(text, all, &[0.1, 0.5, 0.1, 0.1, 0.9, 0.1, 0.1]),
        ["Uno qui. Due qui. Tre qui."]
    );
    assert_eq!(
        asked(text, all, &[0.3, 0.0, 0.0, 0.0, 0.9, 0.1, 0.3]),
        ["Uno qui. Due qui.", "Sei qui. Sette qui."]
    );
}

#[test]
fn what_was_set_apart_between_two_sentences_is_not_asked_about() {
    let text = "Prima frase.\n> righe citate di un altro\nSeconda frase.";
    let parts = [0..12, at(text, "Seconda frase.")];
    assert_eq!(asked(text, &parts, &[0.5, 0.0]), ["Prima frase.", "Seconda frase."]);
}

#[test]
fn a_stretch_that_ends_inside_a_mask_takes_all_of_it() {
    let masked = Masked::new("Via Roma 3. Grazie", [(0..11, "[address]")]).unwrap();
    let question = Question::new(Side::Customer, masked, std::slice::from_ref(&(4..18)));
    assert_eq!(question.passages().collect::<Vec<_>>(), ["[address] Grazie"]);
}

#[test]
fn a_text_whose_masks_do_not_fit_does_not_leave() {
    assert_eq!(Masked::new("però", [(0..4, "[x]")]), None);
    assert_eq!(Masked::new("abcdef", [(3..5, "[x]"), (1..2, "[x]")]), None);
    assert_eq!(Masked::new("abc", [(2..9, "[x]")]), None);
}

/// A text of words, and which of them are hidden.
fn words() -> impl Strategy<Value = Vec<(String, bool)>> {
    proptest::collection::vec(("[a-zàè€]{1,5}", any::<bool>()), 1..12)
}

proptest! {
    /// Whatever is quoted: what is believed is exactly those bytes of the original, and hides nothing.
    #[test]
    fn a_believed_quote_is_byte_exact_and_outside_masks(words in words(), from in 0_usize..60, length in 1_usize..40) {
        let mut text = String::new();
        let mut hidden: Vec<Range<usize>> = Vec::new();
        for (word, is_hidden) in &words {
            let start = text.len();
            text.push_str(word);
            if *is_hidden {
                hidden.push(start..text.len());
            }
            text.push(' ');
        }
        let masked = Masked::new(&text, hidden.iter().map(|place| (place.clone(), "[name]"))).unwrap();
        let quote: String = masked.text().chars().skip(from).take(length).collect();
        let question = Question::new(Side::Company, masked, std::slice::from_ref(&(0..text.len())));
        let content = json!({ "signals": [{ "kind": "refusal", "quote": quote }] });
        let opinion = question.judge(&completion(&content.to_string()), &text).unwrap();
        prop_assert_eq!(opinion.found.len() + opinion.dropped.len(), 1);
        for found in &opinion.found {
            prop_assert_eq!(&text[found.quote.clone()], quote.trim());
            let is_clear = |place: &Range<usize>| found.quote.end <= place.start || place.end <= found.quote.start;
            prop_assert!(hidden.iter().all(is_clear));
        }
        // A whole word outside the masks is believed.
        let is_words = quote.split(' ').all(|word| words.iter().any(|(own, is_hidden)| own == word && !is_hidden));
        if is_words && !quote.contains('€') {
            prop_assert_eq!(opinion.found.len(), 1);
        }
    }
}
