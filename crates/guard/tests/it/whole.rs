//! All packs at once, under any facts: what the guard promises of every answer.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use filo_guard::action::Action;
use filo_guard::card::condition::{Condition, Test};
use filo_guard::card::{Answer, Card, Mode};
use filo_guard::fact::Facts;
use filo_guard::fact::value::{Fact, Unknown, Value};
use filo_guard::fact::vocabulary::{FactName, NEVER, Unit};
use filo_guard::guard::{Because, Spoken};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::stories::ordinary;
use crate::{GUARD, TODAY};

/// The numbers on either side of what cards compare a fact with: where answers change.
static EDGES: LazyLock<BTreeMap<FactName, Vec<i64>>> = LazyLock::new(|| {
    let mut edges = BTreeMap::new();
    GUARD.cards().iter().for_each(|card| gather(&card.when, &mut edges));
    edges
});

fn gather(condition: &Condition, edges: &mut BTreeMap<FactName, Vec<i64>>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::None(parts) => {
            parts.iter().for_each(|part| gather(part, edges));
        }
        Condition::Fact { fact, test: Test::AtLeast(number) | Test::AtMost(number), .. }
        | Condition::Fact { fact, test: Test::Is(Value::Number(number)), .. } => {
            edges.entry(*fact).or_default().extend([number - 1, *number, number + 1]);
        }
        Condition::Fact { .. } => {}
    }
}

fn value(fact: FactName) -> BoxedStrategy<Value> {
    match fact.unit() {
        Unit::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        Unit::Word => select(vec!["phone", "sms", "email", "letter"])
            .prop_map(|word| Value::Word(word.to_owned()))
            .boxed(),
        _ => {
            let mut numbers = EDGES.get(&fact).cloned().unwrap_or_default();
            numbers.extend([0, 1, NEVER]);
            prop_oneof![8 => select(numbers), 1 => any::<i64>()].prop_map(Value::Number).boxed()
        }
    }
}

/// A fact: mostly known, else unknown for any of the reasons, else not there at all.
fn fact(name: FactName) -> impl Strategy<Value = Option<(FactName, Fact)>> {
    let unknown =
        select(vec![Unknown::NoSource, Unknown::NotStated, Unknown::Stale, Unknown::NotSaid]);
    prop_oneof![
        12 => value(name).prop_map(|value| Some(Fact::known(value, &[]))),
        2 => unknown.prop_map(|why| Some(Fact::Unknown(why))),
        1 => Just(None),
    ]
    .prop_map(move |fact| fact.map(|fact| (name, fact)))
}

/// Facts of anybody: those of an ordinary customer, an eighth of them replaced by any others, so that
/// few cards speak at once.
fn facts() -> impl Strategy<Value = Facts> {
    let each: Vec<_> = FactName::ALL.iter().map(|name| fact(*name).boxed()).collect();
    (each, vec(0..8_u8, FactName::ALL.len())).prop_map(|(facts, kept)| {
        let ordinary = ordinary();
        let mixed = facts.into_iter().zip(kept).zip(FactName::ALL);
        Facts::given(mixed.filter_map(|((fact, kept), name)| {
            if kept == 0 { fact } else { Some((*name, ordinary.get(*name)?.clone())) }
        }))
    })
}

fn action() -> impl Strategy<Value = Action> {
    select(Action::ALL)
}

fn cards(action: Action) -> impl Iterator<Item = (usize, &'static Card)> {
    let cards = GUARD.cards().iter().enumerate();
    cards.filter(move |(_, card)| card.actions.contains(&action) && card.holds_on(TODAY))
}

/// What an undecided card comes to.
fn undecided(action: Action) -> Answer {
    if action.can_harm() { Answer::Hold } else { Answer::Warn }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn policies_answer_what_the_cards_say(action in action(), facts in facts()) {
        let judgement = GUARD.judge(action, &facts, TODAY);
        prop_assert!(!judgement.erred);
        for (place, card) in cards(action) {
            let said: Vec<&Spoken> =
                judgement.spoken.iter().filter(|one| one.card == place).collect();
            match card.when.holds(&facts, card.compulsory) {
                Some(false) => prop_assert!(said.is_empty(), "{}", card.id),
                Some(true) => {
                    prop_assert_eq!(card.mode, Mode::Enforce);
                    prop_assert_eq!(said.len(), 1, "{}", card.id);
                    prop_assert_eq!(said[0].answer, card.answer);
                    prop_assert_eq!(&said[0].because, &Because::Holds);
                    prop_assert!(judgement.answer >= card.answer);
                }
                None => {
                    prop_assert_eq!(said.len(), 1, "{}", card.id);
                    prop_assert!(judgement.answer >= undecided(action));
                    let is_named = matches!(&said[0].because, Because::Undecided(facts) if !facts.is_empty());
                    prop_assert!(is_named, "{}: {:?}", card.id, said[0].because);
                }
            }
        }
        let strictest = judgement.spoken.iter().map(|one| one.answer).max();
        prop_assert_eq!(judgement.answer, strictest.unwrap_or(Answer::Allow));
    }

    /// Whatever a fact that could have been known turns out to be, not knowing it was no milder.
    #[test]
    fn not_knowing_never_lets_through_what_knowing_would_not(
        action in action(),
        facts in facts(),
        forgotten in vec(select(FactName::ALL), 1..4),
        stale in any::<bool>(),
    ) {
        let why = if stale { Unknown::Stale } else { Unknown::NotSaid };
        let knowing = GUARD.judge(action, &facts, TODAY).answer;
        let without = forgotten.iter().fold(facts.clone(), |facts, name| {
            match facts.get(*name) {
                Some(Fact::Known(..)) => facts.with(*name, Fact::Unknown(why)),
                _ => facts,
            }
        });
        let not_knowing = GUARD.judge(action, &without, TODAY).answer;
        prop_assert!(not_knowing >= knowing.min(undecided(action)), "{without:?}");
    }

    #[test]
    fn who_is_stopped_is_offered_something_that_ends_in_a_case(action in action(), facts in facts()) {
        let judgement = GUARD.judge(action, &facts, TODAY);
        let ranked = GUARD.ranked(&judgement);
        if judgement.answer >= Answer::Hold {
            prop_assert_eq!(ranked.last(), Some(&Action::OpenCase));
            prop_assert!(!ranked.contains(&action));
        }
        let case = GUARD.judge(Action::OpenCase, &facts, TODAY);
        prop_assert_eq!(case.answer, Answer::Allow);
        prop_assert!(case.spoken.is_empty() && !case.erred);
    }
}
