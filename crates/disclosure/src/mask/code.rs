//! Numbers of persons and of their contracts: tax codes, accounts, cards, plates, whatever follows
//! "number", and any long number that is no amount, date, time or quantity.

use super::Kind;
use super::date::date_at;
use super::lexicon::Flags;
use super::text::{Claim, Gap, Text};

/// Words after which even a short number is somebody's.
const WORDS: &[&str] = &[
    "pratica", "pratiche", "codice", "numero", "numeri", "nr", "num", "n", "no", "cliente", "fattura",
    "bolletta", "ticket", "contratto", "matricola", "ordine", "rif", "riferimento", "prot", "protocollo",
    "polizza", "sinistro", "segnalazione", "reclamo", "prenotazione", "pnr", "pod", "pdr", "utenza",
    "utente", "tessera", "conto", "carta", "targa", "serie", "seriale", "serial", "imei", "contatore",
    "patente", "passaporto", "identità", "documento", "spedizione", "tracking", "lettera", "bonifico",
    "cro", "trn", "customer", "account", "invoice", "order", "claim", "policy", "reference", "ref",
    "booking", "case", "contract", "meter", "licence", "license", "passport", "number", "complaint",
    "job", "parcel", "consignment", "membership", "nhs", "plate", "reg", "registration", "id", "socio",
    "verbale", "cartella", "cvv", "cvc", "pin", "puk", "otp", "cod", "matr", "tkt", "odl", "iban", "fatt", "pnr", "cap",
    "cl", "cli", "codcli", "richiesta", "preventivo", "prev", "interno", "int", "ext", "extension", "intervento", "assegno",
    "bollettino", "avviso", "istanza", "modulo", "nodo", "apparato", "impianto", "caso", "pacco", "prot", "rdo", "rma", "awb",
    "sn", "seriali", "sim", "iccid", "operatore", "badge", "quietanza", "mandato", "lotto", "permesso", "cig", "cup",
];
/// Words that may stand between such a word and its number.
const BETWEEN: &[&str] = &[
    "è", "e", "is", "il", "n", "nr", "num", "numero", "number", "no", "di", "cliente", "del", "della",
    "ref", "id", "codice", "was", "contratto", "pratica", "fattura", "ordine", "che", "finisce", "termina", "finale",
    "con", "per", "ending", "ends", "in", "with", "last", "ultime", "cifre", "digits", "four", "mio", "my", "s", "cl",
    "prenot", "cli", "the", "mia", "della", "al", "lo", "la", "interno", "credito", "debito",
];
/// Words after a number that make it a quantity.
const UNITS: &[&str] = &[
    "euro", "eur", "kwh", "kw", "mwh", "smc", "mc", "mq", "km", "kg", "gb", "mb", "tb", "mbps", "mega",
    "giga", "watt", "w", "v", "a", "m", "cm", "mm", "l", "lt", "litri", "metri", "ore", "giorni", "mesi",
    "anni", "minuti", "h", "min", "pezzi", "persone", "punti", "pounds", "pound", "quid", "days", "hours",
    "minutes", "months", "years", "weeks", "miles", "units", "pence", "p", "k", "gbit", "hz", "g", "st",
    "nd", "rd", "th", "x", "lire", "dollari", "dollars", "miglia", "sterline",
];
const CURRENCY: [char; 3] = ['€', '$', '£'];

/// What has a form of its own, before telephone numbers are looked for.
pub(super) fn find_formal(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let formal = |at| {
        tax_code(text, at)
            .or_else(|| account(text, at))
            .or_else(|| plate(text, at))
            .or_else(|| vat_number(text, at))
            .or_else(|| foreign_number(text, at))
            .or_else(|| long_row(text, at).filter(|claim| claim.kind == Kind::Account))
            .or_else(|| number(text, at).filter(|claim| has_letters(text, claim)))
    };
    each(text, claims, formal);
}

/// The other numbers, after telephone numbers.
pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    each(text, claims, |at| long_row(text, at).or_else(|| number(text, at)));
}

fn has_letters(text: &Text<'_>, claim: &Claim) -> bool {
    (claim.first..=claim.last).any(|one| text.is_word(one))
}

