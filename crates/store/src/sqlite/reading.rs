//! Readings: what was read when, taken up again after an interruption.

use rusqlite::{OptionalExtension, Row, params};

use super::Database;
use super::load::OpenReading;
use crate::Result;
use crate::load::{Batch, Tally};
use crate::reading::{NewReading, Reading, ReadingId, ReadingState, SetApartCount, SetApartRow};

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
    pub(crate) fn reading_begin(&self, new: &NewReading<'_>) -> Result<ReadingState> {
        let transaction = self.begin()?;
        let source = self.word("source", new.source)?;
        let path = self.word("file", new.path)?;
        let mapping = self.mapping(source, &new.mapping_digest.0)?;
        let found: Option<(i64, bool, Tally)> = self
            .connection
            .query_row(
                &format!(
                    "SELECT id, finished, {TALLY_COLUMNS} FROM reading WHERE source = ?1 AND path = ?2
                     AND file_digest = ?3 AND mapping = ?4 ORDER BY id DESC LIMIT 1"
                ),
                params![source, path, new.file_digest.0, mapping],
                |row| Ok((row.get(0)?, row.get(1)?, tally(row, 2)?)),
            )
            .optional()?;
        let latest: Option<i64> = self.connection.query_row(
            "SELECT max(id) FROM reading WHERE source = ?1 AND path = ?2",
            params![source, path],
            |row| row.get(0),
        )?;
        let state = match found {
            Some((id, true, tally)) if latest == Some(id) => ReadingState::Known(tally),
            Some((id, false, tally)) if latest == Some(id) => {
                ReadingState::Resumed(ReadingId(id), tally)
            }
            _ => ReadingState::Fresh(self.reading_insert(new, source, path, mapping)?),
        };
        if let ReadingState::Resumed(id, _) | ReadingState::Fresh(id) = state {
            let departments = new.departments.iter().map(|name| self.word("department", name));
            let open = OpenReading {
                source,
                system: self.word("system", new.system)?,
                mapping,
                departments: departments.collect::<Result<_>>()?,
            };
            self.memory.borrow_mut().open.insert(id.0, open);
        }
        transaction.commit()?;
        Ok(state)
    }

    fn reading_insert(
        &self,
        new: &NewReading<'_>,
        source: i64,
        path: i64,
        mapping: i64,
    ) -> Result<ReadingId> {
        self.connection.execute(
            "INSERT INTO reading (source, path, file_digest, file_bytes, mapping, started_at, export_stamp)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                source,
                path,
                new.file_digest.0,
                i64::try_from(new.file_bytes).unwrap_or(i64::MAX),
                mapping,
                new.started_at,
                new.export_stamp
            ],
        )?;
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

    pub(crate) fn set_apart_counts(&self) -> Result<Vec<SetApartCount>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.name, a.code, count(*) FROM set_apart a JOIN reading r ON r.id = a.reading
             JOIN word s ON s.id = r.source GROUP BY s.name, a.code ORDER BY s.name, a.code",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(SetApartCount { source: row.get(0)?, code: row.get(1)?, count: row.get(2)? })
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
