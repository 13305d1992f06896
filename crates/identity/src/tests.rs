//! Who is joined and who stays apart.

use filo_model::digest::Digest;
use filo_model::email::Email;
use filo_model::name::{NameOrder, PersonName};
use filo_model::phone::Phone;
use filo_model::pointer::Pointer;
use filo_model::record::{Details, Judgement};
use filo_model::tax_code::TaxCode;
use proptest::prelude::*;

use crate::{Learning, Linker};

const ANEW: Learning<'_> = Learning::Anew { precision: 0.99 };

const MARIO: &str = "RSSMRA85T10A562S";
/// The code of a twin.
const LUCA: &str = "RSSLCU85T10A562I";

#[derive(Debug, Clone, Default)]
struct Said {
    id: &'static str,
    name: &'static str,
    tax_code: &'static str,
    email: &'static str,
    phone: &'static str,
}

fn details(said: &Said) -> Details {
    Details {
        name: PersonName::from_full(said.name, NameOrder::Unknown),
        tax_code: TaxCode::parse(said.tax_code),
        emails: Email::parse(said.email).into_iter().collect(),
        phones: Phone::parse_all(said.phone),
        ..Details::default()
    }
}

/// Resolves and gives the groups of record names, sorted.
fn groups(said: &[Said], judgements: &[(&str, &str, Judgement)]) -> Vec<Vec<&'static str>> {
    let mut linker = Linker::default();
    for one in said {
        linker.add(Digest::of(one.id.as_bytes()), &details(one), 0);
    }
    let judgements: Vec<_> = judgements
        .iter()
        .map(|&(a, b, judgement)| (Digest::of(a.as_bytes()), Digest::of(b.as_bytes()), judgement))
        .collect();
    let resolution = linker.resolve(&judgements, &ANEW, 1);
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for customer in 0..said.len() {
        let members = resolution.members.iter().zip(said);
        let mut group: Vec<&str> = members
            .filter(|(member, _)| member.customer as usize == customer)
            .map(|(_, said)| said.id)
            .collect();
        group.sort_unstable();
        if !group.is_empty() {
            groups.push(group);
        }
    }
    assert_eq!(groups.len(), resolution.customers);
    groups.sort();
    groups
}

#[test]
fn a_tax_code_joins_across_systems_whatever_the_name() {
    let said = [
        Said { id: "a", name: "Mario Rossi", tax_code: MARIO, ..Said::default() },
        Said { id: "b", name: "Rossi M.", tax_code: MARIO, ..Said::default() },
    ];
    assert_eq!(groups(&said, &[]), [vec!["a", "b"]]);
}

#[test]
fn a_family_mailbox_joins_no_two_people() {
    let said = [
        Said { id: "a", name: "Mario Rossi", email: "casa.rossi@posta.it", ..Said::default() },
        Said { id: "b", name: "Anna Rossi", email: "casa.rossi@posta.it", ..Said::default() },
        Said { id: "c", name: "Mario Rossi", email: "casa.rossi@posta.it", ..Said::default() },
        Said { id: "mail", email: "casa.rossi@posta.it", ..Said::default() },
    ];
    assert_eq!(groups(&said, &[]), [vec!["a", "c"], vec!["b"], vec!["mail"]]);
}

#[test]
fn two_tax_codes_never_meet_in_one_customer() {
    let said = [
        Said {
            id: "a",
            name: "Mario Rossi",
            tax_code: MARIO,
            email: "m@rossi.it",
            ..Said::default()
        },
        Said {
            id: "b",
            name: "Mario Rossi",
            tax_code: LUCA,
            email: "m@rossi.it",
            ..Said::default()
        },
        Said {
            id: "c",
            name: "Mario Rossi",
            email: "m@rossi.it",
            phone: "3331234568",
            ..Said::default()
        },
    ];
    assert!(TaxCode::parse(LUCA).is_some());
    let found = groups(&said, &[]);
    assert!(found.iter().all(|group| !(group.contains(&"a") && group.contains(&"b"))), "{found:?}");
}

#[test]
fn a_bare_number_goes_to_the_one_who_alone_holds_it() {
    let said = [
        Said { id: "a", name: "Mario Rossi", phone: "333 1234568", ..Said::default() },
        Said { id: "call", phone: "+39 333 1234568", ..Said::default() },
        Said { id: "b", name: "Anna Bianchi", phone: "06 5551234", ..Said::default() },
        Said { id: "c", name: "Luca Bianchi", phone: "06 5551234", ..Said::default() },
        Said { id: "home", phone: "06 5551234", ..Said::default() },
    ];
    assert_eq!(groups(&said, &[]), [vec!["a", "call"], vec!["b"], vec!["c"], vec!["home"]]);
}

#[test]
fn a_decision_joins_what_keys_do_not_and_parts_what_they_join() {
    let said = [
        Said { id: "a", name: "Mario Rossi", email: "m@rossi.it", ..Said::default() },
        Said { id: "b", name: "Mario Rossi", email: "m@rossi.it", ..Said::default() },
        Said { id: "c", name: "M. Rossi", ..Said::default() },
    ];
    assert_eq!(groups(&said, &[]), [vec!["a", "b"], vec!["c"]]);
    assert_eq!(groups(&said, &[("a", "b", Judgement::NotSame)]), [vec!["a"], vec!["b"], vec!["c"]]);
    assert_eq!(groups(&said, &[("a", "c", Judgement::Same)]), [vec!["a", "b", "c"]]);
    let both = [("a", "b", Judgement::NotSame), ("a", "c", Judgement::Same)];
    assert_eq!(groups(&said, &both), [vec!["a", "c"], vec!["b"]]);
}

