//! The guard: cards compiled once, and what they say to a question.

use cedar_policy::{
    Authorizer, Context, Entities, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};
use filo_model::digest::{Digest, Parts};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::str::FromStr as _;
use std::sync::{Mutex, PoisonError};

use crate::action::Action;
use crate::card::check::{Flaw, FlawKind, flaws};
use crate::card::{Answer, Card, Mode, compile};
use crate::fact::value::{Fact, Unknown, Value};
use crate::fact::vocabulary::{FactName, FactSet};
use crate::fact::{Facts, Known, Setting};
use crate::question::Question;

/// The version of the vocabulary of facts and of how they are computed.
pub const FACTS_VERSION: u32 = 1;

/// How many alternatives a verdict offers.
const ALTERNATIVES: usize = 3;

/// Why a set of cards cannot guard anything.
#[derive(Debug, thiserror::Error)]
pub enum GuardError {
    /// The cards have flaws.
    #[error("{} flaws in the rule cards", .0.len())]
    Flaws(Vec<Flaw>),
}

/// The policies about one action.
#[derive(Debug)]
struct Rules {
    /// All policies.
    policies: PolicySet,
    /// The permit and the forbids whose condition surely holds.
    sure: PolicySet,
    /// The permit and the forbids whose condition is not decided.
    undecided: PolicySet,
    /// The facts that some card calls compulsory.
    compulsory: FactSet,
    principal: EntityUid,
    action: EntityUid,
    resource: EntityUid,
    /// The facts that its cards look at.
    wanted: FactSet,
}

impl Rules {
    /// Whether a fact is missing that could leave a card undecided.
    fn may_be_undecided(&self, facts: &Facts) -> bool {
        let mut known = FactSet::NONE;
        for (name, fact) in facts.iter().filter(|(name, _)| self.wanted.has(*name)) {
            match fact {
                Fact::Known(..) => known = known.with(name),
                Fact::Unknown(why) if why.holds() => return true,
                Fact::Unknown(_) => {}
            }
        }
        self.compulsory.iter().any(|fact| !known.has(fact))
    }
}

/// Cards, compiled.
#[derive(Debug)]
pub struct Guard {
    cards: Vec<Card>,
    rules: Vec<Rules>,
    authorizer: Authorizer,
    entities: Entities,
    version: Digest,
    remembered: Remembered,
}

/// Answers about actions that only help, by action, day and facts: most customers are alike there, and one
/// question has several alternatives.
#[derive(Debug, Default)]
struct Remembered(Mutex<FxHashMap<Seen, Answer>>);

/// What an answer depends on.
type Seen = (Action, Date, Vec<(FactName, Option<Value>, bool)>);

/// How many answers are remembered.
const REMEMBERED: usize = 4_096;

impl Remembered {
    /// The answer to facts, remembered or made.
    fn answer(
        &self,
        action: Action,
        facts: &Facts,
        on: Date,
        make: impl FnOnce() -> Answer,
    ) -> Answer {
        let of = |(name, fact): (FactName, &Fact)| match fact {
            Fact::Known(value, _) => (name, Some(value.clone()), false),
            Fact::Unknown(why) => (name, None, why.holds()),
        };
        let seen: Seen = (action, on, facts.iter().map(of).collect());
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = lock().get(&seen) {
            return *answer;
        }
        let answer = make();
        let mut remembered = lock();
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(seen, answer);
        answer
    }
}

/// Why a card spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// Its condition holds.
    Holds,
    /// Its condition is not decided, for want of these facts.
    Undecided(Vec<FactName>),
}

/// What one card said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The card, by its place among the guard's.
    pub card: usize,
    /// What it comes to: its answer, a hold where it is not decided, as its mode lets it.
    pub answer: Answer,
    /// Why.
    pub because: Because,
}

/// What the cards say to facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The strictest of what was said.
    pub answer: Answer,
    /// The cards that spoke, the strictest first, then by their order.
    pub spoken: Vec<Spoken>,
    /// What cards in shadow would have said.
    pub shadow: Vec<Spoken>,
    /// Whether a policy erred: the action is then held whatever else was said.
    pub erred: bool,
}

/// Another action, itself judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The action.
    pub action: Action,
    /// What the guard says to it: allow, or warn.
    pub answer: Answer,
}

/// The guard's answer to a question.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// What the cards say.
    pub judgement: Judgement,
    /// The facts they looked at.
    pub facts: Facts,
    /// What to do instead, the best first; never empty where the answer is hold or refuse.
    pub alternatives: Vec<Offered>,
}

