//! Postal addresses as they are written in Italy and in English.

mod around;
mod english;

use super::Kind;
use super::lexicon::Flags;
use super::role::Role;
use super::text::{Claim, Gap, Text};
use around::{before_street, unlabelled};
use english::{before_postcode, british_postcode, english};

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
            .or_else(|| italian(text, at))
            .or_else(|| unlabelled(text, at))
            .or_else(|| german(text, at))
            .or_else(|| english(text, at))
            .or_else(|| british_postcode(text, at).map(|claim| before_postcode(text, claim)))
            .or_else(|| postcode(text, at));
        if let Some(claim) = found {
            at = claim.last;
            claims.push(before_street(text, claim));
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
    ) && !text.is_capital(at);
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
    (1..=4).contains(&text.digits(at).len())
}

fn italian(text: &Text<'_>, at: usize) -> Option<Claim> {
    let mut next = after_street_word(text, at)?;
    let name = next;
    if !text.follows(name) || text.is(name, Role::NotStreet) && !text.is_capital(name) {
        return None;
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
        let is_small = text.is(next, Role::Small)
            && (text.is_word(next + 1) || text.is_mark(next + 1, &['\'', '’', '.']));
        let part = text.is(next, Role::AddressPart) && !(next == name && text.is_capital(next + 1));
        let is_name = text.is_hidden(next) || text.is_capital(next) && !part;
        if !is_small && !is_name {
            break;
        }
        capital |= is_name;
        last = is_name.then_some(next).or(last);
        next += 1;
    }
    if !capital {
        last = lower_street(text, at, name);
    }
    Some(Claim { first: at, last: rest(text, last?), kind: Kind::Address })
}

/// The last word of a street all in small letters: a number must come soon, or the name be one.
fn lower_street(text: &Text<'_>, at: usize, name: usize) -> Option<usize> {
    // "al 12 di via verdi", "via g. leopardi 7b"
    let of = at > 1 && matches!(text.lower(at - 1), "di" | "in");
    let numbered = at.checked_sub(1 + usize::from(of)).is_some_and(|one| is_number(text, one));
    if numbered && text.is_word(name) && text.follows(name) {
        return Some(name);
    }
    let initial = text.lower(name).len() == 1 && text.is_mark(name + 1, &['.']);
    if initial && text.is_word(name + 2) && text.follows(name + 2) {
        return Some(name + 2);
    }
    // All in small letters: a number must come soon, or the name must be one.
    let lower = (name..name + 5).take_while(|&one| text.is_word(one) && text.follows(one)).count();
    let end = name + lower;
    let after = end + usize::from(text.is_mark(end, &[',']));
    let certain = is_number(text, after) && lower > 0 && text.follows(after);
    let flags = text.flags(name);
    let clear = matches!(
        text.folded(at),
        "via" | "viale" | "corso" | "piazza" | "vicolo" | "largo" | "piazzale"
    );
    let is_name = if flags.any(Flags::COMMON) {
        // "in via dei mille"
        let of = matches!(text.lower(name), "dei" | "delle" | "degli" | "della" | "del");
        let home = matches!(
            text.lower(at.saturating_sub(1)),
            "in" | "abito" | "da" | "indirizzo" | "residente"
        );
        of && home
            && clear
            && text.is_word(name + 1)
            && !matches!(text.lower(name + 1), "tutto" | "caso")
    } else {
        clear && text.folded(name).len() > 2 && !flags.any(Flags::KEPT) && !flags.any(Flags::STEM)
    };
    let of = matches!(
        text.lower(name),
        "dei"
            | "delle"
            | "degli"
            | "della"
            | "del"
            | "dello"
            | "san"
            | "santa"
            | "sant"
            | "santi"
            | "ss"
            | "d"
    ) && lower > 1;
    let plain = matches!(text.folded(at), "via" | "viale" | "piazza" | "piazzale" | "vicolo");
    if certain
        && (!flags.any(Flags::COMMON)
            || plain && lower <= 3
            || of
            || lower == 1 && text.written(name).len() > 3)
    {
        Some(end - 1)
    } else if is_name {
        Some(name + usize::from(flags.any(Flags::COMMON)))
    } else {
        None
    }
}

/// The month after a number in the name of a street: "via 4 novembre", "via 1° Maggio".
fn day_of_street(text: &Text<'_>, at: usize) -> Option<usize> {
    let month = at + 1 + usize::from(text.is_mark(at + 1, &['°', 'º']));
    let named = text.is(month, Role::Month) || month == at + 1 && text.is_capital(month);
    (is_number(text, at) && named).then_some(month)
}

