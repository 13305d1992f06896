//! Times of day: `alle 10`, `tra le 9 e le 11`, `half past three`, `by noon`.

use std::ops::Range;

use super::cursor::Cursor;
use super::part::Part;
use super::{Lead, number};

pub(super) const HOUR: u16 = 60;
/// Minutes in a day; as an end, the end of the day.
pub(super) const DAY: u16 = 24 * HOUR;

/// A time as it is said, in minutes of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    minutes: u16,
    /// Whether the half of the day is said as well.
    is_sure: bool,
}

impl Time {
    /// The minute of the day; of an hour that may be of either half, the one that is meant: what is
    /// told of the day decides, else hours before seven are of the afternoon.
    pub(super) fn in_part(self, part: Option<Part>) -> u16 {
        let is_later = !self.is_sure
            && self.minutes < 12 * HOUR
            && match part {
                Some(Part::Morning) => false,
                Some(Part::Afternoon | Part::Evening) => true,
                Some(Part::Whole) | None => self.minutes < 7 * HOUR,
            };
        if is_later { self.minutes + 12 * HOUR } else { self.minutes }
    }

    /// Whether it may as well be of the other half of the day.
    pub(super) fn later_half(self) -> Option<u16> {
        (!self.is_sure && self.minutes < 12 * HOUR).then_some(self.minutes + 12 * HOUR)
    }
}

/// A time or a stretch between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    /// Nothing: from the time of saying, or the begin of the day.
    pub(super) from: Option<Time>,
    /// Nothing: up to the end of the day.
    pub(super) to: Option<Time>,
    pub(super) is_rough: bool,
    pub(super) lead: Lead,
    pub(super) tokens: Range<usize>,
}

/// How words lead to a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    At,
    By,
    Rough,
    After,
    Until,
    Between,
    From,
}

const WAYS: &[(&str, Way)] = &[
    ("alle", Way::At),
    ("alle ore", Way::At),
    ("all'", Way::At),
    ("a", Way::At),
    ("ore", Way::At),
    ("h", Way::At),
    ("per le", Way::By),
    ("per le ore", Way::By),
    ("per", Way::By),
    ("per l'", Way::By),
    ("entro le", Way::By),
    ("entro le ore", Way::By),
    ("entro l'", Way::By),
    ("entro", Way::By),
    ("entro e non oltre le", Way::By),
    ("non oltre le", Way::By),
    ("prima delle", Way::By),
    ("prima di", Way::By),
    ("prima dell'", Way::By),
    ("verso le", Way::Rough),
    ("verso l'", Way::Rough),
    ("verso", Way::Rough),
    ("intorno alle", Way::Rough),
    ("attorno alle", Way::Rough),
    ("sulle", Way::Rough),
    ("dopo le", Way::After),
    ("dopo l'", Way::After),
    ("dopo", Way::After),
    ("dalle", Way::From),
    ("dalle ore", Way::From),
    ("fino alle", Way::Until),
    ("fino all'", Way::Until),
    ("fino a", Way::Until),
    ("tra le", Way::Between),
    ("fra le", Way::Between),
    ("at", Way::At),
    ("at about", Way::Rough),
    ("at around", Way::Rough),
    ("around", Way::Rough),
    ("about", Way::Rough),
    ("by", Way::By),
    ("before", Way::By),
    ("no later than", Way::By),
    ("for", Way::By),
    ("after", Way::After),
    ("until", Way::Until),
    ("till", Way::Until),
    ("from", Way::From),
    ("between", Way::Between),
    ("fascia", Way::Between),
    ("fascia oraria", Way::Between),
    ("since", Way::Until),
];

