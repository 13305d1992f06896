//! A folder with a sample company in it: weaving it, running the program there, dumping its store.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use filo::config::Config;
use filo::pipeline::weave::{Progress, Woven, weave};
use filo::report::Report;
use filo::report::compute::{Scope, compute};
use filo_store::Store;
use filo_store::reading::Reading;
use filo_store::thread::{CustomerId, Thread};
use filo_testkit::sample::{SampleOptions, write_sample};
use tempfile::TempDir;

/// 2026-07-01T00:00:00Z, the day after the sample company's data end.
pub(crate) const NOW: i64 = 1_782_864_000_000;

/// Nobody watches.
struct Silent;

impl Progress for Silent {
    fn begin(&mut self, _: u64) {}
    fn advance(&mut self, _: u64, _: u64) {}
    fn linking(&mut self) {}
    fn finish(&mut self) {}
}

/// A company in a folder of its own, which goes when this is dropped.
pub(crate) struct Company {
    folder: TempDir,
}

impl Company {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// The committed sample company.
    pub(crate) fn committed() -> Self {
        let company = Self::empty();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample");
        copy(&sample, company.path());
        company
    }

    /// A sample company made for this test.
    pub(crate) fn sample(customers: u32, seed: u64) -> Self {
        let company = Self::empty();
        let options = SampleOptions { customers, seed };
        write_sample(&options, company.path(), &mut |_, _| {}).unwrap();
        company
    }

