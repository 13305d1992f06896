//! The town of an address, before or after the street, in any writing.

use super::super::context::is_courtesy;
use super::super::lexicon::Flags;
use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};

/// Words that the name of a town begins with and goes on after.
const BEGINNINGS: &[&str] = &[
    "san", "santa", "sant", "santo", "castel", "monte", "villa", "torre", "porto", "ponte", "san",
    "santi", "isola", "cava", "riva", "marina", "lido", "roseto", "bassano", "civita", "colle",
    "poggio", "abbadia", "sasso", "fiume", "acqua", "castello", "campo", "borgo", "cava", "pieve",
    "rocca", "serra", "nova", "new", "saint", "st", "quinto", "forte", "lama", "pian", "sesto",
    "settimo", "terzo", "casale", "palazzo",
];

/// The end of a town after a house number: "a torino", "Sesto San Giovanni", ", Spinea".
pub(super) fn town_after_number(text: &Text<'_>, at: usize, has_number: bool) -> Option<usize> {
    let joined = matches!(text.lower(at), "a" | "ad" | "in" | "di" | "near");
    // "fraz. Zagarolo"
    let part = matches!(text.folded(at), "fraz" | "frazione" | "loc" | "localita" | "zona");
    let point = usize::from(part && text.is_mark(at + 1, &['.']));
    let first = at + usize::from(joined || part) + point;
    if !text.is_word(first) && !text.is_hidden(first) || !text.follows(first) {
        return None;
    }
    // "da via Po 3 a Piazza Colombo 2": another street.
    let street = matches!(
        text.folded(first),
        "via" | "viale" | "piazza" | "corso" | "piazzale" | "largo" | "vicolo" | "strada"
    );
    if joined && street && text.follows(first + 1) {
        return None;
    }
    let flags = text.flags(first);
    let marked = part || text.is_mark(at.saturating_sub(1), &[',', '-', '–', '(']);
    let place = flags.any(Flags::PLACE) && !flags.any(Flags::COMMON);
    if !has_number {
        // "via Roma a Spinea", "corso Italia, Lecco"
        // ", in Sesto"
        let begins = BEGINNINGS.contains(&text.folded(first)) && joined;
        let told = text.is_capital(first)
            && (flags.any(Flags::PLACE) && (joined || marked || place) || begins);
        return told.then(|| town_end(text, first));
    }
    if let Some(end) = several(text, first, joined || marked) {
        return Some(town_end(text, end));
    }
    let aside = is_courtesy(text, first)
        || text.is(first, Role::AddressPart)
        || text.is(first, Role::Month)
        || flags.any(Flags::KEPT)
        || text.lower(first).len() < 2;
    let unknown = !flags.any(Flags::COMMON) && flags != Flags::STEM && flags != Flags::FORM;
    let ends = text.gap(first + 1) == Gap::Line
        || text.is_mark(first + 1, &[',', '.', ';', ')', '(', '!', '?', ':'])
        || text.is_mark(first + 1, &['-', '–', '/']) && text.gap(first + 1) == Gap::Space;
    // "Castello, Venezia": a quarter and its town.
    let quarter = marked
        && text.is_capital(first)
        && text.is_mark(first + 1, &[',', '-', '–'])
        && text.is_capital(first + 2)
        && text.flags(first + 2).any(Flags::PLACE);
    // "senza numero, Noto": a town that is a word too.
    let last = text.is_mark(at.saturating_sub(1), &[','])
        && text.is_capital(first)
        && !text.is_upper(first)
        && text.written(first).len() > 3
        && (text.gap(first + 1) == Gap::Line || text.is_mark(first + 1, &['.']))
        && !text.is(first, Role::Opener);
    let is_town = if aside {
        place
    } else if text.is_capital(first) {
        let more = text.is_capital(first + 1) && text.gap(first + 1) == Gap::Space;
        let parted = marked && ends && (flags.any(Flags::PLACE) || !flags.any(Flags::COMMON));
        unknown || more || joined || parted || quarter || last
    } else if joined {
        flags.any(Flags::PLACE) || unknown && text.lower(at) != "di" && text.lower(first).len() > 3
    } else {
        // "vicolo storto 5, potenza -"
        let place = place || flags.any(Flags::PLACE) && (marked || text.is_flat()) && ends;
        let shouted = text.is_upper(first) && unknown && marked;
        let goes_on = ends || part || marked && text.lower(first + 1).len() <= 3;
        let last = unknown && goes_on && text.lower(first).len() > 3;
        place || shouted || last
    };
    (is_town || text.is_hidden(first) && (marked || joined)).then(|| town_end(text, first))
}

