//! Digests that identify things by their content: 128 bits of BLAKE3, the same on every machine.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The first 128 bits of a BLAKE3 digest.
///
/// Two different contents share one with a probability below 10⁻¹⁸ even among a hundred million.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(pub [u8; 16]);

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::truncate(&blake3::hash(bytes))
    }

    /// The digest of some bytes under a key that only this store knows.
    #[must_use]
    pub fn keyed(key: &[u8; 32], bytes: &[u8]) -> Self {
        Self::truncate(&blake3::keyed_hash(key, bytes))
    }

    /// The digest of all that a reader gives.
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn of_reader(reader: impl std::io::Read) -> std::io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Self::truncate(&hasher.finalize()))
    }

    fn truncate(hash: &blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Self(bytes)
    }

    /// The first 64 bits, for compact keys in memory.
    #[must_use]
    pub fn short(self) -> u64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0[..8]);
        u64::from_be_bytes(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 32 hexadecimal digits")]
pub struct DigestError;

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return Err(DigestError);
        }
        for (byte, place) in bytes.iter_mut().zip((0..32).step_by(2)) {
            *byte = u8::from_str_radix(&text[place..place + 2], 16).map_err(|_| DigestError)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Gathers the parts of a content so that no two lists of parts give the same bytes.
#[derive(Debug, Default, Clone)]
pub struct Parts(Vec<u8>);

impl Parts {
    /// Adds a part, preceded by its length.
    pub fn push(&mut self, part: &[u8]) -> &mut Self {
        self.0.extend_from_slice(&(part.len() as u64).to_be_bytes());
        self.0.extend_from_slice(part);
        self
    }

    /// The digest of the parts so far.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// Forgets the parts and keeps the buffer.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{Digest, Parts};

    #[test]
    fn parts_that_read_alike_when_joined_differ() {
        let mut one = Parts::default();
        one.push(b"ab").push(b"c");
        let mut two = Parts::default();
        two.push(b"a").push(b"bc");
        assert_ne!(one.digest(), two.digest());
    }

    #[test]
    fn a_digest_is_read_back_from_its_text() {
        let digest = Digest::of(b"a thread");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert!("xyz".parse::<Digest>().is_err());
        assert!("é".repeat(16).parse::<Digest>().is_err());
    }
}
