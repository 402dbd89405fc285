use crate::analysis::findings::{Finding, findings};
use crate::analysis::{Graph, trace_all};
use crate::document::Waker;
use crate::job::{Ending, Job};
use crate::model::Organisation;
use crate::ui::FindingsNotice;
use std::sync::Arc;

/// On maps with more parties the questions are worked out off the window's thread, and only while the list
/// is open.
const MOST_PARTIES_AT_ONCE: usize = 300;

/// The questions that the map raises, worked out again when the map has changed.
#[derive(Default)]
pub(super) struct Questions {
    found: Vec<Finding>,
    /// The revision that `found` is about.
    found_at: Option<u64>,
    /// One at a time: while somebody edits fast, the revisions in between are left out.
    job: Option<(u64, Job<Vec<Finding>>)>,
    /// The revision about which no answer could be had.
    broken_at: Option<u64>,
    /// What was wanted last.
    wanted: Option<u64>,
}

impl Questions {
    /// What the window can say about them now.
    pub fn notice(&self) -> FindingsNotice<'_> {
        match self.wanted {
            None => FindingsNotice::NotAsked,
            wanted if wanted == self.found_at => FindingsNotice::Found(&self.found),
            wanted if wanted == self.broken_at => FindingsNotice::Broken,
            Some(_) => FindingsNotice::Looking(&self.found),
        }
    }

    /// Finds out again whatever the map has changed; `is_seen`: the list is open.
    pub fn refresh(&mut self, map: &Arc<Organisation>, revision: u64, is_seen: bool, waker: &Waker) {
        self.collect();
        let is_small = map.parties().len() <= MOST_PARTIES_AT_ONCE;
        self.wanted = (is_small || is_seen).then_some(revision);
        if self.wanted.is_none() || self.wanted == self.found_at || self.wanted == self.broken_at {
            return;
        }
        if is_small {
            self.job = None;
            self.found = ask(map);
            self.found_at = Some(revision);
        } else if self.job.is_none() {
            self.start(Arc::clone(map), revision, waker.clone());
        }
    }

    fn start(&mut self, map: Arc<Organisation>, revision: u64, waker: Waker) {
        match Job::start("Looking for questions", move || waker(), move |_| ask(&map)) {
            Ok(job) => self.job = Some((revision, job)),
            Err(_) => self.broken_at = Some(revision),
        }
    }

    fn collect(&mut self) {
        let Some((revision, job)) = self.job.take() else { return };
        match job.poll() {
            Ending::Running => self.job = Some((revision, job)),
            Ending::Done(found) => {
                self.found = found;
                self.found_at = Some(revision);
            }
            Ending::Lost => self.broken_at = Some(revision),
        }
    }
}

/// Without the question how long ago the map was reviewed: while it is open, it is.
fn ask(map: &Organisation) -> Vec<Finding> {
    let graph = Graph::of(map);
    findings(map, &graph, &trace_all(&graph), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Party, PartyKind, Point, SequentialIds};
    use std::sync::mpsc::channel;

    fn map_of(parties: usize) -> Arc<Organisation> {
        let mut ids = SequentialIds::default();
        let mut map = Organisation::default();
        for n in 0..parties {
            let party = Party::new(ids.party(), PartyKind::Role, format!("Role {n}"), Point::default());
            crate::edit::perform(&mut map, &crate::edit::Command::AddParty(party)).unwrap();
        }
        Arc::new(map)
    }

    #[test]
    fn a_small_map_is_answered_at_once() {
        let mut questions = Questions::default();
        let waker: Waker = Arc::new(|| ());
        questions.refresh(&map_of(2), 1, false, &waker);
        assert!(matches!(questions.notice(), FindingsNotice::Found(found) if !found.is_empty()));
    }

    #[test]
    fn a_large_map_is_answered_only_when_somebody_looks_and_by_a_job() {
        let map = map_of(MOST_PARTIES_AT_ONCE + 1);
        let (wake, woken) = channel();
        let waker: Waker = Arc::new(move || wake.send(()).unwrap_or_default());
        let mut questions = Questions::default();
        questions.refresh(&map, 1, false, &waker);
        assert_eq!(questions.notice(), FindingsNotice::NotAsked);
        questions.refresh(&map, 1, true, &waker);
        assert_eq!(questions.notice(), FindingsNotice::Looking(&[]));
        woken.recv().unwrap();
        questions.refresh(&map, 1, true, &waker);
        assert!(matches!(questions.notice(), FindingsNotice::Found(found) if !found.is_empty()));
    }
}
