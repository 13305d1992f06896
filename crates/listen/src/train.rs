//! Learning what signals look like from labelled conversations, and how well that is known: each writer's
//! conversations are judged by what was learnt from all the others.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::conversation::{Conversation, Side};
use crate::dynamic::{Course, DYNAMICS};
use crate::feature::{Names, Talk};
use crate::kind::{DynamicKind, SignalKind};
use crate::logistic::{Examples, Row, dot, learn, probability, prune};
use crate::model::{Line, Model, ModelError, Named, Told, Written};
use crate::read::{Reader, Reading};
use crate::score::{Count, count, told_dynamic};
use crate::signal::{ALWAYS, Around, KINDS, Place, Scale, Shown, readings, signals};
use crate::table::Named as Features;

mod unmarked;
mod weights;

use weights::{around, words};

/// A labelled conversation.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// What was written.
    pub conversation: Conversation,
    /// Who wrote it, by number: writers are left out one at a time.
    pub writer: usize,
    /// By message, what its stretches show.
    pub signals: Vec<Vec<Label>>,
    /// What the whole shows.
    pub dynamics: Vec<DynamicKind>,
}

/// A stretch of a message that shows a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it shows.
    pub kind: SignalKind,
    /// Where, in bytes.
    pub place: Range<usize>,
}

/// Runs a number of jobs and gives back what each returned, in their order. The application decides on
/// how many threads.
pub type Run<'a> = &'a (dyn Fn(usize, &(dyn Fn(usize) -> Vec<f64> + Sync)) -> Vec<Vec<f64>> + Sync);

/// How much an error costs against large weights.
const COST: f64 = 30.0;
/// Smaller weights are none: they only follow the examples' noise, and a model has to be small enough to be
/// read (docs/LISTEN.md says what this costs).
const LEAST_WEIGHT: f64 = 0.45;
const LEAST_DYNAMIC_WEIGHT: f64 = 0.03;
/// A label counts for a further sentence of which it covers this much.
const COVERED: f64 = 0.6;

/// A sentence to learn from.
struct Unit {
    talk: usize,
    place: Place,
    side: Side,
    writer: usize,
    /// Bits by kind: it shows it.
    shows: u32,
    /// Bits by kind: part of a label falls on it, which says neither yes nor no.
    touched: u32,
    row: Row,
}

/// The names of features, by number.
#[derive(Default)]
struct Vocabulary {
    numbers: FxHashMap<String, u32>,
    names: Vec<String>,
}

impl Vocabulary {
    fn number(&mut self, name: String) -> u32 {
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            next
        })
    }

    fn row(&mut self, features: Vec<(String, f32)>) -> Row {
        let mut row: Vec<(u32, f32)> =
            features.into_iter().map(|(name, value)| (self.number(name), value)).collect();
        row.sort_unstable_by_key(|(feature, _)| *feature);
        row.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        Row(row)
    }
}

/// What was learnt, and what leaving out one writer at a time says of every sentence.
#[derive(Debug)]
pub struct Learnt {
    /// The model, learnt from all, as its file.
    pub text: String,
    /// By conversation, what a model says that never saw its writer.
    pub unseen: Vec<Vec<(Place, Shown)>>,
    /// The same of dynamics.
    pub unseen_dynamics: Vec<[f32; DYNAMICS]>,
    /// The readings, by conversation.
    pub readings: Vec<Vec<Reading>>,
}

