//! What goes on after an address that was found: its town whatever words that is made of, the
//! country, a house told by its number alone.

use super::super::Kind;
use super::super::context::{is_courtesy, is_title};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Class, Gap, Text};
use super::head::head;
use super::is_number;
use super::rooms::{floor, part};
use super::tail::{bridge, province, tail, zone};

/// The most words of a town.
const WORDS_MAX: usize = 5;
/// How far an address may be before a house told by its number alone.
const REACH: usize = 24;

/// Each address that was found, with what goes on after it.
pub(in super::super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    for at in 0..text.len() {
        if is_address(text, at) {
            let (first, last) = (head(text, at), end(text, at));
            if last > at || first < at {
                claims.push(Claim { first, last, kind: Kind::Address });
            }
        } else if let Some(first) = before_place(text, at) {
            claims.push(Claim { first, last: at, kind: Kind::Address });
        } else if let Some(last) = hall(text, at).or_else(|| eircode(text, at)) {
            claims.push(Claim { first: at, last, kind: Kind::Address });
        } else if let Some(last) = door_of(text, at) {
            claims.push(Claim { first: at, last, kind: Kind::Address });
        } else if let Some(last) = number_alone(text, at).or_else(|| lettered(text, at)) {
            claims.push(Claim { first: at, last, kind: Kind::Address });
        }
    }
}

/// `[person] (CO)`, `[firm], pontile D 27`: where a place that was taken for somebody goes on.
fn door_of(text: &Text<'_>, at: usize) -> Option<usize> {
    let somebody = text.get(at).is_some_and(|one| {
        matches!(one.class, Class::Hidden(Some(Kind::Person | Kind::Firm | Kind::Address)))
    });
    if !somebody {
        return None;
    }
    // "No! [person] 77 nero"
    let colour = is_number(text, at + 1)
        && text.gap(at + 1) == Gap::Space
        && matches!(text.lower(at + 2), "rosso" | "nero" | "bis" | "ter" | "rossa" | "nera");
    if colour {
        return Some(at + 2);
    }
    // "S. Croce 2262, Ve"
    let in_province = text.is_mark(at + 2, &[','])
        && super::town::PROVINCES.contains(&text.lower(at + 3))
        && text.is_capital(at + 3)
        && (text.mark(at + 4).is_some() || text.gap(at + 4) == Gap::Line);
    if is_number(text, at + 1) && text.gap(at + 1) == Gap::Space && in_province {
        return Some(at + 3);
    }
    // "[person] 122, Ultimo."
    let town = at + 3;
    let in_town = text.is_mark(at + 2, &[','])
        && text.gap(at + 2) == Gap::None
        && (text.is_hidden(town) || text.is_capital(town) && text.written(town).len() > 3)
        && text.gap(town) == Gap::Space
        && !text.is(town, Role::Month)
        && (text.gap(town + 1) == Gap::Line || text.is_mark(town + 1, &['.', ';', ')', '(', '?']));
    if is_number(text, at + 1) && text.gap(at + 1) == Gap::Space && in_town {
        return Some(town);
    }
    // "[address] / [person] 14."
    let near = at > 1
        && (is_address(text, at - 2) || is_address(text, at - 1))
        && text.is_mark(at - 1, &[',', '/']);
    let closed = text.gap(at + 2) == Gap::Line
        || text.is_mark(at + 2, &['.', ',', ';', ')']) && text.digits(at + 3).is_empty();
    if near && is_number(text, at + 1) && text.gap(at + 1) == Gap::Space && closed {
        return Some(at + 1);
    }
    let comma = text.is_mark(at + 1, &[',']) && text.follows(at + 1);
    let way = || bridge(text, at);
    province(text, at)
        .or_else(way)
        .or_else(|| comma.then(|| part(text, at + 2).or_else(|| zone(text, at + 2))).flatten())
}

/// `14 [person], Galway`, `regione [person], Orani`: the number or the word before a place that was
/// taken for somebody.
fn before_place(text: &Text<'_>, at: usize) -> Option<usize> {
    let before =
        at.checked_sub(1).filter(|_| is_somebody(text, at) && text.gap(at) == Gap::Space)?;
    let direct =
        is_address(text, at + 1) && text.gap(at + 1) == Gap::Space && is_number(text, before);
    if direct {
        let point = usize::from(text.is_mark(before.saturating_sub(1), &['.']));
        let label = before
            .checked_sub(1 + point)
            .filter(|&one| matches!(text.lower(one), "no" | "number" | "n" | "flat"));
        return Some(label.unwrap_or(before));
    }
    let comma = text.is_mark(at + 1, &[',']) && text.follows(at + 2);
    let goes_on =
        text.is_hidden(at + 2) || text.is_capital(at + 2) && text.flags(at + 2).any(Flags::PLACE);
    let number =
        is_number(text, before) && text.digits(before).len() < 4 && text.gap(before) > Gap::None
            || text.lower(before) == "regione";
    (comma && goes_on && number).then_some(before)
}

