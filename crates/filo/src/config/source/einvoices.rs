//! What a source of electronic invoices or bank statements needs no word of: columns, habits, terms.

use filo_intake::mapping::spec::SourceSpec;
use filo_model::amount::DecimalMark;
use filo_model::moment::DateOrder;

/// The columns of electronic invoices that have a field of the same name; what has none stays as
/// given.
const INVOICE_FIELDS: &[&str] = &[
    "kind",
    "key",
    "file",
    "document",
    "customer",
    "tax_code",
    "vat_number",
    "company_name",
    "first_name",
    "last_name",
    "pec",
    "address",
    "house_number",
    "postcode",
    "city",
    "province",
    "at",
    "claim",
    "number",
    "instalment",
    "amount",
    "due",
    "period_from",
    "period_to",
    "contract",
    "carrier",
    "state",
    "reason",
    "about_file",
];

pub(super) fn invoice_defaults(spec: &mut SourceSpec) {
    for field in INVOICE_FIELDS {
        spec.columns.entry(field).or_insert_with(|| vec![(*field).to_owned()]);
    }
    habits(spec);
}

/// How these formats write numbers and dates, and that they come from a system.
fn habits(spec: &mut SourceSpec) {
    if spec.decimal == DecimalMark::Auto {
        spec.decimal = DecimalMark::Point;
    }
    if spec.dates == DateOrder::Auto {
        spec.dates = DateOrder::YearMonthDay;
    }
    spec.constants.entry("channel").or_insert_with(|| "system".to_owned());
}
