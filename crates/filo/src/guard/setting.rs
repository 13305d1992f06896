//! What holds for every question of this company: its calendar, its purposes, what its sources give.

use filo_guard::fact::Setting;
use filo_guard::fact::sources::{SourceGives, Sources};
use filo_intake::mapping::spec::{Content, Meaning, SourceSpec};
use filo_intake::read::Format;
use filo_model::facts::EntryKind;
use filo_store::reading::Reading;

use crate::config::{Config, Source};
use crate::report::sources::{Freshness, freshness};

/// The setting at a moment, in UTC epoch milliseconds. Without one, as in a replay of the past, sources
/// count as fresh: when an export was read says nothing of what was known then.
#[must_use]
pub fn setting(config: &Config, readings: &[Reading], as_of: Option<i64>) -> Setting {
    let gives = config.sources.iter().flat_map(|source| {
        let state = as_of.map(|at| state(source, config, readings, at));
        of_source(source, matches!(state, Some(Freshness::Stale | Freshness::Absent)))
    });
    Setting {
        zone: config.zone.clone(),
        calendar: config.calendar.clone(),
        promotional: config.findings.promotional.clone(),
        register: config.guard.register.clone(),
        sources: Sources::new(&gives.collect::<Vec<_>>()),
    }
}

/// The sources that are older at a moment than they promise to be, by name.
#[must_use]
pub fn stale(config: &Config, readings: &[Reading], as_of: i64) -> Vec<String> {
    let is_stale = |source: &&Source| state(source, config, readings, as_of) == Freshness::Stale;
    config.sources.iter().filter(is_stale).map(|source| source.spec.name.clone()).collect()
}

/// How fresh a source is at a moment.
fn state(source: &Source, config: &Config, readings: &[Reading], as_of: i64) -> Freshness {
    let own = readings.iter().filter(|reading| reading.source == source.spec.name);
    freshness(source, &own.collect::<Vec<_>>(), config, as_of)
}

fn of_source(source: &Source, is_stale: bool) -> Vec<SourceGives> {
    let fields = fields(&source.spec);
    let gives = |kind| SourceGives { kind, fields: fields.clone(), is_stale };
    kinds(source).into_iter().map(gives).collect()
}

/// The kinds of entry that a source gives.
fn kinds(source: &Source) -> Vec<EntryKind> {
    let spec = &source.spec;
    let mut kinds = match spec.content {
        Content::Records => Vec::new(),
        Content::Entries(kind) => vec![kind],
    };
    let named = spec.values.get("kind").into_iter().flat_map(|values| values.values());
    let named = named.filter_map(|meaning| match meaning {
        Meaning::Value(kind) => EntryKind::from_name(kind),
        Meaning::Fields(fields) => {
            let kind = fields.iter().find(|(field, _)| *field == "kind")?;
            EntryKind::from_name(&kind.1)
        }
    });
    kinds.extend(named);
    let of_format: &[EntryKind] = match source.options.format {
        Format::FatturaPa => &[EntryKind::Invoice, EntryKind::Credit, EntryKind::Receipt],
        Format::AsteriskCdr | Format::QueueLog | Format::ThreeCxCdr => {
            &[EntryKind::Message, EntryKind::Attempt]
        }
        Format::Mbox | Format::Eml => &[EntryKind::Message, EntryKind::Receipt],
        _ => &[],
    };
    kinds.extend_from_slice(of_format);
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// The fields that a source gives, of whatever kind.
fn fields(spec: &SourceSpec) -> Vec<String> {
    let mut fields: Vec<String> =
        spec.columns.keys().chain(spec.constants.keys()).map(|field| (*field).to_owned()).collect();
    let meanings = spec.values.values().flat_map(|values| values.values());
    for meaning in meanings {
        if let Meaning::Fields(given) = meaning {
            fields.extend(given.iter().map(|(field, _)| (*field).to_owned()));
        }
    }
    fields
}
