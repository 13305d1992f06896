//! Firms in small letters that something was bought from, or that somebody runs in English:
//! "comprato da mondo divani di udine", "we are the old mill bakery".

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Text};
use super::ordinary::{is_small, name_end};

/// "ho comprato da mondo divani di udine"
pub(super) fn bought(text: &Text<'_>, at: usize) -> Option<Claim> {
    let done = at > 1
        && text.lower(at - 1) == "da"
        && text.follows(at)
        && [
            "comprat",
            "acquistat",
            "ordinat",
            "montat",
            "installat",
            "fornit",
            "vendut",
            "riparat",
            "noleggiat",
        ]
        .iter()
        .any(|start| text.lower(at - 2).starts_with(start));
    if !done || !is_small(text, at) || text.is(at, Role::Small) || text.is(at, Role::Kin) {
        return None;
    }
    let (last, closed) = name_end(text, at)?;
    let plain = text.written(at).len() > 3
        && !matches!(
            text.lower(at),
            "poco" | "voi" | "loro" | "qualche" | "tanto" | "molto" | "circa" | "altri" | "allora"
        );
    let town = matches!(text.lower(last + 1), "di" | "a" | "in") && text.follows(last + 1)
        || text.flags(last + 1).any(Flags::PLACE);
    (closed && plain && town && last > at).then_some(Claim { first: at, last, kind: Kind::Firm })
}

/// "we are the old mill bakery in hythe", `[person] from blue door cafe`
pub(super) fn english(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is(at, Role::TradeEnd) || text.is_capital(at) {
        return None;
    }
    let (mut first, mut words) = (at, 0);
    while first > 0 && text.follows(first) && words < 4 {
        let before = first - 1;
        let word = text.lower(before);
        let from = matches!(word, "from" | "at");
        if from && first > 1 && words > 0 {
            let person = before > 0 && text.is_hidden(before - 1);
            return person.then_some(Claim { first, last: at, kind: Kind::Firm });
        }
        let runs = matches!(word, "are" | "run" | "own" | "manage" | "re")
            && matches!(text.lower(before.saturating_sub(1)), "we" | "i" | "\'" | "’")
            || word == "re" && text.is_mark(before.saturating_sub(1), &['\'', '’']);
        if runs {
            let named = words > 1 && text.lower(first) == "the";
            return named.then_some(Claim { first, last: at, kind: Kind::Firm });
        }
        let determiner = matches!(
            word,
            "a" | "an"
                | "my"
                | "your"
                | "our"
                | "this"
                | "that"
                | "any"
                | "some"
                | "local"
                | "same"
        );
        if determiner || !(is_small(text, before) || text.is_mark(before, &['\'', '’'])) {
            return None;
        }
        (first, words) = (before, words + 1);
    }
    None
}
