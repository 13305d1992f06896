//! Makes one span of the parts of one name: `[person] vedova [person]`, `[firm] di [person]`.

use super::Kind;
use super::role::Role;
use super::text::{Claim, Class, Gap, Text};

/// The most tokens between two parts.
const BETWEEN_MAX: usize = 4;

/// What was found in this text, parted only by words that join the parts of one name.
pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let mut last = at;
        let mut kind = kind_of(text, at);
        while let Some((next, joined)) = kind.and_then(|kind| joined(text, last, kind)) {
            (last, kind) = (next, Some(joined));
        }
        if let Some(kind) = kind {
            let first = if kind == Kind::Person { before_person(text, at) } else { at };
            if last > first {
                claims.push(Claim { first, last, kind });
            }
        }
        at = last + 1;
    }
}

fn kind_of(text: &Text<'_>, at: usize) -> Option<Kind> {
    match text.get(at)?.class {
        Class::Hidden(kind) => kind,
        _ => None,
    }
}

/// Particles that are no Italian words, in any letters.
const PARTICLES: &[&str] = &["van", "von", "der", "de", "dos", "bin", "ibn", "abu", "mac", "mc"];

/// The first token of what belongs to a name before it: "V. van", "Dell'", "Verdi-".
fn before_person(text: &Text<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && text.follows(first) && at - first < 6 {
        let elided = text.is_mark(first - 1, &['\'', '’']) && text.gap(first) == Gap::None;
        let Some(word) = first.checked_sub(1 + usize::from(elided)) else { break };
        let particle = PARTICLES.contains(&text.folded(word)) && !elided
            || text.is(word, Role::Particle)
                && text.is_capital(word)
                && text.written(word).len() > 1
                && (elided || !super::context::opens(text, word));
        let double = text.is_mark(first - 1, &['-'])
            && text.gap(first) == Gap::None
            && text.gap(first - 1) == Gap::None
            && first > 1
            && text.is_capital(first - 2)
            && text.written(first - 2).len() > 2;
        // "St. Oswald's", "S. Anna"
        let saint = elided_point(text, first);
        if particle {
            first = word;
        } else if saint || double {
            first -= 2;
        } else {
            break;
        }
    }
    let initial = first > 1
        && (first < at || text.gap(first) == Gap::None && text.gap(first - 1) == Gap::None)
        && text.is_mark(first - 1, &['.'])
        && (text.is_initial(first - 2)
            || text.lower(first - 2).len() == 1
                && text.gap(first) == Gap::None
                && text.gap(first - 1) == Gap::None)
        && text.follows(first);
    if initial { first - 2 } else { first }
}

/// The saint before a name with its point: "St.", "S.", "SS."
fn elided_point(text: &Text<'_>, first: usize) -> bool {
    first > 1
        && text.is_mark(first - 1, &['.'])
        && text.gap(first - 1) == Gap::None
        && matches!(text.lower(first - 2), "st" | "ss" | "ste" | "sta")
        && text.is_capital(first - 2)
        && text.follows(first)
}

/// The next part of the same name, and what the whole is.
fn joined(text: &Text<'_>, at: usize, kind: Kind) -> Option<(usize, Kind)> {
    let next = (at + 1..=at + 1 + BETWEEN_MAX)
        .take_while(|&one| text.follows(one))
        .find(|&one| kind_of(text, one).is_some())?;
    let other = kind_of(text, next)?;
    let between = at + 1..next;
    let joins = match (kind, other) {
        (Kind::Person, Kind::Person) => {
            owns(text, &between)
                || is_inner(text, &between)
                || is_degree(text, between.clone(), true)
                || joins_persons(text, between)
        }
        (Kind::Address, Kind::Address) => joins_addresses(text, between),
        (Kind::Firm, Kind::Firm | Kind::Person) => {
            owns(text, &between)
                || is_degree(text, between.clone(), false)
                || joins_firms(text, between)
        }
        (Kind::Person, Kind::Firm) => between.len() == 1 && text.is_mark(at + 1, &['&']),
        // "laura[punto]zini(at)posta[punto]it"
        (Kind::Person | Kind::Handle, Kind::Email) => {
            between.len() == 3
                && text.is(at + 2, Role::SpokenMark)
                && text.is_mark(at + 1, &['[', '(', '{'])
        }
        (Kind::Number | Kind::Account, Kind::Number | Kind::Phone | Kind::Account) => {
            between.is_empty() && text.gap(next) <= Gap::Space
        }
        _ => false,
    };
    let whole = if kind == Kind::Person && other == Kind::Firm { Kind::Firm } else { kind };
    joins.then_some((next, whole))
}

/// A word with a capital between two parts: `[person] SOPRA [person]`.
fn is_inner(text: &Text<'_>, between: &std::ops::Range<usize>) -> bool {
    between.len() == 1
        && text.is_capital(between.start)
        && !super::context::is_courtesy(text, between.start)
        && text.gap(between.start) == Gap::Space
        && text.gap(between.end) == Gap::Space
}

/// The `'s` of "Kelly's Kitchen".
fn owns(text: &Text<'_>, between: &std::ops::Range<usize>) -> bool {
    between.len() == 2
        && text.is_mark(between.start, &['\'', '’'])
        && text.lower(between.start + 1) == "s"
}

/// `Farmacia [person] dr. [person]`, `[person] Geom. [person]`: a title between the parts of a name,
/// without a comma.
fn is_degree(text: &Text<'_>, between: std::ops::Range<usize>, capital: bool) -> bool {
    let mut titles = 0;
    for one in between {
        let title = text.is(one, Role::Title) || text.lower(one) == "ind";
        let point = text.is_mark(one + 1, &['.']) && text.gap(one + 1) == Gap::None;
        titles += usize::from(title && point && (!capital || text.is_capital(one)));
        let part = title
            || text.is_mark(one, &['.'])
            || matches!(text.lower(one), "ssa" | "ra")
            || !capital && matches!(text.lower(one), "di" | "del" | "della");
        if !part {
            return false;
        }
    }
    titles > 0
}

/// "detto", "ved.", "in", particles, a hyphen.
fn joins_persons(text: &Text<'_>, mut between: std::ops::Range<usize>) -> bool {
    between.clone().any(|one| {
        text.is(one, Role::Called)
            || text.is(one, Role::Particle)
            || text.is_mark(one, &['-', '&', '\'', '’'])
            || matches!(text.lower(one), "in" | "of" | "u" | "lu" | "er" | "ru" | "ro")
    }) && between.all(|one| {
        text.is(one, Role::Called)
            || text.is(one, Role::Particle)
            || matches!(
                text.lower(one),
                "in" | "il" | "as" | "also" | "of" | "u" | "lu" | "er" | "ru" | "ro"
            )
            || text.is_mark(one, &['-', '.', '&', '\'', '’', '"', '“', '('])
    })
}

fn joins_addresses(text: &Text<'_>, mut between: std::ops::Range<usize>) -> bool {
    between.all(|one| {
        text.is_mark(one, &[',', '-', '–', '(', ')', '/', '.'])
            || text.is(one, Role::AddressPart)
            || matches!(text.lower(one), "a" | "ad" | "in" | "di" | "at" | "near" | "presso" | "e")
    })
}

fn joins_firms(text: &Text<'_>, mut between: std::ops::Range<usize>) -> bool {
    between.len() <= 2
        && between.all(|one| {
            matches!(
                text.lower(one),
                "di" | "e" | "of" | "and" | "da" | "del" | "della" | "dei" | "d" | "dell" | "by"
            ) || text.is_mark(one, &['&', '-', '\'', '’'])
        })
}
