//! The SQLite backend: opening, migrations, the writer's lock and interned words.

mod after;
mod choice;
mod correction;
mod decision;
mod golden;
mod heard;
mod linking;
mod load;
mod person;
mod project;
mod reading;
mod review;
mod scan;
mod share;
mod statement;
mod thread;
mod traces;
mod verdict;
mod wave;

use std::cell::RefCell;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use filo_model::digest::Digest;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Error, Result, WriterClaim};

/// The numbered migrations, never edited once released.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001_threads.sql"),
    include_str!("../../migrations/sqlite/0002_reviews.sql"),
    include_str!("../../migrations/sqlite/0003_record_index.sql"),
    include_str!("../../migrations/sqlite/0004_customers.sql"),
    include_str!("../../migrations/sqlite/0005_golden.sql"),
    include_str!("../../migrations/sqlite/0006_verdicts.sql"),
    include_str!("../../migrations/sqlite/0007_heard.sql"),
    include_str!("../../migrations/sqlite/0008_superseded.sql"),
    include_str!("../../migrations/sqlite/0009_waves.sql"),
    include_str!("../../migrations/sqlite/0010_heard_after.sql"),
];

/// The indexes that the first weave makes at its end, as in the migrations.
const BULK_INDEXES: [(&str, &str); 3] = [
    ("entry_key", "CREATE INDEX entry_key ON entry (key)"),
    ("entry_record", "CREATE INDEX entry_record ON entry (record)"),
    ("record_digest", "CREATE UNIQUE INDEX record_digest ON record (digest)"),
];

/// How long a reader waits for a lock before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// Memory for pages, in KiB: large enough that the indexes of some millions of entries stay in it.
pub(crate) const CACHE_KIB: i64 = 320 * 1024;

/// Memory for pages of a connection that only reads from beginning to end, in KiB.
pub(crate) const CACHE_SMALL_KIB: i64 = 16 * 1024;

/// Memory for pages and for sorting while indexes are made, in KiB.
const CACHE_INDEXING_KIB: i64 = 64 * 1024;

/// Pages in the journal before it is written back: 512 MiB, so that a page that changes in many
/// batches is written back once.
const JOURNAL_PAGES: i64 = 131_072;

/// Set with every removal and cleared by the compaction that makes it final, so that a process
/// killed in between is made good by the next.
const COMPACTION_DUE: &str = "compaction_due";

/// One SQLite database.
#[derive(Debug)]
pub(crate) struct Database {
    connection: Connection,
    path: PathBuf,
    /// Memory for pages, in KiB.
    cache_kib: i64,
    memory: RefCell<Memory>,
}

/// What a writer remembers between batches; all of it can be read again.
#[derive(Debug, Default)]
struct Memory {
    /// The next sequence number, once known.
    next_seq: Option<i64>,
    /// Keyed digests of what was erased, once read.
    erased: Option<FxHashSet<Digest>>,
    /// What is needed to load rows of an open reading.
    open: FxHashMap<i64, Arc<load::OpenReading>>,
    /// The number of each record, once read: most rows are about a record that is known.
    records: Option<FxHashMap<Digest, u32>>,
    /// What the source being read has already, so that new rows need no search.
    present: load::Present,
    /// By content, the stamp of what is there under the mappings now in use; see
    /// [`Database::known_prepare`].
    known: FxHashMap<u64, i64>,
    /// The same of statements: the first and the newest stamp of each, and the date of the newest export
    /// that held it.
    stated: FxHashMap<u64, [i64; 3]>,
}

impl Database {
    pub(crate) fn open(path: &Path, create: bool, cache_kib: i64) -> Result<Self> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if create {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A killed process loses nothing: what was committed is in the journal.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cache_size", -cache_kib)?;
        connection.pragma_update(None, "wal_autocheckpoint", JOURNAL_PAGES)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // Plans do not depend on the values bound, so a statement is never prepared twice.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.pragma_update(None, "secure_delete", "ON")?;
        let memory = RefCell::default();
        let database = Self { connection, path: path.to_owned(), cache_kib, memory };
        database.migrate()?;
        Ok(database)
    }

