//! Takes a document out of what it is wrapped in: signed data (CMS, RFC 5652) and base64.
//!
//! The signed data is read as BER (ITU-T X.690): lengths definite or not, the content in one piece or
//! in chunks, one signature inside another. Only the content is looked for; **signatures are not
//! verified**, and nothing after the content has to be there.

use std::borrow::Cow;

use crate::row::Reason;

/// Wrappings inside one another, at most: two signatures, each as base64, with one to spare.
const WRAPPINGS_MAX: usize = 5;

/// How deep chunks may be nested in chunks.
const DEPTH_MAX: usize = 8;

/// The object identifier of signed data, 1.2.840.113549.1.7.2, as encoded.
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

const INTEGER: u8 = 0x02;
const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const EXPLICIT_0: u8 = 0xa0;
const CONSTRUCTED: u8 = 0x20;

/// The document inside some bytes, which may be the document already.
///
/// # Errors
/// [`Reason::Truncated`] where the content is cut, [`Reason::BrokenEnvelope`] where there is signed
/// data without readable content, [`Reason::OtherContent`] where there is neither document nor
/// envelope.
pub(super) fn document(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Reason> {
    let mut inside = Cow::Borrowed(bytes);
    for _ in 0..WRAPPINGS_MAX {
        inside = match kind(&inside) {
            Kind::Markup => return Ok(inside),
            Kind::Other => return Err(Reason::OtherContent),
            Kind::Signed => match inside {
                Cow::Borrowed(bytes) => content(bytes)?,
                Cow::Owned(bytes) => Cow::Owned(content(&bytes)?.into_owned()),
            },
            Kind::Base64 => Cow::Owned(base64(&inside).ok_or(Reason::OtherContent)?),
        };
    }
    Err(Reason::BrokenEnvelope)
}

enum Kind {
    Markup,
    Signed,
    Base64,
    Other,
}

fn kind(bytes: &[u8]) -> Kind {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match start {
        [b'<', ..] | [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Kind::Markup,
        [SEQUENCE, ..] => Kind::Signed,
        // A sequence begins as `M`, markup as `PD`, with a byte order mark as `77u/`.
        [b'M', b'I', ..] | [b'P', b'D', ..] | [b'7', b'7', b'u', ..] | [b'-', b'-', ..] => {
            Kind::Base64
        }
        _ => Kind::Other,
    }
}

/// Text as base64 (RFC 4648), its lines and the marks around it left out; `None` where it is none.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0);
    for line in text.split(|&byte| byte == b'\n').filter(|line| !line.starts_with(b"--")) {
        for &letter in line {
            let value = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                b'=' | b'\r' | b' ' | b'\t' => continue,
                _ => return None,
            };
            held = held << 6 | u32::from(value);
            bits += 6;
            if bits >= 8 {
                bits -= 8;
                bytes.extend(u8::try_from(held >> bits));
                held &= (1 << bits) - 1;
            }
        }
    }
    Some(bytes)
}

/// The content of signed data.
fn content(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Reason> {
    let mut outer = Ber { rest: bytes };
    let mut info = outer.enter(SEQUENCE)?;
    if info.primitive(OBJECT_IDENTIFIER)? != SIGNED_DATA {
        return Err(Reason::BrokenEnvelope);
    }
    let mut signed = info.enter(EXPLICIT_0)?.enter(SEQUENCE)?;
    signed.primitive(INTEGER)?;
    signed.pass_over(SET)?;
    let mut encapsulated = signed.enter(SEQUENCE)?;
    encapsulated.primitive(OBJECT_IDENTIFIER)?;
    encapsulated.enter(EXPLICIT_0)?.octets()
}

/// What is left of a sequence of BER elements.
struct Ber<'a> {
    rest: &'a [u8],
}

/// The first bytes of an element.
struct Head {
    tag: u8,
    /// `None` where the end is marked by an element of its own.
    length: Option<usize>,
}

