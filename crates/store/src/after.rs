//! After a case: about which cases customers were asked, and what they answered, in points.

use std::collections::BTreeMap;

use filo_model::digest::Digest;
use serde::Serialize;

use crate::project::RecordNumber;
use crate::thread::CustomerId;
use crate::{Result, Store};

/// What one customer answered: points from 1 on by the ids of the questions; what does not apply is not in it.
pub type Points = BTreeMap<String, u8>;

/// A case about which its customer is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAfter {
    /// The digest of the case's number.
    pub case: Digest,
    /// The record of the entry that ended it.
    pub record: RecordNumber,
    /// The department that ended it.
    pub department: String,
    /// When it was asked, in UTC epoch milliseconds.
    pub asked_at: i64,
}

/// A case about which its customer was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptAfter {
    /// The digest of the case's number; nothing once the person was erased.
    #[serde(skip)]
    pub case: Option<Digest>,
    /// The customer as of now; nothing once the person was erased.
    pub customer: Option<CustomerId>,
    /// Whether the person restricted the use of their data.
    pub restricted: bool,
    /// The department that ended the case.
    pub department: String,
    /// When it was asked, in UTC epoch milliseconds.
    pub asked_at: i64,
    /// When it was answered, where that is known.
    pub answered_at: Option<i64>,
    /// What was answered; nothing while it was not.
    pub points: Option<Points>,
}

/// About what somebody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Whatever the holder of a code was asked about, by the digest of the code.
    Code(Digest),
    /// A case, which counts as asked from now on where it was not.
    Case(NewAfter),
}

/// An answer that comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// About what.
    pub about: About,
    /// What was answered; nothing where somebody was asked and did not answer.
    pub points: Option<Points>,
    /// When, in UTC epoch milliseconds, where that is known.
    pub answered_at: Option<i64>,
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The case counts as asked from now on, and was not answered.
    Asked,
    /// The case counts as asked from now on, with this answer.
    AskedAndAnswered,
    /// It is the first answer.
    Answered,
    /// It stands in the place of another one.
    Replaced,
    /// It was there already, or a newer one is.
    Known,
    /// Nobody was given this code.
    NoSuchCode,
}

impl Store {
    /// Keeps that customers are asked about cases, each with the digest of a code; all or none. Gives back which were
    /// kept: a case about which its customer was asked before is not.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn after_ask(&self, asked: &[(NewAfter, Digest)]) -> Result<Vec<bool>> {
        self.sqlite().after_ask(asked)
    }

    /// Takes answers in, and says in their order what became of each; all or none, with `dry_run` none.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn after_answer(&self, answers: &[NewAnswer], dry_run: bool) -> Result<Vec<Taken>> {
        self.sqlite().after_answer(answers, dry_run)
    }

    /// Every case about which a customer was asked, in the order in which they were kept.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn after_list(&self) -> Result<Vec<KeptAfter>> {
        self.sqlite().after_list()
    }

    /// The customers who were asked at a moment or later (UTC epoch milliseconds), in order, each once.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn after_customers(&self, since: i64) -> Result<Vec<CustomerId>> {
        self.sqlite().after_customers(since)
    }

    /// Whether somebody was given the code with this digest.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn after_code_given(&self, code: Digest) -> Result<bool> {
        self.sqlite().after_code_given(code)
    }
}
