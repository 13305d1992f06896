//! Parquet: values as an export to CSV has them, however they are encoded; broken and hostile files.

use std::path::PathBuf;
use std::sync::Arc;

use filo_intake::read::{Format, Limits, OpenError, Options, drain, open, open_bytes, peek_bytes};
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray,
    FixedLenByteArrayType, FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::support::{Found, boxed, finish, gzip, names, read, read_as};

type Group<'a> = SerializedRowGroupWriter<'a, Vec<u8>>;

/// A file of a schema with one group of rows for each of `groups`, which `write` fills.
fn file(
    schema: &str,
    properties: WriterPropertiesBuilder,
    groups: usize,
    write: impl Fn(&mut Group<'_>, usize),
) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = Arc::new(properties.build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).expect("a writer");
    for group in 0..groups {
        let mut rows = writer.next_row_group().expect("a group");
        write(&mut rows, group);
        rows.close().expect("a whole group");
    }
    writer.into_inner().expect("a file")
}

/// Writes the next column of a group; what is none is null.
fn column<T: DataType>(group: &mut Group<'_>, values: &[Option<T::T>]) {
    let mut writer = group.next_column().expect("room").expect("a column");
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let there: Vec<T::T> = values.iter().flatten().cloned().collect();
    writer.typed::<T>().write_batch(&there, Some(&levels), None).expect("values of the type");
    writer.close().expect("a whole column");
}

fn plain() -> WriterPropertiesBuilder {
    WriterProperties::builder().set_compression(Compression::UNCOMPRESSED)
}

fn texts(values: &[&str]) -> Vec<Option<ByteArray>> {
    values.iter().map(|value| (!value.is_empty()).then(|| ByteArray::from(*value))).collect()
}

const PEOPLE: &str = "message people {
    optional binary nome (STRING);
    optional int32 nascita (DATE);
    optional int64 codice;
}";

/// Groups of three people each, of which the second has neither birth date nor code.
fn people(properties: WriterPropertiesBuilder, groups: usize) -> Vec<u8> {
    file(PEOPLE, properties, groups, |rows, group| {
        column::<ByteArrayType>(rows, &texts(&["Ada", "Bruno", "Ada"]));
        column::<Int32Type>(rows, &[Some(-1), None, Some(20_543)]);
        let code = i64::try_from(group).expect("few") * 10;
        column::<Int64Type>(rows, &[Some(code), None, Some(code + 2)]);
    })
}

#[test]
fn rows_come_from_all_groups_in_order() {
    let found = read_as(Format::Parquet, people(plain(), 2), &["Nascita", "codice"]);
    let rows = [
        "1:1969-12-31|0+nome=Ada",
        "2:|+nome=Bruno",
        "3:2026-03-31|2+nome=Ada",
        "4:1969-12-31|10+nome=Ada",
        "5:|+nome=Bruno",
        "6:2026-03-31|12+nome=Ada",
    ];
    assert_eq!(found, Found { rows: names(&rows), set_apart: Vec::new() });
}

/// All ways of encoding and packing that the writer knows and the reader reads.
#[test]
fn every_encoding_gives_the_same_rows() {
    let expected = read_as(Format::Parquet, people(plain(), 1), &["nome", "nascita", "codice"]);
    assert_eq!(expected.rows.len(), 3);
    let bare = || plain().set_dictionary_enabled(false);
    let name = || parquet::schema::types::ColumnPath::from("nome");
    let second = || bare().set_writer_version(WriterVersion::PARQUET_2_0);
    let ways = [
        bare(),
        plain().set_compression(Compression::SNAPPY),
        plain().set_writer_version(WriterVersion::PARQUET_2_0).set_compression(Compression::SNAPPY),
        second(),
        plain().set_compression(Compression::GZIP(Default::default())),
        second().set_compression(Compression::GZIP(Default::default())),
        second().set_column_encoding(name(), Encoding::DELTA_LENGTH_BYTE_ARRAY),
        bare().set_column_encoding(name(), Encoding::DELTA_BYTE_ARRAY),
        bare().set_column_encoding("codice".into(), Encoding::DELTA_BINARY_PACKED),
        bare().set_column_encoding("nascita".into(), Encoding::BYTE_STREAM_SPLIT),
        plain().set_data_page_row_count_limit(1).set_write_batch_size(1),
    ];
    for (way, properties) in ways.into_iter().enumerate() {
        let found = read_as(Format::Parquet, people(properties, 1), &["nome", "nascita", "codice"]);
        assert_eq!(found, expected, "way {way}");
    }
}

