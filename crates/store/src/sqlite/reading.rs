//! Readings: what was read when, taken up again after an interruption.

use std::sync::Arc;

use rusqlite::{OptionalExtension, Row, params};

use super::Database;
use super::load::OpenReading;
use crate::Result;
use crate::load::{Batch, Tally};
use crate::reading::{NewReading, Reading, ReadingId, ReadingState, SetApartRow};

const TALLY_COLUMNS: &str = "rows, loaded, corrected, known, set_apart, unread";

fn tally(row: &Row<'_>, first: usize) -> rusqlite::Result<Tally> {
    Ok(Tally {
        rows: row.get(first)?,
        loaded: row.get(first + 1)?,
        corrected: row.get(first + 2)?,
        known: row.get(first + 3)?,
        set_apart: row.get(first + 4)?,
        unread: row.get(first + 5)?,
    })
}

impl Database {
    pub(crate) fn readings_begin(&self, all: &[NewReading<'_>]) -> Result<Vec<ReadingState>> {
        let transaction = self.begin()?;
        let mut states = Vec::with_capacity(all.len());
        // Files of one source come one after the other, and share all that is not their own.
        let mut shared: Option<(&NewReading<'_>, Arc<OpenReading>)> = None;
        for new in all {
            let alike = shared.take().filter(|(other, _)| {
                (other.source, other.system, other.departments, other.mapping_digest)
                    == (new.source, new.system, new.departments, new.mapping_digest)
            });
            let open = match alike {
                Some((_, open)) => open,
                None => Arc::new(self.open_reading(new)?),
            };
            let state = self.reading_begin(new, &open)?;
            if let ReadingState::Resumed(id, _) | ReadingState::Fresh(id) = state {
                self.memory.borrow_mut().open.insert(id.0, Arc::clone(&open));
            }
            states.push(state);
            shared = Some((new, open));
        }
        transaction.commit()?;
        Ok(states)
    }

    fn open_reading(&self, new: &NewReading<'_>) -> Result<OpenReading> {
        let source = self.word("source", new.source)?;
        let departments = new.departments.iter().map(|name| self.word("department", name));
        Ok(OpenReading {
            source,
            system: self.word("system", new.system)?,
            mapping: self.mapping(source, &new.mapping_digest.0)?,
            departments: departments.collect::<Result<_>>()?,
        })
    }

    fn reading_begin(&self, new: &NewReading<'_>, open: &OpenReading) -> Result<ReadingState> {
        let (source, mapping) = (open.source, open.mapping);
        let path = self.word("file", new.path)?;
        let latest: Option<i64> = self
            .connection
            .prepare_cached("SELECT max(id) FROM reading WHERE source = ?1 AND path = ?2")?
            .query_row(params![source, path], |row| row.get(0))?;
        let Some(latest) = latest else {
            return self.reading_insert(new, source, path, mapping).map(ReadingState::Fresh);
        };
        let found: Option<(bool, Tally)> = self
            .connection
            .prepare_cached(&format!(
                "SELECT finished, {TALLY_COLUMNS} FROM reading
                 WHERE id = ?1 AND file_digest = ?2 AND mapping = ?3"
            ))?
            .query_row(params![latest, new.file_digest.0, mapping], |row| {
                Ok((row.get(0)?, tally(row, 1)?))
            })
            .optional()?;
        Ok(match found {
            Some((true, tally)) => ReadingState::Known(tally),
            Some((false, tally)) => ReadingState::Resumed(ReadingId(latest), tally),
            None => ReadingState::Fresh(self.reading_insert(new, source, path, mapping)?),
        })
    }

    fn reading_insert(
        &self,
        new: &NewReading<'_>,
        source: i64,
        path: i64,
        mapping: i64,
    ) -> Result<ReadingId> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO reading (source, path, file_digest, file_bytes, mapping, started_at, export_stamp)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        insert.execute(params![
            source,
            path,
            new.file_digest.0,
            i64::try_from(new.file_bytes).unwrap_or(i64::MAX),
            mapping,
            new.started_at,
            new.export_stamp
        ])?;
        Ok(ReadingId(self.connection.last_insert_rowid()))
    }

    /// Adds a batch's counts to its reading and returns the counts so far.
    pub(super) fn reading_advance(
        &self,
        batch: &Batch<'_>,
        counts: &Tally,
        newest: i64,
        mapping: i64,
    ) -> Result<Tally> {
        let mut statement = self.connection.prepare_cached(&format!(
            "UPDATE reading SET rows = rows + ?2, loaded = loaded + ?3, corrected = corrected + ?4,
               known = known + ?5, set_apart = set_apart + ?6, unread = unread + ?7, finished = ?8,
               newest_at = nullif(max(coalesce(newest_at, ?9), ?9), ?10)
             WHERE id = ?1 RETURNING {TALLY_COLUMNS}"
        ))?;
        let values = params![
            batch.reading.0,
            counts.rows,
            counts.loaded,
            counts.corrected,
            counts.known,
            counts.set_apart,
            counts.unread,
            batch.finished,
            newest,
            i64::MIN
        ];
        let tally = statement.query_row(values, |row| tally(row, 0))?;
        if batch.finished {
            self.reading_finish(batch.reading.0, mapping)?;
        }
        Ok(tally)
    }

    /// The generation of a source's mapping: a mapping that is taken up again is a new one, so that
    /// it prevails over what came between.
    fn mapping(&self, source: i64, digest: &[u8]) -> Result<i64> {
        let latest: Option<(i64, Vec<u8>)> = self
            .connection
            .query_row(
                "SELECT id, digest FROM mapping WHERE source = ?1 ORDER BY id DESC LIMIT 1",
                [source],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        if let Some((id, _)) = latest.filter(|(_, latest)| latest == digest) {
            return Ok(id);
        }
        self.connection.execute(
            "INSERT INTO mapping (source, digest) VALUES (?1, ?2)",
            params![source, digest],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// When a file has been read to its end: what its earlier readings set apart was judged anew, and
    /// what they understood of the very same bytes by an earlier mapping, and this one did not
    /// confirm, was misread.
    fn reading_finish(&self, reading: i64, mapping: i64) -> Result<()> {
        let mut earlier = self.connection.prepare_cached(
            "SELECT o.id, o.file_digest = r.file_digest AND o.mapping <> r.mapping FROM reading r
             JOIN reading o ON o.source = r.source AND o.path = r.path AND o.id < r.id WHERE r.id = ?1",
        )?;
        let earlier = earlier
            .query_map([reading], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(i64, bool)>>>()?;
        for (earlier, is_reread) in earlier {
            self.connection.execute("DELETE FROM set_apart WHERE reading = ?1", [earlier])?;
            if is_reread {
                self.connection.execute(
                    "UPDATE entry SET superseded = 1 WHERE reading = ?1 AND mapping <> ?2 AND superseded = 0",
                    [earlier, mapping],
                )?;
            }
        }
        Ok(())
    }

    pub(crate) fn reading_list(&self) -> Result<Vec<Reading>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT r.id, s.name, p.name, r.started_at, r.export_stamp, r.newest_at, r.finished, {TALLY_COLUMNS}
             FROM reading r JOIN word s ON s.id = r.source JOIN word p ON p.id = r.path
             WHERE r.id = (SELECT max(o.id) FROM reading o WHERE o.source = r.source AND o.path = r.path)
             ORDER BY s.name, p.name"
        ))?;
        let rows = statement.query_map([], |row| {
            Ok(Reading {
                id: ReadingId(row.get(0)?),
                source: row.get(1)?,
                path: row.get(2)?,
                started_at: row.get(3)?,
                export_stamp: row.get(4)?,
                newest_at: row.get(5)?,
                finished: row.get(6)?,
                tally: tally(row, 7)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn set_apart_list(
        &self,
        source: Option<&str>,
        limit: usize,
    ) -> Result<Vec<SetApartRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.name, p.name, a.line, a.code, a.detail, a.raw
             FROM set_apart a JOIN reading r ON r.id = a.reading
             JOIN word s ON s.id = r.source JOIN word p ON p.id = r.path
             WHERE ?1 IS NULL OR s.name = ?1 ORDER BY s.name, p.name, a.line, a.id LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![source, limit], |row| {
            Ok(SetApartRow {
                source: row.get(0)?,
                path: row.get(1)?,
                line: row.get(2)?,
                code: row.get(3)?,
                detail: row.get(4)?,
                raw: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
