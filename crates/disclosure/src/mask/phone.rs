//! Telephone numbers as they are written and spoken, and long rows of digits in groups.

use super::Kind;
use super::date::date_at;
use super::role::Role;
use super::text::{Claim, Gap, Text};

/// Marks between groups of digits.
const JOINTS: [char; 8] = ['.', '-', '/', '(', ')', '–', '+', '\u{2011}'];
/// Tens that a compound such as `trentadue` begins with.
const TENS: [&str; 8] =
    ["vent", "trent", "quarant", "cinquant", "sessant", "settant", "ottant", "novant"];
/// The fewest spoken numbers in a row that are taken for a number of somebody.
const SPOKEN_MIN: usize = 5;
/// The most groups of a number.
const GROUPS_MAX: usize = 16;

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let found = spoken(text, at).or_else(|| written(text, at));
        if let Some(mut claim) = found {
            claim.last = extension(text, claim.last);
            at = claim.last;
            claims.push(claim);
        }
        at += 1;
    }
}

/// The end of an extension after a number: "0541 223344 int. 5".
fn extension(text: &Text<'_>, last: usize) -> usize {
    let comma = usize::from(text.is_mark(last + 1, &[',', '(', '-']));
    let word = last + 1 + comma;
    let point = usize::from(text.is_mark(word + 1, &['.']));
    let named = matches!(text.lower(word), "int" | "interno" | "ext" | "extension");
    let number = word + 1 + point;
    let digits = (1..=4).contains(&text.digits(number).len());
    if named && digits && text.follows(word) && text.follows(number) { number } else { last }
}

pub(super) fn is_spoken(text: &Text<'_>, at: usize) -> bool {
    let word = text.lower(at);
    if word.is_empty() {
        return false;
    }
    text.is(at, Role::Spoken)
        || word.contains("cento") && is_hundreds(word)
        || word.contains("mila") && is_thousands(word)
        || (word.len() > 6
            && TENS.iter().any(|tens| word.starts_with(tens))
            && text.folded(at).chars().all(char::is_alphabetic)
            && is_compound(word))
}

