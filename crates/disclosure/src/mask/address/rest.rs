//! What follows a street: number, flat, where it is, postcode, town, province.

use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::foreign::postcode;
use super::is_number;
use super::small::without_number;
use super::town::{after_town, town, town_after_number, town_end};

/// Floors.
pub(super) const ORDINALS: &[&str] = &[
    "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono",
    "decimo", "ultimo", "first", "second", "third", "fourth", "top", "ground",
];

/// The end of what may follow a street: number, flat, postcode, town, province.
pub(in super::super) fn rest(text: &Text<'_>, street: usize) -> usize {
    let mut last = street;
    let mut at = street + 1;
    let mut has_number = false;
    while text.get(at).is_some() {
        if text.digits(at).len() == 5 && text.gap(at + 1) != Gap::None
            || text.digits(at).len() == 5 && text.mark(at + 1).is_some()
        {
            return town(text, at);
        }
        if text.gap(at) == Gap::Line {
            break;
        }
        // "Via Nassa 12, 6900 Lugano"
        if at > street + 1
            && text.is_mark(at - 1, &[',', '-'])
            && let Some(code) = postcode(text, at)
            && text.is_capital(code + 1)
            && text.gap(code + 1) == Gap::Space
        {
            return town_end(text, code + 1);
        }
        // "via del Mare (palazzo verde), 33", "via Sassari davanti al 18"
        if let Some(after) = over_aside(text, at).or_else(|| nearby(text, at)) {
            (has_number, last, at) = (true, after, after + 1);
            continue;
        }
        if let Some(end) = civic_number(text, at).or_else(|| without_number(text, at)) {
            (has_number, last, at) = (true, end, end + 1);
            continue;
        }
        if let Some(end) = floor(text, at) {
            (last, at) = (end, end + 1);
            continue;
        }
        if let Some(end) = spoken_number(text, at, has_number) {
            (has_number, last, at) = (true, end, end + 1);
            continue;
        }
        if let Some(end) = town_after_number(text, at, has_number) {
            return after_town(text, end);
        }
        let labelled = text.is(at - 1, Role::AddressPart)
            || text.mark(at - 1).is_some() && at > 1 && text.is(at - 2, Role::AddressPart);
        if is_number(text, at) && (!has_number || labelled || text.gap(at) == Gap::None) {
            has_number = true;
            last = at;
        } else if is_letter_of_number(text, at, has_number) {
            last = at;
        } else if text.is(at, Role::AddressPart) {
            let skip = usize::from(text.is_mark(at + 1, &['.', '°', 'º']));
            let complete = matches!(text.lower(at), "bis" | "ter" | "snc");
            let goes_on = is_number(text, at + 1 + skip)
                || text.lower(at + 1 + skip).len() == 1
                || is_spoken(text, at + 1 + skip);
            if !complete && !goes_on {
                break;
            }
            last = if complete { at } else { last };
        } else if is_number(text, at) && text.lower(at + 2) == "piano" {
            last = at + 2;
            at += 2;
        } else if !is_address_mark(text, at) {
            break;
        }
        at += 1;
    }
    last
}

/// "n.c. 14"
fn civic_number(text: &Text<'_>, at: usize) -> Option<usize> {
    // "via Martiri della Libertà al 18, a Portogruaro"
    let after = at + 2;
    let to = text.lower(at) == "al"
        && is_number(text, at + 1)
        && text.digits(at + 1).len() < 4
        && text.follows(at + 1)
        && (text.is_mark(after, &[',', '.', ')', ';'])
            && (text.gap(after + 1) > Gap::None || text.get(after + 1).is_none())
            || text.gap(after) == Gap::Line
            || matches!(text.lower(after), "a" | "di" | "bis"));
    if to {
        return Some(at + 1);
    }
    let civic = text.lower(at) == "n"
        && text.is_mark(at + 1, &['.'])
        && text.lower(at + 2) == "c"
        && text.gap(at + 2) == Gap::None;
    let number = at + 3 + usize::from(text.is_mark(at + 3, &['.']));
    (civic && is_number(text, number) && text.follows(number)).then_some(number)
}

