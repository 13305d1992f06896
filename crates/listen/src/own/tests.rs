//! Own phrases tell their signals where they are meant, and their faults say where and what.

use super::{Own, Shipped};
use crate::conversation::{Conversation, Language, Message, Side};
use crate::kind::SignalKind;
use crate::listen::{Heard, Listener};
use crate::model::Model;
use crate::read::{Reader, Sources};
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};

const REFUSAL: &str = "signal = 'refusal'\n[[phrase]]\nid = 'no'\nsure = ['non è possibile']";
const CONCEPTS: &str = "[concepts]\nrefund = ['rimbors*|storn*', 'nota di credito']";

fn reader() -> Reader {
    let sources = Sources {
        chunks: include_str!("../../../../data/phrases/chunks.toml"),
        flags: include_str!("../../../../data/phrases/flags.toml"),
        layout: include_str!("../../../../data/phrases/layout.toml"),
        phrases: vec![("it/refusal", REFUSAL), ("it/concepts", CONCEPTS)],
    };
    let week = WeekHours::parse("mon-fri 9-18").unwrap();
    let calendar = Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week);
    Reader::parse(&sources, calendar).unwrap()
}

/// What is wrong with a file, as `line phrase what`.
fn faults(text: &str) -> Vec<String> {
    let reader = reader();
    let shipped =
        Shipped { phrases: reader.grammar().phrases(), concepts: &[(Language::Italian, CONCEPTS)] };
    let (own, mut faults) = Own::read(&[("frasi.toml".to_owned(), text.to_owned())], &shipped);
    faults.extend(own.prove(&reader));
    let line = |fault: &super::Fault| {
        format!("{} {} {}", fault.line, fault.phrase.as_deref().unwrap_or("-"), fault.what.name())
    };
    faults.iter().map(line).collect()
}

fn own(text: &str) -> Own {
    let reader = reader();
    let shipped =
        Shipped { phrases: reader.grammar().phrases(), concepts: &[(Language::Italian, CONCEPTS)] };
    let (own, faults) = Own::read(&[("frasi.toml".to_owned(), text.to_owned())], &shipped);
    assert_eq!(faults, []);
    own
}

/// A model that knows nothing: all is as probable as not, and told from .95 on.
fn model() -> Model {
    let mut text = "filo-listen 1\n".to_owned();
    for kind in SignalKind::ALL {
        text.push_str(&format!("signal {} 0.95 0.9 1 0\n", kind.name()));
    }
    for kind in crate::kind::DynamicKind::ALL {
        text.push_str(&format!("dynamic {} 0.95 0.9 1 0\n", kind.name()));
    }
    Model::parse(&text).unwrap()
}

fn heard(own: Own, side: Side, text: &str) -> Heard {
    let listener = Listener { reader: reader().with_own(own), model: model() };
    let message = Message { side, department: None, agent: None, at: None, text: text.to_owned() };
    listener.listen(&Conversation { language: None, messages: vec![message] })
}

/// The quotes of the signals that are told.
fn quotes(file: &str, side: Side, text: &str) -> Vec<(SignalKind, String)> {
    let heard = heard(own(file), side, text);
    let quote = |one: &crate::signal::Signal| (one.kind, text[one.quote.clone()].to_owned());
    heard.signals.iter().map(quote).collect()
}

const OWN: &str = r#"
language = "it"
signal = "refusal"

[[phrase]]
id = "fuori-listino"
sure = ["fuori listino", "(niente|zero) .. @refund"]
unless = ["per scherzo"]
examples = ["Questo è fuori listino.", "Per questo articolo niente nota di credito."]
counterexamples = ["È forse fuori listino?", "Se fosse fuori listino lo direi."]
"#;

#[test]
fn an_own_phrase_tells_its_signal_with_its_own_words() {
    let text = "Buongiorno. Mi dispiace, è Fuori  Listino da ieri. Saluti";
    let found = quotes(OWN, Side::Company, text);
    assert_eq!(found, [(SignalKind::Refusal, "Fuori  Listino".to_owned())]);
    let heard = heard(own(OWN), Side::Company, text);
    assert!((heard.signals[0].probability - super::SURE).abs() < f32::EPSILON);
    assert!(heard.own[0].is_in(&heard.signals[0]));
    // The dynamics see it too.
    let shown = heard.shown.iter().find(|(place, _)| *place == heard.own[0].place).unwrap().1;
    assert!(shown[SignalKind::Refusal.index()] >= super::SURE);
}

