//! First names and short forms in small letters, as people write them to each other.

use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::{ends, is_strong, is_unknown, is_wordlike};

/// Whether a word in small letters is somebody by the way a chat speaks of them.
pub(super) fn chat_stands(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let short = text.is(at, Role::ShortForm);
    let greeted = at > 0 && text.is(at - 1, Role::Greeting) && ends(text, at + 1);
    if short && flags.any(Flags::KEPT) && (has_name_article(text, at) || greeted) {
        return true;
    }
    if flags.any(Flags::KEPT) || text.written(at).len() < 3 {
        return false;
    }
    let first = flags.any(Flags::FIRST);
    let plain = !is_wordlike(text, at) && !flags.any(Flags::COMMON);
    if !(short || first) {
        // "curtis or kurtis?"
        let either = is_unknown(text, at)
            && text.written(at).len() > 3
            && is_listed_with(text, at)
            && at > 0
            && text.mark(at - 1).is_none()
            && ends(text, at + 1);
        return is_unknown(text, at) && is_introduced(text, at) || either;
    }
    is_bracketed(text, at)
        || first && is_subject(text, at)
        || is_introduced(text, at) && (short || plain)
        || is_told_of(text, at)
        || (short || plain) && (is_listed_with(text, at) || is_me(text, at))
        || short && (has_name_article(text, at) || is_addressed(text, at))
        || first && plain && has_name_article(text, at) && is_strong(text, at)
}

/// "maestra, bianca ha la febbre", "viola oggi non viene": who a message begins with.
fn is_subject(text: &Text<'_>, at: usize) -> bool {
    let begins = at == 0 || text.gap(at) == Gap::Line || text.is_mark(at - 1, &[',', '.', ':']);
    let (next, after) = (text.lower(at + 1), text.lower(at + 2));
    let does = match next {
        "ha" => matches!(
            after,
            "la" | "il" | "una" | "un" | "mal" | "avuto" | "perso" | "preso" | "dimenticato"
        ),
        "oggi" | "domani" | "stamattina" => matches!(
            after,
            "non" | "esce" | "resta" | "arriva" | "viene" | "entra" | "torna" | "ha" | "è" | "sta"
        ),
        "non" => matches!(after, "viene" | "sta" | "può" | "mangia" | "c"),
        _ => false,
    };
    begins && does && text.follows(at + 2)
}

/// `(virginia)`: a name alone in brackets.
fn is_bracketed(text: &Text<'_>, at: usize) -> bool {
    at > 0 && text.is_mark(at - 1, &['(']) && text.is_mark(at + 1, &[')'])
}

/// "its wiktoria from the gym", "im noor and", "it's kuba here"
fn is_introduced(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let says = matches!(text.lower(before), "its" | "im" | "iam")
        || matches!(text.lower(before), "s" | "m" | "is")
            && matches!(text.lower(before.saturating_sub(2)), "it" | "i" | "this");
    let after = matches!(
        text.lower(at + 1),
        "from" | "here" | "again" | "speaking" | "calling" | "in" | "at" | "and"
    );
    let known = text.flags(at).any(Flags::FIRST);
    let alone = text.lower(before) == "im"
        && is_unknown(text, at)
        && !text.is_slip(at)
        && ends(text, at + 1);
    says && text.follows(at)
        && (after || alone || known && ends(text, at + 1) || known && is_strong(text, at))
}

/// "tell grace in billing", "ask tom about it", "dillo a teo"
fn is_told_of(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let told = matches!(
        text.lower(before),
        "tell"
            | "ask"
            | "told"
            | "asked"
            | "thank"
            | "emailed"
            | "texted"
            | "phoned"
            | "messaged"
            | "whether"
            | "named"
            | "called"
    );
    let goes_on = matches!(
        text.lower(at + 1),
        "in" | "from"
            | "that"
            | "to"
            | "at"
            | "about"
            | "i"
            | "he"
            | "she"
            | "and"
            | "who"
            | "called"
            | "said"
            | "has"
            | "is"
            | "for"
            | "on"
            | "again"
            | "if"
            | "when"
            | "not"
            | "they"
            | "we"
    ) || ends(text, at + 1);
    told && text.follows(at) && goes_on && !text.is(at, Role::Auxiliary)
}

/// `io (teo), cami e [person]`, `[person] e ste`
fn is_listed_with(text: &Text<'_>, at: usize) -> bool {
    let joint = |one: usize| {
        text.is_mark(one, &[',', '/', '&', '+'])
            || matches!(text.lower(one), "e" | "and" | "o" | "or" | "ed" | "con" | "with")
    };
    let Some(before) = at.checked_sub(1).filter(|&one| joint(one) && text.follows(at)) else {
        return joint(at + 1)
            && text.follows(at + 2)
            && text.is_hidden(at + 2)
            && begins_list(text, at);
    };
    let skip = usize::from(before > 0 && text.is_mark(before - 1, &[')']));
    before.checked_sub(1 + skip).is_some_and(|one| text.is_hidden(one))
}

/// Whether nothing but a mark or a word such as "sono" is before.
fn begins_list(text: &Text<'_>, at: usize) -> bool {
    at == 0
        || text.mark(at - 1).is_some()
        || matches!(
            text.lower(at - 1),
            "sono" | "siamo" | "con" | "a" | "e" | "io" | "me" | "tra" | "da" | "per"
        )
}

/// "io, pier!", "sono sempre io, pier", "qui ale"
fn is_me(text: &Text<'_>, at: usize) -> bool {
    let comma = usize::from(at > 0 && text.is_mark(at - 1, &[',', '-', '(']));
    let Some(before) = at.checked_sub(1 + comma) else { return false };
    matches!(text.lower(before), "io" | "me" | "qui" | "sempre") && ends(text, at + 1)
        || comma == 0 && text.lower(before) == "qui" && ends(text, at + 1)
}

/// "la fra", "il teo": an article that only names take here.
fn has_name_article(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let ending = text.folded(at).chars().next_back();
    let article = matches!(text.lower(before), "la" | "il" | "lo");
    // "il sole", "la via": a thing agrees with its article, a short form need not.
    let thing = text.flags(at).any(Flags::COMMON) && !text.is(at, Role::ShortForm);
    article && text.follows(at) && !thing && ending.is_some() && name_goes_on(text, at + 1)
}

/// Whether what is after a name with its article is no noun that it belongs to.
fn name_goes_on(text: &Text<'_>, after: usize) -> bool {
    ends(text, after)
        || text.is(after, Role::Does)
        || text.is_hidden(after)
        || matches!(
            text.lower(after),
            "ma" | "e" | "che" | "del" | "della" | "dell" | "con" | "o" | "per" | "si"
        )
}

/// "grazie robi", "ciao ste", "sono ale"
fn is_addressed(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let greets = text.is(before, Role::Greeting)
        || matches!(text.lower(before), "sono" | "da" | "con" | "a" | "chiedi" | "x");
    greets && text.follows(at) && ends(text, at + 1)
}
