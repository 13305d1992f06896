//! Both languages say the same, and every key that the program uses has its text.

use filo_guard::action::Action;
use filo_guard::card::{Answer, Undue};
use filo_guard::fact::vocabulary::FactName;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use filo_identity::golden::Why;
use filo_identity::relation::{RelationKind, Sureness};
use filo_identity::rule::Rule;
use filo_intake::row::Reason;
use filo_model::amount::{Amount, DecimalMark};
use filo_model::choice::Field;
use filo_model::facts::{CaseStep, Channel, Direction, EntryKind, Outcome, State};
use filo_model::shared::SharedField;
use fluent_bundle::FluentResource;
use jiff::civil::date;

use super::{Language, Texts};
use crate::findings::FindingKind;

const BOTH: [Language; 2] = [Language::Italian, Language::English];

/// The messages and attributes of a language with the variables of each.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut message, mut key) = (String::new(), String::new());
    for line in language.source().lines().filter(|line| !line.starts_with('#')) {
        let indented = line.starts_with(' ');
        let attribute = line.trim_start().strip_prefix('.').filter(|_| indented);
        let pattern = match (attribute, line.split_once(" =")) {
            (Some(attribute), _) => {
                let (name, pattern) = attribute.split_once(" =").unwrap();
                key = format!("{message}.{name}");
                pattern
            }
            (None, Some((name, pattern))) if !indented => {
                message = name.to_owned();
                key.clone_from(&message);
                pattern
            }
            _ => line,
        };
        if !key.is_empty() && pattern != line {
            let twice = messages.insert(key.clone(), BTreeSet::new());
            assert!(twice.is_none(), "`{key}` stands twice in {}", language.code());
        }
        let variables = pattern.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next());
        messages.entry(key.clone()).or_default().extend(variables.map(str::to_owned));
    }
    messages.remove("");
    messages
}

