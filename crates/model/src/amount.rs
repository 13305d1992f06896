//! Money, exact to the last digit: read from the ways people and programs write it.
//!
//! No binary fraction is ever involved. What cannot be read for certain is refused, so that
//! the caller keeps the text as given and counts it.

use std::fmt;
use std::iter::Sum;
use std::marker::PhantomData;
use std::ops::{Add, AddAssign, Sub};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most digits before the decimal mark.
const INTEGER_DIGITS_MAX: usize = 18;
/// The most digits in all: every number of 28 digits fits a [`Decimal`].
const DIGITS_MAX: usize = 28;

/// An exact amount of money, without its currency.
///
/// Two amounts are equal when their values are, whatever the number of decimals written.
#[derive(Default, Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount(Decimal);

/// Which character stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `1.234,50`, as written in Italy.
    Comma,
    /// `1,234.50`, as written by most programs.
    Point,
    /// Decided amount by amount; what reads both ways is refused.
    Auto,
}

impl DecimalMark {
    /// The mark that a column uses: the one all unambiguous samples agree on, else `Auto`.
    pub fn observe<'a>(samples: impl Iterator<Item = &'a str>) -> Self {
        let mut agreed = Self::Auto;
        for sample in samples {
            let seen = match Written::read(sample).map(|written| written.evidence()) {
                None | Some(Evidence::Whole | Evidence::Ambiguous) => continue,
                Some(Evidence::Comma) => Self::Comma,
                Some(Evidence::Point) => Self::Point,
            };
            if agreed == Self::Auto {
                agreed = seen;
            } else if agreed != seen {
                return Self::Auto;
            }
        }
        agreed
    }
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads an amount; `None` when it cannot be read for certain.
    ///
    /// Accepts currency signs and words (€, EUR, Euro, $) on either side, a sign before or
    /// after, brackets for negatives, and thousands in groups of three.
    pub fn parse(text: &str, mark: DecimalMark) -> Option<Self> {
        let written = Written::read(text)?;
        let decimal = match mark {
            DecimalMark::Comma => b',',
            DecimalMark::Point => b'.',
            DecimalMark::Auto => match written.evidence() {
                Evidence::Comma => b',',
                Evidence::Point | Evidence::Whole => b'.',
                Evidence::Ambiguous => return None,
            },
        };
        written.value(decimal).map(Self)
    }

    /// An amount from whole cents.
    pub fn from_cents(cents: i64) -> Self {
        Self(Decimal::new(cents, 2))
    }

    /// The amount in cents; `None` when it has a part of a cent or does not fit.
    pub fn cents(self) -> Option<i64> {
        let cents = self.0.checked_mul(Decimal::ONE_HUNDRED)?;
        if cents.fract().is_zero() { i64::try_from(cents.trunc().mantissa()).ok() } else { None }
    }

    /// The amount as a decimal number.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// So many times the amount over so many parts, to the cent; half a cent counts up.
    pub fn times(self, times: u64, parts: u64) -> Self {
        let product = self.0.checked_mul(Decimal::from(times)).unwrap_or(Decimal::MAX);
        let share = product.checked_div(Decimal::from(parts.max(1))).unwrap_or(product);
        Self(share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// Whether the amount is below zero.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Whether the amount is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

/// Stops at the largest number there is instead of failing; no sum of real amounts gets there.
impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Amount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "an amount with a decimal point", |text| {
            Self::parse(text, DecimalMark::Point)
        })
    }
}

/// Reads a value from its canonical text; the error says what was expected, never the value.
pub(crate) fn deserialize_text<'de, D, T>(
    deserializer: D,
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(TextVisitor { expected, parse, value: PhantomData })
}

struct TextVisitor<T> {
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
    value: PhantomData<T>,
}

impl<T> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).ok_or_else(|| E::custom(format_args!("expected {}", self.expected)))
    }
}

/// What the marks of one amount say about the decimal mark.
enum Evidence {
    Whole,
    Comma,
    Point,
    Ambiguous,
}

/// The most characters of digits and marks that can make an amount.
const WRITTEN_MAX: usize = 40;

/// An amount as written: digits and marks only, with blanks and apostrophes as `'`.
struct Written {
    negative: bool,
    length: usize,
    characters: [u8; WRITTEN_MAX],
}

