//! Calls of an exchange and of its queues, and certified mail, from their files to the picture.

use crate::company::Company;

const CONFIG: &str = r#"[company]
name = "Prova"
[[department]]
name = "service"
people = 12
[[line]]
number = "199123456"
label = { it = "Assistenza", en = "Support" }
department = "service"
cost_per_minute = "0.30"
[[source]]
name = "calls"
department = "service"
preset = "asterisk-cdr"
path = "Master.csv"
[[source]]
name = "queues"
department = "service"
preset = "asterisk-queue-log"
path = "queue_log"
[[source]]
name = "pec"
department = "service"
kind = "message"
path = "pec.mbox"
direction = "in"
[[source]]
name = "sent"
department = "service"
kind = "message"
path = "sent.mbox"
direction = "out"
channel = "pec"
"#;

/// One need of Neri (a queue that nobody left, also seen by the exchange), one call of Galli that an
/// agent took although the exchange saw none, and a call between colleagues.
const CALLS: &str = "\
\"\",\"0461999901\",\"199123456\",\"in\",\"\"\"NERI\"\" <0461999901>\",\"SIP/trunk-1\",\"\",\"Queue\",\"a\",\"2026-06-02 10:00:00\",\"2026-06-02 10:00:01\",\"2026-06-02 10:02:01\",121,120,\"ANSWERED\",\"DOCUMENTATION\",\"1780387200.1\",\"\"
\"\",\"0461999901\",\"199123456\",\"in\",\"\"\"NERI\"\" <0461999901>\",\"SIP/trunk-1\",\"SIP/201-1\",\"Queue\",\"a\",\"2026-06-02 10:00:00\",\"\",\"2026-06-02 10:00:30\",30,0,\"NO ANSWER\",\"DOCUMENTATION\",\"1780387200.1\",\"\"
\"\",\"0461999902\",\"199123456\",\"in\",\"\"\"GALLI\"\" <0461999902>\",\"SIP/trunk-2\",\"\",\"Queue\",\"a\",\"2026-06-02 11:00:00\",\"2026-06-02 11:00:01\",\"2026-06-02 11:02:01\",121,120,\"ANSWERED\",\"DOCUMENTATION\",\"1780390800.2\",\"\"
\"\",\"201\",\"202\",\"int\",\"\"\"Anna Verdi\"\" <201>\",\"SIP/201-2\",\"SIP/202-1\",\"Dial\",\"b\",\"2026-06-02 12:00:00\",\"2026-06-02 12:00:05\",\"2026-06-02 12:01:00\",60,55,\"ANSWERED\",\"DOCUMENTATION\",\"1780394400.3\",\"\"
";

const QUEUES: &str = "\
1780387201|1780387200.1|assistenza|NONE|ENTERQUEUE||0461999901|1
1780387231|1780387200.1|assistenza|Anna Verdi|RINGNOANSWER|30000
1780387321|1780387200.1|assistenza|NONE|ABANDON|1|1|120
1780390801|1780390800.2|assistenza|NONE|ENTERQUEUE||0461999902|1
1780390811|1780390800.2|assistenza|Anna Verdi|CONNECT|10|1780390801.9|9
1780390920|1780390800.2|assistenza|Anna Verdi|COMPLETECALLER|10|109|1
";

const SENT: &str = "From x Mon Jun  1 09:00:00 2026
From: azienda@pec.example
To: neri@pec.example
Message-ID: <m1@azienda.example>
Date: Mon, 1 Jun 2026 09:00:00 +0200
Subject: Diffida

Si diffida.

";

/// A receipt whose certificate was lost: it names the message alone.
const RECEIPT: &str = "From x Mon Jun  1 09:01:00 2026
From: posta-certificata@gestore.example
To: azienda@pec.example
Message-ID: <r1@gestore.example>
Date: Mon, 1 Jun 2026 09:00:30 +0200
X-Ricevuta: avvenuta-consegna
X-Riferimento-Message-ID: <m1@azienda.example>
Subject: CONSEGNA: Diffida

Il messaggio e' stato consegnato.

";

fn company() -> Company {
    let company = Company::empty();
    for (name, text) in [
        ("filo.toml", CONFIG),
        ("Master.csv", CALLS),
        ("queue_log", QUEUES),
        ("sent.mbox", SENT),
        ("pec.mbox", RECEIPT),
    ] {
        company.write(name, text.as_bytes());
    }
    company
}

#[test]
fn a_call_that_two_files_tell_is_one_need_and_the_queue_is_believed() {
    let company = company();
    let woven = company.weave_well();
    let told = |name: &str| woven.sources.iter().find(|source| source.name == name).unwrap().tally;
    assert_eq!((told("calls").rows, told("calls").loaded, told("calls").set_apart), (4, 3, 1));
    assert_eq!((told("queues").rows, told("queues").loaded), (2, 2));
    let apart = company.run_well(&["--lang", "en", "set-apart"]);
    assert_eq!(
        apart.trim(),
        "Master.csv:4  a call between two extensions: it is about no customer"
    );
    let report: serde_json::Value =
        serde_json::from_str(&company.run_well(&["report", "--json", "--as-of", "2026-06-30"]))
            .unwrap();
    let findings = report["findings"].as_array().unwrap();
    let unanswered: Vec<_> =
        findings.iter().filter(|finding| finding["kind"] == "unanswered").collect();
    assert_eq!(unanswered.len(), 1, "{findings:?}");
    // The abandoned call of the queue alone shows it.
    assert_eq!(unanswered[0]["evidence"].as_array().unwrap().len(), 1, "{unanswered:?}");
}

#[test]
fn a_receipt_that_names_a_message_belongs_to_whom_it_was_sent() {
    let company = company();
    company.weave_well();
    let thread = company.run_well(&["--lang", "en", "thread", "neri@pec.example"]);
    assert!(thread.contains("receipt, certified mail, delivered, avvenuta-consegna"), "{thread}");
    // Seconds since 1970 are shown on the company's clock, beside the exchange's own times.
    let thread = company.run_well(&["--lang", "en", "thread", "0461999901"]);
    let times: Vec<&str> =
        thread.lines().filter_map(|line| line.strip_prefix("2 Jun 2026")).collect();
    assert!(
        times.len() == 3 && times.iter().all(|line| line.trim_start().starts_with("10:00")),
        "{thread}"
    );
}

#[test]
fn the_companys_people_are_in_no_file_of_the_store() {
    let company = company();
    company.weave_well();
    for file in company.store_files() {
        let bytes = std::fs::read(&file).unwrap();
        for name in ["Verdi", "SIP/201", "GALLI"] {
            let is_there = bytes.windows(name.len()).any(|window| window == name.as_bytes());
            assert!(!is_there, "`{name}` in {}", file.display());
        }
    }
}

#[test]
fn weaving_again_knows_every_call_and_a_longer_log_completes_an_unfinished_one() {
    let company = company();
    company.weave_well();
    company
        .append("queue_log", "1780400000|1780400000.4|assistenza|NONE|ENTERQUEUE||0461999903|1\n");
    let second = company.weave_well();
    assert_eq!((second.total.loaded, second.total.corrected, second.total.set_apart), (0, 0, 2));
    company.append("queue_log", "1780400060|1780400000.4|assistenza|NONE|ABANDON|1|1|60\n");
    let third = company.weave_well();
    assert_eq!((third.total.loaded, third.total.corrected, third.total.set_apart), (1, 0, 1));
}
