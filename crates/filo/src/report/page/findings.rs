//! Suspected and confirmed harms by kind and department, each kind with an example or two.

use filo_model::figure::Figure;

use super::Material;
use super::stories;
use super::view::{Block, Cell, Chart, Section, Table};
use crate::report::Suspected;
use crate::report::charts::intervals::{self, Share};
use crate::report::charts::matrix::{self, Cell as Square};
use crate::report::print::missing_kinds;

pub(super) fn section(material: &Material<'_>) -> Section {
    let report = material.report;
    let mut blocks = vec![Block::Chart(shares(material))];
    let paragraphs = vec![material.say("page-findings"), material.say("page-findings-states")];
    if report.suspected.iter().any(|one| one.confirmed.x > 0) {
        blocks.push(Block::Table(confirmed(material)));
    } else {
        blocks.push(Block::Note(material.say("page-none-confirmed")));
    }
    blocks.push(Block::Chart(departments(material)));
    blocks.push(Block::Note(material.say("page-small-note")));
    for one in &report.suspected {
        blocks.push(Block::Heading(material.word("finding", one.kind)));
        blocks.push(Block::Words(about(material, one)));
        let examples = report.examples.iter().filter(|example| example.kind == one.kind);
        blocks.extend(examples.map(|example| Block::Story(stories::example(material, example))));
    }
    Section { id: "findings", title: material.say("page-findings-title"), paragraphs, blocks }
}

/// x of n alone, for places with little room; the table beside the picture has the whole figure.
pub(super) fn count_of(material: &Material<'_>, figure: &Figure) -> String {
    let texts = material.texts;
    let (x, n) = (texts.count(figure.x), texts.count(figure.n));
    texts.say("report-figure-small", &[("x", &x), ("n", &n)])
}

/// x of n with its share and interval, and its coverage where not all could be judged.
pub(super) fn figure(material: &Material<'_>, figure: &Figure) -> String {
    let texts = material.texts;
    let mut shown = count_of(material, figure);
    if let (Some(rate), Some((low, high))) = (figure.rate, figure.interval) {
        let percent = |share: f64| texts.decimal(share * 100.0);
        shown.push_str(&format!(" = {} % [{}–{}]", percent(rate), percent(low), percent(high)));
    }
    if figure.of > figure.n {
        let (n, of) = (texts.count(figure.n), texts.count(figure.of));
        shown.push_str(&format!("; {}", texts.say("report-coverage", &[("n", &n), ("of", &of)])));
    }
    shown
}

/// Why a figure is not shown, where it is not.
fn not_shown(material: &Material<'_>, one: &Suspected) -> Option<String> {
    if one.withheld {
        return Some(material.say("page-withheld"));
    }
    let kinds = missing_kinds(&one.missing, material.texts);
    (!kinds.is_empty()).then(|| material.tell("report-missing", &[("kinds", &kinds)]))
}

fn shares(material: &Material<'_>) -> Chart {
    let report = material.report;
    let mut rows = Vec::new();
    let keys = ["page-finding", "page-suspected-of", "#page-coverage", "page-definition"];
    let mut table = Table::new(|key| material.say(key), &keys);
    for one in &report.suspected {
        let name = material.word("finding", one.kind);
        let share =
            one.figure.rate.zip(one.figure.interval).map(|(rate, (low, high))| (rate, low, high));
        let shown = not_shown(material, one).unwrap_or_else(|| figure(material, &one.figure));
        let covered = format!(
            "{} / {}",
            material.texts.count(one.figure.n),
            material.texts.count(one.figure.of)
        );
        table.rows.push(vec![
            Cell::Head(name.clone()),
            Cell::Text(shown),
            Cell::Number(covered),
            Cell::Text(one.figure.definition.to_owned()),
        ]);
        let short = count_of(material, &one.figure);
        let share = share.filter(|_| one.missing.is_empty());
        let shown =
            if one.missing.is_empty() { short } else { material.say("page-not-measured-short") };
        let shown = if one.withheld { material.say("page-withheld") } else { shown };
        rows.push(Share { label: name, share, shown });
    }
    let caption = material.say("page-shares");
    let svg = intervals::draw(&caption, &material.say("page-shares-description"), &rows, |share| {
        material.percent(share)
    });
    Chart::new(caption, svg, table)
}

fn confirmed(material: &Material<'_>) -> Table {
    let keys = ["page-finding", "page-confirmed-of", "page-departments"];
    let mut table = Table::new(|key| material.say(key), &keys);
    table.caption = material.say("page-confirmed-title");
    for one in material.report.suspected.iter().filter(|one| one.confirmed.x > 0) {
        let by = one.departments.iter().filter(|own| own.confirmed.x > 0).map(|own| {
            let name = material.department(own.department.as_deref());
            format!("{name} {}", material.texts.count(own.confirmed.x))
        });
        table.rows.push(vec![
            Cell::Head(material.word("finding", one.kind)),
            Cell::Text(figure(material, &one.confirmed)),
            Cell::Text(by.collect::<Vec<_>>().join(" · ")),
        ]);
    }
    table
}

fn departments(material: &Material<'_>) -> Chart {
    let suspected = &material.report.suspected;
    let mut columns: Vec<Option<String>> = Vec::new();
    for one in suspected.iter().flat_map(|one| &one.departments) {
        if !columns.contains(&one.department) {
            columns.push(one.department.clone());
        }
    }
    columns.sort_by_key(|name| (name.is_none(), name.clone()));
    let heads: Vec<String> =
        columns.iter().map(|name| material.department(name.as_deref())).collect();
    let mut table = Table::new(|key| material.say(key), &["page-finding"]);
    table
        .head
        .extend(heads.iter().map(|text| super::view::Head { text: text.clone(), is_number: true }));
    let mut rows = Vec::new();
    for one in suspected {
        let own =
            |name: &Option<String>| one.departments.iter().find(|own| own.department == *name);
        let name = material.word("finding", one.kind);
        let squares = columns.iter().map(|name| match own(name) {
            _ if one.withheld => Square::Withheld,
            _ if !one.missing.is_empty() => Square::Nothing,
            Some(own) if own.figure.of > 0 => Square::Count(own.figure.x),
            _ => Square::Nothing,
        });
        let mut cells = vec![Cell::Head(name.clone())];
        cells.extend(columns.iter().map(|name| {
            Cell::Number(own(name).map_or_else(String::new, |own| figure(material, &own.figure)))
        }));
        rows.push((name, squares.collect()));
        table.rows.push(cells);
    }
    let caption = material.say("page-by-department");
    let description = material.say("page-by-department-description");
    let svg = matrix::draw(&caption, &description, &heads, &rows);
    Chart::new(caption, svg, table)
}

/// What a kind is, and how often each of its reasons and acts occurs.
fn about(material: &Material<'_>, one: &Suspected) -> String {
    if let Some(why) = not_shown(material, one) {
        return format!("{} {why}", material.word("page-about", one.kind));
    }
    let mut words = material.word("page-about", one.kind);
    let counted = |set: &str, all: &[(&'static str, u64)]| {
        let each = all.iter().map(|(word, count)| {
            format!("{} {}", material.word(set, word), material.texts.count(*count))
        });
        each.collect::<Vec<_>>().join(", ")
    };
    for (key, all) in [
        ("page-reasons", counted("reason", &one.reasons)),
        ("page-acts", counted("kind", &one.acts)),
    ] {
        if !all.is_empty() {
            words.push(' ');
            words.push_str(&material.tell(key, &[("list", &all)]));
        }
    }
    words
}
