//! The section `[culture]`: a questionnaire and goalposts of the company's own.

use std::path::{Path, PathBuf};

use filo_disclosure::Threshold;
use serde::Deserialize;

use super::Config;

/// `[culture]` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    instrument: Option<PathBuf>,
    goalposts: Option<PathBuf>,
}

/// How the culture is measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Culture {
    /// The file of the questionnaire, where it is not Filo's own.
    pub instrument: Option<PathBuf>,
    /// The file of the goalposts, where they are not those that come with Filo.
    pub goalposts: Option<PathBuf>,
}

impl Written {
    /// What is meant, for a configuration in a folder.
    pub(super) fn meant(self, folder: &Path) -> Culture {
        let [instrument, goalposts] =
            [self.instrument, self.goalposts].map(|path| path.map(|path| folder.join(path)));
        Culture { instrument, goalposts }
    }
}

impl Config {
    /// The fewest people that a figure of a questionnaire may be about: what the company chose, or more where
    /// the questionnaire asks for more.
    #[must_use]
    pub fn threshold_of(&self, min_group: u8) -> Threshold {
        let least = self.disclosure.group.unwrap_or(min_group).max(min_group);
        Threshold::new(least).unwrap_or(Threshold::LEAST)
    }
}
