//! Numbers, months and days of the week in Italian and English words.

use jiff::civil::Weekday;

const UNITS: [[&str; 2]; 20] = [
    ["zero", "zero"],
    ["uno", "one"],
    ["due", "two"],
    ["tre", "three"],
    ["quattro", "four"],
    ["cinque", "five"],
    ["sei", "six"],
    ["sette", "seven"],
    ["otto", "eight"],
    ["nove", "nine"],
    ["dieci", "ten"],
    ["undici", "eleven"],
    ["dodici", "twelve"],
    ["tredici", "thirteen"],
    ["quattordici", "fourteen"],
    ["quindici", "fifteen"],
    ["sedici", "sixteen"],
    ["diciassette", "seventeen"],
    ["diciotto", "eighteen"],
    ["diciannove", "nineteen"],
];

/// From twenty up: the Italian word, the Italian word before a vowel, the English word.
const TENS: [[&str; 3]; 8] = [
    ["venti", "vent", "twenty"],
    ["trenta", "trent", "thirty"],
    ["quaranta", "quarant", "forty"],
    ["cinquanta", "cinquant", "fifty"],
    ["sessanta", "sessant", "sixty"],
    ["settanta", "settant", "seventy"],
    ["ottanta", "ottant", "eighty"],
    ["novanta", "novant", "ninety"],
];

const ORDINALS: [&str; 21] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// A number of one Italian or English word, from one to a hundred. An article is none.
pub(super) fn in_words(word: &str) -> Option<u32> {
    let from_unit = |form: usize| {
        move |word: &str| {
            let found = UNITS.iter().skip(1).position(|names| names[form] == word);
            found.and_then(|at| u32::try_from(at + 1).ok())
        }
    };
    let (italian, english) = (from_unit(0), from_unit(1));
    // Before a vowel, as in `quarantott'ore`.
    let word = match word {
        "quarantott'" => "quarantotto",
        "ventiquattr'" => "ventiquattro",
        "ott'" => "otto",
        "cento" | "hundred" => return Some(100),
        word => word,
    };
    if let Some(number) = italian(word).or_else(|| english(word)) {
        return Some(number);
    }
    let tens = (2_u32..).zip(TENS);
    tens.filter_map(|(ten, [whole, elided, foreign])| {
        if word == whole || word == foreign {
            return Some(ten * 10);
        }
        let unit = word.strip_prefix(whole).or_else(|| word.strip_prefix(elided))?;
        italian(unit).filter(|unit| *unit < 10).map(|unit| ten * 10 + unit)
    })
    .next()
}

/// The English tens, which take a unit as a word of its own.
pub(super) fn is_english_ten(word: &str) -> bool {
    TENS.iter().any(|names| names[2] == word)
}

/// An English ordinal of one word, from the first to the thirtieth.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    if word == "thirtieth" {
        return Some(30);
    }
    let found = ORDINALS.iter().skip(1).position(|name| *name == word);
    found.and_then(|at| u32::try_from(at + 1).ok())
}

const MONTHS: [&[&str]; 12] = [
    &["gennaio", "january", "jan", "gen"],
    &["febbraio", "february", "feb", "febb"],
    &["marzo", "march", "mar"],
    &["aprile", "april", "apr"],
    &["maggio", "may", "mag"],
    &["giugno", "june", "jun", "giu"],
    &["luglio", "july", "jul", "lug"],
    &["agosto", "august", "aug", "ago"],
    &["settembre", "september", "sept", "sep", "sett", "set"],
    &["ottobre", "october", "oct", "ott"],
    &["novembre", "november", "nov"],
    &["dicembre", "december", "dec", "dic"],
];

/// A month, by its name or a short form of it. Short forms stand only beside a day.
pub(super) fn month(word: &str) -> Option<i8> {
    let found = MONTHS.iter().position(|names| names.contains(&word));
    found.and_then(|at| i8::try_from(at + 1).ok())
}

pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// A month by its whole name.
pub(super) fn whole_month(word: &str) -> Option<i8> {
    month(word).filter(|at| {
        let names = usize::try_from(at - 1).ok().and_then(|at| MONTHS.get(at));
        names.is_some_and(|names| names[..2].contains(&word))
    })
}

/// Whether a month is written in English.
pub(super) fn is_english_month(word: &str) -> bool {
    MONTHS.iter().any(|names| names.get(1) == Some(&word) || names.get(2) == Some(&word))
}

const WEEKDAYS: [(&[&str], &[&str], Weekday); 7] = [
    (&["lunedi", "monday"], &["lun", "mon"], Weekday::Monday),
    (&["martedi", "tuesday"], &["mar", "tue", "tues"], Weekday::Tuesday),
    (&["mercoledi", "wednesday"], &["mer", "wed", "weds"], Weekday::Wednesday),
    (&["giovedi", "thursday"], &["gio", "thu", "thur", "thurs"], Weekday::Thursday),
    (&["venerdi", "friday"], &["ven", "fri"], Weekday::Friday),
    (&["sabato", "saturday"], &["sab", "sat"], Weekday::Saturday),
    (&["domenica", "sunday"], &["dom", "sun"], Weekday::Sunday),
];

/// A day of the week by its whole name, and whether the name is English.
pub(super) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    let found = WEEKDAYS.iter().find(|(names, _, _)| names.contains(&word));
    found.map(|(names, _, weekday)| (*weekday, names[1] == word))
}

/// A day of the week by a short form, and whether it is English.
pub(super) fn short_weekday(word: &str) -> Option<(Weekday, bool)> {
    let found = WEEKDAYS.iter().find(|(_, names, _)| names.contains(&word));
    found.map(|(_, names, weekday)| (*weekday, names[0] != word))
}