/// Whether somebody or a firm was found here; a placeholder that was in the text says neither.
fn is_somebody(text: &Text<'_>, at: usize) -> bool {
    text.get(at)
        .is_some_and(|one| matches!(one.class, Class::Hidden(Some(Kind::Person | Kind::Firm))))
}

fn is_address(text: &Text<'_>, at: usize) -> bool {
    text.get(at).is_some_and(|one| one.class == Class::Hidden(Some(Kind::Address)))
}

fn end(text: &Text<'_>, address: usize) -> usize {
    let mut last = address;
    loop {
        let next = outward_code(text, last)
            .or_else(|| slashed(text, last))
            .or_else(|| number_after(text, last))
            .or_else(|| street(text, last))
            .or_else(|| capitals(text, last))
            .or_else(|| tail(text, last));
        let Some(next) = next else { return last };
        last = next;
    }
}

/// "number 18" and "via fiume": the street after its number.
fn street(text: &Text<'_>, before: usize) -> Option<usize> {
    let word = before + 1;
    let clear =
        matches!(text.lower(word), "via" | "viale" | "piazza" | "corso" | "vicolo" | "piazzale");
    let numbered = text.written(before).ends_with(|one: char| one.is_ascii_digit());
    (clear
        && numbered
        && text.gap(word) == Gap::Space
        && text.is_word(word + 1)
        && !text.is(word + 1, Role::NotStreet)
        && text.gap(word + 1) == Gap::Space)
        .then_some(word + 1)
}

/// ", Aci Castello", " Loro Ciuffenna (AR)", ", United Kingdom": all words with a capital.
fn capitals(text: &Text<'_>, before: usize) -> Option<usize> {
    let mark = usize::from(text.is_mark(before + 1, &[',', '-', '–']));
    let first = before + 1 + mark;
    if text.gap(before + 1 + mark) != Gap::Space {
        return None;
    }
    let (mut last, mut at) = (None, first);
    while at < first + WORDS_MAX && (at == first || text.gap(at) <= Gap::Space) {
        if is_part(text, at) || text.is_hidden(at) && last.is_some() {
            last = Some(at);
        } else if !(at > first && is_joint(text, at)) {
            break;
        }
        at += 1;
    }
    let last = last?;
    // "..., Mario Rossi": whoever is named after the address is somebody.
    let somebody = text.flags(first).any(Flags::FIRST)
        && !text.flags(first).any(Flags::PLACE.with(Flags::COMMON));
    let label = text.is_mark(last + 1, &[':'])
        || text.is_mark(last + 1, &['.'])
            && last == first
            && text.written(first).len() < 5
            && text.gap(last + 2) < Gap::Line;
    let number = !text.digits(last + 1).is_empty() && text.is(last, Role::NumberWord);
    if somebody || label || number {
        return None;
    }
    let province = text.is_mark(last + 1, &['('])
        && text.is_mark(last + 3, &[')'])
        && text.lower(last + 2).len() == 2;
    Some(if province { last + 2 } else { last })
}

fn is_joint(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::Small)
        || matches!(text.lower(at), "in" | "sul" | "upon" | "of")
        || text.is_mark(at, &['\'', '’'])
        || text.is_mark(at, &['-']) && text.gap(at) == Gap::None
}

fn is_part(text: &Text<'_>, at: usize) -> bool {
    text.is_capital(at)
        && text.is_word(at)
        && !text.is_initial(at)
        // The "OX" of "Oxford OX3" begins a postcode.
        && (text.gap(at + 1) > Gap::None || text.digits(at + 1).is_empty())
        && (!text.is_upper(at) || text.written(at).len() == 2 && !text.flags(at).any(Flags::KEPT))
        && !is_title(text, at)
        && !is_courtesy(text, at)
        && !text.is(at, Role::NumberWord)
        && !text.is(at, Role::PhoneWord)
        && !text.is(at, Role::AccountWord)
        && !text.is(at, Role::Birth)
        && !text.is(at, Role::Kin)
        && !text.is(at, Role::Month)
        && !text.is(at, Role::Trade)
        && !text.is(at, Role::Opener)
}

/// "Oxford OX3", "Cork T12 XR44": half a British postcode, an Irish one.
fn outward_code(text: &Text<'_>, before: usize) -> Option<usize> {
    let at = before + 1 + usize::from(text.is_mark(before + 1, &[',']));
    let letters = text.written(at);
    let short =
        text.is_word(at) && letters.len() <= 2 && (text.is_upper(at) || text.is_initial(at));
    let number = at + 1;
    if !short
        || text.gap(at) != Gap::Space
        || text.gap(number) != Gap::None
        || !(1..=2).contains(&text.digits(number).len())
    {
        return None;
    }
    let second = number + 1;
    let irish = text.gap(second) == Gap::Space
        && text.is_word(second)
        && text.is_capital(second)
        && text.written(second).len() <= 2
        && text.gap(second + 1) == Gap::None
        && !text.digits(second + 1).is_empty();
    Some(if irish { second + 1 } else { number })
}

