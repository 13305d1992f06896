//! The words of a text, without case, accents and marks, each with its place in the original.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::name::{Hashed, Piece};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters.
    Word,
    /// Begins with a digit.
    Number,
    /// A mark that says something: `?`, `!`, `€`, `%` and the like.
    Mark,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the original, in bytes.
    pub place: Range<usize>,
    /// Where its folded form stands in [`Tokens::folded`], in bytes.
    folded: Range<usize>,
    /// What it is made of.
    pub shape: Shape,
}

/// The tokens of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    folded: Hashed,
    tokens: Vec<Token>,
}

/// What may follow an apostrophe within one English word.
const ENGLISH_ENDINGS: [&str; 7] = ["t", "s", "ll", "re", "ve", "d", "m"];

impl Tokens {
    /// The tokens of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut reader = Reader { text, out: Self::default() };
        reader.read();
        reader.out
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// Its folded form.
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        &self.folded.text()[self.tokens[index].folded.clone()]
    }

    /// Its folded form, as a piece of a feature's name.
    #[must_use]
    pub fn piece(&self, index: usize) -> Piece<'_> {
        self.folded.piece(self.tokens[index].folded.clone())
    }

    /// The folded forms of all, one behind the other, and where this one's stands.
    pub(crate) fn folded(&self, index: usize) -> (&Hashed, Range<usize>) {
        (&self.folded, self.tokens[index].folded.clone())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter()
    }

    /// The tokens that begin within a stretch of the original.
    #[must_use]
    pub fn within(&self, stretch: &Range<usize>) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.place.start < stretch.start);
        let last = self.tokens.partition_point(|token| token.place.start < stretch.end);
        first..last
    }
}

struct Reader<'a> {
    text: &'a str,
    out: Tokens,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        while let Some(letter) = self.text[at..].chars().next() {
            let end = at + letter.len_utf8();
            at = if letter.is_ascii_digit() {
                self.number(at)
            } else if letter.is_alphabetic() {
                self.word(at)
            } else {
                if matches!(letter, '?' | '!' | '€' | '£' | '$' | '%') {
                    self.push(at..end, Shape::Mark);
                }
                end
            };
        }
    }

    /// A number takes the marks that stand between digits, as in 12.30, 3/4 and 1.250,00.
    fn number(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start;
        while end < bytes.len() {
            let is_between = matches!(bytes[end], b'.' | b',' | b':' | b'/' | b'-')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[end].is_ascii_digit() && !is_between {
                break;
            }
            end += 1;
        }
        self.push(start..end, Shape::Number);
        end
    }

    /// Letters, with combining marks. An apostrophe ends an Italian elision (`l'`) and stands within an
    /// English word (`don't`); as an accent written apart (`e'`, `perche'`) it is left out.
    fn word(&mut self, start: usize) -> usize {
        let end = self.letters_end(start);
        let rest = &self.text[end..];
        let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '\'' | '’' | '`' | '´'))
        else {
            self.push(start..end, Shape::Word);
            return end;
        };
        let after = end + mark.len_utf8();
        let next = self.letters_end(after);
        let ending = self.text[after..next].to_ascii_lowercase();
        if ENGLISH_ENDINGS.contains(&ending.as_str()) {
            self.push(start..next, Shape::Word);
            return next;
        }
        if next > after {
            self.push(start..after, Shape::Word);
        } else {
            self.push(start..end, Shape::Word);
        }
        after
    }

    fn letters_end(&self, start: usize) -> usize {
        let bytes = &self.text.as_bytes()[start..];
        let plain = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let start = start + plain;
        if bytes.get(plain).is_none_or(u8::is_ascii) {
            return start;
        }
        let letters = self.text[start..].char_indices();
        let mut letters =
            letters.skip_while(|(_, letter)| letter.is_alphabetic() || is_combining_mark(*letter));
        letters.next().map_or(self.text.len(), |(at, _)| start + at)
    }

    fn push(&mut self, place: Range<usize>, shape: Shape) {
        let text = &self.text[place.clone()];
        let folded = self.out.folded.append(|folded| fold_onto(text, folded));
        self.out.tokens.push(Token { place, folded, shape });
    }
}

/// Adds a text without case and accents, its apostrophes all alike.
pub(crate) fn fold_onto(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            '’' | '`' | '´' => out.push('\''),
            letter => out.extend(letter.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tokens;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text);
        (0..tokens.len()).map(|index| tokens.word(index).to_owned()).collect()
    }

    #[test]
    fn accents_capitals_and_apostrophes_make_no_difference() {
        assert_eq!(words("PERCHÉ è così?"), words("perche' e' cosi?"));
        assert_eq!(words("L’ufficio"), ["l'", "ufficio"]);
        assert_eq!(words("I don’t know, we'll see"), ["i", "don't", "know", "we'll", "see"]);
        assert_eq!(
            words("1.250,00 € il 3/4 alle 12:30."),
            ["1.250,00", "€", "il", "3/4", "alle", "12:30"]
        );
    }

    #[test]
    fn a_token_stands_where_the_original_has_it() {
        let text = "Però l’Ufficio…";
        let tokens = Tokens::of(text);
        let found: Vec<&str> = tokens.iter().map(|token| &text[token.place.clone()]).collect();
        assert_eq!(found, ["Però", "l’", "Ufficio"]);
    }
}
