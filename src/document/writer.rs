use super::SaveState;
use crate::storage::{Entry, MapFile, Overwrite, StorageError};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long the writer waits before it tries a failed write again by itself.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Called whenever the save state may have changed, from another thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The thread that owns the file. Edits are handed over and never waited for.
pub(super) struct Writer {
    orders: Option<Sender<Order>>,
    progress: Arc<SharedProgress>,
    given: u64,
}

enum Order {
    /// Write this.
    Write(Entry),
    /// Try again now what failed.
    Retry,
    /// Copy the file when everything before is written.
    Copy(PathBuf, Overwrite, Sender<Result<(), StorageError>>),
}

#[derive(Default)]
struct Progress {
    /// How many entries are on the disk.
    written: u64,
    /// How many tries to write there were.
    tries: u64,
    /// Why the last try failed.
    problem: Option<String>,
    /// The thread is gone and the file closed.
    is_ended: bool,
}

#[derive(Default)]
struct SharedProgress {
    progress: Mutex<Progress>,
    changed: Condvar,
}

impl SharedProgress {
    fn lock(&self) -> MutexGuard<'_, Progress> {
        // A panic while it was held leaves plain numbers behind that are right.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    /// Waits until `done` holds or the time is over.
    fn wait(&self, timeout: Duration, done: impl Fn(&Progress) -> bool) -> MutexGuard<'_, Progress> {
        let guard = self.lock();
        match self.changed.wait_timeout_while(guard, timeout, |progress| !done(progress)) {
            Ok((guard, _)) => guard,
            Err(poisoned) => poisoned.into_inner().0,
        }
    }
}

impl Writer {
    /// Starts the thread that writes into `file`.
    pub(super) fn start(file: MapFile, waker: Waker) -> std::io::Result<Self> {
        let (orders, inbox) = mpsc::channel();
        let progress = Arc::new(SharedProgress::default());
        let scribe = Scribe { inbox, file, waiting: Vec::new(), progress: progress.clone(), waker };
        thread::Builder::new().name("map writer".to_owned()).spawn(move || scribe.run())?;
        Ok(Self { orders: Some(orders), progress, given: 0 })
    }

    /// Hands an edit over.
    pub(super) fn write(&mut self, entry: Entry) {
        self.given += 1;
        self.send(Order::Write(entry));
    }

    pub(super) fn save_state(&self) -> SaveState {
        self.state_of(&self.progress.lock())
    }

    fn state_of(&self, progress: &Progress) -> SaveState {
        match &progress.problem {
            _ if progress.written == self.given => SaveState::Saved,
            Some(reason) => SaveState::NotSaved { reason: reason.clone() },
            None if progress.is_ended => SaveState::NotSaved {
                reason: "The part of Baton that writes has stopped. Save a copy to keep your edits."
                    .to_owned(),
            },
            None => SaveState::Saving,
        }
    }

    /// Waits until everything is on the disk, a new try has failed, or the time is over.
    pub(super) fn flush(&self, timeout: Duration) -> SaveState {
        let tries = self.progress.lock().tries;
        self.send(Order::Retry);
        let given = self.given;
        let progress = self.progress.wait(timeout, |progress| {
            progress.written == given
                || progress.is_ended
                || (progress.tries > tries && progress.problem.is_some())
        });
        self.state_of(&progress)
    }

    /// Copies the file; waits for it.
    pub(super) fn copy(&self, path: PathBuf, overwrite: Overwrite) -> Option<Result<(), StorageError>> {
        let (answer, outcome) = mpsc::channel();
        self.send(Order::Copy(path, overwrite, answer));
        outcome.recv().ok()
    }

    /// Writes what is left and closes the file; waits at most `timeout`.
    pub(super) fn end(&mut self, timeout: Duration) -> SaveState {
        let state = self.flush(timeout);
        self.orders = None; // the thread ends when nobody can give it orders
        drop(self.progress.wait(timeout, |progress| progress.is_ended));
        state
    }

    fn send(&self, order: Order) {
        // Fails only if the thread is gone, which the save state tells.
        let _ = self.orders.as_ref().map(|orders| orders.send(order));
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.orders.is_some() {
            self.end(Duration::from_secs(5));
        }
    }
}

/// The thread's side.
struct Scribe {
    inbox: Receiver<Order>,
    file: MapFile,
    /// What is not on the disk yet, oldest first; nothing ever leaves it unwritten.
    waiting: Vec<Entry>,
    progress: Arc<SharedProgress>,
    waker: Waker,
}

impl Scribe {
    fn run(mut self) {
        let _ended = MarkEnded(self.progress.clone());
        let mut copies = Vec::new();
        while let Some(order) = self.next_order() {
            // Everything that has piled up goes into one transaction.
            for order in std::iter::once(order).chain(self.inbox.try_iter().collect::<Vec<_>>()) {
                match order {
                    Order::Write(entry) => self.waiting.push(entry),
                    Order::Retry => {}
                    Order::Copy(path, overwrite, answer) => copies.push((path, overwrite, answer)),
                }
            }
            self.write_waiting();
            for (path, overwrite, answer) in copies.drain(..) {
                // Nobody may be waiting for the answer any more.
                let _ = answer.send(self.file.copy_to(&path, overwrite));
            }
        }
        self.write_waiting();
        // All edits are in the file; a journal that stays behind is empty and harmless.
        let _ = self.file.close();
    }

    /// The next order; a retry if writing has failed and it is time. `None` when nobody gives orders any more.
    fn next_order(&self) -> Option<Order> {
        if self.waiting.is_empty() {
            return self.inbox.recv().ok();
        }
        match self.inbox.recv_timeout(RETRY_AFTER) {
            Ok(order) => Some(order),
            Err(RecvTimeoutError::Timeout) => Some(Order::Retry),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn write_waiting(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let problem = self.file.write(&self.waiting).err().map(|error| error.to_string());
        let written = if problem.is_none() { self.waiting.drain(..).count() as u64 } else { 0 };
        self.progress.update(|progress| {
            progress.written += written;
            progress.tries += 1;
            progress.problem = problem;
        });
        (self.waker)();
    }
}

/// Tells when the thread is over, also after a panic.
struct MarkEnded(Arc<SharedProgress>);

impl Drop for MarkEnded {
    fn drop(&mut self) {
        self.0.update(|progress| progress.is_ended = true);
    }
}
