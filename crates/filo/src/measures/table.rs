//! All measures as data: the ids of the field reference, each with the version of its definition, its
//! direction, its window, how long a thing must age before it is judged, and what it needs.

use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::EntryKind;
use filo_model::words;
use serde::{Serialize, Serializer};

use super::Tally;
use crate::findings::FindingKind;

use EntryKind as K;

words! {
    /// The measures of the field reference, section 5.2, in its order. The first letter is the dimension:
    /// F memory, I together, S ease, P word, A alternative, U autonomy, C care, G example.
    Measure {
        /// Written down the first time.
        F1 = "F1",
        /// Told again.
        F2 = "F2",
        /// Needs nobody answered.
        F3 = "F3",
        /// How often a customer tries before a need is answered.
        F3b = "F3b",
        /// The thread was looked at before acting.
        F4 = "F4",
        /// Handoffs taken over in time.
        I1 = "I1",
        /// The customer chases while another department holds the case.
        I2 = "I2",
        /// Cases sent back and forth.
        I3 = "I3",
        /// Alerts of other departments taken up.
        I4 = "I4",
        /// Solved at the first contact.
        S1 = "S1",
        /// Self-service that failed and made the customer call.
        S2 = "S2",
        /// Simple requests made simple.
        S3 = "S3",
        /// Changes of channel that the company asked for.
        S4 = "S4",
        /// Promises kept by the date first said.
        P1 = "P1",
        /// Promises kept, or moved with notice in time.
        P1b = "P1b",
        /// Contradictory answers.
        P2 = "P2",
        /// A no that gave way with no new fact.
        P3 = "P3",
        /// Interim answers without a date.
        P4 = "P4",
        /// A no with another way.
        A1 = "A1",
        /// Other ways that were accepted.
        A2 = "A2",
        /// Apology and remedy after a fault.
        A3 = "A3",
        /// "Not our department".
        A4 = "A4",
        /// Autonomy used.
        U1 = "U1",
        /// Rubber stamps.
        U2 = "U2",
        /// Training up to date.
        U3 = "U3",
        /// Teaching moments held.
        U4 = "U4",
        /// Claims asked for that could not be.
        C1 = "C1",
        /// Promotions to those who hold the product, opted out or left.
        C2 = "C2",
        /// Guards respected.
        C3 = "C3",
        /// Care of leavers.
        C4 = "C4",
        /// Contact after a harm.
        C5 = "C5",
        /// Improvements verified.
        G1 = "G1",
        /// Causes with an owner.
        G2 = "G2",
        /// Suggestions answered.
        G3 = "G3",
        /// Reviews held.
        G4 = "G4",
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// How long a thing must age before it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// So many days of the clock.
    Days(i64),
    /// So many business days of the company.
    BusinessDays(u32),
}

impl Serialize for Lag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Days(days) => serializer.collect_str(&format_args!("{days} days")),
            Self::BusinessDays(days) => {
                serializer.collect_str(&format_args!("{days} business days"))
            }
        }
    }
}

/// What the count rests on, and so how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rests {
    /// On what sources recorded.
    Entries,
    /// On what words show as well: suspected.
    Words,
    /// On findings: suspected and confirmed apart.
    Findings,
    /// On what people confirmed.
    Harms,
}

/// Groups of kinds of entry: every group is needed, of a group one kind is enough.
pub type Needs = &'static [&'static [EntryKind]];

/// A measure as it is defined.
#[derive(Debug)]
pub struct Definition {
    /// Which one.
    pub measure: Measure,
    /// Its name and version, as `F1/1`.
    pub version: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// The window in days.
    pub days: i64,
    /// How long a thing must age before it is judged.
    pub lag: Lag,
    /// What it rests on.
    pub rests: Rests,
    /// The kinds of entry that it cannot be counted without.
    pub needs: Needs,
    /// Facts that some source has to map, whatever its kind.
    pub facts: &'static [&'static str],
}

/// The window of most measures, in days.
const QUARTER: i64 = 90;
/// The window of what happens seldom, in days.
const HALF_YEAR: i64 = 180;
/// How long training counts, in days.
const YEAR: i64 = 365;

/// The longest of the windows within which acts and findings are judged, in days.
pub const LONGEST: i64 = HALF_YEAR;

const fn measure(
    measure: Measure,
    version: &'static str,
    direction: Direction,
    (days, lag): (i64, Lag),
    rests: Rests,
    needs: Needs,
    facts: &'static [&'static str],
) -> Definition {
    Definition { measure, version, direction, days, lag, rests, needs, facts }
}

use Direction::{Higher, Lower};
use Lag::{BusinessDays, Days};
use Measure as M;
use Rests::{Entries, Findings, Harms, Words};

const ACTS: &[EntryKind] =
    &[K::Reminder, K::FormalNotice, K::Collection, K::CampaignAttempt, K::Suspension];
const DUNNING: &[EntryKind] = &[K::Reminder, K::FormalNotice, K::Collection];

