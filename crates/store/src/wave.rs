//! Waves of a questionnaire: who was invited, how many answered, what was answered, never by whom or when.

use filo_model::digest::Digest;

use crate::{Result, Store};

/// A wave about to be opened.
#[derive(Debug, Clone, Copy)]
pub struct NewWave<'a> {
    /// Its name, which no other wave has.
    pub name: &'a str,
    /// The instrument as it is asked.
    pub instrument: &'a str,
    /// Now, in UTC epoch milliseconds.
    pub opened_at: i64,
    /// The departments in the order that people read.
    pub departments: &'a [WaveDepartment],
}

/// A department in a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaveDepartment {
    /// Its name.
    pub name: String,
    /// How many people were invited.
    pub invited: u32,
    /// The department with which it was put together before anybody answered.
    pub parent: Option<String>,
}

/// A wave as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptWave {
    /// Its name.
    pub name: String,
    /// The instrument as it was asked.
    pub instrument: String,
    /// When it was opened, in UTC epoch milliseconds.
    pub opened_at: i64,
    /// When it was closed, in UTC epoch milliseconds.
    pub closed_at: Option<i64>,
    /// The departments in the order that people read.
    pub departments: Vec<WaveDepartment>,
}

/// Who gives a ballot: whoever holds a code, or somebody of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice {
    /// The digest of a code, see `Store::invitations_make`.
    Code(Digest),
    /// A department of the wave.
    Department(String),
}

/// What one person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// Who gives it.
    pub voice: Voice,
    /// Items and closing questions with their answers.
    pub content: String,
    /// What is said of other departments: the department, and the answers.
    pub seen: Vec<(String, String)>,
    /// Answers in words: the question, and the words as they may be kept.
    pub words: Vec<(String, String)>,
}

/// What became of a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cast {
    /// It counts.
    Counted,
    /// Its code was never given, was used, or is another wave's.
    NoSuchCode,
    /// Its department has no part in the wave.
    NoSuchDepartment,
}

/// Everything that was answered in a wave, in no order that means anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptAnswers {
    /// Department and content, a row a respondent.
    pub ballots: Vec<(String, String)>,
    /// Rating department, rated department and content.
    pub seen: Vec<(String, String, String)>,
    /// Department, question and words.
    pub words: Vec<(String, String, String)>,
}

impl Store {
    /// Opens a wave.
    ///
    /// # Errors
    /// [`crate::Error::WaveTaken`] where there is one of that name, or where the database refuses.
    pub fn wave_open(&self, new: &NewWave<'_>) -> Result<()> {
        self.sqlite().wave_open(new)
    }

    /// Every wave in the order of its opening.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn wave_list(&self) -> Result<Vec<KeptWave>> {
        self.sqlite().wave_list()
    }

    /// Closes a wave: codes that were not used are forgotten, answers can be counted.
    ///
    /// # Errors
    /// [`crate::Error::NoWave`], [`crate::Error::WaveClosed`], or where the database refuses.
    pub fn wave_close(&self, name: &str, at: i64) -> Result<()> {
        self.sqlite().wave_close(name, at)
    }

    /// Removes a wave with all that was answered in it.
    ///
    /// # Errors
    /// [`crate::Error::NoWave`], or where the database refuses.
    pub fn wave_remove(&self, name: &str) -> Result<()> {
        self.sqlite().wave_remove(name)
    }

    /// Removes what people wrote in waves that closed before a moment, in UTC epoch milliseconds; says how many
    /// answers in words.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn wave_words_expire(&self, before: i64, dry_run: bool) -> Result<u64> {
        self.sqlite().wave_words_expire(before, dry_run)
    }

    /// Removes waves that closed before a moment, with all their answers; says how many waves.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn wave_expire(&self, before: i64, dry_run: bool) -> Result<u64> {
        self.sqlite().wave_expire(before, dry_run)
    }

    /// How many have answered, by department in the order that people read. Not for showing as it is.
    ///
    /// # Errors
    /// [`crate::Error::NoWave`], or where the database refuses.
    pub fn wave_participation(&self, name: &str) -> Result<Vec<(String, u64)>> {
        self.sqlite().wave_participation(name)
    }

    /// All that was answered in a closed wave.
    ///
    /// # Errors
    /// [`crate::Error::NoWave`], [`crate::Error::WaveOpen`], or where the database refuses.
    pub fn wave_answers(&self, name: &str) -> Result<KeptAnswers> {
        self.sqlite().wave_answers(name)
    }

    /// What was published of waves, as it was last kept.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn wave_published(&self) -> Result<Option<String>> {
        self.sqlite().wave_published()
    }

    /// Keeps what was published of waves.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn wave_published_set(&self, state: &str) -> Result<()> {
        self.sqlite().wave_published_set(state)
    }

    /// Lets codes be used, each once, by people of the department beside it; all or none.
    ///
    /// # Errors
    /// [`crate::Error::NoWave`], [`crate::Error::WaveClosed`], [`crate::Error::NoWaveDepartment`], or where the database refuses.
    pub fn invitations_make(&self, wave: &str, codes: &[(String, Digest)]) -> Result<()> {
        self.sqlite().invitations_make(wave, codes)
    }

    /// How many codes a department was given, used or not. Not for showing beside what was answered.
    ///
    /// # Errors
    /// [`crate::Error::NoWave`], or where the database refuses.
    pub fn invitation_count(&self, wave: &str, department: &str) -> Result<u64> {
        self.sqlite().invitation_count(wave, department)
    }

    /// The department of a code that may still be used.
    ///
    /// # Errors
    /// [`crate::Error::NoWave`], or where the database refuses.
    pub fn invitation_find(&self, wave: &str, code: Digest) -> Result<Option<String>> {
        self.sqlite().invitation_find(wave, code)
    }

    /// Takes ballots in, and says in their order what became of each; `file` is the digest of the file that
    /// they came in.
    ///
    /// # Errors
    /// [`crate::Error::NoWave`], [`crate::Error::WaveClosed`], [`crate::Error::WaveFileKnown`], or where the database refuses;
    /// none is then taken in.
    pub fn ballots_cast(
        &self,
        wave: &str,
        file: Option<Digest>,
        ballots: &[Ballot],
    ) -> Result<Vec<Cast>> {
        self.sqlite().ballots_cast(wave, file, ballots)
    }

    /// Random bytes of the database's own generator, for codes.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn random_bytes(&self, count: u32) -> Result<Vec<u8>> {
        self.sqlite().random_bytes(count)
    }
}