/// The time whose words begin at a place. `is_after_day`: right behind a day, where `9-11` and `10.30`
/// are times without a word that leads to them.
pub(super) fn read(c: &Cursor<'_>, at: usize, is_after_day: bool) -> Option<Clock> {
    let ways = WAYS.iter().filter_map(|(phrase, way)| Some((c.phrase(at, &[phrase])?, *way)));
    let mut ways: Vec<(usize, Way)> = ways.collect();
    ways.sort_unstable_by_key(|(end, _)| std::cmp::Reverse(*end));
    for (begin, way) in ways {
        // `per tre`, `a due` and `entro dieci` are no hours.
        let is_weak = ["a", "per", "entro", "verso", "prima di", "dopo", "fino a", "for"]
            .iter()
            .any(|weak| c.phrase(at, &[weak]) == Some(begin));
        if let Some(clock) = led(c, at, begin, way, is_weak) {
            return Some(clock);
        }
    }
    let two = is_after_day.then(|| two(c, at)).flatten();
    let bare = span(c, at, is_after_day).or(two).or_else(|| {
        let (time, end, is_plain) = time(c, at)?;
        let is_dotted = c.word(at).contains('.') && (is_after_day || c.is_day_ahead(end));
        (!is_plain || is_dotted).then_some((time, time, end))
    });
    let (from, to, end) = bare?;
    let (from, to) = (Some(from), Some(to));
    Some(Clock { from, to, is_rough: false, lead: Lead::None, tokens: at..end })
}

fn led(c: &Cursor<'_>, at: usize, begin: usize, way: Way, is_weak: bool) -> Option<Clock> {
    let begin = c.skip(begin, &["circa", "about", "around", "massimo", "max"]);
    let is_english = c.is(at, ENGLISH);
    let dashed = span(c, begin, true).filter(|_| !is_weak);
    let (from, to, end, is_plain) = if let Some((from, to, end)) = dashed {
        (Some(from), Some(to), end, true)
    } else {
        // `from ten to twelve` is no ten to twelve.
        let is_two = matches!(way, Way::From | Way::Between);
        let first = if is_two { hour(c, begin) } else { None };
        let (first, end, is_plain) = first.or_else(|| time(c, begin))?;
        let is_told = c.word(at) == "for" && c.is_day_ahead(end);
        if is_weak && is_plain && !is_told {
            return None;
        }
        let joint = c.phrase(end, JOINTS).and_then(|joint| time(c, joint));
        match (way, joint) {
            (Way::Between | Way::From, Some((to, end, _))) => {
                (Some(first), Some(to), end, is_plain)
            }
            (Way::Between, None) => return None,
            (Way::From | Way::After, _) => (Some(first), None, end, is_plain),
            (Way::By, _) => (None, Some(first), end, is_plain),
            (Way::At | Way::Rough | Way::Until, _) => (Some(first), Some(first), end, is_plain),
        }
    };
    let is_open = is_plain && is_english && !c.may_follow(end);
    // `prima dell'8 giugno` is a day, `at ten to` leaves out its hour.
    let is_day = is_plain && number::is_month(c.word(c.skip(end, &["of", "di"])));
    let is_cut =
        is_plain && (c.word(end) == "past" || c.word(end) == "to" && c.may_follow(end + 1));
    if is_open || is_day || is_cut || c.is_counted(end) {
        return None;
    }
    let lead = match way {
        Way::By => Lead::By,
        Way::Until => Lead::Beyond,
        Way::At | Way::Rough | Way::After | Way::Between | Way::From => Lead::On,
    };
    let is_rough = way == Way::Rough || c.word(end) == "circa" || c.back(begin, 1) == "circa";
    Some(Clock { from, to, is_rough, lead, tokens: at..end })
}

const ENGLISH: &[&str] = &[
    "at", "by", "before", "no", "for", "after", "until", "till", "from", "between", "since",
    "around", "about", "within", "in",
];
const JOINTS: &[&str] =
    &["e le", "e l'", "alle", "all'", "e", "and", "to", "till", "until", "a mezzogiorno"];

/// Two times right behind a day, as in `Saturday 10 to 12`.
fn two(c: &Cursor<'_>, at: usize) -> Option<(Time, Time, usize)> {
    let (from, end, _) = hour(c, at)?;
    let (to, end, _) = time(c, c.phrase(end, &["to"])?)?;
    (!c.is_counted(end)).then_some((from, to, end))
}

