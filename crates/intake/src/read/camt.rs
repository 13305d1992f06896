//! Reads bank statements and notifications (ISO 20022 camt.053 and camt.054): a row a transaction.
use super::Opened;
use super::options::{Format, OpenError, Options};
use super::source::Source;

/// Opens.
pub(super) fn open(
    _source: Source,
    _options: &Options,
    _wanted: &[String],
) -> Result<Opened, OpenError> {
    Err(OpenError::NotTheFormat { format: Format::Camt })
}
