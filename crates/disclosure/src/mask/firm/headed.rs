//! Firms whose name is ordinary words with capitals inside a sentence: "della Nord Riscossioni",
//! "da Punto Luce". Two capitals in a row are a name, unless they are an office or a product.

use super::super::Kind;
use super::super::beside::PARTS;
use super::super::context::{is_courtesy, is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Class, Gap, Text};

/// Words of offices, papers and products, which capitals make no firm of.
const OFFICES: &[&str] = &[
    "gestione",
    "recupero",
    "area",
    "sezione",
    "settore",
    "unità",
    "divisione",
    "back",
    "front",
    "team",
    "rete",
    "portale",
    "conto",
    "carta",
    "buono",
    "piano",
    "offerta",
    "progetto",
    "modulo",
    "contratto",
    "polizza",
    "legge",
    "codice",
    "contratti",
    "sinistri",
    "danni",
    "termini",
    "condizioni",
    "bando",
    "protocollo",
    "verbale",
    "fattura",
    "bolletta",
    "lettera",
    "unione",
    "paesi",
    "stati",
    "terms",
    "conditions",
    "general",
    "credit",
    "debit",
    "bank",
    "new",
    "great",
    "north",
    "south",
    "east",
    "west",
    "ordine",
    "nota",
    "guida",
    "capo",
    "vigili",
    "protezione",
    "pronto",
    "soccorso",
    "giudice",
    "corte",
    "consiglio",
    "medico",
    "numero",
    "partita",
    "responsabile",
    "resp",
    "sistema",
    "programma",
    "registro",
    "catasto",
    "policy",
    "plan",
    "order",
    "account",
    "payment",
    "delivery",
    "invoice",
    "meter",
    "class",
    "terminal",
    "gate",
    "room",
    "oggetto",
    "re",
    "fwd",
    "operations",
    "risorse",
    "human",
];
/// The most words of a name.
const WORDS_MAX: usize = 4;

/// Firms that are left when all persons are found.
pub(in super::super) fn find_headed(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        if let Some(claim) = headed(text, at).or_else(|| located(text, at)) {
            at = claim.last;
            claims.push(claim);
        }
        at += 1;
    }
}

/// `qua è la [person] di Agrigento`: one word with an article that only a firm has, and its town.
fn located(text: &Text<'_>, at: usize) -> Option<Claim> {
    let found = text
        .get(at)
        .is_some_and(|one| matches!(one.class, Class::Hidden(Some(Kind::Person | Kind::Firm))));
    let led = at > 0
        && matches!(
            text.lower(at - 1),
            "la" | "della" | "dalla" | "alla" | "qui" | "qua" | "presso" | "ditta" | "siamo"
        );
    let town = at + 2;
    let named = text.lower(at + 1) == "di"
        && text.is_capital(town)
        && text.flags(town).any(Flags::PLACE)
        && text.follows(town);
    (found && led && named && !text.written(at).contains(' ')).then_some(Claim {
        first: at,
        last: town,
        kind: Kind::Firm,
    })
}

/// Two capitals or more in a row inside a sentence.
fn headed(text: &Text<'_>, at: usize) -> Option<Claim> {
    let before = at.checked_sub(1)?;
    let quoted = text.is_mark(before, &['"', '“', '«']);
    let inside = text.is_word(before) && !text.is_capital(before) || quoted;
    if !inside || !text.follows(at) || !quoted && opens(text, at) || !is_part(text, at) {
        return None;
    }
    let mut last = at;
    while last + 1 < at + WORDS_MAX && text.gap(last + 1) == Gap::Space && is_part(text, last + 1) {
        last += 1;
    }
    // "della Scavi e Condotte"
    let plain = |one: usize| is_part(text, one) && !text.flags(one).any(Flags::KEPT);
    let theirs =
        matches!(text.lower(before), "della" | "dalla" | "alla" | "la" | "ditta" | "impresa");
    if last == at
        && theirs
        && matches!(text.lower(at + 1), "e" | "ed")
        && plain(at)
        && plain(at + 2)
    {
        last = at + 2;
    }
    if last == at {
        return None;
    }
    // "Banca Popolare di Cortona"
    let joined = matches!(text.lower(last + 1), "di" | "del" | "della")
        && text.gap(last + 2) == Gap::Space
        && (is_part(text, last + 2) || text.is_hidden(last + 2));
    let kept = |one: usize| text.flags(one).any(Flags::KEPT);
    let all_kept = (at..=last).all(kept);
    let place = |one: usize| text.flags(one).any(Flags::PLACE);
    let towns = place(at) && (at..=last).all(|one| place(one) || kept(one));
    // Offices begin with their word: what is kept and no part of firms' names.
    let office = kept(at) && !PARTS.contains(&text.lower(at))
        || (at..=last).any(|one| OFFICES.contains(&text.lower(one)));
    let theirs = text.lower(before) == "di"
        && matches!(
            text.lower(before.saturating_sub(1)),
            "quelli" | "quelle" | "quello" | "quella" | "tecnico" | "tecnici" | "agente" | "agenti"
        );
    let from = theirs || matches!(text.lower(before), "da" | "presso" | "dalla" | "ditta" | "by");
    let named = !all_kept || from && (at..=last).all(|one| PARTS.contains(&text.lower(one)));
    let last = if joined { last + 2 } else { last };
    (named && !towns && !office).then_some(Claim { first: at, last, kind: Kind::Firm })
}

fn is_part(text: &Text<'_>, at: usize) -> bool {
    text.is_word(at)
        && text.is_capital(at)
        && !text.is_upper(at)
        && !text.is_initial(at)
        && text.written(at).len() > 2
        && !is_title(text, at)
        && !is_courtesy(text, at)
        && !text.is(at, Role::Kin)
        && !text.is(at, Role::Month)
        && !text.is(at, Role::NumberWord)
        && !text.is(at, Role::PhoneWord)
        && !text.is(at, Role::Opener)
        && !text.is_mark(at + 1, &[':'])
}
