//! Bank statements and notifications: what is a payment, by what it is known, and what is passed over.

use filo_intake::read::{Format, OpenError, Options, open_bytes};

use crate::support::{boxed, gzip, read_as, values};

const USUAL: &[&str] = &["key", "at", "amount", "currency", "reference", "debtor_name"];

/// A statement of some entries.
fn statement(entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr>\
         <MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><IBAN>IT60X0542811101000000123456</IBAN>\
         </Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
    )
}

fn entry(amount: &str, indicator: &str, inside: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{indicator}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
         <BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-03</Dt></ValDt>{inside}</Ntry>"
    )
}

fn transaction(inside: &str) -> String {
    format!("<NtryDtls><TxDtls>{inside}</TxDtls></NtryDtls>")
}

/// The rows of a statement without the place before them and what nobody wanted.
#[track_caller]
fn check(entries: &str, wanted: &[&str], rows: &[&str]) {
    let found = read_as(Format::Camt, statement(entries), wanted);
    assert_eq!(found.set_apart, [""; 0], "nothing is set apart");
    let found: Vec<&str> = found.rows.iter().map(|row| values(row)).collect();
    assert_eq!(found, rows);
}

#[test]
fn money_that_comes_in_is_a_payment() {
    let inside = "<AcctSvcrRef>B-1</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>\
        <SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>"
        .to_owned()
        + &transaction(
            "<Refs><EndToEndId>E-1</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Mario Rossi</Nm></Pty>\
             </Dbtr><DbtrAcct><Id><IBAN>IT11X</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Saldo \
             fatt. &amp; altro</Ustrd><Ustrd>F26-17</Ustrd></RmtInf>",
        );
    check(&entry("122.00", "CRDT", &inside), USUAL, &["B-1|2026-03-02|122.00|EUR||Mario Rossi"]);
    check(
        &entry("122.00", "CRDT", &inside),
        &["remittance", "end_to_end", "debtor_iban", "method", "bank_reference", "reason"],
        &["Saldo fatt. & altro F26-17|E-1|IT11X|PMNT-RCDT-ESCT|B-1|"],
    );
}

#[test]
fn each_transaction_of_a_batch_is_a_row_with_its_own_amount() {
    let one = |amount: &str, reference: &str, name: &str| {
        format!(
            "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">{amount}</Amt></TxAmt></AmtDtls><RltdPties>\
             <Dbtr><Nm>{name}</Nm></Dbtr></RltdPties><RmtInf><Strd><CdtrRefInf><Ref>{reference}</Ref>\
             </CdtrRefInf></Strd></RmtInf></TxDtls>"
        )
    };
    let batch = format!(
        "<AcctSvcrRef>B-2</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch>{}{}{}</NtryDtls>",
        one("10.00", "F26-1", "A"),
        one("20.00", "F26-2", "B"),
        "<TxDtls><RltdPties><Dbtr><Nm>C</Nm></Dbtr></RltdPties></TxDtls>",
    );
    check(
        &entry("60.00", "CRDT", &batch),
        USUAL,
        &[
            "B-2#1|2026-03-02|10.00|EUR|F26-1|A",
            "B-2#2|2026-03-02|20.00|EUR|F26-2|B",
            // What the third paid is not said, and the sum of the batch is not its own.
            "B-2#3|2026-03-02||||C",
        ],
    );
}

