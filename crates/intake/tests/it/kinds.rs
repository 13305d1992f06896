//! Every kind of entry with every one of its facts, mapped from a CSV file.

use std::collections::BTreeMap;
use std::io::Cursor;

use filo_intake::mapping::Mapping;
use filo_intake::mapping::spec::{Content, SourceSpec, field};
use filo_intake::read::{Format, Options, open_bytes};
use filo_intake::row::{Row, Step};
use filo_model::amount::DecimalMark;
use filo_model::facts::{EntryKind, Facts, Habits};
use filo_model::moment::DateOrder;
use jiff::tz::TimeZone;

const HABITS: Habits = Habits { mark: DecimalMark::Comma, order: DateOrder::DayMonthYear };

/// A cell that a fact of a kind can be read from.
fn cell(kind: EntryKind, fact: &str) -> &'static str {
    let cells = ["12,50", "31/03/2026", "7", "si", "sent", "invoice", "answered", "parole"];
    let reads = |cell: &&&str| Facts::empty(kind).set(fact, cell, &HABITS);
    cells.iter().find(reads).expect("every fact can be read from one of the cells")
}

fn spec(kind: EntryKind) -> SourceSpec {
    let own = kind.fact_names().iter().map(|fact| (*fact, vec![format!("col {fact}")]));
    let common =
        ["at", "customer"].map(|name| (field(name).expect("a field"), vec![name.to_owned()]));
    SourceSpec {
        name: "source".into(),
        system: "system".into(),
        department: "service".into(),
        departments: vec!["service".into()],
        content: Content::Entries(kind),
        columns: own.chain(common).collect(),
        values: BTreeMap::new(),
        constants: BTreeMap::new(),
        ignore: Vec::new(),
        patterns: BTreeMap::new(),
        due_after: BTreeMap::new(),
        decimal: HABITS.mark,
        dates: HABITS.order,
        zone: TimeZone::UTC,
        lag_ms: 0,
    }
}

#[test]
fn every_fact_of_every_kind_can_be_mapped_from_a_column() {
    for &kind in EntryKind::ALL {
        let facts = kind.fact_names();
        let head: Vec<String> = facts.iter().map(|fact| format!("col {fact}")).collect();
        let cells: Vec<&str> = facts.iter().map(|fact| cell(kind, fact)).collect();
        let text = format!("at;customer;{}\n05/04/2026;C1;{}\n", head.join(";"), cells.join(";"));
        let spec = spec(kind);
        let input = Box::new(Cursor::new(text.into_bytes()));
        let mut reader = open_bytes(input, &Options::new(Format::Csv), &spec.wanted()).unwrap();
        let mut row = Row::default();
        assert_eq!(reader.step(&mut row).unwrap(), Step::Row, "{}", kind.name());
        let draft = Mapping::new(spec, [0; 32]).draft(&row).unwrap();
        let entry = draft.entry.unwrap();
        let mut expected = Facts::empty(kind);
        for (fact, cell) in facts.iter().zip(cells) {
            assert!(expected.set(fact, cell, &HABITS));
        }
        assert_eq!(entry.content.facts, expected);
        assert_eq!((entry.content.facts.kind(), draft.unread, entry.given.as_str()), (kind, 0, ""));
    }
}
