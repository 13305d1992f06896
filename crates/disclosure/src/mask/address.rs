//! Postal addresses as they are written in Italy and in English.

mod around;
pub(super) mod beyond;
mod english;
mod foreign;
mod head;
mod labelled;
mod rest;
mod rooms;
mod small;
mod tail;
mod town;
mod zone;

use super::Kind;
use super::lexicon::Flags;
use super::role::Role;
use super::text::{Claim, Gap, Text};
use around::{before_street, unlabelled};
use english::{before_postcode, british_postcode, english};
use foreign::foreign;
pub(super) use rest::rest;
use small::lower_street;
use town::{before_town, town};
use zone::zone;

/// What an abbreviation of two parts goes on with: `V.le`, `P.zza`, `C.so`.
const ABBREVIATED: &[(&str, &[&str])] = &[
    ("v", &["le", "lo", "co"]),
    ("c", &["so", "da", "sa"]),
    ("p", &["zza", "za", "le", "zale", "tta"]),
    ("l", &["go", "re"]),
    ("b", &["go"]),
];

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let found = box_at(text, at)
            .or_else(|| road(text, at))
            .or_else(|| italian(text, at))
            .or_else(|| unlabelled(text, at))
            .or_else(|| labelled::town(text, at))
            .or_else(|| foreign(text, at))
            .or_else(|| flat(text, at))
            .or_else(|| country(text, at))
            .or_else(|| english(text, at))
            .or_else(|| zone(text, at))
            .or_else(|| british_postcode(text, at).map(|claim| before_postcode(text, claim)))
            .or_else(|| postcode(text, at));
        if let Some(claim) = found {
            at = claim.last;
            claims.push(before_town(text, before_street(text, claim)));
        }
        at += 1;
    }
}

/// The token after the word a street begins with.
fn after_street_word(text: &Text<'_>, at: usize) -> Option<usize> {
    let word = text.folded(at);
    let glued = at > 0
        && text.gap(at) == Gap::None
        && (text.is_word(at - 1) || !text.digits(at - 1).is_empty());
    // Words that begin a street with a capital only: "costa" is a verb too.
    let is_other_word = matches!(
        word,
        "case"
            | "scali"
            | "gradoni"
            | "gradini"
            | "scalone"
            | "scalette"
            | "cupa"
            | "mura"
            | "passo"
            | "clivo"
            | "strettoia"
            | "rio"
            | "costa"
            | "foro"
            | "residenza"
            | "giardino"
            | "giardini"
            | "galleria"
            | "passaggio"
            | "quartiere"
            | "rotonda"
            | "banchina"
            | "passeggiata"
            | "riva"
            | "lungo"
            | "contra"
            | "stretto"
            | "ramo"
            | "corsia"
            | "riviera"
            | "bivio"
            | "scesa"
            | "erta"
            | "rampa"
            | "rampe"
            | "cantone"
            | "vocabolo"
    ) && !text.is_capital(at)
        && text.lower(at) != "contrà";
    if glued || !text.is_word(at) || is_other_word {
        return None;
    }
    if text.is_mark(at + 1, &['.', '/']) && text.gap(at + 1) == Gap::None {
        let rest = ABBREVIATED.iter().find(|(start, _)| *start == word);
        if rest.is_some_and(|(_, ends)| ends.contains(&text.folded(at + 2)))
            && text.gap(at + 2) == Gap::None
        {
            let dot = usize::from(text.is_mark(at + 3, &['.']) && text.gap(at + 3) == Gap::None);
            return Some(at + 3 + dot);
        }
        let short = word.len() <= 4 && word != "via" && word != "rue";
        return (text.is(at, Role::Street) && short).then_some(at + 2);
    }
    (text.is(at, Role::Street) && word.len() > 1).then_some(at + 1)
}

fn is_number(text: &Text<'_>, at: usize) -> bool {
    // No house has a number with a naught before it: it begins a telephone number.
    (1..=4).contains(&text.digits(at).len())
        && !(text.digits(at).len() > 2 && text.digits(at).starts_with('0'))
}

