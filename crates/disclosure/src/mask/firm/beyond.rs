//! What belongs to a firm that was found on either side: further legal forms, partners, abbreviations
//! before it, a trade in small letters after it, "da zio ...".

use super::super::Kind;
use super::super::context::{is_courtesy, is_title};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Class, Gap, Text};
use super::form_at;
use super::leads::first;

/// Legal forms and their parts that stand after a name, as one word.
const FORMS: &[&str] = &[
    "soc",
    "coop",
    "agr",
    "agricola",
    "agricole",
    "ss",
    "srl",
    "srls",
    "spa",
    "snc",
    "sas",
    "arl",
    "ets",
    "onlus",
    "aps",
    "asd",
    "ssd",
    "scarl",
    "as",
    "asa",
    "ab",
    "oy",
    "oyj",
    "kg",
    "kft",
    "zrt",
    "dd",
    "sl",
    "lda",
    "ltda",
    "eurl",
    "sci",
    "sasu",
    "gbr",
    "ev",
    "nv",
    "bvba",
    "sp",
    "ltd",
    "limited",
    "llc",
    "llp",
    "inc",
    "gmbh",
    "co",
    "corp",
    "plc",
    "cooperativa",
    "sociale",
    "unipersonale",
    "stp",
    "odv",
    "trust",
    "foundation",
    "assoc",
    "associates",
    "partners",
    "group",
    "holding",
    "mbh",
    "sarl",
    "sa",
    "bv",
    "doo",
    "sro",
    "pty",
    "pvt",
    "cic",
    "ohg",
    "ug",
    "apss",
    "consortile",
    "benefit",
];

/// Trades as they stand in small letters after a name.
const TRADES: &[&str] = &[
    "giardini",
    "architettura",
    "architetti",
    "commercialisti",
    "commercialista",
    "avvocati",
    "impianti",
    "costruzioni",
    "arredamenti",
    "assicurazioni",
    "trasporti",
    "traslochi",
    "ingegneria",
    "immobiliare",
    "serramenti",
    "infissi",
    "design",
    "viaggi",
    "ricevimenti",
    "catering",
    "mobili",
    "gomme",
    "ricambi",
    "abbigliamento",
    "calzature",
    "parrucchieri",
    "estetica",
    "informatica",
    "consulting",
    "services",
    "servizi",
    "logistica",
    "piscine",
    "ascensori",
    "pavimenti",
    "notai",
    "legale",
    "associati",
    "fiori",
    "piante",
    "verde",
    "energia",
    "edilizia",
    "restauri",
    "eventi",
    "photography",
    "plumbing",
    "interiors",
    "builders",
    "catering",
    "bakery",
    "florist",
    "legnami",
];

/// Words inside the name of a firm.
const JOINTS: &[&str] = &[
    "nel", "nella", "nell", "del", "della", "dell", "di", "dei", "delle", "in", "al", "alla",
    "sul", "sulla", "sotto", "sopra", "tra", "con", "of", "on", "the", "and", "by", "for", "da",
    "dal", "e",
];
/// Of these, those after which only what was found belongs to it.
const STRICT: &[&str] = &["e", "and", "in", "for", "con", "da", "dal", "the", "on", "by"];

/// Whom a shop is named after.
const KINS: &[&str] = &["nonna", "nonno", "zio", "zia", "mamma", "da", "don", "sora", "sor"];

/// Each firm that was found, with what belongs to it.
pub(in super::super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    for at in 0..text.len() {
        let Some(kind) = kind(text, at) else { continue };
        if !matches!(kind, Kind::Person | Kind::Firm | Kind::Address) {
            continue;
        }
        let (first, last) = (first(text, at, kind), last(text, at, kind));
        if first < at || last > at {
            claims.push(Claim { first, last, kind: Kind::Firm });
        }
    }
}

pub(super) fn kind(text: &Text<'_>, at: usize) -> Option<Kind> {
    match text.get(at)?.class {
        Class::Hidden(kind) => kind,
        _ => None,
    }
}

pub(super) fn point(text: &Text<'_>, at: usize) -> bool {
    text.is_mark(at, &['.']) && text.gap(at) == Gap::None
}

