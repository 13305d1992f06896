//! What `filo listen` is given: conversations one a line, a mailbox, a message or a table, told apart by
//! what stands in the file. Lines flow; a mailbox or a table is held until its last message is read,
//! because the messages of a conversation lie apart in it.

use std::fs::File;
use std::io::{Cursor, Read, stdin};
use std::path::Path;

use filo_intake::read::{self, Format, Options, TextLine, TextLines};
use filo_intake::row::{Reason, SetApart};

use crate::listen::lines::{self, Fault, Line};
use crate::listen::mail;
use crate::listen::table::{self, Field};
use crate::listen::talk::{Company, Talk};
use crate::problem::{Problem, Result};

/// The first bytes, by which a file is told.
const HEAD_BYTES: u64 = 1 << 16;
/// The longest line of a conversation, in bytes.
const LINE_BYTES_MAX: usize = 32 << 20;
/// The most that is held of a mailbox or a table, in bytes.
pub const HELD_BYTES_MAX: usize = 1 << 30;

/// What a person says about the file; all of it may be left out.
#[derive(Debug, Default)]
pub struct Choices {
    /// The company's domains or addresses.
    pub company: Vec<String>,
    /// The columns of a table that are not called as expected.
    pub columns: Vec<(Field, String)>,
}

/// What was found next.
#[derive(Debug)]
pub enum Found {
    /// A conversation.
    Talk(Box<Line>),
    /// A line, message or row that is set apart.
    Apart(u64, Why),
}

/// Why something is set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The line is no conversation.
    Fault(Fault),
    /// The reader says so.
    Reason(Reason),
}

/// Something to be said once about the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The key of its text, which has a place `$value`.
    pub key: &'static str,
    /// The value.
    pub value: String,
}

/// Counts what is held, and stops before it is too much.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    left: usize,
}

impl Held {
    /// At most so many bytes are held.
    #[must_use]
    pub fn at_most(bytes: usize) -> Self {
        Self { left: bytes }
    }

    /// Counts some bytes more.
    ///
    /// # Errors
    /// Where they are too many.
    pub fn add(&mut self, bytes: usize) -> Result<()> {
        let left = self.left.checked_sub(bytes);
        self.left = left.ok_or_else(|| Problem::new("listen-too-large"))?;
        Ok(())
    }
}

/// What was put together from a mailbox or a table.
#[derive(Debug)]
pub struct Gathered {
    talks: std::vec::IntoIter<Talk>,
    company: Company,
    apart: std::vec::IntoIter<SetApart>,
    notes: Vec<Note>,
    total: usize,
}

impl Gathered {
    /// Conversations, whose company it is, and what was set apart.
    #[must_use]
    pub fn new(talks: Vec<Talk>, company: Company, apart: Vec<SetApart>, notes: Vec<Note>) -> Self {
        let total = talks.len();
        Self { talks: talks.into_iter(), company, apart: apart.into_iter(), notes, total }
    }
}

/// A file of conversations that is being read.
#[derive(Debug)]
pub enum Input {
    /// One conversation a line.
    Lines(TextLines),
    /// A mailbox or a table.
    Gathered(Gathered),
}

/// What a file is told to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Lines,
    Reader(Format),
    Unknown,
}

impl Input {
    /// Opens a file, or standard input where its name is `-`.
    ///
    /// # Errors
    /// Where it cannot be read, is of no form that can be listened to, or holds too much.
    pub fn open(path: &Path, choices: &Choices) -> Result<Self> {
        let unreadable =
            |error| Problem::new("listen-file").with("file", path.display()).caused_by(error);
        let mut input: Box<dyn Read + Send> = if path == Path::new("-") {
            Box::new(stdin())
        } else {
            Box::new(File::open(path).map_err(unreadable)?)
        };
        let mut head = Vec::new();
        (&mut input).take(HEAD_BYTES).read_to_end(&mut head).map_err(unreadable)?;
        let form = form(&read::head(&head).map_err(unreadable)?, path, choices);
        Self::read(Box::new(Cursor::new(head).chain(input)), form, choices, HELD_BYTES_MAX)
            .map_err(|problem| problem.with("file", path.display()))
    }

