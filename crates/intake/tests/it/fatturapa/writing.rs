//! Writes invoices, and the wrappings around them, as the tests need them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

/// The header of an invoice to a firm.
pub(super) const HEADER: &str = "<FatturaElettronicaHeader><DatiTrasmissione><IdTrasmittente>\
    <IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdTrasmittente>\
    <ProgressivoInvio>00001</ProgressivoInvio><FormatoTrasmissione>FPR12</FormatoTrasmissione>\
    <PECDestinatario>verdi@pec.example</PECDestinatario></DatiTrasmissione>\
    <CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese>\
    <IdCodice>01234567890</IdCodice></IdFiscaleIVA><Anagrafica><Denominazione>Luce Spa\
    </Denominazione></Anagrafica></DatiAnagrafici><Sede><Indirizzo>Via del Mittente</Indirizzo>\
    </Sede></CedentePrestatore><CessionarioCommittente><DatiAnagrafici><IdFiscaleIVA>\
    <IdPaese>IT</IdPaese><IdCodice>00743110157</IdCodice></IdFiscaleIVA><Anagrafica>\
    <Denominazione>Verdi &amp; Figli srl</Denominazione></Anagrafica></DatiAnagrafici><Sede>\
    <Indirizzo>Via Roma</Indirizzo><NumeroCivico>7</NumeroCivico><CAP>20121</CAP>\
    <Comune>Milano</Comune><Provincia>MI</Provincia></Sede></CessionarioCommittente>\
    </FatturaElettronicaHeader>";

/// The general data of a document: type, number and total, and whatever follows.
pub(super) fn general(kind: &str, number: &str, total: &str, more: &str) -> String {
    format!(
        "<DatiGenerali><DatiGeneraliDocumento><TipoDocumento>{kind}</TipoDocumento>\
         <Divisa>EUR</Divisa><Data>2026-03-01</Data><Numero>{number}</Numero>\
         <ImportoTotaleDocumento>{total}</ImportoTotaleDocumento></DatiGeneraliDocumento>{more}\
         </DatiGenerali>"
    )
}

/// A file of documents, each the inside of a body.
pub(super) fn file(bodies: &[String]) -> String {
    let mut file = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><p:FatturaElettronica versione=\"FPR12\" \
         xmlns:p=\"http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2\">{HEADER}"
    );
    for body in bodies {
        let _ = write!(file, "<FatturaElettronicaBody>{body}</FatturaElettronicaBody>");
    }
    file + "</p:FatturaElettronica>"
}

/// A file of one invoice for 122 euros, due at the end of March.
pub(super) fn invoice() -> String {
    file(&[
        general("TD01", "F26-1", "122.00", "") + &payments(&[instalment("2026-03-31", "122.00")])
    ])
}

pub(super) fn payments(instalments: &[String]) -> String {
    let all = instalments.concat();
    format!("<DatiPagamento><CondizioniPagamento>TP01</CondizioniPagamento>{all}</DatiPagamento>")
}

pub(super) fn instalment(due: &str, amount: &str) -> String {
    let due = match due {
        "" => String::new(),
        due => format!("<DataScadenzaPagamento>{due}</DataScadenzaPagamento>"),
    };
    format!(
        "<DettaglioPagamento><ModalitaPagamento>MP05</ModalitaPagamento>{due}\
         <ImportoPagamento>{amount}</ImportoPagamento></DettaglioPagamento>"
    )
}

/// How the lengths of signed data are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lengths {
    Definite,
    Indefinite,
}

/// One element: tag, length, content.
fn element(tag: u8, lengths: Lengths, content: &[u8]) -> Vec<u8> {
    let is_constructed = tag & 0x20 != 0;
    let mut bytes = vec![tag];
    if is_constructed && lengths == Lengths::Indefinite {
        bytes.push(0x80);
        bytes.extend(content);
        bytes.extend([0, 0]);
        return bytes;
    }
    match u32::try_from(content.len()).expect("small content") {
        length @ 0..0x80 => bytes.extend(u8::try_from(length)),
        length => {
            bytes.push(0x84);
            bytes.extend(length.to_be_bytes());
        }
    }
    bytes.extend(content);
    bytes
}

/// Signed data around content, which is written in one piece or in chunks of so many bytes.
pub(super) fn signed(content: &[u8], lengths: Lengths, chunk: Option<usize>) -> Vec<u8> {
    let of = |tag, parts: &[Vec<u8>]| element(tag, lengths, &parts.concat());
    let data = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
    let signed_data = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    let sha256 = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
    let octets = match chunk {
        None => element(0x04, lengths, content),
        Some(size) => {
            let chunks = content.chunks(size).map(|chunk| element(0x04, Lengths::Definite, chunk));
            of(0x24, &chunks.collect::<Vec<_>>())
        }
    };
    let encapsulated = of(0x30, &[element(0x06, lengths, &data), of(0xa0, &[octets])]);
    let algorithms = of(0x31, &[of(0x30, &[element(0x06, lengths, &sha256), vec![0x05, 0x00]])]);
    let signers = of(0x31, &[of(0x30, &[element(0x02, lengths, &[1])])]);
    let inside = of(0x30, &[element(0x02, lengths, &[1]), algorithms, encapsulated, signers]);
    of(0x30, &[element(0x06, lengths, &signed_data), of(0xa0, &[inside])])
}

/// Bytes as base64 in lines of 64 letters.
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (place, three) in bytes.chunks(3).enumerate() {
        let held = three.iter().fold(0u32, |held, &byte| held << 8 | u32::from(byte));
        let held = held << (8 * (3 - three.len()));
        for letter in 0..4 {
            let value = (held >> (18 - 6 * letter)) & 63;
            let is_there = letter <= three.len();
            text.push(if is_there { char::from(LETTERS[value as usize]) } else { '=' });
        }
        if place % 16 == 15 {
            text.push('\n');
        }
    }
    text
}

/// An archive of files.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("memory can be written");
        writer.write_all(bytes).expect("memory can be written");
    }
    writer.finish().expect("memory can be written").into_inner()
}
