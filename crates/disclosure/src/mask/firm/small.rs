//! Shops and firms whose trade is written in small letters: "pizzeria da gigi", "scuola materna Maria".

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::brothers::with_number;
use super::{form_at, is_greeting};

/// Small words inside the name of a firm.
const JOINTS: &[&str] = &["di", "e", "del", "della", "dei", "il", "la", "da"];
/// Traders whose firm is named after the word, whatever the first word of the name means.
const TRADERS: &[&str] = &[
    "installatore",
    "rivenditore",
    "concessionaria",
    "concessionario",
    "appaltatore",
    "manutentore",
    "ditta",
    "impresa",
    "azienda",
];
/// First parts of the names of firms.
const BEGINNINGS: &[&str] = &["tecno", "termo", "idro", "elettro", "euro", "eco", "agri"];

/// Houses whose name may begin with an article.
const HOUSES: &[&str] = &[
    "bar",
    "pizzeria",
    "ristorante",
    "trattoria",
    "osteria",
    "hotel",
    "albergo",
    "agriturismo",
    "locanda",
    "gelateria",
    "pasticceria",
    "enoteca",
    "birreria",
    "pub",
    "lavanderia",
    "edicola",
    "cooperativa",
    "panificio",
    "libreria",
    "residence",
    "rifugio",
    "campeggio",
    "ludoteca",
    "nido",
    "macelleria",
    "profumeria",
    "bottega",
    "tenuta",
    "birrificio",
];
/// Words after an article that name no house.
const TIMES: &[&str] = &[
    "mattina",
    "sera",
    "notte",
    "domenica",
    "sabato",
    "pomeriggio",
    "paese",
    "centro",
    "piano",
    "giorno",
    "mese",
    "resto",
    "problema",
    "contatore",
    "telefono",
    "numero",
];

/// `pizzeria da gigi`, `ferramenta bruni`.
pub(super) fn small_trade(text: &Text<'_>, at: usize) -> Option<Claim> {
    if matches!(text.lower(at), "casa" | "villa" | "club") {
        return None;
    }
    // "maresciallo in pensione"
    if text.lower(at) == "pensione"
        && (matches!(text.lower(at.saturating_sub(1)), "in" | "di" | "mia" | "sua")
            || !(text.is_capital(at + 1) || text.is(at + 1, Role::Small)))
    {
        return None;
    }
    let from = matches!(text.lower(at + 1), "da" | "di") && text.follows(at + 1);
    let name = at + 1 + usize::from(from) + usize::from(!from && has_adjective(text, at));
    let firm = |first: usize, last: usize| Some(Claim { first, last, kind: Kind::Firm });
    let title = text.is_mark(at + 1, &['"', '“', '«']) && text.is_word(at + 2);
    if title || is_capital(text, name) {
        let last = capitals(text, at, if title { at + 2 } else { name });
        return firm(at, form_at(text, last + 1).unwrap_or_else(|| with_number(text, last)));
    }
    if let Some(last) = hospitable(text, at) {
        return firm(at, last);
    }
    // "panetteria de rossi"
    let noble = matches!(text.lower(at + 1), "de" | "lo" | "dal" | "van")
        && text.flags(at + 2).any(Flags::LAST)
        && text.gap(at + 2) == Gap::Space;
    if noble {
        return firm(at, at + 2);
    }
    let renewed = !from && is_renewed(text, name);
    if !(renewed || is_named(text, at, name, from)) || !text.follows(name) {
        return None;
    }
    let mut last = name + usize::from(renewed);
    while last < name + 3 && goes_on(text, last + 1) {
        last += 1;
    }
    // "officina meccanica zuin"
    let doubled = at > 0
        && text.is(at - 1, Role::Trade)
        && !text.is_capital(at - 1)
        && text.gap(at) == Gap::Space;
    firm(at - usize::from(doubled || is_coined(text, at)), last)
}

/// "scuola materna Maria", "azienda agricola F.lli Meloni"
fn has_adjective(text: &Text<'_>, at: usize) -> bool {
    !matches!(text.lower(at), "eredi" | "fratelli" | "gruppo")
        && !text.is_capital(at + 1)
        && text.flags(at + 1).any(Flags::ORDINARY)
        && text.written(at + 1).len() > 4
        && text.follows(at + 1)
        && !text.is(at + 1, Role::Does)
        && !text.is(at + 1, Role::Kin)
        && text.is_capital(at + 2)
        && !text.flags(at + 2).any(Flags::KEPT)
}

