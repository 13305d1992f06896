//! Invoices, credit notes and debit notes.

use super::writing::{HEADER, file, general, instalment, invoice, payments};
use super::{USUAL, check, check_apart, read_file};

const DUE: &[&str] = &["instalment", "amount", "due"];
const CREDIT: &[&str] = &["kind", "key", "claim", "number", "amount"];

#[test]
fn an_invoice_is_a_row_about_its_customer() {
    check(
        &invoice(),
        USUAL,
        &["invoice|IT01234567890_00001#1.1|IT00743110157|F26-1||122.00|2026-03-31"],
    );
    check(
        &invoice(),
        &["file", "document", "vat_number", "company_name", "pec", "address", "house_number"],
        &["IT01234567890_00001|invoice|00743110157|Verdi & Figli srl|verdi@pec.example|Via Roma|7"],
    );
    check(
        &invoice(),
        &["postcode", "city", "province", "at", "method", "currency", "supplier_vat", "total"],
        &["20121|Milano|MI|2026-03-01|MP05|EUR|IT01234567890|122.00"],
    );
}

#[test]
fn each_document_of_a_file_and_each_instalment_is_a_row() {
    let two = payments(&[instalment("2026-03-31", "61.00"), instalment("2026-04-30", "61.00")]);
    let second = general("TD24", "F26-2", "50.00", "") + &payments(&[instalment("", "50.00")]);
    check(
        &file(&[general("TD01", "F26-1", "122.00", "") + &two, second]),
        USUAL,
        &[
            "invoice|IT01234567890_00001#1.1|IT00743110157|F26-1|1|61.00|2026-03-31",
            "invoice|IT01234567890_00001#1.2|IT00743110157|F26-1|2|61.00|2026-04-30",
            "invoice|IT01234567890_00001#2.1|IT00743110157|F26-2||50.00|",
        ],
    );
}

#[test]
fn without_payment_data_the_whole_total_is_asked_for_and_no_day_is_made_up() {
    check(&file(&[general("TD01", "F26-1", "122.00", "")]), DUE, &["|122.00|"]);
}

#[test]
fn without_a_total_the_sums_and_the_rounding_make_it() {
    let body = "<DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD01</TipoDocumento>\
        <Data>2026-03-01</Data><Numero>1</Numero><Arrotondamento>-0.01</Arrotondamento>\
        </DatiGeneraliDocumento></DatiGenerali><DatiBeniServizi><DatiRiepilogo>\
        <ImponibileImporto>100.00</ImponibileImporto><Imposta>22.01</Imposta></DatiRiepilogo>\
        </DatiBeniServizi>";
    check(&file(&[body.to_owned()]), DUE, &["|122.00|"]);
}

#[test]
fn tax_that_a_public_body_pays_itself_and_tax_withheld_are_not_asked_for() {
    let split = "<DatiBeniServizi><DatiRiepilogo><ImponibileImporto>100.00</ImponibileImporto>\
        <Imposta>22.00</Imposta><EsigibilitaIVA>S</EsigibilitaIVA></DatiRiepilogo></DatiBeniServizi>";
    check(&file(&[general("TD01", "1", "122.00", "") + split]), DUE, &["|100.00|"]);
    let withheld = general("TD06", "1", "122.00", "").replace(
        "</DatiGeneraliDocumento>",
        "<DatiRitenuta><ImportoRitenuta>20.00</ImportoRitenuta></DatiRitenuta></DatiGeneraliDocumento>",
    );
    check(&file(&[withheld]), DUE, &["|102.00|"]);
}

#[test]
fn several_ways_to_pay_the_whole_are_one_claim() {
    let way = payments(&[instalment("2026-03-31", "122.00")]);
    check(&file(&[general("TD01", "1", "122.00", "") + &way + &way]), DUE, &["|122.00|2026-03-31"]);
    let half = payments(&[instalment("2026-03-31", "61.00")]);
    check(
        &file(&[general("TD01", "1", "122.00", "") + &half + &half]),
        DUE,
        &["1|61.00|2026-03-31", "2|61.00|2026-03-31"],
    );
}

#[test]
fn amounts_beyond_all_measure_are_left_as_they_are() {
    let huge = "79228162514264337593543950335";
    let block = payments(&[instalment("", huge), instalment("", huge)]);
    let found =
        read_file("a.xml", file(&[general("TD01", "1", huge, "") + &block + &block]), &["amount"]);
    assert_eq!(found.rows, vec![format!("1:{huge}"); 4]);
}

#[test]
fn a_day_of_payment_may_be_so_many_days_after_another() {
    let terms = |from: &str, days: &str| {
        payments(&[format!(
            "<DettaglioPagamento>{from}<GiorniTerminiPagamento>{days}</GiorniTerminiPagamento>\
             <ImportoPagamento>9.00</ImportoPagamento></DettaglioPagamento>"
        )])
    };
    let from = "<DataRiferimentoTerminiPagamento>2026-01-31</DataRiferimentoTerminiPagamento>";
    for (from, days, due) in
        [(from, "30", "2026-03-02"), ("", "30", ""), (from, "x", ""), (from, "99999999999", "")]
    {
        let document = file(&[general("TD01", "1", "9.00", "") + &terms(from, days)]);
        check(&document, DUE, &[&format!("|9.00|{due}")]);
    }
}

