//! Names of persons: by lexicon, by capitals inside a sentence, by what stands around them.

pub(super) mod answered;
mod apart;
mod before;
mod capital;
mod chat;
mod extent;
mod frame;
mod hushed;
mod kept;
mod labelled;
pub(super) mod late;
mod lower;
pub(super) mod phrase;
mod retold;
mod signed;
mod somebody;
mod verbs;
mod whole;
mod wordy;

use super::Kind;
use super::context::{Expects, expects, is_particle, opens};
use super::lexicon::Flags;
use super::role::Role;
use super::text::{Claim, Gap, Text};
use answered::answered;
use before::extend_left;
use capital::capital_stands;
use extent::extend_right;
use labelled::labelled;
pub(super) use lower::acts;
use lower::lower_stands;
use signed::{flat_initials, initials, signature, spelt, with_initial};

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let found = labelled(text, at)
            .or_else(|| answered(text, at))
            .or_else(|| signature(text, at))
            .or_else(|| name_at(text, at));
        if let Some((first, last)) = found {
            let from = claims.last().map_or(0, |claim: &Claim| claim.last + 1);
            claims.push(Claim { first: first.max(from), last, kind: Kind::Person });
            at = last;
        }
        at += 1;
    }
}

/// Whether a word in small letters is mostly something else than a name.
fn is_wordlike(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::Wordlike) || text.written(at).len() <= 2
}

/// A name for certain by the lexicon.
fn is_strong(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    flags.any(Flags::NAME) && !flags.any(Flags::ORDINARY)
}

/// A name by the lexicon, perhaps another word too.
fn is_listed(text: &Text<'_>, at: usize) -> bool {
    text.flags(at).any(Flags::NAME) && !text.flags(at).any(Flags::KEPT)
}

fn is_unknown(text: &Text<'_>, at: usize) -> bool {
    text.is_word(at)
        && text.flags(at) == Flags::default()
        && text.lower(at).chars().nth(1).is_some()
        && !is_large_number(text.lower(at))
}