impl Written {
    fn read(text: &str) -> Option<Self> {
        let (bare, negative) = strip_surroundings(text)?;
        let mut written = Self { negative, length: 0, characters: [0; WRITTEN_MAX] };
        for character in bare.chars() {
            let kept = match character {
                '0'..='9' | '.' | ',' => u8::try_from(character).ok()?,
                '\'' | '\u{2019}' => b'\'',
                blank if blank.is_whitespace() => b'\'',
                _ => return None,
            };
            *written.characters.get_mut(written.length)? = kept;
            written.length += 1;
        }
        (written.length > 0).then_some(written)
    }

    fn characters(&self) -> &[u8] {
        self.characters.get(..self.length).unwrap_or_default()
    }

    fn evidence(&self) -> Evidence {
        let characters = self.characters();
        let count = |mark| characters.iter().filter(|&&character| character == mark).count();
        let last = characters.iter().rposition(|&character| matches!(character, b'.' | b','));
        let Some(last) = last else { return Evidence::Whole };
        let (commas, points) = (count(b','), count(b'.'));
        let last_is_comma = characters.get(last) == Some(&b',');
        let last_is_decimal = if commas > 0 && points > 0 {
            true
        } else if commas + points > 1 {
            false
        } else if characters.len() - last - 1 != 3 || count(b'\'') > 0 {
            true
        } else {
            return Evidence::Ambiguous;
        };
        if last_is_comma == last_is_decimal { Evidence::Comma } else { Evidence::Point }
    }

    fn value(&self, decimal: u8) -> Option<Decimal> {
        let characters = self.characters();
        let split = characters.iter().position(|&character| character == decimal);
        let (whole, fraction) = match split {
            None => (characters, &[][..]),
            Some(at) => (characters.get(..at)?, characters.get(at + 1..)?),
        };
        if (split.is_some() && fraction.is_empty()) || !fraction.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let whole_digits = grouped_digits(whole)?;
        if whole_digits > INTEGER_DIGITS_MAX || whole_digits + fraction.len() > DIGITS_MAX {
            return None;
        }
        let mut mantissa: i128 = 0;
        for digit in whole.iter().chain(fraction).filter(|character| character.is_ascii_digit()) {
            mantissa = mantissa * 10 + i128::from(digit - b'0');
        }
        let mantissa = if self.negative { -mantissa } else { mantissa };
        let scale = u32::try_from(fraction.len()).ok()?;
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    }
}

/// The number of digits, if the marks among them are alike and part them in groups of three.
fn grouped_digits(whole: &[u8]) -> Option<usize> {
    let Some(&mark) = whole.iter().find(|character| !character.is_ascii_digit()) else {
        return Some(whole.len());
    };
    let mut digits = 0;
    for (index, group) in whole.split(|&character| character == mark).enumerate() {
        let fits = if index == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        if !fits || !group.iter().all(u8::is_ascii_digit) {
            return None;
        }
        digits += group.len();
    }
    Some(digits)
}

/// Takes off blanks, currency, one sign and one pair of brackets, in whatever order they come.
fn strip_surroundings(text: &str) -> Option<(&str, bool)> {
    let mut rest = text;
    let (mut signed, mut negative, mut bracketed) = (false, false, false);
    loop {
        rest = rest.trim();
        if let Some(bare) = strip_currency(rest) {
            rest = bare;
            continue;
        }
        if let Some(inner) = rest.strip_prefix('(').and_then(|open| open.strip_suffix(')')) {
            if bracketed {
                return None;
            }
            bracketed = true;
            rest = inner;
            continue;
        }
        let minus = ['-', '\u{2212}'];
        if let Some(bare) = rest.strip_prefix(minus).or_else(|| rest.strip_suffix(minus)) {
            if signed {
                return None;
            }
            (signed, negative, rest) = (true, true, bare);
            continue;
        }
        if let Some(bare) = rest.strip_prefix('+') {
            if signed {
                return None;
            }
            (signed, rest) = (true, bare);
            continue;
        }
        break;
    }
    let starts =
        rest.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '.' | ','));
    let ends = rest.ends_with(|last: char| last.is_ascii_digit());
    (starts && ends && !(signed && bracketed)).then_some((rest, negative || bracketed))
}

fn strip_currency(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() && text.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let signs = ['€', '$'];
    if let Some(bare) = text.strip_prefix(signs).or_else(|| text.strip_suffix(signs)) {
        return Some(bare);
    }
    ["euro", "eur"].into_iter().find_map(|word| {
        if text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return text.get(word.len()..);
        }
        let at = text.len().checked_sub(word.len())?;
        if text.get(at..)?.eq_ignore_ascii_case(word) { text.get(..at) } else { None }
    })
}

#[cfg(test)]
mod tests;
