//! A JSON object per line; fields without a value are left out.

use super::push_value;
use crate::sample::dates::push_offset_time;
use crate::sample::event::Event;
use crate::sample::source::Form;

/// Adds the object of an event.
pub(super) fn push(out: &mut String, event: &Event) {
    let spec = event.source.spec();
    let mut separator = '{';
    for &(header, field, form) in spec.columns {
        let mut text = String::new();
        match (form, event.value(field)) {
            (Form::Plain, Some(value)) => push_value(&mut text, value, spec.order, '.'),
            (Form::Plain, None) => continue,
            _ => push_offset_time(&mut text, event.written_at()),
        }
        out.push(separator);
        // A string's `Display` as a JSON value escapes what must be escaped.
        out.push_str(&format!("\"{header}\":{}", serde_json::Value::String(text)));
        separator = ',';
    }
    out.push_str("}\n");
}
