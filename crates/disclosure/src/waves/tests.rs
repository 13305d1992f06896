//! Known cases of each rule; what an attacker can do with everything is tried in `tests/it/attack.rs`.

use std::collections::BTreeMap;

use super::{
    Definition, Department, Published, Question, Refusal, Turnover, Wave, WaveError, WaveLedger,
};
use crate::Threshold;

fn department(name: &str, invited: u32, valid: &[u32]) -> Department {
    Department {
        name: name.to_owned(),
        invited,
        respondents: valid.first().copied().unwrap_or(0),
        valid: BTreeMap::from([("cura".to_owned(), valid.to_vec())]),
        ..Department::default()
    }
}

fn under(parent: &str, department: Department) -> Department {
    Department { parent: Some(parent.to_owned()), ..department }
}

fn wave(name: &str, departments: Vec<Department>) -> Wave {
    Wave { name: name.to_owned(), is_open: false, departments }
}

fn ledger(waves: Vec<Wave>) -> WaveLedger {
    let mut ledger = WaveLedger::new(Threshold::LEAST);
    for wave in waves {
        ledger.enter(wave).expect("a wave that fits");
    }
    ledger
}

fn definition(name: &str, base: usize, is_detail: bool) -> Definition {
    Definition { family: "cura".into(), name: name.into(), base, is_detail }
}

fn score(ledger: &WaveLedger, wave: &str, departments: &[&str]) -> Question {
    ledger.question(wave, &definition("score", 0, false), departments)
}

fn item(ledger: &WaveLedger, wave: &str, departments: &[&str]) -> Question {
    ledger.question(wave, &definition("cura1", 1, true), departments)
}

fn ask(ledger: &mut WaveLedger, wave: &str, departments: &[&str]) -> Result<(), Refusal> {
    let question = score(ledger, wave, departments);
    ledger.publish(&question).map(|_| ())
}

#[test]
fn the_next_smallest_sibling_goes_with_a_small_one() {
    let mut ledger = ledger(vec![wave(
        "1",
        vec![
            department("a", 20, &[12]),
            department("b", 20, &[10]),
            department("c", 9, &[6]),
            department("d", 9, &[3]),
        ],
    )]);
    let asked = [&["d"][..], &["c"], &["b"], &["a"], &["a", "b", "c", "d"]]
        .map(|departments| score(&ledger, "1", departments));
    let answers = ledger.publish_all(&asked).map_refusals();
    let difference = Some(Refusal::Difference);
    assert_eq!(answers, [Some(Refusal::TooFew), difference, None, None, None]);
}

trait Refusals {
    fn map_refusals(self) -> Vec<Option<Refusal>>;
}

impl<T> Refusals for Vec<Result<T, Refusal>> {
    fn map_refusals(self) -> Vec<Option<Refusal>> {
        self.into_iter().map(Result::err).collect()
    }
}

#[test]
fn small_departments_count_with_the_parent_named_before_and_are_not_asked_for() {
    let mut ledger = ledger(vec![wave(
        "1",
        vec![
            department("sales", 20, &[15]),
            under("sales", department("shop", 6, &[4])),
            under("staff", department("legal", 4, &[3])),
            under("staff", department("press", 4, &[2])),
            under("shop", department("stall", 2, &[2])),
        ],
    )]);
    // The stall makes the shop large enough to stand by itself.
    assert_eq!(ledger.departments("1"), ["sales", "shop", "staff"]);
    assert_eq!(ask(&mut ledger, "1", &["legal"]), Err(Refusal::Merged));
    assert_eq!(ask(&mut ledger, "1", &["nobody"]), Err(Refusal::UnknownDepartment));
    assert_eq!(ask(&mut ledger, "1", &["staff"]), Ok(()));
    assert_eq!(ask(&mut ledger, "2", &["staff"]), Err(Refusal::UnknownWave));
}

#[test]
fn five_to_seven_give_a_score_and_eight_an_item_also_by_subtraction() {
    let departments =
        |valid: u32| vec![department("a", 30, &[20, 20]), department("b", 30, &[valid, valid])];
    for (people, expected) in [(7, Some(Refusal::TooFewForDetail)), (8, None)] {
        let mut ledger = ledger(vec![wave("1", departments(people))]);
        assert_eq!(ask(&mut ledger, "1", &["b"]), Ok(()));
        let question = item(&ledger, "1", &["b"]);
        assert_eq!(ledger.publish(&question).err(), expected);
        let company = item(&ledger, "1", &["a", "b"]);
        assert!(ledger.publish(&company).is_ok());
        // With the company's, that of the large department would be that of the small one.
        let other = item(&ledger, "1", &["a"]);
        assert_eq!(ledger.publish(&other).err(), expected.map(|_| Refusal::Difference));
    }
}

#[test]
fn an_item_of_all_but_one_of_the_score_s_respondents_is_refused() {
    for (all, complete, expected) in
        [(20, 19, Some(Refusal::Difference)), (20, 20, None), (20, 15, None)]
    {
        let mut ledger = ledger(vec![wave("1", vec![department("a", 30, &[all, complete])])]);
        let asked = [item(&ledger, "1", &["a"]), score(&ledger, "1", &["a"])];
        assert_eq!(ledger.publish_all(&asked).map_refusals(), [expected, None]);
    }
}

