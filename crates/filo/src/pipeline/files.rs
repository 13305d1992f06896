//! Finds the files of each source, and the date of each export.

use std::fs::File;
use std::path::{Path, PathBuf};

use filo_model::calendar::DAY_MILLIS as DAY;
use filo_model::digest::Digest;
use jiff::civil::Date;

use crate::config::{Config, Source};
use crate::problem::{Problem, Result};

/// A file of a source.
#[derive(Debug, Clone)]
pub struct FoundFile {
    /// The place of its source in the configuration.
    pub source: usize,
    /// The path from the configuration's folder, with `/` between folders.
    pub name: String,
    /// The path to open, where the folder and the name do not make it: names may hold bytes that are
    /// no text.
    exact: Option<Box<Path>>,
    /// Its size in bytes.
    pub bytes: u64,
    /// The date of the export, in UTC epoch milliseconds: a date in the file's name, else the time
    /// the file was last written.
    pub export_stamp: i64,
}

impl FoundFile {
    /// The path to open.
    #[must_use]
    pub fn path(&self, config: &Config) -> PathBuf {
        self.exact
            .as_ref()
            .map_or_else(|| config.folder.join(&self.name), |path| path.to_path_buf())
    }
}

/// The files of every source, in the order of the configuration and of their names.
///
/// # Errors
/// Where a pattern or folder cannot be used.
pub fn find(config: &Config) -> Result<Vec<FoundFile>> {
    let mut found = Vec::new();
    for (place, source) in config.sources.iter().enumerate() {
        found.extend(find_of_source(config, place, source)?);
    }
    Ok(found)
}

fn find_of_source(config: &Config, place: usize, source: &Source) -> Result<Vec<FoundFile>> {
    let wrong = || {
        Problem::new("source-pattern")
            .with("source", &source.spec.name)
            .with("pattern", &source.pattern)
    };
    let folder = glob::Pattern::escape(&config.folder.to_string_lossy());
    let pattern = if Path::new(&source.pattern).is_absolute() {
        source.pattern.clone()
    } else {
        format!("{folder}/{}", source.pattern)
    };
    let mut found = Vec::new();
    for path in glob::glob(&pattern).map_err(|error| wrong().caused_by(error))? {
        let path = path.map_err(|error| wrong().caused_by(error))?;
        let unreadable = |error| Problem::new("file").with("path", path.display()).caused_by(error);
        let metadata = std::fs::metadata(&path).map_err(unreadable)?;
        if !metadata.is_file() {
            continue;
        }
        let name =
            path.strip_prefix(&config.folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let written =
            metadata.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok());
        let written = written.map_or(0, jiff::Timestamp::as_millisecond);
        let export_stamp = export_stamp(&name, written);
        // A hundred thousand files are no rarity: their paths are kept only where they are needed.
        let exact = (config.folder.join(&name) != path).then(|| path.into_boxed_path());
        found.push(FoundFile { source: place, name, exact, bytes: metadata.len(), export_stamp });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The date of an export: the one in the file's name, else the time it was last written.
///
/// A file rewritten under the same dated name is a later export of that day: each second since the
/// day began counts as a millisecond, so that it comes after its earlier self and before the next
/// day's export for years.
fn export_stamp(name: &str, written: i64) -> i64 {
    let dated = date_in_name(name).and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC).ok());
    dated.map_or(written, |date| {
        let day = date.timestamp().as_millisecond();
        day + ((written - day) / 1000).clamp(0, DAY - 1)
    })
}

/// The last date written in a file's name as `2026-03-31`, `2026_03_31` or `20260331`.
fn date_in_name(name: &str) -> Option<Date> {
    let name = name.rsplit('/').next()?;
    let digits: String =
        name.chars().map(|letter| if letter.is_ascii_digit() { letter } else { ' ' }).collect();
    let runs: Vec<&str> = digits.split_whitespace().collect();
    let whole = runs
        .iter()
        .rev()
        .find(|run| run.len() == 8)
        .and_then(|run| date(&run[..4], &run[4..6], &run[6..]));
    whole.or_else(|| {
        runs.windows(3).rev().find_map(|run| match run {
            [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
                date(year, month, day)
            }
            _ => None,
        })
    })
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1990..2200).contains(&date.year()).then_some(date)
}

/// Files whose bytes are digested in one go, in bytes: most are smaller.
const WHOLE_BYTES: u64 = 1 << 20;

/// Fewer files than this are digested on one core.
const MANY_FILES: usize = 256;

/// The digests of files, on two cores where there are many.
///
/// # Errors
/// For each file that cannot be read.
pub(super) fn digests(files: &[FoundFile], config: &Config) -> Vec<Result<Digest>> {
    let digest_all = |files: &[FoundFile]| -> Vec<Result<Digest>> {
        files.iter().map(|file| digest(file, config)).collect()
    };
    if files.len() < MANY_FILES {
        return digest_all(files);
    }
    let (first, second) = files.split_at(files.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| digest_all(second));
        let mut all = digest_all(first);
        all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        all
    })
}

fn digest(file: &FoundFile, config: &Config) -> Result<Digest> {
    let path = file.path(config);
    let digest = if file.bytes < WHOLE_BYTES {
        std::fs::read(&path).map(|bytes| Digest::of(&bytes))
    } else {
        File::open(&path).and_then(Digest::of_reader)
    };
    digest.map_err(|error| Problem::new("file").with("path", path.display()).caused_by(error))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::{DAY, date_in_name, export_stamp};

    #[test]
    fn a_file_rewritten_under_its_dated_name_comes_after_its_earlier_self() {
        let day = 20_544 * DAY;
        let [first, again, years_later] = [3_600_000, 50 * DAY, 4_000 * DAY]
            .map(|after| export_stamp("a_2026-04-01.csv", day + after));
        assert!(day < first && first < again && again < years_later);
        assert!(years_later < export_stamp("a_2026-04-02.csv", 0));
        assert_eq!(export_stamp("a.csv", 77), 77);
    }

    #[test]
    fn the_date_of_an_export_is_read_from_its_name() {
        assert_eq!(date_in_name("a/invoices_2026-03-31.csv"), Some(day(2026, 3, 31)));
        assert_eq!(date_in_name("2019/calls20260401.csv"), Some(day(2026, 4, 1)));
        assert_eq!(date_in_name("from 2025_12_01 to 2026_01_02.xlsx"), Some(day(2026, 1, 2)));
        assert_eq!(date_in_name("invoice 12345678.csv"), None);
        assert_eq!(date_in_name("tickets.csv"), None);
    }
}
