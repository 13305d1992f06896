//! The value of a cell as plain text.

use std::fmt::Write as _;

use calamine::{DataRef, ExcelDateTime};

use crate::read::CellKind;

/// The first serial number past the year 9999, the last that spreadsheets know.
const SERIAL_END: f64 = 2_958_466.0;
const SECONDS_A_DAY: f64 = 86_400.0;

/// What a value is.
pub(super) fn kind(value: &DataRef<'_>) -> CellKind {
    match value {
        DataRef::Int(_) | DataRef::Float(_) => CellKind::Number,
        DataRef::DateTime(_) => CellKind::Moment,
        DataRef::Bool(_) => CellKind::Truth,
        _ => CellKind::Text,
    }
}

/// Appends the text of a value; nothing for an empty cell or an error.
pub(super) fn write(value: &DataRef<'_>, out: &mut String) {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            out.push_str(text);
        }
        DataRef::SharedString(text) => out.push_str(text),
        DataRef::Int(number) => {
            // Writing to a string cannot fail, here and below.
            let _ = write!(out, "{number}");
        }
        DataRef::Float(number) => write_number(*number, out),
        DataRef::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        DataRef::DateTime(moment) => write_moment(moment, out),
        DataRef::Error(_) | DataRef::Empty => {}
    }
}

/// A number as a spreadsheet shows it: fifteen digits count, and none for a whole number's rest.
fn write_number(number: f64, out: &mut String) {
    let shown = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    // Adding zero turns the negative zero into the plain one.
    let _ = write!(out, "{}", shown + 0.0);
}

fn write_moment(moment: &ExcelDateTime, out: &mut String) {
    let serial = moment.as_f64();
    if !(0.0..SERIAL_END).contains(&serial) {
        return write_number(serial, out);
    }
    if moment.is_duration() {
        let seconds = (serial * SECONDS_A_DAY).round();
        let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        let (minutes, seconds) = ((rest / 60.0).floor(), rest % 60.0);
        let _ = write!(out, "{hours:02}:{minutes:02}:{seconds:02}");
        return;
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    if serial >= 1.0 {
        let _ = write!(out, "{year:04}-{month:02}-{day:02}");
        if (hour, minute, second, milli) == (0, 0, 0, 0) {
            return;
        }
        out.push('T');
    }
    let _ = write!(out, "{hour:02}:{minute:02}:{second:02}");
    if milli > 0 {
        let _ = write!(out, ".{milli:03}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn text(value: &DataRef<'_>) -> String {
        let mut out = String::new();
        write(value, &mut out);
        out
    }

    #[test]
    fn numbers_are_as_people_see_them() {
        for (number, shown) in [
            (5.0, "5"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1234.56, "1234.56"),
            (393_331_234_567.0, "393331234567"),
            (-12.5, "-12.5"),
        ] {
            assert_eq!(text(&DataRef::Float(number)), shown);
        }
    }

    #[test]
    fn dates_are_iso() {
        let moment = |serial, kind| DataRef::DateTime(ExcelDateTime::new(serial, kind, false));
        let date = ExcelDateTimeType::DateTime;
        assert_eq!(text(&moment(46_112.0, date)), "2026-03-31");
        assert_eq!(text(&moment(46_112.427_083_333_3, date)), "2026-03-31T10:15:00");
        assert_eq!(text(&moment(0.5, date)), "12:00:00");
        assert_eq!(text(&moment(1.5, ExcelDateTimeType::TimeDelta)), "36:00:00");
        assert_eq!(text(&moment(9e9, date)), "9000000000");
    }
}
