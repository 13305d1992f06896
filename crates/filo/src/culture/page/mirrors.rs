//! Say, seen and done side by side: the dumbbell, the gaps, the fields, and who sees whom.

use filo_culture::mirror::quadrant::{Placed, Quadrant};
use filo_culture::mirror::{Estimate, Gap, Mirror};

use super::{Telling, points};
use crate::report::charts::dumbbell::{self, Row, View};
use crate::report::charts::matrix;
use crate::report::charts::quadrants::{self, Names, Place};
use crate::report::page::view::{Block, Cell, Chart, Section, Table};

/// Half a width of 95 % in standard errors, for drawing alone.
const NORMAL: f64 = 1.96;

pub(super) fn section(telling: &Telling<'_>) -> Section {
    let mirrors = &telling.picture.mirrors;
    let mut rows = vec![row(telling, telling.say("wave-all"), &mirrors.company)];
    let keys = [
        "culture-page-department",
        "culture-page-say",
        "culture-page-seen",
        "culture-page-done",
        "culture-page-self-view",
        "culture-page-say-done",
        "culture-page-field",
    ];
    let mut table = Table::new(|key| telling.say(key), &keys);
    table.rows.push(fields(telling, telling.say("wave-all"), &mirrors.company));
    for (name, mirror) in shown(telling) {
        rows.push(row(telling, telling.name(name).to_owned(), mirror));
        table.rows.push(fields(telling, telling.name(name).to_owned(), mirror));
    }
    let names =
        ["culture-page-say", "culture-page-seen", "culture-page-done"].map(|key| telling.say(key));
    let names = [names[0].as_str(), names[1].as_str(), names[2].as_str()];
    let caption = telling.say("culture-page-dumbbell");
    let description = telling.say("culture-page-dumbbell-description");
    let svg = dumbbell::draw(&caption, &description, names, &rows);
    let mut blocks = vec![Block::Chart(Chart::new(caption, svg, table))];
    for (name, mirror) in shown(telling) {
        blocks.extend(sentences(telling, name, mirror).into_iter().map(Block::Words));
    }
    if !telling.picture.done.goalposts.is_declared {
        blocks.push(Block::Note(telling.say("culture-page-goalposts-proposed")));
    }
    if telling.department.is_none() {
        blocks.extend(fields_chart(telling));
    } else {
        blocks.extend(telling.department.and_then(|name| by_dimension(telling, name)));
    }
    let paragraphs = vec![telling.say("culture-page-mirrors")];
    Section { id: "mirrors", title: telling.say("culture-page-mirrors-title"), paragraphs, blocks }
}

/// The departments of which any mirror shows something.
fn shown<'a>(telling: &'a Telling<'_>) -> impl Iterator<Item = (&'a String, &'a Mirror)> {
    let departments = telling.picture.mirrors.departments.iter();
    departments.filter(|(name, mirror)| {
        let is_empty = mirror.say.is_none() && mirror.seen.is_none() && mirror.done.is_none();
        telling.shows(name) && !is_empty
    })
}

fn view(estimate: Option<Estimate>) -> View {
    estimate.map(|one| {
        let half = NORMAL * one.standard_error;
        (one.mean, (one.mean - half).max(0.0), (one.mean + half).min(100.0))
    })
}

fn row(telling: &Telling<'_>, label: String, mirror: &Mirror) -> Row {
    let done = mirror.done.map(|one| (one.median, one.low, one.high));
    let shown = mirror.say_done.map_or_else(String::new, |gap| {
        telling.tell("culture-page-gap-short", &[("gap", &super::signed(gap.points.median))])
    });
    Row { label, said: view(mirror.say), seen: view(mirror.seen), done, shown }
}

