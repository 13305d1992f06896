//! The questionnaire: Filo's own, which is part of the program, or one from a file.

use std::path::Path;

use filo_culture::instrument::{Draft, Instrument};

use crate::problem::{Problem, Result};

/// Filo's own questionnaire, as it is written.
pub const OWN: &str = include_str!("../../../../data/questionnaire/filo.toml");

/// Filo's own questionnaire.
///
/// # Panics
/// Never: it is part of the program, and a test reads it.
#[must_use]
pub fn own() -> Instrument {
    built_in(OWN)
}

/// An instrument that is part of the program; tests read each of them.
pub(super) fn built_in(text: &str) -> Instrument {
    let draft: Draft = toml::from_str(text).expect("what is part of the program can be read");
    Instrument::new(draft).expect("what is part of the program is whole")
}

/// The questionnaire in a file.
///
/// # Errors
/// Where the file cannot be read or is no whole instrument, or where somebody else's texts have no licence.
pub fn read(path: &Path) -> Result<Instrument> {
    let wrong = || Problem::new("culture-instrument").with("file", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| wrong().caused_by(error))?;
    let draft: Draft = toml::from_str(&text).map_err(|error| wrong().caused_by(error))?;
    Instrument::new(draft).map_err(|error| wrong().caused_by(error))
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn the_own_questionnaire_is_whole() {
        let own = own();
        assert_eq!((own.items.len(), own.dimensions.len(), own.points()), (24, 8, 5));
    }
}
