//! Streets in small letters, or in a text all in capitals: a number must come soon, or the name be one.

use super::super::lexicon::Flags;
use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::is_number;

/// Words that the name of a street begins with.
const NAMED_AFTER: &[&str] = &[
    "dei", "delle", "degli", "della", "del", "dello", "san", "santa", "sant", "santi", "ss", "d",
    "don", "de", "alle", "alla", "ai", "il", "la", "sotto", "papa", "monte",
];
/// Words for a street that a name with ordinary words may follow.
const PLAIN: &[&str] = &[
    "via",
    "viale",
    "piazza",
    "piazzale",
    "vicolo",
    "vico",
    "contrada",
    "traversa",
    "rione",
    "localita",
    "loc",
    "borgo",
    "salita",
    "lungomare",
    "frazione",
    "fraz",
    "piazzetta",
    "vicoletto",
    "calle",
];
/// Words that a sentence goes on with, and no name of a street.
const OTHERS: &[&str] = &[
    "e", "ho", "abbiamo", "sono", "che", "per", "dove", "con", "ma", "non", "ore", "dal", "entro",
    "vicino", "cmq", "è", "oppure", "anche", "da", "circa", "ogni", "alle", "dalle", "in", "ci",
    "mi", "si", "vi",
];
/// The most words of the name of a street.
const WORDS_MAX: usize = 5;

/// The last word of a street whose name has no capital that tells anything.
pub(super) fn lower_street(text: &Text<'_>, at: usize, name: usize) -> Option<usize> {
    // "al 12 di via verdi"
    let of = at > 1 && matches!(text.lower(at - 1), "di" | "in");
    let numbered = at.checked_sub(1 + usize::from(of)).is_some_and(|one| is_number(text, one));
    if numbered && text.is_word(name) && text.follows(name) {
        return Some(name);
    }
    let flags = text.flags(name);
    let clear = matches!(
        text.folded(at),
        "via" | "viale" | "corso" | "piazza" | "vicolo" | "largo" | "piazzale"
    );
    let of = NAMED_AFTER.contains(&text.lower(name));
    if let Some((last, words)) = up_to_number(text, name)
        && (!flags.any(Flags::COMMON)
            || PLAIN.contains(&text.folded(at)) && (words <= 3 || of)
            || of && words > 1
            || words == 1 && text.written(name).len() > 3)
        && !text.is(name, Role::NotStreet)
    {
        return Some(last);
    }
    // "via g. leopardi"
    let initial = text.lower(name).len() == 1 && text.is_mark(name + 1, &['.']);
    if initial && text.is_word(name + 2) && text.follows(name + 2) {
        return Some(name + 2);
    }
    if flags.any(Flags::COMMON) {
        // "in via dei mille"
        let of = matches!(text.lower(name), "dei" | "delle" | "degli" | "della" | "del");
        let home = matches!(
            text.lower(at.saturating_sub(1)),
            "in" | "abito" | "da" | "indirizzo" | "residente"
        );
        let ends = text.gap(name + 2) == Gap::Line || text.mark(name + 2).is_some();
        let named = of
            && (home || ends && matches!(text.lower(at.saturating_sub(1)), "di" | "a"))
            && clear
            && text.is_word(name + 1)
            && !matches!(text.lower(name + 1), "tutto" | "caso");
        return named.then_some(name + 1);
    }
    let is_name =
        clear && text.folded(name).len() > 2 && !flags.any(Flags::KEPT) && !flags.any(Flags::STEM);
    is_name.then_some(name)
}

