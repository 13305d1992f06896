//! From an invoice to rows: one an instalment, one a correction.

use rust_decimal::{Decimal, RoundingStrategy};
use rustc_hash::{FxHashMap, FxHashSet};

use super::document::{Body, Customer, Instalment, Invoices, Line, Link};
use crate::read::columns::Lookup;
use crate::read::options::Limits;
use crate::row::{Reason, Row};

/// Documents that a company writes to itself for the tax authority; nobody is asked for money.
const TO_ONESELF: &[&str] =
    &["TD16", "TD17", "TD18", "TD19", "TD20", "TD21", "TD22", "TD23", "TD27", "TD28", "TD29"];

const CREDIT_NOTES: &[&str] = &["TD04", "TD08"];
const DEBIT_NOTES: &[&str] = &["TD05", "TD09"];

/// A row to come: the document and what of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Planned {
    body: usize,
    part: Part,
}

#[derive(Debug, Clone, Copy)]
enum Part {
    /// An instalment by its block and its place there, and its number among all.
    Instalment { block: usize, place: usize, number: usize, is_single: bool },
    /// No payment data: the whole document.
    Whole,
    /// A correction, by the place of its link.
    Correction { link: usize },
    /// A correction that names no invoice.
    Unlinked,
}

/// The rows of a file, and how many documents there are about nobody's money.
///
/// # Errors
/// Where rows would repeat more of the document than a document may hold.
pub(super) fn plan(
    invoices: &mut Invoices,
    limits: Limits,
) -> Result<(Vec<Planned>, usize), Reason> {
    let mut planned = Vec::new();
    let mut others = 0;
    let mut repeated = 0;
    for (place, body) in invoices.bodies.iter_mut().enumerate() {
        let before = planned.len();
        let mut push = |part| planned.push(Planned { body: place, part });
        let kind = body.kind.as_str();
        if TO_ONESELF.contains(&kind) {
            others += 1;
        } else if CREDIT_NOTES.contains(&kind) {
            join_links(body);
            share_out(body);
            if body.links.is_empty() {
                push(Part::Unlinked);
            }
            (0..body.links.len()).for_each(|link| push(Part::Correction { link }));
        } else {
            let blocks = if are_alternatives(body) { 1 } else { body.payments.len() };
            let counts = body.payments.iter().take(blocks).map(Vec::len);
            let all: usize = counts.clone().sum();
            if all == 0 {
                push(Part::Whole);
            }
            let places = counts
                .enumerate()
                .flat_map(|(block, count)| (0..count).map(move |place| (block, place)));
            for (number, (block, place)) in places.enumerate() {
                push(Part::Instalment { block, place, number: number + 1, is_single: all == 1 });
            }
        }
        body.period = period(body);
        repeated += (planned.len() - before) * (body.causal.len() + invoices.customer.bytes());
        if repeated > limits.message_bytes_max {
            let limit = u64::try_from(limits.message_bytes_max).unwrap_or(u64::MAX);
            return Err(Reason::TooLarge { limit });
        }
    }
    Ok((planned, others))
}

/// The first and the last day that any line names.
fn period(body: &Body) -> (String, String) {
    let days =
        |of: fn(&Line) -> &str| body.lines.iter().map(of).map(day).filter(|day| !day.is_empty());
    let from = days(|line| &line.from).min().unwrap_or_default();
    let to = days(|line| &line.to).max().unwrap_or_default();
    (from.to_owned(), to.to_owned())
}

/// An invoice that is linked several times, once for each of its lines, is one invoice.
fn join_links(body: &mut Body) {
    let mut joined: Vec<Link> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for link in std::mem::take(&mut body.links) {
        match places.get(&link.number).and_then(|&place| joined.get_mut(place)) {
            Some(known) => known.lines.extend(link.lines),
            None if link.number.is_empty() => {}
            None => {
                places.insert(link.number.clone(), joined.len());
                joined.push(link);
            }
        }
    }
    body.links = joined;
}

