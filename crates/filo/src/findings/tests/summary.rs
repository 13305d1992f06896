//! The summary merges: parts folded apart and put together are one fold over all.

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, proptest};

use super::{frame, thread};
use crate::findings::event::Event;
use crate::findings::{Counts, Finding};

/// Threads that hold findings of every kind, and some that hold none.
const THREADS: [&str; 16] = [
    "2026-04-01 invoice claim=A amount=100 due=2026-06-04
     2026-05-04 reminder claim=A
     2026-05-06 collection claim=A department=2",
    "2026-05-04 10:00 attempt direction=in
     2026-05-12 10:00 attempt direction=in department=3",
    "2026-05-04 10:00 promise promise=P due=2026-05-08 department=2
     2026-05-09 promise promise=P state=kept department=2",
    "2026-05-04 10:00 handoff handoff=H from=service to=technical case=K
     2026-05-07 10:00 note case=K department=2
     2026-05-04 11:00 handoff handoff=I from=technical to=logistics case=L",
    "2026-05-04 10:00 note",
    "2026-04-01 invoice claim=A amount=100 due=2026-04-04
     2026-05-04 reminder claim=A
     2026-05-04 12:00 promise due=2026-05-20",
    "2026-02-04 contract contract=C product=Fibra state=activated
     2026-05-04 10:00 campaign_attempt product=Fibra department=2",
    "2026-01-04 contract contract=C product=Luce billing_months=2 state=activated
     2026-01-30 invoice claim=A contract=C amount=10 due=2026-02-20",
    "2026-05-04 10:00 message direction=in channel=phone reason=fault
     2026-05-14 10:00 message direction=in channel=phone reason=fault",
    "2026-05-04 10:00 reminder claim=A
     2026-05-05 10:00 campaign_attempt department=2
     2026-05-06 10:00 message channel=email department=3
     2026-05-07 10:00 campaign_attempt department=2
     2026-05-08 10:00 formal_notice claim=A",
    "2026-05-04 10:00 message direction=in channel=web case=S step=opened
     2026-05-20 10:00 message channel=web department=2 case=S step=closed",
    "2026-05-04 10:00 note direction=internal case=R step=owned
     2026-05-04 11:00 note direction=internal case=R step=waiting
     2026-05-05 10:00 note direction=internal case=R step=owned
     2026-05-05 11:00 note direction=internal case=R step=waiting
     2026-05-06 10:00 note direction=internal case=R step=owned
     2026-05-06 11:00 note direction=internal case=R step=waiting
     2026-05-06 12:00 message channel=web case=R step=closed",
    "2026-05-04 10:00 handoff handoff=X from=service to=technical case=B
     2026-05-04 11:00 handoff handoff=Y from=technical to=service case=B
     2026-05-04 12:00 message channel=web case=B step=closed",
    "2026-05-04 10:00 message direction=in channel=web case=C step=opened
     2026-05-06 10:00 message direction=in channel=web case=C
     2026-05-08 10:00 message direction=in channel=web case=C
     2026-05-08 11:00 message channel=web case=C step=closed",
    "2026-05-04 10:00 complaint complaint=R direction=in
     2026-05-06 10:00 reminder department=2
     2026-05-07 10:00 campaign_attempt product=Luce department=3",
    "2026-05-04 10:00 message direction=in channel=web reason=fault case=F step=opened
     2026-05-06 10:00 message channel=web case=F step=closed
     2026-05-07 10:00 message direction=in channel=web reason=relocation case=G step=opened
     2026-05-07 12:00 message channel=web case=G step=closed",
];

/// Everything a summary says.
fn told(mut counts: Counts) -> (Vec<Finding>, Vec<(i64, i64, i64)>, String) {
    counts.finish();
    (counts.findings, counts.waits, format!("{:?} {:?}", counts.kinds, counts.lines))
}

fn fold(customers: &[(i64, Vec<Event>)]) -> Counts {
    let frame = frame();
    let mut counts = Counts::default();
    for (customer, events) in customers {
        counts.fold(*customer, events, &frame);
    }
    counts
}

/// Customers with one of the threads each. Entries of two customers never share an id.
fn customers(which: &[usize]) -> Vec<(i64, Vec<Event>)> {
    let numbered = (1..).zip(which);
    numbered
        .map(|(customer, which)| {
            let mut events = thread(THREADS[*which]);
            for event in &mut events {
                event.seq += customer * 100;
                event.id.0[..8].copy_from_slice(&customer.to_be_bytes());
            }
            (customer, events)
        })
        .collect()
}

fn some_customers() -> impl Strategy<Value = Vec<(i64, Vec<Event>)>> {
    proptest::collection::vec(0..THREADS.len(), 0..12).prop_map(|which| customers(&which))
}

#[test]
fn the_threads_hold_findings_of_every_kind() {
    let all: Vec<usize> = (0..THREADS.len()).collect();
    let counts = fold(&customers(&all));
    let mut kinds: Vec<_> = counts.findings.iter().map(|finding| finding.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // What is heard in words comes from the store, not from events.
    let of_entries = crate::findings::FindingKind::ALL.into_iter();
    let of_entries: Vec<_> = of_entries.take_while(|kind| !kind.is_heard()).collect();
    assert_eq!(kinds, of_entries);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merging_folds_over_any_split_is_one_fold(
        customers in some_customers(),
        split in proptest::collection::vec(0_usize..3, 12),
    ) {
        let mut merged = Counts::default();
        for part in 0..3 {
            let mine = customers.iter().zip(&split).filter(|(_, of)| **of == part);
            merged.merge(fold(&mine.map(|(one, _)| one.clone()).collect::<Vec<_>>()));
        }
        prop_assert_eq!(told(merged), told(fold(&customers)));
    }

    #[test]
    fn the_order_of_customers_does_not_matter(
        (customers, shuffled) in some_customers().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        empty_first in any::<bool>(),
    ) {
        let mut counts = if empty_first { Counts::default() } else { fold(&[]) };
        counts.merge(fold(&shuffled));
        prop_assert_eq!(told(counts), told(fold(&customers)));
    }

    #[test]
    fn the_order_in_which_entries_were_read_does_not_matter(customers in some_customers()) {
        let mut again = customers.clone();
        for (_, events) in &mut again {
            let last = events.iter().map(|event| event.seq).max().unwrap_or(0);
            for event in events {
                event.seq = 2 * last - event.seq;
            }
        }
        // Numbers of entries are those of one store; what they show are the entries' own ids.
        let shown = |customers: &[(i64, Vec<Event>)]| {
            let (mut findings, waits, rest) = told(fold(customers));
            for one in findings.iter_mut().flat_map(|finding| &mut finding.evidence) {
                one.seq = 0;
            }
            (findings, waits, rest)
        };
        prop_assert_eq!(shown(&again), shown(&customers));
    }
}
