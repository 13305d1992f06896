//! Postal addresses as they are written in Italy and in English.

use super::lexicon::Flags;
use super::text::{Claim, Gap, Text};
use super::Kind;

/// Words that a street begins with and that are little else, folded.
const STREETS: &[&str] = &[
    "via", "viale", "vle", "v", "corso", "cso", "piazza", "pzza", "pza", "piazzale", "ple", "pzle",
    "piazzetta", "vicolo", "vico", "lungomare", "contrada", "cda", "localita", "loc", "frazione", "fraz",
    "lgo", "largo", "strada", "borgo", "salita", "traversa", "calle", "rione", "fondamenta", "str", "corte", "campiello", "rue", "rua", "avenida", "plaza", "villaggio",
    "lungarno", "lungotevere", "circonvallazione", "vicoletto", "scalinata", "cascina", "podere", "masseria", "maso", "vlo", "piaz", "viuzza", "stradone",
];
/// What an abbreviation of two parts goes on with: `V.le`, `P.zza`, `C.so`.
const ABBREVIATED: &[(&str, &[&str])] = &[
    ("v", &["le", "lo", "co"]),
    ("c", &["so", "da", "sa"]),
    ("p", &["zza", "za", "le", "zale", "tta"]),
    ("l", &["go", "re"]),
    ("b", &["go"]),
];
/// Small words inside the name of a street.
const SMALL: &[&str] = &[
    "di", "del", "della", "dello", "dei", "degli", "delle", "dell", "d", "san", "santa", "sant", "santo",
    "ss", "de", "e", "la", "lo", "da", "al", "alla", "don",
];
/// Words after `via` that make it no street.
const NOT_STREETS: &[&str] = &[
    "email", "mail", "pec", "fax", "sms", "web", "chat", "whatsapp", "telefono", "internet", "app",
    "telematica", "posta", "libera", "satellite", "cavo", "raccomandata", "skype",
];
/// Words that a street in English ends with.
const ENGLISH: &[&str] = &[
    "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "dr", "close", "court", "ct",
    "way", "place", "pl", "crescent", "cres", "terrace", "square", "sq", "gardens", "gdns", "grove",
    "hill", "row", "mews", "park", "walk", "boulevard", "blvd", "parade", "green", "rise", "view", "yard",
    "house", "cottage", "cottages", "mansions", "buildings", "heights", "wharf", "quay", "gate", "croft",
    "circus", "villas", "farm", "estate",
];
/// Of these, those that make a street of a name without a number.
const ENGLISH_CERTAIN: &[&str] = &[
    "street", "road", "rd", "avenue", "ave", "lane", "crescent", "terrace", "mews", "boulevard", "blvd",
    "gardens", "grove", "cottage", "cottages", "mansions",
];
/// Words before a number that belongs to an address.
const PARTS: &[&str] = &[
    "interno", "int", "scala", "sc", "piano", "palazzina", "pal", "edificio", "lotto", "isolato", "civico",
    "civ", "n", "nr", "num", "numero", "flat", "apt", "apartment", "unit", "floor", "suite", "bis", "ter", "snc",
    "km", "condominio", "room",
];

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let found = italian(text, at)
            .or_else(|| german(text, at))
            .or_else(|| english(text, at))
            .or_else(|| british_postcode(text, at).map(|claim| before_postcode(text, claim)))
            .or_else(|| postcode(text, at));
        if let Some(claim) = found {
            at = claim.last;
            claims.push(claim);
        }
        at += 1;
    }
}

/// The token after the word a street begins with.
fn after_street_word(text: &Text<'_>, at: usize) -> Option<usize> {
    let word = text.folded(at);
    let glued = at > 0 && text.gap(at) == Gap::None && (text.is_word(at - 1) || !text.digits(at - 1).is_empty());
    if glued || !text.is_word(at) {
        return None;
    }
    if text.is_mark(at + 1, &['.', '/']) && text.gap(at + 1) == Gap::None {
        let rest = ABBREVIATED.iter().find(|(start, _)| *start == word);
        if rest.is_some_and(|(_, ends)| ends.contains(&text.folded(at + 2))) && text.gap(at + 2) == Gap::None {
            let dot = usize::from(text.is_mark(at + 3, &['.']) && text.gap(at + 3) == Gap::None);
            return Some(at + 3 + dot);
        }
        let short = word.len() <= 4 && word != "via" && word != "rue";
        return (STREETS.contains(&word) && short).then_some(at + 2);
    }
    (STREETS.contains(&word) && word.len() > 1).then_some(at + 1)
}

fn is_number(text: &Text<'_>, at: usize) -> bool {
    (1..=4).contains(&text.digits(at).len())
}

