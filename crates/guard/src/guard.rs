//! The guard: cards compiled once, and what they say to a question.
//!
//! Layout: `rules` makes policies of cards, `remembered` answers again what was answered; here stands what
//! is asked of both.

mod remembered;
mod rules;

use cedar_policy::{Authorizer, Context, Entities, PolicySet, Request, RestrictedExpression};
use filo_model::digest::{Digest, Parts};
use jiff::civil::Date;

use crate::action::Action;
use crate::card::check::{Flaw, flaws};
use crate::card::{Answer, Card, Mode};
use crate::fact::value::{Fact, Unknown, Value};
use crate::fact::vocabulary::{FactName, FactSet};
use crate::fact::{Facts, Known, Setting};
use crate::question::Question;
use remembered::Remembered;
use rules::{Rules, compiled};

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
        let rules = &self.rules[action as usize];
        let asked = Asked { action, facts, on };
        self.ask(&rules.sure, &asked, false, &mut judgement);
        // Where all is known that a card may need, each condition holds or does not.
        if rules.may_be_undecided(facts) {
            self.ask(&rules.undecided, &asked, false, &mut judgement);
        }
        // Who only heard something in words stops nothing with it, but lets nothing pass either.
        if facts.has_suspicions() {
            self.ask(&rules.sure, &asked, true, &mut judgement);
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

    /// Asks some policies, of what is sure or of what would be if all that was heard is true.
    fn ask(
        &self,
        policies: &PolicySet,
        asked: &Asked<'_>,
        if_true: bool,
        judgement: &mut Judgement,
    ) {
        let request = if if_true {
            self.request(asked.action, &asked.facts.if_true())
        } else {
            self.request(asked.action, asked.facts)
        };
        let Ok(request) = request else {
            judgement.erred = true;
            return;
        };
        let response = self.authorizer.is_authorized(&request, policies, &self.entities);
        // A forbid that errs is skipped: whoever relied on it must not be let through.
        judgement.erred |= response.diagnostics().errors().next().is_some();
        for policy in response.diagnostics().reason() {
            let id: &str = policy.as_ref();
            if id != "permit" {
                self.take(id, asked, if_true, judgement);
            }
        }
    }

    fn take(&self, id: &str, asked: &Asked<'_>, if_true: bool, judgement: &mut Judgement) {
        let Asked { action, facts, on } = *asked;
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
        let has_spoken = |all: &[Spoken]| all.iter().any(|one| one.card == place);
        if if_true && (has_spoken(&judgement.spoken) || has_spoken(&judgement.shadow)) {
            return;
        }
        let undecided = id.ends_with('?') || if_true;
        let answer = match (undecided, action.can_harm()) {
            (false, _) => card.answer,
            // What is only suspected weighs no more than if it were sure.
            (true, true) if if_true => card.answer.min(Answer::Hold),
            (true, true) => Answer::Hold,
            (true, false) => Answer::Warn,
        };
        let because = if undecided {
            let missing = |fact: &FactName| {
                if if_true {
                    matches!(facts.get(*fact), Some(Fact::Suspected(..)))
                } else {
                    facts.is_missing(*fact, card.compulsory)
                }
            };
            Because::Undecided(card.facts().iter().filter(missing).collect())
        } else {
            Because::Holds
        };
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

/// What is asked of policies.
struct Asked<'a> {
    action: Action,
    facts: &'a Facts,
    on: Date,
}

/// The facts as the policies see them.
fn context(wanted: FactSet, facts: &Facts) -> Result<Context, String> {
    let seen = facts.iter().filter(|(name, _)| wanted.has(*name)).filter_map(|(name, fact)| {
        match fact.sure() {
            Fact::Known(value, _) => Some((name.name().to_owned(), expression(value))),
            Fact::Unknown(Unknown::NoSource | Unknown::NotStated) => None,
            Fact::Unknown(_) | Fact::Suspected(..) => {
                Some((format!("unsure_{}", name.name()), RestrictedExpression::new_bool(true)))
            }
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