/// `tremila`, `duemilaquattrocento`
fn is_thousands(word: &str) -> bool {
    const BEFORE: &[&str] =
        &["due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "dodici"];
    let Some((before, after)) = word.split_once("mila") else { return false };
    BEFORE.contains(&before)
        && (after.is_empty() || after.contains("cento") && is_hundreds(after) || is_compound(after))
}

/// `trecentoquaranta`, `duecentootto`
fn is_hundreds(word: &str) -> bool {
    let Some((before, after)) = word.split_once("cento") else { return false };
    let digit = ["", "due", "tre", "tré", "quattro", "cinque", "sei", "sette", "otto", "nove"];
    let tens = ["dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici"];
    digit.contains(&before)
        && (digit.contains(&after)
            || after == "uno"
            || tens.contains(&after)
            || after.starts_with("dic")
            || is_compound(after)
            || TENS.iter().any(|ten| after.strip_prefix(ten).is_some_and(|rest| rest.len() == 1)))
}

/// `trentadue`, `ventuno`.
fn is_compound(word: &str) -> bool {
    let rest = TENS.iter().find_map(|tens| word.strip_prefix(tens)).unwrap_or_default();
    let rest = rest.trim_start_matches(['a', 'i']);
    ["uno", "un", "due", "tre", "tré", "quattro", "cinque", "sei", "sette", "otto", "nove"]
        .contains(&rest)
}

/// A row of spoken digits, perhaps with written ones between.
fn spoken(text: &Text<'_>, first: usize) -> Option<Claim> {
    if !is_spoken(text, first) {
        return None;
    }
    let (mut last, mut count, mut at) = (first, 0, first);
    while at < text.len() {
        if is_spoken(text, at) || !text.digits(at).is_empty() {
            (last, count) = (at, count + 1);
        } else if !text.is_mark(at, &[',', '-', '.', '–', '…']) {
            break;
        }
        at += 1;
    }
    (count >= SPOKEN_MIN).then_some(Claim { first, last, kind: Kind::Phone })
}

/// Groups of digits that together may be a telephone number.
struct Groups {
    /// Where each group ends, and how many digits there are up to it.
    ends: Vec<(usize, usize)>,
    digits: String,
    plus: bool,
}

/// The comma of somebody who dictates: "il numero è 0721, 40, 18, 22".
fn is_pause(text: &Text<'_>, at: usize) -> bool {
    text.is_mark(at, &[','])
        && (2..=4).contains(&text.digits(at + 1).len())
        && text.gap(at + 1) == Gap::Space
        && at > 0
        && text.digits(at - 1).len() <= 4
}

fn groups(text: &Text<'_>, first: usize, after_word: bool) -> Groups {
    let mut found =
        Groups { ends: Vec::new(), digits: String::new(), plus: text.is_mark(first, &['+']) };
    // "il 12, 13, 14 aprile" are days: a number begins with its prefix.
    let pauses = after_word && text.digits(first).len() >= 3;
    let (mut at, mut marks) = (first, 0);
    while at < text.len() && found.ends.len() < GROUPS_MAX && (at == first || text.follows(at)) {
        let digits = text.digits(at);
        if !digits.is_empty() {
            found.digits.push_str(digits);
            found.ends.push((at, found.digits.len()));
            marks = 0;
        } else if (text.is_mark(at, &JOINTS) || pauses && is_pause(text, at)) && marks < 3 {
            marks += 1;
        } else {
            break;
        }
        at += 1;
    }
    // Digits that go on with letters are no number by themselves.
    if let Some(&(end, _)) = found.ends.last()
        && text.is_word(end + 1)
        && text.gap(end + 1) == Gap::None
    {
        found.ends.pop();
    }
    found
}

fn written(text: &Text<'_>, first: usize) -> Option<Claim> {
    let opens = text.is_mark(first, &['+', '(']);
    let digits = text.digits(first);
    if digits.is_empty() && !(opens && first + 1 < text.len()) {
        return None;
    }
    let before = first.checked_sub(1).filter(|_| text.gap(first) == Gap::None);
    let is_inner = before.is_some_and(|one| {
        text.is_word(one)
            || !text.digits(one).is_empty()
            || text.is_mark(one, &['€', '$', '£', '/', '-', '.', ',', '_'])
    });
    if is_inner
        || date_at(text, first)
            .is_some_and(|date| date.year.is_some() || !text.digits(date.last).is_empty())
    {
        return None;
    }
    let after_word = (1..=4)
        .any(|back| first.checked_sub(back).is_some_and(|one| text.is(one, Role::PhoneWord)));
    let found = groups(text, first, after_word);
    // "2023/0091827" is the number of a document.
    if digits.len() == 4 && digits.starts_with("20") && text.is_mark(first + 1, &['/', '-']) {
        return None;
    }
    let (last, _) = found
        .ends
        .iter()
        .rev()
        .find(|&&(end, count)| {
            let digits = found.digits.get(..count).unwrap_or_default();
            is_number(digits, found.plus, after_word, first, end, text)
        })
        .copied()?;
    // What goes on in groups is no telephone number, but all of it is somebody's.
    let mut end = last;
    let single = (first..=last).all(|one| text.digits(one).len() <= 1);
    while text.gap(end + 1) == Gap::Space
        && (text.digits(end + 1).len() >= 3
            || end > last && text.digits(end + 1).len() == 2
            || single && text.digits(end + 1).len() == 1)
    {
        end += 1;
    }
    let kind = if end > last && !single { Kind::Number } else { Kind::Phone };
    Some(Claim { first, last: end, kind })
}

fn is_number(
    digits: &str,
    plus: bool,
    after_word: bool,
    first: usize,
    last: usize,
    text: &Text<'_>,
) -> bool {
    let count = digits.len();
    let blanks = (first + 1..=last).any(|one| text.gap(one) == Gap::Space);
    let marks = (first..=last).filter(|&one| text.mark(one).is_some()).count();
    // One group that a comma or a point parts is an amount or a time.
    let is_amount = text.is_mark(last + 1, &[',', '€', '%', '$', '£'])
        && text.gap(last + 1) == Gap::None
        && !text.digits(last + 2).is_empty()
        && text.gap(last + 2) == Gap::None;
    if is_amount || matches!(text.lower(last + 1), "euro" | "eur" | "kwh" | "smc" | "km") {
        return false;
    }
    if plus || digits.starts_with("00") {
        return (8..=16).contains(&count);
    }
    if after_word && (6..=15).contains(&count) {
        return true;
    }
    match digits.as_bytes().first() {
        Some(b'3') => (9..=10).contains(&count) || (count == 12 && digits.starts_with("39")),
        Some(b'0') => (if blanks || marks > 0 { 7 } else { 8 }..=11).contains(&count),
        Some(b'8') if digits.starts_with("80") || digits.starts_with("84") => {
            (9..=10).contains(&count) || (blanks && count == 6)
        }
        _ => {
            let groups = (first..=last).filter(|&one| !text.digits(one).is_empty()).count();
            let is_thousands = marks > 0
                && text.is_mark(first + 1, &['.'])
                && (first + 2..=last)
                    .all(|one| text.mark(one) == Some('.') || text.digits(one).len() == 3);
            groups > 1 && (9..=15).contains(&count) && !is_thousands
        }
    }
}