    /// A copy of the exports and the configuration, without the store.
    pub(crate) fn twin(&self) -> Self {
        let company = Self::empty();
        copy(self.path(), company.path());
        company
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path().join(name), bytes).unwrap();
    }

    /// Adds lines to the end of a file.
    pub(crate) fn append(&self, name: &str, lines: &str) {
        let mut bytes = self.read(name);
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        bytes.extend_from_slice(lines.as_bytes());
        self.write(name, &bytes);
    }

    /// The exports, by their names from the folder, in order.
    pub(crate) fn exports(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let is_own = path.to_string_lossy().ends_with(".columns");
                if path.is_dir() && is_own {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else if folder != self.path() {
                    let name = path.strip_prefix(self.path()).unwrap();
                    names.push(name.to_str().unwrap().to_owned());
                }
            }
        }
        names.sort();
        names
    }

    /// The exports of lines, to which a line more does no harm.
    pub(crate) fn exports_of_lines(&self) -> Vec<String> {
        let is_of_lines = |name: &String| {
            [".csv", ".jsonl", ".mbox", ".log"].iter().any(|end| name.ends_with(end))
        };
        self.exports().into_iter().filter(is_of_lines).collect()
    }

    /// The files of the store and beside it, by name: all that Filo itself has written.
    pub(crate) fn store_files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = fs::read_dir(self.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("filo."))
            .filter(|path| path.extension().is_none_or(|extension| extension != "toml"))
            .collect();
        let columns: Vec<PathBuf> = files.extract_if(.., |path| path.is_dir()).collect();
        for folder in columns {
            files.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
        }
        files.sort();
        files
    }

    pub(crate) fn config(&self) -> Config {
        Config::read(&self.path().join("filo.toml")).unwrap()
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(&self.path().join("filo.db")).unwrap()
    }

    /// Weaves through the library.
    pub(crate) fn weave(&self) -> Woven {
        let config = self.config();
        let store = Store::create(&config.store).unwrap();
        weave(&config, &store, NOW, &mut Silent).unwrap()
    }

    /// As [`Company::weave`], where every file has to be read.
    pub(crate) fn weave_well(&self) -> Woven {
        let woven = self.weave();
        assert!(woven.problems.is_empty(), "{:?}", woven.problems);
        assert!(woven.total.adds_up(), "{:?}", woven.total);
        woven
    }

    pub(crate) fn report(&self) -> Report {
        let scope = Scope { as_of: Some("2026-06-30".parse().unwrap()), whole: false };
        compute(&self.config(), &self.store(), scope, false, NOW).unwrap()
    }

    /// The program in this folder, with an environment that says nothing.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_filo"));
        command.args(args).current_dir(self.path()).env_clear().stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs the program, which has to succeed, and gives its standard output.
    pub(crate) fn run_well(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "filo {args:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn customers(&self) -> Vec<CustomerId> {
        let store = self.store();
        let mut customers = BTreeSet::new();
        let all = filo_store::project::RecordNumber(1)..=store.record_last().unwrap();
        let mut ids = Vec::new();
        store.record_scan(all, &mut |record| ids.push(record.id)).unwrap();
        for id in ids {
            customers.extend(store.customer_of_record(id).unwrap());
        }
        customers.into_iter().collect()
    }

    /// Every thread with its history, by customer.
    pub(crate) fn threads(&self) -> Vec<Thread> {
        let store = self.store();
        let fetch = |customer| store.thread_fetch(customer, true).unwrap();
        self.customers().into_iter().map(fetch).collect()
    }

    /// Every thread as lines, with what the order of arrival may not change: who belongs together
    /// and why, what the systems say, and each entry with its versions, facts and words.
    pub(crate) fn dump(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for thread in self.threads() {
            for linked in &thread.records {
                let record = serde_json::to_string(linked).unwrap();
                lines.push(format!("{} {record}", thread.customer));
            }
            for entry in &thread.entries {
                let mut entry = serde_json::to_value(entry).unwrap();
                // A row that two exports hold stays where it was read first.
                entry.as_object_mut().unwrap().remove("place");
                lines.push(format!("{} {entry}", thread.customer));
            }
        }
        lines
    }

    /// As [`Company::dump`], without what is history: a customer's id and by which of its records it is
    /// held together. Customers are told by the smallest id of their records.
    pub(crate) fn dump_without_ids(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for thread in self.threads() {
            let smallest = thread.records.iter().map(|one| one.record.id.to_string()).min();
            let customer = smallest.unwrap_or_default();
            for linked in &thread.records {
                lines
                    .push(format!("{customer} {}", serde_json::to_string(&linked.record).unwrap()));
            }
            for entry in &thread.entries {
                let mut entry = serde_json::to_value(entry).unwrap();
                entry.as_object_mut().unwrap().remove("place");
                lines.push(format!("{customer} {entry}"));
            }
        }
        lines.sort_unstable();
        lines
    }

    /// The readings without when they began.
    pub(crate) fn readings(&self) -> Vec<Reading> {
        let mut readings = self.store().reading_list().unwrap();
        for reading in &mut readings {
            reading.started_at = 0;
            reading.id = filo_store::reading::ReadingId(0);
        }
        readings
    }
}

/// Fails with the first lines that differ, and how many do.
pub(crate) fn assert_same(left: &[String], right: &[String]) {
    let lefts: BTreeSet<&String> = left.iter().collect();
    let rights: BTreeSet<&String> = right.iter().collect();
    let only_left: Vec<&&String> = lefts.difference(&rights).collect();
    let only_right: Vec<&&String> = rights.difference(&lefts).collect();
    assert!(
        only_left.is_empty() && only_right.is_empty(),
        "{} lines only left, {} only right, first:\n{}\n{}",
        only_left.len(),
        only_right.len(),
        only_left.first().map_or("-", |line| line.as_str()),
        only_right.first().map_or("-", |line| line.as_str()),
    );
    assert_eq!(left, right, "the same lines in another order");
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let name = from.file_name().unwrap().to_string_lossy().into_owned();
        let to = to.join(&name);
        if from.is_dir() {
            if name.starts_with("filo.db") {
                continue;
            }
            fs::create_dir_all(&to).unwrap();
            copy(&from, &to);
        } else if !name.starts_with("filo.db") && name != "filo.lock" {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// Numbers that look random and are the same in every run.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// The next number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        // The constants of Knuth's MMIX; the upper half is random enough.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).unwrap()
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }
}