/// Every key has a text in both languages, which shows nothing unfilled.
#[track_caller]
fn expect_texts(keys: impl IntoIterator<Item = String>, args: &[(&str, &str)]) {
    let keys: Vec<String> = keys.into_iter().collect();
    assert!(!keys.is_empty());
    for language in BOTH {
        let texts = Texts::new(language);
        for key in &keys {
            assert!(texts.has(key), "`{key}` has no text in {}", language.code());
            let said = texts.say(key, args);
            assert!(
                !said.is_empty() && !said.contains('{'),
                "`{key}` in {}: {said}",
                language.code()
            );
        }
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let (italian, english) = (messages(Language::Italian), messages(Language::English));
    assert!(italian.len() > 200, "only {} messages were found", italian.len());
    for (key, variables) in &italian {
        assert_eq!(Some(variables), english.get(key), "`{key}` in Italian and in English");
    }
    for key in english.keys() {
        assert!(italian.contains_key(key), "`{key}` is not in Italian");
    }
}

#[test]
fn every_message_can_be_read() {
    for language in BOTH {
        let resource = FluentResource::try_new(language.source().to_owned());
        assert!(
            resource.is_ok(),
            "{}: {:?}",
            language.code(),
            resource.err().map(|(_, errors)| errors)
        );
        let texts = Texts::new(language);
        for (key, variables) in messages(language) {
            let args: Vec<(&str, &str)> =
                variables.iter().map(|name| (name.as_str(), "§")).collect();
            let said = match key.split_once('.') {
                None => texts.say(&key, &args),
                Some((message, _)) => texts.hint(message, &args).unwrap_or_default(),
            };
            assert!(!said.is_empty() && !said.contains('$'), "`{key}`: {said}");
            assert_eq!(said.contains('§'), !variables.is_empty(), "`{key}`: {said}");
        }
    }
}

#[test]
fn every_word_of_a_closed_set_has_a_text() {
    let keys = |family: &str, names: Vec<&str>| -> Vec<String> {
        names.into_iter().map(|name| format!("{family}-{}", name.replace('_', "-"))).collect()
    };
    expect_texts(
        keys("kind", EntryKind::ALL.iter().map(|one| one.name()).chain(["record"]).collect()),
        &[],
    );
    expect_texts(keys("channel", Channel::ALL.iter().map(|one| one.name()).collect()), &[]);
    expect_texts(keys("direction", Direction::ALL.iter().map(|one| one.name()).collect()), &[]);
    expect_texts(keys("step", CaseStep::ALL.iter().map(|one| one.name()).collect()), &[]);
    expect_texts(keys("outcome", Outcome::ALL.iter().map(|one| one.name()).collect()), &[]);
    expect_texts(keys("state", State::ALL.iter().map(|one| one.name()).collect()), &[]);
    expect_texts(keys("finding", FindingKind::ALL.iter().map(|one| one.name()).collect()), &[]);
    expect_texts(keys("golden-field", Field::ALL.iter().map(|one| one.name()).collect()), &[]);
    expect_texts(keys("golden-why", Why::ALL.iter().map(|one| one.name()).collect()), &[]);
    let fields = filo_identity::linkage::names();
    expect_texts(keys("linkage-field", fields.map(|(field, _)| field).collect()), &[]);
    let levels = filo_identity::linkage::names().flat_map(|(_, levels)| levels.iter().copied());
    expect_texts(keys("linkage-level", levels.collect()), &[]);
    let kinds = RelationKind::ALL.map(RelationKind::name).to_vec();
    expect_texts(keys("relation", kinds), &[]);
    expect_texts(keys("sureness", Sureness::ALL.map(Sureness::name).to_vec()), &[]);
    expect_texts(keys("shared", SharedField::ALL.map(SharedField::name).to_vec()), &[]);
    expect_texts(keys("rule", rules().iter().map(|one| one.name()).collect()), &[]);
}

fn rules() -> [Rule; 9] {
    let all = [
        Rule::Decision,
        Rule::TaxCode,
        Rule::VatNumber,
        Rule::Email,
        Rule::PhoneAndName,
        Rule::Likeness,
        Rule::OnlyHolderOfEmail,
        Rule::OnlyHolderOfPhone,
        Rule::Reference,
    ];
    // A rule that is added here fails to compile until it stands above.
    for rule in all {
        match rule {
            Rule::Decision | Rule::TaxCode | Rule::VatNumber | Rule::Email | Rule::PhoneAndName => {
            }
            Rule::Likeness
            | Rule::OnlyHolderOfEmail
            | Rule::OnlyHolderOfPhone
            | Rule::Reference => {}
        }
    }
    all
}

#[test]
fn every_reason_for_setting_a_row_apart_has_a_text() {
    let all = [
        Reason::FieldCount { expected: 3, found: 4 },
        Reason::Encoding,
        Reason::TooLong { limit: 9 },
        Reason::OpenQuote,
        Reason::NotAnObject,
        Reason::TooDeep { limit: 9 },
        Reason::BrokenXml,
        Reason::BrokenRows,
        Reason::Entity,
        Reason::Truncated,
        Reason::TooLarge { limit: 9 },
        Reason::NotAMessage,
        Reason::Missing { field: "at" },
        Reason::Unreadable { field: "at" },
        Reason::ImpossibleTime { field: "at" },
        Reason::Unmapped { field: "kind" },
        Reason::BrokenEnvelope,
        Reason::OtherContent,
        Reason::Nobody,
        Reason::NotACall,
        Reason::InternalCall,
        Reason::UnfinishedCall,
    ];
    for reason in &all {
        let detail = reason.detail();
        expect_texts([format!("apart-{}", reason.code())], &[("detail", &detail)]);
        for language in BOTH {
            let said = Texts::new(language)
                .say(&format!("apart-{}", reason.code()), &[("detail", &detail)]);
            assert!(said.contains(&detail), "{said}");
        }
    }
    // The codes are those of the source, so that a new one cannot be forgotten here.
    let source = include_str!("../../../intake/src/row.rs");
    let codes: BTreeSet<&str> =
        literals_after(source, "=> ").into_iter().filter(|code| *code != "{").collect();
    assert_eq!(codes, all.iter().map(Reason::code).collect());
}

/// The texts in quotes that follow a piece of a source, spaces and line ends between them or not.
fn literals_after<'a>(source: &'a str, before: &str) -> Vec<&'a str> {
    let after = source.split(before).skip(1);
    let quoted = after.filter_map(|rest| rest.trim_start().strip_prefix('"'));
    quoted.filter_map(|rest| rest.split('"').next()).collect()
}

