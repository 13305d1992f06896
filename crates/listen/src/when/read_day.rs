//! The words that say a day: `il 3 marzo`, `3/4`, `venerdì prossimo`, `domani`, `fine mese`.

use jiff::civil::Weekday;

use super::cursor::Cursor;
use super::day::{DayWords, Period, Third, Which};
use super::length;
use super::number;
use super::part::Part;
use super::read_period::{month_alone, period, period_core, year};

/// A day that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ReadDay {
    pub(super) words: DayWords,
    pub(super) part: Option<Part>,
    /// The first token that belongs to it; words before that lead to it not yet counted.
    pub(super) begin: usize,
    pub(super) end: usize,
    /// Whether it happens again and again, as `ogni lunedì`.
    pub(super) is_habit: bool,
}

/// The day whose first word or number is at a place.
pub(super) fn read(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    relative(c, at)
        .or_else(|| feast(c, at))
        .or_else(|| period(c, at))
        .or_else(|| weekday(c, at))
        .or_else(|| date(c, at))
        .or_else(|| month_alone(c, at))
}

pub(super) fn one(words: DayWords, begin: usize, end: usize) -> ReadDay {
    ReadDay { words, part: None, begin, end, is_habit: false }
}

const RELATIVE: &[(&str, i32, Option<Part>)] = &[
    ("oggi", 0, None),
    ("oggi stesso", 0, None),
    ("in giornata", 0, None),
    ("today", 0, None),
    ("later today", 0, None),
    ("stamattina", 0, Some(Part::Morning)),
    ("stamani", 0, Some(Part::Morning)),
    ("stamane", 0, Some(Part::Morning)),
    ("questa mattina", 0, Some(Part::Morning)),
    ("this morning", 0, Some(Part::Morning)),
    ("questo pomeriggio", 0, Some(Part::Afternoon)),
    ("this afternoon", 0, Some(Part::Afternoon)),
    ("stasera", 0, Some(Part::Evening)),
    ("questa sera", 0, Some(Part::Evening)),
    ("stanotte", 0, Some(Part::Evening)),
    ("this evening", 0, Some(Part::Evening)),
    ("tonight", 0, Some(Part::Evening)),
    ("domani", 1, None),
    ("tomorrow", 1, None),
    ("tmrw", 1, None),
    ("tmr", 1, None),
    ("domattina", 1, Some(Part::Morning)),
    ("domani l'altro", 2, None),
    ("domani l' altro", 2, None),
    ("dopodomani", 2, None),
    ("dopo domani", 2, None),
    ("day after tomorrow", 2, None),
    ("the day after tomorrow", 2, None),
    ("ieri", -1, None),
    ("yesterday", -1, None),
    ("ieri l'altro", -2, None),
    ("ieri l' altro", -2, None),
    ("l' altro ieri", -2, None),
    ("altro ieri", -2, None),
    ("altroieri", -2, None),
    ("l' altroieri", -2, None),
    ("avantieri", -2, None),
    ("day before yesterday", -2, None),
    ("the day before yesterday", -2, None),
    ("last night", -1, Some(Part::Evening)),
];

/// Days of the year that have a name.
const FEASTS: &[(&str, i8, i8)] = &[
    ("capodanno", 1, 1),
    ("new year's day", 1, 1),
    ("epifania", 1, 6),
    ("befana", 1, 6),
    ("ferragosto", 8, 15),
    ("ognissanti", 11, 1),
    ("natale", 12, 25),
    ("christmas", 12, 25),
    ("xmas", 12, 25),
    ("vigilia di natale", 12, 24),
    ("christmas eve", 12, 24),
    ("santo stefano", 12, 26),
    ("boxing day", 12, 26),
    ("san silvestro", 12, 31),
    ("new year's eve", 12, 31),
];

fn feast(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    if ["buon", "buona", "happy", "merry", "felice"].contains(&c.back(at, 1)) {
        return None;
    }
    let found = FEASTS.iter().filter_map(|feast| Some((c.phrase(at, &[feast.0])?, feast)));
    if let Some((end, (_, month, day))) = found.max_by_key(|(end, _)| *end) {
        let words = DayWords::Date { day: *day, month: Some(*month), year: None, weekday: None };
        return Some(one(words, at, end));
    }
    c.is(at, &["pasqua", "easter"]).then(|| one(DayWords::Easter, at, at + 1))
}

