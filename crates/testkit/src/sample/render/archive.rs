//! The archives of electronic invoices, one after the other as stories come, and signed files beside
//! them.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::fattura;
use super::signed::signed;
use crate::sample::SampleError;
use crate::sample::dates::{Day, FIRST_CUT, OVERLAP_START};
use crate::sample::event::{Event, Fate};
use crate::sample::source::{Shape, Source};

/// How many files one archive holds.
const FILES_MAX: u64 = 50_000;

/// The archives of one export.
struct Archive {
    folder: PathBuf,
    date: &'static str,
    part: u32,
    files: u64,
    rows: u64,
    method: CompressionMethod,
    writer: Option<ZipWriter<BufWriter<File>>>,
    written: Vec<(String, u64)>,
}

/// The archives of both exports, and the signed files.
pub(super) struct Archives {
    exports: [Archive; 2],
    folder: PathBuf,
    signed: Vec<(String, u64)>,
}

impl std::fmt::Debug for Archives {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archives").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Archives {
    /// Archives below a folder, which is made; those
    /// of a large company they hold their files unpacked: packing takes longer than all the rest.
    pub(super) fn new(out: &Path, is_large: bool) -> Result<Self, SampleError> {
        let folder = out.join("administration/fatture");
        fs::create_dir_all(&folder)?;
        let method = if is_large { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let archive = |date| Archive {
            folder: folder.clone(),
            date,
            part: 0,
            files: 0,
            rows: 0,
            method,
            writer: None,
            written: Vec::new(),
        };
        let exports = [archive("2026-05-31"), archive("2026-06-30")];
        Ok(Self { exports, folder, signed: Vec::new() })
    }

    /// Adds the files of a story's invoices, credit notes and receipts.
    pub(super) fn add(&mut self, events: &[Event]) -> Result<(), SampleError> {
        let mut rows: Vec<(&str, &Event)> = Vec::new();
        let mut signed_files: Vec<&str> = Vec::new();
        for event in events.iter().filter(|event| event.source.spec().shape == Shape::Fattura) {
            let name = if event.source == Source::Receipts { "key" } else { "file" };
            let Some(name) = event.get(name) else { continue };
            if event.get("signed").is_some() {
                signed_files.push(name);
            }
            rows.push((name, event));
        }
        // By name: the order in which the files were sent.
        rows.sort_by_key(|(name, _)| *name);
        for file in rows.chunk_by(|one, two| one.0 == two.0) {
            let (name, first) = file[0];
            let written: Vec<_> = file.iter().filter_map(|(_, event)| event.written()).collect();
            if written.len() != file.len() {
                continue;
            }
            let written: Vec<&Event> = written.iter().map(AsRef::as_ref).collect();
            let count = u64::try_from(written.len()).unwrap_or(0);
            if first.source == Source::Receipts {
                let is_signed =
                    first.get("about_file").is_some_and(|file| signed_files.contains(&file));
                let text = fattura::receipt(written[0], is_signed);
                self.put(first, &format!("{name}.xml"), text.as_bytes(), count)?;
            } else if first.get("signed").is_some() {
                let name = format!("{name}.xml.p7m");
                let bytes = signed(fattura::file(&written).as_bytes(), first.at.0 % 2 == 0);
                fs::write(self.folder.join(&name), bytes)?;
                self.signed.push((format!("administration/fatture/{name}"), count));
            } else {
                let text = fattura::file(&written);
                self.put(first, &format!("{name}.xml"), text.as_bytes(), count)?;
            }
        }
        Ok(())
    }

    fn put(
        &mut self,
        event: &Event,
        name: &str,
        bytes: &[u8],
        rows: u64,
    ) -> Result<(), SampleError> {
        let (in_first, in_second) = exports_of(event.at.day(), event.fate);
        let [first, second] = &mut self.exports;
        if in_first {
            first.put(name, bytes, rows)?;
        }
        if in_second {
            second.put(name, bytes, rows)?;
        }
        Ok(())
    }

    /// Ends the archives: each file's path and rows.
    pub(super) fn finish(self) -> Result<Vec<(String, u64)>, SampleError> {
        let mut files = Vec::new();
        for mut archive in self.exports {
            if archive.part == 0 {
                archive.begin()?;
            }
            archive.end()?;
            files.extend(archive.written);
        }
        files.extend(self.signed);
        Ok(files)
    }
}

/// Whether the first and the second export hold what happened on a day.
pub(super) fn exports_of(day: Day, fate: Fate) -> (bool, bool) {
    let is_late = fate == Fate::Late && day <= FIRST_CUT;
    (day <= FIRST_CUT && !is_late, day >= OVERLAP_START || is_late)
}

impl Archive {
    fn put(&mut self, name: &str, bytes: &[u8], rows: u64) -> Result<(), SampleError> {
        if self.writer.is_none() || self.files == FILES_MAX {
            self.end()?;
            self.begin()?;
        }
        let Some(writer) = &mut self.writer else { return Ok(()) };
        // Without the time of writing, so that the same options give the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(self.method)
            .compression_level((self.method == CompressionMethod::Deflated).then_some(9))
            .last_modified_time(zip::DateTime::default());
        writer.start_file(name, options)?;
        writer.write_all(bytes)?;
        self.files += 1;
        self.rows += rows;
        Ok(())
    }

    fn name(&self) -> String {
        let part = if self.part > 1 { format!("_{}", self.part) } else { String::new() };
        format!("fatture_{}{part}.zip", self.date)
    }

    fn begin(&mut self) -> Result<(), SampleError> {
        self.part += 1;
        (self.files, self.rows) = (0, 0);
        let file = File::create(self.folder.join(self.name()))?;
        self.writer = Some(ZipWriter::new(BufWriter::with_capacity(1 << 18, file)));
        Ok(())
    }

    fn end(&mut self) -> Result<(), SampleError> {
        if let Some(writer) = self.writer.take() {
            writer.finish()?.flush()?;
            self.written.push((format!("administration/fatture/{}", self.name()), self.rows));
        }
        Ok(())
    }
}
