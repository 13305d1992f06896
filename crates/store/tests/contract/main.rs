//! What every backend of the store has to keep: one suite of functions, run on each.
//!
//! Layout: [`drafts`] builds rows; [`loading`] batches and versions, [`orders`] any order of
//! arrival, [`readings`] what was read when, [`people`] finding and the rights of a person,
//! [`decisions`], [`reviews`] and [`choices`] what people decide, [`verdicts`] the decision log of the guard,
//! [`scans`] all entries, [`after`] what customers answer after a case, [`waves`] what the company's people answer. A backend is a [`Backend`] and one line at the end of this file.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed; builders of rows are no test functions"
)]

mod after;
mod choices;
mod decisions;
mod drafts;
mod loading;
mod orders;
mod people;
mod readings;
mod reviews;
mod scans;
mod sharing;
mod verdicts;
mod waves;

use std::path::PathBuf;

use filo_store::Store;
use tempfile::TempDir;

/// A place where one fresh store is made, and made to fail.
pub(crate) trait Backend {
    /// Another handle on the same store.
    fn open(&self) -> Store;
    /// Makes the database refuse every entry of a case.
    fn refuse_case(&self, case: &str);
    /// Ends what [`Backend::refuse_case`] began.
    fn accept_all(&self);
}

/// Makes a backend with an empty store.
pub(crate) type Make = fn() -> Box<dyn Backend>;

struct Sqlite {
    folder: TempDir,
}

impl Sqlite {
    fn make() -> Box<dyn Backend> {
        Box::new(Self { folder: TempDir::new().unwrap() })
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("filo.db")
    }

    fn execute(&self, sql: &str) {
        rusqlite::Connection::open(self.path()).unwrap().execute_batch(sql).unwrap();
    }
}

impl Backend for Sqlite {
    fn open(&self) -> Store {
        Store::create(&self.path()).unwrap()
    }

    fn refuse_case(&self, case: &str) {
        self.execute(&format!(
            "CREATE TRIGGER refused BEFORE INSERT ON entry WHEN new.case_number = '{case}'
             BEGIN SELECT RAISE(ABORT, 'refused'); END"
        ));
    }

    fn accept_all(&self) {
        self.execute("DROP TRIGGER refused");
    }
}

/// Runs the whole suite on a backend.
macro_rules! contract {
    ($backend:ident, $make:path) => {
        contract! { $backend, $make:
            loading::a_batch_that_fails_leaves_nothing,
            loading::batches_of_several_readings_are_all_or_nothing,
            loading::the_same_content_twice_is_once,
            loading::other_content_under_a_key_is_a_correction,
            loading::a_repeated_version_counts_from_its_first_export,
            loading::a_later_mapping_prevails,
            loading::under_the_newest_mapping_the_stamp_decides_whatever_came_first,
            loading::a_mapping_taken_up_again_prevails_over_what_came_between,
            loading::what_an_earlier_mapping_misread_of_the_same_bytes_is_superseded,
            loading::a_corrected_statement_prevails,
            loading::the_sequence_grows_and_names_what_changed,
            loading::an_interrupted_bulk_is_made_good,
            loading::words_are_found_and_superseded_ones_are_not,
            orders::any_order_of_versions_gives_the_same_thread,
            orders::any_order_of_statements_says_the_same,
            orders::what_two_sources_say_does_not_depend_on_which_was_read_first,
            readings::a_reading_is_fresh_then_resumed_then_known,
            readings::another_mapping_reads_the_same_file_anew,
            readings::counts_always_add_up,
            readings::rows_set_apart_are_replaced_by_a_new_reading_of_the_file,
            readings::a_file_that_returns_to_earlier_bytes_shows_what_it_sets_apart,
            readings::the_writers_place_is_for_one,
            readings::a_store_that_does_not_exist_is_not_made_by_opening_it,
            people::customers_are_found_by_whatever_is_known_of_them,
            people::nobody_is_found_by_what_nobody_has,
            people::links_join_threads_and_their_end_parts_them,
            people::a_restriction_leaves_the_customer_out_and_can_be_lifted,
            people::a_customer_is_found_by_numbers_and_names_with_signs_in_them,
            people::a_restriction_holds_for_records_that_are_linked_later,
            people::an_erasure_keeps_the_skeleton_and_nothing_comes_back,
            people::a_dry_run_of_an_erasure_changes_nothing,
            people::words_expire_and_the_rest_stays,
            decisions::decisions_are_kept_in_order_and_undone_by_later_ones,
            decisions::an_undo_of_nothing_is_refused,
            reviews::reviews_are_kept_in_order_and_undone_by_later_ones,
            reviews::an_undo_of_no_review_is_refused,
            reviews::an_erasure_blanks_reasons_and_the_reviews_follow_their_entries,
            sharing::customers_are_found_by_what_they_share,
            sharing::nobody_is_found_by_what_was_said_before_or_of_whom_was_erased,
            choices::choices_are_kept_in_order_and_undone_by_later_ones,
            choices::what_a_source_says_again_is_in_force_again,
            choices::customers_of_whom_several_things_are_said_are_scanned,
            choices::an_erasure_blanks_choices_about_the_person,
            scans::parts_of_a_scan_are_the_whole,
            scans::places_of_entries_are_those_of_the_entries,
            scans::one_customer_s_entries_are_those_of_the_thread,
            verdicts::verdicts_are_kept_in_order_with_what_was_done,
            verdicts::a_verdict_follows_its_customer_through_links,
            verdicts::an_erasure_takes_claims_and_reasons_and_leaves_the_verdicts,
            verdicts::old_verdicts_expire_with_what_was_done,
            after::nobody_is_asked_twice_about_a_case,
            after::an_answer_counts_once_and_a_later_one_stands_in_its_place,
            after::what_was_asked_follows_its_customer_through_links,
            after::an_erasure_leaves_points_that_are_nobodys,
            waves::a_code_counts_once_and_says_its_department,
            waves::answers_are_told_when_the_wave_is_closed_and_no_more_are_taken,
            waves::a_file_of_answers_is_taken_in_once_and_whole,
            waves::two_waves_of_one_name_are_refused,
            waves::words_and_waves_expire_after_their_closing,
        }
    };
    ($backend:ident, $make:path: $($module:ident::$test:ident,)+) => {
        mod $backend {
            $(
                #[test]
                fn $test() {
                    crate::$module::$test($make);
                }
            )+
        }
    };
}