/// A town of several words in small letters or capitals: "san donà di piave", "sesto san giovanni",
/// "novi di modena"; gives its last word so far.
fn several(text: &Text<'_>, first: usize, told: bool) -> Option<usize> {
    let word =
        |one: usize| (text.is_word(one) || text.is_hidden(one)) && text.gap(one) == Gap::Space;
    let saint =
        |one: usize| matches!(text.folded(one), "san" | "santa" | "santo" | "sant" | "saint");
    let common = |one: usize| text.flags(one).any(Flags::COMMON);
    let with_tail =
        BEGINNINGS.contains(&text.folded(first)) && TAIL.contains(&text.lower(first + 1));
    if !text.is_word(first) || is_courtesy(text, first) || text.is_capital(first) && !with_tail {
        return None;
    }
    let elided = usize::from(text.is_mark(first + 1, &['\'', '’']));
    let second = first + 1 + elided;
    if saint(first) && (elided == 1 || word(second)) {
        return Some(second);
    }
    if saint(second) && word(second) && word(second + 1) {
        return Some(second + 1);
    }
    let castle = text.folded(first) == "castel" || !common(second);
    if BEGINNINGS.contains(&text.folded(first))
        && word(second)
        && castle
        && !text.is(second, Role::Small)
    {
        return Some(second);
    }
    let joint = matches!(text.lower(second), "di" | "al" | "in" | "d")
        || TAIL.contains(&text.lower(second));
    let third = second + 1 + usize::from(text.is_mark(second + 1, &['\'', '’']));
    let begins = BEGINNINGS.contains(&text.folded(first));
    let named = text.flags(third).any(Flags::PLACE)
        || (told || begins) && text.is_word(third) && (!common(third) || begins);
    let own = text.flags(first) != Flags::FORM && (!common(first) || told || begins);
    (joint && named && own && text.follows(third) && text.written(first).len() > 3).then_some(third)
}

/// The end of the town after a postcode, or the postcode itself.
pub(super) fn town(text: &Text<'_>, code: usize) -> usize {
    let first = code + 1 + usize::from(text.is_mark(code + 1, &['-', ',', '–']));
    if let Some(end) = bracketed(text, first) {
        return end;
    }
    if text.follows(first)
        && let Some(end) = several(text, first, true)
    {
        return town_end(text, end);
    }
    let flags = text.flags(first);
    let named = text.is_capital(first)
        || text.is_hidden(first)
        || flags.any(Flags::PLACE)
        || text.is_word(first) && !flags.any(Flags::COMMON) && text.written(first).len() > 2;
    if !named || !text.follows(first) || flags.any(Flags::KEPT) || is_courtesy(text, first) {
        return province(text, code);
    }
    town_end(text, first)
}

/// "san martino in rio (re)": whatever words stand between a postcode and a province in brackets.
fn bracketed(text: &Text<'_>, first: usize) -> Option<usize> {
    let open = (first + 1..first + 7)
        .take_while(|&one| text.follows(one))
        .find(|&one| text.is_mark(one, &['(']))?;
    let words = (first..open).all(|one| {
        text.follows(one)
            && (text.is_word(one) || text.is_hidden(one) || text.is_mark(one, &['\'', '’', '-']))
    });
    let province = text.lower(open + 1).len() == 2 && text.is_mark(open + 2, &[')']);
    (words && province).then_some(open + 1)
}

