//! A conversation put together from messages of a mailbox or rows of a table, before it is listened to.

use std::collections::{BTreeMap, BTreeSet};

use filo_listen::conversation::{Language, Side};
use filo_model::email::Email;
use filo_model::moment::Moment;
use serde_json::{Map, Value, json};

use crate::listen::lines::{self, Fault, Line};

/// Who a message is from, as its file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// A side.
    Side(Side),
    /// Whoever writes from an address.
    Address(Email),
}

/// One message.
#[derive(Debug, Clone)]
pub struct Said {
    /// Who it is from.
    pub from: Party,
    /// Whom it is to, where the file says.
    pub to: Vec<Email>,
    /// By what those who speak for the company are told apart; it never leaves this module.
    pub speaker: Option<String>,
    /// The department that speaks.
    pub department: Option<String>,
    /// When.
    pub at: Option<Moment>,
    /// The language, where the file says.
    pub language: Option<Language>,
    /// What was said.
    pub text: String,
}

/// What a message costs besides its words, in bytes, roughly.
const MESSAGE_BYTES: usize = 400;

impl Said {
    /// The memory it takes, in bytes, roughly.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.len() + MESSAGE_BYTES
    }
}

/// The messages of a conversation, in the order of their file.
#[derive(Debug, Clone)]
pub struct Talk {
    /// Its name; no address stands in it.
    pub id: String,
    /// By what it was held.
    pub channel: Option<String>,
    /// The messages.
    pub said: Vec<Said>,
}

/// Which addresses are the company's: domains, or single addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company(Vec<String>);

impl Company {
    /// The company of some domains or addresses, as people write them.
    #[must_use]
    pub fn of(names: &[String]) -> Self {
        let name = |name: &String| name.trim().trim_start_matches('@').to_lowercase();
        Self(names.iter().map(name).filter(|name| !name.is_empty()).collect())
    }

    /// Whether nobody said who it is.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.0.is_empty()
    }

    /// The company of some conversations: the domain, or the address at a provider of mail for
    /// everybody, that takes part in most of them. Of several the one with a domain of its own; then the
    /// one that is written to first, as customers mostly begin; then the first in alphabetical order.
    #[must_use]
    pub fn found<'a>(talks: impl IntoIterator<Item = Vec<&'a Said>>) -> Option<Self> {
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for talk in talks {
            let mut parties = BTreeSet::new();
            for said in &talk {
                parties.extend(said.to.iter().map(party));
                if let Party::Address(from) = &said.from {
                    parties.insert(party(from));
                }
            }
            let first: BTreeSet<&str> =
                talk.first().map(|said| said.to.iter().map(party).collect()).unwrap_or_default();
            for one in parties {
                let count = counts.entry(one.to_owned()).or_default();
                count.0 += 1;
                count.1 += usize::from(first.contains(one));
            }
        }
        let rank = |(name, (talks, first)): &(&String, &(usize, usize))| {
            (*talks, !name.contains('@'), *first, std::cmp::Reverse((*name).clone()))
        };
        counts.iter().max_by_key(rank).map(|(name, _)| Self(vec![name.clone()]))
    }

    /// Whether an address is the company's.
    #[must_use]
    pub fn has(&self, email: &Email) -> bool {
        let (domain, address) = (email.domain(), email.as_str());
        self.0.iter().any(|name| {
            let below =
                || domain.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with('.'));
            if name.contains('@') { name == address } else { name == domain || below() }
        })
    }

    fn side(&self, from: &Party) -> Side {
        match from {
            Party::Side(side) => *side,
            Party::Address(email) if self.has(email) => Side::Company,
            Party::Address(_) => Side::Customer,
        }
    }

    /// Its domains and addresses, for people.
    #[must_use]
    pub fn names(&self) -> String {
        self.0.join(", ")
    }
}

/// What stands for an address among parties: its own domain, else itself.
fn party(email: &Email) -> &str {
    email.own_domain().unwrap_or(email.as_str())
}

impl Talk {
    /// The conversation in the form of `data/listen/LABELS.md`, its messages in the order of their times.
    ///
    /// # Errors
    /// Never, as far as is known: the form is made here.
    pub fn line(mut self, company: &Company) -> Result<Line, Fault> {
        if self.said.iter().all(|said| said.at.is_some()) {
            self.said.sort_by_key(|said| said.at.map(|at| at.millis));
        }
        let mut speakers: Vec<String> = Vec::new();
        let mut messages = Vec::with_capacity(self.said.len());
        for (index, said) in self.said.into_iter().enumerate() {
            let side = company.side(&said.from);
            let mut message = Map::new();
            message.insert("n".to_owned(), json!(index + 1));
            message.insert("side".to_owned(), json!(side.name()));
            if side == Side::Company {
                if let Some(department) = said.department {
                    message.insert("department".to_owned(), json!(department));
                }
                if let Some(speaker) = said.speaker {
                    let known = speakers.iter().position(|known| *known == speaker);
                    let place = known.unwrap_or_else(|| {
                        speakers.push(speaker);
                        speakers.len() - 1
                    });
                    message.insert("agent".to_owned(), json!(format!("a{}", place + 1)));
                }
            }
            if let Some(at) = said.at {
                message.insert("at".to_owned(), json!(at.to_rfc3339()));
            }
            if let Some(language) = said.language {
                message.insert("lang".to_owned(), json!(language.name()));
            }
            message.insert("text".to_owned(), Value::String(said.text));
            messages.push(Value::Object(message));
        }
        let mut value = json!({ "id": self.id, "messages": messages });
        if let Some(channel) = self.channel {
            value["channel"] = Value::String(channel);
        }
        lines::line(value)
    }
}

/// The departments as the label guide names them, each with what mailboxes and teams are called.
const DEPARTMENTS: [(&str, &[&str]); 6] = [
    (
        "administration",
        &[
            "amministrazione",
            "contabilita",
            "fatturazione",
            "fatture",
            "pagamenti",
            "crediti",
            "billing",
            "accounting",
            "accounts",
            "invoices",
            "payments",
            "finance",
        ],
    ),
    ("sales", &["vendite", "commerciale", "ordini", "preventivi", "sales", "orders", "quotes"]),
    ("marketing", &["promozioni", "newsletter", "comunicazione"]),
    (
        "technical",
        &["tecnico", "tecnica", "assistenzatecnica", "helpdesk", "tech", "technicalsupport"],
    ),
    (
        "logistics",
        &[
            "logistica",
            "spedizioni",
            "magazzino",
            "consegne",
            "resi",
            "shipping",
            "warehouse",
            "deliveries",
            "returns",
        ],
    ),
    (
        "customer-service",
        &[
            "assistenza",
            "assistenzaclienti",
            "servizioclienti",
            "clienti",
            "supporto",
            "support",
            "help",
            "care",
            "customercare",
            "customerservice",
            "reclami",
            "complaints",
        ],
    ),
];

/// The department of the label guide that a mailbox or a team is called after.
#[must_use]
pub fn department(name: &str) -> Option<&'static str> {
    let letters: String = name.to_lowercase().replace('à', "a");
    let letters: String = letters.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let letters =
        letters.strip_prefix("ufficio").or(letters.strip_prefix("reparto")).unwrap_or(&letters);
    let is_of = |(own, names): &&(&str, &[&str])| {
        own.replace('-', "") == letters || names.contains(&letters)
    };
    DEPARTMENTS.iter().find(is_of).map(|(own, _)| *own)
}
