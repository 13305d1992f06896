//! The values of a column in some rows, and how they are decoded: texts as places, moments as numbers, all else as texts.

use parquet::basic::Type;
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::Int64Type;
use parquet::errors::Result as Decoded;
use parquet::file::metadata::ColumnChunkMetaData;

use super::coded::{Coded, NO_TEXT, Texts, is_coded};
use super::column::{self, Column};
use super::pages::{Pages, Shared, broken};
use super::schema::Meaning;
use super::text;

/// A number that is missing.
pub const NO_NUMBER: i64 = i64::MIN;

/// No number that is written as text is longer, in bytes.
pub(super) const NUMBER_BYTES_MAX: usize = 64;

/// The values of a column in the rows at hand.
#[derive(Debug, Clone, Copy)]
pub enum Cells<'c> {
    /// The file has no such column.
    None,
    /// Texts.
    Texts {
        /// The texts.
        texts: &'c Texts,
        /// By row, the place of its text, or [`NO_TEXT`].
        places: &'c [u32],
        /// The first so many texts stay as they are while the edition does.
        lasting: usize,
        /// See `lasting`; no other column or dictionary has the same.
        edition: u64,
    },
    /// Numbers, by row, or [`NO_NUMBER`].
    Numbers {
        /// The numbers.
        numbers: &'c [i64],
        /// What they are.
        of: Number,
    },
}

/// What numbers of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number(Meaning);

impl Number {
    /// How many a second has, of moments in UTC; none of other numbers.
    #[must_use]
    pub fn a_second_utc(self) -> Option<i64> {
        match self.0 {
            Meaning::Timestamp(unit, true) => Some(unit.a_second()),
            _ => None,
        }
    }

    /// How many a second has, of moments as a clock on the wall shows them; none of other numbers.
    #[must_use]
    pub fn a_second_on_the_wall(self) -> Option<i64> {
        match self.0 {
            Meaning::Timestamp(unit, false) => Some(unit.a_second()),
            _ => None,
        }
    }

    /// Writes a number as the text that rows have for it.
    pub fn write(self, number: i64, out: &mut String) {
        text::write(text::Raw::Int(number), self.0, out);
    }
}

/// A column of the present group.
pub(super) struct Cell {
    kind: Kind,
    edition: u64,
}

enum Kind {
    Coded(Box<Coded>),
    Numbers(Box<Numbers>),
    Other { column: Box<dyn Column>, texts: Texts, places: Vec<u32>, meaning: Meaning },
}

/// Numbers by row.
struct Numbers {
    reader: ColumnReaderImpl<Int64Type>,
    meaning: Meaning,
    level: i16,
    levels: Vec<i16>,
    there: Vec<i64>,
    all: Vec<i64>,
}

impl Cell {
    /// Begins to read a column; may panic on a broken file, as [`Cell::fill`].
    pub(super) fn new(
        input: &Shared,
        chunk: &ColumnChunkMetaData,
        rows: usize,
        meaning: Meaning,
    ) -> Decoded<Self> {
        Ok(Self { kind: Kind::open(input, chunk, rows, meaning)?, edition: 0 })
    }
}

impl Kind {
    fn open(
        input: &Shared,
        chunk: &ColumnChunkMetaData,
        rows: usize,
        meaning: Meaning,
    ) -> Decoded<Self> {
        if is_coded(chunk) {
            return Ok(Self::Coded(Box::new(Coded::new(input, chunk, rows, meaning)?)));
        }
        if chunk.column_type() == Type::INT64 && matches!(meaning, Meaning::Timestamp(..)) {
            let pages = Box::new(Pages::new(input, chunk, rows)?);
            return Ok(Self::Numbers(Box::new(Numbers {
                reader: ColumnReaderImpl::new(chunk.column_descr_ptr(), pages),
                meaning,
                level: chunk.column_descr().max_def_level(),
                levels: Vec::new(),
                there: Vec::new(),
                all: Vec::new(),
            })));
        }
        let column = column::open(input, chunk, rows)?;
        Ok(Self::Other { column, texts: Texts::default(), places: Vec::new(), meaning })
    }
}

impl Cell {
    /// Decodes the next rows; `edition` is the last that any dictionary has.
    pub(super) fn fill(&mut self, rows: usize, edition: &mut u64) -> Decoded<()> {
        match &mut self.kind {
            Kind::Coded(coded) => {
                coded.fill(rows)?;
                if self.edition == 0 {
                    *edition += 1;
                    self.edition = *edition;
                }
            }
            Kind::Numbers(numbers) => numbers.fill(rows)?,
            Kind::Other { column, texts, places, meaning } => {
                column.fill(rows)?;
                texts.truncate(0);
                places.clear();
                places.extend(
                    (0..rows)
                        .map(|_| column.next().map_or(NO_TEXT, |raw| texts.push(raw, *meaning))),
                );
            }
        }
        Ok(())
    }

    /// The texts, and how many of them last.
    pub(super) fn texts(&self) -> Option<(&Texts, usize)> {
        match &self.kind {
            Kind::Coded(coded) => Some((&coded.texts, coded.lasting)),
            Kind::Other { texts, .. } => Some((texts, 0)),
            Kind::Numbers(_) => None,
        }
    }

    /// The values.
    pub(super) fn cells(&self) -> Cells<'_> {
        let edition = self.edition;
        match &self.kind {
            Kind::Coded(coded) => Cells::Texts {
                texts: &coded.texts,
                places: &coded.places,
                lasting: coded.lasting,
                edition,
            },
            Kind::Other { texts, places, .. } => {
                Cells::Texts { texts, places, lasting: 0, edition }
            }
            Kind::Numbers(numbers) => {
                Cells::Numbers { numbers: &numbers.all, of: Number(numbers.meaning) }
            }
        }
    }

    /// Writes the value of a row; false where it ought to be text and is not.
    pub(super) fn write(&self, row: usize, out: &mut String) -> bool {
        match self.cells() {
            Cells::Texts { texts, places, .. } => {
                let place = places.get(row).copied().unwrap_or(NO_TEXT);
                out.push_str(texts.get(place));
                texts.unreadable.binary_search(&place).is_err()
            }
            Cells::Numbers { numbers, of } => {
                if let Some(&number) = numbers.get(row).filter(|&&number| number != NO_NUMBER) {
                    of.write(number, out);
                }
                true
            }
            Cells::None => true,
        }
    }
}

impl Numbers {
    fn fill(&mut self, rows: usize) -> Decoded<()> {
        self.levels.clear();
        self.there.clear();
        self.all.clear();
        let (read, _, _) =
            self.reader.read_records(rows, Some(&mut self.levels), None, &mut self.there)?;
        if read != rows {
            return Err(broken());
        }
        if self.level == 0 {
            std::mem::swap(&mut self.all, &mut self.there);
        } else {
            let mut there = self.there.iter();
            let level = self.level;
            self.all.extend(self.levels.iter().map(|&found| {
                if found == level { there.next().copied().unwrap_or(NO_NUMBER) } else { NO_NUMBER }
            }));
        }
        if self.all.len() == rows { Ok(()) } else { Err(broken()) }
    }
}
