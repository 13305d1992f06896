//! Matters as they happen, in Italian and English, with what each has to show; and what must not matter.

use proptest::prelude::*;

use super::{Basis, Event, Found, Intent, Spot, What};
use crate::conversation::Side;
use crate::dynamic::Dynamic;
use crate::kind::DynamicKind;

mod scenario;

use scenario::{Talk, event, judged, kinds, millis, quotes, sent};

/// Customer service waits on the technicians, and the customer asks twice.
fn waiting() -> (Vec<Talk>, Vec<Event>) {
    let first = Talk::by("email")
        .says(None, "2026-03-02 09:00", "La fibra non va da ieri, potete vedere?")
        .says(
            Some("customer-service"),
            "2026-03-02 10:00",
            "[interim:Abbiamo preso in carico la richiesta].",
        )
        .says(None, "2026-03-05 09:00", "[chasing:Ci sono novità?]");
    let second = Talk::by("phone")
        .says(None, "2026-03-06 11:00", "[chasing:Ancora nessuno si è fatto sentire].")
        .says(
            Some("customer-service"),
            "2026-03-06 11:02",
            "[interim:I tecnici stanno verificando].",
        );
    let events = vec![event("customer-service", "2026-03-02 10:05", sent("h1", "technical"))];
    (vec![first, second], events)
}

#[test]
fn a_handoff_past_its_deadline_with_chasers_is_slow_and_the_receivers() {
    let (talks, events) = waiting();
    let found = judged(&talks, &events, Intent::Complex, "2026-03-09 10:00");
    assert_eq!(kinds(&found), [DynamicKind::Slow]);
    let slow = &found[0];
    assert_eq!(slow.departments, ["technical"]);
    assert_eq!(slow.sender.as_deref(), Some("customer-service"));
    // From Monday the 2nd to Monday the 9th there are five business days; two chasers count two each.
    assert_eq!((slow.days, slow.count, slow.severity), (5, 2, 9));
    assert_eq!(slow.due, Some(millis("2026-03-03 10:05")));
    assert_eq!(
        quotes(&talks, slow),
        ["Ci sono novità?", "Ancora nessuno si è fatto sentire", "I tecnici stanno verificando"]
    );
}

#[test]
fn a_handoff_answered_in_time_is_not_slow_and_one_still_within_it_neither() {
    let (talks, mut events) = waiting();
    assert_eq!(kinds(&judged(&talks, &events, Intent::Complex, "2026-03-03 10:00")), []);
    events.push(event("technical", "2026-03-02 16:00", What::HandoffAnswered("h1".into())));
    assert_eq!(kinds(&judged(&talks, &events, Intent::Complex, "2026-03-09 10:00")), []);
    // To take it on does not answer it.
    events[1] = event("technical", "2026-03-02 16:00", What::HandoffAccepted("h1".into()));
    assert_eq!(
        kinds(&judged(&talks, &events, Intent::Complex, "2026-03-09 10:00")),
        [DynamicKind::Slow]
    );
}

#[test]
fn a_no_of_one_department_and_a_yes_of_another_is_softened_with_both_quotes() {
    let service = Talk::by("email")
        .says(None, "2026-03-02 09:00", "Vorrei rateizzare il conguaglio di febbraio.")
        .says(
            Some("customer-service"),
            "2026-03-02 15:00",
            "[refusal:Il conguaglio non si può rateizzare].",
        );
    let sales = Talk::by("phone")
        .says(None, "2026-03-10 09:00", "Il conguaglio, o me lo fate rateizzare o chiudo.")
        .says(Some("sales"), "2026-03-10 09:05", "[grant:Le rateizzo il conguaglio in tre volte].");
    let talks = [sales, service];
    let found = judged(&talks, &[], Intent::Complex, "2026-03-11 09:00");
    assert_eq!(kinds(&found), [DynamicKind::SoftenedNo]);
    assert_eq!(found[0].departments, ["customer-service", "sales"]);
    assert_eq!(found[0].basis, Basis::Words);
    assert_eq!(
        quotes(&talks, &found[0]),
        ["Il conguaglio non si può rateizzare", "Le rateizzo il conguaglio in tre volte"]
    );
    // What the customer sends in between may be what was missing.
    let sends = Talk::by("email").says(None, "2026-03-05 09:00", "Vi allego l'ISEE.");
    let talks = [talks[0].clone(), talks[1].clone(), sends];
    assert_eq!(kinds(&judged(&talks, &[], Intent::Complex, "2026-03-11 09:00")), []);
}