#[test]
fn while_a_wave_is_open_no_figure_is_shown_and_no_later_wave_begins() {
    let open = Wave { is_open: true, ..wave("1", vec![department("a", 30, &[20])]) };
    let mut ledger = ledger(vec![open.clone()]);
    assert_eq!(ask(&mut ledger, "1", &["a"]), Err(Refusal::Open));
    assert!(ledger.departments("1").is_empty());
    let next = wave("2", vec![department("a", 30, &[20])]);
    assert_eq!(ledger.enter(next.clone()), Err(WaveError::Open("2".into(), "1".into())));
    let closed = Wave { is_open: false, ..open };
    assert_eq!(ledger.enter(closed.clone()), Ok(()));
    assert_eq!((ledger.enter(closed), ledger.enter(next)), (Ok(()), Ok(())));
    let other = wave("1", vec![department("a", 30, &[21])]);
    assert_eq!(ledger.enter(other), Err(WaveError::Closed("1".into())));
}

#[test]
fn beside_a_figure_stands_a_range_of_respondents() {
    let six = |valid: u32| {
        let names = ["a", "b", "c", "d", "e", "f"];
        names.map(|name| department(name, 30, &[valid])).to_vec()
    };
    let mut ledger = ledger(vec![wave("1", six(13)), wave("2", six(15))]);
    let mut count = |wave: &str, departments: &[&str]| {
        let asked = score(&ledger, wave, departments);
        ledger.publish(&asked).map(|count| (count.from, count.to))
    };
    assert_eq!(count("1", &["a"]), Ok((10, 14)));
    assert_eq!(count("1", &["a", "b"]), Ok((20, 28)));
    // Seventy-eight, where sixty to eighty-four were possible.
    assert_eq!(count("1", &["a", "b", "c", "d", "e", "f"]), Ok((75, 79)));
    // Ninety is the least of what is possible: of each department it would be known.
    assert_eq!(count("2", &["a", "b", "c", "d", "e", "f"]), Ok((90, 114)));
}

/// Two waves: `a` as given, `b` with two thirds of the answers in each.
fn two(first: Department, second: Department) -> WaveLedger {
    let with = |name, one| wave(name, vec![one, department("b", 30, &[20])]);
    ledger(vec![with("1", first), with("2", second)])
}

#[test]
fn a_department_that_answered_in_full_twice_counts_in_the_company_only() {
    let mut ledger = two(department("a", 12, &[12]), department("a", 11, &[11]));
    assert_eq!(ask(&mut ledger, "1", &["a"]), Ok(()));
    assert_eq!(ask(&mut ledger, "2", &["a"]), Err(Refusal::SamePeople));
    assert_eq!(ask(&mut ledger, "2", &["a", "b"]), Ok(()));
    // The company's without that of b would be that of a.
    assert_eq!(ask(&mut ledger, "2", &["b"]), Err(Refusal::SamePeople));
}

#[test]
fn who_did_not_answer_or_came_new_hides_the_others() {
    let mut not_all = two(department("a", 12, &[12]), department("a", 12, &[11]));
    assert_eq!(ask(&mut not_all, "2", &["a"]), Ok(()));
    let newcomers =
        |people| Department { turnover: Turnover::Newcomers(people), ..department("a", 12, &[12]) };
    let mut few = two(department("a", 12, &[12]), newcomers(4));
    assert_eq!(ask(&mut few, "2", &["a"]), Err(Refusal::SamePeople));
    let mut enough = two(department("a", 12, &[12]), newcomers(5));
    assert_eq!(ask(&mut enough, "2", &["a"]), Ok(()));
    // Four of the five may be among those who are not in the narrower base.
    let wave_with = |name, one| wave(name, vec![one]);
    let second = Department { turnover: Turnover::Newcomers(5), ..department("a", 12, &[12, 8]) };
    let mut narrower =
        ledger(vec![wave_with("1", department("a", 12, &[12, 12])), wave_with("2", second)]);
    let question = narrower.question("2", &definition("complete", 1, false), &["a"]);
    assert_eq!(narrower.publish(&question), Err(Refusal::SamePeople));
}

#[test]
fn the_same_people_may_be_asked_the_same_again() {
    let same = Department { turnover: Turnover::Nobody, ..department("a", 12, &[12]) };
    let mut ledger = two(department("a", 12, &[12]), same);
    assert_eq!(ask(&mut ledger, "2", &["a"]), Err(Refusal::SamePeople));
    assert_eq!(ask(&mut ledger, "1", &["a"]), Ok(()));
    assert_eq!(ask(&mut ledger, "2", &["a"]), Ok(()));
    let (earlier, later) = (score(&ledger, "1", &["a"]), score(&ledger, "2", &["a"]));
    assert!(ledger.publish_change(&earlier, &later).is_ok());
}

