//! A column of texts within a group of rows, as places in the list of its different texts: no text is made for a row.
//!
//! Writers keep the different texts of a column once, in a dictionary, and in each page the places of its rows. Where a writer
//! has given that up the texts of a page stand one after the other; each is then a text of its own.

use bytes::Bytes;
use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::errors::Result as Decoded;
use parquet::file::metadata::ColumnChunkMetaData;

use super::hybrid::Hybrid;
use super::pages::{Pages, Shared, broken};
use super::schema::Meaning;
use super::text::{self, Raw};

/// The place of a value that is missing.
pub const NO_TEXT: u32 = u32::MAX;

/// Texts one after the other.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
    /// Those that ought to be text and are not, in ascending order.
    pub(super) unreadable: Vec<u32>,
    /// Not less than the bytes of the longest.
    pub(super) longest: usize,
}

impl Texts {
    /// The text at a place; empty for [`NO_TEXT`].
    #[must_use]
    pub fn get(&self, place: u32) -> &str {
        let place = place as usize;
        let end = self.ends.get(place).copied().unwrap_or_default();
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        self.all.get(start.unwrap_or_default()..end).unwrap_or_default()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a value as the text that rows have for it; its place.
    pub(super) fn push(&mut self, raw: Raw<'_>, meaning: Meaning) -> u32 {
        let place = u32::try_from(self.ends.len()).unwrap_or(NO_TEXT);
        let before = self.all.len();
        if !text::write(raw, meaning, &mut self.all) {
            self.unreadable.push(place);
        }
        self.longest = self.longest.max(self.all.len() - before);
        self.ends.push(self.all.len());
        place
    }

    /// Leaves the first so many.
    pub(super) fn truncate(&mut self, count: usize) {
        self.ends.truncate(count);
        self.all.truncate(self.ends.last().copied().unwrap_or_default());
        self.unreadable.retain(|&place| (place as usize) < count);
    }

    /// Bytes of all texts.
    pub(super) fn bytes(&self) -> usize {
        self.all.len()
    }
}

/// A column of texts.
pub(super) struct Coded {
    pages: Pages,
    meaning: Meaning,
    /// The level of a value that is there; 0 where all have to be.
    level: i16,
    page: Present,
    pub(super) texts: Texts,
    /// How many of the texts are of the dictionary and stay.
    pub(super) lasting: usize,
    /// By row, the place of its text.
    pub(super) places: Vec<u32>,
    levels: Vec<u32>,
    codes: Vec<u32>,
}

/// The page that is being read.
struct Present {
    left: usize,
    levels: Option<Hybrid>,
    values: Values,
}

enum Values {
    Places(Hybrid),
    /// With where the next begins.
    Texts(Bytes, usize),
}

/// Whether a column can be read so: texts in a dictionary, or one after the other.
pub(super) fn is_coded(meta: &ColumnChunkMetaData) -> bool {
    let column = meta.column_descr();
    // What is left is levels, which have one encoding only where anything repeats.
    let is_other = |encoding| {
        matches!(
            encoding,
            Encoding::DELTA_BINARY_PACKED
                | Encoding::DELTA_LENGTH_BYTE_ARRAY
                | Encoding::DELTA_BYTE_ARRAY
                | Encoding::BYTE_STREAM_SPLIT
        )
    };
    meta.column_type() == Type::BYTE_ARRAY
        && column.max_rep_level() == 0
        && !meta.encodings().any(is_other)
}

impl Coded {
    /// Begins to read a column; may panic on a broken file, as [`Coded::fill`].
    pub(super) fn new(
        input: &Shared,
        meta: &ColumnChunkMetaData,
        rows: usize,
        meaning: Meaning,
    ) -> Decoded<Self> {
        Ok(Self {
            pages: Pages::new(input, meta, rows)?,
            meaning,
            level: meta.column_descr().max_def_level(),
            page: Present { left: 0, levels: None, values: Values::Texts(Bytes::new(), 0) },
            texts: Texts::default(),
            lasting: 0,
            places: Vec::new(),
            levels: Vec::new(),
            codes: Vec::new(),
        })
    }

