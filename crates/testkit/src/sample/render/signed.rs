//! A signed file's envelope (CMS, RFC 5652) around a document, without any signature: as readers see
//! it that do not check who signed.

/// Bytes of a piece of content where it comes in pieces.
const PIECE: usize = 1_000;

/// The object identifier of signed data, 1.2.840.113549.1.7.2.
const SIGNED_DATA: [u8; 11] = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// The object identifier of plain data, 1.2.840.113549.1.7.1.
const DATA: [u8; 11] = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];

/// The envelope: with definite lengths (DER), or in pieces of indefinite length (BER), as other
/// signing programs write it.
pub(super) fn signed(document: &[u8], in_pieces: bool) -> Vec<u8> {
    let content = if in_pieces { pieces(document) } else { value(0x04, document) };
    let wrap = |tag: u8, inside: &[u8]| {
        if in_pieces { open(tag, inside) } else { value(tag, inside) }
    };
    let inside = [&DATA[..], &wrap(0xa0, &content)].concat();
    let encapsulated = wrap(0x30, &inside);
    let version = [0x02, 1, 1];
    let empty_set = [0x31, 0];
    let data = [&version[..], &empty_set, &encapsulated, &empty_set].concat();
    let signed = [&SIGNED_DATA[..], &wrap(0xa0, &wrap(0x30, &data))].concat();
    wrap(0x30, &signed)
}

/// A value with its length.
fn value(tag: u8, inside: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = inside.len();
    if length < 128 {
        out.push(u8::try_from(length).unwrap_or(0));
    } else {
        let bytes = length.to_be_bytes();
        let first = bytes.iter().position(|&byte| byte != 0).unwrap_or(0);
        let count = u8::try_from(bytes.len() - first).unwrap_or(0);
        out.push(0x80 | count);
        out.extend_from_slice(&bytes[first..]);
    }
    out.extend_from_slice(inside);
    out
}

/// A value that ends where its end is marked.
fn open(tag: u8, inside: &[u8]) -> Vec<u8> {
    [&[tag, 0x80], inside, &[0, 0]].concat()
}

fn pieces(document: &[u8]) -> Vec<u8> {
    let pieces: Vec<u8> = document.chunks(PIECE).flat_map(|piece| value(0x04, piece)).collect();
    open(0x24, &pieces)
}
