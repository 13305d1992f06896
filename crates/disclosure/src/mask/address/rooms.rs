//! Parts of a house after its street: colours of numbers, floors, rooms, sides, whose door it is.

use super::super::lexicon::Flags;
use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::is_number;

/// Words after a house number that belong to it.
pub(super) const AFTER_NUMBER: &[&str] = &[
    "rosso",
    "nero",
    "rossa",
    "nera",
    "bis",
    "ter",
    "quater",
    "retro",
    "attico",
    "seminterrato",
    "mansarda",
    "scalo",
    "dx",
    "sx",
    "snc",
    "superattico",
    "cortile",
    "sottoscala",
    "penthouse",
    "basement",
    "rear",
    "upstairs",
    "downstairs",
];

/// Words for a part of a house, a hall, a berth, before what tells which.
pub(super) const PARTS: &[&str] = &[
    "cam",
    "camera",
    "stanza",
    "room",
    "cortile",
    "ingresso",
    "padiglione",
    "pad",
    "capannone",
    "cap",
    "hangar",
    "hall",
    "box",
    "gate",
    "pontile",
    "molo",
    "banchina",
    "stand",
    "scala",
    "sc",
    "ing",
    "blocco",
    "corpo",
    "porta",
    "dock",
    "bay",
    "pier",
    "berth",
    "pitch",
    "plot",
    "lotto",
    "magazzino",
    "deposito",
    "ufficio",
    "uff",
    "negozio",
    "posto",
    "piazzola",
    "sp",
    "ss",
    "sr",
    "km",
    "interno",
    "int",
    "piano",
    "palazzina",
    "pal",
    "floor",
    "flat",
    "unit",
    "apt",
    "suite",
    "edificio",
    "torre",
    "isolato",
    "condominio",
    "cond",
    "citofono",
    "locker",
    "apartment",
    "studio",
    "warehouse",
    "arch",
    "ward",
    "level",
    "lvl",
    "block",
    "blk",
    "aula",
    "reparto",
    "scomparto",
];

/// Words for a floor or a side after a number of order.
pub(super) const FLOORS: &[&str] = &[
    "piano",
    "floor",
    "fl",
    "esq",
    "dto",
    "etage",
    "étage",
    "og",
    "stock",
    "cortile",
    "scala",
    "interno",
    "traversa",
    "portone",
    "ingresso",
    "cancello",
    "storey",
    "lift",
    "ascensore",
];

pub(super) fn closes(text: &Text<'_>, at: usize) -> bool {
    text.gap(at) == Gap::Line || text.mark(at).is_some_and(|mark| ",.;:!?)-–/\"”".contains(mark))
}

pub(super) fn number_word(text: &Text<'_>, at: usize, marked: bool) -> Option<usize> {
    let word = AFTER_NUMBER.contains(&text.lower(at))
        && (marked || text.gap(at) == Gap::Space)
        && !text.is(at, Role::Month);
    let town = text.is_capital(at + 1) || text.flags(at + 1).any(Flags::PLACE);
    (word && (closes(text, at + 1) || town || !marked)).then_some(at)
}

/// "cam. 214", "scala sx", "interno cortile", "pontile D 27"
pub(super) fn part(text: &Text<'_>, at: usize) -> Option<usize> {
    let short = text.lower(at) == "p" && text.is_mark(at + 1, &['.']);
    if !PARTS.contains(&text.lower(at)) && !text.is(at, Role::AddressPart) && !short {
        return None;
    }
    let value = at + 1 + usize::from(text.is_mark(at + 1, &['.', '°', 'º']));
    if !text.follows(value) {
        return None;
    }
    // "p. 2" is a floor only with its point.
    let letter = text.is_word(value)
        && text.lower(value).len() == 1
        && text.lower(value) != "e"
        && text.lower(value) != "a"
        && text.lower(value) != "è";
    let side = matches!(
        text.lower(value),
        "dx" | "sx"
            | "destra"
            | "sinistra"
            | "cortile"
            | "nord"
            | "sud"
            | "est"
            | "ovest"
            | "terra"
            | "rialzato"
            | "primo"
            | "secondo"
            | "terzo"
            | "quarto"
            | "quinto"
    );
    let numbered = is_number(text, value) && !text.is(value + 1, Role::Unit);
    if !(letter || side || numbered || is_spoken(text, value) && text.lower(value) != "o") {
        return None;
    }
    // "pontile D 27", "km 4+300", "C2"
    let plus = usize::from(
        text.is_mark(value + 1, &['+', ',', '.', '/'])
            && text.gap(value + 1) == Gap::None
            && text.gap(value + 2) == Gap::None,
    );
    let more = value + 1 + plus;
    let sum = text.is_mark(value + 1, &['+'])
        && is_number(text, value + 2)
        && text.gap(value + 2) == Gap::None;
    if sum {
        return Some(value + 2);
    }
    let further = letter && is_number(text, more) && text.gap(more) <= Gap::Space
        || numbered
            && plus == 1
            && (is_number(text, more) || text.lower(more).len() == 1 && text.is_word(more))
        || numbered
            && text.gap(more) == Gap::None
            && text.lower(more).len() == 1
            && text.is_word(more);
    Some(if further { more } else { value })
}

