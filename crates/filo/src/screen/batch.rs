//! All rows of a list before the guard, on several cores, in their order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;

use filo_guard::card::Answer;
use filo_store::Store;
use rustc_hash::{FxHashMap, FxHashSet};

use super::judge::{About, Answered, Judge, Shared};
use super::list::ListRow;
use super::told::Words;
use crate::pipeline::cores;
use crate::problem::{Problem, Result};
use crate::texts::{Language, Texts};

/// Rows that are taken at a time.
const CHUNK: usize = 200;

/// The verdicts on all rows, in their order.
///
/// # Errors
/// Where the store refuses, or another process wrote to it meanwhile.
pub fn answer_all(
    shared: Shared<'_>,
    store: &Store,
    rows: &[ListRow],
    language: Language,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<Answered>> {
    // Rows of one customer come together, and those of customers whose numbers stand close, as their
    // entries do in the store.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_cached_key(|&place| shared.frame.who_first(&rows[place]).to_owned());
    let chunks: Vec<&[usize]> = order.chunks(CHUNK).collect();
    let next = AtomicUsize::new(0);
    let workers = cores().min(chunks.len()).max(1);
    let mut connections = Vec::new();
    for _ in 0..workers {
        connections.push(store.second()?);
    }
    let (sender, receiver) = channel();
    let mut done: Vec<Option<Answered>> = Vec::new();
    done.resize_with(rows.len(), || None);
    std::thread::scope(|scope| {
        for connection in connections {
            let (sender, chunks, next) = (sender.clone(), &chunks, &next);
            scope.spawn(move || {
                let worked =
                    work(shared, &connection, language, (rows, chunks, next), &mut |all| {
                        sender.send(Ok(all)).is_ok()
                    });
                if let Err(problem) = worked {
                    // Nobody listening has given up already.
                    drop(sender.send(Err(problem)));
                }
            });
        }
        drop(sender);
        let mut count = 0;
        for message in receiver {
            let answered: Vec<(usize, Answered)> = message?;
            count += answered.len() as u64;
            progress(count);
            for (place, one) in answered {
                if let Some(slot) = done.get_mut(place) {
                    *slot = Some(one);
                }
            }
        }
        Ok::<(), Problem>(())
    })?;
    Ok(done.into_iter().flatten().collect())
}

fn work(
    shared: Shared<'_>,
    store: &Store,
    language: Language,
    (rows, chunks, next): (&[ListRow], &[&[usize]], &AtomicUsize),
    give: &mut dyn FnMut(Vec<(usize, Answered)>) -> bool,
) -> Result<()> {
    let _view = store.view()?;
    // The whole list is judged by one state of the store.
    if store.sequence()? != shared.versions.sequence {
        return Err(Problem::new("screen-moved"));
    }
    let texts = Texts::new(language);
    let words = Words::new(&texts, shared.guard, shared.config);
    let mut judge = Judge::new(shared, store, words)?;
    loop {
        let place = next.fetch_add(1, Ordering::Relaxed);
        let Some(places) = chunks.get(place) else { return Ok(()) };
        let answer = |&place: &usize| Ok((place, judge.answer(&rows[place])?));
        let answered = places.iter().map(answer).collect::<Result<_>>()?;
        if !give(answered) {
            return Ok(());
        }
    }
}

/// Warns of rows that ask for what an earlier row of the list asks for; returns how many there are.
pub fn mark_twice(answered: &mut [Answered], rows: &[ListRow], texts: &Texts) -> u64 {
    let mut exact: FxHashMap<About, u64> = FxHashMap::default();
    let mut any: FxHashMap<_, u64> = FxHashMap::default();
    let mut whole: FxHashSet<_> = FxHashSet::default();
    let mut twice = 0;
    for (one, row) in answered.iter_mut().zip(rows) {
        let before = one.about.iter().find_map(|about| {
            let same = exact.get(about).copied();
            let overlaps = about.instalment == 0 || whole.contains(&about.of);
            same.or_else(|| any.get(&about.of).copied().filter(|_| overlaps))
        });
        for about in &one.about {
            exact.entry(*about).or_insert(row.line);
            any.entry(about.of).or_insert(row.line);
            if about.instalment == 0 {
                whole.insert(about.of);
            }
        }
        let Some(line) = before else { continue };
        twice += 1;
        one.answer = one.answer.max(Answer::Warn);
        let note = texts.say("screen-why-twice", &[("line", &line.to_string())]);
        one.reason = if one.reason.is_empty() { note } else { format!("{note} {}", one.reason) };
        if one.instead.is_empty() {
            one.instead = texts.say("screen-do-twice", &[]);
        }
        one.content.insert_str(1, &format!("\"twice\":{line},"));
    }
    twice
}