fn fields(telling: &Telling<'_>, label: String, mirror: &Mirror) -> Vec<Cell> {
    let estimate = |one: Option<Estimate>| {
        one.map_or_else(
            || telling.say("culture-page-none"),
            |one| {
                let (mean, n) = (points(one.mean), telling.texts.count(one.n));
                telling.tell("culture-page-mean-same", &[("mean", &mean), ("n", &n)])
            },
        )
    };
    let gap = |gap: Option<Gap>| {
        gap.map_or_else(String::new, |gap| {
            let told = telling.difference(gap.points.median, (gap.points.low, gap.points.high));
            let beyond = telling.percent(gap.beyond);
            telling.tell("culture-page-gap", &[("gap", &told), ("beyond", &beyond)])
        })
    };
    let done =
        mirror.done.map_or_else(|| telling.say("culture-page-none"), |one| telling.draws(one));
    vec![
        Cell::Head(label),
        Cell::Text(estimate(mirror.say)),
        Cell::Text(estimate(mirror.seen)),
        Cell::Text(done),
        Cell::Text(gap(mirror.self_view)),
        Cell::Text(gap(mirror.say_done)),
        Cell::Text(mirror.quadrant.map_or_else(String::new, |placed| place(telling, placed))),
    ]
}

fn place(telling: &Telling<'_>, placed: Placed) -> String {
    let key = match placed.quadrant {
        Quadrant::SaysAndDoes => "culture-field-says-and-does",
        Quadrant::OnlySays => "culture-field-only-says",
        Quadrant::OnlyDoes => "culture-field-only-does",
        Quadrant::Neither => "culture-field-neither",
    };
    let sure = telling.percent(placed.probability);
    telling.tell("culture-page-placed", &[("field", &telling.say(key)), ("sure", &sure)])
}

