//! What changed since the wave before: only where the same was asked, each with its interval.

use filo_culture::statistics::{Changed, Shown};

use super::Telling;
use crate::report::page::view::{Block, Cell, Section, Table};

pub(super) fn section(telling: &Telling<'_>) -> Option<Section> {
    let changes = telling.picture.changes.as_ref()?;
    let keys = [
        "culture-page-dimension",
        "culture-page-department",
        "culture-page-before",
        "culture-page-now",
        "culture-page-change",
    ];
    let mut table = Table::new(|key| telling.say(key), &keys);
    let mut sure = Vec::new();
    for change in &changes.dimensions {
        let company = (telling.say("wave-all"), &change.company);
        let departments = change.departments.iter().filter(|one| telling.shows(&one.department));
        let departments =
            departments.map(|one| (telling.name(&one.department).to_owned(), &one.changed));
        for (name, changed) in std::iter::once(company).chain(departments) {
            let dimension = telling.dimension(&change.dimension);
            if let Shown::Value(compared) = &changed.change
                && compared.different
            {
                let by = telling.difference(compared.difference, compared.adjusted);
                let values =
                    [("department", name.as_str()), ("dimension", &dimension), ("by", &by)];
                sure.push(telling.tell("culture-page-moved", &values));
            }
            table.rows.push(row(telling, dimension, name, changed));
        }
    }
    let mut blocks: Vec<Block> = sure.into_iter().map(Block::Words).collect();
    if blocks.is_empty() {
        blocks.push(Block::Words(telling.say("culture-page-moved-none")));
    }
    blocks.push(Block::Table(table));
    blocks.push(Block::Note(telling.say("culture-page-changed-note")));
    Some(Section {
        id: "changed",
        title: telling.tell("culture-page-changed-title", &[("wave", &changes.since)]),
        paragraphs: vec![telling.say("culture-page-changed")],
        blocks,
    })
}

fn row(telling: &Telling<'_>, dimension: String, name: String, changed: &Changed) -> Vec<Cell> {
    let mean = |one: &Shown<_>| match one {
        Shown::Value(mean) => telling.mean(mean),
        Shown::Not(why) => telling.why(*why),
    };
    let change = match &changed.change {
        Shown::Value(one) => telling.difference(one.difference, one.adjusted),
        Shown::Not(why) => telling.why(*why),
    };
    vec![
        Cell::Text(dimension),
        Cell::Head(name),
        Cell::Text(mean(&changed.earlier)),
        Cell::Text(mean(&changed.later)),
        Cell::Text(change),
    ]
}