#[test]
fn noes_and_yeses_of_other_things_do_not_disagree() {
    let one =
        Talk::by("email").says(None, "2026-03-02 09:00", "Can I have my deposit back early?").says(
            Some("administration"),
            "2026-03-02 15:00",
            "[refusal:We cannot release deposits early].",
        );
    let other = Talk::by("email")
        .says(None, "2026-03-10 09:00", "Please book the engineer on Friday.")
        .says(Some("technical"), "2026-03-10 09:05", "[grant:Booked for Friday morning].");
    assert_eq!(kinds(&judged(&[one, other], &[], Intent::Complex, "2026-03-11 09:00")), []);
}

#[test]
fn recorded_answers_that_flip_are_counted_and_an_authorised_exception_is_not() {
    let question = || Some("rate".to_owned());
    let yes = |is_exception| What::Granted { question: question(), is_exception };
    let mut events = vec![
        event("customer-service", "2026-03-02 09:00", What::Refused(question())),
        event("customer-service", "2026-03-02 09:00", What::AlternativeOffered),
        event("sales", "2026-03-03 09:00", yes(false)),
    ];
    let softened = judged(&[], &events, Intent::Complex, "2026-03-11 09:00");
    assert_eq!(kinds(&softened), [DynamicKind::SoftenedNo]);
    assert_eq!(softened[0].basis, Basis::Events);
    events.push(event("administration", "2026-03-04 09:00", What::Refused(question())));
    let both = judged(&[], &events, Intent::Complex, "2026-03-11 09:00");
    assert_eq!(
        kinds(&both),
        [DynamicKind::Contradictory, DynamicKind::SoftenedNo, DynamicKind::FlatNo]
    );
    assert_eq!(both[2].departments, ["administration"]);
    events.truncate(2);
    events.push(event("sales", "2026-03-03 09:00", yes(true)));
    assert_eq!(kinds(&judged(&[], &events, Intent::Complex, "2026-03-11 09:00")), []);
}

#[test]
fn two_values_of_one_thing_disagree_unless_something_became_known() {
    let told = |department: &str, at: &str, value: &str| {
        let what = What::Answered { question: "penale".into(), value: value.into() };
        event(department, at, what)
    };
    let mut events = vec![
        told("sales", "2026-03-02 09:00", "25 euro"),
        told("administration", "2026-03-03 09:00", "40 euro"),
        told("administration", "2026-03-04 09:00", "40 EURO"),
        told("sales", "2026-03-05 09:00", "25 euro"),
    ];
    let found = judged(&[], &events, Intent::Complex, "2026-03-11 09:00");
    assert_eq!(kinds(&found), [DynamicKind::Contradictory]);
    assert_eq!((found[0].count, found[0].spots.len()), (2, 3));
    events.truncate(2);
    events.push(event("sales", "2026-03-02 12:00", What::NewFact(Some("penale".into()))));
    assert_eq!(kinds(&judged(&[], &events, Intent::Complex, "2026-03-11 09:00")), []);
}

#[test]
fn a_simple_matter_with_many_contacts_papers_and_ways_is_tortuous_by_its_extra_steps() {
    let mail = Talk::by("email")
        .says(None, "2026-03-02 09:00", "I'd like to change my address.")
        .says(
            Some("customer-service"),
            "2026-03-02 10:00",
            "[forced_effort:Please fill in the form].",
        )
        .says(None, "2026-03-04 09:00", "Here it is.")
        .says(
            Some("customer-service"),
            "2026-03-04 10:00",
            "[forced_effort:You need to come to a branch].",
        );
    let branch = Talk::by("counter").says(None, "2026-03-06 09:00", "I was told to come here.");
    let talks = [mail, branch];
    let found = judged(&talks, &[], Intent::Simple(1), "2026-03-09 09:00");
    assert_eq!(kinds(&found), [DynamicKind::Tortuous]);
    // Three contacts, two forced steps, one change of channel: five more than one.
    assert_eq!((found[0].count, found[0].severity), (6, 5));
    assert_eq!(quotes(&talks, &found[0])[1], "You need to come to a branch");
    assert_eq!(kinds(&judged(&talks, &[], Intent::Complex, "2026-03-09 09:00")), []);
}

