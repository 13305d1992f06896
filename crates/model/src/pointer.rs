//! What a source names where it names nobody: a claim, a file or a message of the customer.
//!
//! A bank statement knows the invoice that was paid, a receipt of the exchange of invoices the file
//! it is about, a receipt of certified mail the message. Whose they are is known from the entries
//! that own the claim, the file or the message, whichever comes first.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// What a record refers to instead of a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pointer {
    /// A claim, by its number.
    Claim(String),
    /// A file that was sent, by its name without folder and extensions.
    File(String),
    /// A message, by its own id.
    Message(String),
}

impl Pointer {
    /// The name of what is referred to, and its number as [`written_alike`] makes it.
    fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Claim(number) => ("claim", written_alike(number)),
            Self::File(name) => ("file", written_alike(name)),
            Self::Message(id) => ("message", id.trim().to_owned()),
        }
    }

    /// The key of a record that is known by nothing else: `claim:F26-17`.
    #[must_use]
    pub fn key(&self) -> String {
        let (what, number) = self.parts();
        format!("{what}:{number}")
    }

    /// What two pointers to the same thing share; never 0.
    #[must_use]
    pub fn short(&self) -> u64 {
        Digest::of(self.key().as_bytes()).short().max(1)
    }
}

/// A number as everybody writes it: capitals, and one dash for whatever stands between letters and
/// digits. `F26/17`, `f26 17` and `F26-17` are alike; `F2617` is not.
#[must_use]
pub fn written_alike(number: &str) -> String {
    let mut alike = String::with_capacity(number.len());
    let mut is_apart = false;
    for letter in number.chars() {
        if letter.is_alphanumeric() {
            if is_apart && !alike.is_empty() {
                alike.push('-');
            }
            is_apart = false;
            // The letters of nearly every number have one capital, found at once.
            if letter.is_ascii() {
                alike.push(letter.to_ascii_uppercase());
            } else {
                alike.extend(letter.to_uppercase());
            }
        } else {
            is_apart = true;
        }
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::{Pointer, written_alike};

    #[test]
    fn numbers_are_alike_however_they_are_set_apart() {
        for number in ["F26-17", " f26/17", "F26 17", "F26 - 17.", "#F26_17"] {
            assert_eq!(written_alike(number), "F26-17", "{number}");
        }
        assert_ne!(written_alike("F2617"), written_alike("F26-17"));
        assert_eq!(written_alike("--"), "");
    }

    #[test]
    fn a_claim_and_a_file_of_one_name_are_two_things() {
        let (claim, file) = (Pointer::Claim("A1".into()), Pointer::File("A1".into()));
        assert_ne!(claim.short(), file.short());
        assert_eq!(claim.key(), "claim:A1");
    }
}
