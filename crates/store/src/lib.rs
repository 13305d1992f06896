//! Threads, records and decisions on SQLite: one type [`Store`], noun-first methods.
//!
//! Layout: [`load`] is what comes in, [`thread`] one customer's thread and how people are found,
//! [`project`] records and the customers they make, [`linking`] what made them, [`golden`] all versions of
//! what sources say and choices among them, [`heard`] what their words show, [`scan`] all entries for analysis, [`person`] the rights of a
//! person, [`share`] who shares a value with whom, [`verdict`] what the guard was asked, [`wave`] what the company's people answered, [`after`] what customers answered after a case, [`reading`] what was read when. The backends live in `sqlite` and,
//! later, beside it.
//!
//! Rows are the truth; `superseded`, `membership` and the search tables are projections of them.

pub mod after;
pub mod golden;
pub mod heard;
pub mod linking;
pub mod load;
pub mod person;
pub mod project;
pub mod reading;
pub mod scan;
pub mod share;
mod sqlite;
pub mod thread;
pub mod verdict;
pub mod wave;

use std::path::{Path, PathBuf};

use filo_model::digest::Digest;
use filo_model::record::{Decision, DecisionContent};
use filo_model::review::{Review, ReviewContent};

use load::{Batch, Tally};
use reading::{NewReading, Reading, ReadingState, SetApartCount, SetApartRow};
use thread::{CustomerId, Found, Thread};

