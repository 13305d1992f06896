//! Firms in small letters that no article makes a mere shop: "da ferramenta del corso", "by greenfield dental practice".

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};

/// Words after which a trade without an article is somebody's firm, and hardly a mere shop.
const LOOSE: &[&str] = &[
    "da",
    "siamo",
    "fornitore",
    "fatti",
    "fatto",
    "fatta",
    "presso",
    "chiama",
    "insegna",
    "ditta",
    "tramite",
];
/// Words after which it may be a mere shop too.
const STRICT: &[&str] = &["di", "per", "è", "cliente", "sono", "azienda", "con"];
/// Words that end the name.
const ENDS: &[&str] = &[
    "dopo", "prima", "dove", "quando", "senza", "fino", "dal", "se", "anche", "perché", "più",
    "entro", "durante", "come", "verso", "ogni", "o", "oppure", "già", "ancora", "solo", "era",
    "aveva", "hanno", "però", "poi", "qui", "sotto", "sopra", "vicino", "non", "ha", "è", "un",
    "una", "uno", "ho", "mi", "vi", "ci", "che", "ma", "per", "con", "vorremmo", "vorrei",
    "chiede", "vuole", "ed", "ieri", "oggi", "domani", "sono", "ne", "si", "ed", "a", "in",
];
/// Trades that are ordinary things without an article too.
const THINGS: &[&str] = &[
    "casa",
    "villa",
    "club",
    "centro",
    "gruppo",
    "foto",
    "tavola",
    "stazione",
    "viaggi",
    "azienda",
    "ditta",
    "società",
    "impianti",
    "trasporti",
    "scuola",
    "asilo",
    "nido",
    "pensione",
    "forno",
    "associazione",
    "circolo",
    "comitato",
    "condominio",
    "mobili",
    "calzature",
    "alimentari",
    "istituto",
    "fornitore",
    "installatore",
    "informatica",
    "elettronica",
    "teatro",
    "cinema",
    "museo",
    "terme",
];
/// The most words of the name after the trade.
const WORDS_MAX: usize = 5;

/// `da ferramenta del corso`, `siamo bar sport di luino`, `agriturismo i tre pini non risponde`.
pub(super) fn bare_trade(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is(at, Role::Trade)
        || !is_small(text, at)
        || THINGS.contains(&text.lower(at))
        || at > 0 && text.is(at - 1, Role::Trade) && text.follows(at)
    {
        return None;
    }
    let opens = at == 0 || text.gap(at) == Gap::Line;
    let after = |words: &[&str]| !opens && words.contains(&text.lower(at - 1));
    let framed = after(LOOSE) || after(STRICT);
    let (mut last, mut words, mut next) = (at, 0, at + 1);
    while next < at + WORDS_MAX + 3 && text.follows(next) {
        let word = is_small(text, next) && !ENDS.contains(&text.lower(next));
        let number = !text.digits(next).is_empty() && text.gap(next + 1) > Gap::None;
        let mark = text.is_mark(next, &['\'', '’'])
            || text.is_mark(next, &['.']) && text.lower(next + 1) == "lli";
        if word || number {
            let joint =
                text.is(next, Role::Small) || matches!(text.lower(next), "e" | "f" | "due" | "tre");
            words += usize::from(!joint);
            last = if joint { last } else { next };
        } else if !mark {
            break;
        }
        if words == WORDS_MAX {
            break;
        }
        next += 1;
    }
    let verb = matches!(text.lower(next), "non" | "ha" | "è" | "chiede" | "vuole");
    // "per palestra affollata": after such a word something must be a name.
    let owner = at > 1
        && matches!(
            text.lower(at - 2),
            "titolare"
                | "gestore"
                | "proprietario"
                | "proprietaria"
                | "socio"
                | "insegna"
                | "lavoro"
        );
    // "bar pasticceria centrale", "ottica vista chiara di pescara,"
    let doubled = text.is(at + 1, Role::Trade) && text.follows(at + 1) && words > 1;
    let town = text.lower(next) == "di" && text.flags(next + 1).any(Flags::PLACE);
    let inside = words > 2
        && text.flags(last).any(Flags::PLACE)
        && text.lower(last - 1) == "di"
        && !ENDS.contains(&text.lower(next));
    let closed = words > 1 && opens && (town || inside || text.flags(next).any(Flags::PLACE));
    if (doubled || closed) && !text.is_capital(next) {
        return Some(Claim { first: at, last, kind: Kind::Firm });
    }
    let loose = !framed || owner || after(LOOSE);
    let named = words > 0 && !text.is_capital(next) && (loose || tells(text, at, last));
    (named && (framed || opens && verb)).then_some(Claim { first: at, last, kind: Kind::Firm })
}

fn is_small(text: &Text<'_>, at: usize) -> bool {
    text.is_word(at)
        && !text.is_capital(at)
        && (!text.flags(at).any(Flags::KEPT) || text.lower(at) == "casa")
}

/// Whether a word after a trade is a name, unknown, a number, or begins one with an article.
fn tells(text: &Text<'_>, at: usize, last: usize) -> bool {
    text.is(at + 1, Role::Small) && text.lower(at + 1) != "e"
        || text.flags(last).any(Flags::LAST) && last < at + 3
        || (at + 1..=last).any(|one| {
            let flags = text.flags(one);
            !text.digits(one).is_empty()
                || text.is_word(one) && flags == Flags::default()
                || flags.any(Flags::NAME.with(Flags::PLACE)) && !flags.any(Flags::COMMON)
        })
}

/// `by greenfield dental practice`, `at joe's garage`
pub(super) fn bare_english(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is(at, Role::TradeEnd) || text.is_capital(at) || at < 2 {
        return None;
    }
    let (mut first, mut named) = (at, false);
    while first > 0 && text.follows(first) && at - first < 5 {
        let before = first - 1;
        let mark = text.is_mark(before, &['\'', '’', '&']);
        if matches!(text.lower(before), "at" | "by" | "from" | "is" | "are" | "called") {
            return named.then_some(Claim { first, last: at, kind: Kind::Firm });
        }
        if !mark && !text.is_word(before) {
            return None;
        }
        let flags = text.flags(before);
        named |= text.is_word(before)
            && text.written(before).len() > 2
            && (flags == Flags::default()
                || flags.any(Flags::NAME.with(Flags::PLACE)) && !flags.any(Flags::COMMON));
        first = before;
    }
    None
}

/// `smith and sons`, `rossi e figli` in small letters.
pub(super) fn bare_partners(text: &Text<'_>, at: usize) -> Option<Claim> {
    let flags = text.flags(at);
    let name = flags.any(Flags::LAST) && !flags.any(Flags::COMMON) && is_small(text, at);
    let and = text.is_mark(at + 1, &['&']) || matches!(text.lower(at + 1), "e" | "and");
    let partners =
        matches!(text.lower(at + 2), "figli" | "sons" | "associati" | "soci" | "daughters");
    (name && and && partners && text.follows(at + 2)).then_some(Claim {
        first: at,
        last: at + 2,
        kind: Kind::Firm,
    })
}
