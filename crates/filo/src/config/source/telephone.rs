//! What a source of telephone calls has by itself: its columns, and which numbers are the company's.

use filo_intake::mapping::spec::SourceSpec;
use filo_intake::read::{Exchange, Format};

use crate::config::check::Written;
use crate::config::file;
use crate::problem::Result;

/// The columns that records of calls have by themselves, each under the name of its field.
const COLUMNS: [&str; 9] =
    ["kind", "outcome", "direction", "phone", "line", "at", "wait_seconds", "seconds", "call"];

/// Maps the columns of calls, unless the source maps them otherwise.
pub(super) fn defaults(spec: &mut SourceSpec, format: Format) {
    if !matches!(format, Format::AsteriskCdr | Format::QueueLog | Format::ThreeCxCdr) {
        return;
    }
    let own: &[&str] = if format == Format::QueueLog { &["key", "turn"] } else { &[] };
    for name in COLUMNS.iter().chain(own).copied() {
        spec.columns.entry(name).or_insert_with(|| vec![name.to_owned()]);
    }
    spec.constants.entry("channel").or_insert_with(|| "phone".to_owned());
}

/// What the source says of its exchange.
pub(super) fn exchange(written: &Written<'_>, section: &file::Source) -> Result<Exchange> {
    let told = &section.exchange;
    let mut exchange = Exchange::default();
    exchange.lines.clone_from(&told.lines);
    if let Some(digits) = &told.extension_digits {
        let [fewest, most] = *digits.get_ref();
        if fewest == 0 || fewest > most {
            return Err(written
                .wrong("config-form", digits.span().start)
                .with("key", "extension_digits")
                .with("value", format!("[{fewest}, {most}]"))
                .with("example", "[2, 5]"));
        }
        exchange.extension_digits = (fewest, most);
    }
    exchange.outside_prefix = told.outside_prefix.clone().unwrap_or_default();
    Ok(exchange)
}
