//! The scoring key: which items make up which dimension, which of them ask the other way round, on how many points.

use filo_model::digest::Digest;

use crate::instrument::Instrument;

/// What turns answers into scores of dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoringKey {
    /// How many points the scale has, the lowest being 1.
    pub points: u8,
    /// The dimensions in their order.
    pub dimensions: Vec<KeyDimension>,
}

/// A dimension and its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDimension {
    /// Its code.
    pub code: String,
    /// Its items in their order.
    pub items: Vec<KeyItem>,
}

/// An item of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyItem {
    /// Its id: the name of a column of the answers.
    pub id: String,
    /// Whether agreeing speaks against the dimension.
    pub reverse: bool,
    /// The digest of its wording; none where it is not known, and then it compares with nothing.
    pub digest: Option<Digest>,
}

impl ScoringKey {
    /// The key of an instrument.
    #[must_use]
    pub fn of(instrument: &Instrument) -> Self {
        let dimensions = instrument.dimensions.iter().map(|dimension| {
            let items = instrument.items_of(&dimension.code).map(|item| KeyItem {
                id: item.id.clone(),
                reverse: item.reverse,
                digest: Some(instrument.digest(item)),
            });
            KeyDimension { code: dimension.code.clone(), items: items.collect() }
        });
        Self { points: instrument.points(), dimensions: dimensions.collect() }
    }

    /// A key of columns alone: items whose names differ in the digits at their end are one dimension, in the
    /// order in which they come.
    #[must_use]
    pub fn by_prefix(items: &[String], points: u8) -> Self {
        let mut dimensions: Vec<KeyDimension> = Vec::new();
        for id in items {
            let code = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let item = KeyItem { id: id.clone(), reverse: false, digest: None };
            match dimensions.iter_mut().find(|dimension| dimension.code == code) {
                Some(dimension) => dimension.items.push(item),
                None => dimensions.push(KeyDimension { code: code.to_owned(), items: vec![item] }),
            }
        }
        Self { points, dimensions }
    }
}

impl KeyDimension {
    /// How many of its items must be answered for a score: two thirds of them, rounded up.
    #[must_use]
    pub fn needed(&self) -> usize {
        (2 * self.items.len()).div_ceil(3)
    }
}
