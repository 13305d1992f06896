//! A value as the plain text that an export to CSV has for it: dates in ISO 8601, numbers exact.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::schema::{Meaning, Unit};

const SECONDS_A_DAY: i64 = 86_400;
const NANOS_A_SECOND: i64 = 1_000_000_000;
/// The day of 1970-01-01 as days are counted in a timestamp of 96 bits.
const JULIAN_EPOCH: i64 = 2_440_588;
/// Fractions as large or as small as this are written with a power of ten.
const PLAIN_FRACTIONS: std::ops::Range<f64> = 1e-7..1e21;

/// A value as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Raw<'a> {
    Truth(bool),
    Int(i64),
    Float(f32),
    Double(f64),
    Bytes(&'a [u8]),
    /// A timestamp of older writers: nanoseconds of the day, and the day.
    OldMoment {
        nanos: i64,
        day: u32,
    },
}

/// Writes a value; false where it ought to be text and is not.
pub(super) fn write(raw: Raw<'_>, meaning: Meaning, out: &mut String) -> bool {
    // Writing to a string cannot fail, here and below.
    match raw {
        Raw::Truth(truth) => out.push_str(if truth { "true" } else { "false" }),
        Raw::Int(number) => write_int(number, meaning, out),
        Raw::Float(number) => write_fraction(number.into(), format_args!("{number}"), out),
        Raw::Double(number) => write_fraction(number, format_args!("{number}"), out),
        Raw::Bytes(bytes) => return write_bytes(bytes, meaning, out),
        Raw::OldMoment { nanos, day } => write_old_moment(nanos, day, out),
    }
    true
}

fn write_int(number: i64, meaning: Meaning, out: &mut String) {
    match meaning {
        Meaning::Date => match number.checked_mul(SECONDS_A_DAY).and_then(moment_of) {
            Some(day) => drop(write!(out, "{}", day.date())),
            None => drop(write!(out, "{number}")),
        },
        Meaning::Time(unit) => write_time(number, unit, out),
        Meaning::Timestamp(unit, is_utc) => {
            let a_second = unit.a_second();
            let nanos = number.rem_euclid(a_second) * (NANOS_A_SECOND / a_second);
            if !write_moment(number.div_euclid(a_second), nanos, is_utc, out) {
                let _ = write!(out, "{number}");
            }
        }
        Meaning::Decimal(scale) => write_decimal(number.into(), scale, out),
        Meaning::Unsigned(bits) => drop(write!(out, "{}", number.cast_unsigned() & bits)),
        _ => drop(write!(out, "{number}")),
    }
}

fn moment_of(seconds: i64) -> Option<jiff::civil::DateTime> {
    Timestamp::from_second(seconds).ok().map(|moment| Offset::UTC.to_datetime(moment))
}

/// Writes a moment; midnight on the wall is the day alone. False beyond the years that have four
/// digits.
fn write_moment(seconds: i64, nanos: i64, is_utc: bool, out: &mut String) -> bool {
    let Some(moment) = moment_of(seconds) else { return false };
    let _ = write!(out, "{}", moment.date());
    if !is_utc && moment.time() == jiff::civil::Time::midnight() && nanos == 0 {
        return true;
    }
    out.push('T');
    write_clock(seconds.rem_euclid(SECONDS_A_DAY), nanos, out);
    if is_utc {
        out.push('Z');
    }
    true
}

fn write_time(number: i64, unit: Unit, out: &mut String) {
    let a_second = unit.a_second();
    let nanos = number.rem_euclid(a_second) * (NANOS_A_SECOND / a_second);
    write_clock(number.div_euclid(a_second), nanos, out);
}

fn write_clock(seconds: i64, nanos: i64, out: &mut String) {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let _ = write!(out, "{hours:02}:{minutes:02}:{rest:02}");
    if nanos > 0 {
        let _ = write!(out, ".{nanos:09}");
        out.truncate(out.trim_end_matches('0').len());
    }
}

fn write_decimal(number: i128, scale: u32, out: &mut String) {
    let digits = usize::try_from(scale).unwrap_or_default();
    if number < 0 {
        out.push('-');
    }
    let start = out.len();
    let _ = write!(out, "{:0width$}", number.unsigned_abs(), width = digits + 1);
    if digits > 0 {
        out.insert((out.len() - digits).max(start), '.');
    }
}

fn write_fraction(number: f64, shortest: std::fmt::Arguments<'_>, out: &mut String) {
    if number == 0.0 {
        out.push('0');
    } else if PLAIN_FRACTIONS.contains(&number.abs()) || number.is_infinite() {
        let _ = out.write_fmt(shortest);
    } else if !number.is_nan() {
        let _ = write!(out, "{number:e}");
    }
}

fn write_old_moment(nanos: i64, day: u32, out: &mut String) {
    let seconds = (i64::from(day) - JULIAN_EPOCH) * SECONDS_A_DAY;
    let seconds = seconds.saturating_add(nanos.div_euclid(NANOS_A_SECOND));
    if !write_moment(seconds, nanos.rem_euclid(NANOS_A_SECOND), false, out) {
        write_hex(&nanos.to_le_bytes(), out);
        write_hex(&day.to_le_bytes(), out);
    }
}

fn write_bytes(bytes: &[u8], meaning: Meaning, out: &mut String) -> bool {
    match (meaning, bytes) {
        (Meaning::Decimal(scale), _) => match signed(bytes) {
            Some(number) => write_decimal(number, scale, out),
            None => write_hex(bytes, out),
        },
        (Meaning::Uuid, bytes) if bytes.len() == 16 => {
            for (place, byte) in bytes.iter().enumerate() {
                if matches!(place, 4 | 6 | 8 | 10) {
                    out.push('-');
                }
                let _ = write!(out, "{byte:02x}");
            }
        }
        (Meaning::Half, &[low, high]) => {
            let number = half([low, high]);
            write_fraction(number, format_args!("{number}"), out);
        }
        (meaning, bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => out.push_str(text),
            Err(_) if meaning == Meaning::Text => {
                out.push_str(&String::from_utf8_lossy(bytes));
                return false;
            }
            Err(_) => write_hex(bytes, out),
        },
    }
    true
}

fn write_hex(bytes: &[u8], out: &mut String) {
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
}

/// A whole number of any length, the highest bytes first; none beyond 128 bits.
fn signed(bytes: &[u8]) -> Option<i128> {
    let fill = if bytes.first()? & 0x80 == 0 { 0 } else { 0xff };
    let mut number = [fill; 16];
    let kept = bytes.len().min(number.len());
    let (over, low) = bytes.split_at(bytes.len() - kept);
    let start = number.len() - kept;
    number.get_mut(start..)?.copy_from_slice(low);
    let fits = over.iter().all(|&byte| byte == fill) && number.first()? & 0x80 == fill & 0x80;
    fits.then(|| i128::from_be_bytes(number))
}

/// A binary fraction of 16 bits (IEEE 754).
fn half(bytes: [u8; 2]) -> f64 {
    let bits = u16::from_le_bytes(bytes);
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, part) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff) / 1024.0);
    sign * match exponent {
        0 => part * 2_f64.powi(-14),
        31 if part > 0.0 => f64::NAN,
        31 => f64::INFINITY,
        _ => (1.0 + part) * 2_f64.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests;
