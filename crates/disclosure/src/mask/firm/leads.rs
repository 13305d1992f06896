//! What stands before a firm or a name and belongs to it: abbreviations, initials, a trade, a house,
//! "c/o", who it is named after.

use super::super::Kind;
use super::super::context::is_title;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::beyond::{kind as kind_of, point};
use super::form_at;

/// Abbreviations before a name of a firm.
const BEFORE: &[&str] = &[
    "az", "agr", "soc", "coop", "imp", "ass", "assoc", "cult", "sport", "fond", "ist", "stud",
    "cons", "cond", "autoff", "off", "carr", "ferr", "tratt", "rist", "past", "pan", "mac", "tab",
    "ed", "ditta", "farm", "amb", "lab", "circ", "pol", "parr", "comm", "edil", "gr", "ag", "agz",
    "immob",
];

/// The first token of what belongs to the name before it.
pub(super) fn first(text: &Text<'_>, at: usize, kind: Kind) -> usize {
    let mut first = at;
    loop {
        let before = initials(text, first, kind)
            .or_else(|| renewed(text, first, kind))
            .or_else(|| care_of(text, first))
            .or_else(|| sports(text, first))
            .or_else(|| quoted(text, first))
            .or_else(|| house(text, first, kind))
            .or_else(|| abbreviation(text, first))
            .or_else(|| joined(text, first, kind))
            .or_else(|| estate(text, first, kind))
            .or_else(|| adjectives(text, first, kind))
            .or_else(|| by_kin(text, first, kind))
            .or_else(|| small_owner(text, first, at));
        match before {
            Some(before) if before < first => first = before,
            _ => return first,
        }
    }
}

/// "Nuova Edilizia": what a name begins with, at the beginning of a sentence too.
fn renewed(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    let word = at.checked_sub(1).filter(|_| text.gap(at) == Gap::Space)?;
    let begins = matches!(
        text.lower(word),
        "nuova"
            | "nuovo"
            | "antica"
            | "antico"
            | "premiata"
            | "new"
            | "grande"
            | "punto"
            | "vecchio"
    );
    (kind == Kind::Firm && begins && text.is_capital(word)).then_some(word)
}

/// "G.S.", "A.S.D.", "U.S."
fn initials(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    let mut first = at;
    while first > 1
        && text.is_mark(first - 1, &['.'])
        && text.is_initial(first - 2)
        && text.follows(first)
        && text.gap(first - 1) == Gap::None
    {
        first -= 2;
        if text.gap(first) > Gap::None {
            break;
        }
    }
    (kind == Kind::Firm && first < at).then_some(first)
}

/// `c/o [person]`
fn care_of(text: &Text<'_>, at: usize) -> Option<usize> {
    let first = at.checked_sub(3).filter(|_| text.follows(at))?;
    (text.lower(first) == "c" && text.is_mark(first + 1, &['/']) && text.lower(first + 2) == "o")
        .then_some(first)
}

/// `asd [person]`: what sort of body, before its name.
fn sports(text: &Text<'_>, at: usize) -> Option<usize> {
    let word = at.checked_sub(1).filter(|_| text.gap(at) == Gap::Space)?;
    matches!(
        text.lower(word),
        "asd"
            | "ssd"
            | "aps"
            | "odv"
            | "ets"
            | "onlus"
            | "usd"
            | "acd"
            | "gsd"
            | "us"
            | "ac"
            | "fc"
            | "polisportiva"
            | "proloco"
    )
    .then_some(word)
}

/// `I.C. "Don [person]"`, `m/n "[person]"`, `Ass. "[firm]"`: what a name in quotation marks belongs to.
fn quoted(text: &Text<'_>, at: usize) -> Option<usize> {
    let title = usize::from(
        at > 1 && is_title(text, at - 1) && text.is_capital(at - 1) && text.gap(at) == Gap::Space,
    );
    let quote =
        at.checked_sub(1 + title).filter(|&one| text.is_mark(one, &['"', '“', '«', '\'', '‘']))?;
    let before =
        quote.checked_sub(1).filter(|_| text.follows(quote) && text.gap(quote) == Gap::Space);
    let Some(before) = before else { return (title == 1).then_some(at - 1) };
    // "m/n", "M/Y"
    let ship = before > 1
        && text.is_mark(before - 1, &['/'])
        && text.lower(before - 2) == "m"
        && matches!(text.lower(before), "n" | "v" | "y" | "p");
    if ship {
        return Some(before - 2);
    }
    let mut first = quote;
    while first > 1
        && text.is_mark(first - 1, &['.'])
        && text.gap(first - 1) == Gap::None
        && (text.is_initial(first - 2) || BEFORE.contains(&text.folded(first - 2)))
    {
        first -= 2;
    }
    if first < quote {
        return Some(first);
    }
    let trade = text.is(before, Role::Trade) && text.is_capital(before);
    if trade { Some(before) } else { (title == 1).then_some(at - 1) }
}

