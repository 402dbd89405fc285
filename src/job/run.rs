use super::Progress;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Work shorter than this needs no progress bar.
pub const NOTICEABLE: Duration = Duration::from_millis(500);

/// One piece of work on its own thread.
///
/// A job that is dropped is cancelled; its thread ends by itself.
#[derive(Debug)]
pub struct Job<T> {
    label: String,
    started: Instant,
    progress: Arc<Progress>,
    result: Receiver<T>,
}

/// How a job stands.
#[derive(Debug, PartialEq, Eq)]
pub enum Ending<T> {
    /// Not yet at its end.
    Running,
    /// It has a result.
    Done(T),
    /// It ended without a result, which is a fault of the program.
    Lost,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` under a `label` for the person who waits; `wake` is called at its end.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub fn start(
        label: impl Into<String>,
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> io::Result<Self> {
        let progress = Arc::new(Progress::default());
        let (send, result) = channel();
        let told = Arc::clone(&progress);
        thread::Builder::new().name("baton job".to_owned()).spawn(move || {
            // Dropped in reverse order, also when the work panics: who is woken finds the result.
            let _wake = WakeAtTheEnd(Some(wake));
            let send = send;
            // Nobody listens any more if the job was dropped.
            let _ = send.send(work(&told));
        })?;
        Ok(Self { label: label.into(), started: Instant::now(), progress, result })
    }
}

impl<T> Job<T> {
    /// What the person is told that is going on.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The share of the work (0 to 1) that is done.
    pub fn share(&self) -> f32 {
        self.progress.share()
    }

    /// Whether the job has run so long that the person should see it.
    pub fn is_noticeable(&self) -> bool {
        self.started.elapsed() >= NOTICEABLE
    }

    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.progress.cancel();
    }

    /// Whether somebody has asked the work to stop.
    pub fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }

    /// Looks, without waiting, whether the job has ended.
    pub fn poll(&self) -> Ending<T> {
        match self.result.try_recv() {
            Ok(result) => Ending::Done(result),
            Err(TryRecvError::Empty) => Ending::Running,
            Err(TryRecvError::Disconnected) => Ending::Lost,
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Calls the waker when the thread ends, even if the work panicked.
struct WakeAtTheEnd<F: FnOnce()>(Option<F>);

impl<F: FnOnce()> Drop for WakeAtTheEnd<F> {
    fn drop(&mut self) {
        if let Some(wake) = self.0.take() {
            wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended<T>(job: &Job<T>, woken: &Receiver<()>) -> Ending<T> {
        woken.recv().expect("the job wakes the window at its end");
        job.poll()
    }

    #[test]
    fn a_job_hands_over_its_result_and_wakes_the_window() -> io::Result<()> {
        let (wake, woken) = channel();
        let job = Job::start("Adding up", move || wake.send(()).unwrap_or_default(), |_| 1 + 1)?;
        assert_eq!(ended(&job, &woken), Ending::Done(2));
        Ok(())
    }

    #[test]
    fn a_cancelled_job_hears_of_it() -> io::Result<()> {
        let (wake, woken) = channel();
        let job = Job::start(
            "Waiting",
            move || wake.send(()).unwrap_or_default(),
            |progress| {
                while !progress.is_cancelled() {
                    thread::yield_now();
                }
                "stopped"
            },
        )?;
        assert_eq!(job.poll(), Ending::Running);
        job.cancel();
        assert_eq!(ended(&job, &woken), Ending::Done("stopped"));
        Ok(())
    }

    #[test]
    fn a_job_that_breaks_says_so() -> io::Result<()> {
        let (wake, woken) = channel();
        let job: Job<u8> = Job::start(
            "Breaking",
            move || wake.send(()).unwrap_or_default(),
            |progress| {
                progress.report(0.5);
                std::panic::resume_unwind(Box::new("broken"))
            },
        )?;
        assert_eq!(ended(&job, &woken), Ending::Lost);
        assert_eq!(job.share(), 0.5);
        Ok(())
    }
}
