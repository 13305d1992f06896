//! Addresses of electronic mail, also spoken ones, links, and names of accounts.

mod page;
mod spoken;

use super::Kind;
use super::lexicon::Flags;
use super::role::Role;
use super::text::{Claim, Gap, Text};
use page::page;
use spoken::{joined_right, spoken};

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let found = if text.is_mark(at, &['@']) {
            around_at_sign(text, at)
        } else if text.is_word(at) && text.is(at, Role::SpokenAt) {
            spoken(text, at)
        } else {
            link(text, at)
                .or_else(|| page(text, at))
                .or_else(|| own_host(text, at))
                .or_else(|| account(text, at))
        };
        if let Some(claim) = found {
            at = claim.last;
            claims.push(claim);
        }
        at += 1;
    }
}

fn is_inside(text: &Text<'_>, at: usize, marks: &[char]) -> bool {
    text.is_word(at) || !text.digits(at).is_empty() || text.is_hidden(at) || text.is_mark(at, marks)
}

/// The first token glued to the one before `at`, walking left.
fn left_end(text: &Text<'_>, at: usize, marks: &[char]) -> usize {
    let mut first = at;
    while first > 0 && text.gap(first) == Gap::None && is_inside(text, first - 1, marks) {
        first -= 1;
    }
    while first < at && text.mark(first).is_some() {
        first += 1;
    }
    first
}

/// The last token glued to `at`, walking right; ends with no mark.
fn right_end(text: &Text<'_>, at: usize, marks: &[char]) -> usize {
    let mut last = at;
    while text.get(last + 1).is_some()
        && text.gap(last + 1) == Gap::None
        && is_inside(text, last + 1, marks)
    {
        last += 1;
    }
    while last > at && text.mark(last).is_some() {
        last -= 1;
    }
    last
}

const LOCAL_MARKS: [char; 8] = ['.', '_', '-', '+', '%', '&', '\'', '#'];
const HOST_MARKS: [char; 2] = ['.', '-'];

fn around_at_sign(text: &Text<'_>, at: usize) -> Option<Claim> {
    let first = left_end(text, at, &LOCAL_MARKS);
    let last = right_end(text, at, &HOST_MARKS);
    if first < at && last > at {
        return Some(Claim { first, last, kind: Kind::Email });
    }
    // "mario.rossi @ gmail.com"
    let spaced = at > 0 && text.gap(at + 1) == Gap::Space && text.follows(at);
    if spaced || (first < at) != (last > at) {
        let from = if first == at && at > 0 { left_end(text, at - 1, &LOCAL_MARKS) } else { first };
        let to = if last == at { right_end(text, at + 1, &HOST_MARKS) } else { last };
        let has_top = to >= at + 3 && text.is(to, Role::Top);
        if from < at && has_top && text.follows(at) && is_inside(text, from, &[]) {
            return Some(Claim { first: from, last: to, kind: Kind::Email });
        }
    }
    let last = right_end(text, at, &['.', '_', '-']);
    (last > at && first == at).then_some(Claim { first: at, last, kind: Kind::Handle })
}

/// The host of a firm's own page: "www.ferramentabianchi.it", and without "www" where no list knows its
/// word. Hosts that everybody uses say nothing of anybody.
fn own_host(text: &Text<'_>, at: usize) -> Option<Claim> {
    let www = usize::from(text.lower(at) == "www" && text.is_mark(at + 1, &['.'])) * 2;
    let name = at + www;
    let stands = at == 0
        || text.gap(at) > Gap::None
        || text.is_mark(at - 1, &['(', '<', '"', '\'', ':', '«', '“']);
    let goes_on = text.is_mark(at + 1, &['.', '-']) && text.gap(at + 1) == Gap::None;
    if !goes_on || !stands || !text.is_word(name) {
        return None;
    }
    let last = right_end(text, at, &['.', '-']);
    let host = last > name + 1
        && matches!(text.lower(last), "it" | "com" | "eu" | "net" | "org")
        && text.is_mark(last - 1, &['.']);
    let parts = || (name..last).filter(|&one| text.is_word(one));
    let known = parts().all(|one| {
        text.flags(one).any(Flags::COMMON.with(Flags::KEPT)) || text.is(one, Role::Host)
    });
    let hyphens = (name..last).any(|one| text.is_mark(one, &['-']));
    let unknown = parts().count() == 1 && text.flags(name) == Flags::default() || hyphens;
    let long = text.written(name).len() > 4 && !text.is_capital(name);
    (host && !known && (www > 0 || unknown && long)).then_some(Claim {
        first: at,
        last,
        kind: Kind::Link,
    })
}