/// Long columns, whose numbers stand in many runs and blocks of every width.
#[test]
fn long_columns_are_read_to_their_end() {
    let number = |row: i64| (row % 97) << (row % 61);
    let count = 20_000;
    let schema = "message m { optional binary text (STRING); optional int64 number;
        optional int32 small; optional boolean truth; }";
    let bytes = |properties| {
        file(schema, properties, 1, |rows, _| {
            let all = 0..count;
            let there = |row: &i64| row % 5 != 0;
            let text = |row: i64| ByteArray::from(format!("{:x}", number(row)).as_str());
            let of = |row: i64| there(&row).then(|| text(row));
            column::<ByteArrayType>(rows, &all.clone().map(of).collect::<Vec<_>>());
            column::<Int64Type>(
                rows,
                &all.clone().map(|row| Some(number(row))).collect::<Vec<_>>(),
            );
            let small = |row: i64| Some(i32::try_from(row % 300 * 7_000_000).expect("small") - 9);
            column::<Int32Type>(rows, &all.clone().map(small).collect::<Vec<_>>());
            column::<BoolType>(rows, &all.map(|row| Some(row % 3 == 0)).collect::<Vec<_>>());
        })
    };
    let bare = || plain().set_dictionary_enabled(false);
    let ways = [
        plain(),
        bare(),
        bare().set_writer_version(WriterVersion::PARQUET_2_0),
        bare().set_column_encoding("text".into(), Encoding::DELTA_LENGTH_BYTE_ARRAY),
    ];
    let wanted = ["text", "number", "small", "truth"];
    for properties in ways {
        let found = read_as(Format::Parquet, bytes(properties), &wanted);
        assert_eq!((found.rows.len(), found.set_apart.len()), (20_000, 0));
        for (row, line) in (0..count).zip(&found.rows) {
            let text = if row % 5 == 0 { String::new() } else { format!("{:x}", number(row)) };
            let small = row % 300 * 7_000_000 - 9;
            let values = format!("{text}|{}|{small}|{}", number(row), row % 3 == 0);
            assert_eq!(*line, format!("{}:{values}", row + 1));
        }
    }
}

#[test]
fn typed_values_become_plain_text() {
    let schema = "message m {
        optional boolean truth; optional int32 small (INTEGER(32, false));
        optional int64 price (DECIMAL(18, 2)); optional int64 at (TIMESTAMP(MICROS, false));
        optional int64 sent (TIMESTAMP(MILLIS, true)); optional int32 time (TIME(MILLIS, false));
        optional float ratio; optional double weight; optional int96 old;
        optional fixed_len_byte_array(3) rate (DECIMAL(6, 4));
        optional fixed_len_byte_array(16) id (UUID); optional binary blob;
        optional group address { optional binary city (STRING); } }";
    let bytes = file(schema, plain(), 1, |rows, _| {
        let day = 20_543 * 86_400_i64;
        column::<BoolType>(rows, &[Some(true), Some(false)]);
        column::<Int32Type>(rows, &[Some(-1), Some(7)]);
        column::<Int64Type>(rows, &[Some(-5), Some(123_450)]);
        column::<Int64Type>(rows, &[Some(day * 1_000_000), Some((day + 36_900) * 1_000_000 + 250)]);
        column::<Int64Type>(rows, &[Some(day * 1_000), Some(-1)]);
        column::<Int32Type>(rows, &[Some(36_900_500), Some(0)]);
        column::<FloatType>(rows, &[Some(0.1), Some(f32::NAN)]);
        column::<DoubleType>(rows, &[Some(12_345.0), Some(1e300)]);
        let mut old = Int96::new();
        old.set_data(0, 0, 2_440_588 + 20_543);
        column::<Int96Type>(rows, &[Some(old), None]);
        let fixed = |bytes: &[u8]| Some(FixedLenByteArray::from(bytes.to_vec()));
        column::<FixedLenByteArrayType>(rows, &[fixed(&[0xff, 0xff, 0xfe]), fixed(&[1, 0, 0])]);
        column::<FixedLenByteArrayType>(rows, &[fixed(&[0xab; 16]), None]);
        column::<ByteArrayType>(rows, &[Some(vec![0xff, 0].into()), Some("è".into())]);
        let mut writer = rows.next_column().expect("room").expect("a column");
        let city = [ByteArray::from("Trento")];
        writer.typed::<ByteArrayType>().write_batch(&city, Some(&[2, 1]), None).expect("a city");
        writer.close().expect("a whole column");
    });
    let columns = [
        "truth",
        "small",
        "price",
        "at",
        "sent",
        "time",
        "ratio",
        "weight",
        "old",
        "rate",
        "id",
        "blob",
        "address.city",
    ];
    let rows = [
        "1:true|4294967295|-0.05|2026-03-31|2026-03-31T00:00:00Z|10:15:00.5|0.1|12345|2026-03-31|\
         -0.0002|abababab-abab-abab-abab-abababababab|ff00|Trento",
        "2:false|7|1234.50|2026-03-31T10:15:00.00025|1969-12-31T23:59:59.999Z|00:00:00||1e300||\
         6.5536||è|",
    ];
    let found = read_as(Format::Parquet, bytes.clone(), &columns);
    assert_eq!(found, Found { rows: names(&rows), set_apart: Vec::new() });
    let peek = peek_bytes(boxed(bytes), &Options::new(Format::Parquet)).expect("it opens");
    assert_eq!(peek.columns, columns);
    assert_eq!(peek.sample[1][2], "1234.50");
}