/// Learns from labelled conversations.
#[must_use]
pub fn train(given: &[Labelled], reader: &Reader, run: Run<'_>) -> Learnt {
    // Two of three are learnt as they would be typed without marks, too; they only teach.
    let unmarked = given.iter().enumerate().filter(|(place, _)| place % 3 != 0);
    let unmarked = unmarked.map(|(_, labelled)| unmarked::of(labelled));
    let labelled = &given.iter().cloned().chain(unmarked).collect::<Vec<Labelled>>();
    let mut read: Vec<Vec<Reading>> =
        labelled.iter().map(|one| readings(reader, &one.conversation.messages)).collect();
    let mut vocabulary = Vocabulary::default();
    let mut units = units(labelled, &read, reader, &mut vocabulary);
    let base = vocabulary.names.len();
    let first = Fits::of(&units, base, LEAST_WEIGHT, run);
    // The second step learns from what the first says of sentences whose writer it never saw.
    let unseen = shown(&units, labelled.len(), &first.unseen, |score, _| probability(score));
    for (talk, shown) in unseen.iter().enumerate() {
        let messages = &labelled[talk].conversation.messages;
        let around = Around::of(messages, shown);
        let start = units.partition_point(|unit| unit.talk < talk);
        for index in 0..shown.len() {
            let mut named = Features::default();
            around.features(index, &mut Names::default(), &mut named);
            let row = vocabulary.row(named.finish());
            units[start + index].row.0.extend(row.0);
        }
    }
    let second = Fits::of(&units, vocabulary.names.len(), LEAST_WEIGHT, run);
    let scales: Vec<Scale> = SignalKind::ALL
        .iter()
        .map(|kind| {
            let judged = units.iter().zip(&second.unseen[kind.index()]);
            let judged =
                judged.filter(|(unit, _)| unit.side == kind.side() && unit.talk < given.len());
            let shows = |unit: &Unit| unit.shows & (1 << kind.index()) != 0;
            let (answers, scores): (Vec<bool>, Vec<f64>) =
                judged.map(|(unit, score)| (shows(unit), *score)).unzip();
            scale(&scores, &answers)
        })
        .collect();
    let mut unseen = shown(&units, labelled.len(), &second.unseen, |score, kind| {
        scales[kind].probability(score)
    });
    unseen.truncate(given.len());
    read.truncate(given.len());
    let told = told_signals(given, &read, reader, &unseen);
    let dynamics = train_dynamics(given, &read, reader, &unseen, run);
    let names = &vocabulary.names[..base];
    let company = words(Side::Company, names, &first.all, &second.all);
    let customer = words(Side::Customer, names, &first.all, &second.all);
    let around = |side| around(side, &vocabulary.names, base, &second.all);
    let (around_company, around_customer) = (around(Side::Company), around(Side::Customer));
    let lines: Vec<Line> =
        told.into_iter().zip(scales).map(|(told, scale)| Line { told, scale }).collect();
    let written = Written {
        signals: &lines,
        dynamics: &dynamics.lines,
        words: [(Side::Company, &company), (Side::Customer, &customer)],
        around: [(Side::Company, &around_company), (Side::Customer, &around_customer)],
        steps: &dynamics.steps,
    };
    Learnt { text: written.text(), unseen, unseen_dynamics: dynamics.unseen, readings: read }
}

impl Learnt {
    /// The model.
    ///
    /// # Errors
    /// None that is to be expected: the text was just written.
    pub fn model(&self) -> Result<Model, ModelError> {
        Model::parse(&self.text)
    }
}

/// Signals are told from the probability on at which this share of what is told is right, over all kinds.
const PRECISION: f64 = 0.79;

/// From when on each kind of signal is told. All kinds have one threshold, since their probabilities are
/// calibrated: that gives the most right ones for the same number of wrong ones.
fn told_signals(
    labelled: &[Labelled],
    read: &[Vec<Reading>],
    reader: &Reader,
    unseen: &[Vec<(Place, Shown)>],
) -> Vec<Told> {
    let hundredths = (20_u8..80).map(|least| f32::from(least) / 100.0);
    let judged = hundredths.map(|least| {
        let mut counts = [Count::default(); KINDS];
        for (number, one) in labelled.iter().enumerate() {
            let messages = &one.conversation.messages;
            let talk = Talk::of(messages, &read[number], reader);
            let told = signals(&talk, &unseen[number], &[least; KINDS]);
            count(&told, &one.signals, &mut counts);
        }
        let all = counts.iter().fold(Count::default(), |sum, one| sum.plus(*one));
        (least, counts, all.precision())
    });
    let judged: Vec<_> = judged.collect();
    let chosen = judged.iter().find(|(_, _, precision)| *precision >= PRECISION).or(judged.last());
    let Some((least, counts, _)) = chosen else { return vec![Told::default(); KINDS] };
    counts.iter().map(|count| Told { least: *least, precision: count.precision() }).collect()
}

/// What was learnt of dynamics.
struct LearntDynamics {
    lines: Vec<Line>,
    steps: Named,
    unseen: Vec<[f32; DYNAMICS]>,
}

/// How much an error costs against large weights, for dynamics.
const DYNAMIC_COST: f64 = 1.0;

