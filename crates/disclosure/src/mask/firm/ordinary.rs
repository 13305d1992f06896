//! Firms in small letters whose name is ordinary words, told by who runs them or where they are:
//! "franca del bar sport di luino", "negozio sole e luna bari".

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::bought::{bought, english};
use super::brothers::capitals;

/// Words for any firm, which a name of two joined things follows.
const GENERIC: &[&str] =
    &["negozio", "ditta", "azienda", "impresa", "attività", "società", "locale", "studio"];
/// Trades that are departments and places too, so that a person of theirs names no firm.
const PLACES: &[&str] = &[
    "centro",
    "casa",
    "villa",
    "club",
    "gruppo",
    "stazione",
    "scuola",
    "condominio",
    "ditta",
    "azienda",
    "società",
    "impresa",
    "istituto",
    "agenzia",
    "sindacato",
    "pensione",
    "parrocchia",
    "asilo",
    "comitato",
    "circolo",
    "associazione",
    "cantiere",
    "noleggio",
    "tende",
];
/// Who runs a firm or works there.
const RUNS: &[&str] = &[
    "siamo",
    "titolare",
    "titolari",
    "proprietario",
    "proprietaria",
    "gestore",
    "gestisco",
    "gestiamo",
    "parte",
    "conto",
    "lavoro",
    "socio",
    "socia",
    "commesso",
    "commessa",
    "lavoravo",
    "lavora",
    "lavoriamo",
    "dipendente",
    "quelli",
    "quello",
    "quella",
];
/// Words that end the name.
const ENDS: &[&str] = &[
    "che",
    "e",
    "ha",
    "ho",
    "è",
    "mi",
    "vi",
    "ci",
    "si",
    "non",
    "ma",
    "per",
    "con",
    "da",
    "dove",
    "abbiamo",
    "volevo",
    "volevamo",
    "vorrei",
    "vorremmo",
    "chiamo",
    "chiamiamo",
    "scrivo",
    "scriviamo",
    "qui",
    "in",
    "a",
    "ad",
    "sotto",
    "sopra",
    "vicino",
    "accanto",
    "dietro",
    "fuori",
    "chiede",
    "vuole",
    "aspetta",
    "aspetto",
    "aspettiamo",
    "sono",
    "siamo",
    "ogni",
    "quando",
    "perché",
    "dal",
    "dalla",
    "al",
    "alla",
    "nel",
    "nella",
    "stesso",
    "stessa",
    "chiuso",
    "chiusa",
    "aperto",
    "aperta",
    "online",
    "sta",
    "ieri",
    "oggi",
    "domani",
    "dopo",
    "prima",
    "dice",
    "ed",
    "o",
    "senza",
    "sul",
    "sulla",
    "dei",
    "era",
    "aveva",
    "hanno",
    "avete",
    "più",
    "solo",
    "già",
];
/// The most words of a name.
const WORDS_MAX: usize = 4;

/// A firm in small letters with a name of ordinary words.
pub(super) fn ordinary(text: &Text<'_>, at: usize) -> Option<Claim> {
    run_by(text, at)
        .or_else(|| joined(text, at))
        .or_else(|| owned(text, at))
        .or_else(|| school(text, at))
        .or_else(|| association(text, at))
        .or_else(|| bought(text, at))
        .or_else(|| english(text, at))
}

pub(super) fn is_small(text: &Text<'_>, at: usize) -> bool {
    text.is_word(at) && !text.is_capital(at) && !text.flags(at).any(Flags::KEPT)
}

/// The last word of a name, and whether something that ends names follows.
pub(super) fn name_end(text: &Text<'_>, first: usize) -> Option<(usize, bool)> {
    let (mut last, mut words, mut at) = (None, 0, first);
    let in_town = |one: usize| {
        text.flags(one).any(Flags::PLACE) || text.is_hidden(one) || text.is_capital(one)
    };
    while at < first + 8 && text.follows(at) && words < WORDS_MAX {
        let town = words > 0 && in_town(at)
            || matches!(text.lower(at), "di" | "a" | "in") && in_town(at + 1);
        if town || ENDS.contains(&text.lower(at)) && !is_and(text, at, words) {
            break;
        }
        if text.is(at, Role::Small) || is_and(text, at, words) || text.is_mark(at, &['\'', '’']) {
            at += 1;
            continue;
        }
        if !is_small(text, at) || text.written(at).len() < 3 {
            break;
        }
        (last, words) = (Some(at), words + 1);
        at += 1;
    }
    let last = last?;
    let next = last + 1;
    let closed = !text.is_word(next)
        || text.gap(next) == Gap::Line
        || ENDS.contains(&text.lower(next))
        || text.flags(next).any(Flags::PLACE)
        || matches!(text.lower(next), "di") && in_town(next + 1);
    Some((last, closed))
}

/// The "e" of "sole e luna".
fn is_and(text: &Text<'_>, at: usize, words: usize) -> bool {
    text.lower(at) == "e"
        && words == 1
        && is_small(text, at + 1)
        && text.written(at + 1).len() > 3
        && !ENDS.contains(&text.lower(at + 1))
        && !text.is(at + 1, Role::Does)
        && !text.is(at + 1, Role::Particle)
}

