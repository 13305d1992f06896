//! Dates of birth: a date after a word of birth, or so long ago that it can hardly be another.

use super::Kind;
use super::role::Role;
use super::text::{Claim, Class, Gap, Text};

/// How far before a date its word may be.
const REACH: usize = 8;
/// A full date in these years is taken for a date of birth.
const BIRTH_YEARS: std::ops::RangeInclusive<u32> = 1900..=2014;

/// A date with numbers or a month in words.
pub(super) struct Found {
    pub(super) last: usize,
    /// The year in full, where it is written in full.
    pub(super) year: Option<u32>,
}

fn number(text: &Text<'_>, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let written = text.digits(at);
    digits.contains(&written.len()).then(|| written.parse().ok())?
}

/// The date that begins here: `12/03/1980`, `1980-03-12`, `12 marzo 1980`, `March 12th, 1980`.
pub(super) fn date_at(text: &Text<'_>, at: usize) -> Option<Found> {
    with_numbers(text, at).or_else(|| with_month(text, at))
}

/// "ninth of the fourth, sixty-one"
fn with_ordinals(text: &Text<'_>, at: usize) -> Option<usize> {
    let of = matches!(text.lower(at + 1), "of") && text.lower(at + 2) == "the";
    let day = ORDINALS.contains(&text.lower(at));
    if !day || !of || !ORDINALS.contains(&text.lower(at + 3)) {
        return None;
    }
    let mut last = at + 3;
    let mut next = at + 4 + usize::from(text.is_mark(at + 4, &[',']));
    while next < at + 10
        && text.follows(next)
        && (super::phone::is_spoken(text, next)
            || !text.digits(next).is_empty()
            || text.is_mark(next, &['-']))
    {
        last = if text.mark(next).is_some() { last } else { next };
        next += 1;
    }
    Some(last)
}

/// Days and months as English counts them.
const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "thirtieth",
    "primo",
];

/// A date in words: "sedici aprile quarantanove", "the second of August 1959".
fn spoken_at(text: &Text<'_>, at: usize) -> Option<Found> {
    let is_day =
        |one: usize| super::phone::is_spoken(text, one) || ORDINALS.contains(&text.lower(one));
    let mut month = at + usize::from(text.lower(at) == "the");
    let from = month;
    while month < from + 3 && is_day(month) {
        month += 1 + usize::from(text.is_mark(month + 1, &['-']));
    }
    month += usize::from(matches!(text.lower(month), "of" | "di"));
    if month == from || !text.is(month, Role::Month) {
        return None;
    }
    let mut last = month;
    let mut next = month + 1;
    while next < month + 7
        && text.follows(next)
        && (super::phone::is_spoken(text, next)
            || text.digits(next).len() >= 2
            || matches!(text.lower(next), "del" | "mille" | "millenovecento" | "novecento")
            || text.lower(next).starts_with("millenove")
            || text.lower(next).starts_with("duemila")
            || text.is_mark(next, &[',', '-']))
    {
        last = if text.mark(next).is_some() { last } else { next };
        next += 1;
    }
    Some(Found { last, year: None })
}

/// `4.IV.1972`, and near a word of birth `7/11 del 1969` and `04/07`.
fn uncommon(text: &Text<'_>, at: usize) -> Option<usize> {
    const ROMAN: &[&str] =
        &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    number(text, at, 1..=2).filter(|day| (1..=31).contains(day))?;
    if !text.is_mark(at + 1, &['.', '/', '-']) || text.gap(at + 1) != Gap::None {
        return None;
    }
    let roman = ROMAN.contains(&text.lower(at + 2)) && text.mark(at + 3).is_some();
    if roman && number(text, at + 4, 2..=4).is_some() {
        return Some(at + 4);
    }
    number(text, at + 2, 1..=2).filter(|month| (1..=12).contains(month))?;
    let year = at + 3 + usize::from(matches!(text.lower(at + 3), "del" | "of"));
    let full = year > at + 3 && number(text, year, 2..=4).is_some();
    Some(if full { year } else { at + 2 })
}

