//! What a source says once for all its rows: patterns that find a value in text, terms of payment.

use std::borrow::Cow;
use std::collections::BTreeMap;

use filo_model::facts::Facts;
use filo_model::moment::Moment;
use jiff::ToSpan as _;
use regex_lite::Regex;

/// The name under which an entry says that its day of payment was derived, with the days of the terms.
pub const DUE_FROM_TERMS: &str = "due_from_terms";

/// What is wrong with a pattern, where something is.
#[must_use]
pub fn pattern_fault(pattern: &str) -> Option<String> {
    Regex::new(pattern).err().map(|error| error.to_string())
}

/// The first match of a pattern, or of its first group where it has one; empty where there is none.
pub(super) fn first_match<'a>(pattern: &Regex, text: Cow<'a, str>) -> Cow<'a, str> {
    let found = pattern.captures(&text).and_then(|found| {
        let whole = found.get(0)?;
        // A group that took no part, as in `a|(b)`, leaves the whole match.
        Some(found.get(1).unwrap_or(whole).range())
    });
    let range = found.unwrap_or_default();
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(range).unwrap_or_default().trim()),
        Cow::Owned(text) => Cow::Owned(text.get(range).unwrap_or_default().trim().to_owned()),
    }
}

/// Gives an invoice without a day of payment the one its contract's terms say: so many days after
/// its date. Says so in `given`.
pub(super) fn derive_due(
    terms: &BTreeMap<String, u32>,
    at: Moment,
    facts: &mut Facts,
    given: &mut Vec<(String, String)>,
) {
    let Facts::Invoice(invoice) = facts else { return };
    if invoice.due.is_some() {
        return;
    }
    let contract = invoice.contract.as_deref().unwrap_or("*");
    let Some(days) = terms.get(contract).or_else(|| terms.get("*")) else { return };
    let due = at.date().checked_add(i64::from(*days).days());
    if let Ok(due) = due {
        invoice.due = Some(due);
        given.push((DUE_FROM_TERMS.to_owned(), days.to_string()));
    }
}
