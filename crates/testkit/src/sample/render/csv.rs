//! Rows of separated values, and the Windows encoding of some of them.

use super::push_value;
use crate::sample::dates::{Order, push_date, push_time};
use crate::sample::event::{Event, Value};
use crate::sample::source::Form;

/// Adds the row of an event.
pub(super) fn push(out: &mut String, event: &Event, separator: char, is_windows: bool) {
    let spec = event.source.spec();
    let mark = if is_windows { ',' } else { '.' };
    let at = event.written_at();
    for (place, &(_, field, form)) in spec.columns.iter().enumerate() {
        if place > 0 {
            out.push(separator);
        }
        match form {
            Form::Plain => match event.value(field) {
                Some(Value::Text(text)) => push_quoted(out, text, separator),
                Some(Value::Word(word)) => push_quoted(out, word, separator),
                Some(value) => push_value(out, value, spec.order, mark),
                None => {}
            },
            Form::Date => push_date(out, at.day(), spec.order),
            Form::Time => push_time(out, at),
            Form::Moment => {
                push_date(out, at.day(), spec.order);
                out.push(if spec.order == Order::YearFirst { 'T' } else { ' ' });
                push_time(out, at);
            }
        }
    }
    out.push_str(if is_windows { "\r\n" } else { "\n" });
}

/// Adds a text, within quotes where it holds what would end it.
pub(crate) fn push_quoted(out: &mut String, text: &str, separator: char) {
    if text.contains([separator, '"', '\n']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

/// The text in Windows-1252. The company's names and words need no more than Latin-1 of it; any other
/// letter becomes a question mark.
pub(super) fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
}