impl Guard {
    /// Compiles cards, after checking all that has to hold of them.
    ///
    /// # Errors
    /// Where they have flaws.
    pub fn new(cards: Vec<Card>) -> Result<Self, GuardError> {
        let mut found = flaws(&cards);
        let (rules, invalid) = compiled(&cards);
        found.extend(invalid);
        if !found.is_empty() {
            return Err(GuardError::Flaws(found));
        }
        let mut parts = Parts::default();
        let mut digests: Vec<Digest> = cards.iter().map(Card::digest).collect();
        digests.sort_unstable();
        digests.iter().for_each(|digest| {
            parts.push(&digest.0);
        });
        Ok(Self {
            version: parts.digest(),
            cards,
            rules,
            authorizer: Authorizer::new(),
            entities: Entities::empty(),
            remembered: Remembered::default(),
        })
    }

    /// The cards, in the order of their places.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The version of the whole set of cards.
    #[must_use]
    pub fn version(&self) -> Digest {
        self.version
    }

    /// The facts that the cards about an action look at.
    #[must_use]
    pub fn wanted(&self, action: Action) -> FactSet {
        self.rules[action as usize].wanted
    }

    /// The policies about an action, as they were compiled.
    #[must_use]
    pub fn policies(&self, action: Action) -> &PolicySet {
        &self.rules[action as usize].policies
    }

    /// The request that a question becomes, for benchmarks and proofs.
    ///
    /// # Errors
    /// Where the facts cannot be handed over.
    pub fn request(&self, action: Action, facts: &Facts) -> Result<Request, String> {
        let rules = &self.rules[action as usize];
        let context = context(rules.wanted, facts)?;
        Request::new(
            rules.principal.clone(),
            rules.action.clone(),
            rules.resource.clone(),
            context,
            None,
        )
        .map_err(|error| error.to_string())
    }

    /// What the cards say to facts, on a day.
    #[must_use]
    pub fn judge(&self, action: Action, facts: &Facts, on: Date) -> Judgement {
        let mut judgement = Judgement {
            answer: Answer::Allow,
            spoken: Vec::new(),
            shadow: Vec::new(),
            erred: false,
        };
        match self.request(action, facts) {
            Ok(request) => {
                let rules = &self.rules[action as usize];
                let mut ask = |policies: &PolicySet| {
                    let response =
                        self.authorizer.is_authorized(&request, policies, &self.entities);
                    // A forbid that errs is skipped: whoever relied on it must not be let through.
                    judgement.erred |= response.diagnostics().errors().next().is_some();
                    for policy in response.diagnostics().reason() {
                        let id: &str = policy.as_ref();
                        if id != "permit" {
                            self.hear(id, action, facts, on, &mut judgement);
                        }
                    }
                };
                ask(&rules.sure);
                // Where all is known that a card may need, each condition holds or does not.
                if rules.may_be_undecided(facts) {
                    ask(&rules.undecided);
                }
            }
            Err(_) => judgement.erred = true,
        }
        let strictest =
            judgement.spoken.iter().map(|one| one.answer).max().unwrap_or(Answer::Allow);
        judgement.answer = if judgement.erred { strictest.max(Answer::Hold) } else { strictest };
        let order =
            |one: &Spoken| (std::cmp::Reverse(one.answer), one.because != Because::Holds, one.card);
        judgement.spoken.sort_by_key(order);
        judgement.shadow.sort_by_key(order);
        judgement
    }

    fn hear(&self, id: &str, action: Action, facts: &Facts, on: Date, judgement: &mut Judgement) {
        let place = id.trim_end_matches('?');
        let card =
            place.parse().ok().and_then(|place: usize| Some((place, self.cards.get(place)?)));
        let Some((place, card)) = card else {
            judgement.erred = true;
            return;
        };
        if !card.holds_on(on) || self.is_replaced(card, on) {
            return;
        }
        let undecided = id.ends_with('?');
        let answer = match (undecided, action.can_harm()) {
            (false, _) => card.answer,
            (true, true) => Answer::Hold,
            (true, false) => Answer::Warn,
        };
        let because =
            if undecided { Because::Undecided(unknown(card, facts)) } else { Because::Holds };
        let spoken = |answer| Spoken { card: place, answer, because };
        match card.mode {
            Mode::Shadow => judgement.shadow.push(spoken(answer)),
            Mode::Advise => judgement.spoken.push(spoken(answer.min(Answer::Warn))),
            Mode::Enforce => judgement.spoken.push(spoken(answer)),
        }
    }

    /// Whether a later version of a card holds on a day.
    fn is_replaced(&self, card: &Card, on: Date) -> bool {
        self.cards
            .iter()
            .any(|other| other.id == card.id && other.version > card.version && other.holds_on(on))
    }

