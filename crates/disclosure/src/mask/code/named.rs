//! Numbers that a word announces, however short or parted: "fattura 88", "no. 31/24", "2218 o 2281".

use super::super::Kind;
use super::super::date::date_at;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::ending::ending;
use super::lone::{is_dictated, is_numbered_thing, is_read};
use super::number::{Shape, is_law, is_named, is_quantity, series, shape};
use super::row::{initials, is_done, is_row};
use super::{is_alphanumeric, is_start};

/// How far before a number of four digits its word may be.
const REACH: usize = 14;

/// The most groups of one number.
pub(super) const GROUPS_MAX: usize = 24;

/// Words after a number that are nothing counted.
const AFTER: &[&str] = &[
    "non",
    "del",
    "dell",
    "della",
    "di",
    "da",
    "che",
    "risulta",
    "of",
    "from",
    "for",
    "mai",
    "ancora",
    "e",
    "o",
    "a",
    "per",
    "in",
    "con",
    "intestata",
    "intestato",
    "emessa",
    "scaduta",
    "pagata",
    "relativa",
    "relativo",
    "dated",
    "isn",
    "hasn",
    "grazie",
    "thanks",
    "and",
    "or",
    "oppure",
    "mi",
    "ci",
    "vi",
    "si",
    "ho",
    "abbiamo",
    "perché",
    "quando",
    "anche",
    "sul",
    "sulla",
    "presso",
    "ma",
    "but",
    "please",
    "on",
    "at",
    "to",
    "è",
    "dal",
    "già",
    "still",
    "not",
    "never",
    "i",
];

/// Words between two numbers of the same sort.
pub(super) const BETWEEN: &[&str] = &[
    "o", "oppure", "e", "poi", "or", "and", "forse", "anzi", "no", "non", "also", "then", "il",
    "la", "the", "n", "nr", "numero",
];

/// A number that a word before it announces, or another number does.
pub(super) fn named(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !is_start(text, at) || !is_alphanumeric(text, at) {
        return None;
    }
    let found = shape(text, at);
    if is_law(text, at, &found) {
        return None;
    }
    let last = groups(text, at)
        .or_else(|| short(text, at, &found))
        .or_else(|| parted(text, at, &found))
        .or_else(|| another(text, at))
        .or_else(|| far(text, at))
        .or_else(|| far_code(text, at))
        .or_else(|| ending(text, at))
        .or_else(|| personal(text, at))
        .or_else(|| initials(text, at))?;
    let first = if text.digits(at).is_empty() { at } else { series(text, at) };
    let digits: usize = (at..=last).map(|one| text.digits(one).len()).sum();
    let called = (at.saturating_sub(4)..at).any(|one| text.is(one, Role::PhoneWord));
    let is_phone = called && digits >= 8 && !(at..=last).any(|one| text.is_word(one));
    Some(Claim { first, last, kind: if is_phone { Kind::Phone } else { Kind::Number } })
}

/// Whether the words before say that even a number of one digit is somebody's.
fn is_short_named(text: &Text<'_>, at: usize) -> bool {
    for before in (at.saturating_sub(5)..at).rev() {
        if !text.follows(before + 1) {
            return false;
        }
        if text.is(before, Role::ShortNumber) {
            return true;
        }
        let between = text.is(before, Role::NumberWord)
            || matches!(
                text.lower(before),
                "vecchia"
                    | "vecchio"
                    | "nuova"
                    | "nuovo"
                    | "era"
                    | "precedente"
                    | "attuale"
                    | "sarebbe"
                    | "giusta"
                    | "corretta"
            )
            || matches!(
                text.lower(before),
                "cliente" | "numero" | "n" | "nr" | "num" | "è" | "is" | "the" | "il" | "la"
            )
            || text.is_mark(before, &[':', '.', '#', '°', 'º', '(']);
        if !between {
            return false;
        }
    }
    false
}

/// `fattura 88`, `ticket n. 7`: not "fattura 3 rate", where the number counts something.
fn short(text: &Text<'_>, at: usize, found: &Shape) -> Option<usize> {
    let is_plain = found.last == at && (1..=2).contains(&text.digits(at).len());
    if !is_plain
        || !(is_short_named(text, at) || is_numbered_thing(text, at))
        || is_quantity(text, at, found)
        || counts(text, at + 1)
    {
        return None;
    }
    date_at(text, at).is_none().then_some(at)
}

/// Whether the word after a number is a thing that is counted.
pub(super) fn counts(text: &Text<'_>, after: usize) -> bool {
    if !text.follows(after) {
        return false;
    }
    if !text.digits(after).is_empty() || text.is(after, Role::Unit) || text.is(after, Role::Month) {
        return true;
    }
    text.is_word(after)
        // "fg. 22 p.lla 107"
        && (!text.is_mark(after + 1, &['.']) || text.gap(after + 2) > Gap::None)
        && !text.is(after, Role::NumberWord)
        && !text.is(after, Role::ShortNumber)
        && !AFTER.contains(&text.lower(after))
        && !text.is(after, Role::Does)
        && !text.is(after, Role::EnglishVerb)
}

