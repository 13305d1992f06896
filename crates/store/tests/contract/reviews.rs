//! Reviews of findings: appended, kept in order, undone by later ones, and blanked by an erasure.

use filo_model::digest::Digest;
use filo_model::review::{ReviewContent, Reviewed, finding_id, standing_reviews};
use filo_store::{Error, Store};

use crate::Make;
use crate::drafts::{File, Row, customer, link_alone, thread};

fn reviewed(anchor: Digest) -> Reviewed {
    Reviewed { kind: "undue_claim".into(), anchor, sampled: true }
}

fn standing(store: &Store) -> Vec<i64> {
    let reviews = store.review_list().unwrap();
    standing_reviews(&reviews).iter().map(|review| review.number).collect()
}

pub(crate) fn reviews_are_kept_in_order_and_undone_by_later_ones(make: Make) {
    let backend = make();
    let store = backend.open();
    let act = Digest::of(b"act");
    let confirm = ReviewContent::Confirm(reviewed(act));
    let first = store.review_append(10, "ada", "paid in March", &confirm).unwrap();
    let reject = ReviewContent::Reject(reviewed(act));
    let second = store.review_append(20, "bruno", "another claim", &reject).unwrap();
    assert_eq!(standing(&store), [second]);
    let undo = |review| ReviewContent::Undo { review };
    let third = store.review_append(30, "ada", "no, the same", &undo(second)).unwrap();
    assert_eq!(standing(&store), [first], "what was said before holds again");
    store.review_append(40, "bruno", "yes, another", &undo(third)).unwrap();
    assert_eq!(standing(&store), [second]);
    drop(store);

    let kept = backend.open().review_list().unwrap();
    assert_eq!(kept.len(), 4);
    assert_eq!((&*kept[0].author, &*kept[0].reason, kept[0].at), ("ada", "paid in March", 10));
    assert!(kept.iter().all(|review| review.finding == finding_id("undue_claim", act)));
    assert_eq!(kept[2].content, undo(second));
}

pub(crate) fn an_undo_of_no_review_is_refused(make: Make) {
    let store = make().open();
    let undo = ReviewContent::Undo { review: 4 };
    assert!(matches!(store.review_append(10, "ada", "why", &undo), Err(Error::NoReview(4))));
    assert!(store.review_list().unwrap().is_empty());
}

pub(crate) fn an_erasure_blanks_reasons_and_the_reviews_follow_their_entries(make: Make) {
    let store = make().open();
    let row = |customer, key| Row { customer, key, ..Row::default() }.draft();
    File::default().load(&store, &[row("C1", "F1"), row("C2", "F2")]);
    link_alone(&store);
    let [mine, others] = ["C1", "C2"].map(|key| thread(&store, key).entries[0].id);
    let confirm = |anchor| ReviewContent::Confirm(reviewed(anchor));
    let first = store.review_append(10, "ada", "Rossi paid twice", &confirm(mine)).unwrap();
    let undo = ReviewContent::Undo { review: first };
    store.review_append(20, "ada", "Rossi did not", &undo).unwrap();
    store.review_append(30, "ada", "seen", &confirm(mine)).unwrap();
    let other = store.review_append(40, "ada", "Neri did", &confirm(others)).unwrap();

    let export = store.person_export(customer(&store, "C1")).unwrap();
    assert_eq!(export.reviews.len(), 3, "reviews of the person's findings, and what undid them");
    let before = store.review_list().unwrap();
    let stood = standing(&store);
    let who = customer(&store, "C1");
    assert_eq!(store.person_erase(who, true).unwrap().reviews, 3);
    assert_eq!(store.review_list().unwrap(), before, "a dry run changes nothing");
    assert_eq!(store.person_erase(who, false).unwrap().reviews, 3);

    let after = store.review_list().unwrap();
    assert_eq!(standing(&store), stood, "that there were reviews, and what stands, stays");
    assert!(after[..3].iter().all(|review| review.reason.is_empty()));
    assert_eq!(after[3], before[3]);
    assert_eq!(after[3].number, other);
    // What is left of the entry has another id, and the reviews are about that.
    let mut ids = Vec::new();
    store
        .entry_scan(&filo_store::scan::ScanFilter::default(), &mut |entry| ids.push(entry.id))
        .unwrap();
    ids.retain(|id| *id != others);
    let finding = finding_id("undue_claim", ids[0]);
    assert!(ids[0] != mine && after[..3].iter().all(|review| review.finding == finding));
    assert!(after.iter().filter_map(|one| one.content.reviewed()).all(|one| one.anchor != mine));
}
