//! Addresses as they are written in English.

use super::super::Kind;
use super::super::context::is_courtesy;
use super::super::firm::ends_firm;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::is_number;
use super::zone::spoken_before;

/// `12 High Street, flat 3`, `Flat 3, 12 High Street, Leeds LS1 4AB`, `Rose Lane`.
pub(super) fn english(text: &Text<'_>, at: usize) -> Option<Claim> {
    let numbered = is_number(text, at);
    if let Some(claim) = small_lane(text, at) {
        return Some(claim);
    }
    if let Some(claim) = at_the(text, at) {
        return Some(claim);
    }
    // "ALMA STREET": in a text in capitals a street has its word.
    let shouted = text.is_upper(at)
        && !text.is_capital(at)
        && text.written(at).len() > 2
        && !text.flags(at).any(Flags::COMMON);
    let named = text.is_capital(at) || shouted;
    if !numbered && !named {
        return None;
    }
    let mut next = at + usize::from(numbered);
    if numbered && text.lower(next).len() == 1 && text.gap(next) == Gap::None {
        next += 1;
    }
    next += usize::from(numbered && text.is_mark(next, &[',']));
    let from = next;
    while next < from + 5
        && text.follows(next)
        && (text.is_word(next) || text.is_hidden(next) || text.is_mark(next, &['\'', '’']))
    {
        let is_type = text.is(next, Role::EnglishStreet) && next > from;
        let capitals = (from..next).all(|one| {
            text.is_capital(one)
                || shouted && text.is_upper(one)
                || text.is_hidden(one)
                || text.mark(one).is_some()
                || text.lower(one) == "s"
        });
        let ordinary =
            (from..next).any(|one| text.flags(one).any(Flags::COMMON) && !text.is_capital(one));
        // "22 orchard close, stroud"
        let town = text.is_mark(next + 1, &[','])
            && text.gap(next + 2) == Gap::Space
            && (text.flags(next + 2) == Flags::default() || text.flags(next + 2).any(Flags::PLACE));
        if is_type {
            let unit = at > 1 && text.is_mark(at - 1, &[',']) && is_number(text, at - 2);
            let spoken = spoken_before(text, at) < at;
            let certain = if (unit || spoken) && capitals {
                true
            } else if numbered {
                capitals
                    || !ordinary
                    || next == from + 1 && (town || text.is(next, Role::CertainStreet))
            } else {
                capitals
                    && (text.is_capital(next) || shouted)
                    && !text.is_mark(next + 1, &['/'])
                    && text.is(next, Role::CertainStreet)
                    && !matches!(text.lower(at), "the" | "your" | "our" | "this")
            };
            if certain && !goes_on(text, next + 1, numbered) {
                return Some(Claim {
                    first: if spoken { spoken_before(text, at) } else { flat(text, at) },
                    last: english_rest(text, next),
                    kind: Kind::Address,
                });
            }
        }
        next += 1;
    }
    None
}

/// Whether the word after a street belongs to it: "Mill Hill Rd" is one street, "Brick Lane Pub" a firm.
fn goes_on(text: &Text<'_>, at: usize, numbered: bool) -> bool {
    text.is_capital(at)
        && text.gap(at) == Gap::Space
        && (text.is(at, Role::EnglishStreet) || ends_firm(text, at) && !numbered)
}

/// "church lane, ufford": a street in small letters with what tells it from any street.
fn small_lane(text: &Text<'_>, at: usize) -> Option<Claim> {
    let street = at + 1;
    let lane = text.is(street, Role::CertainStreet)
        && !text.is_capital(street)
        && text.gap(street) == Gap::Space;
    let led = at == 0
        || text.gap(at) == Gap::Line
        || matches!(text.lower(at - 1), "at" | "in" | "on" | "from" | "to")
        || text.is_mark(at - 1, &[',', ':']);
    let any = matches!(
        text.lower(at),
        "the"
            | "this"
            | "that"
            | "my"
            | "our"
            | "your"
            | "same"
            | "main"
            | "a"
            | "which"
            | "every"
            | "each"
            | "whole"
            | "across"
            | "wrong"
            | "other"
            | "another"
            | "next"
            | "quiet"
            | "busy"
            | "cycle"
            | "bus"
            | "fast"
            | "memory"
            | "country"
    );
    let town = text.is_mark(street + 1, &[','])
        && text.gap(street + 2) == Gap::Space
        && text.is_word(street + 2)
        && (text.flags(street + 2) == Flags::default() || text.flags(street + 2).any(Flags::PLACE));
    let name = !text.flags(at).any(Flags::COMMON) && text.written(at).len() > 2;
    (lane
        && led
        && !any
        && text.is_word(at)
        && !text.is_capital(at)
        && (town || name && led && at > 0))
        .then(|| Claim { first: at, last: english_rest(text, street), kind: Kind::Address })
}

