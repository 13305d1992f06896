//! Firms with their legal form: "Ferramenta Bruni S.n.c.", "Smith & Sons Ltd".

use super::Kind;
use super::lexicon::Flags;
use super::text::{Claim, Gap, Text};

/// Legal forms, as letters without points.
const FORMS: &[&str] = &[
    "srl",
    "srls",
    "spa",
    "snc",
    "sas",
    "sapa",
    "scarl",
    "scrl",
    "arl",
    "sdf",
    "soccoop",
    "coop",
    "onlus",
    "aps",
    "asd",
    "ssd",
    "stp",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "inc",
    "gmbh",
    "cic",
    "sarl",
    "bv",
    "sro",
    "doo",
    "srlu",
    "cooperativa",
    "corp",
];
/// The most words of a firm's name.
const WORDS_MAX: usize = 8;

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let form = form_at(text, at).or_else(|| partners_at(text, at));
        if let Some(end) = form {
            let first = beginning(text, at);
            if first < at {
                let last = partners(text, end);
                claims.push(Claim { first, last, kind: Kind::Firm });
                at = last;
            }
        }
        at += 1;
    }
}

/// The last token of a legal form that begins here, with points and blanks between its letters.
fn form_at(text: &Text<'_>, at: usize) -> Option<usize> {
    if !text.is_word(at) || at == 0 {
        return None;
    }
    let mut letters = String::new();
    let mut found = None;
    let mut next = at;
    while next < at + 12 && (next == at || text.follows(next)) {
        if text.is_word(next) {
            let single = text.lower(next).chars().nth(1).is_none();
            if !single && next > at && !matches!(letters.as_str(), "soc") {
                break;
            }
            letters.push_str(text.lower(next));
            if FORMS.contains(&letters.as_str()) {
                found = Some(next);
            }
        } else if !text.is_mark(next, &['.']) {
            break;
        }
        next += 1;
    }
    let end = found?;
    // Ordinary words such as "coop" and "limited" need a capital or a point.
    let ordinary = text.flags(at).any(Flags::COMMON) && !text.is_capital(at);
    (!ordinary).then_some(
        end + usize::from(
            text.is_mark(end + 1, &['.']) && text.gap(end + 1) == Gap::None && end > at,
        ),
    )
}

/// `& Figli`, `e Figli`, `& C.`, `& Sons`, `& Co`.
fn partners_at(text: &Text<'_>, at: usize) -> Option<usize> {
    let and = text.is_mark(at, &['&']) || matches!(text.lower(at), "e" | "and");
    let word = text.lower(at + 1);
    let is_partners = matches!(
        word,
        "figli"
            | "figlio"
            | "sons"
            | "son"
            | "daughters"
            | "co"
            | "partners"
            | "associati"
            | "fratelli"
            | "soci"
    ) && text.is_capital(at + 1)
        || word == "c" && text.is_mark(at, &['&']);
    (and && is_partners && text.follows(at + 1)).then(|| form_at(text, at + 2).unwrap_or(at + 1))
}

/// The first token of the name before a legal form.
fn beginning(text: &Text<'_>, form: usize) -> usize {
    let mut first = form;
    let mut at = form;
    let mut lower_left = 2;
    while at > 0 && form - at < WORDS_MAX + 4 && text.follows(at) {
        at -= 1;
        let joint = text.is_mark(at, &['&', '\'', '’', '.', '-', ',', '"', '“', '”']);
        let small = matches!(
            text.lower(at),
            "e" | "di"
                | "f"
                | "lli"
                | "and"
                | "of"
                | "the"
                | "dei"
                | "del"
                | "della"
                | "da"
                | "d"
                | "l"
                | "s"
                | "dell"
        );
        let name = text.is_hidden(at) || text.is_capital(at) && !is_greeting(text.lower(at));
        if name {
            first = at;
        } else if text.is_mark(at, &[',', '.'])
            && text.gap(at + 1) > Gap::None
            && !(at > 0 && text.is_initial(at - 1))
            && at + 1 != form
        {
            break;
        } else if !joint && !small {
            // "ferramenta bruni snc": a few words in small letters right before the form.
            let is_lower = text.is_word(at)
                && lower_left > 0
                && first == at + 1
                && !text.flags(at).any(Flags::COMMON);
            if !is_lower {
                break;
            }
            lower_left -= 1;
            first = at;
        }
    }
    first
}

fn is_greeting(word: &str) -> bool {
    matches!(
        word,
        "gentile"
            | "gentili"
            | "spett"
            | "spettabile"
            | "egregi"
            | "dear"
            | "hello"
            | "buongiorno"
            | "dalla"
            | "alla"
            | "della"
            | "la"
            | "il"
            | "sono"
            | "per"
            | "from"
            | "at"
            | "we"
            | "i"
            | "con"
            | "presso"
            | "at_"
            | "ditta"
            | "azienda"
            | "società"
            | "impresa"
    )
}

/// `... S.n.c. di Rossi Mario & C.`
fn partners(text: &Text<'_>, form: usize) -> usize {
    let mut last = form;
    if !matches!(text.lower(form + 1), "di" | "of") {
        return last;
    }
    let mut at = form + 2;
    while at < form + 14 && text.follows(at) {
        let joint =
            text.is_mark(at, &['&', '.', ',', '\'']) || matches!(text.lower(at), "e" | "di" | "de");
        if text.is_capital(at) || text.is_hidden(at) {
            last = at + usize::from(text.is_initial(at) && text.is_mark(at + 1, &['.']));
        } else if !joint {
            break;
        }
        at += 1;
    }
    last
}
