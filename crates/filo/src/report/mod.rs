//! The picture of ninety days: what was read, what was found, and where cases wait.
//!
//! Layout: [`Report`] is the data, the same for JSON and print; [`compute`] makes it from a store;
//! `listed` are the findings with their entries; `groups` keeps figures about few people together;
//! `print` is what is shown.

pub mod compute;
mod groups;
pub(crate) mod listed;
mod print;

use filo_model::amount::Amount;
use filo_model::figure::Figure;
use filo_store::load::Tally;
use jiff::civil::Date;
use serde::Serialize;

use crate::findings::review::{FindingId, State};

pub use print::print;

pub use crate::findings::assess::DAYS;

#[expect(clippy::cast_precision_loss, reason = "milliseconds of some years stay far below 2^53")]
fn hours(millis: i64) -> f64 {
    (millis as f64 / 36_000.0).round() / 100.0
}

/// The picture, as data.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The company.
    pub company: String,
    /// The first day of the period.
    pub from: Date,
    /// The last day of the period.
    pub to: Date,
    /// Whether the period is all the time there is.
    pub whole: bool,
    /// What was read.
    pub read: Read,
    /// Customers.
    pub customers: u64,
    /// Records they are made of.
    pub records: u64,
    /// Suspected findings by kind; confirmed ones are never added to them.
    pub suspected: Vec<Suspected>,
    /// The longest waits between departments.
    pub waits: Vec<Wait>,
    /// What calling in vain cost the customers, by telephone line.
    pub lines: Vec<Line>,
    /// Every finding with its evidence.
    pub findings: Vec<ListedFinding>,
}

/// What was read.
#[derive(Debug, Clone, Serialize)]
pub struct Read {
    /// Sources that gave at least one row.
    pub sources: usize,
    /// Files.
    pub files: usize,
    /// Files of which an interrupted weave has read only a part.
    pub unfinished: usize,
    /// The counts of the latest reading of each file.
    pub rows: Tally,
}

/// Suspected findings of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct Suspected {
    /// The kind.
    pub kind: &'static str,
    /// True where the figure would be about fewer than five people in all: it is then empty.
    pub withheld: bool,
    /// x of n, of all there were: x are suspected and not reviewed.
    pub figure: Figure,
    /// The same base, x are confirmed; never added to the suspected. Rejected ones are in neither.
    pub confirmed: Figure,
    /// How many for each reason; a finding may have several.
    pub reasons: Vec<(&'static str, u64)>,
    /// How many for each kind of act that opens the evidence.
    pub acts: Vec<(&'static str, u64)>,
    /// By department, small ones pooled.
    pub departments: Vec<DepartmentFigure>,
}

/// A figure of one department, or of small ones pooled.
#[derive(Debug, Clone, Serialize)]
pub struct DepartmentFigure {
    /// The department; absent for the pool of small ones.
    pub department: Option<String>,
    /// x of n, of all there were: x are suspected and not reviewed.
    pub figure: Figure,
    /// The same base, x are confirmed.
    pub confirmed: Figure,
}

/// What calling in vain cost the customers, by telephone line.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The line; absent where no source names it.
    pub line: Option<String>,
    /// Attempts in the period that nobody answered.
    pub attempts: u64,
    /// Seconds in which the callers were connected to nobody.
    pub seconds: u64,
    /// Of the attempts, those of needs that stayed unanswered.
    pub unanswered: u64,
}

/// How long cases wait between two departments.
#[derive(Debug, Clone, Serialize)]
pub struct Wait {
    /// The version of the definition, as `name/number`.
    pub definition: &'static str,
    /// The department that hands over; absent where it is pooled.
    pub from: Option<String>,
    /// The department that receives; absent where it is pooled.
    pub to: Option<String>,
    /// How many handoffs were judged.
    pub n: u64,
    /// How many there were from any department to the receiving one, judged or not.
    pub of: u64,
    /// The median wait in working hours.
    pub median_hours: f64,
    /// The longest wait in working hours.
    pub longest_hours: f64,
}

/// A finding with its evidence.
#[derive(Debug, Clone, Serialize)]
pub struct ListedFinding {
    /// Its id, the same in every store.
    pub id: FindingId,
    /// Its kind.
    pub kind: &'static str,
    /// What people made of it.
    pub state: State,
    /// How much it weighs, in points; see `findings::weight`.
    pub harm: u32,
    /// Its reasons.
    pub reasons: Vec<&'static str>,
    /// The customer.
    pub customer: String,
    /// The department it belongs to; absent for small ones, whose findings could otherwise be counted.
    pub department: Option<String>,
    /// Departments that knew better and did not share it; small ones are not named.
    pub knew: Vec<String>,
    /// When.
    pub at: String,
    /// The wait in working hours, for handoffs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waited_hours: Option<f64>,
    /// How often: tellings, contacts, attempts.
    pub times: u32,
    /// The amount asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Whether the customer had left.
    pub leaver: bool,
    /// The entries that show it: the act first.
    pub evidence: Vec<ListedEvidence>,
}

/// An entry that shows a finding.
#[derive(Debug, Clone, Serialize)]
pub struct ListedEvidence {
    /// The entry's id.
    pub entry: String,
    /// Its source.
    pub source: String,
    /// Its kind.
    pub kind: &'static str,
    /// When it happened.
    pub at: String,
    /// Its file and line.
    pub place: String,
}
