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

/// The cut is chosen where this share of links is right.
const PRECISION: f64 = 0.95;

pub(crate) fn measure(talks: &[Told]) -> Vec<String> {
    let mut out = Vec::new();
    let strict = Task::of(talks, true, true);
    let kinds = [(true, true), (true, false), (false, true), (false, false)];
    let tasks = kinds.map(|(is_masked, is_timed)| Task::of(talks, is_masked, is_timed));
    for half in 0..2 {
        let learnt = |writer: usize| writer % 2 != half;
        let thousandths = (6_u32..80).step_by(2).map(|cut| f64::from(cut) / 1000.0);
        let chosen = thousandths.map(|likeness| Cut { likeness, ..Cut::default() }).find(|cut| {
            let pairs = strict.count(cut, &learnt);
            share(pairs.right, pairs.told) >= PRECISION
        });
        for cut in [chosen.unwrap_or_default(), Cut::default()] {
            let name =
                format!("writers {half}, {}, {} ...: cut {:.3}", half + 2, half + 4, cut.likeness);
            out.push(name);
            for task in &tasks {
                out.push(task.count(&cut, &|writer| !learnt(writer)).line(task));
            }
        }
    }
    out
}

/// Made-up customers, and how rare words are by what all writers but one write.
struct Task {
    name: String,
    customers: Vec<(usize, Vec<Half>)>,
    backgrounds: Vec<Background>,
}

impl Task {
    fn of(talks: &[Told], is_masked: bool, is_timed: bool) -> Self {
        let writers = talks.iter().map(|talk| talk.writer).max().map_or(0, |last| last + 1);
        let background = |writer: usize| {
            let mut background = Background::default();
            for talk in talks.iter().filter(|talk| talk.writer != writer) {
                for message in &talk.conversation.messages {
                    background.fold(&masked(&message.text, is_masked));
                }
            }
            background
        };
        Self {
            name: format!(
                "names {}, times {}",
                if is_masked { "taken out" } else { "left in" },
                if is_timed { "as given" } else { "unknown" },
            ),
            customers: customers(talks, is_masked, is_timed),
            backgrounds: (0..writers).map(background).collect(),
        }
    }
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

/// Pairs of pieces.
#[derive(Default)]
struct Pairs {
    /// Of one matter.
    there: usize,
    /// Linked, and of one matter.
    told: usize,
    right: usize,
    /// Linked by a number, and of one matter.
    numbers: usize,
    numbers_right: usize,
    /// In one set in the end, and of one matter.
    joined: usize,
    joined_right: usize,
}

impl Task {
    fn count(&self, cut: &Cut, is_counted: &dyn Fn(usize) -> bool) -> Pairs {
        let mut pairs = Pairs::default();
        for (writer, halves) in self.customers.iter().filter(|(writer, _)| is_counted(*writer)) {
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
            let Matters { matters, links } = matters(&pieces, &self.backgrounds[*writer], cut);
            let is_right =
                |one: usize, other: usize| usize::from(halves[one].talk == halves[other].talk);
            pairs.there += halves.len() / 2;
            for link in links {
                let right = is_right(link.one, link.other);
                pairs.told += 1;
                pairs.right += right;
                if matches!(link.evidence, Evidence::Numbers(_)) {
                    pairs.numbers += 1;
                    pairs.numbers_right += right;
                }
            }
            for matter in matters {
                for (at, one) in matter.iter().enumerate() {
                    for other in &matter[at + 1..] {
                        pairs.joined += 1;
                        pairs.joined_right += is_right(*one, *other);
                    }
                }
            }
        }
        pairs
    }
}

impl Pairs {
    fn line(&self, task: &Task) -> String {
        format!(
            "  {}: {} pairs; links {}, precision {:.3}, recall {:.3}; by number {}, right {}; in one set: precision {:.3}, recall {:.3}",
            task.name,
            self.there,
            self.told,
            share(self.right, self.told),
            share(self.right, self.there),
            self.numbers,
            self.numbers_right,
            share(self.joined_right, self.joined),
            share(self.joined_right, self.there),
        )
    }
}

fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
    let share = part as f64 / whole.max(1) as f64;
    share
}
