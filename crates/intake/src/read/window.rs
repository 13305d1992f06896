//! A window over an input that is read at any place: small steps back and forth inside it ask the
//! system for nothing. An archive of small files is read in such steps, a dozen for each file.

use std::io::{self, Read, Seek, SeekFrom};

/// The bytes of a window.
const WINDOW_BYTES: usize = 128 << 10;

/// An input that can be read at any place.
pub(super) trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// An input and the part of it that is in memory.
pub(super) struct Window<T> {
    input: T,
    bytes: Vec<u8>,
    /// Where the window begins in the input.
    begin: u64,
    /// Where is read next.
    at: u64,
}

impl<T: Read + Seek> Window<T> {
    /// A window over an input, from its beginning.
    pub(super) fn new(input: T) -> Self {
        Self { input, bytes: Vec::new(), begin: 0, at: 0 }
    }

    /// What of the window stands at the present place and after it.
    fn ahead(&self) -> &[u8] {
        let skipped =
            self.at.checked_sub(self.begin).and_then(|skipped| usize::try_from(skipped).ok());
        skipped.and_then(|skipped| self.bytes.get(skipped..)).unwrap_or_default()
    }

    fn fill(&mut self) -> io::Result<()> {
        self.input.seek(SeekFrom::Start(self.at))?;
        self.begin = self.at;
        self.bytes.clear();
        let most = u64::try_from(WINDOW_BYTES).unwrap_or(u64::MAX);
        (&mut self.input).take(most).read_to_end(&mut self.bytes)?;
        Ok(())
    }
}

impl<T: Read + Seek> Read for Window<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ahead().is_empty() {
            if buffer.len() >= WINDOW_BYTES {
                self.input.seek(SeekFrom::Start(self.at))?;
                let read = self.input.read(buffer)?;
                self.at += u64::try_from(read).unwrap_or_default();
                return Ok(read);
            }
            self.fill()?;
        }
        let read = self.ahead().read(buffer)?;
        self.at += u64::try_from(read).unwrap_or_default();
        Ok(read)
    }
}

impl<T: Read + Seek> Seek for Window<T> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.input.seek(SeekFrom::End(0))?.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is read wherever, it is what the input itself gives.
        #[test]
        fn a_window_shows_its_input(
            steps in prop::collection::vec((0_u32..400_000, 0_u64..200_000, 0_u8..3), 1..12)
        ) {
            let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(300_000).enumerate()
                .map(|(place, byte)| byte.rotate_left(u32::try_from(place >> 8 & 7).unwrap()))
                .collect();
            let mut plain = Cursor::new(bytes.clone());
            let mut window = Window::new(Cursor::new(bytes));
            for (place, length, from) in steps {
                let to = match from {
                    0 => SeekFrom::Start(place.into()),
                    1 => SeekFrom::Current(i64::from(place) - 200_000),
                    _ => SeekFrom::End(-i64::from(place)),
                };
                prop_assert_eq!(plain.seek(to).ok(), window.seek(to).ok());
                let read = |input: &mut dyn Read| {
                    let mut read = Vec::new();
                    input.take(length).read_to_end(&mut read).map(|_| read).ok()
                };
                prop_assert_eq!(read(&mut plain), read(&mut window));
            }
        }
    }
}
