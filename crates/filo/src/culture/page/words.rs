//! What people would change, in their words without names, and how to read the page.

use filo_culture::instrument::Status;

use filo_culture::statistics::{
    AGREEMENT, ALPHA, BETWEEN, CHANGE, DIFFERENCE, ESTIMATE, FAVOURABLE, ITEM, OMEGA, SCORE,
};

use super::Telling;
use crate::report::masking::in_words;
use crate::report::page::view::{Block, Section};

/// The definitions of the figures on the page, each with its version.
const DEFINITIONS: [&str; 10] =
    [SCORE, FAVOURABLE, ITEM, ALPHA, OMEGA, AGREEMENT, BETWEEN, ESTIMATE, DIFFERENCE, CHANGE];

pub(super) fn preface(telling: &Telling<'_>) -> String {
    let instrument = &telling.picture.instrument;
    let key = match (instrument.status, instrument.is_tried) {
        (Status::Validated, _) => "culture-page-preface-validated",
        (_, true) => "culture-page-preface-tried",
        (Status::Piloted, false) => "culture-page-preface-piloted",
        (Status::Draft, false) => "culture-page-preface-draft",
    };
    telling.say(key)
}

pub(super) fn comments(telling: &Telling<'_>) -> Option<Section> {
    let told = telling.picture.comments.as_ref()?;
    let comments = match telling.department {
        None => &told.company,
        Some(name) => told.departments.get(name)?,
    };
    let blocks = comments
        .iter()
        .map(|comment| Block::Words(format!("«{}»", in_words(comment, telling.texts))))
        .collect();
    Some(Section {
        id: "words",
        title: telling.say("culture-page-words-title"),
        paragraphs: vec![telling.say("culture-page-words")],
        blocks,
    })
}

/// How to read all of it.
pub(super) fn reading(telling: &Telling<'_>) -> Section {
    let keys =
        ["anonymous", "interval", "different", "estimate", "agreement", "index", "gap", "colours"];
    let words = keys.iter().map(|key| Block::Words(telling.say(&format!("culture-read-{key}"))));
    let mut blocks: Vec<Block> = words.collect();
    let definitions = DEFINITIONS.join(", ");
    let told = telling.tell("culture-read-definitions", &[("definitions", &definitions)]);
    blocks.push(Block::Note(told));
    Section {
        id: "reading",
        title: telling.say("culture-read-title"),
        paragraphs: Vec::new(),
        blocks,
    }
}