/// Two times with a dash between, as in `9-11` or `9.00-11.00`.
fn span(c: &Cursor<'_>, at: usize, is_plain_enough: bool) -> Option<(Time, Time, usize)> {
    if !c.is_number(at) || c.is_code(at) {
        return None;
    }
    let word = c.word(at);
    let (from, to) = word.split_once('-')?;
    let (from, to) = (digits(from)?, digits(to)?);
    let (half, end) = half(c, at + 1);
    if !(is_plain_enough || half.is_some() || word.contains(':')) || c.is_counted(end) {
        return None;
    }
    let to = half.map_or(to, |half| in_half(to, half));
    Some((from, to, end))
}

/// A time: what it is, the place behind, and whether nothing but its words before make it one.
fn time(c: &Cursor<'_>, at: usize) -> Option<(Time, usize, bool)> {
    let sure = |hours: u16, minutes: u16| Time { minutes: hours * HOUR + minutes, is_sure: true };
    let named = [
        ("mezzogiorno e mezzo", sure(12, 30)),
        ("mezzogiorno e mezza", sure(12, 30)),
        ("mezzogiorno", sure(12, 0)),
        ("mezzanotte", sure(24, 0)),
        ("noon", sure(12, 0)),
        ("midday", sure(12, 0)),
        ("midnight", sure(24, 0)),
        ("lunchtime", sure(13, 0)),
        ("lunch", sure(13, 0)),
        ("pranzo", sure(13, 0)),
        ("ora di pranzo", sure(13, 0)),
        ("cena", sure(20, 0)),
    ];
    let named = named.iter().find_map(|(word, time)| Some((*time, c.phrase(at, &[word])?)));
    if let Some((time, end)) = named {
        // After `mezzogiorno` the day is known by itself; a meal needs a word before.
        let is_meal = c.is(end - 1, &["lunch", "pranzo", "cena", "lunchtime"]);
        let is_led = !is_meal || at > c.range().start;
        return is_led.then_some((time, end, false)).filter(|_| {
            !is_meal
                || ["di", "a", "entro", "per", "dopo", "dell'", "l'", "before", "by", "after", "at"]
                    .contains(&c.back(at, 1))
        });
    }
    past_or_to(c, at).or_else(|| hour(c, at))
}

/// `half past nine`, `quarter to five`, `half nine`, `ten past three`.
fn past_or_to(c: &Cursor<'_>, at: usize) -> Option<(Time, usize, bool)> {
    let at = c.skip(at, &["a"]);
    let minutes = match c.word(at) {
        "half" => 30,
        "quarter" => 15,
        "five" | "5" => 5,
        "ten" | "10" => 10,
        "twenty" | "20" => 20,
        _ => return None,
    };
    let is_past = match c.word(at + 1) {
        "past" => true,
        "to" => false,
        _ if minutes == 30 => {
            let (hour, end) = hour_number(c, at + 1)?;
            let stands = (1..=12).contains(&hour) && !c.is_counted(end) && c.may_follow(end);
            let time = Time { minutes: hour * HOUR + 30, is_sure: false };
            return stands.then_some((time, end, false));
        }
        _ => return None,
    };
    let (hour, end) = hour_number(c, at + 2).filter(|(hour, _)| (1..=12).contains(hour))?;
    // `five to ten days` is a length; `five to ten` alone is told by what stands before.
    if c.is_counted(end) {
        return None;
    }
    let minutes = if is_past { hour * HOUR + minutes } else { hour * HOUR - minutes };
    let time = Time { minutes, is_sure: false };
    let (half, end) = half(c, end);
    let time = half.map_or(time, |half| in_half(time, half));
    Some((time, end, !is_past && half.is_none()))
}

fn hour_number(c: &Cursor<'_>, at: usize) -> Option<(u16, usize)> {
    let number = if c.is_number(at) {
        let stands = !c.is_code(at) && c.word(at).len() <= 2;
        stands.then(|| c.word(at).parse().ok())??
    } else if c.word(at) == "una" {
        1
    } else {
        // `twenty five` is of minutes.
        let is_tens =
            number::is_english_ten(c.word(at)) && number::in_words(c.word(at + 1)).is_some();
        let number = number::in_words(c.word(at)).filter(|_| !is_tens);
        number.and_then(|number| u16::try_from(number).ok())?
    };
    (number <= 24).then_some((number, at + 1))
}

