//! Filo's own questionnaire, and what is refused of others.

use std::collections::{BTreeMap, BTreeSet};

use filo_culture::ballot::{Answer, AnswerError, Ballot, order, read};
use filo_culture::instrument::{Draft, Instrument, InstrumentError, Licence};

/// A change that makes an instrument wrong.
type Spoil = fn(&mut Draft);

fn own() -> Draft {
    let text = include_str!("../../../data/questionnaire/filo.toml");
    toml::from_str(text).expect("the questionnaire is TOML of this shape")
}

#[test]
fn our_own_questionnaire_has_three_items_a_dimension_in_both_languages() {
    let instrument = Instrument::new(own()).unwrap();
    assert_eq!((instrument.items.len(), instrument.dimensions.len()), (24, 8));
    for dimension in &instrument.dimensions {
        assert_eq!(instrument.items_of(&dimension.code).count(), 3, "{}", dimension.code);
    }
    assert_eq!((instrument.closings.len(), instrument.seen.len()), (3, 2));
    // One item of each dimension in a short wave.
    let dimensions: BTreeSet<&str> = instrument
        .items
        .iter()
        .filter(|item| instrument.pulse.contains(&item.id))
        .map(|item| &*item.dimension)
        .collect();
    assert_eq!((instrument.pulse.len(), dimensions.len()), (8, 8));
    assert!(instrument.items.iter().all(|item| !item.reverse), "no reversed items in three");
}

#[test]
fn an_instrument_of_others_needs_a_licence() {
    let others = Draft { id: "scale-of-somebody".into(), licence: Licence::default(), ..own() };
    let wrong = InstrumentError::Unlicensed("scale-of-somebody".into());
    let own = Draft { licence: Licence::default(), ..own() };
    assert_eq!(Instrument::new(own), Err(InstrumentError::Unlicensed("filo".into())));
    assert_eq!(Instrument::new(others.clone()), Err(wrong.clone()));
    let blank = Licence { holder: "  ".into(), terms: "t".into(), allowed_use: "u".into() };
    assert_eq!(Instrument::new(Draft { licence: blank, ..others.clone() }), Err(wrong));
    let licence = Licence { holder: "h".into(), terms: "t".into(), allowed_use: "u".into() };
    assert!(Instrument::new(Draft { licence, ..others }).is_ok());
}

#[test]
fn what_is_wrong_with_an_instrument_is_named() {
    let refused = |change: Spoil| {
        let mut draft = own();
        change(&mut draft);
        Instrument::new(draft).unwrap_err().to_string()
    };
    let cases: [(Spoil, &str); 7] = [
        (|one| one.min_group = 4, "min_group"),
        (|one| one.items[3].id = "filo1".into(), "`filo1` stands twice"),
        (|one| drop(one.items[0].text.remove("en")), "`filo1` has no text in `en`"),
        (|one| one.items[0].dimension = "other".into(), "`filo1` names `other`"),
        (|one| one.pulse.push("filo9".into()), "`pulse` names `filo9`"),
        (|one| drop(one.scale.labels.pop()), "scale"),
        (|one| one.items.retain(|item| item.dimension != "cura"), "`cura` is empty"),
    ];
    for (change, told) in cases {
        let refusal = refused(change);
        assert!(refusal.contains(told), "{refusal}");
    }
}

#[test]
fn an_item_changes_its_digest_with_its_words_and_not_with_the_blanks_of_its_file() {
    let before = Instrument::new(own()).unwrap();
    let mut draft = own();
    let spaced = draft.items[0].text["it"].replace(' ', "  ");
    draft.items[0].text.insert("it".into(), spaced);
    draft.items[1].text.insert("it".into(), "Altro.".into());
    let after = Instrument::new(draft).unwrap();
    assert_eq!(before.digest(&before.items[0]), after.digest(&after.items[0]));
    assert_ne!(before.digest(&before.items[1]), after.digest(&after.items[1]));
    let all: BTreeSet<_> = before.items.iter().map(|item| before.digest(item)).collect();
    assert_eq!(all.len(), 24);
}

#[test]
fn answers_are_points_labels_or_not_applicable() {
    let instrument = Instrument::new(own()).unwrap();
    for (question, text, answer) in [
        ("filo1", "4", Answer::Point(4)),
        ("filo1", " molto vero ", Answer::Point(4)),
        ("v2", "Half true", Answer::Point(3)),
        ("filo1", "na", Answer::NA),
        ("dire", "Non so, non mi riguarda", Answer::NA),
        ("consiglio", "0", Answer::Point(0)),
        ("consiglio", "10", Answer::Point(10)),
    ] {
        assert_eq!(read(&instrument, question, text.trim()), Ok(answer), "{question} {text}");
    }
    for (question, text) in
        [("filo1", "0"), ("filo1", "6"), ("filo1", "4,5"), ("consiglio", "11"), ("una_cosa", "1")]
    {
        let refused = read(&instrument, question, text);
        assert!(matches!(refused, Err(AnswerError::NotAllowed { .. })), "{question} {text}");
    }
    let unknown = read(&instrument, "filo9", "1");
    assert_eq!(unknown, Err(AnswerError::NoQuestion("filo9".into())));
}

#[test]
fn a_ballot_is_written_and_read_back_with_what_did_not_apply() {
    let instrument = Instrument::new(own()).unwrap();
    let mut ballot = Ballot::default();
    for (question, text) in [("filo1", "5"), ("filo2", "NA"), ("filo3", " ")] {
        ballot.answer(&instrument, question, text).unwrap();
    }
    let written = serde_json::to_string(&ballot).unwrap();
    assert_eq!(written, r#"{"filo1":5,"filo2":"NA"}"#);
    let read: Ballot = serde_json::from_str(&written).unwrap();
    assert_eq!(read, ballot);
    let values = read.values(&instrument.items);
    assert_eq!(values[..3], [5, 0, u8::MAX]);
}

#[test]
fn items_come_mixed_and_in_one_order_a_respondent() {
    let instrument = Instrument::new(own()).unwrap();
    let orders: Vec<Vec<usize>> = (0..200).map(|seed| order(&instrument, seed)).collect();
    assert_eq!(orders[7], order(&instrument, 7));
    assert!(orders.iter().all(|one| one.iter().copied().collect::<BTreeSet<_>>().len() == 24));
    let mut first: BTreeMap<usize, u32> = BTreeMap::new();
    for one in &orders {
        *first.entry(one[0]).or_default() += 1;
    }
    // Each of 24 items comes first about 8 times in 200.
    assert!(first.len() > 18 && first.values().all(|&times| times < 25), "{first:?}");
}
