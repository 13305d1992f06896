//! What is known of a record before it is compared: raw values, brought into one form here.

use super::texts::{NONE, hash};

/// A record of a person or firm as its source wrote it; empty where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Person<'a> {
    /// What tells this record from all others and orders it among equals: the same in any run. See
    /// [`Person::key_of`].
    pub key: u64,
    /// First name or names.
    pub first_name: &'a str,
    /// Surname with its particles.
    pub last_name: &'a str,
    /// The name of a firm or an organisation.
    pub company: &'a str,
    /// Date of birth, year first or day first.
    pub birth_date: &'a str,
    /// Italian tax code, right or wrong.
    pub tax_code: &'a str,
    /// Telephone numbers in any writing.
    pub phones: &'a [&'a str],
    /// Mail addresses.
    pub emails: &'a [&'a str],
    /// Street, with the house number or without.
    pub street: &'a str,
    /// House number where it stands by itself.
    pub house_number: &'a str,
    /// Postcode.
    pub postcode: &'a str,
    /// Town.
    pub city: &'a str,
    /// Italian VAT number, right or wrong.
    pub vat_number: &'a str,
    /// Numbers that others gave: social security, membership.
    pub numbers: &'a [&'a str],
}

impl Person<'_> {
    /// The key of a record with this id.
    #[must_use]
    pub fn key_of(id: &str) -> u64 {
        hash(id)
    }
}

/// Folds into `out`: small letters without accents, one blank for all else, digits kept.
pub(super) fn fold_into(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte.to_ascii_lowercase()));
            } else if !out.is_empty() && !out.ends_with(' ') && byte != b'\'' {
                out.push(' ');
            }
        }
    } else {
        out.push_str(&filo_model::name::fold(&text.replace(['\'', '\u{2019}'], "")));
    }
    if out.ends_with(' ') {
        out.pop();
    }
}

/// A day as `year * 10000 + month * 100 + day`; [`NONE`] where there is none.
pub(super) fn day(text: &str) -> u32 {
    let mut parts = [0_u32; 3];
    let mut widths = [0_usize; 3];
    let mut at = 0;
    let text = text.trim();
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if at < 3 => {
                parts[at] = parts[at].saturating_mul(10).saturating_add(u32::from(byte - b'0'));
                widths[at] += 1;
            }
            b'-' | b'/' | b'.' | b' ' if widths.get(at).is_some_and(|&width| width > 0) => at += 1,
            b'T' if at == 2 => break,
            _ if at >= 3 => break,
            _ => return NONE,
        }
    }
    let [first, second, third] = parts;
    let (year, month, day) = match widths {
        [8, 0, 0] => (first / 10_000, first / 100 % 100, first % 100),
        [4, 1..=2, 1..=2] => (first, second, third),
        [1..=2, 1..=2, 4] if second > 12 => (third, first, second),
        [1..=2, 1..=2, 4] => (third, second, first),
        _ => return NONE,
    };
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day) && year >= 1000;
    if is_day { year * 10_000 + month * 100 + day } else { NONE }
}

/// A telephone number as digits, without the ways to write Italy's prefix; empty where too short.
pub(super) fn phone_into(text: &str, out: &mut String) {
    out.clear();
    out.extend(text.chars().filter(char::is_ascii_digit));
    if let Some(rest) = out.strip_prefix("00") {
        *out = rest.to_owned();
    }
    if out.len() >= 11 && out.starts_with("39") {
        out.drain(..2);
    }
    if out.len() < 5 {
        out.clear();
    }
}

/// A mail address in small letters without what follows a plus; empty where it is none.
pub(super) fn email_into(text: &str, out: &mut String) {
    out.clear();
    let text = text.trim();
    let Some((user, domain)) = text.rsplit_once('@') else { return };
    let user = user.split('+').next().unwrap_or_default();
    if user.is_empty() || domain.is_empty() {
        return;
    }
    for part in [user, "@", domain] {
        out.extend(part.chars().flat_map(char::to_lowercase));
    }
}

/// The year by which the century of a tax code is told: fixed, so that the same records give the same
/// customers on every day.
const CODES_READ_IN: u32 = 2026;