/// What a credit note takes back of each invoice it names: the whole of the only one, else the lines
/// that are about it, with their tax.
fn share_out(body: &mut Body) {
    let mut by_line: FxHashMap<&str, Option<Decimal>> = FxHashMap::default();
    for line in &body.lines {
        let sum = by_line.entry(&line.number).or_insert(Some(Decimal::ZERO));
        *sum = sum.zip(with_tax(line)).and_then(|(sum, more)| sum.checked_add(more));
    }
    let is_only = body.links.len() == 1;
    let amounts = body.links.iter().map(|link| {
        let lines: FxHashSet<&str> = link.lines.iter().map(String::as_str).collect();
        if is_only && (lines.is_empty() || by_line.keys().all(|line| lines.contains(line))) {
            return payable(body);
        }
        let mut known = lines.iter().filter_map(|line| by_line.get(line)).peekable();
        known.peek()?;
        let sum = known.try_fold(Decimal::ZERO, |sum, line| sum.checked_add((*line)?));
        sum.map(to_cents)
    });
    let amounts: Vec<Option<Decimal>> = amounts.collect();
    for (link, amount) in body.links.iter_mut().zip(amounts) {
        link.amount = amount;
    }
}

/// Several blocks of payment data that each hold the whole amount are several ways to pay it once.
fn are_alternatives(body: &Body) -> bool {
    let sum = |block: &Vec<Instalment>| {
        let amounts = block.iter().map(|one| number(&one.amount));
        amounts.into_iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount?))
    };
    let mut sums = body.payments.iter().map(sum);
    let first = sums.next().flatten();
    body.payments.len() > 1
        && first.is_some_and(|first| !first.is_zero())
        && sums.all(|sum| sum == first)
        && first == payable(body)
}

/// Fills a row.
pub(super) fn fill(
    lookup: &mut Lookup,
    row: &mut Row,
    line: u64,
    file: &str,
    invoices: &Invoices,
    planned: Planned,
) {
    let Some(body) = invoices.bodies.get(planned.body) else { return };
    lookup.begin(row, line);
    let mut put = |name: &str, value: &str| lookup.put(row, name, value);
    put_customer(&mut put, &invoices.customer);
    put("file", file);
    put("document_type", &body.kind);
    put("at", day(&body.date));
    put("contract", &body.contract);
    put("causal", &body.causal);
    put("total", &body.total);
    put("currency", &body.currency);
    put("supplier_vat", &invoices.supplier.joined());
    put("period_from", &body.period.0);
    put("period_to", &body.period.1);
    let key = |part: String| format!("{file}#{}.{part}", planned.body + 1);
    let part = planned.part;
    match part {
        Part::Correction { .. } | Part::Unlinked => {
            let place = if let Part::Correction { link } = part { Some(link) } else { None };
            put("kind", "credit");
            put("key", &key(format!("c{}", place.unwrap_or(0) + 1)));
            put("number", &body.number);
            let link = place.and_then(|place| body.links.get(place));
            put("claim", link.map_or("", |link| &link.number));
            put(
                "amount",
                &link
                    .map_or_else(|| payable(body), |link| link.amount)
                    .map(|amount| amount.abs().to_string())
                    .unwrap_or_default(),
            );
        }
        Part::Instalment { .. } | Part::Whole => {
            let is_debit = DEBIT_NOTES.contains(&body.kind.as_str());
            put("kind", "invoice");
            put("document", if is_debit { "debit_note" } else { "invoice" });
            put("claim", &body.number);
            match part {
                Part::Instalment { block, place, number, is_single } => {
                    put("key", &key(number.to_string()));
                    if !is_single {
                        put("instalment", &number.to_string());
                    }
                    let one = body.payments.get(block).and_then(|block| block.get(place));
                    one.into_iter().for_each(|one| put_instalment(&mut put, one));
                    if one.is_some_and(|one| one.amount.is_empty()) && is_single {
                        put(
                            "amount",
                            &payable(body).map(|amount| amount.to_string()).unwrap_or_default(),
                        );
                    }
                }
                _ => {
                    put("key", &key("1".to_owned()));
                    put(
                        "amount",
                        &payable(body).map(|amount| amount.to_string()).unwrap_or_default(),
                    );
                }
            }
        }
    }
    lookup.finish(row);
}