/// A link with a path or a query; a bare host says nothing of a person.
fn link(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is_word(at)
        || (at > 0
            && text.gap(at) == Gap::None
            && !text.is_mark(at - 1, &['(', '<', '"', '\'', ':']))
    {
        return None;
    }
    let is_scheme = matches!(text.lower(at), "http" | "https") && text.is_mark(at + 1, &[':']);
    let is_www = text.lower(at) == "www" && text.is_mark(at + 1, &['.']);
    let is_host = text.is_mark(at + 1, &['.', '-']) && text.gap(at + 2) == Gap::None;
    if !is_scheme && !is_www && !is_host {
        return None;
    }
    let marks = [
        '.', '-', '_', '/', ':', '?', '&', '=', '%', '#', '~', '+', '@', '!', ',', ';', '*', '$',
        '\'',
    ];
    let last = right_end(text, at, &marks);
    let start = if is_scheme { at + 4 } else { at };
    let mut host_end = start;
    while joined_right(text, host_end)
        .is_some_and(|next| next <= last && text.gap(next - 1) == Gap::None)
    {
        host_end += 2;
    }
    let has_top = text.is(host_end, Role::Top) || is_scheme;
    let path = text.mark(host_end + 1).filter(|mark| "/?#:".contains(*mark));
    let has_path = path.is_some() && last > host_end + 1;
    (has_top && has_path && host_end > start).then_some(Claim { first: at, last, kind: Kind::Link })
}

/// `mrossi_88`, `utente mrossi`, `mario.rossi` glued together.
fn account(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is_word(at)
        || (at > 0
            && text.gap(at) == Gap::None
            && !text.is_mark(at - 1, &['(', '"', '\'', ':', '«', '“']))
    {
        return None;
    }
    let last = right_end(text, at, &['_', '.', '-']);
    if last == at && text.written(at).len() < 3 {
        return None;
    }
    let inner = at..=last;
    let has_line = inner.clone().any(|one| text.is_mark(one, &['_']));
    let has_digits = inner.clone().any(|one| !text.digits(one).is_empty());
    let has_mark = last > at && inner.clone().any(|one| text.mark(one).is_some());
    let words = || inner.clone().filter(|&one| text.is_word(one));
    let is_ordinary = words().all(|one| text.flags(one).any(Flags::ORDINARY));
    if has_line && last > at {
        return Some(Claim { first: at, last, kind: Kind::Handle });
    }
    // Letters and then digits, such as `luca85`.
    if last == at + 1
        && has_digits
        && text.written(at).len() >= 4
        && !is_ordinary
        && !text.is_upper(at)
    {
        return Some(Claim { first: at, last, kind: Kind::Handle });
    }
    // "m.pellizzari"
    let short = text.written(at).len() == 1
        && text.is_mark(at + 1, &['.', '-'])
        && last == at + 2
        && text.is_word(last)
        && text.written(last).len() > 3
        && !text.is_capital(at)
        && !text.flags(last).any(Flags::COMMON);
    if short {
        return Some(Claim { first: at, last, kind: Kind::Handle });
    }
    // "rossi.g11": a name, a point and letters with digits.
    let numbered = !text.digits(last).is_empty()
        && text.is_word(last - 1)
        && text.gap(last) == Gap::None
        && last >= at + 3
        && text.is_mark(last - 2, &['.', '-'])
        && !text.is_capital(at)
        && !text.is_capital(last - 1)
        && text.written(at).len() > 2;
    if numbered {
        return Some(Claim { first: at, last, kind: Kind::Handle });
    }
    let named = |one: usize| {
        let flags = text.flags(one);
        flags.any(Flags::NAME) && !flags.any(Flags::ORDINARY)
    };
    if has_mark
        && !text.is_capital(at)
        && words().any(named)
        && words().count() > 1
        && inner.clone().all(|one| text.mark(one) != Some('-'))
    {
        return Some(Claim { first: at, last, kind: Kind::Handle });
    }
    let glued = Glued {
        first: at,
        last,
        is_ordinary,
        is_marked: last > at && (has_digits || has_line || has_mark),
    };
    after_account_word(text, &glued)
}

/// Letters, digits and marks without a blank between.
struct Glued {
    first: usize,
    last: usize,
    is_ordinary: bool,
    is_marked: bool,
}

/// `utente mrossi`, `ig: mara.b`
fn after_account_word(text: &Text<'_>, glued: &Glued) -> Option<Claim> {
    let Glued { first: at, last, is_ordinary, is_marked } = *glued;
    // "id T4410 882" is a number that goes on.
    if text.is_initial(at) && text.gap(last + 1) == Gap::Space && text.digits(last + 1).len() > 1 {
        return None;
    }
    // "Utente: aldo bruni" is somebody who speaks.
    let named = last == at
        && text.flags(at).any(Flags::NAME)
        && text.flags(at + 1).any(Flags::NAME)
        && text.gap(at + 1) == Gap::Space;
    if named {
        return None;
    }
    let mut before = at;
    for _ in 0..4 {
        before = before.checked_sub(1)?;
        if !text.follows(before + 1) {
            return None;
        }
        if text.is(before, Role::AccountWord) {
            let certain = text.is_mark(at.checked_sub(1)?, &[':', '"', '\'', '“', '«']);
            let unknown = text.flags(at) == Flags::default();
            return ((certain || unknown) && !is_ordinary || is_marked).then_some(Claim {
                first: at,
                last,
                kind: Kind::Handle,
            });
        }
        let between = text.is(before, Role::BeforeAccount)
            || text.is_mark(before, &[':', '"', '\'', '“', '«']);
        if !between {
            return None;
        }
    }
    None
}
