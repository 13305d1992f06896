//! The eight dimensions of customer culture, and which of them a measure belongs to.
//!
//! The set of the field reference, section 3.1. A questionnaire of somebody else's may have other dimensions; the
//! index and the mirrors speak of these.

use filo_model::words;

words! {
    /// A dimension of customer culture, by its stable code.
    Dimension {
        /// Listening and one memory.
        Filo = "filo",
        /// Working across departments.
        Insieme = "insieme",
        /// Ease for the customer.
        Semplice = "semplice",
        /// Consistency and kept promises.
        Parola = "parola",
        /// Yes culture.
        Alternativa = "alternativa",
        /// Autonomy and learning.
        Autonomia = "autonomia",
        /// Care across the relationship.
        Cura = "cura",
        /// Example and improvement.
        Guida = "guida",
    }
}

impl Dimension {
    /// The letter with which the ids of its measures begin.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Filo => 'F',
            Self::Insieme => 'I',
            Self::Semplice => 'S',
            Self::Parola => 'P',
            Self::Alternativa => 'A',
            Self::Autonomia => 'U',
            Self::Cura => 'C',
            Self::Guida => 'G',
        }
    }

    /// The dimension of a measure: its id is a known letter and what comes after, letters and digits.
    #[must_use]
    pub fn of_measure(id: &str) -> Option<Self> {
        let mut signs = id.chars();
        let first = signs.next()?;
        let rest = signs.as_str();
        let is_id = !rest.is_empty() && rest.bytes().all(|sign| sign.is_ascii_alphanumeric());
        Self::ALL.iter().copied().find(|dimension| is_id && dimension.letter() == first)
    }
}

#[cfg(test)]
mod tests {
    use super::Dimension;

    #[test]
    fn a_measure_belongs_to_the_dimension_of_its_letter_or_to_none() {
        let of = |ids: &[&str]| ids.iter().map(|id| Dimension::of_measure(id)).collect::<Vec<_>>();
        assert_eq!(of(&["P1b", "U2"]), [Some(Dimension::Parola), Some(Dimension::Autonomia)]);
        assert_eq!(of(&["", "F", "X1", "f1", "F 1", "é1"]), [None; 6]);
    }
}
