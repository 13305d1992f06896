//! Proves the policies of the guard with the solver cvc5, which runs as a process of its own.
//!
//! The method: each policy is translated into logic, and the solver looks for facts that break a
//! [`Property`]. Where there are none, it holds of all facts there could be, not of those somebody
//! thought of. A counterexample counts only where the guard's own authorizer agrees.

use std::io;

use cedar_policy_symcc::err::{Error, SolverError};
use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, CompiledPolicySet, Env};
use filo_guard::action::Action;
use filo_guard::proof::{
    Policy, PolicySet, Property, Replayed, RequestEnv, Schema, card_of, environment, forbids,
    permits, replayed, schema, with_alternative,
};

use crate::problem::{Problem, Result};

/// How long the solver may think about one question, in milliseconds.
const LIMIT: &str = "60000";

/// What came of a property of the policies about an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It holds of all facts there could be.
    Proved,
    /// The solver found facts it does not hold of, and what the authorizer says of them.
    Counterexample(Replayed),
    /// The solver did not come to an end, and why.
    Undecided(String),
}

/// A property, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The action.
    pub action: Action,
    /// The property.
    pub property: Property,
    /// The card whose rule it is about, where it is about one rule.
    pub card: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
}

/// Tries every property of the policies about each action; `done` is told after each action.
///
/// # Errors
/// Where the solver cannot be started.
pub fn prove(policies: &[(Action, &PolicySet)], mut done: impl FnMut(usize)) -> Result<Vec<Tried>> {
    let wrong = |error: String| Problem::new("prove-schema").caused_by(io::Error::other(error));
    let schema = schema().map_err(wrong)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Problem::new("prove-solver").caused_by(error))?;
    let mut tried = Vec::new();
    for (place, &(action, policies)) in policies.iter().enumerate() {
        let environment = environment(&schema, action)
            .ok_or_else(|| wrong(format!("no request about `{}`", action.name())))?;
        let about = About { action, policies, environment, schema: &schema };
        tried.extend(runtime.block_on(Box::pin(about.prove()))?);
        done(place + 1);
    }
    Ok(tried)
}

/// The policies about one action.
struct About<'a> {
    action: Action,
    policies: &'a PolicySet,
    environment: RequestEnv,
    schema: &'a Schema,
}

type Compiler = CedarSymCompiler<LocalSolver>;

impl About<'_> {
    async fn prove(&self) -> Result<Vec<Tried>> {
        // A solver for each action: one that fails takes no other action with it.
        let solver = LocalSolver::cvc5_with_args(["--tlimit-per", LIMIT]).map_err(unstartable)?;
        let mut compiler = CedarSymCompiler::new(solver).map_err(|error| {
            Problem::new("prove-solver").caused_by(io::Error::other(error.to_string()))
        })?;
        let mut tried = vec![
            self.tried(Property::Alternative, None, self.alternative(&mut compiler).await),
            self.tried(Property::Permitted, None, self.permitted(&mut compiler).await),
        ];
        for forbid in forbids(self.policies) {
            let outcome = self.never_errs(forbid, &mut compiler).await;
            tried.push(self.tried(Property::NeverErrs, Some(forbid), outcome));
        }
        if self.action == Action::OpenCase {
            let outcome = self.always_allowed(&mut compiler).await;
            tried.push(self.tried(Property::OpenCase, None, outcome));
        }
        // It ends by itself as soon as nobody asks any more; a failure to end it changes nothing.
        drop(compiler.solver_mut().clean_up().await);
        Ok(tried)
    }

    async fn alternative(&self, compiler: &mut Compiler) -> Result<Option<Env>, Error> {
        let part = self.compiled(&with_alternative(self.policies))?;
        let full = self.compiled(self.policies)?;
        compiler.check_implies_with_counterexample_opt(&part, &full).await
    }

    async fn permitted(&self, compiler: &mut Compiler) -> Result<Option<Env>, Error> {
        let part = self.compiled(&permits(self.policies))?;
        compiler.check_always_allows_with_counterexample_opt(&part).await
    }

    async fn always_allowed(&self, compiler: &mut Compiler) -> Result<Option<Env>, Error> {
        let full = self.compiled(self.policies)?;
        compiler.check_always_allows_with_counterexample_opt(&full).await
    }

    async fn never_errs(
        &self,
        forbid: &Policy,
        compiler: &mut Compiler,
    ) -> Result<Option<Env>, Error> {
        let forbid = CompiledPolicy::compile(forbid, &self.environment, self.schema)?;
        compiler.check_never_errors_with_counterexample_opt(&forbid).await
    }

    #[expect(clippy::result_large_err, reason = "the solver's own error, and once a property")]
    fn compiled(&self, policies: &PolicySet) -> Result<CompiledPolicySet, Error> {
        CompiledPolicySet::compile(policies, &self.environment, self.schema)
    }

    fn tried(
        &self,
        property: Property,
        rule: Option<&Policy>,
        found: Result<Option<Env>, Error>,
    ) -> Tried {
        let outcome = match found {
            Ok(None) => Outcome::Proved,
            Ok(Some(found)) => Outcome::Counterexample(replayed(
                property,
                self.policies,
                rule.map(Policy::id),
                &found.request,
                &found.entities,
            )),
            Err(error) => Outcome::Undecided(error.to_string()),
        };
        Tried { action: self.action, property, card: rule.map(card_of), outcome }
    }
}

fn unstartable(error: SolverError) -> Problem {
    Problem::new("prove-solver").caused_by(error)
}
