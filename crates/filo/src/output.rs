//! Where data and words go: data to standard output, everything else to standard error.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::weave::Progress;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

/// Prints data to standard output. A closed pipe, as after `| head`, is no failure.
///
/// # Errors
/// Where standard output cannot be written for another reason.
pub fn data(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Problem::new("output").caused_by(error))
        }
        _ => Ok(()),
    }
}

/// Prints data as JSON.
///
/// # Errors
/// As [`data`].
pub fn json(value: &impl serde::Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Problem::new("output").caused_by(error))?;
    data(&text)
}

/// Prints data as JSON on one line, straight to standard output: for what may be large.
///
/// # Errors
/// As [`data`].
pub fn json_line(value: &impl serde::Serialize) -> Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = serde_json::to_writer(&mut out, value).map_err(io::Error::from);
    match written.and_then(|()| writeln!(out)).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Problem::new("output").caused_by(error))
        }
        _ => Ok(()),
    }
}

/// A cell of a table of values, quoted where it has to be. What a spreadsheet would take for a formula is made a text; a
/// telephone number is none.
#[must_use]
pub fn csv_cell(cell: &str) -> String {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_formula = match cell.as_bytes().first() {
        Some(b'=' | b'@' | b'\t' | b'\r') => true,
        Some(b'+' | b'-') => !is_number(&cell[1..]),
        _ => false,
    };
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

/// Writes a file beside its place first, so that a file that is there is whole; `-` is standard output.
///
/// # Errors
/// As [`data`], and what `wrong` says where the file cannot be written.
pub fn file(path: &Path, text: &str, wrong: impl Fn(io::Error) -> Problem) -> Result<()> {
    if path == Path::new("-") {
        return data(text);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    std::fs::write(&beside, text).map_err(&wrong)?;
    std::fs::rename(&beside, path).map_err(&wrong)
}

/// Says something on standard error; that it cannot be said stops nothing.
pub fn say(text: &str) {
    drop(writeln!(io::stderr().lock(), "{text}"));
}

/// A progress bar on standard error, with rate and time left; silent where nobody watches.
pub struct Bar {
    bar: ProgressBar,
    examining: String,
    reading: String,
    linking: String,
    hearing: String,
    /// It is shown only once its work has taken a second.
    is_late: bool,
}

impl std::fmt::Debug for Bar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bar").finish_non_exhaustive()
    }
}

impl Bar {
    /// A bar that is shown on a terminal unless `quiet`.
    #[must_use]
    pub fn new(texts: &Texts, quiet: bool) -> Self {
        let shown = !quiet && io::stderr().is_terminal();
        let target = if shown {
            ProgressDrawTarget::stderr_with_hz(8)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let template = format!(
            "{{msg}} {{wide_bar}} {{bytes}}/{{total_bytes}} · {{prefix}} · {} {{eta}}",
            texts.say("progress-left", &[])
        );
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self {
            bar,
            examining: texts.say("progress-examining", &[]),
            reading: texts.say("progress-reading", &[]),
            linking: texts.say("progress-linking", &[]),
            hearing: texts.say("progress-hearing", &[]),
            is_late: false,
        }
    }

    /// As [`Bar::new`], for work that mostly takes no second: until then nothing is shown, and nothing
    /// at all where data goes to the same terminal.
    #[must_use]
    pub fn late(texts: &Texts, quiet: bool) -> Self {
        let mut bar = Self::new(texts, quiet || io::stdout().is_terminal());
        bar.is_late = !bar.bar.is_hidden();
        bar.bar.set_draw_target(ProgressDrawTarget::hidden());
        bar
    }

    /// Says something on standard error, above the bar.
    pub fn say(&self, text: &str) {
        self.bar.suspend(|| say(text));
    }

    /// Shows a count out of a total, for what is not a weave.
    pub fn count(&mut self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn examining(&mut self, done: usize, files: usize) {
        self.bar.set_message(format!("{} {done}/{files}", self.examining));
        self.bar.tick();
    }

    fn begin(&mut self, bytes: u64) {
        self.bar.set_length(bytes);
        self.bar.set_message(self.reading.clone());
    }

    fn advance(&mut self, bytes: u64, rows: u64) {
        if self.is_late && self.bar.elapsed().as_secs() > 0 {
            self.is_late = false;
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        }
        self.bar.set_position(bytes);
        let seconds = self.bar.elapsed().as_secs().max(1);
        self.bar.set_prefix(format!("{rows} ({}/s)", rows / seconds));
    }

    fn linking(&mut self) {
        self.bar.set_message(self.linking.clone());
        self.bar.tick();
    }

    fn hearing(&mut self, done: u64, all: u64) {
        self.bar.set_message(format!("{} {done}/{all}", self.hearing));
        self.bar.tick();
    }

    fn finish(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::csv_cell;

    #[test]
    fn a_cell_is_no_formula_and_a_telephone_number_stays_one() {
        assert_eq!(csv_cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(csv_cell("+1+cmd|x"), "'+1+cmd|x");
        assert_eq!(csv_cell("+393331234567"), "+393331234567");
        assert_eq!(csv_cell("Via Roma 1, Torino"), "\"Via Roma 1, Torino\"");
        assert_eq!(csv_cell("il \"Gatto\""), "\"il \"\"Gatto\"\"\"");
    }
}
