//! What cannot be measured here, and which export would make it so.
//!
//! The measures are those of the field reference, section 5.2; each names the kinds of entry without
//! which it cannot be counted. A missing source is never a zero.

use std::collections::BTreeSet;

use filo_intake::mapping::spec::{Content, Meaning, SourceSpec};
use filo_intake::read::Format;
use filo_model::facts::EntryKind;
use serde::Serialize;

use super::sources::{Freshness, SourceRead};
use crate::config::Config;
use crate::findings::FindingKind;

use EntryKind as K;

/// Groups of kinds: every group is needed, of a group one kind is enough.
type Needs = &'static [&'static [EntryKind]];

/// A measure and what it needs.
#[derive(Debug)]
struct Measure {
    id: &'static str,
    /// Every group is needed; of a group one kind is enough.
    needs: &'static [&'static [EntryKind]],
    /// Facts that some source has to map, whatever its kind.
    facts: &'static [&'static str],
}

const fn measure(
    id: &'static str,
    needs: &'static [&'static [EntryKind]],
    facts: &'static [&'static str],
) -> Measure {
    Measure { id, needs, facts }
}

/// The measures, in their order.
const MEASURES: &[Measure] = &[
    measure("F1", &[&[K::Message]], &["reason", "case"]),
    measure("F2", &[&[K::Message]], &["reason"]),
    measure("F3", &[&[K::Attempt]], &[]),
    measure("F4", &[&[K::Verdict]], &[]),
    measure("I1", &[&[K::Handoff]], &[]),
    measure("I2", &[&[K::Handoff], &[K::Message]], &["case"]),
    measure("I3", &[&[K::Handoff]], &["case"]),
    measure("I4", &[&[K::Alert]], &[]),
    measure("S1", &[&[K::Message]], &["reason"]),
    measure("S2", &[&[K::SelfService]], &[]),
    measure("S3", &[&[K::Message]], &["case", "reason"]),
    measure("S4", &[&[K::Message]], &["text"]),
    measure("P1", &[&[K::Promise]], &[]),
    measure("P2", &[&[K::Message]], &["text"]),
    measure("P3", &[&[K::Refusal]], &[]),
    measure("P4", &[&[K::Message]], &["text"]),
    measure("A1", &[&[K::Refusal], &[K::Alternative]], &[]),
    measure("A2", &[&[K::Alternative]], &[]),
    measure("A3", &[&[K::Goodwill]], &[]),
    measure("A4", &[&[K::Message]], &["text"]),
    measure("U1", &[&[K::Approval], &[K::Message]], &["case"]),
    measure("U2", &[&[K::Approval]], &[]),
    measure("U3", &[&[K::Training]], &[]),
    measure("U4", &[&[K::Lesson]], &[]),
    measure(
        "C1",
        &[&[K::Reminder, K::FormalNotice, K::Collection], &[K::Invoice], &[K::Payment]],
        &[],
    ),
    measure("C2", &[&[K::CampaignAttempt], &[K::Contract]], &["product"]),
    measure("C3", &[&[K::Verdict]], &[]),
    measure("C4", &[&[K::Contract], &[K::ClosingContact]], &[]),
    measure("C5", &[&[K::Message]], &[]),
    measure("G1", &[&[K::Improvement]], &[]),
    measure("G3", &[&[K::Suggestion]], &[]),
    measure("G4", &[&[K::Review]], &[]),
];

/// A measure that cannot be counted here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmeasured {
    /// The measure's id in the field reference.
    pub measure: &'static str,
    /// Kinds of entry of which no source gives any; of each group one would be enough.
    pub missing_kinds: Vec<Vec<&'static str>>,
    /// Fields that no source maps.
    pub missing_fields: Vec<&'static str>,
    /// Sources that would give them and are older than they promise, or were not read.
    pub stale_sources: Vec<String>,
}

/// What each kind of finding cannot be counted without.
fn needs_of(kind: FindingKind) -> Needs {
    match kind {
        FindingKind::UndueClaim => &[&[K::Reminder, K::FormalNotice, K::Collection], &[K::Invoice]],
        FindingKind::SuspectPromotion => &[&[K::CampaignAttempt], &[K::Contract, K::Consent]],
        FindingKind::Unbilled => &[&[K::Contract], &[K::Invoice]],
        FindingKind::ToldAgain => &[&[K::Message, K::Note]],
        FindingKind::ContactRain => {
            &[&[K::Message, K::Attempt], &[K::Reminder, K::CampaignAttempt]]
        }
        FindingKind::Unanswered => &[&[K::Attempt]],
        FindingKind::PromiseBroken => &[&[K::Promise]],
        FindingKind::HandoffLate | FindingKind::HandedBack => &[&[K::Handoff]],
        FindingKind::Collision => &[
            &[K::Complaint, K::Dispute],
            &[K::Reminder, K::FormalNotice, K::Collection, K::CampaignAttempt],
        ],
        FindingKind::Stalled
        | FindingKind::Looped
        | FindingKind::Chased
        | FindingKind::AnsweredLate
        | FindingKind::Tortuous
        | FindingKind::Slow
        | FindingKind::Contradictory
        | FindingKind::FlatNo
        | FindingKind::Bounce
        | FindingKind::Repeated
        | FindingKind::SaidPromise
        | FindingKind::SaidRefusal
        | FindingKind::SaidRepeat
        | FindingKind::SaidConstraint => &[&[K::Message]],
    }
}

