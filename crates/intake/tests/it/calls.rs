//! Telephone calls as exchanges record them.

use std::fmt::Write as _;

use filo_intake::read::{Exchange, Format, Limits, OpenError, Options, open_bytes};

use crate::support::{boxed, names, read, read_as};

/// What every call says, in the order of the columns below.
const WANTED: [&str; 7] =
    ["kind", "outcome", "direction", "phone", "line", "wait_seconds", "seconds"];

/// A record as `cdr_csv` writes it.
fn cdr(src: &str, dst: &str, dstchannel: &str, app: &str, times: (u32, u32), how: &str) -> String {
    let (duration, billed) = times;
    format!(
        "\"\",\"{src}\",\"{dst}\",\"from-trunk\",\"\"\"Anna, Verdi\"\" <{src}>\",\"SIP/trunk-0001\",\"{dstchannel}\",\
         \"{app}\",\"x,y\",\"2026-03-02 10:15:00\",\"\",\"2026-03-02 10:16:15\",{duration},{billed},\"{how}\",\
         \"DOCUMENTATION\",\"1772442900.7\",\"\"\n"
    )
}

/// The same as the sample of `cdr_custom` writes it.
fn custom(record: &str) -> String {
    // Taken apart by hand: the name moves to the front, the account behind the flags.
    let mut rest = record.trim_end().to_owned();
    let from = rest.find("\"\"\"Anna").expect("a name");
    let to = rest[from..].find(">\",").expect("its end") + from + 3;
    let clid: String = rest.drain(from..to).collect();
    let rest = rest.strip_prefix("\"\",").expect("an account").to_owned();
    format!("{clid}{}\n", rest.replace("\"DOCUMENTATION\",", "\"DOCUMENTATION\",\"\","))
}

#[test]
fn a_machine_that_answers_is_no_person() {
    for (dstchannel, app, how, found) in [
        ("SIP/201-0002", "Dial", "ANSWERED", "message||in|0461999999||12|63"),
        ("SIP/201-0002", "Queue", "ANSWERED", "message||in|0461999999|||63"),
        ("", "Queue", "ANSWERED", "attempt|machine|in|0461999999|600|75|63"),
        ("", "Playback", "ANSWERED", "attempt|machine|in|0461999999|600|75|63"),
        ("", "BackGround", "ANSWERED", "attempt|machine|in|0461999999|600|75|63"),
        ("SIP/201-0002", "VoiceMail", "ANSWERED", "attempt|machine|in|0461999999|600|75|63"),
        ("SIP/201-0002", "Dial", "NO ANSWER", "attempt|no_answer|in|0461999999||75|63"),
        ("SIP/201-0002", "Dial", "BUSY", "attempt|busy|in|0461999999||75|63"),
        ("", "Congestion", "CONGESTION", "attempt|failed|in|0461999999|600|75|63"),
    ] {
        let record = cdr("0461999999", "600", dstchannel, app, (75, 63), how);
        for text in [record.clone(), custom(&record)] {
            let read = read_as(Format::AsteriskCdr, text.clone(), &WANTED);
            let row = format!("1:{found}+at=2026-03-02 10:15:00+call=1772442900.7+lastapp={app}");
            assert_eq!((read.rows, read.set_apart), (vec![row], vec![]), "{text}");
        }
    }
}

