//! Numbers that go on a row which a word began, letters of a letter, cards of which stars hide a part:
//! "fatt. 880, 881", "rif. GL/fc 77", "4023 **** **** 7719".

use super::super::Kind;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::named::{BETWEEN, GROUPS_MAX};
use super::number::is_named;

/// Whether a word after which even a short number is somebody's stands before what is hidden here,
/// with nothing but more of the row between.
pub(super) fn is_row(text: &Text<'_>, hidden: usize) -> bool {
    let mut at = hidden;
    for _ in 0..GROUPS_MAX {
        let Some(before) = at.checked_sub(1).filter(|_| text.follows(at)) else { return false };
        if text.is(before, Role::ShortNumber) {
            return true;
        }
        let between = text.is_hidden(before)
            || BETWEEN.contains(&text.lower(before))
            || text.is_mark(before, &[',', '.', ':', '°', 'º', '/'])
            || text.is(before, Role::NumberWord);
        if !between {
            return false;
        }
        at = before;
    }
    false
}

/// "12 e 19 contestate", "72 mancanti": what was done to what a row tells.
pub(super) fn is_done(text: &Text<'_>, at: usize) -> bool {
    const ENDINGS: &[&str] = &["ate", "ati", "ute", "uti", "ite", "iti", "anti", "enti", "ste"];
    let word = text.lower(at);
    word.len() > 5 && ENDINGS.iter().any(|end| word.ends_with(end)) && !text.is(at, Role::Unit)
}

/// "ns. rif. GL/fc 77-24": who dictated and who wrote it, before the number of a letter.
pub(super) fn initials(text: &Text<'_>, at: usize) -> Option<usize> {
    let short = |one: usize| text.is_word(one) && (1..=4).contains(&text.written(one).len());
    let number = at + 3;
    let shaped = short(at)
        && text.is_capital(at)
        && text.is_mark(at + 1, &['/', '-', '.'])
        && text.gap(at + 1) == Gap::None
        && short(at + 2)
        && text.gap(at + 2) == Gap::None
        && !text.digits(number).is_empty()
        && text.follows(number);
    let more = text.is_mark(number + 1, &['/', '-', '.'])
        && text.gap(number + 1) == Gap::None
        && text.gap(number + 2) == Gap::None
        && !text.digits(number + 2).is_empty();
    (shaped && is_named(text, at)).then_some(if more { number + 2 } else { number })
}

/// The most tokens of a card, each star being one.
const STARRED_MAX: usize = 32;

/// "4023 **** **** 7719": digits at both ends or at the last, and stars between.
pub(super) fn starred(text: &Text<'_>, at: usize) -> Option<Claim> {
    let star = |one: usize| text.is_mark(one, &['*', '•', '·']);
    let group = |one: usize| (1..=6).contains(&text.digits(one).len());
    if !(group(at) || star(at)) || at > 0 && text.gap(at) == Gap::None {
        return None;
    }
    let (mut last, mut stars, mut next) = (at, 0, at);
    while next < at + STARRED_MAX && (next == at || text.follows(next)) {
        if star(next) {
            stars += 1;
        } else if group(next) {
            last = next;
        } else if !text.is_mark(next, &['-']) {
            break;
        }
        next += 1;
    }
    (stars >= 3 && last > at && group(last) && star(last - 1)).then_some(Claim {
        first: at,
        last,
        kind: Kind::Account,
    })
}
