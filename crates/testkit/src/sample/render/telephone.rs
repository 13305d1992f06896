//! Rows of the telephone systems: Asterisk's records and queue log.

use std::fmt::Write as _;

use crate::sample::dates::{Order, Stamp, push_date, push_time};
use crate::sample::event::Event;

fn moment(at: Stamp) -> String {
    let mut text = String::new();
    push_date(&mut text, at.day(), Order::YearFirst);
    text.push(' ');
    push_time(&mut text, at);
    text
}

fn number(event: &Event, field: &str) -> Option<i64> {
    event.get(field)?.parse().ok()
}

/// Adds the record of a call in the order of Asterisk's `cdr_csv`, every text in quotes.
pub(super) fn push_record(out: &mut String, event: &Event) {
    let text = |field| event.get(field).unwrap_or_default();
    let (phone, line, agent) = (text("phone"), text("line"), text("agent"));
    let is_out = text("direction") == "U";
    let is_person = text("outcome") == "ANSWERED";
    let (src, dst) = if is_out { (agent, phone) } else { (phone, line) };
    let at = event.written_at();
    let wait = number(event, "wait").unwrap_or(0);
    let talked = number(event, "talked").unwrap_or(0);
    let is_taken = text("disposition") == "ANSWERED";
    // A queue or an announcement takes the call at once; a person when they pick up.
    let answered_after = if text("app") == "Dial" { wait } else { 1 };
    let end = at.plus(wait + talked);
    let answer = if is_taken { moment(at.plus(answered_after)) } else { String::new() };
    let billed = if is_taken { wait + talked - answered_after } else { 0 };
    let channel =
        if is_out { format!("PJSIP/{agent}-0000{agent}") } else { "PJSIP/tr-0a1".to_owned() };
    let answering = match (is_out, is_person) {
        (true, _) => "PJSIP/tr-0b2".to_owned(),
        (false, true) => format!("PJSIP/{agent}-0000{agent}"),
        (false, false) if text("app") == "Dial" => "PJSIP/21-000021".to_owned(),
        (false, false) => String::new(),
    };
    let context = if is_out { "from-internal" } else { "from-trunk" };
    let data = match text("app") {
        "Queue" => "guasti",
        "Playback" => "fuori-orario",
        "BackGround" => "menu-guasti",
        _ => "PJSIP/21,30",
    };
    let _ = writeln!(
        out,
        "\"\",\"{src}\",\"{dst}\",\"{context}\",\"<{src}>\",\"{channel}\",\"{answering}\",\"{}\",\"{data}\",\"{}\",\"{answer}\",\"{}\",{},{billed},\"{}\",\"DOCUMENTATION\",\"{}\",\"\"",
        text("app"),
        moment(at),
        moment(end),
        wait + talked,
        text("disposition"),
        text("key"),
    );
}

/// The lines of a call in the queue, each with when it is written.
pub(super) fn queue_lines(event: &Event) -> Vec<(Stamp, String)> {
    let text = |field| event.get(field).unwrap_or_default();
    let at = event.written_at();
    let wait = number(event, "wait").unwrap_or(1);
    let line = |at: Stamp, agent: &str, rest: &str| {
        (at, format!("{}|{}|guasti|{agent}|{rest}\n", at.epoch(), text("key")))
    };
    let mut lines = vec![line(at, "NONE", &format!("ENTERQUEUE||{}|1", text("phone")))];
    match number(event, "talked") {
        Some(talked) => {
            let agent = "PJSIP/21";
            lines.push(line(at.plus(wait), agent, &format!("CONNECT|{wait}|{}.7|3", at.epoch())));
            let end = at.plus(wait + talked);
            lines.push(line(end, agent, &format!("COMPLETECALLER|{wait}|{talked}|1")));
        }
        None => lines.push(line(at.plus(wait), "NONE", &format!("ABANDON|1|2|{wait}"))),
    }
    lines
}

/// Adds the row of a sales call, in the order of columns that the office chose.
pub(super) fn push_sales(out: &mut String, event: &Event) {
    let text = |field| event.get(field).unwrap_or_default();
    let is_out = text("direction") == "U";
    let at = event.written_at();
    let slashed = |at: Stamp| moment(at).replace('-', "/");
    let wait = number(event, "wait").unwrap_or(0);
    let talked = number(event, "talked");
    let answered = talked.map(|_| slashed(at.plus(wait))).unwrap_or_default();
    let end = slashed(at.plus(wait + talked.unwrap_or(0)));
    let seconds = talked.unwrap_or(0);
    let agent = format!("Ext.{}", text("agent"));
    let line = crate::sample::story::SALES_LINE;
    let (from, to) = if is_out { (agent.as_str(), text("phone")) } else { (text("phone"), line) };
    let (from_type, final_type) =
        if is_out { ("Extension", "OutsideLine") } else { ("OutsideLine", "Extension") };
    let reason = if talked.is_some() { "TerminatedByDst" } else { "Failed_NoAnswer" };
    let _ = writeln!(
        out,
        "Call {},{},{:02}:{:02}:{:02},{},{answered},{end},{reason},{from},{to},{from_type},{final_type},",
        text("key"),
        text("key"),
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        slashed(at),
    );
}