#[test]
fn whose_a_call_is_depends_on_which_numbers_are_the_companys() {
    let exchange = Exchange {
        lines: vec!["199123456".into(), "+39 0461 111111".into()],
        outside_prefix: "0".into(),
        ..Exchange::default()
    };
    let options = Options { exchange, ..Options::new(Format::AsteriskCdr) };
    for (src, dst, found) in [
        ("3471234567", "199123456", Ok("in|3471234567|199123456")),
        ("201", "03471234567", Ok("out|3471234567|")),
        ("0461111111", "03471234567", Ok("out|3471234567|0461111111")),
        ("anonymous", "199123456", Ok("in||199123456")),
        ("201", "202", Err("internal-call")),
        ("201", "*97", Err("internal-call")),
        ("201", "199123456", Err("internal-call")),
        ("3471234567", "201", Ok("in|3471234567|")),
        ("3471234567", "s", Ok("in|3471234567|")),
    ] {
        let text = cdr(src, dst, "SIP/9-1", "Dial", (75, 63), "ANSWERED");
        let read = read(text, &options, &["direction", "phone", "line"]);
        match found {
            Ok(found) => {
                assert!(read.rows[0].starts_with(&format!("1:{found}+")), "{:?}", read.rows);
            }
            Err(reason) => assert_eq!(read.set_apart, [format!("1:{reason}")], "{src} {dst}"),
        }
    }
}

#[test]
fn a_header_and_given_names_come_before_the_signature() {
    let text = "calldate,src,dst,disposition,billsec,duration,lastapp,dstchannel,uniqueid,linkedid,did\n\
        2026-03-02 10:15:00,0461999999,201,ANSWERED,3.5,9.1,Dial,SIP/201-1,17.2,17.1,199123456\n";
    let found = read_as(Format::AsteriskCdr, text, &["line", "call", "wait_seconds", "kind"]);
    assert!(found.rows[0].starts_with("2:199123456|17.1|6|message"), "{:?}", found.rows);
    let (header, row) = text.split_once('\n').expect("two lines");
    let header = Some(names(&header.split(',').collect::<Vec<_>>()));
    let options = Options { header, ..Options::new(Format::AsteriskCdr) };
    assert!(read(row, &options, &["line"]).rows[0].starts_with("1:199123456"));
    let options = Options { header: Some(names(&["a", "b"])), ..options };
    let error = open_bytes(boxed(row), &options, &[]).err();
    assert!(matches!(error, Some(OpenError::NoHeader { .. })));
}

#[test]
fn a_record_in_no_known_order_is_set_apart_without_its_names() {
    let text = format!(
        "{}\"Anna Verdi\",1,2,3\n{}",
        cdr("0461999999", "600", "", "Queue", (75, 63), "ANSWERED"),
        cdr("0461999999", "600", "", "Queue", (75, 63), "SOMETHING")
    );
    let found = read_as(Format::AsteriskCdr, text, &WANTED);
    assert_eq!(
        (found.rows.len(), found.set_apart),
        (1, vec!["2:not-a-call".into(), "3:not-a-call".into()])
    );
    let mut reader =
        open_bytes(boxed("Anna Verdi,1"), &Options::new(Format::AsteriskCdr), &[]).unwrap();
    let filo_intake::row::Step::SetApart(apart) =
        reader.step(&mut filo_intake::row::Row::default()).unwrap()
    else {
        panic!("a record of nothing is a row");
    };
    assert_eq!(apart.raw, "");
    assert!(read_as(Format::AsteriskCdr, "", &WANTED).rows.is_empty());
}

/// A queue's log with its times counted from the beginning of the conversation.
fn log(lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |mut text, line| {
        let (second, rest) = line.split_once('|').expect("a time");
        let second: u64 = second.parse().expect("seconds");
        let _ = writeln!(text, "{}|{rest}", 1_772_442_900 + second);
        text
    })
}

const QUEUE: [&str; 8] =
    ["key", "kind", "outcome", "phone", "line", "wait_seconds", "seconds", "turn"];

#[track_caller]
fn check_log(lines: &[&str], rows: &[&str], set_apart: &[&str]) {
    let mut found = read_as(Format::QueueLog, log(lines), &QUEUE);
    for row in &mut found.rows {
        row.truncate(row.find("+direction").expect("the rest of a row"));
    }
    assert_eq!((found.rows, found.set_apart), (names(rows), names(set_apart)));
}

