//! Names of persons found once in a text, wherever else they stand in it.

use rustc_hash::FxHashSet;

use super::Kind;
use super::lexicon::Flags;
use super::name::{acts, phrase};
use super::role::Role;
use super::text::{Claim, Class, Gap, Text};
use filo_model::name::fold;

/// The fewest letters of a word that is looked for again.
const LETTERS_MIN: usize = 4;

/// The fewest letters of a word that is compared with a mail address.
const NEAR_MIN: usize = 7;
/// The most mail addresses that words are compared with.
const ADDRESSES_MAX: usize = 8;

/// What stands before the at sign of hidden mail addresses.
fn addresses(text: &Text<'_>) -> Vec<String> {
    let mails = text.tokens().iter().filter(|one| one.class == Class::Hidden(Some(Kind::Email)));
    let written = mails.filter_map(|one| text.source.get(one.start..one.end));
    let locals = written.map(|mail| {
        let local = mail.split('@').next().unwrap_or_default();
        fold(local).chars().filter(|one| one.is_alphabetic()).collect::<String>()
    });
    locals.filter(|local| local.len() >= NEAR_MIN).take(ADDRESSES_MAX).collect()
}

/// Whether a word is the name in a mail address but for a slip: most of its letters from the front.
fn is_near(address: &str, word: &str) -> bool {
    let same = address.bytes().zip(word.bytes()).take_while(|(one, other)| one == other).count();
    same >= 5 && same * 3 >= word.len() * 2
}

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
    numbers(text, claims);
    let addresses = addresses(text);
    if words.is_empty() && addresses.is_empty() {
        return;
    }
    for at in 0..text.len() {
        let flags = text.flags(at);
        // In small letters an ordinary word is that word, whoever bears it as a name.
        let may_be =
            text.is_capital(at) && !flags.any(Flags::KEPT) && !super::context::opens(text, at)
                || !flags.any(Flags::ORDINARY)
                || text.is_hidden(at + 1) && text.gap(at + 1) == Gap::Space;
        // "Sgarra left.": a sentence that opens with a name told before.
        let may_be = may_be
            || text.is_capital(at)
                && (flags == Flags::STEM
                    || flags.any(Flags::LAST) && !flags.any(Flags::KEPT)
                    || acts(text, at));
        // "mi chiamo porta, porta monti."
        let may_be = may_be
            || at > 1
                && text.is_mark(at - 1, &[','])
                && text.is_hidden(at - 2)
                && text.flags(at + 1).any(Flags::NAME)
                && text.gap(at + 1) == Gap::Space
                && flags.any(Flags::NAME);
        // "il contratto è di felice:"
        let may_be = may_be
            || flags.any(Flags::FIRST)
                && !flags.any(Flags::KEPT)
                && at > 0
                && matches!(text.lower(at - 1), "di" | "a" | "da" | "con" | "per" | "è" | "to")
                && (text.mark(at + 1).is_some() || text.gap(at + 1) == Gap::Line);
        let near = text.written(at).len() >= NEAR_MIN
            && !flags.any(Flags::ORDINARY)
            && addresses.iter().any(|one| is_near(one, text.folded(at)));
        if text.is_word(at)
            && !phrase::is_phrase(text, at)
            && (near || may_be && words.contains(text.folded(at)))
        {
            claims.push(Claim { first: at, last: at, kind: Kind::Person });
        }
    }
}

/// Numbers found once, wherever they stand again: "fattura 88. Ma la 88 non è mia".
fn numbers(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let hidden = text.tokens().iter().filter(|one| one.class == Class::Hidden(Some(Kind::Number)));
    let known: FxHashSet<&str> = hidden
        .filter_map(|one| text.source.get(one.start..one.end))
        .filter(|one| one.len() > 1 && one.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    if known.is_empty() {
        return;
    }
    for at in 0..text.len() {
        let apart = text.gap(at) > Gap::None
            && (text.gap(at + 1) > Gap::None || text.mark(at + 1).is_some())
            && text.digits(at + 2).is_empty();
        let counts = text.is(at + 1, Role::Unit)
            || text.is(at + 1, Role::Month)
            || text.is_mark(at + 1, &['€', '$', '£', '%', ':', '/'])
            || at > 0 && text.is_mark(at - 1, &['€', '$', '£', '/']);
        if !text.digits(at).is_empty() && known.contains(text.digits(at)) && apart && !counts {
            claims.push(Claim { first: at, last: at, kind: Kind::Number });
        }
    }
}
