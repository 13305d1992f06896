//! The words of customers and company: conversations written by hand, kept as data, and short notes.

use serde::{Deserialize, Serialize};

use super::SampleError;
use super::chance::Chance;

/// Every wording of the sample company.
#[derive(Debug)]
pub(crate) struct Texts {
    conversations: Vec<Conversation>,
    short: Short,
}

/// Short texts that belong to no conversation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Short {
    /// Notes of colleagues on a case.
    pub(crate) notes: Vec<String>,
    /// What is promised to customers.
    pub(crate) promises: Vec<String>,
    /// Public posts of content customers.
    pub(crate) posts_good: Vec<String>,
    /// Public posts of the others.
    pub(crate) posts_bad: Vec<String>,
    /// What the company writes of its own accord.
    pub(crate) outreach: Vec<String>,
    /// Offers that the customer asked for.
    pub(crate) asked_offers: Vec<String>,
}

/// One conversation as it was written, with what it shows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conversation {
    /// Its id in the data.
    pub(crate) id: String,
    /// `it` or `en`.
    pub(crate) lang: String,
    /// The kind of request.
    pub(crate) request: String,
    /// What the whole of it shows: `ordinary`, a dynamic, or `decoy_` and a dynamic.
    pub(crate) shows: String,
    /// The subject line.
    pub(crate) subject: String,
    /// What was said, in order.
    pub(crate) turns: Vec<Turn>,
    /// What must be so of the customer for it to be true.
    #[serde(skip)]
    pub(crate) needs: Needs,
}

/// One message of a conversation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Turn {
    /// Who speaks.
    pub(crate) side: Side,
    /// The department, for the company.
    #[serde(default)]
    pub(crate) department: String,
    /// Hours since the turn before.
    pub(crate) after_hours: f64,
    /// The words, with places for what belongs to the customer.
    pub(crate) text: String,
    /// The signals they show.
    pub(crate) says: Vec<String>,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    /// The customer.
    Customer,
    /// A person of the company.
    Company,
    /// A machine of the company.
    System,
}

/// What a customer must have gone through for a conversation to be true of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Needs {
    /// It names an invoice, an amount or a due date.
    pub(crate) claim: bool,
    /// It speaks of a reminder, a formal notice or a suspension.
    pub(crate) asked: bool,
    /// It ends the relation, or speaks of the end.
    pub(crate) leaving: bool,
}

/// Words that speak of a claim that was asked for.
const ASKED: [&str; 9] = [
    "sollecito di pagamento",
    "un sollecito",
    "recupero crediti",
    "messa in mora",
    "diffida",
    "distacc",
    "reminder",
    "collection agency",
    "payment notice",
];

impl Conversation {
    fn needed(&self) -> Needs {
        let texts = || self.turns.iter().map(|turn| turn.text.as_str());
        let has = |words: &[&str]| {
            texts().any(|text| {
                let text = text.to_lowercase();
                words.iter().any(|word| text.contains(word))
            })
        };
        Needs {
            claim: has(&["{fattura}", "{importo}", "{scadenza}"]),
            asked: has(&ASKED),
            leaving: self.request == "cancellation"
                || self.turns.iter().any(|turn| turn.says.iter().any(|sign| sign == "leaving")),
        }
    }

    /// Whether it is of everyday life: it shows no dynamic that harms.
    pub(crate) fn is_ordinary(&self) -> bool {
        matches!(self.shows.as_str(), "ordinary" | "delight" | "promise_kept" | "recovered")
            || self.shows.starts_with("decoy_")
    }
}

impl Texts {
    /// Reads the words that come with the crate.
    ///
    /// # Errors
    /// Where a file of words is broken.
    pub(crate) fn load() -> Result<Self, SampleError> {
        let lines = include_str!("../../data/conversations.jsonl").lines();
        let mut conversations: Vec<Conversation> =
            lines.map(serde_json::from_str).collect::<Result<_, _>>()?;
        for one in &mut conversations {
            one.needs = one.needed();
        }
        let short = serde_json::from_str(include_str!("../../data/texts.json"))?;
        Ok(Self { conversations, short })
    }

    /// Short texts.
    pub(crate) fn short(&self) -> &Short {
        &self.short
    }

    /// Every conversation.
    pub(crate) fn conversations(&self) -> &[Conversation] {
        &self.conversations
    }

    /// One of the conversations that fit, each about as likely as the others.
    pub(crate) fn conversation(
        &self,
        chance: &mut Chance,
        fits: impl Fn(&Conversation) -> bool,
    ) -> Option<usize> {
        let count = self.conversations.len();
        let first = usize::try_from(chance.below(u32::try_from(count).unwrap_or(1))).unwrap_or(0);
        // A step without a common divisor with any count that the data may have, so that all are met.
        let places = (0..count).map(|step| (first + step * 7919) % count);
        places.into_iter().find(|&place| fits(&self.conversations[place]))
    }
}
