//! Files of phrases and of concepts: what has no fault is looked for in a text, and in itself.
#![no_main]

use filo_listen::phrase::Grammar;
use filo_listen::token::Tokens;

fn found(text: &str) -> Option<usize> {
    let parse = |name| Grammar::parse("", [(name, text)]);
    let grammar = parse("it/phrases").or_else(|_| parse("it/concepts")).ok()?;
    let count = |text: &str| {
        let tokens = Tokens::of(text);
        let chunks = grammar.chunks(&tokens);
        let said = grammar.said(&tokens, &chunks, &(0..tokens.len()));
        said.hits.len() + said.concepts.len()
    };
    Some(count("Purtroppo non posso farci proprio niente: non è possibile.") + count(text))
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = found(text);
});
