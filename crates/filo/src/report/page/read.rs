//! What was read, how fresh it is, what was set apart; customers and the systems that know them.

use super::Material;
use super::view::{Block, Cell, Chart, Section, State, Table};
use crate::report::charts::bars::{self, Bar};
use crate::report::charts::number;
use crate::report::sources::{Freshness, SourceRead};

pub(super) fn section(material: &Material<'_>) -> Section {
    let (report, texts) = (material.report, material.texts);
    let rows = &report.read.rows;
    let mut paragraphs = vec![material.tell(
        "page-read",
        &[
            ("sources", &texts.count(count(report.read.sources))),
            ("files", &texts.count(count(report.read.files))),
            ("rows", &texts.count(rows.rows)),
            ("loaded", &texts.count(rows.loaded)),
            ("corrected", &texts.count(rows.corrected)),
            ("known", &texts.count(rows.known)),
            ("apart", &texts.count(rows.set_apart)),
        ],
    )];
    if report.read.unfinished > 0 {
        let files = texts.count(count(report.read.unfinished));
        paragraphs.push(material.tell("page-unfinished", &[("files", &files)]));
    }
    // As they stand in the configuration: the sources of a department together.
    let configured = material.config.sources.iter();
    let own = |name: &str| report.read.by_source.iter().find(|read| read.source == name);
    let sources: Vec<&SourceRead> =
        configured.filter_map(|source| own(&source.spec.name)).collect();
    let sources = sources.as_slice();
    let mut blocks = vec![Block::Chart(freshness(material, sources))];
    blocks.push(Block::Table(counts(material, sources)));
    if sources.iter().any(|source| !source.set_apart.is_empty()) {
        blocks.push(Block::Table(set_apart(material, sources)));
        blocks.push(Block::Note(material.say("page-apart-note")));
    }
    Section { id: "read", title: material.say("page-read-title"), paragraphs, blocks }
}

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn freshness(material: &Material<'_>, sources: &[&SourceRead]) -> Chart {
    let days = |days: i32| material.tell("page-days", &[("days", &days.to_string())]);
    let bars: Vec<Bar> = sources
        .iter()
        .map(|source| Bar {
            label: source.source.clone(),
            value: source.days_behind.map_or(0.0, f64::from),
            part: None,
            shown: source.days_behind.map_or_else(|| material.say("page-absent"), days),
            mark: None,
            is_marked: matches!(source.state, Freshness::Stale | Freshness::Absent),
        })
        .collect();
    let keys = ["page-source", "page-newest", "#page-behind", "page-promised", "page-state"];
    let mut table = Table::new(|key| material.say(key), &keys);
    for source in sources {
        table.rows.push(vec![
            Cell::Head(source.source.clone()),
            Cell::Text(source.newest.map_or_else(String::new, |day| material.texts.date(day))),
            Cell::Number(source.days_behind.map_or_else(String::new, |days| days.to_string())),
            Cell::Text(promised(material, source)),
            Cell::State(state(material, source.state)),
        ]);
    }
    let caption = material.say("page-freshness");
    let svg = bars::draw(&caption, &material.say("page-freshness-description"), &bars);
    Chart::new(caption, svg, table)
}

fn promised(material: &Material<'_>, source: &SourceRead) -> String {
    let config = material.config.sources.iter().find(|one| one.spec.name == source.source);
    let within = config.and_then(|one| one.freshness);
    within.map_or_else(|| "–".to_owned(), |within| material.texts.within(within))
}

fn state(material: &Material<'_>, state: Freshness) -> State {
    let class = match state {
        Freshness::Fresh => "fresh",
        Freshness::Stale => "stale",
        Freshness::Unpromised => "unpromised",
        Freshness::Absent => "absent",
    };
    State { class, text: material.say(&format!("page-state-{class}")) }
}

fn counts(material: &Material<'_>, sources: &[&SourceRead]) -> Table {
    let keys = [
        "page-source",
        "page-department",
        "page-kind",
        "#page-files",
        "#page-rows",
        "#page-loaded",
        "#page-corrected",
        "#page-known",
        "#page-apart",
        "#page-unread",
    ];
    let mut table = Table::new(|key| material.say(key), &keys);
    table.caption = material.say("page-counts");
    for source in sources {
        let rows = &source.rows;
        let mut cells = vec![
            Cell::Head(source.source.clone()),
            Cell::Text(material.department(Some(&source.department))),
            Cell::Text(format!("{} ({})", material.word("kind", source.kind), source.format)),
            Cell::Number(material.texts.count(count(source.files))),
        ];
        cells.extend(
            [rows.rows, rows.loaded, rows.corrected, rows.known, rows.set_apart, rows.unread]
                .map(|count| Cell::Number(material.texts.count(count))),
        );
        table.rows.push(cells);
    }
    table
}

fn set_apart(material: &Material<'_>, sources: &[&SourceRead]) -> Table {
    let keys = ["page-source", "page-reason", "#page-rows"];
    let mut table = Table::new(|key| material.say(key), &keys);
    table.caption = material.say("page-apart-title");
    for source in sources {
        for (code, rows) in &source.set_apart {
            table.rows.push(vec![
                Cell::Head(source.source.clone()),
                Cell::Text(material.tell(&format!("apart-{code}"), &[("detail", "…")])),
                Cell::Number(material.texts.count(*rows)),
            ]);
        }
    }
    table
}

/// Customers, and how many systems know each.
pub(super) fn customers(material: &Material<'_>) -> Section {
    let (report, texts) = (material.report, material.texts);
    let known_by = &report.reach.known_by;
    let total: u64 = known_by.iter().sum();
    let more: u64 = known_by.iter().skip(1).sum();
    let paragraphs = vec![material.tell(
        "page-customers",
        &[
            ("customers", &texts.count(report.customers)),
            ("records", &texts.count(report.records)),
            ("more", &texts.count(more)),
        ],
    )];
    let mut table = Table::new(|key| material.say(key), &["page-systems", "#page-customers-head"]);
    let mut rows = Vec::new();
    for (place, customers) in known_by.iter().enumerate() {
        let label = material.tell("page-known-by", &[("count", &(place + 1).to_string())]);
        let share = if total > 0 { number(*customers) / number(total) * 100.0 } else { 0.0 };
        let shown = format!("{} ({} %)", texts.count(*customers), texts.decimal(share));
        table.rows.push(vec![Cell::Head(label.clone()), Cell::Number(shown.clone())]);
        let value = number(*customers);
        rows.push(Bar { label, value, part: None, shown, mark: None, is_marked: false });
    }
    let caption = material.say("page-known-by-title");
    let svg = bars::draw(&caption, &material.say("page-known-by-description"), &rows);
    let mut blocks = vec![Block::Chart(Chart::new(caption, svg, table))];
    let keys = ["page-system", "#page-records", "#page-customers-head", "#page-shared"];
    let mut table = Table::new(|key| material.say(key), &keys);
    table.caption = material.say("page-reach-title");
    for system in &report.reach.systems {
        let mut cells = vec![Cell::Head(system.system.clone())];
        cells.extend(
            [system.records, system.customers, system.shared]
                .map(|count| Cell::Number(texts.count(count))),
        );
        table.rows.push(cells);
    }
    blocks.push(Block::Table(table));
    blocks.push(Block::Note(material.say("page-reach-note")));
    Section { id: "customers", title: material.say("page-customers-title"), paragraphs, blocks }
}
