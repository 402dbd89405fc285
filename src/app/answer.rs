use crate::document::Waker;
use crate::job::{Beside, Pace};
use crate::model::Organisation;
use std::sync::Arc;

/// An answer about the whole map, worked out again when the map has changed and somebody looks at it.
pub(super) struct Answer<T> {
    kept: Beside<(), T>,
    /// The revision about which it was wanted last.
    wanted: Option<u64>,
}

/// How far an answer is worked out.
#[derive(Debug, PartialEq)]
pub(super) enum AnswerState<'a, T> {
    /// Nobody looks.
    NotAsked,
    /// It is being worked out; this was true before the last edits.
    Working(Option<&'a T>),
    /// It is about the present state of the map, which has this revision.
    Ready(&'a T, u64),
    /// It could not be worked out.
    Broken,
}

impl<T> Default for Answer<T> {
    fn default() -> Self {
        Self { kept: Beside::default(), wanted: None }
    }
}

impl<T: Send + 'static> Answer<T> {
    /// What can be said now.
    pub fn state(&self) -> AnswerState<'_, T> {
        match (self.kept.found(&()), self.wanted) {
            (_, None) => AnswerState::NotAsked,
            (Some(answer), Some(wanted)) if self.kept.is_current(&(), wanted) => {
                AnswerState::Ready(answer, wanted)
            }
            (_, Some(wanted)) if self.kept.is_broken(&(), wanted) => AnswerState::Broken,
            (answer, _) => AnswerState::Working(answer),
        }
    }

    /// Works it out again if the map has changed and the answer `is_seen`.
    pub fn refresh(
        &mut self,
        map: &Arc<Organisation>,
        revision: u64,
        is_seen: bool,
        waker: &Waker,
        ask: fn(&Organisation) -> T,
    ) {
        self.wanted = is_seen.then_some(revision);
        if is_seen {
            let pace = Pace::on(map);
            let (map, waker) = (Arc::clone(map), waker.clone());
            self.kept.refresh(&(), revision, pace, move || waker(), move |_| ask(&map));
        } else {
            self.kept.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::map_of;
    use crate::job::MOST_PARTIES_AT_ONCE;
    use std::sync::mpsc::channel;

    fn count(map: &Organisation) -> usize {
        map.parties().len()
    }

    #[test]
    fn nothing_is_worked_out_until_somebody_looks_and_then_a_small_map_at_once() {
        let (map, waker): (_, Waker) = (map_of(2), Arc::new(|| ()));
        let mut answer = Answer::default();
        answer.refresh(&map, 1, false, &waker, count);
        assert_eq!(answer.state(), AnswerState::NotAsked);
        answer.refresh(&map, 1, true, &waker, count);
        assert_eq!(answer.state(), AnswerState::Ready(&2, 1));
    }

    #[test]
    fn a_large_map_is_answered_by_a_job_and_the_answer_before_stays_meanwhile() {
        let (wake, woken) = channel();
        let waker: Waker = Arc::new(move || wake.send(()).unwrap_or_default());
        let mut answer = Answer::default();
        for (revision, extra, before) in [(1, 1, None), (2, 2, Some(MOST_PARTIES_AT_ONCE + 1))] {
            let map = map_of(MOST_PARTIES_AT_ONCE + extra);
            answer.refresh(&map, revision, true, &waker, count);
            assert_eq!(answer.state(), AnswerState::Working(before.as_ref()));
            woken.recv().unwrap();
            answer.refresh(&map, revision, true, &waker, count);
            assert_eq!(answer.state(), AnswerState::Ready(&(MOST_PARTIES_AT_ONCE + extra), revision));
        }
    }

    #[test]
    fn an_answer_that_breaks_off_is_said_to_be_broken() {
        let (wake, woken) = channel();
        let waker: Waker = Arc::new(move || wake.send(()).unwrap_or_default());
        let map = map_of(MOST_PARTIES_AT_ONCE + 1);
        let mut answer: Answer<usize> = Answer::default();
        answer.refresh(&map, 1, true, &waker, |_| panic!("a fault"));
        woken.recv().unwrap();
        answer.refresh(&map, 1, true, &waker, |_| panic!("a fault"));
        assert_eq!(answer.state(), AnswerState::Broken);
    }
}
