//! Puts together what was read in a sentence: a day with its time, two days to a range, a length with the
//! day from which it counts.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::Lead;
use super::clock::{self, Clock};
use super::cursor::Cursor;
use super::day::{DayWords, Days, Period, Which};
use super::length::{self, Length};
use super::part::{self, Part};
use super::read_day::{self, ReadDay};

/// What says when: days, from one to another, or a length, or only a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    Days(DayWords, Option<DayWords>),
    Length(Length),
}

/// Words that say one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) said: Said,
    /// The day from which a length counts, where it is not the day it was said.
    from: Option<DayWords>,
    pub(super) part: Option<Part>,
    pub(super) clock: Option<Clock>,
    pub(super) lead: Lead,
    /// Whether its first words say by when, so that it may be earlier.
    pub(super) is_open: bool,
    pub(super) is_habit: bool,
    is_negated: bool,
    /// Whether a part of the day stands alone that as well says what is usual: `la sera`.
    is_weak: bool,
    pub(super) tokens: Range<usize>,
}

impl Found {
    /// Which days it names.
    pub(super) fn days(&self, said: Date) -> Option<Days> {
        let Said::Days(first, second) = self.said else { return None };
        let Some(second) = second else { return first.seen_from(said) };
        let (first, second) = same_month(first, second);
        let is_weekday = matches!(second, DayWords::Weekday(..));
        let (one, mut other) = (first.seen_from(said)?, second.seen_from(said)?);
        if is_weekday && other.last < one.first {
            // `tra venerdì e lunedì`, said on a Saturday: the Monday after.
            other.last = other.last.checked_add(7.days()).ok()?;
        }
        let (first, last) = (one.first.min(other.first), one.last.max(other.last));
        Some(Days { first, last, before: None, ..one })
    }

    /// From when a length counts.
    pub(super) fn anchored(&self, said: DateTime) -> Option<DateTime> {
        let Some(from) = self.from else { return Some(said) };
        Some(from.seen_from(said.date())?.last.to_datetime(said.time()))
    }

    /// Which of several in a sentence is by when: the highest. `lunedì` and `domani` need no word before
    /// them to be as good as `il 20`.
    pub(super) fn rank(&self) -> u8 {
        let is_on = matches!(
            self.said,
            Said::Days(
                DayWords::Weekday(..)
                    | DayWords::WeekdayIn { .. }
                    | DayWords::Offset(_)
                    | DayWords::Date { weekday: Some(_), .. },
                _
            )
        );
        if is_on && self.lead == Lead::None { Lead::On.rank() } else { self.lead.rank() }
    }

    /// Whether it cannot be by when something happens.
    pub(super) fn is_refused(&self) -> bool {
        self.is_habit || self.is_negated || self.is_weak || self.lead == Lead::Beyond
    }
}

/// Two days of a range: a month that stands with one of them is of both.
fn same_month(first: DayWords, second: DayWords) -> (DayWords, DayWords) {
    match (first, second) {
        (
            DayWords::Date { day: one, month: None, weekday, .. },
            DayWords::Date { month: Some(month), year, .. },
        ) => (DayWords::Date { day: one, month: Some(month), year, weekday }, second),
        (
            DayWords::Date { month: Some(month), year, .. },
            DayWords::Date { day: other, month: None, weekday, .. },
        ) => (first, DayWords::Date { day: other, month: Some(month), year, weekday }),
        both => both,
    }
}

enum Piece {
    Day(ReadDay),
    Part(Part),
    Clock(Clock),
    Length(Length),
}

/// All that says when in a sentence, in its order.
pub(super) fn read(c: &Cursor<'_>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut at = c.range().start;
    let mut day_end = None;
    while at < c.range().end {
        let is_after_day = day_end == Some(at);
        let Some((piece, begin, end)) = piece(c, at, is_after_day) else {
            at += 1;
            continue;
        };
        let is_day = matches!(piece, Piece::Day(_) | Piece::Part(_));
        let (lead, led) = match &piece {
            Piece::Clock(clock) => (clock.lead, begin),
            Piece::Length(length) => (length.lead, begin),
            Piece::Day(_) | Piece::Part(_) => lead(c, begin),
        };
        let piece = NewPiece { piece, lead, led, begin, end };
        match all.last_mut().filter(|last| is_joined(c, last, &piece)) {
            Some(last) => join(last, piece),
            None => all.push(single(c, piece)),
        }
        day_end = is_day.then_some(end);
        at = end.max(at + 1);
    }
    let has_habit = all.iter().any(|found| found.is_habit);
    for found in &mut all {
        found.is_negated = is_negated(c, &found.tokens);
        // The hours of `Monday to Friday from 9 to 6` are habits too.
        found.is_habit |= has_habit && found.said == Said::Nothing;
    }
    all
}

struct NewPiece {
    piece: Piece,
    lead: Lead,
    /// Where the words begin that lead to it.
    led: usize,
    begin: usize,
    end: usize,
}