#[test]
fn a_payment_of_several_invoices_is_shared_out_where_it_says_how() {
    let paid = |number: &str, amount: &str| {
        format!(
            "<Strd><RfrdDocInf><Nb>{number}</Nb></RfrdDocInf>{}</Strd>",
            match amount {
                "" => String::new(),
                amount =>
                    format!("<RfrdDocAmt><RmtdAmt Ccy=\"EUR\">{amount}</RmtdAmt></RfrdDocAmt>"),
            }
        )
    };
    let with = |blocks: &[String]| {
        let inside = transaction(&format!("<RmtInf>{}</RmtInf>", blocks.concat()));
        entry("30.00", "CRDT", &format!("<AcctSvcrRef>B-3</AcctSvcrRef>{inside}"))
    };
    let wanted = &["key", "amount", "reference"];
    check(
        &with(&[paid("F26-1", "10.00"), paid("F26-2", "20.00")]),
        wanted,
        &["B-3/1|10.00|F26-1", "B-3/2|20.00|F26-2"],
    );
    check(&with(&[paid("F26-1", "10.00"), paid("F26-2", "")]), wanted, &["B-3|30.00|F26-1"]);
    check(&with(&[paid("F26-1", "10.00")]), wanted, &["B-3|30.00|F26-1"]);
}

#[test]
fn an_entry_without_details_or_references_is_still_a_row() {
    check(
        &(entry("5.00", "CRDT", "<NtryRef>7</NtryRef>") + &entry("6.00", "CRDT", "")),
        USUAL,
        &["7 2026-03-02 5.00|2026-03-02|5.00|EUR||", "|2026-03-02|6.00|EUR||"],
    );
    let absent = "<AcctSvcrRef>NONREF</AcctSvcrRef>".to_owned()
        + &transaction("<Refs><EndToEndId>NOTPROVIDED</EndToEndId><TxId>T-1</TxId></Refs>");
    check(&entry("5.00", "CRDT", &absent), &["key", "end_to_end"], &["T-1 2026-03-02 5.00|"]);
}

#[test]
fn a_returned_collection_is_a_payment_with_a_minus() {
    let inside = "<AcctSvcrRef>B-1</AcctSvcrRef>".to_owned()
        + &transaction(
            "<RltdPties><Dbtr><Nm>Mario Rossi</Nm></Dbtr></RltdPties><RmtInf><Strd><RfrdDocInf>\
             <Nb>F26-17</Nb></RfrdDocInf></Strd></RmtInf><RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>",
        );
    check(
        &entry("122.00", "DBIT", &inside),
        &["key", "amount", "reference", "debtor_name", "reason"],
        &["B-1-|-122.00|F26-17|Mario Rossi|AM04"],
    );
    let reversed = "<RvslInd>true</RvslInd><AcctSvcrRef>B-9</AcctSvcrRef>";
    check(&entry("1.00", "DBIT", reversed), &["key", "amount"], &["B-9-|-1.00"]);
}

#[test]
fn other_money_is_counted_and_not_kept() {
    let salary = transaction("<RltdPties><Cdtr><Nm>Anna Bianchi</Nm></Cdtr></RltdPties>");
    let returned = transaction("<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>");
    let pending = entry("1.00", "CRDT", "").replace("BOOK", "PDNG");
    let entries = entry("1500.00", "DBIT", &salary) + &entry("9.00", "CRDT", &returned) + &pending;
    let found = read_as(Format::Camt, statement(&entries), USUAL);
    assert_eq!(found.rows.len(), 0);
    assert_eq!(found.set_apart, ["1:other-content", "2:other-content", "3:other-content"]);
}

#[test]
fn times_with_a_zone_and_the_day_of_value_are_taken() {
    let timed = entry("1.00", "CRDT", "")
        .replace("<Dt>2026-03-02</Dt>", "<DtTm>2026-03-02T10:00:00Z</DtTm>");
    check(&timed, &["at"], &["2026-03-02T10:00:00Z"]);
    let valued = entry("1.00", "CRDT", "").replace("<BookgDt><Dt>2026-03-02</Dt></BookgDt>", "");
    check(&valued, &["at"], &["2026-03-03"]);
}