    /// Reads all of some bytes as whatever they are told to be, and counts conversations and what is set
    /// apart; `None` where they are of no form. The way in of the fuzz target and of the test that
    /// replays its corpus.
    #[must_use]
    pub fn drain(bytes: &[u8], each: &mut dyn FnMut(&Line)) -> Option<(usize, usize)> {
        let choices = Choices::default();
        let form = form(&read::head(bytes).ok()?, Path::new("-"), &choices);
        let input = Box::new(Cursor::new(bytes.to_vec()));
        let mut input = Self::read(input, form, &choices, bytes.len() * 100 + (1 << 20)).ok()?;
        let (mut talks, mut apart) = (0, 0);
        while let Some(found) = input.step().ok()? {
            match found {
                Found::Talk(line) => {
                    talks += 1;
                    each(&line);
                }
                Found::Apart(..) => apart += 1,
            }
        }
        Some((talks, apart))
    }

    fn read(
        input: Box<dyn Read + Send>,
        form: Form,
        choices: &Choices,
        held: usize,
    ) -> Result<Self> {
        let broken = |error| Problem::new("listen-open").caused_by(error);
        let held = Held::at_most(held);
        match form {
            Form::Unknown => Err(Problem::new("listen-form")),
            Form::Lines => {
                let lines = TextLines::open(input, LINE_BYTES_MAX);
                let failed = |error| Problem::new("listen-read").caused_by(error);
                Ok(Self::Lines(lines.map_err(failed)?))
            }
            Form::Reader(Format::Csv) => {
                let opened = read::open_table(input, &Options::new(Format::Csv));
                table::gather(opened.map_err(broken)?, choices, held).map(Self::Gathered)
            }
            Form::Reader(format) => {
                let reader = read::open_bytes(input, &Options::new(format), &mail::wanted());
                mail::gather(reader.map_err(broken)?, &choices.company, held).map(Self::Gathered)
            }
        }
    }

    /// What is to be said about the file before its conversations.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        match self {
            Self::Lines(_) => &[],
            Self::Gathered(gathered) => &gathered.notes,
        }
    }

    /// The next conversation, or the next that is set apart; `None` at the end.
    ///
    /// # Errors
    /// Where the file cannot be read on.
    pub fn step(&mut self) -> Result<Option<Found>> {
        match self {
            Self::Gathered(gathered) => {
                if let Some(apart) = gathered.apart.next() {
                    return Ok(Some(Found::Apart(apart.line, Why::Reason(apart.reason))));
                }
                let Some(talk) = gathered.talks.next() else { return Ok(None) };
                let line = talk.line(&gathered.company);
                Ok(Some(line.map_or_else(
                    |fault| Found::Apart(0, Why::Fault(fault)),
                    |line| Found::Talk(Box::new(line)),
                )))
            }
            Self::Lines(lines) => loop {
                let step = lines.step();
                let step = step.map_err(|error| Problem::new("listen-read").caused_by(error))?;
                return Ok(match step {
                    None => None,
                    Some(TextLine::SetApart(apart)) => {
                        Some(Found::Apart(apart.line, Why::Reason(apart.reason)))
                    }
                    Some(TextLine::Line(_, line)) if line.trim().is_empty() => continue,
                    Some(TextLine::Line(number, line)) => Some(lines::parse(&line).map_or_else(
                        |fault| Found::Apart(number, Why::Fault(fault)),
                        |line| Found::Talk(Box::new(line)),
                    )),
                });
            },
        }
    }

    /// How far the file is listened to, of so many bytes.
    #[must_use]
    pub fn reached(&self, bytes: u64) -> u64 {
        match self {
            Self::Lines(lines) => lines.bytes_read().min(bytes),
            Self::Gathered(gathered) => {
                let whole = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
                let (left, total) = (whole(gathered.talks.len()), whole(gathered.total.max(1)));
                bytes - bytes / total * left.min(total)
            }
        }
    }
}

