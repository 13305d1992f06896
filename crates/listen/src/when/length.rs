//! Lengths of time: `entro 48 ore`, `in ten days`, `mezz'ora`, `5 giorni lavorativi`.

use std::ops::Range;

use filo_model::calendar::{Calendar, Within};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use super::cursor::Cursor;
use super::{Lead, number};

/// What a length is counted in. Weeks are days, years are months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minutes,
    Days,
    Months,
    BusinessDays,
    WorkingMinutes,
}

/// A length of time, from so much to so much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) unit: Unit,
    pub(super) low: u32,
    pub(super) high: u32,
    pub(super) is_rough: bool,
    pub(super) lead: Lead,
    pub(super) tokens: Range<usize>,
}

/// More of any unit than this is no length that anybody means.
const MOST: u32 = 100_000;
/// More business days than this are not counted on a calendar.
const MOST_BUSINESS_DAYS: u32 = 1_000;

impl Length {
    /// Where the most of it leads, and where the least of it leads.
    pub(super) fn from(&self, said: DateTime, calendar: &Calendar) -> Option<[DateTime; 2]> {
        Some([self.add(self.low, said, calendar)?, self.add(self.high, said, calendar)?])
    }

    fn add(&self, count: u32, said: DateTime, calendar: &Calendar) -> Option<DateTime> {
        if count > MOST {
            return None;
        }
        let span: Span = match self.unit {
            Unit::Minutes => i64::from(count).minutes(),
            Unit::Days => i64::from(count).days(),
            Unit::Months => i64::from(count).months(),
            Unit::BusinessDays if count > MOST_BUSINESS_DAYS => return None,
            Unit::BusinessDays => {
                let day = calendar.add_business_days(said.date(), count);
                return Some(day.to_datetime(said.time()));
            }
            Unit::WorkingMinutes => {
                // The opening hours are of the clock on the wall, as `said` is: no zone is needed.
                let zone = TimeZone::UTC;
                let from = said.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond();
                let due = calendar.due(from, Within::WorkingMinutes(count), &zone);
                let due = jiff::Timestamp::from_millisecond(due).ok()?;
                return Some(zone.to_datetime(due));
            }
        };
        said.checked_add(span).ok()
    }

    /// Whether it is counted in whole days, which end with the day.
    pub(super) fn is_of_days(&self) -> bool {
        !matches!(self.unit, Unit::Minutes | Unit::WorkingMinutes)
    }
}

const BY: &[&str] = &[
    "entro",
    "entro un massimo di",
    "nel giro di",
    "nell' arco di",
    "nel corso di",
    "nei",
    "nelle",
    "within",
    "inside",
    "in the",
    "over the",
    "al massimo",
    "massimo",
    "max",
    "at most",
    "up to",
    "take",
    "takes",
    "vogliono",
    "vuole",
    "vorranno",
    "servono",
    "occorrono",
    "richiede",
    "allow",
    "give me",
    "give us",
    "dammi",
    "dacci",
    "datemi",
    "dateci",
    "mi dia",
    "ci dia",
    "need",
    "entro l'",
];
const IN: [&str; 3] = ["tra", "fra", "in"];
/// What may stand between the word that leads and the number.
const SOFT: &[&str] = &[
    "circa", "about", "around", "roughly", "massimo", "max", "just", "solo", "altri", "altre",
    "another", "the", "le", "i", "gli", "next", "soli", "sole", "prossimi", "prossime", "coming",
    "maximum", "appena", "dai", "from",
];
/// What makes a length of the past, or of something that goes on.
const NOT_AHEAD: &[&str] = &[
    "fa",
    "ago",
    "che",
    "prima",
    "earlier",
    "before",
    "late",
    "indietro",
    "di ritardo",
    "in ritardo",
    "di garanzia",
    "di attesa",
    "of waiting",
    "ormai",
];

/// The length whose number begins at a place.
pub(super) fn read(c: &Cursor<'_>, at: usize) -> Option<Length> {
    if let Some(end) = c.phrase(at, NEXT_WORKING) {
        let begin = c.phrase_before(at, &["entro il", "by the", "il", "the"]).unwrap_or(at);
        let lead = if c.is(begin, &["entro", "by"]) { Lead::By } else { Lead::In };
        let unit = Unit::BusinessDays;
        return Some(Length { unit, low: 1, high: 1, is_rough: false, lead, tokens: begin..end });
    }
    let (unit, low, high, is_rough, end) = amount(c, at)?;
    if c.phrase(end, NOT_AHEAD).is_some() {
        return None;
    }
    let mut begin = at;
    while begin > c.range().start && SOFT.contains(&c.back(begin, 1)) {
        begin -= 1;
    }
    // The words that lead may end with what is skipped, as `in the next`.
    let behind = (begin..=at).find_map(|end| lead_before(c, end));
    let (lead, begin) = behind?;
    // `in tre anni non è mai successo` tells, `tra tre anni` promises.
    if c.word(begin) == "in" && unit == Unit::Months && high >= 12 {
        return None;
    }
    Some(Length { unit, low, high, is_rough, lead, tokens: begin..end })
}