#[test]
fn dates_may_carry_a_zone() {
    let zoned = invoice().replace("2026-03-31", "2026-03-31+02:00").replace("03-01<", "03-01Z<");
    check(&zoned, &["at", "due"], &["2026-03-01|2026-03-31"]);
}

#[test]
fn the_period_is_that_of_all_lines_and_the_contract_the_first() {
    let more = "<DatiContratto><IdDocumento>CT-9</IdDocumento></DatiContratto>\
        <DatiContratto><IdDocumento>CT-10</IdDocumento></DatiContratto>";
    let line = |from: &str, to: &str| {
        format!(
            "<DettaglioLinee><DataInizioPeriodo>{from}</DataInizioPeriodo>\
             <DataFinePeriodo>{to}</DataFinePeriodo></DettaglioLinee>"
        )
    };
    let lines = line("2026-02-01", "2026-02-28") + &line("2026-01-01", "2026-01-31");
    check(
        &file(&[general("TD01", "1", "9.00", more)
            + &format!("<DatiBeniServizi>{lines}</DatiBeniServizi>")]),
        &["contract", "period_from", "period_to"],
        &["CT-9|2026-01-01|2026-02-28"],
    );
}

fn link(number: &str, lines: &[&str]) -> String {
    let lines: String = lines
        .iter()
        .map(|line| format!("<RiferimentoNumeroLinea>{line}</RiferimentoNumeroLinea>"))
        .collect();
    format!(
        "<DatiFattureCollegate>{lines}<IdDocumento>{number}</IdDocumento></DatiFattureCollegate>"
    )
}

#[test]
fn a_credit_note_takes_back_the_invoice_it_names() {
    let credit = |total: &str, more: &str| file(&[general("TD04", "NC-1", total, more)]);
    let row = "credit|IT01234567890_00001#1.c1|F26-1|NC-1|122.00";
    check(&credit("122.00", &link("F26-1", &[])), CREDIT, &[row]);
    // Written with a minus by some: it takes back all the same.
    check(&credit("-122.00", &link("F26-1", &[])), CREDIT, &[row]);
    check(&credit("122.00", ""), CREDIT, &["credit|IT01234567890_00001#1.c1||NC-1|122.00"]);
}

#[test]
fn a_credit_note_about_several_invoices_is_told_apart_by_its_lines() {
    let line = |number: &str, net: &str| {
        format!(
            "<DettaglioLinee><NumeroLinea>{number}</NumeroLinea><PrezzoTotale>{net}</PrezzoTotale>\
             <AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee>"
        )
    };
    let lines = line("1", "10.00") + &line("2", "20.00") + &line("3", "1.005");
    let lines = format!("<DatiBeniServizi>{lines}</DatiBeniServizi>");
    let links = link("A", &["1"]) + &link("B", &["2"]) + &link("A", &["3"]);
    check(
        &file(&[general("TD04", "NC-1", "37.83", &links) + &lines]),
        CREDIT,
        &[
            "credit|IT01234567890_00001#1.c1|A|NC-1|13.43",
            "credit|IT01234567890_00001#1.c2|B|NC-1|24.40",
        ],
    );
    let links = link("A", &[]) + &link("B", &[]);
    check(
        &file(&[general("TD04", "NC-1", "37.83", &links) + &lines]),
        CREDIT,
        &["credit|IT01234567890_00001#1.c1|A|NC-1|", "credit|IT01234567890_00001#1.c2|B|NC-1|"],
    );
}

#[test]
fn debit_notes_and_negative_invoices_are_claims() {
    check(
        &file(&[general("TD05", "ND-1", "5.00", ""), general("TD01", "F26-9", "-5.00", "")]),
        &["kind", "document", "claim", "amount"],
        &["invoice|debit_note|ND-1|5.00", "invoice|invoice|F26-9|-5.00"],
    );
}

#[test]
fn what_a_company_writes_to_itself_is_nobodys_claim() {
    let found = read_file("a.xml", file(&[general("TD17", "1", "5.00", "")]), USUAL);
    assert_eq!((found.rows.len(), found.set_apart), (0, vec!["1:other-content".to_owned()]));
}

