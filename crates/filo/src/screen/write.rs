//! A screened list as it is written: every byte of it, and what was found beside each row.

use filo_store::verdict::VerdictId;

use encoding_rs::WINDOWS_1252;

use super::judge::Answered;
use super::list::{Habits, Kind, List, ListRow, Written, field_count};
use crate::texts::Texts;

/// How many columns are added.
pub const ADDED: usize = 5;

/// What is written beside each row.
#[derive(Debug)]
pub struct Beside<'a> {
    /// The verdicts, in the order of the rows.
    pub answered: &'a [Answered],
    /// Their ids; none where they were not kept.
    pub ids: &'a [VerdictId],
    /// The words.
    pub texts: &'a Texts,
}

impl Beside<'_> {
    /// The headings of what is added; one that the list has already is told apart.
    #[must_use]
    pub fn headings(&self, list: &List) -> [String; ADDED] {
        ["verdict", "reason", "instead", "card", "decision"].map(|name| {
            let heading = self.texts.say(&format!("screen-column-{name}"), &[]);
            let mut own = heading.clone();
            let mut count = 1;
            while list.header.contains(&own) {
                count += 1;
                own = format!("{heading} ({count})");
            }
            own
        })
    }

    /// What is added to a row.
    #[must_use]
    pub fn cells(&self, place: usize) -> [String; ADDED] {
        let Some(one) = self.answered.get(place) else { return Default::default() };
        let answer = self.texts.word("answer", one.answer.name());
        let id = self.ids.get(place).map(ToString::to_string).unwrap_or_default();
        [answer, one.reason.clone(), one.instead.clone(), one.cards.clone(), id]
            .map(|cell| harmless(&cell))
    }
}

/// Text that no spreadsheet takes for a formula, on one line.
pub(crate) fn harmless(text: &str) -> String {
    let text = text.replace(['\r', '\n', '\t', '\0'], " ");
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

/// The list as text, each row as it stood with what is added at its end.
#[must_use]
pub fn text(list: &List, beside: &Beside<'_>) -> Vec<u8> {
    match &list.kind {
        Kind::Text { habits, text, header_end } => kept(list, *habits, text, *header_end, beside),
        Kind::Workbook => {
            let mut out = Out::new(Habits::PLAIN);
            let places: Vec<usize> = (0..list.header.len()).collect();
            out.fields(places.iter().map(|place| list.heading(*place)));
            out.more(&beside.headings(list));
            out.end_line();
            for (number, row) in list.rows.iter().enumerate() {
                out.fields(places.iter().map(|place| row.value(*place)));
                out.more(&beside.cells(number));
                out.end_line();
            }
            out.bytes()
        }
    }
}

fn kept(
    list: &List,
    habits: Habits,
    text: &[u8],
    header_end: usize,
    beside: &Beside<'_>,
) -> Vec<u8> {
    let mut out = Out::new(habits);
    let mut copied = 0;
    let mut copy = |out: &mut Out, end: usize| {
        out.raw.extend_from_slice(text.get(copied..end).unwrap_or_default());
        copied = end;
    };
    copy(&mut out, header_end);
    out.more(&beside.headings(list));
    for (number, row) in list.rows.iter().enumerate() {
        copy(&mut out, row.span.end);
        let bytes = text.get(row.span.clone()).unwrap_or_default();
        let cells = beside.cells(number);
        let count = field_count(bytes, habits.separator);
        let width = list.header.len();
        if row.is_readable && count == width + 1 {
            // The separator at the end of the row begins what is added.
            out.fields(cells.iter().map(String::as_str));
            continue;
        }
        for _ in count..width {
            out.raw.push(habits.separator);
        }
        out.more(&cells);
    }
    copy(&mut out, text.len());
    out.bytes()
}

/// Some columns of some rows, and nothing of what was added.
#[must_use]
pub fn chosen<'a>(
    list: &List,
    places: &[usize],
    rows: impl Iterator<Item = &'a ListRow>,
) -> Vec<u8> {
    let habits = match &list.kind {
        Kind::Text { habits, .. } => *habits,
        Kind::Workbook => Habits::PLAIN,
    };
    let mut out = Out::new(habits);
    out.fields(places.iter().map(|place| list.heading(*place)));
    out.end_line();
    for row in rows {
        out.fields(places.iter().map(|place| row.value(*place)));
        out.end_line();
    }
    out.bytes()
}

/// Separated values under way. Of UTF-16, the text is UTF-8 until the end.
struct Out {
    raw: Vec<u8>,
    habits: Habits,
}

impl Out {
    fn new(habits: Habits) -> Self {
        Self { raw: Vec::new(), habits }
    }

    fn fields<'t>(&mut self, fields: impl Iterator<Item = &'t str>) {
        for (place, field) in fields.enumerate() {
            if place > 0 {
                self.raw.push(self.habits.separator);
            }
            self.field(field);
        }
    }

    /// Fields after others.
    fn more(&mut self, fields: &[String]) {
        for field in fields {
            self.raw.push(self.habits.separator);
            self.field(field);
        }
    }

    fn field(&mut self, text: &str) {
        let separator = char::from(self.habits.separator);
        let needs = text.contains([separator, '"', '\r', '\n']) || text.trim() != text;
        if self.habits.quoted || needs {
            let text = format!("\"{}\"", text.replace('"', "\"\""));
            self.push(&text);
        } else {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if self.habits.written != Written::Windows1252 || text.is_ascii() {
            self.raw.extend_from_slice(text.as_bytes());
            return;
        }
        for letter in text.chars() {
            let mut space = [0; 4];
            let (bytes, _, is_foreign) = WINDOWS_1252.encode(letter.encode_utf8(&mut space));
            self.raw.extend_from_slice(if is_foreign { b"?" } else { &bytes });
        }
    }

    fn end_line(&mut self) {
        self.raw.extend_from_slice(self.habits.line_end.as_bytes());
    }

    fn bytes(self) -> Vec<u8> {
        match self.habits.written {
            Written::Utf8 { marked: true } => [b"\xef\xbb\xbf", &self.raw[..]].concat(),
            Written::Utf8 { .. } | Written::Windows1252 => self.raw,
            Written::Utf16 { little } => {
                let text = String::from_utf8_lossy(&self.raw);
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                units
                    .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                    .collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_ours_is_never_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@x"), "'@x");
        assert_eq!(harmless("a\r\nb"), "a  b");
    }

    #[test]
    fn letters_that_an_encoding_lacks_become_question_marks() {
        let habits = Habits { written: Written::Windows1252, ..Habits::PLAIN };
        let mut out = Out::new(habits);
        out.fields(["è · «x»", "日;"].into_iter());
        assert_eq!(out.bytes(), b"\xe8 \xb7 \xabx\xbb;\"?;\"");
    }
}
