//! From the bytes of a document to what it says: encoding, markup, limits.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use quick_xml::Reader as XmlReader;
use quick_xml::events::Event;

use super::document::Document;
use super::tags::Tag;
use crate::read::options::Limits;
use crate::read::text::{character, declared_encoding, windows_1252};
use crate::row::Reason;

/// The document in some bytes.
///
/// # Errors
/// The reason why it has to be set apart; [`Reason::OtherContent`] for the root of another format.
pub(super) fn parse(bytes: &[u8], limits: Limits) -> Result<Document, Reason> {
    let text = text_of(bytes);
    let mut xml = XmlReader::from_str(&text);
    let mut path: Vec<Tag> = Vec::with_capacity(limits.depth_max);
    let mut document: Option<Document> = None;
    let mut value = String::new();
    let mut is_leaf = false;
    loop {
        match xml.read_event() {
            Ok(Event::Start(element)) => {
                if path.len() >= limits.depth_max {
                    return Err(Reason::TooDeep { limit: limits.depth_max });
                }
                let tag = Tag::named(element.local_name().as_ref());
                path.push(tag);
                match &mut document {
                    Some(document) => {
                        if !document.begin(&path) {
                            let limit = u64::try_from(limits.message_bytes_max);
                            return Err(Reason::TooLarge { limit: limit.unwrap_or(u64::MAX) });
                        }
                    }
                    None => document = Some(Document::of_root(tag).ok_or(Reason::OtherContent)?),
                }
                value.clear();
                is_leaf = tag != Tag::Other;
            }
            Ok(Event::Text(text)) if is_leaf => value.push_str(&text),
            Ok(Event::CData(text)) if is_leaf => value.push_str(&text),
            Ok(Event::GeneralRef(name)) => {
                let character = character(&name).ok_or(Reason::BrokenXml)?;
                value.extend(is_leaf.then_some(character));
            }
            Ok(Event::End(_)) => {
                let told = value.trim();
                if let Some(document) = document.as_mut().filter(|_| is_leaf && !told.is_empty()) {
                    document.value(&path, told);
                }
                path.pop();
                is_leaf = false;
                if path.is_empty()
                    && let Some(document) = document
                {
                    return Ok(document);
                }
            }
            Ok(Event::DocType(_)) => return Err(Reason::Entity),
            Ok(Event::Eof) if document.is_some() => return Err(Reason::Truncated),
            Ok(Event::Eof) => return Err(Reason::OtherContent),
            Ok(_) => {}
            // Every fault of syntax is an end of input in the middle of markup, but for `<!`.
            Err(quick_xml::Error::Syntax(fault))
                if fault != quick_xml::errors::SyntaxError::InvalidBangMarkup =>
            {
                return Err(Reason::Truncated);
            }
            Err(_) => return Err(Reason::BrokenXml),
        }
    }
}

/// The text of a document: by its byte order mark, its declaration, or what its bytes are.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    let utf16 = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = utf16 {
        return encoding.decode(bytes).0;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let declared = declared_encoding(bytes.get(..256).unwrap_or(bytes));
    if let Some(encoding) = declared.filter(|encoding| is_single_byte(encoding)) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // It says UTF-8, or nothing, and is not: some programs write Windows-1252 all the same.
        Err(_) => windows_1252(bytes),
    }
}

fn is_single_byte(encoding: &'static Encoding) -> bool {
    encoding.is_single_byte() && encoding.is_ascii_compatible()
}
