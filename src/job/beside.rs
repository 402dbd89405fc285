use super::{Ending, Job, Progress};
use crate::model::Organisation;

/// An answer that is kept up to date beside the window: at once where that is quick, else by a job.
///
/// There is one job at a time. One about another subject than the present one is cancelled. So is one about an
/// earlier state of the map, but not twice in a row: while the map changes fast, there is an answer now and then.
#[derive(Debug)]
pub struct Beside<S, T> {
    found: Option<(S, u64, T)>,
    job: Option<(S, u64, Job<T>)>,
    /// Where no answer could be had, which is a fault of the program.
    broken: Option<(S, u64)>,
    /// Whether the job before the present one was cancelled because the map had changed.
    was_cut: bool,
}

impl<S, T> Default for Beside<S, T> {
    fn default() -> Self {
        Self { found: None, job: None, broken: None, was_cut: false }
    }
}

/// How an answer is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It takes less than a moment.
    AtOnce,
    /// It may take long.
    Beside,
}

/// About larger maps answers are worked out beside the window.
pub const MOST_PARTIES_AT_ONCE: usize = 300;

impl Pace {
    /// How an answer about `map` is worked out.
    pub fn on(map: &Organisation) -> Self {
        if map.parties().len() <= MOST_PARTIES_AT_ONCE { Self::AtOnce } else { Self::Beside }
    }
}

