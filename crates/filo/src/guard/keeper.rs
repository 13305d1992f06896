//! Group commits for the decision log: whoever asks meanwhile shares one sync of the disk.
//!
//! A decision is acknowledged once its row is committed and synced. A sync takes milliseconds, so those
//! who wait while one is under way are kept together by the next.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use filo_store::Store;
use filo_store::verdict::{NewVerdict, VerdictId};

use crate::problem::{Problem, Result};

/// How many decisions are kept in one commit at most.
const GROUP: usize = 256;

/// One who waits for a decision to be kept.
type Waiting = (NewVerdict, SyncSender<Result<VerdictId, String>>);

/// Keeps decisions on a thread of its own, with its own way into the store.
#[derive(Debug)]
pub struct Keeper {
    sender: Option<Sender<Waiting>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Begins to keep decisions in a store.
    ///
    /// # Errors
    /// Where the store cannot be opened, or no thread begun.
    pub fn start(path: &Path) -> Result<Self> {
        let store = Store::open_lean(path)?;
        let (sender, receiver) = channel();
        let thread = std::thread::Builder::new()
            .name("decision log".to_owned())
            .spawn(move || keep(&store, &receiver))
            .map_err(|error| Problem::new("store").caused_by(error))?;
        Ok(Self { sender: Some(sender), thread: Some(thread) })
    }

    /// Keeps a decision and gives its number: it is on the disk when this returns.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn keep(&self, decision: NewVerdict) -> Result<VerdictId> {
        let (reply, told) = sync_channel(1);
        let gone = || Problem::new("store");
        self.sender.as_ref().ok_or_else(gone)?.send((decision, reply)).map_err(|_| gone())?;
        let kept = told.recv().map_err(|_| gone())?;
        kept.map_err(|cause| Problem::new("store").caused_by(std::io::Error::other(cause)))
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // What was handed over is kept before the thread ends.
        drop(self.sender.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn keep(store: &Store, receiver: &Receiver<Waiting>) {
    while let Ok(first) = receiver.recv() {
        let (mut group, mut replies) = (vec![first.0], vec![first.1]);
        while group.len() < GROUP
            && let Ok((decision, reply)) = receiver.try_recv()
        {
            group.push(decision);
            replies.push(reply);
        }
        // Whoever stopped waiting has their decision in the log all the same.
        match store.verdicts_append(&group) {
            Ok(ids) => replies.iter().zip(ids).for_each(|(reply, id)| drop(reply.send(Ok(id)))),
            Err(error) => {
                replies.iter().for_each(|reply| drop(reply.send(Err(error.to_string()))));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Keeper;
    use filo_store::Store;
    use filo_store::verdict::NewVerdict;
    use tempfile::TempDir;

    fn decision(at: i64) -> NewVerdict {
        NewVerdict {
            at,
            asked_by: "ada".to_owned(),
            customer: None,
            action: "remind",
            planned: at,
            answer: "allow",
            claim: None,
            content: "{}".to_owned(),
        }
    }

    #[test]
    fn what_many_ask_at_once_is_all_kept_each_under_its_own_number() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("filo.db");
        drop(Store::create(&path).unwrap());
        let keeper = Keeper::start(&path).unwrap();
        let mut ids: Vec<_> = std::thread::scope(|scope| {
            let ask = |first: i64| {
                let keeper = &keeper;
                move || {
                    (first..first + 25)
                        .map(|at| keeper.keep(decision(at)).unwrap())
                        .collect::<Vec<_>>()
                }
            };
            let threads: Vec<_> = (0..8).map(|one| scope.spawn(ask(one * 25))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        drop(keeper);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 200);
        let mut asked: Vec<i64> = Store::open(&path)
            .unwrap()
            .verdict_list(None, 999)
            .unwrap()
            .iter()
            .map(|kept| kept.at)
            .collect();
        asked.sort_unstable();
        assert_eq!(asked, (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn a_store_that_is_not_there_keeps_nothing() {
        assert!(Keeper::start(&TempDir::new().unwrap().path().join("filo.db")).is_err());
    }
}
