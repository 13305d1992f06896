//! Each card by itself: its own cases, its texts, and whether every template has one.

use std::collections::BTreeSet;

use filo_guard::card::check::{flaws, outdated};
use filo_guard::card::trial::try_card;
use filo_guard::card::{Answer, Card, Override};
use filo_guard::fact::value::{Unknown, Value};
use filo_guard::fact::vocabulary::FactName;
use jiff::civil::date;

use crate::{PACKS, all, cards};

/// The templates of section 9.1 of the page on the domain, and the further ones asked for.
const TEMPLATES: &[&str] = &[
    "REC-01", "REC-02", "REC-03", "REC-04", "REC-05", "REC-06", "REC-07", "REC-08", "REC-09",
    "REC-10", "REC-11", "REC-12", "REC-13", "REC-14", "SOS-01", "SOS-02", "SOS-03", "SOS-04",
    "SOS-05", "TEL-01", "TEL-02", "TEL-03", "TEL-04", "TEL-05", "TEL-06", "TEL-07", "TEL-08",
    "TEL-09", "TEL-10", "COM-01", "COM-02", "COM-03", "COM-04", "CES-01", "CRM-01", "PRI-01",
    "REC-00", "REC-15", "REC-16", "CON-01", "FAT-01", "PRE-01", "SEG-01", "GDP-01",
];

/// The departments of the conceptual model.
const OWNERS: &[&str] = &["administration", "customer_service", "marketing", "technical", "sales"];

#[test]
fn no_pack_has_a_flaw() {
    for pack in PACKS {
        assert_eq!(flaws(&cards(pack)), [], "{pack}");
    }
    assert_eq!(flaws(&all()), []);
}

#[test]
fn every_card_answers_its_own_cases_and_lets_nothing_slip() {
    for card in all() {
        let trials = try_card(&card);
        assert_eq!(trials.len(), card.tests.len(), "{}", card.id);
        for trial in trials {
            assert!(trial.is_passed(), "{}: {trial:#?}", card.id);
        }
    }
}

/// Cards about what is heard in words, which no template asks for.
const OF_WORDS: [&str; 2] = ["COM-05", "COM-06"];

/// Cards about asking after a case, which no template asks for.
const AFTER_CASE: [&str; 3] = ["ASC-01", "ASC-02", "ASC-03"];

#[test]
fn every_template_has_a_card() {
    let cards = all();
    let is_of = |card: &Card, template: &str| {
        let rest = card.id.strip_prefix(template);
        rest.is_some_and(|rest| rest.chars().all(|letter| letter.is_ascii_uppercase()))
    };
    for template in TEMPLATES {
        assert!(cards.iter().any(|card| is_of(card, template)), "{template}");
    }
    let stray: Vec<&str> = cards
        .iter()
        .filter(|card| !TEMPLATES.iter().any(|template| is_of(card, template)))
        .map(|card| card.id.as_str())
        .filter(|id| !id.starts_with("PRE-") && !OF_WORDS.contains(id) && !AFTER_CASE.contains(id))
        .collect();
    assert_eq!(stray, [""; 0]);
}

#[test]
fn a_card_is_tested_with_every_fact_true_false_and_unknown() {
    for card in all() {
        for test in &card.tests {
            let named: BTreeSet<FactName> =
                test.facts.keys().chain(test.unknown.keys()).copied().collect();
            for fact in card.facts().iter() {
                let id = &card.id;
                assert!(named.contains(&fact), "{id}: `{}` does not name {fact:?}", test.name);
            }
        }
        let undecided = card.tests.iter().filter(|test| {
            test.unknown.values().any(|why| *why != Unknown::NoSource)
                && test.expect > Answer::Allow
        });
        assert!(undecided.count() > 0, "{}", card.id);
    }
}

/// A number is tested on both sides of what it is compared with.
#[test]
fn boundaries_are_tested_on_both_sides() {
    for card in all() {
        for (name, parameter) in &card.parameters {
            let seen: Vec<i64> = card
                .tests
                .iter()
                .flat_map(|test| test.facts.values())
                .filter_map(|value| match value {
                    Value::Number(number) => Some(*number),
                    _ => None,
                })
                .collect();
            let sharp = seen.contains(&parameter.value);
            let beside = [parameter.value - 1, parameter.value + 1];
            let is_beside = beside.iter().any(|number| seen.contains(number));
            // The weekday hours of text messages are those of calls, which are tested in full.
            assert!(sharp && is_beside || card.id == "TEL-05M", "{}: {name}", card.id);
        }
    }
}

#[test]
fn people_can_read_who_owns_a_card_and_what_it_stands_on() {
    for card in all() {
        let id = &card.id;
        assert!(OWNERS.contains(&card.owner.as_str()), "{id}: {}", card.owner);
        assert!(card.playbook.as_ref().is_some_and(|anchor| anchor.contains('#')), "{id}");
        for said in [&card.title, &card.notice, &card.words, &card.release] {
            for text in [&said.it, &said.en] {
                assert!(text.ends_with('.') || text.ends_with('?'), "{id}: {text}");
            }
        }
        // What the customer may be told holds no number that is not theirs, and no fact's name.
        assert!(!card.words.it.contains('{') && !card.words.en.contains('{'), "{id}");
        // Nobody may act against a refusal that stands on a norm, and only against one that does not.
        if card.overridden_by == Override::Nobody {
            assert_eq!(card.answer, Answer::Refuse, "{id}");
        }
    }
    assert_eq!(outdated(&all(), date(2027, 11, 21)), []);
    assert!(!outdated(&all(), date(2027, 11, 22)).is_empty());
}
