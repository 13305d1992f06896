//! The policies of each action, made of the cards about it and validated against the schema.

use std::str::FromStr as _;

use cedar_policy::{
    EntityId, EntityTypeName, EntityUid, PolicySet, Schema, ValidationMode, Validator,
};

use crate::action::Action;
use crate::card::check::{Flaw, FlawKind};
use crate::card::{Card, compile};
use crate::fact::Facts;
use crate::fact::vocabulary::FactSet;

/// The policies about one action.
#[derive(Debug)]
pub(super) struct Rules {
    /// All policies.
    pub(super) policies: PolicySet,
    /// The permit and the forbids whose condition surely holds.
    pub(super) sure: PolicySet,
    /// The permit and the forbids whose condition is not decided.
    pub(super) undecided: PolicySet,
    /// The facts that some card calls compulsory.
    pub(super) compulsory: FactSet,
    pub(super) principal: EntityUid,
    pub(super) action: EntityUid,
    pub(super) resource: EntityUid,
    /// The facts that its cards look at.
    pub(super) wanted: FactSet,
}

impl Rules {
    /// Whether a fact is missing that could leave a card undecided.
    pub(super) fn may_be_undecided(&self, facts: &Facts) -> bool {
        self.wanted.iter().any(|fact| facts.is_missing(fact, self.compulsory))
    }
}

/// An entity by its kind and its name.
fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    let kind = EntityTypeName::from_str(kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

/// The policies of each action, in the order of the vocabulary, and what is not valid about them.
pub(super) fn compiled(cards: &[Card]) -> (Vec<Rules>, Vec<Flaw>) {
    let mut found = Vec::new();
    let mut invalid = |card: &str, about: String| {
        found.push(Flaw { card: card.to_owned(), kind: FlawKind::Policy, about });
    };
    let validator = match Schema::from_cedarschema_str(&compile::schema()) {
        Ok((schema, _)) => Some(Validator::new(schema)),
        Err(error) => {
            invalid("", error.to_string());
            None
        }
    };
    let mut rules = Vec::new();
    for &action in Action::ALL {
        let mut wanted = FactSet::NONE;
        let mut compulsory = FactSet::NONE;
        let (mut policies, mut sure, mut undecided) =
            (PolicySet::new(), PolicySet::new(), PolicySet::new());
        let mut add = |text: &str, card: &str| match PolicySet::from_str(text) {
            Ok(set) => {
                for policy in set.policies() {
                    let id = policy.annotation("id").unwrap_or_default().to_owned();
                    let is_undecided = id.ends_with('?');
                    let named = policy.new_id(cedar_policy::PolicyId::new(&id));
                    let parts = [
                        (true, &mut policies),
                        (!is_undecided, &mut sure),
                        (is_undecided || id == "permit", &mut undecided),
                    ];
                    for (_, part) in parts.into_iter().filter(|(is_of, _)| *is_of) {
                        if let Err(error) = part.add(named.clone()) {
                            invalid(card, error.to_string());
                        }
                    }
                }
            }
            Err(error) => invalid(card, error.to_string()),
        };
        add(&compile::permit(action), "");
        for (place, card) in cards.iter().enumerate().filter(|one| one.1.actions.contains(&action))
        {
            add(&compile::forbids(card, place, action), &card.id);
            wanted = wanted.and(card.facts());
            compulsory = compulsory.and(card.compulsory);
        }
        if let Some(validator) = &validator {
            let checked = validator.validate(&policies, ValidationMode::Strict);
            for error in checked.validation_errors() {
                invalid("", error.to_string());
            }
        }
        match (uid("Department", "any"), uid("Action", action.name()), uid("Customer", "this")) {
            (Some(principal), Some(action), Some(resource)) => {
                rules.push(Rules {
                    policies,
                    sure,
                    undecided,
                    compulsory,
                    principal,
                    action,
                    resource,
                    wanted,
                });
            }
            _ => invalid("", "entity".to_owned()),
        }
    }
    (rules, found)
}
