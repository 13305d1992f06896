//! What stands before an address that was found: the house with a name, a floor, a number.

use super::super::context::{is_courtesy, is_title, opens};
use super::super::lexicon::Flags;
use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::is_number;
use super::rest::ORDINALS;
use super::rooms::PARTS;

/// The most tokens of the name of a house.
const TOKENS_MAX: usize = 7;

/// The first token of what belongs to the address before it.
pub(super) fn head(text: &Text<'_>, address: usize) -> usize {
    let mut first = address;
    loop {
        let before = order(text, first)
            .or_else(|| town_before_code(text, first))
            .or_else(|| number_of(text, first))
            .or_else(|| house(text, first))
            .or_else(|| care_of(text, first))
            .or_else(|| condominium(text, first))
            .or_else(|| spoken_number(text, first))
            .or_else(|| small_house(text, first))
            .or_else(|| small_road(text, first));
        match before {
            Some(before) if before < first => first = before,
            _ => return first,
        }
    }
}

/// The "3rd" of "3rd floor", the "III" of "III strada".
fn order(text: &Text<'_>, address: usize) -> Option<usize> {
    let word = address.checked_sub(1).filter(|_| text.follows(address))?;
    // "terzo piano di via Cavour 8"
    let storey = |written: &str| written.starts_with("piano") || written.starts_with("floor");
    if ORDINALS.contains(&text.lower(word)) && storey(text.written(address)) {
        return Some(word);
    }
    let of = usize::from(matches!(text.lower(word), "di" | "in" | "of"));
    if let Some(floor) = word.checked_sub(of).filter(|&one| storey(text.lower(one)))
        && let Some(order) = floor.checked_sub(1)
        && ORDINALS.contains(&text.lower(order))
        && text.follows(floor)
        && text.follows(word)
    {
        return Some(order);
    }
    let roman = text.is_upper(word) && text.written(word).bytes().all(|one| b"IVX".contains(&one));
    // "Am Hang 7", "1187 NW 23rd Ave", "14 bis rue"
    let german = matches!(
        text.written(word),
        "Am" | "Im" | "Zum" | "Zur" | "An" | "Auf" | "Unter" | "Hinter" | "Calle" | "Rua" | "Rue"
    ) && text.gap(address) == Gap::Space;
    let side = matches!(text.written(word), "N" | "S" | "E" | "W" | "NW" | "NE" | "SW" | "SE")
        && word > 0
        && (1..=5).contains(&text.digits(word - 1).len());
    let number = (1..=4).contains(&text.digits(word).len())
        && text.gap(address) == Gap::Space
        && text.gap(word) > Gap::None
        && !text.digits(word).starts_with("20")
        && !text.written(address).starts_with(|one: char| one.is_ascii_digit());
    if side {
        return Some(word - 1);
    }
    if german || number {
        return Some(word);
    }
    // "Nr. Ledbury"
    let near = usize::from(text.is_mark(word, &['.']));
    if word >= near && matches!(text.lower(word - near), "nr" | "near") && text.follows(word) {
        return Some(word - near);
    }
    // "Arch" before "41, Viaduct Row"
    let part = text.is_capital(word)
        && PARTS.contains(&text.lower(word))
        && text.gap(address) == Gap::Space
        && text.written(address).starts_with(|one: char| one.is_ascii_digit());
    if roman || part {
        return Some(word);
    }
    let number = word.checked_sub(1)?;
    let order = matches!(text.lower(word), "st" | "nd" | "rd" | "th");
    (order && is_number(text, number) && text.gap(word) == Gap::None).then_some(number)
}

/// "n. 6 di", "il civico 8 di", "number thirty-one,"
fn number_of(text: &Text<'_>, address: usize) -> Option<usize> {
    let mut at = address.checked_sub(1).filter(|_| text.follows(address))?;
    if !(matches!(text.lower(at), "di" | "in" | "della" | "del") || text.is_mark(at, &[','])) {
        return None;
    }
    at = at.checked_sub(1)?;
    if !is_number(text, at) && !text.is_hidden(at) {
        return None;
    }
    let number = at;
    at = at.checked_sub(1)?;
    at -= usize::from(at > 0 && text.is_mark(at, &['.', '°', 'º']));
    (matches!(text.lower(at), "n" | "nr" | "num" | "numero" | "civico" | "number" | "no")
        && text.follows(number))
    .then_some(at)
}

/// "Bobbin Mill,", "Hall C2,", "Sunnybank Care Home,", "presso Casa del Sole,"
fn house(text: &Text<'_>, address: usize) -> Option<usize> {
    let mark = address.checked_sub(1).filter(|&one| text.is_mark(one, &[',', '-', '–']))?;
    if !text.follows(address) || text.is_mark(mark, &['-', '–']) && text.gap(address) == Gap::None
    {
        return None;
    }
    let (mut first, mut at, mut words) = (None, mark, 0);
    while at > 0 && mark - at < TOKENS_MAX && text.follows(at) {
        at -= 1;
        let hidden = text.is_hidden(at);
        let number = (1..=3).contains(&text.digits(at).len());
        let named = text.is_word(at) && is_named(text, at);
        if hidden || named {
            words += usize::from(named);
            first = Some(at);
        } else if number {
            first = first.or(Some(at));
        } else if !(text.is(at, Role::Small) || text.is_mark(at, &['\'', '’'])) || first.is_none()
        {
            break;
        }
    }
    let first = first?;
    // A word that opens a sentence by itself is no house.
    let alone = opens(text, first)
        && words == 1
        && text.flags(first).any(Flags::COMMON)
        && first + 1 == mark;
    // "Farmacia Dr. Sgarbossa, Piazza": somebody with a title is no house.
    let titled = first > 1 && text.is_mark(first - 1, &['.']) && is_title(text, first - 2);
    (words > 0 && !alone && !titled).then_some(first)
}

