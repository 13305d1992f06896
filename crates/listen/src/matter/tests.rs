//! Which pieces are of one matter: numbers that name it and that do not, words, and any order.

use proptest::prelude::*;

use super::{Background, Cut, Evidence, Matters, Piece, matters, references};

fn numbers(text: &str) -> Vec<String> {
    let named = |one: &super::Reference| one.naming == super::Naming::Named;
    references(text).into_iter().filter(named).map(|one| one.number).collect()
}

#[test]
fn numbers_of_invoices_orders_tickets_and_contracts_are_references() {
    for (text, number) in [
        ("vi scrivo per la fattura n. 2231 di marzo", "2231"),
        ("L'ordine 7741-KD non è arrivato", "7741KD"),
        ("Ticket 55210: chiuso", "55210"),
        ("con numero di pratica T-44871: lei non deve compilare nulla", "T44871"),
        ("contratto numero 88120", "88120"),
        ("my order number is 66-1782", "661782"),
        ("Re: booking QX77120", "QX77120"),
        ("invoice #30418 was paid", "30418"),
        ("fattura 118/2026", "1182026"),
    ] {
        assert_eq!(numbers(text), [number], "{text}");
    }
}

#[test]
fn dates_amounts_phones_codes_and_the_customers_own_numbers_are_none() {
    for text in [
        "entro il 14/03/2026 o il 2026-03-14, al più il 3/4",
        "la fattura da 612 euro, poi € 4.380,00 e 212,40",
        "ordine da £39.99",
        "tel. 333 1234567, oppure 0612345678 o +39 06 12345678",
        "codice fiscale RSSMRA80A01H501U, partita IVA 01234567890",
        "IBAN IT60X0542811101000000123456",
        "codice cliente 70033218",
        "la mia linea 0805550312",
        "alle 10:30 del 13th, 40cm, 100Mb",
        "contratto 2024",
        "scrivete a ordini2231@esempio.it",
    ] {
        assert_eq!(numbers(text), [] as [&str; 0], "{text}");
    }
}

fn piece<'a>(id: &'a str, text: &'a str) -> Piece<'a> {
    Piece { id, from: None, until: None, case: None, department: None, text }
}

fn ids<'a>(found: &Matters, pieces: &[Piece<'a>]) -> Vec<Vec<&'a str>> {
    let ids = |matter: &Vec<usize>| matter.iter().map(|place| pieces[*place].id).collect();
    found.matters.iter().map(ids).collect()
}

fn customer() -> Vec<Piece<'static>> {
    vec![
        piece("a", "Codice cliente 70033218. La caldaia perde acqua dalla valvola, chi viene?"),
        piece("b", "Sono il 70033218: la fattura n. 2231 è sbagliata, consumi stimati"),
        piece("c", "Cliente 70033218, la valvola della caldaia perde ancora acqua"),
        piece("d", "Nota: cliente 70033218 contesta fattura 2231"),
        piece("e", "Cliente 70033218 chiede il trasloco della linea a Bitonto"),
    ]
}

#[test]
fn a_number_and_words_link_and_say_which() {
    let pieces = customer();
    let found = matters(&pieces, &Background::default(), &Cut::default());
    assert_eq!(ids(&found, &pieces), [vec!["a", "c"], vec!["b", "d"], vec!["e"]]);
    let evidence: Vec<&Evidence> = found.links.iter().map(|link| &link.evidence).collect();
    assert_eq!(evidence[1], &Evidence::Numbers(vec!["2231".into()]));
    let Evidence::Words { words, .. } = evidence[0] else { panic!("{evidence:?}") };
    assert!(words.contains(&"caldaia".to_owned()) && words.contains(&"valvola".to_owned()));
}

#[test]
fn a_case_number_links_whatever_was_said_and_words_join_no_two_cases() {
    let mut pieces = customer();
    (pieces[0].case, pieces[4].case) = (Some("C-1"), Some("C-1"));
    pieces[2].case = Some("C-2");
    let found = matters(&pieces, &Background::default(), &Cut::default());
    assert_eq!(ids(&found, &pieces), [vec!["a", "e"], vec!["b", "d"], vec!["c"]]);
    assert_eq!(found.links[0].evidence, Evidence::Case("C-1".into()));
}

#[test]
fn many_days_between_make_words_weaker() {
    let mut pieces = customer();
    (pieces[0].from, pieces[2].from) = (Some(0), Some(400 * 86_400_000));
    let found = matters(&pieces, &Background::default(), &Cut::default());
    assert_eq!(ids(&found, &pieces), [vec!["a"], vec!["b", "d"], vec!["c"], vec!["e"]]);
}

#[test]
fn words_that_the_company_reads_every_day_link_nothing() {
    let mut background = Background::default();
    (0..200).for_each(|_| background.fold("la valvola della caldaia perde ancora acqua"));
    let pieces = customer();
    let found = matters(&pieces, &background, &Cut::default());
    assert_eq!(ids(&found, &pieces), [vec!["a"], vec!["b", "d"], vec!["c"], vec!["e"]]);
}

proptest! {
    #[test]
    fn any_order_gives_the_same_matters(order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle()) {
        let pieces = customer();
        let told = |pieces: &[Piece<'static>]| {
            let found = matters(pieces, &Background::default(), &Cut::default());
            let links: Vec<_> = found.links.iter()
                .map(|link| (pieces[link.one].id, pieces[link.other].id, link.evidence.clone()))
                .collect();
            (ids(&found, pieces), links)
        };
        let shuffled: Vec<Piece<'static>> = order.iter().map(|place| pieces[*place]).collect();
        prop_assert_eq!(told(&shuffled), told(&pieces));
    }

    #[test]
    fn any_text_has_numbers_only_of_its_own_letters(text in "[a-zè0-9 ./€'@-]{0,60}") {
        let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        for one in references(&text) {
            prop_assert!(letters.to_uppercase().contains(&one.number));
        }
    }
}
