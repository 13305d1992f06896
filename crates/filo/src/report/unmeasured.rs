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
use crate::measures::table::{DEFINITIONS, Definition, Needs};

use EntryKind as K;

/// A measure that cannot be counted here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
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
pub(crate) struct Given<'a> {
    sources: Vec<(&'a SourceSpec, BTreeSet<EntryKind>, &'a SourceRead)>,
}

impl<'a> Given<'a> {
    /// The sources of the configuration, in its order, with what was read of each.
    pub(crate) fn new(config: &'a Config, read: &'a [SourceRead]) -> Self {
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
    DEFINITIONS
        .iter()
        .map(|definition| given.lacks(definition))
        .filter(Unmeasured::is_anything)
        .collect()
}

impl Given<'_> {
    /// What no source gives of what a measure needs.
    pub(crate) fn lacks(&self, definition: &Definition) -> Unmeasured {
        let live = || self.live();
        let missing_fields = definition
            .facts
            .iter()
            .filter(|field| !live().any(|(spec, _, _)| maps(spec, field)))
            .copied()
            .collect();
        let needed = |kinds: &BTreeSet<EntryKind>| {
            definition.needs.iter().flat_map(|group| group.iter()).any(|kind| kinds.contains(kind))
        };
        let mut stale_sources: Vec<String> = self
            .sources
            .iter()
            .filter(|(_, kinds, read)| {
                needed(kinds) && matches!(read.state, Freshness::Stale | Freshness::Absent)
            })
            .map(|(spec, _, _)| spec.name.clone())
            .collect();
        stale_sources.sort_unstable();
        Unmeasured {
            measure: definition.measure.name(),
            missing_kinds: self.missing_of(definition.needs),
            missing_fields,
            stale_sources,
        }
    }
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
    use crate::measures::table::DEFINITIONS;
    use crate::texts::{Language, Texts};

    #[test]
    fn every_need_has_an_export_in_both_languages() {
        for language in [Language::Italian, Language::English] {
            let texts = Texts::new(language);
            for definition in &DEFINITIONS {
                for kind in definition.needs.iter().flat_map(|group| group.iter()) {
                    let key = format!("export-{}", kind.name().replace('_', "-"));
                    assert!(texts.has(&key), "{key}");
                }
                for field in definition.facts {
                    let key = format!("export-field-{}", field.replace('_', "-"));
                    assert!(texts.has(&key), "{key}");
                }
            }
        }
    }
}
