//! What is done: the behaviour measures against the company's goalposts, the grave harms, and its public promises.

use std::collections::BTreeMap;

use filo_culture::goalposts::{Direction, Draft, Goalposts, History};
use filo_culture::index::{
    Count, Counted, Draws, GraveHarms, Index, Inputs, Missing, Options, index,
};
use filo_culture::promised::{self, Judged, Promised};
use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::EntryKind;
use filo_model::figure::Figure;
use filo_store::Store;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::config::Config;
use crate::findings::review::{Standing, State as Reviewed};
use crate::findings::{Finding, FindingKind, Scope};
use crate::measures::table::{Direction as Better, Measure, Rests};
use crate::measures::told::{Audited, Choice, State, ToldMeasure, told};
use crate::measures::{self, Assessed};
use crate::problem::{Problem, Result};
use crate::report::public::{SaidAndDone, said_and_done};

/// The goalposts that come with Filo: a proposal.
const PROPOSED: &str = include_str!("../../../../../data/culture/goalposts.toml");

/// For so many days a grave harm keeps its lid on care.
const HARM_DAYS: i64 = 90;

/// What is done, with the draws that the mirrors compare.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) told: DoneTold,
    pub(super) draws: Draws,
    pub(super) promises: Vec<PromiseTold>,
}

/// What is done, as data.
#[derive(Debug, Clone, Serialize)]
pub struct DoneTold {
    /// The last day of the windows of the measures.
    pub to: Option<Date>,
    /// Who decided the goalposts, why and when.
    pub goalposts: GoalpostsTold,
    /// The index.
    pub index: Index,
    /// The measures by id.
    pub measures: BTreeMap<String, MeasureNamed>,
}

/// A measure's definition and names.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureNamed {
    /// Its definition and version.
    pub definition: &'static str,
    /// Its name by language code.
    pub name: BTreeMap<&'static str, String>,
}

/// Who decided the goalposts.
#[derive(Debug, Clone, Serialize)]
pub struct GoalpostsTold {
    /// The version.
    pub number: u32,
    /// Whether the company declared them.
    pub is_declared: bool,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// When.
    pub date: Date,
}

/// A public promise, what was done, and whether that keeps it.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseTold {
    /// What was said, and the measure that checks it.
    #[serde(flatten)]
    pub said: SaidAndDone,
    /// Whether it was kept; absent where the configuration does not say how much was promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
}

/// Counts what is done. Where nothing was read from any source yet, all measures are missing.
pub(super) fn done(config: &Config, store: &Store, now: i64) -> Result<Done> {
    let goalposts = goalposts(config, now)?;
    let mut inputs = Inputs::default();
    let (mut to, mut measures, mut promises) = (None, Vec::new(), Vec::new());
    if store.record_count()? > 0 {
        let scope = Scope { as_of: None, whole: false };
        let (found, assessed) = measures::assess_both(config, store, scope, now)?;
        let counted = told(config, store, &assessed, Choice::default())?;
        (to, measures) = (Some(counted.to), counted.measures);
        inputs = inputs_of(&measures);
        let standing = Standing::new(&store.review_list()?);
        harms(&mut inputs, &found.counts.findings, &standing, &assessed);
        promises = promised(config, &measures);
    }
    let (index, draws) = index(&inputs, &goalposts, Options::default())
        .map_err(|error| Problem::new("culture-index").caused_by(error))?;
    let told = DoneTold {
        to,
        goalposts: GoalpostsTold {
            number: goalposts.number,
            is_declared: goalposts.is_declared(),
            author: goalposts.author.clone(),
            reason: goalposts.reason.clone(),
            date: goalposts.date,
        },
        index,
        measures: measures.into_iter().map(named).collect(),
    };
    Ok(Done { told, draws, promises })
}

fn named(measure: ToldMeasure) -> (String, MeasureNamed) {
    let ToldMeasure { id, definition, name, .. } = measure;
    (id.to_owned(), MeasureNamed { definition, name })
}