/// "duemilatrecento", which no list of words holds.
fn is_large_number(word: &str) -> bool {
    (word.contains("mila") || word.contains("cento"))
        && ["due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "mille"]
            .iter()
            .any(|start| word.starts_with(start))
}

/// A word of two letters or more that begins with a capital and is no ordinary word only.
fn is_capital_name(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    text.is_capital(at)
        && !text.is_initial(at)
        && !flags.any(Flags::KEPT)
        && (flags.any(Flags::NAME) || !flags.any(Flags::ORDINARY))
        && !is_acronym(text, at)
}

/// A few capitals that are no name by the lexicon.
fn is_acronym(text: &Text<'_>, at: usize) -> bool {
    text.is_upper(at) && text.written(at).len() <= 5 && !text.flags(at).any(Flags::NAME)
}

/// Whether a line, a sentence or a part of it ends before this token.
fn ends(text: &Text<'_>, at: usize) -> bool {
    text.gap(at) == Gap::Line || text.mark(at).is_some_and(|mark| ",.;:!?)-–\"”»".contains(mark))
}

fn name_at(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if !text.is_word(at) {
        return None;
    }
    // "tess. 1182"
    if text.is(at, Role::NumberWord)
        && text.is_mark(at + 1, &['.'])
        && text.gap(at + 1) == Gap::None
        && (!text.digits(at + 2).is_empty() || text.is_hidden(at + 2))
    {
        return None;
    }
    if let Some(found) =
        flat_initials(text, at).or_else(|| initials(text, at)).or_else(|| spelt(text, at))
    {
        return Some(found);
    }
    if let Some((first, last)) = with_initial(text, at) {
        return Some((extend_left(text, first), last));
    }
    let begins = begins(text, at)?;
    let last = extend_right(text, begins, text.is_capital(at));
    Some((extend_left(text, at), last))
}

/// Whether a name begins at this word; gives its last word so far.
fn begins(text: &Text<'_>, at: usize) -> Option<usize> {
    let glued_left = at > 0 && text.gap(at) == Gap::None && !text.digits(at - 1).is_empty();
    // "mr. May", "avvocato Corte"
    let titled = text.is_capital(at)
        && at > 0
        && (text.is(at - 1, Role::Title) || text.is(at.saturating_sub(2), Role::Title));
    let kept = text.flags(at).any(Flags::KEPT) && !text.flags(at).any(Flags::NAME);
    if glued_left || kept && !titled || phrase::is_phrase(text, at) {
        return None;
    }
    let expected = expects(text, at);
    if let Some(last) = with_particle(text, at, expected) {
        return Some(last);
    }
    let stands = if text.is_capital(at) {
        capital_stands(text, at, expected)
    } else {
        lower_stands(text, at, expected)
    };
    stands.then_some(at)
}

/// `De Luca`, `D'Angelo`, `Lo Presti`, `O'Neill`.
fn with_particle(text: &Text<'_>, at: usize, expected: Expects) -> Option<usize> {
    if !is_particle(text, at) {
        return None;
    }
    let elided = text.is_mark(at + 1, &['\'', '’', '`'])
        && text.gap(at + 1) == Gap::None
        && text.gap(at + 2) == Gap::None;
    let name = if elided { at + 2 } else { at + 1 };
    if !text.is_word(name) || !text.follows(name) {
        return None;
    }
    let shouted = text.is_upper(at)
        && text.flags(name).any(Flags::ORDINARY)
        && !text.flags(name).any(Flags::NAME);
    // "VAN DIJK": after a particle a few capitals are no acronym.
    let foreign = text.is(at, Role::NameParticle)
        && text.is_capital(name)
        && text.written(name).len() > 3
        && !text.flags(name).any(Flags::KEPT);
    let written_so = text.is_capital(at) && (is_capital_name(text, name) || foreign) && !shouted;
    let capital = if elided {
        text.lower(at) == "d" || text.lower(at) == "o" || !opens(text, at)
    } else {
        // "(Di Bordoneri)", "Testimone: Di Bordoneri", consegnato a "Dalla Pria"
        let inner =
            at > 0 && text.is_mark(at - 1, &['(', ':', '"', '“', '«']) && is_unknown(text, name);
        let listed = inner || is_listed(text, name) && text.folded(name) != "spezia";
        !opens(text, at) || is_strong(text, name) || listed
    };
    let plain = !text.flags(name).any(Flags::NAME)
        && (text.flags(name).any(Flags::COMMON) || text.flags(name) == Flags::STEM);
    if written_so && capital && !(opens(text, at) && plain) {
        return Some(name);
    }
    // "il commercialista Dalla Via"
    let apart =
        matches!(text.lower(at), "dal" | "dalla" | "dall" | "de" | "del" | "della" | "di" | "dell");
    if apart
        && text.is_capital(at)
        && text.is_capital(name)
        && !opens(text, at)
        && !text.flags(name).any(Flags::KEPT)
        && !shouted
    {
        return Some(name);
    }
    let said = expected == Expects::Perhaps && text.lower(at.saturating_sub(1)) == "sono";
    let listed =
        is_listed(text, name) && (!text.flags(name).any(Flags::COMMON) || text.lower(at) == "de");
    // "il ragioniere de santis"
    let certain = is_strong(text, name) || text.lower(at) == "de";
    let said = said
        || expected == Expects::Somebody && certain && !matches!(text.lower(at), "le" | "la")
            // "la madre del signore" is of somebody; "la signorina del fabbro" is called so.
            && (text.is(at.saturating_sub(1), Role::TitleWord)
                || !matches!(
                    text.lower(at),
                    "del" | "della" | "dello" | "dei" | "degli" | "delle" | "dell"
                ));
    let told = expected == Expects::Surely && (listed || is_unknown(text, name))
        || said && listed && !text.flags(name).any(Flags::PLACE) && text.lower(at) != "la";
    told.then_some(name)
}
