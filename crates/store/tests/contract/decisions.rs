//! Decisions of people: appended, kept in order, undone by later ones.

use filo_model::digest::Digest;
use filo_model::record::{DecisionContent, Judgement, record_id, standing_judgements};
use filo_store::Error;

use crate::Make;
use crate::drafts::{File, Row, SYSTEM, customer, link_alone};

fn pair(judgement: Judgement) -> DecisionContent {
    DecisionContent::Pair { a: record_id(SYSTEM, "C1"), b: record_id(SYSTEM, "C2"), judgement }
}

pub(crate) fn decisions_are_kept_in_order_and_undone_by_later_ones(make: Make) {
    let backend = make();
    let store = backend.open();
    File::default().load(&store, &[Row::default().draft()]);
    link_alone(&store);
    assert_eq!(store.membership_stand().unwrap().decision, 0);
    let first = store.decision_append(10, "ada", "same tax code", &pair(Judgement::Same)).unwrap();
    let undo = DecisionContent::Undo { decision: first };
    let second = store.decision_append(20, "bruno", "a misprint", &undo).unwrap();
    let again = DecisionContent::Undo { decision: second };
    let third = store.decision_append(30, "ada", "no, it is right", &again).unwrap();
    assert!(first < second && second < third);
    drop(store);

    let store = backend.open();
    let kept = store.decision_list().unwrap();
    assert_eq!(kept.iter().map(|one| one.number).collect::<Vec<_>>(), [first, second, third]);
    assert_eq!((&*kept[0].author, &*kept[0].reason, kept[0].at), ("ada", "same tax code", 10));
    assert_eq!(kept[1].content, undo);
    // What the store gives back is what settles them.
    assert_eq!(standing_judgements(&kept[..1]).len(), 1);
    assert!(standing_judgements(&kept[..2]).is_empty());
    assert_eq!(standing_judgements(&kept).len(), 1);
    let about = store.person_export(customer(&store, "C1")).unwrap().decisions;
    assert_eq!(about, kept, "a person's export holds the decisions and what undid them");
    link_alone(&store);
    assert_eq!(store.membership_stand().unwrap().decision, third);
}

pub(crate) fn an_undo_of_nothing_is_refused(make: Make) {
    let store = make().open();
    let undo = DecisionContent::Undo { decision: 4 };
    let refused = store.decision_append(10, "ada", "why not", &undo);
    assert!(matches!(refused, Err(Error::NoDecision(4))));
    assert!(store.decision_list().unwrap().is_empty());
    let judgement = DecisionContent::Pair {
        a: Digest::of(b"a"),
        b: Digest::of(b"b"),
        judgement: Judgement::NotSame,
    };
    store.decision_append(10, "ada", "twins", &judgement).unwrap();
    assert_eq!(store.decision_list().unwrap().len(), 1);
}
