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
    trading(text, at).or_else(|| door(text, at)).or_else(|| estate(text, at))
}

/// Words that an address begins with only where a number closes it.
const ESTATES: &[&str] = &[
    "lottizzazione",
    "lott",
    "regione",
    "reg",
    "podere",
    "tenuta",
    "fattoria",
    "agglomerato",
    "comparto",
    "borgata",
    "nucleo",
    "comprensorio",
    "complesso",
    "insula",
    "rione",
    "casolare",
    "cascina",
    "masseria",
    "baglio",
    "maso",
    "casale",
    "molo",
    "hangar",
    "arch",
    "blk",
    "block",
    "hall",
    "residenze",
    "parco",
    "centro",
    "interporto",
    "autoporto",
    "mercati",
    "darsena",
    "marina",
];
/// Of these, those that do so in small letters too.
const SMALL_ESTATES: &[&str] =
    &["lottizzazione", "lott", "podere", "cascina", "masseria", "borgata", "maso", "casale"];

/// "lottizzazione Le Rose lotto 14", "Regione Campasso 3", "Podere Fontebuia 3": words that an
/// address begins with only where a number closes it.
fn estate(text: &Text<'_>, at: usize) -> Option<Claim> {
    let word = ESTATES.contains(&text.lower(at));
    let point = usize::from(text.is_mark(at + 1, &['.']));
    let mut last = at + point;
    if !word || !text.is_capital(at) && !SMALL_ESTATES.contains(&text.lower(at)) {
        return None;
    }
    let mut words = 0;
    while last < at + 7 && text.gap(last + 1) <= Gap::Space {
        let next = last + 1;
        let part =
            (text.is_capital(next) || text.is_hidden(next)) && !text.is(next, Role::AddressPart);
        let small = (text.is(next, Role::Small)
            || matches!(text.lower(next), "la" | "le" | "il" | "in"))
            && (text.is_capital(next + 1) || text.is_hidden(next + 1));
        if !(part || small) {
            break;
        }
        words += usize::from(part);
        last = next;
    }
    let mark = last + 1 + usize::from(text.is_mark(last + 1, &[',']));
    let label = text.is(mark, Role::AddressPart)
        || matches!(text.lower(mark), "lotto" | "capannone" | "pontile" | "stand" | "box" | "n");
    let number = mark + usize::from(label);
    let number = number + usize::from(label && text.is_mark(number, &['.', '°', 'º']));
    let letter = label && text.is_initial(number);
    let told = (is_number(text, number) || letter)
        && text.follows(number)
        && !text.is(number + 1, Role::Unit)
        && !text.is(number + 1, Role::Month);
    (words > 0 && told).then(|| Claim {
        first: at,
        last: rest(text, number - 1).max(number),
        kind: Kind::Address,
    })
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
    let part = |one: usize| text.is_capital(one) || text.is_hidden(one);
    while part(last + 1) && text.gap(last + 1) == Gap::Space && last < at + 6 {
        last += 1;
        if text.is_mark(last + 1, &['\'', '’']) && part(last + 2) && text.gap(last + 2) == Gap::None
        {
            last += 2;
        }
    }
    let mark = last + 1 + usize::from(text.is_mark(last + 1, &[',', '-', '–']));
    let label = text.is(mark, Role::AddressPart)
        || matches!(text.lower(mark), "lotto" | "capannone" | "stand" | "via");
    let number = mark + usize::from(label);
    let number = number + usize::from(text.is_mark(number, &['.', '°']));
    let numbered = is_number(text, number) && text.follows(number);
    // "Zona Industriale, III strada": in capitals a place.
    let written = text.is_capital(at) && text.is_capital(at + 1) && !numbered;
    if written && last == at + 1 && text.is_mark(last + 1, &[',']) {
        return Some(Claim { first: at, last, kind: Kind::Address });
    }
    // "zona artigianale Piovese": a name of its own.
    if !numbered && last == at + 1 {
        return None;
    }
    let last = if numbered { rest(text, number - 1).max(number) } else { rest(text, last) };
    Some(Claim { first: at, last, kind: Kind::Address })
}

/// A door that is told by its number alone.
fn door(text: &Text<'_>, at: usize) -> Option<Claim> {
    let point = usize::from(text.is_mark(at + 1, &['.', ':']) && text.gap(at + 1) == Gap::None);
    let number = at + 1 + point;
    let labelled = text.is_mark(at + 1, &[':'])
        && matches!(
            text.lower(at),
            "interno"
                | "scala"
                | "room"
                | "stanza"
                | "camera"
                | "piano"
                | "civico"
                | "house"
                | "floor"
                | "block"
                | "blocco"
        );
    let flat = labelled
        || matches!(text.lower(at), "flat" | "apt" | "apartment" | "unit")
        || matches!(text.lower(at), "interno" | "int") && at > 0;
    let house = (text.lower(at) == "number" || text.lower(at) == "no" && point == 1)
        && at > 0
        && matches!(
            text.lower(at - 1),
            "at" | "in" | "from" | "live" | "lives" | "opposite" | "to" | "for" | "by"
        );
    let next = number + 1;
    let letter = text.lower(next).len() == 1 && text.is_word(next) && text.gap(next) == Gap::None;
    // "la scala: scala G."
    let stair =
        matches!(text.lower(at), "scala" | "palazzina" | "blocco" | "edificio" | "torre" | "block")
            && text.is_initial(number)
            && text.gap(number) == Gap::Space
            && !(at > 0 && is_number(text, at - 1))
            && (text.gap(number + 1) == Gap::Line
                || text.is_mark(number + 1, &[',', '.', ';', ')', '/', '-', '?', '!']));
    let numbered = (1..=3).contains(&text.digits(number).len()) && text.gap(number) <= Gap::Space
        || flat && text.is_initial(number) && text.gap(number) == Gap::Space
        || stair;
    let after = next + usize::from(letter);
    let counted = text.is(after, Role::Unit) && text.follows(after)
        || text.mark(after).is_some()
            && !text.digits(after + 1).is_empty()
            && text.gap(after + 1) == Gap::None;
    if !(flat || house || stair) || !numbered || counted {
        return None;
    }
    let last = if letter { next } else { number };
    Some(Claim { first: if house { at } else { number }, last, kind: Kind::Address })
}

/// The first of the words for a number before a street in English: "forty two Elm Grove".
pub(super) fn spoken_before(text: &Text<'_>, street: usize) -> usize {
    let mut first = street;
    while first > 0
        && street - first < 5
        && text.follows(first)
        && (is_spoken(text, first - 1) && text.lower(first - 1) != "o"
            || text.is_mark(first - 1, &['-']) && text.gap(first) == Gap::None
            || first == street
                && text.is_mark(first - 1, &[','])
                && is_spoken(text, first.saturating_sub(2)))
    {
        first -= 1;
    }
    // "number thirty-one, Paradise Row"
    let label =
        first < street && first > 0 && matches!(text.lower(first - 1), "number" | "no" | "flat");
    first - usize::from(label)
}
