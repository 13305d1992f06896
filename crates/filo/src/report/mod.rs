//! The picture of ninety days: what was read, what was found, and where cases wait.
//!
//! Layout: [`Report`] is the data, the same for JSON, print and page; [`compute`] makes it from a
//! store, with `listed` for the findings and their entries, [`sources`] for what was read, [`public`] for what was promised, `emblematic` and
//! [`told`] for the threads that are told, [`unmeasured`] for what is missing; `print` is the
//! fifteen lines, [`page`] the page, [`charts`] its pictures.

pub mod charts;
pub mod compute;
mod emblematic;
pub(crate) mod groups;
pub mod journey;
pub(crate) mod listed;
pub(crate) mod masking;
pub mod page;
mod print;
pub mod public;
pub(crate) mod published;
pub mod sources;
pub mod told;
pub mod unmeasured;
pub mod words;

use filo_model::amount::Amount;
use filo_model::figure::Figure;
use filo_store::load::Tally;
use filo_store::project::Reach;
use jiff::civil::Date;
use serde::Serialize;

use crate::findings::review::{FindingId, State};
use crate::measures::told::ToldRequest;
use journey::Journey;

pub use print::print;
use public::SaidAndDone;
use sources::SourceRead;
use told::ToldThread;
use unmeasured::Unmeasured;
use words::Words;

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
    /// Whether names and numbers of persons stand in what is told.
    pub with_names: bool,
    /// What was read.
    pub read: Read,
    /// How far customers are known across systems.
    pub reach: Reach,
    /// Customers.
    pub customers: u64,
    /// Records they are made of.
    pub records: u64,
    /// Suspected findings by kind; confirmed ones are never added to them.
    pub suspected: Vec<Suspected>,
    /// An example or two of each kind of finding.
    pub examples: Vec<Example>,
    /// Needs by telephone line.
    pub lines: Vec<LineNeeds>,
    /// The longest waits between departments.
    pub waits: Vec<Wait>,
    /// The journeys of customers; absent where no case can be followed.
    pub journey: Option<Journey>,
    /// What was promised in public, beside what was done.
    pub public_promises: Vec<SaidAndDone>,
    /// The standards by kind of request, beside what was done.
    pub standards: Vec<ToldRequest>,
    /// Five threads told in department lanes.
    pub threads: Vec<ToldThread>,
    /// What words show beside the figures.
    pub words: Words,
    /// What cannot be measured here.
    pub unmeasured: Vec<Unmeasured>,
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
    /// By source, in the order of their names.
    pub by_source: Vec<SourceRead>,
}

/// Needs on one telephone line.
#[derive(Debug, Clone, Serialize)]
pub struct LineNeeds {
    /// The line's number or name; absent where no source says it.
    pub line: Option<String>,
    /// True where the people who answer it are fewer than five: what follows is then empty.
    pub withheld: bool,
    /// Unanswered of judged needs whose first attempt was on this line.
    pub figure: Figure,
    /// Attempts that nobody answered.
    pub attempts: u64,
    /// Of these, those that a machine answered.
    pub by_machine: u64,
    /// The seconds for which the callers of these attempts were connected.
    pub seconds: u64,
    /// What these attempts cost the callers, where the tariff is configured.
    pub cost: Option<Amount>,
}

/// A finding that stands as an example of its kind.
#[derive(Debug, Clone, Serialize)]
pub struct Example {
    /// The kind.
    pub kind: &'static str,
    /// The finding's id.
    pub finding: String,
    /// The entries that show it.
    pub told: ToldThread,
}

/// Suspected findings of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct Suspected {
    /// The kind.
    pub kind: &'static str,
    /// True where the figure would be about fewer than five people in all: it is then empty.
    pub withheld: bool,
    /// Kinds of entry without which it cannot be counted and of which no source gives any; of each
    /// group one would be enough. Not measurable is not zero.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Vec<&'static str>>,
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
    /// Its source; empty where the finding is of a small department, which it would name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Its kind.
    pub kind: &'static str,
    /// When it happened.
    pub at: String,
    /// Its file and line; empty where the source is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
}

impl Report {
    /// Takes out of the list of findings what would name a small department, before it leaves.
    #[must_use]
    pub fn for_leaving(mut self) -> Self {
        for finding in self.findings.iter_mut().filter(|finding| finding.department.is_none()) {
            for evidence in &mut finding.evidence {
                evidence.source.clear();
                evidence.place.clear();
            }
        }
        self
    }
}
