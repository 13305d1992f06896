//! Choices: a person says whose value of a field is the right one, or undoes an earlier choice.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::undo::standing;

/// A field of which a customer has a best value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The person's name.
    Name,
    /// The firm's name.
    CompanyName,
    /// The day of birth.
    BirthDate,
    /// The tax code of a person.
    TaxCode,
    /// The VAT number of a firm.
    VatNumber,
    /// The address.
    Address,
    /// A telephone number; a customer may have several.
    Phone,
    /// A mail address; a customer may have several.
    Email,
}

impl Field {
    /// Every field, in the order in which people read them.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::CompanyName,
        Self::BirthDate,
        Self::TaxCode,
        Self::VatNumber,
        Self::Address,
        Self::Phone,
        Self::Email,
    ];

    /// The stable name, as stored, in JSON and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::CompanyName => "company_name",
            Self::BirthDate => "birth_date",
            Self::TaxCode => "tax_code",
            Self::VatNumber => "vat_number",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// The field of a name, as mappings write it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether a customer may have several values of it.
    #[must_use]
    pub fn is_several(self) -> bool {
        matches!(self, Self::Phone | Self::Email)
    }
}

/// A person's choice, or the undoing of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its running number.
    pub number: i64,
    /// When it was made, in UTC epoch milliseconds.
    pub at: i64,
    /// Who made it: the account or the configured operator.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What was chosen.
    pub content: ChoiceContent,
}

/// The content of a choice. It holds no value: the value stands in the statement it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceContent {
    /// What a statement of a record says of a field is right.
    Right {
        /// The record.
        record: Digest,
        /// The field.
        field: Field,
        /// The digest of the statement in which the value stood when it was chosen.
        statement: Digest,
    },
    /// An earlier choice does not hold any more; undoing an undo restores it.
    Undo {
        /// The number of the choice undone.
        choice: i64,
    },
}

/// The choices that hold after every undo, in the order of their numbers; of several about one
/// record and field the latest alone.
///
/// `choices` in the order of their numbers.
#[must_use]
pub fn standing_choices(choices: &[Choice]) -> Vec<&Choice> {
    let numbers: Vec<i64> = choices.iter().map(|choice| choice.number).collect();
    let stands = standing(&numbers, |place| match choices[place].content {
        ChoiceContent::Undo { choice } => Some(choice),
        ChoiceContent::Right { .. } => None,
    });
    let about = |choice: &Choice| match choice.content {
        ChoiceContent::Right { record, field, .. } => Some((record, field)),
        ChoiceContent::Undo { .. } => None,
    };
    let mut latest: Vec<&Choice> = Vec::new();
    for (choice, _) in choices.iter().zip(&stands).filter(|(_, stands)| **stands) {
        if let Some(named) = about(choice) {
            latest.retain(|earlier| about(earlier) != Some(named));
            latest.push(choice);
        }
    }
    latest
}

#[cfg(test)]
mod tests {
    use super::{Choice, ChoiceContent, Field, standing_choices};
    use crate::digest::Digest;

    fn right(number: i64, record: &[u8], field: Field) -> Choice {
        let record = Digest::of(record);
        let content = ChoiceContent::Right { record, field, statement: Digest::of(b"said") };
        Choice { number, at: 0, author: "ada".into(), reason: "test".into(), content }
    }

    fn undo(number: i64, choice: i64) -> Choice {
        Choice { content: ChoiceContent::Undo { choice }, ..right(number, b"", Field::Name) }
    }

    #[test]
    fn the_latest_choice_of_a_record_and_field_that_stands_counts() {
        let all = [
            right(1, b"a", Field::Address),
            right(2, b"a", Field::Name),
            right(3, b"a", Field::Address),
            undo(4, 3),
            undo(5, 4),
        ];
        let standing = |count: usize| -> Vec<i64> {
            standing_choices(&all[..count]).iter().map(|one| one.number).collect()
        };
        assert_eq!(standing(2), [1, 2]);
        assert_eq!(standing(3), [2, 3]);
        assert_eq!(standing(4), [1, 2], "what was chosen before the undone one holds again");
        assert_eq!(standing(5), [2, 3]);
    }

    #[test]
    fn a_field_is_found_by_its_name() {
        for field in Field::ALL {
            assert_eq!(Field::from_name(field.name()), Some(field));
            assert_eq!(serde_json::to_value(field).unwrap(), field.name());
        }
        assert_eq!(Field::from_name("shoe_size"), None);
    }
}
