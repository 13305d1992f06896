//! Customers who share a value, and the words of the search that lead to them.
//!
//! A house and a mail domain are kept as a short digest among a record's words: five letters tell
//! 33 million apart, cost some bytes, and a wrong hit is noticed, since the record is looked at.

use filo_model::digest::Digest;
use filo_model::name::{CompanyName, fold};
use filo_model::record::Details;
use filo_model::shared::{SharedField, SharedValue};
use rusqlite::params;

use super::Database;
use super::statement::search_words;
use super::thread::tokens;
use crate::share::{CustomerDetails, Sharing};
use crate::thread::CustomerId;
use crate::{Error, Result};

/// What says in `meta` which words the search has.
const WORDS_META: &str = "person_words";

/// The words since houses, mail domains and whole keys of firms' names are among them.
const WORDS_NOW: i64 = 2;

/// The search table as in the first migration.
const SEARCH_ANEW: &str = r#"DROP TABLE person_search;
CREATE VIRTUAL TABLE person_search USING fts5 (
  words, detail = 'none', columnsize = 0, tokenize = "unicode61 tokenchars '@.+_-:'"
);
INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1);"#;

/// Stands before a digest, so that no word that people type is one.
const DIGEST_MARK: char = ':';
const DIGEST_LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const DIGEST_LENGTH: u32 = 5;

/// The words that a record has for being found by what it shares, beyond its names and numbers.
pub(super) fn shared_words(details: &Details) -> impl Iterator<Item = String> {
    let values = SharedValue::of_details(details).into_iter();
    let digests = values.filter_map(|value| match value.field {
        SharedField::House | SharedField::Domain => Some(digest_word(&value)),
        _ => None,
    });
    digests.chain(details.company_name.iter().flat_map(words_of_key))
}

/// The words of a firm's key that are not among those of its name: "A.B.C." is three words where it
/// stands, and one in the key.
fn words_of_key(name: &CompanyName) -> Vec<String> {
    let folded = fold(name.display());
    let is_new = |word: &&str| !folded.split(' ').any(|one| one == *word);
    name.key().split(' ').filter(is_new).map(str::to_owned).collect()
}

fn digest_word(value: &SharedValue) -> String {
    let digest = Digest::of(format!("{} {}", value.field.name(), value.key).as_bytes()).short();
    let letters = (0..DIGEST_LENGTH).map(|place| {
        let letter = usize::try_from(digest >> (place * 5) & 31).unwrap_or(0);
        DIGEST_LETTERS.get(letter).copied().map_or(DIGEST_MARK, char::from)
    });
    [DIGEST_MARK].into_iter().chain(letters).collect()
}

/// The query for a value.
fn query(value: &SharedValue) -> String {
    match value.field {
        SharedField::House | SharedField::Domain => tokens(&digest_word(value)),
        _ => tokens(&value.key),
    }
}

/// Customers by a query, the value's or that of the words of names.
const CUSTOMERS_BY: &str = "SELECT DISTINCT coalesce(m.customer, s.record) FROM person_search f
  JOIN statement s ON s.seq = f.rowid AND s.superseded = 0
  LEFT JOIN membership m ON m.record = s.record WHERE person_search MATCH";

impl Database {
    pub(crate) fn customer_details(&self, customer: CustomerId) -> Result<CustomerDetails> {
        let mut found =
            CustomerDetails { customer, restricted: false, erased: false, records: Vec::new() };
        let mut statement = self.connection.prepare_cached(
            "SELECT r.digest, r.restricted, r.erased, s.details FROM record r
             LEFT JOIN statement s ON s.record = r.id AND s.superseded = 0
             WHERE r.id = ?1 ORDER BY s.stamp DESC, s.digest DESC",
        )?;
        for number in self.customer_records(customer)? {
            let mut details = Details::default();
            let mut id = None;
            let mut rows = statement.query([number])?;
            while let Some(row) = rows.next()? {
                id = Some(Digest(row.get(0)?));
                found.restricted |= row.get::<_, bool>(1)?;
                found.erased |= row.get::<_, bool>(2)?;
                let said = row.get_ref(3)?.as_str_or_null().map_err(rusqlite::Error::from)?;
                if let Some(said) = said {
                    let said: Details =
                        serde_json::from_str(said).map_err(|_| Error::Corrupt("details"))?;
                    details.fill_from(said);
                }
            }
            found.records.extend(id.map(|id| (id, details)));
        }
        found.records.sort_unstable_by_key(|(id, _)| *id);
        Ok(found)
    }

    pub(crate) fn customer_sharing(
        &self,
        value: &SharedValue,
        named: &[String],
        most: usize,
    ) -> Result<Sharing> {
        let query = query(value);
        if query.is_empty() {
            return Ok(Sharing::Among(Vec::new()));
        }
        let named: Vec<String> =
            named.iter().map(|word| tokens(word)).filter(|query| !query.is_empty()).collect();
        // The name may stand in another statement of the customer than the value.
        let both = if named.is_empty() {
            format!("{CUSTOMERS_BY} ?1")
        } else {
            format!("{CUSTOMERS_BY} ?1 INTERSECT {CUSTOMERS_BY} ?3")
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT c.digest FROM record c WHERE c.id IN (SELECT * FROM ({both}) LIMIT ?2)",
        ))?;
        let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
        let named = named.join(" OR ");
        let customer =
            |row: &rusqlite::Row<'_>| row.get(0).map(|id| CustomerId::named_by(Digest(id)));
        let rows = if named.is_empty() {
            statement.query_map(params![query, limit], customer)?.collect::<Vec<_>>()
        } else {
            statement.query_map(params![query, limit, named], customer)?.collect()
        };
        let mut customers = rows.into_iter().collect::<rusqlite::Result<Vec<_>>>()?;
        if customers.len() > most {
            return Ok(Sharing::TooMany);
        }
        customers.sort_unstable();
        Ok(Sharing::Among(customers))
    }

    pub(crate) fn customer_words_stand(&self) -> Result<bool> {
        Ok(self.meta_number(WORDS_META)? >= WORDS_NOW)
    }

    /// Says of a store just made that its search has all words from the beginning.
    pub(super) fn customer_words_begin(&self) -> Result<()> {
        self.meta_number_set(WORDS_META, WORDS_NOW)
    }

    /// Makes the words of a store that an earlier program wrote anew, once.
    pub(super) fn customer_words_renew(&self) -> Result<()> {
        if self.customer_words_stand()? {
            return Ok(());
        }
        let transaction = self.begin()?;
        self.connection.execute_batch(SEARCH_ANEW)?;
        let mut statement = self.connection.prepare(
            "SELECT s.seq, coalesce(r.key, ''), s.details FROM statement s
             JOIN record r ON r.id = s.record WHERE r.erased = 0 ORDER BY s.seq",
        )?;
        let mut insert =
            self.connection.prepare("INSERT INTO person_search (rowid, words) VALUES (?1, ?2)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let said = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            let details: Details =
                serde_json::from_str(said).map_err(|_| Error::Corrupt("details"))?;
            let seq: i64 = row.get(0)?;
            insert.execute(params![seq, search_words(&row.get::<_, String>(1)?, &details)])?;
        }
        drop((rows, insert));
        self.customer_words_begin()?;
        transaction.commit()?;
        Ok(())
    }
}
