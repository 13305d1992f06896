//! Whether a word with a capital is the name of a person.

use super::super::context::{Expects, is_courtesy, is_greeting, is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::apart::is_set_apart;
use super::kept::kept_stands;
use super::lower::{acts, has_article};
use super::somebody::{begins_title, has_office_after, is_labelled, is_town_person, speaks};
use super::{is_acronym, is_capital_name, is_strong, is_wordlike};

pub(super) fn capital_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    if text.is_initial(at) {
        return false;
    }
    let flags = text.flags(at);
    if begins_title(text, at) {
        return true;
    }
    // "Marina di Massa"
    if matches!(text.lower(at), "marina" | "lido")
        && text.lower(at + 1) == "di"
        && text.flags(at + 2).any(Flags::PLACE)
    {
        return false;
    }
    let office = flags.any(Flags::NAME) && has_office_after(text, at);
    if office || flags.any(Flags::FIRST) && speaks(text, at) {
        return true;
    }
    if is_town_person(text, at, expected) {
        return true;
    }
    let titled = expected == Expects::Surely
        && at > 0
        && (text.is(at - 1, Role::Title) || text.is(at.saturating_sub(2), Role::Title))
        && !text.is(at, Role::Kin)
        && !is_title(text, at);
    // "la signora Luce"
    let addressed = expected == Expects::Somebody
        && flags.any(Flags::NAME)
        && at > 0
        && text.is(at - 1, Role::TitleWord)
        && !text.is_upper(at)
        && !is_title(text, at)
        && !is_courtesy(text, at);
    if titled || addressed || is_labelled(text, at) {
        return true;
    }
    // "Ring Dai on [phone]"
    let rung = at > 0
        && matches!(text.lower(at - 1), "ring" | "call" | "ask" | "tell" | "text" | "phone")
        && matches!(text.lower(at + 1), "on" | "at" | "about" | "for" | "to")
        && !flags.any(Flags::KEPT)
        && !is_title(text, at)
        && !text.is_upper(at);
    if rung || is_set_apart(text, at) {
        return true;
    }
    // delivered to "Marini"
    let quoted = flags.any(Flags::NAME)
        && !flags.any(Flags::KEPT)
        && at > 0
        && text.is_mark(at - 1, &['"', '“', '«'])
        && text.is_mark(at + 1, &['"', '”', '»'])
        && !text.is_upper(at);
    if quoted {
        return true;
    }
    if flags.any(Flags::KEPT) {
        return kept_stands(text, at, expected);
    }
    if expected == Expects::Surely {
        return flags.any(Flags::NAME) || !opens(text, at) || !flags.any(Flags::COMMON);
    }
    if is_strong(text, at) || is_listed_beside(text, at) {
        return true;
    }
    if opens(text, at) { opening_stands(text, at) } else { inner_stands(text, at, expected) }
}

