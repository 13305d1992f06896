//! Whether a word that is mostly something else, such as a month, is a name here.

use super::super::context::{Expects, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::is_strong;

/// Whether a word that is mostly something else, such as a month, is a name here.
pub(super) fn kept_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    let flags = text.flags(at);
    let with = at > 0 && matches!(text.lower(at - 1), "con" | "with") && flags.any(Flags::FIRST);
    // "Tim said", not the firm in capitals.
    let english = !text.is_upper(at)
        && (text.is(at + 1, Role::EnglishVerb)
            || matches!(
                text.lower(at.saturating_sub(1)),
                "to" | "by" | "hi" | "dear" | "thanks" | "told" | "asked"
            ));
    if flags.any(Flags::FIRST)
        && english
        && !text.is(at, Role::Auxiliary)
        && !text.is(at, Role::Month)
    {
        return true;
    }
    if is_month_who(text, at) {
        return true;
    }
    let whole = is_strong(text, at + 1)
        && text.flags(at + 1).any(Flags::LAST)
        && text.is_capital(at + 1)
        && text.gap(at + 1) == Gap::Space;
    let told = flags.any(Flags::FIRST)
        && matches!(
            text.lower(at.saturating_sub(1)),
            "sono"
                | "parla"
                | "parlo"
                | "chiamata"
                | "chiamato"
                | "passato"
                | "passata"
                | "risposto"
                | "sentito"
                | "detto"
                | "chiama"
                | "c"
                | "collega"
        )
        && !opens(text, at);
    // "my sister May"
    let own = flags.any(Flags::FIRST)
        && at > 1
        && text.is(at - 1, Role::Kin)
        && matches!(
            text.lower(at - 2),
            "my" | "his" | "her" | "our" | "mia" | "mio" | "sua" | "suo"
        )
        && !text.is_upper(at);
    flags.any(Flags::NAME)
        && (expected == Expects::Surely
            || own
            || with
            || told
            || flags.any(Flags::FIRST)
                && (whole || text.is_hidden(at + 1) && text.gap(at + 1) == Gap::Space))
}

/// "April would call", "June didn't", "on behalf of May"
fn is_month_who(text: &Text<'_>, at: usize) -> bool {
    let month = matches!(text.lower(at), "april" | "may" | "june" | "august");
    let does = matches!(
        text.lower(at + 1),
        "would"
            | "didn"
            | "did"
            | "said"
            | "says"
            | "told"
            | "called"
            | "rang"
            | "promised"
            | "asked"
            | "wants"
            | "confirmed"
            | "emailed"
            | "wrote"
            | "replied"
    ) && text.follows(at + 1);
    let in_time = at > 0
        && matches!(
            text.lower(at - 1),
            "in" | "since"
                | "of"
                | "from"
                | "until"
                | "till"
                | "by"
                | "for"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "during"
                | "before"
                | "after"
        );
    let behalf = at > 1 && text.lower(at - 1) == "of" && text.lower(at - 2) == "behalf";
    month && !text.is_upper(at) && (does && !in_time || behalf)
}
