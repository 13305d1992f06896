//! Electronic invoices (FatturaPA 1.2, FSM10) and the receipts of their exchange, as XML.

use std::fmt::Write as _;

use super::{push_amount, push_escaped};
use crate::sample::dates::{Order, push_date, push_offset_time};
use crate::sample::event::{Event, Value};
use crate::sample::source::Source;
use crate::sample::story::SENDER;

const MESSAGES: &str = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fattura/messaggi/v1.0";

/// The rate of tax on everything that the company sells, in percent.
const RATE: i64 = 22;

/// The file of some events: the rows of one file of invoices or credit notes.
pub(super) fn file(rows: &[&Event]) -> String {
    let first = rows[0];
    let mut out = String::with_capacity(3_000);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if first.get("simplified").is_some() {
        simplified(&mut out, first);
        return out;
    }
    let format = if first.get("public").is_some() { "FPA12" } else { "FPR12" };
    let _ = write!(
        out,
        "<p:FatturaElettronica versione=\"{format}\" xmlns:p=\"http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2\">"
    );
    out.push_str("<FatturaElettronicaHeader>");
    transmission(&mut out, first, format);
    supplier(&mut out);
    customer(&mut out, first);
    out.push_str("</FatturaElettronicaHeader>");
    for body in rows.chunk_by(|one, two| one.get("claim") == two.get("claim")) {
        self::body(&mut out, body);
    }
    out.push_str("</p:FatturaElettronica>\n");
    out
}

fn tag(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<{name}>");
    push_escaped(out, text);
    let _ = write!(out, "</{name}>");
}

fn text<'e>(event: &'e Event, field: &str) -> &'e str {
    event.get(field).unwrap_or_default()
}

fn cents(event: &Event) -> i64 {
    match event.value("amount") {
        Some(Value::Cents(cents)) => *cents,
        _ => 0,
    }
}

fn amount(out: &mut String, name: &str, cents: i64) {
    let _ = write!(out, "<{name}>");
    push_amount(out, cents, '.');
    let _ = write!(out, "</{name}>");
}

fn day(out: &mut String, name: &str, event: &Event, field: &str) {
    if let Some(Value::Day(day)) = event.value(field) {
        let _ = write!(out, "<{name}>");
        push_date(out, *day, Order::YearFirst);
        let _ = write!(out, "</{name}>");
    }
}

fn transmission(out: &mut String, first: &Event, format: &str) {
    let file = text(first, "file");
    let progressive = file.rsplit('_').next().unwrap_or_default();
    let code = match (format, first.get("vat_number")) {
        ("FPA12", _) => "UF8K2P",
        ("FPR12", None) | ("FSM10", _) => "0000000",
        _ if first.get("pec").is_some() => "0000000",
        _ => "M5UXCR1",
    };
    let own = SENDER.get(2..).unwrap_or_default();
    let _ = write!(
        out,
        "<DatiTrasmissione><IdTrasmittente><IdPaese>IT</IdPaese><IdCodice>{own}</IdCodice></IdTrasmittente><ProgressivoInvio>{progressive}</ProgressivoInvio><FormatoTrasmissione>{format}</FormatoTrasmissione><CodiceDestinatario>{code}</CodiceDestinatario>"
    );
    if let Some(pec) = first.get("pec").filter(|_| format == "FPR12") {
        tag(out, "PECDestinatario", pec);
    }
    out.push_str("</DatiTrasmissione>");
}

fn supplier(out: &mut String) {
    let own = SENDER.get(2..).unwrap_or_default();
    let _ = write!(
        out,
        "<CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>{own}</IdCodice></IdFiscaleIVA><Anagrafica><Denominazione>Lumen Casa S.p.A.</Denominazione></Anagrafica><RegimeFiscale>RF01</RegimeFiscale></DatiAnagrafici><Sede><Indirizzo>Via della Lanterna</Indirizzo><NumeroCivico>4</NumeroCivico><CAP>20121</CAP><Comune>Milano</Comune><Provincia>MI</Provincia><Nazione>IT</Nazione></Sede></CedentePrestatore>"
    );
}

