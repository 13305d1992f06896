//! The section `[listen]`: where a company keeps its own phrases.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::opinion;

/// `[listen]` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    phrases: Option<PathBuf>,
    pub(super) opinion: Option<opinion::Written>,
}

/// How conversations are listened to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listen {
    /// The folder of the company's own phrases, if it has one.
    pub phrases: Option<PathBuf>,
}

impl Written {
    /// What is meant, for a configuration in a folder.
    pub(super) fn meant(self, folder: &Path) -> Listen {
        Listen { phrases: self.phrases.map(|phrases| folder.join(phrases)) }
    }
}
