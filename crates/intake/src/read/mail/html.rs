//! HTML of messages to text: no markup, no scripts, line breaks where blocks end.
//!
//! A tokenizer and not a parser: nesting is counted, never recursed into, and each byte is looked at
//! a bounded number of times whatever is left open. Quoted blocks become lines that begin with `>`.

use mail_parser::decoders::html::add_html_token;

/// Quotes within quotes that are still shown.
const QUOTE_DEPTH_MAX: usize = 5;
/// The longest name of a character reference, with `&` and `;`.
const REFERENCE_BYTES_MAX: usize = 33;

/// Elements whose content is never text for people.
const DROPPED: [&str; 9] =
    ["script", "style", "title", "template", "iframe", "noembed", "noframes", "object", "svg"];
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// The text that people see of an HTML document.
#[must_use]
pub fn html_to_text(html: &str) -> String {
    let mut writer = Writer::default();
    let mut scan = Scan { html, at: 0, no_quote: [false; 2] };
    while let Some(rest) = html.get(scan.at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with('<') {
            scan.markup(&mut writer);
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            writer.text(rest.get(..end).unwrap_or_default());
            scan.at += end;
        }
    }
    writer.finish()
}

struct Scan<'a> {
    html: &'a str,
    at: usize,
    /// No closing quote follows any more, double and single: never searched for twice.
    no_quote: [bool; 2],
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Goes past the next `end`, or to the end of the document.
    fn skip_past(&mut self, end: &str) {
        let found = self.rest().find(end).map(|found| found + end.len());
        self.at += found.unwrap_or(self.rest().len());
    }

    /// Reads what begins with `<`.
    fn markup(&mut self, writer: &mut Writer) {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.at += 4;
            // `<!-->` is a whole comment.
            self.at -= if rest.starts_with("<!-->") { 2 } else { 0 };
            return self.skip_past("-->");
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return self.skip_past(">");
        }
        let closing = rest.starts_with("</");
        let name_start = if closing { 2 } else { 1 };
        let after = rest.get(name_start..).unwrap_or_default();
        let length = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = after.get(..length).unwrap_or_default();
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            if closing {
                return self.skip_past(">");
            }
            writer.text("<");
            self.at += 1;
            return;
        }
        self.at += name_start + length;
        self.skip_attributes();
        let name = name.to_ascii_lowercase();
        if !closing && DROPPED.contains(&name.as_str()) {
            self.skip_element(&name);
        } else {
            writer.tag(&name, closing);
        }
    }

    /// Goes past the `>` of a tag, minding quoted values.
    fn skip_attributes(&mut self) {
        loop {
            let rest = self.rest();
            let Some(index) = rest.find(['>', '"', '\'']) else {
                self.at = self.html.len();
                return;
            };
            self.at += index + 1;
            let (quote, which) = match rest.as_bytes().get(index) {
                Some(b'"') => ('"', 0),
                Some(b'\'') => ('\'', 1),
                _ => return,
            };
            let is_value = rest.get(..index).is_some_and(|before| before.trim_end().ends_with('='));
            let Some(known_open) = self.no_quote.get_mut(which).filter(|_| is_value) else {
                continue;
            };
            if *known_open {
                continue;
            }
            match self.html.get(self.at..).and_then(|rest| rest.find(quote)) {
                Some(end) => self.at += end + 1,
                None => *known_open = true,
            }
        }
    }

    /// Goes past the closing tag of an element whose content is dropped.
    fn skip_element(&mut self, name: &str) {
        let bytes = self.html.as_bytes();
        let mut at = self.at;
        while let Some(found) = self.html.get(at..).and_then(|rest| rest.find("</")) {
            at += found + 2;
            let end = at + name.len();
            let same =
                bytes.get(at..end).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()));
            if same && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
                self.at = end;
                return self.skip_past(">");
            }
        }
        self.at = self.html.len();
    }
}

/// Writes text, with spaces collapsed and lines begun where blocks begin.
#[derive(Default)]
struct Writer {
    out: String,
    quotes: usize,
    preformatted: usize,
    head: bool,
    space: bool,
    /// The last thing written was a `<` of the text itself.
    after_less: bool,
}

impl Writer {
    fn tag(&mut self, name: &str, closing: bool) {
        match name {
            "head" => self.head = !closing,
            "body" => self.head = false,
            "br" => self.line(),
            "td" | "th" => self.space = true,
            _ if BLOCKS.contains(&name) => self.block(name, closing),
            _ => {}
        }
    }

    fn block(&mut self, name: &str, closing: bool) {
        // Whatever shows something ends a head that was left open.
        self.head = false;
        self.end_line();
        let depth = match name {
            "blockquote" => &mut self.quotes,
            "pre" => &mut self.preformatted,
            "p" if closing => return self.blank_line(),
            _ => return,
        };
        *depth = if closing { depth.saturating_sub(1) } else { *depth + 1 };
    }

    fn line(&mut self) {
        self.space = false;
        self.after_less = false;
        if self.out.is_empty() || self.out.ends_with('\n') {
            self.quote_marks();
        }
        self.out.push('\n');
    }

    fn end_line(&mut self) {
        self.space = false;
        self.after_less = false;
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn blank_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.line();
        }
    }

    fn quote_marks(&mut self) {
        for _ in 0..self.quotes.min(QUOTE_DEPTH_MAX) {
            self.out.push_str("> ");
        }
    }

    fn text(&mut self, text: &str) {
        if self.head {
            return;
        }
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((decoded, length)) = reference(rest) {
                for found in decoded.chars() {
                    let blank = found == '\u{a0}';
                    self.character(if blank { ' ' } else { found }, true);
                }
                rest = rest.get(length..).unwrap_or_default();
            } else {
                self.character(first, false);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }

    fn character(&mut self, found: char, decoded: bool) {
        if found == '\n' && self.preformatted > 0 {
            return self.line();
        }
        if found.is_ascii_whitespace() && self.preformatted == 0 {
            self.space = true;
            return;
        }
        if found == '\0' || found == '\r' {
            return;
        }
        let begins = self.out.is_empty() || self.out.ends_with('\n');
        if begins {
            self.quote_marks();
        } else if std::mem::take(&mut self.space) {
            self.out.push(' ');
            self.after_less = false;
        }
        self.space = false;
        // A `<` left over from broken markup must not become a tag with what follows it.
        if self.after_less && (found.is_ascii_alphabetic() || matches!(found, '/' | '!' | '?')) {
            self.out.push(' ');
        }
        self.out.push(found);
        self.after_less = found == '<' && !decoded;
    }

    fn finish(self) -> String {
        let end = self.out.trim_end().len();
        let mut out = self.out;
        out.truncate(end);
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }
}

/// The character reference that a text begins with, decoded, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'&') {
        return None;
    }
    let end = bytes.iter().take(REFERENCE_BYTES_MAX).position(|&byte| byte == b';')?;
    let token = text.get(..=end).filter(|token| token.is_ascii())?;
    let mut decoded = String::new();
    match number(token) {
        // Old clients write the numbers of Windows-1252, as browsers know.
        Some(code @ 0x80..=0x9f) => {
            let byte = u8::try_from(code).ok()?;
            decoded.push_str(&crate::read::text::windows_1252(&[byte]));
        }
        _ => add_html_token(&mut decoded, token.as_bytes(), false),
    }
    (decoded != token).then_some((decoded, token.len()))
}

fn number(token: &str) -> Option<u32> {
    let digits = token.strip_prefix("&#")?.strip_suffix(';')?;
    match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests;
