//! What a ledger remembers, to be written out and read back.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Question, Wave, WaveError, WaveLedger};
use crate::Threshold;

/// The version in which it is written.
const VERSION: u32 = 1;

/// What a ledger remembers: its rules, the waves with their numbers, and what was published.
///
/// It holds exact numbers of people, small ones too: it is kept with the answers and is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    version: u32,
    threshold: u8,
    known_absent: u32,
    waves: Vec<Wave>,
    published: BTreeSet<Question>,
    again: BTreeSet<Question>,
}

impl WaveLedger {
    /// What the ledger remembers.
    #[must_use]
    pub fn published(&self) -> Published {
        Published {
            version: VERSION,
            threshold: u8::try_from(self.threshold.people()).unwrap_or(u8::MAX),
            known_absent: self.known_absent,
            waves: self.waves.clone(),
            published: self.published.clone(),
            again: self.again.clone(),
        }
    }

    /// A ledger that remembers this. Everything in it is judged again, so that a register that was
    /// changed by hand is not believed.
    ///
    /// # Errors
    /// Says what could not have been written out.
    pub fn read_back(published: Published) -> Result<Self, WaveError> {
        if published.version != VERSION {
            return Err(WaveError::Version(published.version));
        }
        let threshold =
            Threshold::new(published.threshold).ok_or(WaveError::Threshold(published.threshold))?;
        let mut ledger = Self::with_known_absent(threshold, published.known_absent);
        for wave in published.waves {
            ledger.enter(wave)?;
        }
        let mut questions: Vec<Question> = published.published.into_iter().collect();
        // Those of an earlier wave first: a later one may rest on them.
        let mut again: Vec<Question> = published.again.into_iter().collect();
        let place = |one: &Question| ledger.waves.iter().position(|wave| wave.name == one.wave);
        again.sort_by_key(|one| place(one));
        questions.append(&mut again);
        for question in questions {
            if ledger.publish(&question).is_err() {
                return Err(WaveError::Impossible(question.wave));
            }
        }
        Ok(ledger)
    }
}
