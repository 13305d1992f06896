//! The picture of the culture after a wave: what is said, what others see, what is done, what changed, and the words.
//!
//! The way of the data: [`material`] reads closed waves, [`mod@allowed`] asks of each figure whether it may be shown and
//! remembers that it was, [`mod@done`] turns behaviour measures into the index, [`mod@said`] takes out of the statistics what
//! may not be shown; [`compute`] puts all of it side by side.

mod allowed;
mod done;
mod material;
mod said;

use std::collections::BTreeMap;

use filo_culture::heard::HeardBy;
use filo_culture::instrument::{Instrument, Item, Status, Words};
use filo_culture::mirror::seen::Seen;
use filo_culture::mirror::{self, Mirrors, Say};
use filo_culture::statistics::{Change, Shown, Statistics};
use filo_disclosure::Threshold;
use filo_disclosure::comments::{Comment, Comments, gather};
use filo_store::Store;
use serde::Serialize;

use self::allowed::{allowed, asks_the_same, keep, ledger};
use self::material::Material;
use crate::config::Config;
use crate::culture::heard::heard;
use crate::culture::participation::{Participation, participation};
use crate::culture::wave;
use crate::problem::{Problem, Result};
use crate::report::masking::Masking;

pub use done::{DoneTold, PromiseTold};
pub use said::ClosingTold;

/// From how many respondents and departments on a questionnaire counts as tried.
const RESPONDENTS_TRIED: usize = 200;
const DEPARTMENTS_TRIED: usize = 10;

/// The picture, as data.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// The company.
    pub company: String,
    /// The wave.
    pub wave: String,
    /// What was asked.
    pub instrument: InstrumentTold,
    /// Who took part.
    pub participation: Participation,
    /// What is said, by dimension and department.
    pub statistics: Statistics,
    /// The closing questions.
    pub closings: Vec<ClosingTold>,
    /// How departments see each other.
    pub seen: Seen,
    /// What is done.
    pub done: DoneTold,
    /// The three mirrors side by side.
    pub mirrors: Mirrors,
    /// What changed since the wave before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// What customers say after a case, where they were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heard: Option<HeardBy>,
    /// The public promises beside what was done.
    pub promises: Vec<PromiseTold>,
    /// What people would change, in their words, without names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<CommentsTold>,
}

/// The instrument as it is told.
#[derive(Debug, Clone, Serialize)]
pub struct InstrumentTold {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// How far it says that it is tried.
    pub status: Status,
    /// Whether so many answered here that its own figures say how far it can be trusted.
    pub is_tried: bool,
    /// The names of its dimensions by code, in their order.
    pub dimensions: Vec<(String, Words)>,
    /// The texts of its items by id.
    pub items: BTreeMap<String, Words>,
}

/// What changed since a wave.
#[derive(Debug, Clone, Serialize)]
pub struct Changes {
    /// The earlier wave.
    pub since: String,
    /// By dimension.
    pub dimensions: Vec<Change>,
}

/// Comments as they may be shown.
#[derive(Debug, Clone, Serialize)]
pub struct CommentsTold {
    /// Of the whole company.
    pub company: Vec<String>,
    /// Of departments that may be named.
    pub departments: BTreeMap<String, Vec<String>>,
}

impl Picture {
    /// The same of one department beside the company: nothing of any other stays in it.
    #[must_use]
    pub fn of_department(mut self, name: &str) -> Self {
        for dimension in &mut self.statistics.dimensions {
            dimension.departments.retain(|cell| cell.department == name);
            if let Shown::Value(differences) = &mut dimension.differences {
                differences.retain(|one| one.first == name || one.second == name);
            }
        }
        self.closings.iter_mut().for_each(|one| one.departments.retain(|of, _| of == name));
        self.participation.departments.retain(|one| one.department.as_deref() == Some(name));
        self.seen.cells.values_mut().for_each(|row| row.retain(|rated, _| rated == name));
        self.seen.cells.retain(|_, row| !row.is_empty());
        self.seen.columns.retain(|rated, _| rated == name);
        self.mirrors.departments.retain(|of, _| of == name);
        self.done.index.departments.retain(|of, _| of == name);
        for change in self.changes.iter_mut().flat_map(|changes| &mut changes.dimensions) {
            change.departments.retain(|one| one.department == name);
        }
        if let Some(heard) = &mut self.heard {
            heard.departments.retain(|of, _| of == name);
        }
        if let Some(comments) = &mut self.comments {
            comments.departments.retain(|of, _| of == name);
        }
        self
    }
}

