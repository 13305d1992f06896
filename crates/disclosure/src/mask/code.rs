//! Numbers of persons and of their contracts: tax codes, accounts, cards, plates, whatever follows
//! "number", and any long number that is no amount, date, time or quantity.

pub(super) mod beyond;
mod cadastre;
mod ending;
mod letter;
mod lone;
mod named;
mod number;
mod row;
pub(super) mod spoken;

use super::Kind;
use super::date::date_at;
use super::lexicon::Flags;
use super::text::{Claim, Gap, Text};
use named::named;
use number::number;

const CURRENCY: [char; 3] = ['€', '$', '£'];

/// What has a form of its own, before telephone numbers are looked for.
pub(super) fn find_formal(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let formal = |at| {
        tax_code(text, at)
            .or_else(|| account(text, at))
            .or_else(|| row::starred(text, at))
            .or_else(|| sort_code(text, at))
            .or_else(|| plate(text, at))
            .or_else(|| long_row(text, at).filter(|claim| claim.kind == Kind::Account))
            .or_else(|| vat_number(text, at))
            .or_else(|| cadastre::parcel(text, at))
            .or_else(|| named(text, at))
            .or_else(|| lettered_row(text, at))
            .or_else(|| foreign_plate(text, at))
            .or_else(|| foreign_number(text, at))
            .or_else(|| number(text, at).filter(|claim| has_letters(text, claim)))
    };
    each(text, claims, formal);
}

/// The other numbers, after telephone numbers.
pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    each(text, claims, |at| {
        named(text, at).or_else(|| long_row(text, at)).or_else(|| number(text, at))
    });
}

fn has_letters(text: &Text<'_>, claim: &Claim) -> bool {
    (claim.first..=claim.last).any(|one| text.is_word(one))
}

/// Eleven digits with a right check digit.
fn vat_number(text: &Text<'_>, at: usize) -> Option<Claim> {
    let alone = is_start(text, at)
        && text.digits(at).len() == 11
        && (text.gap(at + 1) > Gap::None || text.mark(at + 1).is_some());
    (alone && filo_model::vat_number::VatNumber::parse(text.digits(at)).is_some())
        .then_some(Claim { first: at, last: at, kind: Kind::TaxCode })
}

fn each(text: &Text<'_>, claims: &mut Vec<Claim>, find: impl Fn(usize) -> Option<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let found = find(at);
        if let Some(claim) = found {
            at = claim.last;
            claims.push(claim);
        }
        at += 1;
    }
}

fn is_start(text: &Text<'_>, at: usize) -> bool {
    let glued = at > 0 && text.gap(at) == Gap::None;
    !(glued && (text.is_word(at - 1) || !text.digits(at - 1).is_empty()))
}

fn is_alphanumeric(text: &Text<'_>, at: usize) -> bool {
    (text.is_word(at) && text.written(at).is_ascii()) || !text.digits(at).is_empty()
}

/// The token at which so many letters and digits end, blanks between allowed.
fn joined(text: &Text<'_>, first: usize, length: usize, into: &mut Vec<u8>) -> Option<usize> {
    let mut at = first;
    while is_alphanumeric(text, at) && (at == first || text.follows(at)) {
        into.extend(text.written(at).bytes().map(|byte| byte.to_ascii_uppercase()));
        if into.len() >= length {
            let ends = text.gap(at + 1) > Gap::None || text.mark(at + 1).is_some();
            return (into.len() == length && ends).then_some(at);
        }
        at += 1;
        if text.is_mark(at, &['-', '.']) && is_alphanumeric(text, at + 1) {
            at += 1;
        }
    }
    None
}

/// The 16 characters of a tax code, also with a wrong check character and with blanks.
fn tax_code(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is_word(at) || text.written(at).len() > 6 || !is_start(text, at) {
        return None;
    }
    let mut code = Vec::with_capacity(20);
    let last = joined(text, at, 16, &mut code)?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || b"LMNPQRSTUV".contains(&byte);
    let fits = code.iter().enumerate().all(|(place, &byte)| match place {
        6 | 7 | 9 | 10 | 12 | 13 | 14 => is_digit(byte),
        _ => byte.is_ascii_uppercase(),
    });
    let digits = code.iter().filter(|byte| byte.is_ascii_digit()).count();
    (fits && digits >= 3).then_some(Claim { first: at, last, kind: Kind::TaxCode })
}

