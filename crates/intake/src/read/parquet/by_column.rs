//! Reads wanted columns of a Parquet file column by column: texts as places in a list of texts, moments as numbers.
//!
//! What comes out is what the rows of [`open`](crate::read::open) with [`Options::narrow`] hold, some rows at a time and
//! without a text for each value; the same rows are set apart for the same reasons. Groups of rows can be read apart from one
//! another, by several cores.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use parquet::errors::Result as Decoded;
use parquet::file::metadata::{ColumnChunkMetaData, KeyValue, RowGroupMetaData};

use super::cells::{Cell, NUMBER_BYTES_MAX};
use super::confine::confine;
use super::pages::{self, Shared};
use super::schema::Meaning;
use super::{BATCH_ROWS, Fault, Placed, TEXT_FACTOR, check_sizes, describe};
use crate::read::columns::Columns;
use crate::read::options::{Limits, OpenError, Options, ReadError};
use crate::read::source::Unpacked;
use crate::row::{Reason, SetApart};

pub use super::cells::{Cells, NO_NUMBER, Number};
pub use super::coded::{NO_TEXT, Texts};

/// What a value may cost beside its text, in bytes.
const VALUE_COST: usize = 9;
/// A file that is read column by column.
pub struct ByColumn {
    input: Shared,
    groups: Vec<RowGroupMetaData>,
    /// The groups that are still to be read.
    left: Range<usize>,
    leaves: Vec<Placed>,
    columns: Columns,
    notes: Vec<KeyValue>,
    limits: Limits,
    cost: Unpacked,
    line: u64,
    left_in_group: u64,
    group: Vec<Cell>,
    /// The rows of those at hand that are set apart, in ascending order.
    apart: Vec<(usize, Reason)>,
    /// Changes with each dictionary.
    edition: u64,
}

impl std::fmt::Debug for ByColumn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ByColumn").field("line", &self.line).finish_non_exhaustive()
    }
}

/// What a step gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// So many rows, whose values are to be had from [`ByColumn::cells`].
    Rows(usize),
    /// The rest of a group of rows, or of the file, is set apart.
    SetApart(SetApart),
    /// There is no more.
    End,
}

