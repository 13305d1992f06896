//! What the sample's journeys truly show is found, and nothing else: precision and recall of each kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use filo::report::{ListedFinding, Report};
use serde_json::Value;

use crate::company::Company;
use crate::truth::{Place, is, is_judged, key_of, keys_by_place, parts, place, text};

/// The kinds that the course of entries shows.
pub(crate) const JOURNEYS: [&str; 6] =
    ["stalled", "looped", "handed_back", "chased", "collision", "answered_late"];

/// The least precision and recall of each kind.
const LEAST: f64 = 0.95;

/// How a kind was found in one sample.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// Harms that are shown, and how many of them were planted on purpose.
    pub(crate) to_find: usize,
    pub(crate) planted: usize,
    pub(crate) decoys: usize,
    found: usize,
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |count: usize| f64::from(u32::try_from(count).unwrap());
    if whole == 0 { 1.0 } else { count(part) / count(whole) }
}

impl Score {
    fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong.len())
    }

    fn recall(&self) -> f64 {
        share(self.found, self.to_find)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (self.precision(), self.recall());
        write!(f, "precision {precision:.3}, recall {recall:.3} ({} of ", self.found)?;
        write!(f, "{}, {} planted, {} decoys)", self.to_find, self.planted, self.decoys)?;
        self.missed.iter().try_for_each(|one| write!(f, "\n    missed: {one}"))?;
        self.wrong.iter().try_for_each(|one| write!(f, "\n    wrong: {one}"))
    }
}

/// A harm that has to be found.
struct Harm<'t> {
    line: &'t Value,
    parts: BTreeSet<Place>,
}

/// What truth.json says of the kinds.
struct Truth<'t> {
    harms: BTreeMap<&'t str, BTreeMap<Place, Harm<'t>>>,
    /// Entries of what noise has hidden, of what nobody could tell whose it is, or of what words alone
    /// show: they may be found or not.
    doubtful: BTreeSet<Place>,
    decoys: Vec<&'t Value>,
}

impl<'t> Truth<'t> {
    fn of(planted: &[&'t Value]) -> Self {
        let (harms, doubtful, decoys) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
        let mut truth = Self { harms, doubtful, decoys };
        for &line in planted {
            let is_journey = JOURNEYS.contains(&text(line, "kind"));
            if !is_judged(line) || (is_journey && is(line, "later")) {
                truth.doubtful.extend(parts(line));
            } else if is_journey && is(line, "harm") {
                let own = truth.harms.entry(text(line, "kind")).or_default();
                own.insert(place(&line["act"]), Harm { line, parts: parts(line).collect() });
            } else if is_journey {
                truth.decoys.push(line);
            }
        }
        truth
    }

    /// The harm that a finding tells of. Which of several chases was heard first is a matter of words;
    /// everything else has one act.
    fn harm_of(&self, kind: &str, act: &Place) -> Option<&Harm<'t>> {
        let harms = self.harms.get(kind)?;
        let same = harms.get(act);
        let any = || harms.values().find(|one| kind == "chased" && one.parts.contains(act));
        same.or_else(any)
    }
}

/// Finds the kinds again in what was reported, and says how well.
pub(crate) fn scores(
    company: &Company,
    report: &Report,
    truth: &Value,
) -> BTreeMap<&'static str, Score> {
    let keys = keys_by_place(company);
    let planted: Vec<&Value> = truth["planted"].as_array().unwrap().iter().collect();
    let truth = Truth::of(&planted);
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    for kind in JOURNEYS {
        let mut score = Score::default();
        let mut met: BTreeSet<Place> = BTreeSet::new();
        for finding in report.findings.iter().filter(|finding| finding.kind == kind) {
            let act = (finding.evidence[0].source.clone(), key_of(company, &keys, finding));
            judge(&truth, kind, &act, finding, &mut score, &mut met);
        }
        for (act, harm) in truth.harms.get(kind).into_iter().flatten() {
            let is_planned = text(harm.line, "variant") != "by_life";
            score.to_find += 1;
            score.planted += usize::from(is_planned);
            if met.contains(act) {
                score.found += 1;
            } else {
                let (id, variant) = (text(harm.line, "id"), text(harm.line, "variant"));
                score.missed.push(format!("{id} {variant} at {} {}", act.0, act.1));
            }
        }
        scores.insert(kind, score);
    }
    decoys(&truth, company, &keys, report, &mut scores);
    scores
}

fn judge(
    truth: &Truth<'_>,
    kind: &str,
    act: &Place,
    finding: &ListedFinding,
    score: &mut Score,
    met: &mut BTreeSet<Place>,
) {
    if let Some(harm) = truth.harm_of(kind, act) {
        let expected = text(harm.line, "department");
        // Small departments are not named.
        if finding.department.as_deref().is_some_and(|name| name != expected) {
            let found = finding.department.as_deref().unwrap_or_default();
            score.wrong.push(format!("{} {}: in {found}, not {expected}", act.0, act.1));
            return;
        }
        score.right += 1;
        met.insert(place(&harm.line["act"]));
    } else if !truth.doubtful.contains(act) {
        score.wrong.push(format!("{} {}: never happened", act.0, act.1));
    }
}

/// No decoy may be found as what it only looks like, whichever of its entries was taken for the act.
fn decoys(
    truth: &Truth<'_>,
    company: &Company,
    keys: &BTreeMap<String, String>,
    report: &Report,
    scores: &mut BTreeMap<&'static str, Score>,
) {
    for (kind, score) in scores {
        let found: Vec<Place> = report
            .findings
            .iter()
            .filter(|finding| finding.kind == *kind)
            .map(|one| (one.evidence[0].source.clone(), key_of(company, keys, one)))
            .collect();
        for line in truth.decoys.iter().filter(|line| text(line, "kind") == *kind) {
            score.decoys += 1;
            let own: BTreeSet<Place> = parts(line).collect();
            if found.iter().any(|act| own.contains(act)) {
                score.wrong.push(format!(
                    "{} {}: a decoy",
                    text(line, "id"),
                    text(line, "variant")
                ));
            }
        }
    }
}

/// Fails where a kind is found less well than it has to be; says how well each was.
#[expect(clippy::print_stderr, reason = "what was missed is to be seen also where it is allowed")]
pub(crate) fn check(
    company: &Company,
    report: &Report,
    truth: &Value,
) -> BTreeMap<&'static str, Score> {
    let scores = scores(company, report, truth);
    for (kind, score) in &scores {
        eprintln!("{kind}: {score}");
    }
    for (kind, score) in &scores {
        assert!(score.precision() >= LEAST && score.recall() >= LEAST, "{kind}: {score}");
    }
    scores
}
