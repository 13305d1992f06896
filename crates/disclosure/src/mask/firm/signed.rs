//! Firms as a line of their own under a letter, in brackets, and as the answer to a question.

use super::super::Kind;
use super::super::beside::PARTS;
use super::super::context::opens;
use super::super::lexicon::Flags;
use super::super::name::answered::question;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::brothers::capitals;

/// The most words of a firm's name in small letters.
const WORDS_MAX: usize = 6;

/// "studio vuolo amministrazioni" in a line of its own, "(bar corsi, chiedere di": a trade and what
/// follows it up to the end.
pub(super) fn signed(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is(at, Role::Trade) || text.is_capital(at) || !text.follows(at + 1) {
        return None;
    }
    let line = text.gap(at) == Gap::Line && at > 0;
    let aside = at > 0 && text.is_mark(at - 1, &['(']) && text.gap(at) == Gap::None;
    let placed =
        matches!(text.lower(at + 1), "in" | "a" | "di" | "sotto" | "vicino" | "at" | "near");
    if !line && !aside || placed {
        return None;
    }
    let (mut last, mut next, mut words) = (at, at + 1, 0);
    while text.follows(next) && words < WORDS_MAX {
        let joint = text.is_mark(next, &['\'', '’', '&', '"', '.'])
            && text.gap(next + 1) <= Gap::Space
            && !(text.is_mark(next, &['.']) && text.written(next - 1).len() > 3);
        let number = (1..=4).contains(&text.digits(next).len());
        if text.is_word(next) || text.is_hidden(next) || number {
            words += 1;
            last = next;
        } else if !joint {
            break;
        }
        next += 1;
    }
    let closed = text.gap(next) == Gap::Line
        || text.is_mark(next, &['-', '–', ',', ')']) && (aside || text.is_mark(next, &['-', '–']));
    let said = (at + 1..=last).any(|one| {
        text.is(one, Role::Does) && text.lower(one) != "di" && !is_article(text, one)
            || matches!(
                text.lower(one),
                "chiuso" | "chiusa" | "aperto" | "aperta" | "sotto" | "è" | "e"
            ) && text.lower(one) != "e"
            || text.flags(one).any(Flags::KEPT)
    });
    (closed && words > 0 && last > at && !said).then_some(Claim {
        first: at,
        last,
        kind: Kind::Firm,
    })
}

fn is_article(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lower(at), "del" | "dal" | "al" | "in" | "at" | "da")
}

/// "Qual è il nome dell'attività? / Cliente: Capricci di Testa": what answers a question for a firm.
pub(super) fn answered(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is_capital(at) && !text.is_hidden(at) {
        return None;
    }
    let question = question(text, at)?;
    let has = |words: &[&str]| (question..at).any(|one| words.contains(&text.lower(one)));
    let social = has(&["ragione"]) && has(&["sociale"]);
    let named = has(&["nome", "chiama", "name", "called", "denominazione", "insegna"])
        && has(&[
            "attività",
            "ditta",
            "azienda",
            "società",
            "negozio",
            "locale",
            "studio",
            "impresa",
            "business",
            "company",
            "shop",
            "firm",
            "hotel",
            "struttura",
        ]);
    let last = (social || named).then(|| capitals(text, at))??;
    let whole = text.is_hidden(at) && last == at;
    (!whole).then_some(Claim { first: at, last, kind: Kind::Firm })
}

/// "presso Bar Centrale": a trade and a word that is kept by itself.
pub(super) fn shop(text: &Text<'_>, at: usize) -> Option<Claim> {
    let named = text.is(at, Role::Trade)
        && text.is_capital(at)
        && !text.is_upper(at)
        && text.is_capital(at + 1)
        && text.gap(at + 1) == Gap::Space
        && PARTS.contains(&text.lower(at + 1));
    let inside = at > 0 && text.is_word(at - 1) && !opens(text, at);
    (named && inside).then_some(Claim { first: at, last: at + 1, kind: Kind::Firm })
}