#[test]
fn a_simplified_invoice_has_gross_lines_and_its_own_names() {
    let document = "<p:FatturaElettronicaSemplificata versione=\"FSM10\"><FatturaElettronicaHeader>\
        <CedentePrestatore><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice>\
        </IdFiscaleIVA></CedentePrestatore><CessionarioCommittente><IdentificativiFiscali>\
        <CodiceFiscale>RSSMRA80A01H501U</CodiceFiscale></IdentificativiFiscali>\
        <AltriDatiIdentificativi><Nome>Mario</Nome><Cognome>Rossi</Cognome><Sede><Comune>Roma</Comune>\
        </Sede></AltriDatiIdentificativi></CessionarioCommittente></FatturaElettronicaHeader>\
        <FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD07\
        </TipoDocumento><Data>2026-03-01</Data><Numero>S-1</Numero></DatiGeneraliDocumento>\
        </DatiGenerali><DatiBeniServizi><Importo>12.20</Importo></DatiBeniServizi><DatiBeniServizi>\
        <Importo>2.00</Importo></DatiBeniServizi></FatturaElettronicaBody>\
        <FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD08\
        </TipoDocumento><Data>2026-03-02</Data><Numero>S-2</Numero></DatiGeneraliDocumento>\
        <DatiFatturaRettificata><NumeroFR>S-1</NumeroFR></DatiFatturaRettificata></DatiGenerali>\
        <DatiBeniServizi><Importo>2.00</Importo></DatiBeniServizi></FatturaElettronicaBody>\
        </p:FatturaElettronicaSemplificata>";
    check(
        document,
        &["kind", "customer", "first_name", "last_name", "city", "claim", "number", "amount"],
        &[
            "invoice|RSSMRA80A01H501U|Mario|Rossi|Roma|S-1||14.20",
            "credit|RSSMRA80A01H501U|Mario|Rossi|Roma|S-1|S-2|2.00",
        ],
    );
}

#[test]
fn customers_without_numbers_of_their_own_are_not_one_customer() {
    let to = |vat: &str, name: &str| {
        let header = HEADER.replace(
            "<IdPaese>IT</IdPaese><IdCodice>00743110157</IdCodice>",
            &format!("<IdPaese>DE</IdPaese><IdCodice>{vat}</IdCodice>"),
        );
        file(&[general("TD01", "1", "9.00", "")])
            .replace(HEADER, &header.replace("Verdi &amp; Figli srl", name))
    };
    let wanted = &["customer", "vat_number"];
    check(&to("811569869", "A"), wanted, &["DE811569869|"]);
    check(&to("OO99999999999", "Anna"), wanted, &["ANNA VIA ROMA 7 20121 MILANO DE|"]);
    check(&to("0000000", "Bernd"), wanted, &["BERND VIA ROMA 7 20121 MILANO DE|"]);
}

#[test]
fn any_prefix_and_any_wrong_encoding_is_read() {
    let plain = invoice().replace("p:Fattura", "Fattura").replace("xmlns:p", "xmlns");
    check(&plain, &["claim"], &["F26-1"]);
    let prefixed = invoice().replace("<p:", "<b:").replace("</p:", "</b:");
    let prefixed = prefixed.replace("<Numero>", "<b:Numero>").replace("</Numero>", "</b:Numero>");
    check(&prefixed, &["claim"], &["F26-1"]);
    // It says UTF-8 and is Windows-1252.
    let name = "Verdi &amp; Figli srl";
    let wrong = invoice().replace(name, "Citt\u{e0}").replace('\u{e0}', "\u{1}");
    let wrong: Vec<u8> = wrong.bytes().map(|byte| if byte == 1 { 0xe0 } else { byte }).collect();
    let found = read_file("a.xml", wrong, &["company_name"]);
    assert_eq!(found.rows, ["1:Città"]);
    let utf16: Vec<u8> =
        format!("\u{feff}{}", invoice()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_file("a.xml", utf16, &["claim"]).rows, ["1:F26-1"]);
    let marked = format!("\u{feff}{}", invoice());
    assert_eq!(read_file("a.xml", marked, &["claim"]).rows, ["1:F26-1"]);
}

#[test]
fn broken_and_hostile_documents_are_set_apart() {
    let document = invoice();
    let (begin, _) = document.split_once("<DatiPagamento>").expect("it is there");
    check_apart(begin, "truncated");
    check_apart(format!("{begin}<DettaglioPag"), "truncated");
    check_apart(format!("{begin}</Wrong>"), "broken-xml");
    check_apart(document.replace("F26-1", "&evil;"), "broken-xml");
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaa\">\
        <!ENTITY b \"&a;&a;&a;&a;\">]><FatturaElettronica>&b;</FatturaElettronica>";
    check_apart(bomb, "entity");
    check_apart("<FatturaElettronica>".to_owned() + &"<a>".repeat(100), "too-deep");
    // Far more than it holds would come out of it.
    let causal = format!("<Causale>{}</Causale></DatiGeneraliDocumento>", "x".repeat(40_000));
    let body = general("TD01", "1", "9.00", "").replace("</DatiGeneraliDocumento>", &causal);
    check_apart(file(&[body + &payments(&vec![instalment("", "1.00"); 1_000])]), "too-large");
    check_apart(
        "<FatturaElettronica>".to_owned()
            + &"<FatturaElettronicaBody></FatturaElettronicaBody>".repeat(100_001),
        "too-large",
    );
    check_apart("<html><body>not found</body></html>", "other-content");
    check_apart("%PDF-1.7", "other-content");
}