#[test]
fn a_call_is_put_together_from_the_lines_of_its_queue() {
    check_log(
        &[
            "0|NONE|NONE|NONE|QUEUESTART|",
            "1|NONE|NONE|SIP/201|PAUSE|lunch",
            "10|17.1|support|NONE|ENTERQUEUE||0461999999|1",
            "11|17.2|support|NONE|ENTERQUEUE||3471234567|2",
            "20|17.1|support|Anna Verdi|RINGNOANSWER|5000",
            "40|17.1|support|Anna Verdi|CONNECT|30|17.9|4",
            "71|17.2|support|NONE|ABANDON|1|2|60",
            "100|17.1|support|Anna Verdi|COMPLETECALLER|30|60|1",
            "110|17.3|support|NONE|ENTERQUEUE||3477777777|1",
            "170|17.3|support|NONE|EXITWITHTIMEOUT|1|1|60",
        ],
        &[
            "3:17.1|message||0461999999|support|30|60|1",
            "4:17.2|attempt|abandoned|3471234567|support|60||1",
            "9:17.3|attempt|no_answer|3477777777|support|60||1",
        ],
        &[],
    );
}

#[test]
fn a_call_in_several_queues_is_one_call() {
    check_log(
        &[
            "10|17.1|sales|NONE|ENTERQUEUE||0461999999|1",
            "70|17.1|sales|NONE|EXITWITHKEY|2|1|1|60",
            "75|17.1|support|NONE|ENTERQUEUE||0461999999|1",
            "105|17.1|support|Anna|CONNECT|30|17.9|4",
            "165|17.1|support|Anna|BLINDTRANSFER|700|default|30|60|1",
            "170|17.1|billing|NONE|ENTERQUEUE||0461999999|1",
            "200|17.1|billing|NONE|ABANDON|1|1|30",
        ],
        &["1:17.1|message||0461999999|support|90|60|1"],
        &[],
    );
}

#[test]
fn what_the_file_does_not_tell_is_set_apart() {
    check_log(
        &[
            "10|17.0|sales|Anna|COMPLETEAGENT|30|60|1",
            "10|17.1|sales|NONE|ENTERQUEUE||0461999999|1",
            "20|17.2|sales|NONE|ENTERQUEUE||0461999998|1",
            "50|17.2|sales|Anna|CONNECT|30|17.9|4",
            "60|broken line of Anna",
        ],
        // Taken by a person, however it went on.
        &["3:17.2|message||0461999998|sales|30||1"],
        &["5:not-a-call", "1:unfinished-call", "2:unfinished-call"],
    );
}

#[test]
fn agents_stand_in_no_value() {
    let text = log(&[
        "10|17.1|sales|Anna Verdi|ENTERQUEUE||0461999999|1",
        "20|17.1|sales|Anna Verdi|CONNECT|10|17.9|4",
        "30|17.1|sales|Anna Verdi|ATTENDEDTRANSFER|Anna Verdi|x|10|10|1",
        "40|17.1|sales|Anna Verdi|AGENTDUMP|",
        "50|Anna Verdi",
    ]);
    let found = read_as(Format::QueueLog, text, &[]);
    assert!(!found.rows.is_empty() && !format!("{found:?}").contains("Anna"), "{found:?}");
}

#[test]
fn open_calls_have_a_bound() {
    let mut lines = String::new();
    for call in 0..1000 {
        let _ = writeln!(lines, "17|{call}|sales|NONE|ENTERQUEUE||0461999999|1");
    }
    let limits = Limits { open_calls_max: 10, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::QueueLog) };
    let found = read(lines, &options, &[]);
    assert_eq!(found.set_apart.len(), 1000);
    // The oldest goes first, as soon as there is one too many.
    assert_eq!(found.set_apart[0], "1:unfinished-call");
}

#[test]
fn calls_long_over_are_not_kept_until_the_end() {
    let mut lines = Vec::new();
    for call in 0..2000_u64 {
        let at = call * 60;
        lines.push(format!("{at}|c{call}|sales|NONE|ENTERQUEUE||0461999999|1"));
        lines.push(format!("{}|c{call}|sales|NONE|ABANDON|1|1|9", at + 9));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let limits = Limits { open_calls_max: 200, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::QueueLog) };
    let found = read(log(&lines), &options, &["wait_seconds"]);
    assert_eq!((found.rows.len(), found.set_apart.len()), (2000, 0));
}

