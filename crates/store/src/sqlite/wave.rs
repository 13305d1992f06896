//! Waves of a questionnaire: codes that vanish when they are used, ballots under random keys.

use filo_model::digest::Digest;
use rusqlite::{OptionalExtension, params};

use super::Database;
use crate::wave::{Ballot, Cast, KeptAnswers, KeptWave, NewWave, Voice, WaveDepartment};
use crate::{Error, Result};

/// The tables that hold answers: their keys are drawn anew when a wave closes.
const ANSWERS: [&str; 3] = ["ballot", "ballot_seen", "ballot_words"];

impl Database {
    pub(crate) fn wave_open(&self, new: &NewWave<'_>) -> Result<()> {
        let transaction = self.begin()?;
        let added = self.connection.execute(
            "INSERT INTO wave (name, instrument, opened_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO NOTHING",
            params![new.name, new.instrument, new.opened_at],
        )?;
        if added == 0 {
            return Err(Error::WaveTaken(new.name.to_owned()));
        }
        let wave = self.connection.last_insert_rowid();
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO wave_department (wave, department, place, invited, parent)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (place, one) in new.departments.iter().enumerate() {
            let place = i64::try_from(place).unwrap_or(i64::MAX);
            insert.execute(params![wave, one.name, place, one.invited, one.parent])?;
        }
        drop(insert);
        transaction.commit()?;
        Ok(())
    }

