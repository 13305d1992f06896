//! Messages as customers and machines send them.

use std::fmt::Write as _;

use filo_intake::read::{Format, Limits, OpenError, Options, open_bytes};

use crate::support::{boxed, names, read, read_as};

const REPLY: &str = "Message-ID: <2@example.it>\r\nIn-Reply-To: <1@example.it>\r\n\
References: <0@example.it> <1@example.it>\r\nDate: Tue, 3 Mar 2026 10:15:00 +0100\r\n\
From: =?iso-8859-1?Q?Niccol=F2_Rossi?= <n.rossi@example.it>\r\n\
To: Servizio <servizio@example.it>, altro@example.it\r\nCc: capo@example.it\r\n\
Subject: =?utf-8?B?UmU6IGxhIGZhdHR1cmEg4oKsIDUw?=\r\nX-Ticket: 77\r\n\
Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
Ho gi=E0 pagato.\r\n\r\nCordiali saluti\r\nNiccol=F2\r\n\r\n\
Il giorno 2 marzo 2026 alle ore 9:00 Servizio <servizio@example.it> ha scritto:\r\n> Gentile cliente\r\n";

#[test]
fn a_reply_is_taken_apart() {
    let wanted = ["message_id", "in_reply_to", "references", "at", "from", "from_name", "to", "cc"];
    let found = read_as(Format::Eml, REPLY, &wanted);
    assert_eq!(
        found.rows,
        ["1:2@example.it|1@example.it|0@example.it; 1@example.it|2026-03-03T10:15:00+01:00|\
          n.rossi@example.it|Niccolò Rossi|servizio@example.it; altro@example.it|capo@example.it\
          +subject=Re: la fattura € 50"]
    );
    let wanted = ["text", "quoted", "signature", "layout", "header:x-ticket", "html", "automatic"];
    let found = read_as(Format::Eml, REPLY, &wanted);
    let new = "Ho già pagato.\n\n";
    let signature = "Cordiali saluti\nNiccolò\n\n";
    let quoted = "Il giorno 2 marzo 2026 alle ore 9:00 Servizio <servizio@example.it> ha scritto:\n\
                  > Gentile cliente\n";
    let layout = format!(
        "[[\"new\",{}],[\"signature\",{}],[\"quoted\",{}]]",
        new.len(),
        signature.len(),
        quoted.len()
    );
    assert!(found.rows[0].starts_with(&format!("1:{new}|{quoted}|{signature}|{layout}|77||+")));
}

#[test]
fn html_is_reduced_and_attachments_are_listed() {
    let text = "From: a@b.it\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n\
        --B\nContent-Type: text/html; charset=utf-8\n\n<p>Buongiorno,<script>x()</script></p><p>no.</p>\n\
        --B\nContent-Type: application/pdf; name=\"f.pdf\"\nContent-Disposition: attachment; filename=\"f.pdf\"\n\
        Content-Transfer-Encoding: base64\n\nAAAA\n--B--\n";
    let found = read_as(Format::Eml, text, &["text", "html", "attachments", "layout"]);
    assert_eq!(
        found.rows,
        [
            "1:Buongiorno,\n\nno.\n|true|f.pdf (application/pdf, 3)|[[\"new\",17]]+from=a@b.it+subject=x"
        ]
    );
    let both = "From: a@b.it\nContent-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n\n\
        plain\n--B\nContent-Type: text/html\n\n<b>rich</b>\n--B--\n";
    let found = read_as(Format::Eml, both, &["text", "html"]);
    assert!(found.rows[0].starts_with("1:plain"), "{:?}", found.rows);
    assert!(found.rows[0].ends_with("|+from=a@b.it"), "{:?}", found.rows);
}

#[test]
fn machines_are_recognised() {
    for (header, automatic) in [
        ("Auto-Submitted: auto-replied", "true"),
        ("Auto-Submitted: no", ""),
        ("X-Autoreply: yes", "true"),
        ("Precedence: bulk", "true"),
        ("Precedence: list", ""),
        ("Return-Path: <>", "true"),
        ("Return-Path: <a@b.it>", ""),
    ] {
        let text = format!("From: a@b.it\n{header}\n\nx\n");
        let found = read_as(Format::Eml, text, &["automatic", "from"]);
        assert_eq!(found.rows, [format!("1:{automatic}|a@b.it")], "{header}");
    }
}

#[test]
fn a_date_that_cannot_be_is_not_lost() {
    let found = read_as(Format::Eml, "From: a@b.it\nDate: yesterday\n\nx\n", &["at"]);
    assert_eq!(found.rows, ["1:yesterday+from=a@b.it"]);
}

#[test]
fn an_mbox_is_split_at_its_messages() {
    let text = "From a@b Mon Mar  2 10:00:00 2026\nFrom: a@b.it\n\nOne.\n>From here.\nFrom there.\n\n\
        From the beginning\nstill one\n\nFrom a@b Mon Mar  2 11:00:00 2026\nSubject: two\n\nTwo.\n";
    let found = read_as(Format::Mbox, text, &["text"]);
    assert_eq!(
        found.rows,
        [
            "1:One.\nFrom here.\nFrom there.\n\nFrom the beginning\nstill one\n\n+from=a@b.it",
            "11:Two.\n+subject=two"
        ]
    );
}

#[test]
fn a_long_message_is_set_apart_alone() {
    let mut text = String::new();
    for (index, size) in [10, 2_000_000, 10].into_iter().enumerate() {
        let _ = write!(text, "From x\nSubject: {index}\n\n{}\n\n", "word ".repeat(size / 5));
        let _ = write!(text, "{}", "short line\n".repeat(size / 50));
        text.push('\n');
    }
    let limits = Limits { message_bytes_max: 10_000, ..Limits::default() };
    let found = read(text, &Options { limits, ..Options::new(Format::Mbox) }, &["subject"]);
    assert_eq!((found.rows.len(), found.set_apart), (2, vec!["7:too-long".to_owned()]));
}

#[test]
fn what_is_no_message_is_set_apart() {
    let found = read_as(Format::Eml, "just some text\nwithout a header\n", &[]);
    assert_eq!(found.set_apart, ["1:not-a-message"]);
    assert!(read_as(Format::Mbox, "", &[]).set_apart.is_empty());
    let error = open_bytes(boxed(REPLY), &Options::new(Format::Eml), &names(&["body"])).err();
    assert!(matches!(error, Some(OpenError::MissingColumns { .. })));
}

#[test]
fn nested_parts_do_not_exhaust_the_stack() {
    let mut text = "From: a@b.it\n".to_owned();
    for level in 0..5000 {
        let _ = write!(text, "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
    }
    assert_eq!(read_as(Format::Eml, text, &["from"]).rows.len(), 1);
    let text = "From: a@b.it\nContent-Type: message/rfc822\n\n".repeat(5000);
    assert_eq!(read_as(Format::Eml, text, &["from"]).rows.len(), 1);
}