/// Learns dynamics from what the signals' model says of writers it never saw.
fn train_dynamics(
    labelled: &[Labelled],
    read: &[Vec<Reading>],
    reader: &Reader,
    signals: &[Vec<(Place, Shown)>],
    run: Run<'_>,
) -> LearntDynamics {
    let mut vocabulary = Vocabulary::default();
    let mut named = Features::default();
    let rows = labelled.iter().enumerate().map(|(number, one)| {
        let messages = &one.conversation.messages;
        let talk = Talk::of(messages, &read[number], reader);
        Course::of(&talk, &signals[number]).features(&mut Names::default(), &mut named);
        vocabulary.row(named.finish())
    });
    let rows: Vec<Row> = rows.collect();
    let features = vocabulary.names.len();
    let writers = labelled.iter().map(|one| one.writer).max().map_or(0, |last| last + 1);
    let has = |one: &Labelled, kind: DynamicKind| one.dynamics.contains(&kind);
    let job = |number: usize| {
        let (kind, left_out) = (DynamicKind::ALL[number / (writers + 1)], number % (writers + 1));
        let known = || labelled.iter().zip(&rows).filter(|(one, _)| one.writer != left_out);
        let given: Vec<&Row> = known().map(|(_, row)| row).collect();
        let answers: Vec<bool> = known().map(|(one, _)| has(one, kind)).collect();
        let mut weights =
            learn(&Examples { rows: &given, answers: &answers, features, cost: DYNAMIC_COST });
        prune(&mut weights, LEAST_DYNAMIC_WEIGHT);
        if left_out == writers {
            return weights;
        }
        let judged = labelled.iter().zip(&rows).filter(|(one, _)| one.writer == left_out);
        judged.map(|(_, row)| dot(&weights, row)).collect()
    };
    let mut results = run(DYNAMICS * (writers + 1), &job).into_iter();
    let mut unseen = vec![[0.0; DYNAMICS]; labelled.len()];
    let (mut lines, mut columns) = (Vec::new(), Vec::new());
    for kind in DynamicKind::ALL {
        let mut scores = vec![0.0; labelled.len()];
        for writer in 0..writers {
            let judged = (0..labelled.len()).filter(|number| labelled[*number].writer == writer);
            for (number, score) in judged.zip(results.next().unwrap_or_default()) {
                scores[number] = score;
            }
        }
        let answers: Vec<bool> = labelled.iter().map(|one| has(one, *kind)).collect();
        let scale = scale(&scores, &answers);
        for (unseen, score) in unseen.iter_mut().zip(&scores) {
            #[expect(clippy::cast_possible_truncation, reason = "a probability")]
            let probability = scale.probability(*score) as f32;
            unseen[*kind as usize] = probability;
        }
        let probabilities: Vec<f32> = unseen.iter().map(|unseen| unseen[*kind as usize]).collect();
        lines.push(Line { told: told_dynamic(&probabilities, &answers), scale });
        columns.push(results.next().unwrap_or_default());
    }
    let of = |feature: usize| columns.iter().map(|weights| weights[feature]).collect();
    let steps =
        vocabulary.names.iter().enumerate().map(|(feature, name)| (name.clone(), of(feature)));
    LearntDynamics { lines, steps: steps.collect(), unseen }
}

/// The sentences of all conversations, in their order.
fn units(
    labelled: &[Labelled],
    read: &[Vec<Reading>],
    reader: &Reader,
    vocabulary: &mut Vocabulary,
) -> Vec<Unit> {
    let mut names = Names::default();
    let mut named = Features::default();
    let mut units = Vec::new();
    for (number, one) in labelled.iter().enumerate() {
        let messages = &one.conversation.messages;
        let talk = Talk::of(messages, &read[number], reader);
        for (message, reading) in read[number].iter().enumerate() {
            let side = messages[message].side;
            if side == Side::System {
                continue;
            }
            let labels = marks(reading, one.signals.get(message).map_or(&[], Vec::as_slice));
            for (sentence, (shows, touched)) in labels.into_iter().enumerate() {
                talk.before(message, &mut named);
                talk.sentence(message, sentence, &mut names, &mut named);
                let mut features = named.finish();
                features.push((ALWAYS.to_owned(), 1.0));
                let row = vocabulary.row(features);
                let place = Place { message, sentence };
                units.push(Unit {
                    talk: number,
                    place,
                    side,
                    writer: one.writer,
                    shows,
                    touched,
                    row,
                });
            }
        }
    }
    units
}