    /// The whole answer to a question: facts, what the cards say, and what to do instead.
    #[must_use]
    pub fn decide(&self, question: &Question, known: Known<'_>, setting: &Setting) -> Verdict {
        let on = setting.day(question.at.millis);
        let facts = Facts::of(self.wanted(question.action), question, known, setting);
        let judgement = self.judge(question.action, &facts, on);
        let alternatives = self.alternatives(&judgement, question, known, setting);
        Verdict { judgement, facts, alternatives }
    }

    /// The alternatives of the cards that spoke, each judged by the guard itself: those allowed first,
    /// then those with a warning; in each by how early and how often cards name them.
    fn alternatives(
        &self,
        judgement: &Judgement,
        question: &Question,
        known: Known<'_>,
        setting: &Setting,
    ) -> Vec<Offered> {
        if judgement.answer == Answer::Allow {
            return Vec::new();
        }
        let on = setting.day(question.at.millis);
        let mut offered: Vec<Offered> = Vec::new();
        for action in self.ranked(judgement) {
            let answer = if action == Action::OpenCase {
                Answer::Allow
            } else {
                let instead = question.instead(action);
                let facts = Facts::of(self.wanted(action), &instead, known, setting);
                let judge = || self.judge(action, &facts, on).answer;
                if action.can_harm() {
                    judge()
                } else {
                    self.remembered.answer(action, &facts, on, judge)
                }
            };
            if answer <= Answer::Warn {
                offered.push(Offered { action, answer });
            }
            if offered.iter().filter(|one| one.answer == Answer::Allow).count() == ALTERNATIVES {
                break;
            }
        }
        offered.sort_by_key(|one| one.answer);
        offered.truncate(ALTERNATIVES);
        if offered.is_empty() {
            offered.push(Offered { action: Action::OpenCase, answer: Answer::Allow });
        }
        offered
    }

    /// The alternatives that the deciding cards name, the best first; opening a case comes last.
    #[must_use]
    pub fn ranked(&self, judgement: &Judgement) -> Vec<Action> {
        let mut named: Vec<(Action, usize)> = Vec::new();
        let deciding = judgement.spoken.iter().filter(|one| one.answer == judgement.answer);
        for spoken in deciding {
            let alternatives = &self.cards[spoken.card].alternatives;
            for (place, &action) in alternatives.iter().enumerate() {
                // A card that surely holds knows better what helps than one that is not decided.
                let weight = (8usize.saturating_sub(place))
                    * if spoken.because == Because::Holds { 4 } else { 1 };
                match named.iter_mut().find(|one| one.0 == action) {
                    Some(one) => one.1 += weight,
                    None => named.push((action, weight)),
                }
            }
        }
        named.sort_by_key(|&(action, weight)| {
            (action == Action::OpenCase, std::cmp::Reverse(weight), action)
        });
        named.into_iter().map(|one| one.0).collect()
    }
}

/// The facts of a card that are unknown and that it needs.
fn unknown(card: &Card, facts: &Facts) -> Vec<FactName> {
    let missing = |fact: &FactName| match facts.get(*fact) {
        Some(Fact::Known(..)) => false,
        Some(Fact::Unknown(why)) => why.holds() || card.compulsory.has(*fact),
        None => card.compulsory.has(*fact),
    };
    card.facts().iter().filter(missing).collect()
}

/// The facts as the policies see them.
fn context(wanted: FactSet, facts: &Facts) -> Result<Context, String> {
    let seen =
        facts.iter().filter(|(name, _)| wanted.has(*name)).filter_map(|(name, fact)| match fact {
            Fact::Known(value, _) => Some((name.name().to_owned(), expression(value))),
            Fact::Unknown(Unknown::NoSource | Unknown::NotStated) => None,
            Fact::Unknown(_) => {
                Some((format!("unsure_{}", name.name()), RestrictedExpression::new_bool(true)))
            }
        });
    Context::from_pairs(seen).map_err(|error| error.to_string())
}

fn expression(value: &Value) -> RestrictedExpression {
    match value {
        Value::Flag(flag) => RestrictedExpression::new_bool(*flag),
        Value::Number(number) => RestrictedExpression::new_long(*number),
        Value::Word(word) => RestrictedExpression::new_string(word.clone()),
    }
}

/// An entity by its kind and its name.
fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    let kind = EntityTypeName::from_str(kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

/// The policies of each action, in the order of the vocabulary, and what is not valid about them.
fn compiled(cards: &[Card]) -> (Vec<Rules>, Vec<Flaw>) {
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
