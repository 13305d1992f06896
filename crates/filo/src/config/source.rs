//! One source of the configuration: its mapping and how its files are read.

mod einvoices;
mod telephone;

use std::collections::BTreeMap;
use std::path::Path;

use filo_intake::mapping::spec::{
    Content, ENTRY_FIELDS, Meaning, PERSON_FIELDS, SourceSpec, field,
};
use filo_intake::read::{Encoding, Format, Options};
use filo_model::amount::DecimalMark;
use filo_model::calendar::{DAY_MILLIS, Within};
use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Channel, Direction, Document, EntryKind, Outcome, State};
use filo_model::moment::DateOrder;
use jiff::tz::TimeZone;
use toml::Spanned;

use super::Source;
use super::check::{Written, zone};
use super::file::{self, Columns};
use crate::problem::Result;

/// The columns that mail files have by themselves.
const MAIL_COLUMNS: &[(&str, &str)] = &[
    ("key", "message_id"),
    ("at", "at"),
    ("text", "text"),
    ("quoted", "quoted"),
    ("signature", "signature"),
    ("layout", "layout"),
    ("subject", "subject"),
    ("automatic", "automatic"),
    ("attachments", "attachments"),
    ("references", "references"),
    ("message", "message"),
    ("kind", "kind"),
    ("carrier", "carrier"),
    ("channel", "channel"),
    ("direction", "direction"),
    ("state", "state"),
    ("reason", "reason"),
    ("about_message", "about_message"),
];

pub(super) fn check(
    written: &Written<'_>,
    section: &file::Source,
    departments: &[String],
    company_zone: &TimeZone,
) -> Result<Source> {
    let at = section.name.span().start;
    let name = section.name.get_ref();
    if !departments.contains(section.department.get_ref()) {
        let names: Vec<&str> = departments.iter().map(String::as_str).collect();
        return Err(written.not_one_of("department", &section.department, &names));
    }
    let options = options(written, section)?;
    let mut spec = SourceSpec {
        name: name.clone(),
        system: section.system.clone().unwrap_or_else(|| name.clone()),
        department: section.department.get_ref().clone(),
        departments: departments.to_vec(),
        content: content(written, section)?,
        columns: columns(written, section)?,
        values: values(written, section, departments)?,
        constants: constants(written, section, departments)?,
        ignore: section.ignore.clone(),
        patterns: einvoices::patterns(written, section)?,
        due_after: section.due_after.clone(),
        decimal: decimal(written, section)?,
        dates: dates(written, section)?,
        zone: section
            .zone
            .as_ref()
            .map_or_else(|| Ok(company_zone.clone()), |_| zone(written, section.zone.as_ref()))?,
        lag_ms: section
            .lag
            .as_ref()
            .map_or(Ok(0), |lag| written.parsed("lag", lag, "1 day", plain_millis))?,
    };
    if matches!(options.format, Format::Mbox | Format::Eml) {
        mail_defaults(&mut spec);
    }
    telephone::defaults(&mut spec, options.format);
    if options.format == Format::FatturaPa {
        einvoices::invoice_defaults(&mut spec);
    }
    if options.format == Format::Camt {
        einvoices::statement_defaults(&mut spec);
    }
    einvoices::patterns_have_columns(written, section, &spec)?;
    compulsory(&spec).map_err(|missing| {
        written.wrong("config-missing-column", at).with("source", name).with("key", missing)
    })?;
    let freshness = section
        .freshness
        .as_ref()
        .map(|text| written.parsed("freshness", text, "7 days", Within::parse));
    let digest = digest(&spec, &options);
    Ok(Source {
        spec,
        pattern: section.path.get_ref().clone(),
        options,
        freshness: freshness.transpose()?,
        digest,
    })
}

/// Everything that decides how a row is understood; another digest reads the same file anew.
fn digest(spec: &SourceSpec, options: &Options) -> Digest {
    // The zone is named by its rules' name; departments are not part of a row's meaning.
    let zone = spec.zone.iana_name().unwrap_or_default();
    let mut told = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {zone} {} {:?} {:?} {:?} {} {:?}",
        spec.system,
        spec.department,
        spec.content,
        spec.columns,
        spec.values,
        spec.constants,
        spec.ignore,
        (spec.decimal, spec.dates),
        spec.lag_ms,
        (options.format, options.encoding),
        options.separator,
        options.sheet,
        options.header_row,
        (&options.header, &options.exchange)
    );
    // Only where there are any, so that sources without them are not read anew.
    if !spec.patterns.is_empty() || !spec.due_after.is_empty() {
        told += &format!(" {:?} {:?}", spec.patterns, spec.due_after);
    }
    Digest::of(told.as_bytes())
}

