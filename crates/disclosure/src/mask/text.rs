//! A text as tokens: words, digits, marks, and what is hidden already.

use filo_model::name::fold;

use super::Kind;
use super::lexicon::{Flags, Lexicon};
use super::role::{Role, Roles};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Letters.
    Word,
    /// Digits 0 to 9.
    Digits,
    /// Any other character.
    Mark,
    /// Words of the company, which nothing looks into.
    Kept,
    /// What stands for something masked: a placeholder that was in the text, or a span found.
    Hidden(Option<Kind>),
}

/// What is between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Space,
    /// The end of a line, or the beginning of the text.
    Line,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// It begins with a small letter, or is no word.
    Lower,
    /// It begins with a capital.
    Title,
    /// Two or more capitals and nothing else.
    Upper,
    /// One capital alone.
    Initial,
}

/// A token with its place in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: Class,
    pub(super) gap: Gap,
    pub(super) shape: Shape,
    pub(super) flags: Flags,
    /// Whether nothing is known of the word, and it is a common one but for a slip.
    slip: bool,
    roles: Roles,
    lower: (usize, usize),
    folded: (usize, usize),
}

/// What a detector found: tokens from the first to the last, and what they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) kind: Kind,
}

/// A text as tokens.
pub(super) struct Text<'t> {
    pub(super) source: &'t str,
    tokens: Vec<Token>,
    arena: String,
    /// Whether it is written in capitals, so that capitals say nothing.
    shouted: bool,
    /// Whether it is written in small letters, so that a name has no capital either.
    hushed: bool,
}

impl<'t> Text<'t> {
    pub(super) fn new(source: &'t str, lexicon: &Lexicon, placeholders: &[String]) -> Self {
        let mut text = Self {
            source,
            tokens: Vec::with_capacity(source.len() / 4),
            arena: String::with_capacity(source.len() + 16),
            shouted: false,
            hushed: false,
        };
        let mut gap = Gap::Line;
        let mut at = 0;
        while let Some(next) = source.get(at..).and_then(|rest| rest.chars().next()) {
            if next.is_whitespace() {
                gap = gap.max(if next == '\n' || next == '\r' { Gap::Line } else { Gap::Space });
                at += next.len_utf8();
                continue;
            }
            at = text.push(at, next, gap, lexicon, placeholders);
            gap = Gap::None;
        }
        text.notice_capitals();
        text
    }

    /// Adds the token that begins here; gives its end.
    fn push(
        &mut self,
        start: usize,
        next: char,
        gap: Gap,
        lexicon: &Lexicon,
        placeholders: &[String],
    ) -> usize {
        let rest = self.source.get(start..).unwrap_or_default();
        let length = |inside: fn(char) -> bool| {
            rest.char_indices().find(|(_, one)| !inside(*one)).map_or(rest.len(), |(at, _)| at)
        };
        let held = if next == '[' {
            placeholders.iter().find(|one| rest.starts_with(one.as_str()))
        } else {
            None
        };
        let (class, length) = if let Some(placeholder) = held {
            (Class::Hidden(None), placeholder.len())
        } else if is_letter(next) {
            (Class::Word, length(is_letter))
        } else if next.is_ascii_digit() {
            (Class::Digits, length(|one| one.is_ascii_digit()))
        } else {
            (Class::Mark, next.len_utf8())
        };
        let end = start + length;
        let word = self.source.get(start..end).unwrap_or_default();
        let mut token = Token {
            start,
            end,
            class,
            gap,
            shape: Shape::Lower,
            flags: Flags::default(),
            slip: false,
            roles: Roles::default(),
            lower: (0, 0),
            folded: (0, 0),
        };
        if class == Class::Word {
            token.shape = shape(word);
            self.write_word(word, &mut token);
            let of = |(from, to): (usize, usize)| self.arena.get(from..to).unwrap_or_default();
            (token.flags, token.roles) = lexicon.look_up(of(token.lower), of(token.folded));
            token.slip = token.flags == Flags::default() && lexicon.is_slip(of(token.folded));
        }
        self.tokens.push(token);
        end
    }

    fn write_word(&mut self, word: &str, token: &mut Token) {
        let from = self.arena.len();
        if word.is_ascii() {
            self.arena.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            token.lower = (from, self.arena.len());
            token.folded = token.lower;
            return;
        }
        self.arena.extend(word.chars().flat_map(char::to_lowercase));
        token.lower = (from, self.arena.len());
        let from = self.arena.len();
        self.arena.push_str(&fold(word));
        token.folded = (from, self.arena.len());
    }

    fn notice_capitals(&mut self) {
        let (mut upper, mut all) = (0, 0);
        let (mut titles, mut words) = (0, 0);
        // Words that open a line or a sentence, with a capital and without.
        let (mut raised, mut plain) = (0, 0);
        let mut opens = true;
        for token in &self.tokens {
            opens |= token.gap == Gap::Line;
            if token.class == Class::Word {
                let length = token.end - token.start;
                all += length;
                words += usize::from(length > 1);
                titles += usize::from(token.shape == Shape::Title);
                upper += if token.shape == Shape::Upper { length } else { 0 };
                raised += usize::from(opens && token.shape == Shape::Title);
                plain += usize::from(opens && token.shape == Shape::Lower);
            }
            let written = self.source.get(token.start..token.end).unwrap_or_default();
            opens = matches!(written, "." | "!" | "?" | "…");
        }
        self.shouted = all >= 12 && upper * 10 > all * 6;
        let small = raised == 0 && plain > 0 && titles * 30 <= words;
        self.hushed = words >= 4 && small && !self.shouted;
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// What stands before the token; a line before the first and after the last.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.get(at).map_or(Gap::Line, |token| token.gap)
    }

