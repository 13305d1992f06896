//! What is asked, as data: dimensions, items in their languages, scale, licence; checked once, then believed.
//!
//! The shape is that of the field reference, section 3.5. Constructs are nobody's, texts are somebody's: an
//! instrument is refused while its licence is empty. Filo's own says its licence as any other does.

use std::collections::{BTreeMap, BTreeSet};

use filo_model::digest::Digest;
use serde::{Deserialize, Serialize};

/// The fewest people that any instrument may let a figure be about.
pub const GROUP_MIN: u8 = 5;

/// Texts by language code.
pub type Words = BTreeMap<String, String>;

/// An instrument as it is written, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The languages that every text is in.
    pub locales: Vec<String>,
    /// What is said before the items.
    pub instruction: Words,
    /// The scale of the items.
    pub scale: Scale,
    /// The dimensions in their order.
    #[serde(rename = "dimension")]
    pub dimensions: Vec<Dimension>,
    /// The items in their order.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
    /// Questions outside the dimensions, at the end.
    #[serde(default, rename = "closing")]
    pub closings: Vec<Closing>,
    /// Questions about other departments worked with.
    #[serde(default, rename = "seen")]
    pub seen: Vec<Item>,
    /// Ids of the items of a short wave.
    #[serde(default)]
    pub pulse: Vec<String>,
    /// Whose texts these are.
    #[serde(default)]
    pub licence: Licence,
    /// Where its constructs come from.
    #[serde(default)]
    pub ancestry: String,
    /// How far it is tried.
    pub status: Status,
    /// The fewest people that a figure may be about.
    pub min_group: u8,
}

/// The scale of an item: whole points from `min` to `max`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest point.
    pub min: u8,
    /// The highest point.
    pub max: u8,
    /// What each point is called, from the lowest on.
    pub labels: Vec<Words>,
    /// What "don't know, does not apply" is called.
    pub not_applicable: Words,
}

/// A dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
}

/// An item: one sentence that is answered on the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// The dimension that it belongs to; empty for a question about other departments.
    #[serde(default)]
    pub dimension: String,
    /// Its text.
    pub text: Words,
    /// Whether agreeing speaks against the dimension.
    #[serde(default)]
    pub reverse: bool,
}

/// A question outside the dimensions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Its id.
    pub id: String,
    /// How it is answered.
    pub form: Form,
    /// Its text.
    pub text: Words,
}

/// How a closing question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// On the scale of the items.
    Scale,
    /// From nought to ten.
    ZeroToTen,
    /// In words.
    Words,
}

/// Whose texts an instrument has, and what may be done with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Licence {
    /// Who holds it.
    pub holder: String,
    /// Its terms.
    pub terms: String,
    /// What it allows.
    pub allowed_use: String,
}

/// How far an instrument is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Written, not tried.
    Draft,
    /// Tried with a few.
    Piloted,
    /// Validated.
    Validated,
}

/// Why an instrument is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InstrumentError {
    /// Something that must be there is empty.
    #[error("`{0}` is empty")]
    Empty(String),
    /// Two things have one id.
    #[error("`{0}` stands twice")]
    Twice(String),
    /// A language lacks a text.
    #[error("`{of}` has no text in `{locale}`")]
    Untold {
        /// What lacks it.
        of: String,
        /// The language.
        locale: String,
    },
    /// Something names what there is not.
    #[error("`{of}` names `{named}`, which there is not")]
    Unknown {
        /// What names it.
        of: String,
        /// What it names.
        named: String,
    },
    /// A scale that is none.
    #[error("the scale must start at 1, have from 2 to 11 points, and one label a point")]
    Scale,
    /// Fewer people than may be.
    #[error("`min_group` is {0}; it must be from 5 to 20")]
    MinGroup(u8),
    /// Other than none or two questions about other departments.
    #[error("there are {0} questions about other departments; there may be none or two")]
    Seen(usize),
    /// Texts without leave.
    #[error("the licence of `{0}` is empty: holder, terms and allowed use are needed")]
    Unlicensed(String),
}

/// An instrument that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument(Draft);

impl std::ops::Deref for Instrument {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.0
    }
}

impl Instrument {
    /// Checks an instrument.
    ///
    /// # Errors
    /// Says the first thing that is wrong with it.
    pub fn new(draft: Draft) -> Result<Self, InstrumentError> {
        check_frame(&draft)?;
        check_words(&draft)?;
        check_names(&draft)?;
        Ok(Self(draft))
    }

    /// How many points the scale has.
    #[must_use]
    pub fn points(&self) -> u8 {
        self.scale.max
    }