fn last(text: &Text<'_>, at: usize, kind: Kind) -> usize {
    let mut last = at;
    loop {
        let next = form(text, last, kind)
            .or_else(|| partners(text, last, kind))
            .or_else(|| (kind == Kind::Firm).then(|| goes_on(text, last)).flatten())
            .or_else(|| (kind != Kind::Address).then(|| of_place(text, last)).flatten())
            .or_else(|| founded(text, last, kind));
        match next {
            Some(next) if next > last => last = next,
            _ => return last,
        }
    }
}

/// "soc. coop. agr.", "ss agricola", "AS", "Sp. z o.o."
fn form(text: &Text<'_>, before: usize, kind: Kind) -> Option<usize> {
    // The point of an abbreviation that was found.
    let at = before
        + 1
        + usize::from(
            kind == Kind::Firm && point(text, before + 1) && text.gap(before + 2) <= Gap::Space,
        );
    if !text.follows(at) {
        return None;
    }
    // "Sp. z o.o."
    if text.lower(at) == "z" && text.lower(at + 1) == "o" && text.lower(at + 3) == "o" {
        return Some(at + 3);
    }
    let word = text.folded(at);
    let dotted = point(text, at + 1);
    let known = FORMS.contains(&word)
        && match kind {
            Kind::Firm => true,
            _ => {
                (text.is_upper(at) || dotted && word.len() <= 4)
                    && !text.flags(at).any(Flags::KEPT)
                    && !matches!(word, "co" | "as" | "ss" | "sp" | "sa")
                    || text.written(at) == "AS" && text.mark(at + 1).is_some()
            }
        };
    let spelt = form_at(text, at).filter(|_| kind == Kind::Firm || text.is_capital(at));
    known.then_some(at).or(spelt)
}

/// "& figli", "e c. sas", "+ PARTNERS architettura", "C." after "M."
fn partners(text: &Text<'_>, before: usize, kind: Kind) -> Option<usize> {
    let span = text.written(before);
    let after = before + 1;
    // "Zuccarello M." and "C."
    let initials = kind == Kind::Firm
        && span.len() > 3
        && span.as_bytes().get(span.len().wrapping_sub(2)) == Some(&b' ');
    let pointed = kind == Kind::Firm
        && span.len() > 4
        && span.ends_with('.')
        && span.as_bytes().get(span.len() - 3) == Some(&b' ');
    if pointed && text.is_initial(after) && text.gap(after) == Gap::None {
        return Some(after);
    }
    if initials
        && point(text, after)
        && text.is_initial(after + 1)
        && text.gap(after + 1) == Gap::None
    {
        return Some(after + 1);
    }
    // "Messrs. [person] and [person]", "[firm], [person] e [person]"
    let somebody = |one: usize| self::kind(text, one) == Some(Kind::Person) && text.follows(one);
    let joint = |one: usize| text.is_mark(one, &['&']) || matches!(text.lower(one), "e" | "and");
    let point_before = usize::from(before > 1 && text.is_mark(before - 1, &['.']));
    let messrs = before > point_before && text.lower(before - 1 - point_before) == "messrs";
    if messrs && joint(after) && somebody(after + 1) {
        return Some(after + 1);
    }
    let three = kind == Kind::Firm && text.is_mark(after, &[',']) && somebody(after + 1);
    if three && joint(after + 2) && somebody(after + 3) && span.to_lowercase().starts_with("studio")
    {
        return Some(after + 3);
    }
    let and = after + usize::from(kind == Kind::Firm && point(text, after));
    let joins =
        text.is_mark(and, &['&', '+']) || matches!(text.lower(and), "e" | "and" | "und" | "et");
    let name = and + 1;
    if !joins || !text.follows(name) || !text.follows(and) {
        return None;
    }
    let partner = matches!(
        text.lower(name),
        "figli"
            | "figlio"
            | "figlie"
            | "c"
            | "co"
            | "sons"
            | "soci"
            | "associati"
            | "partners"
            | "partner"
            | "fratelli"
            | "daughters"
            | "nipoti"
            | "cie"
            | "sohn"
            | "söhne"
            | "fils"
            | "eredi"
    );
    let mark = text.is_mark(and, &['&', '+']);
    if partner
        && (mark || text.lower(name) != "figlio" && kind == Kind::Firm || text.lower(name) == "c")
    {
        return Some(name + usize::from(text.lower(name) == "c" && point(text, name + 1)));
    }
    let hidden = text.is_hidden(name) && mark;
    let glued = text.is_mark(and, &['+']) && text.gap(and) == Gap::None && text.is_capital(name);
    (hidden && (kind == Kind::Firm || text.is_mark(and, &['&'])) || glued).then_some(name)
}