fn relative(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    let found = RELATIVE
        .iter()
        .filter_map(|(phrase, days, part)| Some((c.phrase(at, &[phrase])?, days, part)));
    if let Some((end, days, part)) = found.max_by_key(|(end, _, _)| *end) {
        // `se un domani ricomprassi` means no day.
        let is_some_day = c.phrase_before(at, &["un", "in un"]).is_some();
        let found = ReadDay { part: *part, ..one(DayWords::Offset(*days), at, end) };
        return (!is_some_day).then_some(found);
    }
    if let Some(end) = c.phrase(at, &["tutti i giorni", "ogni giorno", "every day", "each day"]) {
        return Some(ReadDay { is_habit: true, ..one(DayWords::Offset(0), at, end) });
    }
    let (unit, count, end) = length::ago(c, at)?;
    Some(one(DayWords::Ago(unit, count), at, end))
}

fn weekday(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    const HABITS: &[&str] =
        &["ogni", "tutti i", "tutte le", "every", "each", "di", "il", "la", "del"];
    if c.is(
        at,
        &["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"],
    ) {
        return Some(ReadDay { is_habit: true, ..one(DayWords::Offset(0), at, at + 1) });
    }
    let (weekday, _) = number::weekday(c.word(at)).or_else(|| {
        let is_date = c.is_number(at + 1) && plain(c, at + 1).is_some();
        let is_led = c.is(at.wrapping_sub(1), &["on", "by", "entro", "next"]);
        number::short_weekday(c.word(at)).filter(|_| is_date || (is_led && c.is_capital(at)))
    })?;
    if let Some(end) = whole_week(c, at, weekday) {
        return Some(ReadDay { is_habit: true, ..one(DayWords::Offset(0), at, end) });
    }
    let mut end = at + 1;
    let mut begin = at;
    let mut which = Which::Any;
    if let Some((DayWords::Period(Period::Week, weeks, _), end)) =
        period_core(c, c.skip(end, &["della", "di", "of"]), Third::Whole, false)
    {
        return Some(one(DayWords::WeekdayIn { weekday, weeks }, begin, end));
    }
    // `la settimana prossima martedì`: the word before is of the week.
    let is_of_week = c.is(at.wrapping_sub(2), &["settimana", "week"]);
    for (words, found) in [
        (["questo", "questa", "this"], Which::This),
        (["prossimo", "prossima", "coming"], Which::Prossimo),
        (["next", "next", "next"], Which::Next),
        (["scorso", "scorsa", "last"], Which::Last),
    ] {
        if c.is(at.wrapping_sub(1), &words) && !is_of_week {
            (which, begin) = (found, at - 1);
        } else if c.is(end, &words) && which == Which::Any {
            which = found;
            end += 1;
        }
    }
    if c.is(end, &["passato", "passata"]) {
        (which, end) = (Which::Last, end + 1);
    }
    if c.word(end) == "week" {
        (which, end) = (Which::WeekAfter, end + 1);
    }
    let number = c.skip(end, &["the", "il"]);
    if let Some(ReadDay { words: DayWords::Date { day, month, year, .. }, end, .. }) =
        date_behind(c, number)
    {
        let words = DayWords::Date { day, month, year, weekday: Some(weekday) };
        return Some(one(words, begin, end));
    }
    let is_habit = which == Which::Any
        && c.phrase_before(begin, HABITS).is_some()
        && c.phrase_before(begin, &["entro il", "per il", "entro la", "per la"]).is_none()
        && !(c.back(begin, 1) == "di"
            && c.is(
                begin.wrapping_sub(2),
                &["pomeriggio", "mattina", "giornata", "sera", "mattinata"],
            ))
        && !(c.back(begin, 1) == "del" && c.is(begin.wrapping_sub(2), &["pomeriggio", "mattina"]));
    Some(ReadDay { is_habit, ..one(DayWords::Weekday(weekday, which), begin, end) })
}

