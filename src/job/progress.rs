use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// What a piece of work and the window tell each other while it runs.
#[derive(Debug, Default)]
pub struct Progress {
    permille_done: AtomicU32,
    is_cancelled: AtomicBool,
}

impl Progress {
    /// Says which share of the work (0 to 1) is done.
    pub fn report(&self, share: f32) {
        self.permille_done.store((share.clamp(0.0, 1.0) * 1000.0) as u32, Ordering::Relaxed);
    }

    /// The share of the work (0 to 1) that is done, as far as the work has said so.
    pub fn share(&self) -> f32 {
        self.permille_done.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// Asks the work to stop; it does so at the next place where it looks.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked the work to stop.
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}