/// Every measure, in the order of [`Measure::ALL`].
#[rustfmt::skip]
pub const DEFINITIONS: [Definition; 35] = [
    measure(M::F1, "F1/1", Higher, (QUARTER, Days(2)), Entries, &[&[K::Message]], &["case", "reason"]),
    measure(M::F2, "F2/1", Lower, (QUARTER, Days(14)), Findings, &[&[K::Message]], &["reason"]),
    measure(M::F3, "F3/2", Lower, (QUARTER, Days(2)), Findings, &[&[K::Attempt]], &[]),
    measure(M::F3b, "F3b/1", Lower, (QUARTER, Days(2)), Entries, &[&[K::Attempt]], &[]),
    measure(M::F4, "F4/1", Higher, (30, Days(0)), Entries, &[&[K::Verdict], ACTS], &[]),
    measure(M::I1, "I1/2", Higher, (QUARTER, Days(5)), Findings, &[&[K::Handoff]], &[]),
    measure(M::I2, "I2/1", Lower, (QUARTER, Days(14)), Findings, &[&[K::Handoff], &[K::Message]], &["case"]),
    measure(M::I3, "I3/1", Lower, (QUARTER, Days(14)), Findings, &[&[K::Handoff]], &["case"]),
    measure(M::I4, "I4/1", Higher, (QUARTER, Days(3)), Entries, &[&[K::Alert]], &[]),
    measure(M::S1, "S1/1", Higher, (QUARTER, Days(7)), Entries, &[&[K::Message]], &["reason"]),
    measure(M::S2, "S2/1", Lower, (QUARTER, Days(2)), Entries, &[&[K::SelfService], &[K::Message]], &[]),
    measure(M::S3, "S3/1", Higher, (QUARTER, Days(14)), Entries, &[&[K::Message]], &["case", "reason"]),
    measure(M::S4, "S4/1", Lower, (QUARTER, Days(14)), Words, &[&[K::Message]], &["case", "text"]),
    measure(M::P1, "P1/2", Higher, (QUARTER, Days(1)), Entries, &[&[K::Promise]], &[]),
    measure(M::P1b, "P1b/1", Higher, (QUARTER, Days(1)), Findings, &[&[K::Promise]], &[]),
    measure(M::P2, "P2/1", Lower, (QUARTER, Days(14)), Findings, &[&[K::Message]], &["text"]),
    measure(M::P3, "P3/1", Lower, (QUARTER, Days(30)), Findings, &[&[K::Refusal, K::Message]], &["text"]),
    measure(M::P4, "P4/1", Lower, (QUARTER, Days(0)), Words, &[&[K::Message]], &["text"]),
    measure(M::A1, "A1/1", Higher, (QUARTER, Days(2)), Words, &[&[K::Refusal, K::Message], &[K::Alternative, K::Message]], &[]),
    measure(M::A2, "A2/1", Higher, (QUARTER, Days(14)), Entries, &[&[K::Alternative]], &[]),
    measure(M::A3, "A3/1", Higher, (HALF_YEAR, BusinessDays(5)), Harms, &[&[K::Message], &[K::Goodwill, K::Credit]], &["text"]),
    measure(M::A4, "A4/1", Lower, (QUARTER, Days(0)), Words, &[&[K::Message]], &["text"]),
    measure(M::U1, "U1/1", Higher, (QUARTER, Days(14)), Entries, &[&[K::Approval], &[K::Message]], &["case", "case_step"]),
    measure(M::U2, "U2/1", Lower, (HALF_YEAR, Days(5)), Entries, &[&[K::Approval]], &["changed"]),
    measure(M::U3, "U3/1", Higher, (YEAR, Days(0)), Entries, &[&[K::Training]], &["people"]),
    measure(M::U4, "U4/1", Higher, (QUARTER, Days(14)), Entries, &[&[K::Lesson]], &[]),
    measure(M::C1, "C1/2", Lower, (QUARTER, Days(30)), Findings, &[DUNNING, &[K::Invoice], &[K::Payment]], &[]),
    measure(M::C2, "C2/1", Lower, (QUARTER, Days(0)), Findings, &[&[K::CampaignAttempt], &[K::Contract]], &["product"]),
    measure(M::C3, "C3/1", Higher, (QUARTER, Days(14)), Findings, &[&[K::Verdict], ACTS], &[]),
    measure(M::C4, "C4/1", Higher, (HALF_YEAR, Days(60)), Findings, &[&[K::Contract], &[K::ClosingContact]], &["explained"]),
    measure(M::C5, "C5/1", Higher, (HALF_YEAR, BusinessDays(2)), Harms, &[&[K::Message]], &[]),
    measure(M::G1, "G1/1", Higher, (HALF_YEAR, Days(30)), Entries, &[&[K::Improvement]], &["measure"]),
    measure(M::G2, "G2/1", Higher, (QUARTER, Days(0)), Entries, &[&[K::Improvement]], &["measure"]),
    measure(M::G3, "G3/1", Higher, (QUARTER, BusinessDays(10)), Entries, &[&[K::Suggestion]], &[]),
    measure(M::G4, "G4/1", Higher, (QUARTER, Days(0)), Entries, &[&[K::Review]], &["threads"]),
];

impl Measure {
    /// How it is defined.
    #[must_use]
    pub fn definition(self) -> &'static Definition {
        &DEFINITIONS[self as usize]
    }

    /// The one kind of finding that is its numerator, where there is one: its reviews say how much of it is
    /// true.
    #[must_use]
    pub fn finding(self) -> Option<FindingKind> {
        match self {
            Self::F3 => Some(FindingKind::Unanswered),
            Self::I2 => Some(FindingKind::Chased),
            Self::I3 => Some(FindingKind::HandedBack),
            Self::P2 => Some(FindingKind::Contradictory),
            Self::C1 => Some(FindingKind::UndueClaim),
            Self::C2 => Some(FindingKind::SuspectPromotion),
            _ => None,
        }
    }

    /// Of so many in the denominator, how many went wrong.
    #[must_use]
    pub fn wrong(self, tally: &Tally) -> u64 {
        match self.definition().direction {
            Direction::Lower => tally.x + tally.confirmed,
            Direction::Higher => tally.n.saturating_sub(tally.x),
        }
    }

    /// The measure that people name, in whatever capitals.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name().eq_ignore_ascii_case(name.trim()))
    }
}

impl Definition {
    /// The window in milliseconds.
    #[must_use]
    pub fn window(&self) -> i64 {
        self.days * DAY_MILLIS
    }
}