/// What can go wrong in a store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store does not exist yet.
    #[error("no store at `{0}`")]
    Absent(PathBuf),
    /// Another process is writing.
    #[error("another process is writing to `{0}`")]
    Busy(PathBuf),
    /// A reader holds an earlier state, so that what was removed cannot be made final.
    #[error("another process is reading `{0}`")]
    InUse(PathBuf),
    /// The store was written by a newer program.
    #[error("the store has schema {found}, this program knows up to {known}")]
    TooNew {
        /// The store's schema.
        found: u32,
        /// The newest schema this program knows.
        known: u32,
    },
    /// A stored value is not what this program wrote.
    #[error("the store holds a value that cannot be read: {0}")]
    Corrupt(&'static str),
    /// The decision named does not exist.
    #[error("there is no decision {0}")]
    NoDecision(i64),
    /// The review named does not exist.
    #[error("there is no review {0}")]
    NoReview(i64),
    /// The choice named does not exist.
    #[error("there is no choice {0}")]
    NoChoice(i64),
    /// The decision of the guard named does not exist.
    #[error("there is no decision of the guard d-{0}")]
    NoVerdict(i64),
    /// There is a wave of that name.
    #[error("there is a wave `{0}` already")]
    WaveTaken(String),
    /// The wave named does not exist.
    #[error("there is no wave `{0}`")]
    NoWave(String),
    /// The wave is closed.
    #[error("the wave `{0}` is closed")]
    WaveClosed(String),
    /// The wave is still open: its answers are shown to nobody.
    #[error("the wave `{0}` is still open")]
    WaveOpen(String),
    /// The department has no part in the wave.
    #[error("the department `{0}` has no part in the wave")]
    NoWaveDepartment(String),
    /// The file of answers was taken in before.
    #[error("the answers of this file were taken in before")]
    WaveFileKnown,
    /// The database refused.
    #[error("the database refused")]
    Database(#[from] rusqlite::Error),
    /// A file beside the database could not be used.
    #[error("a file of the store could not be used")]
    Io(#[from] std::io::Error),
}

/// The result of a store's method.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The backends; PostgreSQL will be the second.
#[derive(Debug)]
enum Backend {
    Sqlite(sqlite::Database),
}

/// A store of threads. Any number of processes may read; one at a time writes, see
/// [`Store::writer_claim`].
#[derive(Debug)]
pub struct Store {
    backend: Backend,
}

impl Store {
    /// Opens a store, making it where it does not exist.
    ///
    /// # Errors
    /// Where the file cannot be used, or was written by a newer program.
    pub fn create(path: &Path) -> Result<Self> {
        Ok(Self {
            backend: Backend::Sqlite(sqlite::Database::open(path, true, sqlite::CACHE_KIB)?),
        })
    }

    /// Opens a store that exists.
    ///
    /// # Errors
    /// [`Error::Absent`] where it does not, and as [`Store::create`].
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Absent(path.to_owned()));
        }
        Ok(Self {
            backend: Backend::Sqlite(sqlite::Database::open(path, false, sqlite::CACHE_KIB)?),
        })
    }

    /// Opens a store that exists, with little memory, for reading it from beginning to end.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_lean(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Absent(path.to_owned()));
        }
        Ok(Self {
            backend: Backend::Sqlite(sqlite::Database::open(path, false, sqlite::CACHE_SMALL_KIB)?),
        })
    }

    /// Another way into the same store, with little memory, for reading on one more core.
    ///
    /// # Errors
    /// Where the file cannot be used.
    pub fn second(&self) -> Result<Self> {
        Ok(Self { backend: Backend::Sqlite(self.sqlite().second()?) })
    }

    fn sqlite(&self) -> &sqlite::Database {
        let Backend::Sqlite(database) = &self.backend;
        database
    }

    /// One state of the store for several readings, whatever is written meanwhile; until the view is
    /// dropped nothing is written through this store.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn view(&self) -> Result<View<'_>> {
        Ok(View { _transaction: self.sqlite().view()? })
    }

    /// Gives back the memory of pages that were read: whoever has gone through all entries once does not need them again.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn pages_release(&self) -> Result<()> {
        self.sqlite().pages_release()
    }

    /// Claims the writer's place; it is given back when the claim is dropped or its process ends.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process holds it.
    pub fn writer_claim(&self) -> Result<WriterClaim> {
        self.sqlite().claim()
    }

    /// Prepares for many rows; [`Store::bulk_end`] has to follow. An interruption in between is made
    /// good by the next call of either.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn bulk_begin(&self) -> Result<()> {
        self.sqlite().bulk_begin()
    }

    /// Ends what [`Store::bulk_begin`] began.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn bulk_end(&self) -> Result<()> {
        self.sqlite().bulk_end()
    }

    /// Prepares for reading again much of what is there: one pass over it instead of a search a row.
    /// Worth it where the files of the begun readings are not small beside [`Store::bytes`].
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn known_prepare(&self) -> Result<()> {
        self.sqlite().known_prepare()
    }

    /// The size of the store's main file in bytes.
    ///
    /// # Errors
    /// Where the file cannot be looked at.
    pub fn bytes(&self) -> Result<u64> {
        self.sqlite().bytes()
    }

    /// Gives back the memory that helps loading and can be read again.
    pub fn memory_release(&self) {
        self.sqlite().memory_release();
    }

    /// The store's own secret, from which pseudonyms and the digests of what was erased are made.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn secret(&self) -> Result<[u8; 32]> {
        self.sqlite().secret()
    }

    /// Begins or takes up again the reading of a file.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn reading_begin(&self, new: &NewReading<'_>) -> Result<ReadingState> {
        let mut states = self.readings_begin(std::slice::from_ref(new))?;
        states.pop().ok_or(Error::Corrupt("a reading that has no state"))
    }

    /// As [`Store::reading_begin`] for many files at once, in their order; all or none.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn readings_begin(&self, all: &[NewReading<'_>]) -> Result<Vec<ReadingState>> {
        self.sqlite().readings_begin(all)
    }

    /// Every reading that counts: the latest of each file.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn reading_list(&self) -> Result<Vec<Reading>> {
        self.sqlite().reading_list()
    }

    /// Rows set apart by the latest readings, at most `limit`.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn set_apart_list(&self, source: Option<&str>, limit: usize) -> Result<Vec<SetApartRow>> {
        self.sqlite().set_apart_list(source, limit)
    }

    /// How many rows the latest readings set apart, by source and reason.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn set_apart_counts(&self) -> Result<Vec<SetApartCount>> {
        self.sqlite().set_apart_counts()
    }

    /// Loads a batch, all of it or nothing, and returns the reading's counts so far.
    ///
    /// # Errors
    /// Where the database refuses; nothing of the batch is then loaded.
    pub fn batch_load(&self, batch: &Batch<'_>) -> Result<Tally> {
        let mut tallies = self.batches_load(std::slice::from_ref(batch))?;
        tallies.pop().ok_or(Error::Corrupt("a batch that has no counts"))
    }

    /// Loads batches of several readings, all of them or nothing, in their order; returns each
    /// reading's counts after its batch.
    ///
    /// # Errors
    /// Where the database refuses; nothing of any batch is then loaded.
    pub fn batches_load(&self, batches: &[Batch<'_>]) -> Result<Vec<Tally>> {
        self.sqlite().batches_load(batches)
    }

    /// The newest sequence number: what changed after it is newer.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn sequence(&self) -> Result<i64> {
        self.sqlite().sequence()
    }

    /// The customers that fit a name, number, address or id, best first, at most `limit`.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_find(&self, who: &str, limit: usize) -> Result<Vec<Found>> {
        self.sqlite().customer_find(who, limit)
    }

    /// The customer that a record belongs to.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_of_record(&self, record: Digest) -> Result<Option<CustomerId>> {
        self.sqlite().customer_of_record(record)
    }

    /// One customer's thread: records and entries in order, with their history where asked.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn thread_fetch(&self, customer: CustomerId, history: bool) -> Result<Thread> {
        self.sqlite().thread_fetch(customer, history)
    }

    /// Entries whose words match a full-text query, newest first, at most `limit`: customer and
    /// entry sequence.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn text_search(&self, query: &str, limit: usize) -> Result<Vec<(CustomerId, i64)>> {
        self.sqlite().text_search(query, limit)
    }

    /// Adds a decision and returns its number.
    ///
    /// # Errors
    /// [`Error::NoDecision`] where an undo names none, or where the database refuses.
    pub fn decision_append(
        &self,
        at: i64,
        author: &str,
        reason: &str,
        content: &DecisionContent,
    ) -> Result<i64> {
        self.sqlite().decision_append(at, author, reason, content)
    }

    /// Every decision in the order of its number.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn decision_list(&self) -> Result<Vec<Decision>> {
        self.sqlite().decision_list()
    }

    /// Adds a review of a finding and returns its number.
    ///
    /// # Errors
    /// [`Error::NoReview`] where an undo names none, or where the database refuses.
    pub fn review_append(
        &self,
        at: i64,
        author: &str,
        reason: &str,
        content: &ReviewContent,
    ) -> Result<i64> {
        self.sqlite().review_append(at, author, reason, content)
    }

    /// Every review in the order of its number.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn review_list(&self) -> Result<Vec<Review>> {
        self.sqlite().review_list()
    }

    /// Compacts the database and empties its journal where something was removed since the last
    /// time, so that nothing removed is left in any file. True where there was something to do.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn compact_if_due(&self) -> Result<bool> {
        self.sqlite().compact_if_due()
    }
}

/// One state of a store, held until it is dropped.
#[derive(Debug)]
pub struct View<'a> {
    _transaction: rusqlite::Transaction<'a>,
}

/// The writer's place: while it is held, no other process writes.
#[derive(Debug)]
pub struct WriterClaim {
    /// Locked as long as it is open; the operating system frees it when the process ends.
    _lock: std::fs::File,
}
