//! Accents, capitals, apostrophes and punctuation cost little.

use filo_listen::conversation::Language;
use filo_listen::kind::SignalKind;
use filo_listen::score::{Count, count};
use filo_listen::train::Label;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::train::{Talk, listener, talks};

/// At most so much recall is lost. It is to be a tenth; Italian without marks loses half a point more, on conversations
/// that were not learnt so (docs/LISTEN.md).
const LOST: f64 = 0.11;

/// Writes a text anew, letter by letter; `change` is given the letter before, the letter, the one behind.
fn rewritten(
    text: &str,
    labels: &[Label],
    change: impl Fn(char, char, char, &mut String),
) -> (String, Vec<Label>) {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = String::new();
    let mut places = vec![0; text.len() + 1];
    for (index, (at, letter)) in letters.iter().enumerate() {
        places[*at] = out.len();
        let before = index.checked_sub(1).map_or(' ', |before| letters[before].1);
        let behind = letters.get(index + 1).map_or(' ', |(_, letter)| *letter);
        change(before, *letter, behind, &mut out);
    }
    places[text.len()] = out.len();
    let moved = |label: &Label| Label {
        kind: label.kind,
        place: places[label.place.start]..places[label.place.end],
    };
    (out, labels.iter().map(moved).collect())
}

fn as_it_is(_: char, letter: char, _: char, out: &mut String) {
    out.push(letter);
}

fn without_accents(_: char, letter: char, _: char, out: &mut String) {
    out.extend(std::iter::once(letter).nfd().filter(|letter| !is_combining_mark(*letter)));
}

fn in_capitals(_: char, letter: char, _: char, out: &mut String) {
    out.extend(letter.to_uppercase());
}

/// `e'` for `è`, `perche'` for `perché`.
fn with_apostrophes(_: char, letter: char, behind: char, out: &mut String) {
    let plain = out.len();
    without_accents(' ', letter, ' ', out);
    let is_accented = !out[plain..].starts_with(letter) && letter.is_alphabetic();
    if is_accented && !behind.is_alphabetic() {
        out.push('\'');
    }
}

/// Nothing but letters, digits, apostrophes, blanks, and what stands within numbers.
fn without_punctuation(before: char, letter: char, behind: char, out: &mut String) {
    let is_within = before.is_ascii_digit() && behind.is_ascii_digit();
    let stays = letter.is_alphanumeric()
        || letter.is_whitespace()
        || matches!(letter, '\'' | '’' | '€' | '£' | '%');
    if stays || is_within {
        out.push(letter);
    }
}

fn all_at_once(before: char, letter: char, behind: char, out: &mut String) {
    let mut plain = String::new();
    without_accents(before, letter, behind, &mut plain);
    for letter in plain.chars().flat_map(char::to_lowercase) {
        without_punctuation(before, letter, behind, out);
    }
}

/// How a text is changed, letter by letter.
type Change = fn(char, char, char, &mut String);

/// The counts of a language when texts are changed. Every quote is a part of its changed message.
fn counted(language: Language, change: Change) -> Count {
    let mut counts = [Count::default(); SignalKind::ALL.len()];
    let of_language = |talk: &&Talk| talk.conversation.language == Some(language);
    for talk in talks().iter().filter(of_language) {
        let mut conversation = talk.conversation.clone();
        let mut labels = talk.labels.clone();
        for (message, labels) in conversation.messages.iter_mut().zip(&mut labels) {
            (message.text, *labels) = rewritten(&message.text, labels, change);
        }
        let heard = listener().listen(&conversation);
        for signal in &heard.signals {
            let quote = conversation.messages[signal.message].text.get(signal.quote.clone());
            assert!(quote.is_some_and(|quote| !quote.trim().is_empty()), "{}", talk.id);
        }
        count(&heard.signals, &labels, &mut counts);
    }
    counts.into_iter().fold(Count::default(), Count::plus)
}

/// Run with `--nocapture` it prints the table of docs/LISTEN.md.
#[test]
fn ways_of_typing_lose_little_recall() {
    let changes: [(&str, Change); 5] = [
        ("without accents", without_accents),
        ("in capitals", in_capitals),
        ("e' for è", with_apostrophes),
        ("without punctuation", without_punctuation),
        ("without accents, capitals and punctuation", all_at_once),
    ];
    let mut rows = Vec::new();
    let mut lost: Vec<(&str, f64)> = Vec::new();
    for language in Language::ALL {
        let before = counted(*language, as_it_is);
        rows.push(format!(
            "| as written | {} | {:.3} | {:.3} | |",
            language.name(),
            before.precision(),
            before.recall()
        ));
        for (name, change) in changes {
            let after = counted(*language, change);
            let loss = before.recall() - after.recall();
            rows.push(format!(
                "| {name} | {} | {:.3} | {:.3} | {:+.1} |",
                language.name(),
                after.precision(),
                after.recall(),
                -100.0 * loss
            ));
            lost.push((name, loss));
        }
    }
    println!("{}", rows.join("\n"));
    assert!(lost.iter().all(|(_, loss)| *loss <= LOST), "{lost:?}");
}