/// `da lunedì a venerdì`, `Mon-Fri`: opening hours.
fn whole_week(c: &Cursor<'_>, at: usize, weekday: Weekday) -> Option<usize> {
    let joint = c.skip(at + 1, &["a", "al", "alla", "to", "through", "till", "until"]);
    let name = |at| number::weekday(c.word(at)).or_else(|| number::short_weekday(c.word(at)));
    let (last, _) = name(joint)?;
    let is_dash = joint == at + 1 && c.gap(at).trim() == "-";
    let is_joined = joint > at + 1 || is_dash;
    let is_whole = weekday == Weekday::Monday
        && matches!(last, Weekday::Friday | Weekday::Saturday | Weekday::Sunday);
    (is_joined && is_whole).then_some(joint + 1)
}

/// A day of a month behind the name of a day of the week, where no article is needed.
fn date_behind(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    if let Some(found) = date(c, at) {
        return Some(found);
    }
    // `Thursday first thing` names no first, `Saturday 10 to 12` no tenth.
    if number::ordinal(c.word(at)).is_some_and(|number| number < 4) {
        return None;
    }
    let (day, end) = plain(c, at)?;
    let end = c.phrase(end, &["th", "st", "nd", "rd"]).unwrap_or(end);
    (!c.is_counted(end) && !is_clock_behind(c, end)).then(|| one(of_month(day), at, end))
}

fn of_month(day: i8) -> DayWords {
    DayWords::Date { day, month: None, year: None, weekday: None }
}

/// A number from 1 to 31, in digits or words.
fn plain(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
    let (number, end) = if c.is_number(at) {
        let word = c.word(at);
        let stands = word.len() <= 2 && !c.is_code(at);
        (stands.then(|| word.parse::<u32>().ok())??, at + 1)
    } else if let Some(number) = number::ordinal(c.word(at)) {
        (number, at + 1)
    } else {
        let number = number::in_words(c.word(at))?;
        let unit = number::is_english_ten(c.word(at))
            .then(|| number::ordinal(c.word(at + 1)).or_else(|| number::in_words(c.word(at + 1))));
        match unit.flatten().filter(|unit| *unit < 10) {
            Some(unit) => (number + unit, at + 2),
            None => (number, at + 1),
        }
    };
    let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, end))
}

/// A date: in digits, a day with its month, or a day of the month behind an article.
fn date(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    if c.is_number(at) && c.word(at).contains(['/', '-', '.']) {
        return in_digits(c, at);
    }
    if number::is_english_month(c.word(at)) {
        let number = c.skip(at + 1, &["the"]);
        let (day, end) = plain(c, number)?;
        let end = c.phrase(end, &["th", "st", "nd", "rd"]).unwrap_or(end);
        let year = year(c, end);
        if c.is_counted(end) || (c.is_number(end) && year.is_none()) {
            return None;
        }
        let words = DayWords::Date { day, month: number::month(c.word(at)), year, weekday: None };
        return Some(one(words, at, end + usize::from(year.is_some())));
    }
    if let Some(end) = c.phrase(at, &["primo del mese", "1 del mese", "1 st of the month"]) {
        return Some(one(of_month(1), at, end));
    }
    let (day, end) = if c.word(at) == "primo" { (1, at + 1) } else { plain(c, at)? };
    let suffixed = c.phrase(end, &["th", "st", "nd", "rd", "º", "ª"]);
    let end = suffixed.unwrap_or(end);
    let core = c.skip(end, &["of", "di", "del"]);
    if let Some(month) = number::month(c.word(core)).filter(|_| is_month_here(c, core)) {
        let year = year(c, core + 1);
        let words = DayWords::Date { day, month: Some(month), year, weekday: None };
        return Some(one(words, at, core + 1 + usize::from(year.is_some())));
    }
    let is_free = !c.is_counted(end) && !c.is_number(end) && !is_clock_behind(c, end);
    (is_free && is_day_alone(c, at, end, suffixed.is_some())).then(|| one(of_month(day), at, end))
}

/// Whether short forms that are words too are months here: `5 set` is one, `12 ago` is, `3 mag` is.
fn is_month_here(c: &Cursor<'_>, at: usize) -> bool {
    number::whole_month(c.word(at)).is_some() || !c.is(at, &["set", "may"]) || c.is_capital(at)
}

fn is_clock_behind(c: &Cursor<'_>, at: usize) -> bool {
    c.is(at, &["am", "pm"]) || c.phrase(at, &["o' clock", "a m", "p m", "past", "to"]).is_some()
}

