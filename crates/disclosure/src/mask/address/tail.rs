//! What goes on after an address in words of its own: the colour of a number, floors, rooms, whose
//! door it is, the second part of a town, a way told between two parts.

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Class, Gap, Text};
use super::foreign::postcode;
use super::is_number;
use super::rooms::{FLOORS, beside, by_place, care_of, closes, floor, number_word, part};
use super::town::town_end;

/// Words between the two parts of a town.
const JOINTS: &[&str] = &[
    "nell", "nelle", "nella", "nei", "nel", "sul", "sulla", "sull", "di", "del", "della", "dell",
    "dei", "degli", "delle", "in", "al", "alla", "sopra", "sotto", "la", "lo", "le", "upon", "on",
    "d", "a", "y", "ne", "de",
];

/// What a street is told apart by before its number.
const ADJECTIVES: &[&str] = &[
    "vecchia",
    "vecchio",
    "nuova",
    "nuovo",
    "alta",
    "alto",
    "bassa",
    "basso",
    "inferiore",
    "superiore",
    "interna",
    "interno",
    "est",
    "ovest",
    "nord",
    "sud",
    "vicinale",
    "privata",
    "antica",
    "sopra",
    "sotto",
    "levante",
    "ponente",
    "mare",
    "monte",
    "di",
];

/// Words that no way between two parts of an address has.
const OTHERS: &[&str] = &[
    "e", "che", "ho", "è", "sono", "non", "mi", "ci", "ma", "and", "from", "da", "dalla", "dal",
    "poi", "oppure", "to", "is", "was", "i", "we", "ha", "abbiamo", "si", "anziché", "invece",
    "perché", "but", "or", "not",
];

/// Words of a way that is told.
const WAYS: &[&str] = &[
    "off",
    "miles",
    "mile",
    "north",
    "south",
    "east",
    "west",
    "past",
    "behind",
    "opposite",
    "next",
    "near",
    "beside",
    "strada",
    "bianca",
    "sterrata",
    "bivio",
    "dopo",
    "dietro",
    "prima",
    "uscita",
    "km",
    "rotonda",
    "semaforo",
    "ponte",
    "incrocio",
    "roundabout",
    "junction",
    "bridge",
    "church",
];

/// The most tokens between two parts of an address.
const BETWEEN_MAX: usize = 12;

/// The end of what goes on after the token, one step.
pub(super) fn tail(text: &Text<'_>, before: usize) -> Option<usize> {
    after_mark(text, before)
        .or_else(|| adjective(text, before))
        .or_else(|| second_part(text, before))
        .or_else(|| other_number(text, before))
        .or_else(|| province(text, before))
        .or_else(|| hyphens(text, before))
        .or_else(|| bridge(text, before))
}

/// "Aix-en-Provence", "Stoke-on-Trent": a town with hyphens.
fn hyphens(text: &Text<'_>, before: usize) -> Option<usize> {
    let glued = |one: usize| text.gap(one) == Gap::None;
    let dash = |one: usize| text.is_mark(one, &['-']) && glued(one) && glued(one + 1);
    let at = before + 1;
    let name = |one: usize| text.is_capital(one) || text.is_hidden(one);
    if !dash(at) {
        return None;
    }
    let small = text.is_word(at + 1) && text.written(at + 1).len() <= 4 && dash(at + 2);
    if small && name(at + 3) {
        return Some(at + 3);
    }
    (name(at + 1) && !text.is_initial(at + 1)).then_some(at + 1)
}

/// What may stand after a comma, a dash or a bracket.
fn after_mark(text: &Text<'_>, before: usize) -> Option<usize> {
    let bracket = usize::from(text.is_mark(before + 1, &[')']) && text.is_mark(before + 2, &[',']));
    let mark = usize::from(text.is_mark(before + 1 + bracket, &[',', '-', '–', '(', '/']));
    let at = before + 1 + bracket + mark;
    if !text.follows(at) {
        return None;
    }
    let marked = mark == 1;
    // ", Co. Waterford", ", Z.I. di Sandrigo"
    if let Some(end) = zone(text, at) {
        return Some(end);
    }
    small_town(text, at)
        .or_else(|| number_word(text, at, marked))
        .or_else(|| part(text, at))
        .or_else(|| floor(text, at))
        .or_else(|| care_of(text, at))
        .or_else(|| marked.then(|| beside(text, at)).flatten())
        .or_else(|| (!marked).then(|| by_place(text, at)).flatten())
        .or_else(|| code_and_town(text, at))
        .or_else(|| (!marked).then(|| more_digits(text, at)).flatten())
        .or_else(|| (marked).then(|| shouted_town(text, at)).flatten())
}

