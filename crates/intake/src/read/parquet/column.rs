//! One column within a group of rows, value by value; only its present page is in memory.

use super::Fault;
use super::codec::Codec;
use super::footer::Chunk;
use super::page::{Content, Input, Page};
use super::runs::Runs;
use super::schema::Leaf;
use super::text;
use super::values::{Raw, Values};

/// What a column has in a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'a> {
    Nothing,
    Text(&'a str),
    /// It ought to be text and is not; made readable.
    NoText(&'a str),
}

/// The values of a dictionary, as texts in one buffer.
#[derive(Debug, Default)]
struct Dictionary {
    text: String,
    /// Where each value ends, and whether it is what it ought to be.
    ends: Vec<(usize, bool)>,
}

impl Dictionary {
    fn read(page: &Page, leaf: &Leaf) -> Option<Self> {
        let mut values = Values::new(0, leaf.stored, &page.bytes, 0, page.values)?;
        let mut dictionary = Self::default();
        for _ in 0..page.values {
            let raw = values.next(leaf.stored, &page.bytes)?;
            let is_right = text::write(raw, leaf, &mut dictionary.text);
            dictionary.ends.push((dictionary.text.len(), is_right));
        }
        Some(dictionary)
    }

    #[inline]
    fn value(&self, place: u32) -> Option<Found<'_>> {
        let place = usize::try_from(place).ok()?;
        let &(end, is_right) = self.ends.get(place)?;
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let text = self.text.get(before.map_or(0, |&(end, _)| end)..end)?;
        Some(if is_right { Found::Text(text) } else { Found::NoText(text) })
    }
}

/// A column within a group of rows.
#[derive(Debug)]
pub(super) struct Column {
    codec: Codec,
    /// Where its next page begins in the file.
    at: u64,
    left_in_page: u64,
    page: Page,
    levels: Option<Runs>,
    values: Values,
    dictionary: Dictionary,
    written: String,
}

impl Column {
    pub(super) fn new(chunk: &Chunk, codec: Codec) -> Self {
        Self {
            codec,
            at: chunk.start,
            left_in_page: 0,
            page: Page::default(),
            levels: None,
            values: Values::Plain { at: 0 },
            dictionary: Dictionary::default(),
            written: String::new(),
        }
    }

    /// Reads on to the next page that has values.
    fn turn(&mut self, input: &mut Input, leaf: &Leaf) -> Result<(), Fault> {
        while self.left_in_page == 0 {
            let has_levels = leaf.level > 0;
            let (page, next) = Page::read(input, self.at, self.codec, has_levels)?;
            self.at = next;
            match page.content {
                Content::Other => {}
                Content::Dictionary => {
                    self.dictionary = Dictionary::read(&page, leaf).ok_or(Fault::Broken)?;
                }
                Content::Values => self.begin(page, leaf).ok_or(Fault::Broken)?,
            }
        }
        Ok(())
    }

    fn begin(&mut self, page: Page, leaf: &Leaf) -> Option<()> {
        self.levels = if leaf.level > 0 {
            let width = u8::try_from(u32::BITS - leaf.level.leading_zeros()).ok()?;
            Some(Runs::new(page.levels.0, page.levels.1, width)?)
        } else {
            None
        };
        self.left_in_page = page.values;
        let is_bare = page.values_at == page.bytes.len();
        self.values =
            match Values::new(page.encoding, leaf.stored, &page.bytes, page.values_at, page.values)
            {
                Some(values) => values,
                // A page on which nothing is there may have no bytes of values at all.
                None if is_bare => Values::Plain { at: page.values_at },
                None => return None,
            };
        self.page = page;
        Some(())
    }

    /// What the column has in the next row.
    #[inline]
    pub(super) fn next(&mut self, input: &mut Input, leaf: &Leaf) -> Result<Found<'_>, Fault> {
        if self.left_in_page == 0 {
            self.turn(input, leaf)?;
        }
        self.left_in_page -= 1;
        if let Some(levels) = &mut self.levels {
            let level = levels.next(&self.page.bytes).ok_or(Fault::Broken)?;
            if level < leaf.level {
                return Ok(Found::Nothing);
            }
            if level > leaf.level {
                return Err(Fault::Broken);
            }
        }
        let raw = self.values.next(leaf.stored, &self.page.bytes).ok_or(Fault::Broken)?;
        match raw {
            Raw::Place(place) => self.dictionary.value(place).ok_or(Fault::Broken),
            raw => {
                self.written.clear();
                let is_right = text::write(raw, leaf, &mut self.written);
                let text = self.written.as_str();
                Ok(if is_right { Found::Text(text) } else { Found::NoText(text) })
            }
        }
    }
}