impl<'a> Ber<'a> {
    fn byte(&mut self) -> Result<u8, Reason> {
        let (&first, rest) = self.rest.split_first().ok_or(Reason::Truncated)?;
        self.rest = rest;
        Ok(first)
    }

    fn head(&mut self) -> Result<Head, Reason> {
        let tag = self.byte()?;
        let first = self.byte()?;
        let length = match first {
            0x80 => None,
            0..0x80 => Some(usize::from(first)),
            _ => {
                let mut length = 0usize;
                for _ in 0..first & 0x7f {
                    let byte = usize::from(self.byte()?);
                    length = length.checked_mul(256).ok_or(Reason::BrokenEnvelope)? | byte;
                }
                Some(length)
            }
        };
        Ok(Head { tag, length })
    }

    fn head_of(&mut self, tag: u8) -> Result<Head, Reason> {
        let head = self.head()?;
        if head.tag == tag { Ok(head) } else { Err(Reason::BrokenEnvelope) }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Reason> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Reason::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Into an element. It reaches as far as its bytes are there: what is wanted stands before what a
    /// cut takes away.
    fn enter(&mut self, tag: u8) -> Result<Self, Reason> {
        let length = self.head_of(tag)?.length.unwrap_or(usize::MAX);
        Ok(Self { rest: self.rest.get(..length).unwrap_or(self.rest) })
    }

    fn primitive(&mut self, tag: u8) -> Result<&'a [u8], Reason> {
        let length = self.head_of(tag)?.length.ok_or(Reason::BrokenEnvelope)?;
        self.take(length)
    }

    fn pass_over(&mut self, tag: u8) -> Result<(), Reason> {
        let head = self.head_of(tag)?;
        self.pass_over_inside(&head, 0)
    }

    fn pass_over_inside(&mut self, head: &Head, depth: usize) -> Result<(), Reason> {
        let Some(length) = head.length else {
            while let Some(inner) = self.next_before_end(depth)? {
                self.pass_over_inside(&inner, depth + 1)?;
            }
            return Ok(());
        };
        self.take(length).map(|_| ())
    }

    /// The next element of one whose end is marked; `None` at the mark.
    fn next_before_end(&mut self, depth: usize) -> Result<Option<Head>, Reason> {
        if depth >= DEPTH_MAX {
            return Err(Reason::TooDeep { limit: DEPTH_MAX });
        }
        let head = self.head()?;
        Ok(if head.tag == 0 && head.length == Some(0) { None } else { Some(head) })
    }

    /// A string of octets, in one piece or in chunks.
    fn octets(mut self) -> Result<Cow<'a, [u8]>, Reason> {
        let head = self.head()?;
        if let Head { tag: OCTET_STRING, length: Some(length) } = head {
            return self.take(length).map(Cow::Borrowed);
        }
        let mut joined = Vec::with_capacity(self.rest.len());
        self.chunks(&head, &mut joined, 0)?;
        Ok(Cow::Owned(joined))
    }

    fn chunks(&mut self, head: &Head, joined: &mut Vec<u8>, depth: usize) -> Result<(), Reason> {
        match (head.tag, head.length) {
            (OCTET_STRING, Some(length)) => joined.extend(self.take(length)?),
            (tag, None) if tag == OCTET_STRING | CONSTRUCTED => {
                while let Some(inner) = self.next_before_end(depth)? {
                    self.chunks(&inner, joined, depth + 1)?;
                }
            }
            (tag, Some(length)) if tag == OCTET_STRING | CONSTRUCTED && depth < DEPTH_MAX => {
                let mut inside = Self { rest: self.take(length)? };
                while !inside.rest.is_empty() {
                    let inner = inside.head()?;
                    inside.chunks(&inner, joined, depth + 1)?;
                }
            }
            _ => return Err(Reason::BrokenEnvelope),
        }
        Ok(())
    }
}
