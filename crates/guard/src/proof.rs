//! What is to be proved of the policies about an action, and what a counterexample comes to: pure, the
//! solver is somebody else's.
//!
//! A set of policies is given whole, permits and forbids, as [`Guard::policies`](crate::guard::Guard::policies)
//! hands it out. What a solver says is never taken at its word: [`replayed`] asks the authorizer that
//! answers people, and takes away every fact that the counterexample does not need.

use cedar_policy::{
    AuthorizationError, Authorizer, Context, Decision, Effect, EvalResult, PolicyId,
    RestrictedExpression,
};
pub use cedar_policy::{Entities, Policy, PolicySet, Request, RequestEnv, Schema};

use filo_model::words;

use crate::action::Action;
use crate::card::compile;
use crate::fact::value::Value;
use crate::fact::vocabulary::FactName;

words! {
    /// Something that has to hold of the policies about an action, whatever the facts are.
    Property {
        /// Where a rule forbids, a rule with an alternative forbids.
        Alternative = "alternative",
        /// Without rules the action is allowed: nothing is forbidden by no rule.
        Permitted = "permitted",
        /// A rule never errs: one that errs is passed over.
        NeverErrs = "never_errs",
        /// Opening a case is allowed, so that alternatives end somewhere.
        OpenCase = "open_case",
    }
}

/// What a counterexample says of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Its value.
    Known(Value),
    /// It could have been known and is not.
    Unsure,
}

/// A counterexample, replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// Whether the authorizer agrees that the property does not hold.
    pub confirmed: bool,
    /// The facts it is made of, in the order of the vocabulary; every other one is unknown and cannot be
    /// known. Where it is confirmed, each of them is needed.
    pub facts: Vec<(FactName, Seen)>,
    /// The cards that forbid on these facts, or err on them.
    pub cards: Vec<String>,
}

/// The schema of all policies.
///
/// # Errors
/// Where the schema is not valid: never, as long as tests pass.
pub fn schema() -> Result<Schema, String> {
    Schema::from_cedarschema_str(&compile::schema())
        .map(|(schema, _)| schema)
        .map_err(|error| error.to_string())
}

/// Where in the schema the requests about an action stand.
#[must_use]
pub fn environment(schema: &Schema, action: Action) -> Option<RequestEnv> {
    schema.request_envs().find(|one| one.action().id().unescaped() == action.name())
}

/// The permits alone.
#[must_use]
pub fn permits(policies: &PolicySet) -> PolicySet {
    only(policies, |policy| policy.effect() == Effect::Permit)
}

/// The permits, and the forbids that name an alternative.
#[must_use]
pub fn with_alternative(policies: &PolicySet) -> PolicySet {
    only(policies, |policy| policy.effect() == Effect::Permit || names_alternative(policy))
}

/// The forbids, in the order of their ids.
#[must_use]
pub fn forbids(policies: &PolicySet) -> Vec<&Policy> {
    let mut forbids: Vec<&Policy> =
        policies.policies().filter(|policy| policy.effect() == Effect::Forbid).collect();
    forbids.sort_by(|one, other| one.id().cmp(other.id()));
    forbids
}

/// The card that a policy was made of; its id where it says none.
#[must_use]
pub fn card_of(policy: &Policy) -> String {
    policy.annotation("card").map_or_else(|| policy.id().to_string(), str::to_owned)
}

fn names_alternative(policy: &Policy) -> bool {
    policy.annotation("alternative").is_some_and(|named| !named.trim().is_empty())
}

fn only(policies: &PolicySet, keep: impl Fn(&Policy) -> bool) -> PolicySet {
    // Policies of one set have ids of their own, also in a part of it.
    PolicySet::from_policies(policies.policies().filter(|policy| keep(policy)).cloned())
        .unwrap_or_default()
}