/// "Z.I. di Sandrigo", "zona industriale", "Co. Waterford"
pub(super) fn zone(text: &Text<'_>, at: usize) -> Option<usize> {
    let point = |one: usize| text.is_mark(one, &['.']);
    let spelt =
        text.lower(at) == "z" && point(at + 1) && matches!(text.lower(at + 2), "i" | "a" | "c");
    let words = matches!(text.lower(at), "zona" | "area" | "polo" | "località" | "loc")
        && matches!(
            text.lower(at + 1),
            "industriale" | "artigianale" | "commerciale" | "produttiva" | "ind" | "art" | "pip"
        );
    let county = matches!(text.written(at), "Co" | "Prov") && point(at + 1);
    let end = if spelt {
        at + 2 + usize::from(point(at + 3))
    } else if words || county {
        at + 1
    } else {
        return None;
    };
    let of = usize::from(matches!(text.lower(end + 1), "di" | "of" | "a"));
    let town = end + 1 + of;
    let named = (text.is_hidden(town) || text.is_capital(town)) && text.follows(town);
    if county && !named {
        return None;
    }
    Some(if named {
        town
    } else if spelt {
        at + 2
    } else {
        end
    })
}

/// "4050-265 Porto", "SE23", "61029 Urbino"
fn code_and_town(text: &Text<'_>, at: usize) -> Option<usize> {
    let code = postcode(text, at)?;
    let town = code + 1 + usize::from(text.is_mark(code + 1, &['-', ',']));
    let named =
        text.is_capital(town) && !text.flags(town).any(Flags::KEPT) && text.written(town).len() > 2;
    (named && text.gap(town) == Gap::Space && !text.is(town, Role::Unit))
        .then(|| town_end(text, town))
}

/// The 10 of "Ang Mo Kio Ave 10 #08-1123" and the flat after it.
fn more_digits(text: &Text<'_>, at: usize) -> Option<usize> {
    let hash = |one: usize| {
        (text.is_mark(one, &['#']) && !text.digits(one + 1).is_empty()).then(|| {
            let dash = text.is_mark(one + 2, &['-']) && !text.digits(one + 3).is_empty();
            if dash { one + 3 } else { one + 1 }
        })
    };
    // "2" º Esq
    let ordinal = (text.is_mark(at, &['°']) || matches!(text.lower(at), "º" | "ª"))
        && text.gap(at) == Gap::None;
    if ordinal && FLOORS.contains(&text.lower(at + 1)) && text.follows(at + 1) {
        return Some(at + 1);
    }
    // "km 4" +300
    if text.is_mark(at, &['+']) && text.gap(at) == Gap::None && is_number(text, at + 1) {
        return Some(at + 1);
    }
    if let Some(end) = hash(at) {
        return Some(end);
    }
    // "Miami, FL" and "33125, USA"
    if text.digits(at).len() == 5 && text.gap(at) == Gap::Space && closes_or_hash(text, at + 1) {
        let country = text.is_mark(at + 1, &[','])
            && text.is_upper(at + 2)
            && matches!(text.lower(at + 2), "usa" | "us" | "uk" | "it" | "fr" | "de" | "es");
        return Some(if country { at + 2 } else { at });
    }
    let number = is_number(text, at) && text.gap(at) == Gap::Space && closes_or_hash(text, at + 1);
    number.then(|| hash(at + 1).unwrap_or(at))
}

fn closes_or_hash(text: &Text<'_>, at: usize) -> bool {
    let apart = text.digits(at + 1).is_empty() || text.gap(at + 1) > Gap::None;
    text.is_mark(at, &['#'])
        || text.is_mark(at, &[',', '.', ';', ')']) && apart
        || text.gap(at) == Gap::Line
}

/// "ALMA STREET, LUTON": a town where capitals tell nothing.
fn shouted_town(text: &Text<'_>, at: usize) -> Option<usize> {
    let town = text.is_word(at)
        && text.is_flat()
        && text.written(at).len() > 2
        && !text.flags(at).any(Flags::KEPT)
        && (text.flags(at).any(Flags::PLACE) || text.flags(at) == Flags::default());
    (town && closes(text, at + 1)).then_some(at)
}

/// "98 interno cortile torino", "11 rosso genova": a town in small letters at the end.
fn small_town(text: &Text<'_>, at: usize) -> Option<usize> {
    let place = text.flags(at).any(Flags::PLACE) && !text.flags(at).any(Flags::COMMON);
    let mark = |one: usize| {
        text.gap(one) == Gap::Line || text.is_mark(one, &[',', '.', ';', ')', '!', '?', '-'])
    };
    let province = text.is_flat() && text.lower(at + 1).len() == 2 && mark(at + 2);
    let known = super::town::PROVINCES.contains(&text.lower(at + 1));
    if province && (place || known && text.is_word(at) && text.written(at).len() > 3) {
        return Some(at + 1);
    }
    let ends = mark(at + 1);
    (place && text.is_word(at) && text.follows(at) && ends).then_some(at)
}

/// "vecchia 88": what tells a street apart, and its number.
fn adjective(text: &Text<'_>, before: usize) -> Option<usize> {
    let at = before + 1;
    let number = at + 1 + usize::from(text.is_mark(at + 1, &[',']));
    let number = number
        + usize::from(text.lower(number) == "n")
        + usize::from(text.lower(number) == "n" && text.is_mark(number + 1, &['.', '°']));
    // "Rigoni di Sotto 12"
    let of = text.lower(at) == "di"
        && ADJECTIVES.contains(&text.lower(at + 1))
        && is_number(text, at + 2);
    if of {
        return Some(at + 2);
    }
    (ADJECTIVES.contains(&text.lower(at))
        && text.gap(at) == Gap::Space
        && is_number(text, number)
        && text.follows(number)
        && !text.is(number + 1, Role::Unit))
    .then_some(number)
}

