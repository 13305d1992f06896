//! What belongs to a number that was found on either side: the letters of its series, a part that was
//! spoken, a last digit, the foreign code before a telephone number.

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Claim, Class, Gap, Text};
use super::CURRENCY;

/// Capitals before digits that say what the digits count or which law it is.
const OTHERS: &[&str] = &[
    "ue", "ce", "eu", "tv", "pc", "am", "pm", "ok", "no", "si", "km", "kw", "mw", "gb", "mb",
    "iva", "dl", "dm", "dpr", "iso", "en", "uni", "art", "eur", "usd", "gbp", "chf", "tel", "cell",
    "fax", "pin", "puk", "sms", "pdf", "usb", "hd", "a", "e", "o", "i", "è",
];

/// Each number that was found, with what belongs to it.
pub(in super::super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    for at in 0..text.len() {
        let Some(kind) = kind(text, at) else { continue };
        if kind == Kind::BirthDate {
            if let Some(first) = tens(text, at) {
                claims.push(Claim { first, last: at, kind });
            }
            continue;
        }
        if !matches!(kind, Kind::Number | Kind::Phone | Kind::Plate | Kind::Account | Kind::TaxCode)
        {
            continue;
        }
        let first = first(text, at, kind);
        let last = last(text, at, kind);
        if first < at || last > at {
            claims.push(Claim { first, last, kind });
        }
    }
}

fn kind(text: &Text<'_>, at: usize) -> Option<Kind> {
    match text.get(at)?.class {
        Class::Hidden(kind) => kind,
        _ => None,
    }
}

fn first(text: &Text<'_>, at: usize, kind: Kind) -> usize {
    let mut first = at;
    for _ in 0..4 {
        let before = letters(text, first, kind)
            .or_else(|| code(text, first))
            .or_else(|| single(text, first))
            .or_else(|| plus(text, first, kind));
        let Some(before) = before else { break };
        first = before;
    }
    first
}

/// The "twenty-" of "twenty-fifth of the twelfth".
fn tens(text: &Text<'_>, at: usize) -> Option<usize> {
    let dash = usize::from(at > 0 && text.is_mark(at - 1, &['-']));
    let word = at.checked_sub(1 + dash)?;
    (matches!(text.lower(word), "twenty" | "thirty") && text.follows(at)).then_some(word)
}

/// "RC 118/2207", "FCO AZ 11902", "BZ", "GS 4418": the letters of a series.
fn letters(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    let dash =
        usize::from(at > 0 && text.is_mark(at - 1, &['-', '/', '.']) && text.gap(at) == Gap::None);
    let word = at.checked_sub(1 + dash)?;
    let flags = text.flags(word);
    let short = text.is_upper(word) && text.written(word).len() <= 4
        || text.is_initial(word) && opens_answer(text, word);
    let plain = text.is(word, Role::NumberWord)
        || text.is(word, Role::PhoneWord)
        || text.is(word, Role::Title)
        || OTHERS.contains(&text.lower(word)) && !text.is_initial(word)
        || flags.any(Flags::COMMON) && text.is_upper(word) && text.written(word).len() > 2
        || flags.any(Flags::KEPT) && text.written(word).len() != 2;
    (kind != Kind::Phone && kind != Kind::Account || text.is_initial(word))
        .then_some(())
        .filter(|()| short && !plain && text.is_capital(word) && text.gap(at) <= Gap::Space)
        .map(|()| word)
}

/// Whether a single capital begins what is said: "Customer: E one nine".
fn opens_answer(text: &Text<'_>, at: usize) -> bool {
    text.gap(at) == Gap::Line
        || at > 0
            && (text.is_mark(at - 1, &[':', ',', '…', '.', '-', '('])
                || text.is(at - 1, Role::NumberWord)
                || text.lower(at - 1) == "is"
                || text.lower(at - 1) == "è")
}

/// "0600A 4018827356": a part of letters and digits before.
fn code(text: &Text<'_>, at: usize) -> Option<usize> {
    let last = at.checked_sub(1).filter(|_| text.gap(at) == Gap::Space)?;
    let mut first = last;
    let (mut digits, mut letters) = (text.digits(last).len(), usize::from(text.is_word(last)));
    while first > 0
        && text.gap(first) == Gap::None
        && last - first < 5
        && (text.is_word(first - 1) || !text.digits(first - 1).is_empty())
    {
        first -= 1;
        digits += text.digits(first).len();
        letters += usize::from(text.is_word(first));
    }
    (first < last && digits >= 2 && letters > 0 && (digits > 3 || !text.is(last, Role::Unit)))
        .then_some(first)
}

