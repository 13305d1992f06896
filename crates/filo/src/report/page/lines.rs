//! Needs nobody answered, line by line, and what they cost whoever called.

use super::Material;
use super::view::{Block, Cell, Chart, Section, Table};
use crate::report::LineNeeds;
use crate::report::charts::bars::{self, Bar};
use crate::report::charts::number;

pub(super) fn section(material: &Material<'_>) -> Section {
    let lines = &material.report.lines;
    let title = material.say("page-lines-title");
    let mut paragraphs = vec![material.say("page-lines")];
    if lines.is_empty() {
        paragraphs.push(material.say("page-lines-none"));
        return Section { id: "lines", title, paragraphs, blocks: Vec::new() };
    }
    let bars = lines.iter().map(|line| Bar {
        label: name(material, line),
        value: number(line.figure.n),
        part: Some(number(line.figure.x)),
        shown: if line.withheld {
            material.say("page-withheld")
        } else {
            super::findings::count_of(material, &line.figure)
        },
        mark: None,
        is_marked: false,
    });
    let caption = material.say("page-lines-chart");
    let bars: Vec<Bar> = bars.collect();
    let svg = bars::draw(&caption, &material.say("page-lines-description"), &bars);
    let keys = [
        "page-line",
        "page-unanswered-of",
        "#page-attempts",
        "#page-machine",
        "#page-minutes",
        "#page-cost",
        "page-definition",
    ];
    let mut table = Table::new(|key| material.say(key), &keys);
    for line in lines {
        let cost = line.cost.map_or_else(|| "–".to_owned(), |cost| material.texts.money(cost));
        table.rows.push(vec![
            Cell::Head(name(material, line)),
            Cell::Text(figure(material, line)),
            Cell::Number(material.texts.count(line.attempts)),
            Cell::Number(material.texts.count(line.by_machine)),
            Cell::Number(material.texts.count(line.seconds.div_ceil(60))),
            Cell::Number(cost),
            Cell::Text(line.figure.definition.to_owned()),
        ]);
    }
    let blocks = vec![
        Block::Chart(Chart::new(caption, svg, table)),
        Block::Note(material.say("page-lines-note")),
    ];
    Section { id: "lines", title, paragraphs, blocks }
}

fn figure(material: &Material<'_>, line: &LineNeeds) -> String {
    if line.withheld {
        return material.say("page-withheld");
    }
    super::findings::figure(material, &line.figure)
}

fn name(material: &Material<'_>, line: &LineNeeds) -> String {
    match &line.line {
        None => material.say("page-line-unknown"),
        Some(number) => {
            let line = material.config.line(number);
            line.map_or_else(
                || number.clone(),
                |line| line.label(material.texts.language()).to_owned(),
            )
        }
    }
}