fn piece(c: &Cursor<'_>, at: usize, is_after_day: bool) -> Option<(Piece, usize, usize)> {
    if let Some(length) = length::read(c, at) {
        let (begin, end) = (length.tokens.start, length.tokens.end);
        return Some((Piece::Length(length), begin, end));
    }
    if let Some(day) = read_day::read(c, at) {
        return Some((Piece::Day(day), day.begin, day.end));
    }
    if let Some((part, end)) = part::read(c, at, is_after_day) {
        return Some((Piece::Part(part), at, end));
    }
    let clock = clock::read(c, at, is_after_day)?;
    let (begin, end) = (clock.tokens.start, clock.tokens.end);
    Some((Piece::Clock(clock), begin, end))
}

fn single(c: &Cursor<'_>, new: NewPiece) -> Found {
    const STRONG: &[&str] = &[
        "in", "nel", "nella", "entro", "eod", "cob", "end", "close", "fine", "inizio", "tarda",
        "stasera", "tonight", "per",
    ];
    let NewPiece { piece, lead, led, begin, end } = new;
    let mut found = Found {
        said: Said::Nothing,
        from: None,
        part: None,
        clock: None,
        lead,
        is_open: matches!(lead, Lead::By | Lead::Before),
        is_habit: false,
        is_negated: false,
        is_weak: false,
        tokens: led..end,
    };
    match piece {
        Piece::Day(day) => {
            found.said = Said::Days(day.words, None);
            found.part = day.part;
            found.is_habit = day.is_habit;
        }
        Piece::Part(part) => {
            // `at the end of the day` is a manner of speaking.
            let is_idiom = c.word(begin) == "the" || c.phrase(begin, &["end of the day"]).is_some();
            found.is_weak = lead != Lead::By && (is_idiom || !c.is(begin, STRONG));
            found.part = Some(part);
        }
        Piece::Clock(clock) => found.clock = Some(clock),
        Piece::Length(length) => found.said = Said::Length(length),
    }
    found
}

const CONNECT: &[&str] = &[
    "a", "alle", "di", "del", "della", "dell'", "nel", "nella", "in", "il", "la", "le", "l'",
    "the", "on", "at", "of", "by", "entro", "sempre", "for", "per", "dopo", "verso", "during",
    "from", "da", "dal", "dall'", "dalla",
];

/// Whether a piece belongs to what stands before it.
fn is_joined(c: &Cursor<'_>, last: &Found, new: &NewPiece) -> bool {
    if last.is_habit || new.led < last.tokens.end && new.begin < last.tokens.end {
        return false;
    }
    let gap = last.tokens.end..new.begin;
    let is_near = gap.clone().all(|at| c.is(at, CONNECT));
    let is_same_clause = gap.len() <= 4
        && (last.tokens.end.saturating_sub(1)..new.begin).all(|at| !c.gap(at).contains([',', ';']));
    let has_day = last.said != Said::Nothing;
    match &new.piece {
        Piece::Clock(_) => {
            let is_length = matches!(&last.said, Said::Length(length) if !length.is_of_days());
            last.clock.is_none() && !is_length && (has_day || is_near)
        }
        Piece::Part(_) => {
            (last.part.is_none() || new.begin == last.tokens.end) && (has_day || is_near)
        }
        Piece::Day(day) if day.is_habit => false,
        Piece::Day(day) => match &last.said {
            Said::Nothing => is_near || is_same_clause,
            Said::Length(_) => {
                is_near && matches!(new.lead, Lead::From | Lead::Of) && last.from.is_none()
            }
            Said::Days(first, None) if last.clock.is_none() && last.part.is_none() => {
                is_range(c, &gap, *first, day.words)
                    || (gap.len() <= 2 && in_week(*first, day.words).is_some())
                    || (gap.is_empty() && is_repeated(*first, day.words))
            }
            Said::Days(..) => false,
        },
        Piece::Length(_) => false,
    }
}

/// `domani, giovedì 12`: a day of the calendar right behind a day that is told from today.
fn is_repeated(first: DayWords, second: DayWords) -> bool {
    matches!(first, DayWords::Offset(_))
        && matches!(second, DayWords::Weekday(_, Which::Any) | DayWords::Date { .. })
}

/// `next week on Tuesday`: the day of that week.
fn in_week(first: DayWords, second: DayWords) -> Option<DayWords> {
    match (first, second) {
        (DayWords::Period(Period::Week, weeks, _), DayWords::Weekday(weekday, Which::Any)) => {
            Some(DayWords::WeekdayIn { weekday, weeks })
        }
        _ => None,
    }
}

