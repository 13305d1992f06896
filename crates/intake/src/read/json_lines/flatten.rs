//! Takes one JSON object (RFC 8259) apart into named values, digits of numbers exactly as written.

/// Nesting that is never exceeded whatever the configured limit: each level uses the stack.
const DEPTH_MAX: usize = 128;

/// Why an object was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not JSON, or not an object.
    Syntax,
    /// The text ends in the middle.
    Ended,
    /// Nested deeper than the limit.
    TooDeep,
    /// The flattened values are longer than the limit.
    TooLong,
}

type Sink<'a> = dyn FnMut(&str, &str) -> Result<(), Fault> + 'a;

/// Hands on every value of an object with its dotted name; `null` and empty values are left out.
///
/// An array of scalars is joined by `; `; any other array is handed on as compact JSON.
pub(super) fn flatten(text: &str, depth_max: usize, sink: &mut Sink<'_>) -> Result<(), Fault> {
    let mut walk = Walk {
        text,
        at: 0,
        depth_left: depth_max.min(DEPTH_MAX),
        name: String::new(),
        value: String::new(),
        sink,
    };
    walk.space();
    walk.expect(b'{')?;
    walk.object()?;
    walk.space();
    if walk.at == text.len() { Ok(()) } else { Err(Fault::Syntax) }
}

struct Walk<'a, 'sink> {
    text: &'a str,
    at: usize,
    depth_left: usize,
    name: String,
    value: String,
    sink: &'a mut Sink<'sink>,
}

impl<'a> Walk<'a, '_> {
    fn peek(&self) -> Result<u8, Fault> {
        self.text.as_bytes().get(self.at).copied().ok_or(Fault::Ended)
    }

    fn next(&mut self) -> Result<u8, Fault> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    fn expect(&mut self, byte: u8) -> Result<(), Fault> {
        if self.next()? == byte { Ok(()) } else { Err(Fault::Syntax) }
    }

    fn space(&mut self) {
        while matches!(self.peek(), Ok(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn enter(&mut self) -> Result<(), Fault> {
        self.depth_left = self.depth_left.checked_sub(1).ok_or(Fault::TooDeep)?;
        Ok(())
    }

    /// The members of an object, after its opening brace.
    fn object(&mut self) -> Result<(), Fault> {
        self.enter()?;
        let outer = self.name.len();
        self.members(&mut |walk| {
            walk.name.truncate(outer);
            if outer > 0 {
                walk.name.push('.');
            }
            let mut key = std::mem::take(&mut walk.name);
            let read = walk.string(&mut key);
            walk.name = key;
            read?;
            walk.space();
            walk.expect(b':')?;
            walk.space();
            walk.member()
        })?;
        self.name.truncate(outer);
        self.depth_left += 1;
        Ok(())
    }

    /// Calls `member` at each `"key"` up to the closing brace.
    fn members(
        &mut self,
        member: &mut dyn FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.space();
        if self.peek()? == b'}' {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.space();
            member(self)?;
            self.space();
            match self.next()? {
                b',' => {}
                b'}' => return Ok(()),
                _ => return Err(Fault::Syntax),
            }
        }
    }

    fn member(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.value.clear();
        match self.peek()? {
            b'{' => {
                self.at += 1;
                return self.object();
            }
            b'[' => {
                if !self.scalars()? {
                    self.at = start;
                    self.value.clear();
                    self.compact()?;
                }
            }
            _ => self.scalar()?,
        }
        if self.value.is_empty() { Ok(()) } else { (self.sink)(&self.name, &self.value) }
    }

    /// Appends a string, number or truth value to the value; nothing for `null`.
    fn scalar(&mut self) -> Result<(), Fault> {
        let start = self.at;
        match self.peek()? {
            b'"' => {
                let mut value = std::mem::take(&mut self.value);
                let read = self.string(&mut value);
                self.value = value;
                return read;
            }
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => return self.word("null"),
            _ => self.number()?,
        }
        let written = self.since(start);
        self.value.push_str(written);
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        word.bytes().try_for_each(|byte| self.expect(byte))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        if !self.peek()?.is_ascii_digit() {
            return Err(Fault::Syntax);
        }
        while self.peek().is_ok_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        if self.peek()? == b'-' {
            self.at += 1;
        }
        if self.peek()? == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Ok(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Ok(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Ok(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Joins an array of scalars into the value; false when it holds anything else.
    fn scalars(&mut self) -> Result<bool, Fault> {
        self.expect(b'[')?;
        self.space();
        if self.peek()? == b']' {
            self.at += 1;
            return Ok(true);
        }
        loop {
            self.space();
            if matches!(self.peek()?, b'{' | b'[') {
                return Ok(false);
            }
            let before = self.value.len();
            if before > 0 {
                self.value.push_str("; ");
            }
            let joined = self.value.len();
            self.scalar()?;
            if self.value.len() == joined {
                self.value.truncate(before);
            }
            self.space();
            match self.next()? {
                b',' => {}
                b']' => return Ok(true),
                _ => return Err(Fault::Syntax),
            }
        }
    }

    /// Appends any JSON to the value as it is written, without the space between.
    fn compact(&mut self) -> Result<(), Fault> {
        let start = self.at;
        match self.peek()? {
            b'[' => self.compact_array(),
            b'{' => {
                self.enter()?;
                self.at += 1;
                self.value.push('{');
                let mut first = true;
                self.members(&mut |walk| {
                    if !std::mem::take(&mut first) {
                        walk.value.push(',');
                    }
                    let key = walk.at;
                    walk.string(&mut String::new())?;
                    let written = walk.since(key);
                    walk.value.push_str(written);
                    walk.space();
                    walk.expect(b':')?;
                    walk.value.push(':');
                    walk.space();
                    walk.compact()
                })?;
                self.value.push('}');
                self.depth_left += 1;
                Ok(())
            }
            _ => {
                let kept = self.value.len();
                self.scalar()?;
                self.value.truncate(kept);
                let written = self.since(start);
                self.value.push_str(written);
                Ok(())
            }
        }
    }

    fn compact_array(&mut self) -> Result<(), Fault> {
        self.enter()?;
        self.expect(b'[')?;
        self.value.push('[');
        self.space();
        if self.peek()? == b']' {
            self.at += 1;
        } else {
            loop {
                self.space();
                self.compact()?;
                self.space();
                match self.next()? {
                    b',' => self.value.push(','),
                    b']' => break,
                    _ => return Err(Fault::Syntax),
                }
            }
        }
        self.value.push(']');
        self.depth_left += 1;
        Ok(())
    }

    /// Appends a decoded string to `out`.
    fn string(&mut self, out: &mut String) -> Result<(), Fault> {
        self.expect(b'"')?;
        loop {
            let start = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            out.push_str(self.since(start));
            match self.next()? {
                b'"' => return Ok(()),
                b'\\' => out.push(self.escape()?),
                _ => return Err(Fault::Syntax),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        Ok(match self.next()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            _ => return Err(Fault::Syntax),
        })
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        (0..4).try_fold(0, |code, _| {
            let digit = char::from(self.next()?).to_digit(16).ok_or(Fault::Syntax)?;
            Ok(code * 16 + digit)
        })
    }

    /// A `\u` escape, two of them for a surrogate pair; a lone half becomes U+FFFD.
    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.hex()?;
        let is_high = (0xd800..0xdc00).contains(&first);
        let at = self.at;
        if is_high && self.text.get(at..).is_some_and(|rest| rest.starts_with("\\u")) {
            self.at += 2;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = at;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}

#[cfg(test)]
mod tests;