fn italian(text: &Text<'_>, at: usize) -> Option<Claim> {
    let mut next = over_sort(text, after_street_word(text, at)?);
    let name = next;
    if !text.follows(name) || text.is(name, Role::NotStreet) && !text.is_capital(name) {
        return None;
    }
    // "lungolago 41", "lungomare quarantuno"
    let shore = text.folded(at).len() > 6 && text.folded(at).starts_with("lung")
        || matches!(text.folded(at), "dorsoduro" | "cannaregio" | "giudecca");
    if shore && (is_number(text, name) || super::phone::is_spoken(text, name)) {
        return Some(Claim { first: at, last: rest(text, at), kind: Kind::Address });
    }
    let mut last = None;
    let mut capital = false;
    if let Some(end) = day_of_street(text, next) {
        (last, capital, next) = (Some(end), true, end + 1);
    }
    while next < name + 8 && text.follows(next) {
        if text.is_mark(next, &['\'', '’', '.', '-']) && text.gap(next) == Gap::None {
            // A point after a whole word ends the sentence.
            let ends = text.is_mark(next, &['.'])
                && text.gap(next + 1) > Gap::None
                && text.written(next - 1).len() > 2;
            if ends {
                break;
            }
            next += 1;
            continue;
        }
        // "Via Sant'antonio"
        let elided = text.is_word(next)
            && next > name
            && text.gap(next) == Gap::None
            && text.is_mark(next - 1, &['\'', '’'])
            && !matches!(
                text.lower(next),
                "altezza" | "angolo" | "incrocio" | "ingresso" | "inizio"
            );
        let is_small = (text.is(next, Role::Small)
            || text.lower(next) == "per" && text.is_capital(next + 1))
            && (text.is_word(next + 1) || text.is_mark(next + 1, &['\'', '’', '.']));
        // "contrada Piano del Conte": a part of a house that begins the name.
        let begins = next == name
            && (text.is_capital(next + 1)
                || text.is_capital(next) && text.is_capital(at) && is_number(text, next + 1)
                || text.is(next + 1, Role::Small) && text.is_capital(next + 2));
        let part = text.is(next, Role::AddressPart) && !begins;
        let is_name = text.is_hidden(next) || text.is_capital(next) && !part || elided && capital;
        if !is_small && !is_name {
            break;
        }
        capital |= is_name;
        last = is_name.then_some(next).or(last);
        next += 1;
    }
    // In a text in capitals a capital tells nothing: "VIA L. DA VINCI".
    let shouted = (name..name + 4).any(|one| text.is_upper(one) && !text.is_capital(one));
    if !capital || shouted {
        last = lower_street(text, at, name).max(last);
    }
    Some(Claim { first: at, last: rest(text, last?), kind: Kind::Address })
}

/// What sort of road it is, before its name: "trav. priv. De Salvo", "str. vic. per Bortigali".
fn over_sort(text: &Text<'_>, first: usize) -> usize {
    let sort = matches!(
        text.lower(first),
        "priv"
            | "prov"
            | "vic"
            | "com"
            | "naz"
            | "privata"
            | "vicinale"
            | "comunale"
            | "provinciale"
            | "poderale"
            | "interpoderale"
            | "consortile"
            | "statale"
            | "int"
    );
    let point = usize::from(text.is_mark(first + 1, &['.']));
    let name = first + 1 + point;
    let named = text.is_capital(name)
        || text.is_hidden(name)
        || text.lower(name) == "per"
        || text.is(name, Role::Small) && text.is_capital(name + 1);
    if sort && named && text.follows(name) { name } else { first }
}

/// The month after a number in the name of a street: "via 4 novembre", "via 1° Maggio".
fn day_of_street(text: &Text<'_>, at: usize) -> Option<usize> {
    let month = at + 1 + usize::from(text.is_mark(at + 1, &['°', 'º']));
    let named = text.is(month, Role::Month) || month == at + 1 && text.is_capital(month);
    (is_number(text, at) && named).then_some(month)
}

/// "Strada Provinciale 12 km 4+300"
fn road(text: &Text<'_>, at: usize) -> Option<Claim> {
    let named = text.lower(at) == "strada"
        && matches!(text.lower(at + 1), "provinciale" | "statale" | "regionale" | "comunale")
        && is_number(text, at + 2)
        && text.follows(at + 2);
    if !named {
        return None;
    }
    let km = at + 3 + usize::from(text.is_mark(at + 3, &[',']));
    let value = km + 1 + usize::from(text.is_mark(km + 1, &['.']));
    let told = text.lower(km) == "km" && !text.digits(value).is_empty();
    let more = text.is_mark(value + 1, &['+', ',', '.'])
        && text.gap(value + 2) == Gap::None
        && !text.digits(value + 2).is_empty();
    let last = if !told {
        at + 2
    } else if more {
        value + 2
    } else {
        value
    };
    Some(Claim { first: at, last: rest(text, last).max(last), kind: Kind::Address })
}

