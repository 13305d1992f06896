//! The traces that a person leaves in free text: how an erased person is recognised in a row that
//! could not be understood, without keeping any of their values.
//!
//! Values and text are brought into one form: numbers, codes and addresses without what separates
//! their parts, telephone numbers as digits however they are written, names as their words and, for
//! short ones, as their words in one order. A namesake's row may be emptied with them: what is lost is
//! the copy of a row that stands in the export.

use filo_model::digest::Digest;
use filo_model::name::fold;
use filo_model::record::Details;

/// Shorter values stand in the rows of too many others.
const LENGTH_MIN: usize = 4;

/// The lengths of telephone numbers without their country's prefix.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 6..=12;

/// The most words of a name that is looked for.
const NAME_WORDS_MAX: usize = 5;

/// The keyed digest under which a trace is remembered.
pub(super) fn digest(secret: &[u8; 32], trace: &str) -> Digest {
    let mut bytes = b"trace\0".to_vec();
    bytes.extend_from_slice(trace.as_bytes());
    Digest::keyed(secret, &bytes)
}

/// A value without case, accents and what separates its parts.
fn squashed(value: &str) -> Option<String> {
    let squashed: String = fold(value).split(' ').collect();
    (squashed.chars().count() >= LENGTH_MIN).then_some(squashed)
}

/// The trace of a number, code or address.
pub(super) fn of_value(value: &str) -> Option<String> {
    let bare =
        ["tel:", "mailto:", "tax:", "vat:"].iter().find_map(|prefix| value.strip_prefix(prefix));
    squashed(bare.unwrap_or(value))
}

/// The traces of what a record says of its person.
pub(super) fn of_details(details: &Details) -> Vec<String> {
    let mut traces: Vec<String> = Vec::new();
    traces.extend(
        details
            .tax_code
            .iter()
            .flat_map(|code| [code.as_str().to_owned(), code.canonical().to_string()]),
    );
    traces.extend(details.vat_number.iter().map(|number| number.as_str().to_owned()));
    traces.extend(details.emails.iter().map(|email| email.as_str().to_owned()));
    traces.extend(details.given.iter().map(|(_, value)| value.clone()));
    let mut traces: Vec<String> = traces.iter().filter_map(|value| squashed(value)).collect();
    for phone in &details.phones {
        let digits: String = phone.as_str().chars().filter(char::is_ascii_digit).collect();
        let national = digits.strip_prefix("39").map(str::to_owned);
        traces.extend(national);
        traces.push(digits);
    }
    let names = details.name.iter().map(ToString::to_string);
    for name in names.chain(details.company_name.iter().map(ToString::to_string)) {
        let folded = fold(&name);
        traces.extend(folded.split(' ').filter_map(squashed));
        traces.extend(name_trace(&folded));
    }
    traces
}

/// The trace of a name: its words in one order, at least two of them.
fn name_trace(folded: &str) -> Option<String> {
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    (words.len() > 1).then(|| words.join(" "))
}

/// Whether a text holds any of a person's traces, which are sorted.
pub(super) fn any_in(text: &str, of_person: &[String]) -> bool {
    in_text(text).any(|trace| of_person.binary_search(&trace).is_ok())
}

/// Every trace that a text may hold.
pub(super) fn in_text(text: &str) -> impl Iterator<Item = String> {
    let parts =
        text.split(|letter: char| letter.is_whitespace() || ",;|\"':<>()[]{}=".contains(letter));
    let values: Vec<String> = parts.filter_map(squashed).collect();
    values.into_iter().chain(digit_runs(text)).chain(name_windows(text))
}

/// Every run of digits that may be a telephone number, whatever separates its groups.
fn digit_runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = vec![String::new()];
    for letter in text.chars() {
        match runs.last_mut() {
            Some(run) if letter.is_ascii_digit() => run.push(letter),
            Some(run) if !run.is_empty() && !" .-/()+\u{a0}".contains(letter) => {
                runs.push(String::new());
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for run in runs {
        for length in PHONE_DIGITS {
            found.extend(
                (0..run.len().saturating_sub(length - 1))
                    .filter_map(|start| run.get(start..start + length))
                    .map(str::to_owned),
            );
        }
    }
    found
}

/// Every few words that may be a name.
fn name_windows(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let windows = (2..=NAME_WORDS_MAX).flat_map(|size| words.windows(size));
    windows.filter_map(|window| name_trace(&window.join(" "))).collect()
}

#[cfg(test)]
mod tests {
    use super::{in_text, of_details, of_value};
    use filo_model::name::{NameOrder, PersonName};
    use filo_model::phone::Phone;
    use filo_model::record::Details;

    fn holds(text: &str, trace: &str) -> bool {
        in_text(text).any(|one| one == trace)
    }

    #[test]
    fn a_number_is_recognised_however_it_is_written() {
        let details =
            Details { phones: Phone::parse_all("+39 338 130 5125"), ..Details::default() };
        for text in ["x;338 130 5125;y", "0039-338/1305125", "2026-05-01 338.130.5125 2026-05-02"] {
            assert!(of_details(&details).iter().any(|trace| holds(text, trace)), "{text}");
        }
        assert!(!of_details(&details).iter().any(|trace| holds("339 130 5125", trace)));
    }

    #[test]
    fn codes_and_names_are_recognised_in_any_case_and_order() {
        let claim = of_value("F26-000017302").unwrap();
        assert!(holds("fattura \"f26-000017302\" non pagata", &claim));
        let name = PersonName::from_full("Mario De Luca", NameOrder::FirstLast);
        let details = Details { name, ..Details::default() };
        assert!(of_details(&details).iter().any(|trace| holds("DE LUCA;MARIO;12", trace)));
        assert!(of_details(&details).iter().any(|trace| holds("il sig. Mariò", trace)));
        assert!(!of_details(&details).iter().any(|trace| holds("Anna De Rosa, de lu", trace)));
        assert_eq!(of_value("12"), None);
    }
}
