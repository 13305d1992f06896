//! Codes as they are spoken: letters by name, numbers in words and words for marks, in any mixture.

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::name::answered::question;
use super::super::phone::is_spoken;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::ending::is_ending;
use super::letter::{Sound, letter};
use super::named::counts;
use super::number::is_named;

/// The words of the alphabet that is spoken over the radio.
const RADIO: &[&str] = &[
    "alpha", "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india",
    "juliet", "juliett", "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo",
    "sierra", "tango", "uniform", "victor", "whiskey", "whisky", "xray", "yankee", "zulu",
];
/// Marks between the parts of what is spoken.
const JOINTS: [char; 8] = [',', '-', '.', '–', '…', '/', ';', ':'];
/// How far back a word that asks for a code may be.
const REACH: usize = 30;

/// What a part of a spoken code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A number in words.
    Number,
    /// Written digits.
    Digits,
    /// A letter by its name, or told by a word: "effe", "B as in Bologna".
    Letter,
    /// A letter by itself.
    Single,
    /// The name of a letter that is a word too.
    Weak,
    /// A word for a mark that hardly means anything else.
    Mark,
    /// A word for a mark that is a word too.
    WeakMark,
}

/// A part of a spoken code and where it ends.
#[derive(Debug, Clone, Copy)]
struct Unit {
    first: usize,
    last: usize,
    sort: Sort,
}

/// A row of such parts.
struct Run {
    units: Vec<Unit>,
    end: usize,
}

/// Spoken codes, each as a whole.
pub(in super::super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let Some(run) = run(text, at) else {
            at += 1;
            continue;
        };
        let claim = claim(text, &run.units);
        at = claim.map_or(run.end, |claim| claim.last) + 1;
        claims.extend(claim);
    }
}

/// The parts in a row from here.
fn run(text: &Text<'_>, first: usize) -> Option<Run> {
    let mut units: Vec<Unit> = Vec::new();
    let mut at = first;
    // "50A41 F205 Z": nothing is spoken from the middle of what is written together.
    let glued = first > 0 && text.gap(first) == Gap::None && !text.digits(first).is_empty();
    if glued && text.is_word(first - 1) {
        return None;
    }
    while at < text.len() && (at == first || text.follows(at)) {
        if let Some(unit) = unit(text, at)
            && (unit.sort != Sort::Weak || is_supported(text, unit, units.last()))
        {
            units.push(unit);
            at = unit.last + 1;
        } else if !units.is_empty() && (text.is_mark(at, &JOINTS) || goes_on(text, at)) {
            at += 1;
        } else {
            break;
        }
    }
    let end = units.last()?.last;
    Some(Run { units, end })
}

/// "poi", "and then": words between the parts, before a further part.
fn goes_on(text: &Text<'_>, at: usize) -> bool {
    let filler = matches!(
        text.lower(at),
        "poi" | "then" | "and" | "più" | "plus" | "quindi" | "maiuscola" | "maiuscolo" | "capital"
    );
    let next = at + 1 + usize::from(text.is_mark(at + 1, &JOINTS));
    filler
        && text.follows(next)
        && unit(text, next).is_some_and(|one| !matches!(one.sort, Sort::Weak | Sort::Digits))
}

