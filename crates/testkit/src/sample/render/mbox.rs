//! Messages of a mailbox file.

use std::fmt::Write as _;

use crate::sample::dates::{mail_date, mailbox_date};
use crate::sample::event::Event;
use crate::sample::source::Source;

const COMPANY: &str = "Lumen Casa <assistenza@lumencasa.example>";

/// Adds the message of an event: from the customer, or to the customer.
pub(super) fn push(out: &mut String, event: &Event) {
    let text = |field| event.get(field).unwrap_or_default();
    let (email, at) = (text("email"), event.written_at());
    let customer = format!("{} <{email}>", encoded(text("name")));
    let is_in = event.source == Source::Mailbox;
    let sender = if is_in { email } else { "assistenza@lumencasa.example" };
    let (from, to) =
        if is_in { (customer.as_str(), COMPANY) } else { (COMPANY, customer.as_str()) };
    let _ = writeln!(out, "From {sender} {}", mailbox_date(at));
    let _ = writeln!(out, "Message-ID: <{}>", text("key"));
    let _ = writeln!(out, "Date: {}\nFrom: {from}\nTo: {to}", mail_date(at));
    if !text("subject").is_empty() {
        let _ = writeln!(out, "Subject: {}", encoded(text("subject")));
    }
    if !text("automatic").is_empty() {
        let _ = writeln!(out, "Auto-Submitted: {}", text("automatic"));
    }
    for (header, field) in
        [("X-Reparto", "department"), ("X-Ticket", "case"), ("X-Stato", "case_step")]
    {
        if !text(field).is_empty() {
            let _ = writeln!(out, "{header}: {}", text(field));
        }
    }
    if !text("answers").is_empty() {
        let _ = writeln!(out, "In-Reply-To: <{}>", text("answers"));
    }
    out.push_str("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n");
    out.push_str("Content-Transfer-Encoding: 8bit\n\n");
    for line in text("text").lines() {
        let escape = if line.starts_with("From ") { ">" } else { "" };
        let _ = writeln!(out, "{escape}{line}");
    }
    out.push('\n');
}

/// A header's words, encoded where they are not plain (RFC 2047), quoted where a name has marks.
pub(super) fn encoded(words: &str) -> String {
    if !words.is_ascii() {
        let mut text = String::from("=?utf-8?Q?");
        for byte in words.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => text.push(char::from(byte)),
                b' ' => text.push('_'),
                _ => {
                    let _ = write!(text, "={byte:02X}");
                }
            }
        }
        return text + "?=";
    }
    if words.contains('.') { format!("\"{words}\"") } else { words.to_owned() }
}
