//! Whether pieces of one matter are found again. A customer is made of up to six conversations of one writer
//! with companies of one kind and language; each conversation is cut in two at its middle. Two halves of one conversation are of
//! one matter, halves of two are not. How rare words are at large is counted on the other writers.

use std::collections::BTreeMap;

use filo_listen::conversation::Message;
use filo_listen::matter::{Background, Cut, Evidence, Matters, Piece, matters};

use crate::talks::Told;

/// Conversations of one made-up customer at most.
const MOST: usize = 6;

/// A half of a conversation.
struct Half {
    id: String,
    talk: usize,
    from: Option<i64>,
    until: Option<i64>,
    text: String,
}

pub(crate) fn measure(talks: &[Told]) -> Vec<String> {
    let mut out = Vec::new();
    for is_masked in [false, true] {
        for is_timed in [true, false] {
            let customers = customers(talks, is_masked, is_timed);
            out.push(format!(
                "{} customers, {} halves, names {}, times {}",
                customers.len(),
                customers.iter().map(|(_, halves)| halves.len()).sum::<usize>(),
                if is_masked { "taken out" } else { "left in" },
                if is_timed { "as given" } else { "all the same" },
            ));
            for hundredths in (2_u32..=12).step_by(1) {
                let likeness = f64::from(hundredths) / 100.0;
                out.push(count(talks, &customers, &Cut { likeness, ..Cut::default() }, is_masked));
            }
        }
    }
    out
}

/// The made-up customers: the writer, and the halves.
fn customers(talks: &[Told], is_masked: bool, is_timed: bool) -> Vec<(usize, Vec<Half>)> {
    let mut by_company: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (number, talk) in talks.iter().enumerate() {
        if talk.conversation.messages.len() < 2 {
            continue;
        }
        let language = if talk.id.contains("-en-") { "en" } else { "it" };
        let company = talk.company.to_lowercase();
        let kind: Vec<&str> = company.split_whitespace().take(2).collect();
        let key = (talk.writer, format!("{language} {}", kind.join(" ")));
        by_company.entry(key).or_default().push(number);
    }
    let mut out = Vec::new();
    for ((writer, _), numbers) in by_company {
        for numbers in numbers.chunks(MOST).filter(|numbers| numbers.len() > 1) {
            let halves = numbers.iter().flat_map(|number| {
                let messages = &talks[*number].conversation.messages;
                let (first, last) = messages.split_at(messages.len() / 2);
                [(first, 0), (last, 1)]
                    .map(|(messages, half)| piece(*number, half, messages, is_masked, is_timed))
            });
            out.push((writer, halves.collect()));
        }
    }
    out
}

fn piece(talk: usize, half: usize, messages: &[Message], is_masked: bool, is_timed: bool) -> Half {
    let text: Vec<String> =
        messages.iter().map(|message| masked(&message.text, is_masked)).collect();
    let times = messages.iter().filter_map(|message| message.at.map(|at| at.millis));
    Half {
        id: format!("{talk:05}-{half}"),
        talk,
        from: times.clone().min().filter(|_| is_timed),
        until: times.max().filter(|_| is_timed),
        text: text.join("\n"),
    }
}

/// A text, or the text without words that begin with a capital amid a sentence: real pieces of a customer share the
/// customer's name, these do not, and a name would give the matter away.
fn masked(text: &str, is_masked: bool) -> String {
    if !is_masked {
        return text.to_owned();
    }
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase)
    };
    let words: Vec<&str> = text.split_whitespace().filter(|word| !is_name(word)).collect();
    words.join(" ")
}

fn count(talks: &[Told], customers: &[(usize, Vec<Half>)], cut: &Cut, is_masked: bool) -> String {
    let writers = talks.iter().map(|talk| talk.writer).max().map_or(0, |last| last + 1);
    let (mut told, mut right, mut there, mut by_number, mut by_number_right) = (0, 0, 0, 0, 0);
    let mut joined = (0, 0);
    for writer in 0..writers {
        let mut background = Background::default();
        for talk in talks.iter().filter(|talk| talk.writer != writer) {
            for message in &talk.conversation.messages {
                background.fold(&masked(&message.text, is_masked));
            }
        }
        for (_, halves) in customers.iter().filter(|(of, _)| *of == writer) {
            let pieces: Vec<Piece<'_>> = halves
                .iter()
                .map(|half| Piece {
                    id: &half.id,
                    from: half.from,
                    until: half.until,
                    case: None,
                    department: None,
                    text: &half.text,
                })
                .collect();
            let Matters { matters, links } = matters(&pieces, &background, cut);
            there += halves.len() / 2;
            for link in links {
                let is_right = halves[link.one].talk == halves[link.other].talk;
                told += 1;
                right += usize::from(is_right);
                if matches!(link.evidence, Evidence::Numbers(_)) {
                    by_number += 1;
                    by_number_right += usize::from(is_right);
                }
            }
            for matter in matters {
                for (at, one) in matter.iter().enumerate() {
                    for other in &matter[at + 1..] {
                        joined.0 += 1;
                        joined.1 += usize::from(halves[*one].talk == halves[*other].talk);
                    }
                }
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    format!(
        "  cut {:.2}: links {told}, precision {:.3}, recall {:.3}; by number {by_number}, precision {:.3}; pairs of matters: precision {:.3}, recall {:.3}",
        cut.likeness,
        share(right, told),
        share(right, there),
        share(by_number_right, by_number),
        share(joined.1, joined.0),
        share(joined.1, there),
    )
}
