//! Cards as they are read, checked and compiled.

use super::{Answer, Card, CardError, CardFault};
use crate::action::Action;
use crate::card::check::{FlawKind, flaws};
use crate::fact::Facts;
use crate::fact::value::{Fact, Unknown, Value};
use crate::fact::vocabulary::FactName;
use crate::guard::{Because, Guard};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 5, 5);

/// A card with a condition and a few keys of its own, the rest as it should be.
fn card(when: &str, more: &str) -> Card {
    let more = if more.contains("verdict") {
        more.to_owned()
    } else {
        format!("verdict = 'refuse'\n{more}")
    };
    let said = "{ it = 'sì', en = 'yes' }";
    let text = format!(
        "[[card]]\nid = 'X-1'\nversion = 1\ntitle = {said}\nowner = 'sales'\nactions = ['transfer']\nwhen = {when}\n\
         override = 'one'\nnotice = {said}\nwords = {said}\nrelease = {said}\nalternatives = ['open_case']\n{more}\n\
         apology = {said}\n\
         tests = [{{ name = 'a', action = 'transfer', expect = 'refuse' }}, {{ name = 'b', action = 'transfer', expect = 'allow' }}]"
    );
    Card::parse(&text, "").unwrap_or_else(|error| panic!("{error}: {text}")).remove(0)
}

fn facts(facts: &[(FactName, Fact)]) -> Facts {
    Facts::given(facts.iter().cloned())
}

fn flag(flag: bool) -> Fact {
    Fact::known(Value::Flag(flag), &[])
}

fn number(number: i64) -> Fact {
    Fact::known(Value::Number(number), &[])
}

#[track_caller]
fn check(card: &Card, given: &[(FactName, Fact)], expected: Answer) {
    let guard = Guard::new(vec![card.clone()]).unwrap();
    let judgement = guard.judge(Action::Transfer, &facts(given), TODAY);
    assert_eq!(judgement.answer, expected, "{given:?}");
    let holds = card.when.holds(&facts(given), card.compulsory);
    let by_logic = match holds {
        Some(true) => card.answer,
        Some(false) => Answer::Allow,
        None => Answer::Hold,
    };
    assert_eq!(judgement.answer, by_logic, "policies and logic agree: {given:?}");
}

#[test]
fn false_and_unknown_is_false_true_or_unknown_is_true() {
    let (paid, open) = (FactName::ClaimPaid, FactName::OpenCases);
    let both = card(
        "{ all = [{ fact = 'claim_paid', is = true }, { fact = 'open_cases', at_least = 2 }] }",
        "",
    );
    let unsure = Fact::Unknown(Unknown::NotSaid);
    check(&both, &[(paid, flag(true)), (open, number(2))], Answer::Refuse);
    check(&both, &[(paid, flag(true)), (open, number(1))], Answer::Allow);
    check(&both, &[(paid, flag(false)), (open, unsure.clone())], Answer::Allow);
    check(&both, &[(paid, flag(true)), (open, unsure.clone())], Answer::Hold);
    let either = card(
        "{ any = [{ fact = 'claim_paid', is = true }, { fact = 'open_cases', more_than = 1 }] }",
        "",
    );
    check(&either, &[(paid, flag(true)), (open, unsure.clone())], Answer::Refuse);
    check(&either, &[(paid, flag(false)), (open, unsure.clone())], Answer::Hold);
    let neither = card(
        "{ none = [{ fact = 'claim_paid', is = true }, { fact = 'open_cases', at_most = 1 }] }",
        "",
    );
    check(&neither, &[(paid, flag(false)), (open, number(2))], Answer::Refuse);
    check(&neither, &[(paid, flag(true)), (open, unsure.clone())], Answer::Allow);
    check(&neither, &[(paid, flag(false)), (open, unsure)], Answer::Hold);
}

#[test]
fn what_cannot_be_known_here_holds_only_where_it_is_compulsory() {
    let paid = FactName::ClaimPaid;
    for when in
        ["{ fact = 'claim_paid', is = true }", "{ none = [{ fact = 'claim_paid', is = true }] }"]
    {
        for why in [Unknown::NoSource, Unknown::NotStated] {
            check(&card(when, ""), &[(paid, Fact::Unknown(why))], Answer::Allow);
            let compulsory = card(when, "compulsory = ['claim_paid']");
            check(&compulsory, &[(paid, Fact::Unknown(why))], Answer::Hold);
        }
    }
}

#[test]
fn who_is_held_is_told_which_facts_are_missing() {
    let both = card(
        "{ all = [{ fact = 'claim_paid', is = true }, { fact = 'open_cases', at_least = 2 }] }",
        "",
    );
    let guard = Guard::new(vec![both]).unwrap();
    let given =
        [(FactName::ClaimPaid, flag(true)), (FactName::OpenCases, Fact::Unknown(Unknown::Stale))];
    let judgement = guard.judge(Action::Transfer, &facts(&given), TODAY);
    assert_eq!(judgement.spoken[0].because, Because::Undecided(vec![FactName::OpenCases]));
}