/// Whether a capital at the beginning of a sentence is a name's.
fn opening_stands(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if !flags.any(Flags::NAME) {
        let label = text.is_mark(at + 1, &[':']);
        let alone = flags == Flags::STEM && (is_whole_line(text, at) || acts(text, at));
        return (flags == Flags::default() || alone) && !label && !is_acronym(text, at);
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
    let said = matches!(
        text.lower(at + 1),
        "will"
            | "would"
            | "didn"
            | "said"
            | "says"
            | "told"
            | "asked"
            | "called"
            | "rang"
            | "promised"
            | "confirmed"
            | "insists"
            | "replied"
    ) && !matches!(text.lower(at), "will" | "may");
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
    // "Costa" in a line of its own above an address.
    let headed = text.gap(at + 1) == Gap::Line && text.is_hidden(at + 1);
    next_is_name || headed || does && !flags.any(Flags::PLACE) || is_whole_line(text, at)
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
    if is_acronym(text, at) {
        return false;
    }
    !flags.any(Flags::COMMON) && !is_title(text, at) || stands_out(text, at)
}

/// Whether a common word has its capital for no other reason than being a name: it is neither
/// made a thing by an article nor a part of a heading, an office or a product.
fn stands_out(text: &Text<'_>, at: usize) -> bool {
    let of_things = at > 0
        && (matches!(
            text.lower(at - 1),
            "i" | "gli"
                | "le"
                | "dei"
                | "degli"
                | "delle"
                | "ai"
                | "alle"
                | "agli"
                | "sui"
                | "nei"
                | "nelle"
                | "negli"
                | "dai"
                | "dalle"
                | "sul"
                | "sulla"
                | "nell"
                | "sull"
                | "dell"
                | "all"
                | "dall"
                | "dello"
                | "allo"
                | "nello"
                | "una"
                | "uno"
        ) || has_article(text, at) && text.lower(at - 1) != "e");
    let heading = |one: usize| {
        text.is_capital(one)
            && !text.is_initial(one)
            && (text.flags(one).any(Flags::KEPT)
                || text.flags(one).any(Flags::COMMON) && !text.flags(one).any(Flags::NAME))
    };
    let joined = heading(at + 1) && text.gap(at + 1) == Gap::Space
        || at > 0 && heading(at - 1) && text.gap(at) == Gap::Space
        || at > 1
            && matches!(text.lower(at - 1), "di" | "e" | "del" | "and" | "of" | "per" | "for")
            && heading(at - 2);
    let glued = at > 0 && text.gap(at) == Gap::None
        || text.gap(at + 1) == Gap::None && text.is_mark(at + 1, &['-', '_', '/']);
    !text.is_upper(at)
        && !is_counted(text, at)
        && text.written(at).len() > 3
        && !of_things
        && !joined
        && !glued
        && !is_title(text, at)
        && !is_courtesy(text, at)
}

/// "Year 4", "Scheda 2": what is counted.
fn is_counted(text: &Text<'_>, at: usize) -> bool {
    (1..=2).contains(&text.digits(at + 1).len())
        && text.gap(at + 1) == Gap::Space
        && text.mark(at + 2).is_some()
        && matches!(
            text.lower(at),
            "year"
                | "grade"
                | "form"
                | "class"
                | "level"
                | "step"
                | "page"
                | "classe"
                | "anno"
                | "scheda"
                | "pagina"
                | "tabella"
                | "allegato"
                | "punto"
                | "fascia"
                | "livello"
        )
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
    let may_be = |one: usize| {
        let flags = text.flags(one);
        text.is_word(one)
            && (flags.any(Flags::NAME) || flags == Flags::STEM || flags == Flags::default())
    };
    while next < at + 3 && may_be(next) && text.is_capital(next) {
        next += 1;
    }
    let at_end =
        text.get(next).is_none() || text.is_mark(next, &['.', ',']) && text.get(next + 1).is_none();
    let line = text.gap(at) == Gap::Line && text.gap(next) == Gap::Line && at > 0;
    (at_end && at > 0 || line) && next > at
}

/// Whether somebody stands beside: `Selva, [person]`, `Prato e [person]`, `April [person]`.
fn is_listed_beside(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if flags.any(Flags::KEPT)
        || text.is_upper(at)
        || text.written(at).len() < 3
        || is_title(text, at)
        || is_courtesy(text, at)
        || text.is(at, Role::Opener)
        || text.is(at, Role::Trade)
    {
        return false;
    }
    let joint = |one: usize| {
        text.is_mark(one, &[',', '/', '&']) || matches!(text.lower(one), "e" | "and" | "o" | "ed")
    };
    let next = text.is_hidden(at + 1) && text.gap(at + 1) == Gap::Space && flags.any(Flags::NAME)
        || joint(at + 1) && text.is_hidden(at + 2) && text.follows(at + 2);
    let before = at > 1 && joint(at - 1) && text.is_hidden(at - 2) && text.follows(at)
        || at > 0 && text.is_hidden(at - 1) && text.gap(at) == Gap::Space;
    let named = flags.any(Flags::NAME) || !flags.any(Flags::COMMON);
    !flags.any(Flags::PLACE) && named && (next || before)
        || flags.any(Flags::NAME) && next && before
}