#[test]
fn notifications_prefixes_wrappings_and_encodings_are_read() {
    let one = statement(&entry("1.00", "CRDT", ""));
    let notification =
        one.replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn").replace("Stmt>", "Ntfctn>");
    assert_eq!(
        read_as(Format::Camt, notification, &["amount"]).rows,
        ["1:1.00+at=2026-03-02+currency=EUR"]
    );
    let wrapped = one
        .replace("<Document", "<CBIBkToCstmrStmtReqPhyMsg><Document")
        .replace("</Document>", "</Document></CBIBkToCstmrStmtReqPhyMsg>");
    assert_eq!(read_as(Format::Camt, wrapped, &["amount", "at", "currency"]).rows.len(), 1);
    let prefixed = one.replace('<', "<d:").replace("<d:/", "</d:").replace("<d:?", "<?");
    assert_eq!(read_as(Format::Camt, prefixed, &["amount"]).rows.len(), 1);
    assert_eq!(read_as(Format::Camt, gzip(one.as_bytes()), &["amount"]).rows.len(), 1);
    let named = entry("1.00", "CRDT", &transaction("<RmtInf><Ustrd>citt\u{1}</Ustrd></RmtInf>"));
    let latin = statement(&named).replace("UTF-8", "ISO-8859-1");
    let latin: Vec<u8> = latin.bytes().map(|byte| if byte == 1 { 0xe0 } else { byte }).collect();
    assert_eq!(
        read_as(Format::Camt, latin, &["remittance", "at", "currency", "amount"]).rows,
        ["1:città|2026-03-02|EUR|1.00"]
    );
}

#[test]
fn a_wrong_encoding_costs_nothing_before_it() {
    let named = entry("2.00", "CRDT", &transaction("<RmtInf><Ustrd>citt\u{1}</Ustrd></RmtInf>"));
    let wrong = statement(&(entry("1.00", "CRDT", "") + &named));
    let wrong: Vec<u8> = wrong.bytes().map(|byte| if byte == 1 { 0xe0 } else { byte }).collect();
    let found = read_as(Format::Camt, wrong, &["amount"]);
    assert_eq!((found.rows.len(), found.set_apart), (1, vec!["2:encoding".to_owned()]));
}

#[test]
fn cut_and_hostile_statements_lose_nothing_before_the_fault() {
    let whole = statement(&(entry("1.00", "CRDT", "") + &entry("2.00", "CRDT", "")));
    let cut = &whole[..whole.rfind("<ValDt>").expect("it is there")];
    let found = read_as(Format::Camt, cut, &["amount"]);
    assert_eq!((found.rows.len(), found.set_apart), (1, vec!["2:truncated".to_owned()]));
    let bomb = whole.replace("<Document", "<!DOCTYPE x [<!ENTITY a \"b\">]><Document");
    assert_eq!(read_as(Format::Camt, bomb, USUAL).set_apart, ["1:entity"]);
    let found = read_as(Format::Camt, whole.replace("2.00", "&evil;"), &["amount"]);
    assert_eq!((found.rows.len(), found.set_apart), (1, vec!["2:broken-xml".to_owned()]));
    let long = whole.replace("2.00", &"9".repeat(2 << 20));
    let found = read_as(Format::Camt, long, &["amount"]);
    assert_eq!((found.rows.len(), found.set_apart), (1, vec!["2:too-long".to_owned()]));
    let deep = whole.replace("2.00", &"<a>".repeat(50));
    assert_eq!(read_as(Format::Camt, deep, USUAL).set_apart, ["2:too-deep"]);
}

#[test]
fn what_is_no_statement_does_not_open() {
    for other in [
        "<html><body/></html>",
        "a;b\n1;2\n",
        "<Document><FIToFICstmrCdtTrf></FIToFICstmrCdtTrf></Document>",
    ] {
        let opened = open_bytes(boxed(other), &Options::new(Format::Camt), &[]);
        assert!(matches!(opened, Err(OpenError::NotTheFormat { .. })), "{other}");
    }
    assert!(matches!(
        open_bytes(boxed(""), &Options::new(Format::Camt), &[]),
        Err(OpenError::Empty)
    ));
}
