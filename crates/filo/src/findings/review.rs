//! What people made of findings: states, short ids, the order for samples, and what a sample says.
//!
//! Every finding has a fixed place in the **audit order** of its kind: that of a digest of its id,
//! which looks random, depends on nothing else and is the same in every store. Whoever reviews in
//! that order reviews a simple random sample. The **sample** is the longest beginning of the order in
//! which every finding is reviewed, up to the last one that was next in that order when its review
//! was written. Reviews of findings that were chosen because they are grave stand beside it: they
//! decide about their findings and say nothing about the others. Where new findings come in, those
//! that belong to the beginning are asked for first.
//!
//! **Precision** is the share of the sample that was confirmed, with the 95 % Wilson interval for a
//! finite population: the sample counts as n (N − 1) / (N − n) of an endless one, and where all are
//! reviewed nothing is uncertain (Cochran, Sampling Techniques, 1977, section 3.2). It is told from
//! thirty reviews on, or where all are reviewed.

use std::fmt;
use std::str::FromStr;

use filo_model::digest::{Digest, Parts};
use filo_model::figure::{wilson, wilson_of_share};
use filo_model::review::{Review, ReviewContent, standing_reviews};
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use super::{Finding, FindingKind};

/// The fewest reviews from which a precision is told, as domain practice asks of an audit.
pub const SAMPLE_MIN: u64 = 30;

/// Whether a person has said what a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// No review stands.
    Suspected,
    /// A person confirmed it: a harm.
    Confirmed,
    /// A person rejected it.
    Rejected,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Suspected, Self::Confirmed, Self::Rejected];

    /// The name in texts and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Suspected => "suspected",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }
}

/// A finding's id as people see it: `f-` and the first sixteen digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId(pub Digest);

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "f-{:016x}", self.0.short())
    }
}

impl Serialize for FindingId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The beginning of a finding's id, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdPrefix(String);

/// The text is no finding's id, nor the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdPrefixError;

impl fmt::Display for IdPrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("f-0123…")
    }
}

impl std::error::Error for IdPrefixError {}

impl FromStr for IdPrefix {
    type Err = IdPrefixError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix("f-").unwrap_or(text).to_ascii_lowercase();
        let fits =
            (4..=32).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then_some(Self(digits)).ok_or(IdPrefixError)
    }
}

impl IdPrefix {
    /// Whether an id begins so.
    #[must_use]
    pub fn fits(&self, id: Digest) -> bool {
        id.to_string().starts_with(&self.0)
    }
}

impl fmt::Display for IdPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "f-{}", self.0)
    }
}

/// The place of a finding in the order for samples.
#[must_use]
pub fn audit_place(id: Digest) -> Digest {
    let mut parts = Parts::default();
    parts.push(b"audit").push(&id.0);
    parts.digest()
}

/// What stands of all reviews, by finding.
#[derive(Debug, Default)]
pub struct Standing {
    by_finding: FxHashMap<Digest, (State, bool)>,
}

impl Standing {
    /// What stands after every undo; `reviews` in the order of their numbers.
    #[must_use]
    pub fn new(reviews: &[Review]) -> Self {
        let standing = standing_reviews(reviews);
        let by_finding = standing.into_iter().filter_map(|review| {
            let state = match &review.content {
                ReviewContent::Confirm(_) => State::Confirmed,
                ReviewContent::Reject(_) => State::Rejected,
                ReviewContent::Undo { .. } => return None,
            };
            let sampled = review.content.reviewed().is_some_and(|one| one.sampled);
            Some((review.finding, (state, sampled)))
        });
        Self { by_finding: by_finding.collect() }
    }

    /// The state of a finding.
    #[must_use]
    pub fn state(&self, id: Digest) -> State {
        self.by_finding.get(&id).map_or(State::Suspected, |one| one.0)
    }

    /// Whether a finding is the next one of its kind in the order for samples: all before it are
    /// reviewed.
    #[must_use]
    pub fn is_next(&self, id: Digest, findings: &[Finding], kind: FindingKind) -> bool {
        let place = audit_place(id);
        findings
            .iter()
            .filter(|finding| finding.kind == kind)
            .map(Finding::id)
            .all(|other| audit_place(other) >= place || self.by_finding.contains_key(&other))
    }
}

