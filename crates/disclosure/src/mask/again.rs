//! Names of persons found once in a text, wherever else they stand in it.

use rustc_hash::FxHashSet;

use super::Kind;
use super::lexicon::Flags;
use super::text::{Claim, Class, Text};
use filo_model::name::fold;

/// The fewest letters of a word that is looked for again.
const LETTERS_MIN: usize = 4;

/// The words of hidden names, also where nothing around them says that they are a name.
pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut words: FxHashSet<String> = FxHashSet::default();
    for token in text.tokens() {
        if token.class != Class::Hidden(Some(Kind::Person)) {
            continue;
        }
        let name = text.source.get(token.start..token.end).unwrap_or_default();
        for word in name.split(|one: char| !one.is_alphabetic()) {
            if word.chars().count() >= LETTERS_MIN {
                words.insert(fold(word));
            }
        }
    }
    if words.is_empty() {
        return;
    }
    for at in 0..text.len() {
        let flags = text.flags(at);
        // In small letters an ordinary word is that word, whoever bears it as a name.
        let may_be =
            text.is_capital(at) && !flags.any(Flags::KEPT) && !super::context::opens(text, at)
                || !flags.any(Flags::ORDINARY);
        if text.is_word(at) && may_be && words.contains(text.folded(at)) {
            claims.push(Claim { first: at, last: at, kind: Kind::Person });
        }
    }
}