impl ByColumn {
    /// Opens a file; none where it cannot be read so: packed as a whole, or with texts that each begin like the one before.
    ///
    /// # Errors
    /// As [`open`](crate::read::open).
    pub fn open(
        path: &Path,
        options: &Options,
        wanted: &[String],
    ) -> Result<Option<Self>, OpenError> {
        let io = |source| OpenError::Io { path: path.to_owned(), source };
        let options = Options { narrow: true, ..options.clone() };
        let mut file = File::open(path).map_err(io)?;
        let first = crate::read::source::read_first(&mut file, super::MAGIC.len()).map_err(io)?;
        if first != super::MAGIC {
            return Ok(None);
        }
        let described = describe(Box::new(file), &options, wanted)?;
        let chunk = |group: &'_ RowGroupMetaData, placed: &Placed| {
            group.columns().get(placed.chunk).is_none_or(pages::has_prefixes)
        };
        let any = |group| described.leaves.iter().any(|placed| chunk(group, placed));
        if described.groups.iter().any(any) {
            return Ok(None);
        }
        Ok(Some(Self {
            input: Shared::new(described.input),
            left: 0..described.groups.len(),
            groups: described.groups,
            leaves: described.leaves,
            columns: described.columns,
            notes: described.notes,
            limits: options.limits,
            cost: Unpacked::new(options.limits),
            line: 0,
            left_in_group: 0,
            group: Vec::new(),
            apart: Vec::new(),
            edition: 0,
        }))
    }

    /// How many rows each group has.
    #[must_use]
    pub fn groups(&self) -> Vec<u64> {
        self.groups.iter().map(|group| u64::try_from(group.num_rows()).unwrap_or(0)).collect()
    }

    /// How many rows are still to be read.
    #[must_use]
    pub fn rows_left(&self) -> u64 {
        let left = self.groups.get(self.left.clone()).unwrap_or_default().iter();
        left.map(|group| u64::try_from(group.num_rows()).unwrap_or(0)).fold(0, u64::saturating_add)
    }

    /// What the writer noted under a key.
    #[must_use]
    pub fn note(&self, key: &str) -> Option<&str> {
        let mut notes = self.notes.iter();
        notes.find(|note| note.key == key).and_then(|note| note.value.as_deref())
    }

    /// Reads these groups only; lines are counted as if all were.
    pub fn restrict(&mut self, groups: Range<usize>) {
        let before = self.groups().into_iter().take(groups.start);
        self.line = before.fold(0, u64::saturating_add);
        self.left = groups;
        self.left_in_group = 0;
    }

    /// Bytes read so far.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.input.lock().progress().bytes_read()
    }

    /// Reads on to the next rows.
    ///
    /// # Errors
    /// Only where the file itself cannot be read.
    pub fn step(&mut self) -> Result<Stretch, ReadError> {
        let mut begun = Ok(());
        while self.left_in_group == 0 {
            let Some(place) = self.left.next() else { return Ok(Stretch::End) };
            let Some(group) = self.groups.get(place).cloned() else { return Ok(Stretch::End) };
            self.left_in_group = u64::try_from(group.num_rows()).unwrap_or(0);
            if self.left_in_group > 0 {
                begun = self.begin(&group);
            }
        }
        let reason = match begun.and_then(|()| self.decode()) {
            Ok(rows) => {
                let count = u64::try_from(rows).unwrap_or(u64::MAX);
                self.line = self.line.saturating_add(count);
                self.left_in_group = self.left_in_group.saturating_sub(count);
                return Ok(Stretch::Rows(rows));
            }
            Err(Fault::Broken) => Reason::BrokenRows,
            Err(Fault::TooLarge(limit)) => {
                self.left = 0..0;
                Reason::TooLarge { limit }
            }
            Err(Fault::Disk(source)) => {
                self.left = 0..0;
                self.left_in_group = 0;
                return Err(self.input.lock().progress().read_error(source));
            }
        };
        let line = self.line.saturating_add(1);
        self.line = self.line.saturating_add(self.left_in_group);
        self.left_in_group = 0;
        self.group.clear();
        Ok(Stretch::SetApart(SetApart::from_bytes(line, reason, b"")))
    }

    fn begin(&mut self, group: &RowGroupMetaData) -> Result<(), Fault> {
        let chunks: Vec<(&ColumnChunkMetaData, Meaning)> = self
            .leaves
            .iter()
            .filter_map(|placed| Some((group.columns().get(placed.chunk)?, placed.leaf.meaning)))
            .collect();
        let length = self.input.lock().length();
        check_sizes(chunks.iter().map(|(chunk, _)| *chunk), length, self.limits)?;
        let rows = usize::try_from(self.left_in_group).map_err(|_| Fault::Broken)?;
        let input = &self.input;
        let open = || {
            let opened =
                chunks.iter().map(|(chunk, meaning)| Cell::new(input, chunk, rows, *meaning));
            opened.collect::<Decoded<Vec<Cell>>>()
        };
        self.group = decoded(confine(open), input)?;
        Ok(())
    }

    /// Decodes the next rows of the group in all columns.
    fn decode(&mut self) -> Result<usize, Fault> {
        let rows =
            usize::try_from(BATCH_ROWS.min(self.left_in_group)).map_err(|_| Fault::Broken)?;
        let group = &mut self.group;
        let mut edition = self.edition;
        let called =
            confine(|| group.iter_mut().try_for_each(|cell| cell.fill(rows, &mut edition)));
        self.edition = edition;
        decoded(called, &self.input)?;
        let mut cost = rows.saturating_mul(self.group.len()).saturating_mul(VALUE_COST);
        for cell in &self.group {
            cost = cost.saturating_add(cell.texts().map_or(0, |(texts, lasting)| {
                if texts.len() > lasting { texts.bytes() } else { 0 }
            }));
        }
        let packed = self.input.lock().length().saturating_mul(TEXT_FACTOR);
        if let Some(limit) = self.cost.add(cost, packed) {
            return Err(Fault::TooLarge(limit));
        }
        self.look_for_apart(rows);
        Ok(rows)
    }

    /// Finds the rows at hand that are not text where they ought to be, or too long.
    fn look_for_apart(&mut self, rows: usize) {
        self.apart.clear();
        let longest =
            |cell: &Cell| cell.texts().map_or(NUMBER_BYTES_MAX, |(texts, _)| texts.longest);
        let most: usize = self.group.iter().map(longest).fold(0, usize::saturating_add);
        let is_readable =
            |cell: &Cell| cell.texts().is_none_or(|(texts, _)| texts.unreadable.is_empty());
        if most <= self.limits.row_bytes_max && self.group.iter().all(is_readable) {
            return;
        }
        let limit = u64::try_from(self.limits.row_bytes_max).unwrap_or(u64::MAX);
        let mut written = String::new();
        for row in 0..rows {
            written.clear();
            // All are written, whatever was wrong before.
            let wrong = self.group.iter().filter(|cell| !cell.write(row, &mut written)).count();
            if written.len() > self.limits.row_bytes_max {
                self.apart.push((row, Reason::TooLong { limit }));
            } else if wrong > 0 {
                self.apart.push((row, Reason::Encoding));
            }
        }
    }

    /// The rows at hand that are set apart, in ascending order, counted from the first of them.
    #[must_use]
    pub fn apart(&self) -> &[(usize, Reason)] {
        &self.apart
    }

    /// The values of a wanted column in the rows at hand.
    #[must_use]
    pub fn cells(&self, slot: usize) -> Cells<'_> {
        let twin = self.columns.twins().iter().find(|(_, to)| *to == slot);
        let slot = twin.map_or(slot, |(from, _)| *from);
        let is_it = |placed: &Placed| self.columns.slot(placed.column) == Some(slot);
        let place = self.leaves.iter().position(is_it);
        place.and_then(|place| self.group.get(place)).map_or(Cells::None, Cell::cells)
    }
}

/// What a confined call gave, or why there is nothing.
fn decoded<T>(called: Option<Decoded<T>>, input: &Shared) -> Result<T, Fault> {
    called.and_then(Result::ok).ok_or_else(|| input.fault())
}
