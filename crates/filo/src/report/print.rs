//! The picture in a few lines, in the reader's language.

use filo_model::figure::Figure;

use super::{Report, Suspected, Wait};
use crate::config::Config;
use crate::findings::FindingKind;
use crate::texts::Texts;

/// The picture in at most twenty-four lines: two for each kind of finding about single acts, one for all
/// that the course of cases shows, one for all that words show.
#[must_use]
pub fn print(report: &Report, config: &Config, texts: &Texts) -> String {
    let mut lines = vec![texts.say(
        if report.whole { "report-title-whole" } else { "report-title" },
        &[
            ("company", &report.company),
            ("from", &texts.date(report.from)),
            ("to", &texts.date(report.to)),
        ],
    )];
    let rows = &report.read.rows;
    lines.push(texts.say(
        "report-read",
        &[
            ("sources", &report.read.sources.to_string()),
            ("files", &report.read.files.to_string()),
            ("rows", &texts.count(rows.rows)),
            ("apart", &texts.count(rows.set_apart)),
            ("unread", &texts.count(rows.unread)),
        ],
    ));
    lines.push(texts.say(
        "report-customers",
        &[("customers", &texts.count(report.customers)), ("records", &texts.count(report.records))],
    ));
    lines.push(texts.say("report-suspected", &[]));
    let is = |one: &Suspected, test: fn(FindingKind) -> bool| {
        FindingKind::from_name(one.kind).is_some_and(test)
    };
    let of = |test: fn(FindingKind) -> bool| {
        report.suspected.iter().filter(move |one| is(one, test)).collect::<Vec<_>>()
    };
    for suspected in of(|kind| !kind.is_heard() && !kind.is_of_course()) {
        lines.push(format!("  {}", kind_line(suspected, texts)));
        if !suspected.departments.is_empty() {
            lines.push(format!("    {}", departments_line(suspected, config, texts)));
        }
    }
    let (courses, heard) = (of(FindingKind::is_of_course), of(FindingKind::is_heard));
    lines.extend(short_line("report-courses", &courses, texts));
    lines.extend(short_line("report-heard", &heard, texts));
    for wait in report.waits.iter().take(if heard.is_empty() { 2 } else { 1 }) {
        lines.push(wait_line(wait, config, texts));
    }
    if report.waits.is_empty() {
        lines.push(texts.say("report-no-waits", &[]));
    }
    lines.push(texts.say("report-next", &[]));
    lines.join("\n")
}

/// Several kinds in one line: of each how many of how many.
fn short_line(key: &str, kinds: &[&Suspected], texts: &Texts) -> Option<String> {
    let told = kinds.iter().filter(|one| !one.withheld && one.figure.n > 0);
    let told: Vec<String> = told
        .map(|one| {
            let name = texts.word("finding-one", one.kind);
            let (x, n) = (texts.count(one.figure.x), texts.count(one.figure.n));
            format!("{name} {}", texts.say("report-figure-small", &[("x", &x), ("n", &n)]))
        })
        .collect();
    (!told.is_empty()).then(|| texts.say(key, &[("kinds", &told.join(" · "))]))
}

fn kind_line(suspected: &Suspected, texts: &Texts) -> String {
    let figure = &suspected.figure;
    let name = texts.word("finding", suspected.kind);
    let reasons: Vec<String> = suspected
        .reasons
        .iter()
        .map(|(reason, count)| format!("{} {}", texts.word("reason", reason), texts.count(*count)))
        .collect();
    if suspected.withheld {
        return format!("{name}: {}", texts.say("report-withheld", &[]));
    }
    if !suspected.missing.is_empty() {
        let kinds = missing_kinds(&suspected.missing, texts);
        return format!("{name}: {}", texts.say("report-missing", &[("kinds", &kinds)]));
    }
    if suspected.departments.is_empty() {
        return format!("{name}: {}", texts.say("report-nothing", &[]));
    }
    let mut line = format!("{name}: {}", figure_text(figure, texts));
    if figure.of > figure.n {
        let args = [("n", &*texts.count(figure.n)), ("of", &*texts.count(figure.of))];
        line.push_str(&format!("; {}", texts.say("report-coverage", &args)));
    }
    if !reasons.is_empty() {
        line.push_str(&format!("; {}", reasons.join(", ")));
    }
    if suspected.confirmed.x > 0 {
        let confirmed = &suspected.confirmed;
        let args = [("x", &*texts.count(confirmed.x)), ("n", &*texts.count(confirmed.n))];
        line.push_str(&format!("; {}", texts.say("report-confirmed", &args)));
    }
    line
}

/// The kinds of entry that no source gives, as people read them.
pub(super) fn missing_kinds(missing: &[Vec<&'static str>], texts: &Texts) -> String {
    let word = |kind: &&str| texts.word("kind", kind);
    let group = |group: &Vec<&'static str>| group.iter().map(word).collect::<Vec<_>>().join(" / ");
    missing.iter().map(group).collect::<Vec<_>>().join(", ")
}

/// x of n with its share and interval, or without where the base is small.
fn figure_text(figure: &Figure, texts: &Texts) -> String {
    let (x, n) = (texts.count(figure.x), texts.count(figure.n));
    match (figure.rate, figure.interval) {
        (Some(rate), Some((low, high))) => {
            let percent = |share: f64| texts.decimal(share * 100.0);
            let (rate, low, high) = (percent(rate), percent(low), percent(high));
            texts.say(
                "report-figure",
                &[("x", &x), ("n", &n), ("rate", &rate), ("low", &low), ("high", &high)],
            )
        }
        _ => texts.say("report-figure-small", &[("x", &x), ("n", &n)]),
    }
}

fn departments_line(suspected: &Suspected, config: &Config, texts: &Texts) -> String {
    let shown: Vec<String> = suspected
        .departments
        .iter()
        // Where nothing could be judged, 0 of 0 would look like an answer.
        .filter(|one| one.figure.n > 0)
        .map(|one| {
            let label = label(one.department.as_deref(), config, texts);
            let (x, n) = (texts.count(one.figure.x), texts.count(one.figure.n));
            format!("{label} {}", texts.say("report-figure-small", &[("x", &x), ("n", &n)]))
        })
        .collect();
    let acts = suspected
        .acts
        .iter()
        .map(|(act, count)| format!("{} {}", texts.word("kind", act), texts.count(*count)));
    let acts: Vec<String> = acts.collect();
    if acts.is_empty() {
        return shown.join(" · ");
    }
    format!("{} · {}", acts.join(", "), shown.join(" · "))
}

fn label(department: Option<&str>, config: &Config, texts: &Texts) -> String {
    match department {
        Some(name) => config.department_label(name, texts.language()).to_owned(),
        None => texts.say("report-small-departments", &[]),
    }
}

fn wait_line(wait: &Wait, config: &Config, texts: &Texts) -> String {
    let (from, to) =
        (label(wait.from.as_deref(), config, texts), label(wait.to.as_deref(), config, texts));
    texts.say(
        "report-wait",
        &[
            ("from", &from),
            ("to", &to),
            ("n", &texts.count(wait.n)),
            ("longest", &texts.decimal(wait.longest_hours)),
            ("median", &texts.decimal(wait.median_hours)),
        ],
    )
}

#[cfg(test)]
mod tests;