/// What part of a code begins here.
fn unit(text: &Text<'_>, at: usize) -> Option<Unit> {
    let digits = text.digits(at);
    if !digits.is_empty() {
        return Some(Unit { first: at, last: at, sort: Sort::Digits });
    }
    // "X-ray"
    if text.lower(at) == "x" && text.is_mark(at + 1, &['-']) && text.lower(at + 2) == "ray" {
        return Some(Unit { first: at, last: at + 2, sort: Sort::Letter });
    }
    if !text.is_word(at) || is_glued(text, at) {
        return None;
    }
    // "F E A T": capitals by themselves in a row.
    let spelt = |one: usize| text.is_initial(one) && text.follows(one);
    if spelt(at) && (spelt(at + 1) || at > 0 && text.is_initial(at - 1) && text.follows(at)) {
        return Some(Unit { first: at, last: at, sort: Sort::Single });
    }
    if let Some((last, sound)) = letter(text, at) {
        let sort = match sound {
            Sound::Name => Sort::Letter,
            Sound::Single => Sort::Single,
            Sound::Word => Sort::Weak,
        };
        return Some(Unit { first: at, last, sort });
    }
    let one = |sort| Some(Unit { first: at, last: at, sort });
    if text.is(at, Role::Separator) {
        let low = matches!(text.lower(at + 1), "basso" | "bassa") && text.follows(at + 1);
        return Some(Unit { first: at, last: at + usize::from(low), sort: Sort::Mark });
    }
    if text.is(at, Role::SpokenMark) {
        return one(Sort::WeakMark);
    }
    // "oh seven seven hundred"
    let hundred = text.lower(at) == "hundred" && !(at > 0 && is_spoken(text, at - 1));
    if is_spoken(text, at) && !hundred && !matches!(text.lower(at), "più" | "plus") {
        return one(Sort::Number);
    }
    // "IT zero zero uno", "it zero zero uno"
    if text.lower(at) == "it" && is_spoken(text, at + 1) && is_spoken(text, at + 2) {
        return one(Sort::Letter);
    }
    // "la targa? gh, quattro quattro due, erre zeta"
    let after = at + 1 + usize::from(text.is_mark(at + 1, &[',']));
    let pair = text.written(at).len() == 2
        && text.flags(at) == Flags::default()
        && is_spoken(text, after)
        && before(text, at).any(|one| matches!(text.lower(one), "targa" | "plate" | "targhe"));
    if pair {
        return one(Sort::Letter);
    }
    let country = text.is_upper(at) && text.written(at).len() <= 3 && is_spoken(text, at + 1);
    if country || is_radio(text, at) {
        return one(Sort::Letter);
    }
    None
}

/// A letter that belongs to an article or an abbreviation.
fn is_glued(text: &Text<'_>, at: usize) -> bool {
    let short = text.lower(at).len() <= 2;
    let after = text.gap(at + 1) == Gap::None && text.is_mark(at + 1, &['\'', '’', '.', '&', '@']);
    let point = text.is_mark(at + 1, &['.'])
        && text.gap(at + 2) > Gap::None
        && text.digits(at + 2).is_empty();
    let before =
        at > 0 && text.gap(at) == Gap::None && !text.is_mark(at - 1, &['(', '"', '«', '“']);
    let dashed = before && text.is_mark(at - 1, &['-', ',', '…', '–']);
    short && after && !(point && (!is_abbreviation(text, at) || text.gap(at + 2) == Gap::Line))
        || before && !dashed
}

fn is_abbreviation(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lower(at), "n" | "p" | "s" | "c" | "v" | "l" | "f" | "g" | "d" | "t" | "nr")
}

/// A word of the radio's alphabet beside another or beside a number.
fn is_radio(text: &Text<'_>, at: usize) -> bool {
    let other = |one: usize| {
        RADIO.contains(&text.lower(one)) || is_spoken(text, one) && text.lower(one) != "o"
    };
    let next = at + 1 + usize::from(text.is_mark(at + 1, &[',']));
    let before =
        at.checked_sub(1).map(|one| one - usize::from(one > 0 && text.is_mark(one, &[','])));
    RADIO.contains(&text.lower(at))
        && (text.follows(next) && other(next) || text.follows(at) && before.is_some_and(other))
}

/// Whether what may be a word is a letter here: parted by marks, or beside a letter.
fn is_supported(text: &Text<'_>, unit: Unit, before: Option<&Unit>) -> bool {
    let at = unit.first;
    let marked = before.is_some() && text.is_mark(at - 1, &[',', '-', '…'])
        || text.is_mark(unit.last + 1, &[',', '-', '…']) && text.gap(unit.last + 1) == Gap::None;
    let letter = |sort: Sort| matches!(sort, Sort::Letter | Sort::Single);
    let after = letter_after(text, unit.last + 1);
    // "due ci zero"
    let number = |one: &Unit| one.sort == Sort::Number && one.last + 1 == at;
    let inner =
        text.lower(at).len() > 1 && before.is_some_and(number) && is_spoken(text, unit.last + 1);
    // "vi due zero otto", "U1 sette quattro"
    let leads = before.is_none() && (is_glued_to_digits(text, at) || leads_number(text, at));
    marked
        || inner
        || leads
        || before.is_some_and(|one| letter(one.sort) && one.last + 1 == at)
        || after
}