/// Eleven digits with a right check digit.
fn vat_number(text: &Text<'_>, at: usize) -> Option<Claim> {
    let alone = is_start(text, at) && text.digits(at).len() == 11 && (text.gap(at + 1) > Gap::None || text.mark(at + 1).is_some());
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
    if !is_country || text.digits(at + 1).len() < 2 || !text.follows(at + 1) || !is_start(text, at) {
        return None;
    }
    let italian = text.lower(at) == "it";
    let (mut last, mut length, mut digits) = (at, 0, 0);
    let mut next = at;
    while length < 34 {
        let part = text.written(next);
        let is_letters = text.is_word(next) && (next == at || part.len() <= 4 && (text.is_upper(next) || text.is_initial(next) || text.gap(next) == Gap::None));
        if text.digits(next).is_empty() && !(is_letters && part.is_ascii()) || next > at && !text.follows(next) {
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
    ((15..=34).contains(&length) && digits >= 10 && (!blanks || digits >= 12))
        .then_some(Claim { first: at, last, kind: Kind::Account })
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
    (count >= 8 || last == next && count == 6).then_some(Claim { first: at, last, kind: Kind::TaxCode })
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
    let british = text.digits(digits).len() == 2 && text.gap(digits) == Gap::None && letters(tail, 3) && text.follows(tail);
    let italian = italian && (certain || text.gap(digits) == Gap::None);
    let british = british && (text.is_upper(tail) || text.gap(tail) == Gap::None);
    if italian || british {
        return Some(Claim { first: at, last: tail, kind: Kind::Plate });
    }
    (certain && text.digits(digits).len() >= 5 && text.gap(digits) == Gap::Space)
        .then_some(Claim { first: at, last: digits, kind: Kind::Number })
}

/// Whatever follows the word for a plate: short groups of capitals and digits.
fn named_plate(text: &Text<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let before = if text.is_mark(before, &[':', '.']) { before.checked_sub(1)? } else { before };
    if !matches!(text.lower(before), "targa" | "targato" | "targata" | "plate" | "reg" | "targhe") || !is_alphanumeric(text, at) {
        return None;
    }
    let (mut last, mut digits, mut next) = (at, 0, at);
    while next < at + 6 && is_alphanumeric(text, next) && text.written(next).len() <= 6 && text.follows(next) {
        let part = text.is_upper(next) || text.is_initial(next) || !text.digits(next).is_empty() || text.written(next).len() <= 3 && text.flags(next) == Flags::default();
        if !part {
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
        next += usize::from(text.is_mark(next, &['-', '.', '/']) && !text.digits(next + 1).is_empty());
    }
    let tight = (at..=last).filter(|&one| text.is_mark(one, &['.'])).count() == 0;
    if groups < 2 || count < 11 || !tight && count < 13 || date_at(text, at).is_some() {
        return None;
    }
    let kind = if (13..=19).contains(&count) && luhn(&all) { Kind::Account } else { Kind::Number };
    Some(Claim { first: at, last, kind })
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

/// What a number looks like.
struct Shape {
    last: usize,
    digits: usize,
    letters: usize,
    longest: usize,
    /// Only digits with points or commas between.
    is_amount: bool,
}

/// The letters, digits and marks glued together from here.
fn shape(text: &Text<'_>, at: usize) -> Shape {
    let (mut last, mut next) = (at, at);
    let mut found = Shape { last: at, digits: 0, letters: 0, longest: 0, is_amount: true };
    while text.get(next).is_some() && (next == at || text.gap(next) == Gap::None) {
        let digits = text.digits(next).len();
        if digits > 0 {
            found.digits += digits;
            found.longest = found.longest.max(digits);
            last = next;
        } else if text.is_word(next) {
            found.letters += text.written(next).len();
            found.is_amount = false;
            last = next;
        } else if text.is_mark(next, &['-', '/', '_', '.', ',', '#', ':', '*', '–']) {
            found.is_amount &= text.is_mark(next, &['.', ',']);
        } else {
            break;
        }
        next += 1;
    }
    found.last = last;
    if text.is_word(last) && found.digits > 0 && text.gap(last) > Gap::None {
        found.last = at;
    }
    found
}

/// Whether a word before says that a number follows.
fn is_named(text: &Text<'_>, at: usize) -> bool {
    let mut back = at;
    for _ in 0..6 {
        let Some(before) = back.checked_sub(1) else { return false };
        if !text.follows(back) {
            // A number may stand in the line after "codice cliente:".
            if !text.is_mark(before, &[':']) {
                return false;
            }
        }
        let word = text.lower(before);
        if WORDS.contains(&word) {
            return true;
        }
        let between = BETWEEN.contains(&word) || text.is_mark(before, &[':', '.', '#', '°', 'º', '=', '(', '"', '-', '/', '*']);
        if !between {
            return false;
        }
        back = before;
    }
    false
}

fn is_quantity(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    let after = found.last + 1;
    let before = at.checked_sub(1);
    let money_before = before.is_some_and(|one| {
        text.is_mark(one, &CURRENCY) || matches!(text.lower(one), "euro" | "eur") || text.is_mark(one, &['+', '-']) && one > 0 && text.is_mark(one - 1, &CURRENCY)
    });
    let unit = UNITS.contains(&text.lower(after)) && text.follows(after);
    money_before || unit || text.is_mark(after, &CURRENCY) || text.is_mark(after, &['%', '‰', '°'])
}

/// A code with digits: long enough by itself, or named by the word before it.
fn number(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !is_start(text, at) || text.flags(at).any(Flags::KEPT) && !text.digits(at).is_empty() {
        return None;
    }
    let hash = text.is_mark(at, &['#']) && !text.digits(at + 1).is_empty() && text.gap(at + 1) == Gap::None;
    if !is_alphanumeric(text, at) && !hash {
        return None;
    }
    let found = shape(text, at);
    if found.digits < 1 || found.digits + found.letters < 3 || found.digits + found.letters > 60 {
        return None;
    }
    let date = date_at(text, at);
    if date.is_some_and(|date| date.last >= found.last && !text.digits(date.last).is_empty()) || is_time(text, at, &found) {
        return None;
    }
    let named = is_named(text, at) || hash;
    let quantity = is_quantity(text, at, &found);
    if is_law(text, at, &found) {
        return None;
    }
    let claim = Some(Claim { first: series(text, at), last: found.last, kind: Kind::Number });
    if found.letters == 0 {
        let decimals = found.is_amount && found.last > at;
        let is_long = found.longest >= 5 && !decimals || found.digits >= 7 && !decimals;
        let short = named && found.digits >= 3 && !decimals;
        let is_year = found.last == at && found.digits == 4 && matches!(text.digits(at).as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..]);
        return if !quantity && (is_long || short && !(is_year && !hash)) { claim } else { None };
    }
    // Letters and digits: a unit glued to an amount is none.
    let unit = found.last == at + 1 && UNITS.contains(&text.lower(found.last)) && !text.digits(at).is_empty();
    let is_upper = (at..=found.last).all(|one| !text.is_word(one) || text.is_upper(one) || text.is_initial(one));
    let ordinary = (at..=found.last).any(|one| text.is_word(one) && text.flags(one).any(Flags::COMMON) && text.written(one).len() > 3);
    if unit || quantity && found.digits < 5 {
        return None;
    }
    let spelt = named && is_upper && found.digits + found.letters >= 6 && !ordinary;
    let enough = spelt || found.digits >= 3 && (!ordinary || found.digits >= 5) && (found.letters <= 12 || found.digits >= 5) || named && is_upper && found.digits >= 2;
    if enough { claim } else { None }
}

/// The capitals of a series before a number: `FT 4471/2024`.
fn series(text: &Text<'_>, at: usize) -> usize {
    let Some(before) = at.checked_sub(1) else { return at };
    let is_series = text.is_upper(before)
        && text.written(before).len() <= 4
        && !text.flags(before).any(Flags::KEPT)
        && text.gap(at) == Gap::Space;
    if is_series { before } else { at }
}

/// `D.Lgs. 206/2005`, `legge 104`, `art. 1454`.
fn is_law(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    const LAW: &[&str] = &[
        "lgs", "dlgs", "legge", "l", "dl", "dpr", "dm", "dpcm", "delibera", "regolamento", "direttiva", "art", "articolo",
        "decreto", "ue", "ce", "cee", "eu", "reg", "dir", "act", "regulation", "section", "r", "m", "iso", "en", "uni", "cei",
    ];
    let before = |one: usize| {
        let mut back = at;
        for _ in 0..one {
            back = back.checked_sub(1)?;
        }
        Some(back)
    };
    let named = (1..=4).filter_map(before).take_while(|&one| text.mark(one).is_some() || text.lower(one).len() <= 11);
    let is_short = found.letters == 0 && found.longest <= 4;
    is_short && named.into_iter().any(|one| LAW.contains(&text.lower(one)) && (text.lower(one).len() > 1 || text.is_mark(one + 1, &['.'])))
}

/// `10:30`, `14.20`, `9-13`, `2025/2026`.
fn is_time(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    let parts: Vec<usize> = (at..=found.last).map(|one| text.digits(one).len()).filter(|one| *one > 0).collect();
    let marks: Vec<char> = (at..=found.last).filter_map(|one| text.mark(one)).collect();
    if found.letters > 0 || marks.is_empty() {
        return false;
    }
    let small = parts.iter().all(|one| *one <= 2);
    let years = matches!(parts.as_slice(), [4, 4] | [4, 2] | [2, 4] | [1, 4]) && marks.iter().all(|one| "/-–".contains(*one)) && (text.digits(at).starts_with("20") || text.digits(found.last).starts_with("20"));
    small || years && !is_named(text, at)
}