/// `no. 31/24`, `n. 17/bis`, `codice cliente 6.228.117`, `c/c n. 33.41.02`.
fn parted(text: &Text<'_>, at: usize, found: &Shape) -> Option<usize> {
    if found.last == at
        || text.digits(at).is_empty()
        || found.letters > 6
        || is_quantity(text, at, found)
        || !(is_named(text, at) || is_register(text, at))
    {
        return None;
    }
    let marks = || (at..=found.last).filter_map(|one| text.mark(one));
    let date = date_at(text, at).is_some_and(|date| date.last >= found.last);
    let direct = at > 1
        && text.is_mark(at - 1, &['.', '°', 'º', ':'])
        && (matches!(text.lower(at - 2), "n" | "no" | "nr" | "num" | "prot" | "rg" | "rgn")
            || is_register(text, at));
    let slash = marks().all(|mark| mark == '/') && marks().count() >= 1;
    // "2024/25" is a season, "12/03" may be a day; "2024/0031" and "31/24" are neither.
    let second = (at + 1..=found.last).find(|&one| !text.digits(one).is_empty());
    let second = second.map(|one| text.digits(one)).unwrap_or_default();
    let years = text.digits(at).starts_with("20")
        && text.digits(at).len() == 4
        && (second.len() < 3 || second.starts_with("20"))
        && !direct;
    let no_day = second.parse::<u32>().is_ok_and(|month| month > 12);
    if slash
        && !date
        && !years
        && (direct || is_short_named(text, at) || found.digits >= 5 || no_day)
    {
        return Some(found.last);
    }
    let points = marks().count() >= 1 && marks().all(|mark| mark == '.') && found.letters == 0;
    let money = (at.saturating_sub(5)..at).any(|one| {
        matches!(
            text.lower(one),
            "fattura"
                | "fatt"
                | "bolletta"
                | "bonifico"
                | "preventivo"
                | "saldo"
                | "rata"
                | "invoice"
                | "assegno"
                | "importo"
                | "quote"
                | "estimate"
                | "bollettino"
        )
    });
    (points && !date && !money && found.digits >= 4).then_some(found.last)
}

/// `C.I. n. CA 20981 LM`, `SIM 8939 3300 1182`: all groups of one number.
fn groups(text: &Text<'_>, at: usize) -> Option<usize> {
    if !is_named(text, at) {
        return None;
    }
    let (mut last, mut next, mut count, mut digits) = (at, at, 0, 0);
    while count < GROUPS_MAX && (next == at || text.follows(next)) {
        let part = text.written(next);
        let written = !text.digits(next).is_empty();
        let flags = text.flags(next);
        let letters = text.is_word(next)
            && (text.is_upper(next) || text.is_initial(next))
            && (part.len() <= 3
                || next == at && part.len() == 5 && !text.digits(at + 1).is_empty())
            && part.is_ascii()
            && (!flags.any(Flags::KEPT) || digits >= 8)
            && !(flags.any(Flags::COMMON)
                && text.gap(next) > Gap::None
                && part.len() > 1
                && !(digits >= 8 && part.len() == 2 && text.is_capital(next)));
        if !written && !letters {
            break;
        }
        count += usize::from(next == at || text.gap(next) > Gap::None);
        digits += text.digits(next).len();
        last = next;
        next += 1;
        next += usize::from(
            text.is_mark(next, &['-', '.', '/'])
                && text.gap(next + 1) == Gap::None
                && is_alphanumeric(text, next + 1),
        );
    }
    let letters = (at..=last).any(|one| text.is_word(one));
    // "il contratto 44 17 20 9 a nome"
    let unit = text.is(last + 1, Role::Unit) && text.lower(last + 1) != "a"
        || text.is(last + 1, Role::Month)
        || text.is_mark(last + 1, &['€', '$', '£', '%'])
        || text.is_mark(last + 1, &[',']) && text.gap(last + 2) == Gap::None;
    let enough = if letters { digits >= 3 } else { digits >= 6 };
    let dated = (at..=last).any(|one| date_at(text, one).is_some_and(|date| date.last > one));
    (count >= 2 && enough && (!unit || digits >= 10) && !dated).then_some(last)
}

/// The second of two numbers: `[number] o 2281`, `[number], poi 5513`.
fn another(text: &Text<'_>, at: usize) -> Option<usize> {
    let length = text.digits(at).len();
    let colon = text.is_mark(at + 1, &[':']) && text.gap(at + 2) > Gap::None;
    let whole = text.gap(at + 1) > Gap::None
        || text.is_mark(at + 1, &['.', ',', '?', ')', ';', '!'])
        || colon;
    if length == 0
        || !whole
        || is_quantity(text, at, &shape(text, at))
        || date_at(text, at).is_some()
    {
        return None;
    }
    let mut before = at;
    let mut joints = 0;
    for _ in 0..5 {
        before = before.checked_sub(1)?;
        if !text.follows(before + 1) {
            return None;
        }
        // Whatever it was: a masked text does not say.
        if text.is_hidden(before) {
            break;
        }
        let joint = BETWEEN.contains(&text.lower(before))
            || text.is_mark(before, &[',', '/', '.', '…', '+', '&']);
        if !joint {
            return None;
        }
        joints += usize::from(text.is_word(before));
    }
    let year =
        length == 4 && (text.digits(at).starts_with("20") || text.digits(at).starts_with("19"));
    // "fatt. 880, 881, 902", "bolle 71 e 72": the row goes on that a word began.
    let row = length < 9 && is_row(text, before);
    let joints = joints + usize::from(row);
    let shortest = if row { 1 } else { 3 };
    let counted = counts(text, at + 1) && !(row && is_done(text, at + 1));
    let long = (shortest..=8).contains(&length) && !year && joints >= 1 && !counted;
    (text.is_hidden(before) && long).then_some(at)
}