const NEXT_WORKING: &[&str] = &[
    "prossimo giorno lavorativo",
    "primo giorno lavorativo",
    "giorno lavorativo successivo",
    "giorno lavorativo seguente",
    "prossimo giorno feriale",
    "next working day",
    "next business day",
    "following working day",
    "following business day",
];

fn lead_before(c: &Cursor<'_>, end: usize) -> Option<(Lead, usize)> {
    if let Some(begin) = c.phrase_before(end, BY) {
        let begin = c.phrase_before(begin, &["entro", "in", "tra", "fra"]).unwrap_or(begin);
        return Some((Lead::By, begin));
    }
    c.phrase_before(end, &IN).map(|begin| (Lead::In, begin))
}

/// How many days ago something was, and the place behind.
pub(super) fn ago(c: &Cursor<'_>, at: usize) -> Option<(Unit, u32, usize)> {
    let (unit, _, high, _, end) = amount(c, at)?;
    let end = c.phrase(end, &["fa", "ago"])?;
    matches!(unit, Unit::Days | Unit::Months).then_some((unit, high, end))
}

/// A day so long before another.
pub(super) fn before(day: Date, unit: Unit, count: u32) -> Option<Date> {
    if count > MOST {
        return None;
    }
    let count = i64::from(count);
    let span = if unit == Unit::Months { count.months() } else { count.days() };
    day.checked_sub(span).ok()
}

/// Lengths that are one word for themselves, in minutes.
const FIXED: &[(&str, u32, bool)] = &[
    ("mezz' ora", 30, false),
    ("mezza ora", 30, false),
    ("mezzora", 30, false),
    ("una mezz' ora", 30, true),
    ("una mezz' oretta", 30, true),
    ("una mezzoretta", 30, true),
    ("mezz' oretta", 30, true),
    ("un quarto d' ora", 15, false),
    ("tre quarti d' ora", 45, false),
    ("half an hour", 30, false),
    ("half hour", 30, false),
    ("a half hour", 30, false),
    ("quarter of an hour", 15, false),
    ("a quarter of an hour", 15, false),
    ("three quarters of an hour", 45, false),
    ("mezza giornata", 720, true),
    ("half a day", 720, true),
    ("hour", 60, false),
];

type Amount = (Unit, u32, u32, bool, usize);

fn amount(c: &Cursor<'_>, at: usize) -> Option<Amount> {
    let fixed = FIXED.iter().filter_map(|(phrase, minutes, is_rough)| {
        c.phrase(at, &[phrase]).map(|end| (Unit::Minutes, *minutes, *minutes, *is_rough, end))
    });
    if let Some(found) = fixed.max_by_key(|found| found.4) {
        // `the hour` counts only as `within the hour`.
        let is_bare = c.word(at) == "hour";
        let is_within = c.phrase_before(at, &["within the", "inside the", "in the next"]);
        return (!is_bare || is_within.is_some()).then_some(found);
    }
    if c.word(at) == "ora" && c.phrase_before(at, &["entro l'"]).is_some() {
        return Some((Unit::Minutes, 60, 60, false, at + 1));
    }
    let (low, high, is_few, end) = quantity(c, at)?;
    let (unit, each, is_soft, mut end) = unit(c, end)?;
    let (mut low, mut high) = (low, high);
    if is_few {
        // A few is taken as five, of minutes as half an hour.
        high = if unit == Unit::Minutes && each == 1 { 30 } else { 5 };
        low = 1;
    }
    if let Some((more, behind)) = or_more(c, end) {
        high = high.max(more);
        end = behind;
    }
    let (mut low, mut high) = (low.checked_mul(each)?, high.checked_mul(each)?);
    let half = c.phrase(end, &["e mezza", "e mezzo", "and a half", "e un quarto"]);
    if let Some(behind) = half.filter(|_| each > 1 && unit == Unit::Minutes) {
        let part = if c.word(behind - 1) == "quarto" { each / 4 } else { each / 2 };
        (low, high) = (low.checked_add(part)?, high.checked_add(part)?);
        end = behind;
    }
    let is_soft = is_soft || is_few || is_softened(c, at, end);
    Some((unit, low, high, is_soft, end))
}

fn is_softened(c: &Cursor<'_>, at: usize, end: usize) -> bool {
    ["circa", "about", "around", "roughly"].contains(&c.back(at, 1))
        || c.word(end) == "circa"
        || c.phrase(at, &["un paio", "a couple", "couple", "paio"]).is_some()
        || c.phrase(end, &["or so", "o giu di li"]).is_some()
}

/// What comes behind the unit, as in `a day or two`.
fn or_more(c: &Cursor<'_>, at: usize) -> Option<(u32, usize)> {
    let number = c.is(at, &["o", "or"]).then(|| number::in_words(c.word(at + 1)))??;
    (unit(c, at + 2).is_none()).then_some((number, at + 2))
}