/// The end of what may follow a street: number, flat, postcode, town, province.
pub(super) fn rest(text: &Text<'_>, street: usize) -> usize {
    let mut last = street;
    let mut at = street + 1;
    let mut has_number = false;
    while text.get(at).is_some() {
        if text.digits(at).len() == 5 {
            return town(text, at);
        }
        if text.gap(at) == Gap::Line {
            break;
        }
        // "via del Mare (palazzo verde), 33"
        if let Some(after) = over_aside(text, at) {
            (has_number, last, at) = (true, after, after + 1);
            continue;
        }
        let to = usize::from(matches!(text.lower(at), "al" | "all") && text.is_word(at + 1));
        let label = to + usize::from(matches!(text.lower(at + to), "numero" | "civico" | "number"));
        if !has_number && super::phone::is_spoken(text, at + label) && text.lower(at + label) != "o"
        {
            // "via roma trentadue"
            (has_number, last) = (true, at + label);
            at += label + 1;
            continue;
        }
        if has_number && let Some(end) = town_after_number(text, at) {
            return end;
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
            let goes_on = is_number(text, at + 1 + skip) || text.lower(at + 1 + skip).len() == 1;
            if !complete && !goes_on {
                break;
            }
            last = if complete { at } else { last };
        } else if is_number(text, at) && text.lower(at + 2) == "piano" {
            last = at + 2;
            at += 2;
        } else if text.is_capital(at) && text.flags(at).any(Flags::PLACE) {
            return province(text, at);
        } else if !is_address_mark(text, at) {
            break;
        }
        at += 1;
    }
    last
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

/// The letter of `12/b` or of `scala B`.
fn is_letter_of_number(text: &Text<'_>, at: usize, has_number: bool) -> bool {
    let glued = text.gap(at) == Gap::None || text.is_mark(at - 1, &['/']);
    let part = at - 1 - usize::from(at > 1 && text.is_mark(at - 1, &['.']));
    text.lower(at).len() == 1 && (has_number && glued || text.is(part, Role::AddressPart))
}

fn is_address_mark(text: &Text<'_>, at: usize) -> bool {
    let ends = text.is_mark(at, &['.'])
        && text.gap(at + 1) != Gap::None
        && !text.is(at - 1, Role::AddressPart);
    text.is_mark(at, &[',', '/', '-', '.', '°', 'º', '–', '(']) && !ends
}

/// The end of a town after a house number: "a torino", "Sesto San Giovanni".
fn town_after_number(text: &Text<'_>, at: usize) -> Option<usize> {
    let flags = text.flags(at);
    if matches!(text.lower(at), "a" | "ad" | "in") && text.flags(at + 1).any(Flags::PLACE) {
        return Some(province(text, at + 1));
    }
    let capital = text.is_capital(at)
        && !super::context::is_courtesy(text, at)
        && !text.is(at, Role::AddressPart);
    let several = text.is_capital(at + 1) && text.gap(at + 1) == Gap::Space;
    if capital && text.lower(at).len() > 1 && (!flags.any(Flags::ORDINARY) || several) {
        return Some(town(text, at - 1));
    }
    let parted = text.is_mark(at - 1, &[',', '-']);
    (parted && flags.any(Flags::PLACE) && !flags.any(Flags::COMMON)).then(|| province(text, at))
}

/// The end of the town after a postcode, or the postcode itself.
fn town(text: &Text<'_>, code: usize) -> usize {
    let mut at = code + 1 + usize::from(text.is_mark(code + 1, &['-', ',', '–']));
    let mut last = code;
    let start = at;
    while at < start + 5 && text.follows(at) {
        if text.is_capital(at) || text.is_hidden(at) || text.flags(at).any(Flags::PLACE) {
            last = at;
        } else if !(text.is(at, Role::Small)
            || text.is_mark(at, &['\'', '’'])
            || matches!(text.lower(at), "sul" | "in" | "nel"))
        {
            break;
        }
        at += 1;
    }
    province(text, last)
}

fn province(text: &Text<'_>, town: usize) -> usize {
    let mut last = town;
    while text.flags(last + 1).any(Flags::PLACE)
        && text.is_capital(last + 1)
        && text.gap(last + 1) == Gap::Space
    {
        last += 1;
    }
    if text.is_mark(last + 1, &['('])
        && text.lower(last + 2).len() == 2
        && text.is_mark(last + 3, &[')'])
    {
        return last + 2;
    }
    let skip = usize::from(text.is_mark(last + 1, &[',']));
    if text.is_upper(last + 1 + skip)
        && text.lower(last + 1 + skip).len() == 2
        && text.follows(last + 1 + skip)
    {
        return last + 1 + skip;
    }
    last
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

/// `Bahnhofstr. 12`, `Hauptstrasse 4`.
fn german(text: &Text<'_>, at: usize) -> Option<Claim> {
    let word = text.folded(at);
    let is_street = word.len() > 6
        && ["strasse", "str", "gasse", "platz", "allee", "straat", "laan"]
            .iter()
            .any(|end| word.ends_with(end));
    let number = at + 1 + usize::from(text.is_mark(at + 1, &['.']));
    (is_street && text.is_capital(at) && is_number(text, number) && text.follows(number))
        .then(|| Claim { first: at, last: rest(text, at), kind: Kind::Address })
}

/// Five digits and a town.
fn postcode(text: &Text<'_>, at: usize) -> Option<Claim> {
    let stands = text.digits(at).len() == 5
        && (text.gap(at) > Gap::None || at > 0 && text.is_mark(at - 1, &['(', ',']));
    let after = at + 1 + usize::from(text.is_mark(at + 1, &['-', '–', ',']));
    let flags = text.flags(after);
    let is_town = text.is_capital(after)
        && text.follows(after)
        && (flags.any(Flags::PLACE) || !flags.any(Flags::FIRST) && !flags.any(Flags::ORDINARY));
    (stands && is_town).then(|| {
        before_postcode(text, Claim { first: at, last: town(text, at), kind: Kind::Address })
    })
}