/// The last token of a date as it hardly stands but after a word of birth: "aprile del 1955",
/// "maggio 1985", `4.IV.1972`.
fn rare(text: &Text<'_>, at: usize) -> Option<usize> {
    if let Some(last) = with_blanks(text, at) {
        return Some(last);
    }
    // "nato il dodici dodici sessantadue", "il ventidue undici del trentanove"
    let is_part = |one: usize| {
        super::phone::is_spoken(text, one)
            || one > at && text.lower(one) == "del" && super::phone::is_spoken(text, one + 1)
    };
    let spoken =
        (at..text.len().min(at + 7)).take_while(|&one| is_part(one) && text.follows(one)).count();
    if spoken >= 3 {
        return Some(at + spoken - 1);
    }
    if let Some(last) = with_ordinals(text, at) {
        return Some(last);
    }
    if text.is(at, Role::Month) {
        let year = at + 1 + usize::from(text.lower(at + 1) == "del");
        let ends = matches!(text.digits(year).len(), 2 | 4) && text.follows(year);
        return (ends && date_at(text, at).is_none()).then_some(year);
    }
    if date_at(text, at).is_some() { None } else { uncommon(text, at) }
}

/// `5 5 1953`, `03 11 62`
fn with_blanks(text: &Text<'_>, at: usize) -> Option<usize> {
    number(text, at, 1..=2).filter(|day| (1..=31).contains(day))?;
    number(text, at + 1, 1..=2).filter(|month| (1..=12).contains(month))?;
    let year = matches!(text.digits(at + 2).len(), 2 | 4);
    let blanks = (at + 1..=at + 2).all(|one| text.gap(one) == Gap::Space);
    (year && blanks).then_some(at + 2)
}

/// A date in words with a year of the last century, wherever it stands.
fn of_last_century(text: &Text<'_>, at: usize) -> Option<Found> {
    let found = spoken_at(text, at)?;
    let old = (at..=found.last).any(|one| {
        let word = text.lower(one);
        one > at && number(text, one, 4..=4).is_some_and(|year| BIRTH_YEARS.contains(&year))
            || word == "mille"
            || is_year_of_century(text, at, one)
            || word == "nineteen"
            || word.starts_with("millenove")
            || word == "novecento"
    });
    old.then_some(found)
}

/// The year at the end of a date in words, in the tens of the last century: "giugno cinquantuno".
fn is_year_of_century(text: &Text<'_>, first: usize, at: usize) -> bool {
    const TENS: &[&str] =
        &["trent", "quarant", "cinquant", "sessant", "settant", "ottant", "novant"];
    let before = text.lower(at.saturating_sub(1));
    at > first
        && (before == "del" || text.is(at - 1, Role::Month))
        && TENS.iter().any(|tens| text.lower(at).starts_with(tens))
        && super::phone::is_spoken(text, at)
        && !text.is(at + 1, Role::Unit)
}

/// A year in words after a word of birth: "nel cinquantadue", "classe sessantuno".
fn spoken_year(text: &Text<'_>, at: usize) -> bool {
    let after = at > 0
        && matches!(text.lower(at - 1), "nel" | "il" | "del" | "classe" | "in" | "anno" | "è")
        || at > 1 && text.is_mark(at - 1, &['\'', '’']) && text.lower(at - 2) == "nell";
    let word = text.folded(at);
    after
        && word.len() > 5
        && (word.starts_with("millenove")
            || super::phone::is_spoken(text, at)
                && [
                    "venti", "trent", "quarant", "cinquant", "sessant", "settant", "ottant",
                    "novant",
                ]
                .iter()
                .any(|tens| word.starts_with(tens)))
        && !text.is(at + 1, Role::Unit)
}

