//! How short quotes are, and whether they still meet the labels: learnt from every other writer, measured
//! on the rest.

use std::error::Error;
use std::ops::Range;

use filo_listen::cut;
use filo_listen::feature::Talk;
use filo_listen::kind::SignalKind;
use filo_listen::model::Model;
use filo_listen::read::Reader;
use filo_listen::score::{Count, count};
use filo_listen::signal::{readings, signals};
use filo_listen::train::{Labelled, train};

use crate::talks::Told;

/// What is counted of one way to quote.
#[derive(Default)]
struct Way {
    counts: [Count; SignalKind::ALL.len()],
    letters: usize,
    told: usize,
    /// Of quotes that meet a label: what both have over what either has.
    shared: f64,
    met: usize,
}

pub(crate) fn measure(talks: &[Told], reader: &Reader) -> Result<Vec<String>, Box<dyn Error>> {
    let mut out = Vec::new();
    for half in 0..2 {
        out.push(format!("measured on the writers {half}, {}, {} ...", half + 2, half + 4));
        out.extend(half_measure(talks, reader, half)?);
    }
    Ok(out)
}

/// Learns from every other writer and measures on the half that is named.
fn half_measure(
    talks: &[Told],
    reader: &Reader,
    half: usize,
) -> Result<Vec<String>, Box<dyn Error>> {
    let (unseen, learnt): (Vec<&Told>, Vec<&Told>) =
        talks.iter().partition(|talk| talk.writer % 2 == half);
    let labelled: Vec<Labelled> = learnt
        .iter()
        .map(|talk| Labelled {
            conversation: talk.conversation.clone(),
            writer: talk.writer / 2 % 2,
            signals: talk.signals.clone(),
            dynamics: Vec::new(),
        })
        .collect();
    let run = |jobs: usize, job: &(dyn Fn(usize) -> Vec<f64> + Sync)| (0..jobs).map(job).collect();
    let text = train(&labelled, reader, &run).text;
    let model = Model::parse(&text)?;
    let least = model.told_signals.map(|told| told.least);
    let (mut whole, mut short) = (Way::default(), Way::default());
    for talk in unseen {
        let messages = &talk.conversation.messages;
        let read = readings(reader, messages);
        let ready = Talk::of(messages, &read, reader);
        let mut told = signals(&ready, &model.signals.shown(&ready), &least);
        whole.add(&told, talk);
        for signal in &mut told {
            cut::cut(&ready, &model.signals, signal);
        }
        short.add(&told, talk);
    }
    Ok(vec![whole.line("whole sentences"), short.line("cut")])
}

impl Way {
    fn add(&mut self, told: &[filo_listen::signal::Signal], talk: &Told) {
        count(told, &talk.signals, &mut self.counts);
        for signal in told {
            self.told += 1;
            self.letters += signal.quote.len();
            let labels = talk.signals[signal.message].iter();
            let labels = labels.filter(|label| label.kind == signal.kind);
            let best = labels.map(|label| shared(&signal.quote, &label.place)).fold(0.0, f64::max);
            if best > 0.0 {
                self.met += 1;
                self.shared += best;
            }
        }
    }

    fn line(&self, name: &str) -> String {
        let all = self.counts.iter().fold(Count::default(), |sum, one| sum.plus(*one));
        #[expect(clippy::cast_precision_loss, reason = "counts of quotes")]
        let (letters, shared) =
            (self.letters as f64 / self.told.max(1) as f64, self.shared / self.met.max(1) as f64);
        format!(
            "{name:16} told {} right {} precision {:.3} recall {:.3} bytes a quote {letters:.1} shared with the label {shared:.3}",
            all.told,
            all.right,
            all.precision(),
            all.recall(),
        )
    }
}

fn shared(one: &Range<usize>, other: &Range<usize>) -> f64 {
    let both = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    let either = one.len() + other.len() - both;
    #[expect(clippy::cast_precision_loss, reason = "bytes of a message")]
    let share = both as f64 / either.max(1) as f64;
    share
}
