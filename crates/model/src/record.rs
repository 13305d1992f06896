//! What one source says about a person or firm, and the decisions about who is the same.

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::digest::{Digest, Parts};
use crate::email::Email;
use crate::name::{CompanyName, PersonName};
use crate::phone::Phone;
use crate::pointer::Pointer;
use crate::tax_code::TaxCode;
use crate::undo::standing;
use crate::vat_number::VatNumber;

/// The id of a record: the digest of its system and its key there.
#[must_use]
pub fn record_id(system: &str, key: &str) -> Digest {
    let mut parts = Parts::default();
    parts.push(b"record").push(system.as_bytes()).push(key.as_bytes());
    parts.digest()
}

/// What a source says about a person or firm, each value parsed once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// The firm's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_name: Option<CompanyName>,
    /// The day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<jiff::civil::Date>,
    /// The tax code of a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_code: Option<TaxCode>,
    /// The VAT number of a firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<VatNumber>,
    /// Telephone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Mail addresses, certified ones too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// The address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// What the source names instead of a person: a claim, file or message of theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<Pointer>,
    /// Whether only a person may say whose record this is, as with what is posted in public.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    /// Values that could not be parsed, as given: field and value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<(String, String)>,
}

impl Details {
    /// Whether nothing at all is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.name.is_none()
            && self.company_name.is_none()
            && self.birth_date.is_none()
            && self.tax_code.is_none()
            && self.vat_number.is_none()
            && self.phones.is_empty()
            && self.emails.is_empty()
            && self.address.is_none()
            && self.refers_to.is_none()
            && self.given.is_empty()
    }

    /// Fills what is missing here with what another statement of the same record says.
    pub fn fill_from(&mut self, other: Self) {
        self.name = self.name.take().or(other.name);
        self.company_name = self.company_name.take().or(other.company_name);
        self.birth_date = self.birth_date.or(other.birth_date);
        self.tax_code = self.tax_code.take().or(other.tax_code);
        self.vat_number = self.vat_number.take().or(other.vat_number);
        self.address = self.address.take().or(other.address);
        self.refers_to = self.refers_to.take().or(other.refers_to);
        self.by_hand |= other.by_hand;
        for phone in other.phones {
            if !self.phones.contains(&phone) {
                self.phones.push(phone);
            }
        }
        for email in other.emails {
            if !self.emails.contains(&email) {
                self.emails.push(email);
            }
        }
        for given in other.given {
            if !self.given.contains(&given) {
                self.given.push(given);
            }
        }
    }

    /// What still tells whose a record is once its source says something else: numbers and addresses
    /// by which somebody could be reached.
    #[must_use]
    pub fn past(self) -> Self {
        Self { phones: self.phones, emails: self.emails, ..Self::default() }
    }

    /// The name to show: the person's, else the firm's.
    #[must_use]
    pub fn display_name(&self) -> Option<String> {
        let person = self.name.as_ref().map(ToString::to_string);
        person.or_else(|| self.company_name.as_ref().map(ToString::to_string))
    }
}

/// A record with all that its source says about it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The digest of system and key.
    pub id: Digest,
    /// The system that keeps it; exports of one system share their records.
    pub system: String,
    /// The record's key in that system: customer number, address or number that reached us.
    pub key: String,
    /// What the system says now.
    pub details: Details,
}

/// What a merge decision says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// The two records are one customer.
    Same,
    /// The two records are not one customer.
    NotSame,
}

/// A person's decision about two records, or the undoing of an earlier decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its running number.
    pub number: i64,
    /// When it was taken, in UTC epoch milliseconds.
    pub at: i64,
    /// Who took it: the account or the configured operator.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What was decided.
    pub content: DecisionContent,
}

/// The content of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionContent {
    /// A judgement over a pair of records.
    Pair {
        /// One record.
        a: Digest,
        /// The other record.
        b: Digest,
        /// Same or not same.
        judgement: Judgement,
    },
    /// An earlier decision does not hold any more; undoing an undo restores it.
    Undo {
        /// The number of the decision undone.
        decision: i64,
    },
}

/// The pairs that hold after every undo, chained ones too: the latest judgement of a pair counts.
///
/// `decisions` in the order of their numbers.
#[must_use]
pub fn standing_judgements(decisions: &[Decision]) -> Vec<(Digest, Digest, Judgement)> {
    let numbers: Vec<i64> = decisions.iter().map(|decision| decision.number).collect();
    let stands = standing(&numbers, |place| match decisions[place].content {
        DecisionContent::Undo { decision } => Some(decision),
        DecisionContent::Pair { .. } => None,
    });
    let mut judgements: Vec<(Digest, Digest, Judgement)> = Vec::new();
    for (decision, _) in decisions.iter().zip(&stands).filter(|(_, stands)| **stands) {
        if let DecisionContent::Pair { a, b, judgement } = decision.content {
            let (a, b) = (a.min(b), a.max(b));
            judgements.retain(|&(x, y, _)| (x, y) != (a, b));
            judgements.push((a, b, judgement));
        }
    }
    judgements
}

#[cfg(test)]
mod tests {
    use super::{Decision, DecisionContent, Judgement, standing_judgements};
    use crate::digest::Digest;

    fn decision(number: i64, content: DecisionContent) -> Decision {
        Decision { number, at: 0, author: "operator".into(), reason: "test".into(), content }
    }

    #[test]
    fn an_undo_takes_a_decision_away_and_undoing_the_undo_brings_it_back() {
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        let mut all = vec![decision(1, DecisionContent::Pair { a, b, judgement: Judgement::Same })];
        assert_eq!(standing_judgements(&all).len(), 1);
        all.push(decision(2, DecisionContent::Undo { decision: 1 }));
        assert!(standing_judgements(&all).is_empty());
        all.push(decision(3, DecisionContent::Undo { decision: 2 }));
        assert_eq!(standing_judgements(&all).len(), 1);
        all.push(decision(4, DecisionContent::Undo { decision: 3 }));
        assert!(standing_judgements(&all).is_empty());
    }

    #[test]
    fn the_latest_judgement_of_a_pair_counts_in_whichever_order_it_names_them() {
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        let all = [
            decision(1, DecisionContent::Pair { a, b, judgement: Judgement::Same }),
            decision(2, DecisionContent::Pair { a: b, b: a, judgement: Judgement::NotSame }),
        ];
        let standing = standing_judgements(&all);
        assert_eq!(standing.len(), 1);
        assert_eq!(standing[0].2, Judgement::NotSame);
    }
}
