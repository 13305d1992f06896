//! Which figures of a wave may be shown: every one is asked of the ledger, which remembers what was published.

use std::collections::BTreeMap;

use filo_culture::answers::point;
use filo_culture::instrument::{Instrument, Item};
use filo_disclosure::Threshold;
use filo_disclosure::seen::{self, Matrix};
use filo_disclosure::waves::{
    Definition, Department, Published, Question, Turnover, Wave, WaveLedger,
};
use filo_model::digest::Digest;
use filo_store::Store;

use super::material::Material;
use crate::problem::{Problem, Result};

/// What may be shown of a wave, and of what changed since the one before.
#[derive(Debug)]
pub(super) struct Allowed {
    /// By dimension and department, nothing for the company: whether its score may be shown.
    scores: BTreeMap<(String, Option<String>), bool>,
    /// The same of items and of how far people agree.
    details: BTreeMap<(String, Option<String>), bool>,
    /// By closing question and department.
    closings: BTreeMap<(String, Option<String>), bool>,
    /// By dimension and department: whether the change may be shown.
    changes: BTreeMap<(String, Option<String>), bool>,
    /// The matrix of who sees whom.
    pub(super) seen: Matrix,
}

impl Allowed {
    pub(super) fn score(&self, dimension: &str, department: Option<&str>) -> bool {
        holds(&self.scores, dimension, department)
    }

    pub(super) fn detail(&self, dimension: &str, department: Option<&str>) -> bool {
        holds(&self.details, dimension, department)
    }

    pub(super) fn closing(&self, question: &str, department: Option<&str>) -> bool {
        holds(&self.closings, question, department)
    }

    /// Whether a dimension was asked about in the same words before.
    pub(super) fn compares(&self, dimension: &str) -> bool {
        self.changes.contains_key(&(dimension.to_owned(), None))
    }

    pub(super) fn change(&self, dimension: &str, department: Option<&str>) -> bool {
        holds(&self.changes, dimension, department)
    }
}

fn holds(
    map: &BTreeMap<(String, Option<String>), bool>,
    what: &str,
    department: Option<&str>,
) -> bool {
    map.get(&(what.to_owned(), department.map(str::to_owned))).copied().unwrap_or(false)
}

/// The dimensions of an instrument with their items.
fn wholes(instrument: &Instrument) -> Vec<(&str, Vec<&Item>)> {
    let dimensions = instrument.dimensions.iter();
    dimensions.map(|one| (one.code.as_str(), instrument.items_of(&one.code).collect())).collect()
}

/// The family of the figures of a dimension: another wording is another family.
fn family(instrument: &Instrument, code: &str, items: &[&Item]) -> String {
    let told: Vec<String> = items.iter().map(|item| instrument.digest(item).to_string()).collect();
    format!("dimension/{code}/{}", Digest::of(told.join("+").as_bytes()))
}

fn closing_family(instrument: &Instrument, id: &str) -> String {
    format!("closing/{}/{}/{id}", instrument.id, instrument.version)
}

/// Whether two waves asked about any dimension in the same words.
pub(super) fn asks_the_same(one: &Material, other: &Material) -> bool {
    let families = |material: &Material| -> Vec<String> {
        let wholes = wholes(&material.instrument).into_iter();
        wholes.map(|(code, items)| family(&material.instrument, code, &items)).collect()
    };
    let theirs = families(other);
    families(one).iter().any(|family| theirs.contains(family))
}

/// The version of the questions about other departments.
pub(super) fn seen_version(instrument: &Instrument) -> String {
    instrument
        .seen
        .iter()
        .map(|item| instrument.digest(item).to_string())
        .collect::<Vec<_>>()
        .join("+")
}

fn score(family: String) -> Definition {
    Definition { family, name: "score".to_owned(), base: 0, is_detail: false }
}

fn detail(family: String) -> Definition {
    Definition { family, name: "items".to_owned(), base: 1, is_detail: true }
}

/// How many items of a dimension must be answered for a score: two thirds, as the statistics have it.
fn needed(items: usize) -> usize {
    (2 * items).div_ceil(3)
}

/// A wave as the ledger takes it: how many stand behind each family of figures.
fn entered(material: &Material) -> Wave {
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let mut departments = Vec::new();
    for (place, name) in material.departments.iter().enumerate() {
        let mut valid: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (code, items) in wholes(&material.instrument) {
            let columns: Vec<usize> =
                items.iter().filter_map(|item| material.answers.column(&item.id)).collect();
            let answered = |row: &&[u8]| {
                columns
                    .iter()
                    .filter(|column| row.get(**column).copied().and_then(point).is_some())
                    .count()
            };
            let with = |least: usize| {
                count(material.rows(name).filter(|row| answered(row) >= least.max(1)).count())
            };
            let bases = vec![with(needed(columns.len())), with(columns.len())];
            valid.insert(family(&material.instrument, code, &items), bases);
        }
        for (id, given) in &material.closings {
            let rows = material.answers.rows().zip(given);
            let answered = rows.filter(|((of, _), point)| {
                usize::try_from(*of).is_ok_and(|of| of == place) && point.is_some()
            });
            valid.insert(closing_family(&material.instrument, id), vec![count(answered.count())]);
        }
        let version = seen_version(&material.instrument);
        for one in &material.kept.departments {
            let rates = material
                .ratings
                .iter()
                .filter(|rating| &rating.rater == name && rating.rated == one.name);
            valid.insert(seen::family(&version, &one.name), vec![count(rates.count())]);
        }
        departments.push(Department {
            name: name.clone(),
            invited: material.invited(name).max(count(material.rows(name).count())),
            respondents: count(material.rows(name).count()),
            parent: None,
            turnover: Turnover::Unknown,
            valid,
        });
    }
    Wave { name: material.kept.name.clone(), is_open: false, departments }
}

