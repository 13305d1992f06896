//! What was promised in public, beside what was done.

use super::Material;
use super::view::{Block, Cell, Chart, Section, Table};
use crate::report::charts::intervals::{self, Share};

pub(super) fn section(material: &Material<'_>) -> Section {
    let promises = &material.report.public_promises;
    let title = material.say("page-promises-title");
    let mut paragraphs = vec![material.say("page-promises")];
    if promises.is_empty() {
        paragraphs.push(material.say("page-promises-none"));
        return Section { id: "promises", title, paragraphs, blocks: standards(material) };
    }
    let keys =
        ["page-said", "page-where", "page-when", "page-measure", "page-done", "page-confirmed-of"];
    let mut table = Table::new(|key| material.say(key), &keys);
    let mut rows = Vec::new();
    for promise in promises {
        let words = promise.words(material.texts.language()).to_owned();
        let measure = material.say(&format!("measure-{}", promise.measure));
        let measure =
            if measure.starts_with("measure-") { promise.measure.clone() } else { measure };
        let done = match &promise.figure {
            Some(figure) => super::findings::figure(material, figure),
            None => material.say("page-not-measured"),
        };
        let confirmed = promise.confirmed.as_ref().filter(|one| one.x > 0);
        let confirmed =
            confirmed.map_or_else(String::new, |one| super::findings::figure(material, one));
        let share = promise.figure.as_ref().and_then(|figure| {
            figure.rate.zip(figure.interval).map(|(rate, (low, high))| (rate, low, high))
        });
        let short = promise.figure.as_ref().map_or_else(
            || material.say("page-not-measured-short"),
            |figure| {
                let (x, n) = (material.texts.count(figure.x), material.texts.count(figure.n));
                material.tell("report-figure-small", &[("x", &x), ("n", &n)])
            },
        );
        rows.push(Share { label: words.clone(), share, shown: short });
        table.rows.push(vec![
            Cell::Head(words),
            Cell::Text(promise.source.clone()),
            Cell::Text(material.texts.date(promise.date)),
            Cell::Text(match &promise.figure {
                Some(figure) => format!("{measure} ({})", figure.definition),
                None => measure,
            }),
            Cell::Text(done),
            Cell::Text(confirmed),
        ]);
    }
    let caption = material.say("page-promises-chart");
    let svg =
        intervals::draw(&caption, &material.say("page-promises-description"), &rows, |share| {
            material.percent(share)
        });
    let mut blocks = vec![
        Block::Chart(Chart::new(caption, svg, table)),
        Block::Note(material.say("page-promises-note")),
    ];
    blocks.extend(standards(material));
    Section { id: "promises", title, paragraphs, blocks }
}

/// The standards by kind of request, each beside what was done.
fn standards(material: &Material<'_>) -> Vec<Block> {
    let all = &material.report.standards;
    if all.is_empty() {
        return Vec::new();
    }
    let keys = ["page-request", "page-standard", "page-done"];
    let mut table = Table::new(|key| material.say(key), &keys);
    table.caption = material.say("page-standards");
    let mut add = |kind: &str, said: String, done: String| {
        table.rows.push(vec![Cell::Head(kind.to_owned()), Cell::Text(said), Cell::Text(done)]);
    };
    for one in all {
        let figure = |figure| super::findings::figure(material, figure);
        if let (Some(within), Some(answered)) = (one.answer_within, &one.answered) {
            let within = material.texts.within(within);
            let said = material.tell("page-standard-answer", &[("within", &within)]);
            add(&one.kind, said, figure(answered));
        }
        if let (Some(steps), Some(in_steps)) = (one.steps, &one.in_steps) {
            let said = material.tell("page-standard-steps", &[("steps", &steps.to_string())]);
            add(&one.kind, said, figure(in_steps));
        }
        if one.self_service {
            let failed = one.self_service_failed.as_ref();
            let done = failed.map_or_else(
                || material.say("page-not-measured"),
                |failed| material.tell("page-standard-failed", &[("figure", &figure(failed))]),
            );
            add(&one.kind, material.say("page-standard-alone"), done);
        }
    }
    vec![Block::Table(table)]
}
