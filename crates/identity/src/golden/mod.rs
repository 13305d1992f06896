//! The golden view of a customer: of each field the best value, where it comes from and when, and
//! what disagrees; and what sources have to correct.
//!
//! Pure: what sources say of the records of one customer in, the golden view out. Nothing of it is
//! kept; it is made anew from the rows, and the order in which they arrived does not matter.
//!
//! **The rule** for a field that has one value. Values that fit each other (two writings, or a part
//! and the whole) support each other. Of all values that one wins which
//! 1. a person chose;
//! 2. is readable and whole, before a part, a filler, and what cannot be read;
//! 3. nobody moved away from: an address is left when a source replaces it by one that nobody had
//!    said before, whatever how many repeat the old one;
//! 4. more systems say; a valid tax code is one more system for the day of birth it implies;
//! 5. the tax code implies: the day of birth, the letters of the name;
//! 6. more records say; of an address, the one that was first said latest, by whoever says it still;
//! 7. was first said latest; of an address, the one that more records say;
//! 8. comes first in the order of its letters.
//!
//! Of the writings that fit the winner the fullest is shown, then the one that most records have,
//! then the latest. Telephone numbers and mail addresses stand beside each other, in the order: chosen;
//! readable; not replaced elsewhere; one person's rather than an office's; of more systems; latest.
//!
//! Layout: [`value`] is how values compare, [`said`] the versions of what a source says in their
//! time, `single` and `several` choose, [`correction`] is what follows for sources.

pub mod correction;
pub mod said;
mod several;
mod single;
pub mod value;

use filo_model::choice::Field;
use filo_model::digest::Digest;

pub use correction::{Correction, corrections};
pub use said::{Said, Version};
pub use value::{Grade, Value, values};

/// A choice of a person about one of the customer's records that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Its number.
    pub number: i64,
    /// When it was made, in UTC epoch milliseconds.
    pub at: i64,
    /// The record.
    pub record: Digest,
    /// The field.
    pub field: Field,
    /// The digest of the statement in which the value stood.
    pub statement: Digest,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The place, among all that is said, of the record and source that say it.
    pub said: usize,
    /// Since when, in UTC epoch milliseconds.
    pub since: i64,
    /// Whether the record's tax code implies it.
    pub implied: bool,
}

/// Why a value disagrees with the best one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is another value.
    Other,
    /// Another source of this customer replaced it.
    Replaced,
    /// It only fills a compulsory field.
    Placeholder,
    /// It cannot be read as what it should be.
    Unreadable,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Other, Self::Replaced, Self::Placeholder, Self::Unreadable];

    /// The stable name, in JSON and as the key of its text.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Other => "other",
            Self::Replaced => "replaced",
            Self::Placeholder => "placeholder",
            Self::Unreadable => "unreadable",
        }
    }
}

/// A value that disagrees with the best one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The value.
    pub value: Value,
    /// Who says so.
    pub origin: Origin,
    /// Why it counts as disagreement.
    pub why: Why,
    /// Whether it was first said after a person chose the best value, so that somebody should look.
    pub is_news: bool,
}

/// The best value of a field; of a field with several values, one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    /// The field.
    pub field: Field,
    /// The value.
    pub value: Value,
    /// The number of the choice that made it the best, where one did.
    pub choice: Option<i64>,
    /// Who says it now, in the order of records and sources.
    pub origins: Vec<Origin>,
    /// What disagrees, in the same order.
    pub differs: Vec<Differing>,
}

/// The golden view of a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Golden {
    /// The best values in the order of [`Field::ALL`]; a field of which nothing is said has none.
    pub best: Vec<Best>,
}

/// The golden view of all that is said of a customer, given the choices of people about its records
/// that stand.
#[must_use]
pub fn golden(said: &[Said], chosen: &[Chosen]) -> Golden {
    let mut best = Vec::new();
    for field in Field::ALL {
        if field.is_several() {
            best.extend(several::choose(field, said, chosen));
        } else {
            best.extend(single::choose(field, said, chosen));
        }
    }
    Golden { best }
}

/// Somebody's saying a value now.
#[derive(Debug, Clone)]
struct Voice {
    value: Value,
    origin: Origin,
}

/// Who says what of a field now, in the order of records and sources.
fn voices(field: Field, said: &[Said]) -> Vec<Voice> {
    let mut places: Vec<usize> = (0..said.len()).collect();
    places.sort_by_key(|&place| (said[place].record, &said[place].source));
    let mut voices = Vec::new();
    for place in places {
        voices.extend(said[place].now(field).into_iter().map(|(value, since)| Voice {
            value,
            origin: Origin { said: place, since, implied: false },
        }));
    }
    voices
}

/// The latest choice about a field whose value is still known, and that value.
fn chosen_value(field: Field, said: &[Said], chosen: &[Chosen]) -> Option<(Chosen, Value)> {
    let mut about: Vec<&Chosen> = chosen.iter().filter(|one| one.field == field).collect();
    about.sort_by_key(|one| std::cmp::Reverse(one.number));
    about.into_iter().find_map(|one| {
        let of_record = said.iter().filter(|said| said.record == one.record);
        let mut versions = of_record.flat_map(|said| &said.versions);
        let version = versions.find(|version| version.digest == one.statement)?;
        Some((*one, values(field, &version.details).into_iter().next()?))
    })
}

#[cfg(test)]
mod tests;
