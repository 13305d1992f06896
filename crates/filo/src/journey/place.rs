//! Writes a file beside its place and renames it into it once it is whole.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

const BUFFER_BYTES: usize = 1 << 16;

/// Writes a file, which stands in its place only when all of it is there.
///
/// # Errors
/// Where the folder cannot be written, or what `fill` says.
pub fn write<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    with_path(path, |beside| {
        let file = File::create_new(beside)?;
        let mut buffered = BufWriter::with_capacity(BUFFER_BYTES, file);
        fill(&mut buffered)?;
        buffered.flush()?;
        buffered.get_ref().sync_all()?;
        Ok(())
    })
}

/// As [`write()`], where the file is written by something that wants its path.
///
/// # Errors
/// As [`write()`].
pub fn with_path<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let beside = Beside(beside(path));
    // What a run left that was killed is not of this one.
    drop(fs::remove_file(&beside.0));
    fill(&beside.0)?;
    fs::rename(&beside.0, path)?;
    Ok(())
}

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

/// The unfinished file, which goes where it was not renamed: it holds people's data.
struct Beside(PathBuf);

impl Drop for Beside {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.0));
    }
}
