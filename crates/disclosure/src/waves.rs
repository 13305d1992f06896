//! What of a survey's waves may be shown, so that no figure and no sum of figures is about too few people.
//!
//! A wave is one asking of all departments. A figure is asked for with a [`Question`]: of which wave,
//! about which departments, by which [`Definition`]. [`WaveLedger`] answers, and remembers what it
//! allowed; what it remembers can be written out and read back ([`Published`]).
//!
//! Method, in order: departments with few respondents count with their parent, chosen before the wave
//! began; a figure is about as many respondents as the threshold, one in detail about eight; nothing
//! about fewer follows from all that was published of one family of figures in the wave, by adding,
//! subtracting and scaling (`span`); and where it is known who is in a figure, because all answered,
//! those do not count who may have been in such a figure of an earlier wave: their answers could be
//! taken out with it. Who the attacker is taken to be stands in `docs/DISCLOSURE.md`.

mod book;
mod count;
mod ledger;
mod state;
mod unit;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use count::{Answered, Count, Participation};
pub use ledger::WaveLedger;
pub use state::Published;

/// One asking of all departments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// Its name, by which questions name it.
    pub name: String,
    /// Whether answers still come in: then nothing is shown but how many took part.
    pub is_open: bool,
    /// Its departments, each person in one.
    pub departments: Vec<Department>,
}

/// A department in one wave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Its name.
    pub name: String,
    /// The people asked.
    pub invited: u32,
    /// The people who answered anything.
    pub respondents: u32,
    /// With whom its people count where they are too few: another department, or a name that only
    /// such departments share. Chosen before the wave began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// How its people differ from those of earlier waves.
    #[serde(default)]
    pub turnover: Turnover,
    /// The valid respondents by family of figures: first those of its widest base, then of each
    /// narrower one, whose respondents are among those of the one before.
    #[serde(default)]
    pub valid: BTreeMap<String, Vec<u32>>,
}

/// How the people invited differ from those of earlier waves, as far as the caller knows for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turnover {
    /// Not known: few may have come or gone.
    #[default]
    Unknown,
    /// The same people as in the wave before, in the same department.
    Nobody,
    /// At least so many who were invited in no earlier wave.
    Newcomers(u32),
}

/// What a figure says of the respondents.
///
/// All figures that are functions of the same answers are one family: the score of a dimension, its
/// spread, its items, their distributions. What is made of the answers of several families, such as
/// an index of each respondent, makes them one; an index made of published figures is none of its own.
///
/// A family's figures are computed over one base, or over bases of which each holds the next: a
/// dimension over those who answered two items of three, say, and its items over those who answered
/// all three. One base shows more: between two, a few who are in the wider only would be found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The family of figures, with the version of its questions.
    pub family: String,
    /// The figure within the family.
    pub name: String,
    /// Which of the family's bases it is computed over: zero is the widest.
    pub base: usize,
    /// Whether it says more than a score: an item, a distribution, a single closing question.
    pub is_detail: bool,
}

/// A figure that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The wave.
    pub wave: String,
    /// What the figure says.
    pub definition: Definition,
    /// The departments together, by the names of [`WaveLedger::departments`].
    pub departments: BTreeSet<String>,
}

/// Why a figure may not be published.
///
/// The reason itself tells something (how many there are, that all answered), so that people who see
/// the figures are given one sentence for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// No such wave.
    UnknownWave,
    /// No such department in the wave.
    UnknownDepartment,
    /// No department has respondents of this family and base.
    UnknownDefinition,
    /// The department counts with its parent, which is asked for instead.
    Merged,
    /// Answers still come in.
    Open,
    /// It is about too few respondents.
    TooFew,
    /// It is about enough respondents for a score, not for more than that.
    TooFewForDetail,
    /// With what was published it would tell something about too few people.
    Difference,
    /// All answered, in an earlier wave too: the difference would tell of who came or went.
    SamePeople,
}

/// Why a wave cannot be entered, or what was written out not be read back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WaveError {
    /// Two departments of one name.
    #[error("wave `{0}` has department `{1}` twice")]
    Twice(String, String),
    /// More respondents than invited, more valid than respondents, a narrower base that is wider.
    #[error("wave `{0}`, department `{1}`: numbers of people do not fit")]
    People(String, String),
    /// A family with another number of bases in another department.
    #[error("wave `{0}`: family `{1}` has not as many bases everywhere")]
    Bases(String, String),
    /// A department that is its own parent, over others or not.
    #[error("wave `{0}`: the parents of department `{1}` lead in a circle")]
    Parents(String, String),
    /// An earlier wave is still open.
    #[error("wave `{0}` cannot be entered while wave `{1}` is open")]
    Open(String, String),
    /// The wave is closed and was entered with other numbers.
    #[error("wave `{0}` is closed and was entered with other numbers")]
    Closed(String),
    /// A threshold below five.
    #[error("a threshold of {0} is below five")]
    Threshold(u8),
    /// Written by another version.
    #[error("what was published is written in version {0}, which is not known")]
    Version(u32),
    /// A question that could not have been published.
    #[error("what was published holds a figure of wave `{0}` that could not have been")]
    Impossible(String),
}

#[cfg(test)]
mod tests;
