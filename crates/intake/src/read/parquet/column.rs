//! One column within a group of rows: the library decodes a few rows at a time.

use parquet::basic::Type;
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray,
    FixedLenByteArrayType, FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::errors::Result as Decoded;
use parquet::file::metadata::ColumnChunkMetaData;

use super::pages::{Pages, Shared, broken};
use super::text::Raw;

/// A column, whatever the type of its values.
pub(super) trait Column: Send {
    /// Decodes the next rows; an error where there are fewer, or broken ones.
    ///
    /// May panic on a broken file: only to be called inside [`mod@super::confine`].
    fn fill(&mut self, rows: usize) -> Decoded<()>;

    /// What the column has in the next of the rows that were decoded.
    fn next(&mut self) -> Option<Raw<'_>>;
}

/// Begins to read a column; may panic as [`Column::fill`].
pub(super) fn open(
    input: &Shared,
    meta: &ColumnChunkMetaData,
    rows: usize,
) -> Decoded<Box<dyn Column>> {
    let pages = Box::new(Pages::new(input, meta, rows)?);
    Ok(match meta.column_type() {
        Type::BOOLEAN => Box::new(Typed::<BoolType>::new(meta, pages)),
        Type::INT32 => Box::new(Typed::<Int32Type>::new(meta, pages)),
        Type::INT64 => Box::new(Typed::<Int64Type>::new(meta, pages)),
        Type::INT96 => Box::new(Typed::<Int96Type>::new(meta, pages)),
        Type::FLOAT => Box::new(Typed::<FloatType>::new(meta, pages)),
        Type::DOUBLE => Box::new(Typed::<DoubleType>::new(meta, pages)),
        Type::BYTE_ARRAY => Box::new(Typed::<ByteArrayType>::new(meta, pages)),
        Type::FIXED_LEN_BYTE_ARRAY => Box::new(Typed::<FixedLenByteArrayType>::new(meta, pages)),
    })
}

struct Typed<T: DataType> {
    reader: ColumnReaderImpl<T>,
    /// The level of a value that is there; 0 where all have to be.
    level: i16,
    /// The levels of the rows that were decoded, where values need not be there, and how many of the
    /// rows were given out.
    levels: Vec<i16>,
    row: usize,
    /// The values that are there, and how many of them were given out.
    values: Vec<T::T>,
    value: usize,
}

impl<T: DataType> Typed<T> {
    fn new(meta: &ColumnChunkMetaData, pages: Box<Pages>) -> Self {
        Self {
            reader: ColumnReaderImpl::new(meta.column_descr_ptr(), pages),
            level: meta.column_descr().max_def_level(),
            levels: Vec::new(),
            row: 0,
            values: Vec::new(),
            value: 0,
        }
    }
}

impl<T: DataType> Column for Typed<T>
where
    T::T: Value,
{
    fn fill(&mut self, rows: usize) -> Decoded<()> {
        self.levels.clear();
        self.values.clear();
        (self.row, self.value) = (0, 0);
        let read =
            self.reader.read_records(rows, Some(&mut self.levels), None, &mut self.values)?;
        // A value that was never set is a panic, which has to be here.
        for value in &self.values {
            value.raw();
        }
        let there = match self.level {
            0 => rows,
            level => self.levels.iter().filter(|&&found| found == level).count(),
        };
        let is_whole = read.0 == rows && self.values.len() == there;
        if is_whole { Ok(()) } else { Err(broken()) }
    }

    #[inline]
    fn next(&mut self) -> Option<Raw<'_>> {
        if self.level > 0 {
            let level = self.levels.get(self.row)?;
            self.row += 1;
            if *level < self.level {
                return None;
            }
        }
        let value = self.values.get(self.value)?;
        self.value += 1;
        Some(value.raw())
    }
}

/// A value as the library gives it.
trait Value {
    fn raw(&self) -> Raw<'_>;
}

impl Value for bool {
    fn raw(&self) -> Raw<'_> {
        Raw::Truth(*self)
    }
}

impl Value for i32 {
    fn raw(&self) -> Raw<'_> {
        Raw::Int((*self).into())
    }
}

impl Value for i64 {
    fn raw(&self) -> Raw<'_> {
        Raw::Int(*self)
    }
}

impl Value for f32 {
    fn raw(&self) -> Raw<'_> {
        Raw::Float(*self)
    }
}

impl Value for f64 {
    fn raw(&self) -> Raw<'_> {
        Raw::Double(*self)
    }
}

impl Value for Int96 {
    fn raw(&self) -> Raw<'_> {
        let &[low, high, day] = self.data() else { return Raw::Bytes(&[]) };
        let nanos = u64::from(low) | u64::from(high) << 32;
        Raw::OldMoment { nanos: nanos.cast_signed(), day }
    }
}

impl Value for ByteArray {
    fn raw(&self) -> Raw<'_> {
        Raw::Bytes(self.data())
    }
}

impl Value for FixedLenByteArray {
    fn raw(&self) -> Raw<'_> {
        Raw::Bytes(self.data())
    }
}