fn italian(text: &Text<'_>, at: usize) -> Option<Claim> {
    let mut next = after_street_word(text, at)?;
    let name = next;
    if !text.follows(name) || NOT_STREETS.contains(&text.lower(name)) && !text.is_capital(name) {
        return None;
    }
    let mut last = None;
    let mut capital = false;
    // "via 4 novembre": a number and a month.
    if is_number(text, next) && (super::date::is_month(text.lower(next + 1)) || text.is_capital(next + 1)) {
        (last, capital, next) = (Some(next + 1), true, next + 2);
    }
    while next < name + 8 && text.follows(next) {
        if text.is_mark(next, &['\'', '’', '.', '-']) && text.gap(next) == Gap::None {
            // A point after a whole word ends the sentence.
            let ends = text.is_mark(next, &['.']) && text.gap(next + 1) > Gap::None && text.written(next - 1).len() > 2;
            if ends {
                break;
            }
            next += 1;
            continue;
        }
        let is_small = SMALL.contains(&text.folded(next)) && (text.is_word(next + 1) || text.is_mark(next + 1, &['\'', '’', '.']));
        let is_name = text.is_hidden(next) || text.is_capital(next) && !PARTS.contains(&text.lower(next));
        if !is_small && !is_name {
            break;
        }
        capital |= is_name;
        last = is_name.then_some(next).or(last);
        next += 1;
    }
    if !capital {
        // All in small letters: a number must come soon, or the name must be one.
        let lower = (name..name + 5).take_while(|&one| text.is_word(one) && text.follows(one)).count();
        let end = name + lower;
        let after = end + usize::from(text.is_mark(end, &[',']));
        let certain = is_number(text, after) && lower > 0 && text.follows(after);
        let flags = text.flags(name);
        let clear = matches!(text.folded(at), "via" | "viale" | "corso" | "piazza" | "vicolo" | "largo" | "piazzale");
        let is_name = if flags.any(Flags::COMMON) {
            // "in via dei mille"
            let of = matches!(text.lower(name), "dei" | "delle" | "degli" | "della" | "del");
            let home = matches!(text.lower(at.saturating_sub(1)), "in" | "abito" | "da" | "indirizzo" | "residente");
            of && home && clear && text.is_word(name + 1) && !matches!(text.lower(name + 1), "tutto" | "caso")
        } else {
            clear && text.folded(name).len() > 2 && !flags.any(Flags::KEPT) && !flags.any(Flags::STEM)
        };
        let of = matches!(text.lower(name), "dei" | "delle" | "degli" | "della" | "del" | "dello") && lower > 1;
        if certain && (!flags.any(Flags::COMMON) || of || lower == 1 && text.written(name).len() > 3) {
            last = Some(end - 1);
        } else if is_name {
            last = Some(name + usize::from(flags.any(Flags::COMMON)));
        }
    }
    Some(Claim { first: at, last: rest(text, last?), kind: Kind::Address })
}

/// The end of what may follow a street: number, flat, postcode, town, province.
fn rest(text: &Text<'_>, street: usize) -> usize {
    let mut last = street;
    let mut at = street + 1;
    let mut has_number = false;
    while text.get(at).is_some() {
        let line = text.gap(at) == Gap::Line;
        if line && !(text.digits(at).len() == 5) {
            break;
        }
        if text.digits(at).len() == 5 {
            last = town(text, at);
            break;
        }
        let labelled = PARTS.contains(&text.lower(at - 1))
            || text.mark(at - 1).is_some() && at > 1 && PARTS.contains(&text.lower(at - 2));
        if is_number(text, at) && (!has_number || labelled || text.gap(at) == Gap::None) {
            has_number = true;
            last = at;
        } else if text.is_word(at) && text.lower(at).len() == 1 && has_number && (text.gap(at) == Gap::None || text.is_mark(at - 1, &['/'])) {
            last = at;
        } else if text.is_word(at) && PARTS.contains(&text.lower(at)) {
            let skip = usize::from(text.is_mark(at + 1, &['.', '°', 'º']));
            if !is_number(text, at + 1 + skip) && !(matches!(text.lower(at), "bis" | "ter" | "snc")) && text.lower(at + 1 + skip).len() != 1 {
                break;
            }
            if matches!(text.lower(at), "bis" | "ter" | "snc") {
                last = at;
            }
        } else if text.is_word(at) && text.lower(at).len() == 1 && PARTS.contains(&text.lower(at - 1)) {
            last = at;
        } else if is_number(text, at) && text.is_mark(at + 1, &['°', 'º']) && text.lower(at + 2) == "piano" {
            last = at + 2;
            at += 2;
        } else if matches!(text.lower(at), "a" | "ad" | "in") && has_number && text.flags(at + 1).any(Flags::PLACE) {
            last = province(text, at + 1);
            break;
        } else if has_number && text.is_capital(at) && !super::context::is_courtesy(text, at) && (!text.flags(at).any(Flags::ORDINARY) || text.is_capital(at + 1) && text.gap(at + 1) == Gap::Space) {
            // A town, known or not: "Sesto San Giovanni"
            last = town(text, at - 1);
            break;
        } else if has_number && text.is_mark(at - 1, &[',', '-']) && text.flags(at).any(Flags::PLACE) && !text.flags(at).any(Flags::COMMON) {
            last = province(text, at);
            break;
        } else if text.is_capital(at) && text.flags(at).any(Flags::PLACE) {
            last = province(text, at);
            break;
        } else if !text.is_mark(at, &[',', '/', '-', '.', '°', 'º', '–', '(']) || text.is_mark(at, &['.']) && text.gap(at + 1) != Gap::None && !PARTS.contains(&text.lower(at - 1)) {
            break;
        }
        at += 1;
    }
    last
}