/// The day of birth that a tax code implies, right or wrong in its check character, with the letters
/// that stand for digits where two people would have the same code (Ministerial Decree of
/// 23 December 1976); [`NONE`] where it has not the form. The century is the one that makes somebody
/// between ten and a hundred and ten years old in [`CODES_READ_IN`].
pub(super) fn implied_day(code: &str) -> u32 {
    const MONTHS: &str = "ABCDEHLMPRST";
    let bytes = code.as_bytes();
    if bytes.len() != 16 {
        return NONE;
    }
    let digit = |at: usize| {
        let byte = bytes.get(at).copied().unwrap_or_default();
        match byte {
            b'0'..=b'9' => Some(u32::from(byte - b'0')),
            _ => "LMNPQRSTUV".find(char::from(byte)).and_then(|digit| u32::try_from(digit).ok()),
        }
    };
    let month = MONTHS.find(char::from(bytes[8])).map(|month| month + 1);
    let (Some(tens), Some(ones), Some(month), Some(ten), Some(one)) =
        (digit(6), digit(7), month, digit(9), digit(10))
    else {
        return NONE;
    };
    let day = (ten * 10 + one) % 40;
    let short = tens * 10 + ones;
    let century = CODES_READ_IN / 100 - u32::from(short + 10 > CODES_READ_IN % 100);
    let month = u32::try_from(month).unwrap_or(1);
    if (1..=31).contains(&day) {
        (century * 100 + short) * 10_000 + month * 100 + day
    } else {
        NONE
    }
}

/// Words that say what kind of street it is.
const STREET_TYPES: &[&str] = &[
    "via",
    "v",
    "viale",
    "vle",
    "corso",
    "cso",
    "piazza",
    "pza",
    "pzza",
    "piazzale",
    "ple",
    "piazzetta",
    "vicolo",
    "vic",
    "vico",
    "largo",
    "lgo",
    "strada",
    "str",
    "contrada",
    "cda",
    "ctr",
    "localita",
    "loc",
    "frazione",
    "fraz",
    "borgo",
    "salita",
    "calle",
    "lungomare",
    "rione",
    "galleria",
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "av",
    "lane",
    "ln",
    "drive",
    "dr",
    "place",
    "pl",
    "court",
    "ct",
    "crescent",
    "cres",
    "close",
    "boulevard",
    "blvd",
    "terrace",
    "way",
    "square",
    "sq",
];

/// A street without its kind and number, the number, and the last word of the street.
#[derive(Debug, Default)]
pub(super) struct Street {
    pub(super) name: String,
    pub(super) number: String,
    pub(super) last: String,
}

impl Street {
    /// Parts a folded line; `number` as given by itself, if it was.
    pub(super) fn read(&mut self, folded: &str, number: &str) {
        self.name.clear();
        self.number.clear();
        self.last.clear();
        let digits = |word: &str| word.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        let leading = |word: &str| {
            let end = word.find(|one: char| !one.is_ascii_digit()).unwrap_or(word.len());
            word.get(..end).unwrap_or_default().trim_start_matches('0').to_owned()
        };
        self.number = leading(number.trim());
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let mut last_digits = None;
        if self.number.is_empty() {
            let is_first = words.len() > 1 && words.first().is_some_and(|word| digits(word));
            let place = if is_first {
                Some(0)
            } else {
                words.iter().rposition(|word| digits(word)).filter(|&place| place > 0)
            };
            if let Some(place) = place {
                self.number = leading(words.get(place).copied().unwrap_or_default());
                last_digits = Some(place);
            }
        }
        // What follows the number belongs to the flat; what leads is the kind of street, as "p zza".
        let begin = usize::from(last_digits == Some(0));
        let end = last_digits.filter(|&place| place > 0).unwrap_or(words.len());
        let mut rest = words.get(begin..end).unwrap_or_default();
        while let Some((first, others)) = rest.split_first() {
            let pair = others.first().map(|next| format!("{first}{next}"));
            let is_pair =
                pair.is_some_and(|pair| STREET_TYPES.contains(&pair.as_str()) && first.len() == 1);
            if is_pair && others.len() > 1 {
                rest = others.get(1..).unwrap_or_default();
            } else if STREET_TYPES.contains(first) && !others.is_empty() {
                rest = others;
                break;
            } else {
                break;
            }
        }
        while let Some((last, others)) = rest.split_last() {
            if others.is_empty() || !(STREET_TYPES.contains(last) || *last == "n" || *last == "nr")
            {
                break;
            }
            rest = others;
        }
        self.last.push_str(rest.last().copied().unwrap_or_default());
        rest.iter().for_each(|word| self.name.push_str(word));
    }
}