#[test]
fn self_service_that_failed_and_a_contact_within_a_day_is_tortuous() {
    let call = |at| vec![Talk::by("phone").says(None, at, "Non riesco a pagare dal sito.")];
    let failed = [event("", "2026-03-02 09:00", What::SelfServiceFailed)];
    let found = judged(&call("2026-03-03 08:30"), &failed, Intent::Unknown, "2026-03-09 09:00");
    assert_eq!(kinds(&found), [DynamicKind::Tortuous]);
    assert_eq!(
        kinds(&judged(&call("2026-03-03 09:30"), &failed, Intent::Unknown, "2026-03-09 09:00")),
        []
    );
}

#[test]
fn there_and_back_is_a_bounce_and_work_that_comes_back_done_is_none() {
    let mut events = vec![
        event("customer-service", "2026-03-02 09:00", sent("h1", "technical")),
        event("technical", "2026-03-02 12:00", What::HandoffDeclined("h1".into())),
    ];
    let found = judged(&[], &events, Intent::Complex, "2026-03-02 13:00");
    assert_eq!(kinds(&found), [DynamicKind::Bounce]);
    assert_eq!(found[0].departments, ["customer-service", "technical"]);
    events[1].what = What::HandoffAnswered("h1".into());
    events.push(event("technical", "2026-03-02 12:30", sent("h2", "customer-service")));
    assert_eq!(kinds(&judged(&[], &events, Intent::Complex, "2026-03-02 13:00")), []);
}

#[test]
fn two_departments_that_say_not_mine_are_a_bounce() {
    let talk = |department, at, text| {
        Talk::by("phone").says(None, "2026-03-02 08:00", "Pronto").says(Some(department), at, text)
    };
    let talks = [
        talk("sales", "2026-03-02 09:00", "[not_my_department:Deve sentire l'amministrazione]."),
        talk(
            "administration",
            "2026-03-02 10:00",
            "[not_my_department:Non è di nostra competenza].",
        ),
    ];
    let found = judged(&talks, &[], Intent::Complex, "2026-03-02 13:00");
    assert_eq!(kinds(&found), [DynamicKind::Bounce]);
    assert_eq!(found[0].departments, ["sales", "administration"]);
    assert_eq!(quotes(&talks, &found[0]).len(), 2);
}

#[test]
fn a_report_is_counted_over_conversations_and_by_the_customers_own_count() {
    let talks = [
        Talk::by("email").says(None, "2026-03-02 09:00", "The boiler leaks."),
        Talk::by("phone").says(
            None,
            "2026-03-05 09:00",
            "[repeat:I already told you the boiler leaks].",
        ),
        Talk::by("email").says(None, "2026-03-06 09:00", "[repeat:This is the 4th time I write]."),
    ];
    let found = judged(&talks, &[], Intent::Complex, "2026-03-06 10:00");
    assert_eq!(kinds(&found), [DynamicKind::Repeat]);
    assert_eq!((found[0].count, found[0].spots.len()), (4, 3));
    let found = judged(&talks[..2], &[], Intent::Complex, "2026-03-06 10:00");
    assert_eq!(found[0].count, 2);
    for (quote, count) in
        [("è la terza volta", 3), ("twice already", 2), ("ve l'ho detto 5 volte", 5)]
    {
        assert_eq!(super::repeat::times(quote), Some(count));
    }
    assert_eq!(super::repeat::times("entro due giorni"), None);
}

#[test]
fn promises_are_kept_or_broken_by_their_dates() {
    let made = |due| What::PromiseMade { id: "p".into(), due: Some(millis(due)) };
    let mut events = vec![event("technical", "2026-03-02 09:00", made("2026-03-05 18:00"))];
    assert_eq!(kinds(&judged(&[], &events, Intent::Complex, "2026-03-05 10:00")), []);
    let broken = judged(&[], &events, Intent::Complex, "2026-03-10 10:00");
    assert_eq!((kinds(&broken), broken[0].days), (vec![DynamicKind::PromiseBroken], 3));
    events.push(event("technical", "2026-03-05 17:00", What::PromiseKept("p".into())));
    let kept = judged(&[], &events, Intent::Complex, "2026-03-10 10:00");
    assert_eq!(kinds(&kept), [DynamicKind::PromiseKept]);
    events[1] = event("technical", "2026-03-04 17:00", What::PromiseWithdrawn("p".into()));
    assert_eq!(kinds(&judged(&[], &events, Intent::Complex, "2026-03-10 10:00")), []);
}