fn options(written: &Written<'_>, section: &file::Source) -> Result<Options> {
    let formats = [
        ("csv", Format::Csv),
        ("xlsx", Format::Xlsx),
        ("parquet", Format::Parquet),
        ("jsonl", Format::JsonLines),
        ("mbox", Format::Mbox),
        ("eml", Format::Eml),
        ("xes", Format::Xes),
        ("asterisk-cdr", Format::AsteriskCdr),
        ("queue-log", Format::QueueLog),
        ("3cx-cdr", Format::ThreeCxCdr),
        ("fatturapa", Format::FatturaPa),
        ("camt", Format::Camt),
    ];
    let format = match &section.format {
        Some(format) => one_of(written, "format", format, &formats)?,
        None => Format::from_extension(Path::new(section.path.get_ref())).ok_or_else(|| {
            let names: Vec<&str> = formats.iter().map(|(name, _)| *name).collect();
            written.not_one_of("format", &section.path, &names)
        })?,
    };
    let mut options = Options::new(format);
    let encodings = [
        ("auto", Encoding::Auto),
        ("utf-8", Encoding::Utf8),
        ("windows-1252", Encoding::Windows1252),
        ("cp1252", Encoding::Windows1252),
        ("utf-16", Encoding::Utf16),
    ];
    if let Some(encoding) = &section.encoding {
        options.encoding = one_of(written, "encoding", encoding, &encodings)?;
    }
    if let Some(separator) = &section.separator {
        options.separator =
            written.parsed("separator", separator, "; or , or | or \\t", |text| {
                match text.as_bytes() {
                    b"auto" => Some(None),
                    [byte] if byte.is_ascii() => Some(Some(*byte)),
                    _ => None,
                }
            })?;
    }
    options.sheet.clone_from(&section.sheet);
    options.header_row = section.header_row.unwrap_or(1).max(1);
    options.header = telephone::header(written, section, format)?;
    options.alternatives.clone_from(&section.alternatives);
    options.optional.clone_from(&section.optional);
    options.exchange = telephone::exchange(written, section, format)?;
    Ok(options)
}

fn one_of<T: Copy>(
    written: &Written<'_>,
    key: &str,
    value: &Spanned<String>,
    all: &[(&str, T)],
) -> Result<T> {
    let found = all.iter().find(|(name, _)| name == value.get_ref());
    found.map(|(_, meant)| *meant).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        written.not_one_of(key, value, &names)
    })
}

fn content(written: &Written<'_>, section: &file::Source) -> Result<Content> {
    let Some(kind) = &section.kind else {
        let at = section.name.span().start;
        return Err(written.wrong("config-syntax", at).with("detail", "missing field `kind`"));
    };
    if kind.get_ref() == "record" {
        return Ok(Content::Records);
    }
    EntryKind::from_name(kind.get_ref()).map(Content::Entries).ok_or_else(|| {
        let mut names = vec!["record"];
        names.extend(EntryKind::ALL.iter().map(|kind| kind.name()));
        written.not_one_of("kind", kind, &names)
    })
}

/// A field's stable name, or the problem with the names that come nearest.
fn known_field(written: &Written<'_>, name: &str, at: usize) -> Result<&'static str> {
    field(name).ok_or_else(|| {
        let all = PERSON_FIELDS.iter().chain(ENTRY_FIELDS).copied();
        let facts = EntryKind::ALL.iter().flat_map(|kind| kind.fact_names().iter().copied());
        let mut near: Vec<&str> =
            all.chain(facts).filter(|known| known.get(..2) == name.get(..2)).collect();
        near.sort_unstable();
        near.dedup();
        if near.is_empty() {
            near.extend(PERSON_FIELDS.iter().chain(ENTRY_FIELDS));
        }
        written.wrong("config-field", at).with("key", name).with("allowed", near.join(", "))
    })
}

fn columns(
    written: &Written<'_>,
    section: &file::Source,
) -> Result<BTreeMap<&'static str, Vec<String>>> {
    let mut columns = BTreeMap::new();
    for (name, mapped) in &section.columns {
        let name = known_field(written, name.get_ref(), name.span().start)?;
        let mapped = match mapped.clone() {
            Columns::One(column) => vec![column],
            Columns::Many(columns) => columns,
        };
        columns.insert(name, mapped);
    }
    Ok(columns)
}

fn values(
    written: &Written<'_>,
    section: &file::Source,
    departments: &[String],
) -> Result<BTreeMap<&'static str, BTreeMap<String, Meaning>>> {
    let mut all = BTreeMap::new();
    for (name, values) in &section.values {
        let field_name = known_field(written, name.get_ref(), name.span().start)?;
        let mut meanings = BTreeMap::new();
        for (value, meaning) in values {
            let at = meaning.span().start;
            let meaning = match meaning.get_ref().clone() {
                file::Meaning::Value(meant) => Meaning::Value(meant.into_text()),
                file::Meaning::Fields(fields) => {
                    let fields = fields.into_iter().map(|(name, meant)| {
                        Ok((known_field(written, &name, at)?, meant.into_text()))
                    });
                    Meaning::Fields(fields.collect::<Result<_>>()?)
                }
            };
            check_words(written, field_name, &meaning, at, departments)?;
            meanings.insert(value.clone(), meaning);
        }
        all.insert(field_name, meanings);
    }
    Ok(all)
}

