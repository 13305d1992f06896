//! Whose number it is: an extension, a line of the company, or somebody outside.

use std::borrow::Cow;

use crate::read::options::Exchange;

/// Whose a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Party {
    /// A telephone inside the company, by its digits or its name.
    Extension,
    /// A number of the company that customers know.
    Line,
    /// Somebody outside.
    Outside,
    /// A code or a place of the dial plan: `s`, `*97`.
    Service,
    /// The caller hides the number.
    Hidden,
}

/// What exchanges write for a number that is not shown.
const HIDDEN: [&str; 8] =
    ["", "anonymous", "unknown", "restricted", "private", "unavailable", "withheld", "<unknown>"];

/// Places of the dial plan that look like names.
const PLACES: [&str; 6] = ["s", "t", "i", "h", "o", "fax"];

/// The digits of a number, with `+` before them where it is written; nothing where it is none.
fn digits(text: &str) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    for (place, letter) in text.trim().chars().enumerate() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if place == 0 => digits.push(letter),
            ' ' | '-' | '.' | '/' | '(' | ')' => {}
            _ => return None,
        }
    }
    digits.ends_with(|last: char| last.is_ascii_digit()).then_some(digits)
}

/// A number without the prefix of Italy, so that two ways of writing it are equal.
fn national(digits: &str) -> &str {
    digits.strip_prefix("+39").or_else(|| digits.strip_prefix("0039")).unwrap_or(digits)
}

/// Whose a number is.
pub(super) fn party(text: &str, exchange: &Exchange) -> Party {
    let text = text.trim();
    if HIDDEN.iter().any(|hidden| text.eq_ignore_ascii_case(hidden)) {
        return Party::Hidden;
    }
    let Some(number) = digits(text) else {
        let is_code = text.starts_with(['*', '#', '_']);
        let is_place = PLACES.iter().any(|place| text.eq_ignore_ascii_case(place));
        return if is_code || is_place { Party::Service } else { Party::Extension };
    };
    let own = |line: &String| digits(line).is_some_and(|own| national(&own) == national(&number));
    if exchange.lines.iter().any(own) {
        return Party::Line;
    }
    let (fewest, most) = exchange.extension_digits;
    if number.len() < usize::from(fewest) {
        return Party::Service;
    }
    if number.len() <= usize::from(most) { Party::Extension } else { Party::Outside }
}

/// A number that was dialled, without what is dialled to get a line.
pub(super) fn dialled<'a>(text: &'a str, exchange: &Exchange) -> Cow<'a, str> {
    let prefix = exchange.outside_prefix.as_str();
    let rest = text.trim().strip_prefix(prefix).filter(|_| !prefix.is_empty());
    let (_, most) = exchange.extension_digits;
    match rest {
        Some(rest) if rest.len() > usize::from(most) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(text.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Party, dialled, party};
    use crate::read::options::Exchange;

    #[test]
    fn extensions_lines_and_customers_are_told_apart() {
        let exchange = Exchange {
            lines: vec!["+39 0461 123456".into(), "199123456".into(), "600".into()],
            ..Exchange::default()
        };
        for (text, found) in [
            ("201", Party::Extension),
            ("anna.verdi", Party::Extension),
            ("0461123456", Party::Line),
            ("00390461123456", Party::Line),
            ("199123456", Party::Line),
            ("600", Party::Line),
            ("3471234567", Party::Outside),
            ("+39 347 123 4567", Party::Outside),
            ("s", Party::Service),
            ("*97", Party::Service),
            ("7", Party::Service),
            ("", Party::Hidden),
            ("Anonymous", Party::Hidden),
            ("+", Party::Extension),
        ] {
            assert_eq!(party(text, &exchange), found, "{text}");
        }
    }

    #[test]
    fn what_gets_a_line_is_no_part_of_a_number() {
        let exchange = Exchange { outside_prefix: "0".into(), ..Exchange::default() };
        assert_eq!(dialled("00461123456", &exchange), "0461123456");
        assert_eq!(dialled("0201", &exchange), "0201");
        assert_eq!(dialled("3471234567", &exchange), "3471234567");
        assert_eq!(dialled("00461123456", &Exchange::default()), "00461123456");
    }
}