/// A house in the country: "Ca' Rossa 12, Malcontenta", "S.P. 12, km 3+200".
fn country(text: &Text<'_>, at: usize) -> Option<Claim> {
    let ca = text.lower(at) == "ca"
        && text.is_mark(at + 1, &['\'', '’'])
        && text.is_capital(at + 2)
        && is_number(text, at + 3)
        && text.follows(at + 3);
    if ca {
        return Some(Claim { first: at, last: rest(text, at + 2), kind: Kind::Address });
    }
    let short = matches!(text.lower(at), "ss" | "sp" | "sr");
    let dotted = text.lower(at) == "s"
        && text.is_mark(at + 1, &['.'])
        && matches!(text.lower(at + 2), "s" | "p" | "r");
    let point = usize::from(dotted && text.is_mark(at + 3, &['.']));
    let number = if dotted { at + 3 + point } else { at + 1 };
    // "SS 16 Adriatica km 330"
    let name = usize::from(
        (text.is_capital(number + 1) || text.is_hidden(number + 1))
            && text.gap(number + 1) == Gap::Space,
    );
    let after = number + name;
    let km = after + 1 + usize::from(text.is_mark(after + 1, &[',']));
    let told = (short || dotted) && is_number(text, number) && text.lower(km) == "km";
    let value = km + 1 + usize::from(text.is_mark(km + 1, &['.']));
    if !told || text.digits(value).is_empty() || !text.follows(value) {
        return None;
    }
    let more = text.is_mark(value + 1, &['+', ',', '.'])
        && text.gap(value + 2) == Gap::None
        && !text.digits(value + 2).is_empty();
    let last = if more { value + 2 } else { value };
    Some(Claim { first: at, last: rest(text, last).max(last), kind: Kind::Address })
}

/// A flat without its street: "scala C int 8".
fn flat(text: &Text<'_>, at: usize) -> Option<Claim> {
    let part = |one: usize| {
        let named = matches!(
            text.lower(one),
            "scala" | "sc" | "int" | "interno" | "piano" | "palazzina" | "pal" | "edificio"
        );
        let value = one + 1 + usize::from(text.is_mark(one + 1, &['.']));
        let told = text.digits(value).len() == 1
            || text.digits(value).len() == 2
            || text.lower(value).len() == 1 && text.is_capital(value);
        (named && told && text.follows(value)).then_some(value)
    };
    let first = part(at)?;
    let second = part(first + 1 + usize::from(text.is_mark(first + 1, &[',', '-'])))?;
    Some(Claim { first: at, last: rest(text, second).max(second), kind: Kind::Address })
}

/// `PO Box 123`, `casella postale 44`.
fn box_at(text: &Text<'_>, at: usize) -> Option<Claim> {
    let english = text.lower(at) == "po" && text.lower(at + 1) == "box";
    let italian = text.lower(at) == "casella" && text.lower(at + 1) == "postale";
    ((english || italian) && !text.digits(at + 2).is_empty()).then(|| Claim {
        first: at,
        last: rest(text, at + 2),
        kind: Kind::Address,
    })
}

/// Five digits and a town.
fn postcode(text: &Text<'_>, at: usize) -> Option<Claim> {
    let stands = text.digits(at).len() == 5
        && (text.gap(at) > Gap::None || at > 0 && text.is_mark(at - 1, &['(', ',']));
    let after = at + 1 + usize::from(text.is_mark(at + 1, &['-', '–', ',']));
    let flags = text.flags(after);
    let is_town = text.is_capital(after)
        && text.follows(after)
        && text.written(after).len() > 2
        && (flags.any(Flags::PLACE) || !flags.any(Flags::FIRST) && !flags.any(Flags::ORDINARY));
    (stands && is_town).then(|| {
        before_postcode(text, Claim { first: at, last: town(text, at), kind: Kind::Address })
    })
}