#[test]
fn a_promise_in_words_is_broken_by_who_asks_elsewhere_after_its_day() {
    let talks = [
        Talk::by("email")
            .says(None, "2026-03-02 09:00", "Quando arriva il tecnico?")
            .says(Some("technical"), "2026-03-02 10:00", "[promise:Passa giovedì 5 marzo].")
            .promises(1, "2026-03-05 23:59"),
        Talk::by("phone").says(None, "2026-03-06 09:00", "[chasing:Non si è visto nessuno]."),
    ];
    let found = judged(&talks, &[], Intent::Complex, "2026-03-06 10:00");
    assert_eq!(kinds(&found), [DynamicKind::PromiseBroken]);
    assert_eq!(quotes(&talks, &found[0]), ["Passa giovedì 5 marzo", "Non si è visto nessuno"]);
    assert_eq!((found[0].days, found[0].due), (1, Some(millis("2026-03-05 23:59"))));
}

#[test]
fn attempts_that_nobody_answers_are_unanswered_and_say_how_often() {
    let mut events = vec![
        event("", "2026-03-02 09:00", What::Attempt),
        event("", "2026-03-02 15:00", What::Attempt),
    ];
    let found = judged(&[], &events, Intent::Complex, "2026-03-05 10:00");
    assert_eq!((kinds(&found), found[0].count), (vec![DynamicKind::Unanswered], 2));
    events.push(event("sales", "2026-03-02 17:00", What::MessageOut(None)));
    assert_eq!(kinds(&judged(&[], &events, Intent::Complex, "2026-03-05 10:00")), []);
}

#[test]
fn thanks_and_back_within_days_was_not_solved() {
    let talks = [
        Talk::by("chat")
            .says(None, "2026-03-02 09:00", "My order is missing.")
            .says(Some("logistics"), "2026-03-02 09:05", "It will be fine.")
            .says(None, "2026-03-02 09:06", "OK, thank you!"),
        Talk::by("email").says(None, "2026-03-07 09:00", "[chasing:Still no parcel, any news?]"),
    ];
    let found = judged(&talks, &[], Intent::Complex, "2026-03-07 10:00");
    assert_eq!((kinds(&found), found[0].days), (vec![DynamicKind::ThanksButUnresolved], 4));
}

#[test]
fn an_apology_the_solution_and_a_credit_make_good() {
    let talks = [Talk::by("email")
        .says(None, "2026-03-02 09:00", "[escalation:Faccio reclamo], avete addebitato due volte.")
        .says(
            Some("administration"),
            "2026-03-02 12:00",
            "[apology:Ci scusiamo per l'errore]. [grant:Abbiamo stornato l'addebito].",
        )];
    let credit = [event("administration", "2026-03-03 09:00", What::Goodwill)];
    let found = judged(&talks, &credit, Intent::Complex, "2026-03-04 10:00");
    assert_eq!(kinds(&found), [DynamicKind::Recovered]);
    assert_eq!(kinds(&judged(&talks, &[], Intent::Complex, "2026-03-04 10:00")), []);
}

#[test]
fn what_a_conversation_shows_of_its_own_is_never_taken_back() {
    let (mut talks, mut events) = waiting();
    for kind in DynamicKind::ALL {
        let dynamic =
            Dynamic { kind: *kind, messages: vec![2], quotes: Vec::new(), probability: 0.8 };
        talks[0].dynamics.push(dynamic);
    }
    events.push(event("technical", "2026-03-02 16:00", What::HandoffAnswered("h1".into())));
    events.push(event("technical", "2026-03-02 17:00", What::CaseClosed));
    let found = judged(&talks, &events, Intent::Complex, "2026-03-09 10:00");
    assert_eq!(kinds(&found), DynamicKind::ALL);
}

#[test]
fn with_sides_swapped_nothing_of_the_company_is_left() {
    let (mut talks, events) = waiting();
    for message in talks.iter_mut().flat_map(|talk| &mut talk.messages) {
        message.side = match message.side {
            Side::Customer => Side::Company,
            _ => Side::Customer,
        };
    }
    let found = judged(&talks, &events, Intent::Unknown, "2026-03-09 10:00");
    assert!(found.iter().all(|one| one.quotes.is_empty()), "{found:?}");
    assert!(!kinds(&found).contains(&DynamicKind::Slow));
}

