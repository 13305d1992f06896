//! Receipts of the exchange system.

use super::read_file;

fn receipt(root: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><ns3:{root} xmlns:ns3=\"urn:x\"><IdentificativoSdI>111</IdentificativoSdI>\
         <NomeFile>IT01234567890_00001.xml.p7m</NomeFile>{inside}<MessageId>9</MessageId>\
         <ds:Signature><ds:Object><xades:SigningTime>2026-03-09T09:00:00Z</xades:SigningTime>\
         </ds:Object></ds:Signature></ns3:{root}>"
    )
}

#[test]
fn every_receipt_says_what_became_of_which_file() {
    let received = "<DataOraRicezione>2026-03-01T10:00:00</DataOraRicezione>";
    let delivered = "<DataOraConsegna>2026-03-02T11:00:00.000Z</DataOraConsegna>";
    let errors = "<ListaErrori><Errore><Codice>00404</Codice></Errore><Errore><Codice>00305\
        </Codice></Errore></ListaErrori>";
    let outcome =
        |code: &str| format!("<EsitoCommittente><Esito>{code}</Esito></EsitoCommittente>");
    let at = "2026-03-01T10:00:00";
    let signed = "2026-03-09T09:00:00Z";
    for (root, code, inside, state, reason, time) in [
        (
            "RicevutaConsegna",
            "RC",
            format!("{received}{delivered}"),
            "delivered",
            "RC",
            "2026-03-02T11:00:00.000Z",
        ),
        ("NotificaMancataConsegna", "MC", received.to_owned(), "undelivered", "MC", at),
        ("RicevutaImpossibilitaRecapito", "MC", received.to_owned(), "undelivered", "MC", at),
        ("NotificaScarto", "NS", format!("{received}{errors}"), "rejected", "NS 00404 00305", at),
        ("RicevutaScarto", "NS", format!("{received}{errors}"), "rejected", "NS 00404 00305", at),
        ("NotificaEsito", "NE", outcome("EC01"), "accepted", "NE EC01", signed),
        ("NotificaEsito", "NE", outcome("EC02"), "declined", "NE EC02", signed),
        ("NotificaDecorrenzaTermini", "DT", String::new(), "expired", "DT", signed),
        ("AttestazioneTrasmissioneFattura", "AT", received.to_owned(), "undelivered", "AT", at),
    ] {
        let found = read_file(
            &format!("IT01234567890_00001_{code}_001.xml"),
            receipt(root, &inside),
            &["kind", "key", "carrier", "file", "about_file", "state", "reason", "at"],
        );
        let file = "IT01234567890_00001";
        let row = format!("1:receipt|{file}_{code}_001|sdi|{file}|{file}|{state}|{reason}|{time}");
        assert_eq!((found.rows, found.set_apart), (vec![row], vec![]), "{root}");
    }
}

#[test]
fn the_refusal_of_an_answer_is_no_refusal_of_the_invoice() {
    let document = receipt("ScartoEsitoCommittente", "<Scarto>EN00</Scarto>")
        .replace("<NomeFile>IT01234567890_00001.xml.p7m</NomeFile>", "");
    let wanted = &["about_file", "state", "reason"];
    let found = read_file("IT01234567890_00001_SE_001.xml", document, wanted);
    assert_eq!(found.rows, ["1:IT01234567890_00001||SE EN00"]);
}

#[test]
fn the_companion_of_a_file_is_about_nobody() {
    let found = read_file("IT1_2_MT_001.xml", receipt("MetadatiInvioFile", ""), &["kind"]);
    assert_eq!((found.rows.len(), found.set_apart.len()), (0, 0));
}