/// Whether what stands between two days makes a range of them, or an alternative.
fn is_range(c: &Cursor<'_>, gap: &Range<usize>, first: DayWords, second: DayWords) -> bool {
    const JOINTS: &[&str] =
        &["e", "ed", "o", "oppure", "and", "or", "to", "al", "alla", "a", "all'", "ad"];
    // `due giorni fa e venerdì scorso` are two days: only days told alike make a range with `e`.
    let is_alike = std::mem::discriminant(&first) == std::mem::discriminant(&second);
    let articles = ["il", "l'", "the", "la", "entro", "massimo", "fine"];
    let mut words = gap.clone().filter(|at| !c.is(*at, &articles));
    match (words.next(), words.next()) {
        (Some(joint), None) => {
            c.is(joint, JOINTS)
                && (is_alike || !c.is(joint, &["e", "ed", "and"]))
                && !c.gap(gap.start.saturating_sub(1)).contains(',')
        }
        (None, _) if gap.is_empty() && gap.start > 0 => {
            matches!(c.gap(gap.start - 1).trim(), "-" | "–" | "/")
        }
        _ => false,
    }
}

fn join(last: &mut Found, new: NewPiece) {
    let gap = last.tokens.end..new.begin;
    let was_weak = std::mem::take(&mut last.is_weak);
    match new.piece {
        Piece::Clock(clock) => last.clock = Some(clock),
        Piece::Part(part) => {
            // `domani sera in giornata` says nothing more than its first part.
            last.part = last.part.or(Some(part));
            last.is_weak = was_weak && last.said == Said::Nothing && last.clock.is_none();
        }
        Piece::Day(day) => match &last.said {
            Said::Nothing => {
                last.said = Said::Days(day.words, None);
                last.part = last.part.or(day.part);
            }
            Said::Length(_) => {
                last.from = Some(day.words);
                last.tokens.end = new.end;
                return;
            }
            Said::Days(first, _) => {
                let first = *first;
                last.part = last.part.or(day.part);
                last.said = match in_week(first, day.words) {
                    Some(words) => Said::Days(words, None),
                    None if is_repeated(first, day.words) && gap.is_empty() => {
                        Said::Days(first, None)
                    }
                    None => Said::Days(first, Some(day.words)),
                };
            }
        },
        Piece::Length(_) => {}
    }
    let is_range = matches!(last.said, Said::Days(_, Some(_)));
    let lead = if is_range { Lead::On } else { new.lead };
    let is_told = matches!(new.lead, Lead::Of | Lead::From) && !is_range;
    if lead.rank() > last.lead.rank() && last.lead != Lead::Beyond && !is_told {
        last.lead = lead;
    }
    // `domani siamo aperti fino alle 18`
    if last.clock.as_ref().is_some_and(|clock| clock.lead == Lead::Beyond) {
        last.lead = Lead::Beyond;
    }
    last.tokens.end = new.end;
}

/// What leads to a day, and where its words begin.
fn lead(c: &Cursor<'_>, begin: usize) -> (Lead, usize) {
    const LEADS: [(Lead, &[&str]); 7] = [
        (
            Lead::By,
            &[
                "entro",
                "per",
                "by",
                "within",
                "non oltre",
                "no later than",
                "not later than",
                "e non oltre",
                "oltre",
                "latest",
                "entro e non oltre",
            ],
        ),
        (
            Lead::Before,
            &["prima di", "prima del", "prima della", "prima dell'", "before", "ahead of"],
        ),
        (
            Lead::Beyond,
            &[
                "fino a",
                "fino al",
                "fino all'",
                "fino alla",
                "sino a",
                "sino al",
                "until",
                "till",
                "dopo",
                "dopo il",
                "after",
                "since",
                "beyond",
                "as of",
            ],
        ),
        (Lead::From, &["da", "dal", "dall'", "dalla", "from", "starting", "a partire da"]),
        (Lead::Of, &["di", "del", "dell'", "della", "of", "dated"]),
        (
            Lead::On,
            &[
                "il", "l'", "on", "al", "all'", "nel", "nella", "in", "a", "at", "tra", "fra",
                "between", "giorno", "la", "nei", "alla",
            ],
        ),
        (Lead::None, &[]),
    ];
    const ARTICLES: &[&str] = &[
        "il", "l'", "lo", "la", "le", "i", "the", "massimo", "max", "latest", "circa", "about",
        "giorno", "giornata", "questo", "questa",
    ];
    // The longest words win: first with the article, as in `prima del`, then without.
    let mut article = begin;
    while article > c.range().start && ARTICLES.contains(&c.back(article, 1)) {
        article -= 1;
    }
    for end in [article, begin] {
        let found =
            LEADS.iter().filter_map(|(lead, words)| Some((c.phrase_before(end, words)?, *lead)));
        if let Some((at, lead)) = found.min_by_key(|(at, _)| *at) {
            return (lead, at);
        }
    }
    (Lead::None, begin)
}

fn is_negated(c: &Cursor<'_>, tokens: &Range<usize>) -> bool {
    const BEFORE: &[&str] =
        &["non", "not", "mica", "nemmeno", "neanche", "neppure", "isn't", "wasn't"];
    const BEHIND: &[&str] = &["non", "no", "not", "can't", "won't"];
    BEFORE.contains(&c.back(tokens.start, 1)) || c.is(tokens.end, BEHIND)
}
