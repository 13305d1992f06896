//! Words that say a name follows, or that one was before: titles, kinship, greetings, closings.

use super::role::Role;
use super::text::{Gap, Text};

/// How certain it is that a name follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Expects {
    /// Nothing says so.
    Nothing,
    /// A name may follow.
    Perhaps,
    /// Somebody is greeted, or named by what they are.
    Somebody,
    /// A title, or "my name is".
    Surely,
}

/// Whether what is before a token says that a name begins there.
pub(super) fn expects(text: &Text<'_>, at: usize) -> Expects {
    let Some(before) = back(text, at) else { return Expects::Nothing };
    let word = text.folded(before);
    let near = text.follows(at);
    // A greeting or a label may be parted by a mark; a title may have its point.
    let adjacent = before + 1 == at;
    let dotted = before + 2 == at && text.is_mark(at - 1, &['.']);
    let labelled = text.is_mark(at - 1, &[':']);
    if near && (is_after_chain(text, at) || is_signed(text, at)) {
        return Expects::Surely;
    }
    if near
        && (adjacent || dotted)
        && (text.is(before, Role::Title) && (dotted || word != "per" && word != "on")
            || matches!(word, "ra" | "a" | "na" | "re" | "ri" | "lli" | "gna")
                && is_after_title(text, before))
    {
        return if matches!(word, "per" | "on" | "comm" | "ssa" | "rev")
            && !is_after_title(text, before)
            && word != "rev"
        {
            Expects::Nothing
        } else {
            Expects::Surely
        };
    }
    if labelled
        && near
        && (text.is(before, Role::Told)
            || matches!(
                word,
                "nome"
                    | "name"
                    | "cliente"
                    | "customer"
                    | "intestatario"
                    | "firma"
                    | "mittente"
                    | "destinatario"
                    | "referente"
                    | "da"
                    | "a"
                    | "from"
                    | "to"
                    | "contatto"
                    | "contact"
            ))
    {
        return Expects::Somebody;
    }
    if !near || !adjacent {
        return Expects::Nothing;
    }
    let told = match word {
        // "in nome e per conto", "a nome mio": what follows is told apart by the lexicon.
        "chiamo" | "chiama" | "chiamano" | "chiamava" => {
            matches!(text.lower(before.saturating_sub(1)), "mi" | "si" | "m" | "s")
        }
        _ => text.is(before, Role::Told),
    };
    if told || is_named_phrase(text, before) {
        return Expects::Surely;
    }
    if text.is(before, Role::TitleWord)
        || text.is(before, Role::Kin)
        || text.is(before, Role::Greeting)
    {
        return Expects::Somebody;
    }
    if text.is(before, Role::MaybeTold) { Expects::Perhaps } else { Expects::Nothing }
}

/// The word before a token, over one or two marks.
fn back(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    for _ in 0..2 {
        if text.is_mark(before, &['.', ':', '"', '“', '«', '(', '-', '\'', '’']) {
            before = before.checked_sub(1)?;
        }
    }
    Some(before)
}

/// `sig.ra`, `dott.ssa`.
fn is_after_title(text: &Text<'_>, at: usize) -> bool {
    at >= 2
        && (text.is_mark(at - 1, &['.']) && text.is(at - 2, Role::Title)
            || text.is_mark(at - 1, &['.', '/']) && text.folded(at - 2) == "f")
        && text.gap(at) == Gap::None
}

/// `dott. agr. Usai`, `prof. ing. Amato`: a title and short words with points.
fn is_after_chain(text: &Text<'_>, at: usize) -> bool {
    let mut point = at - 1;
    for _ in 0..3 {
        let word = match point.checked_sub(1) {
            Some(word) if text.is_mark(point, &['.']) && text.is_word(word) => word,
            _ => return false,
        };
        if text.written(word).len() > 5 || text.is_capital(at) && text.gap(at) == Gap::None {
            return false;
        }
        if point + 1 < at && text.is(word, Role::Title) {
            return true;
        }
        let Some(before) = word.checked_sub(1) else { return false };
        point = before;
    }
    false
}

/// `F.to Rigoni Bortolo`
fn is_signed(text: &Text<'_>, at: usize) -> bool {
    at > 2
        && text.lower(at - 1) == "to"
        && text.is_mark(at - 2, &['.', '/'])
        && text.lower(at - 3) == "f"
}

/// "my name is", "il mio nome è", "a nome di", "nome e cognome".
fn is_named_phrase(text: &Text<'_>, at: usize) -> bool {
    let is_name = |one: Option<usize>| {
        one.is_some_and(|one| {
            matches!(text.lower(one), "name" | "nome" | "names" | "surname" | "cognome")
        })
    };
    let link = matches!(
        text.lower(at),
        "is" | "è" | "s" | "di" | "e" | "was" | "del" | "of" | "its" | "giusto" | "corretto"
    );
    link && (is_name(at.checked_sub(1))
        || text.is_mark(at.saturating_sub(1), &['\'', '’']) && is_name(at.checked_sub(2)))
}

/// Whether the token is a title, with or without its point.
pub(super) fn is_title(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::Title) || text.is(at, Role::TitleWord)
}

/// Whether the token greets or closes.
pub(super) fn is_courtesy(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::Greeting) || text.is(at, Role::Closing)
}

/// Whether the token closes a letter.
pub(super) fn is_closing(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::Closing)
}

/// Whether the token is a greeting.
pub(super) fn is_greeting(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::Greeting)
}

/// Whether the token may stand before a surname as a part of it.
pub(super) fn is_particle(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::Particle)
}

/// Whether a sentence, a line or a quotation begins here.
pub(super) fn opens(text: &Text<'_>, at: usize) -> bool {
    if text.gap(at) == Gap::Line {
        return true;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    match text.mark(before) {
        Some('.') => !ends_abbreviation(text, before),
        Some(
            '"' | '“' | '«' | '(' | '[' | '\'' | '-' | '–' | '•' | '*' | '>' | '/' | '‘' | '’'
            | '—',
        ) => {
            text.gap(at) == Gap::None && text.gap(before) > Gap::None
                || text.gap(before) == Gap::Line
                || matches!(text.mark(before), Some('-' | '–' | '—' | '•' | '*' | '/'))
                || before > 0 && opens(text, before)
        }
        Some(mark) => {
            ".!?:;…)]".contains(mark) || !mark.is_ascii() && !mark.is_alphanumeric() && mark != '’'
        }
        None => false,
    }
}

fn ends_abbreviation(text: &Text<'_>, point: usize) -> bool {
    let Some(word) = point.checked_sub(1) else { return false };
    text.is_word(word)
        && (text.is(word, Role::Title)
            || matches!(
                text.folded(word),
                "ra" | "ssa"
                    | "art"
                    | "n"
                    | "nr"
                    | "rif"
                    | "tel"
                    | "c"
                    | "v"
                    | "p"
                    | "spett"
                    | "le"
                    | "gent"
                    | "egr"
                    | "cell"
                    | "ill"
                    | "st"
                    | "att"
                    | "cod"
                    | "cogn"
                    | "fam"
                    | "op"
                    | "es"
            )
            || text.is_initial(word)
                && !text.is_mark(word.saturating_sub(1), &['.'])
                && text.gap(point + 1) <= Gap::Space
                && word > 0
                && !text.is(word - 1, Role::AddressPart)
                && !opens(text, word))
}
