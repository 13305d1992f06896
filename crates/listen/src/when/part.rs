//! Parts of a day that have a name: `in mattinata`, `Friday evening`, `fine giornata`, `EOD`.

use super::clock::{DAY, HOUR};
use super::cursor::Cursor;

/// Stretches of a day that have a name, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Whole,
}

impl Part {
    /// From when to when, in minutes of the day.
    pub(super) fn minutes(self) -> [u16; 2] {
        match self {
            Self::Morning => [6 * HOUR, 13 * HOUR],
            Self::Afternoon => [12 * HOUR, 19 * HOUR],
            Self::Evening => [17 * HOUR, DAY],
            Self::Whole => [0, DAY],
        }
    }
}

const PARTS: &[(&str, Part)] = &[
    ("in mattinata", Part::Morning),
    ("la mattinata", Part::Morning),
    ("nella mattinata", Part::Morning),
    ("di mattina", Part::Morning),
    ("la mattina", Part::Morning),
    ("nella mattina", Part::Morning),
    ("del mattino", Part::Morning),
    ("al mattino", Part::Morning),
    ("della mattina", Part::Morning),
    ("in the morning", Part::Morning),
    ("the morning", Part::Morning),
    ("nel pomeriggio", Part::Afternoon),
    ("in pomeriggio", Part::Afternoon),
    ("di pomeriggio", Part::Afternoon),
    ("del pomeriggio", Part::Afternoon),
    ("il pomeriggio", Part::Afternoon),
    ("in the afternoon", Part::Afternoon),
    ("the afternoon", Part::Afternoon),
    ("in serata", Part::Evening),
    ("la serata", Part::Evening),
    ("nella serata", Part::Evening),
    ("di sera", Part::Evening),
    ("la sera", Part::Evening),
    ("della sera", Part::Evening),
    ("entro sera", Part::Evening),
    ("in the evening", Part::Evening),
    ("the evening", Part::Evening),
    ("nella giornata", Part::Whole),
    ("entro la giornata", Part::Whole),
    ("in giornata", Part::Whole),
    ("la giornata", Part::Whole),
    ("fine giornata", Part::Whole),
    ("fine della giornata", Part::Whole),
    ("eod", Part::Whole),
    ("cob", Part::Whole),
    ("end of day", Part::Whole),
    ("end of play", Part::Whole),
    ("end of business", Part::Whole),
    ("close of play", Part::Whole),
    ("close of business", Part::Whole),
    ("the end of the day", Part::Whole),
    ("end of the day", Part::Whole),
    ("inizio mattinata", Part::Morning),
    ("tarda mattinata", Part::Morning),
];

/// A part of the day named by itself; right behind a day, by its word alone.
pub(super) fn read(c: &Cursor<'_>, at: usize, is_after_day: bool) -> Option<(Part, usize)> {
    let found = PARTS.iter().filter_map(|(phrase, part)| Some((*part, c.phrase(at, &[phrase])?)));
    if let Some((part, end)) = found.max_by_key(|(_, end)| *end) {
        return Some((part, end));
    }
    let part = match c.word(at) {
        _ if !is_after_day => return None,
        "mattina" | "mattino" | "morning" | "am" => Part::Morning,
        "pomeriggio" | "afternoon" | "pm" => Part::Afternoon,
        "sera" | "evening" | "night" | "notte" => Part::Evening,
        _ => return None,
    };
    Some((part, at + 1))
}