    /// Decodes the next rows; an error where there are fewer, or broken ones.
    pub(super) fn fill(&mut self, rows: usize) -> Decoded<()> {
        self.places.clear();
        self.texts.truncate(self.lasting);
        while self.places.len() < rows {
            if self.page.left == 0 {
                self.turn_page()?;
                continue;
            }
            let count = self.page.left.min(rows - self.places.len());
            self.take(count).ok_or_else(broken)?;
            self.page.left -= count;
        }
        Ok(())
    }

    fn turn_page(&mut self) -> Decoded<()> {
        let page = self.pages.get_next_page()?.ok_or_else(broken)?;
        if let Page::DictionaryPage { buf, num_values, .. } = &page {
            // Texts of rows that were decoded before it would change their place.
            if self.lasting > 0 || !self.texts.is_empty() {
                return Err(broken());
            }
            let mut at = 0;
            for _ in 0..*num_values {
                let text = next_text(buf, &mut at).ok_or_else(broken)?;
                self.texts.push(Raw::Bytes(text), self.meaning);
            }
            self.lasting = self.texts.len();
            return Ok(());
        }
        self.page = present(&page, self.level).ok_or_else(broken)?;
        Ok(())
    }

    fn take(&mut self, count: usize) -> Option<()> {
        let there = match &mut self.page.levels {
            None => count,
            Some(levels) => {
                self.levels.clear();
                levels.take(count, &mut self.levels)?;
                self.levels
                    .iter()
                    .filter(|&&level| i64::from(level) == i64::from(self.level))
                    .count()
            }
        };
        self.codes.clear();
        match &mut self.page.values {
            Values::Places(hybrid) => {
                hybrid.take(there, &mut self.codes)?;
                let most = self.codes.iter().max().map_or(0, |&most| most as usize + 1);
                (most <= self.lasting).then_some(())?;
            }
            Values::Texts(bytes, at) => {
                for _ in 0..there {
                    let text = next_text(bytes, at)?;
                    self.codes.push(self.texts.push(Raw::Bytes(text), self.meaning));
                }
            }
        }
        if self.page.levels.is_none() {
            self.places.append(&mut self.codes);
            return Some(());
        }
        let mut codes = self.codes.iter();
        for &level in &self.levels {
            let is_there = i64::from(level) == i64::from(self.level);
            let code = if is_there { *codes.next()? } else { NO_TEXT };
            self.places.push(code);
        }
        Some(())
    }
}

/// A page of values taken apart: levels, then the values that are there.
fn present(page: &Page, level: i16) -> Option<Present> {
    let width = u8::try_from(u16::BITS - level.unsigned_abs().leading_zeros()).ok()?;
    let left = usize::try_from(page.num_values()).ok()?;
    let (levels, values) = match page {
        Page::DataPage { buf, .. } if level == 0 => (None, buf.clone()),
        Page::DataPage { buf, def_level_encoding, .. } => {
            (*def_level_encoding == Encoding::RLE).then_some(())?;
            let mut at = 0;
            let length = next_text(buf, &mut at)?.len();
            (Some(Hybrid::new(buf.slice(4..4 + length), width)?), buf.slice(at..))
        }
        Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
            let before = usize::try_from(*rep_levels_byte_len).ok()?;
            let end = before.checked_add(usize::try_from(*def_levels_byte_len).ok()?)?;
            (end <= buf.len()).then_some(())?;
            let levels = Hybrid::new(buf.slice(before..end), width)?;
            ((level > 0).then_some(levels), buf.slice(end..))
        }
        Page::DictionaryPage { .. } => return None,
    };
    let values = match page.encoding() {
        Encoding::PLAIN => Values::Texts(values, 0),
        Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
            // Where no value is there, some writers write nothing at all.
            let width = values.first().copied().unwrap_or_default();
            Values::Places(Hybrid::new(values.slice(values.len().min(1)..), width)?)
        }
        _ => return None,
    };
    Some(Present { left, levels, values })
}

/// The bytes at a place that have their length before them; the place moves behind them.
fn next_text<'b>(bytes: &'b [u8], at: &mut usize) -> Option<&'b [u8]> {
    let rest = bytes.get(*at..)?;
    let length = usize::try_from(u32::from_le_bytes(*rest.first_chunk()?)).ok()?;
    let end = length.checked_add(4)?;
    let text = rest.get(4..end)?;
    *at += end;
    Some(text)
}