impl<S: PartialEq + Clone, T: Send + 'static> Beside<S, T> {
    /// Sees to it that there will be an answer about `subject` at this `revision` of the map.
    ///
    /// `work` must give up when it is cancelled; what it returns then is thrown away.
    pub fn refresh(
        &mut self,
        subject: &S,
        revision: u64,
        pace: Pace,
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) {
        self.collect();
        self.cut(subject, revision);
        if self.is_current(subject, revision) || self.is_broken(subject, revision) {
            return;
        }
        if pace == Pace::AtOnce {
            self.job = None;
            self.found = Some((subject.clone(), revision, work(&Progress::default())));
        } else if self.job.is_none() {
            match Job::start("Working it out", wake, work) {
                Ok(job) => self.job = Some((subject.clone(), revision, job)),
                Err(_) => self.broken = Some((subject.clone(), revision)),
            }
        }
    }

    /// Nobody wants an answer now: work under way is cancelled.
    pub fn stop(&mut self) {
        self.job = None;
    }

    /// Cancels a job about something else.
    fn cut(&mut self, subject: &S, revision: u64) {
        let Some((other, at, _)) = &self.job else { return };
        let (is_same, is_old) = (other == subject, *at != revision);
        if !is_same || is_old && !self.was_cut {
            self.job = None;
            self.was_cut = is_same;
        }
    }

    fn collect(&mut self) {
        let Some((subject, revision, job)) = self.job.take() else { return };
        match job.poll() {
            Ending::Running => self.job = Some((subject, revision, job)),
            Ending::Done(answer) => {
                self.found = Some((subject, revision, answer));
                self.was_cut = false;
            }
            Ending::Lost => self.broken = Some((subject, revision)),
        }
    }

    /// The last answer about `subject`, perhaps to an earlier state of the map.
    pub fn found(&self, subject: &S) -> Option<&T> {
        self.found.as_ref().filter(|(about, ..)| about == subject).map(|(.., answer)| answer)
    }

    /// The last answer about `subject`, to be changed.
    pub fn found_mut(&mut self, subject: &S) -> Option<&mut T> {
        self.found.as_mut().filter(|(about, ..)| about == subject).map(|(.., answer)| answer)
    }

    /// Whether the answer is about this `subject` and `revision`.
    pub fn is_current(&self, subject: &S, revision: u64) -> bool {
        self.found.as_ref().is_some_and(|(about, at, _)| about == subject && *at == revision)
    }

    /// Whether there will be no answer about this `subject` and `revision`.
    pub fn is_broken(&self, subject: &S, revision: u64) -> bool {
        self.broken.as_ref().is_some_and(|(about, at)| about == subject && *at == revision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Sender, channel};

    #[test]
    fn what_is_quick_is_there_at_once_and_not_worked_out_twice() {
        let mut beside = Beside::default();
        beside.refresh(&"a", 1, Pace::AtOnce, || (), |_| 7);
        beside.refresh(&"a", 1, Pace::AtOnce, || (), |_| 8);
        assert_eq!((beside.found(&"a"), beside.found(&"b")), (Some(&7), None));
        beside.refresh(&"a", 2, Pace::AtOnce, || (), |_| 9);
        assert_eq!(beside.found(&"a"), Some(&9));
    }

    #[test]
    fn what_takes_long_comes_later_and_the_old_answer_stays_meanwhile() {
        let mut beside = Beside::default();
        beside.refresh(&"a", 1, Pace::AtOnce, || (), |_| 1);
        let (wake, woken) = channel();
        beside.refresh(&"a", 2, Pace::Beside, move || wake.send(()).unwrap(), |_| 2);
        assert!(!beside.is_current(&"a", 2));
        assert!(beside.found(&"a").is_some());
        woken.recv().unwrap();
        beside.refresh(&"a", 2, Pace::Beside, || (), |_| 3);
        assert_eq!(beside.found(&"a"), Some(&2));
    }

    #[test]
    fn another_subject_cancels_the_work_on_the_one_before() {
        let (go_on, wait) = channel::<()>();
        let (tell, told) = channel();
        let mut beside = Beside::default();
        beside.refresh(
            &"a",
            1,
            Pace::Beside,
            || (),
            move |progress| {
                let _ = wait.recv();
                tell.send(progress.is_cancelled()).unwrap();
            },
        );
        beside.refresh(&"b", 1, Pace::AtOnce, || (), |_| ());
        go_on.send(()).unwrap();
        assert!(told.recv().unwrap(), "nobody wants to know about “a” any more");
        assert!(beside.found(&"b").is_some() && beside.found(&"a").is_none());
    }

    /// Work that ends when it is cancelled, tells so and answers 1.
    fn until_cancelled(tell: Sender<()>) -> impl FnOnce(&Progress) -> u8 {
        move |progress| {
            while !progress.is_cancelled() {
                std::thread::yield_now();
            }
            tell.send(()).unwrap();
            1
        }
    }

    #[test]
    fn an_edit_cancels_the_work_on_the_state_before_but_not_twice_in_a_row() {
        let ((tell, told), (go_on, wait), (wake, woken)) = (channel(), channel(), channel());
        let mut beside = Beside::default();
        beside.refresh(&"a", 1, Pace::Beside, || (), until_cancelled(tell));
        let until_told = move |progress: &Progress| {
            wait.recv().unwrap();
            if progress.is_cancelled() { 0 } else { 2 }
        };
        beside.refresh(&"a", 2, Pace::Beside, move || wake.send(()).unwrap(), until_told);
        told.recv().unwrap();
        beside.refresh(&"a", 3, Pace::Beside, || (), |_| 3);
        go_on.send(()).unwrap();
        woken.recv().unwrap();
        beside.refresh(&"a", 3, Pace::Beside, || (), |_| 3);
        assert_eq!(beside.found(&"a"), Some(&2));
    }

    #[test]
    fn what_nobody_wants_any_more_is_cancelled() {
        let (tell, told) = channel();
        let mut beside = Beside::default();
        beside.refresh(&"a", 1, Pace::Beside, || (), until_cancelled(tell));
        beside.stop();
        told.recv().unwrap();
    }

    #[test]
    fn work_that_breaks_is_not_begun_again_for_the_same_state() {
        let mut beside: Beside<&str, u8> = Beside::default();
        let (wake, woken) = channel();
        let broken = |_: &Progress| -> u8 { std::panic::resume_unwind(Box::new("broken")) };
        beside.refresh(&"a", 1, Pace::Beside, move || wake.send(()).unwrap(), broken);
        woken.recv().unwrap();
        beside.refresh(&"a", 1, Pace::Beside, || (), |_| 1);
        assert!(beside.is_broken(&"a", 1) && beside.found(&"a").is_none());
    }
}
