//! Whom a second opinion is asked of, how often, and what is made of it, with an endpoint that follows a script.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use filo_listen::conversation::{Conversation, Message, Side};
use filo_listen::kind::SignalKind;
use filo_listen::listen::Heard;
use filo_listen::phrase::Said;
use filo_listen::read::{Heard as HeardSentence, Reading};
use filo_listen::sentence::sentences;
use filo_listen::signal::{Place, Signal};
use filo_listen::token::Tokens;
use serde_json::{Value, json};

use super::{Endpoint, Failure, SecondOpinion, write_json, write_lines};
use crate::config::Config;
use crate::texts::{Language, Texts};

const CONFIG: &str = r#"
[company]
name = "Luce Spa"

[disclosure]
staff = ["Ottavia Brancaleoni"]
keep = ["Fibra Serena"]

[listen.opinion]
url = "http://127.0.0.1:9/v1"
model = "m"
messages_max = 5
"#;

/// What was asked, and how long was waited.
#[derive(Default)]
struct Log {
    bodies: Vec<String>,
    waits: Vec<u64>,
}

/// Answers as its script says, then always like the last.
struct Script {
    answers: Vec<Result<String, Failure>>,
    log: Rc<RefCell<Log>>,
}

impl Endpoint for Script {
    fn ask(&mut self, body: &str) -> Result<String, Failure> {
        let mut log = self.log.borrow_mut();
        let at = log.bodies.len().min(self.answers.len() - 1);
        log.bodies.push(body.to_owned());
        self.answers[at].clone()
    }

    fn wait(&mut self, seconds: u64) {
        self.log.borrow_mut().waits.push(seconds);
    }
}

fn scripted(answers: &[Result<String, Failure>]) -> (SecondOpinion, Rc<RefCell<Log>>) {
    let config = Config::parse(CONFIG, Path::new("filo.toml")).unwrap();
    let log = Rc::new(RefCell::new(Log::default()));
    let script = Script { answers: answers.to_vec(), log: Rc::clone(&log) };
    let settings = config.opinion.clone().unwrap();
    (SecondOpinion::with(Box::new(script), settings, &config).unwrap(), log)
}

fn answer(signals: &Value) -> Result<String, Failure> {
    let content = json!({ "signals": signals }).to_string();
    Ok(json!({ "choices": [{ "message": { "content": content } }] }).to_string())
}

/// A customer's messages, all of which the model is unsure of.
fn unsure(texts: &[&str]) -> (Conversation, Heard) {
    let mut heard = Heard::default();
    let mut conversation = Conversation::default();
    for (message, text) in texts.iter().enumerate() {
        let tokens = Tokens::of(text);
        let sentences: Vec<HeardSentence> = sentences(text, &(0..text.len()), &tokens)
            .into_iter()
            .map(|sentence| HeardSentence { sentence, said: Said::default(), flags: Vec::new() })
            .collect();
        for sentence in 0..sentences.len() {
            let shown = SignalKind::ALL
                .iter()
                .map(|kind| if *kind == SignalKind::Chasing { 0.5 } else { 0.0 });
            let shown: Vec<f32> = shown.collect();
            heard.shown.push((Place { message, sentence }, shown.try_into().unwrap()));
        }
        heard.readings.push(Reading { sentences, ..Reading::default() });
        conversation.messages.push(Message {
            side: Side::Customer,
            department: None,
            agent: None,
            at: None,
            text: (*text).to_owned(),
        });
    }
    (conversation, heard)
}

fn texts() -> Texts {
    Texts::new(Language::English)
}

#[test]
fn a_name_told_in_one_message_leaves_in_none() {
    let (mut opinion, log) = scripted(&[answer(&json!([]))]);
    let (mut conversation, heard) = unsure(&[
        "Buongiorno, mi chiamo Ermelinda Sgarlata e aspetto ancora.",
        "Allora? sono sempre sgarlata, la Fibra Serena non va.",
        "La signora Ottavia disse domani. Anche gaetana lo disse.",
    ]);
    conversation.messages[0].agent = Some("Gaetana".to_owned());
    opinion.about(1, &conversation, &heard, &texts());
    let bodies = log.borrow().bodies.concat().to_lowercase();
    assert_eq!(log.borrow().bodies.len(), 3);
    for name in ["ermelinda", "sgarlata", "ottavia", "gaetana"] {
        assert!(!bodies.contains(name), "{name} left");
    }
    assert!(bodies.contains("fibra serena non va"), "words to keep are kept");
}

#[test]
fn a_busy_endpoint_is_asked_again_after_the_wait_it_names() {
    let busy = |seconds| Err(Failure::Busy(seconds));
    let (mut opinion, log) = scripted(&[busy(Some(7)), busy(None), answer(&json!([]))]);
    let (conversation, heard) = unsure(&["Quando arriva?"]);
    assert_eq!(opinion.about(1, &conversation, &heard, &texts()).len(), 1);
    assert_eq!(log.borrow().waits, [7, 2]);
    assert_eq!((opinion.tally().asked, opinion.tally().answered), (1, 1));
}