    fn migrate(&self) -> Result<()> {
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        let version =
            || self.connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
        let found = version()?;
        if found > known {
            return Err(Error::TooNew { found, known });
        }
        if found == known {
            return Ok(());
        }
        // A table that others refer to can be made anew only while references are not looked at.
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
        let transaction =
            Transaction::new_unchecked(&self.connection, rusqlite::TransactionBehavior::Immediate)?;
        // Another process may have been first.
        for migration in MIGRATIONS.iter().skip(version()? as usize) {
            transaction.execute_batch(migration)?;
        }
        transaction.pragma_update(None, "user_version", known)?;
        transaction.execute(
            "INSERT OR IGNORE INTO meta (name, value) VALUES ('secret', randomblob(32))",
            [],
        )?;
        if found == 0 {
            self.customer_words_begin()?;
        }
        transaction.commit()?;
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
        Ok(())
    }

    /// One pass over all that is there, so that rows read again need no search each.
    pub(crate) fn known_prepare(&self) -> Result<()> {
        let mut memory = self.memory.borrow_mut();
        let mappings: FxHashSet<i64> = memory.open.values().map(|open| open.mapping).collect();
        let mut known: FxHashMap<u64, i64> = FxHashMap::default();
        let mut entries = self.connection.prepare("SELECT id, stamp, mapping FROM entry")?;
        let mut rows = entries.query([])?;
        while let Some(row) = rows.next()? {
            if mappings.contains(&row.get(2)?) {
                known.insert(Digest(row.get(0)?).short(), row.get(1)?);
            }
        }
        let mut statements = self.connection.prepare(
            "SELECT digest, stamp, mapping, record, source, seen, exported FROM statement",
        )?;
        let mut stated: FxHashMap<u64, [i64; 3]> = FxHashMap::default();
        let mut rows = statements.query([])?;
        while let Some(row) = rows.next()? {
            if mappings.contains(&row.get(2)?) {
                let key = statement::content_key(Digest(row.get(0)?), row.get(3)?, row.get(4)?);
                stated.insert(key, [row.get(1)?, row.get(5)?, row.get(6)?]);
            }
        }
        memory.known = known;
        memory.stated = stated;
        Ok(())
    }

    pub(crate) fn memory_release(&self) {
        let mut memory = self.memory.borrow_mut();
        memory.records = None;
        memory.present = load::Present::default();
        memory.known = FxHashMap::default();
        memory.stated = FxHashMap::default();
    }

    /// Gives back the memory of pages that nobody is looking at.
    pub(crate) fn pages_release(&self) -> Result<()> {
        Ok(self.connection.execute_batch("PRAGMA shrink_memory")?)
    }

    pub(crate) fn bytes(&self) -> Result<u64> {
        Ok(std::fs::metadata(&self.path)?.len())
    }

    /// Another connection to the same database, for one more core.
    pub(crate) fn second(&self) -> Result<Self> {
        Self::open(&self.path, false, CACHE_SMALL_KIB)
    }

