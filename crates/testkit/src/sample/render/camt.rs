//! Statements of the bank (ISO 20022, camt.053): an entry for each payment, with what the payer wrote.

use std::fmt::Write as _;

use super::{push_amount, push_escaped};
use crate::sample::dates::{Order, push_date};
use crate::sample::event::{Event, Value};

const ACCOUNT: &str = "IT60X0542811101000000123456";

/// What stands before the entries.
pub(super) fn begin(date: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><GrpHdr><MsgId>EC-{date}</MsgId><CreDtTm>{date}T21:00:00</CreDtTm></GrpHdr><Stmt><Id>EC-{date}</Id><CreDtTm>{date}T21:00:00</CreDtTm><Acct><Id><IBAN>{ACCOUNT}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
    )
}

/// What stands after the entries.
pub(super) const END: &str = "</Stmt></BkToCstmrStmt></Document>\n";

/// Adds the entry of a payment.
pub(super) fn push(out: &mut String, event: &Event) {
    let text = |field| event.get(field).unwrap_or_default();
    let key = text("key");
    let _ = write!(out, "<Ntry><NtryRef>{key}</NtryRef><Amt Ccy=\"EUR\">");
    let cents = match event.value("amount") {
        Some(Value::Cents(cents)) => *cents,
        _ => 0,
    };
    push_amount(out, cents, '.');
    out.push_str("</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>");
    push_date(out, event.at.day(), Order::YearFirst);
    out.push_str("</Dt></BookgDt><ValDt><Dt>");
    push_date(out, event.at.day(), Order::YearFirst);
    let _ = write!(out, "</Dt></ValDt><AcctSvcrRef>{key}</AcctSvcrRef>");
    out.push_str(
        "<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Nm>",
    );
    push_escaped(out, text("name"));
    let _ = write!(
        out,
        "</Nm></Dbtr><DbtrAcct><Id><IBAN>{}</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>",
        text("account")
    );
    push_escaped(out, &wording(event));
    out.push_str("</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n");
}

/// What a payer writes: the number of the invoice in one of the ways people write it.
fn wording(event: &Event) -> String {
    let text = |field| event.get(field).unwrap_or_default();
    let (claim, name) = (text("claim"), text("name"));
    if claim.is_empty() {
        return "pagamento bolletta, grazie".to_owned();
    }
    let number = claim.get(4..).unwrap_or_default();
    let part = match text("instalment") {
        "" => String::new(),
        part => format!(" rata {part}"),
    };
    match text("wording") {
        "0" => format!("Saldo fattura {claim}{part}"),
        "1" => format!("PAGAMENTO FATT. N. {claim}{part}"),
        "2" => format!("bolletta F26/{number}{part} {name}"),
        "3" => format!("ft F26 {number}{part}"),
        "4" => format!("{claim}{part}"),
        "5" => format!("Pag. bolletta luce n.{claim}{part} grazie"),
        "6" => format!("{name} saldo F26-{number}{part}"),
        _ => format!("fattura nr {claim} del mese scorso{part}"),
    }
}
