//! What customers write is heard: an act is held because they wrote it, until a person says whether it is so.

use serde_json::Value;

use crate::company::Company;

/// The export that gets one more line.
const TICKETS: &str = "customer_service/tickets_2026-06-30.csv";

/// Somebody who is in the help desk, and what they write.
const CONTACT: &str = "H9233529";
const ASKED: &str = "Buongiorno, vi avevo chiesto di non farmi pagare tutto insieme il conguaglio.";

fn written(words: &str) -> Company {
    let company = Company::committed();
    let line = format!(
        "TE9900000001,T9900000001,{CONTACT},2026-06-20T10:00:00,customer_message,open,web,,,,,,,,,\"{words}\"\n"
    );
    company.append(TICKETS, &line);
    company.weave_well();
    company
}

/// The guard's answer to whether several periods may be billed at once.
fn asked(company: &Company) -> Value {
    let args = ["ask", "--action", "bill_in_one_sum", "--on", "2026-06-25", "--dry-run", "--json"];
    serde_json::from_str(&company.run_well(&[&args[..], &[CONTACT]].concat())).unwrap()
}

#[test]
fn an_act_is_held_because_the_customer_wrote_so_until_a_person_decides() {
    let company = written(ASKED);
    let held = asked(&company);
    assert_eq!(held["answer"], "hold", "{held}");
    let card = &held["parts"][0]["cards"][0];
    assert_eq!(
        (&card["card"], &card["missing"][0]["why"]),
        (&"FAT-01".into(), &"suspected".into())
    );
    let heard = &card["heard"][0];
    assert!(ASKED.contains(heard["quote"].as_str().unwrap()), "{heard}");
    assert!(!held["parts"][0]["instead"].as_array().unwrap().is_empty());
    let finding = heard["finding"].as_str().unwrap();

    company.run_well(&["findings", "confirm", finding, "--reason", "lo chiede"]);
    assert_eq!(asked(&company)["answer"], "refuse");
    company.run_well(&["findings", "reject", finding, "--reason", "parlava d'altro"]);
    assert_eq!(asked(&company)["answer"], "allow");
    company.run_well(&["findings", "undo", "2", "--reason", "no, era così"]);
    assert_eq!(asked(&company)["answer"], "refuse");
}

#[test]
fn what_is_only_supposed_or_not_said_holds_nothing() {
    let company = written("Grazie, se mai dovessi pagare tutto insieme vi avviso. Cordiali saluti");
    assert_eq!(asked(&company)["answer"], "allow");
}

#[test]
fn weaving_again_hears_nothing_anew_and_the_store_keeps_no_words_of_what_was_heard() {
    let company = written(ASKED);
    assert_eq!(company.weave_well().heard, 0);
    let store = company.store();
    let heard = store.heard_list().unwrap();
    let sign = heard.signs.iter().find(|sign| sign.kind == "not_in_one_sum").unwrap();
    let entry = store.entry_fetch(&[sign.place.seq]).unwrap().pop().unwrap();
    let text = entry.text.unwrap().text;
    let place = sign.place.start.try_into().unwrap()..sign.place.end.try_into().unwrap();
    assert_eq!(text.get::<std::ops::Range<usize>>(place), Some(ASKED));
}