/// The end of a town that begins here, with its province.
pub(super) fn town_end(text: &Text<'_>, first: usize) -> usize {
    let capital = text.is_capital(first) || text.is_hidden(first);
    let shouted = text.is_upper(first) && !capital;
    let mut last = first;
    let begins = BEGINNINGS.contains(&text.folded(first)) && tail(text, first + 1).is_none();
    if !capital && begins && text.is_word(first + 1) {
        last += 1;
    }
    let mut at = last + 1;
    while at < first + 7 && text.follows(at) {
        // "bassano del grappa", "cava de' tirreni"
        if let Some(end) = tail(text, at) {
            (last, at) = (end, end + 1);
            continue;
        }
        let flags = text.flags(at);
        let part = if capital {
            text.is_capital(at) && !is_courtesy(text, at) || text.is_hidden(at)
        } else {
            text.is_word(at)
                && text.gap(at) == Gap::Space
                && (flags.any(Flags::PLACE) || shouted && !flags.any(Flags::ORDINARY))
                && !flags.any(Flags::COMMON)
        };
        let joint = text.is(at, Role::Small)
            || matches!(text.lower(at), "sul" | "in" | "nel" | "ne" | "am" | "upon" | "on" | "e")
            || text.is_mark(at, &['\'', '’'])
            || text.is_mark(at, &['-']) && text.gap(at) == Gap::None;
        if part && text.written(at).len() > 1 {
            last = at;
        } else if !capital && joint && last_of_small(text, at) {
            at += 1;
            last = at;
        } else if !joint || !(capital || shouted) {
            break;
        }
        at += 1;
    }
    province(text, last)
}

/// The provinces, but for those that are words too.
pub(super) const PROVINCES: &[&str] = &[
    "ag", "an", "ao", "ap", "aq", "ar", "av", "bg", "bl", "bn", "br", "bs", "bt", "bz", "cb", "cl",
    "cn", "cr", "cs", "ct", "cz", "fc", "fg", "fi", "fm", "fr", "ge", "go", "gr", "im", "kr", "lc",
    "lt", "lu", "mb", "mc", "mn", "mo", "ms", "mt", "nu", "og", "or", "ot", "pd", "pe", "pg", "pn",
    "po", "pr", "pt", "pu", "pv", "pz", "ra", "rc", "rg", "rm", "rn", "ro", "sp", "sr", "ss", "sv",
    "ta", "tn", "tp", "tr", "ts", "tv", "ud", "vb", "vc", "ve", "vi", "vr", "vt", "vv", "na", "ba",
    "bo", "mi", "pa", "sa", "ca", "ch", "ce", "en", "al", "at", "bi", "co", "fe", "pi", "rt",
];

/// Words that join the second part of a town to the first.
const TAIL: &[&str] =
    &["del", "della", "degli", "dei", "delle", "dello", "dell", "de", "sul", "sulla"];
/// Words after such a joint that belong to no town.
const NO_TAIL: &[&str] = &[
    "mattina",
    "mattino",
    "sera",
    "pomeriggio",
    "giorno",
    "mese",
    "settimana",
    "anno",
    "gas",
    "luce",
    "contatore",
    "tecnico",
    "mio",
    "mia",
    "signor",
    "signora",
    "sig",
    "cliente",
    "quale",
    "nostro",
    "nostra",
];

/// The end of the second part of a town in small letters: "del grappa", "de' tirreni".
fn tail(text: &Text<'_>, at: usize) -> Option<usize> {
    let apostrophe = usize::from(text.is_mark(at + 1, &['\'', '’']));
    let name = at + 1 + apostrophe;
    (TAIL.contains(&text.lower(at))
        && text.is_word(name)
        && text.follows(name)
        && text.written(name).len() > 3
        && !NO_TAIL.contains(&text.lower(name)))
    .then_some(name)
}

/// "ronchi dei legionari": a joint in small letters before a word that is no common one.
fn last_of_small(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lower(at), "di" | "del" | "dei" | "sul")
        && text.is_word(at + 1)
        && !text.flags(at + 1).any(Flags::COMMON)
}