/// The goalposts in force: the company's own, else those that come with Filo.
fn goalposts(config: &Config, now: i64) -> Result<Goalposts> {
    let own = config.culture.goalposts.as_deref();
    let name = own.map_or("goalposts.toml".to_owned(), |path| path.display().to_string());
    let wrong = || Problem::new("culture-goalposts").with("file", &name);
    let text = match own {
        Some(path) => std::fs::read_to_string(path).map_err(|error| wrong().caused_by(error))?,
        None => PROPOSED.to_owned(),
    };
    let draft: Draft = toml::from_str(&text).map_err(|error| wrong().caused_by(error))?;
    let history = History::new(draft).map_err(|error| wrong().caused_by(error))?;
    let today = Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH);
    let today = today.to_zoned(config.zone.clone()).date();
    let in_force = history.on(today).or_else(|| history.versions().first());
    Ok(in_force.unwrap_or_else(|| history.present()).clone())
}

/// The counts of the index: of findings what a fair sample of reviews says is true, where there is one.
fn inputs_of(measures: &[ToldMeasure]) -> Inputs {
    let mut inputs = Inputs::default();
    for one in measures {
        let id = one.id.to_owned();
        inputs.directions.insert(id.clone(), direction(one.direction));
        let missing = match one.state {
            State::Measured => None,
            State::NothingToJudge => Some(Missing::NothingToJudge),
            State::NotMeasurable => Some(Missing::NotMeasurable),
            State::Withheld => Some(Missing::Withheld),
        };
        let company = match (&one.figure, missing) {
            (Some(figure), None) => Count::Of {
                x: numerator(one.direction, figure, one.confirmed.as_ref(), one.audited.as_ref()),
                n: figure.n,
            },
            (_, missing) => Count::Missing(missing.unwrap_or(Missing::NothingToJudge)),
        };
        inputs.company.measures.insert(id.clone(), company);
        for department in &one.departments {
            let Some(name) = &department.department else { continue };
            let figure = &department.figure;
            let count = if figure.n == 0 {
                Count::Missing(Missing::NothingToJudge)
            } else {
                let confirmed = department.confirmed.as_ref();
                Count::Of {
                    x: numerator(one.direction, figure, confirmed, one.audited.as_ref()),
                    n: figure.n,
                }
            };
            let own: &mut Counted = inputs.departments.entry(name.clone()).or_default();
            own.measures.insert(id.clone(), count);
        }
    }
    inputs
}

fn direction(better: Better) -> Direction {
    match better {
        Better::Higher => Direction::Up,
        Better::Lower => Direction::Down,
    }
}

/// The numerator. Where less is better it is what was found, suspected and confirmed; where more is better and the
/// measure rests on findings, what nothing was found against. A fair sample of reviews, where there is one, says how
/// many of the findings are true.
fn numerator(
    better: Better,
    figure: &Figure,
    confirmed: Option<&Figure>,
    audited: Option<&Audited>,
) -> u64 {
    let true_of = |found: u64| {
        let Some(Audited { sample, confirmed, .. }) = audited.copied() else { return found };
        // Rounded to the nearest.
        let doubled = u128::from(found) * u128::from(confirmed) * 2 + u128::from(sample);
        u64::try_from(doubled / (u128::from(sample.max(1)) * 2)).unwrap_or(found).min(found)
    };
    match (better, confirmed) {
        (Better::Lower, confirmed) => true_of(figure.x + confirmed.map_or(0, |one| one.x)),
        (Better::Higher, Some(_)) => figure.n - true_of(figure.n.saturating_sub(figure.x)),
        (Better::Higher, None) => figure.x,
    }
    .min(figure.n)
}

