use crate::analysis::findings::{Asked, findings};
use crate::analysis::{Graph, trace_all};
use crate::document::Waker;
use crate::job::{Beside, Pace};
use crate::model::Organisation;
use crate::ui::FindingsNotice;
use std::sync::Arc;

/// The questions that the map raises, worked out again when the map has changed; on a large map only while
/// the list is open.
#[derive(Default)]
pub(super) struct Questions {
    asked: Beside<(), Asked>,
    /// The revision about which they were wanted last.
    wanted: Option<u64>,
    /// What stands while there is no answer yet.
    nothing: Asked,
}

impl Questions {
    /// What the window can say about them now.
    pub fn notice(&self) -> FindingsNotice<'_> {
        let Some(revision) = self.wanted else { return FindingsNotice::NotAsked };
        if self.asked.is_broken(&(), revision) {
            return FindingsNotice::Broken;
        }
        let asked = self.asked.found(&()).unwrap_or(&self.nothing);
        if self.asked.is_current(&(), revision) {
            FindingsNotice::Found(asked)
        } else {
            FindingsNotice::Looking(asked)
        }
    }

    /// Finds out again whatever the map has changed; `is_seen`: the list is open.
    pub fn refresh(&mut self, map: &Arc<Organisation>, revision: u64, is_seen: bool, waker: &Waker) {
        let pace = Pace::on(map);
        self.wanted = (pace == Pace::AtOnce || is_seen).then_some(revision);
        if self.wanted.is_none() {
            self.asked.stop();
        } else {
            let (snapshot, waker) = (Arc::clone(map), Arc::clone(waker));
            self.asked.refresh(
                &(),
                revision,
                pace,
                move || waker(),
                move |progress| ask(&snapshot, &|| !progress.is_cancelled()),
            );
        }
        if let Some(asked) = self.asked.found_mut(&()) {
            asked.refresh(map);
        }
    }
}

/// Without the question how long ago the map was reviewed: while it is open, it is.
fn ask(map: &Organisation, is_wanted: &dyn Fn() -> bool) -> Asked {
    let graph = Graph::of(map);
    Asked::of(map, findings(map, &graph, &trace_all(&graph), None, is_wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::map_of;
    use crate::job::MOST_PARTIES_AT_ONCE;
    use std::sync::mpsc::channel;

    #[test]
    fn a_small_map_is_answered_at_once() {
        let mut questions = Questions::default();
        let waker: Waker = Arc::new(|| ());
        questions.refresh(&map_of(2), 1, false, &waker);
        assert!(matches!(questions.notice(), FindingsNotice::Found(asked) if !asked.open.is_empty()));
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
        assert_eq!(questions.notice(), FindingsNotice::Looking(&Asked::default()));
        woken.recv().unwrap();
        questions.refresh(&map, 1, true, &waker);
        assert!(matches!(questions.notice(), FindingsNotice::Found(asked) if !asked.open.is_empty()));
    }
}
