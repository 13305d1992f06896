//! Facts of the wrong type: a policy that errs is skipped, so whoever relied on it must be held.

use filo_guard::action::Action;
use filo_guard::card::Answer;
use filo_guard::fact::Facts;
use filo_guard::fact::value::{Fact, Value};
use filo_guard::fact::vocabulary::FactName;

use crate::{GUARD, TODAY};

fn judged(action: Action, facts: &[(FactName, Value)]) -> (Answer, bool) {
    let known = facts.iter().map(|(name, value)| (*name, Fact::known(value.clone(), &[])));
    let judgement = GUARD.judge(action, &Facts::given(known), TODAY);
    (judgement.answer, judgement.erred)
}

#[test]
fn a_word_where_a_number_is_compared_holds() {
    // With a request that is documented, nothing speaks against the call.
    let sell = |attempts: Value| {
        let evidence = (FactName::RequestEvidence, Value::Flag(true));
        judged(Action::PromoteByPhone, &[evidence, (FactName::PromotionAttempts, attempts)])
    };
    assert_eq!(sell(Value::Number(0)), (Answer::Allow, false));
    assert_eq!(sell(Value::Word("three".to_owned())), (Answer::Hold, true));
    assert_eq!(sell(Value::Flag(false)), (Answer::Hold, true));
}

#[test]
fn what_surely_refuses_still_refuses_beside_an_error() {
    let facts = [
        (FactName::PromotionAttempts, Value::Word("three".to_owned())),
        (FactName::OptedOut, Value::Flag(true)),
    ];
    assert_eq!(judged(Action::PromoteByPhone, &facts), (Answer::Refuse, true));
}

#[test]
fn opening_a_case_looks_at_no_fact_and_so_never_errs() {
    let facts = [(FactName::ClaimOpen, Value::Word("much".to_owned()))];
    assert!(judged(Action::Remind, &facts).1);
    assert_eq!(judged(Action::OpenCase, &facts), (Answer::Allow, false));
}
