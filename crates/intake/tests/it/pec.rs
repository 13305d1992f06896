//! Certified mail: receipts are about a message, envelopes hold one.

use filo_intake::read::{Format, Limits, Options};

use crate::support::{read, read_as};

/// A message of a provider: its headers, its own words, a certificate and the message inside.
fn provider(headers: &str, daticert: &str, inner: &str) -> String {
    let certificate = if daticert.is_empty() {
        String::new()
    } else {
        format!(
            "--P\nContent-Type: application/xml; name=\"daticert.xml\"\n\
             Content-Disposition: attachment; filename=\"daticert.xml\"\n\n{daticert}\n"
        )
    };
    let enveloped = if inner.is_empty() {
        String::new()
    } else {
        format!(
            "--P\nContent-Type: message/rfc822; name=\"postacert.eml\"\n\
             Content-Disposition: attachment; filename=\"postacert.eml\"\n\n{inner}\n"
        )
    };
    format!(
        "From: \"Per conto di: rossi@pec.example\" <posta-certificata@gestore.example>\n\
         Message-ID: <r1@gestore.example>\nDate: Mon, 2 Mar 2026 10:20:00 +0100\n{headers}\
         Content-Type: multipart/mixed; boundary=\"P\"\n\n--P\nContent-Type: text/plain\n\n\
         Il giorno 02/03/2026 il messaggio...\n{certificate}{enveloped}--P--\n"
    )
}

fn daticert(kind: &str, error: &str, more: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<postacert tipo=\"{kind}\" errore=\"{error}\">\n\
         <intestazione><mittente>azienda@pec.example</mittente>\
         <destinatari tipo=\"certificato\">rossi@pec.example</destinatari>\
         <oggetto>Diffida</oggetto></intestazione>\n<dati><gestore-emittente>G</gestore-emittente>\
         <data zona=\"+0100\"><giorno>02/03/2026</giorno><ora>10:15:03</ora></data>\
         <msgid>&lt;m1@azienda.example&gt;</msgid>{more}</dati></postacert>"
    )
}

const RECEIPT: [&str; 12] = [
    "kind",
    "carrier",
    "state",
    "reason",
    "message",
    "about_message",
    "from",
    "to",
    "at",
    "subject",
    "channel",
    "text",
];

#[test]
fn every_receipt_says_what_became_of_which_message_and_when() {
    for (kind, error, subject, state, reason) in [
        ("accettazione", "nessuno", "ACCETTAZIONE", "accepted", "accettazione"),
        ("avvenuta-consegna", "nessuno", "CONSEGNA", "delivered", "avvenuta-consegna"),
        ("presa-in-carico", "nessuno", "PRESA IN CARICO", "sent", "presa-in-carico"),
        (
            "non-accettazione",
            "virus",
            "AVVISO DI NON ACCETTAZIONE",
            "rejected",
            "non-accettazione virus",
        ),
        (
            "errore-consegna",
            "no-dest",
            "AVVISO DI MANCATA CONSEGNA",
            "undelivered",
            "errore-consegna no-dest",
        ),
        (
            "preavviso-errore-consegna",
            "altro",
            "AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO",
            "undelivered",
            "preavviso-errore-consegna altro",
        ),
        (
            "rilevazione-virus",
            "virus",
            "PROBLEMA DI SICUREZZA",
            "undelivered",
            "rilevazione-virus virus",
        ),
    ] {
        let headers = format!(
            "X-Ricevuta: {kind}\nX-Riferimento-Message-ID: <m1@azienda.example>\n\
             Subject: {subject}: Diffida\n"
        );
        let certificate = daticert(kind, error, "");
        let row = format!(
            "1:receipt|pec|{state}|{reason}|m1@azienda.example|m1@azienda.example|rossi@pec.example|\
             rossi@pec.example|2026-03-02T10:15:03+01:00|Diffida|pec|"
        );
        let whole = provider(&headers, &certificate, "");
        assert_eq!(read_as(Format::Eml, whole, &RECEIPT).rows, std::slice::from_ref(&row));
        // Some servers lose headers that they do not know: the certificate says the same.
        let bare = provider(&format!("Subject: {subject}: Diffida\n"), &certificate, "");
        assert_eq!(read_as(Format::Eml, bare, &RECEIPT).rows, [row]);
    }
}

