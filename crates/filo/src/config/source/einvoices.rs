//! What a source of electronic invoices or bank statements needs no word of: columns, habits, terms.

use std::collections::BTreeMap;

use filo_intake::mapping::spec::SourceSpec;
use filo_intake::mapping::terms::pattern_fault;
use filo_intake::read::fatturapa::COLUMNS;
use filo_model::amount::DecimalMark;
use filo_model::moment::DateOrder;

use super::known_field;
use crate::config::check::Written;
use crate::config::file;
use crate::problem::Result;

/// The columns of electronic invoices that no field is for: they stay as given.
const KEPT_AS_GIVEN: &[&str] = &[
    "document_type",
    "method",
    "payment_code",
    "causal",
    "total",
    "currency",
    "supplier_vat",
    "sdi",
];

/// The columns of bank statements, and the fields they are for; those of the claim depend on patterns.
const STATEMENT_FIELDS: &[(&str, &str)] = &[
    ("key", "key"),
    ("at", "at"),
    ("amount", "amount"),
    ("text", "remittance"),
    ("method", "method"),
    ("account", "debtor_iban"),
    ("name", "debtor_name"),
    ("company_name", "debtor_company"),
];

/// The patterns of a source, each tried.
pub(super) fn patterns(
    written: &Written<'_>,
    section: &file::Source,
) -> Result<BTreeMap<&'static str, String>> {
    let mut patterns = BTreeMap::new();
    for (name, pattern) in &section.patterns {
        let name = known_field(written, name.get_ref(), name.span().start)?;
        if let Some(fault) = pattern_fault(pattern.get_ref()) {
            let problem = written.wrong("config-pattern", pattern.span().start);
            return Err(problem.with("key", name).with("fault", fault));
        }
        patterns.insert(name, pattern.get_ref().clone());
    }
    Ok(patterns)
}

pub(super) fn invoice_defaults(spec: &mut SourceSpec) {
    for field in COLUMNS.iter().filter(|column| !KEPT_AS_GIVEN.contains(column)) {
        spec.columns.entry(field).or_insert_with(|| vec![(*field).to_owned()]);
    }
    habits(spec);
}

/// A payment is known by the claim it names, else by the account it comes from. With a pattern the
/// claim is also looked for in the words that came with the payment.
pub(super) fn statement_defaults(spec: &mut SourceSpec) {
    for (field, column) in STATEMENT_FIELDS {
        spec.columns.entry(field).or_insert_with(|| vec![(*column).to_owned()]);
    }
    let mut from = vec!["reference".to_owned()];
    if spec.patterns.contains_key("claim") {
        from.push("remittance".to_owned());
    }
    let from = spec.columns.entry("claim").or_insert(from).clone();
    spec.columns.entry("about_claim").or_insert(from);
    if let Some(pattern) = spec.patterns.get("claim").cloned() {
        spec.patterns.entry("about_claim").or_insert(pattern);
    }
    habits(spec);
}

/// A pattern looks in columns, so its field has to have some.
pub(super) fn patterns_have_columns(
    written: &Written<'_>,
    section: &file::Source,
    spec: &SourceSpec,
) -> Result<()> {
    let lost =
        section.patterns.keys().find(|name| !spec.columns.contains_key(name.get_ref().as_str()));
    lost.map_or(Ok(()), |name| {
        let problem = written.wrong("config-missing-column", name.span().start);
        Err(problem.with("source", &spec.name).with("key", name.get_ref()))
    })
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