/// "franca del bar sport di luino", "siamo il bar centrale", "da parte della pasticceria dolce vita"
fn run_by(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is(at, Role::Trade) || !is_small(text, at) || !text.follows(at) {
        return None;
    }
    let elided = usize::from(at > 1 && text.is_mark(at - 1, &['\'', '’']));
    let joint = at.checked_sub(1 + elided)?;
    let who = joint.checked_sub(1)?;
    let of = matches!(
        text.lower(joint),
        "del" | "della" | "dell" | "dal" | "dalla" | "dall" | "il" | "la" | "l" | "al" | "alla"
    );
    let person = text.is_hidden(who) && !matches!(text.lower(joint), "il" | "la" | "l");
    let place = PLACES.contains(&text.lower(at));
    if !of || !(person && !place || RUNS.contains(&text.lower(who))) {
        return None;
    }
    let (last, closed) = name_end(text, at + 1)?;
    let first = text.lower(at + 1);
    // "l'edicola di piazza"
    let retired = text.lower(at) == "pensione";
    if retired || first == "di" && text.is(at + 2, Role::Street) {
        return None;
    }
    let done = ["ata", "ato", "ate", "ati", "ale", "ali", "iva", "ivo", "ria"]
        .iter()
        .any(|end| place && first.ends_with(end));
    (closed && !done).then_some(Claim { first: at, last, kind: Kind::Firm })
}

/// "scuola materna arcobaleno"
fn school(text: &Text<'_>, at: usize) -> Option<Claim> {
    let school = matches!(text.lower(at), "scuola" | "asilo" | "istituto" | "nido" | "liceo");
    let sort = matches!(
        text.lower(at + 1),
        "materna"
            | "elementare"
            | "media"
            | "primaria"
            | "paritaria"
            | "privata"
            | "comprensivo"
            | "nido"
            | "dell"
            | "tecnico"
            | "scientifico"
            | "classico"
            | "parrocchiale"
    );
    let name = at + 2;
    let noun = is_small(text, name)
        && text.gap(name) == Gap::Space
        && text.written(name).len() > 4
        && !ENDS.contains(&text.lower(name))
        && !text.is(name, Role::Small)
        && !text.is(name, Role::Does)
        && !["ale", "ica", "ico", "ata", "ato"].iter().any(|end| text.lower(name).ends_with(end));
    (school && sort && noun && is_small(text, at)).then_some(Claim {
        first: at,
        last: name,
        kind: Kind::Firm,
    })
}

/// "associazione amici del fiume", where a line begins with it
fn association(text: &Text<'_>, at: usize) -> Option<Claim> {
    let kind = matches!(
        text.lower(at),
        "associazione" | "circolo" | "comitato" | "cooperativa" | "agenzia" | "centro" | "gruppo"
    );
    let opens = at == 0 || text.gap(at) == Gap::Line;
    if !kind || !opens || text.is(at + 1, Role::Small) || text.is_capital(at + 1) {
        return None;
    }
    let (last, closed) = name_end(text, at + 1)?;
    let joined = (at + 2..last).any(|one| text.is(one, Role::Small));
    (joined && closed && text.is_mark(last + 1, &[',', '-', '('])).then_some(Claim {
        first: at,
        last,
        kind: Kind::Firm,
    })
}

/// "titolare di Filo Diretto": two words with capitals, whatever they mean.
fn owned(text: &Text<'_>, at: usize) -> Option<Claim> {
    let of = at.checked_sub(1)?;
    let joint = matches!(text.lower(of), "di" | "del" | "della" | "of" | "per" | "for" | "dell");
    let who = matches!(
        text.lower(of.checked_sub(1)?),
        "titolare"
            | "titolari"
            | "proprietario"
            | "proprietaria"
            | "gestore"
            | "socio"
            | "socia"
            | "fondatrice"
            | "fondatore"
            | "dipendente"
            | "lavoro"
            | "owner"
            | "director"
            | "founder"
            | "manager"
    );
    let part = |one: usize| {
        text.is_hidden(one)
            || text.is_capital(one) && !text.is_upper(one) && text.written(one).len() > 2
    };
    let pair = part(at) && part(at + 1) && text.gap(at + 1) == Gap::Space;
    let thing = text.is(at, Role::NumberWord) || text.flags(at).any(Flags::KEPT);
    if !joint || !who || !pair || thing || text.is_hidden(at) && text.is_hidden(at + 1) {
        return None;
    }
    let last = capitals(text, at)?;
    Some(Claim { first: at, last, kind: Kind::Firm })
}

/// "negozio sole e luna bari", "la ditta tubi e valvole di faenza"
fn joined(text: &Text<'_>, at: usize) -> Option<Claim> {
    let generic = GENERIC.contains(&text.lower(at)) && !text.is_capital(at);
    if !generic || !is_small(text, at + 1) || !text.follows(at + 1) {
        return None;
    }
    let (last, closed) = name_end(text, at + 1)?;
    let and = (at + 2..last).any(|one| matches!(text.lower(one), "e" | "di" | "del" | "della"));
    let next = last + 1;
    let town = text.flags(next).any(Flags::PLACE) && text.gap(next) == Gap::Space
        || text.lower(next) == "di" && text.follows(next);
    let first = text.lower(at + 1);
    let thing = text.is(at + 1, Role::Small)
        || ["ato", "ata", "uto", "ile", "ale", "ola"].iter().any(|end| first.ends_with(end));
    let pair = and || last == at + 2;
    (closed && pair && town && !thing).then_some(Claim { first: at + 1, last, kind: Kind::Firm })
}
