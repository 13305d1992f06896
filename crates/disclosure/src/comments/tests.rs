//! Which lists there are, and that nothing of a department is left over when they are compared.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Comment, Comments, gather};
use crate::Threshold;
use crate::mask::{Known, Masker, Placeholders, Vocabulary};
use crate::waves::{Department, Refusal, Wave, WaveLedger};

/// Reading the lexicon takes longer than a text: once for all tests.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    Vocabulary::new(Placeholders::new(|kind| kind.name().replace('_', " ")), ["Lumen Casa"])
});

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn ledger(respondents: &[u32], is_open: bool) -> WaveLedger {
    let department = |(name, respondents): (&str, &u32)| Department {
        name: name.to_owned(),
        invited: respondents + 3,
        respondents: *respondents,
        ..Department::default()
    };
    let departments = NAMES.into_iter().zip(respondents).map(department).collect();
    let mut ledger = WaveLedger::new(Threshold::LEAST);
    ledger.enter(Wave { name: "1".into(), is_open, departments }).expect("a wave that fits");
    ledger
}

fn gathered(ledger: &WaveLedger, comments: &[Comment<'_>]) -> Result<Comments, Refusal> {
    gather(ledger, "1", comments, &Masker::new(&Known::new(), &VOCABULARY))
}

/// So many comments of each department, each with words of its own.
fn texts(numbers: &[usize]) -> Vec<(&'static str, String)> {
    const WORDS: [&str; 5] = ["troppo", "lenta", "la", "procedura", "nuova"];
    let of = |(place, &number): (usize, &usize)| {
        let word = move |number: usize| WORDS[number % WORDS.len()];
        (0..number).map(move |at| {
            let text = format!("{} {} {}", word(at), word(at / 5 + place), word(place + 1));
            (NAMES[place], text)
        })
    };
    numbers.iter().enumerate().flat_map(of).collect()
}

fn comments<'a>(texts: &'a [(&'static str, String)]) -> Vec<Comment<'a>> {
    texts.iter().map(|(department, text)| Comment { department, text }).collect()
}

#[test]
fn a_department_is_named_when_ten_wrote_and_ten_or_none_are_left() {
    let names = |numbers: &[usize]| {
        let texts = texts(numbers);
        let gathered = gathered(&ledger(&[40, 40, 40, 40], false), &comments(&texts));
        let lists = gathered.expect("enough people").departments;
        lists.into_keys().collect::<Vec<_>>().concat()
    };
    assert_eq!(names(&[9, 9, 9, 9]), "");
    assert_eq!(names(&[10, 10, 0, 0]), "ab");
    assert_eq!(names(&[10, 3, 7, 0]), "a");
    // The nine of b would be left over.
    assert_eq!(names(&[30, 9, 0, 0]), "");
    assert_eq!(names(&[30, 12, 4, 0]), "a");
}

#[test]
fn words_are_masked_and_the_short_left_out_with_their_number() {
    let ledger = ledger(&[12], false);
    let text = |text| Comment { department: "a", text };
    let comments = [
        text("  ok "),
        text(""),
        text("Mario Rossi"),
        text("il sig. Rossi non risponde mai"),
        // A bracket of the writer's own is no placeholder.
        text("[tutto lento qui"),
    ];
    let gathered = gathered(&ledger, &comments).expect("twelve people");
    assert_eq!(gathered.company, ["[tutto lento qui", "il sig. [person] non risponde mai"]);
    assert_eq!(gathered.left_out, 3);
    assert!(gathered.departments.is_empty());
}

#[test]
fn few_people_an_open_wave_and_an_unknown_department_give_nothing() {
    let comment = [Comment { department: "a", text: "va tutto bene" }];
    assert_eq!(gathered(&ledger(&[9], false), &comment), Err(Refusal::TooFew));
    assert_eq!(gathered(&ledger(&[30], true), &comment), Err(Refusal::Open));
    let elsewhere = [Comment { department: "z", text: "va tutto bene" }];
    assert_eq!(gathered(&ledger(&[30], false), &elsewhere), Err(Refusal::UnknownDepartment));
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 32,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_list_and_no_difference_of_lists_is_of_one_to_nine(
        numbers in prop::collection::vec(0_usize..25, 4), turn in 0_usize..60,
    ) {
        let texts = texts(&numbers);
        let mut asked = comments(&texts);
        let ledger = ledger(&[30, 30, 30, 30], false);
        let first = gathered(&ledger, &asked).expect("enough people");
        let named: usize = first.departments.values().map(Vec::len).sum();
        let left = first.company.len() - named;
        prop_assert!(first.departments.is_empty() || left == 0 || left >= 10);
        prop_assert!(first.departments.values().all(|list| list.len() >= 10));
        // In whatever order they came in, they are shown in the same.
        let turn = turn.min(asked.len());
        asked.rotate_left(turn);
        prop_assert_eq!(gathered(&ledger, &asked), Ok(first));
    }
}
