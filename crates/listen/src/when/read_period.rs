//! Weeks, months and years as they are said, and parts of them: `fine mese`, `early next week`, `entro marzo`.

use super::cursor::Cursor;
use super::day::{DayWords, Period, Third};
use super::number;
use super::read_day::{ReadDay, one};

const PERIODS: &[(&str, Period, i32)] = &[
    ("settimana prossima", Period::Week, 1),
    ("prossima settimana", Period::Week, 1),
    ("settimana entrante", Period::Week, 1),
    ("next week", Period::Week, 1),
    ("the coming week", Period::Week, 1),
    ("week after next", Period::Week, 2),
    ("questa settimana", Period::Week, 0),
    ("settimana in corso", Period::Week, 0),
    ("in settimana", Period::Week, 0),
    ("this week", Period::Week, 0),
    ("settimana scorsa", Period::Week, -1),
    ("settimana passata", Period::Week, -1),
    ("scorsa settimana", Period::Week, -1),
    ("last week", Period::Week, -1),
    ("this weekend", Period::Weekend, 0),
    ("the weekend", Period::Weekend, 0),
    ("next weekend", Period::Weekend, 1),
    ("nel weekend", Period::Weekend, 0),
    ("nel fine settimana", Period::Weekend, 0),
    ("il fine settimana", Period::Weekend, 0),
    ("questo weekend", Period::Weekend, 0),
    ("questo fine settimana", Period::Weekend, 0),
    ("prossimo weekend", Period::Weekend, 1),
    ("weekend prossimo", Period::Weekend, 1),
    ("last weekend", Period::Weekend, -1),
    ("weekend scorso", Period::Weekend, -1),
    ("scorso weekend", Period::Weekend, -1),
    ("mese prossimo", Period::Month, 1),
    ("prossimo mese", Period::Month, 1),
    ("mese entrante", Period::Month, 1),
    ("next month", Period::Month, 1),
    ("questo mese", Period::Month, 0),
    ("mese in corso", Period::Month, 0),
    ("corrente mese", Period::Month, 0),
    ("this month", Period::Month, 0),
    ("mese scorso", Period::Month, -1),
    ("mese passato", Period::Month, -1),
    ("scorso mese", Period::Month, -1),
    ("last month", Period::Month, -1),
    ("anno prossimo", Period::Year, 1),
    ("prossimo anno", Period::Year, 1),
    ("anno nuovo", Period::Year, 1),
    ("next year", Period::Year, 1),
    ("the new year", Period::Year, 1),
    ("quest' anno", Period::Year, 0),
    ("questo anno", Period::Year, 0),
    ("anno in corso", Period::Year, 0),
    ("this year", Period::Year, 0),
    ("anno scorso", Period::Year, -1),
    ("scorso anno", Period::Year, -1),
    ("last year", Period::Year, -1),
    ("week commencing next", Period::Week, 1),
];
/// Periods without a word that says which: the one under way. They need a word before.
const BARE: &[(&str, Period)] = &[
    ("settimana", Period::Week),
    ("week", Period::Week),
    ("weekend", Period::Weekend),
    ("mese", Period::Month),
    ("month", Period::Month),
    ("anno", Period::Year),
    ("year", Period::Year),
];
const THIRDS: &[(&str, Third)] = &[
    ("fine", Third::End),
    ("fine di", Third::End),
    ("finire", Third::End),
    ("end", Third::End),
    ("end of", Third::End),
    ("late", Third::End),
    ("later", Third::End),
    ("meta", Third::Middle),
    ("meta di", Third::Middle),
    ("mid", Third::Middle),
    ("middle of", Third::Middle),
    ("inizio", Third::Begin),
    ("inizi di", Third::Begin),
    ("inizi", Third::Begin),
    ("i primi di", Third::Begin),
    ("primi di", Third::Begin),
    ("primi del", Third::Begin),
    ("primi giorni di", Third::Begin),
    ("primi giorni del", Third::Begin),
    ("early", Third::Begin),
    ("beginning of", Third::Begin),
    ("start of", Third::Begin),
    ("early in", Third::Begin),
];

pub(super) fn period(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    let found =
        THIRDS.iter().filter_map(|(phrase, third)| Some((c.phrase(at, &[phrase])?, *third)));
    if let Some((end, third)) = found.max_by_key(|(end, _)| *end) {
        let core = c.skip(end, &["del", "della", "dell'", "di", "of", "the", "la", "il"]);
        if let Some((words, end)) = period_core(c, core, third, true) {
            return Some(one(words, at, end));
        }
        if let Some((month, year, end)) = month(c, core) {
            return Some(one(DayWords::Month { month, year, third }, at, end));
        }
        // `the end of tomorrow`, `fine giornata di domani`: the day itself is read.
        return None;
    }
    let is_led = c.phrase_before(at, &["entro", "entro la", "entro il", "entro l'", "within the"]);
    let (words, end) = period_core(c, at, Third::Whole, is_led.is_some())?;
    Some(one(words, at, end))
}

pub(super) fn period_core(
    c: &Cursor<'_>,
    at: usize,
    third: Third,
    may_be_bare: bool,
) -> Option<(DayWords, usize)> {
    let found = PERIODS
        .iter()
        .filter_map(|(phrase, period, offset)| Some((c.phrase(at, &[phrase])?, *period, *offset)));
    if let Some((end, period, offset)) = found.max_by_key(|(end, _, _)| *end) {
        return Some((DayWords::Period(period, offset, third), end));
    }
    let (_, period) = BARE.iter().find(|(word, _)| may_be_bare && c.word(at) == *word)?;
    Some((DayWords::Period(*period, 0, third), at + 1))
}

/// A month by its whole name, its year, and the place behind.
fn month(c: &Cursor<'_>, at: usize) -> Option<(i8, Option<i16>, usize)> {
    let month = number::whole_month(c.word(at))?;
    let year = year(c, at + 1);
    Some((month, year, if year.is_some() { at + 2 } else { at + 1 }))
}

/// A year in four digits.
pub(super) fn year(c: &Cursor<'_>, at: usize) -> Option<i16> {
    let stands = c.is_number(at) && c.word(at).len() == 4;
    stands.then(|| c.word(at).parse().ok().filter(|year| (2000..2100).contains(year)))?
}

pub(super) fn month_alone(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    const LED: &[&str] = &[
        "a",
        "ad",
        "in",
        "entro",
        "per",
        "by",
        "before",
        "entro il mese di",
        "mese di",
        "this",
        "next",
        "prossimo",
        "within",
        "prima di",
    ];
    let (month, year, end) = month(c, at)?;
    let is_next = c.word(end) == "prossimo";
    let is_led = c.phrase_before(at, LED).is_some() || is_next;
    // `you may`, `a march`: English months that are words as well need `in`, `by` and the like.
    let is_last = c.is(end, &["scorso", "passato"]) || c.back(at, 1) == "last";
    let words = DayWords::Month { month, year, third: Third::Whole };
    (is_led && !is_last).then(|| one(words, at, end + usize::from(is_next)))
}
