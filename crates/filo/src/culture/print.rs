//! The culture as a few lines: who took part, what is said and done by dimension, and what is sure enough to be told.

use filo_culture::dimension::Dimension;
use filo_culture::instrument::Status;
use filo_culture::statistics::{DimensionStatistics, Shown, Why};

use super::page::points;
use super::picture::Picture;
use crate::config::Config;
use crate::texts::Texts;

/// The lines, of the company or of a department.
#[must_use]
pub fn print(
    picture: &Picture,
    department: Option<&str>,
    config: &Config,
    texts: &Texts,
) -> String {
    let name = |department: &str| config.department_label(department, texts.language()).to_owned();
    let of = department.map(|one| format!(" · {}", name(one))).unwrap_or_default();
    let took_part = picture.participation.departments.iter();
    let took_part =
        took_part.filter(|one| department.is_some() && one.department.as_deref() == department);
    let took_part = took_part.chain([&picture.participation.all]).next();
    let mut lines = vec![
        format!("{} · {}{of}", picture.company, picture.wave),
        took_part.map_or_else(String::new, |one| one.told(config, texts)),
        status(picture, texts),
        String::new(),
    ];
    lines.extend(
        picture.statistics.dimensions.iter().map(|one| line(picture, one, department, texts)),
    );
    lines.push(String::new());
    lines.extend(sure(picture, config, texts));
    lines.join("\n")
}

/// What is said and done in a dimension.
fn line(
    picture: &Picture,
    one: &DimensionStatistics,
    department: Option<&str>,
    texts: &Texts,
) -> String {
    let words = picture.instrument.dimensions.iter().find(|(code, _)| *code == one.code);
    let label = words.and_then(|(_, words)| words.get(texts.language().code()));
    let label = label.map_or(one.code.as_str(), String::as_str);
    let cell = one.departments.iter().find(|cell| Some(cell.department.as_str()) == department);
    let score = if department.is_some() { cell.map(|cell| &cell.score) } else { Some(&one.score) };
    let said = match score.unwrap_or(&Shown::Not(Why::TooFewRespondents)) {
        Shown::Value(mean) => {
            let (low, high) = mean.interval.unwrap_or((mean.mean, mean.mean));
            texts.say(
                "culture-print-said",
                &[("mean", &points(mean.mean)), ("low", &points(low)), ("high", &points(high))],
            )
        }
        Shown::Not(why) => texts.word("culture-why", why.name()),
    };
    let index = &picture.done.index;
    let standing = match department {
        Some(name) => index.departments.get(name),
        None => Some(&index.company),
    };
    let standing = standing
        .zip(Dimension::from_name(&one.code))
        .and_then(|(standing, code)| standing.dimensions.get(&code));
    let done = standing.and_then(|one| one.points).map_or_else(
        || texts.say("culture-print-done-not", &[]),
        |done| {
            let values = [
                ("median", points(done.median)),
                ("low", points(done.low)),
                ("high", points(done.high)),
            ];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            texts.say("culture-print-done", &values)
        },
    );
    format!("  {label:<38} {said} · {done}")
}

/// What is sure enough to be told.
fn sure(picture: &Picture, config: &Config, texts: &Texts) -> Vec<String> {
    let name = |department: &str| config.department_label(department, texts.language()).to_owned();
    let mut sure = Vec::new();
    for (department, mirror) in &picture.mirrors.departments {
        for (key, gap) in [
            ("culture-print-gap-seen", mirror.self_view),
            ("culture-print-gap-done", mirror.say_done),
        ] {
            if let Some(gap) = gap.filter(|gap| gap.is_flagged) {
                let values =
                    [("department", &*name(department)), ("by", &points(gap.points.median))];
                sure.push(texts.say(key, &values));
            }
        }
    }
    let changes = picture.changes.iter().flat_map(|changes| &changes.dimensions);
    let moved: usize = changes
        .flat_map(|change| change.departments.iter().map(|one| &one.changed))
        .filter(|changed| changed.change.value().is_some_and(|change| change.different))
        .count();
    sure.push(texts.say("culture-print-moved", &[("count", &moved.to_string())]));
    let different: usize = picture
        .statistics
        .dimensions
        .iter()
        .filter_map(|one| one.differences.value())
        .map(|all| all.iter().filter(|one| one.told.different).count())
        .sum();
    sure.push(texts.say("culture-print-different", &[("count", &different.to_string())]));
    sure
}

/// How far the questionnaire can be trusted.
fn status(picture: &Picture, texts: &Texts) -> String {
    let key = match (picture.instrument.status, picture.instrument.is_tried) {
        (Status::Validated, _) => "culture-status-validated",
        (_, true) => "culture-print-tried",
        (Status::Piloted, false) => "culture-status-piloted",
        (Status::Draft, false) => "culture-print-draft",
    };
    texts.say(key, &[])
}
