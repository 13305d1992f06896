//! One message to the columns of a row.

use std::fmt::Write as _;

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

use super::html::html_to_text;
use super::parts::{PartKind, split_parts};
use super::pec::{self, Certified};
use crate::read::columns::Lookup;
use crate::row::Row;

/// Fills a row from the bytes of a message; `None` when it has no readable header.
pub(super) fn fill(lookup: &mut Lookup, row: &mut Row, bytes: &[u8]) -> Option<()> {
    let message = MessageParser::default().parse(bytes)?;
    if !has_header(&message) {
        return None;
    }
    match pec::certified(&message) {
        None => fill_message(lookup, row, &message),
        Some(Certified::Receipt(receipt)) => {
            fill_date(lookup, row, &message);
            receipt.put(lookup, row, &message);
        }
        Some(Certified::Envelope(envelope)) => {
            match &envelope.inner {
                Some(inner) => fill_message(lookup, row, inner),
                None => {
                    fill_identifiers(lookup, row, &message);
                    envelope.put_outside(lookup, row);
                }
            }
            envelope.put(lookup, row);
        }
    }
    let headers: Vec<(usize, String)> = lookup
        .wanted()
        .iter()
        .enumerate()
        .filter_map(|(slot, name)| {
            let (kind, header) = name.trim().split_once(':')?;
            let value = header_text(&message, header.trim());
            kind.eq_ignore_ascii_case("header").then_some((slot, value))
        })
        .collect();
    for (slot, value) in headers {
        row.set(slot, &value);
    }
    Some(())
}

fn fill_message(lookup: &mut Lookup, row: &mut Row, message: &Message<'_>) {
    fill_identifiers(lookup, row, message);
    let from = message.from().and_then(Address::first);
    lookup.put(row, "from", from.and_then(|from| from.address()).unwrap_or_default());
    lookup.put(row, "from_name", from.and_then(|from| from.name()).unwrap_or_default().trim());
    lookup.put(row, "to", &addresses(message.to()));
    lookup.put(row, "cc", &addresses(message.cc()));
    lookup.put(row, "subject", message.subject().unwrap_or_default().trim());
    fill_text(lookup, row, message);
    lookup.put(row, "attachments", &attachments(message));
    if is_automatic(message) {
        lookup.put(row, "automatic", "true");
    }
}

/// Whether some header field of those that messages have was found.
fn has_header(message: &Message<'_>) -> bool {
    let headers = message.parts.first().map(|root| root.headers.as_slice()).unwrap_or_default();
    headers.iter().any(|header| !header.name().contains(char::is_whitespace))
}

fn fill_identifiers(lookup: &mut Lookup, row: &mut Row, message: &Message<'_>) {
    lookup.put(row, "message_id", message.message_id().unwrap_or_default());
    lookup.put(row, "in_reply_to", &joined(message.in_reply_to()));
    lookup.put(row, "references", &joined(message.references()));
    lookup.put_wanted(row, "message", message.message_id().unwrap_or_default());
    fill_date(lookup, row, message);
}

fn fill_date(lookup: &mut Lookup, row: &mut Row, message: &Message<'_>) {
    // A date that does not exist stays as it is written, so that it is not taken for a missing one.
    let at = match message.date().filter(|date| date.is_valid()) {
        Some(date) => date.to_rfc3339(),
        None => message.header_raw("Date").unwrap_or_default().trim().to_owned(),
    };
    lookup.put(row, "at", &at);
}

fn joined(value: &HeaderValue<'_>) -> String {
    match value {
        HeaderValue::Text(text) => text.trim().to_owned(),
        HeaderValue::TextList(texts) => texts.join("; "),
        _ => String::new(),
    }
}

fn addresses(list: Option<&Address<'_>>) -> String {
    let Some(list) = list else { return String::new() };
    list.iter().filter_map(|one| one.address()).collect::<Vec<_>>().join("; ")
}

pub(super) fn header_text(message: &Message<'_>, name: &str) -> String {
    match message.header(name) {
        Some(HeaderValue::Text(text)) => text.trim().to_owned(),
        Some(HeaderValue::TextList(texts)) => texts.join("; "),
        Some(_) => message.header_raw(name).unwrap_or_default().trim().to_owned(),
        None => String::new(),
    }
}

/// The text of a message with line feeds alone, and whether it was reduced from HTML.
fn body(message: &Message<'_>) -> (String, bool) {
    let (mut text, mut is_html) = (String::new(), false);
    for part in message.text_bodies() {
        let reduced;
        let found = match &part.body {
            PartType::Text(found) => found.as_ref(),
            PartType::Html(found) => {
                is_html = true;
                reduced = html_to_text(found);
                reduced.as_str()
            }
            _ => continue,
        };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(found);
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    (text, is_html)
}

fn fill_text(lookup: &mut Lookup, row: &mut Row, message: &Message<'_>) {
    let (body, is_html) = body(message);
    let (mut new, mut quoted, mut signature) = (String::new(), String::new(), String::new());
    let mut layout: Vec<(&str, usize)> = Vec::new();
    for part in split_parts(&body) {
        let piece = body.get(part.start..part.end).unwrap_or_default();
        let (name, column) = match part.kind {
            PartKind::New => ("new", &mut new),
            PartKind::Quoted => ("quoted", &mut quoted),
            PartKind::Signature | PartKind::Disclaimer => ("signature", &mut signature),
        };
        column.push_str(piece);
        match layout.last_mut() {
            Some((last, length)) if *last == name => *length += piece.len(),
            _ => layout.push((name, piece.len())),
        }
    }
    lookup.put_wanted(row, "text", &new);
    lookup.put_wanted(row, "quoted", &quoted);
    lookup.put_wanted(row, "signature", &signature);
    let lengths: Vec<String> =
        layout.iter().map(|(name, length)| format!("[\"{name}\",{length}]")).collect();
    lookup.put_wanted(row, "layout", &format!("[{}]", lengths.join(",")));
    if is_html {
        lookup.put_wanted(row, "html", "true");
    }
}

fn attachments(message: &Message<'_>) -> String {
    let mut list = String::new();
    for part in message.attachments() {
        let kind = part.content_type().map_or_else(
            || if part.is_message() { "message/rfc822".to_owned() } else { "unknown".to_owned() },
            |kind| match kind.subtype() {
                Some(subtype) => format!("{}/{subtype}", kind.ctype()).to_lowercase(),
                None => kind.ctype().to_lowercase(),
            },
        );
        if !list.is_empty() {
            list.push_str("; ");
        }
        let name = part.attachment_name().unwrap_or("unnamed");
        // Writing to a string cannot fail.
        let _ = write!(list, "{name} ({kind}, {})", part.len());
    }
    list
}

/// Whether a machine wrote the message (RFC 3834 and what mail systems used before it).
fn is_automatic(message: &Message<'_>) -> bool {
    let header = |name| header_text(message, name).to_lowercase();
    let submitted = header("Auto-Submitted");
    let precedence = header("Precedence");
    let empty_path = message.header_raw("Return-Path").is_some_and(|path| path.trim() == "<>");
    (!submitted.is_empty() && submitted.split(';').next().map(str::trim) != Some("no"))
        || message.header("X-Autoreply").is_some()
        || matches!(precedence.as_str(), "bulk" | "auto_reply" | "junk")
        || empty_path
}
