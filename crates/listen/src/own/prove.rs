//! Tries own phrases on their examples: each must be heard, and no counter-example.

use super::{Blocked, Example, Fault, Own, OwnPhrase, What};
use crate::read::Reader;

/// What becomes of an own phrase in a text.
enum Outcome {
    Heard,
    Blocked(Blocked),
    NotSaid,
}

impl Own {
    /// What is wrong with the examples, each read as a message by the side that can show the signal.
    #[must_use]
    pub fn prove(&self, reader: &Reader) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (number, phrase) in self.phrases.iter().enumerate() {
            let mut wrong = |example: &Example, what| faults.push(phrase.fault(example.line, what));
            for (index, example) in (1..).zip(&phrase.examples) {
                match self.outcome(number, &example.text, reader) {
                    Outcome::Heard => {}
                    Outcome::Blocked(Blocked::Flag(flag)) => {
                        wrong(example, What::ExampleFlagged(index, flag));
                    }
                    Outcome::Blocked(Blocked::Side) | Outcome::NotSaid => {
                        wrong(example, What::ExampleMissed(index));
                    }
                }
            }
            for (index, example) in (1..).zip(&phrase.counterexamples) {
                if matches!(self.outcome(number, &example.text, reader), Outcome::Heard) {
                    wrong(example, What::CounterexampleMet(index));
                }
            }
        }
        faults
    }

    fn outcome(&self, number: usize, text: &str, reader: &Reader) -> Outcome {
        let phrase = &self.phrases[number];
        let reading = reader.read(text);
        let mut outcome = Outcome::NotSaid;
        for heard in &reading.sentences {
            let said = self.grammar.said(&reading.tokens, &reading.chunks, &heard.sentence.tokens);
            let Some(hit) = said.hits.into_iter().find(|hit| hit.phrase == number) else {
                continue;
            };
            match phrase.blocked(phrase.signal.side(), &hit.tokens, &heard.flags) {
                None => return Outcome::Heard,
                Some(blocked) => outcome = Outcome::Blocked(blocked),
            }
        }
        outcome
    }
}

impl OwnPhrase {
    fn fault(&self, line: usize, what: What) -> Fault {
        let name = self.id.strip_prefix(super::PREFIX).unwrap_or(&self.id);
        Fault { file: self.file.clone(), line, phrase: Some(name.to_owned()), what }
    }
}