/// From how many to how many, whether it is only a few, and the place behind.
fn quantity(c: &Cursor<'_>, at: usize) -> Option<(u32, u32, bool, usize)> {
    const FEW: &[&str] = &[
        "qualche",
        "pochi",
        "poche",
        "alcuni",
        "alcune",
        "diversi",
        "diverse",
        "a few",
        "few",
        "several",
        "some",
        "prossimi",
        "prossime",
        "coming",
        "following",
        "pochissimi",
        "pochissime",
        "pochi altri",
        "i prossimi",
        "le prossime",
        "prossimi pochi",
        "few more",
        "next few",
        "next couple of",
    ];
    const TWO: &[&str] =
        &["un paio di", "un paio d'", "a couple of", "couple of", "a couple", "paio di"];
    const ABOUT: &[(&str, u32)] = &[
        ("una decina di", 10),
        ("una quindicina di", 15),
        ("una ventina di", 20),
        ("una trentina di", 30),
        ("una settimana decina di", 10),
    ];
    if let Some(end) = c.phrase(at, TWO) {
        return Some((2, 2, false, end));
    }
    if let Some((count, end)) =
        ABOUT.iter().find_map(|(phrase, count)| Some((*count, c.phrase(at, &[phrase])?)))
    {
        return Some((count, count, false, end));
    }
    if let Some(end) = c.phrase(at, FEW) {
        return Some((1, 5, true, end));
    }
    let (low, high, end) = count(c, at)?;
    let joint = c.skip(end, &["o", "or", "to", "e", "and", "al", "ai", "alle", "a", "massimo"]);
    let is_joined = joint > end && joint <= end + 2;
    let more = is_joined.then(|| count(c, joint)).flatten();
    if let Some((_, more, behind)) = more.filter(|(_, more, _)| *more > high) {
        return Some((low, more, false, behind));
    }
    Some((low, high, false, end))
}

fn count(c: &Cursor<'_>, at: usize) -> Option<(u32, u32, usize)> {
    if c.is_number(at) {
        if c.is_code(at) {
            return None;
        }
        let word = c.word(at);
        if let Some((low, high)) = word.split_once(['-', '/']) {
            let (low, high) = (low.parse().ok()?, high.parse().ok()?);
            return (low < high).then_some((low, high, at + 1));
        }
        let number = word.parse().ok().filter(|number| *number <= MOST)?;
        return Some((number, number, at + 1));
    }
    if c.is(at, &["un", "una", "un'", "uno", "a", "an", "one"]) {
        return Some((1, 1, at + 1));
    }
    let mut number = number::in_words(c.word(at))?;
    let mut end = at + 1;
    let unit = number::in_words(c.word(end)).filter(|unit| *unit < 10);
    if let Some(unit) = unit.filter(|_| number::is_english_ten(c.word(at))) {
        number += unit;
        end += 1;
    }
    Some((number, number, end))
}

const WORKING: &[&str] = &[
    "working",
    "business",
    "lavorativi",
    "lavorativo",
    "lavorative",
    "lavorativa",
    "feriali",
    "feriale",
    "lav",
    "di lavoro",
    "work",
    "di calendario",
    "solari",
    "solare",
    "calendar",
    "clear",
];

/// A unit, how much of it one is, whether it is softened, and the place behind.
fn unit(c: &Cursor<'_>, at: usize) -> Option<(Unit, u32, bool, usize)> {
    const SOLAR: &[&str] = &["calendario", "solari", "solare", "calendar"];
    let qualified = c.phrase(at, WORKING).unwrap_or(at);
    let (mut unit, each, is_soft) = match c.word(qualified) {
        "minuto" | "minuti" | "min" | "minute" | "minutes" | "mins" => (Unit::Minutes, 1, false),
        "minutino" | "minutini" => (Unit::Minutes, 1, true),
        "ora" | "ore" | "hour" | "hours" | "hr" | "hrs" | "h" => (Unit::Minutes, 60, false),
        "oretta" => (Unit::Minutes, 60, true),
        "giorno" | "giorni" | "gg" | "g" | "day" | "days" => (Unit::Days, 1, false),
        "settimana" | "settimane" | "sett" | "week" | "weeks" => (Unit::Days, 7, false),
        "settimanella" | "settimanina" => (Unit::Days, 7, true),
        "fortnight" => (Unit::Days, 14, false),
        "mese" | "mesi" | "month" | "months" => (Unit::Months, 1, false),
        "mesetto" => (Unit::Months, 1, true),
        "anno" | "anni" | "year" | "years" => (Unit::Months, 12, false),
        _ => return None,
    };
    let behind = c.phrase(qualified + 1, WORKING).unwrap_or(qualified + 1);
    let end = behind.max(qualified + 1);
    let mut words = [(at, qualified), (qualified + 1, end)].into_iter();
    let is_working = words
        .any(|(from, to)| to > from && !SOLAR.contains(&c.word(to - 1)) && c.word(from) != "clear");
    if is_working {
        unit = match (unit, each) {
            (Unit::Days, 1) => Unit::BusinessDays,
            (Unit::Minutes, _) => Unit::WorkingMinutes,
            (unit, _) => unit,
        };
    }
    Some((unit, each, is_soft, end))
}