/// A capital that begins the name after the trade.
fn is_capital(text: &Text<'_>, name: usize) -> bool {
    let flags = text.flags(name);
    // "centro PC Doctor": a word of no name before one.
    let leads = text.is_capital(name + 1)
        && text.gap(name + 1) == Gap::Space
        && !text.flags(name + 1).any(Flags::KEPT);
    text.is_capital(name)
        && (!flags.any(Flags::KEPT) || leads)
        && !flags.any(Flags::PLACE)
        && (text.written(name).len() > 2 || text.folded(name) == "f" || leads)
        && text.gap(name) == Gap::Space
}

/// The last of the capitals from `name` on, small words between.
fn capitals(text: &Text<'_>, at: usize, name: usize) -> usize {
    let mut last = name;
    while last < at + 8 && text.follows(last + 1) && form_at(text, last + 1).is_none() {
        let next = last + 1;
        let capital = text.is_capital(next + 1);
        let part = text.is_mark(next, &['.']) && text.folded(last) == "f"
            || text.folded(next) == "lli"
            || text.is_mark(next, &['&']) && capital
            || text.is_mark(next, &['\'', '’']) && text.gap(next + 1) == Gap::None && capital
            || text.is_capital(next) && !is_greeting(text, next)
            || JOINTS.contains(&text.lower(next)) && capital;
        if !part {
            break;
        }
        last = next;
    }
    last
}

/// Whether the word in small letters after a trade is a name.
fn is_named(text: &Text<'_>, at: usize, name: usize, from: bool) -> bool {
    let flags = text.flags(name);
    let strong = flags.any(Flags::NAME) && !flags.any(Flags::ORDINARY);
    let long = text.is_word(name) && text.written(name).len() > 3;
    let unknown = flags == Flags::default() && long && !(from && text.lower(at + 1) == "di");
    // "installatore solar piave"
    let next = text.flags(name + 1);
    let paired = TRADERS.contains(&text.lower(at))
        && !from
        && long
        && !text.is(name, Role::Does)
        && text.gap(name + 1) == Gap::Space
        && (next.any(Flags::PLACE) || next.any(Flags::LAST) || next == Flags::default())
        && !next.any(Flags::COMMON);
    strong || paired || unknown || from && text.lower(at + 1) == "da" && flags.any(Flags::FIRST)
}

/// "carrozzeria nuova stella"
fn is_renewed(text: &Text<'_>, name: usize) -> bool {
    matches!(text.lower(name), "nuova" | "nuovo" | "new" | "bella" | "san" | "santa" | "punto")
        && text.gap(name + 1) == Gap::Space
        && text.written(name + 1).len() > 3
        && !text.is(name + 1, Role::Does)
        && text.is_word(name + 1)
}

/// Whether a further word in small letters belongs to the name.
fn goes_on(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    text.gap(at) == Gap::Space
        && !text.is_capital(at)
        && text.written(at).len() > 3
        && (flags.any(Flags::NAME) || flags.any(Flags::PLACE) || flags == Flags::default())
        && !flags.any(Flags::COMMON)
        && text.is_word(at)
}

/// "tecno edil di hassan": the first part of the name before the trade.
fn is_coined(text: &Text<'_>, at: usize) -> bool {
    at > 0
        && (text.flags(at - 1) == Flags::default() || BEGINNINGS.contains(&text.lower(at - 1)))
        && text.is_word(at - 1)
        && text.gap(at) == Gap::Space
        && text.written(at - 1).len() > 3
}

/// `pizzeria la bella napoli`: houses named with an article; gives the last word.
fn hospitable(text: &Text<'_>, at: usize) -> Option<usize> {
    let house = HOUSES.contains(&text.lower(at))
        || text.lower(at) == "condominio"
            && (!text.is_word(at + 3)
                || !text.flags(at + 2).any(Flags::COMMON)
                || matches!(text.lower(at + 3), "in" | "di" | "a"));
    let article = matches!(
        text.lower(at + 1),
        "la" | "il"
            | "lo"
            | "al"
            | "alla"
            | "da"
            | "dal"
            | "dalla"
            | "dai"
            | "i"
            | "le"
            | "gli"
            | "l"
            | "del"
            | "della"
            | "dei"
    );
    let name = at + 2 + usize::from(text.is_mark(at + 2, &['\'', '’']));
    let time = TIMES.contains(&text.lower(name)) || text.flags(name).any(Flags::KEPT);
    if !house
        || !article
        || time
        || !text.follows(name)
        || text.written(name).len() < 4
        || !text.is_word(name)
    {
        return None;
    }
    let more = text.gap(name + 1) == Gap::Space
        && (text.flags(name + 1).any(Flags::PLACE) || text.flags(name + 1).any(Flags::NAME))
        && !text.is(name + 1, Role::Does);
    Some(name + usize::from(more))
}
