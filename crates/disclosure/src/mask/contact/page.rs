//! Pages and hosts as they are spoken: "instagram punto com barra giada unghie", "info chiocciola
//! fiori di giada punto it".

use super::super::Kind;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};

/// The most words of a host or of the name of a page.
const WORDS_MAX: usize = 5;

fn is_point(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lower(at), "punto" | "dot") && text.follows(at)
}

/// A host and a page on it, or a host after "www".
pub(super) fn page(text: &Text<'_>, at: usize) -> Option<Claim> {
    let www = text.lower(at) == "www"
        || matches!(text.lower(at), "vu" | "w")
            && (1..=2).all(|ahead| text.lower(at + ahead) == text.lower(at));
    let first = at;
    let at = if text.lower(at) == "www" || !www { at } else { at + 2 };
    let host =
        if www { host_end(text, at + 1 + usize::from(is_point(text, at + 1))) } else { None };
    if let Some(end) = host {
        let last = path(text, end).unwrap_or(end);
        return Some(Claim { first, last, kind: Kind::Link });
    }
    let top = is_point(text, at + 1) && text.is(at + 2, Role::Top) && text.follows(at + 2);
    if !text.is_word(at) || !top {
        return None;
    }
    path(text, at + 2).map(|last| Claim { first, last, kind: Kind::Link })
}

/// The ending of a host of several words: "fiori di giada punto it".
pub(super) fn host_end(text: &Text<'_>, first: usize) -> Option<usize> {
    let mut at = first;
    while at < first + WORDS_MAX && text.follows(at) {
        if at > first && is_point(text, at) {
            return (text.is(at + 1, Role::Top) && text.follows(at + 1)).then_some(at + 1);
        }
        if !(text.is_word(at) || text.is_hidden(at) || !text.digits(at).is_empty()) {
            return None;
        }
        at += 1;
    }
    None
}

/// The last word of what follows "barra" after a host.
fn path(text: &Text<'_>, top: usize) -> Option<usize> {
    let slash = top + 1 + usize::from(text.is_mark(top + 1, &[',', '…']));
    if !matches!(text.lower(slash), "barra" | "slash" | "sbarra" | "stroke") || !text.follows(slash)
    {
        return None;
    }
    let (mut last, mut at) = (None, slash + 1);
    while at < slash + 1 + 2 * WORDS_MAX && text.follows(at) {
        let joint = text.is_mark(at, &['.', '_', '-']) && text.gap(at + 1) == Gap::None
            || text.is_mark(at, &['/', '_']);
        let word = text.is_word(at) || text.is_hidden(at) || !text.digits(at).is_empty();
        let stops = last.is_some()
            && matches!(
                text.lower(at),
                "e" | "ma"
                    | "che"
                    | "grazie"
                    | "se"
                    | "per"
                    | "mi"
                    | "ci"
                    | "poi"
                    | "è"
                    | "and"
                    | "but"
                    | "thanks"
                    | "con"
                    | "quello"
                    | "non"
                    | "ha"
                    | "ho"
                    | "li"
                    | "lì"
            );
        if stops || !(word || joint) {
            break;
        }
        last = word.then_some(at).or(last);
        at += 1;
    }
    last
}