#[test]
fn modes_and_validity_say_how_far_a_card_binds() {
    let given = [(FactName::ClaimPaid, flag(true))];
    let when = "{ fact = 'claim_paid', is = true }";
    let answered = |more: &str| {
        let guard = Guard::new(vec![card(when, more)]);
        guard.map(|guard| guard.judge(Action::Transfer, &facts(&given), TODAY))
    };
    let shadow = answered("mode = 'shadow'").unwrap();
    assert_eq!((shadow.answer, shadow.shadow[0].answer), (Answer::Allow, Answer::Refuse));
    for (more, expected) in [
        ("valid_from = 2026-05-05", Answer::Refuse),
        ("valid_from = 2026-05-06", Answer::Allow),
        ("valid_to = 2026-05-05", Answer::Refuse),
        ("valid_to = 2026-05-04", Answer::Allow),
    ] {
        assert_eq!(answered(more).unwrap().answer, expected, "{more}");
    }
    let advised = card(when, "mode = 'advise'");
    let guard = Guard::new(vec![advised]).unwrap();
    assert_eq!(guard.judge(Action::Transfer, &facts(&given), TODAY).answer, Answer::Warn);
}

#[test]
fn a_card_that_names_what_does_not_exist_says_so() {
    let read = |old: &str, new: &str| {
        let text = include_str!("../../../../data/rules/base/settled.toml");
        match Card::parse(&text.replacen(old, new, 1), "base") {
            Err(CardError::Card { fault, .. }) => fault,
            other => panic!("{other:?}"),
        }
    };
    let fact = read("fact = \"claim_paid\", is", "fact = \"paid\", is");
    assert_eq!(fact, CardFault::Fact("paid".to_owned()));
    assert_eq!(read("\"transfer\"", "\"sell\""), CardFault::Action("sell".to_owned()));
    assert_eq!(read("is = true", "at_least = 3"), CardFault::Value("claim_paid".to_owned()));
    assert_eq!(read("is = true", "is = true, at_least = 3"), CardFault::Condition);
    assert_eq!(read("verdict = \"refuse\"", "verdict = \"allow\""), CardFault::Allows);
}

#[test]
fn a_set_of_cards_with_a_flaw_is_not_used() {
    let good = card("{ fact = 'open_cases', at_least = 2 }", "");
    assert_eq!(flaws(std::slice::from_ref(&good)), []);
    let flawed = |change: &dyn Fn(&mut Card)| {
        let mut bad = good.clone();
        change(&mut bad);
        assert!(Guard::new(vec![bad.clone()]).is_err());
        flaws(&[bad]).iter().map(|flaw| flaw.kind).collect::<Vec<_>>()
    };
    assert_eq!(flawed(&|card| card.words.en.clear()), [FlawKind::Text]);
    assert_eq!(flawed(&|card| card.alternatives.clear()), [FlawKind::NoAlternative]);
    assert_eq!(flawed(&|card| card.alternatives.push(Action::Write)), [FlawKind::NoEnd]);
    assert_eq!(
        flawed(&|card| card.actions.push(Action::OpenCase)),
        [FlawKind::Recording, FlawKind::Circle]
    );
    assert_eq!(flawed(&|card| card.alternatives.insert(0, Action::Transfer)), [FlawKind::Circle]);
    assert_eq!(
        flawed(&|card| card.compulsory = card.compulsory.with(FactName::ClaimPaid)),
        [FlawKind::Compulsory]
    );
    assert_eq!(flawed(&|card| card.tests.truncate(1)), [FlawKind::Tests]);
    assert_eq!(flawed(&|card| card.notice.it = "{claim_paid}".to_owned()), [FlawKind::Placeholder]);
    let fault = card("{ fact = 'our_fault_open', is = true }", "");
    let silent = Card { apology: None, ..fault };
    assert_eq!(
        flaws(&[silent]).iter().map(|flaw| flaw.kind).collect::<Vec<_>>(),
        [FlawKind::NoApology]
    );
}

#[test]
fn the_newest_version_that_holds_on_a_day_is_the_one_that_speaks() {
    let paid = [(FactName::ClaimPaid, flag(true))];
    let first = card("{ fact = 'claim_paid', is = true }", "");
    let second = Card {
        version: 2,
        answer: Answer::Warn,
        tests: card("{ fact = 'claim_paid', is = true }", "verdict = 'warn'").tests,
        valid_from: Some(date(2026, 5, 1)),
        ..first.clone()
    };
    let mut second = second;
    second.tests[0].expect = Answer::Warn;
    let guard = Guard::new(vec![first, second]).unwrap();
    let answered = |on| guard.judge(Action::Transfer, &facts(&paid), on).answer;
    assert_eq!(answered(date(2026, 4, 30)), Answer::Refuse, "the old one stays for replay");
    assert_eq!(answered(TODAY), Answer::Warn);
}