    pub(crate) fn wave_list(&self) -> Result<Vec<KeptWave>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, name, instrument, opened_at, closed_at FROM wave ORDER BY number",
        )?;
        let mut departments = self.connection.prepare_cached(
            "SELECT department, invited, parent FROM wave_department WHERE wave = ?1 ORDER BY place",
        )?;
        let mut rows = statement.query([])?;
        let mut waves = Vec::new();
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let found = departments.query_map([number], |row| {
                Ok(WaveDepartment { name: row.get(0)?, invited: row.get(1)?, parent: row.get(2)? })
            })?;
            waves.push(KeptWave {
                name: row.get(1)?,
                instrument: row.get(2)?,
                opened_at: row.get(3)?,
                closed_at: row.get(4)?,
                departments: found.collect::<rusqlite::Result<_>>()?,
            });
        }
        Ok(waves)
    }

    pub(crate) fn wave_close(&self, name: &str, at: i64) -> Result<()> {
        let wave = self.wave_still_open(name)?;
        let transaction = self.begin()?;
        self.connection
            .execute("UPDATE wave SET closed_at = ?2 WHERE number = ?1", params![wave, at])?;
        // Who did not answer is nobody's business any more.
        self.connection.execute("DELETE FROM invitation WHERE wave = ?1", [wave])?;
        for table in ANSWERS {
            let anew = format!("UPDATE {table} SET key = randomblob(16) WHERE wave = ?1");
            self.connection.execute(&anew, [wave])?;
        }
        transaction.commit()?;
        self.journal_forget()
    }

    pub(crate) fn wave_remove(&self, name: &str) -> Result<()> {
        let (wave, _) = self.wave_number(name)?;
        self.connection.execute("DELETE FROM wave WHERE number = ?1", [wave])?;
        self.journal_forget()
    }

    pub(crate) fn wave_words_expire(&self, before: i64, dry_run: bool) -> Result<u64> {
        self.wave_rows_expire("ballot_words WHERE wave IN (SELECT number", before, dry_run)
    }

    pub(crate) fn wave_expire(&self, before: i64, dry_run: bool) -> Result<u64> {
        self.wave_rows_expire("wave WHERE number IN (SELECT number", before, dry_run)
    }

    fn wave_rows_expire(&self, rows: &str, before: i64, dry_run: bool) -> Result<u64> {
        let rows = format!("FROM {rows} FROM wave WHERE closed_at < ?1)");
        let count: i64 =
            self.connection
                .query_row(&format!("SELECT count(*) {rows}"), [before], |row| row.get(0))?;
        if !dry_run && count > 0 {
            self.connection.execute(&format!("DELETE {rows}"), [before])?;
            self.journal_forget()?;
        }
        Ok(count.unsigned_abs())
    }

    pub(crate) fn invitations_make(&self, name: &str, codes: &[(String, Digest)]) -> Result<()> {
        let wave = self.wave_still_open(name)?;
        let transaction = self.begin()?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO invitation (wave, code, department)
             SELECT ?1, ?2, department FROM wave_department WHERE wave = ?1 AND department = ?3",
        )?;
        for (department, code) in codes {
            if insert.execute(params![wave, code.0, department])? == 0 {
                return Err(Error::NoWaveDepartment(department.clone()));
            }
        }
        drop(insert);
        transaction.commit()?;
        Ok(())
    }

    pub(crate) fn invitation_count(&self, name: &str, department: &str) -> Result<u64> {
        let (wave, _) = self.wave_number(name)?;
        // Used ones are gone: what was given is what is left and what was answered.
        let count: i64 = self.connection.query_row(
            "SELECT (SELECT count(*) FROM invitation WHERE wave = ?1 AND department = ?2)
                  + (SELECT count(*) FROM ballot WHERE wave = ?1 AND department = ?2)",
            params![wave, department],
            |row| row.get(0),
        )?;
        Ok(count.unsigned_abs())
    }

    pub(crate) fn invitation_find(&self, name: &str, code: Digest) -> Result<Option<String>> {
        let (wave, _) = self.wave_number(name)?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT department FROM invitation WHERE wave = ?1 AND code = ?2")?;
        Ok(statement.query_row(params![wave, code.0], |row| row.get(0)).optional()?)
    }

    pub(crate) fn ballots_cast(
        &self,
        name: &str,
        file: Option<Digest>,
        ballots: &[Ballot],
    ) -> Result<Vec<Cast>> {
        let wave = self.wave_still_open(name)?;
        // On the disk before anybody is thanked for it.
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let cast = self.ballots_insert(wave, file, ballots);
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        let cast = cast?;
        self.journal_forget()?;
        Ok(cast)
    }

    fn ballots_insert(
        &self,
        wave: i64,
        file: Option<Digest>,
        ballots: &[Ballot],
    ) -> Result<Vec<Cast>> {
        let transaction = self.begin()?;
        if let Some(file) = file {
            let added = self.connection.execute(
                "INSERT INTO wave_file (wave, digest) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                params![wave, file.0],
            )?;
            if added == 0 {
                return Err(Error::WaveFileKnown);
            }
        }
        let mut done = Vec::with_capacity(ballots.len());
        for ballot in ballots {
            done.push(self.ballot_insert(wave, ballot)?);
        }
        transaction.commit()?;
        Ok(done)
    }

    fn ballot_insert(&self, wave: i64, ballot: &Ballot) -> Result<Cast> {
        let department: Option<String> = match &ballot.voice {
            Voice::Code(code) => {
                let mut used = self.connection.prepare_cached(
                    "DELETE FROM invitation WHERE wave = ?1 AND code = ?2 RETURNING department",
                )?;
                used.query_row(params![wave, code.0], |row| row.get(0)).optional()?
            }
            Voice::Department(name) => {
                let mut known = self.connection.prepare_cached(
                    "SELECT department FROM wave_department WHERE wave = ?1 AND department = ?2",
                )?;
                known.query_row(params![wave, name], |row| row.get(0)).optional()?
            }
        };
        let Some(department) = department else {
            return Ok(match ballot.voice {
                Voice::Code(_) => Cast::NoSuchCode,
                Voice::Department(_) => Cast::NoSuchDepartment,
            });
        };
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO ballot (wave, key, department, content) VALUES (?1, randomblob(16), ?2, ?3)",
        )?;
        insert.execute(params![wave, department, ballot.content])?;
        let mut seen = self.connection.prepare_cached(
            "INSERT INTO ballot_seen (wave, key, rater, rated, content)
             VALUES (?1, randomblob(16), ?2, ?3, ?4)",
        )?;
        for (rated, content) in &ballot.seen {
            seen.execute(params![wave, department, rated, content])?;
        }
        let mut words = self.connection.prepare_cached(
            "INSERT INTO ballot_words (wave, key, department, question, words)
             VALUES (?1, randomblob(16), ?2, ?3, ?4)",
        )?;
        for (question, told) in &ballot.words {
            words.execute(params![wave, department, question, told])?;
        }
        Ok(Cast::Counted)
    }

    pub(crate) fn wave_participation(&self, name: &str) -> Result<Vec<(String, u64)>> {
        let (wave, _) = self.wave_number(name)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT d.department, (SELECT count(*) FROM ballot b
                                   WHERE b.wave = d.wave AND b.department = d.department)
             FROM wave_department d WHERE d.wave = ?1 ORDER BY d.place",
        )?;
        let rows = statement
            .query_map([wave], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn wave_answers(&self, name: &str) -> Result<KeptAnswers> {
        let (wave, is_open) = self.wave_number(name)?;
        if is_open {
            return Err(Error::WaveOpen(name.to_owned()));
        }
        let mut ballots = self.connection.prepare_cached(
            "SELECT department, content FROM ballot WHERE wave = ?1 ORDER BY key",
        )?;
        let ballots = ballots.query_map([wave], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let ballots = ballots.collect::<rusqlite::Result<_>>()?;
        let three = |table: &str, columns: &str| -> Result<Vec<(String, String, String)>> {
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {columns} FROM {table} WHERE wave = ?1 ORDER BY key"
            ))?;
            let rows =
                statement.query_map([wave], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let seen = three("ballot_seen", "rater, rated, content")?;
        let words = three("ballot_words", "department, question, words")?;
        Ok(KeptAnswers { ballots, seen, words })
    }

    pub(crate) fn wave_published(&self) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached("SELECT state FROM wave_published")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    pub(crate) fn wave_published_set(&self, state: &str) -> Result<()> {
        self.connection.execute(
            "INSERT INTO wave_published (number, state) VALUES (1, ?1)
             ON CONFLICT (number) DO UPDATE SET state = excluded.state",
            [state],
        )?;
        Ok(())
    }

    pub(crate) fn random_bytes(&self, count: u32) -> Result<Vec<u8>> {
        Ok(self.connection.query_row("SELECT randomblob(?1)", [count], |row| row.get(0))?)
    }

    /// The number of a wave, and whether it is open.
    fn wave_number(&self, name: &str) -> Result<(i64, bool)> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT number, closed_at IS NULL FROM wave WHERE name = ?1")?;
        let found = statement.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        found.ok_or_else(|| Error::NoWave(name.to_owned()))
    }

    fn wave_still_open(&self, name: &str) -> Result<i64> {
        match self.wave_number(name)? {
            (wave, true) => Ok(wave),
            _ => Err(Error::WaveClosed(name.to_owned())),
        }
    }

    /// Empties the journal, which would tell in what order ballots came and with which code; where somebody
    /// is reading, the next ballot or the closing does it.
    fn journal_forget(&self) -> Result<()> {
        match self.journal_empty() {
            Err(Error::InUse(_)) | Ok(()) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