/// "non all'8/A", "al 12 bis": the number of a house with its letter.
fn lettered(text: &Text<'_>, at: usize) -> Option<usize> {
    let mark = usize::from(at > 1 && text.is_mark(at - 1, &['\'', '’']));
    let to = at.checked_sub(1 + mark)?;
    let led =
        matches!(text.lower(to), "al" | "all" | "dal" | "dall" | "del" | "dell" | "civico" | "at");
    let slash = usize::from(text.is_mark(at + 1, &['/']) && text.gap(at + 1) == Gap::None);
    let letter = at + 1 + slash;
    let told = text.is_initial(letter) && slash == 1 || matches!(text.lower(letter), "bis" | "ter");
    (led && is_number(text, at) && text.digits(at).len() < 4 && told && text.follows(letter))
        .then_some(letter)
}

/// `Magazzino 3, [firm]`: a hall or a room before the place it is in.
fn hall(text: &Text<'_>, at: usize) -> Option<usize> {
    let led = text.is_capital(at)
        || at > 0
            && (text.is_mark(at - 1, &[':'])
                || matches!(
                    text.lower(at - 1),
                    "at" | "in" | "on" | "to" | "from" | "nel" | "al" | "nella" | "alla" | "presso"
                ));
    let last = part(text, at)
        .filter(|_| led)
        .or_else(|| floor(text, at).map(|end| end + usize::from(text.is_mark(end + 1, &['.']))))?;
    let name = last + 2;
    let place = text.is_mark(last + 1, &[','])
        && (text.is_hidden(name) || text.is_capital(name) && text.is_hidden(name + 1))
        && text.follows(name);
    place.then_some(last)
}

/// An Irish postcode by itself: "H91 X2KT".
fn eircode(text: &Text<'_>, at: usize) -> Option<usize> {
    let routing =
        text.is_initial(at) && text.digits(at + 1).len() == 2 && text.gap(at + 1) == Gap::None;
    let first = at + 2;
    if !routing || text.gap(first) != Gap::Space || at > 0 && text.gap(at) == Gap::None {
        return None;
    }
    let (mut last, mut count) = (first, 0);
    while (text.is_word(last) || !text.digits(last).is_empty())
        && (last == first || text.gap(last) == Gap::None)
    {
        count += text.written(last).len();
        last += 1;
    }
    (count == 4 && text.is_capital(first) && last > first + 1).then(|| last - 1)
}

/// "quattordici barra a": the letter of a number, as it is spoken.
fn slashed(text: &Text<'_>, before: usize) -> Option<usize> {
    let at = before + 1;
    let part = at + 1;
    let named = matches!(text.lower(at), "barra" | "slash" | "sbarra");
    let value = text.lower(part).len() == 1
        || matches!(text.lower(part), "bis" | "ter")
        || is_number(text, part);
    (named && value && text.follows(part)).then_some(part)
}

/// ", number 8, Ugento", ", il 33": the number of the house after a comma.
fn number_after(text: &Text<'_>, before: usize) -> Option<usize> {
    let mut at = before + 1;
    if !text.is_mark(at, &[',', '(']) {
        return None;
    }
    at += 1;
    let mut told = false;
    while matches!(text.lower(at), "il" | "al" | "numero" | "civico" | "number" | "no" | "n" | "nr")
        || told && text.is_mark(at, &['.', '°', 'º'])
    {
        told = true;
        at += 1;
    }
    (told && is_number(text, at) && text.follows(at)).then(|| {
        let letter = text.lower(at + 1).len() == 1 && text.gap(at + 1) == Gap::None;
        at + usize::from(letter)
    })
}

/// `lui sta a [address], io al 120`: a house whose street was told before.
fn number_alone(text: &Text<'_>, at: usize) -> Option<usize> {
    let joint = at.checked_sub(1)?;
    let who = joint.checked_sub(1)?;
    if !is_number(text, at) || !text.follows(at) || text.is(at + 1, Role::Unit) {
        return None;
    }
    let to = matches!(text.lower(joint), "al" | "at" | "il" | "number" | "numero" | "civico");
    let lives = matches!(
        text.lower(who),
        "io" | "lui"
            | "lei"
            | "noi"
            | "loro"
            | "sto"
            | "sta"
            | "stiamo"
            | "abito"
            | "abita"
            | "vivo"
            | "am"
            | "m"
            | "live"
            | "lives"
            | "at"
            | "is"
            | "are"
            | "neighbour"
            | "neighbor"
            | "vicino"
            | "vicina"
            | "del"
            | "quello"
            | "quella"
            | "quelli"
    );
    let known = (at.saturating_sub(REACH)..at).any(|one| is_address(text, one));
    let ends = text.gap(at + 1) == Gap::Line
        || text.mark(at + 1).is_some_and(|mark| ",.;:!?)/".contains(mark))
            && text.digits(at + 2).is_empty();
    (to && lives && known && ends).then_some(at)
}