fn names(out: &mut String, event: &Event) {
    match event.get("company_name") {
        Some(company) => tag(out, "Denominazione", company),
        None => {
            tag(out, "Nome", text(event, "first_name"));
            tag(out, "Cognome", text(event, "last_name"));
        }
    }
}

fn codes(out: &mut String, event: &Event) {
    match event.get("vat_number") {
        Some(number) => {
            let _ = write!(
                out,
                "<IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>{number}</IdCodice></IdFiscaleIVA>"
            );
        }
        None => tag(out, "CodiceFiscale", text(event, "tax_code")),
    }
}

fn home(out: &mut String, event: &Event) {
    let address = text(event, "address");
    let (street, number) = address.rsplit_once(", ").unwrap_or((address, ""));
    out.push_str("<Sede>");
    tag(out, "Indirizzo", street);
    if !number.is_empty() {
        tag(out, "NumeroCivico", number);
    }
    tag(out, "CAP", text(event, "postcode"));
    tag(out, "Comune", text(event, "city"));
    tag(out, "Provincia", text(event, "province"));
    out.push_str("<Nazione>IT</Nazione></Sede>");
}

fn customer(out: &mut String, event: &Event) {
    out.push_str("<CessionarioCommittente><DatiAnagrafici>");
    codes(out, event);
    out.push_str("<Anagrafica>");
    names(out, event);
    out.push_str("</Anagrafica></DatiAnagrafici>");
    home(out, event);
    out.push_str("</CessionarioCommittente>");
}

fn body(out: &mut String, rows: &[&Event]) {
    let first = rows[0];
    let is_credit = first.source == Source::Credits;
    let total: i64 = rows.iter().map(|row| cents(row)).sum();
    let net = (total * 100 + (100 + RATE) / 2) / (100 + RATE);
    out.push_str("<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>");
    tag(out, "TipoDocumento", if is_credit { "TD04" } else { "TD01" });
    out.push_str("<Divisa>EUR</Divisa><Data>");
    push_date(out, first.at.day(), Order::YearFirst);
    out.push_str("</Data>");
    tag(out, "Numero", text(first, if is_credit { "number" } else { "claim" }));
    amount(out, "ImportoTotaleDocumento", total);
    tag(out, "Causale", if is_credit { "Nota di credito" } else { "Fornitura" });
    out.push_str("</DatiGeneraliDocumento>");
    if let Some(contract) = first.get("contract") {
        out.push_str("<DatiContratto>");
        tag(out, "IdDocumento", contract);
        out.push_str("</DatiContratto>");
    }
    if is_credit && first.get("related").is_some() {
        out.push_str("<DatiFattureCollegate>");
        tag(out, "IdDocumento", text(first, "claim"));
        out.push_str("</DatiFattureCollegate>");
    }
    out.push_str("</DatiGenerali><DatiBeniServizi><DettaglioLinee><NumeroLinea>1</NumeroLinea>");
    tag(out, "Descrizione", if is_credit { "Rettifica" } else { "Fornitura e servizi" });
    if first.value("period_from").is_some() {
        day(out, "DataInizioPeriodo", first, "period_from");
        day(out, "DataFinePeriodo", first, "period_to");
    }
    amount(out, "PrezzoUnitario", net);
    amount(out, "PrezzoTotale", net);
    let _ = write!(out, "<AliquotaIVA>{RATE}.00</AliquotaIVA></DettaglioLinee>");
    let _ = write!(out, "<DatiRiepilogo><AliquotaIVA>{RATE}.00</AliquotaIVA>");
    amount(out, "ImponibileImporto", net);
    amount(out, "Imposta", total - net);
    out.push_str("</DatiRiepilogo></DatiBeniServizi>");
    if first.get("payment_block").is_some() {
        payment(out, rows);
    }
    out.push_str("</FatturaElettronicaBody>");
}