/// "Reggio nell'Emilia", "- Ponte nelle Alpi": the second part of a town.
fn second_part(text: &Text<'_>, before: usize) -> Option<usize> {
    let at = before + 1;
    let (span, joint) = (text.written(before), text.lower(at));
    if !JOINTS.contains(&joint)
        || text.gap(at) != Gap::Space
        || span.ends_with(|one: char| one.is_ascii_digit())
    {
        return None;
    }
    let apostrophe = usize::from(text.is_mark(at + 1, &['\'', '’']));
    let name = at + 1 + apostrophe;
    let named = text.is_hidden(name) && kind(text, name) != Some(Kind::Address)
        || text.is_capital(name)
            && text.is_word(name)
            && !text.is_upper(name)
            && text.written(name).len() > 2
            && !text.is(name, Role::Title)
            && !text.is(name, Role::Month)
            && !text.flags(name).any(Flags::KEPT);
    (named && text.follows(name)).then_some(name)
}

fn kind(text: &Text<'_>, at: usize) -> Option<Kind> {
    match text.get(at)?.class {
        Class::Hidden(kind) => kind,
        _ => None,
    }
}

/// "16 o 16 bis": another number of the same street.
fn other_number(text: &Text<'_>, before: usize) -> Option<usize> {
    let joint = matches!(text.lower(before + 1), "o" | "or" | "oppure");
    let number = before + 2;
    let digit = text.written(before).ends_with(|one: char| one.is_ascii_digit());
    let bis = number + 1 + usize::from(text.is_mark(number + 1, &['/']));
    let bis = if matches!(text.lower(bis), "bis" | "ter" | "a" | "b" | "c") && closes(text, bis + 1)
    {
        bis
    } else {
        number
    };
    (joint
        && digit
        && is_number(text, number)
        && text.digits(number).len() <= 3
        && text.follows(number)
        && closes(text, bis + 1)
        && text.gap(bis + 1) >= Gap::None)
        .then_some(bis)
}

/// "(CO)"
pub(super) fn province(text: &Text<'_>, before: usize) -> Option<usize> {
    let letters = text.is_word(before + 2)
        && text.written(before + 2).len() == 2
        && (text.is_upper(before + 2) || text.is_flat());
    (text.is_mark(before + 1, &['('])
        && letters
        && text.is_mark(before + 3, &[')'])
        && text.follows(before + 1))
    .then_some(before + 2)
}

/// A way told between two parts: "strada bianca dopo il cimitero," before a postcode.
pub(super) fn bridge(text: &Text<'_>, before: usize) -> Option<usize> {
    let next = (before + 1..=before + 1 + BETWEEN_MAX)
        .take_while(|&one| {
            text.follows(one)
                && (!ends_sentence(text, one) || one == before + 1 && short_end(text, before))
        })
        .find(|&one| kind(text, one) == Some(Kind::Address))?;
    let between = before + 1..next;
    let code = text.written(next).bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    let comma = text.is_mark(before + 1, &[',']) && text.is_mark(next - 1, &[',']);
    let corner = between.clone().any(|one| {
        matches!(
            text.lower(one),
            "angolo" | "ang" | "incrocio" | "corner" | "fronte" | "davanti" | "opposite"
        )
    });
    let aside = between.clone().any(|one| OTHERS.contains(&text.lower(one)));
    let words = between.clone().any(|one| text.is_word(one));
    let corner = corner || text.written(before).ends_with("angolo") && between.len() == 1;
    // "Z.I. Sud, 36016": capitals and marks only.
    let bare = code
        && between.len() <= 4
        && between
            .clone()
            .all(|one| text.is_capital(one) || text.mark(one).is_some() || text.is_hidden(one));
    if bare && kind(text, before) == Some(Kind::Address) {
        return Some(next);
    }
    let way = text.is_mark(before + 1, &[','])
        && between.clone().any(|one| WAYS.contains(&text.lower(one)));
    if kind(text, before) != Some(Kind::Address) {
        return (words && !aside && way).then_some(next);
    }
    (words && !aside && (code && text.is_mark(before + 1, &[',', '(']) || comma || corner || way))
        .then_some(next)
}

/// Whether an address ends with a letter that has its point: "Z.I".
fn short_end(text: &Text<'_>, address: usize) -> bool {
    let mut letters = text.written(address).chars().rev();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.next().is_some_and(|one| !one.is_alphabetic())
}

fn ends_sentence(text: &Text<'_>, at: usize) -> bool {
    text.is_mark(at, &['?', '!', ';', ':'])
        || text.is_mark(at, &['.'])
            && text.gap(at + 1) > Gap::None
            && text.written(at - 1).len() > 4
}
