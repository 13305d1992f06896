//! Bytes to text: byte order marks, UTF-8, Windows-1252 and UTF-16.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;
use quick_xml::events::BytesRef;

use super::options::Encoding;
use super::source::{Source, read_first};

/// How far into a document its declaration is looked for.
const DECLARATION_BYTES: usize = 256;

/// A text input without its byte order mark; UTF-16 arrives as UTF-8.
pub(super) struct TextInput {
    pub(super) bytes: Box<dyn Read + Send>,
    /// The encoding that a byte order mark, or the caller, told.
    pub(super) told: Option<&'static str>,
}

/// Takes the byte order mark off an input and turns UTF-16 into UTF-8.
pub(super) fn open(mut source: Source, encoding: Encoding) -> io::Result<TextInput> {
    let first = read_first(&mut source, 3)?;
    let (kept, utf16) = match first.as_slice() {
        [0xff, 0xfe, ..] => (2, Some(UTF_16LE)),
        [0xfe, 0xff, ..] => (2, Some(UTF_16BE)),
        [0xef, 0xbb, 0xbf] => (3, None),
        _ => (0, (encoding == Encoding::Utf16).then_some(UTF_16LE)),
    };
    let told = match (utf16, kept, encoding) {
        (Some(_), _, _) => Some("utf-16"),
        (None, 3, _) | (_, _, Encoding::Utf8) => Some("utf-8"),
        (_, _, Encoding::Windows1252) => Some("windows-1252"),
        _ => None,
    };
    let rest = Cursor::new(first.get(kept..).unwrap_or_default().to_vec()).chain(source);
    let bytes: Box<dyn Read + Send> = match utf16 {
        None => Box::new(rest),
        Some(utf16) => {
            let mut builder = DecodeReaderBytesBuilder::new();
            Box::new(builder.encoding(Some(utf16)).bom_sniffing(false).build(rest))
        }
    };
    Ok(TextInput { bytes, told })
}

/// The bytes of a document as UTF-8, by its byte order mark or its declaration.
pub(super) fn open_xml(source: Source) -> io::Result<Box<dyn Read + Send>> {
    let mut bytes = open(source, Encoding::Auto)?;
    let first = read_first(&mut bytes.bytes, DECLARATION_BYTES)?;
    // After a byte order mark the text is UTF-8 already, whatever the declaration says.
    let declared = if bytes.told.is_none() { declared_encoding(&first) } else { None };
    let whole = Cursor::new(first).chain(bytes.bytes);
    Ok(match declared {
        Some(encoding) if encoding != UTF_8 && encoding.is_ascii_compatible() => {
            Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(whole))
        }
        _ => Box::new(whole),
    })
}

/// The encoding that the declaration of an XML document names.
pub(super) fn declared_encoding(first: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = String::from_utf8_lossy(first);
    let declaration = start.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    encoding_rs::Encoding::for_label(value.get(1..)?.split(quote).next()?.as_bytes())
}

/// What a reference stands for: a character by its number, or one of the five names of XML; `None` for
/// any other, which only a document with entities of its own could mean.
pub(super) fn character(name: &BytesRef<'_>) -> Option<char> {
    if let Some(character) = name.resolve_char_ref().ok()? {
        return Some(character);
    }
    Some(match &**name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// A row's bytes as text; `None` when they are not valid in the encoding that was configured.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> Option<Cow<'_, str>> {
    if encoding == Encoding::Windows1252 {
        return Some(windows_1252(bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) if encoding == Encoding::Utf8 => None,
        Err(_) => Some(windows_1252(bytes)),
    }
}

/// Bytes as Windows-1252, in which every byte is a character.
pub(super) fn windows_1252(bytes: &[u8]) -> Cow<'_, str> {
    WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// The encoding of a sample whose last character may be cut.
pub(super) fn guess(sample: &[u8]) -> &'static str {
    match std::str::from_utf8(sample) {
        Err(error) if error.error_len().is_some() => "windows-1252",
        _ => "utf-8",
    }
}
