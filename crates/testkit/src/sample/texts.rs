//! The words of customers and company: short wordings by kind of request, kept as data.

use serde::Deserialize;

use super::SampleError;
use super::chance::Chance;

/// Every wording of the sample company.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    requests: Vec<Request>,
    replies_it: Vec<String>,
    replies_en: Vec<String>,
    automatic_it: String,
    automatic_en: String,
    /// Notes of colleagues on a case.
    pub(crate) notes: Vec<String>,
    /// What is promised to customers.
    pub(crate) promises: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    name: String,
    subject_it: String,
    subject_en: String,
    it: Vec<String>,
    en: Vec<String>,
}

/// What a customer writes.
#[derive(Debug)]
pub(crate) struct Wording {
    /// The kind of request.
    pub(crate) request: String,
    /// The subject line.
    pub(crate) subject: String,
    /// The text.
    pub(crate) body: String,
    /// Whether it is in English.
    pub(crate) is_english: bool,
}

impl Texts {
    /// Reads the wordings that come with the crate.
    ///
    /// # Errors
    /// Where the file of wordings is broken.
    pub(crate) fn load() -> Result<Self, SampleError> {
        Ok(serde_json::from_str(include_str!("../../data/texts.json"))?)
    }

    /// A customer's wording, one in twenty in English.
    pub(crate) fn wording(&self, chance: &mut Chance) -> Wording {
        let request = chance.pick(&self.requests);
        let is_english = chance.percent(5);
        let (subject, body) = if is_english {
            (&request.subject_en, chance.pick(&request.en))
        } else {
            (&request.subject_it, chance.pick(&request.it))
        };
        Wording {
            request: request.name.clone(),
            subject: subject.clone(),
            body: body.clone(),
            is_english,
        }
    }

    /// A person's reply.
    pub(crate) fn reply(&self, chance: &mut Chance, is_english: bool) -> String {
        chance.pick(if is_english { &self.replies_en } else { &self.replies_it }).clone()
    }

    /// The automatic answer.
    pub(crate) fn automatic(&self, is_english: bool) -> String {
        if is_english { self.automatic_en.clone() } else { self.automatic_it.clone() }
    }
}