#[test]
fn a_broken_certificate_leaves_what_the_headers_say() {
    let headers = "X-Ricevuta: avvenuta-consegna\nX-Riferimento-Message-ID: <m1@azienda.example>\n\
        Subject: CONSEGNA: Diffida\n";
    let expected = "1:receipt|pec|delivered|avvenuta-consegna|m1@azienda.example|m1@azienda.example||\
        |2026-03-02T10:20:00+01:00|Diffida|pec|";
    for certificate in ["", "questo non è XML", "<postacert tipo=\"avvenuta-conse"] {
        let found = read_as(Format::Eml, provider(headers, certificate, ""), &RECEIPT);
        assert_eq!(found.rows, [expected], "{certificate}");
    }
    // By its subject alone, where the certificate is there but broken.
    let found = read_as(Format::Eml, provider("Subject: CONSEGNA: x\n", "<no", ""), &RECEIPT);
    assert!(found.rows[0].starts_with("1:receipt|pec|delivered|avvenuta-consegna||"), "{found:?}");
}

#[test]
fn who_writes_of_a_delivery_sends_no_receipt() {
    for subject in ["CONSEGNA: il mio pacco", "ACCETTAZIONE: proposta", "POSTA CERTIFICATA: come?"]
    {
        let text = format!("From: a@b.it\nSubject: {subject}\n\nciao\n");
        let found = read_as(Format::Eml, text, &["kind", "subject", "channel", "from"]);
        assert_eq!(found.rows, [format!("1:|{subject}||a@b.it")]);
    }
}

const INNER: &str = "From: Mario Rossi <rossi@pec.example>\nTo: azienda@pec.example\n\
    Message-ID: <c1@pec.example>\nDate: Mon, 2 Mar 2026 10:14:00 +0100\nSubject: Reclamo\n\
    Content-Type: text/plain; charset=utf-8\n\nNon funziona.\n\nCordiali saluti\nMario\n";

const MESSAGE: [&str; 11] = [
    "kind",
    "message_id",
    "message",
    "at",
    "from",
    "from_name",
    "to",
    "subject",
    "text",
    "signature",
    "channel",
];

#[test]
fn an_envelope_is_read_as_the_message_inside_at_its_legal_time() {
    let headers = "X-Trasporto: posta-certificata\nSubject: POSTA CERTIFICATA: Reclamo\n\
        To: azienda@pec.example\nReply-To: rossi@pec.example\n";
    let certificate = daticert("posta-certificata", "nessuno", "");
    let row = "1:|c1@pec.example|c1@pec.example|2026-03-02T10:15:03+01:00|rossi@pec.example|Mario Rossi|\
        azienda@pec.example|Reclamo|Non funziona.\n\n|Cordiali saluti\nMario\n|pec";
    let found = read_as(Format::Eml, provider(headers, &certificate, INNER), &MESSAGE);
    assert_eq!(found.rows, [row]);
    let bare = headers.replace("X-Trasporto: posta-certificata\n", "");
    assert_eq!(read_as(Format::Eml, provider(&bare, &certificate, INNER), &MESSAGE).rows, [row]);
    // Many in a file, as a mailbox is saved.
    let whole = provider(headers, &certificate, INNER);
    let mbox = format!(
        "From x Mon Mar  2 10:00:00 2026\n{whole}\nFrom x Mon Mar  2 10:00:00 2026\n{whole}"
    );
    assert_eq!(read_as(Format::Mbox, mbox, &["message_id"]).rows.len(), 2);
}

#[test]
fn an_envelope_without_its_message_still_says_from_whom_it_is() {
    let headers = "X-Trasporto: posta-certificata\nSubject: POSTA CERTIFICATA: Reclamo\n";
    let wanted = ["from", "from_name", "subject", "text", "channel", "at"];
    let found = read_as(Format::Eml, provider(headers, "", ""), &wanted);
    assert_eq!(
        found.rows,
        [
            "1:rossi@pec.example||Reclamo||pec|2026-03-02T10:20:00+01:00+message_id=r1@gestore.example"
        ]
    );
}

#[test]
fn an_ordinary_message_in_a_certified_mailbox_is_marked_and_not_certified() {
    let headers = "X-Trasporto: errore\nSubject: ANOMALIA MESSAGGIO: Reclamo\n";
    let found = read_as(
        Format::Eml,
        provider(headers, "", INNER),
        &["from", "subject", "channel", "at", "message_id", "to", "from_name"],
    );
    assert_eq!(
        found.rows,
        [
            "1:rossi@pec.example|Reclamo||2026-03-02T10:14:00+01:00|c1@pec.example|azienda@pec.example|\
          Mario Rossi+anomaly=true"
        ]
    );
}

#[test]
fn envelopes_in_envelopes_end() {
    let mut text = INNER.to_owned();
    for _ in 0..200 {
        text = provider("X-Trasporto: posta-certificata\nSubject: x\n", "", &text);
    }
    let limits = Limits { message_bytes_max: 64 << 20, ..Limits::default() };
    let found = read(text, &Options { limits, ..Options::new(Format::Eml) }, &["channel"]);
    assert_eq!(found.rows.len(), 1);
}
