//! Whether a word with a capital is the name of a person.

use super::super::context::{Expects, is_courtesy, is_greeting, is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::lower::{acts, has_article};
use super::{is_acronym, is_capital_name, is_strong, is_wordlike};

pub(super) fn capital_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    if text.is_initial(at) {
        return false;
    }
    let flags = text.flags(at);
    // "Marina di Massa"
    if matches!(text.lower(at), "marina" | "lido")
        && text.lower(at + 1) == "di"
        && text.flags(at + 2).any(Flags::PLACE)
    {
        return false;
    }
    if flags.any(Flags::KEPT) {
        return kept_stands(text, at, expected);
    }
    if expected == Expects::Surely {
        return flags.any(Flags::NAME) || !opens(text, at) || !flags.any(Flags::COMMON);
    }
    if is_strong(text, at) {
        return true;
    }
    if opens(text, at) { opening_stands(text, at) } else { inner_stands(text, at, expected) }
}

/// Whether a word that is mostly something else, such as a month, is a name here.
fn kept_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    let flags = text.flags(at);
    let with = at > 0 && matches!(text.lower(at - 1), "con" | "with") && flags.any(Flags::FIRST);
    // "Tim said", not the firm in capitals.
    let english = !text.is_upper(at)
        && (text.is(at + 1, Role::EnglishVerb)
            || matches!(
                text.lower(at.saturating_sub(1)),
                "to" | "by" | "hi" | "dear" | "thanks" | "told" | "asked"
            ));
    if flags.any(Flags::FIRST)
        && english
        && !text.is(at, Role::Auxiliary)
        && !text.is(at, Role::Month)
    {
        return true;
    }
    let whole = is_strong(text, at + 1)
        && text.flags(at + 1).any(Flags::LAST)
        && text.is_capital(at + 1)
        && text.gap(at + 1) == Gap::Space;
    let told = flags.any(Flags::FIRST)
        && matches!(
            text.lower(at.saturating_sub(1)),
            "sono" | "parla" | "parlo" | "chiamata" | "chiamato"
        )
        && !opens(text, at);
    flags.any(Flags::NAME)
        && (expected == Expects::Surely || with || told || flags.any(Flags::FIRST) && whole)
}

/// Whether a capital at the beginning of a sentence is a name's.
fn opening_stands(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if !flags.any(Flags::NAME) {
        let label = text.is_mark(at + 1, &[':']);
        return flags == Flags::default() && !label && !is_acronym(text, at);
    }
    if is_title(text, at) || is_courtesy(text, at) {
        return false;
    }
    let first = flags.any(Flags::FIRST);
    // "Rosa, mi richiami?", "CLIENTE: Rosa."
    let marked = text.is_mark(at + 1, &[',', '?', '!', '.'])
        && (text.is_mark(at + 1, &[',', '?']) || text.gap(at + 2) == Gap::Line || at > 0);
    if first && marked && !is_wordlike(text, at) {
        return true;
    }
    if first && !is_wordlike(text, at) && !flags.any(Flags::PLACE) && text.follows(at + 1) {
        return true;
    }
    let acting = text.is(at + 1, Role::EnglishVerb) && text.follows(at + 1);
    let said = matches!(text.lower(at + 1), "said" | "told" | "called" | "rang" | "promised")
        && !matches!(text.lower(at), "will" | "may");
    if first && acting && (said || !text.is(at, Role::Auxiliary)) {
        return true;
    }
    let and_another = matches!(text.lower(at + 1), "e" | "and")
        && text.is_capital(at + 2)
        && text.flags(at + 2).any(Flags::FIRST);
    if first && and_another && text.follows(at + 2) {
        return true;
    }
    let next_is_name = is_capital_name(text, at + 1) && text.gap(at + 1) == Gap::Space;
    let does = !is_wordlike(text, at) && text.follows(at + 1) && does(text, at);
    next_is_name || does && !flags.any(Flags::PLACE) || is_whole_line(text, at)
}

/// Whether a capital inside a sentence is a name's.
fn inner_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    let flags = text.flags(at);
    let next_is_name = is_capital_name(text, at + 1) && text.gap(at + 1) == Gap::Space;
    let greeted = is_greeting(text, at.saturating_sub(1));
    if expected == Expects::Somebody
        && !greeted
        && flags.any(Flags::COMMON)
        && !flags.any(Flags::PLACE)
        && text.is_capital(at)
        && !text.is_upper(at)
    {
        return true;
    }
    if flags.any(Flags::COMMON) && acts(text, at) && !has_article(text, at) && !text.is_upper(at) {
        return true;
    }
    if expected == Expects::Somebody
        && !flags.any(Flags::PLACE)
        && (flags.any(Flags::NAME) || !flags.any(Flags::COMMON))
    {
        return !is_acronym(text, at);
    }
    if flags.any(Flags::PLACE) {
        return flags.any(Flags::NAME) && next_is_name && !text.flags(at + 1).any(Flags::ORDINARY);
    }
    if flags.any(Flags::NAME) {
        return true;
    }
    let bare = matches!(
        text.lower(at.saturating_sub(1)),
        "e" | "con" | "da" | "and" | "with" | "by" | "from"
    );
    if bare
        && flags.any(Flags::COMMON)
        && text.written(at).len() > 3
        && !is_title(text, at)
        && !text.is_upper(at)
    {
        return true;
    }
    !flags.any(Flags::ORDINARY) && !is_acronym(text, at)
}

/// Whether the word at the beginning of a sentence does something: "Rosa ha detto", "Bianchi dell'ufficio".
fn does(text: &Text<'_>, at: usize) -> bool {
    let next = text.lower(at + 1);
    let office = matches!(next, "del" | "dell" | "della" | "dello") || text.is_mark(at + 1, &['(']);
    text.is(at + 1, Role::Does)
        && (text.flags(at).any(Flags::FIRST)
            || matches!(
                next,
                "ha" | "mi"
                    | "dice"
                    | "called"
                    | "said"
                    | "told"
                    | "rang"
                    | "has"
                    | "never"
                    | "from"
            ))
        || office && text.flags(at).any(Flags::NAME)
}

/// Whether the words from here are all there is of the last line or sentence, and may be a name.
fn is_whole_line(text: &Text<'_>, at: usize) -> bool {
    let mut next = at;
    while next < at + 3 && text.flags(next).any(Flags::NAME) && text.is_capital(next) {
        next += 1;
    }
    let at_end =
        text.get(next).is_none() || text.is_mark(next, &['.', ',']) && text.get(next + 1).is_none();
    let line = text.gap(at) == Gap::Line && text.gap(next) == Gap::Line && at > 0;
    (at_end && at > 0 || line) && next > at
}