/// What the reviews of one kind say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Precision {
    /// The kind.
    pub kind: &'static str,
    /// How many were found in the period.
    pub found: u64,
    /// How many of these are reviewed, however they were chosen.
    pub reviewed: u64,
    /// How many of the reviewed are confirmed.
    pub confirmed: u64,
    /// How many are the sample.
    pub sample: u64,
    /// How many of the sample are confirmed.
    pub sample_confirmed: u64,
    /// The share of the sample that is confirmed; absent below [`SAMPLE_MIN`].
    pub precision: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// How many of those found are true, estimated, with the least and the most.
    pub estimated: Option<(u64, u64, u64)>,
    /// How many further reviews in the order for samples reach the half-width asked for.
    pub further: u64,
}

/// Half of the widest interval that is precise enough, as a share, by default.
pub const WITHIN: f64 = 0.10;

/// What the reviews of a kind say, and how many more are needed for a half-width `within`.
#[must_use]
pub fn precision(
    kind: FindingKind,
    findings: &[Finding],
    standing: &Standing,
    within: f64,
) -> Precision {
    let own = findings.iter().filter(|finding| finding.kind == kind);
    precision_among(kind, own.map(Finding::id), standing, within)
}

/// As [`precision`], of some findings of a kind by their ids.
#[must_use]
pub fn precision_among(
    kind: FindingKind,
    ids: impl Iterator<Item = Digest>,
    standing: &Standing,
    within: f64,
) -> Precision {
    let mut ids: Vec<(Digest, Digest)> = ids.map(|id| (audit_place(id), id)).collect();
    ids.sort_unstable();
    let states: Vec<Option<(State, bool)>> =
        ids.iter().map(|(_, id)| standing.by_finding.get(id).copied()).collect();
    let begun = states.iter().take_while(|state| state.is_some()).count();
    let last = states[..begun].iter().rposition(|state| state.is_some_and(|one| one.1));
    // Where all are reviewed, how each was chosen makes no difference.
    let sample = if begun == states.len() { begun } else { last.map_or(0, |last| last + 1) };
    let is_confirmed =
        |state: &&Option<(State, bool)>| state.is_some_and(|(state, _)| state == State::Confirmed);
    let count =
        |states: &[Option<(State, bool)>]| states.iter().filter(is_confirmed).count() as u64;
    let found = ids.len() as u64;
    let (n, x) = (sample as u64, count(&states[..sample]));
    let reviewed = states.iter().flatten().count() as u64;
    let confirmed = count(&states);
    let told = n > 0 && (n >= SAMPLE_MIN || n == found);
    let interval = told.then(|| interval(x, n, found));
    let enough = size_needed(x, n, found, within);
    let further = if n >= enough {
        0
    } else {
        // What lies behind the sample may be reviewed already; the next that is not ends it.
        let end = usize::try_from(enough).unwrap_or(usize::MAX).max(begun + 1).min(states.len());
        states[..end].iter().filter(|state| state.is_none()).count() as u64
    };
    Precision {
        kind: kind.name(),
        found,
        reviewed,
        confirmed,
        sample: n,
        sample_confirmed: x,
        precision: told.then(|| share(x, n)),
        interval,
        estimated: interval.map(|(low, high)| {
            // What is known of single findings bounds what is estimated.
            let bounded =
                |share: f64| whole(share, found).clamp(confirmed, found - (reviewed - confirmed));
            (bounded(share(x, n)), bounded(low), bounded(high))
        }),
        further,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn share(x: u64, n: u64) -> f64 {
    x as f64 / n as f64
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a count is between nothing and the count"
)]
fn whole(share: f64, of: u64) -> u64 {
    (share * of as f64).round() as u64
}

/// The interval of a share in a sample of `n` out of `of`.
#[must_use]
pub fn interval(x: u64, n: u64, of: u64) -> (f64, f64) {
    if n == 0 {
        return wilson(0, 0);
    }
    if n >= of {
        return (share(x, n), share(x, n));
    }
    wilson_of_share(share(x, n), effective(n, of))
}

/// The size of an endless population's sample that says as much.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn effective(n: u64, of: u64) -> f64 {
    n as f64 * (of - 1) as f64 / (of - n) as f64
}

/// How large a sample makes half the interval at most `within`, thirty at least, if as large a share
/// of it is confirmed as now seems likely.
fn size_needed(x: u64, n: u64, of: u64, within: f64) -> u64 {
    // Two of each added: the middle of the interval, and a half where nothing is known.
    let likely = share(x + 2, n + 4);
    let reaches = |size: u64| {
        let (low, high) = if size >= of {
            (likely, likely)
        } else {
            wilson_of_share(likely, effective(size, of))
        };
        (high - low) / 2.0 <= within
    };
    let (mut low, mut high) = (n.max(SAMPLE_MIN).min(of), of);
    while low < high {
        let middle = low.midpoint(high);
        if reaches(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