/// "Verde Speranza giardini", "trattoria da nonna tetta", "La Luna nel Pozzo"
fn goes_on(text: &Text<'_>, before: usize) -> Option<usize> {
    let at = before + 1;
    let span = text.written(before).to_lowercase();
    let closes = text.gap(at + 1) == Gap::Line
        || text.mark(at + 1).is_some()
        || matches!(text.lower(at + 1), "di" | "in" | "a" | "srl" | "snc");
    let trade = TRADES.contains(&text.lower(at)) && text.gap(at) == Gap::Space && closes;
    let kin = KINS.iter().any(|kin| {
        span.ends_with(kin)
            && span.len() > kin.len()
            && span.as_bytes().get(span.len() - kin.len() - 1) == Some(&b' ')
    });
    let name = kin
        && text.is_word(at)
        && text.gap(at) == Gap::Space
        && text.written(at).len() > 2
        && !text.is(at, Role::Does);
    if trade || name {
        return Some(at);
    }
    let joint = JOINTS.contains(&text.lower(at));
    let strict = STRICT.contains(&text.lower(at));
    let apostrophe = usize::from(text.is_mark(at + 1, &['\'', '’']));
    let name = at + 1 + apostrophe;
    let capital = text.is_capital(name)
        && text.is_word(name)
        && !text.is_upper(name)
        && !is_courtesy(text, name)
        && !is_title(text, name)
        && !text.flags(name).any(Flags::KEPT)
        && text.written(name).len() > 2
        && !text.is(name, Role::Month);
    let hidden = kind(text, name).is_some_and(|one| matches!(one, Kind::Person | Kind::Firm));
    // "bar sport in [person]": a name in small letters ends before its town.
    let small = text.lower(at) == "in" && text.written(before) == span;
    let apart = small || matches!(text.lower(at), "con" | "by" | "da" | "e");
    (joint
        && text.gap(at) == Gap::Space
        && text.follows(name)
        && (hidden && !apart || capital && !strict))
        .then_some(name)
}

/// "Virtus Calcio 1921": the year of a club.
fn founded(text: &Text<'_>, before: usize, kind: Kind) -> Option<usize> {
    let year = text.digits(before + 1);
    let old = year.len() == 4
        && (year.starts_with("18")
            || year.starts_with("19")
            || kind == Kind::Firm && year.starts_with("20"));
    let several = text.written(before).contains(' ') && kind != Kind::Address;
    let closed =
        text.gap(before + 2) == Gap::Line || text.is_mark(before + 2, &['.', ',', ';', '"', ')']);
    (old && several && closed && text.gap(before + 1) == Gap::Space).then_some(before + 1)
}

/// `Missionary Sisters of [address]`, `"G. Verdi" di [person]`
fn of_place(text: &Text<'_>, before: usize) -> Option<usize> {
    let quote = usize::from(text.is_mark(before + 1, &['"', '”', '»']));
    let of = before + 1 + quote;
    // "St. Luke's," without what is owned
    let owns = text.is_mark(of, &['\'', '’'])
        && text.lower(of + 1) == "s"
        && text.gap(of) == Gap::None
        && text.gap(of + 1) == Gap::None;
    if owns && quote == 0 && (text.mark(of + 2).is_some() || text.gap(of + 2) == Gap::Line) {
        return Some(of + 1);
    }
    // "FRANCY-9"
    let code = text.is_mark(of, &['-'])
        && text.gap(of) == Gap::None
        && text.gap(of + 1) == Gap::None
        && (1..=4).contains(&text.digits(of + 1).len())
        && !text.written(before).contains(char::is_lowercase);
    if code && quote == 0 {
        return Some(of + 1);
    }
    // "Trans-Est"
    let dash = text.is_mark(of, &['-']) && text.is_capital(of + 1) && text.is_word(of + 1);
    let glued = dash && quote == 0 && text.gap(of) == Gap::None && text.gap(of + 1) == Gap::None;
    if glued || dash && quote == 1 && text.follows(of + 1) {
        return Some(of + 1);
    }
    let joint = matches!(text.lower(of), "of" | "di" | "in")
        && text.follows(of)
        && (quote == 1 || text.lower(of) == "of");
    (joint && text.is_hidden(of + 1) && text.follows(of + 1)).then_some(of + 1)
}