/// The sources of this crate, without tests.
fn sources() -> String {
    fn gather(folder: &Path, out: &mut String) {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                gather(&path, out);
            } else if path.file_name().is_some_and(|name| name != "tests.rs") {
                out.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut out = String::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out
}

/// Whether a text looks like the key of a message.
fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

#[test]
fn every_problem_has_a_text_and_a_remedy() {
    let sources = sources();
    let mut keys: BTreeSet<&str> = ["config-absent", "config-unreadable"].into();
    for before in ["Problem::new(", "Self::new(", ".wrong(", "about(", "problem("] {
        keys.extend(literals_after(&sources, before));
    }
    assert!(keys.len() > 30, "only {} problems were found", keys.len());
    let told = messages(Language::Italian);
    for key in &keys {
        assert!(told.contains_key(&format!("problem-{key}")), "`{key}` has no text");
    }
    for key in told.keys().filter(|key| key.starts_with("problem-") && !key.ends_with(".hint")) {
        assert!(told.contains_key(&format!("{key}.hint")), "`{key}` has no remedy");
        assert!(keys.contains(&key["problem-".len()..]), "nothing says `{key}`");
    }
}

#[test]
fn every_text_that_the_program_asks_for_is_there() {
    let sources = sources();
    let keys: BTreeSet<&str> =
        literals_after(&sources, ".say(").into_iter().filter(|key| is_key(key)).collect();
    assert!(keys.len() > 40, "only {} texts were found", keys.len());
    let told = messages(Language::English);
    let named = |group: &'static str, name: &str| format!("{group}-{}", name.replace('_', "-"));
    let reasons = Undue::ALL.iter().map(|undue| named("reason", undue.name()));
    let facts = FactName::ALL.iter().map(|fact| named("fact", fact.name()));
    let actions = Action::ALL.iter().map(|action| named("action", action.name()));
    let answers = Answer::ALL.iter().map(|answer| named("answer", answer.name()));
    let of_guard = reasons.chain(facts).chain(actions).chain(answers);
    for key in keys.into_iter().map(str::to_owned).chain(of_guard) {
        assert!(told.contains_key(&key), "`{key}` has no text");
    }
}

#[test]
fn numbers_money_and_dates_are_written_as_people_write_them() {
    let (italian, english) = (Texts::new(Language::Italian), Texts::new(Language::English));
    for (number, in_italian, in_english) in [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, "1.000", "1,000"),
        (1_234_567, "1.234.567", "1,234,567"),
    ] {
        assert_eq!(
            (italian.count(number).as_str(), english.count(number).as_str()),
            (in_italian, in_english)
        );
    }
    for (amount, in_italian, in_english) in [
        ("1234.50", "1.234,50 €", "1,234.50 €"),
        ("1234.5", "1.234,50 €", "1,234.50 €"),
        ("7", "7,00 €", "7.00 €"),
        ("0.05", "0,05 €", "0.05 €"),
        ("-0.05", "-0,05 €", "-0.05 €"),
        ("-1200", "-1.200,00 €", "-1,200.00 €"),
        ("1000000", "1.000.000,00 €", "1,000,000.00 €"),
    ] {
        let amount = Amount::parse(amount, DecimalMark::Point).unwrap();
        assert_eq!(
            (italian.money(amount).as_str(), english.money(amount).as_str()),
            (in_italian, in_english)
        );
    }
    assert_eq!(
        (italian.decimal(12.34), english.decimal(12.34)),
        ("12,3".to_owned(), "12.3".to_owned())
    );
    let day = date(2026, 5, 4);
    assert_eq!(
        (italian.date(day), english.date(day)),
        ("04/05/2026".to_owned(), "4 May 2026".to_owned())
    );
}

#[test]
fn values_stand_in_a_text_as_they_are() {
    let texts = Texts::new(Language::English);
    let said = |number: &str| texts.say("problem-no-decision", &[("number", number)]);
    for number in ["7", "1200000", "007", "12345678901234", "1,234", "{ $number }", "\u{202e}x"] {
        assert_eq!(said(number), format!("there is no decision {number}"));
    }
    assert_eq!(texts.say("no-such-text", &[]), "no-such-text");
    assert_eq!(texts.hint("report-next", &[]), None);
}

#[test]
fn a_language_is_known_by_its_code() {
    for (code, language) in [
        ("it", Some(Language::Italian)),
        ("it_IT.UTF-8", Some(Language::Italian)),
        ("EN_gb", Some(Language::English)),
        ("fr", None),
        ("C", None),
        ("", None),
        ("è", None),
    ] {
        assert_eq!(Language::from_code(code), language, "{code}");
    }
}