fn put_instalment(put: &mut impl FnMut(&str, &str), one: &Instalment) {
    put("amount", &one.amount);
    put("due", &due(one));
    put("method", &one.method);
    put("payment_code", &one.code);
}

/// The day an instalment falls due: written, or so many days after another.
fn due(one: &Instalment) -> String {
    if !one.due.is_empty() {
        return day(&one.due).to_owned();
    }
    let from: Option<jiff::civil::Date> = day(&one.terms_from).parse().ok();
    let days: Option<i32> = one.terms_days.parse().ok();
    let due = from
        .zip(days)
        .and_then(|(from, days)| from.checked_add(jiff::Span::new().try_days(days).ok()?).ok());
    due.map(|due| due.to_string()).unwrap_or_default()
}

fn put_customer(put: &mut impl FnMut(&str, &str), customer: &Customer) {
    put("customer", &customer_key(customer));
    put("tax_code", &customer.tax_code);
    if customer.vat.country.eq_ignore_ascii_case("IT") {
        put("vat_number", &customer.vat.code);
    }
    put("company_name", &customer.company);
    put("first_name", &customer.first_name);
    put("last_name", &customer.last_name);
    put("pec", &customer.pec);
    put("address", &customer.street);
    put("house_number", &customer.house_number);
    put("postcode", &customer.postcode);
    put("city", &customer.city);
    put("province", &customer.province);
}

/// What a customer is known by: tax code, else VAT number with its country, else name and address.
fn customer_key(customer: &Customer) -> String {
    if !customer.tax_code.is_empty() {
        return customer.tax_code.to_uppercase();
    }
    // Private customers abroad have no number; what is written instead is the same for all of them.
    let is_number =
        customer.vat.code.chars().any(|letter| !matches!(letter, '0' | '9' | 'O' | 'X'));
    if is_number {
        return customer.vat.joined();
    }
    let parts = [
        &customer.company,
        &customer.last_name,
        &customer.first_name,
        &customer.street,
        &customer.house_number,
        &customer.postcode,
        &customer.city,
        &customer.vat.country,
    ];
    let words = parts.iter().flat_map(|part| part.split_whitespace());
    words.collect::<Vec<_>>().join(" ").to_uppercase()
}

fn with_tax(line: &Line) -> Option<Decimal> {
    let rate = if line.rate.is_empty() { Some(Decimal::ZERO) } else { number(&line.rate) };
    let factor = rate?.checked_add(Decimal::ONE_HUNDRED)?.checked_div(Decimal::ONE_HUNDRED)?;
    number(&line.net)?.checked_mul(factor)
}

/// What a document asks for in all: its total, or what its sums make of it; less tax that a public
/// body pays to the state and less tax that the customer withholds.
fn payable(body: &Body) -> Option<Decimal> {
    let total = number(&body.total).or_else(|| summed(body))?;
    let split = body.sums.iter().filter(|sum| sum.due == "S").map(|sum| number(&sum.tax));
    let withheld = body.withheld.iter().map(|amount| number(amount));
    let less: Decimal =
        split.chain(withheld).flatten().try_fold(Decimal::ZERO, Decimal::checked_add)?;
    total.checked_sub(less)
}

fn summed(body: &Body) -> Option<Decimal> {
    let net_and_tax = body.sums.iter().flat_map(|sum| [&sum.net, &sum.tax]);
    let gross = body.lines.iter().map(|line| &line.gross);
    let parts = net_and_tax.chain(gross).chain([&body.rounding]);
    let mut known = parts.filter_map(|amount| number(amount)).peekable();
    known.peek()?;
    known.try_fold(Decimal::ZERO, Decimal::checked_add).map(to_cents)
}

fn to_cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// An amount as these documents write it: digits, a point, perhaps a sign.
fn number(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// The day of a date that may carry a zone: `2026-03-01+01:00`.
fn day(text: &str) -> &str {
    match text.get(..10) {
        Some(day) if !day.contains('T') => day,
        _ => text,
    }
}