/// "C 8 8 1 0 4": one digit or a letter more before what is spoken so.
fn single(text: &Text<'_>, at: usize) -> Option<usize> {
    let span = text.written(at);
    let spoken = span.split_whitespace().filter(|part| part.len() <= 2).count() >= 3;
    let mark = usize::from(at > 0 && text.is_mark(at - 1, &[',', '-', '…']));
    let word = at.checked_sub(1 + mark)?;
    let part = text.digits(word).len() == 1
        || text.is_initial(word) && opens_answer(text, word)
        || is_spoken(text, word)
            && !matches!(text.lower(word), "o" | "e" | "a" | "un" | "una" | "uno" | "one");
    (spoken && part && text.follows(at) && text.follows(at - mark)).then_some(word)
}

/// "Plus three five three", "più trentanove", "00 39"
fn plus(text: &Text<'_>, at: usize, kind: Kind) -> Option<usize> {
    let word = at.checked_sub(1).filter(|_| text.gap(at) <= Gap::Space)?;
    let plus = matches!(text.lower(word), "plus" | "più") && opens_answer(text, word);
    (kind == Kind::Phone && plus).then_some(word)
}

fn last(text: &Text<'_>, at: usize, kind: Kind) -> usize {
    let mut last = at;
    for _ in 0..4 {
        let next = last_digits(text, at, last)
            .or_else(|| last_letters(text, last, kind))
            .or_else(|| last_group(text, at, last));
        let Some(next) = next else { break };
        last = next;
    }
    last
}

/// "6 7 7 0 1, 8 8 2 9 4" and ", 3".
fn last_digits(text: &Text<'_>, at: usize, last: usize) -> Option<usize> {
    let spoken = text
        .written(at)
        .split(|one: char| !one.is_alphanumeric())
        .filter(|part| part.len() == 1)
        .count()
        >= 3;
    let number = last + 1 + usize::from(text.is_mark(last + 1, &[',', '-', '…']));
    let ends = text.gap(number + 1) == Gap::Line
        || text.is_mark(number + 1, &['.', ',', ';', '?', '!'])
            && (text.gap(number + 2) > Gap::None || text.get(number + 2).is_none());
    (spoken
        && (1..=3).contains(&text.digits(number).len())
        && text.follows(number)
        && ends
        && !text.is_mark(number + 1, &CURRENCY))
    .then_some(number)
}

/// "BK 2290" and "4471": a further group of digits after a series.
fn last_group(text: &Text<'_>, at: usize, last: usize) -> Option<usize> {
    let series = text.written(at).starts_with(|one: char| one.is_ascii_uppercase())
        && text.written(last).ends_with(|one: char| one.is_ascii_digit());
    let next = last + 1;
    let digits = text.digits(next);
    let ends =
        text.gap(next + 1) > Gap::None || text.is_mark(next + 1, &['.', ',', ';', '?', '!', ')']);
    (series
        && text.gap(next) == Gap::Space
        && (1..=6).contains(&digits.len())
        && ends
        && !text.is(next + 1, Role::Unit)
        && !text.is(next + 1, Role::Month)
        && !text.is_mark(next + 1, &CURRENCY)
        && (text.gap(next + 2) > Gap::None || text.digits(next + 2).is_empty()))
    .then_some(next)
}

/// "GA zero quattro uno NM": the letters after what was spoken.
fn last_letters(text: &Text<'_>, last: usize, kind: Kind) -> Option<usize> {
    let word = last + 1 + usize::from(text.is_mark(last + 1, &[',', '-']));
    let short = text.is_upper(word)
        && text.is_capital(word)
        && text.written(word).len() <= 3
        && !text.flags(word).any(Flags::COMMON)
        && !text.flags(word).any(Flags::KEPT);
    let plate = kind == Kind::Plate
        || kind == Kind::Number && !text.written(last).contains(|one: char| one.is_ascii_digit());
    (short
        && plate
        && text.gap(word) <= Gap::Space
        && (text.mark(word + 1).is_some() || text.gap(word + 1) == Gap::Line))
        .then_some(word)
}
