//! How long cases wait between departments.

use super::Material;
use super::view::{Block, Cell, Chart, Head, Section, Table};
use crate::report::Wait;
use crate::report::charts::matrix::{self, Cell as Square};
use crate::report::charts::spans::{self, Span};

/// Pairs of departments drawn at most.
const DRAWN: usize = 14;

pub(super) fn section(material: &Material<'_>) -> Section {
    let waits = &material.report.waits;
    let title = material.say("page-waits-title");
    let mut paragraphs = vec![material.say("page-waits")];
    if waits.is_empty() {
        paragraphs.push(material.say("report-no-waits"));
        return Section { id: "waits", title, paragraphs, blocks: Vec::new() };
    }
    let blocks = vec![
        Block::Chart(spans(material, waits)),
        Block::Chart(pairs(material, waits, Reading::Handoffs)),
        Block::Chart(pairs(material, waits, Reading::Hours)),
        Block::Note(material.say("page-waits-note")),
    ];
    Section { id: "waits", title, paragraphs, blocks }
}

fn spans(material: &Material<'_>, waits: &[Wait]) -> Chart {
    let keys = [
        "page-from",
        "page-to",
        "#page-handoffs",
        "#page-median",
        "#page-longest",
        "page-definition",
    ];
    let mut table = Table::new(|key| material.say(key), &keys);
    let mut rows = Vec::new();
    for wait in waits {
        let from = material.department(wait.from.as_deref());
        let to = material.department(wait.to.as_deref());
        let (median, longest) =
            (material.hours(wait.median_hours), material.hours(wait.longest_hours));
        if rows.len() < DRAWN {
            rows.push(Span {
                label: format!("{from} → {to}"),
                median: wait.median_hours,
                longest: wait.longest_hours,
                shown: format!(
                    "{} · {}",
                    material.hours_short(wait.median_hours),
                    material.hours_short(wait.longest_hours)
                ),
            });
        }
        table.rows.push(vec![
            Cell::Head(from),
            Cell::Text(to),
            Cell::Number(material.tell(
                "report-figure-small",
                &[("x", &material.texts.count(wait.n)), ("n", &material.texts.count(wait.of))],
            )),
            Cell::Number(median),
            Cell::Number(longest),
            Cell::Text(wait.definition.to_owned()),
        ]);
    }
    let ticks = [(1.0, "1"), (9.0, "9"), (45.0, "45"), (189.0, "189"), (756.0, "756")];
    let keys = ["page-tick-hour", "page-tick-day", "page-tick-week", "page-tick-month"];
    let mut named: Vec<(f64, String)> =
        ticks.iter().zip(keys).map(|((hours, _), key)| (*hours, material.say(key))).collect();
    named.push((756.0, material.say("page-tick-quarter")));
    let caption = material.say("page-waits-chart");
    let svg = spans::draw(&caption, &material.say("page-waits-description"), &rows, &named);
    Chart::new(caption, svg, table)
}

/// What the cells of the pairs say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// How many handoffs.
    Handoffs,
    /// The median wait, with how many stand behind it in the table.
    Hours,
}

fn pairs(material: &Material<'_>, waits: &[Wait], reading: Reading) -> Chart {
    let mut names: Vec<Option<&str>> =
        waits.iter().flat_map(|wait| [wait.from.as_deref(), wait.to.as_deref()]).collect();
    names.sort_by_key(|name| (name.is_none(), *name));
    names.dedup();
    let heads: Vec<String> = names.iter().map(|name| material.department(*name)).collect();
    let mut table = Table::new(|key| material.say(key), &["page-from"]);
    table.head.extend(heads.iter().map(|text| Head { text: text.clone(), is_number: true }));
    let mut rows = Vec::new();
    for (from, label) in names.iter().zip(&heads) {
        let to = |to: &Option<&str>| {
            waits.iter().find(|wait| wait.from.as_deref() == *from && wait.to.as_deref() == *to)
        };
        let square = |wait: &Wait| match reading {
            Reading::Handoffs => Square::Count(wait.n),
            Reading::Hours => {
                Square::Amount(wait.median_hours, material.hours_short(wait.median_hours))
            }
        };
        let squares = names.iter().map(|name| to(name).map_or(Square::Nothing, square));
        rows.push((label.clone(), squares.collect()));
        let cell = |wait: &Wait| {
            let count = material.texts.count(wait.n);
            match reading {
                Reading::Handoffs => count,
                Reading::Hours => format!("{} ({count})", material.hours_short(wait.median_hours)),
            }
        };
        let mut cells = vec![Cell::Head(label.clone())];
        cells
            .extend(names.iter().map(|name| Cell::Number(to(name).map_or_else(String::new, cell))));
        table.rows.push(cells);
    }
    let key = if reading == Reading::Handoffs { "page-pairs" } else { "page-pair-hours" };
    let caption = material.say(&format!("{key}-chart"));
    let description = material.say(&format!("{key}-description"));
    let svg = matrix::draw(&caption, &description, &heads, &rows);
    Chart::new(caption, svg, table)
}