#[test]
fn what_a_person_put_together_keeps_both_its_numbers() {
    let said = [
        Said { id: "x", name: "Mario Rossi", tax_code: MARIO, ..Said::default() },
        Said { id: "y", name: "Mario Rossi", tax_code: LUCA, ..Said::default() },
        Said { id: "z", name: "M. Rossi", tax_code: LUCA, ..Said::default() },
        Said { id: "w", name: "Rossi M.", tax_code: MARIO, ..Said::default() },
    ];
    assert_eq!(groups(&said, &[]), [vec!["w", "x"], vec!["y", "z"]]);
    assert_eq!(groups(&said, &[("x", "y", Judgement::Same)]), [vec!["w", "x", "y", "z"]]);
}

fn any_said() -> impl Strategy<Value = Vec<Said>> {
    let ids = ["r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7"];
    let one = (
        prop::sample::select(vec!["", "Mario Rossi", "Anna Rossi", "Luca Bianchi"]),
        prop::sample::select(vec!["", MARIO, LUCA]),
        prop::sample::select(vec!["", "casa@rossi.it", "luca@bianchi.it"]),
        prop::sample::select(vec!["", "3331234568", "06 5551234"]),
    );
    prop::collection::vec(one, 1..=8).prop_map(move |all| {
        let said = all.into_iter().zip(ids);
        said.map(|((name, tax_code, email, phone), id)| Said { id, name, tax_code, email, phone })
            .collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_arrival_does_not_matter(said in any_said(), seed in 0_usize..1000) {
        let mut turned = said.clone();
        turned.rotate_left(seed % said.len());
        if seed % 2 == 1 { turned.reverse(); }
        prop_assert_eq!(groups(&said, &[]), groups(&turned, &[]));
    }

    #[test]
    fn what_is_kept_apart_stays_apart(said in any_said(), a in 0_usize..8, b in 0_usize..8) {
        let (a, b) = (a % said.len(), b % said.len());
        prop_assume!(a != b);
        let found = groups(&said, &[(said[a].id, said[b].id, Judgement::NotSame)]);
        prop_assert!(found.iter().all(|group| !(group.contains(&said[a].id) && group.contains(&said[b].id))));
    }

    #[test]
    fn every_link_leads_to_the_naming_record(said in any_said()) {
        let mut linker = Linker::default();
        for one in &said { linker.add(Digest::of(one.id.as_bytes()), &details(one), 0); }
        let members = linker.resolve(&[], &ANEW, 1).members;
        for (place, member) in members.iter().enumerate() {
            let mut at = place;
            for _ in 0..said.len() {
                if let Some(link) = members[at].link { at = link.to as usize; }
            }
            prop_assert_eq!(at, member.customer as usize);
        }
    }
}

#[test]
fn a_record_that_names_a_claim_goes_to_the_one_customer_who_owns_it() {
    let pointer = Pointer::Claim("F26-17".to_owned());
    let named = |id: &'static str, name| details(&Said { id, name, ..Said::default() });
    let bank = Details { refers_to: Some(pointer.clone()), ..Details::default() };
    for (owners, joined) in [(&[0][..], true), (&[0, 1][..], false), (&[][..], false)] {
        let mut linker = Linker::default();
        linker.add(Digest::of(b"a"), &named("a", "Mario Rossi"), 0);
        linker.add(Digest::of(b"b"), &named("b", "Luca Bianchi"), 0);
        linker.add(Digest::of(b"bank"), &bank, 0);
        assert!(linker.has_pointers());
        for &owner in owners {
            linker.add_owner(owner, &Pointer::Claim("f26/17".to_owned()));
        }
        let members = linker.resolve(&[], &ANEW, 1).members;
        assert_eq!(members[2].customer == members[0].customer, joined, "owners {owners:?}");
        assert_ne!(members[2].customer, members[1].customer);
    }
}

#[test]
fn what_was_posted_in_public_is_linked_by_a_person_alone() {
    let said = Said { id: "a", name: "Mario Rossi", email: "m@x.example", ..Said::default() };
    let post = Details { by_hand: true, ..details(&said) };
    let linker = || {
        let mut linker = Linker::default();
        linker.add(Digest::of(b"a"), &details(&said), 0);
        linker.add(Digest::of(b"post"), &post, 0);
        linker
    };
    assert_eq!(linker().resolve(&[], &ANEW, 1).customers, 2);
    let decided = [(Digest::of(b"a"), Digest::of(b"post"), Judgement::Same)];
    assert_eq!(linker().resolve(&decided, &ANEW, 1).customers, 1);
}

#[test]
fn a_call_that_two_could_have_made_joins_neither_and_not_the_two() {
    let x = Said { id: "x", name: "Mario Rossi", email: "mario@posta.example", ..Said::default() };
    let y = Said { id: "y", name: "Luca Bianchi", phone: "0461 984411", ..Said::default() };
    let call =
        Said { id: "call", email: "mario@posta.example", phone: "0461 984411", ..Said::default() };
    assert_eq!(groups(&[x.clone(), y.clone(), call.clone()], &[]), [["call"], ["x"], ["y"]]);
    let only = Said { email: "", ..call };
    assert_eq!(groups(&[x, y, only], &[]).len(), 2, "the number alone is the other's");
}

#[test]
fn of_decisions_that_contradict_the_later_one_is_passed_over() {
    let one = |id| Said { id, ..Said::default() };
    let said = ["a", "b", "c"].map(one);
    // Whatever the ids of records: each of the three is tried in each place.
    for [a, b, c] in [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]] {
        let decided =
            [(a, c, Judgement::NotSame), (a, b, Judgement::Same), (b, c, Judgement::Same)];
        let mut pair = vec![a, b];
        pair.sort_unstable();
        assert!(groups(&said, &decided).contains(&pair), "{a}{b}{c}");
    }
}
