//! Places of firms and flats that have no street: "zona artigianale lotto 9", "flat 7b",
//! "forty-two Elm Grove".

use super::super::Kind;
use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::is_number;
use super::rest::rest;

/// "zona industriale 12", "area artigianale Est, lotto 4"; "flat 7b", "at number 12".
pub(super) fn zone(text: &Text<'_>, at: usize) -> Option<Claim> {
    trading(text, at).or_else(|| door(text, at))
}

fn trading(text: &Text<'_>, at: usize) -> Option<Claim> {
    let words = matches!(text.lower(at), "zona" | "area" | "polo" | "distretto")
        && matches!(
            text.lower(at + 1),
            "industriale" | "artigianale" | "commerciale" | "produttiva" | "portuale" | "pip"
        )
        && text.follows(at + 1);
    if !words {
        return None;
    }
    let mut last = at + 1;
    while text.is_capital(last + 1) && text.gap(last + 1) == Gap::Space && last < at + 4 {
        last += 1;
    }
    let mark = last + 1 + usize::from(text.is_mark(last + 1, &[',', '-', '–']));
    let label = text.is(mark, Role::AddressPart)
        || matches!(text.lower(mark), "lotto" | "capannone" | "stand" | "via");
    let number = mark + usize::from(label);
    let number = number + usize::from(text.is_mark(number, &['.', '°']));
    let numbered = is_number(text, number) && text.follows(number);
    // "zona artigianale Piovese": a name of its own.
    if !numbered && last == at + 1 {
        return None;
    }
    let last = if numbered { rest(text, number - 1).max(number) } else { rest(text, last) };
    Some(Claim { first: at, last, kind: Kind::Address })
}

/// A door that is told by its number alone.
fn door(text: &Text<'_>, at: usize) -> Option<Claim> {
    let point = usize::from(text.is_mark(at + 1, &['.']) && text.gap(at + 1) == Gap::None);
    let number = at + 1 + point;
    let flat = matches!(text.lower(at), "flat" | "apt" | "apartment" | "unit")
        || matches!(text.lower(at), "interno" | "int") && at > 0;
    let house = (text.lower(at) == "number" || text.lower(at) == "no" && point == 1)
        && at > 0
        && matches!(text.lower(at - 1), "at" | "in" | "from" | "live" | "lives" | "opposite");
    let next = number + 1;
    let letter = text.lower(next).len() == 1 && text.is_word(next) && text.gap(next) == Gap::None;
    let numbered = (1..=3).contains(&text.digits(number).len()) && text.gap(number) <= Gap::Space
        || flat && text.is_initial(number) && text.gap(number) == Gap::Space;
    let after = next + usize::from(letter);
    let counted = text.is(after, Role::Unit) && text.follows(after)
        || text.mark(after).is_some()
            && !text.digits(after + 1).is_empty()
            && text.gap(after + 1) == Gap::None;
    if !(flat || house) || !numbered || counted {
        return None;
    }
    let last = if letter { next } else { number };
    Some(Claim { first: number, last, kind: Kind::Address })
}

/// The first of the words for a number before a street in English: "forty two Elm Grove".
pub(super) fn spoken_before(text: &Text<'_>, street: usize) -> usize {
    let mut first = street;
    while first > 0
        && street - first < 5
        && text.follows(first)
        && (is_spoken(text, first - 1) && text.lower(first - 1) != "o"
            || text.is_mark(first - 1, &['-']) && text.gap(first) == Gap::None)
    {
        first -= 1;
    }
    first
}