/// The gaps that are sure enough to be told, in sentences.
fn sentences(telling: &Telling<'_>, name: &str, mirror: &Mirror) -> Vec<String> {
    let mut told = Vec::new();
    let mut tell = |key: &str, gap: Gap, dimension: &str| {
        let values = [
            ("department", telling.name(name).to_owned()),
            ("dimension", dimension.to_owned()),
            ("by", points(gap.points.median)),
            ("beyond", telling.percent(gap.beyond)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        told.push(telling.tell(key, &values));
    };
    if let Some(gap) = mirror.self_view.filter(|gap| gap.is_flagged) {
        tell("culture-page-flag-seen", gap, "");
    }
    if let Some(gap) = mirror.say_done.filter(|gap| gap.is_flagged) {
        tell("culture-page-flag-done", gap, "");
    }
    for (dimension, one) in &mirror.dimensions {
        if let Some(gap) = one.say_done.filter(|gap| gap.is_flagged) {
            tell("culture-page-flag-dimension", gap, &telling.dimension(dimension.name()));
        }
    }
    told
}

/// The fields: who says much or little and does much or little, by rank.
fn fields_chart(telling: &Telling<'_>) -> Option<Block> {
    let departments = &telling.picture.mirrors.departments;
    let places: Vec<Place> = departments
        .iter()
        .filter(|(_, mirror)| mirror.quadrant.is_some())
        .filter_map(|(name, mirror)| {
            let scores = [mirror.say?.mean, mirror.done?.median];
            Some(Place { label: telling.name(name).to_owned(), scores })
        })
        .collect();
    if places.is_empty() {
        return None;
    }
    let cut = |side: usize| {
        let mut scores: Vec<f64> = places.iter().map(|place| place.scores[side]).collect();
        scores.sort_unstable_by(f64::total_cmp);
        let middle = scores.len() / 2;
        if scores.len() % 2 == 1 {
            scores[middle]
        } else {
            f64::midpoint(scores[middle - 1], scores[middle])
        }
    };
    let words = [
        "culture-field-only-does",
        "culture-field-says-and-does",
        "culture-field-neither",
        "culture-field-only-says",
    ]
    .map(|key| telling.say(key));
    let [across, upwards] = ["culture-page-say", "culture-page-done"].map(|key| telling.say(key));
    let names = Names {
        across: &across,
        upwards: &upwards,
        fields: [&words[0], &words[1], &words[2], &words[3]],
    };
    let caption = telling.say("culture-page-fields");
    let description = telling.say("culture-page-fields-description");
    let svg = quadrants::draw(&caption, &description, &names, [cut(0), cut(1)], &places);
    let keys =
        ["culture-page-department", "culture-page-say", "culture-page-done", "culture-page-field"];
    let mut table = Table::new(|key| telling.say(key), &keys);
    for (name, mirror) in departments {
        let Some(placed) = mirror.quadrant else { continue };
        table.rows.push(vec![
            Cell::Head(telling.name(name).to_owned()),
            Cell::Text(mirror.say.map_or_else(String::new, |one| points(one.mean))),
            Cell::Text(mirror.done.map_or_else(String::new, |one| points(one.median))),
            Cell::Text(place(telling, placed)),
        ]);
    }
    Some(Block::Chart(Chart::new(caption, svg, table)))
}

/// Say and done of one department, dimension by dimension.
fn by_dimension(telling: &Telling<'_>, name: &str) -> Option<Block> {
    let mirror = telling.picture.mirrors.departments.get(name)?;
    let keys = [
        "culture-page-dimension",
        "culture-page-say",
        "culture-page-done",
        "culture-page-say-done",
    ];
    let mut table = Table::new(|key| telling.say(key), &keys);
    table.caption = telling.say("culture-page-by-dimension");
    for (dimension, one) in &mirror.dimensions {
        let none = || telling.say("culture-page-none");
        let gap = one.say_done.map_or_else(String::new, |gap| {
            telling.difference(gap.points.median, (gap.points.low, gap.points.high))
        });
        table.rows.push(vec![
            Cell::Head(telling.dimension(dimension.name())),
            Cell::Text(one.say.map_or_else(none, |say| points(say.mean))),
            Cell::Text(one.done.map_or_else(none, |done| telling.draws(done))),
            Cell::Text(gap),
        ]);
    }
    Some(Block::Table(table))
}

/// A line of the matrix: its label, its cells, and who rates, where it is one department.
type Line<'a> = (String, Vec<Option<&'a Estimate>>, Option<&'a str>);

/// Who sees whom: a row is who rates, a column who is rated.
pub(super) fn seen(telling: &Telling<'_>) -> Section {
    let seen = &telling.picture.seen;
    let columns = seen.columns.iter().filter(|(_, column)| column.is_some());
    let rated: Vec<&String> =
        columns.map(|(name, _)| name).filter(|name| telling.shows(name)).collect();
    let columns: Vec<String> = rated.iter().map(|name| telling.name(name).to_owned()).collect();
    let mut head = vec![telling.say("culture-page-rated-by")];
    head.extend(columns.iter().cloned());
    let mut table = Table {
        head: head
            .into_iter()
            .map(|text| crate::report::page::view::Head { text, is_number: false })
            .collect(),
        ..Table::default()
    };
    let told = |one: &Estimate| {
        let (mean, n) = (points(one.mean), telling.texts.count(one.n));
        telling.tell("culture-page-mean-same", &[("mean", &mean), ("n", &n)])
    };
    let mut rows = Vec::new();
    let whole: Vec<Option<&Estimate>> =
        rated.iter().map(|name| seen.columns.get(*name).and_then(Option::as_ref)).collect();
    let raters = telling.picture.participation.departments.iter();
    let mut lines: Vec<Line<'_>> = vec![(telling.say("wave-all"), whole, None)];
    for rater in raters.filter_map(|one| one.department.as_deref()) {
        let cells = rated.iter().map(|name| seen.cells.get(rater).and_then(|row| row.get(*name)));
        lines.push((telling.name(rater).to_owned(), cells.collect(), Some(rater)));
    }
    for (label, cells, rater) in lines {
        let drawn = cells.iter().zip(&rated).map(|(cell, rated)| match cell {
            Some(one) => matrix::Cell::Amount(one.mean, points(one.mean)),
            None if rater == Some(rated.as_str()) => matrix::Cell::Nothing,
            None => matrix::Cell::Withheld,
        });
        rows.push((label.clone(), drawn.collect()));
        let mut row = vec![Cell::Head(label)];
        row.extend(cells.iter().map(|cell| {
            Cell::Text(cell.map_or_else(|| telling.say("culture-page-withheld"), told))
        }));
        table.rows.push(row);
    }
    let mut blocks = Vec::new();
    if columns.is_empty() {
        blocks.push(Block::Words(telling.say("culture-page-seen-none")));
    } else {
        let caption = telling.say("culture-page-matrix");
        let description = telling.say("culture-page-matrix-description");
        let svg = matrix::draw(&caption, &description, &columns, &rows);
        blocks.push(Block::Chart(Chart::new(caption, svg, table)));
    }
    let paragraphs = vec![telling.say("culture-page-seen-lead")];
    Section { id: "seen", title: telling.say("culture-page-seen-title"), paragraphs, blocks }
}