/// The end of what stands after a town: its postcode, also in words, and the country.
pub(super) fn after_town(text: &Text<'_>, town: usize) -> usize {
    let mut last = town;
    for _ in 0..3 {
        let mark = usize::from(text.is_mark(last + 1, &[',', '-', '–', ')', '(']));
        let next = last + 1 + mark;
        if !text.follows(next) {
            break;
        }
        let numbers = (next..next + 6).take_while(|&one| is_spoken(text, one)).count();
        let part = text.is(next, Role::AddressPart)
            && (text.digits(next + 1).len() < 5 && !text.digits(next + 1).is_empty()
                || is_spoken(text, next + 1));
        if text.digits(next).len() == 5 && text.gap(next + 1) != Gap::None {
            last = province(text, next);
        } else if mark == 1 && numbers >= 3 || numbers == 2 && text.is_mark(next + 2, &['.', ',']) {
            last = next + numbers - 1;
        } else if part {
            last = next + 1;
        } else if mark == 1 && text.is_capital(next) && text.flags(next).any(Flags::PLACE) {
            last = town_end(text, next);
        } else {
            break;
        }
    }
    last
}

/// The end of a province after a town, or the town itself.
pub(super) fn province(text: &Text<'_>, town: usize) -> usize {
    let mut last = town;
    while text.flags(last + 1).any(Flags::PLACE)
        && text.is_capital(last + 1)
        && text.gap(last + 1) == Gap::Space
    {
        last += 1;
    }
    if text.is_mark(last + 1, &['('])
        && text.is_mark(last + 3, &[')'])
        && (text.lower(last + 2).len() == 2 || text.flags(last + 2).any(Flags::PLACE))
    {
        return last + 2;
    }
    let skip = usize::from(text.is_mark(last + 1, &[',', '-']));
    // "31044 montebelluna tv"
    let small = last + 1 + skip;
    if PROVINCES.contains(&text.lower(small))
        && text.follows(small)
        && (text.gap(small + 1) == Gap::Line
            || text.is_mark(small + 1, &['.', ',', ';', ')', '(', '-', '|']))
    {
        return small;
    }
    if text.is_upper(last + 1 + skip)
        && text.lower(last + 1 + skip).len() == 2
        && text.follows(last + 1 + skip)
    {
        return last + 1 + skip;
    }
    last
}

/// Takes in the town that stands before the street: "Milano, via Giambellino 50", "Mira (VE), via".
pub(super) fn before_town(text: &Text<'_>, claim: Claim) -> Claim {
    let Some(mark) = claim.first.checked_sub(1) else { return claim };
    if !text.follows(claim.first)
        || !text.is_mark(mark, &[',', '-', '–'])
            && !matches!(text.lower(mark), "in" | "alla" | "al" | "at")
    {
        return claim;
    }
    let Some(mut last) = mark.checked_sub(1) else { return claim };
    if text.is_mark(last, &[')']) && last >= 3 && text.lower(last - 1).len() == 2 {
        last -= 3;
    }
    let name = |one: usize| {
        text.follows(one + 1)
            && text.written(one).len() > 1
            && (text.is_capital(one) && !text.flags(one).any(Flags::KEPT)
                || text.is_upper(one)
                    && (text.flags(one).any(Flags::PLACE)
                        || !text.flags(one).any(Flags::COMMON.with(Flags::KEPT)))
                || text.is_hidden(one)
                || text.flags(one).any(Flags::PLACE) && !text.flags(one).any(Flags::COMMON))
    };
    if !name(last) {
        return claim;
    }
    let mut first = last;
    while first > 0 && last - first < 5 {
        let small = text.is(first - 1, Role::Small)
            && first > 1
            && text.is_capital(first - 2)
            && text.follows(first - 1);
        let further = small || name(first - 1) && text.follows(first);
        if !further {
            break;
        }
        first -= 1 + usize::from(small);
    }
    let place = (first..=last)
        .any(|one| text.flags(one).any(Flags::PLACE) && !text.flags(one).any(Flags::FIRST));
    let told = first > 0
        && matches!(
            text.lower(first - 1),
            "a" | "ad" | "residente" | "domiciliato" | "domiciliata" | "abitante" | "sita" | "sito"
        );
    let mark = text.mark(mark).is_some();
    if place && mark || told { Claim { first, ..claim } } else { claim }
}