/// Whether a number without month is a day, by what stands around it.
fn is_day_alone(c: &Cursor<'_>, at: usize, end: usize, is_suffixed: bool) -> bool {
    const ARTICLES: &[&str] =
        &["il", "l'", "al", "all'", "dal", "dall'", "del", "dell'", "giorno", "sul", "col"];
    const DEADLINES: &[&str] =
        &["entro il", "entro l'", "per il", "per l'", "dal", "al", "prima del", "giorno"];
    if c.word(at) == "primo" {
        return false;
    }
    if c.is_number(at) && !is_suffixed {
        return ARTICLES.contains(&c.back(at, 1)) || is_first_of_two(c, at, end);
    }
    if is_suffixed || number::ordinal(c.word(end - 1)).is_some_and(|number| number > 3) {
        let is_led = c.phrase_before(at, &["the"]).is_some() || is_suffixed;
        return is_led && c.may_follow(end);
    }
    // `il due` may be anything that is two; from eleven on it is a day.
    let is_high = number::in_words(c.word(at)).is_some_and(|number| number > 10)
        && ["il", "del", "dell'", "l'"].contains(&c.back(at, 1));
    number::ordinal(c.word(end - 1)).is_none()
        && !number::is_english_ten(c.word(at))
        && (is_high || c.phrase_before(at, DEADLINES).is_some())
}

/// `tra 3 e 5 marzo`, `3 o 4 aprile`, `3 to 5 March`: the month comes with the second.
fn is_first_of_two(c: &Cursor<'_>, at: usize, end: usize) -> bool {
    let joint = c.skip(end, &["e", "o", "and", "or", "to", "al", "all'", "il", "the"]);
    joint > end
        && !c.is_code(at)
        && plain(c, joint).is_some_and(|(_, end)| {
            let end = c.phrase(end, &["th", "st", "nd", "rd"]).unwrap_or(end);
            number::whole_month(c.word(c.skip(end, &["of", "di"]))).is_some()
        })
}

/// `3/4`, `12-04-2026`, `2026-04-12`, `12.4.26`; days come before months, as in Europe.
fn in_digits(c: &Cursor<'_>, at: usize) -> Option<ReadDay> {
    let word = c.word(at);
    if c.is_code(at) || c.is_counted(at + 1) || c.is_number(at + 1) && c.gap(at).trim().is_empty() {
        return None;
    }
    let mark = word.chars().find(|letter| !letter.is_ascii_digit())?;
    let parts: Vec<&str> = word.split(mark).collect();
    let numbers: Vec<i16> =
        parts.iter().map(|part| part.parse().ok()).collect::<Option<Vec<i16>>>()?;
    let (day, month, year) = match (numbers.as_slice(), parts.first().map_or(0, |part| part.len()))
    {
        ([year, month, day], 4) => (*day, *month, Some(*year)),
        ([day, month, year], _) => (*day, *month, Some(*year)),
        ([day, month], _) => {
            if !stands_without_year(c, at, mark) {
                return None;
            }
            (*day, *month, None)
        }
        _ => return None,
    };
    let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
    let year = year.map(|year| if year < 100 { year + 2000 } else { year });
    if year.is_some_and(|year| !(2000..2100).contains(&year)) {
        return None;
    }
    let (day, month) = (i8::try_from(day).ok()?, Some(i8::try_from(month).ok()?));
    Some(one(DayWords::Date { day, month, year, weekday: None }, at, at + 1))
}

fn stands_without_year(c: &Cursor<'_>, at: usize, mark: char) -> bool {
    const ARTICLES: &[&str] =
        &["il", "l'", "entro", "dal", "al", "del", "giorno", "on", "by", "dell'"];
    let is_led = ARTICLES.contains(&c.back(at, 1)) || number::weekday(c.back(at, 1)).is_some();
    match mark {
        // `24/7` and `7/7` are no days, and `2/3` of a word behind it is a share.
        '/' => {
            is_led
                || (!c.is(at, &["24/7", "7/7", "24/24", "1/2", "1/3", "2/3"])
                    && !c.is(at + 1, &["di", "of"]))
        }
        // `venerdì 8-10` and `by 10.30` are times.
        _ => ARTICLES.contains(&c.back(at, 1)) && c.back(at, 1) != "by",
    }
}