fn payment(out: &mut String, rows: &[&Event]) {
    let terms = if rows.len() > 1 { "TP01" } else { "TP02" };
    let _ = write!(out, "<DatiPagamento><CondizioniPagamento>{terms}</CondizioniPagamento>");
    for row in rows {
        out.push_str("<DettaglioPagamento><ModalitaPagamento>MP05</ModalitaPagamento>");
        day(out, "DataScadenzaPagamento", row, "due");
        amount(out, "ImportoPagamento", cents(row));
        out.push_str("</DettaglioPagamento>");
    }
    out.push_str("</DatiPagamento>");
}

fn simplified(out: &mut String, event: &Event) {
    out.push_str("<p:FatturaElettronicaSemplificata versione=\"FSM10\" xmlns:p=\"http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0\"><FatturaElettronicaHeader>");
    transmission(out, event, "FSM10");
    let own = SENDER.get(2..).unwrap_or_default();
    let _ = write!(
        out,
        "<CedentePrestatore><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>{own}</IdCodice></IdFiscaleIVA><Denominazione>Lumen Casa S.p.A.</Denominazione><RegimeFiscale>RF01</RegimeFiscale></CedentePrestatore><CessionarioCommittente><IdentificativiFiscali>"
    );
    codes(out, event);
    out.push_str("</IdentificativiFiscali><AltriDatiIdentificativi>");
    names(out, event);
    home(out, event);
    out.push_str("</AltriDatiIdentificativi></CessionarioCommittente></FatturaElettronicaHeader><FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD07</TipoDocumento><Divisa>EUR</Divisa><Data>");
    push_date(out, event.at.day(), Order::YearFirst);
    out.push_str("</Data>");
    tag(out, "Numero", text(event, "claim"));
    out.push_str("</DatiGeneraliDocumento></DatiGenerali><DatiBeniServizi>");
    tag(out, "Descrizione", text(event, "simplified"));
    amount(out, "Importo", cents(event));
    let _ = writeln!(
        out,
        "<DatiIVA><Aliquota>{RATE}.00</Aliquota></DatiIVA></DatiBeniServizi></FatturaElettronicaBody></p:FatturaElettronicaSemplificata>"
    );
}

/// A receipt of the exchange.
pub(super) fn receipt(event: &Event, is_signed: bool) -> String {
    let mut out = String::with_capacity(1_000);
    let code = text(event, "code");
    let root = match code {
        "NS" => "RicevutaScarto",
        "MC" => "RicevutaImpossibilitaRecapito",
        _ => "RicevutaConsegna",
    };
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = write!(out, "<ns3:{root} versione=\"1.0\" xmlns:ns3=\"{MESSAGES}\">");
    let file = text(event, "about_file");
    let number = u64::from_str_radix(file.rsplit('_').next().unwrap_or("0"), 36).unwrap_or(0);
    let _ = write!(out, "<IdentificativoSdI>{}</IdentificativoSdI>", 9_000_000_000 + number);
    let ending = if is_signed { "xml.p7m" } else { "xml" };
    let _ = write!(out, "<NomeFile>{file}.{ending}</NomeFile>");
    let moment = |out: &mut String, name: &str, seconds: i64| {
        let _ = write!(out, "<{name}>");
        push_offset_time(out, event.at.plus(seconds));
        let _ = write!(out, "</{name}>");
    };
    moment(&mut out, "DataOraRicezione", if code == "NS" { 0 } else { -5 });
    match code {
        "NS" => {
            out.push_str("<ListaErrori><Errore>");
            tag(&mut out, "Codice", text(event, "error"));
            out.push_str(
                "<Descrizione>Controllo non superato</Descrizione></Errore></ListaErrori>",
            );
        }
        "MC" => {
            moment(&mut out, "DataMessaADisposizione", 0);
            out.push_str("<Descrizione>Canale non disponibile: avvisare il cliente</Descrizione>");
        }
        _ => {
            moment(&mut out, "DataOraConsegna", 0);
            out.push_str("<Destinatario><Codice>M5UXCR1</Codice><Descrizione>SDI</Descrizione></Destinatario>");
        }
    }
    let _ = writeln!(out, "<MessageId>{}</MessageId></ns3:{root}>", 700_000_000 + number);
    out
}