/// The end of the town after a postcode, or the postcode itself.
fn town(text: &Text<'_>, code: usize) -> usize {
    let mut at = code + 1 + usize::from(text.is_mark(code + 1, &['-', ',', '–']));
    let mut last = code;
    let start = at;
    while at < start + 5 && text.follows(at) {
        if text.is_capital(at) || text.is_hidden(at) || text.flags(at).any(Flags::PLACE) {
            last = at;
        } else if !(SMALL.contains(&text.folded(at)) || text.is_mark(at, &['\'', '’']) || matches!(text.lower(at), "sul" | "in" | "nel")) {
            break;
        }
        at += 1;
    }
    province(text, last)
}

fn province(text: &Text<'_>, town: usize) -> usize {
    let mut last = town;
    while text.flags(last + 1).any(Flags::PLACE) && text.is_capital(last + 1) && text.gap(last + 1) == Gap::Space {
        last += 1;
    }
    if text.is_mark(last + 1, &['(']) && text.lower(last + 2).len() == 2 && text.is_mark(last + 3, &[')']) {
        return last + 2;
    }
    let skip = usize::from(text.is_mark(last + 1, &[',']));
    if text.is_upper(last + 1 + skip) && text.lower(last + 1 + skip).len() == 2 && text.follows(last + 1 + skip) {
        return last + 1 + skip;
    }
    last
}

/// `12 High Street, flat 3`, `Flat 3, 12 High Street, Leeds LS1 4AB`, `Rose Lane`.
fn english(text: &Text<'_>, at: usize) -> Option<Claim> {
    let numbered = is_number(text, at);
    let named = text.is_capital(at);
    if !numbered && !named {
        return None;
    }
    let mut next = at + usize::from(numbered);
    if numbered && text.lower(next).len() == 1 && text.gap(next) == Gap::None {
        next += 1;
    }
    next += usize::from(numbered && text.is_mark(next, &[',']));
    let from = next;
    while next < from + 5 && text.follows(next) && (text.is_word(next) || text.is_hidden(next) || text.is_mark(next, &['\'', '’'])) {
        let word = text.lower(next);
        let is_type = ENGLISH.contains(&word) && next > from;
        let capitals = (from..next).all(|one| text.is_capital(one) || text.is_hidden(one) || text.mark(one).is_some() || text.lower(one) == "s");
        let ordinary = (from..next).any(|one| text.flags(one).any(Flags::COMMON) && !text.is_capital(one));
        if is_type {
            let unit = at > 1 && text.is_mark(at - 1, &[',']) && is_number(text, at - 2);
            let certain = if unit && capitals {
                true
            } else if numbered {
                capitals || !ordinary || next == from + 1 && ENGLISH_CERTAIN.contains(&word)
            } else {
                capitals && text.is_capital(next) && ENGLISH_CERTAIN.contains(&word) && !matches!(text.lower(at), "the" | "your" | "our" | "this")
            };
            if certain {
                return Some(Claim { first: flat(text, at), last: english_rest(text, next), kind: Kind::Address });
            }
        }
        next += 1;
    }
    None
}

/// `Bahnhofstr. 12`, `Hauptstrasse 4`.
fn german(text: &Text<'_>, at: usize) -> Option<Claim> {
    let word = text.folded(at);
    let is_street = word.len() > 6 && ["strasse", "str", "gasse", "platz", "allee", "straat", "laan"].iter().any(|end| word.ends_with(end));
    let number = at + 1 + usize::from(text.is_mark(at + 1, &['.']));
    (is_street && text.is_capital(at) && is_number(text, number) && text.follows(number))
        .then(|| Claim { first: at, last: rest(text, at), kind: Kind::Address })
}