/// Adds the grave harms that people confirmed, to the department that acted and to those that knew better.
fn harms(inputs: &mut Inputs, findings: &[Finding], standing: &Standing, assessed: &Assessed) {
    let since = assessed.frame.findings.as_of - HARM_DAYS * DAY_MILLIS;
    let name = |number: i64| {
        assessed.departments.iter().find(|(one, _)| *one == number).map(|(_, name)| name.clone())
    };
    for finding in findings {
        if finding.at <= since || standing.state(finding.id()) != Reviewed::Confirmed {
            continue;
        }
        let Some(grave) = grave(finding) else { continue };
        add(&mut inputs.company.harms, grave);
        let mut departments = finding.knew.clone();
        departments.push(finding.department);
        departments.sort_unstable();
        departments.dedup();
        for name in departments.into_iter().filter_map(name) {
            // A department too small for a figure of its own gets none by this way either.
            if let Some(own) = inputs.departments.get_mut(&name) {
                add(&mut own.harms, grave);
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grave {
    Collection,
    Suspension,
    Promotion,
}

fn grave(finding: &Finding) -> Option<Grave> {
    let has = |reason: &str| finding.reasons.contains(&reason);
    match (finding.kind, finding.act) {
        (FindingKind::UndueClaim, Some(EntryKind::Collection)) => Some(Grave::Collection),
        (_, Some(EntryKind::Suspension)) if has("complaint_open") => Some(Grave::Suspension),
        (FindingKind::SuspectPromotion, _) if has("opted_out") => Some(Grave::Promotion),
        _ => None,
    }
}

fn add(harms: &mut GraveHarms, grave: Grave) {
    match grave {
        Grave::Collection => harms.undue_collections += 1,
        Grave::Suspension => harms.suspensions_in_complaint += 1,
        Grave::Promotion => harms.calls_after_opt_out += 1,
    }
}

/// The public promises, each judged where the configuration says how much was promised.
fn promised(config: &Config, measures: &[ToldMeasure]) -> Vec<PromiseTold> {
    let said = said_and_done(&config.public_promises, measures);
    let each = said.into_iter().zip(&config.public_promises).map(|(said, promise)| {
        let measure = Measure::named(&said.measure);
        let judged = promise.share.zip(measure).and_then(|(share, measure)| {
            let definition = measure.definition();
            let direction = direction(definition.direction);
            let is_found = matches!(definition.rests, Rests::Findings | Rests::Harms);
            let done = said.figure.as_ref().map(|figure| {
                let sure = said.confirmed.as_ref().map_or(0, |confirmed| confirmed.x);
                let (x, undecided) = match (is_found, definition.direction) {
                    (false, _) => (figure.x, 0),
                    (true, Better::Lower) => (sure, figure.x),
                    // What nothing was found against is sure; a suspected finding may yet be rejected.
                    (true, Better::Higher) => {
                        (figure.x, figure.n.saturating_sub(figure.x).saturating_sub(sure))
                    }
                };
                promised::Cases { x, undecided, n: figure.n }
            });
            promised::judged(Promised { direction, share }, done).ok()
        });
        PromiseTold { said, judged }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use filo_model::figure::Figure;

    use super::{Audited, Better, numerator};

    fn figure(x: u64) -> Figure {
        Figure::new("test/1", x, 48, 48)
    }

    #[test]
    fn a_confirmed_finding_counts_against_whoever_it_is_about_whichever_way_is_better() {
        // Six handoffs of 48 are late, as is suspected; then one of them is confirmed.
        let answered_in_time =
            |confirmed| numerator(Better::Higher, &figure(42), Some(&figure(confirmed)), None);
        assert_eq!((answered_in_time(0), answered_in_time(1)), (42, 42));
        // Six reminders of 48 are undue; then one of them is confirmed.
        let undue = |suspected, confirmed| {
            numerator(Better::Lower, &figure(suspected), Some(&figure(confirmed)), None)
        };
        assert_eq!((undue(6, 0), undue(5, 1)), (6, 6));
        assert_eq!(numerator(Better::Higher, &figure(42), None, None), 42);
    }

    #[test]
    fn a_fair_sample_says_how_many_of_the_findings_are_true() {
        let half = Audited { sample: 30, confirmed: 15, rate: 0.0, interval: (0.0, 0.0) };
        let told = |better, x, confirmed| {
            numerator(better, &figure(x), Some(&figure(confirmed)), Some(&half))
        };
        assert_eq!(told(Better::Lower, 8, 2), 5);
        assert_eq!(told(Better::Higher, 38, 2), 43, "of ten against it five are true");
    }
}
