//! Flat noes beside what was offered elsewhere in like cases, and the best recoveries.

use super::Material;
use super::view::{Block, Section, Story, StoryLine};
use crate::report::masking::in_words;
use crate::report::words::{OfferedElsewhere, Recovery, Said};

pub(super) fn section(material: &Material<'_>) -> Section {
    let words = &material.report.words;
    let mut blocks = vec![Block::Heading(material.say("page-offered-title"))];
    if words.offered_elsewhere.is_empty() {
        blocks.push(Block::Note(material.say("page-offered-none")));
    }
    blocks.extend(words.offered_elsewhere.iter().map(|one| Block::Story(offered(material, one))));
    blocks.push(Block::Heading(material.say("page-recoveries-title")));
    if words.recoveries.is_empty() {
        blocks.push(Block::Note(material.say("page-recoveries-none")));
    }
    blocks.extend(words.recoveries.iter().map(|one| Block::Story(recovery(material, one))));
    let paragraphs = vec![material.say("page-words")];
    Section { id: "words", title: material.say("page-words-title"), paragraphs, blocks }
}

fn offered(material: &Material<'_>, one: &OfferedElsewhere) -> Story {
    let said = [
        (&one.asked, "page-asked"),
        (&one.refused, "page-refused"),
        (&one.asked_elsewhere, "page-asked-elsewhere"),
        (&one.offered, "page-offered"),
    ];
    Story {
        title: material.tell("page-no", &[("finding", &one.finding.to_string())]),
        badges: Vec::new(),
        note: String::new(),
        svg: String::new(),
        lines: said.map(|(said, key)| line(material, said, material.say(key))).into(),
    }
}

fn recovery(material: &Material<'_>, one: &Recovery) -> Story {
    Story {
        title: material.tell("page-recovery", &[("who", &one.customer)]),
        badges: Vec::new(),
        note: String::new(),
        svg: String::new(),
        lines: one.said.iter().map(|said| line(material, said, String::new())).collect(),
    }
}

fn line(material: &Material<'_>, said: &Said, what: String) -> StoryLine {
    let who = if said.by_customer {
        material.say("page-customer")
    } else {
        material.department(said.department.as_deref())
    };
    StoryLine {
        number: String::new(),
        at: said.day.to_string(),
        when: material.texts.date(said.day),
        who,
        what,
        quote: in_words(&said.quote, material.texts),
        is_act: false,
        harms: Vec::new(),
    }
}
