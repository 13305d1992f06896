//! Reviews of findings, appended and never changed.

use filo_model::digest::Digest;
use filo_model::review::{Review, ReviewContent, Reviewed, finding_id};
use rusqlite::{OptionalExtension, params};
use rustc_hash::FxHashSet;

use super::Database;
use crate::{Error, Result};

impl Database {
    pub(crate) fn review_append(
        &self,
        at: i64,
        author: &str,
        reason: &str,
        content: &ReviewContent,
    ) -> Result<i64> {
        // As with a decision: it is on the disk before it counts.
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let transaction = self.begin()?;
        let finding = match content {
            ReviewContent::Confirm(one) | ReviewContent::Reject(one) => {
                finding_id(&one.kind, one.anchor)
            }
            ReviewContent::Undo { review } => {
                let mut undone = self
                    .connection
                    .prepare_cached("SELECT finding FROM review WHERE number = ?1")?;
                let finding = undone.query_row([review], |row| row.get(0)).optional()?;
                Digest(finding.ok_or(Error::NoReview(*review))?)
            }
        };
        let content = serde_json::to_string(content).map_err(|_| Error::Corrupt("review"))?;
        self.connection.execute(
            "INSERT INTO review (at, author, reason, finding, content) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![at, author, reason, finding.0, content],
        )?;
        let number = self.connection.last_insert_rowid();
        transaction.commit()?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(number)
    }

    pub(crate) fn review_list(&self) -> Result<Vec<Review>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, at, author, reason, finding, content FROM review ORDER BY number",
        )?;
        let mut rows = statement.query([])?;
        let mut reviews = Vec::new();
        while let Some(row) = rows.next()? {
            let content = row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)?;
            reviews.push(Review {
                number: row.get(0)?,
                at: row.get(1)?,
                author: row.get(2)?,
                reason: row.get(3)?,
                finding: Digest(row.get(4)?),
                content: serde_json::from_str(content).map_err(|_| Error::Corrupt("review"))?,
            });
        }
        Ok(reviews)
    }

    /// Reviews of findings that are anchored to the entries of some records, and what undoes them.
    pub(super) fn reviews_about(&self, records: &[i64]) -> Result<Vec<Review>> {
        let reviews = self.review_list()?;
        if reviews.is_empty() {
            return Ok(reviews);
        }
        let mut entries: FxHashSet<Digest> = FxHashSet::default();
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM entry WHERE record = ?1")?;
        for record in records {
            let ids = statement.query_map([record], |row| row.get(0).map(Digest))?;
            for id in ids {
                entries.insert(id?);
            }
        }
        let of_person = |review: &&Review| {
            review.content.reviewed().is_some_and(|one| entries.contains(&one.anchor))
        };
        let findings: FxHashSet<Digest> =
            reviews.iter().filter(of_person).map(|review| review.finding).collect();
        Ok(reviews.into_iter().filter(|review| findings.contains(&review.finding)).collect())
    }

    /// Takes the free reasons out of reviews, and lets them follow their entries to the ids that an
    /// erasure gives those; that there was a review, and how it ended, stays.
    pub(super) fn reviews_blank(&self, reviews: &[Review], secret: &[u8; 32]) -> Result<()> {
        let follow = |one: &Reviewed| Reviewed {
            anchor: Digest::keyed(secret, &one.anchor.0),
            ..one.clone()
        };
        let mut moved: Vec<(Digest, Digest)> = Vec::new();
        for review in reviews {
            let content = match &review.content {
                ReviewContent::Confirm(one) => ReviewContent::Confirm(follow(one)),
                ReviewContent::Reject(one) => ReviewContent::Reject(follow(one)),
                undo @ ReviewContent::Undo { .. } => undo.clone(),
            };
            if let Some(one) = content.reviewed() {
                moved.push((review.finding, finding_id(&one.kind, one.anchor)));
            }
            let text = serde_json::to_string(&content).map_err(|_| Error::Corrupt("review"))?;
            let finding = moved.iter().find(|(from, _)| *from == review.finding);
            self.connection.execute(
                "UPDATE review SET reason = '', finding = ?2, content = ?3 WHERE number = ?1",
                params![review.number, finding.map_or(review.finding, |one| one.1).0, text],
            )?;
        }
        Ok(())
    }
}
