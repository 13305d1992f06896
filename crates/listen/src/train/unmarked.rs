//! A conversation as people type who leave out the marks, and as speech comes out of a machine.

use super::{Label, Labelled};

/// The conversation without marks, its labels where they were.
pub(super) fn of(labelled: &Labelled) -> Labelled {
    let mut out = labelled.clone();
    for (message, labels) in out.conversation.messages.iter_mut().zip(&mut out.signals) {
        let (text, places) = without_marks(&message.text);
        for Label { place, .. } in labels {
            *place = places[place.start]..places[place.end];
        }
        message.text = text;
    }
    out
}

/// A text without marks, and by byte of the text where it stands there now. Apostrophes stay, and what
/// stands within numbers.
fn without_marks(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        places.resize(places.len() + letter.len_utf8(), out.len());
        let is_within = before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        let stays = letter.is_alphanumeric()
            || letter.is_whitespace()
            || matches!(letter, '\'' | '’' | '€' | '£' | '$' | '%');
        if stays || is_within {
            out.push(letter);
        }
        before = letter;
    }
    places.push(out.len());
    (out, places)
}

#[cfg(test)]
mod tests {
    use super::without_marks;

    #[test]
    fn a_stretch_stands_where_it_stood() {
        let (text, places) = without_marks("Sì, l'ho già detto: 12.50 €! (Due volte.)");
        assert_eq!(text, "Sì l'ho già detto 12.50 € Due volte");
        let start = "Sì, ".len();
        assert_eq!(&text[places[start]..places[start + "l'ho già".len()]], "l'ho già");
    }
}
