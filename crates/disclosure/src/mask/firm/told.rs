//! Firms that are told by name: "my company is", "ditta:", "il bar si chiama".

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::brothers::capitals;
use super::coined::pointed;
use super::{form_at, is_greeting};

/// What follows a word for a firm and perhaps "is called": capitals in a row, or a name in small
/// letters up to the next mark.
pub(super) fn told(text: &Text<'_>, at: usize) -> Option<Claim> {
    let word = matches!(
        text.lower(at),
        "company"
            | "firm"
            | "business"
            | "employer"
            | "ditta"
            | "azienda"
            | "società"
            | "impresa"
            | "negozio"
            | "locale"
            | "shop"
            | "sociale"
            | "insegna"
            | "fornitore"
            | "vendor"
            | "supplier"
            | "denominazione"
            | "ragione"
            | "cooperativa"
            | "studio"
            | "attività"
    );
    let house = word
        || text.is(at, Role::Trade)
        || text.is(at, Role::TradeEnd)
        || matches!(
            text.lower(at),
            "struttura"
                | "guesthouse"
                | "startup"
                | "marchio"
                | "brand"
                | "band"
                | "gallery"
                | "atelier"
        );
    if !house {
        return None;
    }
    let (first, called) = after_called(text, at + 1);
    // "ristorante: Drago d'Oro"
    let label = text.is_mark(at + 1, &[':'])
        && first == at + 2
        && text.is_capital(first)
        && text.gap(first) == Gap::Space;
    let called = called || label;
    if !(word || called) {
        return None;
    }
    // "la ditta Ge.Co. Impianti"
    if let Some(claim) = pointed(text, first).filter(|_| text.follows(first)) {
        return Some(claim);
    }
    let part = |one: usize| text.is_hidden(one) || text.is_capital(one) && !is_greeting(text, one);
    let kept = text.flags(first).any(Flags::KEPT) && !part(first + 1);
    if !text.follows(first) || kept {
        return None;
    }
    let from =
        if first == at + 1 && text.is(at, Role::Trade) && text.is_capital(at) { at } else { first };
    if part(first) || called && text.is_capital(first) {
        let last = capitals(text, first)?;
        let last = form_at(text, last + 1).unwrap_or(last);
        return Some(Claim { first: from, last, kind: Kind::Firm });
    }
    let last = called.then(|| small(text, first))??;
    Some(Claim { first, last, kind: Kind::Firm })
}

/// The token after "is called", "si chiama", "di nome", and whether one of these is there.
fn after_called(text: &Text<'_>, from: usize) -> (usize, bool) {
    let mut first = from;
    let mut called = false;
    while first < from + 5 {
        let says = matches!(
            text.lower(first),
            "called"
                | "chiama"
                | "chiamato"
                | "chiamata"
                | "named"
                | "denominata"
                | "denominato"
                | "nome"
        );
        let joint = matches!(
            text.lower(first),
            "is" | "è" | "si" | "la" | "s" | "di" | "mio" | "mia" | "nostro"
        ) || text.is_mark(first, &[':', '"', '“', '«', ',', '\''])
            || text.lower(first) == "under";
        let of = text.lower(first) == "di" && text.lower(first + 1) != "nome";
        if !(says || joint) || of || text.lower(first) == "la" && text.is_capital(first) {
            break;
        }
        called |= says;
        first += 1;
    }
    (first, called)
}

/// A name in small letters of up to four words, which a mark ends: "la tana del lupo".
fn small(text: &Text<'_>, first: usize) -> Option<usize> {
    let mut last = first;
    while text.is_word(last + 1) && text.gap(last + 1) == Gap::Space && last < first + 5 {
        last += 1;
    }
    let ends = text.gap(last + 1) == Gap::Line
        || text.is_mark(last + 1, &[',', '.', ';', ')', '"', '”', '»', '!']);
    let verb = (first..=last)
        .any(|one| matches!(text.lower(one), "è" | "is" | "non" | "ha" | "che" | "when"));
    (text.is_word(first) && ends && last < first + 4 && !verb).then_some(last)
}
