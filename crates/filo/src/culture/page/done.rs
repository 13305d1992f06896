//! What is done: the index by dimension with what it rests on, the grave harms, and the public promises.

use filo_culture::dimension::Dimension;
use filo_culture::index::{Count, Missing, Standing};
use filo_culture::promised::{Judged, Kept, Unknown};

use super::{Telling, points};
use crate::report::charts::intervals::{self, Share};
use crate::report::page::view::{Block, Cell, Chart, Section, Table};

pub(super) fn section(telling: &Telling<'_>) -> Section {
    let index = &telling.picture.done.index;
    let standing = match telling.department {
        None => Some(&index.company),
        Some(name) => index.departments.get(name),
    };
    let mut blocks = Vec::new();
    let Some(standing) = standing else {
        let paragraphs = vec![telling.say("culture-page-done-none")];
        let title = telling.say("culture-page-done-title");
        return Section { id: "done", title, paragraphs, blocks };
    };
    blocks.push(Block::Words(overall(telling, standing)));
    let caption = telling.say("culture-page-done-chart");
    let rows = Dimension::ALL.iter().map(|dimension| share(telling, standing, *dimension));
    let rows: Vec<Share> = rows.collect();
    let description = telling.say("culture-page-done-description");
    let svg = intervals::draw(&caption, &description, &rows, |share| points(share * 100.0));
    blocks.push(Block::Chart(Chart::new(caption, svg, table(telling, standing))));
    blocks.push(Block::Note(goalposts(telling)));
    let harms = standing.harms;
    if harms.any() {
        let count = |one: u64| telling.texts.count(one);
        let values = [
            ("collections", count(harms.undue_collections)),
            ("suspensions", count(harms.suspensions_in_complaint)),
            ("calls", count(harms.calls_after_opt_out)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        blocks.push(Block::Words(telling.tell("culture-page-harms", &values)));
    } else {
        blocks.push(Block::Words(telling.say("culture-page-harms-none")));
    }
    let paragraphs = vec![telling.say("culture-page-done-lead")];
    Section { id: "done", title: telling.say("culture-page-done-title"), paragraphs, blocks }
}

fn overall(telling: &Telling<'_>, standing: &Standing) -> String {
    let overall = &standing.overall;
    let coverage = |k: usize, m: usize| (k.to_string(), m.to_string());
    let (k, of) = coverage(overall.dimensions.k, overall.dimensions.m);
    let (measures, all) = coverage(overall.measures.k, overall.measures.m);
    let values = [("k", k.as_str()), ("of", &of), ("measures", &measures), ("all", &all)];
    match overall.points {
        Some(interval) => {
            let told = telling.draws(interval);
            let weights = telling.percent(overall.due_to_weights.unwrap_or(0.0));
            let mut values = values.to_vec();
            values.extend([("points", told.as_str()), ("weights", &weights)]);
            telling.tell("culture-page-overall", &values)
        }
        None => telling.tell("culture-page-overall-few", &values),
    }
}

fn share(telling: &Telling<'_>, standing: &Standing, dimension: Dimension) -> Share {
    let one = standing.dimensions.get(&dimension);
    let points = one.and_then(|one| one.points);
    let shown = one.map_or_else(
        || telling.say("culture-page-none"),
        |one| {
            let values = [("k", one.measures.k.to_string()), ("m", one.measures.m.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            telling.tell("culture-page-coverage", &values)
        },
    );
    Share {
        label: telling.dimension(dimension.name()),
        share: points.map(|one| (one.median / 100.0, one.low / 100.0, one.high / 100.0)),
        shown,
    }
}

/// Every measure with its count, its share and its points.
fn table(telling: &Telling<'_>, standing: &Standing) -> Table {
    let keys = [
        "culture-page-measure",
        "culture-page-dimension",
        "culture-page-count",
        "culture-page-share-shrunk",
        "culture-page-points",
    ];
    let mut table = Table::new(|key| telling.say(key), &keys);
    for (id, one) in &standing.measures {
        let named = telling.picture.done.measures.get(id);
        let name = named.map_or_else(
            || id.clone(),
            |named| {
                let name = named.name.get(telling.texts.language().code());
                let name = name.map_or("", String::as_str);
                format!("{id} · {name} ({})", named.definition)
            },
        );
        let dimension = Dimension::of_measure(id);
        let count = match one.count {
            Count::Of { x, n } => {
                let (x, n) = (telling.texts.count(x), telling.texts.count(n));
                telling.tell("report-figure-small", &[("x", &x), ("n", &n)])
            }
            Count::Missing(Missing::NotMeasurable) => telling.say("culture-page-not-measurable"),
            Count::Missing(Missing::NothingToJudge) => telling.say("culture-page-nothing-to-judge"),
            Count::Missing(Missing::Withheld) => telling.say("culture-page-withheld"),
        };
        let share = one.share.map_or_else(String::new, |share| {
            format!(
                "{} ({}–{})",
                telling.percent(share.median),
                telling.percent(share.low),
                telling.percent(share.high)
            )
        });
        table.rows.push(vec![
            Cell::Head(name),
            Cell::Text(dimension.map_or_else(String::new, |one| telling.dimension(one.name()))),
            Cell::Text(count),
            Cell::Text(share),
            Cell::Text(one.points.map_or_else(String::new, |one| telling.draws(one))),
        ]);
    }
    table
}

fn goalposts(telling: &Telling<'_>) -> String {
    let goalposts = &telling.picture.done.goalposts;
    let number = goalposts.number.to_string();
    let date = telling.texts.date(goalposts.date);
    let values = [
        ("number", number.as_str()),
        ("author", &goalposts.author),
        ("date", &date),
        ("reason", &goalposts.reason),
    ];
    let key = if goalposts.is_declared {
        "culture-page-goalposts"
    } else {
        "culture-page-goalposts-none"
    };
    telling.tell(key, &values)
}

/// The public promises beside what was done; of the company alone.
pub(super) fn promises(telling: &Telling<'_>) -> Option<Section> {
    let promises = &telling.picture.promises;
    if promises.is_empty() || telling.department.is_some() {
        return None;
    }
    let keys =
        ["page-said", "page-where", "page-when", "page-measure", "page-done", "culture-page-kept"];
    let mut table = Table::new(|key| telling.say(key), &keys);
    for one in promises {
        let said = &one.said;
        let done = match &said.figure {
            Some(figure) => {
                let (x, n) = (telling.texts.count(figure.x), telling.texts.count(figure.n));
                telling.tell("report-figure-small", &[("x", &x), ("n", &n)])
            }
            None => telling.say("page-not-measured"),
        };
        table.rows.push(vec![
            Cell::Head(said.words(telling.texts.language()).to_owned()),
            Cell::Text(said.source.clone()),
            Cell::Text(telling.texts.date(said.date)),
            Cell::Text(said.measure.clone()),
            Cell::Text(done),
            Cell::Text(one.judged.as_ref().map_or_else(
                || telling.say("culture-kept-no-share"),
                |judged| kept(telling, judged),
            )),
        ]);
    }
    Some(Section {
        id: "promises",
        title: telling.say("page-promises-title"),
        paragraphs: vec![telling.say("culture-page-promises")],
        blocks: vec![Block::Table(table)],
    })
}

fn kept(telling: &Telling<'_>, judged: &Judged) -> String {
    let key = match judged.kept {
        Kept::Yes => "culture-kept-yes",
        Kept::No => "culture-kept-no",
        Kept::Unknown(Unknown::NotMeasured) => "culture-kept-not-measured",
        Kept::Unknown(Unknown::FewCases) => "culture-kept-few",
        Kept::Unknown(Unknown::Undecided) => "culture-kept-undecided",
        Kept::Unknown(Unknown::Chance) => "culture-kept-chance",
    };
    telling.say(key)
}
