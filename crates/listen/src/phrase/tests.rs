//! Patterns meet the words they stand for, and wrong files say what is wrong.

use super::{Grammar, Strength};
use crate::token::Tokens;

const FILE: &str = r#"
    signal = "refusal"
    [sets]
    can = ["posso", "riusciamo a"]
    [[phrase]]
    id = "cannot"
    sure = ["non @can far* .. (niente|nulla)"]
    likely = ["non è possibile"]
    unless = ["problem*"]
    [[phrase]]
    id = "time"
    sure = ["prima di @duration no"]
    likely = ["(non|mai) più? qui"]
"#;

fn said(text: &str) -> Vec<(String, Strength, String)> {
    let chunks = include_str!("../../../../data/phrases/chunks.toml");
    let grammar = Grammar::parse(chunks, [("it/refusal", FILE)]).unwrap();
    let tokens = Tokens::of(text);
    let chunks = grammar.chunks(&tokens);
    let hits = grammar.said(&tokens, &chunks, &(0..tokens.len())).hits;
    let words = |range: std::ops::Range<usize>| {
        range.map(|index| tokens.word(index)).collect::<Vec<_>>().join(" ")
    };
    hits.into_iter()
        .map(|hit| (grammar.phrases()[hit.phrase].id.clone(), hit.strength, words(hit.tokens)))
        .collect()
}

#[test]
fn patterns_meet_the_words_they_stand_for_and_no_others() {
    let one = |id: &str, strength, words: &str| {
        vec![(format!("it/refusal/{id}"), strength, words.to_owned())]
    };
    assert_eq!(
        said("Purtroppo non posso farci proprio niente."),
        one("cannot", Strength::Sure, "non posso farci proprio niente")
    );
    assert_eq!(
        said("NON RIUSCIAMO A FARE NULLA"),
        one("cannot", Strength::Sure, "non riusciamo a fare nulla")
    );
    assert_eq!(said("non e' possibile"), one("cannot", Strength::Likely, "non e possibile"));
    assert_eq!(
        said("prima di due settimane no"),
        one("time", Strength::Sure, "prima di due settimane no")
    );
    assert_eq!(said("mai qui"), one("time", Strength::Likely, "mai qui"));
    assert_eq!(said("mai più qui"), one("time", Strength::Likely, "mai piu qui"));
    assert_eq!(said("non è possibile, nessun problema"), vec![]);
    assert_eq!(said("posso farci qualcosa"), vec![]);
}

#[test]
fn a_wrong_file_says_what_is_wrong() {
    let fault = |pattern: &str| {
        let file = format!("signal = 'refusal'\n[[phrase]]\nid = 'a'\nsure = ['{pattern}']");
        Grammar::parse("", [("it/refusal", file.as_str())]).unwrap_err().to_string()
    };
    insta::assert_snapshot!(fault("non (posso"), @"`it/refusal`, phrase `a`: the pattern `non (posso` has a `(` without its `)`");
    insta::assert_snapshot!(fault("non @can"), @"`it/refusal`, phrase `a`: the pattern `non @can` names the set `@can`, which the file does not have");
    insta::assert_snapshot!(fault(".. posso"), @"`it/refusal`, phrase `a`: the pattern `.. posso` may begin or end with anything: begin and end with a word");
    insta::assert_snapshot!(fault(""), @"`it/refusal`, phrase `a`: the pattern `` is empty");
    let optional = |count: usize| fault(&format!("non {} posso", "a? ".repeat(count)));
    assert!(optional(60).contains("can be met in too many ways"), "{}", optional(60));
    let branches = fault(&format!("non {} posso", "(a|b|non|posso)? ".repeat(60)));
    assert!(branches.contains("can be met in too many ways"), "{branches}");
    let gaps = fault(&format!("non {} posso", ".. ".repeat(20)));
    assert!(gaps.contains("can be met in too many ways"), "{gaps}");
    let deep = fault(&format!("{}non{}", "(".repeat(100_000), ")".repeat(100_000)));
    assert!(deep.contains("is longer or its brackets are deeper"), "{}", &deep[deep.len() - 100..]);
}

#[test]
fn of_two_ways_the_first_that_succeeds_says_where_the_words_end() {
    let file = "signal = 'refusal'\n[sets]\nit = ['questo', 'questo qui']\n[[phrase]]\nid = 'a'\n\
                sure = ['non .. (@it|mai) qui?', 'no a? b? c? d? e? a? b? c? d? e? x']";
    let grammar = Grammar::parse("", [("it/refusal", file)]).unwrap();
    let said = |text: &str| {
        let tokens = Tokens::of(text);
        let said = grammar.said(&tokens, &grammar.chunks(&tokens), &(0..tokens.len()));
        said.hits.first().map(|hit| hit.tokens.clone())
    };
    // A gap is as long as it can be, and what may be left out is there where it can be.
    assert_eq!(said("non questo qui e mai qui no"), Some(0..6));
    assert_eq!(said("non lo so, questo qui qui"), Some(0..5));
    assert_eq!(said("no a c e b d x"), Some(0..7));
    assert_eq!(said("no a c e e b e x"), None);
}

#[test]
fn what_is_said_far_into_a_long_stretch_is_found() {
    let grammar = Grammar::parse("", [("it/refusal", FILE)]).unwrap();
    for before in 0..200 {
        let text = format!("{}non è possibile {}", "forse ".repeat(before), "forse ".repeat(100));
        let tokens = Tokens::of(&text);
        let said = |within| grammar.said(&tokens, &grammar.chunks(&tokens), &within).hits;
        let hits = said(0..tokens.len());
        assert_eq!(hits.len(), 1, "{before}");
        assert_eq!(hits[0].tokens, before..before + 3);
        assert!(said(0..before + 2).is_empty());
    }
}
