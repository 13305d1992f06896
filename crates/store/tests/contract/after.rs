//! After a case: asked once, answered once, followed through links, and after an erasure nobody's.

use filo_model::digest::Digest;
use filo_model::record::record_id;
use filo_store::Store;
use filo_store::after::{About, NewAfter, NewAnswer, Points, Taken};
use filo_store::project::RecordNumber;

use crate::Make;
use crate::drafts::{File, Row, SYSTEM, customer, link, link_alone, records};

fn two_customers(store: &Store) {
    let row = |customer, key| Row { customer, key, ..Row::default() }.draft();
    File::default().load(store, &[row("C1", "F1"), row("C2", "F2")]);
    link_alone(store);
}

fn number(store: &Store, key: &str) -> RecordNumber {
    let id = record_id(SYSTEM, key);
    records(store).iter().find(|record| record.id == id).unwrap().number
}

fn case(store: &Store, key: &str, case: &str, asked_at: i64) -> NewAfter {
    let department = "sales".to_owned();
    NewAfter { case: digest(case), record: number(store, key), department, asked_at }
}

fn digest(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}

fn points(solved: u8) -> Option<Points> {
    Some([("solved".to_owned(), solved)].into())
}

fn answer(about: About, solved: u8, answered_at: Option<i64>) -> NewAnswer {
    NewAnswer { about, points: points(solved), answered_at }
}

fn take(store: &Store, answer: NewAnswer) -> Taken {
    store.after_answer(&[answer], false).unwrap()[0]
}

pub(crate) fn nobody_is_asked_twice_about_a_case(make: Make) {
    let backend = make();
    let store = backend.open();
    two_customers(&store);
    let first = (case(&store, "C1", "T-1", 10), digest("code 1"));
    let same_number = (case(&store, "C2", "T-1", 20), digest("code 2"));
    let again = (case(&store, "C1", "T-1", 30), digest("code 3"));
    let kept = store.after_ask(&[first, same_number, again.clone()]).unwrap();
    assert_eq!(kept, [true, true, false], "a number of another customer is another case");
    assert_eq!(store.after_ask(&[again]).unwrap(), [false]);
    drop(store);

    let store = backend.open();
    assert!(store.after_code_given(digest("code 2")).unwrap());
    assert!(!store.after_code_given(digest("code 3")).unwrap());
    let asked_at: Vec<i64> = store.after_list().unwrap().iter().map(|one| one.asked_at).collect();
    assert_eq!(asked_at, [10, 20]);
    assert_eq!(store.after_customers(11).unwrap(), [customer(&store, "C2")]);
    assert_eq!(store.after_customers(10).unwrap().len(), 2);
    // Who was asked elsewhere is not asked again.
    let elsewhere = About::Case(case(&store, "C1", "T-2", 40));
    let unanswered = NewAnswer { about: elsewhere, points: None, answered_at: None };
    assert_eq!(take(&store, unanswered.clone()), Taken::Asked);
    assert_eq!(take(&store, unanswered), Taken::Known);
    let again = (case(&store, "C1", "T-2", 50), digest("code 4"));
    assert_eq!(store.after_ask(&[again]).unwrap(), [false]);
    let third = answer(About::Case(case(&store, "C1", "T-3", 60)), 3, None);
    assert_eq!(take(&store, third.clone()), Taken::AskedAndAnswered);
    assert_eq!(take(&store, third), Taken::Known);
}

pub(crate) fn an_answer_counts_once_and_a_later_one_stands_in_its_place(make: Make) {
    let store = make().open();
    two_customers(&store);
    let code = digest("code 1");
    store.after_ask(&[(case(&store, "C1", "T-1", 10), code)]).unwrap();
    let by_code = |solved, at| answer(About::Code(code), solved, at);
    let dry = store.after_answer(&[by_code(2, Some(20))], true).unwrap();
    assert_eq!((dry, store.after_list().unwrap()[0].points.clone()), (vec![Taken::Answered], None));
    assert_eq!(take(&store, by_code(2, Some(20))), Taken::Answered);
    assert_eq!(take(&store, by_code(2, Some(20))), Taken::Known);
    assert_eq!(take(&store, by_code(5, Some(19))), Taken::Known, "an earlier one");
    assert_eq!(take(&store, by_code(4, Some(21))), Taken::Replaced);
    let of_case = answer(About::Case(case(&store, "C1", "T-1", 99)), 1, None);
    assert_eq!(take(&store, of_case), Taken::Replaced, "the same case without its code");
    let kept = &store.after_list().unwrap()[0];
    assert_eq!((kept.asked_at, kept.points.clone()), (10, points(1)));
    let nothing = NewAnswer { about: About::Code(code), points: None, answered_at: Some(30) };
    assert_eq!(take(&store, nothing), Taken::Known);
    assert_eq!(store.after_list().unwrap()[0].points, points(1), "silence takes nothing back");
    let unknown = answer(About::Code(digest("nobody's")), 5, None);
    assert_eq!(take(&store, unknown), Taken::NoSuchCode);
    assert_eq!(store.after_list().unwrap().len(), 1);
}

pub(crate) fn what_was_asked_follows_its_customer_through_links(make: Make) {
    let store = make().open();
    two_customers(&store);
    store.after_ask(&[(case(&store, "C2", "T-1", 10), digest("code 1"))]).unwrap();
    link(&store, &["C1", "C2"]);
    let joined = customer(&store, "C1");
    assert_eq!(store.after_list().unwrap()[0].customer, Some(joined));
    assert_eq!(store.after_customers(0).unwrap(), [joined]);
    // The case is the joined customer's, whichever record is named.
    let again = (case(&store, "C1", "T-1", 20), digest("code 2"));
    assert_eq!(store.after_ask(&[again]).unwrap(), [false]);
    assert!(!store.after_list().unwrap()[0].restricted);
    store.person_restrict(joined, true).unwrap();
    assert!(store.after_list().unwrap()[0].restricted);
    link_alone(&store);
    let again = (case(&store, "C1", "T-1", 20), digest("code 2"));
    assert_eq!(store.after_ask(&[again]).unwrap(), [true]);
}

pub(crate) fn an_erasure_leaves_points_that_are_nobodys(make: Make) {
    let store = make().open();
    two_customers(&store);
    let one = customer(&store, "C1");
    let code = digest("code 1");
    store
        .after_ask(&[
            (case(&store, "C1", "T-1", 10), code),
            (case(&store, "C2", "T-2", 20), digest("code 2")),
        ])
        .unwrap();
    take(&store, answer(About::Code(code), 4, Some(30)));
    let export = store.person_export(one).unwrap();
    assert_eq!((export.heard_after.len(), &export.heard_after[0].points), (1, &points(4)));
    assert_eq!(store.person_erase(one, true).unwrap().heard_after, 1);
    assert_eq!(store.after_list().unwrap()[0].customer, Some(one));
    assert_eq!(store.person_erase(one, false).unwrap().heard_after, 1);
    let kept = store.after_list().unwrap();
    assert_eq!((kept[0].case, kept[0].customer, kept[0].answered_at), (None, None, None));
    assert_eq!((&*kept[0].department, &kept[0].points), ("sales", &points(4)));
    assert_eq!(kept[1].customer, Some(customer(&store, "C2")), "others stay");
    assert!(!store.after_code_given(code).unwrap());
    assert_eq!(take(&store, answer(About::Code(code), 1, None)), Taken::NoSuchCode);
}