/// `Ca' del [person]`, `Villa [person]`: a house before its name.
fn house(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    if kind == Kind::Address || !text.follows(at) {
        return None;
    }
    let small = usize::from(
        at > 0
            && matches!(
                text.lower(at - 1),
                "del" | "della" | "dei" | "delle" | "dell" | "degli" | "al" | "di" | "dal" | "dai"
            ),
    );
    let name = at.checked_sub(1 + small)?;
    let mark = usize::from(text.is_mark(name, &['\'', '’']));
    let word = name.checked_sub(mark)?;
    let house = mark == 1 && text.lower(word) == "ca"
        || mark == 0
            && matches!(
                text.lower(word),
                "villa"
                    | "corte"
                    | "cascina"
                    | "tenuta"
                    | "borgo"
                    | "palazzo"
                    | "casale"
                    | "masseria"
                    | "residence"
                    | "residenza"
                    | "podere"
                    | "cà"
                    | "casa"
                    | "torre"
                    | "rocca"
                    | "castello"
                    | "parco"
                    | "maso"
                    | "hotel"
                    | "albergo"
                    | "cantina"
                    | "cantine"
                    | "fattoria"
            );
    (house && text.is_capital(word) && text.gap(at) <= Gap::Space).then_some(word)
}

/// "az. agr.", "soc. coop."
fn abbreviation(text: &Text<'_>, at: usize) -> Option<usize> {
    let point =
        at.checked_sub(1).filter(|&one| text.is_mark(one, &['.']) && text.gap(one) == Gap::None)?;
    let word = point.checked_sub(1)?;
    // "dott. agr. Usai" has a degree.
    let degree = word > 1 && text.is_mark(word - 1, &['.']) && is_title(text, word - 2);
    (BEFORE.contains(&text.folded(word)) && text.follows(at) && !degree).then_some(word)
}

/// `Gentile & [person]`
fn joined(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    let and =
        at.checked_sub(1).filter(|&one| text.is_mark(one, &['&', '+']) && text.follows(at))?;
    let word = and.checked_sub(1)?;
    let name = (text.is_capital(word) || text.flags(word).any(Flags::LAST) || kind == Kind::Firm)
        && text.is_word(word)
        && text.follows(and);
    name.then_some(word)
}

/// `Tenuta [address]`: a trade before what was taken for an address.
fn estate(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    let word = at.checked_sub(1).filter(|_| text.gap(at) == Gap::Space)?;
    (kind == Kind::Address && text.is(word, Role::Trade) && text.is_capital(word)).then_some(word)
}

/// `studio dentistico associato [person]`: a trade, what sort it is, a name.
fn adjectives(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    if kind != Kind::Person {
        return None;
    }
    let adjective = |one: usize| {
        let word = text.lower(one);
        text.is_word(one)
            && !text.is_capital(one)
            && word.len() > 4
            && [
                "ico", "ica", "ale", "ato", "ata", "iva", "ivo", "ria", "rio", "ola", "ile", "tto",
                "ani", "ano", "ana", "rna", "ese",
            ]
            .iter()
            .any(|end| word.ends_with(end))
    };
    let mut word = at;
    for _ in 0..3 {
        word = word.checked_sub(1)?;
        if text.gap(word + 1) != Gap::Space {
            return None;
        }
        let retired = matches!(text.lower(word), "casa" | "pensione" | "centro");
        if text.is(word, Role::Trade) && !retired && (word + 1 < at || text.is_flat()) {
            return Some(word);
        }
        // "scuola dell'infanzia [person]"
        let of = word > 2
            && text.is_mark(word - 1, &['\'', '’'])
            && matches!(text.lower(word - 2), "dell" | "d")
            && text.is(word - 3, Role::Trade)
            && text.is_word(word)
            && word + 1 == at;
        if of {
            return Some(word - 3);
        }
        if !adjective(word) || text.is(word, Role::Kin) {
            return None;
        }
    }
    None
}

/// `[firm] & verdura da zio [person]`
fn by_kin(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    if kind != Kind::Person {
        return None;
    }
    let mut word = at.checked_sub(1)?;
    if text.is(word, Role::Kin) || text.is(word, Role::TitleWord) {
        word = word.checked_sub(1)?;
    }
    if text.lower(word) != "da" {
        return None;
    }
    (1..=4).map_while(|back| word.checked_sub(back)).take_while(|&one| text.follows(one + 1)).find(
        |&one| {
            kind_of(text, one) == Some(Kind::Firm)
                || text.is(one, Role::Trade) && !text.is(one, Role::Kin)
        },
    )
}

/// `la quercia di [person] e c. sas`
fn small_owner(text: &Text<'_>, first: usize, at: usize) -> Option<usize> {
    let and = at + 1;
    let company = (text.is_mark(and, &['&']) || text.lower(and) == "e")
        && text.lower(and + 1) == "c"
        && (point(text, and + 2) || form_at(text, and + 2).is_some());
    let form = form_at(text, at + 1).is_some();
    let of = first
        .checked_sub(1)
        .filter(|&one| matches!(text.lower(one), "di" | "dei") && text.follows(first))?;
    if !(company || form) {
        return None;
    }
    let mut word = of;
    for _ in 0..3 {
        let before = word.checked_sub(1)?;
        let part = text.is_word(before)
            && text.follows(word)
            && !matches!(
                text.lower(before),
                "e" | "è" | "da" | "per" | "a" | "con" | "sono" | "siamo" | "ditta" | "azienda"
            );
        if !part {
            break;
        }
        word = before;
    }
    (word < of).then_some(word)
}