#[test]
fn it_counts_by_its_side_and_in_a_clause_that_means_it() {
    assert_eq!(quotes(OWN, Side::Customer, "È fuori listino."), []);
    assert_eq!(quotes(OWN, Side::Company, "Non è fuori listino."), []);
    assert_eq!(quotes(OWN, Side::Company, "È fuori listino?"), []);
    assert_eq!(quotes(OWN, Side::Company, "Se è fuori listino glielo dico."), []);
    assert_eq!(quotes(OWN, Side::Company, "È fuori listino, per scherzo."), []);
    let despite = OWN.replace("unless", "despite = ['question']\nunless");
    assert_eq!(quotes(&despite, Side::Company, "È fuori listino?").len(), 1);
    let probable = OWN.replace("unless", "probability = 0.55\nunless");
    let heard = heard(own(&probable), Side::Company, "È fuori listino.");
    assert!((heard.signals[0].probability - 0.55).abs() < 1e-6);
}

#[test]
fn what_is_switched_off_is_said_no_more_and_all_else_is_as_before() {
    let text = "Non è possibile, e niente storni.";
    let said = |reader: &Reader| {
        let reading = reader.read(text);
        (reading.sentences[0].said.hits.len(), reading.sentences[0].said.concepts.len())
    };
    assert_eq!(said(&reader()), (1, 1));
    assert_eq!(said(&reader().with_own(own("off = ['it/refusal/no']"))), (0, 1));
    assert_eq!(said(&reader().with_own(Own::default())), (1, 1));
}

#[test]
fn examples_are_proven() {
    assert_eq!(faults(OWN), Vec::<String>::new());
    let file = OWN
        .replace("Questo è fuori listino.", "Questo non è fuori listino.")
        .replace("niente nota di credito", "niente da fare")
        .replace("È forse fuori listino?", "È proprio fuori listino.");
    insta::assert_snapshot!(faults(&file).join("\n"), @r"
    9 fuori-listino example-flagged
    9 fuori-listino example-missed
    10 fuori-listino counterexample-met
    ");
}

#[test]
fn faults_say_where_and_what() {
    assert_eq!(faults("signal = "), ["1 - syntax"]);
    assert_eq!(faults("\nlanguage = 'fr'\nsignal = 'no'"), ["2 - language", "3 - signal"]);
    assert_eq!(faults("off = ['it/refusal/no',\n'it/refusal/nein']"), ["2 - off"]);
    assert_eq!(faults("[[phrase]]\nid = 'a'\nsure = ['b']\nexamples = ['b']").len(), 2);
    let file = r#"
language = "it"
signal = "refusal"
[sets]
open = ["(a"]
[[phrase]]
id = "a b"
sure = ["no"]
examples = ["no"]
[[phrase]]
id = "a"
despite = ["irony"]
probability = 1.5
sure = ["non @nobody"]
[[phrase]]
id = "b"
likely = ["mai più"]
examples = ["Mai più."]
[[phrase]]
id = "b"
examples = ["Mai."]
"#;
    insta::assert_snapshot!(faults(file).join("\n"), @r"
    5 - pattern
    7 a b id
    13 a probability
    12 a flag
    11 a no-example
    14 a pattern
    20 b twice
    20 b no-pattern
    ");
}

#[test]
fn a_pattern_that_can_be_met_in_too_many_ways_is_a_fault_where_it_stands() {
    let parts = "(a|b|non|posso)? ".repeat(60);
    let file = format!(
        "language = 'it'\nsignal = 'refusal'\n[[phrase]]\nid = 'a'\nsure = ['non {parts} x']\nexamples = ['Non x.']"
    );
    assert_eq!(faults(&file), ["5 a pattern"]);
}