/// Lists are no columns: whoever wants one is told, and the others are read without it.
#[test]
fn lists_are_named_where_they_are_wanted() {
    let schema = "message m { optional binary nome (STRING);
        optional group telefoni (LIST) { repeated group list { optional binary element (STRING); } } }";
    let bytes = file(schema, plain(), 1, |rows, _| {
        column::<ByteArrayType>(rows, &texts(&["Ada"]));
        let mut writer = rows.next_column().expect("room").expect("a column");
        let both = [ByteArray::from("1"), ByteArray::from("2")];
        let written =
            writer.typed::<ByteArrayType>().write_batch(&both, Some(&[3, 3]), Some(&[0, 1]));
        assert_eq!(written.ok(), Some(2));
        writer.close().expect("a whole column");
    });
    assert_eq!(read_as(Format::Parquet, bytes.clone(), &["nome"]).rows, ["1:Ada"]);
    let wanted = names(&["nome", "telefoni"]);
    let error = open_bytes(boxed(bytes), &Options::new(Format::Parquet), &wanted).err();
    let Some(OpenError::Lists { columns }) = error else { panic!("a list is no column") };
    assert_eq!(columns, ["telefoni"]);
}

fn corpus(name: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/parquet");
    std::fs::read(root.join(name)).expect("the corpus is committed")
}

const ZSTD: [&str; 2] = ["duckdb_zstd.parquet", "arrow_zstd_v2.parquet"];

fn codec_of(name: &str) -> Option<String> {
    match open_bytes(boxed(corpus(name)), &Options::new(Format::Parquet), &[]).err() {
        Some(OpenError::UnknownCodec { codec }) => Some(codec),
        _ => None,
    }
}

/// Written by other programs, with what the writer of these tests cannot pack with.
#[test]
fn files_of_other_programs_are_read() {
    let columns = ["id", "nome", "nascita", "saldo", "attivo"];
    let rows = ["1:1|Ada|1990-05-17|12.50|true", "2:2||||false", "3:3|Élena||-0.07|"];
    let zstd = if cfg!(feature = "parquet-zstd") { &ZSTD[..] } else { &[] };
    for name in ["duckdb_gzip.parquet"].iter().chain(zstd) {
        let found = read_as(Format::Parquet, corpus(name), &columns);
        assert_eq!(found, Found { rows: names(&rows), set_apart: Vec::new() }, "{name}");
    }
    assert_eq!(codec_of("duckdb_brotli.parquet").as_deref(), Some("BROTLI"));
}

/// A codec that is not built in is named before a row is read.
#[cfg(not(feature = "parquet-zstd"))]
#[test]
fn zstd_is_named_where_it_is_not_built_in() {
    for name in ZSTD {
        assert_eq!(codec_of(name).as_deref(), Some("ZSTD"), "{name}");
    }
}

#[test]
fn a_file_on_disk_may_be_packed_as_a_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options::new(Format::Parquet);
    for (name, bytes) in [("x.parquet", people(plain(), 3)), ("y.gz", gzip(&people(plain(), 3)))] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        let found = finish(open(&path, &options, &[]).expect("it opens"), 0);
        assert_eq!((found.rows.len(), found.set_apart.len()), (9, 0));
    }
}

