//! Firms in capitals, where capitals tell nothing: "SOC. COOP. EDILIZIA LA ROCCIA,".

use super::super::Kind;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::form_at;

/// The most words of the name.
const WORDS_MAX: usize = 5;

/// What abbreviations of a firm begin, up to the next mark.
pub(super) fn shouted(text: &Text<'_>, at: usize) -> Option<Claim> {
    let abbreviation = |one: usize| {
        matches!(
            text.folded(one),
            "soc"
                | "coop"
                | "az"
                | "agr"
                | "ass"
                | "assoc"
                | "imp"
                | "cond"
                | "cons"
                | "fond"
                | "ist"
        ) && text.is_mark(one + 1, &['.'])
            && text.gap(one + 1) == Gap::None
    };
    if !text.is_flat() || !text.is_upper(at) || !abbreviation(at) {
        return None;
    }
    let mut last = at + 1;
    while abbreviation(last + 1) && text.follows(last + 1) {
        last += 2;
    }
    let from = last;
    while last < from + WORDS_MAX
        && text.gap(last + 1) == Gap::Space
        && (text.is_upper(last + 1) || text.is_hidden(last + 1))
        && !text.is(last + 1, Role::Street)
        && !text.is(last + 1, Role::NumberWord)
        && form_at(text, last + 1).is_none()
    {
        last += 1;
    }
    let closed = text.gap(last + 1) == Gap::Line || text.mark(last + 1).is_some();
    let form = form_at(text, last + 1);
    (last > from && (closed || form.is_some())).then_some(Claim {
        first: at,
        last: form.unwrap_or(last),
        kind: Kind::Firm,
    })
}