/// An international account number: two letters, two digits, then groups.
fn account(text: &Text<'_>, at: usize) -> Option<Claim> {
    let is_country = text.is_word(at) && text.written(at).len() == 2 && text.written(at).is_ascii();
    if !is_country || text.digits(at + 1).len() < 2 || !text.follows(at + 1) || !is_start(text, at)
    {
        return None;
    }
    let italian = text.lower(at) == "it";
    let (mut last, mut length, mut digits) = (at, 0, 0);
    let mut next = at;
    while length < 34 {
        let part = text.written(next);
        let is_letters = text.is_word(next)
            && (next == at
                || part.len() <= 4
                    && (text.is_upper(next)
                        || text.is_initial(next)
                        || text.gap(next) == Gap::None
                        // "it33 p030 3203", "it 45 p 08307"
                        || italian && part.len() == 1 && !text.digits(next + 1).is_empty()));
        if text.digits(next).is_empty() && !(is_letters && part.is_ascii())
            || next > at && !text.follows(next)
        {
            break;
        }
        length += part.len();
        digits += text.digits(next).len();
        last = next;
        if italian && length >= 27 {
            break;
        }
        next += 1;
        next += usize::from(text.is_mark(next, &['-', '.']) && is_alphanumeric(text, next + 1));
    }
    let blanks = (at + 1..=last).any(|one| text.gap(one) > Gap::None);
    let is_vat = length == 13 && italian;
    if is_vat {
        return Some(Claim { first: at, last, kind: Kind::TaxCode });
    }
    ((15..=34).contains(&length) && digits >= 10 && (!blanks || digits >= 12)).then_some(Claim {
        first: at,
        last,
        kind: Kind::Account,
    })
}

/// `sort code 20-44-12`
fn sort_code(text: &Text<'_>, at: usize) -> Option<Claim> {
    let mark = usize::from(at > 0 && text.is_mark(at - 1, &[':']));
    let word = at.checked_sub(2 + mark)?;
    let named = text.lower(word) == "sort" && text.lower(word + 1) == "code";
    let pair = |one: usize| text.digits(one).len() == 2;
    let dashed = text.is_mark(at + 1, &['-', '.', '/'])
        && text.is_mark(at + 3, &['-', '.', '/'])
        && pair(at + 2)
        && pair(at + 4);
    let last = if dashed { at + 4 } else { at + 2 };
    let apart = pair(at + 1) && pair(at + 2);
    (named && pair(at) && (dashed || apart)).then_some(Claim {
        first: at,
        last,
        kind: Kind::Account,
    })
}

/// Capitals glued to digits, and further groups of digits: `S24 00 91 7735`.
fn lettered_row(text: &Text<'_>, at: usize) -> Option<Claim> {
    let capitals = (text.is_upper(at) || text.is_initial(at)) && text.written(at).len() <= 4;
    // "MAEU 441 2098"
    let apart = text.gap(at + 1) == Gap::Space
        && text.written(at).len() >= 2
        && !text.flags(at).any(Flags::COMMON.with(Flags::KEPT))
        && text.digits(at + 1).len() <= 4
        && !(text.digits(at + 1).len() == 4 && text.digits(at + 1).starts_with("20"));
    if !capitals || !is_start(text, at) || text.gap(at + 1) != Gap::None && !apart {
        return None;
    }
    let (mut last, mut count, mut groups, mut next) = (at, 0, 0, at + 1);
    while !text.digits(next).is_empty() && text.follows(next) && count < 20 {
        count += text.digits(next).len();
        groups += 1;
        last = next;
        next += 1;
    }
    let unit = text.is(next, super::role::Role::Unit) && text.follows(next)
        || text.mark(next).is_some() && text.gap(next + 1) == Gap::None;
    (groups > 1 && count >= 7 && !unit).then_some(Claim { first: at, last, kind: Kind::Number })
}