fn hour(c: &Cursor<'_>, at: usize) -> Option<(Time, usize, bool)> {
    if c.is_number(at) && c.word(at).contains([':', '.']) {
        let time = digits(c.word(at)).filter(|_| !c.is_code(at))?;
        let (half, end) = half(c, at + 1);
        let is_plain = !c.word(at).contains(':') && half.is_none();
        let is_free = !c.is_counted(end);
        return is_free.then(|| (half.map_or(time, |half| in_half(time, half)), end, is_plain));
    }
    // `alle 10:` and a second number that is not of the time, as in a telephone number.
    let (hour, end) = hour_number(c, at)?;
    if c.is_number(end) && c.is_number(at) && c.gap(at).trim().is_empty() {
        return None;
    }
    let (half, behind) = half(c, end);
    if let Some(half) = half {
        let time = Time { minutes: hour * HOUR, is_sure: false };
        return (hour <= 12).then(|| (in_half(time, half), behind, false));
    }
    if let Some(end) = c.phrase(end, &["o' clock", "o'clock"]) {
        return Some((Time { minutes: hour * HOUR, is_sure: hour > 12 }, end, false));
    }
    let (minutes, end) = minutes(c, end);
    let minutes = (i32::from(hour) * i32::from(HOUR)) + minutes;
    let minutes = u16::try_from(minutes).ok().filter(|minutes| *minutes <= DAY)?;
    Some((Time { minutes, is_sure: minutes > 12 * HOUR }, end, true))
}

/// The minutes that words add to an hour, and the place behind.
fn minutes(c: &Cursor<'_>, at: usize) -> (i32, usize) {
    const ADDED: &[(&str, i32)] = &[
        ("e mezza", 30),
        ("e mezzo", 30),
        ("e trenta", 30),
        ("e un quarto", 15),
        ("e quindici", 15),
        ("e tre quarti", 45),
        ("e quarantacinque", 45),
        ("e cinque", 5),
        ("e dieci", 10),
        ("e venti", 20),
        ("e venticinque", 25),
        ("e quaranta", 40),
        ("e cinquanta", 50),
        ("meno un quarto", -15),
        ("meno dieci", -10),
        ("meno cinque", -5),
        ("meno venti", -20),
        ("e 30", 30),
        ("e 15", 15),
        ("e 45", 45),
        ("thirty", 30),
        ("fifteen", 15),
        ("forty five", 45),
        ("e trentacinque", 35),
    ];
    let found = ADDED.iter().filter_map(|(phrase, add)| Some((*add, c.phrase(at, &[phrase])?)));
    found.max_by_key(|(_, end)| *end).unwrap_or((0, at))
}

/// `am` or `pm`, also with full stops.
fn half(c: &Cursor<'_>, at: usize) -> (Option<bool>, usize) {
    for (phrase, is_later) in [("am", false), ("a m", false), ("pm", true), ("p m", true)] {
        if let Some(end) = c.phrase(at, &[phrase]) {
            return (Some(is_later), end);
        }
    }
    (None, at)
}

fn in_half(time: Time, is_later: bool) -> Time {
    let minutes = match (time.minutes, is_later) {
        (minutes, true) if minutes < 12 * HOUR => minutes + 12 * HOUR,
        (minutes, false) if (12 * HOUR..13 * HOUR).contains(&minutes) => minutes - 12 * HOUR,
        (minutes, _) => minutes,
    };
    Time { minutes, is_sure: true }
}

/// `10`, `10:30`, `10.30`.
fn digits(word: &str) -> Option<Time> {
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, "00"));
    let stands = (1..=2).contains(&hour.len()) && minute.len() == 2;
    let (hours, rest) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
    let minutes = hours.checked_mul(HOUR)?.checked_add(rest)?;
    if word.starts_with("0.") {
        return None;
    }
    let is_sure = minutes >= 13 * HOUR || hour.starts_with('0');
    (stands && rest < 60 && minutes <= DAY).then_some(Time { minutes, is_sure })
}