/// What a file is, by its beginning; where that tells nothing, by its name.
fn form(head: &str, path: &Path, choices: &Choices) -> Form {
    let named = Format::from_extension(path);
    let text = head.trim_start();
    let first = text.lines().next().unwrap_or_default();
    let begins = |line: &str| line.trim_start().starts_with('{');
    if text.is_empty() || begins(first) {
        return Form::Lines;
    }
    if head.contains('\0') || first.starts_with('[') || first.starts_with("%PDF") {
        return Form::Unknown;
    }
    let mut lines = text.lines();
    if first.starts_with("From ") && lines.nth(1).is_none_or(is_header_field) {
        return Form::Reader(Format::Mbox);
    }
    if is_header(text) {
        // Only a mailbox is cut at lines that begin with `From `: a letter may hold such a line.
        let is_mailbox = named == Some(Format::Mbox);
        return Form::Reader(if is_mailbox { Format::Mbox } else { Format::Eml });
    }
    let lines = head.lines().any(begins);
    match named {
        Some(Format::JsonLines) => Form::Lines,
        Some(Format::Mbox | Format::Eml) => Form::Reader(Format::Mbox),
        _ if lines && choices.columns.is_empty() => Form::Lines,
        _ if first.contains([',', ';', '\t', '|']) => Form::Reader(Format::Csv),
        Some(Format::Csv) => Form::Reader(Format::Csv),
        _ => Form::Unknown,
    }
}

fn is_header_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|letter| letter.is_ascii_graphic())
    })
}

/// Whether a text begins with the header of a message: fields up to a blank line, two of which every
/// message has.
fn is_header(text: &str) -> bool {
    const KNOWN: [&str; 10] = [
        "from",
        "to",
        "date",
        "subject",
        "message-id",
        "received",
        "return-path",
        "delivered-to",
        "mime-version",
        "content-type",
    ];
    let mut known = 0;
    for line in text.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        if !is_header_field(line) {
            return false;
        }
        let name = line.split(':').next().unwrap_or_default().to_lowercase();
        known += usize::from(KNOWN.contains(&name.as_str()));
    }
    known >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_what_stands_in_it() {
        let csv = Form::Reader(Format::Csv);
        for (name, head, found) in [
            ("x", "{\"messages\":[]}\n", Form::Lines),
            ("x", "\n  {\"id\":1", Form::Lines),
            ("x", "", Form::Lines),
            ("x", "cut\"}]}\n{\"messages\":[]}", Form::Lines),
            ("x.jsonl", "cut, \"n\":3}", Form::Lines),
            ("x.csv", "From a@b.it Mon\nSubject: x\n", Form::Reader(Format::Mbox)),
            ("x", "From: a@b.it\nSubject: x\n\nFrom now on: no", Form::Reader(Format::Eml)),
            ("x.mbox", "From: a@b.it\nTo: c@d.it\n", Form::Reader(Format::Mbox)),
            ("x.txt", "ticket;testo\n1;{\n", csv),
            ("x", "ticket,from,text\n", csv),
            ("x", "From,To,Text\na,b,c\n", csv),
            ("x", "From: a\nnothing else", Form::Unknown),
            ("x", "[{\"messages\":[]}]", Form::Unknown),
            ("x", "PK\u{3}\u{4}\0\0a,b", Form::Unknown),
            ("x", "only words", Form::Unknown),
        ] {
            assert_eq!(form(head, Path::new(name), &Choices::default()), found, "{name} {head}");
        }
    }

    #[test]
    fn what_is_held_has_an_end() {
        let table = "ticket,side,text\n1,customer,hello\n2,customer,hello\n".repeat(20);
        let read = |most| {
            let input = Box::new(Cursor::new(table.clone().into_bytes()));
            let form = Form::Reader(Format::Csv);
            Input::read(input, form, &Choices::default(), most).map(drop)
        };
        assert!(read(1 << 20).is_ok());
        assert!(read(1 << 10).unwrap_err().is("listen-too-large"));
    }
}