/// A number of a country that is no account: `GB 123 4567 89`, `DE 123456789`.
fn foreign_number(text: &Text<'_>, at: usize) -> Option<Claim> {
    let country = text.is_upper(at) && text.written(at).len() == 2 && is_start(text, at);
    let (mut last, mut count, mut next) = (at, 0, at + 1);
    while country && !text.digits(next).is_empty() && text.follows(next) && count < 14 {
        count += text.digits(next).len();
        last = next;
        next += 1;
        next += usize::from(text.is_mark(next, &['.', '-']) && !text.digits(next + 1).is_empty());
    }
    // "NI number QQ 12 34 56 C"
    if text.is_initial(next) && text.follows(next) && count == 6 {
        last = next;
    }
    (count >= 8 || last == next && count == 6).then_some(Claim {
        first: at,
        last,
        kind: Kind::TaxCode,
    })
}

/// Plates with blanks: `AB 123 CD`, `AB12 CDE`, `MI 123456`.
fn plate(text: &Text<'_>, at: usize) -> Option<Claim> {
    let letters = |one: usize, count: usize| {
        text.is_word(one) && text.written(one).len() == count && text.written(one).is_ascii()
    };
    if let Some(last) = named_plate(text, at) {
        return Some(Claim { first: at, last, kind: Kind::Plate });
    }
    if !letters(at, 2) || !is_start(text, at) {
        return None;
    }
    let dash = |one: usize| one + usize::from(text.is_mark(one, &['-', '.']));
    let digits = dash(at + 1);
    let tail = dash(digits + 1);
    if !text.follows(digits) {
        return None;
    }
    let certain = text.is_upper(at);
    let italian = text.digits(digits).len() == 3 && letters(tail, 2) && text.follows(tail);
    let british = text.digits(digits).len() == 2
        && text.gap(digits) == Gap::None
        && letters(tail, 3)
        && text.follows(tail);
    let unknown =
        |one: usize| text.flags(one) == Flags::default() && !text.is(one, super::role::Role::Unit);
    let plain = |one: usize| {
        text.lower(one).bytes().all(|byte| !b"ioqu".contains(&byte))
            && !text.is(one, super::role::Role::Unit)
            && !matches!(
                text.lower(one),
                "da" | "al"
                    | "la"
                    | "le"
                    | "ha"
                    | "ne"
                    | "se"
                    | "te"
                    | "ma"
                    | "va"
                    | "fa"
                    | "sa"
                    | "ce"
                    | "be"
                    | "re"
                    | "an"
                    | "at"
                    | "as"
                    | "am"
                    | "pm"
                    | "by"
                    | "my"
                    | "me"
            )
    };
    let italian = italian
        && (certain
            || plain(at) && plain(tail)
            || text.gap(digits) == Gap::None
            || unknown(at) && unknown(tail));
    let british = british && (text.is_upper(tail) || text.gap(tail) == Gap::None);
    if italian || british {
        return Some(Claim { first: at, last: tail, kind: Kind::Plate });
    }
    // "CA 20981 LM"
    let ends = text.is_upper(digits + 1)
        && text.written(digits + 1).len() == 2
        && text.gap(digits + 1) == Gap::Space
        && !text.flags(digits + 1).any(Flags::COMMON);
    (certain && text.digits(digits).len() >= 5 && text.gap(digits) == Gap::Space).then_some(Claim {
        first: at,
        last: digits + usize::from(ends),
        kind: Kind::Number,
    })
}

/// "WX 4419K", "GS 4418": two or three capitals, then three digits or more and perhaps a letter.
fn foreign_plate(text: &Text<'_>, at: usize) -> Option<Claim> {
    let capitals = text.is_upper(at)
        && text.is_capital(at)
        && (2..=3).contains(&text.written(at).len())
        && is_start(text, at)
        && !text.flags(at).any(Flags::KEPT)
        && !(text.flags(at).any(Flags::COMMON) && text.written(at).len() > 2)
        && !text.is(at, super::role::Role::NumberWord)
        && !text.is(at, super::role::Role::Unit)
        && !text.is(at, super::role::Role::Title);
    let digits = text.digits(at + 1);
    let letter = text.is_initial(at + 2) && text.gap(at + 2) == Gap::None;
    let after = at + 2 + usize::from(letter);
    let ends =
        text.gap(after) > Gap::None || text.is_mark(after, &['.', ',', ';', ')', '?', '!', ':']);
    let year =
        digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19")) && !letter;
    let long = digits.len() >= if letter { 3 } else { 4 } && digits.len() <= 7;
    let unit = text.is(after, super::role::Role::Unit) && text.follows(after)
        || text.mark(after).is_some()
            && text.gap(after + 1) == Gap::None
            && !text.digits(after + 1).is_empty();
    (capitals && text.gap(at + 1) == Gap::Space && long && ends && !year && !unit)
        .then_some(Claim { first: at, last: after - 1, kind: Kind::Number })
}