const THREE_CX: &str = "historyid,callid,duration,time-start,time-answered,time-end,reason-terminated,from-no,to-no,\
    from-dn,to-dn,dial-no,final-number,from-type,to-type,final-type,from-dispname,missed-queue-calls\n";

#[test]
fn calls_of_3cx_are_read_by_the_names_of_their_columns() {
    for (record, found) in [
        (
            "Call 77,a1,00:01:00,2026/03/02 10:15:00,2026/03/02 10:15:12,2026/03/02 10:16:12,TerminatedBySrc,\
             0461999999,Ext.800,10001,800,199123456,Ext.201,LineSet,Queue,Extension,Rossi,Anna Verdi",
            "message||in|0461999999|199123456|12|60|77",
        ),
        (
            "Call 78,a2,00:01:00,2026/03/02 10:15:00,2026/03/02 10:15:12,2026/03/02 10:16:12,TerminatedBySrc,\
             0461999999,Ext.800,10001,800,,Ext.800,LineSet,IVR,IVR,Rossi,",
            "attempt|machine|in|0461999999|800|72|60|78",
        ),
        (
            "Call 79,a3,00:00:00,2026/03/02 10:15:00,,2026/03/02 10:15:40,src_participant_terminated,\
             0461999999,Ext.201,10001,201,,Ext.201,Line,Extension,Extension,Rossi,",
            "attempt|abandoned|in|0461999999||40|0|79",
        ),
        (
            "Call 80,a4,,2026/03/02 10:15:00,,2026/03/02 10:15:40,Busy,\
             Ext.201,3471234567,201,10001,3471234567,3471234567,Extension,Line,Line,Anna Verdi,",
            "attempt|busy|out|3471234567||40||80",
        ),
    ] {
        let wanted =
            ["kind", "outcome", "direction", "phone", "line", "wait_seconds", "seconds", "call"];
        let read = read_as(Format::ThreeCxCdr, format!("{THREE_CX}{record}\n"), &wanted);
        assert!(read.rows[0].starts_with(&format!("2:{found}+")), "{read:?}");
        assert!(!format!("{read:?}").contains("Verdi"), "{read:?}");
    }
    let internal = "Call 81,a,,2026/03/02 10:15:00,,2026/03/02 10:15:40,x,Ext.201,Ext.202,,,202,,Extension,Extension,Extension,,";
    let found = read_as(Format::ThreeCxCdr, format!("{THREE_CX}{internal}\n"), &[]);
    assert_eq!(found.set_apart, ["2:internal-call"]);
}

#[test]
fn without_names_a_file_of_3cx_says_what_is_missing() {
    let (header, rest) =
        (THREE_CX.trim_end(), "Call 77,a1,00:01:00,2026/03/02 10:15:00,,,x,0461999999\n");
    let options = Options::new(Format::ThreeCxCdr);
    let error = open_bytes(boxed(rest), &options, &[]).expect_err("no names");
    assert_eq!(
        error.to_string(),
        "no line names the columns: let 3CX CDR write one, or name them with `header = [...]`"
    );
    let header = Some(names(&header.split(',').collect::<Vec<_>>()));
    let found = read(rest, &Options { header, ..options.clone() }, &["phone"]);
    assert!(found.rows[0].starts_with("1:0461999999"), "{found:?}");
    assert!(read("", &options, &[]).rows.is_empty());
}

#[test]
fn only_the_columns_of_calls_can_be_wanted() {
    for format in [Format::AsteriskCdr, Format::QueueLog, Format::ThreeCxCdr] {
        let error = open_bytes(boxed(""), &Options::new(format), &names(&["channel"])).err();
        assert!(matches!(error, Some(OpenError::MissingColumns { .. })));
    }
}