    pub(crate) fn claim(&self) -> Result<WriterClaim> {
        let path = self.path.with_extension("lock");
        let lock: File = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        match lock.try_lock() {
            Ok(()) => Ok(WriterClaim { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy(self.path.clone())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Before the first entries: their indexes are made once at the end, sorted, instead of row by
    /// row at random places. A process killed in between leaves none, and the next makes them.
    pub(crate) fn bulk_begin(&self) -> Result<()> {
        self.customer_words_renew()?;
        let empty: bool =
            self.connection
                .query_row("SELECT NOT EXISTS (SELECT 1 FROM entry)", [], |row| row.get(0))?;
        if !empty {
            return self.bulk_end();
        }
        for (name, _) in BULK_INDEXES {
            self.connection.execute_batch(&format!("DROP INDEX IF EXISTS {name}"))?;
        }
        Ok(())
    }

    pub(crate) fn bulk_end(&self) -> Result<()> {
        // Making an index reads a table once from end to end: what the cache holds is better given to
        // whoever reads records meanwhile. The sort takes as much memory as the cache may.
        self.connection.pragma_update(None, "cache_size", -CACHE_INDEXING_KIB)?;
        self.connection.pragma_update(None, "temp_store", "FILE")?;
        let made = self.indexes_make();
        self.connection.pragma_update(None, "temp_store", "MEMORY")?;
        self.connection.pragma_update(None, "cache_size", -self.cache_kib)?;
        made
    }

    fn indexes_make(&self) -> Result<()> {
        for (name, sql) in BULK_INDEXES {
            let exists: bool = self.connection.query_row(
                "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1)",
                [name],
                |row| row.get(0),
            )?;
            if !exists {
                self.connection.execute_batch(sql)?;
            }
        }
        Ok(())
    }

    pub(crate) fn secret(&self) -> Result<[u8; 32]> {
        Ok(self.connection.query_row(
            "SELECT value FROM meta WHERE name = 'secret'",
            [],
            |row| row.get(0),
        )?)
    }

    /// A number kept under a name, 0 where none was kept yet.
    fn meta_number(&self, name: &str) -> Result<i64> {
        let bytes: Option<[u8; 8]> = self
            .connection
            .query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0))
            .optional()?;
        Ok(bytes.map_or(0, i64::from_be_bytes))
    }

    fn meta_number_set(&self, name: &str, number: i64) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?;
        statement.execute(params![name, number.to_be_bytes()])?;
        Ok(())
    }

    /// The number of a word, given on first use.
    fn word(&self, kind: &str, name: &str) -> Result<i64> {
        let mut find =
            self.connection.prepare_cached("SELECT id FROM word WHERE kind = ?1 AND name = ?2")?;
        if let Some(id) = find.query_row([kind, name], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        self.connection
            .prepare_cached("INSERT INTO word (kind, name) VALUES (?1, ?2)")?
            .execute([kind, name])?;
        Ok(self.connection.last_insert_rowid())
    }

    pub(crate) fn words(&self, kind: &str) -> Result<Vec<(i64, String)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, name FROM word WHERE kind = ?1 ORDER BY id")?;
        let rows = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn sequence(&self) -> Result<i64> {
        Ok(self.connection.query_row(
            "SELECT max(coalesce((SELECT max(seq) FROM entry), 0), coalesce((SELECT max(seq) FROM statement), 0))",
            [],
            |row| row.get(0),
        )?)
    }

    /// Begins a transaction that writes.
    fn begin(&self) -> Result<Transaction<'_>> {
        Ok(Transaction::new_unchecked(&self.connection, rusqlite::TransactionBehavior::Immediate)?)
    }

    pub(crate) fn compact_if_due(&self) -> Result<bool> {
        if self.meta_number(COMPACTION_DUE)? == 0 {
            return Ok(false);
        }
        self.journal_empty()?;
        // The copy that is made on the way is as large as the store: too large for memory.
        self.connection
            .execute_batch("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY;")?;
        self.journal_empty()?;
        self.meta_number_set(COMPACTION_DUE, 0)?;
        self.journal_empty()?;
        Ok(true)
    }

    /// Writes the journal back and cuts it to nothing.
    fn journal_empty(&self) -> Result<()> {
        // A reader that still looks at an earlier state keeps the journal: the answer says so in its
        // first column, and it is no error of SQLite's.
        let is_busy: bool =
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if is_busy { Err(Error::InUse(self.path.clone())) } else { Ok(()) }
    }

    /// Holds what is read until the end at one state.
    pub(crate) fn view(&self) -> Result<Transaction<'_>> {
        Ok(self.connection.unchecked_transaction()?)
    }
}