    /// The items of a dimension, in their order.
    pub fn items_of<'a>(&'a self, dimension: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.dimension == dimension)
    }

    /// The digest of an item's version: its texts, its direction and the scale it is answered on.
    ///
    /// Answers compare only where it is the same: even a small change of words moves answers.
    #[must_use]
    pub fn digest(&self, item: &Item) -> Digest {
        let mut told = format!("{}\u{1f}{}\u{1f}{}", item.id, item.reverse, self.scale.max);
        let texts = item.text.iter().map(|(locale, text)| (locale.as_str(), text.as_str()));
        let labels = self.scale.labels.iter().flatten();
        let labels = labels.map(|(locale, text)| (locale.as_str(), text.as_str()));
        for (locale, text) in texts.chain(labels) {
            // Blanks at line ends are a matter of the file, not of the question.
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            told.push_str(&format!("\u{1e}{locale}\u{1f}{words}"));
        }
        Digest::of(told.as_bytes())
    }

    /// The value of an answer so that more is better, whichever way the item asks.
    #[must_use]
    pub fn oriented(&self, item: &Item, point: u8) -> u8 {
        if item.reverse { self.scale.max.saturating_add(1).saturating_sub(point) } else { point }
    }
}

fn check_frame(draft: &Draft) -> Result<(), InstrumentError> {
    let needed = [("id", draft.id.is_empty()), ("version", draft.version.is_empty())];
    let lists = [
        ("locales", draft.locales.is_empty()),
        ("dimension", draft.dimensions.is_empty()),
        ("item", draft.items.is_empty()),
    ];
    if let Some((name, _)) = needed.iter().chain(&lists).find(|(_, is_empty)| *is_empty) {
        return Err(InstrumentError::Empty((*name).to_owned()));
    }
    let Scale { min, max, labels, .. } = &draft.scale;
    if *min != 1 || !(2..=11).contains(max) || labels.len() != usize::from(*max) {
        return Err(InstrumentError::Scale);
    }
    if !(GROUP_MIN..=20).contains(&draft.min_group) {
        return Err(InstrumentError::MinGroup(draft.min_group));
    }
    if !matches!(draft.seen.len(), 0 | 2) {
        return Err(InstrumentError::Seen(draft.seen.len()));
    }
    let Licence { holder, terms, allowed_use } = &draft.licence;
    let is_licensed = [holder, terms, allowed_use].iter().all(|text| !text.trim().is_empty());
    if !is_licensed {
        return Err(InstrumentError::Unlicensed(draft.id.clone()));
    }
    Ok(())
}

fn check_words(draft: &Draft) -> Result<(), InstrumentError> {
    let mut told = vec![("instruction", &draft.instruction)];
    told.push(("scale.not_applicable", &draft.scale.not_applicable));
    told.extend(draft.scale.labels.iter().map(|label| ("scale.labels", label)));
    told.extend(
        draft.dimensions.iter().map(|dimension| (dimension.code.as_str(), &dimension.name)),
    );
    let items = draft.items.iter().chain(&draft.seen);
    told.extend(items.map(|item| (item.id.as_str(), &item.text)));
    told.extend(draft.closings.iter().map(|closing| (closing.id.as_str(), &closing.text)));
    for (of, words) in told {
        for locale in &draft.locales {
            if words.get(locale).is_none_or(|text| text.trim().is_empty()) {
                let (of, locale) = (of.to_owned(), locale.clone());
                return Err(InstrumentError::Untold { of, locale });
            }
        }
    }
    Ok(())
}

fn check_names(draft: &Draft) -> Result<(), InstrumentError> {
    let mut codes = BTreeSet::new();
    for Dimension { code, .. } in &draft.dimensions {
        if code.is_empty() {
            return Err(InstrumentError::Empty("dimension.code".to_owned()));
        }
        if !codes.insert(code.as_str()) {
            return Err(InstrumentError::Twice(code.clone()));
        }
    }
    let mut ids = BTreeSet::new();
    let questions = draft.items.iter().chain(&draft.seen).map(|item| &item.id);
    for id in questions.chain(draft.closings.iter().map(|closing| &closing.id)) {
        if id.is_empty() {
            return Err(InstrumentError::Empty("item.id".to_owned()));
        }
        if !ids.insert(id.as_str()) {
            return Err(InstrumentError::Twice(id.clone()));
        }
    }
    let unknown = |of: &str, named: &str| {
        Err(InstrumentError::Unknown { of: of.to_owned(), named: named.to_owned() })
    };
    if let Some(item) = draft.items.iter().find(|item| !codes.contains(item.dimension.as_str())) {
        return unknown(&item.id, &item.dimension);
    }
    let bare = codes.iter().find(|code| draft.items.iter().all(|item| item.dimension != **code));
    if let Some(code) = bare {
        return Err(InstrumentError::Empty((*code).to_owned()));
    }
    let is_item = |id: &String| draft.items.iter().any(|item| &item.id == id);
    draft.pulse.iter().find(|id| !is_item(id)).map_or(Ok(()), |id| unknown("pulse", id))
}