/// The end of a number in words, for the house or for a flat: "trentadue", "number forty-one".
fn spoken_number(text: &Text<'_>, at: usize, has_number: bool) -> Option<usize> {
    let to = usize::from(matches!(text.lower(at), "al" | "all") && text.is_word(at + 1));
    let label = to + usize::from(matches!(text.lower(at + to), "numero" | "civico" | "number"));
    let number = at + label;
    let labelled = at > 0 && text.is(at - 1, Role::AddressPart)
        || at > 1 && text.is_mark(at - 1, &['.']) && text.is(at - 2, Role::AddressPart);
    let word = |one: usize| is_spoken(text, one) && text.lower(one) != "o" && text.follows(one);
    if has_number && !labelled || !word(number) {
        return None;
    }
    let mut last = number;
    loop {
        let dash = usize::from(text.is_mark(last + 1, &['-']) && text.gap(last + 1) == Gap::None);
        if !word(last + 1 + dash) {
            return Some(last);
        }
        last += 1 + dash;
    }
}

/// The floor, where a house is told so: "quinto piano", "piano terra", "primo piano".
fn floor(text: &Text<'_>, at: usize) -> Option<usize> {
    let ordinal = ORDINALS.contains(&text.lower(at));
    let floor = |one: usize| matches!(text.lower(one), "piano" | "floor");
    let low = floor(at) && matches!(text.lower(at + 1), "terra" | "rialzato" | "ammezzato");
    let ordinal_after = floor(at) && ORDINALS.contains(&text.lower(at + 1));
    ((ordinal && floor(at + 1) || low || ordinal_after) && text.follows(at + 1)).then_some(at + 1)
}

/// The house number after a few words in brackets.
fn over_aside(text: &Text<'_>, at: usize) -> Option<usize> {
    if !text.is_mark(at, &['(']) {
        return None;
    }
    let close = (at + 1..at + 7).find(|&one| text.is_mark(one, &[')']))?;
    let number = close + 1 + usize::from(text.is_mark(close + 1, &[',']));
    (is_number(text, number) && text.follows(number)).then_some(number)
}

/// The number that a place is told by: "davanti al 18", "all'altezza del civico 40", "opposite 9".
fn nearby(text: &Text<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(text.is_mark(at, &[',', '(']));
    let mut told = false;
    for next in at..at + 7 {
        if !text.follows(next) {
            return None;
        }
        if told && is_number(text, next) {
            return Some(next);
        }
        let place = matches!(
            text.lower(next),
            "davanti"
                | "fronte"
                | "vicino"
                | "altezza"
                | "accanto"
                | "opposite"
                | "near"
                | "outside"
        );
        told |= place;
        let joint = matches!(
            text.lower(next),
            "di" | "al"
                | "all"
                | "a"
                | "del"
                | "dell"
                | "il"
                | "civico"
                | "numero"
                | "n"
                | "to"
                | "number"
                | "no"
        ) || text.is_mark(next, &['\'', '’', '.', '°', 'º']);
        if !place && !joint {
            return None;
        }
    }
    None
}

/// The letter of `12/b` or of `scala B`.
fn is_letter_of_number(text: &Text<'_>, at: usize, has_number: bool) -> bool {
    let glued = text.gap(at) == Gap::None || text.is_mark(at - 1, &['/']);
    // "bl. E3"
    let block = text.is_initial(at) && text.gap(at + 1) == Gap::None;
    let part = at - 1 - usize::from(at > 1 && text.is_mark(at - 1, &['.']));
    text.lower(at).len() == 1
        && (has_number && glued || text.is(part, Role::AddressPart) || block && has_number)
}

fn is_address_mark(text: &Text<'_>, at: usize) -> bool {
    let ends = text.is_mark(at, &['.'])
        && text.gap(at + 1) != Gap::None
        && !text.is(at - 1, Role::AddressPart);
    text.is_mark(at, &[',', '/', '-', '.', '°', 'º', '–', '(']) && !ends
}