/// A letter and digits in one word.
fn is_glued_to_digits(text: &Text<'_>, at: usize) -> bool {
    text.is_initial(at) && !text.digits(at + 1).is_empty() && text.gap(at + 1) == Gap::None
}

/// The name of a letter before numbers in words, where a code was asked for.
fn leads_number(text: &Text<'_>, at: usize) -> bool {
    let number = |one: usize| is_spoken(text, one) && text.lower(one) != "o" && text.follows(one);
    let after = |one: usize| one + 1 + usize::from(text.is_mark(one + 1, &JOINTS));
    // "ci a, sette sei due"
    let another = text.follows(at + 1) && letter(text, at + 1).is_some_and(|one| one.0 == at + 1);
    let first = if another && !number(at + 1) { after(at + 1) } else { at + 1 };
    let second = after(first);
    text.lower(at).len() > 1
        && number(first)
        && number(second)
        && number(after(second))
        && asks(text, at)
}

fn letter_after(text: &Text<'_>, at: usize) -> bool {
    text.gap(at) == Gap::Space
        && letter(text, at).is_some_and(|(_, sound)| sound == Sound::Name)
        && !is_glued(text, at)
}

/// What is claimed of a row of parts, if it is a code.
fn claim(text: &Text<'_>, units: &[Unit]) -> Option<Claim> {
    let units = trimmed(text, units);
    let (first, last) = (units.first()?.first, units.last()?.last);
    let count = |sort| units.iter().filter(|unit| unit.sort == sort).count();
    let (numbers, digits) = (count(Sort::Number), count(Sort::Digits));
    let (letters, singles) = (count(Sort::Letter), count(Sort::Single));
    let (marks, weak) = (count(Sort::Mark), count(Sort::Weak));
    let all = numbers + digits + letters + singles + marks + count(Sort::WeakMark);
    let asked = asks(text, first);
    let named = is_named(text, first) || is_ending(text, first);
    let unit = text.is(last + 1, Role::Unit) && text.follows(last + 1)
        || text.is(last + 1, Role::Month) && text.follows(last + 1);
    let is_code = is_answer(text, first, last) && numbers == all && numbers >= 1 && !unit
        || letters >= 1 && all >= 3
        || letters >= 2 && (all + weak >= 4 || asked && all + weak >= 3)
        || letters + singles >= 1 && numbers >= 3
        || letters + singles >= 1 && numbers >= 1 && asked && all + weak >= 3
        || asked && letters + singles >= 2 && all + weak >= 4
        || marks >= 1 && numbers >= 1 && all >= 3
        || singles >= 5 && singles == all
        || numbers >= 4 && !unit
        || numbers >= 2 && numbers + digits >= 5 && !unit
        || asked && letters == 1 && numbers == 1 && all == 2 && !unit && is_large(text, last)
        || named && numbers == 1 && all == 1 && !unit && is_large(text, first)
        || (named || asked && is_whole_line(text, first, last))
            && numbers >= if named { 2 } else { 3 }
            && !unit
            && units.iter().all(|one| one.sort == Sort::Number || one.sort == Sort::Digits);
    // "quarantaquattro, bis"
    let mark = last + 1 + usize::from(text.is_mark(last + 1, &[',']));
    let bis = matches!(text.lower(mark), "bis" | "ter") && text.follows(mark);
    let last = if bis { mark } else { last };
    is_code.then(|| Claim {
        first,
        last,
        kind: kind(text, first, numbers + digits, letters + singles + marks),
    })
}