#[test]
fn a_wait_beyond_bearing_ends_the_asking() {
    let (mut opinion, log) = scripted(&[Err(Failure::Busy(Some(3600)))]);
    let (conversation, heard) = unsure(&["Quando arriva?", "E quando?", "Allora?"]);
    assert!(opinion.about(1, &conversation, &heard, &texts()).is_empty());
    assert_eq!((log.borrow().bodies.len(), log.borrow().waits.len()), (1, 0));
    assert_eq!(opinion.tally().left_out, 2);
}

#[test]
fn an_endpoint_that_is_always_busy_is_not_waited_for_without_end() {
    let (mut opinion, log) = scripted(&[Err(Failure::Busy(Some(60)))]);
    let (conversation, heard) = unsure(&["Quando arriva?"; 5]);
    opinion.about(1, &conversation, &heard, &texts());
    assert!(log.borrow().waits.iter().sum::<u64>() <= 300);
}

#[test]
fn what_keeps_failing_is_asked_no_more_and_what_fails_now_and_then_is() {
    let down = Err(Failure::Unreachable);
    let (mut opinion, log) = scripted(std::slice::from_ref(&down));
    let (conversation, heard) = unsure(&["Quando arriva?"; 5]);
    opinion.about(1, &conversation, &heard, &texts());
    assert_eq!(log.borrow().bodies.len(), 3);

    let well = answer(&json!([]));
    let (mut opinion, log) =
        scripted(&[down.clone(), Ok("<html>".into()), well.clone(), down, well]);
    assert_eq!(opinion.about(1, &conversation, &heard, &texts()).len(), 2);
    assert_eq!(log.borrow().bodies.len(), 5);

    let (mut opinion, log) = scripted(&[Err(Failure::Status(401))]);
    opinion.about(1, &conversation, &heard, &texts());
    assert_eq!(log.borrow().bodies.len(), 1, "a refused key is refused again");
}

#[test]
fn no_more_messages_are_asked_about_than_the_configuration_says() {
    let (mut opinion, log) = scripted(&[answer(&json!([]))]);
    let (conversation, heard) = unsure(&["Quando arriva?"; 3]);
    for line in 1..=3 {
        opinion.about(line, &conversation, &heard, &texts());
    }
    assert_eq!(log.borrow().bodies.len(), 5);
    assert_eq!((opinion.tally().asked, opinion.tally().left_out), (5, 4));
}

#[test]
fn an_opinion_stands_beside_the_model_and_never_in_its_place() {
    let (mut opinion, _) = scripted(&[answer(&json!([
        { "kind": "chasing", "quote": "Quando" },
        { "kind": "repeat", "quote": "L'ho già chiesto" },
        { "kind": "leaving", "quote": "Me ne vado" },
    ]))]);
    let text = "Quando arriva? L'ho già chiesto. Basta.";
    let (conversation, mut heard) = unsure(&[text]);
    let place = Place { message: 0, sentence: 0 };
    let last = Place { message: 0, sentence: 2 };
    heard.signals = vec![
        Signal { message: 0, kind: SignalKind::Chasing, quote: 7..14, probability: 0.5, place },
        Signal {
            message: 0,
            kind: SignalKind::Escalation,
            quote: 34..40,
            probability: 0.5,
            place: last,
        },
    ];
    let given = opinion.about(1, &conversation, &heard, &texts());
    let mut line = json!({ "messages": [{ "signals": [
        { "kind": "chasing", "quote": "arriva?", "probability": 0.5 },
        { "kind": "escalation", "quote": "Basta.", "probability": 0.5 },
    ] }], "dynamics": [] });
    write_json(&mut line, &conversation, &heard, &given);
    assert_eq!(
        line["messages"][0]["signals"],
        json!([
            { "kind": "chasing", "quote": "arriva?", "probability": 0.5, "by": "model", "opinion": "agrees" },
            { "kind": "escalation", "quote": "Basta.", "probability": 0.5, "by": "model", "opinion": "disagrees" },
            { "kind": "repeat", "quote": "L'ho già chiesto", "by": "opinion" },
        ])
    );
    let mut words = String::new();
    write_lines(&mut words, &conversation, &heard, &given, |_| "7".to_owned(), &texts());
    assert_eq!(
        words,
        "  7  the second opinion does not find Escalation: «Basta.»\n  \
           7  by the second opinion alone, Already told: «L'ho già chiesto»\n"
    );
    let summary = opinion.summary(&texts());
    assert!(summary.contains("confirmed 1, not found 1, added 1"), "{summary}");
    assert!(summary.contains("1 with a quote that is not verbatim"), "{summary}");
}

#[cfg(not(feature = "opinion"))]
#[test]
fn a_build_that_cannot_ask_says_how_to_build_one_that_can() {
    let problem = SecondOpinion::is_built().unwrap_err();
    assert!(problem.explain(&texts()).contains("--features opinion"));
}
