//! What the words of structured facts say of a customer: wishes, frailty, fraud, conciliation.
//!
//! Only short texts that a system keeps as a fact are read here (the preference noted, the reason of a
//! dispute, the subject of a warning), never messages. Which words mean what is data.

use std::collections::BTreeMap;

use filo_model::facts::Facts;
use filo_model::name::fold;
use filo_model::words;

words! {
    /// Something that words say of a customer.
    Trait {
        /// Wants no sum of several periods at once.
        NotInOneSum = "not_in_one_sum",
        /// Wants to be written to by electronic mail only.
        OnlyByMail = "only_by_mail",
        /// Wants everything in writing.
        OnlyInWriting = "only_in_writing",
        /// Wants no telephone calls.
        NoCalls = "no_calls",
        /// Wants no offers.
        NoPromotions = "no_promotions",
        /// Is frail or in need of protection.
        Vulnerable = "vulnerable",
        /// Somebody died.
        Bereavement = "bereavement",
        /// A fraud was reported.
        Fraud = "fraud",
        /// Cannot be cut off: medical devices, public service.
        Essential = "essential",
        /// A conciliation is under way.
        Conciliation = "conciliation",
        /// Payment in instalments.
        Instalments = "instalments",
        /// Wants to leave.
        Leaving = "leaving",
        /// The company is at fault.
        OurFault = "our_fault",
    }
}

/// A set of traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(u32);

impl Traits {
    /// Nothing said.
    pub const NONE: Self = Self(0);

    /// The set with one more trait.
    #[must_use]
    pub fn with(self, one: Trait) -> Self {
        Self(self.0 | 1 << one as u32)
    }

    /// Whether a trait is in the set.
    #[must_use]
    pub fn has(self, one: Trait) -> bool {
        self.0 & 1 << one as u32 != 0
    }
}

/// Which words say which trait.
#[derive(Debug, Clone, Default)]
pub struct Phrases(Vec<(Trait, Vec<String>)>);

impl Phrases {
    /// Reads them: a table from a trait's name to its phrases, in any language.
    ///
    /// # Errors
    /// Where the text is not such a table.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let table: BTreeMap<Trait, Vec<String>> = toml::from_str(text)?;
        let whole = |phrase: &String| format!(" {} ", folded(phrase));
        let phrases = table.into_iter().map(|(one, all)| (one, all.iter().map(whole).collect()));
        Ok(Self(phrases.collect()))
    }

    /// What the texts among an entry's facts say.
    #[must_use]
    pub fn of(&self, facts: &Facts) -> Traits {
        let texts: [Option<&String>; 2] = match facts {
            Facts::Preference(one) => [one.what.as_ref(), None],
            Facts::Alert(one) => [one.about.as_ref(), None],
            Facts::Note(one) => [one.topic.as_ref(), one.reason.as_ref()],
            Facts::Complaint(one) => [one.reason.as_ref(), None],
            Facts::Dispute(one) => [one.reason.as_ref(), one.dispute.as_ref()],
            Facts::Alternative(one) => [one.what.as_ref(), None],
            Facts::Promise(one) => [one.what.as_ref(), None],
            Facts::Message(one) => [one.reason.as_ref(), None],
            _ => return Traits::NONE,
        };
        texts.into_iter().flatten().fold(Traits::NONE, |said, text| self.add(said, text))
    }

    fn add(&self, said: Traits, text: &str) -> Traits {
        let text = format!(" {} ", folded(text));
        let found = self.0.iter().filter(|(_, all)| all.iter().any(|phrase| text.contains(phrase)));
        found.fold(said, |said, (one, _)| said.with(*one))
    }
}

/// The words of a text without accents, capitals and marks, one blank between them.
fn folded(text: &str) -> String {
    let text = fold(text);
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Phrases, Trait};
    use filo_model::facts::{Alert, Facts, Preference};

    fn phrases() -> Phrases {
        Phrases::parse("vulnerable = ['cliente fragile']\nonly_by_mail = ['solo e-mail']").unwrap()
    }

    fn said(text: &str) -> Vec<Trait> {
        let facts = Facts::Alert(Alert { about: Some(text.to_owned()), ..Alert::default() });
        let said = phrases().of(&facts);
        Trait::ALL.iter().copied().filter(|one| said.has(*one)).collect()
    }

    #[test]
    fn whole_words_count_however_they_are_written() {
        assert_eq!(said("Cliente FRAGILE!"), [Trait::Vulnerable]);
        assert_eq!(said("vuole solo E-Mail, grazie"), [Trait::OnlyByMail]);
        assert_eq!(said("cliente fragilerrimo"), []);
        assert_eq!(said(""), []);
    }

    #[test]
    fn a_trait_that_does_not_exist_is_refused() {
        assert!(Phrases::parse("rich = ['abbiente']").is_err());
        let preference =
            Preference { what: Some("solo e mail".to_owned()), ..Preference::default() };
        assert!(phrases().of(&Facts::Preference(preference)).has(Trait::OnlyByMail));
    }
}