/// Whether a number in words is all there is of the answer to a question for a number.
fn is_answer(text: &Text<'_>, first: usize, last: usize) -> bool {
    let Some(question) = question(text, first) else { return false };
    let asks = (question..first).any(|one| text.is(one, Role::NumberWord));
    let counts = (question..first).any(|one| {
        text.lower(one).starts_with("quant") || matches!(text.lower(one), "many" | "much" | "ore")
    });
    let whole = text.gap(last + 1) == Gap::Line
        || text.is_mark(last + 1, &['.']) && text.gap(last + 2) == Gap::Line;
    asks && !counts && whole && text.lower(last).len() > 3
}

/// One word for a number of three digits or more that counts nothing: "matricola quattrocentododici".
fn is_large(text: &Text<'_>, at: usize) -> bool {
    let word = text.lower(at);
    word.len() > 7 && (word.contains("cento") || word.contains("mila")) && !counts(text, at + 1)
}

/// Without words at the ends that are hardly letters: the "e" of "kappa, o e poi".
fn trimmed<'u>(text: &Text<'_>, mut units: &'u [Unit]) -> &'u [Unit] {
    while let Some((first, rest)) = units.split_first() {
        let loose = first.sort == Sort::WeakMark
            || first.sort == Sort::Weak
                && !text.is_mark(first.last + 1, &[',', '-', '…'])
                && !letter_after(text, first.last + 1);
        // "codice ci uno due"
        if !loose
            || first.sort == Sort::Weak
                && text.lower(first.first).len() > 1
                && (is_named(text, first.first) || leads_number(text, first.first))
            || is_glued_to_digits(text, first.first)
        {
            break;
        }
        units = rest;
    }
    while let Some((last, rest)) = units.split_last() {
        let marked = last.first > 0 && text.is_mark(last.first - 1, &[',', '-', '…']);
        let after = last.last + 1;
        let ends =
            text.gap(after) == Gap::Line || text.is_mark(after, &['.', '?', '!', '…', ',', ';']);
        let loose = matches!(last.sort, Sort::WeakMark | Sort::Mark)
            || last.sort == Sort::Weak && !marked && !ends;
        if !loose {
            break;
        }
        units = rest;
    }
    units
}

/// Whether the row is all there is of its line, but for who speaks.
fn is_whole_line(text: &Text<'_>, first: usize, last: usize) -> bool {
    let opens = text.gap(first) == Gap::Line
        || first > 0 && text.is_mark(first - 1, &[':', '.', '-', '—', '?', '…', ',']);
    opens && (text.gap(last + 1) == Gap::Line || text.is_mark(last + 1, &['.', ',', '…', '!', '?']))
}

/// Whether this line or the one before asks for a number or for spelling.
fn asks(text: &Text<'_>, at: usize) -> bool {
    before(text, at).any(|one| {
        text.is(one, Role::Asks)
            || text.is(one, Role::NumberWord) && text.written(one).len() > 3
            || text.is(one, Role::PhoneWord)
    })
}

/// The tokens before, in this line and the one before.
fn before<'t>(text: &'t Text<'_>, at: usize) -> impl Iterator<Item = usize> + use<'t> {
    let mut lines = usize::from(text.gap(at) == Gap::Line);
    (at.saturating_sub(REACH)..at).rev().take_while(move |&one| {
        let inside = lines < 2;
        lines += usize::from(text.gap(one) == Gap::Line);
        inside
    })
}

fn kind(text: &Text<'_>, first: usize, numbers: usize, letters: usize) -> Kind {
    if numbers == 0 {
        return Kind::Person;
    }
    let told = before(text, first).find_map(|one| match text.lower(one) {
        "targa" | "plate" | "targato" | "targata" => Some(Kind::Plate),
        "fiscale" | "tax" => Some(Kind::TaxCode),
        "carta" | "card" | "iban" => Some(Kind::Account),
        _ if text.is(one, Role::PhoneWord) && letters == 0 => Some(Kind::Phone),
        _ if text.is(one, Role::NumberWord) => Some(Kind::Number),
        _ => None,
    });
    let long = letters == 0 && numbers >= 5;
    told.unwrap_or(if long { Kind::Phone } else { Kind::Number })
}