/// "2nd floor", "2° piano", "I piano", "2º Esq"
pub(super) fn floor(text: &Text<'_>, at: usize) -> Option<usize> {
    let roman = text.is_word(at)
        && text.written(at).len() <= 4
        && text.written(at).bytes().all(|one| b"IVX".contains(&one));
    let digits = (1..=2).contains(&text.digits(at).len());
    let order = digits
        && (text.is_mark(at + 1, &['°', 'º', '^', 'ª'])
            || matches!(text.lower(at + 1), "st" | "nd" | "rd" | "th" | "o" | "º" | "ª"));
    let word = at + 1 + usize::from(order);
    ((roman || order || digits) && FLOORS.contains(&text.lower(word)) && text.follows(word))
        .then_some(word)
}

/// "c/o portineria", "presso bar Sport": whose door it is.
pub(super) fn care_of(text: &Text<'_>, at: usize) -> Option<usize> {
    let short = text.lower(at) == "c" && text.is_mark(at + 1, &['/']) && text.lower(at + 2) == "o";
    let first = if short {
        at + 3
    } else if matches!(text.lower(at), "presso") {
        at + 1
    } else {
        return None;
    };
    if !text.follows(first) || !(text.is_word(first) || text.is_hidden(first)) {
        return None;
    }
    let mut last = first;
    while text.gap(last + 1) == Gap::Space
        && last < first + 4
        && (text.is_capital(last + 1)
            || text.is_hidden(last + 1)
            || text.is(last + 1, Role::Small) && !closes(text, last + 2))
    {
        last += 1;
    }
    Some(last)
}

/// "altezza Porta Furba", "zona Stadio": a place told by another, without a mark.
pub(super) fn by_place(text: &Text<'_>, at: usize) -> Option<usize> {
    let word = matches!(
        text.lower(at),
        "altezza"
            | "zona"
            | "angolo"
            | "ang"
            | "incrocio"
            | "presso"
            | "vicino"
            | "quartiere"
            | "rione"
            | "frazione"
            | "fraz"
            | "lato"
            | "fronte"
            | "loc"
            | "località"
            | "near"
            | "opposite"
            | "corner"
    );
    let point = usize::from(text.is_mark(at + 1, &['.']));
    let name = at + 1 + point;
    let name = name
        + usize::from(matches!(
            text.lower(name),
            "di" | "con" | "a" | "al" | "alla" | "la" | "il" | "of"
        ));
    let named = text.is_hidden(name) || text.is_capital(name) && text.is_word(name);
    (word && named && text.follows(at) && text.follows(name)).then(|| {
        let mut last = name;
        while text.gap(last + 1) == Gap::Space
            && (text.is_capital(last + 1) || text.is_hidden(last + 1))
            && last < name + 3
        {
            last += 1;
        }
        last
    })
}

/// "lato cortile", "ingresso dal retro", "sopra il bar", "round the back": where the door is, up to
/// the next mark.
pub(super) fn beside(text: &Text<'_>, at: usize) -> Option<usize> {
    let led = at + usize::from(matches!(text.lower(at), "di" | "nei" | "a"));
    let place = matches!(
        text.lower(led),
        "lato"
            | "fianco"
            | "pressi"
            | "fronte"
            | "ingresso"
            | "entrata"
            | "angolo"
            | "ang"
            | "dietro"
            | "sopra"
            | "sotto"
            | "accanto"
            | "davanti"
            | "vicino"
            | "opposite"
            | "behind"
            | "above"
            | "below"
            | "next"
            | "near"
            | "round"
            | "rear"
            | "entrance"
            | "side"
            | "dopo"
            | "entro"
            | "zona"
            | "quartiere"
            | "rione"
            | "scala"
            | "via"
            | "top"
            | "back"
            | "front"
            | "corner"
            | "just"
            | "off"
            | "lower"
            | "upper"
            | "agro"
            | "territorio"
            | "comune"
    );
    if !place || text.is_capital(at) || !text.is_mark(at - 1, &[',', '(']) {
        return None;
    }
    let at = at + usize::from(matches!(text.lower(at), "di" | "nei" | "a"));
    let (mut last, mut words) = (at, 1);
    while text.gap(last + 1) == Gap::Space && words < 6 {
        let next = last + 1;
        let stops = text.is(next, Role::Does)
            && !matches!(text.lower(next), "del" | "dal" | "at" | "in" | "al")
            || matches!(
                text.lower(next),
                "e" | "che" | "non" | "mi" | "è" | "and" | "but" | "ma" | "perché"
            );
        let elided = text.is_mark(next + 1, &['\'', '’']) && text.gap(next + 1) == Gap::None;
        if elided && text.is_word(next) && (text.is_word(next + 2) || text.is_hidden(next + 2)) {
            (last, words) = (next + 2, words + 1);
            continue;
        }
        if stops || !(text.is_word(next) || text.is_hidden(next) || is_number(text, next)) {
            break;
        }
        (last, words) = (next, words + 1);
    }
    (closes(text, last + 1) && words > 1).then_some(last)
}
