//! What packs the pages of a Parquet file, and how they are unpacked to the length they claim.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::FrameDecoder;

/// What packs a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codec {
    Plain,
    Snappy,
    Gzip,
    Zstd,
}

impl Codec {
    /// The codec of a number in the file, or the name of one that cannot be read.
    pub(super) fn of(number: i32) -> Result<Self, String> {
        Ok(match number {
            0 => Self::Plain,
            1 => Self::Snappy,
            2 => Self::Gzip,
            6 => Self::Zstd,
            3 => return Err("LZO".to_owned()),
            4 => return Err("BROTLI".to_owned()),
            5 => return Err("LZ4".to_owned()),
            7 => return Err("LZ4_RAW".to_owned()),
            other => return Err(other.to_string()),
        })
    }

    /// Unpacks to exactly `size` bytes; nothing where they are more, fewer or broken.
    pub(super) fn unpack(self, packed: &[u8], size: usize) -> Option<Vec<u8>> {
        match self {
            Self::Plain => (packed.len() == size).then(|| packed.to_vec()),
            Self::Snappy => {
                if snap::raw::decompress_len(packed).ok()? != size {
                    return None;
                }
                snap::raw::Decoder::new().decompress_vec(packed).ok()
            }
            Self::Gzip => {
                let mut unpacked = Vec::new();
                let most = u64::try_from(size).ok()?.saturating_add(1);
                MultiGzDecoder::new(packed).take(most).read_to_end(&mut unpacked).ok()?;
                (unpacked.len() == size).then_some(unpacked)
            }
            Self::Zstd => {
                let mut unpacked = vec![0; size];
                let written = FrameDecoder::new().decode_all(packed, &mut unpacked).ok()?;
                (written == size).then_some(unpacked)
            }
        }
    }
}