/// A flat before the house number.
fn flat(text: &Text<'_>, at: usize) -> usize {
    let mut first = at;
    if first > 0 && text.is_mark(first - 1, &[',']) && first > 2 {
        let mut number = first - 2;
        if text.is_word(number) && text.gap(number) == Gap::None && number > 0 {
            number -= 1;
        }
        if (is_number(text, number) || text.lower(number).len() == 1) && number > 0 {
            let back = if PARTS.contains(&text.lower(number - 1)) { 1 } else { 2 };
            if number >= back && PARTS.contains(&text.lower(number - back)) {
                first = number - back;
            }
        }
    }
    first
}

fn english_rest(text: &Text<'_>, street: usize) -> usize {
    let mut last = street;
    let mut at = street + 1;
    while at < street + 12 && text.follows(at) {
        if let Some(code) = british_postcode(text, at) {
            return code.last;
        }
        if text.is_mark(at, &[',', '.']) {
            at += 1;
            continue;
        }
        if PARTS.contains(&text.lower(at)) && (is_number(text, at + 1) || text.lower(at + 1).len() == 1) {
            last = at + 1 + usize::from(text.lower(at + 2).len() == 1 && text.gap(at + 2) == Gap::None);
            at = last + 1;
            continue;
        }
        let town = text.is_capital(at) && !text.flags(at).any(Flags::COMMON) && !text.flags(at).any(Flags::KEPT);
        if town && (text.is_mark(at - 1, &[',']) || last + 1 == at && text.flags(at - 1).any(Flags::PLACE)) {
            last = at;
            at += 1;
            continue;
        }
        break;
    }
    last
}

/// `LS1 4AB`, `SW1A 1AA`, together or apart.
fn british_postcode(text: &Text<'_>, at: usize) -> Option<Claim> {
    let glued = |one: usize| text.gap(one) == Gap::None;
    let is_start = text.is_word(at) && text.written(at).len() <= 2 && text.written(at).is_ascii() && !(at > 0 && glued(at) && text.mark(at - 1) != Some('('));
    if !is_start || !(1..=2).contains(&text.digits(at + 1).len()) || !glued(at + 1) {
        return None;
    }
    let mut inner = at + 2;
    if text.written(inner).len() == 1 && text.is_word(inner) && glued(inner) {
        inner += 1;
    }
    // Written together, the last digit of the first half runs into the second: "LS14AB".
    let together = text.digits(at + 1).len() == 2 && inner == at + 2 && text.is_word(inner) && text.written(inner).len() == 2 && glued(inner);
    if together {
        return Some(Claim { first: at, last: inner, kind: Kind::Address });
    }
    let ends = text.digits(inner).len() == 1 && text.follows(inner) && text.is_word(inner + 1) && glued(inner + 1) && text.written(inner + 1).len() == 2;
    ends.then_some(Claim { first: at, last: inner + 1, kind: Kind::Address })
}

/// Five digits and a town.
fn postcode(text: &Text<'_>, at: usize) -> Option<Claim> {
    let stands = text.digits(at).len() == 5 && (text.gap(at) > Gap::None || at > 0 && text.is_mark(at - 1, &['(', ',']));
    let after = at + 1 + usize::from(text.is_mark(at + 1, &['-', '–', ',']));
    let flags = text.flags(after);
    let is_town = text.is_capital(after)
        && text.follows(after)
        && (flags.any(Flags::PLACE) || !flags.any(Flags::FIRST) && !flags.any(Flags::ORDINARY));
    (stands && is_town).then(|| before_postcode(text, Claim { first: at, last: town(text, at), kind: Kind::Address }))
}

/// Takes in what stands before a postcode without a word for a street: `5 The Maltings, Ely CB7 4QW`.
fn before_postcode(text: &Text<'_>, claim: Claim) -> Claim {
    let mut first = claim.first;
    let mut at = claim.first;
    while at > 0 && claim.first - at < 14 && text.follows(at) {
        at -= 1;
        let word = text.is_capital(at) && !super::context::is_courtesy(text, at) || text.is_hidden(at) || matches!(text.lower(at), "the" | "of" | "on" | "upon");
        if is_number(text, at) || PARTS.contains(&text.lower(at)) && !text.is_mark(at, &['.']) && text.lower(at).len() > 2 {
            first = at;
        } else if !word && !text.is_mark(at, &[',', '-', '\'', '’', '/']) && !(text.lower(at).len() == 1 && text.gap(at) == Gap::None) {
            break;
        }
    }
    Claim { first, ..claim }
}