/// Four digits some words after the word for a number: "il n. ordine per la consegna. Era 2218".
fn far(text: &Text<'_>, at: usize) -> Option<usize> {
    let digits = text.digits(at);
    let whole =
        text.gap(at + 1) > Gap::None || text.is_mark(at + 1, &['.', ',', '?', ')', ';', '!']);
    let point = text.mark(at + 1).is_some()
        && text.gap(at + 2) == Gap::None
        && !text.digits(at + 2).is_empty();
    let year = digits.starts_with("20") || digits.starts_with("19");
    let slashed = at > 1 && text.is_mark(at - 1, &['/']) && !text.digits(at - 2).is_empty();
    let glued = at > 1
        && text.gap(at) == Gap::None
        && text.mark(at - 1).is_some_and(|mark| ".,-:".contains(mark))
        && text.gap(at - 1) == Gap::None;
    let inner = at > 0 && !text.digits(at - 1).is_empty() || slashed || glued;
    if digits.len() != 4
        || !whole
        || point
        || year
        || inner
        || is_quantity(text, at, &shape(text, at))
    {
        return None;
    }
    let word = |one: usize| text.is(one, Role::NumberWord) && text.written(one).len() > 3;
    let measured = (at.saturating_sub(4)..at).any(|one| {
        text.mark(one).is_some_and(|mark| "€$£+-".contains(mark))
            || matches!(
                text.lower(one),
                "lettura"
                    | "letture"
                    | "segna"
                    | "consumo"
                    | "consumi"
                    | "reading"
                    | "reads"
                    | "anno"
                    | "importo"
                    | "euro"
                    | "oltre"
                    | "circa"
                    | "about"
                    | "over"
                    | "year"
                    | "pari"
                    | "totale"
                    | "costa"
                    | "pagato"
                    | "paid"
                    | "dal"
                    | "dalle"
                    | "alle"
            )
    });
    let named = (at.saturating_sub(REACH)..at).any(word)
        || (at + 1..at + 8).take_while(|&one| text.follows(one)).any(word)
        || !is_read(text, at) && !is_dictated(text, at);
    (named && !measured && !counts(text, at + 1)).then_some(at)
}

/// A short code some words after the word for a number: "il codice che mi ha dato è AB12".
fn far_code(text: &Text<'_>, at: usize) -> Option<usize> {
    let named = is_named(text, at)
        && (text.is_initial(at) || text.is_upper(at))
        && !text.digits(at + 1).is_empty();
    let code = text.is_upper(at)
        && text.written(at).len() <= 4
        && (2..=4).contains(&text.digits(at + 1).len())
        && text.gap(at + 1) == Gap::None
        && !text.flags(at).any(Flags::KEPT);
    let ends =
        text.gap(at + 2) > Gap::None || text.is_mark(at + 2, &['.', ',', '?', ')', ';', '!']);
    let word = |one: usize| text.is(one, Role::NumberWord) && text.written(one).len() > 3;
    let glued = text.gap(at + 1) == Gap::None && !text.flags(at).any(Flags::KEPT);
    let far = code && (at.saturating_sub(REACH)..at).any(word);
    (ends && (far || named && glued)).then_some(at + 1)
}

/// A name and digits in one word: `ALBA-2291`.
fn personal(text: &Text<'_>, at: usize) -> Option<usize> {
    let number = at + 2;
    let glued = text.is_mark(at + 1, &['-', '_'])
        && text.gap(at + 1) == Gap::None
        && text.gap(number) == Gap::None
        && text.digits(number).len() >= 2;
    let name = text.is_upper(at)
        && (text.flags(at).any(Flags::NAME) || is_named(text, at))
        && !text.flags(at).any(Flags::KEPT);
    // "LIDO-88-ROSA"
    let more = text.is_mark(number + 1, &['-', '_'])
        && text.gap(number + 1) == Gap::None
        && text.gap(number + 2) == Gap::None
        && text.is_upper(number + 2);
    if glued && more && text.is_upper(at) {
        return Some(number + 2);
    }
    (glued && name).then_some(number)
}

/// "R.G. 331/24": the register of a court.
fn is_register(text: &Text<'_>, at: usize) -> bool {
    at > 3
        && text.is_mark(at - 1, &['.'])
        && matches!(text.lower(at - 2), "g" | "i")
        && text.is_mark(at - 3, &['.'])
        && text.lower(at - 4) == "r"
}
