//! Certified mail (RFC 6109): what arrived in its envelopes, the carrier's receipts, what was sent.

use std::fmt::Write as _;

use super::mbox::encoded;
use super::push_escaped;
use crate::sample::dates::{mail_date, mailbox_date};
use crate::sample::event::Event;
use crate::sample::source::Source;

const OWN: &str = "lumencasa@pec.lumencasa.example";
const CARRIER: &str = "posta-certificata@pec.example";
const EDGE: &str = "----=_certificata";

/// Adds the message of an event.
pub(super) fn push(out: &mut String, event: &Event) {
    if event.source == Source::PecSent {
        sent(out, event);
    } else if event.get("receipt").is_some() {
        receipt(out, event);
    } else {
        envelope(out, event);
    }
}

fn text<'e>(event: &'e Event, field: &str) -> &'e str {
    event.get(field).unwrap_or_default()
}

fn body(out: &mut String, event: &Event) {
    for line in text(event, "text").lines() {
        let escape = if line.starts_with("From ") { ">" } else { "" };
        let _ = writeln!(out, "{escape}{line}");
    }
}

const PLAIN: &str = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";

fn sent(out: &mut String, event: &Event) {
    let at = event.written_at();
    let _ = writeln!(out, "From {OWN} {}", mailbox_date(at));
    let _ = writeln!(out, "Message-ID: <{}>", text(event, "key"));
    let _ = writeln!(out, "Date: {}\nFrom: Lumen Casa <{OWN}>", mail_date(at));
    let _ = writeln!(out, "To: {} <{}>", encoded(text(event, "name")), text(event, "email"));
    let _ = writeln!(out, "Subject: {}", encoded(text(event, "subject")));
    if !text(event, "answers").is_empty() {
        let _ = writeln!(out, "In-Reply-To: <{}>", text(event, "answers"));
    }
    if !text(event, "automatic").is_empty() {
        let _ = writeln!(out, "Auto-Submitted: {}", text(event, "automatic"));
    }
    out.push_str(PLAIN);
    body(out, event);
    out.push('\n');
}

/// The head that a carrier writes, up to the parts.
fn head(out: &mut String, event: &Event, from: &str, kind: &str, prefix: &str) {
    let at = event.written_at();
    let subject = format!("{prefix}: {}", text(event, "subject"));
    let _ = writeln!(out, "From {CARRIER} {}", mailbox_date(at));
    let id = if event.get("receipt").is_some() { "" } else { "opec." };
    let _ = writeln!(out, "Message-ID: <{id}{}>", text(event, "key"));
    let _ = writeln!(out, "Date: {}\nFrom: {from}\nTo: {OWN}", mail_date(at));
    let _ = writeln!(out, "Subject: {}\n{kind}", encoded(&subject));
    let _ =
        writeln!(out, "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"{EDGE}\"\n");
    let _ = writeln!(
        out,
        "--{EDGE}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    );
}

/// The certificate of what the carrier did.
fn certificate(out: &mut String, event: &Event, kind: &str, message: &str, parties: (&str, &str)) {
    let error = if kind == "errore-consegna" { "altro" } else { "nessuno" };
    let _ = writeln!(
        out,
        "--{EDGE}\nContent-Type: application/xml; name=\"daticert.xml\"\nContent-Disposition: attachment; filename=\"daticert.xml\"\nContent-Transfer-Encoding: 8bit\n"
    );
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<postacert tipo=\"{kind}\" errore=\"{error}\"><intestazione><mittente>{}</mittente><destinatari tipo=\"certificato\">{}</destinatari><risposte>{}</risposte><oggetto>",
        parties.0, parties.1, parties.0
    );
    push_escaped(out, text(event, "subject"));
    let at = event.written_at();
    let date = at.day().date();
    let mut time = String::new();
    crate::sample::dates::push_time(&mut time, at);
    let zone = at.zone();
    let _ = writeln!(
        out,
        "</oggetto></intestazione><dati><gestore-emittente>Posta Certa</gestore-emittente><data zona=\"{zone}\"><giorno>{:02}/{:02}/{}</giorno><ora>{time}</ora></data><identificativo>opec{}</identificativo><msgid>&lt;{message}&gt;</msgid></dati></postacert>",
        date.day(),
        date.month(),
        date.year(),
        text(event, "key")
    );
}

fn receipt(out: &mut String, event: &Event) {
    let kind = text(event, "receipt");
    let about = text(event, "about_message");
    let prefix = match kind {
        "accettazione" => "ACCETTAZIONE",
        "avvenuta-consegna" => "CONSEGNA",
        _ => "AVVISO DI MANCATA CONSEGNA",
    };
    let header = format!("X-Ricevuta: {kind}\nX-Riferimento-Message-ID: <{about}>");
    head(out, event, CARRIER, &header, prefix);
    let _ = writeln!(out, "Ricevuta di {kind} del messaggio.");
    certificate(out, event, kind, about, (OWN, text(event, "email")));
    let _ = writeln!(out, "--{EDGE}--\n");
}

fn envelope(out: &mut String, event: &Event) {
    let (email, key) = (text(event, "email"), text(event, "key"));
    let from = format!("\"Per conto di: {email}\" <{CARRIER}>");
    let header = format!("X-Trasporto: posta-certificata\nReply-To: {email}");
    head(out, event, &from, &header, "POSTA CERTIFICATA");
    out.push_str("Messaggio di posta certificata.\n");
    certificate(out, event, "posta-certificata", key, (email, OWN));
    let _ = writeln!(
        out,
        "--{EDGE}\nContent-Type: message/rfc822; name=\"postacert.eml\"\nContent-Disposition: attachment; filename=\"postacert.eml\"\n"
    );
    let _ = writeln!(out, "Message-ID: <{key}>\nDate: {}", mail_date(event.written_at()));
    let _ = writeln!(out, "From: {} <{email}>\nTo: {OWN}", encoded(text(event, "name")));
    let _ = writeln!(out, "Subject: {}", encoded(text(event, "subject")));
    out.push_str(PLAIN);
    body(out, event);
    let _ = writeln!(out, "\n--{EDGE}--\n");
}
