//! A company that sends electronic invoices: receipts, payments and due dates find their customers.

use std::fs;

use filo_store::thread::Thread;

use crate::company::{Company, assert_same};

const CONFIG: &str = r#"[company]
name = "Luce Spa"
zone = "Europe/Rome"

[[department]]
name = "administration"
people = 10

[[source]]
name = "einvoices"
department = "administration"
kind = "invoice"
path = "sent/**/*"
format = "fatturapa"
due_after = { "*" = 30, "CT-2" = 60 }

[[source]]
name = "bank"
department = "administration"
kind = "payment"
path = "bank/*.xml"
format = "camt"
[source.patterns]
claim = 'F\d\d-\d+'
"#;

/// An invoice to a person, by number and contract, that does not say when it is due.
fn invoice(number: &str, contract: &str, tax_code: &str) -> String {
    format!(
        "<p:FatturaElettronica xmlns:p=\"urn:p\"><FatturaElettronicaHeader><CessionarioCommittente>\
         <DatiAnagrafici><CodiceFiscale>{tax_code}</CodiceFiscale><Anagrafica><Nome>Mario</Nome>\
         <Cognome>Rossi</Cognome></Anagrafica></DatiAnagrafici></CessionarioCommittente>\
         </FatturaElettronicaHeader><FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>\
         <TipoDocumento>TD01</TipoDocumento><Divisa>EUR</Divisa><Data>2026-03-01</Data>\
         <Numero>{number}</Numero><ImportoTotaleDocumento>122.00</ImportoTotaleDocumento>\
         </DatiGeneraliDocumento><DatiContratto><IdDocumento>{contract}</IdDocumento></DatiContratto>\
         </DatiGenerali></FatturaElettronicaBody></p:FatturaElettronica>"
    )
}

fn receipt(root: &str, file: &str) -> String {
    format!(
        "<{root}><NomeFile>{file}.xml.p7m</NomeFile>\
         <DataOraRicezione>2026-03-02T10:00:00</DataOraRicezione></{root}>"
    )
}

fn credit(words: &str, iban: &str, name: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">122.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-03-20</Dt>\
         </BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>{name}</Nm></Dbtr><DbtrAcct><Id>\
         <IBAN>{iban}</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>{words}</Ustrd></RmtInf>\
         </TxDtls></NtryDtls></Ntry>"
    )
}

fn company() -> Company {
    let company = Company::empty();
    company.write("filo.toml", CONFIG.as_bytes());
    for folder in ["sent/03", "sent/receipts", "bank"] {
        fs::create_dir_all(company.path().join(folder)).unwrap();
    }
    for (name, text) in [
        ("sent/03/IT01234567890_00001.xml", invoice("F26-1", "CT-1", "RSSMRA80A01H501U")),
        ("sent/03/IT01234567890_00002.xml", invoice("F26-2", "CT-2", "VRDLGI85M41F205X")),
        (
            "sent/receipts/IT01234567890_00001_RC_001.xml",
            receipt("RicevutaConsegna", "IT01234567890_00001"),
        ),
        (
            "sent/receipts/IT01234567890_00002_NS_001.xml",
            receipt("NotificaScarto", "IT01234567890_00002"),
        ),
    ] {
        company.write(name, text.as_bytes());
    }
    let statement = [
        credit("Saldo fattura F26-1 di marzo", "IT01A", "Anna Bianchi"),
        credit("grazie", "IT02B", "Paolo Neri"),
    ];
    let statement = statement.concat();
    company.write(
        "bank/march.xml",
        format!("<Document><BkToCstmrStmt><Stmt>{statement}</Stmt></BkToCstmrStmt></Document>")
            .as_bytes(),
    );
    company
}

/// The thread of whoever a word finds.
fn thread(company: &Company, who: &str) -> Thread {
    let store = company.store();
    let found = store.customer_find(who, 9).unwrap();
    assert_eq!(found.len(), 1, "{who}: {found:?}");
    store.thread_fetch(found[0].customer, false).unwrap()
}

/// The kinds of a thread's entries, and the facts of each.
fn told(thread: &Thread) -> Vec<String> {
    let facts = thread.entries.iter().map(|entry| {
        let kind = entry.facts.kind().name();
        format!("{kind} {}", serde_json::to_string(&entry.facts).unwrap())
    });
    facts.collect()
}

#[test]
fn receipts_and_payments_come_to_the_customer_of_the_invoice() {
    let company = company();
    let woven = company.weave_well();
    assert_eq!((woven.total.rows, woven.total.set_apart), (6, 0));
    assert_eq!(
        told(&thread(&company, "RSSMRA80A01H501U")),
        [
            r#"invoice {"claim":"F26-1","document":"invoice","amount":"122.00","due":"2026-03-31","contract":"CT-1","file":"IT01234567890_00001"}"#,
            r#"receipt {"carrier":"sdi","file":"IT01234567890_00001","state":"delivered","reason":"RC"}"#,
            r#"payment {"claim":"F26-1","amount":"122.00"}"#,
        ]
    );
    assert_eq!(
        told(&thread(&company, "VRDLGI85M41F205X")),
        [
            r#"invoice {"claim":"F26-2","document":"invoice","amount":"122.00","due":"2026-04-30","contract":"CT-2","file":"IT01234567890_00002"}"#,
            r#"receipt {"carrier":"sdi","file":"IT01234567890_00002","state":"rejected","reason":"NS"}"#,
        ]
    );
    // Without a claim a payment is the account's, which has a name.
    assert_eq!(told(&thread(&company, "Paolo Neri")), [r#"payment {"amount":"122.00"}"#]);
    // Whoever paid for another is not the other.
    assert!(company.store().customer_find("Anna Bianchi", 9).unwrap().is_empty());
}

#[test]
fn a_derived_day_of_payment_says_so() {
    let company = company();
    company.weave_well();
    let thread = thread(&company, "VRDLGI85M41F205X");
    let given = serde_json::to_string(&thread.entries[0].given).unwrap();
    assert!(given.contains(r#"["due_from_terms","60"]"#), "{given}");
}

/// The company with so many files, one of them broken.
pub(crate) fn many(files: usize) -> Company {
    let company = company();
    for place in 3..files {
        let text = invoice(&format!("F26-{place}"), "CT-1", "RSSMRA80A01H501U");
        let text = if place == 77 { &text[..400] } else { &text };
        company.write(&format!("sent/03/IT01234567890_{place:05}.xml"), text.as_bytes());
    }
    company
}

#[test]
fn many_small_files_are_read_like_any_other() {
    // More of them than one chunk holds.
    let company = many(5_000);
    let woven = company.weave_well();
    assert_eq!((woven.total.rows, woven.total.set_apart), (5_003, 1));
    assert!(company.readings().iter().all(|one| one.finished && one.tally.adds_up()));
    let dump = company.dump();
    let again = company.weave_well();
    assert_eq!((again.total.loaded, again.total.known), (0, 5_002));
    assert_same(&company.dump(), &dump);
    // One file more, one corrected, and one that cannot be opened: the others are read.
    let more = invoice("F26-9999", "CT-1", "RSSMRA80A01H501U");
    company.write("sent/03/IT01234567890_09999.xml", more.as_bytes());
    let other = invoice("F26-1", "CT-1", "RSSMRA80A01H501U").replace("122.00", "99.00");
    company.write("sent/03/IT01234567890_00001.xml", other.as_bytes());
    company.write("sent/03/IT01234567890_00500.xml", b"");
    let third = company.weave();
    assert_eq!((third.total.loaded, third.total.corrected), (1, 1));
    assert_eq!(third.problems.len(), 1);
}
