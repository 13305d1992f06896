//! What was heard in the words of entries: a projection that holds places in texts, and no word of them.

use filo_model::digest::Digest;
use filo_model::facts::{Direction, EntryKind};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::thread::CustomerId;
use crate::{Result, Store};

/// An entry with words, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPlace {
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The entry's sequence number.
    pub seq: i64,
    /// The entry's id.
    pub id: Digest,
    /// Whether it has words.
    pub has_words: bool,
}

/// A stretch of an entry's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stretch {
    /// The entry's sequence number.
    pub seq: i64,
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Stretch {
    /// The words, of the entry's text; nothing where the text has no such stretch.
    #[must_use]
    pub fn words<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(usize::try_from(self.start).ok()?..usize::try_from(self.end).ok()?)
    }
}

/// Something that an entry's words show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeardSign {
    /// Where.
    pub place: Stretch,
    /// What, by its name in listening.
    pub kind: String,
    /// How probable it is, in thousandths.
    pub probability: u16,
    /// The day by which something was promised, where the words name it.
    pub due: Option<Date>,
}

/// Something that a matter shows over several entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardDynamic {
    /// The first entry that shows it, by its sequence number.
    pub anchor: i64,
    /// What, by its name in listening.
    pub kind: String,
    /// The entries that show it, in their order.
    pub entries: Vec<i64>,
    /// The words that show it.
    pub quotes: Vec<Stretch>,
    /// How often, for what is counted; 1 otherwise.
    pub times: u32,
    /// How probable it is, in thousandths.
    pub probability: u16,
}

/// What was heard of a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// By entry and place.
    pub signs: Vec<HeardSign>,
    /// By the first entry.
    pub dynamics: Vec<HeardDynamic>,
}

/// What was heard of a customer, to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHeard {
    /// The number of the customer's naming record.
    pub customer: i64,
    /// What it was heard from: texts, phrases, weights.
    pub state: Digest,
    /// What was heard.
    pub heard: Heard,
}

/// What is known of an entry besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryMark {
    /// The sequence number.
    pub seq: i64,
    /// The id, the same in every store.
    pub id: Digest,
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The number of the department.
    pub department: i64,
    /// When it happened, in UTC epoch milliseconds.
    pub at: i64,
    /// Who moved.
    pub direction: Direction,
    /// Whether the customer restricted the use of their data.
    pub restricted: bool,
}

impl Store {
    /// What is known of entries, by their sequence numbers in order; those that do not exist are left out.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_marks(&self, sequences: &[i64]) -> Result<Vec<EntryMark>> {
        self.sqlite().entry_marks(sequences)
    }

    /// What was heard in the words of some entries.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn heard_at(&self, sequences: &[i64]) -> Result<Vec<HeardSign>> {
        self.sqlite().heard_at(sequences)
    }

    /// Every entry that stands of some kinds, where it has words, and of others in any case; in the order of
    /// customers and entries.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn text_list(&self, kinds: &[EntryKind], beside: &[EntryKind]) -> Result<Vec<TextPlace>> {
        self.sqlite().text_list(kinds, beside)
    }

    /// From what each customer was heard, by the number of the naming record.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn heard_states(&self) -> Result<FxHashMap<i64, Digest>> {
        self.sqlite().heard_states()
    }

    /// Keeps what was heard of customers in place of what was heard of them before, all or nothing;
    /// `gone` are customers that are no more.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn heard_replace(&self, heard: &[NewHeard], gone: &[i64]) -> Result<()> {
        self.sqlite().heard_replace(heard, gone)
    }

    /// What was learnt from reviews of what was heard, as text, if anything was. It goes with the first
    /// text that an erasure or a retention takes.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn correction(&self) -> Result<Option<String>> {
        self.sqlite().correction()
    }

    /// Keeps what was learnt in place of what was learnt before, or forgets it.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn correction_set(&self, text: Option<&str>) -> Result<()> {
        self.sqlite().correction_set(text)
    }

    /// What was heard of a customer.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn heard_of(&self, customer: CustomerId) -> Result<Heard> {
        self.sqlite().heard_of(customer)
    }

    /// What was heard of everybody.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn heard_list(&self) -> Result<Heard> {
        self.sqlite().heard_list()
    }
}