/// The last word before a house number, and how many words there are.
fn up_to_number(text: &Text<'_>, name: usize) -> Option<(usize, usize)> {
    let (mut at, mut words, mut last) = (name, 0, name);
    while at < name + 12 && text.follows(at) {
        if words > 0 && house_number(text, at) {
            return Some((last, words));
        }
        let small_letter = text.lower(at).len() == 1 && text.is_mark(at + 1, &['.']);
        if text.is_word(at) || text.is_hidden(at) {
            let towards = text.lower(at) == "per" && text.flags(at + 1).any(Flags::PLACE);
            let other = at > name
                && !towards
                && OTHERS.contains(&text.lower(at))
                && !(text.lower(at) == "da"
                    && (text.is_mark(at - 1, &['.']) || is_from_town(text, at)));
            let part = text.is(at, Role::AddressPart) && !small_letter;
            // "vico tre re a toledo"
            let small = text.is(at, Role::Small) && at > name
                || matches!(text.lower(at), "a" | "tre" | "due" | "quattro" | "sette");
            words += usize::from(!small || at == name && text.lower(at).len() > 3);
            // A name that begins with no word such as "dei" is short.
            let most = if NAMED_AFTER.contains(&text.lower(name)) { WORDS_MAX } else { 4 };
            if other || part || words > most {
                return None;
            }
            last = at;
        } else {
            let glued = text.gap(at) == Gap::None && text.is_mark(at, &['\'', '’', '.', '-']);
            let ends = text.is_mark(at, &['.'])
                && text.gap(at + 1) > Gap::None
                && text.written(at.saturating_sub(1)).len() > 3;
            if !glued || ends {
                return None;
            }
        }
        at += 1;
    }
    None
}

/// "via taddeo da sessa 40": the second part of a name, right before the number.
fn is_from_town(text: &Text<'_>, at: usize) -> bool {
    text.is_word(at + 1)
        && !text.is(at + 1, Role::Month)
        && !is_spoken(text, at + 1)
        && text.gap(at + 1) == Gap::Space
        && text.follows(at + 2)
        && house_number(text, at + 2)
}

/// Whether a house number begins here: ", 12", "n. 7", "numero 18", ", quarantuno".
fn house_number(text: &Text<'_>, at: usize) -> bool {
    let start = at;
    let mut at = at + usize::from(text.is_mark(at, &[',']));
    let label = matches!(
        text.lower(at),
        "n" | "nr"
            | "num"
            | "numero"
            | "civico"
            | "number"
            | "lotto"
            | "palazzina"
            | "blocco"
            | "edificio"
    );
    if label {
        at += 1 + usize::from(text.is_mark(at + 1, &['.', '°', 'º']));
    }
    let counted =
        text.is(at + 1, Role::Unit) && text.gap(at + 1) == Gap::Space && text.lower(at + 1) != "a"
            || text.is(at + 1, Role::Month)
            || text.is_mark(at + 1, &['€', '%'])
            || text.is_mark(at + 1, &[':']) && text.gap(at + 2) == Gap::None;
    let spoken = is_spoken(text, at)
        && !matches!(text.lower(at), "o" | "oh" | "uno" | "plus" | "più")
        && !text.is(at + 1, Role::Month);
    let glued =
        text.gap(at + 1) == Gap::None && text.written(at + 1).len() > 1 && text.is_word(at + 1);
    without_number(text, start).is_some()
        || text.follows(at)
            && !counted
            && !glued
            && (is_number(text, at) || spoken || text.lower(at) == "snc")
}

/// The end of `s.n.c.` or "senza numero", which says that a house has no number.
pub(super) fn without_number(text: &Text<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(text.is_mark(at, &[',']));
    let civic = |one: usize| matches!(text.lower(one), "numero" | "civico" | "number");
    if matches!(text.lower(at), "senza" | "no" | "without") && civic(at + 1) && text.follows(at + 1)
    {
        return Some(at + 1 + usize::from(text.lower(at + 2) == "civico"));
    }
    let point = |one: usize| text.is_mark(one, &['.']);
    let short =
        text.lower(at) == "s" && point(at + 1) && text.lower(at + 2) == "n" && point(at + 3);
    if !short || !text.follows(at) {
        return None;
    }
    // "s.n.c.", "s.n."
    let spelt = text.lower(at + 4) == "c" && text.gap(at + 4) == Gap::None;
    Some(if spelt { at + 4 + usize::from(point(at + 5)) } else { at + 3 })
}
