//! Which open answers of a wave are shown, and under which name: masked, pooled, in an order that tells nothing.
//!
//! Method: all comments of the company together, without their departments, where ten people or more
//! answered anything. A department's comments also under its own name where ten people or more of it
//! wrote one, largest departments first, as long as those left over, which whoever takes a
//! department's comments out of the company's finds, are none or of ten people or more. Comments are
//! in the order of their masked words, so that their place says nothing about who wrote them or when.

use std::collections::BTreeMap;

use crate::Threshold;
use crate::mask::{Masked, Masker};
use crate::waves::{Refusal, WaveLedger};

/// The fewest words of a comment that says anything.
const WORDS_MIN: usize = 2;

/// What one respondent wrote to one open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'a> {
    /// The respondent's department.
    pub department: &'a str,
    /// The words as they were written.
    pub text: &'a str,
}

/// The comments to one open question as they may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comments {
    /// Of the whole company, masked; not to be shown with any department.
    pub company: Vec<String>,
    /// Of departments that may be named, masked; all of them are among the company's too.
    pub departments: BTreeMap<String, Vec<String>>,
    /// How many were left out, because they were empty or too short to say anything. For the account
    /// of what was read; of no department.
    pub left_out: usize,
}

/// Gathers the comments to one open question of a closed wave, at most one of each respondent.
///
/// The masker must know the names of the company's people: comments are about colleagues too.
///
/// # Errors
/// Says why no comment may be shown: the wave is unknown or open, a comment's department is not one
/// of the wave's, or too few answered.
pub fn gather(
    ledger: &WaveLedger,
    wave: &str,
    comments: &[Comment<'_>],
    masker: &Masker<'_>,
) -> Result<Comments, Refusal> {
    let respondents = ledger.respondents(wave)?;
    let everybody = respondents.values().fold(0, |sum: u32, one| sum.saturating_add(*one));
    if !Threshold::COMMENTS.allows(everybody) {
        return Err(Refusal::TooFew);
    }
    let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut gathered = Comments::default();
    for comment in comments {
        let unit = ledger.shown_with(wave, comment.department).ok_or(Refusal::UnknownDepartment)?;
        let text = comment.text.trim();
        let masked = masker.mask(text);
        if says_something(text, &masked) {
            gathered.company.push(masked.text.clone());
            texts.entry(unit).or_default().push(masked.text);
        } else {
            gathered.left_out += 1;
        }
    }
    gathered.company.sort_unstable();
    for unit in named(&texts) {
        if let Some(mut of_unit) = texts.remove(unit) {
            of_unit.sort_unstable();
            gathered.departments.insert(unit.to_owned(), of_unit);
        }
    }
    Ok(gathered)
}

/// The departments whose comments are shown under their name: as many of the largest as leave no
/// few comments over.
fn named<'a>(texts: &BTreeMap<&'a str, Vec<String>>) -> Vec<&'a str> {
    let people = |texts: &[String]| u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let mut largest_first: Vec<(u32, &str)> =
        texts.iter().map(|(unit, texts)| (people(texts), *unit)).collect();
    largest_first.sort_by_key(|&(people, unit)| (std::cmp::Reverse(people), unit));
    let mut left: u32 = largest_first.iter().fold(0, |sum, one| sum.saturating_add(one.0));
    let mut named = Vec::new();
    for (people, unit) in largest_first {
        let rest = left - people;
        if Threshold::COMMENTS.allows(people) && (rest == 0 || Threshold::COMMENTS.allows(rest)) {
            named.push(unit);
            left = rest;
        }
    }
    named
}

/// Whether there are words besides what was masked.
fn says_something(text: &str, masked: &Masked) -> bool {
    let starts = std::iter::once(0).chain(masked.spans.iter().map(|span| span.end));
    let ends = masked.spans.iter().map(|span| span.start).chain([text.len()]);
    let kept = starts.zip(ends).filter_map(|(start, end)| text.get(start..end));
    let words = kept.flat_map(str::split_whitespace);
    words.filter(|word| word.chars().any(char::is_alphabetic)).count() >= WORDS_MIN
}

#[cfg(test)]
mod tests;