/// Whatever follows the word for a plate: short groups of capitals and digits.
fn named_plate(text: &Text<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let before = if text.is_mark(before, &[':', '.']) { before.checked_sub(1)? } else { before };
    let before = if text.lower(before) == "prova" { before.checked_sub(1)? } else { before };
    if !matches!(text.lower(before), "targa" | "targato" | "targata" | "plate" | "reg" | "targhe")
        || !is_alphanumeric(text, at)
    {
        return None;
    }
    let (mut last, mut digits, mut next) = (at, 0, at);
    while next < at + 6
        && is_alphanumeric(text, next)
        && text.written(next).len() <= 6
        && text.follows(next)
    {
        let part = text.is_upper(next)
            || text.is_initial(next)
            || !text.digits(next).is_empty()
            || text.written(next).len() <= 3 && text.flags(next) == Flags::default();
        // "targhe CA998KL e FX 220 MM"
        let joint = matches!(text.written(next), "e" | "o" | "ed" | "and" | "or");
        if !part || joint {
            break;
        }
        digits += text.digits(next).len();
        last = next;
        next += 1;
        next += usize::from(text.is_mark(next, &['-', '.']) && is_alphanumeric(text, next + 1));
    }
    (digits >= 2).then_some(last)
}

/// Digits in several groups that are together as long as a card's or a document's.
fn long_row(text: &Text<'_>, at: usize) -> Option<Claim> {
    if text.digits(at).is_empty() || !is_start(text, at) {
        return None;
    }
    let (mut last, mut count, mut groups, mut next) = (at, 0, 0, at);
    let mut all = Vec::new();
    while !text.digits(next).is_empty() && (next == at || text.follows(next)) && count < 30 {
        count += text.digits(next).len();
        all.extend_from_slice(text.digits(next).as_bytes());
        groups += 1;
        last = next;
        next += 1;
        next +=
            usize::from(text.is_mark(next, &['-', '.', '/']) && !text.digits(next + 1).is_empty());
    }
    let tight = (at..=last).filter(|&one| text.is_mark(one, &['.'])).count() == 0;
    let long = count >= 11 && (tight || count >= 13);
    if groups < 2 || !(long || is_short_row(text, at, last, count)) || date_at(text, at).is_some() {
        return None;
    }
    let kind = if (13..=19).contains(&count) && luhn(&all) { Kind::Account } else { Kind::Number };
    Some(Claim { first: at, last, kind })
}

/// Whether digits in groups are too many for a time, a sum or a list: `7 00 41 22 9`, `44-71-209`.
fn is_short_row(text: &Text<'_>, first: usize, last: usize, count: usize) -> bool {
    let parts = || (first..=last).map(|one| text.digits(one)).filter(|part| !part.is_empty());
    let marks = || (first..=last).filter_map(|one| text.mark(one));
    let thousands = parts().skip(1).all(|part| part.len() == 3)
        && parts().next().is_some_and(|part| part.len() <= 3)
        && marks().all(|mark| mark == '.');
    let years = parts().all(|part| part.len() == 4 && part.starts_with("20"));
    let times = marks().count() > 0 && parts().all(|part| part.len() <= 2) && count <= 8
        || marks().any(|mark| mark == '.') && parts().all(|part| part.len() <= 2);
    let unit = text.is(last + 1, super::role::Role::Unit) && text.follows(last + 1)
        || text.is_mark(last + 1, &CURRENCY)
        || text.is_mark(last + 1, &[','])
            && text.gap(last + 1) == Gap::None
            && !text.digits(last + 2).is_empty()
            && text.gap(last + 2) == Gap::None
        || first > 0 && text.is_mark(first - 1, &CURRENCY);
    let parts = parts().count();
    // "206/2005" may be a law, a year, a share.
    let pair = parts == 2 && marks().any(|mark| mark == '/');
    (count >= 7 || count >= 5 && parts > 2) && !(thousands || years || times || unit || pair)
}

/// The check of payment cards (ISO/IEC 7812).
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit.saturating_sub(b'0'));
            match (place % 2, value) {
                (0, _) => value,
                (_, 0..5) => value * 2,
                _ => value * 2 - 9,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}