/// Makes the picture of a closed wave, the last one where none is named. What it shows is remembered in the store;
/// whoever calls it holds the writer's claim.
///
/// # Errors
/// Where there is no such wave, it is open, or the store refuses.
pub fn compute(config: &Config, store: &Store, name: Option<&str>, now: i64) -> Result<Picture> {
    let mut waves = closed(store)?;
    let place = match name {
        Some(name) => {
            let kept = wave::find(store, name)?;
            if kept.closed_at.is_none() {
                return Err(Problem::new("wave-open").with("wave", name));
            }
            waves.iter().position(|one| one.kept.name == name)
        }
        None => waves.len().checked_sub(1),
    };
    let place = place.ok_or_else(|| Problem::new("waves-none"))?;
    let threshold = config.threshold_of(waves[place].instrument.min_group);
    let mut ledger = ledger(store, threshold, &waves)?;
    waves.truncate(place + 1);
    let wave = &waves[place];
    // A pulse in between asks other questions: the last wave that asked the same is the one before.
    let earlier = waves.get(..place).unwrap_or_default();
    let before = earlier.iter().rev().find(|one| asks_the_same(one, wave));
    let allowed = allowed(&mut ledger, threshold, wave, before)?;
    let said = said::said(wave, &allowed, threshold);
    let seen = said::seen(wave, &allowed)?;
    let comments = comments(config, &ledger, wave);
    let done = done::done(config, store, now)?;
    let say = said::say(&said);
    let mirrors = mirrors(&say, &seen, &done)?;
    let changes = before.map(|before| Changes {
        since: before.kept.name.clone(),
        dimensions: said::changes(before, wave, &allowed),
    });
    keep(store, &ledger)?;
    Ok(Picture {
        company: config.company.clone(),
        wave: wave.kept.name.clone(),
        instrument: told(&wave.instrument, wave),
        participation: participation(store, &wave.kept, config)?,
        statistics: said.statistics,
        closings: said.closings,
        seen,
        mirrors,
        changes,
        heard: heard(config, store)?,
        promises: done.promises,
        done: done.told,
        comments,
    })
}

/// Whether figures of a wave of this name were published, be it removed since.
///
/// # Errors
/// Where the store refuses.
pub fn was_published(store: &Store, name: &str) -> Result<bool> {
    Ok(!ledger(store, Threshold::LEAST, &[])?.departments(name).is_empty())
}

/// Every closed wave with its answers, in the order of their opening.
fn closed(store: &Store) -> Result<Vec<Material>> {
    let waves = store.wave_list()?.into_iter().filter(|wave| wave.closed_at.is_some());
    waves.map(|wave| Material::read(store, wave)).collect()
}

fn told(instrument: &Instrument, wave: &Material) -> InstrumentTold {
    let words = |item: &Item| (item.id.clone(), item.text.clone());
    let is_tried = wave.answers.respondents() >= RESPONDENTS_TRIED
        && wave.departments.len() >= DEPARTMENTS_TRIED;
    let dimensions = instrument.dimensions.iter();
    InstrumentTold {
        id: instrument.id.clone(),
        version: instrument.version.clone(),
        status: instrument.status,
        is_tried,
        dimensions: dimensions.map(|one| (one.code.clone(), one.name.clone())).collect(),
        items: instrument.items.iter().chain(&instrument.seen).map(words).collect(),
    }
}

fn mirrors(say: &Say, seen: &Seen, done: &done::Done) -> Result<Mirrors> {
    let side = mirror::Done { draws: &done.draws, is_declared: done.told.index.is_declared };
    let options = done.told.index.options;
    mirror::mirrors(say, seen, Some(side), options)
        .map_err(|error| Problem::new("culture-mirrors").caused_by(error))
}

/// The comments to all open questions, as they may be shown.
fn comments(
    config: &Config,
    ledger: &filo_disclosure::waves::WaveLedger,
    wave: &Material,
) -> Option<CommentsTold> {
    let masking = Masking::new(config, &[], false);
    let known = masking.of_staff();
    let masker = masking.masker(&known);
    let mut told = CommentsTold { company: Vec::new(), departments: BTreeMap::new() };
    let questions: std::collections::BTreeSet<&String> =
        wave.words.iter().map(|(_, question, _)| question).collect();
    for question in questions {
        let of_question = wave.words.iter().filter(|(_, asked, _)| asked == question);
        let comments: Vec<Comment<'_>> =
            of_question.map(|(department, _, text)| Comment { department, text }).collect();
        let gathered = gather(ledger, &wave.kept.name, &comments, &masker);
        let Comments { company, departments, .. } = gathered.unwrap_or_default();
        told.company.extend(company);
        for (department, texts) in departments {
            told.departments.entry(department).or_default().extend(texts);
        }
    }
    (!told.company.is_empty()).then_some(told)
}