fn with_numbers(text: &Text<'_>, at: usize) -> Option<Found> {
    let first = number(text, at, 1..=4)?;
    let mark = text.mark(at + 1).filter(|mark| "/.-".contains(*mark))?;
    // Also with blanks: "12 / 03 / 1980".
    let second = number(text, at + 2, 1..=2)?;
    if !text.is_mark(at + 3, &[mark]) || !(at + 1..at + 5).all(|one| text.follows(one)) {
        return None;
    }
    // "9/9/'49"
    let short = usize::from(text.is_mark(at + 4, &['\'', '’']) && text.gap(at + 5) == Gap::None);
    let third = number(text, at + 4 + short, 1..=4)?;
    let tight = (at + 1..at + 5).all(|one| text.gap(one) == Gap::None);
    if !tight && mark != '/' {
        return None;
    }
    let last = at + 4 + short;
    let day_month = |day: u32, month: u32| {
        (1..=31).contains(&day) && (1..=31).contains(&month) && (day <= 12 || month <= 12)
    };
    let lengths = (text.digits(at).len(), text.digits(last).len());
    match lengths {
        (4, 1..=2) if day_month(third, second) => Some(Found { last, year: Some(first) }),
        (1..=2, 4) if day_month(first, second) => Some(Found { last, year: Some(third) }),
        (1..=2, 2) if day_month(first, second) => Some(Found { last, year: None }),
        _ => None,
    }
}

fn with_month(text: &Text<'_>, at: usize) -> Option<Found> {
    let mut day = at;
    let month = if text.is(at, Role::Month) {
        // "March 12th, 1980"
        day = at + 1;
        at
    } else {
        let mut next = at + 1;
        while next < at + 4 && matches!(text.lower(next), "st" | "nd" | "rd" | "th" | "of" | "di")
            || text.is_mark(next, &['°', 'º', '/', '-', '.'])
        {
            next += 1;
        }
        next
    };
    number(text, day, 1..=2).filter(|day| (1..=31).contains(day))?;
    if !text.is(month, Role::Month) || !text.follows(month.max(day)) {
        return None;
    }
    let mut year = month.max(day) + 1;
    while matches!(text.lower(year), "st" | "nd" | "rd" | "th" | "del" | "of")
        || text.is_mark(year, &[',', '.', '/', '-', '\'', '’'])
    {
        year += 1;
    }
    match number(text, year, 4..=4) {
        Some(value) if text.follows(year) => Some(Found { last: year, year: Some(value) }),
        _ => match number(text, year, 2..=2) {
            Some(_) if text.follows(year) && text.gap(year) == Gap::None => {
                Some(Found { last: year, year: None })
            }
            _ => Some(Found { last: month.max(day), year: None }),
        },
    }
}

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut birth: Option<usize> = None;
    let mut at = 0;
    while at < text.len() {
        if text.is(at, Role::Birth) || is_spelt(text, at) {
            birth = Some(at);
        }
        let starts =
            !text.digits(at).is_empty() && text.digits(at).len() <= 4 || text.is(at, Role::Month);
        let near = birth.is_some_and(|word| at - word <= REACH);
        if near && let Some(found) = spoken_at(text, at) {
            claims.push(Claim { first: at, last: found.last, kind: Kind::BirthDate });
            at = found.last;
        } else if near && let Some(last) = rare(text, at) {
            claims.push(Claim { first: at, last, kind: Kind::BirthDate });
            at = last;
        } else if let Some(found) = of_last_century(text, at) {
            claims.push(Claim { first: at, last: found.last, kind: Kind::BirthDate });
            at = found.last;
        } else if near && spoken_year(text, at)
            || text.folded(at).starts_with("millenove") && text.lower(at.saturating_sub(1)) == "del"
        {
            claims.push(Claim { first: at, last: at, kind: Kind::BirthDate });
        } else if starts && let Some(mut found) = date_at(text, at) {
            let near = near || (1..=4).any(|ahead| text.is(found.last + ahead, Role::Birth));
            // "3 aprile 52"
            let year = found.last
                + 1
                + usize::from(
                    matches!(text.lower(found.last + 1), "del")
                        || text.is_mark(found.last + 1, &['\'', '’']),
                );
            if near
                && found.year.is_none()
                && text.digits(found.last).len() != 2
                && text.digits(year).len() == 2
                && text.follows(year)
            {
                found.last = year;
            }
            let old = number(text, found.last, 2..=2).is_some_and(|year| year > 27)
                && found.year.is_none()
                && found.last >= at + 4;
            if near || old || found.year.is_some_and(|year| BIRTH_YEARS.contains(&year)) {
                claims.push(Claim { first: at, last: found.last, kind: Kind::BirthDate });
            }
            at = found.last;
        } else if is_of_year(text, at) {
            claims.push(Claim { first: at, last: at, kind: Kind::BirthDate });
        } else if near
            && text.is_mark(at, &['\'', '’'])
            && number(text, at + 1, 2..=2).is_some()
            && text.gap(at + 1) == Gap::None
        {
            // "nato nel '57"
            claims.push(Claim { first: at, last: at + 1, kind: Kind::BirthDate });
            at += 1;
        } else if (near
            || text.lower(at.saturating_sub(1)) == "nel"
                && (2..=3).any(|ahead| text.is(at + ahead, Role::Birth)))
            && number(text, at, 4..=4).is_some_and(|year| (1900..=2025).contains(&year))
        {
            // "classe 1957", "born in 1957"
            claims.push(Claim { first: at, last: at, kind: Kind::BirthDate });
        } else if near && number(text, at, 6..=8).is_some() {
            // "12031980"
            claims.push(Claim { first: at, last: at, kind: Kind::BirthDate });
        } else if near
            && birth.is_some_and(|word| text.lower(word) == "classe" && at <= word + 2)
            && number(text, at, 2..=2).is_some()
        {
            // "classe '57"
            claims.push(Claim { first: at, last: at, kind: Kind::BirthDate });
        }
        at += 1;
    }
}

