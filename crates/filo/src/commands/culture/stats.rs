//! `filo culture stats`: what a sheet of answers tells, and how surely. Needs no configuration and no store.

use std::path::Path;

use filo_culture::statistics::{Change, Limits, Options, ScoringKey, Statistics, Wave, changes};
use serde::Serialize;
use serde_json::json;

use super::super::Session;
use super::stats_lines::lines;
use crate::cli::culture::Stats;
use crate::culture::questionnaire;
use crate::culture::sheet::{self, Asked, Sheet};
use crate::output;
use crate::problem::{Problem, Result};

/// So many rows that were set apart are told one by one.
const APART_TOLD: usize = 20;

/// What is written.
#[derive(Serialize)]
pub(super) struct Told {
    /// The instrument, where the columns are of one.
    pub(super) instrument: Option<serde_json::Value>,
    /// How many rows were set apart.
    pub(super) set_apart: usize,
    #[serde(flatten)]
    pub(super) statistics: Statistics,
    /// What changed since the sheet before, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) changes: Option<Vec<Change>>,
}

pub(super) fn run(args: &Stats, session: &Session) -> Result<u8> {
    let instrument = args.instrument.as_deref().map(questionnaire::read).transpose()?;
    let asked = match &instrument {
        Some(instrument) => Asked::Instrument(instrument),
        None => Asked::Whatever { points: args.points },
    };
    let (sheet, mut key) = read(&args.file, asked, session)?;
    let before = args.before.as_deref().map(|file| read(file, asked, session)).transpose()?;
    if let Some(code) = &args.dimension {
        key.dimensions.retain(|dimension| dimension.code == *code);
        if key.dimensions.is_empty() {
            return Err(Problem::new("culture-stats-dimension").with("code", code).as_answer());
        }
    }
    let populations = args.population.iter().map(|(name, count)| (name.clone(), u64::from(*count)));
    let options = Options {
        seed: args.seed,
        resamples: args.resamples,
        group_min: args.group_min,
        populations: populations.collect(),
        ..Options::default()
    };
    let statistics = Statistics::with(&sheet.answers, &key, &options, &mut Limits::default());
    let changes = before.map(|(before, before_key)| {
        let earlier = Wave { answers: &before.answers, key: &before_key };
        changes(earlier, Wave { answers: &sheet.answers, key: &key }, &options)
    });
    let instrument = sheet.instrument.as_ref().map(|instrument| {
        json!({ "id": instrument.id, "version": instrument.version, "status": instrument.status })
    });
    let told = Told { instrument, set_apart: sheet.apart.len(), statistics, changes };
    if session.common.json {
        output::json_line(&told)?;
    } else {
        let names = sheet.instrument.as_ref();
        output::data(&lines(&told, names, args.dimension.is_some(), &session.texts()))?;
    }
    Ok(0)
}

/// A sheet and how it is scored; what was set apart is told.
fn read(file: &Path, asked: Asked<'_>, session: &Session) -> Result<(Sheet, ScoringKey)> {
    let sheet = sheet::read(file, asked)?;
    sheet.tell_apart(&session.texts(), APART_TOLD);
    let key = match &sheet.instrument {
        Some(instrument) => ScoringKey::of(instrument),
        None => ScoringKey::by_prefix(sheet.answers.items(), sheet.points),
    };
    Ok((sheet, key))
}
