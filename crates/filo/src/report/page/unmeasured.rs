//! What cannot be measured here, and which export would make it so.

use super::Material;
use super::view::{Block, Cell, Section, Table};
use crate::report::unmeasured::Unmeasured;

pub(super) fn section(material: &Material<'_>) -> Section {
    let all = &material.report.unmeasured;
    let title = material.say("page-unmeasured-title");
    if all.is_empty() {
        let paragraphs = vec![material.say("page-unmeasured-none")];
        return Section { id: "unmeasured", title, paragraphs, blocks: Vec::new() };
    }
    let keys = ["page-measure", "page-why", "page-export"];
    let mut table = Table::new(|key| material.say(key), &keys);
    for one in all {
        table.rows.push(vec![
            Cell::Head(format!(
                "{} · {}",
                one.measure,
                material.say(&format!("measure-{}", one.measure))
            )),
            Cell::Text(why(material, one)),
            Cell::Text(export(material, one)),
        ]);
    }
    let paragraphs = vec![material.say("page-unmeasured")];
    Section { id: "unmeasured", title, paragraphs, blocks: vec![Block::Table(table)] }
}

fn why(material: &Material<'_>, one: &Unmeasured) -> String {
    let mut parts = Vec::new();
    for group in &one.missing_kinds {
        let words: Vec<String> = group.iter().map(|kind| material.word("kind", kind)).collect();
        let words = words.join(" / ");
        parts.push(material.tell("page-missing-kind", &[("kind", &words)]));
    }
    for field in &one.missing_fields {
        parts.push(material.tell("page-missing-field", &[("field", field)]));
    }
    if !one.stale_sources.is_empty() {
        let sources = one.stale_sources.join(", ");
        parts.push(material.tell("page-stale-sources", &[("sources", &sources)]));
    }
    parts.join("; ")
}

fn export(material: &Material<'_>, one: &Unmeasured) -> String {
    let mut parts: Vec<String> = one
        .missing_kinds
        .iter()
        .filter_map(|group| group.first())
        .map(|kind| material.word("export", kind))
        .collect();
    parts.extend(one.missing_fields.iter().map(|field| material.word("export-field", field)));
    if !one.stale_sources.is_empty() {
        parts.push(material.say("export-newer"));
    }
    parts.join("; ")
}