/// By sentence, what it shows and what only touches it. A label belongs to the sentence it covers most,
/// and to others that it covers nearly wholly.
fn marks(reading: &Reading, labels: &[Label]) -> Vec<(u32, u32)> {
    let mut marks = vec![(0_u32, 0_u32); reading.sentences.len()];
    for label in labels {
        let covered: Vec<usize> = reading
            .sentences
            .iter()
            .map(|heard| {
                let place = &heard.sentence.place;
                label.place.end.min(place.end).saturating_sub(label.place.start.max(place.start))
            })
            .collect();
        let Some(best) = (0..covered.len()).rev().max_by_key(|index| covered[*index]) else {
            continue;
        };
        let bit = 1 << label.kind.index();
        for (index, covered) in covered.iter().enumerate().filter(|(_, covered)| **covered > 0) {
            #[expect(clippy::cast_precision_loss, reason = "bytes of a message")]
            let share = *covered as f64 / reading.sentences[index].sentence.place.len() as f64;
            if index == best || share >= COVERED {
                marks[index].0 |= bit;
            } else {
                marks[index].1 |= bit;
            }
        }
    }
    marks
}

/// Scores and weights of one step.
struct Fits {
    /// By kind and unit, the score by weights that never saw the unit's writer.
    unseen: Vec<Vec<f64>>,
    /// By kind, the weights from all.
    all: Vec<Vec<f64>>,
}

impl Fits {
    fn of(units: &[Unit], features: usize, least: f64, run: Run<'_>) -> Self {
        let writers = units.iter().map(|unit| unit.writer).max().map_or(0, |last| last + 1);
        // By kind: every writer left out, then none.
        let job = |number: usize| {
            let (kind, left_out) =
                (SignalKind::ALL[number / (writers + 1)], number % (writers + 1));
            let bit = 1 << kind.index();
            let known: Vec<&Unit> = units
                .iter()
                .filter(|unit| unit.side == kind.side() && unit.writer != left_out)
                .filter(|unit| unit.touched & bit == 0 || unit.shows & bit != 0)
                .collect();
            let rows: Vec<&Row> = known.iter().map(|unit| &unit.row).collect();
            let answers: Vec<bool> = known.iter().map(|unit| unit.shows & bit != 0).collect();
            let mut weights =
                learn(&Examples { rows: &rows, answers: &answers, features, cost: COST });
            prune(&mut weights, least);
            if left_out == writers {
                return weights;
            }
            let is_judged = |unit: &&Unit| unit.side == kind.side() && unit.writer == left_out;
            units.iter().filter(is_judged).map(|unit| dot(&weights, &unit.row)).collect()
        };
        let mut results = run(KINDS * (writers + 1), &job).into_iter();
        let (mut unseen, mut all) = (Vec::new(), Vec::new());
        for kind in SignalKind::ALL {
            let mut scores = vec![f64::NEG_INFINITY; units.len()];
            for writer in 0..writers {
                let judged = units.iter().enumerate();
                let judged =
                    judged.filter(|(_, unit)| unit.side == kind.side() && unit.writer == writer);
                for ((index, _), score) in judged.zip(results.next().unwrap_or_default()) {
                    scores[index] = score;
                }
            }
            unseen.push(scores);
            all.push(results.next().unwrap_or_default());
        }
        Self { unseen, all }
    }
}

/// The probabilities by conversation, sentence and kind.
fn shown(
    units: &[Unit],
    talks: usize,
    scores: &[Vec<f64>],
    probability: impl Fn(f64, usize) -> f64,
) -> Vec<Vec<(Place, Shown)>> {
    let mut out = vec![Vec::new(); talks];
    for (index, unit) in units.iter().enumerate() {
        let mut shown = [0.0; KINDS];
        for kind in SignalKind::of_side(unit.side) {
            #[expect(clippy::cast_possible_truncation, reason = "a probability")]
            let probability = probability(scores[kind.index()][index], kind.index()) as f32;
            shown[kind.index()] = probability;
        }
        out[unit.talk].push((unit.place, shown));
    }
    out
}

/// How scores of unseen writers become probabilities: logistic regression on the score alone.
fn scale(scores: &[f64], answers: &[bool]) -> Scale {
    #[expect(clippy::cast_possible_truncation, reason = "a score")]
    let rows: Vec<Row> =
        scores.iter().map(|score| Row(vec![(0, *score as f32), (1, 1.0)])).collect();
    let rows: Vec<&Row> = rows.iter().collect();
    let weights = learn(&Examples { rows: &rows, answers, features: 2, cost: 1.0 });
    Scale { slope: weights[0], shift: weights[1] }
}