/// Asks the authorizer what a solver says not to hold; `erring` is the rule that is said to err.
#[must_use]
pub fn replayed(
    property: Property,
    policies: &PolicySet,
    erring: Option<&PolicyId>,
    request: &Request,
    entities: &Entities,
) -> Replayed {
    let replay = Replay {
        property,
        erring,
        full: policies,
        part: match property {
            Property::Alternative => with_alternative(policies),
            Property::Permitted => permits(policies),
            Property::NeverErrs | Property::OpenCase => PolicySet::new(),
        },
        entities,
    };
    let confirmed = replay.fails(request);
    let request = if confirmed { replay.smallest(request) } else { request.clone() };
    Replayed { confirmed, facts: facts(&request), cards: replay.cards(&request) }
}

/// A property with the policies it is about.
struct Replay<'a> {
    property: Property,
    erring: Option<&'a PolicyId>,
    full: &'a PolicySet,
    part: PolicySet,
    entities: &'a Entities,
}

impl Replay<'_> {
    /// Whether the property does not hold of a request.
    fn fails(&self, request: &Request) -> bool {
        let authorizer = Authorizer::new();
        let ask = |policies| authorizer.is_authorized(request, policies, self.entities);
        let allows = |policies| ask(policies).decision() == Decision::Allow;
        match self.property {
            Property::Alternative => allows(&self.part) && !allows(self.full),
            Property::Permitted => !allows(&self.part),
            Property::OpenCase => !allows(self.full),
            Property::NeverErrs => {
                let response = ask(self.full);
                response.diagnostics().errors().any(|error| Some(erring(error)) == self.erring)
            }
        }
    }

    /// The request with as few facts as still do.
    fn smallest(&self, request: &Request) -> Request {
        let mut least = request.clone();
        let names: Vec<String> = pairs(request).into_iter().map(|(name, _)| name).collect();
        for name in names {
            let fewer: Vec<_> = pairs(&least).into_iter().filter(|one| one.0 != name).collect();
            if let Some(fewer) = with_facts(&least, fewer)
                && self.fails(&fewer)
            {
                least = fewer;
            }
        }
        least
    }

    fn cards(&self, request: &Request) -> Vec<String> {
        let response = Authorizer::new().is_authorized(request, self.full, self.entities);
        let spoke = response.diagnostics().reason();
        let erred = response.diagnostics().errors().map(erring);
        let mut cards: Vec<String> = spoke
            .chain(erred)
            .filter_map(|id| self.full.policy(id))
            .filter(|policy| policy.effect() == Effect::Forbid)
            .map(card_of)
            .collect();
        cards.sort_unstable();
        cards.dedup();
        cards
    }
}

fn erring(error: &AuthorizationError) -> &PolicyId {
    match error {
        AuthorizationError::PolicyEvaluationError(error) => error.policy_id(),
    }
}

fn pairs(request: &Request) -> Vec<(String, RestrictedExpression)> {
    request.context().cloned().into_iter().flatten().collect()
}

/// The request with other facts.
fn with_facts(request: &Request, facts: Vec<(String, RestrictedExpression)>) -> Option<Request> {
    let context = Context::from_pairs(facts).ok()?;
    let (principal, action) = (request.principal()?.clone(), request.action()?.clone());
    Request::new(principal, action, request.resource()?.clone(), context, None).ok()
}

/// The facts of a request. Policies ask whether a mark is there, not what it says.
fn facts(request: &Request) -> Vec<(FactName, Seen)> {
    let Some(context) = request.context() else { return Vec::new() };
    let mut seen = Vec::new();
    for &fact in FactName::ALL {
        let value = match context.get(fact.name()) {
            Some(EvalResult::Bool(flag)) => Some(Value::Flag(flag)),
            Some(EvalResult::Long(number)) => Some(Value::Number(number)),
            Some(EvalResult::String(word)) => Some(Value::Word(word)),
            _ => None,
        };
        seen.extend(value.map(|value| (fact, Seen::Known(value))));
        if context.get(&format!("unsure_{}", fact.name())).is_some() {
            seen.push((fact, Seen::Unsure));
        }
    }
    seen
}