/// "c/o" before it.
fn care_of(text: &Text<'_>, address: usize) -> Option<usize> {
    let first = address.checked_sub(3).filter(|_| text.follows(address))?;
    (text.lower(first) == "c" && text.is_mark(first + 1, &['/']) && text.lower(first + 2) == "o")
        .then_some(first)
}

/// "Condominio di Via Tuscolana 712": a house that is called by its street.
fn condominium(text: &Text<'_>, address: usize) -> Option<usize> {
    let before = address.checked_sub(1).filter(|_| text.follows(address))?;
    let of = usize::from(
        matches!(text.lower(before), "di" | "in") || text.is_mark(before, &['.', ',', '-']),
    );
    let word = before.checked_sub(of).filter(|_| text.follows(before))?;
    let house = matches!(text.lower(word), "condominio" | "cond" | "supercondominio");
    (house && text.is_capital(word) && (text.lower(word) != "cond" || of == 1)).then_some(word)
}

/// "number six, Via Fontana": the number in words before its street.
fn spoken_number(text: &Text<'_>, address: usize) -> Option<usize> {
    let mark =
        address.checked_sub(1).filter(|&one| text.is_mark(one, &[',']) && text.follows(address))?;
    let mut first = mark;
    while first > 0 && mark - first < 4 && text.follows(first) {
        first -= 1;
        if matches!(text.lower(first), "number" | "numero" | "civico") && first + 1 < mark {
            return Some(first);
        }
        let part = is_spoken(text, first) || text.is_mark(first, &['-']) || is_number(text, first);
        if !part {
            break;
        }
    }
    None
}

/// "strada sterrata dopo il mulino,": a road without a name.
fn small_road(text: &Text<'_>, address: usize) -> Option<usize> {
    let mark =
        address.checked_sub(1).filter(|&one| text.is_mark(one, &[',']) && text.follows(address))?;
    let first = (2..=7).filter_map(|back| mark.checked_sub(back)).find(|&one| {
        matches!(
            text.lower(one),
            "strada"
                | "stradina"
                | "sentiero"
                | "viottolo"
                | "sterrata"
                | "carraia"
                | "track"
                | "lane"
        )
    })?;
    (first..mark).all(|one| text.is_word(one) && text.follows(one + 1)).then_some(first)
}

/// "the old rectory,", "the gate lodge,": a house in small letters.
fn small_house(text: &Text<'_>, address: usize) -> Option<usize> {
    let mark =
        address.checked_sub(1).filter(|&one| text.is_mark(one, &[',']) && text.follows(address))?;
    let first =
        (2..=4).filter_map(|back| mark.checked_sub(back)).find(|&one| text.lower(one) == "the")?;
    let words =
        (first..mark).all(|one| text.is_word(one) && (one == first || text.gap(one) == Gap::Space));
    let led = first == 0
        || text.gap(first) == Gap::Line
        || matches!(text.lower(first - 1), "at" | "is" | "to" | "from" | "in" | "of" | "address")
        || text.is_mark(first - 1, &[':', ',']);
    (words && led).then_some(first)
}

/// The town right before a British postcode: "Halifax HX1 5ER".
fn town_before_code(text: &Text<'_>, address: usize) -> Option<usize> {
    let written = text.written(address);
    let code = written.len() <= 9
        && written.starts_with(|one: char| one.is_ascii_uppercase())
        && written.contains(|one: char| one.is_ascii_digit());
    let town = address.checked_sub(1)?;
    let named = text.is_capital(town)
        && !text.is_upper(town)
        && !is_courtesy(text, town)
        && !text.is(town, Role::NumberWord)
        && text.written(town).len() > 2;
    (code && text.gap(address) == Gap::Space && text.is_word(town) && named).then_some(town)
}

fn is_named(text: &Text<'_>, at: usize) -> bool {
    let care = matches!(text.lower(at), "care" | "court" | "lady" | "sir");
    let more = text.is_capital(at + 1) && text.gap(at + 1) == Gap::Space;
    let numbered = is_number(text, at + 1) && text.gap(at + 1) == Gap::Space;
    let plain = text.is(at, Role::Opener) || text.flags(at).any(Flags::COMMON);
    let opening = opens(text, at) && plain && !more && !numbered;
    let kept = text.flags(at).any(Flags::KEPT)
        && !super::super::beside::PARTS.contains(&text.lower(at))
        && !(more
            || numbered
            || text.is_hidden(at.saturating_sub(1))
            || text.is_capital(at.saturating_sub(1)));
    text.is_capital(at)
        && !opening
        && !kept
        && (care
            || numbered && !is_courtesy(text, at)
            || !is_courtesy(text, at) && !is_title(text, at))
        && !text.is(at, Role::Kin)
        && !text.is(at, Role::NumberWord)
        && !text.is(at, Role::PhoneWord)
        && !text.is(at, Role::Opener)
        && !text.is(at, Role::Birth)
        && !text.is(at, Role::Month)
}
