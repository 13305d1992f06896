//! The solver proves the cards that come with the program, and finds what is wrong with cards that are not.
//!
//! Without the program cvc5 there is nothing to ask: the tests say so.

use std::str::FromStr as _;

use filo::guard::cards::{all_packs, compiled};
use filo::guard::prove::{Outcome, Tried, prove};
use filo_guard::action::Action;
use filo_guard::fact::value::Value;
use filo_guard::fact::vocabulary::FactName;
use filo_guard::proof::{PolicySet, Property, Replayed, Seen};

use crate::company::Company;

/// What is proved of policies; nothing where the solver is not there.
#[expect(clippy::print_stderr, reason = "what a run leaves out, it says")]
fn tried(policies: &[(Action, &PolicySet)]) -> Option<Vec<Tried>> {
    match prove(policies, |_| ()) {
        Ok(tried) => Some(tried),
        Err(problem) if problem.is("prove-solver") => {
            eprintln!("left out: the program cvc5 is not there");
            None
        }
        Err(problem) => panic!("{problem}"),
    }
}

/// Policies about transferring a claim, named as a guard names them.
fn policies(forbids: &str) -> PolicySet {
    let text = format!("@id(\"permit\")\npermit (principal, action, resource);\n{forbids}");
    let mut named = PolicySet::new();
    for policy in PolicySet::from_str(&text).unwrap().policies() {
        let id = policy.annotation("id").unwrap().parse().unwrap();
        named.add(policy.new_id(id)).unwrap();
    }
    named
}

/// The counterexamples among what was tried.
fn found(tried: &[Tried]) -> Vec<(Property, Option<&str>, &Replayed)> {
    let found = tried.iter().filter_map(|one| match &one.outcome {
        Outcome::Counterexample(replayed) => Some((one.property, one.card.as_deref(), replayed)),
        Outcome::Undecided(reason) => panic!("{:?}: {reason}", one.property),
        Outcome::Proved => None,
    });
    found.collect()
}

#[test]
fn every_pack_is_proved() {
    let guard = compiled(all_packs().unwrap()).unwrap();
    let all: Vec<_> = Action::ALL.iter().map(|&action| (action, guard.policies(action))).collect();
    let Some(tried) = tried(&all) else { return };
    assert_eq!(found(&tried), []);
    let of = |property| tried.iter().filter(|one| one.property == property).count();
    assert_eq!(of(Property::Alternative), Action::ALL.len());
    assert_eq!(of(Property::Permitted), Action::ALL.len());
    assert_eq!(of(Property::OpenCase), 1);
    // Two rules a card and action.
    let rules: usize = guard.cards().iter().map(|card| 2 * card.actions.len()).sum();
    assert_eq!(of(Property::NeverErrs), rules);
}

#[test]
fn a_card_without_an_alternative_is_found_with_the_facts_that_matter() {
    let set = policies(
        "@id(\"0\") @card(\"X-1\") @alternative(\"verify open_case\")
         forbid (principal, action, resource) when { context has open_cases && context.open_cases >= 1 };
         @id(\"1\") @card(\"X-2\") @alternative(\"\")
         forbid (principal, action, resource) when { context has claim_paid && context.claim_paid };",
    );
    let Some(tried) = tried(&[(Action::Transfer, &set)]) else { return };
    let found = found(&tried);
    assert_eq!(found.len(), 1, "{found:?}");
    let (property, _, replayed) = found[0];
    assert_eq!(property, Property::Alternative);
    assert!(replayed.confirmed);
    assert_eq!(replayed.facts, [(FactName::ClaimPaid, Seen::Known(Value::Flag(true)))]);
    assert_eq!(replayed.cards, ["X-2"]);
}

#[test]
fn a_card_without_an_alternative_that_another_always_covers_does_no_harm() {
    let set = policies(
        "@id(\"0\") @card(\"X-1\") @alternative(\"open_case\")
         forbid (principal, action, resource) when { context has open_cases && context.open_cases >= 1 };
         @id(\"1\") @card(\"X-2\")
         forbid (principal, action, resource) when { context has open_cases && context.open_cases >= 2 };",
    );
    let Some(tried) = tried(&[(Action::Transfer, &set)]) else { return };
    assert_eq!(found(&tried), []);
}

#[test]
fn arithmetic_that_may_overflow_is_found() {
    let set = policies(
        "@id(\"0\") @card(\"X-1\") @alternative(\"open_case\")
         forbid (principal, action, resource) when { context has open_cases && context.open_cases * 1000 > 5 };",
    );
    let Some(tried) = tried(&[(Action::Transfer, &set)]) else { return };
    let found = found(&tried);
    let (property, card, replayed) = found[0];
    assert_eq!((found.len(), property, card), (1, Property::NeverErrs, Some("X-1")));
    assert!(replayed.confirmed);
    let [(FactName::OpenCases, Seen::Known(Value::Number(cases)))] = replayed.facts[..] else {
        panic!("{:?}", replayed.facts);
    };
    assert_eq!(cases.checked_mul(1000), None);
}

#[test]
fn what_nothing_permits_and_a_case_that_cannot_be_opened_are_found() {
    let narrow = PolicySet::from_str(
        "permit (principal, action, resource) when { context has claim_paid };
         @alternative(\"open_case\") forbid (principal, action, resource) when { context has unsure_open_cases };",
    );
    let narrow = narrow.unwrap();
    let Some(tried) = tried(&[(Action::OpenCase, &narrow)]) else { return };
    let properties: Vec<_> =
        found(&tried).into_iter().map(|one| (one.0, one.2.confirmed)).collect();
    assert_eq!(properties, [(Property::Permitted, true), (Property::OpenCase, true)]);
}

#[test]
fn where_the_solver_is_missing_it_is_said_what_to_install() {
    let company = Company::empty();
    let mut command = company.command(&["rules", "prove", "--lang", "en"]);
    let output = command.env("CVC5", "/nowhere/cvc5").output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("cvc5 cannot be started") && words.contains("apt-get install cvc5"));
}
