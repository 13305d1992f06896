//! A file beside its place, until all of it is there: then it is renamed into it, or goes.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::problem::{Problem, Result};

/// A file that is not yet in its place.
#[derive(Debug)]
pub struct Pending {
    file: File,
    beside: PathBuf,
    place: PathBuf,
    is_placed: bool,
}

impl Pending {
    /// Makes a file beside a place, in the same folder.
    ///
    /// # Errors
    /// Where the folder does not exist or cannot be written.
    pub fn new(place: &Path) -> Result<Self> {
        let refused = || Problem::new("screen-out").with("file", place.display());
        let name = place.file_name().ok_or_else(refused)?.to_string_lossy();
        let beside = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&beside);
        let file = file.map_err(|error| refused().caused_by(error))?;
        Ok(Self { file, beside, place: place.to_owned(), is_placed: false })
    }

    /// Writes the content, to the disk.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn fill(&mut self, content: &[u8]) -> Result<()> {
        let written = self.file.write_all(content).and_then(|()| self.file.sync_all());
        written.map_err(|error| self.refused().caused_by(error))
    }

    /// Puts the file into its place.
    ///
    /// # Errors
    /// Where the place cannot be taken.
    pub fn place(mut self) -> Result<()> {
        fs::rename(&self.beside, &self.place).map_err(|error| self.refused().caused_by(error))?;
        self.is_placed = true;
        Ok(())
    }

    fn refused(&self) -> Problem {
        Problem::new("screen-out").with("file", self.place.display())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.is_placed {
            // What is left of it would hold people's data; that it is gone already is well.
            drop(fs::remove_file(&self.beside));
        }
    }
}
