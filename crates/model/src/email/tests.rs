//! Addresses as people and programs write them.

use proptest::prelude::*;

use super::*;

#[test]
fn known_addresses() {
    for text in [
        "M.Rossi@Example.IT",
        " m.rossi@example.it ; ",
        "<m.rossi@example.it>",
        "mailto:m.rossi@example.it?subject=ciao",
        "Mario Rossi <m.rossi@example.it>",
        "\"Rossi, Mario\" <mailto:m.rossi@example.it>",
        "m.rossi@example.it.",
    ] {
        let email = Email::parse(text).unwrap();
        assert_eq!(email.as_str(), "m.rossi@example.it", "{text}");
        assert_eq!((email.local_part(), email.domain()), ("m.rossi", "example.it"));
    }
    for text in [
        "",
        "@",
        "a@b",
        "a@@b.it",
        "a@b@c.it",
        "a b@c.it",
        ".a@b.it",
        "a.@b.it",
        "a..b@c.it",
        "a@b..it",
        "a@-b.it",
        "a@b-.it",
        "a@.it",
        "a@b.1t",
        "a@b.i",
        "nd",
        "perché@b.it",
        "a@x.it b@x.it",
        "a@x.it; b@x.it",
    ] {
        assert_eq!(Email::parse(text), None, "{text}");
    }
    assert!(Email::parse(&format!("{}@b.it", "a".repeat(64))).is_some());
    assert!(Email::parse(&format!("{}@b.it", "a".repeat(65))).is_none());
}

#[test]
fn the_name_shown() {
    let name = |text| Email::parse_with_name(text).unwrap().0;
    assert_eq!(name("Mario Rossi <m@example.it>").as_deref(), Some("Mario Rossi"));
    assert_eq!(name("\"Rossi, Mario\" <m@example.it>").as_deref(), Some("Rossi, Mario"));
    assert_eq!(name("m@example.it <m@example.it>"), None);
    assert_eq!(name("m@example.it"), None);
}

#[test]
fn fillers_and_shared_mailboxes() {
    let email = |text| Email::parse(text).unwrap();
    for text in [
        "nd@nd.it",
        "x@x.it",
        "noemail@gmail.com",
        "no-email@firma.it",
        "nomail@nomail.it",
        "test1@gmail.com",
        "aaa@aaaa.it",
        "a@aaa.it",
        "nessuna@libero.it",
        "non.fornita@x.it",
        "assente@assente.it",
        "mario@example.com",
    ] {
        assert!(email(text).is_placeholder(), "{text}");
    }
    for text in
        ["m.rossi@gmail.com", "contestabile@libero.it", "nd.rossi@gmail.com", "fiat@fiat1.it"]
    {
        assert!(!email(text).is_placeholder(), "{text}");
    }
    for text in [
        "info@firma.it",
        "ufficio.acquisti@firma.it",
        "ordini2@firma.it",
        "servizio-clienti@firma.it",
    ] {
        assert!(email(text).is_shared_mailbox(), "{text}");
    }
    for text in ["informatica.rossi@firma.it", "mario.info@firma.it", "ammirati@firma.it"] {
        assert!(!email(text).is_shared_mailbox(), "{text}");
    }
}

#[test]
fn errors_do_not_repeat_the_value() {
    let error = serde_json::from_str::<Email>("\"secret\"").unwrap_err().to_string();
    assert!(!error.contains("secret"), "{error}");
}

proptest! {
    #[test]
    fn never_panics_and_reads_back(text in "\\PC*|[a-zA-Z.<>@: ;-]{0,8}@[a-z.-]{1,6}\\.[a-z;.>]{2,4}") {
        if let Some((_, email)) = Email::parse_with_name(&text) {
            prop_assert_eq!(Email::parse(&text), Some(email.clone()));
            prop_assert_eq!(Email::parse(email.as_str()), Some(email.clone()));
            let json = serde_json::to_string(&email).unwrap();
            prop_assert_eq!(serde_json::from_str::<Email>(&json).unwrap(), email);
        }
    }
}