/// "sono del 61", "è del 1957", `([person], 1957)`
fn is_of_year(text: &Text<'_>, at: usize) -> bool {
    let aside = at > 1
        && text.get(at - 2).is_some_and(|one| one.class == Class::Hidden(Some(Kind::Person)))
        && text.is_mark(at - 1, &[',', '('])
        && text.is_mark(at + 1, &[')', ',']);
    if aside && number(text, at, 4..=4).is_some_and(|year| BIRTH_YEARS.contains(&year)) {
        return true;
    }
    // "(n. 1939)"
    let born = at > 2
        && text.is_mark(at - 1, &['.'])
        && text.lower(at - 2) == "n"
        && text.is_mark(at - 3, &['(', ',']);
    if born && number(text, at, 4..=4).is_some_and(|year| BIRTH_YEARS.contains(&year)) {
        return true;
    }
    // "cl. 1951"
    let class = at > 1 && text.is_mark(at - 1, &['.']) && text.lower(at - 2) == "cl";
    // "cl. '38"
    let short = at > 2
        && text.is_mark(at - 1, &['\'', '’'])
        && text.is_mark(at - 2, &['.'])
        && text.lower(at - 3) == "cl";
    if short && number(text, at, 2..=2).is_some() {
        return true;
    }
    if class && number(text, at, 4..=4).is_some_and(|year| BIRTH_YEARS.contains(&year)) {
        return true;
    }
    let mark = usize::from(at > 0 && text.is_mark(at - 1, &['\'', '’']));
    let of = at.checked_sub(1 + mark).filter(|&one| text.lower(one) == "del");
    let who = of.and_then(|one| one.checked_sub(1)).is_some_and(|one| text.lower(one) == "sono");
    who && (number(text, at, 2..=2).is_some()
        || number(text, at, 4..=4).is_some_and(|year| year < 2010))
}

/// `d.o.b.`
fn is_spelt(text: &Text<'_>, at: usize) -> bool {
    text.lower(at) == "b" && at >= 4 && text.lower(at - 2) == "o" && text.lower(at - 4) == "d"
}
