//! Addresses of electronic mail as they are spoken, or written so that no program sees them.

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::page::host_end;
use super::{HOST_MARKS, LOCAL_MARKS, is_inside, left_end};

/// The most tokens of the part before the at sign.
const LOCAL_MAX: usize = 40;

/// `mario punto rossi chiocciola gmail punto com`, `mario.rossi (at) gmail dot com`.
pub(super) fn spoken(text: &Text<'_>, at: usize) -> Option<Claim> {
    let opens = at > 0 && text.is_mark(at - 1, &['(', '[', '<', '{']);
    let closes = text.is_mark(at + 1, &[')', ']', '>', '}']);
    let (before, after) = if opens && closes { (at - 1, at + 2) } else { (at, at + 1) };
    let host = after + usize::from(text.is_mark(after, &[',', '…']) && text.follows(after + 1));
    if before == 0 || !text.is_word(host) || !text.follows(host) {
        return None;
    }
    // To the right: a host, then marks or spoken marks with words between, up to an ending.
    let mut last = host;
    let mut has_top = false;
    while let Some(next) = joined_right(text, last) {
        last = next;
        if text.is(last, Role::Top) {
            has_top = true;
        } else if has_top {
            break;
        }
    }
    // "chiocciola fiori di giada punto it"
    let dotted = at > 1 && text.is(at - 2, Role::SpokenMark);
    if !has_top
        && (text.lower(at) != "at" || dotted)
        && let Some(end) = host_end(text, host)
    {
        (last, has_top) = (end, true);
    }
    let is_host = text.is(host, Role::Host);
    let certain =
        text.lower(at) != "at" && !text.flags(host).any(Flags::ORDINARY) || (opens && closes);
    if !has_top && !is_host && !certain {
        return None;
    }
    let first = local(text, before)?;
    Some(Claim { first, last, kind: Kind::Email })
}

pub(super) fn joined_right(text: &Text<'_>, at: usize) -> Option<usize> {
    let mark = at + 1;
    // "posta[dot]it"
    if text.is_mark(mark, &['[', '(', '{'])
        && text.is(mark + 1, Role::SpokenMark)
        && text.is_mark(mark + 2, &[']', ')', '}'])
        && is_inside(text, mark + 3, &[])
        && text.follows(mark + 3)
    {
        return Some(mark + 3);
    }
    // "libero, punto it"
    let mark =
        mark + usize::from(text.is_mark(mark, &[',', '…']) && text.is(mark + 1, Role::SpokenMark));
    let glued = text.is_mark(mark, &HOST_MARKS) && text.gap(mark + 1) == Gap::None;
    let spoken = text.is(mark, Role::SpokenMark) && text.follows(mark);
    ((glued || spoken) && is_inside(text, mark + 1, &[]) && text.follows(mark + 1))
        .then_some(mark + 1)
}

/// The first token of the part before the at sign at `sign`.
fn local(text: &Text<'_>, sign: usize) -> Option<usize> {
    // "tutto minuscolo, poi la chiocciola": what stands between the name and the sign.
    let mut at = sign;
    let mut together = false;
    while at > 0 && text.follows(at) && sign - at < 8 {
        let aside = matches!(
            text.lower(at - 1),
            "poi"
                | "la"
                | "una"
                | "e"
                | "then"
                | "the"
                | "quindi"
                | "tutto"
                | "tutta"
                | "minuscolo"
                | "minuscola"
                | "attaccato"
                | "attaccati"
                | "attaccata"
                | "unito"
                | "uniti"
                | "all"
                | "one"
                | "word"
                | "lower"
                | "lowercase"
                | "case"
                | "together"
                | "senza"
                | "spazi"
        );
        let mark = text.is_mark(at - 1, &[',', '…', ';']);
        if !aside && !mark {
            break;
        }
        together |= matches!(
            text.lower(at - 1),
            "attaccato"
                | "attaccati"
                | "minuscolo"
                | "unito"
                | "uniti"
                | "word"
                | "together"
                | "spazi"
        );
        at -= 1;
    }
    let last = at.checked_sub(1)?;
    if !text.follows(at) || !is_inside(text, last, &[]) {
        return None;
    }
    let mut first = left_end(text, last, &LOCAL_MARKS);
    let mut words = usize::from(!is_sign(text, first));
    while let Some(next) = further(text, first, together && words < 4) {
        if last - next > LOCAL_MAX {
            break;
        }
        words += usize::from(!is_sign(text, next));
        first = next;
    }
    Some(first)
}

/// The part before this one that belongs to the same name: over a mark, or beside a number or a
/// letter, or any name where all is said to be one word.
fn further(text: &Text<'_>, first: usize, together: bool) -> Option<usize> {
    if first == 0 || !text.follows(first) {
        return None;
    }
    let comma = usize::from(first > 1 && text.is_mark(first - 1, &[',', '…']));
    let before = first.checked_sub(1 + comma)?;
    if text.is_mark(before, &['.', '_', '-']) {
        let word = before
            .checked_sub(1)
            .filter(|&one| is_inside(text, one, &[]) && text.follows(before))?;
        return Some(left_end(text, word, &LOCAL_MARKS));
    }
    if is_separator(text, before) {
        let low = matches!(text.lower(before), "basso" | "bassa");
        let mark = before.checked_sub(usize::from(low))?;
        if low && !matches!(text.lower(mark), "trattino" | "lineetta") {
            return None;
        }
        let word = mark.checked_sub(1)?;
        let word = word.checked_sub(usize::from(text.is_mark(word, &[',', '…'])))?;
        return (is_inside(text, word, &[]) && text.follows(mark))
            .then(|| left_end(text, word, &LOCAL_MARKS));
    }
    let flags = text.flags(before);
    let plain = text.is_word(before)
        && (text.is_capital(before) || !flags.any(Flags::COMMON) || flags.any(Flags::NAME))
        && text.written(before).len() > 2
        && !flags.any(Flags::KEPT);
    let beside = is_sign(text, first) && (plain || text.is_hidden(before));
    let sign = is_sign(text, before) && (comma == 1 || !is_function(text, before));
    (sign || beside || together && comma == 0 && (plain || text.is_hidden(before)))
        .then_some(before)
}

/// A spoken or written number, or a single letter.
fn is_sign(text: &Text<'_>, at: usize) -> bool {
    !text.digits(at).is_empty()
        || text.is_word(at)
            && (is_spoken(text, at) && text.lower(at) != "o"
                || text.lower(at).chars().nth(1).is_none()
                || text.is(at, Role::LetterName))
}

fn is_separator(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::SpokenMark) || text.is(at, Role::Separator) || text.lower(at) == "bassa"
}

/// A letter that is mostly a word.
fn is_function(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lower(at), "a" | "e" | "i" | "o" | "è" | "y")
}