/// What the sources that were read give.
pub(super) struct Given<'a> {
    sources: Vec<(&'a SourceSpec, BTreeSet<EntryKind>, &'a SourceRead)>,
}

impl<'a> Given<'a> {
    /// The sources of the configuration, in its order, with what was read of each.
    pub(super) fn new(config: &'a Config, read: &'a [SourceRead]) -> Self {
        let sources = config
            .sources
            .iter()
            .zip(read)
            .map(|(source, read)| (&source.spec, kinds(&source.spec, source.options.format), read))
            .collect();
        Self { sources }
    }

    /// What no source gives of what a kind of finding needs.
    pub(super) fn missing(&self, kind: FindingKind) -> Vec<Vec<&'static str>> {
        self.missing_of(needs_of(kind))
    }

    fn live(&self) -> impl Iterator<Item = &(&'a SourceSpec, BTreeSet<EntryKind>, &'a SourceRead)> {
        self.sources.iter().filter(|(_, _, read)| read.rows.rows > read.rows.set_apart)
    }

    fn missing_of(&self, needs: Needs) -> Vec<Vec<&'static str>> {
        let has = |kind: &EntryKind| self.live().any(|(_, kinds, _)| kinds.contains(kind));
        let missing = needs.iter().filter(|group| !group.iter().any(has));
        missing.map(|group| group.iter().map(|kind| kind.name()).collect()).collect()
    }
}

/// What cannot be measured with the sources that were read.
#[must_use]
pub(super) fn unmeasured(given: &Given<'_>) -> Vec<Unmeasured> {
    let mut all = Vec::new();
    let live = || given.live();
    for measure in MEASURES {
        let missing_kinds = given.missing_of(measure.needs);
        let missing_fields = measure
            .facts
            .iter()
            .filter(|field| !live().any(|(spec, _, _)| maps(spec, field)))
            .copied()
            .collect();
        let needed = |kinds: &BTreeSet<EntryKind>| {
            measure.needs.iter().flat_map(|group| group.iter()).any(|kind| kinds.contains(kind))
        };
        let mut stale_sources: Vec<String> = given
            .sources
            .iter()
            .filter(|(_, kinds, read)| {
                needed(kinds) && matches!(read.state, Freshness::Stale | Freshness::Absent)
            })
            .map(|(spec, _, _)| spec.name.clone())
            .collect();
        stale_sources.sort_unstable();
        let one = Unmeasured { measure: measure.id, missing_kinds, missing_fields, stale_sources };
        if one.is_anything() {
            all.push(one);
        }
    }
    all
}

impl Unmeasured {
    fn is_anything(&self) -> bool {
        !(self.missing_kinds.is_empty()
            && self.missing_fields.is_empty()
            && self.stale_sources.is_empty())
    }
}

/// The kinds that a source's rows may be of.
fn kinds(spec: &SourceSpec, format: Format) -> BTreeSet<EntryKind> {
    let mut kinds = BTreeSet::new();
    let mut named = |name: &str| kinds.extend(EntryKind::from_name(name));
    if let Content::Entries(kind) = spec.content {
        named(kind.name());
    }
    for (field, meanings) in &spec.values {
        for meaning in meanings.values() {
            match meaning {
                Meaning::Value(value) if *field == "kind" => named(value),
                Meaning::Fields(fields) => {
                    fields.iter().filter(|(name, _)| *name == "kind").for_each(|(_, v)| named(v));
                }
                Meaning::Value(_) => {}
            }
        }
    }
    for name in brought_along(format) {
        named(name);
    }
    kinds
}

/// The kinds that a format brings whatever the source is called.
fn brought_along(format: Format) -> &'static [&'static str] {
    match format {
        Format::Mbox | Format::Eml => &["message", "receipt"],
        Format::FatturaPa => &["invoice", "credit", "receipt"],
        Format::AsteriskCdr | Format::QueueLog | Format::ThreeCxCdr => &["message", "attempt"],
        _ => &[],
    }
}

fn maps(spec: &SourceSpec, field: &str) -> bool {
    let is_set = spec.values.values().flat_map(|meanings| meanings.values()).any(|meaning| {
        matches!(meaning, Meaning::Fields(fields) if fields.iter().any(|(name, _)| *name == field))
    });
    is_set || spec.columns.contains_key(field) || spec.constants.contains_key(field)
}

#[cfg(test)]
mod tests {
    use super::MEASURES;
    use crate::texts::{Language, Texts};

    #[test]
    fn every_measure_has_its_name_in_both_languages_and_every_need_an_export() {
        for language in [Language::Italian, Language::English] {
            let texts = Texts::new(language);
            for measure in MEASURES {
                assert!(texts.has(&format!("measure-{}", measure.id)), "{}", measure.id);
                for kind in measure.needs.iter().flat_map(|group| group.iter()) {
                    let key = format!("export-{}", kind.name().replace('_', "-"));
                    assert!(texts.has(&key), "{key}");
                }
                for field in measure.facts {
                    assert!(texts.has(&format!("export-field-{field}")), "{field}");
                }
            }
        }
    }
}
