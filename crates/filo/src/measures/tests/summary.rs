//! The counts merge: parts folded apart and put together are one fold over all, in whatever order.

use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert_eq, proptest};

use super::frame;
use crate::findings::event::Event;
use crate::findings::tests::thread;
use crate::measures::{Counts, Measure};

/// Threads in which every measure with an input counts something.
const THREADS: [&str; 8] = [
    "2026-05-04 09:00 message direction=in channel=web case=K reason=relocation step=opened
     2026-05-04 10:00 handoff handoff=H from=service to=technical case=K
     2026-05-06 10:00 message direction=in channel=web case=K
     2026-05-07 10:00 refusal case=K department=2
     2026-05-07 10:10 alternative case=K state=made department=2
     2026-05-08 10:00 message channel=web case=K department=2 step=resolved",
    "2026-05-04 09:00 attempt direction=in
     2026-05-04 09:10 attempt direction=in
     2026-05-12 09:00 message direction=in channel=phone reason=fault
     2026-05-15 09:00 message direction=in channel=phone reason=fault",
    "2026-04-10 09:00 promise promise=P due=2026-05-08
     2026-04-14 09:00 handoff handoff=H from=service to=logistics case=L
     2026-04-24 09:00 handoff handoff=I from=logistics to=service case=L
     2026-05-04 09:00 alert alert=W to=technical state=sent
     2026-05-05 09:00 alert alert=W state=accepted department=2",
    "2026-03-10 invoice claim=A amount=100 due=2026-04-10
     2026-04-05 payment claim=A amount=100
     2026-04-20 09:00 verdict action=remind answer=hold direction=internal
     2026-04-20 10:00 reminder claim=A
     2026-05-20 10:00 reminder claim=A",
    "2025-06-01 contract contract=C product=Luce state=activated
     2026-03-20 contract contract=C state=ended ends=2026-03-20
     2026-03-25 10:00 closing_contact explained=true
     2026-05-20 10:00 campaign_attempt product=Luce",
    "2026-05-04 20:00 self_service task=T state=failed direction=in
     2026-05-04 21:00 message direction=in channel=email reason=relocation
     2026-05-05 09:00 approval case=M state=asked
     2026-05-05 10:00 approval case=M state=accepted
     2026-05-06 10:00 message channel=web case=M step=resolved",
    "2026-02-04 training course=base people=5
     2026-05-04 10:00 lesson about=first state=sent
     2026-05-06 10:00 lesson about=first state=done
     2026-05-04 10:00 suggestion suggestion=S state=made
     2026-05-06 review threads=3
     2026-05-07 improvement improvement=M measure=C1 due=2026-05-20 state=opened",
    "2026-05-06 10:00 suggestion suggestion=S state=answered department=2
     2026-05-04 10:00 note",
];

fn told(mut counts: Counts) -> String {
    let mut frame = frame();
    frame.staff.insert(1, 12);
    counts.finish(&frame);
    let spreads: Vec<_> = counts
        .spreads
        .iter_mut()
        .map(|(key, spread)| (*key, format!("{:?}", spread.lasting(1.0))))
        .collect();
    let Counts { tallies, beside, requests, cases, .. } = &counts;
    format!("{tallies:?}\n{spreads:?}\n{beside:?}\n{requests:?}\n{cases:?}")
}

fn fold(customers: &[(i64, Vec<Event>)]) -> Counts {
    let mut frame = frame();
    frame.staff.insert(1, 12);
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
            events.sort_by_key(|event| event.at.millis);
            for event in &mut events {
                event.seq += customer * 100;
                event.customer = customer;
                event.id.0[..8].copy_from_slice(&customer.to_be_bytes());
            }
            (customer, events)
        })
        .collect()
}

#[test]
fn the_threads_give_something_to_every_measure_that_entries_alone_can_show() {
    let mut frame = frame();
    frame.staff.insert(1, 12);
    let mut counts = fold(&customers(&[0, 1, 2, 3, 4, 5, 6, 7]));
    counts.finish(&frame);
    let counted: Vec<Measure> = counts.tallies.keys().map(|(measure, _)| *measure).collect();
    // Of words, of reviews, and of what goes wrong often.
    let others = [Measure::P2, Measure::P4, Measure::A3, Measure::C5, Measure::G2];
    for measure in Measure::ALL {
        let is_counted = counted.contains(measure);
        assert_eq!(is_counted, !others.contains(measure), "{measure:?}");
    }
}

fn some_customers() -> impl Strategy<Value = Vec<(i64, Vec<Event>)>> {
    proptest::collection::vec(0..THREADS.len(), 0..12).prop_map(|which| customers(&which))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

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
    ) {
        prop_assert_eq!(told(fold(&shuffled)), told(fold(&customers)));
    }
}