/// The ledger of all closed waves, as it was last kept and with those closed since.
pub(super) fn ledger(
    store: &Store,
    threshold: Threshold,
    waves: &[Material],
) -> Result<WaveLedger> {
    let wrong = || Problem::new("wave-ledger");
    let mut ledger = match store.wave_published()? {
        Some(state) => {
            let published: Published =
                serde_json::from_str(&state).map_err(|error| wrong().caused_by(error))?;
            WaveLedger::read_back(published).map_err(|error| wrong().caused_by(error))?
        }
        None => WaveLedger::new(threshold),
    };
    for material in waves {
        ledger.enter(entered(material)).map_err(|error| wrong().caused_by(error))?;
    }
    Ok(ledger)
}

/// Keeps what was published.
pub(super) fn keep(store: &Store, ledger: &WaveLedger) -> Result<()> {
    let state = serde_json::to_string(&ledger.published())
        .map_err(|error| Problem::new("output").caused_by(error))?;
    Ok(store.wave_published_set(&state)?)
}

/// Asks for all figures of a wave, and for those of the wave before that a change is made of.
pub(super) fn allowed(
    ledger: &mut WaveLedger,
    threshold: Threshold,
    wave: &Material,
    before: Option<&Material>,
) -> Result<Allowed> {
    let mut asked: Vec<(Kind, (String, Option<String>), Question)> = Vec::new();
    let name = wave.kept.name.as_str();
    let mut ask = |kind, what: &str, definition: &Definition, ledger: &WaveLedger| {
        let key = |department: Option<&String>| (what.to_owned(), department.cloned());
        asked.push((kind, key(None), ledger.company(name, definition)));
        for department in &wave.departments {
            let question = ledger.question(name, definition, &[department]);
            asked.push((kind, key(Some(department)), question));
        }
    };
    for (code, items) in wholes(&wave.instrument) {
        let family = family(&wave.instrument, code, &items);
        ask(Kind::Score, code, &score(family.clone()), ledger);
        ask(Kind::Detail, code, &detail(family), ledger);
    }
    for id in wave.closings.keys() {
        let family = closing_family(&wave.instrument, id);
        let definition = Definition { is_detail: true, ..score(family) };
        ask(Kind::Closing, id, &definition, ledger);
    }
    let questions: Vec<Question> = asked.iter().map(|(_, _, question)| question.clone()).collect();
    let answers = ledger.publish_all(&questions);
    let mut allowed = Allowed {
        scores: BTreeMap::new(),
        details: BTreeMap::new(),
        closings: BTreeMap::new(),
        changes: BTreeMap::new(),
        seen: Matrix::default(),
    };
    for ((kind, key, _), answer) in asked.into_iter().zip(answers) {
        // The company may have raised its threshold since the ledger began.
        let is_shown = answer.is_ok_and(|count| threshold.allows(count.to));
        match kind {
            Kind::Score => allowed.scores.insert(key, is_shown),
            Kind::Detail => allowed.details.insert(key, is_shown),
            Kind::Closing => allowed.closings.insert(key, is_shown),
        };
    }
    if !wave.instrument.seen.is_empty() {
        let version = seen_version(&wave.instrument);
        allowed.seen = seen::publish(ledger, name, &version).unwrap_or_default();
    }
    if let Some(before) = before {
        changes(ledger, &mut allowed, wave, before);
    }
    Ok(allowed)
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Score,
    Detail,
    Closing,
}

/// Asks for both sides of each change.
fn changes(ledger: &mut WaveLedger, allowed: &mut Allowed, wave: &Material, before: &Material) {
    let earlier = wholes(&before.instrument);
    for (code, items) in wholes(&wave.instrument) {
        let definition = score(family(&wave.instrument, code, &items));
        let was = earlier.iter().find(|(was, _)| *was == code);
        let is_same = |(code, items): &(&str, Vec<&Item>)| {
            family(&before.instrument, code, items) == definition.family
        };
        if !was.is_some_and(is_same) {
            continue;
        }
        let (then, now) = (before.kept.name.as_str(), wave.kept.name.as_str());
        let company = (ledger.company(then, &definition), ledger.company(now, &definition));
        let is_shown = ledger.publish_change(&company.0, &company.1).is_ok();
        allowed.changes.insert((code.to_owned(), None), is_shown);
        for department in &wave.departments {
            let pair = [then, now].map(|one| ledger.question(one, &definition, &[department]));
            let is_shown = allowed.score(code, Some(department))
                && ledger.publish_change(&pair[0], &pair[1]).is_ok();
            allowed.changes.insert((code.to_owned(), Some(department.clone())), is_shown);
        }
    }
}