    /// The word in small letters; nothing where there is no word.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.get(at).and_then(|one| self.arena.get(one.lower.0..one.lower.1)).unwrap_or_default()
    }

    /// The word in small letters without accents; nothing where there is no word.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.get(at).and_then(|one| self.arena.get(one.folded.0..one.folded.1)).unwrap_or_default()
    }

    /// The token as written.
    pub(super) fn written(&self, at: usize) -> &'t str {
        self.get(at).and_then(|one| self.source.get(one.start..one.end)).unwrap_or_default()
    }

    pub(super) fn flags(&self, at: usize) -> Flags {
        self.get(at).map(|one| one.flags).unwrap_or_default()
    }

    /// Whether the word has this role.
    pub(super) fn is(&self, at: usize, role: Role) -> bool {
        self.get(at).is_some_and(|one| one.roles.has(role))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|one| one.class == Class::Word)
    }

    pub(super) fn is_hidden(&self, at: usize) -> bool {
        self.get(at).is_some_and(|one| matches!(one.class, Class::Hidden(_)))
    }

    /// The digits of a token of digits; nothing else.
    pub(super) fn digits(&self, at: usize) -> &'t str {
        if self.get(at).is_some_and(|one| one.class == Class::Digits) {
            self.written(at)
        } else {
            ""
        }
    }

    /// The mark that a token is.
    pub(super) fn mark(&self, at: usize) -> Option<char> {
        self.get(at).filter(|one| one.class == Class::Mark)?;
        self.written(at).chars().next()
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.mark(at).is_some_and(|mark| marks.contains(&mark))
    }

    /// Whether the word begins with a capital, and capitals say something here.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let Some(token) = self.get(at) else { return false };
        match token.shape {
            Shape::Lower => false,
            Shape::Title | Shape::Initial => true,
            Shape::Upper => !self.shouted,
        }
    }

    /// Whether the text is all in small letters or all in capitals, so that no capital tells a name.
    pub(super) fn is_flat(&self) -> bool {
        self.hushed || self.shouted
    }

    /// Whether an unknown word is a common one but for a slip of the finger.
    pub(super) fn is_slip(&self, at: usize) -> bool {
        self.get(at).is_some_and(|one| one.slip)
    }

    pub(super) fn is_initial(&self, at: usize) -> bool {
        self.get(at).is_some_and(|one| one.shape == Shape::Initial)
    }

    pub(super) fn is_upper(&self, at: usize) -> bool {
        self.get(at).is_some_and(|one| one.shape == Shape::Upper)
    }

    /// Whether two tokens stand in one line with at most blanks between.
    pub(super) fn follows(&self, at: usize) -> bool {
        self.gap(at) < Gap::Line
    }

    /// Replaces what was found by hidden tokens.
    pub(super) fn hide(&mut self, claims: Vec<Claim>) {
        self.replace(claims, |claim| Class::Hidden(Some(claim.kind)));
    }

    /// Replaces the company's words by tokens that nothing looks into.
    pub(super) fn seal(&mut self, claims: Vec<Claim>) {
        self.replace(claims, |_| Class::Kept);
    }

    fn replace(&mut self, mut claims: Vec<Claim>, class: impl Fn(&Claim) -> Class) {
        claims.sort_unstable_by_key(|claim| (claim.first, usize::MAX - claim.last));
        let mut kept = Vec::with_capacity(self.tokens.len());
        let mut at = 0;
        for claim in claims {
            if claim.first < at || claim.last < claim.first || claim.last >= self.tokens.len() {
                continue;
            }
            kept.extend_from_slice(&self.tokens[at..claim.first]);
            let first = self.tokens[claim.first];
            kept.push(Token {
                end: self.tokens[claim.last].end,
                class: class(&claim),
                shape: Shape::Lower,
                flags: Flags::default(),
                slip: false,
                roles: Roles::default(),
                lower: (0, 0),
                folded: (0, 0),
                ..first
            });
            at = claim.last + 1;
        }
        kept.extend_from_slice(&self.tokens[at..]);
        self.tokens = kept;
        self.notice_capitals();
    }
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() || unicode_mark(character)
}

/// Accents that stand by themselves after their letter.
fn unicode_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|one| !unicode_mark(*one));
    let first = letters.next();
    // Scripts without capitals are foreign here: their words are taken for names.
    if first.is_some_and(|one| !one.is_uppercase() && !one.is_lowercase() && one > '\u{24f}') {
        return Shape::Title;
    }
    if !first.is_some_and(char::is_uppercase) {
        // "raVerdi", glued to its title, has a capital too.
        // In "ringraziarLa" the capital is a courtesy.
        let inner = word.rsplit(char::is_lowercase).next().is_some_and(str::is_empty)
            && word.char_indices().any(|(at, one)| one.is_uppercase() && word.len() - at > 4);
        return if inner { Shape::Title } else { Shape::Lower };
    }
    let mut rest = letters.peekable();
    if rest.peek().is_none() {
        return Shape::Initial;
    }
    if rest.all(char::is_uppercase) { Shape::Upper } else { Shape::Title }
}