#[test]
fn what_is_not_whole_does_not_open() {
    let open = |bytes: &[u8]| open_bytes(boxed(bytes), &Options::new(Format::Parquet), &[]).err();
    let whole = people(plain(), 2);
    assert!(matches!(open(b""), Some(OpenError::Empty)));
    assert!(matches!(open(b"nome,codice\nAda,1\n"), Some(OpenError::NotTheFormat { .. })));
    assert!(matches!(open(&whole[..whole.len() / 2]), Some(OpenError::Cut)));
    assert!(matches!(open(&whole[..6]), Some(OpenError::Cut)));
    let mut encrypted = whole.clone();
    encrypted.splice(whole.len() - 1.., *b"E");
    assert!(matches!(open(&encrypted), Some(OpenError::Encrypted)));
    let mut broken = whole.clone();
    let (footer, _) = whole[whole.len() - 8..].split_first_chunk().expect("its length");
    let footer = whole.len() - 8 - usize::try_from(u32::from_le_bytes(*footer)).expect("short");
    broken[footer..footer + 20].fill(0xff);
    assert!(matches!(open(&broken), Some(OpenError::NotTheFormat { .. })));
    let wanted = names(&["Cognome"]);
    let error = open_bytes(boxed(whole), &Options::new(Format::Parquet), &wanted).err();
    assert!(matches!(error, Some(OpenError::MissingColumns { .. })));
}

/// What is broken in one group of rows costs the rows of that group alone.
#[test]
fn reading_goes_on_after_a_broken_group() {
    let mut bytes = people(plain().set_dictionary_enabled(false), 3);
    let second = find(&bytes, b"Bruno", 1).expect("the second group");
    bytes[second - 4..second].fill(0xff);
    let found = read_as(Format::Parquet, bytes, &["nome"]);
    let lines: Vec<&str> = found.rows.iter().filter_map(|row| row.split(':').next()).collect();
    assert_eq!(lines, ["1", "2", "3", "7", "8", "9"]);
    assert_eq!(found.set_apart, ["4:broken-rows"]);
}

fn find(bytes: &[u8], wanted: &[u8], nth: usize) -> Option<usize> {
    let mut places = bytes.windows(wanted.len()).enumerate();
    places.by_ref().filter(|(_, window)| *window == wanted).map(|(place, _)| place).nth(nth)
}

#[test]
fn rows_that_are_no_text_or_too_long_are_set_apart() {
    let bytes = file(PEOPLE, plain(), 1, |rows, _| {
        let names = [Some(vec![0xe8].into()), Some("x".repeat(5000).as_str().into()), None];
        column::<ByteArrayType>(rows, &names);
        column::<Int32Type>(rows, &[None, None, None]);
        column::<Int64Type>(rows, &[Some(1), Some(2), Some(3)]);
    });
    let limits = Limits { row_bytes_max: 1000, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::Parquet) };
    let found = read(bytes, &options, &["nome", "codice"]);
    assert_eq!(found.rows, ["3:|3"]);
    assert_eq!(found.set_apart, ["1:encoding", "2:too-long"]);
}

/// A few bytes that stand for more text than anybody has.
#[test]
fn a_file_that_explodes_ends_at_the_limit() {
    let bytes = file(PEOPLE, plain(), 1, |rows, _| {
        let name = ByteArray::from("x".repeat(1000).as_str());
        column::<ByteArrayType>(rows, &vec![Some(name); 10_000]);
        column::<Int32Type>(rows, &vec![None; 10_000]);
        column::<Int64Type>(rows, &vec![None; 10_000]);
    });
    let limits = Limits { unpacked_bytes_max: 100_000, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::Parquet) };
    let found = read(bytes, &options, &["nome"]);
    assert_eq!((found.rows.len(), found.set_apart), (99, names(&["100:too-large"])));
}

/// A schema of groups in groups, far deeper than a thread can follow.
#[test]
fn a_schema_without_end_does_not_open() {
    let depth = 300_000_u32;
    // A list of structures in field 2; each but the last has one child, is optional and has no name.
    let mut description = vec![0x29, 0xfc];
    description.extend([0xe0, 0xa7, 0x12]);
    for left in (0..depth).rev() {
        let children = if left == 0 { 0 } else { 2 };
        description.extend([0x35, 2, 0x18, 0, 0x15, children, 0]);
    }
    description.push(0);
    let length = u32::try_from(description.len()).expect("short").to_le_bytes();
    let bytes = [b"PAR1", &description[..], &length, b"PAR1"].concat();
    let error = open_bytes(boxed(bytes), &Options::new(Format::Parquet), &[]).err();
    assert!(matches!(error, Some(OpenError::NotTheFormat { .. })));
}

/// Single bytes changed anywhere, which neither stop the reader nor cost it much.
#[test]
fn damage_is_never_more_than_an_error() {
    let whole = people(plain().set_dictionary_enabled(false), 2);
    let mut opened = 0;
    for place in 0..whole.len() {
        for byte in [0, 0x7f, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[place] = byte;
            opened += usize::from(drain(Format::Parquet, &bytes).is_some());
        }
    }
    assert!(opened > whole.len(), "{opened} opened");
}