/// A value given in the configuration must itself be of its closed set.
fn check_words(
    written: &Written<'_>,
    name: &str,
    meaning: &Meaning,
    at: usize,
    departments: &[String],
) -> Result<()> {
    match meaning {
        Meaning::Value(value) => check_word(written, name, value, at, departments),
        Meaning::Fields(fields) => fields
            .iter()
            .try_for_each(|(name, value)| check_word(written, name, value, at, departments)),
    }
}

fn check_word(
    written: &Written<'_>,
    name: &str,
    value: &str,
    at: usize,
    departments: &[String],
) -> Result<()> {
    let allowed: Vec<&str> = match name {
        "kind" => EntryKind::ALL.iter().map(|word| word.name()).collect(),
        "direction" => Direction::ALL.iter().map(|word| word.name()).collect(),
        "channel" => Channel::ALL.iter().map(|word| word.name()).collect(),
        "case_step" => CaseStep::ALL.iter().map(|word| word.name()).collect(),
        "state" => State::ALL.iter().map(|word| word.name()).collect(),
        "outcome" => Outcome::ALL.iter().map(|word| word.name()).collect(),
        "document" => Document::ALL.iter().map(|word| word.name()).collect(),
        "department" | "from" | "to" => departments.iter().map(String::as_str).collect(),
        _ => return Ok(()),
    };
    if allowed.contains(&value) {
        return Ok(());
    }
    let problem = written.wrong("config-value", at).with("key", name).with("value", value);
    Err(problem.with("allowed", allowed.join(", ")))
}

fn constants(
    written: &Written<'_>,
    section: &file::Source,
    departments: &[String],
) -> Result<BTreeMap<&'static str, String>> {
    let mut constants = BTreeMap::new();
    for (name, value) in &section.constants {
        let at = name.span().start;
        let name = known_field(written, name.get_ref(), at)?;
        let value = value.clone().into_text();
        check_word(written, name, &value, at, departments)?;
        constants.insert(name, value);
    }
    for (name, value) in [("channel", &section.channel), ("direction", &section.direction)] {
        if let Some(value) = value {
            check_word(written, name, value.get_ref(), value.span().start, departments)?;
            constants.insert(name, value.get_ref().clone());
        }
    }
    Ok(constants)
}

fn decimal(written: &Written<'_>, section: &file::Source) -> Result<DecimalMark> {
    let marks =
        [("auto", DecimalMark::Auto), ("comma", DecimalMark::Comma), ("point", DecimalMark::Point)];
    section
        .decimal
        .as_ref()
        .map_or(Ok(DecimalMark::Auto), |decimal| one_of(written, "decimal", decimal, &marks))
}

fn dates(written: &Written<'_>, section: &file::Source) -> Result<DateOrder> {
    let orders = [
        ("auto", DateOrder::Auto),
        ("dmy", DateOrder::DayMonthYear),
        ("mdy", DateOrder::MonthDayYear),
        ("ymd", DateOrder::YearMonthDay),
    ];
    section
        .dates
        .as_ref()
        .map_or(Ok(DateOrder::Auto), |dates| one_of(written, "dates", dates, &orders))
}

/// A span of the clock, not of a calendar: what is known a day later is known at night too.
fn plain_millis(text: &str) -> Option<i64> {
    match Within::parse(text)? {
        Within::BusinessDays(days) => Some(i64::from(days) * DAY_MILLIS),
        Within::WorkingMinutes(minutes) => Some(i64::from(minutes) * 60_000),
    }
}

fn mail_defaults(spec: &mut SourceSpec) {
    for (field, column) in MAIL_COLUMNS {
        spec.columns.entry(field).or_insert_with(|| vec![(*column).to_owned()]);
    }
    if !spec.columns.contains_key("email") {
        let outgoing = spec.constants.get("direction").is_some_and(|direction| direction == "out");
        let (address, name) = if outgoing { ("to", None) } else { ("from", Some("from_name")) };
        spec.columns.insert("email", vec![address.to_owned()]);
        if let Some(name) = name {
            spec.columns.entry("name").or_insert_with(|| vec![name.to_owned()]);
        }
    }
    spec.constants.entry("channel").or_insert_with(|| "email".to_owned());
}

/// What every source must map: a time for entries, and something that says who.
fn compulsory(spec: &SourceSpec) -> std::result::Result<(), &'static str> {
    let mapped = |name: &str| {
        spec.columns.get(name).is_some_and(|columns| !columns.is_empty())
            || spec.constants.contains_key(name)
    };
    if matches!(spec.content, Content::Entries(_)) && !mapped("at") {
        return Err("at");
    }
    let somebody = [
        "customer",
        "email",
        "pec",
        "phone",
        "phone_2",
        "tax_code",
        "vat_number",
        "about_claim",
        "about_file",
        "about_message",
        "account",
    ];
    if somebody.iter().any(|name| mapped(name)) { Ok(()) } else { Err("customer") }
}
