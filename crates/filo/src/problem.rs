//! What went wrong, as a person reads it: a text in their language, and what to do about it.

use std::fmt;

use crate::texts::{Language, Texts};

/// A failure with its text and its remedy, both by key; the values in `args` are names of files,
/// keys and numbers, never a person's data.
#[derive(Debug)]
pub struct Problem {
    key: &'static str,
    args: Vec<(&'static str, String)>,
    /// The program's exit code: 1 found what was asked to fail on, 2 could not.
    pub exit: u8,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// A result whose failure a person can read.
pub type Result<T, E = Problem> = std::result::Result<T, E>;

impl Problem {
    /// A failure with the text `problem-KEY` and the remedy `problem-KEY.hint`.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new(), exit: 2, source: None }
    }

    /// Whether this is the failure with a key.
    #[must_use]
    pub fn is(&self, key: &str) -> bool {
        self.key == key
    }

    /// Adds a value to the text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds the technical cause.
    #[must_use]
    pub fn caused_by(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Marks the failure as the answer to a question rather than as an inability.
    #[must_use]
    pub fn as_answer(mut self) -> Self {
        self.exit = 1;
        self
    }

    /// The text with its causes, and the remedy on a line of its own.
    #[must_use]
    pub fn explain(&self, texts: &Texts) -> String {
        let args: Vec<(&str, &str)> =
            self.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut text = format!(
            "{}: {}",
            texts.say("problem", &[]),
            texts.say(&format!("problem-{}", self.key), &args)
        );
        let mut cause = self.source.as_deref().map(|source| source as &dyn std::error::Error);
        while let Some(error) = cause {
            text.push_str(&format!(": {error}"));
            cause = error.source();
        }
        if let Some(hint) = texts.hint(&format!("problem-{}", self.key), &args) {
            text.push_str(&format!("\n\n{}: {hint}", texts.say("hint", &[])));
        }
        text
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.explain(&Texts::new(Language::English)))
    }
}

impl std::error::Error for Problem {}

impl From<filo_store::Error> for Problem {
    fn from(error: filo_store::Error) -> Self {
        match error {
            filo_store::Error::Absent(path) => {
                Self::new("store-absent").with("path", path.display())
            }
            filo_store::Error::Busy(path) => Self::new("store-busy").with("path", path.display()),
            filo_store::Error::InUse(path) => {
                Self::new("store-in-use").with("path", path.display())
            }
            filo_store::Error::TooNew { found, known } => {
                Self::new("store-too-new").with("found", found).with("known", known)
            }
            filo_store::Error::NoDecision(number) => {
                Self::new("no-decision").with("number", number)
            }
            filo_store::Error::NoReview(number) => {
                Self::new("no-review").with("number", number).as_answer()
            }
            filo_store::Error::NoChoice(number) => {
                Self::new("no-choice").with("number", number).as_answer()
            }
            filo_store::Error::NoVerdict(number) => {
                Self::new("no-verdict").with("number", number).as_answer()
            }
            filo_store::Error::WaveTaken(wave) => Self::new("wave-taken").with("wave", wave),
            filo_store::Error::NoWave(wave) => Self::new("no-wave").with("wave", wave).as_answer(),
            filo_store::Error::WaveClosed(wave) => Self::new("wave-closed").with("wave", wave),
            filo_store::Error::WaveOpen(wave) => Self::new("wave-open").with("wave", wave),
            filo_store::Error::WaveFileKnown => Self::new("wave-file-known").as_answer(),
            other => Self::new("store").caused_by(other),
        }
    }
}