/// `at 4 the paddock, ripon`
fn at_the(text: &Text<'_>, at: usize) -> Option<Claim> {
    let home = at > 0 && matches!(text.lower(at - 1), "at" | "live" | "is" | "address");
    let named = text.lower(at + 1) == "the" && text.is_word(at + 2) && text.follows(at + 2);
    let mark = text.is_mark(at + 3, &[',']);
    let town = mark
        && text.is_word(at + 4)
        && text.gap(at + 4) == Gap::Space
        && (text.is_capital(at + 4) || !text.flags(at + 4).any(Flags::COMMON));
    (is_number(text, at) && home && named && town).then(|| Claim {
        first: at,
        last: english_rest(text, at + 2).max(at + 4),
        kind: Kind::Address,
    })
}

/// A flat before the house number.
fn flat(text: &Text<'_>, at: usize) -> usize {
    let mut first = at;
    if is_number(text, at) && at > 0 && text.lower(at - 1) == "number" && text.follows(at) {
        return at - 1;
    }
    if is_number(text, at)
        && at > 0
        && text.is(at - 1, Role::AddressPart)
        && text.gap(at) == Gap::Space
    {
        return at - 1;
    }
    if first > 0 && text.is_mark(first - 1, &[',']) && first > 2 {
        let mut number = first - 2;
        if text.is_word(number) && text.gap(number) == Gap::None && number > 0 {
            number -= 1;
        }
        if (is_number(text, number) || text.lower(number).len() == 1) && number > 0 {
            let back = if text.is(number - 1, Role::AddressPart) { 1 } else { 2 };
            if number >= back && text.is(number - back, Role::AddressPart) {
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
        if text.is(at, Role::AddressPart)
            && (is_number(text, at + 1) || text.lower(at + 1).len() == 1)
        {
            last = at
                + 1
                + usize::from(text.lower(at + 2).len() == 1 && text.gap(at + 2) == Gap::None);
            at = last + 1;
            continue;
        }
        let town = text.is_capital(at)
            && !text.flags(at).any(Flags::COMMON)
            && !text.flags(at).any(Flags::KEPT);
        // "..., bristol"
        let small = text.is_mark(at - 1, &[','])
            && text.is_word(at)
            && (text.flags(at).any(Flags::PLACE) || text.flags(at) == Flags::default())
            && text.written(at).len() > 2;
        if small {
            return at + usize::from(ends_town(text, at + 1));
        }
        if town
            && (text.is_mark(at - 1, &[','])
                || last + 1 == at && text.flags(at - 1).any(Flags::PLACE))
        {
            last = at + usize::from(ends_town(text, at + 1));
            at = last + 1;
            continue;
        }
        break;
    }
    last
}

/// The district of a city: the 2 of "Dublin 2".
fn ends_town(text: &Text<'_>, at: usize) -> bool {
    (1..=2).contains(&text.digits(at).len())
        && text.gap(at) == Gap::Space
        && (text.gap(at + 1) == Gap::Line || text.is_mark(at + 1, &['.', ',', ';', ')']))
}

/// `LS1 4AB`, `SW1A 1AA`, together or apart.
pub(super) fn british_postcode(text: &Text<'_>, at: usize) -> Option<Claim> {
    let glued = |one: usize| text.gap(one) == Gap::None;
    let is_start = text.is_word(at)
        && text.written(at).len() <= 2
        && text.written(at).is_ascii()
        && !(at > 0 && glued(at) && text.mark(at - 1) != Some('('));
    if !is_start || !(1..=2).contains(&text.digits(at + 1).len()) || !glued(at + 1) {
        return None;
    }
    let mut inner = at + 2;
    if text.written(inner).len() == 1 && text.is_word(inner) && glued(inner) {
        inner += 1;
    }
    // Written together, the last digit of the first half runs into the second: "LS14AB".
    let whole = |last: usize| text.gap(last + 1) > Gap::None || text.digits(last + 1).is_empty();
    let together = whole(inner)
        && text.digits(at + 1).len() == 2
        && inner == at + 2
        && text.is_word(inner)
        && text.written(inner).len() == 2
        && glued(inner);
    if together {
        return Some(Claim { first: at, last: inner, kind: Kind::Address });
    }
    let ends = text.digits(inner).len() == 1
        && whole(inner + 1)
        && text.follows(inner)
        && text.is_word(inner + 1)
        && glued(inner + 1)
        && text.written(inner + 1).len() == 2;
    ends.then_some(Claim { first: at, last: inner + 1, kind: Kind::Address })
}

/// Takes in what stands before a postcode without a word for a street: `5 The Maltings, Ely CB7 4QW`.
pub(super) fn before_postcode(text: &Text<'_>, claim: Claim) -> Claim {
    let mut first = claim.first;
    let mut at = claim.first;
    while at > 0 && claim.first - at < 14 && text.follows(at) {
        at -= 1;
        let word = text.is_capital(at) && !is_courtesy(text, at)
            || text.is_hidden(at)
            || matches!(text.lower(at), "the" | "of" | "on" | "upon" | "y" | "yr" | "na" | "le");
        if is_number(text, at)
            || text.is(at, Role::AddressPart)
                && !text.is_mark(at, &['.'])
                && text.lower(at).len() > 2
        {
            first = at;
        } else if !(word
            || text.is_mark(at, &[',', '-', '\'', '’', '/'])
            || text.lower(at).len() == 1 && text.gap(at) == Gap::None)
        {
            break;
        }
    }
    Claim { first, ..claim }
}