#[test]
fn what_the_case_shows_stands_beside_what_one_conversation_took_it_for() {
    let mut made = Talk::by("email")
        .says(None, "2026-03-02 09:00", "Where is my refund?")
        .says(Some("administration"), "2026-03-02 10:00", "[promise:You'll have it by Friday].")
        .promises(1, "2026-03-06 23:59");
    for (kind, message) in [(DynamicKind::PromiseKept, 1), (DynamicKind::Unanswered, 0)] {
        let (messages, quotes) = (vec![message], Vec::new());
        made.dynamics.push(Dynamic { kind, messages, quotes, probability: 0.6 });
    }
    let asks = Talk::by("phone").says(None, "2026-03-10 09:00", "[chasing:Still no refund].").says(
        Some("customer-service"),
        "2026-03-10 09:01",
        "Let me look.",
    );
    let found = judged(&[made, asks], &[], Intent::Complex, "2026-03-10 10:00");
    let (unanswered, kept, broken) = (&found[0], &found[1], &found[2]);
    assert_eq!(
        kinds(&found),
        [DynamicKind::Unanswered, DynamicKind::PromiseKept, DynamicKind::PromiseBroken]
    );
    assert!(kept.is_doubted && !broken.is_doubted);
    assert_eq!(broken.days, 2);
    assert_eq!(unanswered.ended, Some(millis("2026-03-10 09:01")));
}

/// All that is found, with places told by what stands there: the order given leaves no trace.
fn told(talks: &[Talk], events: &[Event], found: &[Found]) -> Vec<String> {
    let spot = |spot: &Spot| match *spot {
        Spot::Message(part, message) => talks[part].messages[message].text.clone(),
        Spot::Event(number) => format!("{:?}", events[number]),
    };
    let line = |one: &Found| {
        let spots: Vec<String> = one.spots.iter().map(spot).collect();
        let figures = (one.severity, one.count, one.days, one.due, one.ended, one.basis);
        format!(
            "{:?} {spots:?} {:?} {figures:?} {:?} {:?}",
            one.kind,
            quotes(talks, one),
            one.departments,
            one.sender
        )
    };
    found.iter().map(line).collect()
}

/// A matter with much in it.
fn much() -> (Vec<Talk>, Vec<Event>) {
    let (mut talks, mut events) = waiting();
    talks.push(
        Talk::by("chat")
            .says(None, "2026-03-09 09:00", "[repeat:È la terza volta che segnalo la fibra].")
            .says(
                Some("technical"),
                "2026-03-09 09:05",
                "[not_my_department:Senta il commerciale].",
            )
            .says(None, "2026-03-09 09:06", "Grazie..."),
    );
    talks.push(
        Talk::by("phone").says(None, "2026-03-11 09:00", "[chasing:Allora, la fibra?]").says(
            Some("sales"),
            "2026-03-11 09:01",
            "[not_my_department:Non siamo noi]. [refusal:Non posso aprire la segnalazione fibra].",
        ),
    );
    events.extend([
        event("technical", "2026-03-09 10:00", What::HandoffDeclined("h1".into())),
        event("customer-service", "2026-03-09 11:00", sent("h2", "technical")),
        event("", "2026-03-12 09:00", What::Attempt),
        event(
            "customer-service",
            "2026-03-13 09:00",
            What::Granted { question: None, is_exception: false },
        ),
    ]);
    (talks, events)
}

proptest! {
    #[test]
    fn any_order_of_conversations_and_events_shows_the_same(
        order in Just((0..4).collect::<Vec<usize>>()).prop_shuffle(),
        events_order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let (talks, events) = much();
        let now = "2026-03-16 10:00";
        let as_given = told(&talks, &events, &judged(&talks, &events, Intent::Unknown, now));
        let shuffled: Vec<Talk> = order.iter().map(|place| talks[*place].clone()).collect();
        let events: Vec<Event> = events_order.iter().map(|place| events[*place].clone()).collect();
        let found = judged(&shuffled, &events, Intent::Unknown, now);
        prop_assert_eq!(told(&shuffled, &events, &found), as_given.clone());
        prop_assert!(as_given.len() >= 5, "{:?}", as_given);
    }
}