contract!(sqlite, crate::Sqlite::make);

#[test]
fn a_store_of_an_earlier_version_keeps_what_it_holds() {
    let made = Sqlite { folder: TempDir::new().unwrap() };
    made.execute(include_str!("../../migrations/sqlite/0001_threads.sql"));
    made.execute(include_str!("../../migrations/sqlite/0002_reviews.sql"));
    made.execute(
        "INSERT INTO meta (name, value) VALUES ('secret', zeroblob(32));
         INSERT INTO word (kind, name) VALUES ('system', 'billing');
         INSERT INTO record (digest, system, key, restricted) VALUES (zeroblob(16), 1, 'C-1', 1);
         INSERT INTO statement (record, source, digest, mapping, stamp, details)
           VALUES (1, 1, zeroblob(16), 1, 0, '{}');
         PRAGMA user_version = 2;",
    );
    assert_eq!(made.open().record_count().unwrap(), 1);
    let one = |sql: &str| {
        let connection = rusqlite::Connection::open(made.path()).unwrap();
        connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(one("SELECT count(*) FROM statement WHERE seen = stamp AND exported = stamp"), 1);
    assert_eq!(one("SELECT restricted FROM record WHERE key = 'C-1'"), 1);
    assert_eq!(one("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    // No two records of one digest, in whatever way the store came about.
    let twice = "INSERT INTO record (digest, system) SELECT digest, system FROM record";
    let connection = rusqlite::Connection::open(made.path()).unwrap();
    connection.execute_batch(twice).unwrap_err();
}

#[test]
fn a_store_of_an_earlier_version_learns_houses_with_the_next_weave() {
    let made = Sqlite { folder: TempDir::new().unwrap() };
    let store = made.open();
    let address = filo_model::address::Address::from_line("Via Roma 1, 20121 Milano (MI)");
    let details = filo_model::record::Details { address, ..drafts::details("Anna", "Verdi") };
    let house = filo_model::shared::SharedValue::of_details(&details).remove(0);
    drafts::File { source: "customers", ..drafts::File::default() }
        .load(&store, &[drafts::statement("A", details, 1)]);
    drafts::link_alone(&store);
    // As an earlier program would have left it.
    made.execute(
        "UPDATE person_search SET words = 'a anna verdi'; DELETE FROM meta WHERE name = 'person_words'",
    );
    let found = || store.customer_sharing(&house, &[], 10).unwrap();
    assert!(!store.customer_words_stand().unwrap());
    assert_eq!(found(), filo_store::share::Sharing::Among(Vec::new()));
    store.bulk_begin().unwrap();
    assert!(store.customer_words_stand().unwrap());
    let one = filo_store::share::Sharing::Among(vec![drafts::customer(&store, "A")]);
    assert_eq!(found(), one);
    assert_eq!(store.customer_find("verdi anna", 2).unwrap().len(), 1);
}
