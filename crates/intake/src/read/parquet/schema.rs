//! The columns of a Parquet file: the leaves of its schema, by the names under which rows have them.

use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Stored};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor, Type};

/// Columns that a file may have; beyond, it is no table of anything.
const COLUMNS_MAX: usize = 16_384;

/// The digits that a decimal number can have after its mark: as many as it can have at all.
const SCALE_MAX: u32 = 38;

/// The parts of a second in which a time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Millis,
    Micros,
    Nanos,
}

impl Unit {
    /// How many of it a second has.
    pub(super) fn a_second(self) -> i64 {
        match self {
            Self::Millis => 1_000,
            Self::Micros => 1_000_000,
            Self::Nanos => 1_000_000_000,
        }
    }

    fn of(unit: TimeUnit) -> Self {
        match unit {
            TimeUnit::MILLIS => Self::Millis,
            TimeUnit::MICROS => Self::Micros,
            TimeUnit::NANOS => Self::Nanos,
        }
    }
}

/// What the values of a column mean, beyond how they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing is said.
    Bare,
    Text,
    /// A number without sign, with the bits that count.
    Unsigned(u64),
    Date,
    Time(Unit),
    /// With whether the instant was brought to UTC; if not, it is what a clock on the wall showed.
    Timestamp(Unit, bool),
    /// With the digits after the decimal mark.
    Decimal(u32),
    Uuid,
    /// A binary fraction of 16 bits.
    Half,
}

impl Meaning {
    /// The newer way of saying what a column means prevails over the older one. None where what is
    /// said cannot be.
    fn of(column: &ColumnDescriptor) -> Option<Self> {
        let unsigned = || {
            let is_short = column.physical_type() == Stored::INT32;
            Self::Unsigned(if is_short { u32::MAX.into() } else { u64::MAX })
        };
        Some(match column.logical_type_ref() {
            Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => Self::Text,
            Some(LogicalType::Decimal(decimal)) => return scaled(decimal.scale),
            Some(LogicalType::Date) => Self::Date,
            Some(LogicalType::Time(time)) => Self::Time(Unit::of(time.unit)),
            Some(LogicalType::Timestamp(time)) => {
                Self::Timestamp(Unit::of(time.unit), time.is_adjusted_to_u_t_c)
            }
            Some(LogicalType::Integer(integer)) if integer.is_signed => Self::Bare,
            Some(LogicalType::Integer(_)) => unsigned(),
            Some(LogicalType::Uuid) => Self::Uuid,
            Some(LogicalType::Float16) => Self::Half,
            _ => match column.converted_type() {
                ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => Self::Text,
                ConvertedType::DECIMAL => return scaled(column.type_scale()),
                ConvertedType::DATE => Self::Date,
                ConvertedType::TIME_MILLIS => Self::Time(Unit::Millis),
                ConvertedType::TIME_MICROS => Self::Time(Unit::Micros),
                ConvertedType::TIMESTAMP_MILLIS => Self::Timestamp(Unit::Millis, true),
                ConvertedType::TIMESTAMP_MICROS => Self::Timestamp(Unit::Micros, true),
                ConvertedType::UINT_8
                | ConvertedType::UINT_16
                | ConvertedType::UINT_32
                | ConvertedType::UINT_64 => unsigned(),
                _ => Self::Bare,
            },
        })
    }
}

fn scaled(scale: i32) -> Option<Meaning> {
    let scale = u32::try_from(scale).ok().filter(|&scale| scale <= SCALE_MAX);
    scale.map(Meaning::Decimal)
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// Its name; those of the groups around it stand before it, with dots between.
    pub(super) name: String,
    pub(super) meaning: Meaning,
    /// The name of the list or map that it stands in: several values for a row.
    pub(super) list: Option<String>,
}

/// The columns of a schema, in the order of the file; none where there cannot be such columns.
pub(super) fn leaves(schema: &SchemaDescriptor) -> Option<Vec<Leaf>> {
    if schema.num_columns() > COLUMNS_MAX {
        return None;
    }
    let mut lists = Vec::with_capacity(schema.num_columns());
    name_lists(schema.root_schema(), "", None, &mut lists);
    let both = schema.columns().iter().zip(lists);
    both.map(|(column, list)| {
        let is_whole =
            column.physical_type() != Stored::FIXED_LEN_BYTE_ARRAY || column.type_length() > 0;
        let meaning = Meaning::of(column).filter(|_| is_whole)?;
        Some(Leaf { name: column.path().parts().join("."), meaning, list })
    })
    .collect()
}

/// Finds for each leaf the list that it stands in. A list is a group around what repeats, and has
/// the name that people know.
fn name_lists(group: &Type, around: &str, list: Option<&str>, lists: &mut Vec<Option<String>>) {
    for node in group.get_fields() {
        let name = match around {
            "" => node.name().to_owned(),
            outer => format!("{outer}.{}", node.name()),
        };
        let known = if around.is_empty() { name.as_str() } else { around };
        let repeats = node.get_basic_info().repetition() == Repetition::REPEATED;
        let list = list.or(repeats.then_some(known));
        match &**node {
            Type::PrimitiveType { .. } => lists.push(list.map(str::to_owned)),
            Type::GroupType { .. } => name_lists(node, &name, list, lists),
        }
    }
}
