//! Quotes and fields of separated values, looked at without taking them apart.

/// Where a walk over separated values stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// After a quote inside a quoted field: the end of the field, or the first half of `""`.
    QuoteInQuoted,
}

fn after(state: State, byte: u8, separator: u8) -> State {
    match (state, byte) {
        (State::Quoted, b'"') => State::QuoteInQuoted,
        (State::Quoted, _) | (State::FieldStart | State::QuoteInQuoted, b'"') => State::Quoted,
        (_, b'\n' | b'\r') => State::FieldStart,
        (_, byte) if byte == separator => State::FieldStart,
        _ => State::Plain,
    }
}

/// Whether a row's bytes end inside a quoted field.
pub(super) fn ends_in_quote(bytes: &[u8], separator: u8) -> bool {
    let end = bytes.iter().fold(State::FieldStart, |state, &byte| after(state, byte, separator));
    end == State::Quoted
}

/// The number of fields of each of the first rows; the last row counts even when it is cut.
pub(super) fn field_counts(bytes: &[u8], separator: u8, rows_max: usize) -> Vec<usize> {
    let mut counts = Vec::new();
    let mut state = State::FieldStart;
    let (mut fields, mut empty) = (1, true);
    for &byte in bytes {
        let quoted = state == State::Quoted;
        state = after(state, byte, separator);
        if !quoted && byte == separator {
            fields += 1;
            empty = false;
        } else if !quoted && matches!(byte, b'\n' | b'\r') {
            if !empty {
                counts.push(fields);
            }
            if counts.len() >= rows_max {
                return counts;
            }
            (fields, empty) = (1, true);
        } else {
            empty = false;
        }
    }
    if !empty {
        counts.push(fields);
    }
    counts
}

/// The separator that most rows of a sample agree on; a comma when none does.
pub(super) fn find_separator(sample: &[u8]) -> u8 {
    const ROWS: usize = 25;
    let mut best = (0, 0, b',');
    for separator in [b',', b';', b'\t', b'|'] {
        let counts = field_counts(sample, separator, ROWS);
        let Some(&header) = counts.first() else { continue };
        if header < 2 {
            continue;
        }
        let agreeing = counts.iter().filter(|&&count| count == header).count();
        if (agreeing, header) > (best.0, best.1) {
            best = (agreeing, header, separator);
        }
    }
    best.2
}

/// The separator that a first line `sep=;` tells, as spreadsheets write it.
pub(super) fn told_separator(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_end();
    let rest = line.get(..4).filter(|start| start.eq_ignore_ascii_case(b"sep="));
    match (rest, line.get(4..)) {
        (Some(_), Some([separator])) => Some(*separator),
        // The trimming above takes a tab away too.
        (Some(_), Some([])) => Some(b'\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_followed() {
        assert!(ends_in_quote(b"a;\"b\nc", b';'));
        assert!(ends_in_quote(b"a;\"b\"\"", b';'));
        assert!(!ends_in_quote(b"a;\"b\"", b';'));
        assert!(!ends_in_quote(b"a;5\" pipe", b';'));
    }

    #[test]
    fn the_separator_is_the_one_rows_agree_on() {
        assert_eq!(find_separator(b"name;amount\nRossi;1,50\nBianchi;2,30\n"), b';');
        assert_eq!(find_separator(b"a,b\n\"x;y;z\",2\n"), b',');
        assert_eq!(find_separator(b"a\tb\n1\t2\n"), b'\t');
        assert_eq!(find_separator(b"a|b\n1|2\n"), b'|');
        assert_eq!(find_separator(b"one\n"), b',');
        assert_eq!(told_separator(b"sep=;\r\n"), Some(b';'));
        assert_eq!(told_separator(b"sep=\t\n"), Some(b'\t'));
        assert_eq!(told_separator(b"separator;x\n"), None);
    }
}