#[test]
fn people_of_a_full_department_may_be_anywhere_later() {
    let second = |departments: Vec<Department>| {
        ledger(vec![
            wave("1", vec![department("a", 12, &[12]), department("b", 30, &[20])]),
            wave("2", departments),
        ])
    };
    let refused = Err(Refusal::SamePeople);
    // Split off from a, or from b, or new: who knows.
    let mut split = second(vec![department("a", 6, &[6]), department("new", 6, &[6])]);
    assert_eq!(ask(&mut split, "2", &["new"]), refused);
    // Sixteen, of whom twelve may have been in a: four are left.
    let mut merged = second(vec![department("b", 16, &[16])]);
    assert_eq!(ask(&mut merged, "2", &["b"]), refused);
    let mut merged = second(vec![department("b", 17, &[17])]);
    assert_eq!(ask(&mut merged, "2", &["b"]), Ok(()));
    // In full here, but in no figure before of which it was known who is in it.
    let mut first = ledger(vec![
        wave("1", vec![department("a", 12, &[11])]),
        wave("2", vec![department("a", 12, &[12])]),
    ]);
    assert_eq!(ask(&mut first, "2", &["a"]), Ok(()));
}

#[test]
fn known_absences_make_almost_all_count_as_all() {
    let mut ledger = WaveLedger::with_known_absent(Threshold::LEAST, 1);
    for name in ["1", "2"] {
        let departments = vec![department("a", 12, &[11]), department("b", 12, &[10])];
        ledger.enter(wave(name, departments)).expect("a wave that fits");
    }
    assert_eq!(ask(&mut ledger, "2", &["a"]), Err(Refusal::SamePeople));
    assert_eq!(ask(&mut ledger, "2", &["b"]), Ok(()));
}

#[test]
fn what_was_published_lasts_and_is_judged_again_when_it_is_read() {
    let mut ledger = two(department("a", 12, &[12]), department("a", 12, &[11]));
    assert_eq!(ask(&mut ledger, "1", &["a", "b"]), Ok(()));
    let written = serde_json::to_string(&ledger.published()).expect("plain data");
    let read: Published = serde_json::from_str(&written).expect("as it was written");
    let again = WaveLedger::read_back(read).expect("as it was");
    assert!(again.is_published(&score(&again, "1", &["a", "b"])));
    assert_eq!(again.published(), ledger.published());
    let by_hand = |from: &str, to: &str| {
        let changed = written.replace(from, to);
        assert_ne!(changed, written);
        let read = serde_json::from_str(&changed).expect("of the same form");
        WaveLedger::read_back(read).err()
    };
    assert_eq!(by_hand("\"threshold\":5", "\"threshold\":3"), Some(WaveError::Threshold(3)));
    assert_eq!(by_hand("\"version\":1", "\"version\":9"), Some(WaveError::Version(9)));
    let few = by_hand("[\"a\",\"b\"]", "[\"c\"]");
    assert_eq!(few, Some(WaveError::Impossible("1".into())));
}

#[test]
fn a_wave_whose_numbers_do_not_fit_is_not_entered() {
    let refused = |departments: Vec<Department>| {
        WaveLedger::new(Threshold::LEAST).enter(wave("1", departments)).err()
    };
    let at = |name: &str| ("1".to_owned(), name.to_owned());
    let people = |(wave, name)| Some(WaveError::People(wave, name));
    assert_eq!(refused(vec![department("a", 5, &[6])]), people(at("a")));
    assert_eq!(refused(vec![department("a", 9, &[6, 7])]), people(at("a")));
    let circle = vec![under("b", department("a", 3, &[3])), under("a", department("b", 3, &[3]))];
    assert_eq!(refused(circle), Some(WaveError::Parents("1".into(), "a".into())));
    let twice = vec![department("a", 3, &[3]), department("a", 4, &[3])];
    assert_eq!(refused(twice), Some(WaveError::Twice("1".into(), "a".into())));
    let bases = vec![department("a", 9, &[3]), department("b", 9, &[3, 3])];
    assert_eq!(refused(bases), Some(WaveError::Bases("1".into(), "cura".into())));
}

#[test]
fn the_order_of_questions_does_not_matter() {
    let with = |name, a: &[u32], b: &[u32]| {
        wave(name, vec![department("a", 12, a), department("b", 30, b)])
    };
    let build = || ledger(vec![with("1", &[12, 10], &[20, 20]), with("2", &[12, 12], &[15, 9])]);
    let mut asked = Vec::new();
    for wave in ["1", "2"] {
        for departments in [&["a"][..], &["b"], &["a", "b"]] {
            asked.push(score(&build(), wave, departments));
        }
        asked.push(item(&build(), wave, &["a"]));
    }
    let mut first = build();
    let answers = first.publish_all(&asked).map_refusals();
    asked.reverse();
    let mut second = build();
    let mut reversed = second.publish_all(&asked).map_refusals();
    reversed.reverse();
    assert_eq!(answers, reversed);
    assert_eq!(first.published(), second.published());
}
